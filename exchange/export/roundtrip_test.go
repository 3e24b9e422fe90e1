package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cairn"
	"cairn/exchange"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The files of the field come back identical, but for how a number is written
// and an apostrophe before what a spreadsheet would run.
func TestUCDPRowsComeBack(t *testing.T) {
	for _, name := range []string{"ucdp_ged_sample1000.csv", "ucdp_ged_syria_2016_2019.csv.gz"} {
		t.Run(name, func(t *testing.T) {
			data := shared(t, filepath.Join("data", "exchange", name))
			seq, err := exchange.GED(name, bytes.NewReader(data), exchange.Options{})
			coded := collected(t, seq, err)
			d := laidOut(t, "ucdp", coded)
			out, _ := exported(t, "ucdp", "", d)
			tollIsTheirs(t, d)
			header, want := byName(t, data)
			_, got := byName(t, out)
			byID := map[string]map[string]string{}
			for _, row := range got {
				byID[row["id"]] = row
			}
			different, absent := map[string]int{}, 0
			for i, row := range want {
				back := byID[row["id"]]
				if back == nil {
					absent++
					continue
				}
				for _, column := range header {
					if !sameCell(row[column], back[column]) {
						if different[column]++; different[column] == 1 {
							t.Errorf("row %d, %s: %q, want %q", i+1, column, back[column], row[column])
						}
					}
				}
			}
			if absent > 0 || len(different) > 0 {
				t.Errorf("%d of %d rows are absent; differences by column: %v", absent, len(want), different)
			}
		})
	}
}

// tollIsTheirs holds the sum of the best figures against the sum of the column.
func tollIsTheirs(t *testing.T, d Data) {
	var ours, theirs, apart int64
	for inc, err := range d.Incidents {
		if err != nil {
			t.Fatal(err)
		}
		best, err := strconv.ParseInt(exchange.Columns(inc.Claims[0].Report.Text)["best"], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		theirs += best
		if k := inc.Figure(cairn.Killed); k != nil && k.Best != nil {
			if ours += *k.Best; *k.Best != best {
				apart++
			}
		}
	}
	if ours != theirs || apart > 0 {
		t.Errorf("the best figures add up to %d, the column to %d; %d rows differ", ours, theirs, apart)
	}
}

// sameCell says whether a cell came back: white space around it, how a number is
// written, and an apostrophe that makes it harmless are no difference.
func sameCell(want, got string) bool {
	want, got = strings.TrimSpace(want), strings.TrimSpace(got)
	if want == got || Harmless(want) == got {
		return true
	}
	a, err1 := strconv.ParseFloat(want, 64)
	b, err2 := strconv.ParseFloat(got, 64)
	return err1 == nil && err2 == nil && a == b
}

// acledRow is a row of our own making in the columns of the codebook.
func acledRow(n int) map[string]string {
	kinds := [][3]string{{"Battles", "Armed clash", "Political violence"}, {"Explosions/Remote violence", "Air/drone strike", "Political violence"}, {"Violence against civilians", "Attack", "Political violence"}}
	k := kinds[n%3]
	return map[string]string{
		"event_id_cnty": fmt.Sprintf("EXA%d", n), "event_date": fmt.Sprintf("2020-%02d-%02d", n%12+1, n%28+1), "year": "2020", "time_precision": strconv.Itoa(n%3 + 1),
		"disorder_type": k[2], "event_type": k[0], "sub_event_type": k[1], "actor1": "Group A", "inter1": "Rebel group", "actor2": "Civilians (Examplia)", "inter2": "Civilians",
		"interaction": "Rebel group-Civilians", "civilian_targeting": "Civilian targeting", "iso": "760", "region": "Middle East", "country": "Examplia", "admin1": "North",
		"admin2": "Hills", "location": "Old Bridge", "latitude": "10.5", "longitude": "20.25", "geo_precision": strconv.Itoa(n%3 + 1), "source": "Monitor; Harbour Wire",
		"source_scale": "Subnational-National", "notes": "Fighters attacked, \"without warning\"; =several hurt.\nSecond line.", "fatalities": strconv.Itoa(n % 40), "tags": "local", "timestamp": "1700000000",
	}
}

func csvOf(header string, rows ...map[string]string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for _, r := range rows {
		var cells []string
		for column := range strings.SplitSeq(header, ",") {
			cells = append(cells, `"`+strings.ReplaceAll(r[column], `"`, `""`)+`"`)
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	return b.String()
}

func readMapped(t testing.TB, mapping, in string) []cairn.Coded {
	t.Helper()
	m, err := exchange.BuiltinMapping(mapping)
	if err != nil {
		t.Fatal(err)
	}
	seq, err := exchange.Mapped("t.csv", strings.NewReader(in), m, exchange.Options{Country: func(string) string { return "EX" }})
	return collected(t, seq, err)
}

func TestACLEDRowsComeBack(t *testing.T) {
	var rows []map[string]string
	for n := range 300 {
		rows = append(rows, acledRow(n))
	}
	in := csvOf(acledColumns, rows...)
	out, losses := exported(t, "acled", "", laidOut(t, "acled", readMapped(t, "acled", in)))
	_, back := byName(t, out)
	if len(back) != len(rows) {
		t.Fatalf("%d rows of %d came back; losses %+v", len(back), len(rows), losses.List())
	}
	byID := map[string]map[string]string{}
	for _, row := range back {
		byID[row["event_id_cnty"]] = row
	}
	for i, row := range rows {
		for column := range strings.SplitSeq(acledColumns, ",") {
			if got := byID[row["event_id_cnty"]][column]; !sameCell(row[column], got) {
				t.Fatalf("row %d, %s: %q, want %q", i+1, column, got, row[column])
			}
		}
	}
}

// Whatever a record holds, what a format says of its figures is read back as it
// was said.
func TestFiguresComeBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		coded := rapid.SliceOfN(report(), 1, 8).Draw(r, "reports")
		for i := range coded {
			c := &coded[i]
			c.ID = fmt.Sprintf("r-%d", i)
			for k := range c.Claims { // ids are made of what they name, so they are drawn apart
				c.Claims[k].ID = fmt.Sprintf("c-%08x%04x%04x", rapid.Uint32().Draw(r, "id"), i, k)
				c.Incidents[0].Claims[k] = c.Claims[k].ID
			}
		}
		comesBack(t, r, "ucdp", laidOut(t, "ucdp", coded), readGED)
		comesBack(t, r, "acled", laidOut(t, "acled", coded), func(t testing.TB, in string) []cairn.Coded { return readMapped(t, "acled", in) })
		comesBack(t, r, "airwars", laidOut(t, "airwars", coded), func(t testing.TB, in string) []cairn.Coded { return readMapped(t, "airwars", in) })
		comesBack(t, r, "csv", laidOut(t, "cairn", coded), func(t testing.TB, in string) []cairn.Coded { return readMapped(t, "cairn", in) })
		sumsComeBack(t, r, laidOut(t, "acled", coded))
		linesComeBack(t, r, laidOut(t, "cairn", coded))
	})
}

