package estimate

import (
	"fmt"
	"math/bits"
	"strings"
)

// Graph is a decomposable graph over the lists: which lists depend on each
// other directly. Its separators may repeat; empty ones are left out.
type Graph struct {
	Cliques    []Pattern
	Separators []Pattern
}

// maxGraphLists bounds the averaging: 6 lists have 18,154 graphs.
const maxGraphLists = 6

// Graphs are all decomposable graphs of 2 to 6 lists, in a fixed order: 8 for
// three lists, 61 for four, 822 for five, 18,154 for six.
func Graphs(lists int) ([]Graph, error) {
	if lists < 2 || lists > maxGraphLists {
		return nil, fmt.Errorf("decomposable graphs of %d lists: 2 to %d lists can be averaged over", lists, maxGraphLists)
	}
	var edges [][2]int
	for a := range lists {
		for b := a + 1; b < lists; b++ {
			edges = append(edges, [2]int{a, b})
		}
	}
	var out []Graph
	for set := 0; set < 1<<len(edges); set++ {
		var next [maxGraphLists]Pattern
		for i, e := range edges {
			if set>>i&1 == 1 {
				next[e[0]] |= 1 << e[1]
				next[e[1]] |= 1 << e[0]
			}
		}
		if g, ok := decompose(next[:lists]); ok {
			out = append(out, g)
		}
	}
	return out, nil
}

// decompose visits the vertices by maximum cardinality search. The graph is
// decomposable if the visited neighbours of each vertex are joined to one
// another; a clique ends where that set stops growing (Blair and Peyton 1993).
func decompose(next []Pattern) (Graph, bool) {
	var g Graph
	var visited, clique Pattern
	for range next {
		v := mostVisited(next, visited)
		before := next[v] & visited
		for rest := before; rest != 0; rest &= rest - 1 {
			u := bits.TrailingZeros32(uint32(rest))
			if others := before &^ (1 << u); next[u]&others != others {
				return g, false
			}
		}
		if visited != 0 && before != clique {
			g.Cliques = append(g.Cliques, clique)
			if before != 0 {
				g.Separators = append(g.Separators, before)
			}
		}
		clique = before | 1<<v
		visited |= 1 << v
	}
	g.Cliques = append(g.Cliques, clique)
	return g, true
}

func mostVisited(next []Pattern, visited Pattern) int {
	best, most := -1, -1
	for v := range next {
		if visited.Has(v) {
			continue
		}
		if n := (next[v] & visited).Size(); n > most {
			best, most = v, n
		}
	}
	return best
}

// String writes the cliques by list number: "12,234".
func (g Graph) String() string {
	var parts []string
	for _, c := range g.Cliques {
		var b strings.Builder
		for j := range maxGraphLists {
			if c.Has(j) {
				fmt.Fprintf(&b, "%d", j+1)
			}
		}
		parts = append(parts, b.String())
	}
	return strings.Join(parts, ",")
}

// complete says whether every list depends on every other.
func (g Graph) complete() bool { return len(g.Cliques) == 1 }
