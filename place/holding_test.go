package place

import (
	"strings"
	"testing"
)

// A district that lost its eastern half, and the town that lies in it.
const halved = `{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"wof:id":9000001,"wof:placetype":"region","wof:country":"TD","wof:name":"Heron","edtf:cessation":"2012-06","wof:superseded_by":[9000002]},
  "geometry":{"type":"Polygon","coordinates":[[[20,13],[22,13],[22,14],[20,14],[20,13]],[[20.9,13.4],[21.1,13.4],[21.1,13.6],[20.9,13.6],[20.9,13.4]]]}},
 {"type":"Feature","properties":{"wof:id":9000002,"wof:placetype":"region","wof:country":"TD","wof:name":"West Heron","name:ara_x_preferred":["مالك الحزين الغربية"],"edtf:inception":"2012-07~","edtf:cessation":".."},
  "geometry":{"type":"Polygon","coordinates":[[[20,13],[21,13],[21,14],[20,14],[20,13]]]}},
 {"type":"Feature","properties":{"wof:id":9000003,"wof:placetype":"localadmin","wof:country":"TD","wof:name":"Reedmarsh","wof:hierarchy":[{"region_id":9000002}],"geom:latitude":13.2,"geom:longitude":20.2},"geometry":null},
 {"type":"Feature","properties":{"wof:id":9000004,"wof:placetype":"county","wof:country":"TD","wof:name":"Gone","wof:superseded_by":[9000003]},"geometry":{"type":"Point","coordinates":[20,13]}},
 {"type":"Feature","properties":{"wof:id":9000005,"wof:placetype":"locality","wof:country":"","wof:name":"Nowhere"},"geometry":{"type":"Point","coordinates":[20,13]}}]}`

func TestHoldingOnADay(t *testing.T) {
	g := world(t).With(packOf(t, "heron.geojson", []byte(halved), world(t)))
	for _, row := range []struct {
		at   LatLon
		on   string
		want string
	}{
		{LatLon{13.2, 20.2}, "2012-06-30", "TD Heron"},
		{LatLon{13.2, 20.2}, "2012-07-01", "TD West Heron"},
		{LatLon{13.2, 20.2}, "2012", "TD Heron West Heron"},
		{LatLon{13.2, 21.5}, "2012-06-30", "TD Heron"},
		{LatLon{13.2, 21.5}, "2020", "TD Heron"}, // none held then: the nearest in time, and its days
		{LatLon{13.5, 21.05}, "2010", "TD"},      // in a hole of the outline; the binary's province is another
	} {
		areas, err := g.Holding(row.at, days(t, row.on))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range areas {
			switch {
			case a.Kind == Country:
				names = append(names, a.Country)
			case !strings.Contains(a.Source, "Natural Earth"):
				names = append(names, a.Name)
			}
		}
		if got := strings.Join(names, " "); got != row.want {
			t.Errorf("%v on %s: %s, want %s", row.at, row.on, got, row.want)
		}
	}
}

func TestWhosOnFirstRecords(t *testing.T) {
	in := imported(t, "heron.geojson", halved)
	if in.Format != "Who's On First boundaries" || len(in.Rows) != 3 || len(in.Beside.Areas) != 2 {
		t.Fatalf("%s: %d rows, %d areas, notes %v", in.Format, len(in.Rows), len(in.Beside.Areas), in.Notes)
	}
	if r := in.Rows[2]; r.Kind != Admin3 || r.Admin1 != "West Heron" || in.Beside.Thirds[r.ID].Name != "Reedmarsh" {
		t.Errorf("%+v", r)
	}
	for i, want := range []string{"took its place", "no country"} {
		if n := in.Notes[i]; n.Line != i+4 || !strings.Contains(n.Why, want) {
			t.Errorf("note %d: %+v", i, n)
		}
	}
	one := `{"type":"Feature","properties":{"wof:id":1,"wof:placetype":"locality","wof:country":"TD","wof:name":"Reedmarsh"},"geometry":{"type":"Point","coordinates":[20,13]}}`
	if in := imported(t, "1.geojson", one); len(in.Rows) != 1 || in.Rows[0].ID != "wof:1" {
		t.Errorf("one record in a file: %+v", in)
	}
}

