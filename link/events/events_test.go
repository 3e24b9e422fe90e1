package events

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

const tables = "../../../shared/data/link"

func readCSV(t testing.TB, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(path(name))
	if err != nil {
		t.Skipf("the event tables are not beside the project: %v", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = line[i]
		}
		rows = append(rows, m)
	}
	return rows
}

func rowsOf(t testing.TB, in []map[string]string, id string, taxonomies []string) []Row {
	t.Helper()
	day := func(s string) int32 {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return int32(d.Unix() / 86400)
	}
	num := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var out []Row
	for _, m := range in {
		r := Row{ID: m[id], From: day(m["date"]), To: day(m["enddate"]), Lat: num(m["latitude"]), Lon: num(m["longitude"]), Deaths: NoDeaths}
		if d, ok := m["deaths"]; ok {
			r.Deaths = int64(num(d))
		}
		for _, tax := range taxonomies {
			r.Category = append(r.Category, m[tax])
		}
		out = append(out, r)
	}
	return out
}

// TestMELTTParity repeats MELTT on its own example.
func TestMELTTParity(t *testing.T) {
	names := []string{"model_tax", "color_tax", "damage_tax"}
	levels := [][]string{{"make_level1", "make_level2", "make_level3"}, {"col_level1", "col_level2"}, {"damage_level1"}}
	var taxonomies []Taxonomy
	for i, n := range names {
		tax := Taxonomy{Name: n, Levels: map[string]map[string][]string{}}
		for _, m := range readCSV(t, "crash_tax_"+n+".csv") {
			if tax.Levels[m["data.source"]] == nil {
				tax.Levels[m["data.source"]] = map[string][]string{}
			}
			var l []string
			for _, c := range levels[i] {
				l = append(l, m[c])
			}
			tax.Levels[m["data.source"]][m["base.categories"]] = l
		}
		taxonomies = append(taxonomies, tax)
	}
	var sources []Source
	for _, n := range []string{"crash_data1", "crash_data2", "crash_data3"} {
		sources = append(sources, Source{n, rowsOf(t, readCSV(t, n+".csv"), "event", names)})
	}
	groups := Parity(sources, taxonomies, Window{Days: 1, Km: 4})
	matches, removed := 0, 0
	got := map[[3]string]bool{}
	for _, g := range groups {
		n := 0
		key := [3]string{"0", "0", "0"}
		for i, j := range g {
			if j >= 0 {
				n++
				key[i] = sources[i].Rows[j].ID
			}
		}
		if n > 1 {
			matches++
			removed += n - 1
			got[key] = true
		}
	}
	if len(groups) != 140 || matches != 34 || removed != 55 {
		t.Errorf("%d unique, %d matches, %d removed; MELTT gives 140, 34, 55", len(groups), matches, removed)
	}
	same := 0
	published := readCSV(t, "crash_meltt_matches.csv")
	for _, m := range published {
		if got[[3]string{m["crash_data1_event"], m["crash_data2_event"], m["crash_data3_event"]}] {
			same++
		}
	}
	if same != len(published) {
		t.Errorf("%d of MELTT's %d groups found", same, len(published))
	}
}

func synthTaxonomies(t testing.TB) []Taxonomy {
	var out []Taxonomy
	for _, n := range []string{"etype_tax", "actor_tax", "target_tax"} {
		out = append(out, Taxonomy{Name: n, Levels: map[string]map[string][]string{"da": {}, "db": {}}})
	}
	for _, m := range readCSV(t, "synth_tax.csv") {
		for i := range out {
			if out[i].Name == m["taxonomy"] {
				out[i].Levels[m["data.source"]][m["base.categories"]] = []string{m["l1"], m["l2"]}
			}
		}
	}
	return out
}

func judge(a, b []map[string]string, found []Match) (p, r, f float64) {
	gold := map[string]bool{}
	for _, m := range a {
		gold[m["gold"]] = true
	}
	truth := 0
	for _, m := range b {
		if gold[m["gold"]] {
			truth++
		}
	}
	hit := 0
	for _, m := range found {
		if a[m.A]["gold"] == b[m.B]["gold"] {
			hit++
		}
	}
	p, r = float64(hit)/float64(len(found)), float64(hit)/float64(truth)
	return p, r, 2 * p * r / (p + r)
}

