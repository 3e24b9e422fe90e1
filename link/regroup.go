package link

import (
	"cmp"
	"slices"
)

// connect scores a new unit against every unit that shares a key with it.
func (x *Index) connect(i int32) {
	var near []int32
	x.model.keysOf(&x.units[i], func(kind, key uint64) {
		k := mix(kind, key)
		lo, _ := slices.BinarySearchFunc(x.base, k, func(e keyed, k uint64) int { return cmp.Compare(e.key, k) })
		hi := lo
		for hi < len(x.base) && x.base[hi].key == k && hi-lo <= maxBlock {
			hi++
		}
		had := x.added[k]
		if len(had) > 0 && had[len(had)-1] == i {
			return
		}
		if hi-lo+len(had) < maxBlock {
			for _, e := range x.base[lo:hi] {
				near = append(near, e.unit)
			}
			near = append(near, had...)
		}
		x.added[k] = append(had, i)
	})
	slices.Sort(near)
	for _, k := range slices.Compact(near) {
		if k == i || x.units[k].dead {
			continue
		}
		if v := x.model.score(&x.units[i], &x.units[k]); v > threshold-doubt {
			x.join(edge{min(i, k), max(i, k), float32(v)})
		}
	}
}

// around is how many units a change may group anew. A component with more is
// grouped around the change only, by whole groups: those further away keep what
// a whole run or an earlier change made of them.
const around = 128

// regroup groups anew what the seeds can change, and returns all units of it.
func (x *Index) regroup(seeds []int32) []int32 {
	items, edges, rulings := x.reach(seeds)
	if len(items) > 0 {
		x.divide(items, edges, rulings)
	}
	return items
}

// divide groups some units. Members are taken in the order that a whole run
// has them in, so that ties fall the same way.
func (x *Index) divide(items []int32, edges []edge, rulings []ruling) {
	slices.SortFunc(items, x.compareUnits)
	local := make(map[int32]int32, len(items))
	for k, it := range items {
		local[it] = int32(k)
	}
	g := grouping{n: len(items), at: threshold, most: largest,
		score: func(a, b int32) float64 { return x.model.score(&x.units[items[a]], &x.units[items[b]]) }}
	for _, e := range edges {
		a, b := local[e.a], local[e.b]
		g.edges = append(g.edges, edge{min(a, b), max(a, b), e.score})
	}
	rules := constrain(rulings, x.unitsOf)
	g.together, g.apart = within(rules.together, local), within(rules.apart, local)
	for k, into := range cluster(g) {
		x.group[items[k]] = items[into]
	}
}

func within(pairs [][2]int32, local map[int32]int32) [][2]int32 {
	var out [][2]int32
	for _, p := range pairs {
		a, okA := local[p[0]]
		b, okB := local[p[1]]
		if okA && okB {
			out = append(out, [2]int32{min(a, b), max(a, b)})
		}
	}
	return out
}

// reaching is a walk over the edges and decisions from some units: all that
// their groups can depend on.
type reaching struct {
	x       *Index
	seen    map[int32]bool
	items   []int32
	ruled   map[int64]bool
	rulings []ruling
}

// reach walks from the seeds, and returns the edges between what it reached,
// each once.
func (x *Index) reach(seeds []int32) ([]int32, []edge, []ruling) {
	w := reaching{x: x, seen: map[int32]bool{}, ruled: map[int64]bool{}}
	for _, i := range seeds {
		w.visit(i)
	}
	for at := 0; at < len(w.items); at++ {
		w.follow(w.items[at], at < around)
	}
	var edges []edge
	for _, u := range w.items {
		for _, e := range x.edgesOf[u] {
			if e.a == u && e.score >= threshold && w.seen[e.b] {
				edges = append(edges, e)
			}
		}
	}
	return w.items, edges, w.rulings
}

// visit takes a unit, and with it all of the group that it is in.
func (w *reaching) visit(i int32) {
	if w.seen[i] || w.x.units[i].dead {
		return
	}
	w.seen[i] = true
	w.items = append(w.items, i)
	if b := w.x.outcome.home[i]; b != nil {
		for _, k := range b.units {
			w.visit(k)
		}
	}
}

// follow goes on from a unit: along its edges where there is room, and to what
// decisions name beside it.
func (w *reaching) follow(u int32, room bool) {
	if room {
		for _, e := range w.x.edgesOf[u] {
			if e.score >= threshold && len(w.items) < around {
				w.visit(e.a)
				w.visit(e.b)
			}
		}
	}
	for _, seq := range w.x.rulingsOf(u) {
		if w.ruled[seq] {
			continue
		}
		w.ruled[seq] = true
		r := w.x.book.rulings[seq]
		w.rulings = append(w.rulings, r)
		if room && len(w.items) < around {
			for _, set := range r.units(w.x.unitsOf) {
				for _, k := range set {
					w.visit(k)
				}
			}
		}
	}
}
