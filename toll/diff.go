package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// Change is one incident whose figure two policies make differently.
type Change struct {
	Incident string        `json:"incident"`
	Measure  cairn.Measure `json:"measure"`
	A        *cairn.Range  `json:"a,omitempty"` // absent: not counted
	B        *cairn.Range  `json:"b,omitempty"`
	Why      []string      `json:"why"`
}

// PolicyDiff lists the incidents of a selection for which two policies make
// different figures, and which stage made the difference.
func (x *Index) PolicyDiff(a, b *Policy, q Query) ([]Change, error) {
	q.Group, q.Explain, q.Running = nil, false, false
	qa, qb := q, q
	qa.Policy, qb.Policy = a, b
	ta, err := x.tally(qa)
	if err != nil {
		return nil, err
	}
	tb, err := x.tally(qb)
	if err != nil {
		return nil, err
	}
	rules, err := x.rulesThatDiffer(ta, tb)
	if err != nil {
		return nil, err
	}
	var out []Change
	for i := range x.incidents {
		at := int32(i)
		if in, _ := ta.sel.takes(at, &ta.x.incidents[i]); !in {
			continue
		}
		for _, m := range ta.measures {
			fa, outA := ta.whole(at, m)
			fb, outB := tb.whole(at, m)
			if sameRange(fa, fb) {
				continue
			}
			out = append(out, Change{x.names[i], cairn.Measures()[m-1], fa, fb, x.whyDifferent(ta, tb, at, m, outA, outB, rules)})
		}
	}
	return out, nil
}

// whole is an incident's figure under one policy; nil with a reason where it
// is not counted.
func (t *tally) whole(at int32, m uint8) (*cairn.Range, string) {
	clear(t.left)
	if !t.admitIncident(at, &t.x.incidents[at]) {
		for w := range t.left {
			return nil, reasons[w]
		}
		return nil, ""
	}
	return t.bare(at, m), ""
}

// bare is an incident's figure, whether or not the policy takes the incident.
func (t *tally) bare(at int32, m uint8) *cairn.Range {
	rows, all := t.rows(at)
	a, b := t.eval.measureRows(rows, m)
	t.eval.victims = nil
	f := t.ofAsked(at, m, t.figureOf(at, m, rows[a:b], all), rows[a:b], all)
	if !f.hasLow && !f.hasHigh && !f.hasBest {
		return nil
	}
	r := f.asRange()
	return &r
}

func sameRange(a, b *cairn.Range) bool {
	if a == nil || b == nil {
		return a == b
	}
	eq := func(p, q *int64) bool { return p == q || p != nil && q != nil && *p == *q }
	return eq(a.Low, b.Low) && eq(a.Best, b.Best) && eq(a.High, b.High) && a.Open == b.Open
}

// whyDifferent names what two policies do differently with the claims of one
// figure, and which of their rules make the difference.
func (x *Index) whyDifferent(ta, tb *tally, at int32, m uint8, outA, outB string, rules []swapped) []string {
	var out []string
	for _, side := range []struct{ policy, why string }{{ta.policy.Name, outA}, {tb.policy.Name, outB}} {
		if side.why != "" {
			out = append(out, fmt.Sprintf("%s does not count it: %s", side.policy, side.why))
		}
	}
	va, vb := ta.verdictsAt(at, m), tb.verdictsAt(at, m)
	keys := make([]claimKey, 0, len(va))
	for key := range va {
		keys = append(keys, key)
	}
	for _, ref := range x.refs(keys) {
		key := claimKey{x.byReport[ref.Report], 0}
		i := slices.IndexFunc(x.rec.Reports[key.report].Claims, func(c cairn.Claim) bool { return c.ID == ref.Claim })
		key.claim = int32(i)
		a, b := va[key], vb[key]
		switch {
		case a == b:
		case a == counted:
			out = append(out, fmt.Sprintf("%s leaves out %s of %s: %s", tb.policy.Name, ref.Claim, ref.Report, reasons[b]))
		case b == counted:
			out = append(out, fmt.Sprintf("%s leaves out %s of %s: %s", ta.policy.Name, ref.Claim, ref.Report, reasons[a]))
		}
	}
	if outA != "" || outB != "" {
		return out
	}
	return append(out, rulesFelt(rules, at, m, ta.bare(at, m), tb.bare(at, m), len(out) > 0)...)
}

func (t *tally) verdictsAt(at int32, m uint8) map[claimKey]why {
	rows, all := t.rows(at)
	a, b := t.eval.measureRows(rows, m)
	return t.verdicts(rows[a:b], all)
}
