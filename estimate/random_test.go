package estimate

import (
	"math"
	"testing"
)

// TestDrawsHaveTheirMoments: mean and variance of every distribution drawn, in
// each of the ways it is drawn.
func TestDrawsHaveTheirMoments(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		what           string
		draw           func(i int) float64
		mean, variance float64
	}{
		{"binomial, small", dr(func(r *random) float64 { return float64(binomial(r, 40, 0.1)) }), 4, 3.6},
		{"binomial, almost none", dr(func(r *random) float64 { return float64(binomial(r, 300, 0.002)) }), 0.6, 0.6 * 0.998},
		{"binomial, large", dr(func(r *random) float64 { return float64(binomial(r, 900, 0.3)) }), 270, 189},
		{"binomial, mirrored", dr(func(r *random) float64 { return float64(binomial(r, 900, 0.97)) }), 873, 26.19},
		{"binomial, a million", dr(func(r *random) float64 { return float64(binomial(r, 4_000_000, 1e-6)) }), 4, 4},
		{"poisson, small", dr(func(r *random) float64 { return poisson(r, 3.5) }), 3.5, 3.5},
		{"poisson, large", dr(func(r *random) float64 { return poisson(r, 320) }), 320, 320},
		{"gamma", dr(func(r *random) float64 { return gamma(r, 7.5) }), 7.5, 7.5},
		{"gamma below one", dr(func(r *random) float64 { return math.Exp(logGamma(r, 0.3)) }), 0.3, 0.3},
		{"beta", dr(func(r *random) float64 { return beta(r, 2, 5) }), 2.0 / 7, 10.0 / (49 * 8)},
	} {
		var sum, square float64
		for i := range n {
			v := c.draw(i)
			sum += v
			square += (v - c.mean) * (v - c.mean)
		}
		near(t, c.what+": mean", sum/n, c.mean, 5*math.Sqrt(c.variance/n))
		near(t, c.what+": variance", square/n, c.variance, 0.06*c.variance)
	}
}

func dr(f func(*random) float64) func(int) float64 {
	r := stream(11, 3)
	return func(int) float64 { return f(r) }
}

// TestTheLargeBinomialIsTheBinomial compares chances, not only moments.
func TestTheLargeBinomialIsTheBinomial(t *testing.T) {
	const n, p, draws = 60, 0.35, 200_000
	r := stream(5, 5)
	var seen [n + 1]float64
	for range draws {
		seen[binomial(r, n, p)]++
	}
	chi, cells := 0.0, 0
	for k := range seen {
		want := draws * math.Exp(logGammaOf(n+1)-logGammaOf(float64(k)+1)-logGammaOf(n-float64(k)+1)+float64(k)*math.Log(p)+float64(n-k)*math.Log(1-p))
		if want < 5 {
			continue
		}
		chi += (seen[k] - want) * (seen[k] - want) / want
		cells++
	}
	if chi > float64(cells)+5*math.Sqrt(2*float64(cells)) {
		t.Errorf("chi-square %.1f over %d counts", chi, cells)
	}
}

// TestExchangesLeaveTheLastClass: with everybody in the last class and small
// even weights before it, which is where chains were seen to stay for their
// whole life, exchanges soon bring the large class to the front.
func TestExchangesLeaveTheLastClass(t *testing.T) {
	c := newChain(three(t), LatentOptions{}.filled(), stream(3, 9))
	last := c.classes - 1
	for k := range c.weight {
		c.weight[k], c.members[k] = 0.04, 0
	}
	c.weight[last], c.members[last] = 1-0.04*float64(last), 219
	c.logLast = math.Log(c.weight[last])
	for range 300 {
		c.swap()
	}
	front := 0
	for k := range c.weight {
		if c.weight[k] > c.weight[front] {
			front = k
		}
	}
	if front == last || c.members[front] != 219 {
		t.Errorf("after 300 exchanges the large class is %d of %d, with %d people", front+1, last+1, c.members[front])
	}
}

// TestExchangesKeepThePrior: weights drawn from the prior, exchanged and given
// a new concentration, are still draws from the prior.
func TestExchangesKeepThePrior(t *testing.T) {
	const n, classes = 60_000, 4
	c := newChain(three(t), LatentOptions{Classes: classes, A: 3, B: 1}.filled(), stream(8, 1))
	clear(c.members)
	var before, after [classes + 1]float64
	record := func(sums *[classes + 1]float64) {
		for k := range classes {
			sums[k] += c.weight[k] / n
		}
		sums[classes] += c.alpha / n
	}
	for range n {
		c.alpha = gamma(c.r, 3)
		c.drawWeights()
		record(&before)
		for range 6 {
			c.swap()
			c.drawAlpha()
		}
		record(&after)
	}
	for k := range classes {
		near(t, "mean weight of a class", after[k], before[k], 0.006)
	}
	near(t, "mean concentration", after[classes], before[classes], 0.04)
}
