package main

import (
	"context"
	"fmt"
	"slices"

	"cairn/toll"
)

// checkCmd checks the arithmetic of everybody's numbers. It edits nothing.
type checkCmd struct {
	Only []string `help:"Only these checks (see docs/checks.md)." placeholder:"ID"`
	All  bool     `help:"Findings that a person acknowledged, too."`
	List bool     `help:"What is checked, and the page that tells of it."`
	shown
}

func (c *checkCmd) Run(a *app) error {
	if c.List {
		t := table{head: []string{"check", "what it finds", "page"}}
		for _, check := range toll.Checks() {
			t.add(check.ID, check.Title, check.Page())
		}
		return out(a, c.printed, toll.Checks(), t)
	}
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	if v.query.Outside, err = v.outside(); err != nil {
		return err
	}
	found, err := v.index.Check(v.query, c.Only...)
	if err != nil {
		return err
	}
	var list []toll.Finding
	for _, f := range found {
		if c.All || f.Acknowledged == nil {
			list = append(list, f)
		}
	}
	if c.JSON || c.CSV {
		if err := out(a, c.printed, list, findingTable(list)); err != nil {
			return err
		}
	} else {
		printDiscrepancies(a, list, len(c.Only) > 0)
	}
	if slices.ContainsFunc(list, func(f toll.Finding) bool { return f.Acknowledged == nil }) {
		return errFindings
	}
	return nil
}

func findingTable(list []toll.Finding) table {
	t := table{head: []string{"finding", "check", "says"}}
	for _, f := range list {
		t.add(f.ID, f.Check, f.Says)
	}
	return t
}

// shownLines is how many steps, and how many claims, of one finding a person is
// shown among others.
const shownLines = 12

// printDiscrepancies writes findings for people. A finding about hundreds of
// figures must not hide the ones beside it: it is cut short unless it is asked
// for by itself.
func printDiscrepancies(a *app, list []toll.Finding, whole bool) {
	for _, f := range list {
		fmt.Fprintf(a.out, "%s (%s)\n  %s\n", f.ID, f.Check, visible(f.Says))
		steps, claims := f.Steps, f.Claims
		if !whole {
			steps, claims = steps[:min(len(steps), shownLines)], claims[:min(len(claims), shownLines)]
		}
		for _, s := range steps {
			fmt.Fprintf(a.out, "    %s\n", visible(s))
		}
		if n := len(f.Steps) - len(steps); n > 0 {
			fmt.Fprintf(a.out, "    and %s more: cairn check --only %s\n", plural(n, "line"), f.Check)
		}
		for _, c := range claims {
			fmt.Fprintf(a.out, "    claim %s of report %s\n", c.Claim, c.Report)
		}
		if n := len(f.Claims) - len(claims); n > 0 {
			fmt.Fprintf(a.out, "    and %s more: cairn check --only %s\n", plural(n, "claim"), f.Check)
		}
		if f.Acknowledged != nil {
			fmt.Fprintf(a.out, "    acknowledged by %s: %s\n", visible(f.Acknowledged.By), visible(f.Acknowledged.Reason))
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No findings.")
	}
}
