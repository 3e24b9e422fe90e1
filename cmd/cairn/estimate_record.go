package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/estimate"
)

// readRecord makes the table of the record's own named dead. What is no entry
// of a list is told on standard error, with the reason.
func (f listsFlags) readRecord(a *app) (estimate.Input, error) {
	if f.File != "" {
		return estimate.Input{}, usagef("--from-record takes no table: name the record with --record")
	}
	state, err := a.reading(context.Background(), "")
	if err != nil {
		return estimate.Input{}, err
	}
	o := estimate.ClaimOptions{By: f.From, Lists: f.Lists, Rejected: state.Rejected}
	if len(f.By) > 0 {
		if i := slices.IndexFunc(f.By, func(by string) bool { return by != "province" && by != "year" }); i >= 0 {
			return estimate.Input{}, usagef("--by %s: a record's persons are divided by province or year", f.By[i])
		}
		o.Stratum = func(li *cairn.LinkedIncident) string { return stratumOf(li, f.By) }
	}
	lists, err := estimate.FromClaims(state.Coded(), state.Links, o)
	for _, left := range lists.Left {
		fmt.Fprintln(a.err, "not on a list:", left)
	}
	if err != nil {
		return estimate.Input{}, fmt.Errorf("lists from the record: %w", err)
	}
	return f.prepared(estimate.Input{Tables: lists.Tables})
}

func stratumOf(li *cairn.LinkedIncident, by []string) string {
	var out []string
	for _, b := range by {
		value := unknown
		switch {
		case b == "province" && li.Place != nil && li.Place.Admin1 != "":
			value = li.Place.Admin1
		case b == "year" && li.Time != nil && len(li.Time.Start) >= 4 && len(li.Time.End) >= 4 && li.Time.Start[:4] == li.Time.End[:4]:
			value = string(li.Time.Start[:4])
		}
		out = append(out, value)
	}
	return strings.Join(out, ", ")
}
