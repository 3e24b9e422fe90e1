package text

import (
	"unicode/utf8"

	"cairn"
)

// extend reads the upper end of a range behind n.
func (g *grammar) extend(n *Number) {
	j := n.Last
	if j+1 >= g.last || n.Beyond {
		return
	}
	k := g.t.Key(j)
	between := n.First > g.first && g.t.Key(n.First-1) == keyBetween
	mark := g.t.Tokens[j].Kind == Punct && (g.t.dashMark(j) || g.t.is(j, "/"))
	switch {
	case between && k == keyAnd, k == keyTo, k == keyOr, mark:
	default:
		return
	}
	c, ok := g.core(j + 1)
	if !ok || c.vague || c.rank || c.share || c.decimal || c.beyond || c.n <= n.N {
		return
	}
	if mark && (!g.t.Tokens[j].Is(Glued) || c.n > n.N*2+20 || g.glued(c.end) || n.First > 0 && g.glued(n.First) && g.t.Tokens[n.First-1].Kind == Punct && !g.t.opens(n.First-1)) {
		return
	}
	if k == keyTo && c.n > n.N*100 || k == keyOr && c.n > n.N*2+1 {
		return
	}
	n.To, n.Last, n.Qualifier = c.n, c.end, cairn.Between
	if between || n.First > g.first && g.t.Key(n.First-1) == keyFrom {
		n.First--
	}
}

// reach reads what a speaker adds as possible: "at least 18 and potentially more
// than 25". The number becomes a range.
func (g *grammar) reach(n *Number) {
	j := n.Last
	if n.Beyond || n.Qualifier == cairn.Between || j+2 >= g.last || g.t.Key(j) != keyAnd && g.t.Key(j) != keyOr && !g.t.is(j, ",") {
		return
	}
	k := j + 1
	for k < g.last && g.w.maybe[g.t.Key(k)] {
		k++
	}
	if k == j+1 {
		return
	}
	for k+1 < g.last && g.t.Tokens[k].Kind == Word && g.w.word[g.t.Key(k)].class == 0 && k < j+6 {
		k++
	}
	c, ok := g.core(k)
	if !ok || c.vague || c.rank || c.share || c.decimal || c.beyond || c.n <= n.N {
		return
	}
	n.To, n.Last, n.Qualifier = c.n, c.end, cairn.Between
}

// glued says whether a dash, slash or colon hangs on token i: a date or a
// telephone number goes on.
func (g *grammar) glued(i int) bool {
	return i < g.last && g.t.Tokens[i].Is(Glued) && (g.t.dashMark(i) || g.t.is(i, "/") || g.t.is(i, ":"))
}

func (t *Text) dashMark(i int) bool {
	r, _ := utf8.DecodeRuneInString(t.S[t.Tokens[i].Start:t.Tokens[i].End])
	return r == '-' || r == '–' || r == '—'
}

// bound takes in the words before and after a number that qualify it.
func (g *grammar) bound(n *Number) {
	i := n.First
	for j := 0; j < 2 && i > g.first; j++ {
		if q, start, ok := g.boundBefore(i); ok {
			if n.Qualifier != cairn.Between && n.Qualifier != cairn.Word && !(n.Qualifier == cairn.About && q == cairn.Exact) {
				n.Qualifier = q
			}
			n.First = start
			break
		}
		if !g.w.joins[g.t.Key(i-1)] {
			break
		}
		i--
	}
	for _, p := range g.w.after[g.t.Key(n.Last)] {
		if n.Last+len(p.keys) <= g.last && g.t.HasPhrase(n.Last, p.keys) {
			n.Qualifier, n.Last = p.qualifier, n.Last+len(p.keys)
			return
		}
	}
	if n.Last < g.last && g.t.is(n.Last, "+") && g.t.Tokens[n.Last].Is(Glued) {
		n.Qualifier, n.Last = cairn.AtLeast, n.Last+1
	}
}

func (g *grammar) boundBefore(i int) (cairn.Qualifier, int, bool) {
	for _, p := range g.w.before[g.t.Key(i-1)] {
		if start := i - len(p.keys); start >= g.first && g.t.HasPhrase(start, p.keys) {
			return p.qualifier, start, true
		}
	}
	return "", 0, false
}
