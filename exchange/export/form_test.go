package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"cairn"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// everyType is a table with a column of each type.
func everyType() Table {
	return Table{Name: "things", Columns: columns("name string a name\nn integer a number\nx number another\nday date a day\nyes boolean or not")}
}

// rows draws rows of that table, unknown cells among them.
func rows() *rapid.Generator[[]Row] {
	cell := func(g *rapid.Generator[any]) *rapid.Generator[any] {
		return rapid.Custom(func(r *rapid.T) any {
			if rapid.Bool().Draw(r, "known") {
				return g.Draw(r, "cell")
			}
			return nil
		})
	}
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"=1+1", "-5", "_x0041_", "a\rb", "\x01\x02", "قتل 45", "two\nlines", "<&>"}))
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Row {
		return Row{
			cell(rapid.Map(text, func(s string) any { return s })).Draw(r, "name"),
			cell(rapid.Map(rapid.Int64Range(-1<<53, 1<<53), func(n int64) any { return n })).Draw(r, "n"),
			cell(rapid.Map(rapid.Float64Range(-1e9, 1e9), func(x float64) any { return x })).Draw(r, "x"),
			cell(rapid.Map(rapid.IntRange(-40000, 40000), func(n int) any { return cairn.Day("1990-01-01").Add(n) })).Draw(r, "day"),
			cell(rapid.Map(rapid.Bool(), func(b bool) any { return b })).Draw(r, "yes"),
		}
	}), 0, 30)
}

func fill(t rapid.TB, f Form, rows []Row) {
	t.Helper()
	if err := f.Table(everyType()); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := everyType().check(r); err != nil {
			t.Fatal(err)
		}
		if err := f.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Parquet files are read by the library as they were written: 0 and an empty
// text are values, unknown is null.
func TestParquetIsReadBackByTheLibrary(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := rows().Draw(r, "rows")
		var b bytes.Buffer
		fill(r, Parquet(&b, [][2]string{{"policy", "ucdp@1"}}), want)
		f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			r.Fatal(err)
		}
		if v, ok := f.Lookup("policy"); !ok || v != "ucdp@1" || f.NumRows() != int64(len(want)) {
			r.Fatalf("policy %q, %d rows of %d", v, f.NumRows(), len(want))
		}
		at := 0
		for _, g := range f.RowGroups() {
			in := g.Rows()
			buffer := make([]parquet.Row, 10)
			for {
				n, err := in.ReadRows(buffer)
				for _, got := range buffer[:n] {
					if !reflect.DeepEqual(asRow(got), want[at]) {
						r.Fatalf("row %d came back as %#v, want %#v", at, asRow(got), want[at])
					}
					at++
				}
				if err == io.EOF {
					break
				} else if err != nil {
					r.Fatal(err)
				}
			}
			in.Close()
		}
		if at != len(want) {
			r.Fatalf("%d rows of %d came back", at, len(want))
		}
	})
}

func asRow(r parquet.Row) Row {
	out := make(Row, len(r))
	for i, v := range r {
		if v.IsNull() {
			continue
		}
		switch everyType().Columns[i].Type {
		case Text:
			out[i] = string(v.ByteArray())
		case Integer:
			out[i] = v.Int64()
		case Number:
			out[i] = v.Double()
		case Date:
			out[i] = cairn.Day("1970-01-01").Add(int(v.Int32()))
		case Truth:
			out[i] = v.Boolean()
		}
	}
	return out
}

// More rows than a group holds make several groups, and all come back.
func TestParquetOfManyRows(t *testing.T) {
	var many []Row
	for i := range groupRows*2 + 7 {
		many = append(many, Row{"a", int64(i), nil, nil, i%3 == 0})
	}
	var b bytes.Buffer
	fill(t, Parquet(&b, nil), many)
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(f.RowGroups()) != 3 || f.NumRows() != int64(len(many)) {
		t.Fatalf("%v, %d groups", err, len(f.RowGroups()))
	}
}

