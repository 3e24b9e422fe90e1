package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// splitRhat compares the spread between the halves of chains with the spread
// inside them (Gelman and others 2013). One is agreement.
func splitRhat(chains [][]float64) float64 {
	var halves [][]float64
	for _, c := range chains {
		h := len(c) / 2
		halves = append(halves, c[:h], c[len(c)-h:])
	}
	w, plus := variances(halves)
	if w == 0 {
		if plus == 0 {
			return 1 // every draw the same: nothing to disagree about
		}
		return math.Inf(1)
	}
	return math.Sqrt(plus / w)
}

// variances are the mean variance inside the chains, and the estimate of the
// variance of the target that pools them.
func variances(chains [][]float64) (within, pooled float64) {
	n := float64(len(chains[0]))
	var means []float64
	for _, c := range chains {
		m, v := moments(c)
		means = append(means, m)
		within += v / float64(len(chains))
	}
	_, between := moments(means)
	return within, within*(n-1)/n + between
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	if len(x) < 2 {
		return mean, 0
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, variance
}

// effectiveSize is how many independent draws the chains are worth, by Geyer's
// initial monotone sequence over the pooled autocorrelations.
func effectiveSize(chains [][]float64) float64 {
	m, n := len(chains), len(chains[0])
	within, pooled := variances(chains)
	total := float64(m * n)
	if pooled == 0 || n < 4 {
		return total
	}
	centred := make([][]float64, m)
	for i, c := range chains {
		mean, _ := moments(c)
		centred[i] = make([]float64, n)
		for k, v := range c {
			centred[i][k] = v - mean
		}
	}
	rho := func(lag int) float64 {
		var cov float64
		for _, c := range centred {
			var s float64
			for k := lag; k < n; k++ {
				s += c[k] * c[k-lag]
			}
			cov += s / float64(n) / float64(m)
		}
		return 1 - (within-cov)/pooled
	}
	sum, last := 0.0, math.Inf(1)
	for lag := 0; lag+1 < n; lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if pair <= 0 {
			break
		}
		last = min(last, pair)
		sum += last
	}
	return min(total/max(2*sum-1, 1e-12), total*math.Log10(total))
}

// medianError is the Monte-Carlo standard error of the median (Vehtari and
// others 2021): the effective size of "below the median" gives a beta interval
// of ranks, and the draws at its ends lie two errors apart.
func medianError(logs [][]float64, all []float64) float64 {
	flat := slices.Concat(logs...)
	middle := quantile(slices.Sorted(slices.Values(flat)), 0.5)
	below := make([][]float64, len(logs))
	for i, c := range logs {
		for _, v := range c {
			b := 0.0
			if v <= middle {
				b = 1
			}
			below[i] = append(below[i], b)
		}
	}
	size := effectiveSize(below)
	sorted := slices.Sorted(slices.Values(all))
	lo := mathext.InvRegIncBeta(size/2+1, size/2+1, 0.1586553)
	hi := mathext.InvRegIncBeta(size/2+1, size/2+1, 0.8413447)
	return (quantile(sorted, hi) - quantile(sorted, lo)) / 2
}
