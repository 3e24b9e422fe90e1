package main

import (
	"context"
	"fmt"

	"cairn"
	"cairn/code"
	"cairn/record"
	"cairn/toll"
)

// shown are the flags of commands that print numbers.
type shown struct {
	Policy string `help:"How figures are made; see docs/policies.md." default:"cairn" placeholder:"NAME"`
	known
}

// known are the flags that ask for a past: what was known, and to whom.
type known struct {
	AsOf        string    `help:"What this record knew then: a day, or a number of ledger entries." placeholder:"WHEN"`
	PublishedBy cairn.Day `help:"What the world could know by this day." placeholder:"DAY"`
	printed
}

// printed are the flags of commands that print tables.
type printed struct {
	JSON bool `help:"One JSON value a line." xor:"form"`
	CSV  bool `help:"Comma-separated values." name:"csv" xor:"form"`
}

// out prints a table for people or as CSV, or the values it was made from.
func out[T any](a *app, p printed, values []T, t table) error {
	switch {
	case p.JSON:
		return jsonLines(a.out, values)
	case p.CSV:
		return t.csv(a.out)
	}
	t.write(a.out)
	return nil
}

// open opens the record for reading, or for writing with its coder and linker.
func (a *app) open(ctx context.Context, write bool) (*record.Record, error) {
	o := record.Options{Now: a.now, ReadOnly: !write}
	if write {
		packs, err := readPacks(recordPacks(a.record))
		if err != nil {
			return nil, err
		}
		coder, err := newCoder(packs)
		if err != nil {
			return nil, err
		}
		o.Create = true
		if o.Coder, err = coderName(packs); err != nil {
			return nil, err
		}
		o.Code = func(r cairn.Report) cairn.Coded { return coder.Code(r, code.Options{}) }
		links, err := newLinking()
		if err != nil {
			return nil, err
		}
		o.Linker, o.Link, o.Index = linkerName, links.record, links.index
	}
	return record.Open(ctx, a.record, o)
}

// reading opens the record and reads its state, now or as of a point.
func (a *app) reading(ctx context.Context, asOf string) (record.State, error) {
	r, err := a.open(ctx, false)
	if err != nil {
		return record.State{}, err
	}
	defer r.Close()
	if asOf == "" {
		return r.Now(ctx)
	}
	point, err := r.Point(ctx, asOf)
	if err != nil {
		return record.State{}, err
	}
	return r.AsOf(ctx, point)
}

// view is a state of the record laid out for questions about numbers.
type view struct {
	state record.State
	index *toll.Index
	query toll.Query
	packs []string // of the record
}

func (a *app) view(ctx context.Context, s shown) (view, error) {
	state, err := a.reading(ctx, s.AsOf)
	if err != nil {
		return view{}, err
	}
	v, err := newView(state, s)
	v.packs = recordPacks(a.record)
	return v, err
}

func newView(state record.State, s shown) (view, error) {
	v := view{state: state}
	policy, err := policyFor(s.Policy)
	if err != nil {
		return v, err
	}
	v.query = toll.Query{Policy: policy, PublishedBy: s.PublishedBy, Explain: true}
	v.index, err = state.Tolls()
	return v, err
}

// report finds a report by its id or the beginning of it.
func (v view) report(id string) (record.Report, bool) { return findReport(v.state, id) }

func findReport(s record.State, id string) (record.Report, bool) {
	for _, r := range s.Reports {
		if r.Coded.ID == id {
			return r, true
		}
	}
	return record.Report{}, false
}

// claims lists every claim with its report, in the order of the record.
type sourced struct {
	report record.Report
	claim  cairn.Claim
}

func claimsOf(s record.State) []sourced {
	var out []sourced
	for _, r := range s.Reports {
		for _, c := range r.Coded.Claims {
			out = append(out, sourced{r, c})
		}
	}
	return out
}

// fullID completes the beginning of an id that a person typed.
func fullID(s record.State, typed string) (string, error) {
	ids := map[string]bool{}
	for _, l := range s.Links { // an incident that was merged is found by the id it had
		if l.LinkedIncident == nil {
			continue
		}
		for _, alias := range l.Aliases {
			if alias == typed {
				return l.LinkedIncident.ID, nil
			}
		}
	}
	for _, r := range s.Reports {
		ids[r.Coded.ID] = true
		for _, c := range r.Coded.Claims {
			ids[c.ID] = true
		}
	}
	for _, l := range s.Links {
		if l.LinkedIncident != nil {
			ids[l.LinkedIncident.ID] = true
		}
	}
	if ids[typed] {
		return typed, nil
	}
	var found []string
	for id := range ids {
		if len(typed) >= 4 && len(id) > len(typed) && id[:len(typed)] == typed {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("the record has no %q: see cairn claims, cairn incidents and cairn show for ids", typed)
	}
	return "", fmt.Errorf("%q begins %d ids: write more of it", typed, len(found))
}
