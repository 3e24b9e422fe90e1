package toll

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// Dimension is what a toll can be grouped by.
type Dimension string

// The dimensions. Joint actors and joint places are one group, because a claim
// about both is never divided. A period that spans two months is a group of
// its own, for the same reason.
const (
	ByActor          Dimension = "actor"
	ByCountry        Dimension = "country"
	ByAdmin1         Dimension = "admin1"
	ByAdmin2         Dimension = "admin2"
	ByPlace          Dimension = "place"
	ByYear           Dimension = "year"
	ByMonth          Dimension = "month"
	ByDay            Dimension = "day"
	ByAct            Dimension = "act"
	ByMeans          Dimension = "means"
	ByOccurrence     Dimension = "occurrence"
	ByResponsibility Dimension = "responsibility"
	ByIncident       Dimension = "incident"
	ByStatus         Dimension = "status"
	ByVictimGroup    Dimension = "victim_group"
	ByCondition      Dimension = "condition"
	ByAffiliation    Dimension = "affiliation"
)

// Dimensions lists what a toll can be grouped by.
func Dimensions() []Dimension {
	return []Dimension{ByActor, ByCountry, ByAdmin1, ByAdmin2, ByPlace, ByYear, ByMonth, ByDay, ByAct, ByMeans,
		ByOccurrence, ByResponsibility, ByIncident, ByStatus, ByVictimGroup, ByCondition, ByAffiliation}
}

// Unsaid is the group of what nobody said.
const Unsaid = "not said"

// ofVictims says whether a dimension tells the people of one incident apart.
func (d Dimension) ofVictims() bool {
	return d == ByStatus || d == ByVictimGroup || d == ByCondition || d == ByAffiliation
}

func (d Dimension) of(v victimKey) string {
	return map[Dimension]string{ByStatus: v.status, ByVictimGroup: v.group, ByCondition: v.condition, ByAffiliation: v.affiliation}[d]
}

func checkGroups(dims []Dimension) error {
	victims := 0
	for i, d := range dims {
		if !slices.Contains(Dimensions(), d) {
			return fmt.Errorf("there is no dimension %q: group by one of %v", d, Dimensions())
		}
		if slices.Contains(dims[:i], d) {
			return fmt.Errorf("%q is asked for twice: name each dimension once", d)
		}
		if d.ofVictims() {
			victims++
		}
	}
	if len(dims) > 2 {
		return fmt.Errorf("a toll is grouped by at most two dimensions, not %d", len(dims))
	}
	if victims > 1 {
		return fmt.Errorf("one dimension of victims at a time: group by status, victim_group, condition or affiliation, and select by the others")
	}
	return nil
}

// grouper names the group of an incident; each distinct place and actor is
// named once.
type grouper struct {
	name  func(t *tally, at int32, inc *incident) int32
	words *interner // all of them, before anything is counted: name adds none
	order []int32   // the numbers of words in the order of the words; nil for victims
}

// grouper is the one of a dimension. Those that do not tell victims apart are
// the same for every query, and are made once.
func (t *tally) grouper(d Dimension) grouper {
	if d.ofVictims() {
		return t.makeGrouper(d) // gathers words while it counts
	}
	if g, ok := t.x.groupers.Load(d); ok {
		return g.(grouper)
	}
	g := t.makeGrouper(d)
	g.order = alphabet(g.words.words)
	t.x.groupers.Store(d, g)
	return g
}

// alphabet is the numbers of words in the order of the words.
func alphabet(words []string) []int32 {
	order := make([]int32, len(words))
	for i := range order {
		order[i] = int32(i)
	}
	if !slices.IsSorted(words) {
		slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(words[a], words[b]) })
	}
	return order
}

