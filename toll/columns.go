package toll

import (
	"runtime"
	"slices"
	"sync"
)

// cells makes the cells of the groups asked for.
func (t *tally) cells() Cells {
	switch {
	case len(t.groups) == 0:
		return Cells{}
	case t.q.Running && t.timeDimension() >= 0:
		return Cells{t.running()}
	}
	return Cells{t.plain()}
}

// totalCells are the sums of all cells, by measure.
func (t *tally) totalCells() []Cell {
	c := t.columns(0, 0)
	c.overlaps = []int64{}
	for m := range t.totals {
		s := &t.totals[m]
		if len(s.members) == 0 {
			continue
		}
		from := int32(len(c.members))
		c.members = append(c.members, s.members...)
		c.put(cellKey{measure: uint8(m)}, s, from, int32(len(c.members)))
	}
	c.words = nil
	if len(t.groups) > 0 {
		c.behind = nil // of cells, and a total is in none
	}
	return slices.Collect(Cells{c}.All())
}

// columns are empty ones with room for so many cells and incidents.
func (t *tally) columns(cells, members int) *columns {
	c := &columns{x: t.x, keys: make([]cellKey, cells), sums: make([]added, cells), members: make([]member, members), behind: t.behind}
	for _, g := range t.groups {
		c.words = append(c.words, g.words.words)
	}
	if t.sums.shared {
		c.overlaps = make([]int64, cells)
	}
	return c
}

// plain adds every cell up, in stretches at the same time.
func (t *tally) plain() *columns {
	s := t.sums
	c := t.columns(s.cells(), len(s.log))
	starts := slices.Clone(s.starts)
	c.from, c.to = starts[:s.cells()], starts[1:]
	cuts := s.cut(max(min(runtime.GOMAXPROCS(0), len(s.log)/stretch), 1))
	var wait sync.WaitGroup
	for p := range len(cuts) - 1 {
		wait.Go(func() {
			for i := cuts[p]; i < cuts[p+1]; i++ {
				var one sum
				c.keys[i] = s.key(i)
				t.addCell(&one, int32(i), c.members[c.from[i]:c.from[i]:c.to[i]])
				c.set(i, &one)
			}
		})
	}
	wait.Wait()
	return c
}

// addCell adds a cell's figures to a sum, and the incidents to a list.
func (t *tally) addCell(to *sum, cell int32, members []member) []member {
	for _, e := range t.sums.of(cell) {
		at, a := int32(e.at>>1), &t.sums.amounts[e.amount]
		members = append(members, memberOf(at, a))
		to.count(at, a, e.at&sharing != 0)
	}
	return members
}

func (c *columns) set(i int, s *sum) {
	c.sums[i] = s.added
	if c.overlaps != nil {
		c.overlaps[i] = s.overlap(c.x)
	}
}

// put adds a cell.
func (c *columns) put(key cellKey, s *sum, from, to int32) {
	c.keys, c.sums = append(c.keys, key), append(c.sums, s.added)
	c.from, c.to = append(c.from, from), append(c.to, to)
	if c.overlaps != nil {
		c.overlaps = append(c.overlaps, s.overlap(c.x))
	}
}

// running makes running totals of the cells of a time dimension: each holds what
// happened until the end of its period. What has no date is in none. Cells of one
// line, a measure and what a toll is grouped by besides time, share their
// incidents: a later one only names more of them.
func (t *tally) running() *columns {
	dim := t.timeDimension()
	words := t.groups[dim].words.words
	n := t.sums.cells()
	c := t.columns(0, 0)
	c.keys, c.sums, c.members = make([]cellKey, 0, n), make([]added, 0, n), make([]member, 0, len(t.sums.log))
	c.from, c.to, c.behind = make([]int32, 0, n), make([]int32, 0, n), nil
	var so sum
	var begin int32
	var last cellKey
	for i := range n {
		key := t.sums.key(i)
		when, line := key.a, cellKey{measure: key.measure, b: key.b}
		if dim == 1 {
			when, line.b = key.b, key.a
		}
		if words[when] == Unsaid {
			continue
		}
		if line != last {
			so, begin, last = sum{}, int32(len(c.members)), line
		}
		c.members = t.addCell(&so, int32(i), c.members)
		c.put(key, &so, begin, int32(len(c.members)))
	}
	return c
}

// order is how cells are put in order: each group's numbers in the order of its
// words, and for running totals those of periods in the order of their ends,
// after the other group.
func (t *tally) order() (order [][]int32, second bool) {
	order = t.alphabets()
	dim := t.timeDimension()
	if !t.q.Running || dim < 0 {
		return order, false
	}
	words := t.groups[dim].words.words
	order[dim] = slices.Clone(order[dim])
	slices.SortFunc(order[dim], func(a, b int32) int { return compareEnds(words[a], words[b]) })
	return order, dim == 0 && len(order) > 1
}

// ranksOf is the place of each number in an order of them.
func ranksOf(order []int32) []int32 {
	out := make([]int32, len(order))
	for rank, n := range order {
		out[n] = int32(rank)
	}
	return out
}
