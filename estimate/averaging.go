package estimate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
)

// AveragingOptions choose the average over decomposable graphs.
type AveragingOptions struct {
	Delta      float64 `json:"delta"`       // prior weight per cell; 2^-lists when 0
	MaxMissing int64   `json:"max_missing"` // largest number of unseen people; 10 times the documented when 0
	FlatPrior  bool    `json:"flat_prior"`  // p(N) constant instead of 1/N
}

// Averaging is what the average over graphs rests on.
type Averaging struct {
	Delta    float64       `json:"delta"`
	Graphs   int           `json:"graphs"`
	Mean     float64       `json:"mean"`
	Mode     float64       `json:"mode"`
	RelBayes float64       `json:"relative_bayes"` // E[1/N] / E[1/N^2]
	Top      []GraphWeight `json:"top"`
	Complete float64       `json:"complete_weight"` // weight of the graph in which all lists depend on all
	Edge     float64       `json:"edge"`            // height of the posterior at the largest total tried, by its peak
	Step     int64         `json:"step"`            // totals tried are this far apart
	// MedianAtDelta4 is the median with four times the prior weight.
	MedianAtDelta4 float64 `json:"median_at_delta_x4"`
}

// GraphWeight is the posterior weight of one graph.
type GraphWeight struct {
	Graph  string  `json:"graph"`
	Weight float64 `json:"weight"`
}

// graphDraws is how many draws of the posterior are kept for combination.
const graphDraws = 4000

// Average is the posterior of the total under every decomposable graph at once,
// weighted by how well each explains the table (Madigan and York 1997). It is
// computed, not simulated.
func Average(ctx context.Context, t Table, o AveragingOptions, e Effort) (Result, error) {
	out := newResult(MethodGraphs, t)
	lists := len(t.Lists)
	graphs, err := Graphs(lists)
	if err != nil {
		return out.refuse(err.Error()), nil
	}
	if o.Delta == 0 {
		o.Delta = math.Exp2(-float64(lists))
	}
	if o.Delta < 0 || math.IsNaN(o.Delta) || o.Delta > 1e6 {
		return out.refuse(fmt.Sprintf("delta %g: the prior weight of a cell is above 0 and at most 1e6", o.Delta)), nil
	}
	if o.MaxMissing == 0 {
		o.MaxMissing = 10 * t.N()
	}
	p, a, err := average(ctx, t, graphs, o, e)
	if err != nil {
		return out, err
	}
	wide := o
	wide.Delta *= 4
	p4, _, err := average(ctx, t, graphs, wide, e)
	if err != nil {
		return out, err
	}
	a.MedianAtDelta4 = p4.quantile(0.5)
	out.Averaging = &a
	out.Model = a.Top[0].Graph
	out.NotCovered = "dependence among lists that no decomposable graph expresses, the choice of delta, and people who differ in how easily they are listed"
	for range graphDraws {
		out.Draws = append(out.Draws, 0)
	}
	r := stream(e.Seed, 1<<40)
	for i := range out.Draws {
		out.Draws[i] = p.quantile(open01(r))
	}
	var intervals []Interval
	for _, l := range levels {
		intervals = append(intervals, Interval{l, p.quantile((1 - l) / 2), p.quantile((1 + l) / 2)})
	}
	out.Curve, out.CurveOf = p.curve(), "posterior density"
	return out.set(p.quantile(0.5), intervals), nil
}

// posterior is the distribution of the total on a grid.
type posterior struct {
	n    int64 // documented
	step int64
	mass []float64 // by grid point, summing to 1
	cum  []float64
}

func (p posterior) total(i int) float64 { return float64(p.n + int64(i)*p.step) }

func (p posterior) quantile(q float64) float64 {
	return p.total(min(sort.SearchFloat64s(p.cum, q), len(p.cum)-1))
}

func (p posterior) curve() []Point {
	lo := max(sort.SearchFloat64s(p.cum, 0.0005)-1, 0)
	hi := min(sort.SearchFloat64s(p.cum, 0.9995), len(p.mass)-1)
	const points = 200
	var out []Point
	for k := range points + 1 {
		i := lo + (hi-lo)*k/points
		if len(out) == 0 || p.total(i) != out[len(out)-1].N {
			out = append(out, Point{p.total(i), p.mass[i] / float64(p.step)})
		}
	}
	return out
}

