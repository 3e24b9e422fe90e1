package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"cairn"
	"cairn/toll"
)

// policyCmd shows how figures are made.
type policyCmd struct {
	List policyListCmd `cmd:"" default:"1" help:"The policies that come with cairn."`
	Show policyShowCmd `cmd:"" help:"One policy in plain words, stage by stage."`
	Diff policyDiffCmd `cmd:"" help:"Which incidents of the record change from one policy to another, and why."`
}

type policyListCmd struct{}

func (policyListCmd) Run(a *app) error {
	policies, err := toll.Policies()
	if err != nil {
		return err
	}
	t := table{head: []string{"policy", "cites"}}
	for _, p := range policies {
		t.add(p.ID(), oneLine(p.Cites, 100))
	}
	t.write(a.out)
	return nil
}

type policyShowCmd struct {
	Name string `arg:"" help:"A policy's name, or a file of your own."`
}

func (c *policyShowCmd) Run(a *app) error {
	p, err := policyFor(c.Name)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, strings.TrimRight(p.Describe(), "\n"))
	return nil
}

type policyDiffCmd struct {
	A  string `arg:"" help:"A policy."`
	B  string `arg:"" help:"Another."`
	On string `help:"Only this incident." placeholder:"ID"`
	known
}

func (c *policyDiffCmd) Run(a *app) error {
	first, err := policyFor(c.A)
	if err != nil {
		return err
	}
	second, err := policyFor(c.B)
	if err != nil {
		return err
	}
	v, err := a.view(context.Background(), shown{known: c.known})
	if err != nil {
		return err
	}
	q := v.query
	if c.On != "" {
		id, err := fullID(v.state, c.On)
		if err != nil {
			return err
		}
		q.Select.Incidents = []string{id}
	}
	changes, err := v.index.PolicyDiff(first, second, q)
	if err != nil {
		return err
	}
	t := table{head: []string{"incident", "measure", first.ID(), second.ID(), "why"}}
	for _, ch := range changes {
		t.add(ch.Incident, string(ch.Measure), rangeWords(ch.A), rangeWords(ch.B), visible(strings.Join(ch.Why, "; ")))
	}
	return out(a, c.printed, changes, t)
}

// patternCmd lists an actor's earlier incidents of a kind: the answer to "has
// not done such things in the past", as far as this record goes.
type patternCmd struct {
	Actor   string    `required:"" help:"Name of the actor." placeholder:"NAME"`
	Act     string    `help:"How it was done: shooting, execution, air_strike ..." placeholder:"ACT"`
	Victims string    `help:"Condition of the victims: captive, in_custody ..." placeholder:"CONDITION"`
	Before  cairn.Day `help:"Only before this day." placeholder:"DAY"`
	shown
}

func (c *patternCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	q := toll.PatternQuery{Query: v.query, Act: c.Act, Condition: c.Victims, Before: c.Before}
	if q.Select.Actor, err = actorNamed(c.Actor); err != nil {
		return err
	}
	p, err := v.index.Pattern(q)
	if err != nil {
		return err
	}
	t := table{head: []string{"incident", "when", "where", "who did it", "measure", "low / best / high", "grade"}}
	for _, i := range p.Incidents {
		t.add(i.ID, periodWords(i.Period), oneLine(i.Place, 40), oneLine(i.Actor, 40), string(i.Figure.Measure), rangeWords(&i.Figure.Range), string(i.Grades.Occurrence))
	}
	if err := out(a, c.printed, []toll.Pattern{p}, t); err != nil || c.JSON || c.CSV {
		return err
	}
	fmt.Fprintf(a.out, "%s; the record speaks of nothing before %s, and its silence means nothing there.\n", plural(len(p.Incidents), "incident"), cmp.Or(string(p.From), "the first of them"))
	return nil
}

// history prints how an incident's figures moved and what moved them.
func (c *tollCmd) history(a *app, v view) error {
	id, err := fullID(v.state, c.History)
	if err != nil {
		return err
	}
	moments, err := v.index.History(id, v.query)
	if err != nil {
		return err
	}
	t := table{head: []string{"entry", "published", "measure", "before", "after", "moved by"}}
	for _, m := range moments {
		var by []string
		for _, r := range m.Reports {
			by = append(by, "report "+r)
		}
		for _, d := range m.Decisions {
			by = append(by, fmt.Sprintf("decision %d", d))
		}
		if m.Publisher != "" {
			by = append(by, m.Publisher)
		}
		t.add(fmt.Sprint(m.AsOf), string(m.Day), string(m.Measure), rangeWords(m.Before), rangeWords(m.After), visible(strings.Join(by, ", ")))
	}
	return out(a, c.printed, moments, t)
}
