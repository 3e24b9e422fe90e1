package link

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cairn"
)

// partition is which units are together, as sorted lists of names.
func (s *Set) partition() []string {
	by := map[int32][]string{}
	for i := range s.units {
		u := &s.units[i]
		if u.dead {
			continue
		}
		by[s.group[i]] = append(by[s.group[i]], s.reports[u.report].ID+" "+u.key)
	}
	var out []string
	for _, names := range by {
		slices.Sort(names)
		out = append(out, strings.Join(names, "\n"))
	}
	slices.Sort(out)
	return out
}

// TestOrderOfArrivalDecidesNothing adds reports one at a time in twenty random
// orders and compares with linking all at once.
func TestOrderOfArrivalDecidesNothing(t *testing.T) {
	sets := map[string][]cairn.Coded{"september": september()}
	if _, err := gva(); err == nil && !testing.Short() {
		reports, err := coded()
		if err != nil {
			t.Fatal(err)
		}
		sets["labelled reports"] = reports[:200]
	}
	for name, reports := range sets {
		whole, err := New(reports, Options{})
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Frequencies: whole.Frequencies()}
		want := whole.partition()
		r := rand.New(rand.NewPCG(1, 2))
		for range 20 {
			order := slices.Clone(reports)
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			start := r.IntN(len(order))
			x, err := NewIndex(order[:start], o)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range order[start:] {
				x.Add(c)
			}
			if got := x.partition(); !slices.Equal(got, want) {
				t.Errorf("%s: %d groups one at a time after %d at once, %d all at once", name, len(got), start, len(want))
			}
		}
	}
}

// TestDecisionsHoldForReportsThatComeLater: people decided about claims before
// the report was added again.
func TestDecisionsHoldForReportsThatComeLater(t *testing.T) {
	reports := september()
	id := func(r cairn.Coded) string { return r.Claims[0].ID }
	var nine, fifteen cairn.Coded
	for _, r := range reports {
		switch r.ID {
		case "09":
			nine = r
		case "15":
			fifteen = r
		}
	}
	o := Options{Decisions: []cairn.Decision{{Seq: 1, Verdict: cairn.Different, Targets: []string{id(nine), id(fifteen)}}}}
	x, err := NewIndex(slices.DeleteFunc(slices.Clone(reports), func(r cairn.Coded) bool { return r.ID == "15" }), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range x.Add(fifteen).Put {
		if in := l.LinkedIncident; in != nil && slices.Contains(members(in), id(nine)) && slices.Contains(members(in), id(fifteen)) {
			t.Errorf("the claim that was told apart came back: %v", members(in))
		}
	}
}

func TestOrderOfLinesDecidesNothing(t *testing.T) {
	lines := func(reports []cairn.Coded) []byte {
		out, err := Link(reports, Options{Primary: primaryOutlet})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	reports := september()
	want := lines(reports)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		r.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if !bytes.Equal(lines(reports), want) {
			t.Fatal("another order of lines gave other lines")
		}
	}
}
