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
