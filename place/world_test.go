package place

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var withPack = flag.String("pack", "", "lay this pack over the world before measuring")

func world(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := World()
	if err != nil {
		t.Fatal(err)
	}
	if *withPack != "" {
		raw, err := os.ReadFile(*withPack)
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := ReadPack(*withPack, raw, g)
		if err != nil {
			t.Fatal(err)
		}
		g = g.With(p)
	}
	return g
}

// The lock names what the embedded gazetteer was built from. If this fails,
// run the builder (place/build) and commit what it writes.
func TestWorldIsBuiltFromWhatIsHere(t *testing.T) {
	lock, err := os.ReadFile("data/world.lock")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := LockedSums(".")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(lock), "\n")
	for _, sum := range sums {
		if !slices.Contains(lines, sum) {
			t.Errorf("world.bin is not what the builder would write now: %s differs from world.lock", strings.Fields(sum)[1])
		}
	}
}

func TestLookupWithoutAnyPack(t *testing.T) {
	g := world(t)
	syria := Context{Countries: map[string]float64{"SY": 1}}
	for _, row := range []struct {
		name string
		ctx  Context
		want string
		kind Kind
	}{
		{"the Abu Zuhour air base", syria, "oa:6339", Airbase},
		{"Abu Zuhour military airport", syria, "oa:6339", Airbase},
		{"Abu al-Duhur", syria, "gn:174611", Town},
		{"Abu Duhur", syria, "gn:174611", Town},
		{"أبو الظهور", Context{}, "gn:174611", Town},
		{"ابو الضهور", Context{}, "gn:174611", Town},
		{"Idlib", syria, "gn:169389", Seat},
		{"Idlib province", syria, "a1:SY.12", Admin1},
		{"Foua", syria, "own:fua", Village},
		{"Kfarya", syria, "own:kafraya", Village},
		{"Ukraine", Context{}, "cc:UA", Country},
		{"أوكرانيا", Context{}, "cc:UA", Country},
		{"Paris", Context{}, "gn:2988507", Capital},
		{"Paris", Context{Countries: map[string]float64{"US": 1}, Admin1: "Texas"}, "gn:4717560", Seat},
		{"Paris", Context{Near: []LatLon{{33.6, -95.5}}, Admin1: "Texas"}, "gn:4717560", Seat},
	} {
		got := g.Lookup(row.name, row.ctx)
		if len(got) == 0 {
			t.Errorf("%s: nothing found", row.name)
			continue
		}
		if got[0].ID != row.want || got[0].Kind != row.kind {
			t.Errorf("%s: got %s (%s, %s, %s), want %s (%s); because %v", row.name, got[0].ID, got[0].Name, got[0].Kind, got[0].Country, row.want, row.kind, got[0].Why())
		}
	}
}

func TestAirBaseLiesInItsProvince(t *testing.T) {
	p, ok := world(t).ByID("oa:6339")
	if !ok || p.Admin1 != "Idlib" || p.Country != "SY" {
		t.Errorf("Abu ad Duhur Air Base: %+v", p)
	}
}
