package estimate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Scenario is a world in which the true total is known.
type Scenario struct {
	Name    string
	Total   int64
	Classes []Class             // people differ between classes, not within
	Pairs   map[Pattern]float64 // log-odds by which two lists attract each other
	Words   string
}

// Class is a share of the people, and their chance of being on each list.
type Class struct {
	Share float64
	Rates []float64
}

// Scenarios are the worlds of the coverage study: from the textbook case to
// what records of a war look like.
func Scenarios() []Scenario {
	return []Scenario{
		{"independent-3", 1000, []Class{{1, []float64{0.35, 0.30, 0.25}}}, nil,
			"three independent lists"},
		{"dependent-4", 1500, []Class{{1, []float64{0.35, 0.30, 0.25, 0.20}}}, map[Pattern]float64{3: 1, 12: 0.8},
			"four lists, two pairs of which copy from each other's sources"},
		{"dependent-5", 1500, []Class{{1, []float64{0.30, 0.25, 0.25, 0.20, 0.15}}}, map[Pattern]float64{3: 1, 6: 0.8, 24: -0.6},
			"five lists, two pairs that attract and one that avoids each other"},
		{"heterogeneous-4", 1500, []Class{{0.6, []float64{0.45, 0.40, 0.35, 0.30}}, {0.4, []float64{0.10, 0.08, 0.12, 0.06}}}, nil,
			"four lists; two fifths of the people are hard to reach for every list"},
		{"sparse-5", 1000, []Class{{1, []float64{0.08, 0.07, 0.06, 0.05, 0.04}}}, map[Pattern]float64{3: 0.7},
			"five small lists with few overlaps"},
	}
}

// chances are the probabilities of every pattern, nobody's included.
func (s Scenario) chances() []float64 {
	lists := len(s.Classes[0].Rates)
	out := make([]float64, 1<<lists)
	for _, c := range s.Classes {
		for w := range out {
			p := c.Share
			for j, r := range c.Rates {
				if Pattern(w).Has(j) {
					p *= r
				} else {
					p *= 1 - r
				}
			}
			out[w] += p
		}
	}
	var sum float64
	for w := range out {
		var tilt float64
		for _, pair := range slices.Sorted(keys(s.Pairs)) {
			if Pattern(w)&pair == pair {
				tilt += s.Pairs[pair]
			}
		}
		out[w] *= math.Exp(tilt)
		sum += out[w]
	}
	for w := range out {
		out[w] /= sum
	}
	return out
}

func keys(m map[Pattern]float64) func(func(Pattern) bool) {
	return func(yield func(Pattern) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// Draw makes one table of the world; the people on no list are left out of it.
func (s Scenario) Draw(r *random) (Table, error) {
	chances := s.chances()
	left, rest := s.Total, 1.0
	counts := map[Pattern]int64{}
	for w := len(chances) - 1; w > 0; w-- {
		k := binomial(r, left, chances[w]/rest)
		counts[Pattern(w)] = k
		left -= k
		rest -= chances[w]
	}
	var names []string
	for j := range s.Classes[0].Rates {
		names = append(names, fmt.Sprintf("list %d", j+1))
	}
	return NewTable(names, counts)
}

// CoverageOptions choose how much is simulated.
type CoverageOptions struct {
	Tables int           `json:"tables"` // per scenario
	Boot   int           `json:"boot"`
	Latent LatentOptions `json:"lcmcr"`
}

// CoverageRow is how one method did in one scenario.
type CoverageRow struct {
	Scenario  string  `json:"scenario"`
	Method    string  `json:"method"`
	Total     int64   `json:"total"`
	Tables    int     `json:"tables"`
	Estimable int     `json:"estimable"`  // tables for which the method gave a number
	Covered95 float64 `json:"covered_95"` // share of those whose interval holds the truth
	Covered80 float64 `json:"covered_80"`
	Bias      float64 `json:"bias"`  // median of estimate / truth - 1
	Width     float64 `json:"width"` // median width of the 95 % interval / truth
}

// coverageMethods are the methods of the study, in order. "loglin, one model"
// is the interval that takes the chosen model for known: the usual practice.
var coverageMethods = [...]string{"chao (lower bound)", "loglin, one model", "loglin, bootstrap", "sparse, bootstrap", "dga", "lcmcr"}

// Coverage draws tables from known worlds and counts how often each method's
// interval holds the truth. Tables are spread over the workers; each runs
// alone, so the result is the same on any number of them.
func Coverage(ctx context.Context, worlds []Scenario, o CoverageOptions, e Effort, done func(scenario string)) ([]CoverageRow, error) {
	var out []CoverageRow
	for si, world := range worlds {
		type outcome struct {
			results [len(coverageMethods)]Result
			err     error
		}
		all := make([]outcome, o.Tables)
		err := e.parallel(ctx, o.Tables, func() func(int) {
			return func(i int) {
				seed := mix(e.Seed) ^ uint64(si)<<32 ^ uint64(i)
				t, err := world.Draw(stream(seed, 0))
				if err != nil {
					all[i].err = err
					return
				}
				all[i].results, all[i].err = coverageRun(ctx, t, o, Effort{Seed: seed, Workers: 1})
			}
		})
		if err != nil {
			return nil, err
		}
		for m, name := range coverageMethods {
			var results []Result
			for _, a := range all {
				if a.err != nil {
					return nil, fmt.Errorf("%s: %w", world.Name, a.err)
				}
				results = append(results, a.results[m])
			}
			out = append(out, coverageRow(world, name, results))
		}
		if done != nil {
			done(world.Name)
		}
	}
	return out, nil
}

func coverageRun(ctx context.Context, t Table, o CoverageOptions, e Effort) (out [len(coverageMethods)]Result, err error) {
	out[0] = Chao(t)
	if out[1], err = LogLinear(ctx, t, LogLinearOptions{}, e); err != nil {
		return out, err
	}
	if out[2], err = LogLinear(ctx, t, LogLinearOptions{Boot: o.Boot, Top: 20}, e); err != nil {
		return out, err
	}
	if out[3], err = Stepwise(ctx, t, StepwiseOptions{Boot: o.Boot}, e); err != nil {
		return out, err
	}
	if out[4], err = Average(ctx, t, AveragingOptions{}, e); err != nil {
		return out, err
	}
	out[5], err = Latent(ctx, t, o.Latent, e)
	return out, err
}

func coverageRow(world Scenario, name string, results []Result) CoverageRow {
	row := CoverageRow{Scenario: world.Name, Method: name, Total: world.Total, Tables: len(results)}
	truth := float64(world.Total)
	var errs, widths []float64
	for _, r := range results {
		if r.Estimate == nil {
			continue
		}
		row.Estimable++
		errs = append(errs, r.Estimate.N/truth-1)
		widths = append(widths, (r.Intervals[0].Upper-r.Intervals[0].Lower)/truth)
		for i, share := range []*float64{&row.Covered95, &row.Covered80} {
			if r.Intervals[i].Lower <= truth && truth <= r.Intervals[i].Upper {
				*share++
			}
		}
	}
	if row.Estimable > 0 {
		row.Covered95 /= float64(row.Estimable)
		row.Covered80 /= float64(row.Estimable)
		row.Bias = quantile(slices.Sorted(slices.Values(errs)), 0.5)
		row.Width = quantile(slices.Sorted(slices.Values(widths)), 0.5)
	}
	return row
}
