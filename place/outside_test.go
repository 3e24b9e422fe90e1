package place_test

import (
	"testing"

	"cairn"
	"cairn/place"
)

func TestWhatLiesOutsideTheProvinceGiven(t *testing.T) {
	g, err := place.World()
	if err != nil {
		t.Fatal(err)
	}
	idOf := func(name, country string) string {
		for _, c := range g.Lookup(name, place.Context{Countries: map[string]float64{country: 1}}) {
			if c.Country == country && c.Tier <= place.Folded {
				return c.ID
			}
		}
		t.Fatalf("the gazetteer has no %s in %s", name, country)
		return ""
	}
	known := func(name, country, province string) cairn.Locus {
		return cairn.Locus{Name: name, ID: idOf(name, country), Kind: "town", Country: country, Admin1: province}
	}
	point := func(lat, lon float64, country, province string) cairn.Locus {
		return cairn.Locus{Name: "a village", Country: country, Admin1: province, Lat: &lat, Lon: &lon}
	}
	for _, c := range []struct {
		what string
		l    cairn.Locus
		want string
	}{
		{"a town where it is", known("Khan Shaykhun", "SY", "Idlib"), ""},
		{"by another spelling of its province", known("Khan Shaykhun", "SY", "Idleb"), ""},
		{"a town in another province", known("Khan Shaykhun", "SY", "Aleppo"), "Idlib"},
		{"a province that nobody knows", known("Khan Shaykhun", "SY", "Northern Front"), ""},
		{"a name that several places fit", func() cairn.Locus {
			l := known("Khan Shaykhun", "SY", "Aleppo")
			l.Ambiguous = true
			return l
		}(), ""},
		{"the province itself", cairn.Locus{Name: "Idlib", ID: idOf("Idlib", "SY"), Kind: "admin1", Country: "SY", Admin1: "Aleppo"}, ""},
		{"a point where it is said to be", point(35.93, 36.63, "SY", "Idlib"), ""},
		{"a point in another province", point(35.93, 36.63, "SY", "Damascus"), "Idlib"},
		{"a point near the border", point(35.44, 36.65, "SY", "Hama"), ""},
		{"a point in the sea", point(34, 34, "SY", "Damascus"), ""},
		{"neither a point nor an id", cairn.Locus{Name: "a village", Country: "SY", Admin1: "Damascus"}, ""},
		{"no province given", known("Khan Shaykhun", "SY", ""), ""},
		{"no country given", point(35.93, 36.63, "", "Damascus"), ""},
	} {
		if got := g.Outside(c.l); got != c.want {
			t.Errorf("%s: outside, in %q, want %q", c.what, got, c.want)
		}
	}
}
