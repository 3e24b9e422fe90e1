package estimate

import (
	"math"
	"math/rand/v2"
)

// stream is the random numbers of one job: the seed and the job's number, mixed
// so that neighbouring jobs share nothing.
func stream(seed, job uint64) *random {
	pcg := rand.NewPCG(mix(seed), mix(job^0x9e3779b97f4a7c15))
	return &random{rand.New(pcg), pcg}
}

// random asks its source without an interface between, which samplers that draw
// millions of numbers a second feel. The numbers are those of rand.Rand.
type random struct {
	*rand.Rand
	pcg *rand.PCG
}

// Uint64 is any 64 bits.
func (r *random) Uint64() uint64 { return r.pcg.Uint64() }

// Float64 is uniform on [0,1).
func (r *random) Float64() float64 { return float64(r.pcg.Uint64()<<11>>11) / (1 << 53) }

// mix is the finalizer of splitmix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// open01 is uniform on (0,1), both ends left out.
func open01(r *random) float64 {
	return (float64(r.Uint64()>>12) + 0.5) / (1 << 52)
}

// gamma draws from Gamma(shape, 1) for shape of at least 1 (Marsaglia and Tsang 2000).
func gamma(r *random, shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		u := r.Float64()
		x2 := x * x
		if u < 1-0.0331*x2*x2 {
			return d * v
		}
		if math.Log(u) < 0.5*x2+d*(1-v+math.Log(v)) {
			return d * v
		}
	}
}

// logGamma draws the logarithm of a Gamma(shape, 1), also for tiny shapes whose
// draws would be zero in floating point.
func logGamma(r *random, shape float64) float64 {
	if shape >= 1 {
		return math.Log(gamma(r, shape))
	}
	return math.Log(open01(r))/shape + math.Log(gamma(r, shape+1))
}

// beta draws from Beta(a, b) for a, b of at least 1.
func beta(r *random, a, b float64) float64 {
	x := gamma(r, a)
	return x / (x + gamma(r, b))
}

// binomial draws from Binomial(n, p): by inversion where few are expected, else
// by Hörmann's transformed rejection (1993).
func binomial(r *random, n int64, p float64) int64 {
	switch {
	case n <= 0 || p <= 0:
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - binomial(r, n, 1-p)
	case float64(n)*p < 10:
		return binomialSmall(r, n, p)
	}
	nf := float64(n)
	spq := math.Sqrt(nf * p * (1 - p))
	b := 1.15 + 2.53*spq
	a := -0.0873 + 0.0248*b + 0.01*p
	c := nf*p + 0.5
	vr := 0.92 - 4.2/b
	for {
		u := r.Float64() - 0.5
		v := r.Float64()
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*a/us+b)*u + c)
		if us >= 0.07 && v <= vr {
			return int64(k)
		}
		if k < 0 || k > nf {
			continue
		}
		v *= (2.83 + 5.1/b) * spq / (a/(us*us) + b)
		if math.Log(v) <= binomialLog(nf, p, k) {
			return int64(k)
		}
	}
}

// binomialLog is the logarithm of the chance of k, by that of the mode.
func binomialLog(n, p, k float64) float64 {
	odds := p / (1 - p)
	m := math.Floor((n + 1) * p)
	return (m+0.5)*math.Log((m+1)/(odds*(n-m+1))) + (n+1)*math.Log((n-m+1)/(n-k+1)) +
		(k+0.5)*math.Log(odds*(n-k+1)/(k+1)) + stirlingTail(m) + stirlingTail(n-m) - stirlingTail(k) - stirlingTail(n-k)
}

// binomialSmall adds up the chances from zero. That nobody is drawn has at
// least the chance 1 - np: where few are expected this settles it at once.
func binomialSmall(r *random, n int64, p float64) int64 {
	u := r.Float64()
	if u < 1-float64(n)*p {
		return 0
	}
	q := 1 - p
	odds := p / q
	f := power(q, n)
	for k := int64(0); k < n; k++ {
		if u < f {
			return k
		}
		u -= f
		f *= odds * float64(n-k)
		if k < int64(len(inverse)) {
			f *= inverse[k]
		} else {
			f /= float64(k + 1)
		}
	}
	return n
}

// inverse holds 1/(k+1): a product is several times as fast as a quotient.
var inverse = func() (out [40]float64) {
	for k := range out {
		out[k] = 1 / float64(k+1)
	}
	return out
}()

// power is q to the n by squaring, which for few people is faster than through
// logarithms, and loses no more than the last digits.
func power(q float64, n int64) float64 {
	if n > 1<<20 {
		return math.Pow(q, float64(n))
	}
	f := 1.0
	for ; n > 0; n >>= 1 {
		f *= [2]float64{1, q}[n&1] // a branch here would be guessed wrong half the time
		q *= q
	}
	return f
}

// stirlingTail is what Stirling's formula leaves out of log(k!).
func stirlingTail(k float64) float64 {
	if k < 10 {
		return [...]float64{0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
			0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287}[int(k)]
	}
	k1 := k + 1
	return (1.0/12 - (1.0/360-1.0/1260/(k1*k1))/(k1*k1)) / k1
}

// poisson draws from Poisson(mean): by products of uniforms for small means,
// else by transformed rejection.
func poisson(r *random, mean float64) float64 {
	if mean <= 0 {
		return 0
	}
	if mean < 10 {
		limit, prod := math.Exp(-mean), r.Float64()
		k := 0.0
		for ; prod > limit; k++ {
			prod *= r.Float64()
		}
		return k
	}
	root := math.Sqrt(mean)
	b := 0.931 + 2.53*root
	a := -0.059 + 0.02483*b
	inv := 1.1239 + 1.1328/(b-3.4)
	vr := 0.9277 - 3.6224/(b-2)
	logMean := math.Log(mean)
	for {
		u := r.Float64() - 0.5
		v := r.Float64()
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*a/us+b)*u + mean + 0.43)
		if us >= 0.07 && v <= vr {
			return k
		}
		if k < 0 || us < 0.013 && v > us {
			continue
		}
		g, _ := math.Lgamma(k + 1)
		if math.Log(v)+math.Log(inv)-math.Log(a/(us*us)+b) <= -mean+k*logMean-g {
			return k
		}
	}
}
