package events

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
)

// The fields that Weighed compares beside the taxonomies.
const (
	fieldDays = iota
	fieldKm
	fieldDeaths
	fixedFields
)

// levelsPerField bounds the levels of any field.
const levelsPerField = 8

// candidate is a pair within the window and its level in each field.
type candidate struct {
	a, b   int32
	levels [fixedFields + 5]uint8
	rare   float32 // what the shared categories add for being rare
}

// Weights are what each level of each field is worth, in log-odds, and the
// odds before any evidence.
type Weights struct {
	Prior  float64
	Fields [fixedFields + 5][levelsPerField]float64
}

// Weighed matches two data sets one to one by weighed evidence. The weights are
// learned from the tables themselves: among the pairs within the window, those
// that tell of one event and those that do not differ in how they agree. At
// most five taxonomies are read.
func Weighed(a, b Source, taxonomies []Taxonomy, w Window) ([]Match, Weights) {
	taxonomies = taxonomies[:min(len(taxonomies), 5)]
	words := newWords(len(taxonomies))
	ta, tb := layOut(a.Name, a.Rows, taxonomies, words), layOut(b.Name, b.Rows, taxonomies, words)
	pairs := candidates(ta, tb, w)
	weights := learn(sample(pairs), len(taxonomies), min(len(a.Rows), len(b.Rows)), len(pairs))
	found := make([]Match, 0, len(pairs)/2)
	for i := range pairs {
		p := &pairs[i]
		if s := weights.score(p, len(taxonomies)); s > 0 {
			found = append(found, Match{int(p.a), int(p.b), s})
		}
	}
	slices.SortFunc(found, func(x, y Match) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return oneToOne(found, len(a.Rows), len(b.Rows)), weights
}

func (w *Weights) score(p *candidate, taxonomies int) float64 {
	s := w.Prior + float64(p.rare)
	for f := range fixedFields + taxonomies {
		s += w.Fields[f][p.levels[f]]
	}
	return s
}

// slack widens the window: two coders of one event may each be a day off.
const slack = 2

// candidates are the pairs within the window, in the order of the first table,
// found on every core.
func candidates(a, b *table, w Window) []candidate {
	wide := Window{Days: w.Days * slack, Km: w.Km * slack}
	f := finder{a: a, b: b, grid: newGrid(b, wide), share: shares(a, b), wide: wide, km: w.Km}
	parts := make([][]candidate, runtime.GOMAXPROCS(0))
	each := len(a.rows)/len(parts) + 1
	var wg sync.WaitGroup
	for k := range parts {
		wg.Go(func() { parts[k] = f.find(min(k*each, len(a.rows)), min((k+1)*each, len(a.rows))) })
	}
	wg.Wait()
	return slices.Concat(parts...)
}

type finder struct {
	a, b  *table
	grid  *grid
	share []share
	wide  Window
	km    float64
}

// find compares the rows [from, to) of the first table with their neighbours.
func (f *finder) find(from, to int) []candidate {
	var out []candidate
	for i := from; i < to; i++ {
		r := &f.a.rows[i]
		f.grid.near(r, func(j int32) {
			o := &f.b.rows[j]
			gap := max(r.From-o.To, o.From-r.To, 0)
			if !r.lasts() && !o.lasts() {
				gap = abs(r.From - o.From)
			}
			if gap > f.wide.Days {
				return
			}
			if d := km(f.a, i, f.b, int(j)); d <= f.wide.Km {
				out = append(out, f.compare(i, j, gap, d))
			}
		})
	}
	return out
}

func (f *finder) compare(i int, j, gap int32, d float64) candidate {
	c := candidate{a: int32(i), b: j}
	c.levels[fieldDays] = uint8(min(gap, levelsPerField-1))
	c.levels[fieldKm] = kmLevel(d, f.km)
	c.levels[fieldDeaths] = deathsLevel(f.a.rows[i].Deaths, f.b.rows[j].Deaths)
	for k := range f.a.levels {
		x, y := f.a.levels[k][i], f.b.levels[k][j]
		l := level(x, y)
		if l < 0 {
			c.levels[fixedFields+k] = levelsPerField - 1
			continue
		}
		c.levels[fixedFields+k] = uint8(min(l, levelsPerField-2))
		c.rare += f.share[k].rarity(x[l])
	}
	return c
}

// kmLevel cuts a distance by shares of the window.
func kmLevel(d, window float64) uint8 {
	for i, part := range []float64{0.02, 0.1, 0.3, 0.6, 1, 1.4} {
		if d <= part*window {
			return uint8(i)
		}
	}
	return 6
}

func deathsLevel(a, b int64) uint8 {
	if a == NoDeaths || b == NoDeaths {
		return 7
	}
	d := max(a-b, b-a)
	switch big := max(a, b); {
	case d == 0 && big >= 5:
		return 0
	case d == 0 && big > 0:
		return 1
	case d == 0:
		return 2
	case d == 1:
		return 3
	case d == 2:
		return 4
	case d*4 <= big:
		return 5
	}
	return 6
}

// share is how often each word of a taxonomy stands in both tables together.
type share struct {
	n     []int
	total int
	mean  float64
	rare  []float32 // of each word
}

func shares(a, b *table) []share {
	out := make([]share, len(a.levels))
	for k := range out {
		for _, t := range []*table{a, b} {
			for _, numbers := range t.levels[k] {
				for _, n := range numbers {
					for int(n) >= len(out[k].n) {
						out[k].n = append(out[k].n, 0)
					}
					out[k].n[n]++
				}
				out[k].total++
			}
		}
		out[k].settle()
	}
	return out
}

// settle finds the mean surprise of a word, weighed by how often it stands.
func (s *share) settle() {
	sum, all := 0.0, 0.0
	for _, n := range s.n {
		if n > 0 {
			sum -= float64(n) * math.Log(float64(n)/float64(s.total))
			all += float64(n)
		}
	}
	if all > 0 {
		s.mean = sum / all
	}
	s.rare = make([]float32, len(s.n))
	for i, n := range s.n {
		if n > 0 {
			s.rare[i] = float32(0.5 * (-math.Log(float64(n)/float64(s.total)) - s.mean))
		}
	}
}

// rarity is how much more a shared word says for being rarer than the usual
// one: its own frequency instead of the field's (Winkler's adjustment), halved
// because the categories of one event are not independent.
func (s *share) rarity(word int32) float32 { return s.rare[word] }

// sampled is how many pairs are enough to learn from.
const sampled = 300_000

// sample takes every k-th pair.
func sample(pairs []candidate) []candidate {
	step := len(pairs)/sampled + 1
	if step == 1 {
		return pairs
	}
	out := make([]candidate, 0, len(pairs)/step+1)
	for i := 0; i < len(pairs); i += step {
		out = append(out, pairs[i])
	}
	return out
}

// learn estimates m and u of every level by expectation maximisation over the
// pairs within the window.
func learn(pairs []candidate, taxonomies, most, all int) Weights {
	fields := fixedFields + taxonomies
	var w Weights
	if len(pairs) == 0 {
		return w
	}
	share := math.Min(0.5, 0.4*float64(most)/float64(all))
	w.start(fields, share)
	for range 25 {
		var m, u [fixedFields + 5][levelsPerField]float64
		matched := 0.0
		for i := range pairs {
			p := &pairs[i]
			q := 1 / (1 + math.Exp(-w.score(p, taxonomies)))
			matched += q
			for f := range fields {
				m[f][p.levels[f]] += q
				u[f][p.levels[f]] += 1 - q
			}
		}
		rest := float64(len(pairs)) - matched
		share = math.Min(0.9, math.Max(1e-6, matched/float64(len(pairs))))
		w.Prior = math.Log(share / (1 - share))
		for f := range fields {
			for l := range levelsPerField {
				w.Fields[f][l] = math.Log((m[f][l] + 0.5) / (matched + 4) / ((u[f][l] + 0.5) / (rest + 4)))
			}
		}
	}
	return w
}

// start is where learning begins: agreement speaks for a match.
func (w *Weights) start(fields int, share float64) {
	w.Prior = math.Log(share / (1 - share))
	w.Fields[fieldDays] = [levelsPerField]float64{1.5, 0.5, -1, -3, -3, -3, -3, -3}
	w.Fields[fieldKm] = [levelsPerField]float64{2, 1, 0.5, 0, -0.5, -1.5, -3, -3}
	w.Fields[fieldDeaths] = [levelsPerField]float64{3, 1.5, 1, 0.5, 0, 0, -2, 0}
	for f := fixedFields; f < fields; f++ {
		w.Fields[f] = [levelsPerField]float64{1.5, 0.5, 0, 0, 0, 0, 0, -2.5}
	}
}

// oneToOne takes the pairs in their order, each row once.
func oneToOne(found []Match, na, nb int) []Match {
	usedA, usedB := make([]bool, na), make([]bool, nb)
	out := found[:0]
	for _, m := range found {
		if !usedA[m.A] && !usedB[m.B] {
			usedA[m.A], usedB[m.B] = true, true
			out = append(out, m)
		}
	}
	return out
}
