package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/actor"
	"cairn/place"
	"cairn/toll"
)

// selecting are the flags that narrow a toll.
type selecting struct {
	Measure     []string  `help:"Only these measures (killed, injured ...)." placeholder:"MEASURE"`
	Actor       string    `help:"Only what this actor did, alone or with others." placeholder:"NAME"`
	Place       string    `help:"Only in this place and what lies in it: a country, a province, a town." placeholder:"NAME"`
	From        cairn.Day `help:"Only from this day on." placeholder:"DAY"`
	To          cairn.Day `help:"Only up to this day." placeholder:"DAY"`
	Status      string    `help:"Only victims of this status: civilian, armed_forces ..." placeholder:"STATUS"`
	VictimGroup string    `help:"Only victims of this group: children, women, journalists ..." placeholder:"GROUP"`
	Condition   string    `help:"Only victims in this condition: captive, wounded ..." placeholder:"CONDITION"`
	Act         string    `help:"Only harm done so: shooting, execution, air_strike ..." placeholder:"ACT"`
	Means       string    `help:"Only harm done with this: small_arms, vehicle_bomb ..." placeholder:"MEANS"`
	Grade       []string  `help:"Only incidents of these grades: confirmed, fair, weak, discounted." placeholder:"GRADE"`
}

// selection turns the flags into what a toll is asked for.
func (c selecting) selection(v view) (toll.Selection, error) {
	s := toll.Selection{From: c.From, To: c.To, Status: c.Status, VictimGroup: c.VictimGroup, Condition: c.Condition, Act: c.Act, Means: c.Means, Grades: c.Grade}
	var err error
	if s.Actor, err = actorNamed(c.Actor); err != nil {
		return s, err
	}
	if c.Place != "" {
		if s.Place, err = v.place(c.Place); err != nil {
			return s, err
		}
	}
	for _, m := range c.Measure {
		if !slices.Contains(cairn.Measures(), cairn.Measure(m)) {
			return s, usagef("--measure %s: use one of %v", m, cairn.Measures())
		}
		s.Measures = append(s.Measures, cairn.Measure(m))
	}
	grades := []toll.Grade{toll.Confirmed, toll.Fair, toll.Weak, toll.Discounted}
	for _, g := range c.Grade {
		if !slices.Contains(grades, toll.Grade(g)) {
			return s, usagef("--grade %s: use one of %v", g, grades)
		}
	}
	return s, nil
}

// otherNames are what people call some of the dimensions.
var otherNames = []struct {
	name string
	is   toll.Dimension
}{{"province", toll.ByAdmin1}, {"district", toll.ByAdmin2}, {"group", toll.ByVictimGroup}, {"grade", toll.ByOccurrence}, {"town", toll.ByPlace}}

// dimensions are what a toll is grouped by.
func dimensions(names []string) ([]toll.Dimension, error) {
	var out []toll.Dimension
	for _, name := range names {
		d := toll.Dimension(name)
		for _, o := range otherNames {
			if o.name == name {
				d = o.is
			}
		}
		if !slices.Contains(toll.Dimensions(), d) {
			return nil, usagef("--by %s: use one or two of %v", name, toll.Dimensions())
		}
		out = append(out, d)
	}
	if len(out) > 2 {
		return nil, usagef("--by: a toll is grouped by at most two dimensions")
	}
	return out, nil
}

// actorNamed gives an actor the name that claims carry: whoever asks for "the
// Nusra Front" means Jabhat al-Nusra. A name that the table does not have is
// taken as it is.
func actorNamed(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	actors, err := actor.Load()
	if err != nil {
		return "", fmt.Errorf("read the table of actors: %w", err)
	}
	if a, ok := actors.Find(name, ""); ok {
		return a.Name, nil
	}
	return name, nil
}

// place finds the place that a person names: a division that the record speaks
// of, a place of the record, or the likeliest of the gazetteer.
func (v view) place(name string) (*cairn.Locus, error) {
	var town *cairn.Locus
	for _, l := range v.places() {
		switch {
		case strings.EqualFold(l.Admin1, name):
			return &cairn.Locus{Name: l.Admin1, Kind: "admin1", Country: l.Country, Admin1: l.Admin1}, nil
		case town == nil && (strings.EqualFold(l.Name, name) || strings.EqualFold(l.Text, name)):
			town = &l
		}
	}
	if town != nil {
		return town, nil
	}
	g, err := openPlaces(v.packs)
	if err != nil {
		return nil, err
	}
	found := g.Lookup(name, place.Context{})
	if len(found) == 0 || found[0].Tier == place.Skeletal { // only the consonants agree: too far to count by
		return nil, fmt.Errorf("neither the record nor the gazetteer knows a place called %q: see cairn place %q for what is like it", name, name)
	}
	p := found[0].Place
	return &cairn.Locus{Name: p.Name, ID: p.ID, Kind: p.Kind.String(), Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2, Admin3: p.Admin3}, nil
}

// outside is what the gazetteer, with the record's own packs, says of where
// places lie.
func (v view) outside() (func(cairn.Locus) string, error) {
	g, err := openPlaces(v.packs)
	if err != nil {
		return nil, err
	}
	return g.Outside, nil
}

// places are those that the record's claims and incidents name, joint ones
// each by itself.
func (v view) places() []cairn.Locus {
	var out []cairn.Locus
	add := func(l *cairn.Locus) {
		if l != nil {
			out = append(append(append(out, *l), l.With...), l.Or...)
		}
	}
	for _, l := range v.state.Links {
		if l.LinkedIncident != nil {
			add(l.LinkedIncident.Place)
		}
	}
	for _, c := range claimsOf(v.state) {
		add(c.claim.Place)
	}
	slices.SortStableFunc(out, func(a, b cairn.Locus) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Name, b.Name))
	})
	return out
}
