package toll

import (
	"slices"

	"cairn"
)

// figureOf is an incident's figure of a measure, less the people who are known
// to have come into a later state in another incident: captives who were
// killed count as killed, and no longer as captured.
func (t *tally) figureOf(at int32, m uint8, rows, all []row) figure {
	f := t.eval.figure(rows, all)
	inc := &t.x.incidents[at]
	if len(inc.later) == 0 || !custody(cairn.Measures()[m-1]) || !f.hasLow && !f.hasHigh {
		return f
	}
	for _, l := range inc.later {
		if _, no := t.d.rejected[t.x.incidents[l].linked.ID]; no {
			continue
		}
		mine, all := t.rows(l)
		a, b := t.eval.measureRows(mine, measureCode[cairn.Killed])
		if killed := t.eval.figure(mine[a:b], all); killed.voices > 0 {
			f.less(killed)
		}
	}
	return f
}

// custody says whether people counted in a measure may be counted again as
// killed: the states that killing ends.
func custody(m cairn.Measure) bool {
	return slices.Contains([]cairn.Measure{cairn.Injured, cairn.Captured, cairn.Detained, cairn.Abducted,
		cairn.Disappeared, cairn.Missing, cairn.CapturedOrMissing}, m)
}

// less takes those who moved on out of a figure: the most of them from the
// low, the fewest from the high. An end that stays open has no least.
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
}
