package toll

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"cairn"
)

// Cells are the figures of a toll by group, in their order. A toll by place and
// day has half a million, and who asks reads a page of them or looks one up: so
// the numbers are added at once and lie side by side, and what a cell is called
// and which incidents it names is written out when the cell is read. The index
// that it is read from never changes, so this is the same at any time.
type Cells struct{ of *columns }

// columns are the cells of a toll, each part of them in a stretch of its own.
type columns struct {
	x        *Index
	words    [][]string // of each group
	keys     []cellKey
	sums     []added
	overlaps []int64 // nil where no incident shares people with another
	from, to []int32 // among members; those of running totals share their beginnings
	members  []member
	behind   map[cellKey][]claimKey
}

// member is an incident of a cell, and in the two lowest bits what its figure
// lacks.
type member uint32

const (
	lacksBest   member = 1
	lacksNumber member = 2
	lacks              = lacksBest | lacksNumber
)

func memberOf(at int32, a *amount) member {
	m := member(at) << 2
	switch {
	case a.none():
		return m | lacksNumber
	case !a.hasBest:
		return m | lacksBest
	}
	return m
}

// Len is how many cells there are.
func (c Cells) Len() int {
	if c.of == nil {
		return 0
	}
	return len(c.of.keys)
}

// At writes one cell out.
func (c Cells) At(i int) Cell {
	return c.of.writer(i, i+1).cell(i)
}

// All writes every cell out, one after the other.
func (c Cells) All() iter.Seq[Cell] {
	const together = 512 // one piece of memory for what so many cells point to
	return func(yield func(Cell) bool) {
		for from := 0; from < c.Len(); from += together {
			to := min(from+together, c.Len())
			w := c.of.writer(from, to)
			for i := from; i < to; i++ {
				if !yield(w.cell(i)) {
					return
				}
			}
		}
	}
}

// Of is the cell of a measure with these keys.
func (c Cells) Of(m cairn.Measure, keys []string) (Cell, bool) {
	for i := range c.Len() {
		if c.of.measure(i) == m && slices.Equal(c.of.appendKeys(nil, i), keys) {
			return c.At(i), true
		}
	}
	return Cell{}, false
}

// MarshalJSON writes the cells as a list.
func (c Cells) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // whoever encodes the toll decides
	b.WriteByte('[')
	n := 0
	for cell := range c.All() {
		if n++; n > 1 {
			b.WriteByte(',')
		}
		if err := e.Encode(cell); err != nil {
			return nil, fmt.Errorf("write a cell as JSON: %w", err)
		}
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

func (c *columns) measure(i int) cairn.Measure { return cairn.Measures()[c.keys[i].measure-1] }

func (c *columns) appendKeys(to []string, i int) []string {
	for g, words := range c.words {
		to = append(to, words[[2]int32{c.keys[i].a, c.keys[i].b}[g]])
	}
	return to
}

// cellWriter writes cells out. What they point to lies in a few stretches for all
// of them: a piece of memory for each would cost more than the rest.
type cellWriter struct {
	*columns
	keys    []string
	names   []string
	numbers []int64
	ids     [3][]int32 // room: counted, without a best, without a number
}

func (c *columns) writer(from, to int) *cellWriter {
	names := 0
	for i := from; i < to; i++ {
		names += int(c.to[i] - c.from[i])
	}
	return &cellWriter{columns: c, keys: make([]string, 0, len(c.words)*(to-from)), names: make([]string, 0, names), numbers: make([]int64, 0, 3*(to-from))}
}

func (w *cellWriter) cell(i int) Cell {
	at := len(w.keys)
	w.keys = w.columns.appendKeys(w.keys, i)
	for n := range w.ids {
		w.ids[n] = w.ids[n][:0]
	}
	for _, m := range w.members[w.from[i]:w.to[i]] {
		incident := int32(m >> 2)
		if m&lacks != 0 {
			w.ids[m&lacks] = append(w.ids[m&lacks], incident)
		}
		if m&lacksNumber == 0 {
			w.ids[0] = append(w.ids[0], incident)
		}
	}
	c := Cell{Keys: w.keys[at:len(w.keys):len(w.keys)], Measure: w.measure(i), Incidents: w.named(w.ids[0]),
		NoBest: w.some(w.ids[lacksBest]), Unknown: w.some(w.ids[lacksNumber]), Claims: w.x.refs(w.behind[w.columns.keys[i]])}
	if w.overlaps != nil {
		c.Overlap = w.overlaps[i]
	}
	c.Range = w.sums[i].written(c.Overlap, w.number)
	return c
}

func (w *cellWriter) number(n int64) *int64 {
	w.numbers = append(w.numbers, n)
	return &w.numbers[len(w.numbers)-1]
}

func (w *cellWriter) named(at []int32) []string {
	from := len(w.names)
	w.names = w.x.appendIDs(w.names, at)
	return w.names[from:len(w.names):len(w.names)]
}

func (w *cellWriter) some(at []int32) []string {
	if len(at) == 0 {
		return nil
	}
	return w.named(at)
}
