package estimate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// LatentOptions choose the latent-class model and how long it is sampled.
type LatentOptions struct {
	Classes int     `json:"classes"` // most classes of people; 10 when 0
	A       float64 `json:"a"`       // prior of the concentration: Gamma(a, rate b); 0.25 when 0
	B       float64 `json:"b"`
	Chains  int     `json:"chains"`  // at least 4
	BurnIn  int     `json:"burn_in"` // sweeps thrown away; 10,000 when 0
	Sweeps  int     `json:"sweeps"`  // sweeps after that, per chain; 200,000 when 0
	Thin    int     `json:"thin"`    // one draw is kept of so many sweeps; 100 when 0
}

// The bounds of a run, so that none is without end.
const (
	maxClasses     = 40
	maxChains      = 64
	maxSweeps      = 50_000_000
	maxDraws       = 50_000
	truncation     = 20   // the unseen are at most so many times the documented
	startSweeps    = 500  // sweeps with the concentration fixed
	redraws        = 1000 // tries to stay below the truncation
	mixingRefused  = 1.2
	mixingDoubtful = 1.05
	fewDraws       = 400
)

func (o LatentOptions) filled() LatentOptions {
	set := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	set(&o.Classes, 10)
	set(&o.Chains, 4)
	set(&o.BurnIn, 10_000)
	set(&o.Sweeps, 200_000)
	set(&o.Thin, 100)
	if o.A == 0 {
		o.A = 0.25
	}
	if o.B == 0 {
		o.B = 0.25
	}
	return o
}

func (o LatentOptions) validate() error {
	switch {
	case o.Classes < 2 || o.Classes > maxClasses:
		return fmt.Errorf("%d classes: from 2 to %d are possible", o.Classes, maxClasses)
	case o.Chains < 4 || o.Chains > maxChains:
		return fmt.Errorf("%d chains: at least 4 are needed to see whether they agree, at most %d", o.Chains, maxChains)
	case o.Sweeps < 1000 || o.Sweeps > maxSweeps || o.BurnIn < 0 || o.BurnIn > maxSweeps:
		return fmt.Errorf("%d sweeps after %d: from 1000 to %d are possible", o.Sweeps, o.BurnIn, maxSweeps)
	case o.Thin < 1 || o.Sweeps/o.Thin < 100 || o.Sweeps/o.Thin > maxDraws:
		return fmt.Errorf("one draw in %d sweeps keeps %d: from 100 to %d draws per chain are possible", o.Thin, o.Sweeps/max(o.Thin, 1), maxDraws)
	case !(o.A > 0 && o.B > 0 && o.A < 1e6 && o.B < 1e6):
		return fmt.Errorf("prior Gamma(%g, %g): both must be above 0", o.A, o.B)
	}
	return nil
}

// ChainReport says how well the chains agree with one another.
type ChainReport struct {
	Chains    int         `json:"chains"`
	Sweeps    int         `json:"sweeps"`
	BurnIn    int         `json:"burn_in"`
	Thin      int         `json:"thin"`
	Classes   int         `json:"classes"`
	Rhat      float64     `json:"rhat"`
	ESS       float64     `json:"ess"`
	MCSE      float64     `json:"mcse_median"` // Monte-Carlo error of the median
	Medians   []float64   `json:"medians"`     // by chain
	Occupied  float64     `json:"occupied"`    // mean number of classes with people
	AtLimit   float64     `json:"at_limit"`    // share of draws within a tenth of the truncation
	Truncated int64       `json:"truncated"`   // sweeps in which the unseen had to be cut at the truncation
	Traces    [][]float64 `json:"traces"`      // totals, thinned for showing
}

