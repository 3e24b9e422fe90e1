package place

import (
	"slices"
	"strings"
)

// Phrase is a name that says of itself which town it is tied to: "an army
// checkpoint near Nawa".
type Phrase struct {
	Kind     Kind
	Relation string
	Towns    []string // one, or the two ends of a road
}

// ParsePhrase reads such a name; ok is false where it is a plain one.
func ParsePhrase(name string) (p Phrase, ok bool) {
	name = strings.TrimSpace(name)
	if p, ok := roadPhrase(name); ok {
		return p, true
	}
	for at := len(name); at > 0; at = strings.LastIndexByte(name[:at-1], ' ') + 1 {
		if at == len(name) || name[at-1] != ' ' {
			continue
		}
		kind, _, relation := siteBefore(name[:at])
		if relation == "" {
			continue
		}
		p = Phrase{kind, relation, []string{name[at:]}}
		if a, b, two := strings.Cut(name[at:], " and "); two && kind == Road {
			p.Relation, p.Towns = relBetween, []string{a, b}
		}
		return p, true
	}
	return p, false
}

func roadPhrase(name string) (Phrase, bool) {
	lower := strings.ToLower(name)
	for _, noun := range [...]string{" road", " highway", " motorway"} {
		ends, ok := strings.CutSuffix(lower, noun)
		if !ok {
			continue
		}
		ends = strings.TrimPrefix(name[:len(ends)], "the ")
		for _, between := range [...]string{" to ", " - ", "–", "-"} {
			if a, b, two := strings.Cut(ends, between); two && a != "" && b != "" && len(a) > 3 {
				return Phrase{Road, relBetween, []string{a, b}}, true
			}
		}
	}
	return Phrase{}, false
}

// Towns finds the towns that a name may mean; a province of that name is not
// what a site is tied to.
func (g *Gazetteer) Towns(name string, ctx Context) []Candidate {
	found := g.Lookup(name, ctx)
	towns := slices.DeleteFunc(slices.Clone(found), func(c Candidate) bool { return !c.Kind.Settled() })
	if len(towns) == 0 {
		return found
	}
	rank(towns)
	return towns
}

// Tied is the place of a phrase by the likeliest of its towns; nil where one of
// them is not known, or is ambiguous.
func (p Phrase) Tied(name string, towns [][]Candidate) *Unlisted {
	u := &Unlisted{Text: name, Name: strings.TrimPrefix(name, "the "), Kind: p.Kind}
	for _, found := range towns {
		if len(found) == 0 || Ambiguous(found) {
			return nil
		}
		u.Anchors = append(u.Anchors, Anchor{p.Relation, &found[0].Place})
	}
	return u
}

// NamedAfter is the place of a name with a word for a site ("Nawa checkpoint")
// where only a town of that name is known.
func NamedAfter(name string, found []Candidate) *Unlisted {
	want := parsePhrase(name).want
	if len(want) == 0 || want[0] < Airbase || want[0] > School || len(found) == 0 || Ambiguous(found) {
		return nil
	}
	if top := &found[0]; top.Kind.Settled() && top.Kind != Camp && !slices.Contains(want, top.Kind) {
		return &Unlisted{Text: name, Name: strings.TrimPrefix(name, "the "), Kind: want[0], Anchors: []Anchor{{relNamed, &top.Place}}}
	}
	return nil
}
