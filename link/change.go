package link

import (
	"slices"

	"cairn"
)

// step is one change on its way through an index.
type step struct {
	seeds  []int32         // units whose component is grouped anew
	units  map[int32]bool  // units whose incident may be another
	fresh  map[int32]bool  // units whose incident is told anew though its members are the same
	totals map[*total]bool // totals that hold another incident, or hold none any more
	finish map[*built]bool // incidents that others make something else of
	drop   map[string]bool
}

func newStep() *step {
	return &step{units: map[int32]bool{}, fresh: map[int32]bool{}, totals: map[*total]bool{}, finish: map[*built]bool{}, drop: map[string]bool{}}
}

// Add links one more report, or one that is read otherwise now: with other
// claims, because a person added or rejected one.
func (x *Index) Add(c cairn.Coded) cairn.LinkChange {
	st := newStep()
	at, known := x.at[c.ID]
	if known {
		x.silence(at, st)
		x.reports[at] = &c
	} else {
		at = x.append(&c, st)
	}
	x.addUnits(at, st)
	x.takeTotals(at, st)
	return x.settleStep(st)
}

// Remove takes a report out: its claims, and its words.
func (x *Index) Remove(report string) cairn.LinkChange {
	st := newStep()
	at, known := x.at[report]
	if !known {
		return cairn.LinkChange{}
	}
	x.silence(at, st)
	x.dropStory(at, st)
	delete(x.at, report)
	return x.settleStep(st)
}

// Decide takes the decisions that stand, in the order of their numbers, in place
// of those that stood.
func (x *Index) Decide(standing []cairn.Decision) cairn.LinkChange {
	st := newStep()
	had := x.o.Decisions
	x.o.Decisions = standing
	added, gone := differences(had, standing)
	for _, d := range gone {
		if r, ok := x.book.rulings[d.Seq]; ok {
			x.reseed(r, st)
			x.book.unrule(d.Seq)
		}
	}
	for _, d := range added {
		if r, ok := rulingOf(d, x.members); ok {
			x.book.rule(r)
			x.reseed(r, st)
		}
	}
	if isOverlap := func(d cairn.Decision) bool { return d.Verdict == cairn.Overlaps }; slices.ContainsFunc(added, isOverlap) || slices.ContainsFunc(gone, isOverlap) {
		x.reparty(overlapDecisions(standing), st)
	}
	return x.settleStep(st)
}

// members are the claims that an incident has now, so that a decision about it
// holds for them whatever becomes of it.
func (x *Index) members(id string) []string {
	if b := x.outcome.named(id); b != nil {
		return members(b.line)
	}
	return nil
}

// reseed marks what a ruling names to be grouped anew.
func (x *Index) reseed(r ruling, st *step) {
	for _, set := range r.units(x.unitsOf) {
		st.seeds = append(st.seeds, set...)
	}
}

// differences walks two lists of decisions by their numbers.
func differences(had, have []cairn.Decision) (added, gone []cairn.Decision) {
	for len(had) > 0 || len(have) > 0 {
		switch {
		case len(have) == 0 || len(had) > 0 && had[0].Seq < have[0].Seq:
			gone, had = append(gone, had[0]), had[1:]
		case len(had) == 0 || have[0].Seq < had[0].Seq:
			added, have = append(added, have[0]), have[1:]
		default:
			had, have = had[1:], have[1:]
		}
	}
	return added, gone
}

// Primary takes another register of outlets that gather their own information,
// and the names of which it says something else than before.
func (x *Index) Primary(primary func(name string) bool, changed []string) cairn.LinkChange {
	st := newStep()
	x.o.Primary = primary
	names := map[string]bool{}
	for _, n := range changed {
		names[rootKey(n)] = true
	}
	for at := range x.reports {
		if _, there := x.at[x.reports[at].ID]; there && namesAny(x.reports[at], names) {
			story := x.story[at]
			delete(x.firstHand, story)
			for _, other := range x.tellers(story) {
				x.credit(other)
				x.retellReport(other, st)
			}
		}
	}
	return x.settleStep(st)
}

