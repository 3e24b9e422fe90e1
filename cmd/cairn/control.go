package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
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
	q := toll.ControlQuery{On: c.On, PublishedBy: c.PublishedBy}
	if q.Actor, err = actorNamed(c.Actor); err != nil {
		return err
	}
	fallen, err := actorNamed(c.Fallen)
	if err != nil {
		return err
	}
	if c.Of != "" {
		if q.Of, err = v.place(c.Of); err != nil {
			return err
		}
	}
	switch {
	case c.Fallen != "":
		list, err := v.index.FallenFrom(fallen, c.Kind, q)
		if err != nil {
			return err
		}
		if len(list) == 0 && !c.JSON && !c.CSV {
			return c.nobodyLost(a, v, fallen, q)
		}
		return out(a, c.printed, list, fallenTable(list))
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

// nobodyLost says that no account tells of such a loss, and who lost places by
// the accounts that there are: the name asked for may be another.
func (c *controlCmd) nobodyLost(a *app, v view, fallen string, q toll.ControlQuery) error {
	lines, err := v.index.Control(q)
	if err != nil {
		return err
	}
	losers := map[string]bool{}
	for _, l := range lines {
		for _, tr := range l.Transitions {
			if tr.From != "" {
				losers[tr.From] = true
			}
		}
	}
	fmt.Fprintf(a.out, "No account of this record says that %s lost a place of the kind %s completely.\n", visible(fallen), visible(c.Kind))
	if len(losers) > 0 {
		fmt.Fprintf(a.out, "Those who are said to have lost places: %s.\n", visible(strings.Join(slices.Sorted(maps.Keys(losers)), ", ")))
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
			extent = strings.TrimPrefix(extent+", except "+strings.Join(h.Except, " and "), ", ")
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
		switch {
		case f.Agrees != nil:
			agrees = map[bool]string{true: "yes", false: "no"}[*f.Agrees]
		case f.Missing > 0:
			agrees = fmt.Sprintf("cannot be said: %d earlier not in the record", f.Missing)
		}
		t.add(fmt.Sprint(f.N), f.Place, periodWords(f.Time), cmp.Or(said, "-"), agrees)
	}
	return t
}