func TestDumpsCarryThirdDivisions(t *testing.T) {
	row := func(id, name, class, code string) string {
		return strings.Join([]string{id, name, name, "", "35.7", "37.05", class, code, "SY", "", "12", "7", "3", "", "0", "", "", "", ""}, "\t")
	}
	geonames := row("99000001", "Sparrow Field", "P", "PPL") + "\n" + row("99000002", "Sparrow Nahiyah", "A", "ADM3")
	wof := "cc\twof_id\tplacetype\tlat\tlon\tregion_id\tcounty_id\tpopulation\tgeonameid\twikidata\tgn_fcode\tnames\tlocaladmin_id\tedtf:inception\tedtf:cessation\tsuperseded_by\n" +
		"sy\t1\tlocaladmin\t35.7\t37\t5\t\t\t\t\t\tSparrow Nahiyah\t\t\t\t\n" +
		"sy\t2\tlocality\t35.7\t37\t5\t\t\t\t\tPPL\tSparrow Field\t1\t\t2011-03\t\n" +
		"sy\t3\tlocality\t35.7\t37\t5\t\t\t\t\tPPL\tOther\t\t\t\t4\n"
	for name, content := range map[string]string{"SY.txt": geonames, "wof.tsv": wof} {
		g := world(t).With(packOf(t, name, []byte(content), world(t)))
		got := g.Lookup("Sparrow Field", Context{})[0]
		if got.Admin3 != "Sparrow Nahiyah" {
			t.Errorf("%s: %+v", name, got.Place)
		}
		unit := g.Lookup("Sparrow Nahiyah", Context{})[0]
		if !Contains(unit.Place, got.Place) || Contains(got.Place, unit.Place) {
			t.Errorf("%s: %s does not contain its town", name, unit.ID)
		}
		if there, _ := g.Held(&got); name == "wof.tsv" && there.End != "2011-03-31" {
			t.Errorf("held %v", there)
		}
	}
}

func TestDaysOfGazetteers(t *testing.T) {
	for _, row := range []struct{ from, to, want string }{
		{"2015", "2015", "2015-01-01 2015-12-31"},
		{"2015-02~", "2016-02", "2015-02-01 2016-02-29"},
		{"2015/03/04", "2015-03-05T10:00:00Z", "2015-03-04 2015-03-05"},
		{"uuuu", "..", " "},
		{"", "XXXX", " "},
		{"soon", "", "bad soon"},
		{"2016", "2015", "bad 2016 to 2015"},
		{"0000", "", "bad 0000"},
	} {
		p, bad := heldPeriod(row.from, row.to)
		got := string(p.Start) + " " + string(p.End)
		if bad != "" {
			got = "bad " + bad
		}
		if got != row.want {
			t.Errorf("%q to %q: %q, want %q", row.from, row.to, got, row.want)
		}
	}
}

// Whatever stands in a pack's annex, asking it harms nobody.
func FuzzAnnex(f *testing.F) {
	base, err := World()
	if err != nil {
		f.Fatal(err)
	}
	in, err := Import("heron.geojson", []byte(halved), base)
	if err != nil {
		f.Fatal(err)
	}
	data, err := in.Pack("test")
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
		if _, err := g.Holding(LatLon{13.2, 20.2}, days(t, "2012")); err != nil {
			t.Fatal(err)
		}
		for _, c := range g.Lookup("Heron", Context{On: days(t, "2012")}) {
			g.Divided(c.Place, days(t, "2012"))
		}
	})
}

// A pack makes every look-up ask the skeleton too: it must not make a capital
// abroad of a town that is spelled just so.
func TestPacksLeaveExactNamesAlone(t *testing.T) {
	g := world(t).With(packOf(t, "heron.geojson", []byte(halved), world(t)))
	if got := g.Lookup("Saraqib", Context{})[0]; got.ID != "gn:164816" {
		t.Errorf("Saraqib is %s %s", got.ID, got.Name)
	}
}

// A village of few people in a province that the text names is a place.
func TestVillageInItsProvince(t *testing.T) {
	g := world(t)
	s := "Gunmen shot dead twelve soldiers in Taftanaz in Idlib province on Friday."
	if found := g.Scan(s); len(found) != 2 || found[0].Text != "Taftanaz" {
		t.Errorf("found %v", found)
	}
}
