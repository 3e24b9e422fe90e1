package estimate

import (
	"context"
	"math"
	"os"
	"testing"
)

// Bootstrap limits are themselves drawn: of 1,000 resamples, some limits are
// one of the least or greatest totals. The published ones, from another
// program's one seed, must lie where ours fall over many seeds: within three
// times the spread of a single run.
func TestPublishedBootstrapLimitsAreWithinMonteCarloError(t *testing.T) {
	stepwise := func(t Table, seed uint64) (Result, error) {
		return Stepwise(context.Background(), t, StepwiseOptions{Boot: 1000}, Effort{Seed: seed})
	}
	loglin := func(t Table, seed uint64) (Result, error) {
		return LogLinear(context.Background(), t, LogLinearOptions{Boot: 1000, Top: 113}, Effort{Seed: seed})
	}
	for _, c := range []struct {
		table        string
		run          func(Table, uint64) (Result, error)
		seeds        int
		lower, upper float64
		long         bool
	}{
		{"mse_Korea", loglin, 40, 128.312, 349.714, false},
		{"mse_Western", stepwise, 40, 1293.214, 3672.037, false},
		{"sparsemse_NewOrl_5_n185", stepwise, 40, 588.817, 1703.694, false},
		{"sparsemse_NewOrl_n185", stepwise, 30, 717.211, 1657.608, true},
		{"mse_Kosovo", loglin, 20, 6947.037, 18009.987, true},
	} {
		if c.long && os.Getenv("CAIRN_LONG") == "" {
			continue
		}
		tab := reference(t, c.table)
		limits := [2][]float64{}
		for seed := range uint64(c.seeds) {
			got, err := c.run(tab, seed)
			if err != nil {
				t.Fatal(err)
			}
			limits[0] = append(limits[0], got.Intervals[0].Lower)
			limits[1] = append(limits[1], got.Intervals[0].Upper)
		}
		for k, published := range []float64{c.lower, c.upper} {
			mean, sd := meanAndSpread(limits[k])
			t.Logf("%s limit %d: mean %.0f, spread %.0f over %d seeds; published %.0f", c.table, k, mean, sd, c.seeds, published)
			if math.Abs(published-mean) > 3*sd {
				t.Errorf("%s: published limit %.1f, ours %.1f with a spread of %.1f", c.table, published, mean, sd)
			}
		}
	}
}

func meanAndSpread(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, math.Sqrt(sd)
}
