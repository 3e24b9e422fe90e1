package estimate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Part is the result of one stratum, or of one replicate of the data.
type Part struct {
	Name       string    `json:"name"`
	Documented int64     `json:"documented"`
	Draws      []float64 `json:"draws"` // of the total, documented included
	Refused    string    `json:"refused,omitempty"`
}

// combinedDraws is how many sums of draws are made.
const combinedDraws = 10_000

// SumStrata adds strata that have no person in common: draws are added one of
// each stratum, in random order, so that the strata stay independent. A stratum
// that is not estimable has no sum with the others; it is named, and the sum refused.
func SumStrata(parts []Part, e Effort) (Result, error) {
	out := Result{Method: MethodSum}
	if len(parts) == 0 {
		return out, fmt.Errorf("no strata to add")
	}
	sums := make([]float64, combinedDraws)
	for i, p := range parts {
		out.Documented += p.Documented
		if p.Refused != "" || len(p.Draws) == 0 {
			why := p.Refused
			if why == "" {
				why = "its method gives no draws to add"
			}
			return out.refuse(fmt.Sprintf("stratum %q is not estimable (%s), so the sum of all strata is not either; leave it out by name, and say so", p.Name, why)), nil
		}
		r := stream(e.Seed, 1<<48+uint64(i))
		order := r.Perm(len(p.Draws))
		for k := range sums {
			if k%len(order) == 0 && k > 0 {
				r.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
			}
			sums[k] += p.Draws[order[k%len(order)]]
		}
	}
	slices.Sort(sums)
	out.Model = fmt.Sprintf("sum over %d strata", len(parts))
	out.NotCovered = "dependence between the errors of the strata, and everything that the strata's own intervals leave out"
	out.Draws = sums
	out.Curve, out.CurveOf = density(sums), "density of the sum"
	return out.set(quantile(sums, 0.5), drawIntervals(sums)), nil
}

func drawIntervals(sorted []float64) []Interval {
	var out []Interval
	for _, l := range levels {
		out = append(out, Interval{l, quantile(sorted, (1-l)/2), quantile(sorted, (1+l)/2)})
	}
	return out
}

// CombineReplicates combines estimates of the same total from replicates of
// uncertain data, imputed values or drawn record links, by Rubin's rule on the
// logarithm of the unseen (as verdata does): the spread between replicates is
// part of the interval.
func CombineReplicates(parts []Part) (Result, error) {
	out := Result{Method: MethodReplicate}
	m := float64(len(parts))
	if len(parts) < 2 {
		return out, fmt.Errorf("%d replicates: at least 2 are needed to see how far they differ", len(parts))
	}
	var seen, unseen, within float64
	var means []float64
	for _, p := range parts {
		if p.Refused != "" || len(p.Draws) < 2 {
			return out.refuse(fmt.Sprintf("replicate %q is not estimable: %s", p.Name, p.Refused)), nil
		}
		logs := make([]float64, len(p.Draws))
		for i, d := range p.Draws {
			missing := max(d-float64(p.Documented), 0)
			unseen += missing / float64(len(p.Draws)) / m
			if missing < 0.1 {
				missing = 0.1
			}
			logs[i] = math.Log(missing)
		}
		mean, variance := moments(logs)
		means = append(means, mean)
		within += variance / m
		seen += float64(p.Documented) / m
	}
	centre, between := moments(means)
	total := within + (m+1)/m*between
	// The degrees of freedom are those of the published combinations: more
	// cautious than Rubin's own, which divide by (1+1/m) B.
	df := math.Inf(1)
	if between > 0 {
		df = (m - 1) * math.Pow(1+within/((m+1)*between), 2)
	}
	var intervals []Interval
	for _, l := range levels {
		t := normalQuantile((1 + l) / 2)
		if df < 1e6 {
			t = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile((1 + l) / 2)
		}
		intervals = append(intervals, Interval{l, seen + math.Exp(centre-t*math.Sqrt(total)), seen + math.Exp(centre+t*math.Sqrt(total))})
	}
	out.Documented = int64(math.Round(seen))
	out.Model = fmt.Sprintf("%d replicates", len(parts))
	out.NotCovered = "everything that the replicates' own intervals leave out, except the uncertainty that the replicates differ in"
	if len(parts) < 10 {
		out.Findings = append(out.Findings, warning("W8", fmt.Sprintf("only %d replicates: at least 10 are needed to show how much they differ", len(parts))))
	}
	return out.set(seen+unseen, intervals), nil
}

// CompareLinkage warns where the interval combined over drawn record links
// differs by more than a tenth from the one of a single linkage (W8).
func CompareLinkage(single, combined Result) []Finding {
	if single.Estimate == nil || combined.Estimate == nil {
		return nil
	}
	far := func(a, b float64) bool { return math.Abs(a-b) > 0.1*a }
	if far(single.Intervals[0].Lower, combined.Intervals[0].Lower) || far(single.Intervals[0].Upper, combined.Intervals[0].Upper) {
		return []Finding{warning("W8", fmt.Sprintf("over drawn record links the interval is %.0f to %.0f; one linkage alone says %.0f to %.0f",
			combined.Intervals[0].Lower, combined.Intervals[0].Upper, single.Intervals[0].Lower, single.Intervals[0].Upper))}
	}
	return nil
}
