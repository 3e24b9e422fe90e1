package web

import (
	"cmp"
	"maps"
	"slices"

	"cairn"
	"cairn/toll"
)

// registers are the actors, places and sources that the record speaks of, each
// with where it is used. They are made of the claims: nobody types them in.
type registers struct {
	actors   []actorEntry
	places   []placeEntry
	sources  []sourceEntry
	actorAt  map[string]int
	placeAt  map[string]int
	sourceAt map[string]int
}

// actorEntry is one actor.
type actorEntry struct {
	Name      string   `json:"name"`
	Types     []string `json:"types,omitempty"`
	Words     []string `json:"words"`     // as reports write it
	Claims    int      `json:"claims"`    // that it is said to have done
	Control   int      `json:"control"`   // claims of control about it
	Incidents int      `json:"incidents"` // that it is the perpetrator of, alone or with others
	Known     bool     `json:"known"`     // it is in the table of actors; otherwise these are a report's words
	fold      string
	words     map[string]bool
}

// placeEntry is one place.
type placeEntry struct {
	Key       string       `json:"key"`
	Name      string       `json:"name"`
	Kind      string       `json:"kind,omitempty"`
	Province  string       `json:"province,omitempty"`
	Country   string       `json:"country,omitempty"`
	Words     []string     `json:"words"`
	Claims    int          `json:"claims"`
	Incidents int          `json:"incidents"`
	Locus     *cairn.Locus `json:"place"`
	fold      string
	words     map[string]bool
}

// sourceEntry is whoever says something: an outlet, an agency, or a root that
// reports name.
type sourceEntry struct {
	Name    string   `json:"name"`
	As      []string `json:"as"` // publisher, agency, root
	Types   []string `json:"types,omitempty"`
	Reports int      `json:"reports"` // that it published or that carry its text
	Claims  int      `json:"claims"`  // that go back to it
	// What people stated of it.
	Primary bool   `json:"primary"`
	Party   bool   `json:"party"`
	Stated  bool   `json:"stated"`
	Reason  string `json:"reason,omitempty"`
	fold    string
	as      map[string]bool
}

// wordsMost is how many ways of writing a name are kept.
const wordsMost = 40

func (d *desk) makeRegisters() *registers {
	r := &registers{actorAt: map[string]int{}, placeAt: map[string]int{}, sourceAt: map[string]int{}}
	for i := range d.Reports {
		report := &d.Reports[i].Coded
		r.source(report.Publisher, "publisher", "").countReport()
		if report.Agency != report.Publisher {
			r.source(report.Agency, "agency", "").countReport()
		}
		for k := range report.Claims {
			r.claim(&report.Claims[k])
		}
	}
	for _, l := range d.Links {
		if in := l.LinkedIncident; in != nil {
			for _, name := range slices.Compact(slices.Sorted(slices.Values(partyNames(in.Perpetrator)))) {
				if a := r.actor(&cairn.Party{Actor: name}); a != nil {
					a.Incidents++
				}
			}
			if p := r.place(in.Place); p != nil {
				p.Incidents++
			}
		}
	}
	for _, s := range toll.SourcesOf(d.Decisions) {
		if e := r.source(s.Name, "registered", s.Type); e != nil {
			e.Primary, e.Party, e.Stated, e.Reason = s.Primary, s.Party, true, s.Reason
		}
	}
	r.finish()
	return r
}

func (r *registers) claim(c *cairn.Claim) {
	for _, p := range everyParty(c.Perpetrator) {
		if a := r.actor(p); a != nil {
			a.Claims++
		}
	}
	for _, party := range []*cairn.Party{c.Actor, c.From} {
		for _, p := range everyParty(party) {
			if a := r.actor(p); a != nil {
				a.Control++
			}
		}
	}
	if c.Place != nil {
		for _, l := range everyPlace(c.Place) {
			if p := r.place(l); p != nil {
				p.Claims++
			}
		}
	}
	if root := c.Root(); root != nil {
		for _, s := range append([]cairn.Speaker{*root}, root.With...) {
			if e := r.source(s.Label(), "root", s.Type); e != nil {
				e.Claims++
			}
		}
	}
}

// everyParty are the members of a party, each by itself; everyPlace the same.
func everyParty(p *cairn.Party) []*cairn.Party {
	if p == nil {
		return nil
	}
	out := []*cairn.Party{p}
	for _, group := range [][]cairn.Party{p.With, p.Or} {
		for i := range group {
			out = append(out, everyParty(&group[i])...)
		}
	}
	return out
}

