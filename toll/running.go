package toll

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// running turns the cells of a time dimension into running totals: each holds
// what happened until the end of its period. What has no date is in none.
func (t *tally) running(cells []Cell) []Cell {
	dim := slices.IndexFunc(t.q.Group, func(d Dimension) bool { return d == ByYear || d == ByMonth || d == ByDay })
	if dim < 0 {
		return cells
	}
	type line struct {
		measure uint8
		other   string
	}
	byLine := map[line][]cellKey{}
	for key := range t.sums {
		keys := t.keys(key)
		if keys[dim] == Unsaid {
			continue
		}
		l := line{measure: key.measure}
		if len(keys) > 1 {
			l.other = keys[1-dim]
		}
		byLine[l] = append(byLine[l], key)
	}
	var out []Cell
	for l, keys := range byLine {
		slices.SortFunc(keys, func(a, b cellKey) int { return compareEnds(t.keys(a)[dim], t.keys(b)[dim]) })
		so := &sum{}
		for _, key := range keys {
			so.merge(t.sums[key])
			out = append(out, so.cell(t.x, t.keys(key), l.measure, nil))
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
