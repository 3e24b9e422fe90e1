package estimate

import (
	"math"
	"slices"
)

// design is a log-linear model laid on one table: the parameters that the data
// can move, and the cells where the fitted count must be zero.
type design struct {
	terms  []Pattern // alive parameters, the intercept (pattern 0) first
	dead   []bool    // cells above a parameter whose overlap nobody has
	params int       // all parameters, also those that went to minus infinity
}

// newDesign sorts the parameters of a model into those with people in their
// overlap and those without. A parameter without any is minus infinity: its
// cells leave the table (Fienberg and Rinaldo 2012), but it still counts as a
// parameter in AIC and BIC.
func newDesign(terms []Pattern, y []float64, lists int) design {
	shared := slices.Clone(y)
	supersetSums(shared, lists)
	d := design{dead: make([]bool, len(y)), params: len(terms)}
	for _, t := range terms {
		if shared[t] > 0 || t == 0 {
			d.terms = append(d.terms, t)
			continue
		}
		for w := range d.dead {
			d.dead[w] = d.dead[w] || Pattern(w)&t == t
		}
	}
	d.dead[0] = true // the unseen cell is not observed
	return d
}

// fit is a fitted log-linear model.
type fit struct {
	alpha    []float64 // by alive parameter
	mu       []float64 // by pattern; at 0 the estimate of the unseen
	deviance float64
	logLik   float64
	gram     []float64 // Fisher information, alive x alive
	chol     []float64 // its Cholesky factor
	ok       bool
}

// fitter fits Poisson log-linear models by iteratively reweighted least
// squares. Because every column of the design is the indicator "pattern holds
// these lists", the information matrix is a table look-up in the superset sums
// of the weights, and the linear predictor is the subset sum of the
// parameters: no design matrix is ever built.
type fitter struct {
	lists             int
	eta, mu, acc, wz  []float64
	gram, chol, alpha []float64
}

func newFitter(lists int) *fitter {
	n := 1 << lists
	return &fitter{lists: lists, eta: make([]float64, n), mu: make([]float64, n), acc: make([]float64, n), wz: make([]float64, n)}
}

const (
	maxIterations = 60
	// tolerance of the relative change of deviance; R's glm stops at 1e-8.
	tolerance = 1e-10
)

// run fits y. The slices of the result are the fitter's own and are valid until
// the next run. The unseen cell takes part only if the design says it is alive.
func (f *fitter) run(d design, y []float64) fit {
	p := len(d.terms)
	f.alpha = grow(f.alpha, p)
	f.gram, f.chol = grow(f.gram, p*p), grow(f.chol, p*p)
	saturated, scale := 0.0, 0.0
	for w, v := range y {
		f.mu[w], f.eta[w] = 0, 0
		if d.dead[w] {
			continue
		}
		f.mu[w] = v + 0.1
		f.eta[w] = math.Log(f.mu[w])
		if v > 0 {
			saturated += v*math.Log(v) - v
			scale += v * math.Abs(math.Log(v))
		}
	}
	out := fit{alpha: f.alpha, mu: f.mu, gram: f.gram, chol: f.chol}
	last := math.Inf(1)
	for range maxIterations {
		if !f.step(d, y) {
			return out
		}
		dev := 2 * (saturated - f.kernel(d, y))
		if math.IsNaN(dev) || math.IsInf(dev, 0) {
			return out
		}
		if math.Abs(dev-last) <= tolerance*(math.Abs(dev)+0.1)+1e-14*scale {
			out.ok = true
			out.deviance = max(dev, 0)
			break
		}
		last = dev
	}
	if !out.ok {
		return out
	}
	out.logLik = saturated - out.deviance/2
	for w, v := range y {
		if v > 0 && !d.dead[w] {
			g, _ := math.Lgamma(v + 1)
			out.logLik -= g
		}
	}
	if d.dead[0] {
		f.mu[0] = math.Exp(f.alpha[0])
	}
	return out
}