func (t *tally) makeGrouper(d Dimension) grouper {
	in := newInterner()
	unsaid := func(s string) int32 {
		if s == "" {
			s = Unsaid
		}
		return in.id(s)
	}
	byPlace := func(labels []string) grouper {
		ids := make([]int32, len(labels))
		for i, label := range labels {
			ids[i] = unsaid(label)
		}
		return grouper{name: func(_ *tally, _ int32, inc *incident) int32 { return ids[inc.place] }, words: in}
	}
	byDivision := func(of func(cairn.Locus) string) grouper {
		labels := make([]string, len(t.x.places))
		for i, l := range t.x.places {
			labels[i] = division(l, of)
		}
		return byPlace(labels)
	}
	byTime := func(n int) grouper {
		ids := make([]int32, len(t.x.periods))
		for i, p := range t.x.periods {
			ids[i] = unsaid(span2(p, n))
		}
		return grouper{name: func(_ *tally, _ int32, inc *incident) int32 { return ids[inc.when] }, words: in}
	}
	switch d {
	case ByActor:
		ids := make([]int32, len(t.x.actors))
		for i, p := range t.x.actors {
			ids[i] = unsaid(partyLabel(p))
		}
		return grouper{name: func(_ *tally, _ int32, inc *incident) int32 { return ids[inc.actor] }, words: in}
	case ByCountry:
		return byDivision(func(l cairn.Locus) string { return l.Country })
	case ByAdmin1:
		return byDivision(admin1Of)
	case ByAdmin2:
		return byDivision(admin2Of)
	case ByPlace:
		return byPlace(placeLabels(t.x.places))
	case ByYear:
		return byTime(len("2006"))
	case ByMonth:
		return byTime(len("2006-01"))
	case ByDay:
		return byTime(len("2006-01-02"))
	case ByAct:
		return t.byWord(in, func(inc *incident) int32 { return inc.act })
	case ByMeans:
		return t.byWord(in, func(inc *incident) int32 { return inc.means })
	case ByOccurrence, ByResponsibility:
		return byGrade(d, in)
	case ByIncident:
		return grouper{name: func(_ *tally, at int32, _ *incident) int32 { return at }, words: &interner{words: t.x.names}}
	}
	return grouper{words: in} // of victims: see countFacets
}

// byWord groups by one of a short list of words.
func (t *tally) byWord(in *interner, of func(*incident) int32) grouper {
	ids := map[int32]int32{}
	for i := range t.x.incidents {
		word := of(&t.x.incidents[i])
		if _, known := ids[word]; !known {
			ids[word] = in.id(cmp.Or(t.x.strings.words[word], Unsaid))
		}
	}
	return grouper{name: func(_ *tally, _ int32, inc *incident) int32 { return ids[of(inc)] }, words: in}
}

func byGrade(d Dimension, in *interner) grouper {
	ids := map[Grade]int32{}
	for _, grade := range []Grade{Confirmed, Fair, Weak, Discounted, Contested, NoGrade} {
		ids[grade] = in.id(string(grade))
	}
	return grouper{words: in, name: func(t *tally, at int32, _ *incident) int32 {
		if d == ByOccurrence {
			return ids[t.grades(at).Occurrence]
		}
		return ids[t.grades(at).Responsibility]
	}}
}

// span2 writes a period to the precision of n characters; one that spans two
// is a group of its own.
func span2(p cairn.Period, n int) string {
	if len(p.Start) < n || len(p.End) < n {
		return ""
	}
	if p.Start[:n] == p.End[:n] {
		return string(p.Start[:n])
	}
	return string(p.Start[:n] + "/" + p.End[:n])
}

// division names a division of a place; joint places in two of them are in
// both together, and in neither alone.
func division(l *cairn.Locus, of func(cairn.Locus) string) string {
	if l == nil {
		return ""
	}
	var names []string
	if s := of(*l); s != "" {
		names = append(names, s)
	}
	for _, list := range [][]cairn.Locus{l.With, l.Or} {
		for i := range list {
			if s := division(&list[i], of); s != "" {
				names = append(names, s)
			}
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " + ")
}

func admin1Of(l cairn.Locus) string {
	if l.Kind == "admin1" && l.Admin1 == "" {
		return l.Name
	}
	return l.Admin1
}

func admin2Of(l cairn.Locus) string {
	if l.Kind == "admin2" && l.Admin2 == "" {
		return l.Name
	}
	return l.Admin2
}
