package link

import (
	"cmp"
	"slices"

	"cairn"
)

// Index is a Set that takes reports one at a time. A report that is added is
// compared with those that share a key, and only the incidents it touches are
// grouped anew. With the same [Frequencies], the outcome is that of linking all
// reports at once, in whatever order they came; one limit: a key that grows
// beyond the size of a block after it has brought units together keeps what it
// did, until the next whole run.
type Index struct {
	*Set
	base    []keyed            // keys of the units that were there at the start, sorted
	added   map[uint64][]int32 // keys of the units added since
	edgesOf [][]edge           // of each unit
	texts   map[uint64][]int32 // copy keys of reports
	parent  []int32            // of stories
	decided map[string]bool    // the ids that decisions name
}

// NewIndex lays out the reports there are.
func NewIndex(reports []cairn.Coded, o Options) (*Index, error) {
	s, err := New(reports, o)
	if err != nil {
		return nil, err
	}
	x := &Index{Set: s, added: map[uint64][]int32{}, texts: map[uint64][]int32{}, edgesOf: make([][]edge, len(s.units)), parent: slices.Clone(s.story)}
	// room for what will be added, so that no report waits for a copy of all
	room := len(s.units)/8 + 1024
	s.reports, s.docs, s.units, s.group = slices.Grow(s.reports, room), slices.Grow(s.docs, room), slices.Grow(s.units, room), slices.Grow(s.group, room)
	x.edgesOf, x.parent, s.story = slices.Grow(x.edgesOf, room), slices.Grow(x.parent, room), slices.Grow(s.story, room)
	x.decided = map[string]bool{}
	for _, d := range o.Decisions {
		for _, id := range d.Targets {
			x.decided[id] = true
		}
	}
	for i := range s.units {
		s.model.keysOf(&s.units[i], func(kind, key uint64) { x.base = append(x.base, keyed{mix(kind, key), int32(i)}) })
	}
	slices.SortFunc(x.base, compareKeyed)
	x.base = slices.Compact(x.base)
	for _, e := range s.edges {
		x.edgesOf[e.a] = append(x.edgesOf[e.a], e)
		x.edgesOf[e.b] = append(x.edgesOf[e.b], e)
	}
	for i, d := range s.docs {
		d.copyKeys(func(k uint64) { x.texts[k] = append(x.texts[k], int32(i)) })
	}
	return x, nil
}

func compareKeyed(a, b keyed) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.unit, b.unit))
}

// Add links one more report and returns the units of every incident that it is
// part of, as the ids of their claims or reports.
func (x *Index) Add(c cairn.Coded) [][]string {
	at := int32(len(x.reports))
	x.reports = append(x.reports, c)
	d := read(&c.Report, x.model.words)
	x.docs = append(x.docs, d)
	x.addStory(at, d)
	if d != nil {
		x.model.weigh(d)
	}
	var fresh []int32
	for _, u := range unitsOf(at, &x.reports[at], d) {
		i := int32(len(x.units))
		x.units = append(x.units, u)
		x.group = append(x.group, i)
		x.edgesOf = append(x.edgesOf, nil)
		fresh = append(fresh, i)
	}
	for _, i := range fresh {
		x.connect(i)
	}
	if x.isDecided(&c) {
		x.rules = constrain(x.Set, x.o.Decisions)
	}
	x.byGroup = nil
	var out [][]string
	for _, i := range fresh {
		items := x.regroupAround(i)
		out = append(out, x.names(i, items))
	}
	return out
}

// isDecided says whether a decision names the report or one of its claims:
// people decide about claims that a later coding brings back.
func (x *Index) isDecided(c *cairn.Coded) bool {
	return x.decided[c.ID] || slices.ContainsFunc(c.Claims, func(cl cairn.Claim) bool { return x.decided[cl.ID] })
}

// addStory finds the copies of a new text.
func (x *Index) addStory(at int32, d *profile) {
	x.parent = append(x.parent, at)
	var near []int32
	d.copyKeys(func(k uint64) {
		if had := x.texts[k]; len(had) <= maxBlock {
			near = append(near, had...)
		}
		x.texts[k] = append(x.texts[k], at)
	})
	slices.Sort(near)
	for _, other := range slices.Compact(near) {
		if compare(x.docs, uint64(other)<<32|uint64(at)).isCopy() {
			union(x.parent, other, at)
		}
	}
	x.story = append(x.story, at)
	for i := range x.story {
		if len(near) > 0 || int32(i) == at {
			x.story[i] = root(x.parent, int32(i))
		}
	}
	x.credit(at)
}

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
		if v := x.model.score(&x.units[i], &x.units[k]); v >= threshold {
			e := edge{min(i, k), max(i, k), float32(v)}
			x.edgesOf[i] = append(x.edgesOf[i], e)
			x.edgesOf[k] = append(x.edgesOf[k], e)
		}
	}
}

// regroupAround groups the component of a unit anew. Members are taken in the
// order that a whole run has them in, so that ties fall the same way.
func (x *Index) regroupAround(i int32) []int32 {
	items, edges := x.reach(i)
	slices.SortFunc(items, func(a, b int32) int { return compareUnits(&x.units[a], &x.units[b]) })
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
	g.together, g.apart = within(x.rules.together, local), within(x.rules.apart, local)
	for k, into := range cluster(g) {
		x.group[items[k]] = items[into]
	}
	return items
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
func (x *Index) reach(i int32) (items []int32, edges []edge) {
	seen := map[int32]bool{i: true}
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
			visit(e.a)
			visit(e.b)
			if e.a == u {
				edges = append(edges, e)
			}
		}
		for _, p := range x.rules.together {
			if p[0] == u || p[1] == u {
				visit(p[0])
				visit(p[1])
			}
		}
	}
	return items, edges
}

// names are the units of a group, which lies within a component.
func (x *Index) names(i int32, component []int32) []string {
	var out []string
	for _, k := range component {
		if x.group[k] == x.group[i] {
			out = append(out, x.units[k].key)
		}
	}
	slices.Sort(out)
	return out
}