// step solves one weighted least-squares problem and moves eta and mu.
func (f *fitter) step(d design, y []float64) bool {
	for w := range f.mu {
		if !d.dead[w] {
			f.wz[w] = f.mu[w]*f.eta[w] + y[w] - f.mu[w]
		} else {
			f.wz[w] = 0
		}
	}
	if !f.factor(d) {
		return false
	}
	supersetSums(f.wz, f.lists)
	for i, t := range d.terms {
		f.alpha[i] = f.wz[t]
	}
	p := len(d.terms)
	solveCholesky(f.chol, f.alpha, p)
	clear(f.eta)
	for i, t := range d.terms {
		f.eta[t] = f.alpha[i]
	}
	subsetSums(f.eta, f.lists)
	for w := range f.mu {
		if d.dead[w] {
			f.mu[w] = 0
			continue
		}
		// Beyond these the fit has run away; the existence check says why.
		f.mu[w] = math.Exp(min(max(f.eta[w], -700), 60))
	}
	return true
}

// factor computes the Fisher information of the present mu and its factor.
func (f *fitter) factor(d design) bool {
	for w := range f.acc {
		f.acc[w] = 0
		if !d.dead[w] {
			f.acc[w] = f.mu[w]
		}
	}
	supersetSums(f.acc, f.lists)
	p := len(d.terms)
	for i, a := range d.terms {
		for j := range i + 1 {
			v := f.acc[a|d.terms[j]]
			f.gram[i*p+j], f.gram[j*p+i] = v, v
		}
	}
	copy(f.chol, f.gram)
	return cholesky(f.chol, p)
}

// kernel is the log-likelihood without the factorials.
func (f *fitter) kernel(d design, y []float64) float64 {
	var sum float64
	for w, m := range f.mu {
		if !d.dead[w] {
			sum += y[w]*f.eta[w] - m
		}
	}
	return sum
}

// inform brings the information matrix up to the fitted counts, for what is
// computed from it; the last step left it one step behind.
func (f *fitter) inform(d design, r fit) bool {
	return r.ok && f.factor(d)
}

// interceptVariance is the entry of the inverse information that belongs to
// the intercept.
func (f fit) interceptVariance() float64 {
	p := len(f.alpha)
	e := make([]float64, p)
	e[0] = 1
	solveCholesky(f.chol, e, p)
	return e[0]
}

// supersetSums replaces x[w] by the sum of x over the supersets of w.
func supersetSums(x []float64, lists int) {
	for b := 1; b < 1<<lists; b <<= 1 {
		for lo := 0; lo < len(x); lo += 2 * b {
			for w := lo; w < lo+b; w++ {
				x[w] += x[w+b]
			}
		}
	}
}

// subsetSums replaces x[w] by the sum of x over the subsets of w.
func subsetSums(x []float64, lists int) {
	for b := 1; b < 1<<lists; b <<= 1 {
		for lo := 0; lo < len(x); lo += 2 * b {
			for w := lo; w < lo+b; w++ {
				x[w+b] += x[w]
			}
		}
	}
}

// cholesky replaces the symmetric p x p matrix by its lower factor, and says
// whether it is positive definite.
func cholesky(a []float64, p int) bool {
	for i := range p {
		ri := a[i*p : i*p+i+1]
		for j := range i {
			rj := a[j*p : j*p+j+1]
			s := ri[j]
			for k, v := range rj[:j] {
				s -= ri[k] * v
			}
			ri[j] = s / rj[j]
		}
		s := ri[i]
		for _, v := range ri[:i] {
			s -= v * v
		}
		if !(s > 1e-14*ri[i]) {
			return false
		}
		ri[i] = math.Sqrt(s)
	}
	return true
}

func solveCholesky(l, b []float64, p int) {
	for i := range p {
		row, x := l[i*p:i*p+i+1], b[i]
		for k, v := range row[:i] {
			x -= v * b[k]
		}
		b[i] = x / row[i]
	}
	for i := p - 1; i >= 0; i-- {
		for k := i + 1; k < p; k++ {
			b[i] -= l[k*p+i] * b[k]
		}
		b[i] /= l[i*p+i]
	}
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	return s[:n]
}
