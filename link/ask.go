package link

import (
	"maps"
	"slices"

	"cairn"
)

// asks are the questions that may be asked of a person, laid out once and then
// kept in step with what changes.
type asks struct {
	open   map[asked]open
	by     map[int32][]asked // by each of the units that name a question
	stale  map[int32]bool    // units that changed since
	top    []open            // the worthiest, in their order
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

// ranked is how many of the worthiest questions are kept in their order.
const ranked = 1024

// first are the worthiest questions, at least as many as asked for where there
// are. They are ranked once; what changes moves in and out.
func (a *asks) first(most int) []open {
	if len(a.top) >= most || len(a.top) == len(a.open) {
		return slices.Clone(a.top)
	}
	keep := max(ranked, most)
	a.top = make([]open, 0, 2*keep)
	for _, q := range a.open {
		if a.top = append(a.top, q); len(a.top) == cap(a.top) {
			slices.SortFunc(a.top, byWorth)
			a.top = a.top[:keep]
		}
	}
	slices.SortFunc(a.top, byWorth)
	a.top = a.top[:min(keep, len(a.top))]
	return slices.Clone(a.top)
}

// rank takes a question in, where it is worthier than some that are ranked.
func (a *asks) rank(q open) {
	if n := len(a.top); n == 0 || n < len(a.open)-1 && byWorth(q, a.top[n-1]) > 0 {
		return
	}
	i, _ := slices.BinarySearchFunc(a.top, q, byWorth)
	a.top = slices.Insert(a.top, i, q)
	a.top = a.top[:min(len(a.top), 2*ranked)]
}

func (a *asks) unrank(q open) {
	if i, found := slices.BinarySearchFunc(a.top, q, byWorth); found {
		a.top = slices.Delete(a.top, i, i+1)
	}
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
	if len(x.asks.stale) == 0 {
		return
	}
	fresh, answered := map[asked]open{}, x.answered(constrain(slices.Collect(maps.Values(x.book.rulings)), x.unitsOf))
	for i := range x.asks.stale {
		for _, key := range x.asks.by[i] {
			if q, ok := x.asks.open[key]; ok {
				delete(x.asks.open, key)
				x.asks.unrank(q)
			}
		}
		delete(x.asks.by, i)
	}
	for i := range x.asks.stale {
		if x.units[i].dead {
			continue
		}
		for _, e := range x.edgesOf[i] {
			if e.score > -doubt && e.score < doubt {
				x.consider(e, fresh, answered)
			}
		}
	}
	clear(x.asks.stale)
	for key, q := range fresh {
		q = x.weigh(q)
		x.asks.open[key] = q
		x.asks.rank(q)
		x.asks.by[key.a] = append(x.asks.by[key.a], key)
		if key.b != none {
			x.asks.by[key.b] = append(x.asks.by[key.b], key)
		}
	}
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
