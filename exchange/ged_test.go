package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cairn"
)

// gedColumns are the 49 columns of UCDP GED 23.1 to 26.1, in their order.
func gedColumns() []string {
	return strings.Split("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob", ",")
}

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
	return slices.Collect(seq)
}

func TestARowBecomesAReportWithSourcedClaims(t *testing.T) {
	rows := read(t, table(gedColumns(), sample()))
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
		rows := read(t, table(gedColumns(), r))
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
		{"a word for a number", table(gedColumns(), sample(), bad), `row 2, column "best": "many"`},
		{"a ragged row", table(gedColumns(), sample()) + "1,2,3\n", `row 2, column "year": the row ends here, with 3 of 49 columns`},
		{"open quotation marks", table(gedColumns(), sample()) + "\"1", "row 2"},
		{"not UTF-8", table(gedColumns(), sample()) + strings.Repeat("\xff,", 48) + "\n", "not UTF-8"},
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

func FuzzGED(f *testing.F) {
	f.Add([]byte(table(gedColumns(), sample())))
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
	in := table(gedColumns(), rows...)
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
