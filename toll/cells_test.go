package toll_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"cairn"
	"cairn/toll"
)

// A cell is the same whether it is read in its turn, by its number or by its
// keys, now or after other tolls were asked for, and its incidents add up to it.
func TestCellsAreTheSameHoweverTheyAreRead(t *testing.T) {
	x, err := toll.NewIndex(bigRecord(8_000))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []toll.Query{
		{Group: []toll.Dimension{toll.ByPlace, toll.ByDay}},
		{Group: []toll.Dimension{toll.ByDay, toll.ByActor}, Running: true},
	} {
		got, err := x.Toll(q)
		if err != nil {
			t.Fatal(err)
		}
		other := q
		other.Group = []toll.Dimension{toll.ByActor}
		if _, err := x.Toll(other); err != nil {
			t.Fatal(err)
		}
		cells := slices.Collect(got.Cells.All())
		if len(cells) != got.Cells.Len() || len(cells) < 1500 {
			t.Fatalf("%d cells are read of %d", len(cells), got.Cells.Len())
		}
		for i, c := range cells {
			by, ok := got.Cells.Of(c.Measure, c.Keys)
			if one := asJSON(got.Cells.At(i)); one != asJSON(c) || !ok || i%100 == 0 && asJSON(by) != one {
				t.Fatalf("cell %d is %s and %s and %s", i, asJSON(c), one, asJSON(by))
			}
			if i%100 == 0 {
				addsUpTo(t, x, c)
			}
		}
		whole, err := json.Marshal(got.Cells)
		list, errList := json.Marshal(cells)
		if err != nil || errList != nil || !bytes.Equal(whole, list) {
			t.Errorf("as JSON the cells are another list (%v, %v)", err, errList)
		}
	}
}

func addsUpTo(t *testing.T, x *toll.Index, c toll.Cell) {
	alone, err := x.Toll(toll.Query{Select: toll.Selection{Measures: []cairn.Measure{c.Measure}, Incidents: slices.Concat(c.Incidents, c.Unknown)}})
	if err != nil || len(alone.Totals) != 1 || text(alone.Totals[0].Range) != text(c.Range) || !slices.Equal(alone.Totals[0].Incidents, c.Incidents) {
		t.Fatalf("cell %s is %s, and its incidents alone are %s (%v)", asJSON(c.Keys), text(c.Range), asJSON(alone.Totals), err)
	}
}

func TestNoCellsAreAnEmptyList(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("x", "1", bySOHR))
	s.incident("i", "2015-09-18", nusra, "x")
	for _, q := range []toll.Query{{}, {Group: []toll.Dimension{toll.ByActor}, Select: toll.Selection{Actor: army}}} {
		got, err := s.index().Toll(q)
		if b := asJSON(got.Cells); err != nil || b != "[]" {
			t.Errorf("%s, %v", b, err)
		}
		if _, ok := got.Cells.Of(cairn.Killed, []string{nusra}); ok {
			t.Error("a cell is found that is not there")
		}
	}
}

// The claims behind a cell are not those of the total beside it.
func TestATotalByGroupsNamesNoClaimsOfItsOwn(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("x", "1", bySOHR), killed("y", "2", bySOHR))
	s.incident("i", "2015-09-18", nusra, "x")
	s.incident("j", "2015-09-18", nusra, "y")
	got, err := s.index().Toll(toll.Query{Group: []toll.Dimension{toll.ByIncident}, Explain: true})
	if err != nil || len(got.Totals) != 1 || len(got.Totals[0].Claims) != 0 || len(got.Cells.At(0).Claims) != 1 {
		t.Errorf("%s, %v", asJSON(got), err)
	}
}
