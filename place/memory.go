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

const (
	memorySlots = 1 << 13
	memoryLimit = 32 // candidates of one name
)

type answer struct {
	name  string
	want  []Kind
	cands []Candidate
}

// remembered is candidates of a name in a text, without reasons. They are not
// the caller's to change.
func (g *Gazetteer) remembered(name string, want []Kind) []Candidate {
	hash := fnv(fnvStart, []byte(name))
	for _, k := range want {
		hash = fnv(hash, []byte{byte(k)})
	}
	slot := &g.memory.slots[finish(hash)%memorySlots]
	if a := slot.Load(); a != nil && a.name == name && slices.Equal(a.want, want) && (a.want == nil) == (want == nil) {
		return a.cands
	}
	cands := g.candidates(name, asked{want: want, quiet: true})
	if len(cands) <= memoryLimit {
		slot.Store(&answer{strings.Clone(name), want, cands})
	}
	return cands
}
