package code

import (
	"slices"

	"cairn"
)

// relate says which findings of one report speak of the same people, so that
// nobody is counted twice: restatements, parts of totals, people told apart,
// and the wounded who later died.
func relate(d *doc) {
	d.unmask()
	for i := range d.groups {
		d.groups[i] = d.dropImplied(d.groups[i])
		g := d.groups[i]
		killed := account(g, cairn.Killed)
		injured := account(g, cairn.Injured)
		died(killed, injured)
		for _, m := range []cairn.Measure{cairn.Captured, cairn.Detained, cairn.Abducted, cairn.Missing, cairn.Displaced} {
			account(g, m)
		}
	}
	capturedThenKilled(d.findings)
	fates(d.findings)
}

// unmask marks the victims whose names are those of attackers: a killer who
// died is not one of the killed.
func (d *doc) unmask() {
	for _, f := range d.findings {
		if f.culprit.surname == 0 {
			continue
		}
		for _, g := range d.findings {
			if g.entity.surname != 0 && g.entity.same(f.culprit) && g.claim.Measure == cairn.Killed {
				g.entity.role = "suspect"
			}
		}
	}
}

// dropImplied drops what a word alone implied where somebody is counted.
func (d *doc) dropImplied(g []*finding) []*finding {
	told := map[cairn.Measure]bool{}
	for _, f := range g {
		if !f.implied && f.atLeast() > 0 {
			told[f.claim.Measure] = true
		}
	}
	superfluous := func(f *finding) bool {
		if f.implied && !told[f.claim.Measure] {
			told[f.claim.Measure] = true
			return false
		}
		return f.implied
	}
	drop := map[*finding]bool{}
	kept := g[:0:0]
	for _, f := range g {
		if superfluous(f) {
			d.yields(f)
			drop[f] = true
			continue
		}
		kept = append(kept, f)
	}
	d.findings = slices.DeleteFunc(d.findings, func(f *finding) bool { return drop[f] })
	return kept
}

// ledger is what one incident's findings say in one measure: totals of more
// than one person, and single persons, several findings to a person.
type ledger struct {
	totals  []*finding
	persons [][]*finding
	inTotal bool // the persons are parts of the first total that holds them
}

// account gathers the findings of a measure and relates them to one another.
func account(g []*finding, m cairn.Measure) *ledger {
	l := &ledger{}
	var ones []*finding
	for _, f := range g {
		if f.claim.Measure != m || f.claim.Count == nil || f.part() {
			continue
		}
		switch low := f.claim.Count.Low; {
		case f.entity.one:
			ones = append(ones, f)
		case low != nil && (*low > 1 || f.claim.Count.Qualifier == cairn.AtLeast) || f.claim.Count.Value != nil || m == cairn.Injured && f.claim.Count.Qualifier == cairn.Plural && (f.shot || f.weak):
			l.totals = append(l.totals, f)
		}
	}
	l.persons = distinct(ones)
	for _, person := range l.persons {
		for _, f := range person[1:] {
			f.relate(person[0], cairn.Restates)
			f.relate(person[0], cairn.OfWhich)
		}
	}
	l.partTotals()
	if !l.byStatus() {
		l.parts()
	}
	return l
}

// byStatus tells statements about different kinds of people apart: "two
// soldiers were killed ... seven militants were also killed". It is false where
// the report does not make that distinction.
func (l *ledger) byStatus() bool {
	var each []*finding // one of every kind
	var sum int64
	for _, f := range l.tops() {
		kind := f.kindOfPeople()
		if kind == "" || slices.ContainsFunc(each, func(g *finding) bool { return g.kindOfPeople() == kind }) {
			continue
		}
		each = append(each, f)
		sum += f.atLeast()
	}
	if len(each) < 2 {
		return false
	}
	for _, t := range l.totals {
		if t.kindOfPeople() == "" && t.atLeast() >= sum {
			return false
		}
	}
	for i := 1; i < len(each); i++ {
		each[i].relate(each[i-1], cairn.Besides)
	}
	for _, f := range l.tops() {
		if slices.Contains(each, f) {
			continue
		}
		for _, g := range each {
			if kind := f.kindOfPeople(); (kind == "" || kind == g.kindOfPeople()) && f.atLeast() <= g.atLeast() {
				f.relate(g, cairn.OfWhich)
				break
			}
		}
	}
	return true
}

// tops is every total and the first finding of every person, in no order that
// matters.
func (l *ledger) tops() []*finding {
	out := slices.Clone(l.totals)
	for _, p := range l.persons {
		out = append(out, p[0])
	}
	slices.SortStableFunc(out, func(a, b *finding) int { return a.trigger[0] - b.trigger[0] })
	return out
}

// kindOfPeople is what sets fighters, soldiers, police and civilians apart, or
// empty where the victims are just people.
func (f *finding) kindOfPeople() string {
	v := f.claim.Victims
	if v == nil {
		return ""
	}
	switch v.Status {
	case "armed_forces", "armed_group", "police", "pro_government_militia":
		return v.Status
	case "civilian":
		if f.page.doc.lexicon.entries[f.page.key(f.patient.head)] != nil && f.explicitCivilian() {
			return v.Status
		}
	case "suspect":
		return v.Status
	}
	return ""
}

// explicitCivilian says whether the victims are called civilians.
func (f *finding) explicitCivilian() bool {
	_, _, ok := f.page.find("civilians", f.patient.first, f.patient.last)
	return ok
}

