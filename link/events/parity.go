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

// parityPairs are the pairs that MELTT's rule accepts. Each row of the first
// table, in the order of the days, takes the first row of the second that agrees
// and is free, as MELTT looks for them: those before it, the nearest first, then
// those after it. How finely the taxonomies agree is not compared: MELTT computes
// it, and takes the first all the same.
func parityPairs(a, b *table, w Window) []Match {
	g := newGrid(b, w)
	place := datePlaces(b)
	used := make([]bool, len(b.rows))
	var found, near []Match
	for _, i := range byDate(a) {
		r := &a.rows[i]
		near = near[:0]
		g.near(r, func(j int32) {
			o := &b.rows[j]
			if used[j] || abs(r.From-o.From) > w.Days || r.lasts() != o.lasts() || abs(r.To-o.To) > w.Days || km(a, int(i), b, int(j)) > w.Km {
				return
			}
			if score, ok := agreement(a, int(i), b, int(j)); ok {
				near = append(near, Match{int(i), int(j), score})
			}
		})
		if len(near) == 0 {
			continue
		}
		first := slices.MinFunc(near, func(x, y Match) int { return cmp.Compare(turn(r, b, place, x.B), turn(r, b, place, y.B)) })
		used[first.B] = true
		found = append(found, first)
	}
	return found
}

// byDate are the rows of a table in the order of their days.
func byDate(t *table) []int32 {
	out := make([]int32, len(t.rows))
	for i := range out {
		out[i] = int32(i)
	}
	slices.SortStableFunc(out, func(i, j int32) int { return cmp.Compare(t.rows[i].From, t.rows[j].From) })
	return out
}

// datePlaces is the place of each row in the order of their days.
func datePlaces(t *table) []int32 {
	out := make([]int32, len(t.rows))
	for n, i := range byDate(t) {
		out[i] = int32(n)
	}
	return out
}

// turn is when a row comes to look at another: rows of earlier days backwards,
// then those of its own day and later ones.
func turn(r *Row, b *table, place []int32, j int) int64 {
	if b.rows[j].From < r.From {
		return -int64(place[j])
	}
	return int64(len(place)) + int64(place[j])
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