// sheet is a worksheet as a reader of workbooks sees it.
type sheet struct {
	Rows []struct {
		Cells []struct {
			At    string  `xml:"r,attr"`
			Type  string  `xml:"t,attr"`
			Style int     `xml:"s,attr"`
			Text  *string `xml:"is>t"`
			Value string  `xml:"v"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func part(t rapid.TB, file []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// In a workbook texts are texts, exactly; numbers are numbers and days are days.
func TestWorkbooksKeepTextsAndTypes(t *testing.T) {
	var b bytes.Buffer
	fill(t, XLSX(&b, [][2]string{{"policy", "cairn@1"}}, &Losses{}), []Row{{"=1+1", int64(-5), 2.5, cairn.Day("2015-09-18"), true}, {"_x0041_ \x01 قتل <&>\r\n", nil, nil, cairn.Day("1871-01-01"), false}})
	var s sheet
	if err := xml.Unmarshal(part(t, b.Bytes(), "xl/worksheets/sheet1.xml"), &s); err != nil {
		t.Fatal(err)
	}
	one, two := s.Rows[1].Cells, s.Rows[2].Cells
	if *one[0].Text != "=1+1" || one[0].Type != "inlineStr" || one[1].Value != "-5" || one[1].Type != "" || one[2].Value != "2.5" || one[3].Value != "42265" || one[3].Style != 2 || one[4].Value != "1" {
		t.Errorf("first row %+v", one)
	}
	if *two[0].Text != "_x005F_x0041_ _x0001_ قتل <&>_x000D_\n" || two[1].At != "D3" || *two[1].Text != "1871-01-01" {
		t.Errorf("second row %+v", two)
	}
	if about := string(part(t, b.Bytes(), "xl/worksheets/sheet2.xml")); !strings.Contains(about, "cairn@1") || !strings.Contains(about, "things.day") {
		t.Errorf("about: %s", about)
	}
}

func TestWorkbooksGoOnWhereASheetIsFull(t *testing.T) {
	var b bytes.Buffer
	f := XLSX(&b, nil, &Losses{}).(*xlsxForm)
	f.maxRow = 3
	fill(t, f, []Row{{"a", nil, nil, nil, nil}, {"b", nil, nil, nil, nil}, {"c", nil, nil, nil, nil}})
	if book := string(part(t, b.Bytes(), "xl/workbook.xml")); !strings.Contains(book, `name="things 2"`) {
		t.Error(book)
	}
	var s sheet
	if err := xml.Unmarshal(part(t, b.Bytes(), "xl/worksheets/sheet2.xml"), &s); err != nil || len(s.Rows) != 2 || *s.Rows[1].Cells[0].Text != "c" {
		t.Errorf("second sheet %+v, %v", s, err)
	}
}

// LibreOffice opens a workbook and shows the same cells.
func TestLibreOfficeOpensAWorkbook(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "book.xlsx")
	err = File(file, func(w io.Writer) error {
		fill(t, XLSX(w, nil, &Losses{}), []Row{{"=1+1", int64(-5), 2.5, cairn.Day("2015-09-18"), true}, {"قتل 45", int64(0), nil, nil, nil}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "book.csv"))
	if want := "name,n,x,day,yes\n=1+1,-5,2.5,2015-09-18,TRUE\nقتل 45,0,,,\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestCSVCellsAreHarmlessAndNumbersStay(t *testing.T) {
	var b bytes.Buffer
	losses := &Losses{}
	fill(t, CSV(&b, losses), []Row{{"=1+1", int64(-5), -2.5, cairn.Day("2015-09-18"), true}, {"-3", int64(0), nil, nil, nil}, {"@x", nil, nil, nil, nil}})
	want := "name,n,x,day,yes\n'=1+1,-5,-2.5,2015-09-18,true\n-3,0,,,\n'@x,,,,\n"
	if b.String() != want || len(losses.List()) != 1 || losses.List()[0].Rows != 2 {
		t.Errorf("got %q, losses %+v", b.String(), losses.List())
	}
	for in, want := range map[string]string{"=1": "'=1", "+45": "+45", "-cmd": "'-cmd", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝1": "'＝1", "": "", "a=b": "a=b", "-": "'-"} {
		if got := Harmless(in); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
		}
	}
}

// Only a place that is known has a point; everything else says of what its
// reference point is the middle.
func TestGeoJSONHasNoSilentCentroid(t *testing.T) {
	table := Table{Name: "incidents", Columns: columns("incident string id\nlatitude number lat\nlongitude number lon\nplace_precision string how")}
	var b bytes.Buffer
	f := GeoJSON(&b, Stamp{Policy: "cairn@1"}, &Losses{})
	if err := f.Table(table); err != nil {
		t.Fatal(err)
	}
	for _, r := range []Row{{"a", 35.1234567, 36.5, "exact"}, {"b", 35.0, 37.0, "near"}, {"c", 35.0, 38.5, "province"}, {"d", 34.0, 38.0, nil}, {"e", nil, nil, "country"}} {
		if err := f.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type     string
		Cairn    Stamp
		BBox     []float64
		Features []struct {
			ID       string
			Geometry *struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, b.String())
	}
	if got.Cairn.Policy != "cairn@1" || !reflect.DeepEqual(got.BBox, []float64{36.5, 35, 37, 35.123457}) {
		t.Errorf("collection %+v", got)
	}
	for i, point := range []bool{true, true, false, false, false} {
		if (got.Features[i].Geometry != nil) != point {
			t.Errorf("feature %s: geometry %+v", got.Features[i].ID, got.Features[i].Geometry)
		}
	}
	if at := got.Features[0].Geometry.Coordinates; !reflect.DeepEqual(at, []float64{36.5, 35.123457}) {
		t.Errorf("coordinates %v", at)
	}
	if p := got.Features[2].Properties; p["reference_of"] != "province" || p["reference_longitude"] != 38.5 {
		t.Errorf("properties of a province %v", p)
	}
	if p := got.Features[3].Properties; p["reference_of"] != "unknown" {
		t.Errorf("properties of an unknown precision %v", p)
	}
}

// Several places have no point: that of one would stand for all.
func TestPlacesInDoubtHaveNoPoint(t *testing.T) {
	x := 35.0
	one := cairn.Locus{Name: "Old Bridge", Lat: &x, Lon: &x, Precision: "exact"}
	for name, c := range map[string]struct {
		change func(*cairn.Locus)
		point  bool
	}{
		"one place":          {func(*cairn.Locus) {}, true},
		"ambiguous":          {func(l *cairn.Locus) { l.Ambiguous = true }, false},
		"joint":              {func(l *cairn.Locus) { l.With = []cairn.Locus{one} }, false},
		"one or another":     {func(l *cairn.Locus) { l.Or = []cairn.Locus{one} }, false},
		"half of a point":    {func(l *cairn.Locus) { l.Lat = nil }, false},
		"the other half too": {func(l *cairn.Locus) { l.Lon = nil }, false},
	} {
		l := one
		c.change(&l)
		if lat, lon := pointOf(&l); (lat != nil) != c.point || (lon != nil) != c.point {
			t.Errorf("%s: %v, %v", name, lat, lon)
		}
	}
}

func TestPrecisionCrosswalks(t *testing.T) {
	for days, want := range map[int][2]int64{1: {1, 1}, 2: {2, 2}, 6: {2, 2}, 7: {3, 2}, 8: {4, 3}, 31: {4, 3}, 90: {5, 0}, 366: {5, 0}} {
		w := &cairn.When{Period: cairn.Period{Start: "2020-01-01", End: cairn.Day("2020-01-01").Add(days - 1)}}
		ucdp, _ := ucdpTime(w)
		acled, ok := acledTime(w)
		if ucdp != want[0] || acled != want[1] || ok != (want[1] > 0) {
			t.Errorf("%d days are date_prec %d and time_precision %d, want %v", days, ucdp, acled, want)
		}
	}
	if _, ok := ucdpTime(nil); ok {
		t.Error("no time has a date_prec")
	}
	if got := prioGrid(35.763369, 36.558974); got != 181154 {
		t.Errorf("cell %d of PRIO-GRID, want 181154", got)
	}
	if a, b := number("i-0273764b287ce38e"), number("i-0273764b287ce38e"); a != b || a <= 0 {
		t.Errorf("numbers %d and %d", a, b)
	}
}

// The same people have another name in each standard.
func TestVictimsInTheWordsOfEachStandard(t *testing.T) {
	for _, c := range []struct{ status, condition, sdg, airwars, acled string }{
		{"armed_forces", "captive", "other protected person", "persons_hors_de_combat", "Civilians"},
		{"armed_forces", "", "member of armed forces", "member_of_armed_forces", "armed"},
		{"armed_group", "wounded", "other protected person", "persons_hors_de_combat", "Civilians"},
		{"armed_group", "", "person directly participating in hostilities", "persons_directly_participating_in_hostilities", "armed"},
		{"civilian", "captive", "civilian", "civilian_non_combatants", "Civilians"},
		{"civilian", "protesting", "civilian", "civilian_non_combatants", "Protesters"},
		{"other_protected", "", "other protected person", "other_protected_persons", "Civilians"},
		{"mixed", "", "unknown", "undetermined", ""},
		{"", "", "", "undetermined", ""},
	} {
		v := cairn.Victims{Status: c.status, Condition: c.condition}
		if sdgStatus(v) != c.sdg || airwarsGroup(v) != c.airwars || acledVictims(v) != c.acled {
			t.Errorf("%s %s: SDG %q, Airwars %q, ACLED %q", c.status, c.condition, sdgStatus(v), airwarsGroup(v), acledVictims(v))
		}
	}
}

// Who fought whom is told as far as claims tell it, and no further.
func TestSidesOfUCDP(t *testing.T) {
	for _, c := range []struct{ status, perpetrator, violence, a, b, dead string }{
		{"civilian", "rebel_group", "3", "Group A", "Civilians", "deaths_civilians"},
		{"armed_forces", "rebel_group", "1", "Army", "Group A", "deaths_a"},
		{"armed_forces", "", "", "Army", "Group A", "deaths_a"},
		{"armed_forces", "external_forces", "1", "Group A", "Army", "deaths_b"},
		{"police", "political_militia", "1", "Army", "Group A", "deaths_a"},
		{"armed_group", "state_forces", "1", "Group A", "Army", "deaths_b"},
		{"armed_group", "rebel_group", "2", "Group A", "Army", "deaths_b"},
		{"mixed", "rebel_group", "", "Group A", "", "deaths_unknown"},
	} {
		u := ucdp{fieldTable{filler: newFiller(UCDPTable())}}
		dead := u.sides(&Incident{LinkedIncident: cairn.LinkedIncident{Perpetrator: &cairn.Party{Actor: "Group A", Type: c.perpetrator}},
			Claims: []Sourced{{&Report{}, &cairn.Claim{Kind: cairn.Casualty, Victims: &cairn.Victims{Status: c.status, Affiliation: "Army"}}}}})
		get := func(column string) string { return plain(u.row[u.at[column]]) }
		if dead != c.dead || get("type_of_violence") != c.violence || get("side_a") != c.a || get("side_b") != c.b {
			t.Errorf("%s by %s: type %s, %s against %s, %s", c.status, c.perpetrator, get("type_of_violence"), get("side_a"), get("side_b"), dead)
		}
	}
}
