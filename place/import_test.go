package place

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"cairn"
)

func imported(t *testing.T, name, content string) *Imported {
	t.Helper()
	in, err := Import(name, []byte(content), world(t))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestOwnSpellingsWin(t *testing.T) {
	content := "spelling,id,lat,lon,name,kind,country,province,from,to\n" +
		"The Hill|El Tell,,35.5,36.9,Watch Hill,checkpoint,SY,Idleb,,\n" +
		"Paris,gn:174611,,,,,,,,\n" +
		"Old Town,gn:169389,,,,,,,1990,2011\n" +
		"Nowhere,,,,,,,,,\n" +
		"Elsewhere,gn:1,,,,,,,,\n" +
		"Odd,,35,36,,castle,,,,\n" +
		"Late,gn:169389,,,,,,,soon,\n"
	in := imported(t, "own.csv", content)
	if in.Added != 1 || in.Joined != 2 || len(in.Notes) != 4 {
		t.Fatalf("added %d, joined %d, notes %v", in.Added, in.Joined, in.Notes)
	}
	for i, want := range []string{"neither an id nor coordinates", "no place has the id", "no kind of place is called", "are years or days"} {
		if n := in.Notes[i]; !strings.Contains(n.Why, want) || !n.Refused || n.Line != i+5 {
			t.Errorf("note %d: %+v, want %q on line %d", i, n, want, i+5)
		}
	}
	g := world(t).With(packOf(t, "own.csv", []byte(content), world(t)))
	if got := g.Lookup("Paris", Context{}); got[0].ID != "gn:174611" || got[0].Tier != Own {
		t.Errorf("Paris: %s %s; an own spelling wins over everything", got[0].ID, got[0].Tier)
	}
	if got := g.Lookup("el-tell", Context{}); got[0].Name != "Watch Hill" || got[0].Kind != Checkpoint || got[0].Admin1 != "Idlib" {
		t.Errorf("el-tell: %+v", got[0].Place)
	}
	in2005, in2015 := g.Lookup("Old Town", Context{On: days(t, "2005")})[0], g.Lookup("Old Town", Context{On: days(t, "2015")})[0]
	if in2005.Score-in2015.Score < 3 {
		t.Errorf("a name of 1990 to 2011 should count less in 2015: %.1f, %.1f", in2005.Score, in2015.Score)
	}
}

func days(t *testing.T, s string) cairn.Period {
	t.Helper()
	p, err := ParseDays(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGeoNamesDump(t *testing.T) {
	row := func(id, name, class, code, lat string) string {
		return strings.Join([]string{id, name, name, "", lat, "37.05", class, code, "SY", "", "12", "", "", "", "0", "", "", "Asia/Damascus", "2020-01-01"}, "\t")
	}
	content := strings.Join([]string{row("99000001", "Upper Sparrow Field", "P", "PPL", "35.7"), row("99000002", "Sparrow Air Base", "S", "AIRB", "35.71"),
		row("99000003", "Lost Village", "P", "PPLQ", "35.7"), row("99000004", "Bad", "P", "PPL", "north"), row("174611", "Abu az Zuhur", "P", "PPL", "35.74")}, "\n")
	in := imported(t, "SY.txt", content)
	if in.Format != "GeoNames" || in.Added != 2 || in.Joined != 1 || in.Left != 1 || len(in.Notes) != 1 || in.Notes[0].Line != 4 {
		t.Fatalf("%s: added %d, joined %d, notes %v", in.Format, in.Added, in.Joined, in.Notes)
	}
	if r := in.Rows[1]; r.Kind != Airbase || r.Admin1 != "Idlib" {
		t.Errorf("%+v", r)
	}
}

func TestOCHABoundaries(t *testing.T) {
	content := `{"type":"FeatureCollection","features":[
	 {"type":"Feature","properties":{"ADM1_EN":"Idleb","ADM1_PCODE":"SY07","ADM0_PCODE":"SY","ADM2_EN":"Sparrow","ADM2_AR":"العصفور","ADM2_PCODE":"SY0799"},
	  "geometry":{"type":"Polygon","coordinates":[[[36,35],[37,35],[37,36],[36,36],[36,35]]]}},
	 {"type":"Feature","properties":{"name":"no code"},"geometry":null}]}`
	in := imported(t, "syr_adm2.geojson", content)
	if in.Format != "OCHA boundaries" || len(in.Rows) != 1 || len(in.Notes) != 1 {
		t.Fatalf("%+v", in)
	}
	if r := in.Rows[0]; r.ID != "pc:SY0799" || r.Kind != Admin2 || r.Admin1 != "Idlib" || r.Lat != 35.5 || r.Lon != 36.5 {
		t.Errorf("%+v", r)
	}
}

func TestPcodesWithoutCoordinatesSaySo(t *testing.T) {
	in := imported(t, "pcodes.csv", "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\nSYR,1,SY07,Idleb,SYR,2020-01-01\nSYR,2,SY0799,Xyzzyxton,SY07,2020-01-01\n")
	if len(in.Rows) != 1 || in.Rows[0].ID != "a1:SY.12" || len(in.Notes) != 1 || !strings.Contains(in.Notes[0].Why, "import the boundaries") {
		t.Errorf("rows %+v, notes %+v", in.Rows, in.Notes)
	}
}

func TestUnknownFormatIsRefused(t *testing.T) {
	if _, err := Import("x.txt", []byte("a b c\n1 2 3\n"), world(t)); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v", err)
	}
}

// Importing the same file twice gives the same bytes.
func TestImportIsIdempotent(t *testing.T) {
	content := []byte("spelling,lat,lon,country\nHigh Barn,35.1,36.1,SY\nLow Barn|Lower Barn,35.2,36.2,SY\n")
	pack := func() []byte {
		in, err := Import("own.csv", content, world(t))
		if err != nil {
			t.Fatal(err)
		}
		b, err := in.Pack("test")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if !bytes.Equal(pack(), pack()) {
		t.Error("two imports differ")
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte("spelling,id\nx,gn:174611\n"))
	f.Add([]byte("cc\twof_id\tplacetype\tlat\tlon\tregion_id\tcounty_id\tpopulation\tgeonameid\twikidata\tgn_fcode\tnames\nsy\t1\tlocality\t35\t36\t1\t1\t\t\t\tPPL\tA|B\n"))
	f.Add([]byte(`{"type":"Topology","arcs":[[[0,0],[1,1]]],"objects":{"x":{"geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"PCODE":"SY01","ADM0_PCODE":"SY","NAME_EN":"x"}}]}}}`))
	f.Add([]byte("level,pcode,name_en,name_ar,parent_pcode,adm1_en\n1,SY01,Damascus,,SY,\n"))
	g, err := World()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		in, err := Import("fuzz", content, g)
		if err != nil {
			return
		}
		data, err := in.Pack("fuzz")
		if err != nil {
			return
		}
		if _, err := OpenPack(string(data)); err != nil {
			t.Fatalf("a pack that was written cannot be opened: %v", err)
		}
	})
}

func FuzzOpenPack(f *testing.F) {
	data, err := Image([]Row{{ID: "own:x", Kind: Town, Lat: 1, Lon: 2, Country: "SY", Names: []string{"High Barn", "Low Barn"}}}, "test")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := OpenPack(string(data))
		if err != nil {
			return
		}
		g := (&Gazetteer{}).With(p)
		g.Lookup("High Barn", Context{})
		g.Scan("near High Barn in Syria")
	})
}

func FuzzScan(f *testing.F) {
	f.Add("TACOMA, Wash. — Two men were shot in the village of Abu Zuhour, Idlib.")
	f.Add("في أبو الظهور \xff\xfe Ab'c.d’s")
	g, err := World()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		for _, r := range g.Resolve(s, g.Scan(s), Context{}) {
			if got, err := r.Span.Of(s); err != nil || got != r.Text {
				t.Fatalf("%q: span %v is %q, not %q: %v", s, r.Span, got, r.Text, err)
			}
		}
	})
}

// GeoNames gives a dump in a zip, beside a readme.
func TestZippedDump(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"readme.txt": "how to read it", "XX.csv": "spelling,lat,lon,country\nHigh Barn,35.1,36.1,SY\n"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, in, err := ReadPack("XX.zip", b.Bytes(), world(t))
	if err != nil || in.Added != 1 {
		t.Errorf("%v %+v", err, in)
	}
	if _, _, err := ReadPack("XX.zip", b.Bytes()[:40], world(t)); err == nil {
		t.Error("a cut zip was read")
	}
}
