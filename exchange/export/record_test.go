package export

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
)

var update = flag.Bool("update", false, "write the golden files anew")

// story is a small record of our own making: an exact incident of captive
// soldiers, one in a province with an open count, one whose day is not known, and
// words that would run in a spreadsheet.
func story() []cairn.Coded {
	at := func(lat, lon float64) (x, y *float64) { return &lat, &lon }
	make := func(id, publisher, text, status, condition string, n int64, q cairn.Qualifier, l cairn.Locus, w *cairn.When, c string) cairn.Coded {
		count := cairn.Of(n, q)
		count.Unit, count.Text = "person", text
		claim := cairn.Claim{ID: "c-" + strings.Repeat(c, 16), Kind: cairn.Casualty, Scope: cairn.ScopeIncident, Measure: cairn.Killed, Stance: cairn.Asserted, Count: &count,
			Victims: &cairn.Victims{Status: status, Condition: condition}, Perpetrator: &cairn.Party{Actor: "Group A", Type: "rebel_group"}, Act: "shooting",
			Place: &l, Time: w, Quote: text, Rule: "kill.active", Span: cairn.Span{0, len(text)},
			Attribution: []cairn.Speaker{{Words: cairn.Words{Text: "activists"}, Type: "activist"}, {Words: cairn.Words{Text: "Monitor"}, Named: true, Type: "monitor"}}}
		return cairn.Coded{Report: cairn.Report{ID: id, Publisher: publisher, Date: "2015-09-19", Title: "=HYPERLINK(\"x\")", Text: text}, Claims: []cairn.Claim{claim},
			Incidents: []cairn.Incident{{Claims: []string{claim.ID}, Place: &l, Time: w, Perpetrator: claim.Perpetrator, Clarity: 1}}}
	}
	lat, lon := at(35.73, 37.1)
	midLat, midLon := at(35.9, 36.6)
	return []cairn.Coded{
		make("r-1", "Harbour Wire", "45 captured soldiers", "armed_forces", "captive", 45, cairn.Exact, cairn.Locus{Name: "Old Bridge", Country: "SY", Admin1: "Idlib", Lat: lat, Lon: lon, Precision: "exact"},
			&cairn.When{Period: cairn.Period{Start: "2015-09-18", End: "2015-09-18"}, Precision: "day"}, "1"),
		make("r-2", "-cmd|calc", "at least 12 people, قتل", "", "", 12, cairn.AtLeast, cairn.Locus{Name: "Idlib", Country: "SY", Admin1: "Idlib", Lat: midLat, Lon: midLon, Precision: "province"},
			&cairn.When{Period: cairn.Period{Start: "2015-09-01", End: "2015-09-30"}, Precision: "month"}, "2"),
		make("r-3", "Harbour Wire", "7 farmers", "civilian", "", 7, cairn.Exact, cairn.Locus{Name: "Old Bridge", Country: "SY", Precision: "near"}, nil, "3"),
	}
}

