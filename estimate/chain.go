package estimate

import (
	"context"
	"math"
	"math/bits"
)

// chain is one Gibbs sampler of the latent-class model. People are never held
// one by one: a pattern's count is split over the classes.
type chain struct {
	r       *random
	lists   int
	classes int
	cells   []Cell
	n       float64
	a, b    float64

	alpha   float64
	weight  []float64 // of each class: sticks broken from one
	logLast float64   // log weight of the last class
	rate    []float64 // class x list: the chance of being on the list
	logRest float64   // log of the stick that is left while it is broken
	unseen  int64
	members []int64 // by class, the unseen included
	on      []int64 // class x list
	order   []int   // classes by members, most first
	nibbles int     // lists in groups of four
	chance  []float64
	share   []float64
	cut     int64 // sweeps cut at the truncation
}

// chainRun is what a chain leaves behind.
type chainRun struct {
	unseen    []float64
	occupied  float64
	truncated int64
}

// newChain starts every class at the margins of the lists, with equal weights.
func newChain(t Table, o LatentOptions, r *random) *chain {
	c := &chain{r: r, lists: len(t.Lists), classes: o.Classes, cells: t.Cells, n: float64(t.N()), a: o.A, b: o.B}
	k := o.Classes
	c.weight, c.members, c.order = make([]float64, k), make([]int64, k), make([]int, k)
	c.rate, c.on = make([]float64, k*c.lists), make([]int64, k*c.lists)
	c.nibbles = (c.lists + 3) / 4
	c.chance, c.share = make([]float64, k*c.nibbles*16), make([]float64, k)
	for i := range k {
		c.weight[i], c.order[i] = 1/float64(k), i
		for j := range c.lists {
			c.rate[i*c.lists+j] = (float64(t.Size(j)) + 0.5) / (c.n + 1)
		}
	}
	c.alpha = 0.3 / float64(k)
	return c
}

// sample runs the start-up, the burn-in and the sweeps that are kept. The
// start-up is essential: with a small fixed concentration the chain finds few
// large classes, which are then put in order of size before the concentration
// may move.
func (c *chain) sample(ctx context.Context, o LatentOptions) chainRun {
	for range startSweeps {
		c.sweep()
	}
	c.relabel()
	var out chainRun
	for i := range o.BurnIn + o.Sweeps {
		if i%1024 == 0 && ctx.Err() != nil {
			return out
		}
		c.sweep()
		c.swap()
		c.drawAlpha()
		if i >= o.BurnIn && (i-o.BurnIn)%o.Thin == o.Thin-1 {
			out.unseen = append(out.unseen, float64(c.unseen))
			for _, m := range c.members {
				if m > 0 {
					out.occupied++
				}
			}
		}
	}
	out.occupied /= float64(max(len(out.unseen), 1))
	out.truncated = c.cut
	return out
}

// sweep draws everything but the concentration once.
func (c *chain) sweep() {
	c.fillChances()
	c.assign()
	c.drawUnseen()
	c.drawRates()
	c.drawWeights()
}

// fillChances tabulates, for every class and every four lists, the chance of
// each pattern on them; a pattern's chance is then a product of few numbers.
func (c *chain) fillChances() {
	for k := range c.classes {
		rates := c.rate[k*c.lists : (k+1)*c.lists]
		for g := range c.nibbles {
			tab := c.chance[(k*c.nibbles+g)*16 : (k*c.nibbles+g+1)*16]
			tab[0] = 1
			if g == 0 {
				tab[0] = c.weight[k]
			}
			size := 1
			for _, p := range rates[g*4 : min(g*4+4, c.lists)] {
				for x := range size {
					tab[x+size] = tab[x] * p
					tab[x] *= 1 - p
				}
				size *= 2
			}
		}
	}
}

// shares fills c.share with weight times chance of the pattern, in the order
// of the classes by size, and returns the sum.
func (c *chain) shares(on Pattern) float64 {
	var sum float64
	for i, k := range c.order {
		p := c.chance[k*c.nibbles*16+int(on&15)]
		for g := 1; g < c.nibbles; g++ {
			p *= c.chance[(k*c.nibbles+g)*16+int(on>>(4*g)&15)]
		}
		c.share[i] = p
		sum += p
	}
	return sum
}

// assign splits each pattern's people over the classes.
func (c *chain) assign() {
	c.sortOrder()
	clear(c.members)
	clear(c.on)
	for _, cell := range c.cells {
		c.split(cell.On, cell.Count)
	}
}

// sortOrder puts the classes with most people first. The order hardly changes
// from one sweep to the next, so each is moved up a place or two.
func (c *chain) sortOrder() {
	for i := 1; i < len(c.order); i++ {
		k := c.order[i]
		j := i
		for ; j > 0 && c.members[c.order[j-1]] < c.members[k]; j-- {
			c.order[j] = c.order[j-1]
		}
		c.order[j] = k
	}
}

// fewPeople are placed one by one, which is quicker than drawing how many of
// them each class takes.
const fewPeople = 4

// split draws which classes count people of one pattern belong to.
func (c *chain) split(on Pattern, count int64) {
	rest := c.shares(on)
	for i := 0; count > 0 && i < len(c.order); i++ {
		take := count
		if i+1 < len(c.order) && c.share[i] < rest {
			if count <= fewPeople {
				c.splitFew(on, count, i, rest)
				return
			}
			take = binomial(c.r, count, c.share[i]/rest)
		}
		c.give(on, c.order[i], take)
		count -= take
		rest -= c.share[i]
	}
}

