package toll

import "cairn"

// laterState says that people of one incident are in another in a later
// state, and which of the measures they were counted in before.
type laterState struct {
	incident int32
	measures [16]bool
}

// movedOn finds which states a later incident ended. A report that relates the
// killed to the captured says so; otherwise they are those held by somebody,
// and the missing only where nobody is said to be held. The injured are not
// taken to be among the killed of another incident unless a report says it.
func (x *Index) movedOn(earlier, later int32) (out [16]bool) {
	said := false
	for _, p := range x.incidents[later].parts {
		rep := &x.rec.Reports[p.report]
		for _, at := range p.claims {
			for _, id := range x.now.claim(&rep.Claims[at]).RelatedAs(cairn.Later) {
				for i := range rep.Claims {
					if in, ok := x.linkedTo[claimKey{p.report, int32(i)}]; ok && in == earlier && rep.Claims[i].ID == id {
						out[measureCode[rep.Claims[i].Measure]] = true
						said = true
					}
				}
			}
		}
	}
	if said {
		return out
	}
	held := x.counts(earlier, &out, cairn.Captured, cairn.CapturedOrMissing, cairn.Detained, cairn.Abducted)
	if !held {
		x.counts(earlier, &out, cairn.Missing, cairn.Disappeared)
	}
	return out
}

// counts marks those of some measures that an incident's claims count.
func (x *Index) counts(at int32, marks *[16]bool, measures ...cairn.Measure) bool {
	any := false
	inc := &x.incidents[at]
	for i := range x.rows[inc.start:inc.end] {
		for _, m := range measures {
			if x.rows[int(inc.start)+i].measure == measureCode[m] {
				marks[measureCode[m]], any = true, true
			}
		}
	}
	return any
}

// figureOf is an incident's figure of a measure, less the people who are known
// to have come into a later state in another incident: captives who were
// killed count as killed, and no longer as captured.
func (t *tally) figureOf(at int32, m uint8, rows, all []row) figure {
	f := t.eval.figure(rows, all)
	inc := &t.x.incidents[at]
	if len(inc.later) == 0 || !f.hasLow && !f.hasHigh {
		return f
	}
	for _, l := range inc.later {
		if _, no := t.d.rejected[t.x.names[l.incident]]; no || !l.measures[m] {
			continue
		}
		mine, all := t.rows(l.incident)
		a, b := t.eval.measureRows(mine, measureCode[cairn.Killed])
		if killed := t.eval.figure(mine[a:b], all); killed.voices > 0 {
			f.less(killed)
		}
	}
	return f
}

// less takes those who moved on out of a figure: the most of them from the
// low, the fewest from the high. An end that stays open has no least. Where the
// end is open and nobody is left for certain, there is no best figure: that
// nobody says how many are left does not mean none.
func (f *figure) less(g figure) {
	most := max(g.high, g.low, g.best)
	if f.hasLow {
		f.low = max(f.low-most, 0)
		if g.open {
			f.low = 0
		}
	}
	if f.hasBest {
		f.best = max(f.best-max(g.best, g.low), 0)
	}
	if f.hasHigh {
		f.high = max(f.high-g.low, 0)
	}
	f.best = max(min(f.best, max(f.high, f.low)), f.low)
	if f.best == 0 && f.open {
		f.hasBest = false
	}
}
