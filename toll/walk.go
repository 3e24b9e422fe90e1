package toll

import (
	"runtime"
	"slices"
	"sync"

	"cairn"
)

// A walk over many incidents is cut into stretches that are counted at the
// same time and then joined in their order. Sums are whole numbers, so the cut
// changes nothing.
const (
	stretch  = 8192    // incidents below which cutting costs more than it saves
	denseMax = 1 << 21 // cells for which a table is kept rather than a map
)

// count walks all incidents.
func (t *tally) count() {
	t.makeDense()
	t.seen = t.view()
	if !t.separable() {
		t.countFrom(0, len(t.x.incidents))
		t.gather(t)
		return
	}
	for _, p := range t.inStretches(func(w *tally, from, to int) { w.countFrom(from, to) }) {
		t.gather(p)
	}
}

// inStretches does something to all incidents, in stretches at the same time,
// each by a tally of its own, and returns these in the order of stretches.
func (t *tally) inStretches(do func(w *tally, from, to int)) []*tally {
	n := len(t.x.incidents)
	parts := make([]*tally, max(min(runtime.GOMAXPROCS(0), n/stretch), 1))
	var wait sync.WaitGroup
	for i := range parts {
		parts[i] = t.worker()
		wait.Go(func() { do(parts[i], i*n/len(parts), (i+1)*n/len(parts)) })
	}
	wait.Wait()
	return parts
}

// separable says whether stretches can be counted at the same time: where
// groups are known beforehand and no claims have to be remembered.
func (t *tally) separable() bool {
	return !t.q.Explain && t.victims == "" && !slices.ContainsFunc(t.groups, func(g grouper) bool { return !g.fixed })
}

// makeDense keeps the cells in a table where the groups are few enough.
func (t *tally) makeDense() {
	if len(t.groups) == 0 || slices.ContainsFunc(t.groups, func(g grouper) bool { return !g.fixed }) {
		return
	}
	t.width = 1
	t.height = int32(len(t.groups[0].words.words))
	if len(t.groups) > 1 {
		t.width = int32(len(t.groups[1].words.words))
	}
	cells := int64(len(cairn.Measures())+1) * int64(t.height) * int64(t.width)
	if cells <= denseMax {
		t.dense = make([]*sum, cells)
	}
}

// worker is a tally of the same query with room of its own.
func (t *tally) worker() *tally {
	w := *t
	e := *t.eval
	e.words, e.statements, e.voices = map[int32]WordBound{}, nil, nil
	w.eval, w.support, w.gradedAt = &e, support{}, -1
	w.sums, w.left, w.totals, w.partly = map[cellKey]*sum{}, map[why][]int32{}, [16]*sum{}, nil
	if t.dense != nil {
		w.dense = make([]*sum, len(t.dense))
	}
	return &w
}

// gather joins what one stretch counted, and turns tables into cells.
func (t *tally) gather(p *tally) {
	if p != t {
		for m, s := range p.totals {
			if s != nil {
				t.totals[m] = joined(t.totals[m], s)
			}
		}
		for key, s := range p.sums {
			t.sums[key] = joined(t.sums[key], s)
		}
		for w, at := range p.left {
			t.left[w] = append(t.left[w], at...)
		}
		t.partly = append(t.partly, p.partly...)
	}
	for i, s := range p.dense {
		if s != nil {
			n := int32(i)
			key := cellKey{uint8(n / t.width / t.height), n / t.width % t.height, n % t.width}
			t.sums[key] = joined(t.sums[key], s)
		}
	}
}

func joined(a, b *sum) *sum {
	if a == nil {
		return b
	}
	a.merge(b)
	return a
}
