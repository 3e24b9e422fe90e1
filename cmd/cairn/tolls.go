package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cairn/toll"
)

// tollCmd prints tolls.
type tollCmd struct {
	By      []string `help:"Group by one or two of: actor, country, province, district, place, day, month, year, act, means, grade, status, group, condition and others (see docs/methodology.md)." placeholder:"DIMENSION"`
	Running bool     `help:"Running totals over the days, months or years."`
	History string   `help:"How this incident's figures moved, and which report or decision moved them." placeholder:"ID"`
	selecting
	shown
}

func (c *tollCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	if c.History != "" {
		return c.history(a, v)
	}
	q := v.query
	if q.Select, err = c.selection(v); err != nil {
		return err
	}
	if q.Group, err = dimensions(c.By); err != nil {
		return err
	}
	q.Running = c.Running
	result, err := v.index.Toll(q)
	if err != nil {
		return err
	}
	if err := out(a, c.printed, []toll.Toll{result}, tollTable(result)); err != nil || c.JSON || c.CSV {
		return err
	}
	if len(result.Totals) == 0 {
		fmt.Fprintln(a.out, "No incident of the record is in this selection: that is not a toll of zero.")
		if v.index.HoldsTotals() {
			fmt.Fprintln(a.out, "It holds running totals, which are never added to incidents: --policy series gives the toll of one series alone.")
		}
	}
	printNotCounted(a, result)
	return nil
}

func tollTable(t toll.Toll) table {
	var head []string
	for _, g := range t.Group {
		head = append(head, string(g))
	}
	out := table{head: append(head, "measure", "low", "best", "high", "incidents", "without a number", "without a best", "policy")}
	add := func(c toll.Cell, keys []string) {
		row := slices.Clone(keys)
		high := number(c.High)
		if c.Open {
			high += " or more"
		}
		out.rows = append(out.rows, append(row, strings.ReplaceAll(string(c.Measure), "_", " "), number(c.Low), number(c.Best), high,
			fmt.Sprint(len(c.Incidents)), fmt.Sprint(len(c.Unknown)), fmt.Sprint(len(c.NoBest)), t.Policy))
	}
	for c := range t.Cells.All() {
		if len(t.Group) > 0 {
			add(c, c.Keys)
		}
	}
	for _, c := range t.Totals {
		keys := make([]string, len(t.Group))
		if len(keys) > 0 {
			keys[0] = "all"
		}
		add(c, keys)
	}
	return out
}

func number(n *int64) string {
	if n == nil {
		return "?"
	}
	return thousands(*n)
}

func printNotCounted(a *app, t toll.Toll) {
	if t.Series != nil {
		fmt.Fprintf(a.out, "\nThe record holds no incidents: the toll rests on one series alone.\n")
	}
	for _, c := range t.Totals {
		if len(c.NoBest) > 0 {
			fmt.Fprintf(a.out, "The best number of %s leaves out %s for which %s finds no best figure; low and high have them.\n", strings.ReplaceAll(string(c.Measure), "_", " "), plural(len(c.NoBest), "incident"), t.Policy)
		}
	}
	for _, n := range t.NotCounted {
		var what []string
		if len(n.Incidents) > 0 {
			what = append(what, plural(len(n.Incidents), "incident"))
		}
		if len(n.Claims) > 0 {
			what = append(what, plural(len(n.Claims), "claim"))
		}
		fmt.Fprintf(a.out, "not counted: %s: %s\n", strings.Join(what, ", "), visible(n.Why))
	}
}
