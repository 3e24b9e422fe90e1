package link

import (
	"math"
	"slices"
)

// An edge is a pair of units and the log-odds that they tell of one incident.
type edge struct {
	a, b  int32
	score float32
}

// never is the score of a pair that a person told apart.
const never = -1e6

// grouping is what clustering needs to know of n items. score must be
// symmetric; together and apart are people's decisions.
type grouping struct {
	n        int
	edges    []edge // pairs worth joining: those above the threshold
	score    func(a, b int32) float64
	together [][2]int32
	apart    [][2]int32
	at       float64 // two groups join where the mean score of their pairs is at least this
	most     int     // components with more members are cut at a higher threshold first
}

// cluster returns the group of each item, numbered by first member. Groups grow
// by average linkage: the two whose members agree best on average join first,
// so a chain of doubtful pairs does not pull two incidents into one.
func cluster(g grouping) []int32 {
	of := make([]int32, g.n)
	for i := range of {
		of[i] = int32(i)
	}
	apart := pairSet(g.apart)
	for _, comp := range g.components(g.edges, g.at) {
		g.divide(comp, apart, of)
	}
	return of
}

func pairSet(pairs [][2]int32) []uint64 {
	out := make([]uint64, 0, len(pairs))
	for _, p := range pairs {
		out = append(out, uint64(min(p[0], p[1]))<<32|uint64(max(p[0], p[1])))
	}
	return sortedUnique(out)
}

// component is a set of items that edges hold together, and those edges.
type component struct {
	items []int32
	edges []edge
}

// components splits the items that have edges at or above a threshold.
func (g *grouping) components(edges []edge, at float64) []component {
	parent := make([]int32, g.n)
	for i := range parent {
		parent[i] = int32(i)
	}
	for _, e := range edges {
		if float64(e.score) >= at {
			union(parent, e.a, e.b)
		}
	}
	for _, p := range g.together {
		union(parent, p[0], p[1])
	}
	where := make([]int32, g.n)
	for i := range where {
		where[i] = -1
	}
	var out []component
	place := func(i int32) int32 {
		r := root(parent, i)
		if where[r] < 0 {
			where[r] = int32(len(out))
			out = append(out, component{})
		}
		return where[r]
	}
	seen := make([]bool, g.n)
	visit := func(i int32) {
		if !seen[i] {
			seen[i] = true
			c := place(i)
			out[c].items = append(out[c].items, i)
		}
	}
	for _, e := range edges {
		if float64(e.score) >= at {
			visit(e.a)
			visit(e.b)
			c := place(e.a)
			out[c].edges = append(out[c].edges, e)
		}
	}
	for _, p := range g.together {
		visit(p[0])
		visit(p[1])
	}
	for i := range out {
		slices.Sort(out[i].items)
	}
	return out
}