// splitFew places people one by one.
func (c *chain) splitFew(on Pattern, count int64, from int, rest float64) {
	for range count {
		u := c.r.Float64() * rest
		i := from
		for ; i+1 < len(c.order) && u >= c.share[i]; i++ {
			u -= c.share[i]
		}
		c.give(on, c.order[i], 1)
	}
}

func (c *chain) give(on Pattern, class int, count int64) {
	if count == 0 {
		return
	}
	c.members[class] += count
	row := c.on[class*c.lists:]
	for rest := uint32(on); rest != 0; rest &= rest - 1 {
		row[bits.TrailingZeros32(rest)] += count
	}
}

// drawUnseen draws the number on no list and splits it over the classes. More
// than the truncation is drawn again, and after many tries cut and counted.
func (c *chain) drawUnseen() {
	none := min(c.shares(0), 1)
	limit := truncation * c.n
	odds := none / math.Max(1-none, 1e-300)
	c.unseen = -1
	for range redraws {
		if x := poisson(c.r, gamma(c.r, c.n)*odds); x <= limit {
			c.unseen = int64(x)
			break
		}
	}
	if c.unseen < 0 {
		c.unseen = int64(limit)
		c.cut++
	}
	c.split(0, c.unseen)
}

func (c *chain) drawRates() {
	for k, m := range c.members {
		row, on := c.rate[k*c.lists:(k+1)*c.lists], c.on[k*c.lists:(k+1)*c.lists]
		for j := range row {
			if m == 0 {
				row[j] = open01(c.r)
			} else {
				row[j] = beta(c.r, 1+float64(on[j]), 1+float64(m-on[j]))
			}
		}
	}
}

// drawWeights breaks the stick: each class takes a share of what is left. Very
// small rests are kept as logarithms, because the concentration needs them.
func (c *chain) drawWeights() {
	var after int64
	for _, m := range c.members {
		after += m
	}
	left := 1.0
	c.logRest = 0
	for k := range c.classes - 1 {
		m := c.members[k]
		after -= m
		keep, logKeep := c.breakStick(float64(m), c.alpha+float64(after))
		c.weight[k] = left * (1 - keep)
		left *= keep
		c.logRest += logKeep
	}
	c.weight[c.classes-1] = left
	c.logLast = c.logRest
}

// breakStick draws the share that a stick keeps, one minus Beta(1+members, rest).
func (c *chain) breakStick(members, rest float64) (keep, logKeep float64) {
	switch {
	case members == 0:
		logKeep = math.Log(open01(c.r)) / rest
		return math.Exp(logKeep), logKeep
	case rest >= 1:
		x := beta(c.r, rest, 1+members)
		return x, math.Log(x)
	}
	y, x := logGamma(c.r, rest), logGamma(c.r, 1+members)
	top := max(x, y)
	logKeep = y - top - math.Log(math.Exp(x-top)+math.Exp(y-top))
	return math.Exp(logKeep), logKeep
}

func (c *chain) drawAlpha() {
	shape := c.a + float64(c.classes) - 1
	c.alpha = math.Exp(logGamma(c.r, shape)) / (c.b - c.logLast)
}

// relabel orders the classes by weight, largest first.
func (c *chain) relabel() {
	for i := range c.classes {
		for j := i + 1; j < c.classes; j++ {
			if c.weight[j] > c.weight[i] {
				c.exchange(i, j)
			}
		}
	}
	c.logLast = math.Log(max(c.weight[c.classes-1], 1e-300))
}

// exchange swaps two classes with all that belongs to them.
func (c *chain) exchange(i, j int) {
	c.weight[i], c.weight[j] = c.weight[j], c.weight[i]
	c.members[i], c.members[j] = c.members[j], c.members[i]
	for l := range c.lists {
		a, b := i*c.lists+l, j*c.lists+l
		c.rate[a], c.rate[b] = c.rate[b], c.rate[a]
		c.on[a], c.on[b] = c.on[b], c.on[a]
	}
}

// swap proposes to exchange two classes, weights and all. The prior of a
// truncated stick is not the same in every order: without this move a chain can
// stay for its whole life with everybody in the last class. The likelihood does
// not change, and the concentration is integrated out; it is drawn anew right
// after, which keeps the posterior exact.
func (c *chain) swap() {
	k := c.classes
	i := c.r.IntN(k)
	j := c.r.IntN(k - 1)
	if j >= i {
		j++
	}
	i, j = min(i, j), max(i, j)
	wi, wj := c.weight[i], c.weight[j]
	if wi <= 0 || wj <= 0 || wi == wj {
		return
	}
	// The prior density of the weights, concentration integrated out, is
	// (b - log w_K)^-(a+K-1) / w_K / (product of the rests before each break).
	ratio := 1.0
	rest := 0.0
	for l := k - 1; l > j; l-- {
		rest += c.weight[l]
	}
	now, then := rest+wj, rest+wi
	for l := j; l > i; l-- {
		// Breaks from i+1 to j see a rest that holds the other class.
		if l < k-1 {
			ratio *= now / then
		}
		now += c.weight[l-1]
		then += c.weight[l-1]
	}
	logLast := c.logLast
	if j == k-1 {
		logLast = math.Log(wi)
		ratio *= wj / wi * math.Pow((c.b-c.logLast)/(c.b-logLast), c.a+float64(k)-1)
	}
	if !(c.r.Float64() < ratio) {
		return
	}
	c.exchange(i, j)
	c.logLast = logLast
}