// average computes the posterior in two passes. The first looks at every graph
// on a grid as coarse as the square root of the number unseen, below which no
// posterior can be narrower; the second looks at every total, for the graphs
// that together hold all but a hundred-millionth of the weight.
func average(ctx context.Context, t Table, graphs []Graph, o AveragingOptions, e Effort) (posterior, Averaging, error) {
	s := newScores(t, o)
	coarse, widths := coarseGrid(o.MaxMissing)
	top, err := s.peak(ctx, graphs, coarse, e)
	if err != nil {
		return posterior{}, Averaging{}, err
	}
	_, rough, err := s.sum(ctx, graphs, coarse, widths, top, e)
	if err != nil {
		return posterior{}, Averaging{}, err
	}
	kept, index := heaviest(graphs, rough)
	step := max(1, (o.MaxMissing+maxGrid-1)/maxGrid)
	var fine []int64
	for x := int64(0); x <= o.MaxMissing; x += step {
		fine = append(fine, x)
	}
	mass, weights, err := s.sum(ctx, kept, fine, nil, top, e)
	if err != nil {
		return posterior{}, Averaging{}, err
	}
	p := posterior{n: t.N(), step: step, mass: mass}
	p.normalise()
	a := Averaging{Delta: o.Delta, Graphs: len(graphs), Step: step, Edge: mass[len(mass)-1] / slices.Max(mass)}
	a.describe(p)
	total := 0.0
	for _, w := range weights {
		total += w
	}
	order := make([]int, len(kept))
	for i := range order {
		order[i] = i
		if kept[i].complete() {
			a.Complete = weights[i] / total
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(weights[j], weights[i]), cmp.Compare(index[i], index[j]))
	})
	for _, i := range order[:min(len(order), 10)] {
		a.Top = append(a.Top, GraphWeight{kept[i].String(), weights[i] / total})
	}
	return p, a, nil
}

func (p *posterior) normalise() {
	var total float64
	for _, m := range p.mass {
		total += m
	}
	p.cum = make([]float64, len(p.mass))
	var cum float64
	for i := range p.mass {
		p.mass[i] /= total
		cum += p.mass[i]
		p.cum[i] = cum
	}
}

func (a *Averaging) describe(p posterior) {
	var inverse, square float64
	best := 0
	for i, m := range p.mass {
		n := p.total(i)
		a.Mean += m * n
		inverse += m / n
		square += m / n / n
		if m > p.mass[best] {
			best = i
		}
	}
	a.Mode, a.RelBayes = p.total(best), inverse/square
}

// maxGrid bounds how many totals are tried.
const maxGrid = 200_000

// coarseGrid runs from 0 to the maximum with steps of about 0.7 of the square
// root, and gives the width that each point stands for.
func coarseGrid(maxMissing int64) (at []int64, widths []float64) {
	for x := int64(0); x <= maxMissing; x += max(1, int64(0.7*math.Sqrt(float64(x)))) {
		at = append(at, x)
	}
	widths = make([]float64, len(at))
	for i := range at {
		lo, hi := at[max(i-1, 0)], at[min(i+1, len(at)-1)]
		widths[i] = float64(hi-lo) / 2
		if i == 0 {
			widths[i] += 0.5
		}
	}
	return at, widths
}

// heaviest keeps the graphs that hold all but 1e-8 of the weight, in order.
func heaviest(graphs []Graph, weights []float64) (kept []Graph, index []int) {
	order := make([]int, len(graphs))
	var total float64
	for i, w := range weights {
		order[i] = i
		total += w
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(weights[j], weights[i]), cmp.Compare(i, j))
	})
	var sum float64
	for _, i := range order {
		index = append(index, i)
		if sum += weights[i]; sum > total*(1-1e-8) {
			break
		}
	}
	slices.Sort(index)
	for _, i := range index {
		kept = append(kept, graphs[i])
	}
	return kept, index
}