func root(parent []int32, i int32) int32 {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

func union(parent []int32, a, b int32) {
	a, b = root(parent, a), root(parent, b)
	if a != b {
		parent[max(a, b)] = min(a, b)
	}
}

// divide groups one component. One that is too large to hold all its pairs is
// cut into smaller ones at a higher threshold.
func (g *grouping) divide(c component, apart []uint64, of []int32) {
	if len(c.items) > g.most && len(c.edges) > 0 { // without edges only decisions hold it together
		scores := make([]float32, 0, len(c.edges))
		for _, e := range c.edges {
			scores = append(scores, e.score)
		}
		slices.Sort(scores)
		if cutAt := scores[len(scores)/2]; cutAt < scores[len(scores)-1] {
			for _, part := range g.within(c, float64(math.Nextafter32(cutAt, math.MaxFloat32))) {
				g.divide(part, apart, of)
			}
			return
		}
	}
	newAgglomeration(g, c.items, apart).run(of)
}

// within splits one component at a higher threshold.
func (g *grouping) within(c component, at float64) []component {
	index := make(map[int32]int32, len(c.items))
	for i, it := range c.items {
		index[it] = int32(i)
	}
	small := grouping{n: len(c.items)}
	for _, p := range g.together {
		a, okA := index[p[0]]
		b, okB := index[p[1]]
		if okA && okB {
			small.together = append(small.together, [2]int32{a, b})
		}
	}
	edges := make([]edge, 0, len(c.edges))
	for _, e := range c.edges {
		edges = append(edges, edge{index[e.a], index[e.b], e.score})
	}
	parts := small.components(edges, at)
	for i := range parts {
		for k := range parts[i].items {
			parts[i].items[k] = c.items[parts[i].items[k]]
		}
		for k, e := range parts[i].edges {
			parts[i].edges[k] = edge{c.items[e.a], c.items[e.b], e.score}
		}
	}
	return parts
}

// agglomeration joins the members of one component.
type agglomeration struct {
	g     *grouping
	items []int32
	mean  []float32 // of every two groups, a square
	size  []int32
	into  []int32 // the group an item's group went into
	best  []int32 // the group each group agrees best with
	live  []bool
}

func newAgglomeration(g *grouping, items []int32, apart []uint64) *agglomeration {
	n := len(items)
	a := &agglomeration{g: g, items: items, mean: make([]float32, n*n), size: make([]int32, n), into: make([]int32, n), best: make([]int32, n), live: make([]bool, n)}
	for i := range n {
		a.size[i], a.into[i], a.live[i] = 1, int32(i), true
		for j := range i {
			var s float32
			if _, told := slices.BinarySearch(apart, uint64(items[j])<<32|uint64(items[i])); told {
				s = never
			} else {
				s = float32(g.score(items[j], items[i]))
			}
			a.mean[i*n+j], a.mean[j*n+i] = s, s
		}
	}
	index := map[int32]int{}
	for i, it := range items {
		index[it] = i
	}
	for _, p := range g.together {
		i, okI := index[p[0]]
		j, okJ := index[p[1]]
		if okI && okJ {
			a.join(a.group(i), a.group(j))
		}
	}
	return a
}

func (a *agglomeration) group(i int) int {
	for int(a.into[i]) != i {
		i = int(a.into[i])
	}
	return i
}

// join puts group j into i: the mean of the union with any other group is the
// mean of both, weighed by their sizes. A pair that must stay apart stays so.
func (a *agglomeration) join(i, j int) {
	if i == j {
		return
	}
	i, j = min(i, j), max(i, j)
	n := len(a.items)
	wi, wj := float32(a.size[i]), float32(a.size[j])
	for k := range n {
		if !a.live[k] || k == i || k == j {
			continue
		}
		x, y := a.mean[i*n+k], a.mean[j*n+k]
		m := (x*wi + y*wj) / (wi + wj)
		if x <= never || y <= never {
			m = never
		}
		a.mean[i*n+k], a.mean[k*n+i] = m, m
	}
	a.size[i] += a.size[j]
	a.live[j], a.into[j] = false, int32(i)
}

func (a *agglomeration) nearest(i int) int32 {
	n, best := len(a.items), int32(-1)
	for k := range n {
		if k != i && a.live[k] && (best < 0 || a.mean[i*n+k] > a.mean[i*n+int(best)]) {
			best = int32(k)
		}
	}
	return best
}

func (a *agglomeration) run(of []int32) {
	n := len(a.items)
	for i := range n {
		if a.live[i] {
			a.best[i] = a.nearest(i)
		}
	}
	for {
		at, top := -1, float32(a.g.at)
		for i := range n {
			if a.live[i] && a.best[i] >= 0 {
				if s := a.mean[i*n+int(a.best[i])]; s > top || at < 0 && s >= top {
					at, top = i, s
				}
			}
		}
		if at < 0 {
			break
		}
		i, j := min(at, int(a.best[at])), max(at, int(a.best[at]))
		a.join(i, j)
		for k := range n {
			if a.live[k] && (k == i || a.best[k] == int32(i) || a.best[k] == int32(j)) {
				a.best[k] = a.nearest(k)
			} else if a.live[k] && k != i && a.mean[k*n+i] > a.mean[k*n+int(a.best[k])] {
				a.best[k] = int32(i)
			}
		}
	}
	for i, it := range a.items {
		of[it] = a.items[a.group(i)]
	}
}