// namesAny says whether a report is of, or quotes, one of the outlets.
func namesAny(r *cairn.Coded, names map[string]bool) bool {
	if names[rootKey(r.Publisher)] || names[rootKey(r.Agency)] {
		return true
	}
	said := func(s *cairn.Speaker) bool {
		label := rootKey(s.Label())
		for n := range names {
			if n == label || isShortFor(label, n) || isShortFor(n, label) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(r.Claims, func(c cairn.Claim) bool {
		return slices.ContainsFunc(c.Attribution, func(s cairn.Speaker) bool {
			return said(&s) || slices.ContainsFunc(s.With, func(w cairn.Speaker) bool { return said(&w) })
		})
	})
}

// append takes a new report in, without its claims.
func (x *Index) append(c *cairn.Coded, st *step) int32 {
	at := int32(len(x.reports))
	x.reports = append(x.reports, c)
	d := read(&c.Report, x.model.words)
	x.docs = append(x.docs, d)
	x.first = append(x.first, none)
	x.at[c.ID] = at
	x.addStory(at, d, st)
	if d != nil {
		x.model.weigh(d)
	}
	return at
}

// addUnits lays out what a report says of each incident, and compares it.
func (x *Index) addUnits(at int32, st *step) {
	for _, u := range unitsOf(at, x.reports[at], x.docs[at]) {
		i := int32(len(x.units))
		x.units = append(x.units, u)
		x.group, x.edgesOf, x.outcome.home = append(x.group, i), append(x.edgesOf, nil), append(x.outcome.home, nil)
		x.chain(i)
		x.claims.note(&x.units[i], i)
		x.connect(i)
		st.seeds, st.fresh[i] = append(st.seeds, i), true
	}
}

// silence takes out what a report says: its units and its totals.
func (x *Index) silence(at int32, st *step) {
	x.unitsOfReport(at, func(i int32) {
		u := &x.units[i]
		u.dead, x.group[i] = true, i
		st.units[i] = true
		x.claims.forget(u, i)
		for _, e := range x.edgesOf[i] {
			other := e.a + e.b - i
			if e.score >= threshold {
				st.seeds = append(st.seeds, other)
			}
			x.edgesOf[other] = slices.DeleteFunc(x.edgesOf[other], func(o edge) bool { return o.a == i || o.b == i })
		}
		x.edgesOf[i] = nil
		if b := x.outcome.home[i]; b != nil {
			st.seeds = append(st.seeds, b.units...)
		}
	})
	x.first[at] = none
	x.dropTotals(at, st)
}

// dropTotals takes out the totals of a report.
func (x *Index) dropTotals(at int32, st *step) {
	x.noteNumbers(at, st)
	for _, t := range x.outcome.totals[at] {
		t.dead = true
		st.drop[totalID(t)] = true
		for _, s := range t.shares {
			st.finish[s.a], st.finish[s.b] = true, true
		}
		for _, c := range t.covers {
			c.b.heldBy = without(c.b.heldBy, t)
		}
		for _, b := range t.edge {
			b.heldBy = without(b.heldBy, t)
		}
		if key, ok := t.key(); ok {
			x.outcome.placed[key] = without(x.outcome.placed[key], t)
		}
		for _, k := range t.numbers() {
			x.outcome.says[k]--
		}
	}
	delete(x.outcome.totals, at)
}

// takeTotals takes the totals of a report in, and holds them against what there
// is; against what this step makes they are held when it is made.
func (x *Index) takeTotals(at int32, st *step) {
	x.addTotals(at)
	x.noteNumbers(at, st)
	for _, t := range x.outcome.totals[at] {
		st.totals[t] = true
		for b := range x.mayBeHeld(t) {
			x.take(t, b)
		}
	}
}

// revoice reads the totals of a report again, whose speakers are heard otherwise.
func (x *Index) revoice(at int32, st *step) {
	x.dropTotals(at, st)
	x.takeTotals(at, st)
}

// mayBeHeld are the incidents that a total may hold: those of its own report,
// and those of its country and months.
func (x *Index) mayBeHeld(t *total) map[*built]bool {
	out := map[*built]bool{}
	x.unitsOfReport(t.at, func(i int32) {
		if b := x.outcome.home[i]; b != nil {
			out[b] = true
		}
	})
	if _, ok := t.key(); !ok {
		return out
	}
	for _, country := range []uint64{0, t.site.country} {
		for m := monthOf(t.period.from); m <= monthOf(t.period.to); m++ {
			for _, b := range x.outcome.months[monthKey{country, m}] {
				if b.when.from <= t.period.to && b.when.to >= t.period.from {
					out[b] = true
				}
			}
		}
		if t.site.country == 0 {
			break
		}
	}
	return out
}

func without[T comparable](list []T, one T) []T {
	return slices.DeleteFunc(list, func(o T) bool { return o == one })
}

func totalID(t *total) string { return t.claim.ID + " " + t.report.ID }

// noteNumbers marks the incidents whose claims give a number that the report's
// totals give, too: a running total told as the event is dissent.
func (x *Index) noteNumbers(at int32, st *step) {
	for _, t := range x.outcome.totals[at] {
		for _, k := range t.numbers() {
			for _, b := range x.outcome.heard[k] {
				for _, u := range b.units {
					st.units[u], st.fresh[u] = true, true
				}
			}
		}
	}
}
