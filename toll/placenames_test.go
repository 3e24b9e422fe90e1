package toll_test

import (
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// Places of one name are told apart, and a place whose name is its own is called
// by that alone.
func TestPlacesOfOneNameAreToldApart(t *testing.T) {
	city := cairn.Locus{ID: "1", Name: "Idlib", Kind: "town", Country: "SY", Admin1: "Idlib"}
	tripoliLY := cairn.Locus{ID: "2", Name: "Tripoli", Kind: "town", Country: "LY"}
	tripoliLB := cairn.Locus{ID: "3", Name: "Tripoli", Kind: "town", Country: "LB", Admin1: "North"}
	for _, c := range []struct {
		why    string
		places []cairn.Locus
		want   string
	}{
		{"a town and its province", []cairn.Locus{city, idlib}, "Idlib; Idlib (province)"},
		{"a province alone", []cairn.Locus{idlib, idlib}, "Idlib"},
		{"a town alone, with and without its id", []cairn.Locus{city, {Name: "Idlib", Kind: "town", Country: "SY", Admin1: "Idlib"}}, "Idlib"},
		{"two towns", []cairn.Locus{tripoliLY, tripoliLB}, "Tripoli, LY; Tripoli, North"},
		{"two towns and a district", []cairn.Locus{tripoliLY, tripoliLB, {Name: "Tripoli", Kind: "admin2", Country: "LB", Admin1: "North"}}, "Tripoli (district); Tripoli, LY; Tripoli, North"},
		{"other places", []cairn.Locus{foua, kfarya}, "Foua; Kfarya"},
	} {
		s := newStory(t)
		for i := range c.places {
			id := string(rune('a' + i))
			s.report(id, "Paper", "2015-09-19", killed(id, "1", bySOHR))
			s.incident("i"+id, "2015-09-18", nusra, id).Place = &c.places[i]
		}
		got, err := s.index().Toll(toll.Query{Group: []toll.Dimension{toll.ByPlace}})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for cell := range got.Cells.All() {
			names = append(names, cell.Keys[0])
		}
		if text := strings.Join(names, "; "); text != c.want {
			t.Errorf("%s: %s, want %s", c.why, text, c.want)
		}
	}
}

func TestControlOfATownIsNotThatOfItsProvince(t *testing.T) {
	city := cairn.Locus{ID: "1", Name: "Idlib", Kind: "town", Country: "SY", Admin1: "Idlib"}
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", control("c", "captured", nusra, city), control("d", "lost", army, idlib))
	lines, err := s.index().Control(toll.ControlQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, l := range lines {
		places = append(places, l.Place)
		if l.Transitions[0].Place != l.Place {
			t.Errorf("a transition of %q in the timeline of %q", l.Transitions[0].Place, l.Place)
		}
	}
	if !slices.Equal(places, []string{"Idlib", "Idlib (province)"}) {
		t.Errorf("%q", places)
	}
}
