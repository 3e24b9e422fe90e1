package estimate

import (
	"context"
	"math"
)

// scores computes the log posterior of a graph and a number of unseen people,
// up to a constant. It is a sum of one term per clique, less one per separator,
// and each term depends on a set of lists and on the number alone: the terms
// are computed once for all graphs.
type scores struct {
	n      float64
	offset []float64 // by set of lists: documented on none of them, plus prior
	level  []float64 // by set of lists: what does not move with the unseen
	cells  float64   // prior weight of the whole table
	prior  float64   // exponent of 1/N
}

func newScores(t Table, o AveragingOptions) scores {
	lists := len(t.Lists)
	s := scores{n: float64(t.N()), offset: make([]float64, 1<<lists), level: make([]float64, 1<<lists),
		cells: math.Exp2(float64(lists)) * o.Delta, prior: 1}
	if o.FlatPrior {
		s.prior = 0
	}
	for set := 1; set < 1<<lists; set++ {
		margin := map[Pattern]float64{}
		for _, c := range t.Cells {
			margin[c.On&Pattern(set)] += float64(c.Count)
		}
		size := Pattern(set).Size()
		delta := o.Delta * math.Exp2(float64(lists-size))
		s.offset[set] = margin[0] + delta
		occupied := 0.0
		for sub := set; ; sub = (sub - 1) & set { // in a fixed order, so that sums repeat to the bit
			if m, ok := margin[Pattern(sub)]; ok && sub != 0 {
				s.level[set] += logGammaOf(m + delta)
				occupied++
			}
			if sub == 0 {
				break
			}
		}
		all := math.Exp2(float64(size))
		s.level[set] += (all-1-occupied)*logGammaOf(delta) - all*logGammaOf(delta)
	}
	return s
}

// block is the terms of every set of lists at some consecutive numbers of unseen.
type block struct {
	at    []int64
	terms [][]float64 // by set of lists
	whole []float64   // the term of the empty set: once per connected part
	base  []float64   // multinomial coefficient and prior
	sum   []float64
}

func (s scores) block(at []int64) *block {
	b := &block{at: at, terms: make([][]float64, len(s.offset)), whole: make([]float64, len(at)),
		base: make([]float64, len(at)), sum: make([]float64, len(at))}
	for i, x := range at {
		n := s.n + float64(x)
		b.whole[i] = logGammaOf(s.cells) - logGammaOf(n+s.cells)
		b.base[i] = logGammaOf(n+1) - logGammaOf(float64(x)+1) - s.prior*math.Log(n)
	}
	for set := 1; set < len(s.offset); set++ {
		b.terms[set] = make([]float64, len(at))
		s.rising(s.offset[set], s.level[set], at, b.terms[set])
	}
	return b
}

// rising fills log Gamma(x + offset) + level over the points. Neighbouring
// totals follow by the recurrence of the gamma function, which is started
// afresh often enough to keep its rounding at the last digits.
func (s scores) rising(offset, level float64, at []int64, out []float64) {
	const fresh = 32
	for i, x := range at {
		if i%fresh == 0 || at[i-1]+1 != x {
			out[i] = logGammaOf(float64(x)+offset) + level
			continue
		}
		out[i] = out[i-1] + math.Log(float64(x)-1+offset)
	}
}

// score fills b.sum with the log posterior of the graph.
func (b *block) score(g Graph) []float64 {
	parts := float64(len(g.Cliques) - len(g.Separators))
	sum := b.sum
	first := b.terms[g.Cliques[0]]
	for i := range sum {
		sum[i] = b.base[i] + parts*b.whole[i] + first[i]
	}
	for _, c := range g.Cliques[1:] {
		for i, v := range b.terms[c][:len(sum)] {
			sum[i] += v
		}
	}
	for _, c := range g.Separators {
		for i, v := range b.terms[c][:len(sum)] {
			sum[i] -= v
		}
	}
	return sum
}

// scoreAt is the log posterior of the graph at one point of the block.
func (b *block) scoreAt(g Graph, i int) float64 {
	v := b.base[i] + float64(len(g.Cliques)-len(g.Separators))*b.whole[i]
	for _, c := range g.Cliques {
		v += b.terms[c][i]
	}
	for _, c := range g.Separators {
		v -= b.terms[c][i]
	}
	return v
}

// negligible is how far below the peak, in logarithms, nothing is counted.
const negligible = 45

// far says that a graph has nothing to add anywhere in the block. No posterior
// is narrower than the square root of the unseen, so that its height at three
// points bounds it in between, with much to spare.
func (b *block) far(g Graph, top float64) bool {
	for _, i := range [3]int{0, len(b.at) / 2, len(b.at) - 1} {
		if b.scoreAt(g, i) > top-negligible-15 {
			return false
		}
	}
	return true
}

// blockSize is fixed, so that sums are made in the same order on any machine.
const blockSize = 256

func blocks(n int) int { return (n + blockSize - 1) / blockSize }

// peak is about the highest log posterior of any graph: the scale of the sums.
func (s scores) peak(ctx context.Context, graphs []Graph, at []int64, e Effort) (float64, error) {
	tops := make([]float64, blocks(len(at)))
	err := e.parallel(ctx, len(tops), func() func(int) {
		return func(k int) {
			b := s.block(at[k*blockSize : min(len(at), (k+1)*blockSize)])
			tops[k] = math.Inf(-1)
			for _, g := range graphs {
				for i := 0; i < len(b.at); i += 8 {
					tops[k] = max(tops[k], b.scoreAt(g, i))
				}
			}
		}
	})
	best := math.Inf(-1)
	for _, v := range tops {
		best = max(best, v)
	}
	return best, err
}

// sum adds the posteriors of the graphs: by total, and by graph with the width
// of each total (1 when nil).
func (s scores) sum(ctx context.Context, graphs []Graph, at []int64, widths []float64, top float64, e Effort) (mass, weights []float64, err error) {
	mass = make([]float64, len(at))
	partial := make([][]float64, blocks(len(at)))
	err = e.parallel(ctx, len(partial), func() func(int) {
		return func(k int) {
			lo, hi := k*blockSize, min(len(at), (k+1)*blockSize)
			b := s.block(at[lo:hi])
			partial[k] = make([]float64, len(graphs))
			for gi, g := range graphs {
				if widths == nil && b.far(g, top) {
					continue
				}
				for i, v := range b.score(g) {
					if v < top-negligible {
						continue
					}
					d := math.Exp(v - top)
					mass[lo+i] += d
					if widths != nil {
						d *= widths[lo+i]
					}
					partial[k][gi] += d
				}
			}
		}
	})
	weights = make([]float64, len(graphs))
	for _, p := range partial {
		for i, w := range p {
			weights[i] += w
		}
	}
	return mass, weights, err
}

func logGammaOf(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
