package link

import (
	"cmp"
	"fmt"
	"slices"

	"cairn"
)

// take holds a total against one incident. It says whether the incident is
// inside or astride of it.
//
// The derivation: a root gives n since an event, and k of them are itemised by
// incidents wholly since it, so that r = n - k are not. An incident astride the
// event ("in the battle or after it") counted people both before and since. Of
// its people, those since the event are among the root's n; they are not among
// the k, who came to harm in other incidents; so at most r of them are in both
// counts. The two incidents are therefore never merged, and their sum may count
// up to min(r, the astride incident's own count) people twice.
func (s *Set) take(t *total, b *built) bool {
	near, stated := s.tells(t, b)
	switch s.holds(t, b, near, stated) {
	case inside:
		one := covered{b: b, count: ownCount(t, b)}
		if one.own = one.count != nil; !one.own {
			one.count = b.out.Get(t.claim.Measure)
		}
		i, _ := slices.BinarySearchFunc(t.covers, b.out.ID, func(c covered, id string) int { return cmp.Compare(c.b.out.ID, id) })
		t.covers = slices.Insert(t.covers, i, one)
	case astride:
		i, _ := slices.BinarySearchFunc(t.edge, b.out.ID, func(e *built, id string) int { return cmp.Compare(e.out.ID, id) })
		t.edge = slices.Insert(t.edge, i, b)
	default:
		return false
	}
	i, _ := slices.BinarySearchFunc(b.heldBy, t, compareTotals)
	b.heldBy = slices.Insert(b.heldBy, i, t)
	return true
}

// leave forgets an incident that is no more.
func (t *total) leave(b *built) {
	t.covers = slices.DeleteFunc(t.covers, func(c covered) bool { return c.b == b })
	t.edge = slices.DeleteFunc(t.edge, func(e *built) bool { return e == b })
}

// derive writes the total's line, and what it says of incidents that share people.
func (t *total) derive() {
	line := &cairn.LinkedTotal{Claim: t.claim.ID, Report: t.report.ID, Measure: t.claim.Measure, Count: t.claim.Count, Baseline: t.claim.Baseline}
	t.line, t.shares = line, nil
	if len(t.covers) == 0 {
		return
	}
	line.Covers = make([]string, len(t.covers))
	for i, c := range t.covers {
		line.Covers[i] = c.b.out.ID
	}
	line.Itemised = itemised(t.covers)
	line.Residual = residual(t, line.Itemised)
	t.shares = overlap(t, line.Residual)
}

// itemised adds what the incidents count.
func itemised(in []covered) *cairn.Range {
	sum := cairn.Range{Low: new(int64), Best: new(int64), High: new(int64)}
	for _, c := range in {
		r := c.count
		if r == nil {
			sum.Open, sum.High, sum.Best = true, nil, nil
			continue
		}
		plus(&sum.Low, r.Low)
		plus(&sum.Best, r.Best)
		plus(&sum.High, r.High)
		sum.Open = sum.Open || r.Open
	}
	return &sum
}

// plus adds to a sum, which is unknown once a part of it is.
func plus(sum **int64, n *int64) {
	switch {
	case *sum == nil:
	case n == nil:
		*sum = nil
	default:
		**sum += *n
	}
}

// ownCount is the incident as the total's root counts it.
func ownCount(t *total, b *built) *cairn.Range {
	var own []cairn.Claim
	for _, c := range b.all {
		if b.dissents(c.claim.ID) {
			continue
		}
		if slices.ContainsFunc(c.voices, func(v voice) bool { return v.kind != kindUnstated && t.heardFrom(v.key) }) {
			own = append(own, *c.claim)
		}
	}
	f := cairn.OneReport(own)
	return f.Get(t.claim.Measure)
}

func (b *built) dissents(claim string) bool {
	return slices.ContainsFunc(b.out.Dissent, func(d cairn.Dissent) bool { return d.Claim == claim })
}

// residual is the total less what is itemised: low of one against high of the other.
func residual(t *total, in *cairn.Range) *cairn.Range {
	n := countOf(t.claim)
	if n == 0 {
		return nil
	}
	left := func(taken *int64) *int64 {
		if taken == nil {
			return nil
		}
		v := max(n-*taken, 0)
		return &v
	}
	return &cairn.Range{Low: left(in.High), Best: left(in.Best), High: left(in.Low), Open: t.claim.Count.Open()}
}

// A sharing is what one total says of how many people two incidents may share.
type sharing struct {
	a, b *built
	upTo int64
	why  string
	own  bool // the total's root counts the incidents itself
}

// overlap derives what one total says of the incidents astride it.
func overlap(t *total, rest *cairn.Range) []sharing {
	if rest == nil || rest.Best == nil || *rest.Best == 0 || len(t.edge) == 0 {
		return nil
	}
	own := !slices.ContainsFunc(t.covers, func(c covered) bool { return !c.own })
	var out []sharing
	for _, e := range t.edge {
		counted := e.out.Get(t.claim.Measure)
		if counted == nil {
			continue
		}
		upTo := *rest.Best
		if counted.High != nil && !counted.Open {
			upTo = min(upTo, *counted.High)
		}
		for _, c := range t.covers {
			out = append(out, sharing{a: e, b: c.b, upTo: upTo, own: own, why: fmt.Sprintf(
				"%s counts %d since %s; %d of them are itemised, %d are not. %s counts people from before that and perhaps since, so up to %d of them may be counted in both",
				t.voices[0].label, countOf(t.claim), baselineWords(t.claim), countOf(t.claim)-*rest.Best, *rest.Best, e.out.ID, upTo)})
		}
	}
	return out
}

// noteSharings writes down with whom an incident may share people. A root's
// arithmetic holds for its own counts: where one root gives the total and the
// incidents, totals of others say nothing more. Of several, the one that allows
// the most is kept.
func noteSharings(in *cairn.LinkedIncident, b *built) {
	var all []sharing
	for _, t := range b.heldBy {
		for _, s := range t.shares {
			if s.a == b || s.b == b {
				all = append(all, s)
			}
		}
	}
	for _, own := range []bool{true, false} {
		for _, s := range all {
			if s.own == own && (own || !slices.ContainsFunc(all, func(o sharing) bool { return o.own && o.a == s.a && o.b == s.b })) {
				other := s.a
				if other == b {
					other = s.b
				}
				noteOverlap(in, other.out.ID, s.upTo, s.why)
			}
		}
	}
}

func baselineWords(c *cairn.Claim) string {
	if c.Baseline == nil {
		return "its baseline"
	}
	return cmp.Or(c.Baseline.Event, c.Baseline.Text, string(c.Baseline.Start), "its baseline")
}

// noteOverlap keeps, of several totals, the one that allows the most.
func noteOverlap(in *cairn.LinkedIncident, with string, upTo int64, why string) {
	for i := range in.Overlaps {
		if in.Overlaps[i].With == with {
			if upTo > in.Overlaps[i].UpTo {
				in.Overlaps[i].UpTo, in.Overlaps[i].Why = upTo, why
			}
			return
		}
	}
	in.Overlaps = append(in.Overlaps, cairn.Overlap{With: with, UpTo: upTo, Why: why})
	slices.SortFunc(in.Overlaps, func(a, b cairn.Overlap) int { return cmp.Compare(a.With, b.With) })
}
