package toll

import (
	"runtime"
	"slices"
	"sync"
)

// A walk over many incidents is cut into stretches that are counted at the
// same time and then joined in their order. Sums are whole numbers, so the cut
// changes nothing.
const stretch = 8192 // incidents below which cutting costs more than it saves

// count walks all incidents.
func (t *tally) count() {
	t.sums = t.x.sums()
	t.seen = t.view()
	if t.q.Explain { // which claims stand behind a cell is remembered in one place
		t.countFrom(0, len(t.x.incidents))
	} else {
		for _, p := range t.inStretches(func(w *tally, from, to int) {
			w.sums = t.x.sums()
			w.countFrom(from, to)
		}) {
			t.gather(p)
		}
	}
	t.sums.sort(t.order())
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

// worker is a tally of the same query with room of its own.
func (t *tally) worker() *tally {
	w := *t
	e := *t.eval
	e.words, e.statements, e.spans, e.voices = map[int32]WordBound{}, nil, nil, nil
	w.eval, w.support, w.gradedAt = &e, support{}, -1
	w.sums, w.totals = nil, totals{}
	w.left, w.partly, w.said, w.either = map[why][]int32{}, nil, nil, nil
	w.groups = slices.Clone(t.groups)
	for i, d := range t.q.Group {
		if d == t.victims {
			w.groups[i].words = t.groups[i].words.clone()
		}
	}
	return &w
}

// gather joins what one stretch counted.
func (t *tally) gather(p *tally) {
	for m := range t.totals {
		t.totals[m].merge(&p.totals[m])
	}
	t.sums.join(p.sums, t.asHere(p))
	t.x.release(p.sums)
	for w, at := range p.left {
		t.left[w] = append(t.left[w], at...)
	}
	t.partly = append(t.partly, p.partly...)
}

// asHere puts this tally's words for victims in the place of another's, which
// may have met groups of them in another order. Nil: the words are the same.
func (t *tally) asHere(p *tally) func(cellKey) cellKey {
	i := slices.Index(t.q.Group, t.victims)
	if i < 0 {
		return nil
	}
	here := make([]int32, len(p.groups[i].words.words))
	for n, word := range p.groups[i].words.words {
		here[n] = t.groups[i].words.id(word)
	}
	return func(key cellKey) cellKey {
		if i == 0 {
			key.a = here[key.a]
		} else {
			key.b = here[key.b]
		}
		return key
	}
}
