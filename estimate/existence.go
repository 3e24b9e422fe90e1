package estimate

import (
	"math/bits"
	"slices"
)

// Existence is what sparse cells do to a model: whether its parameters can be
// estimated from a table at all.
type Existence int

// The codes are those of the literature's software: bits of two failures.
const (
	Exists          Existence = 0
	NoMaximum       Existence = 1 // no extended maximum-likelihood estimate
	NotIdentifiable Existence = 2 // fewer cells than parameters decide
	NeitherOf       Existence = 3
	TooLarge        Existence = 4 // exact arithmetic would overflow; refused
)

var existenceWords = map[Existence]string{
	Exists:          "exists",
	NoMaximum:       "no maximum-likelihood estimate exists: the likelihood rises without end",
	NotIdentifiable: "not identifiable: different totals fit the table equally well",
	NeitherOf:       "no maximum-likelihood estimate exists, and it is not identifiable",
	TooLarge:        "too large to check exactly whether an estimate exists",
}

func (e Existence) String() string { return existenceWords[e] }

// Check says whether the model has a unique extended maximum-likelihood
// estimate on the table.
func (m Model) Check(t Table) Existence {
	y := t.dense()
	return existence(newDesign(m.terms, y, len(t.Lists)), y)
}

// existence decides exactly, in integers. With the dead cells gone, the estimate
// exists if the observed margins lie inside the cone that the cells span; that
// depends only on which cells are empty. A direction v that is level on every
// occupied cell and nowhere falls on an empty one is a direction in which the
// likelihood rises for ever. Such directions live in the null space of the
// occupied rows, usually of dimension zero, and the rest is a tiny linear
// programme (Stiemke's alternative), solved by the simplex method without
// fractions.
func existence(d design, y []float64) Existence {
	var occupied, empty []Pattern
	for w := range y {
		switch {
		case d.dead[w]:
		case y[w] > 0:
			occupied = append(occupied, Pattern(w))
		default:
			empty = append(empty, Pattern(w))
		}
	}
	if len(empty) == 0 && d.params == len(d.terms) && len(occupied) == len(y)-1 {
		return Exists
	}
	if parityRank(d.terms, occupied) == len(d.terms) {
		return Exists
	}
	null, ok := nullSpace(d.terms, occupied)
	if !ok {
		return TooLarge
	}
	if len(null) == 0 {
		return Exists
	}
	rows := make([][]int64, len(empty))
	for i, w := range empty {
		rows[i] = make([]int64, len(null))
		for k, v := range null {
			for c, t := range d.terms {
				if w&t == t {
					rows[i][k] += v[c]
				}
			}
		}
	}
	code := Exists
	positive, ok := positiveCombination(rows, len(null))
	if !ok {
		return TooLarge
	}
	if !positive {
		code |= NoMaximum
	}
	rank, ok := newBasis(rows, len(null))
	if !ok {
		return TooLarge
	}
	if len(rank.rows) < len(null) {
		code |= NotIdentifiable
	}
	return code
}

// parityRank is the rank of the occupied rows modulo 2, which is never above
// their rank: where it is full, nothing else needs to be asked. Rows are bits,
// so it costs next to nothing. Beyond 64 terms it does not answer.
func parityRank(terms, occupied []Pattern) int {
	if len(terms) > 64 {
		return 0
	}
	var pivot [64]uint64 // by lowest set bit
	rank := 0
	for _, w := range occupied {
		var row uint64
		for c, t := range terms {
			if w&t == t {
				row |= 1 << c
			}
		}
		for row != 0 {
			low := bits.TrailingZeros64(row)
			if pivot[low] == 0 {
				pivot[low] = row
				rank++
				break
			}
			row ^= pivot[low]
		}
	}
	return rank
}

// nullSpace is an integer basis of the vectors over the terms that every
// occupied pattern sends to zero.
func nullSpace(terms, occupied []Pattern) ([][]int64, bool) {
	p := len(terms)
	b := basis{width: p}
	row := make([]int64, p)
	for _, w := range occupied {
		for c, t := range terms {
			row[c] = 0
			if w&t == t {
				row[c] = 1
			}
		}
		if !b.add(row) {
			return nil, false
		}
		if len(b.rows) == p {
			return nil, true
		}
	}
	if !b.reduce() {
		return nil, false
	}
	var out [][]int64
	for c := range p {
		if slices.Contains(b.pivots, c) {
			continue
		}
		v := make([]int64, p)
		scale := int64(1)
		for i, r := range b.rows {
			var ok bool
			if scale, ok = lcm(scale, abs(r[b.pivots[i]])); !ok {
				return nil, false
			}
		}
		v[c] = scale
		for i, r := range b.rows {
			x, ok := multiply(r[c], scale/r[b.pivots[i]])
			if !ok {
				return nil, false
			}
			v[b.pivots[i]] = -x
		}
		out = append(out, shrink(v))
	}
	return out, true
}

// basis holds independent integer rows, each with its pivot column.
type basis struct {
	width  int
	rows   [][]int64
	pivots []int
}

func newBasis(rows [][]int64, width int) (basis, bool) {
	b := basis{width: width}
	for _, r := range rows {
		if !b.add(r) {
			return b, false
		}
	}
	return b, true
}

// add takes in a row unless the basis spans it already; false means overflow.
func (b *basis) add(row []int64) bool {
	r := slices.Clone(row)
	for i, have := range b.rows {
		if !eliminate(r, have, b.pivots[i]) {
			return false
		}
	}
	if c := slices.IndexFunc(r, func(x int64) bool { return x != 0 }); c >= 0 {
		b.rows, b.pivots = append(b.rows, shrink(r)), append(b.pivots, c)
	}
	return true
}

// reduce clears every pivot column outside its own row.
func (b *basis) reduce() bool {
	for i := len(b.rows) - 1; i >= 0; i-- {
		for j := range b.rows {
			if j != i && !eliminate(b.rows[j], b.rows[i], b.pivots[i]) {
				return false
			}
		}
	}
	return true
}

// eliminate makes r zero at column c by subtracting a multiple of pivot.
func eliminate(r, pivot []int64, c int) bool {
	if r[c] == 0 {
		return true
	}
	g := gcd(abs(r[c]), abs(pivot[c]))
	f, h := pivot[c]/g, r[c]/g
	for k := range r {
		a, ok1 := multiply(r[k], f)
		d, ok2 := multiply(pivot[k], h)
		if !ok1 || !ok2 {
			return false
		}
		r[k] = a - d
	}
	shrink(r)
	return true
}