// sumsComeBack exports a record in the columns of HAPI, reads it again, and holds
// the sum of each type of event against the incidents.
func sumsComeBack(t testing.TB, r *rapid.T, d Data) {
	out, _ := exported(t, "hapi", "", d)
	got, want := map[string]int64{}, map[string]int64{}
	for _, c := range readMapped(t, "hapi", string(out)) {
		kind := exchange.Columns(c.Text)["event_type"]
		if got[kind] += 0; len(c.Claims) > 0 {
			got[kind] += *c.Claims[0].Count.Low
		}
		if len(c.Claims) > 0 && c.Claims[0].Scope != cairn.ScopeAggregate {
			r.Fatalf("a sum came back as %s", c.Claims[0].Scope)
		}
	}
	for inc, err := range d.Incidents {
		if err != nil {
			r.Fatal(err)
		}
		if _, _, why := hapiPlaceAndMonth(&inc); why != "" {
			continue
		}
		for _, kind := range hapiKinds(&inc) {
			if want[kind] += 0; inc.Figure(cairn.Killed) != nil {
				if n := cmp.Or(inc.Figure(cairn.Killed).Best, inc.Figure(cairn.Killed).Low); n != nil {
					want[kind] += *n
				}
			}
		}
	}
	if !maps.Equal(got, want) {
		r.Fatalf("sums by type of event came back as %v, want %v", got, want)
	}
}

// linesComeBack exports incidents and claims as JSON lines and reads them again
// into what they were.
func linesComeBack(t testing.TB, r *rapid.T, d Data) {
	out, _ := exported(t, "jsonl", OfIncidents, d)
	lines := bytes.Split(bytes.TrimSuffix(out, []byte("\n")), []byte("\n"))
	n := 0
	for inc, err := range d.Incidents {
		if err != nil {
			r.Fatal(err)
		}
		var back incidentLine
		if err := json.Unmarshal(lines[n], &back); err != nil {
			r.Fatal(err)
		}
		n++
		if back.ID != inc.ID || len(back.Figures) != len(inc.Figures) || len(back.Claims) != len(inc.Claims) || back.Stamp != d.Stamp {
			r.Fatalf("line %d is %+v, want %+v", n, back, inc)
		}
		for i, f := range back.Figures {
			if diff := gocmp.Diff(inc.Figures[i].Range, f.Range); diff != "" || f.Policy != inc.Figures[i].Policy || f.Grades.Independence != inc.Figures[i].Grades.Independence {
				r.Fatalf("a figure of %s: %s", inc.ID, diff)
			}
		}
	}
	out, _ = exported(t, "jsonl", OfClaims, d)
	lines = bytes.Split(bytes.TrimSuffix(out, []byte("\n")), []byte("\n"))
	n = 0
	for _, report := range d.Reports {
		for _, c := range report.Claims {
			var back claimLine
			if err := json.Unmarshal(lines[n], &back); err != nil {
				r.Fatal(err)
			}
			n++
			if diff := gocmp.Diff(c, back.Claim); diff != "" {
				r.Fatalf("claim %s came back otherwise: %s", c.ID, diff)
			}
		}
	}
}

