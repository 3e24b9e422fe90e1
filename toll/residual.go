package toll

import (
	"fmt"
	"strings"

	"cairn"
)

// residual is what a total leaves over after the incidents inside it, and how
// many of those astride its beginning may be among them.
func (h *holder) residual(out *Holding, stated span) {
	var inside span
	some := false
	for _, held := range out.Inside {
		inside.add(fromRange(held.Count), some)
		some = true
	}
	out.Steps = append(out.Steps, fmt.Sprintf("%s %s%s, says %s", RangeText(out.Stated), measureWord(out.Measure), since(out.Baseline), rootName(out.Root)))
	if !some {
		inside = span{hasLow: true, hasHigh: true}
	}
	if out.net != "" {
		out.Steps = append(out.Steps, "which is a residual: "+out.net+" has taken its own incidents out of it")
	}
	for _, held := range out.Inside {
		out.Steps = append(out.Steps, fmt.Sprintf("%s of them in incident %s (%s)", RangeText(held.Count), held.Incident, whose(held, out.Root)))
	}
	out.Itemised = inside.asRange()
	left := minus(stated, inside)
	out.Residual = left.asRange()
	out.Steps = append(out.Steps, fmt.Sprintf("so %s not itemised here", RangeText(out.Residual)))
	h.astride(out, left)
}

func whose(held HeldIncident, root string) string {
	if held.SameRoot {
		return "as " + rootName(root) + " itself counts it"
	}
	return "by the policy"
}

func rootName(root string) string {
	if root == "" {
		return "the report"
	}
	return root
}

// astride says how many people of the incidents that began before the
// baseline may be among those not itemised: no more than there are of either.
func (h *holder) astride(out *Holding, left span) {
	if len(out.Astride) == 0 {
		return
	}
	var both int64
	known := left.hasHigh && !left.open
	for _, held := range out.Astride {
		c := fromRange(held.Count)
		n := max(c.high, c.low)
		both = plus(both, n)
	}
	if known {
		both = min(both, left.high)
	}
	out.Overlap = &both
	for _, held := range out.Astride {
		c := fromRange(held.Count)
		out.Steps = append(out.Steps, fmt.Sprintf("incident %s (%s) began before what the total counts from: up to %s of its people may be among them, and at least %s are not",
			held.Incident, RangeText(held.Count), number(min(both, max(c.high, c.low))), number(max(c.low-both, 0))))
	}
}

// minus is what can be left of a when b is taken out: never below nothing, and
// nothing for sure where b has no upper end.
func minus(a, b span) span {
	out := span{hasLow: a.hasLow, hasHigh: a.hasHigh && b.hasLow, open: a.open || !a.hasHigh}
	if a.hasLow && b.hasHigh && !b.open {
		out.low = max(a.low-max(b.high, b.low), 0)
	}
	if out.hasHigh {
		out.high = max(a.high-b.low, 0)
	}
	return out
}

func fromRange(r cairn.Range) span {
	s := span{open: r.Open}
	if r.Low != nil {
		s.low, s.hasLow = *r.Low, true
	}
	if r.High != nil {
		s.high, s.hasHigh = *r.High, true
	}
	return s
}

func since(b *cairn.Baseline) string {
	switch {
	case b == nil:
		return ""
	case b.Text != "":
		for _, word := range []string{"since", "after", "from"} {
			if strings.HasPrefix(fold(b.Text), word+" ") {
				return " " + b.Text
			}
		}
		return " since " + b.Text
	case b.Event != "" && b.Start != "":
		return " since " + b.Event + " (" + string(b.Start) + ")"
	case b.Event != "":
		return " since " + b.Event
	case b.Start != "":
		return " since " + string(b.Start)
	}
	return ""
}

func measureWord(m cairn.Measure) string {
	if m == cairn.CapturedOrMissing {
		return "captured or missing"
	}
	return string(m)
}

// addResiduals adds, for a policy that says so, what closed totals leave over:
// Iraq Body Count's x-entries. Only totals of a stated period and an exact
// number are taken, and of several that overlap only the greatest.
func (t *tally) addResiduals(out *Toll) {
	h := holder{tally: t, byMeasure: map[uint8][]int32{}}
	h.sortIncidents()
	var taken []Holding
	for _, tot := range t.x.totals {
		held, ok := h.hold(tot)
		if !ok || held.Scope != cairn.ScopeAggregate || held.Period.Start == "" || held.Period.End == "" || !t.inSelection(held) ||
			held.Residual.Low == nil || held.Residual.High == nil || held.Residual.Open || *held.Residual.High == 0 || len(held.Astride) > 0 {
			continue
		}
		taken = replaceOverlapping(taken, held)
	}
	out.Residuals = taken
	for _, held := range taken {
		for i := range out.Totals {
			if out.Totals[i].Measure == held.Measure {
				out.Totals[i].addResidual(held)
			}
		}
		if !hasMeasure(out.Totals, held.Measure) {
			c := Cell{Measure: held.Measure, Incidents: []string{}}
			c.addResidual(held)
			out.Totals = append(out.Totals, c)
		}
	}
}

func hasMeasure(cells []Cell, m cairn.Measure) bool {
	for _, c := range cells {
		if c.Measure == m {
			return true
		}
	}
	return false
}

// inSelection says whether a residual can be in the toll asked for: one that
// is narrowed by actor, victims or grade cannot, because the total is not.
func (t *tally) inSelection(h Holding) bool {
	s := t.q.Select
	if s.Actor+s.Status+s.VictimGroup+s.Condition+s.Affiliation+s.Act+s.Means != "" || len(s.Grades)+len(s.Incidents) > 0 || s.Place != nil {
		return false
	}
	return (s.From == "" || h.Period.Start >= s.From) && (s.To == "" || h.Period.End <= s.To)
}

// replaceOverlapping keeps, of totals that may count the same people, the one
// with the greatest residual. Residuals of one publisher count different people:
// it has taken each of them out of the others.
func replaceOverlapping(taken []Holding, held Holding) []Holding {
	for i, other := range taken {
		if other.Measure == held.Measure && other.Period.Overlaps(held.Period) && (held.net == "" || held.net != other.net) {
			if *held.Residual.High > *other.Residual.High {
				taken[i] = held
			}
			return taken
		}
	}
	return append(taken, held)
}

func (c *Cell) addResidual(h Holding) {
	add := func(at **int64, n int64) {
		if *at == nil {
			*at = new(int64)
		}
		**at = plus(**at, n)
	}
	add(&c.Low, *h.Residual.Low)
	add(&c.Best, *h.Residual.Low)
	add(&c.High, *h.Residual.High)
	c.Residual = plus(c.Residual, *h.Residual.High)
	c.Claims = append(c.Claims, h.Claim)
}
