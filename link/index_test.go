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

// Where incidents lie so close that most units hang together, a change is
// grouped around itself only; most pairs are still those of a whole run.
func TestWhereEverythingHangsTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	reports, _ := synthetic(1200, r)
	for i := range reports { // one province, and a few days
		w := reports[i].Claims[0].Time
		day := cairn.Day("2012-01-01").Add(int(w.Start[9]-'0') % 3)
		w.Start, w.End = day, day
		at := reports[i].Claims[0].Place
		*at.Lat, *at.Lon = 33+*at.Lat/9, 36+*at.Lon/9
		reports[i].Date = string(day.Add(1))
	}
	whole, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := largestComponent(whole); n <= around {
		t.Fatalf("the largest component has %d units: nothing is grouped in part", n)
	}
	want := pairsTogether(whole)
	for range 3 {
		order := slices.Clone(reports)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		x, err := NewIndex(order[:len(order)/2], Options{Frequencies: whole.Frequencies()})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range order[len(order)/2:] {
			x.Add(c)
		}
		have := pairsTogether(x.Set)
		same := 0
		for p := range have {
			if want[p] {
				same++
			}
		}
		t.Logf("%d pairs together one at a time, %d all at once, %d in both", len(have), len(want), same)
		if f := 2 * float64(same) / float64(len(have)+len(want)); f < 0.95 {
			t.Errorf("the pairs that are together agree with a whole run by F1 %.4f, want 0.95", f)
		}
	}
}

func pairsTogether(s *Set) map[[2]string]bool {
	out := map[[2]string]bool{}
	by := map[int32][]string{}
	for i := range s.units {
		by[s.group[i]] = append(by[s.group[i]], s.units[i].key)
	}
	for _, of := range by {
		slices.Sort(of)
		for i, a := range of {
			for _, b := range of[:i] {
				out[[2]string{b, a}] = true
			}
		}
	}
	return out
}

func largestComponent(s *Set) (n int) {
	g := grouping{n: len(s.units)}
	for _, c := range g.components(s.edges, threshold) {
		n = max(n, len(c.items))
	}
	return n
}
