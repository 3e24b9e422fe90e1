package exchange

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
)

// table writes rows of our own making in the columns of the codebook.
func table(columns []string, rows ...map[string]string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(columns)
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = r[c]
		}
		w.Write(cells)
	}
	w.Flush()
	return b.String()
}

func sample() map[string]string {
	return map[string]string{
		"id": "1", "type_of_violence": "3", "side_a": "Group A", "side_b": "Civilians", "where_prec": "2", "where_coordinates": "Old Bridge town",
		"adm_1": "North province", "latitude": "10.5", "longitude": "20.25", "country": "Examplia", "event_clarity": "1", "date_prec": "2",
		"date_start": "2015-09-18 00:00:00.000", "date_end": "2015-09-19 00:00:00.000", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "45", "deaths_unknown": "0",
		"low": "41", "best": "45", "high": "56", "source_office": "Harbour Wire", "source_original": "Monitor; VDC", "source_headline": "Forty-five\nkilled",
	}
}

func read(t *testing.T, in string) []Row {
	t.Helper()
	seq, err := GED("t.csv", strings.NewReader(in), Options{Version: "9.9"})
	if err != nil {
		t.Fatal(err)
	}
	var out []Row
	for r := range seq {
		out = append(out, r)
	}
	return out
}

func TestARowBecomesAReportWithSourcedClaims(t *testing.T) {
	rows := read(t, table(GEDColumns(), sample()))
	if len(rows) != 1 || rows[0].Err != nil {
		t.Fatalf("%+v", rows)
	}
	c := rows[0].Coded
	total := c.Claims[0]
	if c.Publisher != "UCDP GED 9.9" || len(c.Claims) != 5 || total.Quote != c.Text[total.Span[0]:total.Span[1]] {
		t.Errorf("report %+v", c)
	}
	if *total.Count.Low != 41 || *total.Count.Value != 45 || *total.Count.High != 56 || !strings.Contains(total.Quote, "best: 45") {
		t.Errorf("count %+v of %q", total.Count, total.Quote)
	}
	if total.Place.Precision != "near" || total.Place.Admin1 != "North" || *total.Place.Lat != 10.5 || total.Time.Start != "2015-09-18" || total.Time.Precision != "days" {
		t.Errorf("place %+v time %+v", total.Place, total.Time)
	}
	root := total.Root()
	if root.Text != "Monitor" || len(root.With) != 1 || root.With[0].Text != "VDC" || total.Attribution[0].Text != "Harbour Wire" {
		t.Errorf("attribution %+v", total.Attribution)
	}
	if civilians := c.Claims[3]; *civilians.Count.Low != 45 || civilians.Victims.Status != "civilian" || civilians.Relates[0] != (cairn.Relation{To: total.ID, As: cairn.OfWhich}) {
		t.Errorf("part %+v", civilians)
	}
	if got := Columns(c.Text)["source_headline"]; got != "Forty-five\nkilled" {
		t.Errorf("a value over two lines came back as %q", got)
	}
}

func TestRowsThatBreakTheirCodebookAreKeptAndFlagged(t *testing.T) {
	for name, change := range map[string]map[string]string{
		"low_above_best":   {"low": "46"},
		"best_above_high":  {"high": "44"},
		"zero_best":        {"best": "0", "low": "0", "deaths_civilians": "0"},
		"parts_do_not_sum": {"deaths_a": "7"},
		"dates_reversed":   {"date_end": "2015-09-01"},
		"bad_point":        {"latitude": "95"},
	} {
		r := sample()
		for k, v := range change {
			r[k] = v
		}
		rows := read(t, table(GEDColumns(), r))
		if rows[0].Err != nil || len(rows[0].Flags) == 0 || rows[0].Flags[0].ID != name {
			t.Errorf("%s: flags %+v, error %v", name, rows[0].Flags, rows[0].Err)
		}
	}
}

func TestBadTablesAreRefusedWithRowAndColumn(t *testing.T) {
	bad := sample()
	bad["best"] = "many"
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", "no header"},
		{"another table", "a,b\n1,2\n", `column "id"`},
		{"a column twice", "id,best,best\n", `column "best"`},
		{"columns without end", strings.Repeat("x,", maxColumns+1), "columns"},
		{"a word for a number", table(GEDColumns(), sample(), bad), `row 2, column "best": "many"`},
		{"a ragged row", table(GEDColumns(), sample()) + "1,2,3\n", "row 2: it has 3 fields"},
		{"open quotation marks", table(GEDColumns(), sample()) + "\"1", "row 2"},
		{"not UTF-8", table(GEDColumns(), sample()) + strings.Repeat("\xff,", 48) + "\n", "not UTF-8"},
	} {
		seq, err := GED("t.csv", strings.NewReader(c.in), Options{})
		if err == nil {
			for r := range seq {
				err = r.Err
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

// The files of the field come back identical in the columns that matter.
func TestRoundTripOfRealFiles(t *testing.T) {
	for _, name := range []string{"ucdp_ged_sample1000.csv", "ucdp_ged_syria_2016_2019.csv.gz"} {
		t.Run(name, func(t *testing.T) {
			data := shared(t, filepath.Join("data", "exchange", name))
			r := csv.NewReader(bytes.NewReader(data))
			want, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			w, err := NewGEDWriter(&out, want[0])
			if err != nil {
				t.Fatal(err)
			}
			seq, err := GED(name, bytes.NewReader(data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			flags := map[string]int{}
			for row := range seq {
				if row.Err != nil {
					t.Fatal(row.Err)
				}
				for _, f := range row.Flags {
					flags[f.ID]++
				}
				if err := w.Write(row.Coded, row.Coded.Incidents[0]); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := w.Close(); err != nil {
				t.Fatal(err)
			}
			got, err := csv.NewReader(&out).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			compare(t, want, got)
			t.Logf("%d rows, flags %v", len(got)-1, flags)
		})
	}
}

func compare(t *testing.T, want, got [][]string) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	different := map[string]int{}
	for i := range want {
		for k, column := range want[0] {
			if want[i][k] != got[i][k] {
				different[column]++
				if different[column] == 1 {
					t.Errorf("row %d, %s: %q, want %q", i, column, got[i][k], want[i][k])
				}
			}
		}
	}
	if len(different) > 0 {
		t.Errorf("differences by column: %v", different)
	}
}

// shared reads a file that lies beside the project, and skips where it does not.
func shared(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", name))
	if err != nil {
		t.Skipf("shared/%s is absent", name)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func FuzzGED(f *testing.F) {
	f.Add([]byte(table(GEDColumns(), sample())))
	f.Add([]byte("id,best\n\"1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		seq, err := GED("t.csv", bytes.NewReader(data), Options{})
		if err != nil {
			return
		}
		var kept []byte
		for r := range seq {
			kept = append(kept, r.Original...)
		}
		if !bytes.HasSuffix(data, kept) && len(kept) > len(data) {
			t.Error("rows kept more bytes than came in")
		}
	})
}

func BenchmarkGED(b *testing.B) {
	rows := make([]map[string]string, 1000)
	for i := range rows {
		rows[i] = sample()
		rows[i]["id"] = fmt.Sprint(i)
	}
	in := table(GEDColumns(), rows...)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		seq, err := GED("t.csv", strings.NewReader(in), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for r := range seq {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
		}
	}
}
