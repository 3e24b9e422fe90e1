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
	was := membersOf(s.o.Previous)
	names := [2][]string{was[a], was[b]}
	for i, id := range []string{a, b} {
		if names[i] == nil {
			names[i] = []string{id}
		}
	}
	w := s.whereabouts(func(yield func(string)) { yield(names[0][0]); yield(names[1][0]) })
	at, err := pairNamed([2]string{a, b}, names, w.of)
	if err != nil {
		return cairn.Explanation{}, err
	}
	return s.explain(at[0], at[1], s.told(at[0], at[1])), nil
}

// pairNamed finds the two units that a person asks about.
func pairNamed(asked [2]string, names [2][]string, of func(string) []int32) (at [2]int32, err error) {
	for i, id := range asked {
		units := of(names[i][0])
		if len(units) == 0 {
			return at, fmt.Errorf("explain %s and %s: %q is no claim, incident or report that was linked", asked[0], asked[1], id)
		}
		at[i] = units[0]
	}
	if at[0] == at[1] {
		return at, fmt.Errorf("explain %s and %s: both are what one report says of one incident", asked[0], asked[1])
	}
	return at, nil
}

func (s *Set) explain(a, b int32, decided string) cairn.Explanation {
	x, y := &s.units[a], &s.units[b]
	e := cairn.Explanation{A: s.nameOf(x), B: s.nameOf(y), ReportA: s.reports[x.report].ID, ReportB: s.reports[y.report].ID,
		Together: s.group[a] == s.group[b], Evidence: s.waterfall(x, y), Decided: decided}
	e.Score = e.Evidence[len(e.Evidence)-1].Sum
	e.Mean = s.meanBetween(a, b)
	return e
}

// nameOf is what a person calls a unit by: its least claim, or its report.
func (s *Set) nameOf(u *unit) string {
	if len(u.claims) == 0 {
		return s.reports[u.report].ID
	}
	return u.key
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

const (
	putTogether = "a person put them together"
	toldApart   = "a person told them apart"
	couldNot    = "a person could not tell"
)

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
	if s.outcome.kept() { // a group without an incident is one unit
		if b := s.outcome.home[group]; b != nil {
			return b.units
		}
		return []int32{group}
	}
	if s.byGroup == nil {
		s.byGroup = map[int32][]int32{}
		for i, g := range s.group {
			s.byGroup[g] = append(s.byGroup[g], int32(i))
		}
	}
	return s.byGroup[group]
}
