package estimate

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyTable draws a table of 3 or 4 lists, with empty cells.
func anyTable(t *rapid.T) Table {
	lists := rapid.IntRange(3, 4).Draw(t, "lists")
	counts := map[Pattern]int64{}
	for w := 1; w < 1<<lists; w++ {
		if rapid.IntRange(0, 3).Draw(t, "filled") > 0 {
			counts[Pattern(w)] = rapid.Int64Range(1, 80).Draw(t, "count")
		}
	}
	counts[1] += 2
	tab, err := NewTable([]string{"a", "b", "c", "d"}[:lists], counts)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func anyModel(t *rapid.T, lists int) Model {
	models, err := Models(lists, lists-1)
	if err != nil {
		t.Fatal(err)
	}
	return rapid.SampledFrom(models).Draw(t, "model")
}

// TestAFitReproducesItsMargins: at the maximum of the likelihood the fitted
// overlap of every interaction in the model is the observed one. Where the
// existence check says there is a maximum, the fit must find it.
func TestAFitReproducesItsMargins(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := anyTable(rt)
		m := anyModel(rt, len(tab.Lists))
		if m.Check(tab) != Exists {
			return
		}
		y := tab.dense()
		d := newDesign(m.terms, y, len(tab.Lists))
		f := newFitter(len(tab.Lists))
		r := f.run(d, y)
		if !r.ok {
			rt.Fatalf("%s: an estimate exists and was not found", m)
		}
		mu := slices.Clone(r.mu)
		mu[0] = 0
		supersetSums(mu, len(tab.Lists))
		for _, term := range d.terms {
			if want := float64(tab.Shared(term)); math.Abs(mu[term]-want) > 1e-4*(1+want) {
				rt.Fatalf("%s: the fitted overlap of %b is %.6f, observed %.0f", m, term, mu[term], want)
			}
		}
	})
}

// reorder moves list j to place to[j].
func reorder(t Table, to []int) Table {
	lists := make([]List, len(t.Lists))
	for j, l := range t.Lists {
		lists[to[j]] = l
	}
	return t.regroup(lists, func(p Pattern) (out Pattern) {
		for _, j := range p.members() {
			out |= 1 << to[j]
		}
		return out
	})
}

// TestTheOrderOfListsDoesNotMatter: neither to whether estimates exist nor to
// the average over graphs.
func TestTheOrderOfListsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := anyTable(rt)
		lists := len(tab.Lists)
		to := rapid.Permutation([]int{0, 1, 2, 3}[:lists]).Draw(rt, "order")
		other := reorder(tab, to)
		count := func(t Table) (out [5]int) {
			models, err := Models(lists, lists-1)
			if err != nil {
				rt.Fatal(err)
			}
			for _, m := range models {
				out[m.Check(t)]++
			}
			return out
		}
		if count(tab) != count(other) {
			rt.Fatalf("existence codes %v and %v", count(tab), count(other))
		}
		a, err := Average(context.Background(), tab, AveragingOptions{MaxMissing: 500}, Effort{})
		if err != nil {
			rt.Fatal(err)
		}
		b, err := Average(context.Background(), other, AveragingOptions{MaxMissing: 500}, Effort{})
		if err != nil {
			rt.Fatal(err)
		}
		if math.Abs(a.Averaging.Mean-b.Averaging.Mean) > 1e-6*a.Averaging.Mean {
			rt.Fatalf("means %f and %f", a.Averaging.Mean, b.Averaging.Mean)
		}
	})
}

// TestIntervalsHoldTogether: no estimate below the documented, 80 % inside
// 95 %, and never a number that is none.
func TestIntervalsHoldTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := anyTable(rt)
		results := []Result{Chao(tab), Chapman(tab, 0, 1)}
		for _, run := range []func() (Result, error){
			func() (Result, error) {
				return LogLinear(context.Background(), tab, LogLinearOptions{}, Effort{})
			},
			func() (Result, error) {
				return LogLinear(context.Background(), tab, LogLinearOptions{Boot: 40, Top: 5}, Effort{Seed: 1})
			},
			func() (Result, error) {
				return Stepwise(context.Background(), tab, StepwiseOptions{Boot: 40}, Effort{Seed: 1})
			},
			func() (Result, error) {
				return Average(context.Background(), tab, AveragingOptions{MaxMissing: 500}, Effort{})
			},
		} {
			r, err := run()
			if err != nil {
				rt.Fatal(err)
			}
			results = append(results, r)
		}
		for _, r := range results {
			if (r.Estimate == nil) == (r.Refused == "") {
				rt.Fatalf("%s: %v and reason %q: exactly one is needed", r.Method, r.Estimate, r.Refused)
			}
			if r.Estimate == nil {
				continue
			}
			if math.IsNaN(r.Estimate.N) || math.IsInf(r.Estimate.N, 0) {
				rt.Fatalf("%s: %v", r.Method, r.Estimate)
			}
			wide, narrow := r.Intervals[0], r.Intervals[1]
			if !(wide.Lower <= narrow.Lower+1e-6 && narrow.Lower <= narrow.Upper+1e-6 && narrow.Upper <= wide.Upper+1e-6) {
				rt.Fatalf("%s: %v is not inside %v", r.Method, narrow, wide)
			}
			if r.Method != MethodChapman && (wide.Lower < float64(tab.N())-1e-6 || r.Estimate.N < float64(tab.N())-1e-6) {
				rt.Fatalf("%s: %v below the %d documented", r.Method, r.Estimate, tab.N())
			}
		}
	})
}

func FuzzParseModel(f *testing.F) {
	f.Add("[123,14,34]", 4)
	f.Add("[1.10,2]", 11)
	f.Add("[]", 3)
	f.Fuzz(func(t *testing.T, s string, lists int) {
		m, err := ParseModel(s, lists)
		if err != nil {
			return
		}
		again, err := ParseModel(m.String(), lists)
		if err != nil || !slices.Equal(m.terms, again.terms) {
			t.Errorf("%q: %s does not read back: %v", s, m, err)
		}
	})
}

func FuzzReadDraws(f *testing.F) {
	f.Add("part,documented,n\nA,3,5.5\nB,1,1\n")
	f.Add("replicate,n_obs,N\nR1,982,1580\n")
	f.Fuzz(func(t *testing.T, s string) {
		parts, err := ReadDraws(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, p := range parts {
			if len(p.Draws) == 0 || slices.Min(p.Draws) < float64(p.Documented) {
				t.Errorf("accepted %+v", p)
			}
		}
	})
}
