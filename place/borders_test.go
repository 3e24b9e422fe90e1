package place

import "testing"

func TestBorders(t *testing.T) {
	b, err := OpenBorders("SY", "US")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		at                LatLon
		country, province string
	}{
		{LatLon{35.93, 36.63}, "SY", "Idlib"},
		{LatLon{33.5, 38}, "SY", "Homs"},
		{LatLon{41.88, -87.65}, "US", "Illinois"},
		{LatLon{33.9, 35.7}, "LB", ""},
		{LatLon{35, 33.9}, "CY", ""},
		{LatLon{34, 30}, "", ""},
	} {
		if c, p := b.Country(row.at), b.Province(row.at); c != row.country || p != row.province {
			t.Errorf("%v: %q %q, want %q %q", row.at, c, p, row.country, row.province)
		}
	}
}

func TestContains(t *testing.T) {
	g := world(t)
	get := func(id string) Place {
		p, ok := g.ByID(id)
		if !ok {
			t.Fatalf("no place %s", id)
		}
		return p
	}
	syria, idlib, town, base, lebanon := get("cc:SY"), get("a1:SY.12"), get("gn:174611"), get("oa:6339"), get("cc:LB")
	for _, row := range []struct {
		outer, inner Place
		want         bool
	}{
		{syria, idlib, true}, {syria, town, true}, {idlib, town, true}, {idlib, base, true}, {town, town, true},
		{idlib, syria, false}, {town, idlib, false}, {lebanon, town, false}, {town, base, false},
	} {
		if got := Contains(row.outer, row.inner); got != row.want {
			t.Errorf("%s contains %s: %v", row.outer.Name, row.inner.Name, got)
		}
	}
	if d := Distance(town.At(), base.At()); d < 3 || d > 8 {
		t.Errorf("the base is %.1f km from its town", d)
	}
}

func TestCrosswalk(t *testing.T) {
	for _, row := range []struct {
		precision string
		ucdp      int
		acled     int // 0: not to be exported
		gtd       int
		vicinity  bool
		airwars   string
	}{
		{"exact", 1, 1, 1, false, "town"},
		{"near", 2, 2, 1, true, "other"},
		{"district", 3, 3, 3, false, "district"},
		{"province", 4, 3, 4, false, "province_governorate"},
		{"region", 5, 0, 5, false, ""},
		{"country", 6, 0, 5, false, ""},
		{"sea_or_air", 7, 0, 5, false, ""},
		{"elsewhere", 0, 0, 0, false, ""},
	} {
		ucdp, _ := UCDP(row.precision)
		acled, _ := ACLED(row.precision)
		gtd, vicinity, _ := GTD(row.precision)
		airwars, _ := Airwars(row.precision, Town)
		if ucdp != row.ucdp || acled != row.acled || gtd != row.gtd || vicinity != row.vicinity || airwars != row.airwars {
			t.Errorf("%s: %d %d %d %v %q", row.precision, ucdp, acled, gtd, vicinity, airwars)
		}
	}
}