// Latent samples the Bayesian latent-class model (Manrique-Vallier 2016):
// people fall into unknown classes, within which the lists are independent.
func Latent(ctx context.Context, t Table, o LatentOptions, e Effort) (Result, error) {
	o = o.filled()
	out := newResult(MethodLatent, t)
	if err := o.validate(); err != nil {
		return out, fmt.Errorf("latent classes: %w", err)
	}
	runs := make([]chainRun, o.Chains)
	err := e.parallel(ctx, o.Chains, func() func(int) {
		return func(i int) { runs[i] = newChain(t, o, stream(e.Seed, 1<<32+uint64(i))).sample(ctx, o) }
	})
	if err != nil {
		return out, err
	}
	n := float64(t.N())
	report, draws := summarise(runs, n, o)
	out.Chains = &report
	out.Findings = report.findings()
	if !(report.Rhat <= mixingRefused) {
		return out.refuse(fmt.Sprintf("the %d chains do not agree (Rhat %.2f; 1.2 is the most that is accepted): any single chain would mislead",
			o.Chains, report.Rhat)), nil
	}
	sorted := slices.Sorted(slices.Values(draws))
	var intervals []Interval
	for _, l := range levels {
		intervals = append(intervals, Interval{l, quantile(sorted, (1-l)/2), quantile(sorted, (1+l)/2)})
	}
	out.Draws = draws
	out.Model = fmt.Sprintf("up to %d classes", o.Classes)
	out.NotCovered = "people whom no list could ever reach, and more unseen people than 20 times the documented"
	out.Curve, out.CurveOf = density(sorted), "posterior density"
	return out.set(quantile(sorted, 0.5), intervals), nil
}

func summarise(runs []chainRun, n float64, o LatentOptions) (ChainReport, []float64) {
	r := ChainReport{Chains: o.Chains, Sweeps: o.Sweeps, BurnIn: o.BurnIn, Thin: o.Thin, Classes: o.Classes}
	var logs [][]float64
	var all []float64
	near, occupied := 0, 0.0
	for _, run := range runs {
		l := make([]float64, len(run.unseen))
		totals := make([]float64, len(run.unseen))
		for i, u := range run.unseen {
			l[i] = math.Log(u + 0.5)
			totals[i] = n + u
			if u > 0.9*truncation*n {
				near++
			}
		}
		logs = append(logs, l)
		all = append(all, totals...)
		r.Medians = append(r.Medians, quantile(slices.Sorted(slices.Values(totals)), 0.5))
		r.Traces = append(r.Traces, thinTo(totals, 400))
		r.Truncated += run.truncated
		occupied += run.occupied
	}
	r.Rhat, r.ESS = splitRhat(logs), effectiveSize(logs)
	r.MCSE = medianError(logs, all)
	r.Occupied = occupied / float64(len(runs))
	r.AtLimit = float64(near) / float64(len(all))
	return r, all
}

// findings are the W3 warnings of a run.
func (r ChainReport) findings() []Finding {
	var out []Finding
	warn := func(words string) { out = append(out, Finding{Code: "W3", Words: words}) }
	switch {
	case !(r.Rhat <= mixingRefused):
		warn(fmt.Sprintf("the chains of the latent-class model do not agree (Rhat %.2f): it gives no number", r.Rhat))
		return out
	case r.Rhat > mixingDoubtful:
		warn(fmt.Sprintf("the chains of the latent-class model agree only roughly (Rhat %.2f): sample longer", r.Rhat))
	}
	if r.ESS < fewDraws {
		warn(fmt.Sprintf("the latent-class draws are worth only %.0f independent ones: sample longer", r.ESS))
	}
	if r.AtLimit > 0.01 || r.Truncated > 0 {
		warn(fmt.Sprintf("%.1f %% of the latent-class draws lie at the limit of 20 times the documented: the table does not bound the total from above", 100*r.AtLimit))
	}
	return out
}

func thinTo(x []float64, n int) []float64 {
	if len(x) <= n {
		return x
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = x[i*len(x)/n]
	}
	return out
}

// density smooths sorted draws with a Gaussian kernel by Silverman's rule.
func density(sorted []float64) []Point {
	n := len(sorted)
	lo, hi := quantile(sorted, 0.0005), quantile(sorted, 0.9975)
	spread := (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34
	h := max(0.9*spread*math.Pow(float64(n), -0.2), 0.5)
	const points = 160
	var out []Point
	for i := range points + 1 {
		x := lo + (hi-lo)*float64(i)/points
		a, _ := slices.BinarySearch(sorted, x-4*h)
		b, _ := slices.BinarySearch(sorted, x+4*h)
		var sum float64
		for _, v := range sorted[a:b] {
			d := (x - v) / h
			sum += math.Exp(-d * d / 2)
		}
		out = append(out, Point{x, sum / (float64(n) * h * math.Sqrt(2*math.Pi))})
	}
	return out
}
