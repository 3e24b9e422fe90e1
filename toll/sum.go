package toll

import (
	"slices"

	"cairn"
)

// sum adds the figures of incidents: low to low, best to best, high to high.
type sum struct {
	low, best, high int64
	some            bool // at least one figure was added
	someLow         bool // at least one of them has a low
	open            bool
	incidents       []int32
	unknown         []int32
	noBest          []int32
	lows            map[int32]int64 // of incidents that may share people with others
}

// add puts one incident's figure in. An incident without a number leaves the
// sum open; one without an upper bound is added with the greatest number said.
func (s *sum) add(at int32, f figure, overlaps bool) {
	if !f.hasLow && !f.hasHigh && !f.hasBest {
		s.unknown = append(s.unknown, at)
		s.open = true
		return
	}
	s.incidents = append(s.incidents, at)
	s.some = true
	if f.hasLow {
		s.low, s.someLow = plus(s.low, f.low), true
	}
	switch {
	case f.hasBest:
		s.best = plus(s.best, f.best)
	default:
		s.noBest = append(s.noBest, at)
	}
	if f.hasHigh {
		s.high = plus(s.high, f.high)
	} else {
		s.high = plus(s.high, max(f.low, f.best))
		s.open = true
	}
	s.open = s.open || f.open
	if overlaps {
		if s.lows == nil {
			s.lows = map[int32]int64{}
		}
		s.lows[at] = f.low
	}
}

// merge puts another sum of other incidents in.
func (s *sum) merge(o *sum) {
	s.low, s.best, s.high = plus(s.low, o.low), plus(s.best, o.best), plus(s.high, o.high)
	s.some, s.someLow, s.open = s.some || o.some, s.someLow || o.someLow, s.open || o.open
	s.incidents = append(s.incidents, o.incidents...)
	s.unknown = append(s.unknown, o.unknown...)
	s.noBest = append(s.noBest, o.noBest...)
	for at, low := range o.lows {
		if s.lows == nil {
			s.lows = map[int32]int64{}
		}
		s.lows[at] = low
	}
}

// overlap is how many of the people may be counted twice: for each pair of
// incidents at most as many as said, and as either holds. The union is never
// smaller than its greatest part.
func (s *sum) overlap(x *Index) int64 {
	var n, greatest int64
	for at, low := range s.lows {
		greatest = max(greatest, low)
		for _, o := range x.incidents[at].linked.Overlaps {
			other, ok := x.byID[o.With]
			otherLow, here := s.lows[other]
			if !ok || !here || other == at || other < at && x.overlapSaid(other, at) {
				continue
			}
			n = plus(n, max(min(x.overlapUpTo(at, other), low, otherLow), 0))
		}
	}
	return min(n, max(s.low-greatest, 0))
}

// overlapSaid says whether an incident names another as overlapping.
func (x *Index) overlapSaid(at, with int32) bool {
	return slices.ContainsFunc(x.incidents[at].linked.Overlaps, func(o cairn.Overlap) bool { return o.With == x.incidents[with].linked.ID })
}

// overlapUpTo is the greatest overlap that either of two incidents names.
func (x *Index) overlapUpTo(a, b int32) int64 {
	var n int64
	for _, pair := range [][2]int32{{a, b}, {b, a}} {
		for _, o := range x.incidents[pair[0]].linked.Overlaps {
			if o.With == x.incidents[pair[1]].linked.ID {
				n = max(n, o.UpTo)
			}
		}
	}
	return n
}

// cell writes the sum as a figure that names what it was made from.
func (s *sum) cell(x *Index, keys []string, m uint8, behind []claimKey) Cell {
	c := Cell{Keys: keys, Measure: cairn.Measures()[m-1], Incidents: x.ids(s.incidents), Unknown: x.ids(s.unknown), NoBest: x.ids(s.noBest), Claims: x.refs(behind)}
	c.Open = s.open
	if !s.some {
		return c
	}
	c.Overlap = s.overlap(x)
	low, best, high := s.low-c.Overlap, s.best, s.high
	c.High = &high
	if s.someLow { // "at most 45" gives no least
		c.Low = &low
	}
	if len(s.noBest) < len(s.incidents) {
		c.Best = &best
	}
	return c
}

func (x *Index) ids(at []int32) []string {
	if !slices.IsSorted(at) {
		slices.Sort(at)
	}
	out := make([]string, len(at))
	for i, a := range at {
		out[i] = x.names[a]
	}
	return out
}

// refs names claims, each once, in the order of reports.
func (x *Index) refs(keys []claimKey) []ClaimRef {
	if len(keys) == 0 {
		return nil
	}
	slices.SortFunc(keys, func(a, b claimKey) int {
		if a.report != b.report {
			return int(a.report - b.report)
		}
		return int(a.claim - b.claim)
	})
	keys = slices.Compact(keys)
	out := make([]ClaimRef, len(keys))
	for i, k := range keys {
		rep := &x.rec.Reports[k.report]
		out[i] = ClaimRef{rep.ID, rep.Claims[k.claim].ID}
	}
	return out
}