// What each format writes of the story is what it wrote before.
func TestGoldenFiles(t *testing.T) {
	d := laidOut(t, "cairn", story())
	for _, c := range []struct {
		name, format string
		of           Of
	}{
		{"ucdp.csv", "ucdp", ""}, {"acled.csv", "acled", ""}, {"hapi.csv", "hapi", ""}, {"airwars.csv", "airwars", ""},
		{"incidents.csv", "csv", OfIncidents}, {"claims.csv", "csv", OfClaims}, {"tolls.csv", "csv", OfTolls},
		{"incidents.jsonl", "jsonl", OfIncidents}, {"claims.jsonl", "jsonl", OfClaims}, {"tolls.jsonl", "jsonl", OfTolls}, {"incidents.geojson", "geojson", OfIncidents},
	} {
		got, losses := exported(t, c.format, c.of, d)
		golden(t, c.name, got)
		var b strings.Builder
		if err := losses.CSV(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, c.name+".losses", []byte(b.String()))
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

// Every table keeps to its types, whatever the format.
func TestEveryFormatWritesEveryPart(t *testing.T) {
	d := laidOut(t, "cairn", story())
	for _, f := range Formats() {
		for _, of := range append([]Of{""}, f.Of...) {
			out, _ := exported(t, f.Name, of, d)
			if len(out) < 100 {
				t.Errorf("%s of %s has %d bytes", f.Name, of, len(out))
			}
			if again, _ := exported(t, f.Name, of, d); !bytes.Equal(out, again) {
				t.Errorf("%s of %s: the same record gives other bytes the second time", f.Name, of)
			}
		}
		if err := f.Holds("nonsense"); err == nil {
			t.Errorf("%s would hold nonsense", f.Name)
		}
	}
	if _, err := FormatNamed("shapefile"); err == nil || !strings.Contains(err.Error(), "use one of ucdp") {
		t.Errorf("a format that is not there: %v", err)
	}
}

// The database's keys hold, its search finds words, and every figure leads to
// its claims.
func TestDatabaseForDatasette(t *testing.T) {
	d := laidOut(t, "cairn", story())
	file := filepath.Join(t.TempDir(), "a #? record.db")
	if err := SQLite(t.Context(), file, d, [][2]string{{"policy", "cairn@1"}}, &Losses{}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", databaseURI(file))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		`SELECT count(*) FROM pragma_foreign_key_check`: "0",
		`PRAGMA integrity_check`:                        "ok",
		`SELECT group_concat(claim) FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts('قتل'))`:                                         "c-2222222222222222",
		`SELECT low || '-' || best || ' ' || policy FROM figures WHERE incident = 'i-1111111111111111'`:                                       "45-45 cairn@1",
		`SELECT count(*) FROM figures LEFT JOIN figure_claims USING (incident, measure) WHERE claim IS NULL`:                                  "0",
		`SELECT group_concat(quote) FROM figure_claims JOIN claims USING (report, claim) WHERE figure_claims.incident = 'i-1111111111111111'`: "45 captured soldiers",
		`SELECT means FROM about WHERE what = 'policy'`:                                                                                       "cairn@1",
		`SELECT count(*) FROM "columns" WHERE means = ''`:                                                                                     "0",
		`SELECT sum(best) FROM tolls WHERE "row" = 'cell'`:                                                                                    "64",
		`SELECT typeof(injured_best) FROM incidents LIMIT 1`:                                                                                  "null",
		`SELECT count(*) FROM toll_claims`:                                                                                                    "3",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", query, got, want, err)
		}
	}
}

// A package's descriptor says the truth of the files beside it.
func TestPackageDescribesItsFiles(t *testing.T) {
	d := laidOut(t, "cairn", story())
	for i := range d.Reports {
		d.Reports[i].Licence = Licence{Source: "Harbour Wire", Terms: "CC BY 4.0"}
	}
	dir := filepath.Join(t.TempDir(), "out")
	var further []Format
	for _, name := range []string{"ucdp", "parquet", "sqlite", "csv"} {
		f, err := FormatNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		further = append(further, f)
	}
	if err := Package(dir, Export{Data: d, Context: t.Context(), Title: "A test", Losses: &Losses{}}, further); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p descriptor
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	if p.Profile != "data-package" || p.Cairn.Policy != "cairn@1" || p.Licences[0].Name != "CC-BY-4.0" || len(p.Sources) != 2 || len(p.Resources) != 9 {
		t.Errorf("descriptor %+v", p)
	}
	names := map[string]bool{}
	for _, r := range p.Resources {
		data, err := os.ReadFile(filepath.Join(dir, r.Path))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(data)) || names[r.Name] {
			t.Errorf("resource %s: %d bytes, %s", r.Name, r.Bytes, r.Hash)
		}
		names[r.Name] = true
		if r.Schema == nil {
			continue
		}
		header, _ := byName(t, data)
		var fields []string
		for _, f := range r.Schema.Fields {
			fields = append(fields, f.Name)
		}
		if strings.Join(header, ",") != strings.Join(fields, ",") {
			t.Errorf("resource %s: header %v, fields %v", r.Name, header, fields)
		}
	}
}

func TestWhatMayNotBeGivenOnIsRefused(t *testing.T) {
	d := laidOut(t, "cairn", story())
	d.Reports[1].Licence = Licence{Source: "ACLED", Terms: "not to be redistributed", Closed: true}
	err := d.MayLeave(nil)
	if err == nil || !strings.Contains(err.Error(), `--include-licence "ACLED"`) || !strings.Contains(err.Error(), "1 report is") {
		t.Errorf("refusal: %v", err)
	}
	if err := d.MayLeave([]string{"acled"}); err != nil {
		t.Errorf("asked for by name: %v", err)
	}
}

// A file is there whole or not at all.
func TestFilesAreWholeOrAbsent(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "out.csv")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	half := func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return os.ErrInvalid
	}
	if err := File(file, half); err == nil {
		t.Error("a failed write is reported")
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "before" {
		t.Errorf("after a failed write: %q, %v", got, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
