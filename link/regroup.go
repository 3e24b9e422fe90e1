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

// regroup groups the components of some units anew and returns all units of
// them.
func (x *Index) regroup(seeds []int32) []int32 {
	var out []int32
	seen := map[int32]bool{}
	for _, i := range seeds {
		if seen[i] || x.units[i].dead {
			continue
		}
		items, edges, rulings := x.reach(i)
		for _, k := range items {
			seen[k] = true
		}
		x.divide(items, edges, rulings)
		out = append(out, items...)
	}
	return out
}

// divide groups one component. Members are taken in the order that a whole run
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

// reach walks the edges and decisions from a unit: all that its group can
// depend on, each edge once.
func (x *Index) reach(i int32) (items []int32, edges []edge, rulings []ruling) {
	seen := map[int32]bool{i: true}
	ruled := map[int64]bool{}
	items = []int32{i}
	visit := func(k int32) {
		if !seen[k] {
			seen[k] = true
			items = append(items, k)
		}
	}
	for at := 0; at < len(items); at++ {
		u := items[at]
		for _, e := range x.edgesOf[u] {
			if e.score < threshold {
				continue
			}
			visit(e.a)
			visit(e.b)
			if e.a == u {
				edges = append(edges, e)
			}
		}
		for _, seq := range x.rulingsOf(u) {
			if ruled[seq] {
				continue
			}
			ruled[seq] = true
			r := x.book.rulings[seq]
			rulings = append(rulings, r)
			for _, set := range r.units(x.unitsOf) {
				for _, k := range set {
					visit(k)
				}
			}
		}
	}
	return items, edges, rulings
}
