package toll

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// timeDimension is which of the groups is a time; -1 where none is.
func (t *tally) timeDimension() int {
	return slices.IndexFunc(t.q.Group, func(d Dimension) bool { return d == ByYear || d == ByMonth || d == ByDay })
}

// running makes running totals of the cells of a time dimension: each holds what
// happened until the end of its period. What has no date is in none.
func (t *tally) running() []Cell {
	dim := t.timeDimension()
	type line struct {
		measure uint8
		other   string
	}
	byLine := map[line][]int{}
	for i := range t.sums.cells() {
		key := t.sums.key(i)
		keys := t.keys(key)
		if keys[dim] == Unsaid {
			continue
		}
		l := line{measure: key.measure}
		if len(keys) > 1 {
			l.other = keys[1-dim]
		}
		byLine[l] = append(byLine[l], i)
	}
	var out []Cell
	for l, cells := range byLine {
		words := func(i int) []string { return t.keys(t.sums.key(i)) }
		slices.SortFunc(cells, func(a, b int) int { return compareEnds(words(a)[dim], words(b)[dim]) })
		var so sum
		for _, i := range cells {
			t.sums.addTo(i, &so)
			w := newWriter(t.x, 1, len(so.incidents)+len(so.unknown)+len(so.noBest))
			out = append(out, w.cell(&so, words(i), l.measure, nil))
		}
	}
	slices.SortFunc(out, func(a, b Cell) int {
		other := 0
		if len(a.Keys) > 1 {
			other = cmp.Compare(a.Keys[1-dim], b.Keys[1-dim])
		}
		return cmp.Or(cmp.Compare(measureCode[a.Measure], measureCode[b.Measure]), other, compareEnds(a.Keys[dim], b.Keys[dim]))
	})
	return out
}

// compareEnds orders periods by when they end.
func compareEnds(a, b string) int {
	end := func(s string) string {
		if _, e, ok := strings.Cut(s, "/"); ok {
			return e
		}
		return s
	}
	return cmp.Or(cmp.Compare(end(a), end(b)), cmp.Compare(a, b))
}

// withoutDate are the incidents that a running total leaves out.
func (t *tally) withoutDate() []int32 {
	if !t.q.Running {
		return nil
	}
	var out []int32
	for i := range t.x.incidents {
		if in, _ := t.sel.takes(int32(i), &t.x.incidents[i]); in && t.x.incidents[i].period == (cairn.Period{}) {
			out = append(out, int32(i))
		}
	}
	return out
}
