package text

import (
	"slices"

	"cairn"
)

// kind looks at the neighbours of a number.
func (g *grammar) kind(n *Number, c core) NumberKind {
	t := g.t
	prev, next := t.Key(n.Core-1), t.Key(n.Last)
	if n.Core == g.first {
		prev = 0
	}
	if n.Last >= g.last {
		next = 0
	}
	digits := t.Tokens[n.Core].Kind == Digits
	switch {
	case months()[prev] && digits && n.N <= 31 && !t.is(n.Core-1, "may") && !t.is(n.Core-1, "march"),
		months()[next] && digits && n.N <= 31 && !t.is(n.Last, "may") && !t.is(n.Last, "march"):
		return DayOf
	case months()[prev] && digits && n.N < 100 && n.Core-2 >= g.first && t.Tokens[n.Core-2].Kind == Digits:
		return Year
	case digits && g.glued(n.Last) && n.Last+1 < g.last && t.Tokens[n.Last+1].Kind == Digits && t.Tokens[n.Last+1].Is(Glued):
		return g.compoundDigits(n)
	case digits && n.Qualifier == cairn.Exact && n.N >= 1900 && n.N < 2100 && n.Last == n.Core+1 && len(t.word(n.Core)) == 4:
		return Year
	}
	if k, known := g.w.next[next]; known {
		if k == Duration && t.Key(n.Last+1) == keyOld && n.Last+1 < g.last {
			n.Last += 2
			return Age
		}
		if k == Duration && t.is(n.Last+1, "of") && t.is(n.Last+2, "age") {
			return Age
		}
		if k != Street || digits {
			return k
		}
	}
	if k, known := g.w.prev[prev]; known && (k != Name || digits) && !(k == Name && t.Tokens[n.Core-1].Kind == Word && t.word(n.Core-1) == "No" && !t.Tokens[n.Core-1].Is(Stop)) {
		return k
	}
	if c.decimal {
		return Measure
	}
	if digits && g.station(n) {
		return Name
	}
	if digits && n.N < 121 && g.apposition(n) {
		return Age
	}
	return Count
}

// station says whether a number belongs to a short name in capitals: "NBC 6".
func (g *grammar) station(n *Number) bool {
	t := g.t
	if t.Upper || n.Core == g.first || n.N > 99 {
		return false
	}
	prev := t.Tokens[n.Core-1]
	return prev.Kind == Word && prev.Is(AllCaps) && prev.End-prev.Start <= 4 && !(n.Last < g.last && t.lower(n.Last))
}

// compoundDigits reads the rest of "10:30", "12/10/2014" or "555-1234" as one.
func (g *grammar) compoundDigits(n *Number) NumberKind {
	kind := Name
	if g.t.is(n.Last, ":") {
		kind = Clock
	} else if g.t.is(n.Last, "/") {
		kind = DayOf
	}
	for g.glued(n.Last) && n.Last+1 < g.last && g.t.Tokens[n.Last+1].Kind == Digits && g.t.Tokens[n.Last+1].Is(Glued) {
		n.Last += 2
	}
	return kind
}

// apposition says whether a number stands as an age does: "Smith, 33, of ..".
func (g *grammar) apposition(n *Number) bool {
	t := g.t
	if n.Last != n.Core+1 || n.Core-2 < g.first {
		return false
	}
	after := n.Last >= g.last || slices.Contains([]string{",", ".", ";", ")", "-", "–", "—"}, t.word(n.Last))
	before := t.is(n.Core-1, ",") || t.is(n.Core-1, "(") && t.is(n.Last, ")")
	name := t.Tokens[n.Core-2]
	return before && after && name.Kind == Word && name.Is(Capital) && !months()[name.Key]
}
