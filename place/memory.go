package place

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// memory keeps the candidates of names that reports resolved: the same towns
// stand in report after report. It has one slot for each hash of a name, so
// that it never grows beyond a few megabytes and a name that is asked for takes
// the place of another. It is safe for concurrent use, because an answer is
// never changed.
type memory struct {
	slots [memorySlots]atomic.Pointer[answer]
	grids sync.Pool // of *grid, empty
	words sync.Pool // of *[]token
}

// grid lends room for the neighbours of one report.
func (m *memory) grid() *grid {
	if gd, ok := m.grids.Get().(*grid); ok {
		return gd
	}
	return newGrid()
}

func (m *memory) keep(gd *grid) {
	gd.empty()
	m.grids.Put(gd)
}

// tokens lends the words of one text.
func (m *memory) tokens(s string) *[]token {
	room, ok := m.words.Get().(*[]token)
	if !ok {
		room = new([]token)
	}
	*room = tokenize((*room)[:0], s)
	return room
}

func (m *memory) keepTokens(room *[]token) { m.words.Put(room) }

const (
	memorySlots = 1 << 14
	memoryLimit = 128 // candidates of one name
)

type answer struct {
	name      string
	want      []Kind
	respelled bool
	cands     []Candidate
}

// remembered is candidates of a name in a text, without reasons, or the places
// that it may be a spelling of. They are not the caller's to change.
func (g *Gazetteer) remembered(name string, want []Kind, respelled bool) []Candidate {
	hash := fnv(fnvStart, []byte(name))
	for _, k := range want {
		hash = fnv(hash, []byte{byte(k)})
	}
	if respelled {
		hash = fnv(hash, []byte{0})
	}
	slot := &g.memory.slots[finish(hash)%memorySlots]
	if a := slot.Load(); a != nil && a.name == name && a.respelled == respelled && slices.Equal(a.want, want) && (a.want == nil) == (want == nil) {
		return a.cands
	}
	var cands []Candidate
	if respelled {
		cands = g.respelled(name, want)
	} else {
		cands = g.candidates(name, asked{want: want, quiet: true})
	}
	if len(cands) <= memoryLimit {
		slot.Store(&answer{strings.Clone(name), want, respelled, cands})
	}
	return cands
}
