package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"cairn"
)

// Explain says how two claims, or the main incidents of two reports, compare.
func (s *Set) Explain(a, b string) (cairn.Explanation, error) {
	w := s.whereabouts()
	var at [2]int32
	for i, id := range []string{a, b} {
		units := w.of([]string{id})
		if len(units) == 0 {
			return cairn.Explanation{}, fmt.Errorf("explain %s and %s: %q is no claim, incident or report that was linked", a, b, id)
		}
		at[i] = units[0][0]
	}
	return s.explain(at[0], at[1]), nil
}

func (s *Set) explain(a, b int32) cairn.Explanation {
	x, y := &s.units[a], &s.units[b]
	e := cairn.Explanation{A: x.key, B: y.key, ReportA: s.reports[x.report].ID, ReportB: s.reports[y.report].ID,
		Together: s.group[a] == s.group[b], Evidence: s.waterfall(x, y), Decided: s.decided(a, b)}
	e.Score = e.Evidence[len(e.Evidence)-1].Sum
	e.Mean = s.meanBetween(a, b)
	return e
}

// waterfall lists the fields that say something, the prior first and then the
// strongest evidence.
func (s *Set) waterfall(a, b *unit) []cairn.Evidence {
	read := s.model.read(a, b)
	var out []cairn.Evidence
	for _, l := range s.model.levelsOf(a, b) {
		w := &s.model.weights[l]
		if v := w.of(read); v != 0 || l == prior {
			out = append(out, cairn.Evidence{Field: w.field, Level: w.name, Words: w.words, Weight: v})
		}
	}
	slices.SortStableFunc(out[1:], func(x, y cairn.Evidence) int { return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)) })
	sum := 0.0
	for i := range out {
		sum += out[i].Weight
		out[i].Sum = sum
	}
	return out
}

// decided says what a person decided about two units.
func (s *Set) decided(a, b int32) string {
	has := func(pairs [][2]int32) bool {
		return slices.Contains(pairs, [2]int32{a, b}) || slices.Contains(pairs, [2]int32{b, a})
	}
	switch {
	case has(s.rules.apart):
		return "a person told them apart"
	case has(s.rules.together):
		return "a person put them together"
	}
	return ""
}

// meanBetween is the mean log-odds between the groups of two units; inside one
// group, between the first unit and the rest.
func (s *Set) meanBetween(a, b int32) float64 {
	left, right := s.members(s.group[a]), s.members(s.group[b])
	if s.group[a] == s.group[b] {
		left = []int32{a}
	}
	sum, n := 0.0, 0
	for _, x := range left {
		for _, y := range right {
			if x != y {
				sum += s.model.score(&s.units[x], &s.units[y])
				n++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// members are the units of a group.
func (s *Set) members(group int32) []int32 {
	if s.byGroup == nil {
		s.byGroup = map[int32][]int32{}
		for i, g := range s.group {
			s.byGroup[g] = append(s.byGroup[g], int32(i))
		}
	}
	return s.byGroup[group]
}
