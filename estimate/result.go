package estimate

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"cairn"
)

// Method names an estimator.
type Method string

// The estimators, in the order they are shown.
const (
	MethodChapman   Method = "chapman"  // two lists
	MethodChao      Method = "chao"     // a lower bound
	MethodLogLinear Method = "loglin"   // best log-linear model and its bootstrap
	MethodStepwise  Method = "sparse"   // stepwise selection and its bootstrap
	MethodGraphs    Method = "dga"      // average over decomposable graphs
	MethodLatent    Method = "lcmcr"    // latent classes
	MethodSum       Method = "strata"   // sum over strata
	MethodReplicate Method = "combined" // combination of replicates
)

// Levels are the levels of the intervals of every result, widest first.
var levels = [2]float64{0.95, 0.80}

// Interval is a range for the total at one level.
type Interval struct {
	Level float64 `json:"level"`
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
}

// Point is one point of a curve over totals.
type Point struct {
	N float64 `json:"n"`
	Y float64 `json:"y"`
}

// Result is what one estimator says of one table. Estimate is nil where there
// is nothing to report, and Refused then says why; there is no number in it.
type Result struct {
	Method     Method           `json:"method"`
	Documented int64            `json:"documented"`
	Estimate   *cairn.Estimated `json:"estimate,omitempty"`
	Refused    string           `json:"refused,omitempty"`
	LowerBound bool             `json:"lower_bound,omitempty"` // the estimate bounds the total from below
	Intervals  []Interval       `json:"intervals,omitempty"`
	NotCovered string           `json:"not_covered,omitempty"` // what the interval leaves out
	Model      string           `json:"model,omitempty"`
	Models     []ModelFit       `json:"models,omitempty"` // best first
	Searched   int              `json:"searched,omitempty"`
	Bootstrap  *Bootstrap       `json:"bootstrap,omitempty"`
	Averaging  *Averaging       `json:"averaging,omitempty"`
	Chains     *ChainReport     `json:"chains,omitempty"`
	Curve      []Point          `json:"curve,omitempty"`
	CurveOf    string           `json:"curve_of,omitempty"`
	Findings   []Finding        `json:"findings,omitempty"`
	// Draws of the total, where the method makes them; for combination.
	Draws []float64 `json:"-"`
}

func newResult(m Method, t Table) Result { return Result{Method: m, Documented: t.N()} }

// refuse ends a result without a number: only the chains stay, as the evidence
// of what they did.
func (r Result) refuse(why string) Result {
	return Result{Method: r.Method, Documented: r.Documented, Refused: why, Searched: r.Searched, Chains: r.Chains, Findings: r.Findings}
}

// set gives the result its estimate. Numbers that are no numbers refuse it.
func (r Result) set(n float64, intervals []Interval) Result {
	bad := func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) || x > 1e12 }
	if bad(n) {
		return r.refuse("the estimate grows without limit")
	}
	for _, i := range intervals {
		if bad(i.Lower) || bad(i.Upper) {
			return r.refuse("the interval has no upper limit: the table does not bound the total")
		}
	}
	r.Intervals = intervals
	r.Estimate = &cairn.Estimated{N: n, Method: string(r.Method), Observed: r.Documented}
	if len(intervals) > 0 {
		r.Estimate.Lower, r.Estimate.Upper, r.Estimate.Level = intervals[0].Lower, intervals[0].Upper, intervals[0].Level
	}
	return r
}

// Effort says what a run may use and where its random numbers come from. The
// number of workers changes the time, never a byte of the result.
type Effort struct {
	Seed    uint64 `json:"seed"`
	Workers int    `json:"-"`
}

// parallel runs job 0..n-1 on the workers, each with its own index, and stops
// early if the context ends. Jobs write only to their own place.
func (e Effort) parallel(ctx context.Context, n int, start func() func(job int)) error {
	workers := e.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			do := start()
			for ctx.Err() == nil {
				i := int(next.Add(1) - 1)
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