func everyPlace(l *cairn.Locus) []*cairn.Locus {
	out := []*cairn.Locus{l}
	for _, group := range [][]cairn.Locus{l.With, l.Or} {
		for i := range group {
			out = append(out, everyPlace(&group[i])...)
		}
	}
	return out
}

// entry finds the entry of a key, or makes it.
func entry[T any](list *[]T, at map[string]int, key string, made func() T) *T {
	i, ok := at[key]
	if !ok {
		i = len(*list)
		at[key] = i
		*list = append(*list, made())
	}
	return &(*list)[i]
}

// actor finds an actor's entry, or makes it; nil for one without a name.
func (r *registers) actor(p *cairn.Party) *actorEntry {
	name := cmp.Or(p.Actor, p.Text)
	if name == "" {
		return nil
	}
	a := entry(&r.actors, r.actorAt, name, func() actorEntry { return actorEntry{Name: name, words: map[string]bool{}} })
	a.Known = a.Known || p.Actor != "" && p.Text != ""
	if p.Type != "" && !slices.Contains(a.Types, p.Type) {
		a.Types = append(a.Types, p.Type)
	}
	if p.Text != "" && len(a.words) < wordsMost {
		a.words[p.Text] = true
	}
	return a
}

// placeKey names a place in an address: the gazetteer's id, or its names.
func placeKey(l *cairn.Locus) string {
	switch {
	case l == nil:
		return ""
	case l.ID != "":
		return l.ID
	case l.Name != "":
		return joined(l.Name, "|", joined(l.Admin1, "|", l.Country))
	}
	return l.Text
}

func (r *registers) place(l *cairn.Locus) *placeEntry {
	key := placeKey(l)
	if key == "" {
		return nil
	}
	p := entry(&r.places, r.placeAt, key, func() placeEntry {
		one := *l
		one.Words, one.With, one.Or = cairn.Words{Text: l.Text}, nil, nil
		return placeEntry{Key: key, Name: cmp.Or(l.Name, l.Text), Kind: l.Kind, Province: l.Admin1, Country: l.Country, Locus: &one, words: map[string]bool{}}
	})
	if l.Text != "" && len(p.words) < wordsMost {
		p.words[l.Text] = true
	}
	return p
}

func (r *registers) source(name, as, kind string) *sourceEntry {
	if name == "" {
		return nil
	}
	s := entry(&r.sources, r.sourceAt, name, func() sourceEntry { return sourceEntry{Name: name, as: map[string]bool{}} })
	s.as[as] = true
	if kind != "" && !slices.Contains(s.Types, kind) {
		s.Types = append(s.Types, kind)
	}
	return s
}

func (s *sourceEntry) countReport() {
	if s != nil {
		s.Reports++
	}
}

// finish puts the entries in order: what is used most first.
func (r *registers) finish() {
	for i := range r.actors {
		a := &r.actors[i]
		a.Words = slices.Sorted(maps.Keys(a.words))
		a.fold = fold(a.Name + " " + joinAll(a.Words))
	}
	for i := range r.places {
		p := &r.places[i]
		p.Words = slices.Sorted(maps.Keys(p.words))
		p.fold = fold(p.Name + " " + joinAll(p.Words) + " " + p.Province)
	}
	for i := range r.sources {
		s := &r.sources[i]
		s.As = slices.Sorted(maps.Keys(s.as))
		s.fold = fold(s.Name)
	}
	slices.SortFunc(r.actors, func(a, b actorEntry) int {
		return cmp.Or(cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(b.Claims+b.Control, a.Claims+a.Control), cmp.Compare(a.Name, b.Name))
	})
	slices.SortFunc(r.places, func(a, b placeEntry) int {
		return cmp.Or(cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Key, b.Key))
	})
	slices.SortFunc(r.sources, func(a, b sourceEntry) int {
		return cmp.Or(cmp.Compare(b.Reports+b.Claims, a.Reports+a.Claims), cmp.Compare(a.Name, b.Name))
	})
	for i := range r.actors {
		r.actorAt[r.actors[i].Name] = i
	}
	for i := range r.places {
		r.placeAt[r.places[i].Key] = i
	}
	for i := range r.sources {
		r.sourceAt[r.sources[i].Name] = i
	}
}

func joinAll(words []string) string {
	s := ""
	for _, w := range words {
		s = joined(s, " ", w)
	}
	return s
}
