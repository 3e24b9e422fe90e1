package estimate

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MaxModels bounds how many models one search fits.
const MaxModels = 40_000

// Model is a hierarchical log-linear model: with every interaction it holds all
// those inside it. It always has the intercept and one effect per list.
type Model struct {
	lists int
	terms []Pattern // by size, then value; the intercept first
}

// Independence is the model without interactions.
func Independence(lists int) Model { return modelOf(lists, nil) }

func modelOf(lists int, interactions []Pattern) Model {
	m := Model{lists: lists, terms: make([]Pattern, 1, 1+lists+len(interactions))}
	for j := range lists {
		m.terms = append(m.terms, 1<<j)
	}
	m.terms = append(m.terms, interactions...)
	slices.SortFunc(m.terms, bySize)
	return m
}

func bySize(a, b Pattern) int {
	return cmp.Or(cmp.Compare(a.Size(), b.Size()), cmp.Compare(a, b))
}

// ParseModel reads "[123,14,34]": the largest interactions, by list number.
func ParseModel(s string, lists int) (Model, error) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(s), "[")
	inner, ok2 := strings.CutSuffix(inner, "]")
	if !ok || !ok2 || lists < 2 || lists > MaxLists {
		return Model{}, fmt.Errorf("model %q: write its largest interactions in brackets, for example [123,14,34]", s)
	}
	have := map[Pattern]bool{}
	for part := range strings.SplitSeq(inner, ",") {
		var g Pattern
		digits := strings.Split(part, "")
		if lists > 9 {
			digits = strings.Split(part, ".")
		}
		for _, d := range digits {
			j, err := strconv.Atoi(d)
			if err != nil || j < 1 || j > lists {
				return Model{}, fmt.Errorf("model %q: %q is not a list from 1 to %d", s, d, lists)
			}
			g |= 1 << (j - 1)
		}
		if g.Size() > 9 {
			return Model{}, fmt.Errorf("model %q: an interaction of %d lists is too large to write out", s, g.Size())
		}
		for sub := g; sub > 0; sub = (sub - 1) & g {
			have[sub] = true
		}
	}
	var inter []Pattern
	for t := range have {
		if t.Size() > 1 {
			inter = append(inter, t)
		}
	}
	return modelOf(lists, inter), nil
}

// String writes the largest interactions, larger first: "[123,14,34]". With
// ten lists and more, dots keep the numbers apart: "[1.10,2]".
func (m Model) String() string {
	generators := m.Generators()
	slices.SortFunc(generators, func(a, b Pattern) int {
		return cmp.Or(cmp.Compare(b.Size(), a.Size()), slices.Compare(a.members(), b.members()))
	})
	sep := ""
	if m.lists > 9 {
		sep = "."
	}
	var names []string
	for _, g := range generators {
		var digits []string
		for _, j := range g.members() {
			digits = append(digits, strconv.Itoa(j+1))
		}
		names = append(names, strings.Join(digits, sep))
	}
	return "[" + strings.Join(names, ",") + "]"
}

// Generators are the interactions that lie inside no other.
func (m Model) Generators() []Pattern {
	var out []Pattern
	for i, t := range m.terms {
		inside := t == 0 || slices.ContainsFunc(m.terms[i+1:], func(u Pattern) bool { return u&t == t })
		if !inside {
			out = append(out, t)
		}
	}
	return out
}

// Models lists every hierarchical model of the lists with interactions of at
// most maxOrder lists. The interaction of all lists is never among them: it
// would leave the unseen cell free. Too many models is an error, not a wait.
func Models(lists, maxOrder int) ([]Model, error) {
	if lists < 2 || lists > 6 {
		return nil, fmt.Errorf("all models of %d lists: only 2 to 6 lists can be searched exhaustively; use stepwise selection", lists)
	}
	e := enumeration{lists: lists, maxOrder: min(maxOrder, lists-1)}
	if !e.extend(1, nil) {
		return nil, fmt.Errorf("%d lists with interactions up to order %d give more than %d models; lower the order", lists, maxOrder, MaxModels)
	}
	return e.models, nil
}

type enumeration struct {
	lists, maxOrder int
	models          []Model
}

// extend records the model of these interactions, all of at most the given
// order, and then every model that adds some of the next order.
func (e *enumeration) extend(order int, have []Pattern) bool {
	if len(e.models) >= MaxModels {
		return false
	}
	e.models = append(e.models, modelOf(e.lists, have))
	if order >= e.maxOrder {
		return true
	}
	var next []Pattern
	for t := Pattern(1); t < 1<<e.lists; t++ {
		if t.Size() == order+1 && allInside(t, order, have) {
			next = append(next, t)
		}
	}
	for choice := 1; choice < 1<<len(next); choice++ {
		grown := slices.Clone(have)
		for i, t := range next {
			if choice>>i&1 == 1 {
				grown = append(grown, t)
			}
		}
		if !e.extend(order+1, grown) {
			return false
		}
	}
	return true
}

// allInside says whether each interaction one smaller than t is there.
func allInside(t Pattern, order int, have []Pattern) bool {
	if order == 1 {
		return true
	}
	for rest := t; rest != 0; rest &= rest - 1 {
		if !slices.Contains(have, t&^(rest&-rest)) {
			return false
		}
	}
	return true
}
