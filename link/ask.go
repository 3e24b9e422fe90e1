package link

import (
	"cmp"
	"slices"

	"cairn"
)

// asks are the questions that may be asked of a person, laid out once and then
// kept in step with what changes.
type asks struct {
	open   map[asked]open
	by     map[int32][]asked // by each of the units that name a question
	stale  map[int32]bool    // units that changed since
	active bool
}

// Queue lists what is best asked of a person, as [Set.Queue] does.
func (x *Index) Queue(most int) []cairn.Question {
	if !x.asks.active {
		x.asks = asks{open: map[asked]open{}, by: map[int32][]asked{}, stale: map[int32]bool{}, active: true}
		for i := range x.units {
			x.asks.stale[int32(i)] = true
		}
	}
	x.refresh()
	return x.worthiest(x.asks.first(most), most)
}

// first are at least the worthiest questions.
func (a *asks) first(most int) []open {
	queue := make([]open, 0, 2*most+64)
	for _, q := range a.open {
		if queue = append(queue, q); len(queue) == cap(queue) {
			slices.SortFunc(queue, func(a, b open) int { return cmp.Compare(b.worth, a.worth) })
			queue = queue[:most]
		}
	}
	return queue
}

// touch notes the units that a step changed.
func (a *asks) touch(units map[int32]bool) {
	if a.active {
		for u := range units {
			a.stale[u] = true
		}
	}
}

// refresh lays out anew the questions about what changed. A question is named by
// the first units of two groups, so those that were are among what changed, too.
func (x *Index) refresh() {
	fresh := map[asked]open{}
	for i := range x.asks.stale {
		for _, key := range x.asks.by[i] {
			delete(x.asks.open, key)
		}
		delete(x.asks.by, i)
	}
	for i := range x.asks.stale {
		if x.units[i].dead {
			continue
		}
		for _, e := range x.edgesOf[i] {
			if e.score > -doubt && e.score < doubt && x.told(e.a, e.b) == "" {
				x.consider(e, nil, fresh)
			}
		}
	}
	clear(x.asks.stale)
	for key, q := range fresh {
		x.asks.open[key] = x.weigh(q)
		x.asks.by[key.a] = append(x.asks.by[key.a], key)
		if key.b != none {
			x.asks.by[key.b] = append(x.asks.by[key.b], key)
		}
	}
}

// told says what a person decided last about two units.
func (x *Index) told(a, b int32) (said string) {
	last := int64(-1)
	for _, seq := range x.rulingsOf(a) {
		if seq <= last {
			continue
		}
		r := x.rulings[seq]
		if of := r.of(a, b, x.unitsOf); of != "" {
			said, last = of, seq
		}
	}
	return said
}

// of says what a ruling says of two units.
func (r *ruling) of(a, b int32, unitsOf func(string) []int32) string {
	inA, inB := -1, -1
	for i, set := range r.units(unitsOf) {
		if slices.Contains(set, a) {
			inA = i
		}
		if slices.Contains(set, b) {
			inB = i
		}
	}
	together := r.verdict == cairn.Same || r.verdict == cairn.Merge
	switch {
	case inA < 0 || inB < 0 || inA == inB && !together:
		return ""
	case together:
		return putTogether
	case r.verdict == cairn.Unsure:
		return couldNot
	}
	return toldApart
}

// Explain says how two claims, two incidents or the main incidents of two
// reports compare.
func (x *Index) Explain(a, b string) (cairn.Explanation, error) {
	names := [2][]string{{a}, {b}}
	for i, id := range []string{a, b} {
		if in := x.outcome.named(id); in != nil {
			names[i] = members(in.line)
		}
	}
	at, err := pairNamed([2]string{a, b}, names, x.unitsOf)
	if err != nil {
		return cairn.Explanation{}, err
	}
	return x.explain(at[0], at[1], x.told(at[0], at[1])), nil
}
