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
	open            bool
}

// amount is what one figure adds.
type amount struct {
	low, best, high          int64
	hasLow, hasBest, hasHigh bool
	open                     bool
}

func (f *figure) amount() amount {
	return amount{f.low, f.best, f.high, f.hasLow, f.hasBest, f.hasHigh, f.open}
}

// add puts one figure in. One without a number leaves the sum open; one without
// an upper bound is added with the greatest number said.
func (s *added) add(a *amount) {
	if !a.hasLow && !a.hasHigh && !a.hasBest {
		s.open = true
		return
	}
	s.some = true
	if a.hasLow {
		s.low, s.someLow = plus(s.low, a.low), true
	}
	if a.hasBest {
		s.best = plus(s.best, a.best)
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
	s.some, s.someLow, s.open = s.some || o.some, s.someLow || o.someLow, s.open || o.open
}

// sum is what incidents add up to, with the incidents.
type sum struct {
	added
	incidents []int32
	unknown   []int32
	noBest    []int32
	lows      map[int32]int64 // of incidents that may share people with others
}

// add puts one incident's figure in.
func (s *sum) add(at int32, a *amount, shares bool) {
	s.added.add(a)
	switch {
	case !a.hasLow && !a.hasHigh && !a.hasBest:
		s.unknown = append(s.unknown, at)
		return
	case !a.hasBest:
		s.noBest = append(s.noBest, at)
	}
	s.incidents = append(s.incidents, at)
	if shares {
		if s.lows == nil {
			s.lows = map[int32]int64{}
		}
		s.lows[at] = a.low
	}
}

// merge puts another sum of other incidents in.
func (s *sum) merge(o *sum) {
	s.added.merge(o.added)
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

// clear makes the sum empty, and keeps its room.
func (s *sum) clear() {
	*s = sum{incidents: s.incidents[:0], unknown: s.unknown[:0], noBest: s.noBest[:0]}
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

// writer writes sums out as cells. What cells point to lies in two stretches for
// all of them: a piece of memory for each would cost more than the counting.
type writer struct {
	x       *Index
	names   []string
	numbers []int64
}

// newWriter makes room for the cells and the names of all their incidents.
func newWriter(x *Index, cells, names int) *writer {
	return &writer{x, make([]string, 0, names), make([]int64, 0, 3*cells)}
}

// cell writes a sum as a figure that names what it was made from.
func (w *writer) cell(s *sum, keys []string, m uint8, behind []claimKey) Cell {
	c := Cell{Keys: keys, Measure: cairn.Measures()[m-1], Incidents: w.ids(s.incidents), Claims: w.x.refs(behind)}
	if len(s.unknown) > 0 {
		c.Unknown = w.ids(s.unknown)
	}
	if len(s.noBest) > 0 {
		c.NoBest = w.ids(s.noBest)
	}
	c.Open = s.open
	if !s.some {
		return c
	}
	c.Overlap = s.overlap(w.x)
	c.High = w.number(s.high)
	if s.someLow { // "at most 45" gives no least
		c.Low = w.number(s.low - c.Overlap)
	}
	if len(s.noBest) < len(s.incidents) {
		c.Best = w.number(s.best)
	}
	return c
}

func (w *writer) number(n int64) *int64 {
	w.numbers = append(w.numbers, n)
	return &w.numbers[len(w.numbers)-1]
}

func (w *writer) ids(at []int32) []string {
	from := len(w.names)
	w.names = w.x.appendIDs(w.names, at)
	return w.names[from:len(w.names):len(w.names)]
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
