package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// chiHalf is half the 95 % and 80 % quantile of chi-square with one degree of freedom.
var chiHalf = [2]float64{3.841458820694124 / 2, 1.642374415149816 / 2}

// exactBelow is the number of documented people up to which factorials are
// computed; above, Stirling's formula, as published limits use it.
const exactBelow = 100

// Profile is the multinomial profile log-likelihood of the total under the
// model (Cormack 1992): for each number of unseen people the complete table is
// fitted. It returns the curve, its top at zero, and the intervals whose limits
// lie at the likelihood-ratio distance. No upper limit is +Inf.
func (m Model) Profile(t Table) ([]Point, []Interval) {
	p := profile{fitter: newFitter(len(t.Lists)), y: t.dense(), n: float64(t.N())}
	p.design = newDesign(m.terms, p.y, len(t.Lists))
	r := p.run(p.design, p.y)
	if !r.ok {
		return nil, nil
	}
	start := max(r.mu[0], 0.5)
	p.design.dead[0] = false
	top := p.top(start)
	best := p.at(top)
	var out []Interval
	for i, level := range levels {
		out = append(out, Interval{level, p.n + p.cross(top, best-chiHalf[i], -1), p.n + p.cross(top, best-chiHalf[i], +1)})
	}
	lo, hi := out[0].Lower-p.n, out[0].Upper-p.n
	if math.IsInf(hi, 0) {
		return nil, out
	}
	const points = 121
	lo, hi = max(lo*0.7, 0.5), hi*1.15
	var curve []Point
	for i := range points {
		x := lo + (hi-lo)*float64(i)/(points-1)
		curve = append(curve, Point{p.n + x, p.at(x) - best})
	}
	return curve, out
}

// ProfileTop is the total at which the profile is highest.
func (m Model) ProfileTop(t Table) float64 {
	p := profile{fitter: newFitter(len(t.Lists)), y: t.dense(), n: float64(t.N())}
	p.design = newDesign(m.terms, p.y, len(t.Lists))
	r := p.run(p.design, p.y)
	if !r.ok {
		return math.NaN()
	}
	start := max(r.mu[0], 0.5)
	p.design.dead[0] = false
	return p.n + p.top(start)
}

type profile struct {
	*fitter
	design design
	y      []float64
	n      float64
}

// at is the profile log-likelihood at a number of unseen people.
func (p *profile) at(unseen float64) float64 {
	p.y[0] = unseen
	r := p.run(p.design, p.y)
	if !r.ok {
		return math.Inf(-1)
	}
	total := p.n + unseen
	if p.n <= exactBelow {
		return logGammaOf(total+1) - total*math.Log(total) - logGammaOf(unseen+1) + unseen*math.Log(unseen) - r.deviance/2
	}
	return unseen - total - 0.5*math.Log(unseen/total) - r.deviance/2
}

// slope is the derivative of the profile. The fitted parameters do not move it:
// only the fitted unseen cell enters.
func (p *profile) slope(unseen float64) float64 {
	p.y[0] = unseen
	r := p.run(p.design, p.y)
	if !r.ok {
		return math.NaN()
	}
	total := p.n + unseen
	if p.n <= exactBelow {
		return mathext.Digamma(total+1) - math.Log(total) - mathext.Digamma(unseen+1) + math.Log(r.mu[0])
	}
	return 0.5/total - 0.5/unseen + math.Log(r.mu[0]/unseen)
}

// leastUnseen is where the curve starts: below, Stirling's formula fails.
const leastUnseen = 0.25

// top is the local maximum nearest the Poisson estimate, where the slope
// changes from rising to falling.
func (p *profile) top(start float64) float64 {
	lo, hi := start, start
	for p.slope(lo) < 0 {
		if lo *= 0.5; lo < leastUnseen {
			return leastUnseen
		}
	}
	for p.slope(hi) > 0 {
		if hi *= 2; hi > 1e10 {
			return hi
		}
	}
	for range 100 {
		mid := (lo + hi) / 2
		if p.slope(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
		if hi-lo < 1e-10*hi {
			break
		}
	}
	return (lo + hi) / 2
}

// cross is where the curve falls to the given height, on one side of the top.
func (p *profile) cross(top, height float64, side float64) float64 {
	in, out := top, top
	for {
		out *= math.Pow(1.5, side)
		if out < leastUnseen {
			return 0
		}
		if out > 1e10 {
			return math.Inf(1)
		}
		if p.at(out) < height {
			break
		}
		in = out
	}
	for range 60 {
		mid := (in + out) / 2
		if p.at(mid) < height {
			out = mid
		} else {
			in = mid
		}
		if math.Abs(out-in) < 1e-9*top {
			break
		}
	}
	return (in + out) / 2
}
