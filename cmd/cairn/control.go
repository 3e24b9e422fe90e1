package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"cairn"
	"cairn/toll"
)

// controlCmd says who held which place, according to whom.
type controlCmd struct {
	Of     string    `help:"Only this place and what lies in it." placeholder:"PLACE"`
	On     cairn.Day `help:"Who held it on this day, instead of the timeline." placeholder:"DAY"`
	Actor  string    `help:"Only accounts of this actor." placeholder:"NAME"`
	Fallen string    `help:"Places that fell completely out of this actor's control, in order." placeholder:"ACTOR"`
	Kind   string    `help:"With --fallen: the kind of place." default:"admin1"`
	shown
}

func (c *controlCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	q := toll.ControlQuery{On: c.On, PublishedBy: c.PublishedBy, Actor: c.Actor}
	if c.Of != "" {
		if q.Of = v.placeNamed(c.Of); q.Of == nil {
			return fmt.Errorf("no claim of control names %q: see cairn control for the places", c.Of)
		}
	}
	switch {
	case c.Fallen != "":
		fallen, err := v.index.FallenFrom(c.Fallen, c.Kind, q)
		if err != nil {
			return err
		}
		return out(a, c.printed, fallen, fallenTable(fallen))
	case c.On != "":
		held, err := v.index.Holders(q)
		if err != nil {
			return err
		}
		return out(a, c.printed, held, heldTable(held))
	}
	lines, err := v.index.Control(q)
	if err != nil {
		return err
	}
	return out(a, c.printed, lines, controlTable(lines))
}

// placeNamed finds a place that a claim of control speaks of.
func (v view) placeNamed(name string) *cairn.Locus {
	for _, x := range claimsOf(v.state) {
		if l := x.claim.Place; x.claim.Kind == cairn.Control && l != nil {
			for _, candidate := range append([]cairn.Locus{*l}, l.With...) {
				if strings.EqualFold(candidate.Name, name) || strings.EqualFold(candidate.Text, name) {
					return &candidate
				}
			}
			if strings.EqualFold(l.Admin1, name) {
				return &cairn.Locus{Name: l.Admin1, Admin1: l.Admin1, Country: l.Country, Precision: "province", Kind: "admin1"}
			}
		}
	}
	return nil
}

func controlTable(lines []toll.Timeline) table {
	t := table{head: []string{"place", "when", "to", "from", "change", "according to"}}
	for _, l := range lines {
		for _, tr := range l.Transitions {
			change := tr.Change
			if tr.Extent != "" {
				change += ", " + tr.Extent
			}
			if len(tr.Except) > 0 {
				change += ", except " + strings.Join(tr.Except, " and ")
			}
			for _, d := range tr.Differ {
				change += "; accounts differ: " + d
			}
			t.add(oneLine(tr.Place, 34), periodWords(tr.Time), oneLine(cmp.Or(tr.To, "-"), 34), oneLine(cmp.Or(tr.From, "-"), 30), oneLine(change, 60), oneLine(accountWords(tr.Accounts), 60))
		}
	}
	return t
}

func accountWords(accounts []toll.Account) string {
	var names []string
	seen := map[string]bool{}
	for _, x := range accounts {
		if !seen[x.Root] {
			seen[x.Root] = true
			names = append(names, x.Root)
		}
	}
	return strings.Join(names, "; ")
}

func periodWords(p cairn.Period) string {
	if !p.Known() {
		return unknown
	}
	return whenWords(&cairn.When{Period: p})
}

func heldTable(held []toll.Held) table {
	t := table{head: []string{"place", "held by", "extent", "since", "known through", "according to"}}
	for _, h := range held {
		extent := h.Extent
		if len(h.Except) > 0 {
			extent += ", except " + strings.Join(h.Except, " and ")
		}
		t.add(oneLine(h.Place, 34), oneLine(cmp.Or(h.Holder, unknown), 40), oneLine(extent, 40), string(h.Since), h.Through, oneLine(accountWords(h.Accounts), 50))
	}
	return t
}

func fallenTable(fallen []toll.Fallen) table {
	t := table{head: []string{"order", "place", "when", "reports say", "agrees"}}
	for _, f := range fallen {
		said := ""
		for _, s := range f.Said {
			said = fmt.Sprintf("%d", s.N)
			if s.Of != nil {
				said += fmt.Sprintf(" of %d", *s.Of)
			}
		}
		agrees := "-"
		if f.Agrees != nil {
			agrees = map[bool]string{true: "yes", false: "no"}[*f.Agrees]
		}
		t.add(fmt.Sprint(f.N), f.Place, periodWords(f.Time), cmp.Or(said, "-"), agrees)
	}
	return t
}
