package estimate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// StepwiseOptions choose the stepwise selection for sparse tables.
type StepwiseOptions struct {
	P    float64 `json:"p"`    // an interaction enters below this; 0.02 when 0
	Boot int     `json:"boot"` // resamples; 1,000 when 0
}

func (o StepwiseOptions) filled() StepwiseOptions {
	if o.P == 0 {
		o.P = 0.02
	}
	if o.Boot == 0 {
		o.Boot = 1000
	}
	return o
}

// maxStepwiseLists keeps the dense table of patterns small.
const maxStepwiseLists = 12

// Stepwise starts from independent lists and adds, one at a time, the pair of
// lists whose overlap is least likely under the model so far, as long as an
// estimate exists (Chan, Silverman and Vincent 2021); the interval repeats this
// in every resample.
func Stepwise(ctx context.Context, t Table, o StepwiseOptions, e Effort) (Result, error) {
	o = o.filled()
	out := newResult(MethodStepwise, t)
	lists := len(t.Lists)
	if lists > maxStepwiseLists {
		return out.refuse(fmt.Sprintf("%d lists: stepwise selection takes at most %d; merge or drop lists", lists, maxStepwiseLists)), nil
	}
	f := newFitter(lists)
	m, ok := f.stepwise(t.dense(), o.P)
	if !ok {
		return out.refuse("even the model of independent lists has no estimate on this table: the lists hardly overlap"), nil
	}
	best := f.model(m, t.dense(), float64(t.N()))
	best.Bias = m.bias(t)
	out.Model, out.Models = best.Model, []ModelFit{best}
	b, _, err := bootstrap(ctx, t, e, o.Boot, func() estimator {
		f := newFitter(lists)
		return estimator{1, func(y []float64, n float64, total []float64) {
			total[0] = math.Inf(1)
			if _, ok := f.stepwise(y, o.P); ok {
				total[0] = n + f.mu[0]
			}
		}}
	})
	if err != nil {
		return out, err
	}
	out.Bootstrap, out.Draws = &b, b.draws
	out.NotCovered = "interactions of three and more lists, and the assumption that no interaction of all lists exists"
	out = out.set(best.N, b.Intervals)
	return out, nil
}

// stepwise selects a model; afterwards the fitter holds its fit.
func (f *fitter) stepwise(y []float64, threshold float64) (Model, bool) {
	m := Independence(f.lists)
	d := newDesign(m.terms, y, f.lists)
	if existence(d, y) != Exists {
		return m, false
	}
	observed := slices.Clone(y)
	supersetSums(observed, f.lists)
	if r := f.run(d, y); !r.ok {
		return m, false
	}
	for {
		added := false
		for _, c := range f.candidates(m, observed, threshold) {
			next := modelOf(f.lists, append(m.interactions(), c.pair))
			d := newDesign(next.terms, y, f.lists)
			if existence(d, y) != Exists {
				continue
			}
			if r := f.run(d, y); !r.ok {
				continue
			}
			m, added = next, true
			break
		}
		if !added {
			// A candidate that failed has moved the fitter: fit the winner again.
			r := f.run(newDesign(m.terms, y, f.lists), y)
			return m, r.ok
		}
	}
}

func (m Model) interactions() []Pattern {
	return slices.Clone(m.terms[1+m.lists:])
}

type candidate struct {
	pair Pattern
	p    float64
}

// candidates are the absent pairs whose overlap is unlikely under the present
// fit, least likely first, ties by list number.
func (f *fitter) candidates(m Model, observed []float64, threshold float64) []candidate {
	expected := slices.Clone(f.mu)
	expected[0] = 0
	supersetSums(expected, f.lists)
	var out []candidate
	for a := range f.lists {
		for b := a + 1; b < f.lists; b++ {
			pair := Pattern(1)<<a | 1<<b
			if slices.Contains(m.terms, pair) {
				continue
			}
			if p := poissonTail(observed[pair], expected[pair]); p < threshold {
				out = append(out, candidate{pair, p})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(a.p, b.p) })
	return out
}

// poissonTail is the smaller of the chances of so few and of so many.
func poissonTail(k, mean float64) float64 {
	if mean <= 0 {
		return 1
	}
	few := mathext.GammaIncRegComp(k+1, mean)
	if k == 0 {
		return few
	}
	return min(few, mathext.GammaIncReg(k, mean))
}
