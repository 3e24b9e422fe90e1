package events

import (
	"cmp"
	"slices"
)

// Source is one data set.
type Source struct {
	Name string
	Rows []Row
}

// Group is one event with its row in each data set, -1 where it has none.
type Group []int

// Parity integrates data sets one after another by MELTT's rule. The groups
// come in the order of the first data set that has them.
func Parity(sources []Source, taxonomies []Taxonomy, w Window) []Group {
	words := newWords(len(taxonomies))
	tables := make([]*table, len(sources))
	for i, s := range sources {
		tables[i] = layOut(s.Name, s.Rows, taxonomies, words)
	}
	var groups []Group
	var pool Source
	for i, s := range sources {
		merged := &table{rows: pool.Rows, levels: make([][][]int32, len(taxonomies))}
		for _, g := range groups {
			merged.take(tables, g)
		}
		partner := make([]int, len(s.Rows))
		for j := range partner {
			partner[j] = -1
		}
		for _, m := range parityPairs(merged, tables[i], w) {
			partner[m.B] = m.A
		}
		for g := range groups {
			groups[g] = append(groups[g], -1)
		}
		for j, g := range partner {
			if g >= 0 {
				groups[g][i] = j
				continue
			}
			one := make(Group, i+1)
			for k := range one {
				one[k] = -1
			}
			one[i] = j
			groups = append(groups, one)
			pool.Rows = append(pool.Rows, s.Rows[j])
		}
	}
	return groups
}

// take lays out the row that stands for a group: that of its first data set.
func (t *table) take(tables []*table, g Group) {
	for i, j := range g {
		if j < 0 {
			continue
		}
		t.x, t.y = append(t.x, tables[i].x[j]), append(t.y, tables[i].y[j])
		for k := range t.levels {
			t.levels[k] = append(t.levels[k], tables[i].levels[k][j])
		}
		return
	}
}

// parityPairs are the pairs that MELTT's rule accepts: the best first, each row
// once.
func parityPairs(a, b *table, w Window) []Match {
	g := newGrid(b, w)
	var found []Match
	for i := range a.rows {
		r := &a.rows[i]
		g.near(r, func(j int32) {
			o := &b.rows[j]
			if abs(r.From-o.From) > w.Days || r.lasts() != o.lasts() || r.lasts() && abs(r.To-o.To) > w.Days || km(a, i, b, int(j)) > w.Km {
				return
			}
			if score, ok := agreement(a, i, b, int(j)); ok {
				found = append(found, Match{i, int(j), score})
			}
		})
	}
	slices.SortFunc(found, func(x, y Match) int {
		return cmp.Or(cmp.Compare(x.Score, y.Score), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return oneToOne(found, len(a.rows), len(b.rows))
}

func (r *Row) lasts() bool { return r.To > r.From }

func abs(n int32) int32 { return max(n, -n) }

// agreement is the sum over taxonomies of how coarse the finest common level
// is, 0 the finest; not ok where one agrees at no level.
func agreement(a *table, i int, b *table, j int) (float64, bool) {
	sum := 0.0
	for k := range a.levels {
		x, y := a.levels[k][i], b.levels[k][j]
		l := level(x, y)
		if l < 0 {
			return 0, false
		}
		if n := min(len(x), len(y)); n > 1 {
			sum += float64(l)
		}
	}
	return sum, true
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
