package estimate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Criterion ranks models.
type Criterion string

// The criteria.
const (
	BIC Criterion = "bic"
	AIC Criterion = "aic"
)

// ModelFit is one log-linear model fitted to a table.
type ModelFit struct {
	Model     string    `json:"model"`
	N         float64   `json:"n"`
	SE        float64   `json:"se"`
	AIC       float64   `json:"aic"`
	BIC       float64   `json:"bic"`
	Deviance  float64   `json:"deviance"`
	DF        int       `json:"df"`
	Existence Existence `json:"existence"`
	Bias      float64   `json:"bias,omitempty"` // asymptotic bias of N, where computed
	model     Model
}

func (m ModelFit) by(c Criterion) float64 {
	if c == AIC {
		return m.AIC
	}
	return m.BIC
}

// Fit fits one model. A model whose estimate does not exist or is not
// identifiable comes back with its code and no numbers.
func (m Model) Fit(t Table) ModelFit {
	y := t.dense()
	return newFitter(len(t.Lists)).model(m, y, float64(t.N()))
}

func (f *fitter) model(m Model, y []float64, n float64) ModelFit {
	d := newDesign(m.terms, y, f.lists)
	out := ModelFit{Model: m.String(), model: m, DF: len(y) - 1 - len(m.terms), Existence: existence(d, y)}
	if out.Existence != Exists {
		return out
	}
	r := f.run(d, y)
	if !f.inform(d, r) {
		out.Existence = NoMaximum
		return out
	}
	unseen := r.mu[0]
	v := r.interceptVariance()
	out.N, out.SE = n+unseen, math.Sqrt(unseen+unseen*unseen*v)
	out.Deviance = r.deviance
	out.AIC = -2*r.logLik + 2*float64(d.params)
	out.BIC = -2*r.logLik + float64(d.params)*math.Log(n)
	return out
}

// LogLinearOptions choose the search over log-linear models.
type LogLinearOptions struct {
	Criterion Criterion `json:"criterion"`
	MaxOrder  int       `json:"max_order"` // 0: all orders up to 4 lists, pairs above
	Boot      int       `json:"boot"`      // resamples; 0: profile interval only
	Top       int       `json:"top"`       // models among which a resample may choose; 0: by the number of lists
}

func (o LogLinearOptions) filled(lists int) LogLinearOptions {
	if o.Criterion == "" {
		o.Criterion = BIC
	}
	if o.MaxOrder == 0 {
		o.MaxOrder = lists - 1
		if lists > 4 {
			o.MaxOrder = 2
		}
	}
	if o.Top == 0 {
		o.Top = map[int]int{4: 20}[lists]
		if lists > 4 {
			o.Top = 100
		}
	}
	return o
}

// LogLinear fits every hierarchical model, takes the best of those that exist,
// and gives its interval: by bootstrap that selects again in every resample, or,
// without resamples, by the profile likelihood of the one model.
func LogLinear(ctx context.Context, t Table, o LogLinearOptions, e Effort) (Result, error) {
	lists := len(t.Lists)
	o = o.filled(lists)
	out := newResult(MethodLogLinear, t)
	models, err := Models(lists, o.MaxOrder)
	if err != nil {
		return out.refuse(err.Error()), nil
	}
	fits, err := FitAll(ctx, t, models, e)
	if err != nil {
		return out, err
	}
	out.Searched = len(fits)
	ranked := rank(fits, o.Criterion)
	if len(ranked) == 0 {
		return out.refuse(fmt.Sprintf("of %d log-linear models none has an estimate that exists and is identifiable on this table", len(fits))), nil
	}
	out.Models = slices.Clone(ranked[:min(len(ranked), 50)])
	best := &out.Models[0]
	out.Model = best.Model
	best.Bias = best.model.bias(t)
	curve, profile := best.model.Profile(t)
	if o.Boot == 0 {
		out.NotCovered = "that another model may be the right one, and the assumption that no interaction of all lists exists"
		out = out.set(best.N, profile)
		out.Curve, out.CurveOf = curve, "profile log-likelihood"
		return out, nil
	}
	top := ranked
	if o.Top > 0 {
		top = ranked[:min(len(ranked), o.Top)]
	}
	steps := growthSteps(len(top))
	b, smaller, err := bootstrap(ctx, t, e, o.Boot, func() estimator { return bestOf(top, steps, o.Criterion, lists) })
	if err != nil {
		return out, err
	}
	b.Top = len(top)
	for i, s := range smaller {
		b.Growth = append(b.Growth, Growth{steps[i], s.Intervals})
	}
	out.Bootstrap = &b
	out.NotCovered = "the assumption that no interaction of all lists exists, and models that were never in the search"
	out.Draws = b.draws
	out = out.set(best.N, b.Intervals)
	out.Curve, out.CurveOf = curve, "profile log-likelihood"
	return out, nil
}