func (f *finding) relate(to *finding, as cairn.RelationKind) {
	if f != to && !slices.Contains(f.relates, link{to, as}) {
		f.relates = append(f.relates, link{to, as})
	}
}

// parts makes the persons parts of the first total that can hold them all; with
// none, they are besides one another.
func (l *ledger) parts() {
	for _, t := range l.totals {
		if t.joined || t.atLeast() < int64(len(l.persons)) {
			continue
		}
		for _, person := range l.persons {
			if outside(person[0], t) || theirs(person[0], t) || person[0].entity.rank > t.atLeast() && t.atLeast() > 1 {
				person[0].relate(t, cairn.Besides)
				continue
			}
			person[0].relate(t, cairn.OfWhich)
		}
		l.inTotal = true
		return
	}
	for i := 1; i < len(l.persons); i++ {
		l.persons[i][0].relate(l.persons[i-1][0], cairn.Besides)
	}
	if len(l.persons) == 0 {
		return
	}
	for _, t := range l.totals {
		if !t.joined {
			t.relate(l.persons[0][0], cairn.OfWhich)
		}
	}
}

// partTotals makes totals of some kind of people ("her four children"), lists of
// names, and what was told at first parts of the greatest total.
func (l *ledger) partTotals() {
	var whole *finding
	for _, t := range l.totals {
		if whole == nil || t.atLeast() > whole.atLeast() {
			whole = t
		}
	}
	kept := l.totals[:0]
	for _, t := range l.totals {
		if t != whole && whole.atLeast() > t.atLeast() && (t.specific(whole) || t.early()) {
			t.relate(whole, cairn.OfWhich)
			continue
		}
		kept = append(kept, t)
	}
	l.totals = kept
}

// specific says whether the victims are a kind of those of the whole: children,
// somebody's sons, other members.
func (f *finding) specific(whole *finding) bool {
	if f.entity.other && f.claim.Measure == cairn.Killed || f.entity.possessed || f.entity.kin {
		return true
	}
	a, b := f.claim.Victims, whole.claim.Victims
	if f.entity.composed && !whole.entity.composed || f.page.mentions("of a family", f.patient.first, f.patient.last+2) && !whole.page.mentions("of a family", whole.patient.first, whole.patient.last+2) {
		return true
	}
	if f.joined || a != nil && len(a.Persons) > 0 && (b == nil || len(b.Persons) == 0) {
		return true
	}
	return a != nil && b != nil && a.Group != "" && a.Group != b.Group
}

// early says whether the number is told as a first one, that later ones replaced.
func (f *finding) early() bool {
	near := f.nearWords()
	return f.page.mentions("at first", near.First, f.trigger[0]) || f.page.mentions("rose to", f.trigger[1], min(near.Last, f.trigger[1]+6))
}

// atLeast is the number the finding speaks of, as far as it gives one.
func (f *finding) atLeast() int64 {
	q := f.claim.Count
	switch {
	case q == nil:
		return 0
	case q.Low != nil:
		return *q.Low
	case q.Value != nil:
		return *q.Value
	}
	return 0
}

// outside says whether a person is not among those of a total: the attacker who
// "killed three people before killing himself".
func outside(one, total *finding) bool {
	if one.entity.role != "suspect" || total.entity.role == "suspect" || total.frame != transitive {
		return false
	}
	sen := total.page.t.Sentences[total.sentence]
	_, _, both := total.page.find("murder and suicide", sen.First, sen.Last)
	return !both
}

// theirs says whether a total is of people who belong to the person told of just
// before: "a soldier died ... four of his comrades were killed".
func theirs(one, total *finding) bool {
	return total.entity.possessed && !one.entity.possessed && one.page == total.page && one.trigger[0] < total.trigger[0] && total.sentence-one.sentence <= 1
}

// part says whether the finding is already a part of another.
func (f *finding) part() bool {
	return slices.ContainsFunc(f.relates, func(l link) bool { return l.as == cairn.OfWhich })
}

// mostPeople is among how many people told of before somebody is sought again:
// more than any report tells of, so that a text without end takes no time
// without end.
const mostPeople = 300

// distinct groups single victims by who they can be.
func distinct(ones []*finding) [][]*finding {
	var out [][]*finding
	for _, f := range ones {
		first := max(0, len(out)-mostPeople)
		if k := personOf(out[first:], f); k >= 0 {
			out[first+k] = append(out[first+k], f)
			continue
		}
		out = append(out, []*finding{f})
	}
	return out
}

// personOf finds whom of the people a finding speaks of, or -1 for a new one:
// by name first, then by whatever does not contradict.
func personOf(people [][]*finding, f *finding) int {
	if f.entity.surname != 0 {
		for k, g := range people {
			for _, x := range g {
				if x.entity.surname != 0 && x.entity.same(f.entity) {
					return k
				}
			}
		}
	}
	if f.entity.other {
		return slices.IndexFunc(people, func(g []*finding) bool { return g[0].entity.other && g[0].entity.same(f.entity) && g[0].page != f.page })
	}
	for k := len(people) - 1; k >= 0; k-- {
		if f.joined && slices.ContainsFunc(people[k], func(x *finding) bool { return x.page == f.page && x.sentence == f.sentence }) {
			continue
		}
		if !slices.ContainsFunc(people[k], func(x *finding) bool { return !x.entity.same(f.entity) }) {
			return k
		}
	}
	if len(people) > 0 && (f.entity.pronoun || f.entity.generic && f.entity.definite) {
		return len(people) - 1
	}
	return -1
}