func readGED(t testing.TB, in string) []cairn.Coded {
	t.Helper()
	seq, err := exchange.GED("t.csv", strings.NewReader(in), exchange.Options{})
	return collected(t, seq, err)
}

// comesBack exports a record, reads the export with the reader of its format,
// and compares the number killed of every incident that was not left out.
func comesBack(t testing.TB, r *rapid.T, format string, d Data, read func(testing.TB, string) []cairn.Coded) {
	out, _ := exported(t, format, "", d)
	back := map[string]cairn.Coded{}
	for _, c := range read(t, string(out)) {
		row := exchange.Columns(c.Text)
		back[cmp.Or(row["cairn_incident"], row["incident"])] = c
	}
	for inc, err := range d.Incidents {
		if err != nil {
			r.Fatal(err)
		}
		c, ok := back[inc.ID]
		k := inc.Figure(cairn.Killed)
		if !ok || k == nil || len(c.Claims) == 0 {
			continue
		}
		got := c.Claims[0].Count
		same := func(what string, have, want *int64) {
			if want != nil && (have == nil || *have != *want) {
				r.Fatalf("%s, %s: %s came back as %s of %+v", format, inc.ID, what, shown(have), k.Range)
			}
		}
		switch format {
		case "ucdp":
			same("low", got.Low, k.Low)
			same("best", got.Value, k.Best)
			same("high", got.High, k.High)
		case "acled":
			same("fatalities", got.Low, k.Best)
		case "csv":
			same("low", got.Low, k.Low)
			same("best", got.Value, k.Best)
			if !k.Open {
				same("high", got.High, k.High)
			} else if got.High != nil {
				r.Fatalf("%s: an open end came back as %d", inc.ID, *got.High)
			}
		case "airwars":
			if airwarsGroup(oneVictim(inc.victims())) == "civilian_non_combatants" {
				same("minimum", got.Low, k.Low)
				same("maximum", got.High, k.High)
			}
		}
	}
}

func shown(n *int64) string {
	if n == nil {
		return "nothing"
	}
	return strconv.FormatInt(*n, 10)
}

// report draws a report with one incident of one to three claims.
func report() *rapid.Generator[cairn.Coded] {
	return rapid.Custom(func(r *rapid.T) cairn.Coded {
		text := rapid.StringN(1, 40, -1).Draw(r, "text")
		day := cairn.Day("2020-05-06").Add(rapid.IntRange(0, 400).Draw(r, "day"))
		when := &cairn.When{Period: cairn.Period{Start: day, End: day.Add(rapid.SampledFrom([]int{0, 0, 2, 6, 30, 200}).Draw(r, "days"))}}
		lat, lon := rapid.Float64Range(-90, 90).Draw(r, "lat"), rapid.Float64Range(-180, 180).Draw(r, "lon")
		where := &cairn.Locus{Words: cairn.Words{Text: text}, Name: text, Country: "SY", Admin1: "Idlib", Lat: &lat, Lon: &lon,
			Precision: rapid.SampledFrom([]string{"exact", "near", "district", "province", "region", "country", "sea_or_air", ""}).Draw(r, "precision")}
		c := cairn.Coded{Report: cairn.Report{Publisher: "Harbour Wire", Date: string(day), Title: text, Text: text}}
		inc := cairn.Incident{Place: where, Time: when, Clarity: 1}
		for i := range rapid.IntRange(1, 3).Draw(r, "claims") {
			claim := cairn.Claim{Kind: cairn.Casualty, Scope: cairn.ScopeIncident, Stance: cairn.Asserted,
				Measure: rapid.SampledFrom([]cairn.Measure{cairn.Killed, cairn.Killed, cairn.Injured, cairn.Captured}).Draw(r, "measure"), Count: count().Draw(r, "count"),
				Place: where, Time: when, Quote: text, Attribution: []cairn.Speaker{{Words: cairn.Words{Text: "speaker " + strconv.Itoa(i)}, Named: true}},
				Victims: &cairn.Victims{Status: rapid.SampledFrom([]string{"", "civilian", "armed_forces", "armed_group", "mixed"}).Draw(r, "status"), Condition: rapid.SampledFrom([]string{"", "captive"}).Draw(r, "condition")}}
			c.Claims, inc.Claims = append(c.Claims, claim), append(inc.Claims, claim.ID)
		}
		c.Incidents = []cairn.Incident{inc}
		return c
	})
}

func count() *rapid.Generator[*cairn.Quantity] {
	return rapid.Custom(func(r *rapid.T) *cairn.Quantity {
		n := rapid.Int64Range(0, 5000).Draw(r, "n")
		q := cairn.Of(n, rapid.SampledFrom([]cairn.Qualifier{cairn.Exact, cairn.AtLeast, cairn.MoreThan, cairn.AtMost, cairn.About, cairn.Word}).Draw(r, "qualifier"))
		if rapid.Bool().Draw(r, "range") {
			q = cairn.OfRange(n, n+rapid.Int64Range(0, 50).Draw(r, "more"))
		}
		q.Unit = "person"
		return &q
	})
}
