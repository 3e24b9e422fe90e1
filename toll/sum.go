package toll

import (
	"slices"

	"cairn"
)

// added is what the figures of incidents add up to: low to low, best to best,
// high to high.
type added struct {
	low, best, high int64
	some            bool // at least one figure was added
	someLow         bool // at least one of them has a low
	someBest        bool // and at least one a best
	open            bool
}

// amount is what one figure adds.
type amount struct {
	low, best, high          int64
	hasLow, hasBest, hasHigh bool
	open                     bool
}

// none says whether nobody gives a number.
func (a *amount) none() bool { return !a.hasLow && !a.hasHigh && !a.hasBest }

func (f *figure) amount() amount {
	return amount{f.low, f.best, f.high, f.hasLow, f.hasBest, f.hasHigh, f.open}
}

// add puts one figure in. One without a number leaves the sum open; one without
// an upper bound is added with the greatest number said.
func (s *added) add(a *amount) {
	if a.none() {
		s.open = true
		return
	}
	s.some = true
	if a.hasLow {
		s.low, s.someLow = plus(s.low, a.low), true
	}
	if a.hasBest {
		s.best, s.someBest = plus(s.best, a.best), true
	}
	if a.hasHigh {
		s.high = plus(s.high, a.high)
	} else {
		s.high = plus(s.high, max(a.low, a.best))
		s.open = true
	}
	s.open = s.open || a.open
}

func (s *added) merge(o added) {
	s.low, s.best, s.high = plus(s.low, o.low), plus(s.best, o.best), plus(s.high, o.high)
	s.some, s.someLow, s.someBest, s.open = s.some || o.some, s.someLow || o.someLow, s.someBest || o.someBest, s.open || o.open
}

// written is the sum as a range, its low less those who may be in two incidents.
// Each number lies where the caller puts it.
func (s *added) written(overlap int64, number func(int64) *int64) cairn.Range {
	r := cairn.Range{Open: s.open}
	if !s.some {
		return r
	}
	r.High = number(s.high)
	if s.someLow { // "at most 45" gives no least
		r.Low = number(s.low - overlap)
	}
	if s.someBest {
		r.Best = number(s.best)
	}
	return r
}

// sum is what incidents add up to, with the incidents.
type sum struct {
	added
	members []member
	lows    map[int32]int64 // of incidents that may share people with others
}

// add puts one incident's figure in.
func (s *sum) add(at int32, a *amount, shares bool) {
	s.members = append(s.members, memberOf(at, a))
	s.count(at, a, shares)
}

// count is add without keeping which incident it was.
func (s *sum) count(at int32, a *amount, shares bool) {
	s.added.add(a)
	if !shares || a.none() {
		return
	}
	if s.lows == nil {
		s.lows = map[int32]int64{}
	}
	s.lows[at] = a.low
}

// merge puts another sum of other incidents in.
func (s *sum) merge(o *sum) {
	s.added.merge(o.added)
	s.members = append(s.members, o.members...)
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

// appendIDs adds the ids of incidents, in their order in the record.
func (x *Index) appendIDs(to []string, at []int32) []string {
	if !slices.IsSorted(at) {
		slices.Sort(at)
	}
	for _, a := range at {
		to = append(to, x.names[a])
	}
	return to
}

func (x *Index) ids(at []int32) []string { return x.appendIDs(make([]string, 0, len(at)), at) }

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
