package toll

import "slices"

// sums are the cells of a toll while they are counted. Which incidents stand
// behind which cell is written into one log for all of them, and cut into lists
// at the end: a list for each, grown one by one, would cost more than all the
// adding. The room that this takes is used again by the next toll.
type sums struct {
	slots []int32 // where a cell's number is, and one more: an open table of a power of two
	keys  []cellKey
	cells []added
	lows  map[int32]map[int32]int64 // by cell: of incidents that may share people with others
	log   []logged
	lists []int32 // of all cells, one after another
	ends  []stops // of the lists of each cell
}

// logged is one incident behind one cell.
type logged struct {
	cell int32
	at   uint32 // with how it is listed in the two lowest bits
}

// listed says in which list of a sum an incident is.
type listed uint8

const (
	isUnknown     listed = iota
	isCounted            // among those that were added
	isWithoutBest        // the same, without a best figure
)

// stops are where the lists of a cell end: those counted, those unknown and
// those without a best figure, one after the other.
type stops struct{ from, counted, unknown, noBest int32 }

// fewest is how many cells a table is made for at first.
const fewest = 1 << 10

// sums are empty ones.
func (x *Index) sums() *sums {
	if s, ok := x.room.Get().(*sums); ok {
		return s
	}
	return &sums{slots: make([]int32, 2*fewest)}
}

// release gives the room of sums back that nobody looks at any more.
func (x *Index) release(s *sums) {
	if len(s.slots) > 16*max(len(s.keys), fewest) {
		return // much more than this toll needed: the next may not need it either
	}
	clear(s.slots)
	clear(s.lows)
	s.keys, s.cells, s.log, s.lists, s.ends = s.keys[:0], s.cells[:0], s.log[:0], s.lists[:0], s.ends[:0]
	x.room.Put(s)
}

// slot is where a cell's number is, or where it is to be put.
func (s *sums) slot(key cellKey) *int32 {
	const golden = 0x9E3779B97F4A7C15
	h := (uint64(key.measure)<<60 ^ uint64(uint32(key.a))<<30 ^ uint64(uint32(key.b))) * golden
	for i := h >> 32; ; i++ {
		at := &s.slots[i&uint64(len(s.slots)-1)]
		if *at == 0 || s.keys[*at-1] == key {
			return at
		}
	}
}

// number is the number of a cell, new or known.
func (s *sums) number(key cellKey) int32 {
	at := s.slot(key)
	if *at == 0 {
		s.keys, s.cells = append(s.keys, key), append(s.cells, added{})
		*at = int32(len(s.keys))
		if 2*len(s.keys) > len(s.slots) {
			s.grow()
		}
		return int32(len(s.keys)) - 1
	}
	return *at - 1
}

func (s *sums) grow() {
	s.slots = make([]int32, 2*len(s.slots))
	for i, key := range s.keys {
		*s.slot(key) = int32(i + 1)
	}
}

// put adds an incident's figure to a cell.
func (s *sums) put(key cellKey, at int32, f *figure, overlaps bool) {
	n := s.number(key)
	in := s.cells[n].add(f)
	s.log = append(s.log, logged{n, uint32(at)<<2 | uint32(in)})
	if overlaps && in != isUnknown {
		s.low(n, at, f.low)
	}
}

func (s *sums) low(cell, at int32, low int64) {
	if s.lows == nil {
		s.lows = map[int32]map[int32]int64{}
	}
	if s.lows[cell] == nil {
		s.lows[cell] = map[int32]int64{}
	}
	s.lows[cell][at] = low
}

// join takes in what was counted elsewhere of later incidents, whose cells go by
// another key here.
func (s *sums) join(o *sums, key func(cellKey) cellKey) {
	here := make([]int32, len(o.keys))
	for i, k := range o.keys {
		here[i] = s.number(key(k))
		s.cells[here[i]].merge(o.cells[i])
		for at, low := range o.lows[int32(i)] {
			s.low(here[i], at, low)
		}
	}
	s.log = slices.Grow(s.log, len(o.log))
	for _, l := range o.log {
		s.log = append(s.log, logged{here[l.cell], l.at})
	}
}

// cut makes the lists of every cell from the log.
func (s *sums) cut() {
	s.ends = slices.Grow(s.ends[:0], len(s.cells))[:len(s.cells)]
	clear(s.ends)
	for _, l := range s.log {
		switch e := &s.ends[l.cell]; listed(l.at & 3) {
		case isUnknown:
			e.unknown++
		case isWithoutBest:
			e.noBest++
			fallthrough
		case isCounted:
			e.counted++
		}
	}
	var all int32
	for i := range s.ends {
		e := &s.ends[i]
		n := *e
		e.from, e.counted = all, all
		e.unknown, e.noBest = all+n.counted, all+n.counted+n.unknown
		all += n.counted + n.unknown + n.noBest
	}
	s.lists = slices.Grow(s.lists[:0], int(all))[:all]
	for _, l := range s.log {
		at := int32(l.at >> 2)
		switch e := &s.ends[l.cell]; listed(l.at & 3) {
		case isUnknown:
			s.lists[e.unknown], e.unknown = at, e.unknown+1
		case isWithoutBest:
			s.lists[e.noBest], e.noBest = at, e.noBest+1
			fallthrough
		case isCounted:
			s.lists[e.counted], e.counted = at, e.counted+1
		}
	}
}

// sum is a cell with its lists, which are good until the sums are released.
func (s *sums) sum(i int32) sum {
	e := s.ends[i]
	return sum{added: s.cells[i], incidents: s.lists[e.from:e.counted:e.counted], unknown: s.lists[e.counted:e.unknown:e.unknown],
		noBest: s.lists[e.unknown:e.noBest:e.noBest], lows: s.lows[i]}
}

// listed is how many incidents the lists of some cells have.
func (s *sums) listed(cells []int32) (n int) {
	for _, i := range cells {
		n += int(s.ends[i].noBest - s.ends[i].from)
	}
	return n
}
