// Package score measures one clustering against another: pairwise precision
// and recall, B-cubed, CEAF-e with the optimal assignment, and the adjusted
// Rand index. It is the judge of the linker and knows nothing of it.
package score

import (
	"math"
	"slices"
)

// PRF is precision, recall and their harmonic mean.
type PRF struct{ P, R, F1 float64 }

func prf(p, r float64) PRF {
	if p+r == 0 {
		return PRF{p, r, 0}
	}
	return PRF{p, r, 2 * p * r / (p + r)}
}

// Scores are the measures of a clustering.
type Scores struct {
	Items, Gold, Predicted int
	Pair, B3, CEAFe        PRF
	ARI                    float64
}

// cell is how many items a gold and a predicted cluster share.
type cell struct{ gold, pred, n int }

// Clusters compares the cluster of each item, gold and predicted.
func Clusters[L comparable](gold, pred []L) Scores {
	g, goldSizes := number(gold)
	p, predSizes := number(pred)
	cells := crossing(g, p)
	n := float64(len(gold))
	s := Scores{Items: len(gold), Gold: len(goldSizes), Predicted: len(predSizes)}

	both, pp, gg := 0.0, pairs(predSizes), pairs(goldSizes)
	var bp, br float64
	for _, c := range cells {
		v := float64(c.n)
		both += v * (v - 1) / 2
		bp += v * v / float64(predSizes[c.pred])
		br += v * v / float64(goldSizes[c.gold])
	}
	s.Pair = prf(ratio(both, pp, 1), ratio(both, gg, 1))
	s.B3 = prf(ratio(bp, n, 0), ratio(br, n, 0))
	best := assignment(cells, goldSizes, predSizes)
	s.CEAFe = prf(ratio(best, float64(len(predSizes)), 0), ratio(best, float64(len(goldSizes)), 0))
	s.ARI = 1
	expected := 0.0
	if n > 1 {
		expected = pp * gg / (n * (n - 1) / 2)
	}
	if most := (pp + gg) / 2; most != expected {
		s.ARI = (both - expected) / (most - expected)
	}
	return s
}

func ratio(a, b, empty float64) float64 {
	if b == 0 {
		return empty
	}
	return a / b
}

func pairs(sizes []int) float64 {
	sum := 0.0
	for _, n := range sizes {
		sum += float64(n) * float64(n-1) / 2
	}
	return sum
}

// number gives every label a number in order of appearance and counts it.
func number[L comparable](labels []L) (of []int, sizes []int) {
	seen := map[L]int{}
	of = make([]int, len(labels))
	for i, l := range labels {
		k, ok := seen[l]
		if !ok {
			k = len(sizes)
			seen[l] = k
			sizes = append(sizes, 0)
		}
		of[i] = k
		sizes[k]++
	}
	return of, sizes
}

func crossing(g, p []int) []cell {
	n := map[[2]int]int{}
	for i := range g {
		n[[2]int{g[i], p[i]}]++
	}
	out := make([]cell, 0, len(n))
	for k, v := range n {
		out = append(out, cell{k[0], k[1], v})
	}
	slices.SortFunc(out, func(a, b cell) int {
		if a.gold != b.gold {
			return a.gold - b.gold
		}
		return a.pred - b.pred
	})
	return out
}

// assignment is the greatest total of phi4 over one-to-one pairs of clusters,
// found component by component: clusters that share nothing cannot be paired.
func assignment(cells []cell, goldSizes, predSizes []int) float64 {
	parent := make([]int, len(goldSizes)+len(predSizes))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, c := range cells {
		parent[find(c.gold)] = find(len(goldSizes) + c.pred)
	}
	byRoot := map[int][]cell{}
	var roots []int
	for _, c := range cells {
		r := find(c.gold)
		if byRoot[r] == nil {
			roots = append(roots, r)
		}
		byRoot[r] = append(byRoot[r], c)
	}
	total := 0.0
	for _, r := range roots {
		total += bestOf(byRoot[r], goldSizes, predSizes)
	}
	return total
}

func bestOf(cells []cell, goldSizes, predSizes []int) float64 {
	phi := func(c cell) float64 { return 2 * float64(c.n) / float64(goldSizes[c.gold]+predSizes[c.pred]) }
	if len(cells) == 1 {
		return phi(cells[0])
	}
	rows, cols := map[int]int{}, map[int]int{}
	for _, c := range cells {
		if _, ok := rows[c.gold]; !ok {
			rows[c.gold] = len(rows)
		}
		if _, ok := cols[c.pred]; !ok {
			cols[c.pred] = len(cols)
		}
	}
	w := make([][]float64, len(rows))
	for i := range w {
		w[i] = make([]float64, len(cols))
	}
	for _, c := range cells {
		w[rows[c.gold]][cols[c.pred]] = phi(c)
	}
	return hungarian(w)
}

// hungarian is the greatest total weight of a one-to-one assignment.
func hungarian(w [][]float64) float64 {
	n, m := len(w), len(w[0])
	if n > m {
		t := make([][]float64, m)
		for j := range t {
			t[j] = make([]float64, n)
			for i := range w {
				t[j][i] = w[i][j]
			}
		}
		w, n, m = t, m, n
	}
	u, v := make([]float64, n+1), make([]float64, m+1)
	row, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		augment(w, u, v, row, way)
	}
	total := 0.0
	for j := 1; j <= m; j++ {
		if row[j] > 0 {
			total += w[row[j]-1][j-1]
		}
	}
	return total
}

// augment assigns one more row by the cheapest augmenting path.
func augment(w [][]float64, u, v []float64, row, way []int) {
	m := len(v) - 1
	least := make([]float64, m+1)
	used := make([]bool, m+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	at := 0
	for row[at] != 0 {
		used[at] = true
		next, delta := 0, math.Inf(1)
		for j := 1; j <= m; j++ {
			if used[j] {
				continue
			}
			if c := -w[row[at]-1][j-1] - u[row[at]] - v[j]; c < least[j] {
				least[j], way[j] = c, at
			}
			if least[j] < delta {
				next, delta = j, least[j]
			}
		}
		for j := 0; j <= m; j++ {
			if used[j] {
				u[row[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		at = next
	}
	for at != 0 {
		row[at] = row[way[at]]
		at = way[at]
	}
}
