package toll

import (
	"math/bits"
	"slices"
)

// sums are the cells of a toll. While incidents are walked, each figure is only
// written down with the cell it belongs to; then all of them are put in the order
// of cells, by whole numbers, and what stands together is one cell. No cell is
// ever looked for: a table of them would cost more than all the adding. The room
// that this takes is used again by the next toll.
type sums struct {
	log     []entry
	amounts []amount
	other   []entry // room for sorting
	starts  []int32 // of the cells in the log, and where the last one ends
	order   [][]int32
	shift   [2]uint
	swap    bool // cells stand in the order of the second group first
	shared  bool // some incident may share people with others
}

// entry is one incident's figure in one cell.
type entry struct {
	key    uint64 // the measure and the two groups; see pack
	at     uint32 // the incident, and in the lowest bit whether it may share people with others
	amount uint32
}

// sharing marks an incident that may share people with others.
const sharing = 1

// sums are empty ones.
func (x *Index) sums() *sums {
	if s, ok := x.room.Get().(*sums); ok {
		return s
	}
	return &sums{}
}

// release gives the room of sums back that nobody looks at any more.
func (x *Index) release(s *sums) {
	*s = sums{log: s.log[:0], amounts: s.amounts[:0], other: s.other[:0], starts: s.starts[:0]}
	x.room.Put(s)
}

// pack makes one number of a cell's measure and groups. While incidents are
// walked these are as they are counted; sorting puts their places in the order of
// words instead.
func pack(key cellKey) uint64 {
	return uint64(key.measure)<<60 | uint64(key.a)<<30 | uint64(key.b)
}

func unpack(key uint64) cellKey {
	const group = 1<<30 - 1
	return cellKey{uint8(key >> 60), int32(key >> 30 & group), int32(key & group)}
}

// put adds an incident's figure to a cell.
func (s *sums) put(key cellKey, at int32, f *figure, overlaps bool) {
	e := entry{pack(key), uint32(at) << 1, uint32(len(s.amounts))}
	if overlaps {
		e.at |= sharing
		s.shared = true
	}
	s.log = append(s.log, e)
	s.amounts = append(s.amounts, f.amount())
}

// join takes in what was counted elsewhere of later incidents, whose cells go by
// another key here.
func (s *sums) join(o *sums, key func(cellKey) cellKey) {
	s.shared = s.shared || o.shared
	s.log = slices.Grow(s.log, len(o.log))
	base := uint32(len(s.amounts))
	for _, e := range o.log {
		if key != nil {
			e.key = pack(key(unpack(e.key)))
		}
		e.amount += base
		s.log = append(s.log, e)
	}
	s.amounts = append(s.amounts, o.amounts...)
}

// sort makes the cells: by measure, and then by the words of their groups. Order
// is each group's numbers in the order of its words; second puts the first group
// after the second.
func (s *sums) sort(order [][]int32, second bool) {
	s.swap = second
	if second {
		order = [][]int32{order[1], order[0]}
	}
	s.order, s.shift = order, [2]uint{}
	var ranks [2][]int32
	for g, numbers := range order {
		ranks[g] = ranksOf(numbers)
	}
	if len(order) > 1 {
		s.shift[0] = uint(bits.Len(uint(len(order[1]))))
	}
	if len(order) > 0 {
		s.shift[1] = s.shift[0] + uint(bits.Len(uint(len(order[0]))))
	}
	for i := range s.log {
		raw := unpack(s.log[i].key)
		if second {
			raw.a, raw.b = raw.b, raw.a
		}
		key := uint64(raw.measure) << s.shift[1]
		if len(order) > 0 {
			key |= uint64(ranks[0][raw.a]) << s.shift[0]
		}
		if len(order) > 1 {
			key |= uint64(ranks[1][raw.b])
		}
		s.log[i].key = key
	}
	s.radix(int(s.shift[1]) + 4)
	s.starts = s.starts[:0]
	for i := range s.log {
		if i == 0 || s.log[i].key != s.log[i-1].key {
			s.starts = append(s.starts, int32(i))
		}
	}
	s.starts = append(s.starts, int32(len(s.log)))
}

// radix sorts the log by so many lowest bits of its keys; what is alike stays in
// the order of incidents.
func (s *sums) radix(width int) {
	const digit = 11
	s.other = slices.Grow(s.other[:0], len(s.log))[:len(s.log)]
	for shift := 0; shift < width; shift += digit {
		var ends [1 << digit]int32
		for i := range s.log {
			ends[s.log[i].key>>shift&(1<<digit-1)]++
		}
		var all int32
		for d, n := range ends {
			ends[d], all = all, all+n
		}
		for i := range s.log {
			at := &ends[s.log[i].key>>shift&(1<<digit-1)]
			s.other[*at] = s.log[i]
			*at++
		}
		s.log, s.other = s.other, s.log
	}
}

// of are the figures of a cell.
func (s *sums) of(cell int32) []entry { return s.log[s.starts[cell]:s.starts[cell+1]] }

// cells is how many cells there are.
func (s *sums) cells() int { return max(len(s.starts)-1, 0) }

// key is the key of a cell as incidents were walked with it.
func (s *sums) key(cell int) cellKey {
	k := s.log[s.starts[cell]].key
	out := cellKey{measure: uint8(k >> s.shift[1])}
	if len(s.order) > 0 {
		out.a = s.order[0][k>>s.shift[0]&lowest(s.shift[1]-s.shift[0])]
	}
	if len(s.order) > 1 {
		out.b = s.order[1][k&lowest(s.shift[0])]
	}
	if s.swap {
		out.a, out.b = out.b, out.a
	}
	return out
}

// lowest is a number of so many lowest bits.
func lowest(bits uint) uint64 { return uint64(1)<<bits - 1 }

// cut divides the cells into so many stretches of about as many figures each.
func (s *sums) cut(parts int) []int {
	out := make([]int, parts+1)
	for p := range parts {
		at, _ := slices.BinarySearch(s.starts, int32(p*len(s.log)/parts))
		out[p] = at
	}
	out[parts] = s.cells()
	return out
}