// FitAll fits each model to the table.
func FitAll(ctx context.Context, t Table, models []Model, e Effort) ([]ModelFit, error) {
	y, n := t.dense(), float64(t.N())
	fits := make([]ModelFit, len(models))
	err := e.parallel(ctx, len(models), func() func(int) {
		f := newFitter(len(t.Lists))
		return func(i int) { fits[i] = f.model(models[i], y, n) }
	})
	return fits, err
}

// rank keeps the models that exist, best first, ties in the order of search.
func rank(fits []ModelFit, c Criterion) []ModelFit {
	var out []ModelFit
	for _, f := range fits {
		if f.Existence == Exists {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b ModelFit) int { return cmp.Compare(a.by(c), b.by(c)) })
	return out
}

// growthSteps are the numbers of candidate models at which the interval is
// shown; the last is all of them.
func growthSteps(top int) []int {
	var out []int
	for _, k := range []int{1, 2, 5, 10, 20, 50} {
		if k < top {
			out = append(out, k)
		}
	}
	return append(out, top)
}

// bestOf is the estimator that picks the best of the first models, for each
// number of them in steps.
func bestOf(models []ModelFit, steps []int, c Criterion, lists int) estimator {
	f := newFitter(lists)
	return estimator{len(steps), func(y []float64, n float64, out []float64) {
		best, total := math.Inf(1), math.Inf(1)
		logN := math.Log(n)
		if c == AIC {
			logN = 2
		}
		done := 0
		for k, step := range steps {
			for ; done < step; done++ {
				d := newDesign(models[done].model.terms, y, lists)
				if existence(d, y) != Exists {
					continue
				}
				r := f.run(d, y)
				if score := -2*r.logLik + logN*float64(d.params); r.ok && score < best {
					best, total = score, n+r.mu[0]
				}
			}
			out[k] = total
		}
	}}
}

// bias is the asymptotic bias of the estimated total (Rivest and Baillargeon
// 2007). Where it is a tenth of the total or more, the table is too sparse for
// the model.
func (m Model) bias(t Table) float64 {
	y := t.dense()
	d := newDesign(m.terms, y, len(t.Lists))
	f := newFitter(len(t.Lists))
	r := f.run(d, y)
	if !f.inform(d, r) {
		return math.NaN()
	}
	p := len(d.terms)
	psi := make([]float64, p)
	x, z := make([]float64, p), make([]float64, p)
	for w := range y {
		if d.dead[w] {
			continue
		}
		for i, t := range d.terms {
			x[i] = 0
			if Pattern(w)&t == t {
				x[i] = 1
			}
		}
		copy(z, x)
		solveCholesky(r.chol, z, p)
		var leverage float64
		for i := range x {
			leverage += x[i] * z[i]
		}
		for i := range x {
			psi[i] += x[i] * r.mu[w] * leverage // -2 x mu xi, with xi = -leverage/2
		}
	}
	psi[0]--
	solveCholesky(r.chol, psi, p)
	return -0.5 * r.mu[0] * psi[0]
}