func TestWeighedBeatsParity(t *testing.T) {
	a, b := readCSV(t, "evd8000_a.csv"), readCSV(t, "evd8000_b.csv")
	names := []string{"etype_tax", "actor_tax", "target_tax"}
	sa, sb := Source{"da", rowsOf(t, a, "event_id", names)}, Source{"db", rowsOf(t, b, "event_id", names)}
	taxonomies := synthTaxonomies(t)
	start := time.Now()
	found, _ := Weighed(sa, sb, taxonomies, Window{Days: 1, Km: 5})
	p, r, f := judge(a, b, found)
	t.Logf("weighed: P %.4f R %.4f F1 %.4f in %v", p, r, f, time.Since(start))
	if f < 0.92 {
		t.Errorf("F1 %.4f, want at least 0.92", f)
	}
	var pairs []Match
	for _, g := range Parity([]Source{sa, sb}, taxonomies, Window{Days: 1, Km: 10}) {
		if g[0] >= 0 && g[1] >= 0 {
			pairs = append(pairs, Match{A: g[0], B: g[1]})
		}
	}
	_, _, old := judge(a, b, pairs)
	t.Logf("parity: F1 %.4f", old)
	if old >= f {
		t.Errorf("the weighed rule (%.4f) is no better than MELTT's (%.4f)", f, old)
	}
}

// benchTables are tables from the generator, where they were made:
// python3 ../shared/data/link/evgen.py 32000 5840 9 PREFIX
func TestGenerated(t *testing.T) {
	prefix := os.Getenv("CAIRN_EVENTS")
	if prefix == "" {
		t.Skip("CAIRN_EVENTS names no generated tables")
	}
	names := []string{"etype_tax", "actor_tax", "target_tax"}
	a, b := readCSV(t, prefix+"_a.csv"), readCSV(t, prefix+"_b.csv")
	sa, sb := Source{"da", rowsOf(t, a, "event_id", names)}, Source{"db", rowsOf(t, b, "event_id", names)}
	taxonomies := synthTaxonomies(t)
	start := time.Now()
	found, _ := Weighed(sa, sb, taxonomies, Window{Days: 1, Km: 5})
	took := time.Since(start)
	p, r, f := judge(a, b, found)
	t.Logf("%d rows: P %.4f R %.4f F1 %.4f in %v", len(a)+len(b), p, r, f, took)
}

func path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(tables, name)
}

// TestMELTTOnRealLists repeats MELTT on two real lists of one country.
func TestMELTTOnRealLists(t *testing.T) {
	tax := Taxonomy{Name: "event_tax", Levels: map[string]map[string][]string{"acled": {}, "ged": {}}}
	for _, m := range readCSV(t, "real_nigeria_meltt_event_tax.csv") {
		tax.Levels[m["data.source"]][m["base.categories"]] = []string{m["l1"], m["l2"]}
	}
	acled, ged := readCSV(t, "real_nigeria_acled.csv"), readCSV(t, "real_nigeria_ged.csv")
	for _, m := range acled {
		m["enddate"], m["event_tax"] = m["date"], m["event_type"]
	}
	for _, m := range ged {
		m["date"], m["enddate"], m["event_tax"] = m["date_start"], m["date_end"], m["type_of_violence"]
	}
	sources := []Source{{"acled", rowsOf(t, acled, "event_id", []string{"event_tax"})}, {"ged", rowsOf(t, ged, "event_id", []string{"event_tax"})}}
	published := map[[2]string]bool{}
	for _, m := range readCSV(t, "real_nigeria_meltt_matches.csv") {
		published[[2]string{m["acled_id"], m["ged_id"]}] = true
	}
	found, same := 0, 0
	for _, g := range Parity(sources, []Taxonomy{tax}, Window{Days: 1, Km: 3}) {
		if g[0] >= 0 && g[1] >= 0 {
			found++
			if published[[2]string{sources[0].Rows[g[0]].ID, sources[1].Rows[g[1]].ID}] {
				same++
			}
		}
	}
	if found != len(published) || same != found {
		t.Errorf("%d matches, %d of MELTT's %d", found, same, len(published))
	}
}
