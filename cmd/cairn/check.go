package main

import (
	"context"
	"fmt"

	"cairn/toll"
)

// checkCmd checks the arithmetic of everybody's numbers. It edits nothing.
type checkCmd struct {
	Only []string `help:"Only these checks (see docs/checks.md)." placeholder:"ID"`
	All  bool     `help:"Findings that a person acknowledged, too."`
	shown
}

func (c *checkCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
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
		printDiscrepancies(a, list)
	}
	if len(list) > 0 {
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

func printDiscrepancies(a *app, list []toll.Finding) {
	for _, f := range list {
		fmt.Fprintf(a.out, "%s (%s)\n  %s\n", f.ID, f.Check, visible(f.Says))
		for _, s := range f.Steps {
			fmt.Fprintf(a.out, "    %s\n", visible(s))
		}
		for _, c := range f.Claims {
			fmt.Fprintf(a.out, "    claim %s of report %s\n", c.Claim, c.Report)
		}
		if f.Acknowledged != nil {
			fmt.Fprintf(a.out, "    acknowledged by %s: %s\n", visible(f.Acknowledged.By), visible(f.Acknowledged.Reason))
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No findings.")
	}
}
