package link

import (
	"cmp"
	"slices"
	"strconv"

	"cairn"
)

// afterOf are the incidents whose people are in this one in a later state: a
// capture, before the killing of the captives.
func (s *Set) afterOf(b *built, takings []*built) []string {
	var out []string
	for _, c := range b.all {
		for _, id := range c.claim.RelatedAs(cairn.Later) {
			if o := s.homeIn(c.at, id); o != nil && o != b {
				out = append(out, o.out.ID)
			}
		}
	}
	if b.captives && b.placed && b.when.known {
		for _, o := range takings {
			if s.captureBefore(o, b) {
				out = append(out, o.out.ID)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// homeIn is the incident that a claim of a report is part of.
func (s *Set) homeIn(report int32, claim string) (home *built) {
	s.unitsOfReport(report, func(i int32) {
		if slices.ContainsFunc(s.units[i].claims, func(c *cairn.Claim) bool { return c.ID == claim }) {
			home = s.outcome.home[i]
		}
	})
	return home
}

// captivity is how long before the killing of captives a capture in the same
// place is taken for theirs, in days.
const captivity = 60

// captureBefore says whether people were taken in one incident who may be the
// captives killed in the other.
func (s *Set) captureBefore(o, b *built) bool {
	return o != b && o.takes && o.when.known && o.when.from <= b.when.from && b.when.from-o.when.to <= captivity &&
		o.placed && siteLevel(&o.site, &b.site) <= placeNear && !s.otherHands(o, b)
}

func (s *Set) otherHands(a, b *built) bool {
	x, y := actorsOf(a.out.Perpetrator), actorsOf(b.out.Perpetrator)
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(h string) bool {
		return slices.ContainsFunc(y, func(o string) bool { return s.within(h, o) || s.within(o, h) })
	})
}

// overlapDecisions are the decisions that stand about how many people two
// incidents share.
func overlapDecisions(all []cairn.Decision) (out []cairn.Decision) {
	for _, d := range standing(all) {
		n, err := strconv.ParseInt(d.Fields["up_to"], 10, 64)
		if d.Verdict == cairn.Overlaps && len(d.Targets) > 1 && err == nil && n >= 0 {
			out = append(out, d)
		}
	}
	return out
}

// overlapping is a decision about how many people two incidents share.
type overlapping struct {
	d    cairn.Decision
	a, b *built // nil where the record has no such two incidents
}

// resolveOverlaps finds the incidents that decisions about overlaps name.
func (s *Set) resolveOverlaps(decisions []cairn.Decision, find func(id string) *built) {
	s.outcome.overlaps = nil
	for _, d := range decisions {
		o := overlapping{d: d, a: find(d.Targets[0]), b: find(d.Targets[1])}
		if o.a == o.b || o.a == nil || o.b == nil {
			o.a, o.b = nil, nil
		}
		s.outcome.overlaps = append(s.outcome.overlaps, o)
	}
}

// noteDecided writes down the overlaps of an incident that people decided. The
// later decision about a pair stands.
func (o *outcome) noteDecided(in *cairn.LinkedIncident, b *built) {
	for _, v := range o.overlaps {
		other := v.b
		switch b {
		case v.a:
		case v.b:
			other = v.a
		default:
			continue
		}
		n, _ := strconv.ParseInt(v.d.Fields["up_to"], 10, 64)
		setOverlap(in, other.out.ID, n, cmp.Or(v.d.Reason, "decided by "+v.d.By))
	}
}

// setOverlap puts a person's word in the place of what totals allow; nobody in
// both is no overlap.
func setOverlap(in *cairn.LinkedIncident, with string, upTo int64, why string) {
	in.Overlaps = slices.DeleteFunc(in.Overlaps, func(o cairn.Overlap) bool { return o.With == with })
	if upTo > 0 {
		noteOverlap(in, with, upTo, why)
	}
}
