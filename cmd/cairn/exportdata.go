package main

import (
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange/export"
	"cairn/place"
	"cairn/record"
)

// exportRecord hands a view to the room exchange.
func exportRecord(v view, licences func(record.Report) export.Licence) export.Record {
	out := export.Record{Links: v.state.Links, Decisions: v.state.Decisions, Index: v.index, Query: v.query, AsOf: v.state.Seq, AsOfDay: lastDay(v.state), Country: countryName()}
	for _, r := range v.state.Reports {
		if r.Withheld == 0 && !v.state.Rejected(r.Coded.ID) {
			out.Reports = append(out.Reports, export.Report{Coded: r.Coded, Entry: r.Seq, Recorded: cairn.DayOf(r.At.UTC()), Licence: licences(r)})
		}
	}
	return out
}

// lastDay is the day of the last entry that brought a report or a decision.
func lastDay(s record.State) cairn.Day {
	var last cairn.Day
	for _, r := range s.Reports {
		last = max(last, cairn.DayOf(r.At.UTC()))
	}
	for _, d := range s.All {
		last = max(last, cairn.DayOf(d.At.UTC()))
	}
	return last
}

// licencesOf says under what terms a report came.
func licencesOf(s record.State) func(record.Report) export.Licence {
	of := export.LicenceOf(s.Decisions)
	return func(r record.Report) export.Licence {
		rule := ""
		if len(r.Coded.Claims) > 0 {
			rule = r.Coded.Claims[0].Rule
		}
		return of(r.Coded.Publisher, rule)
	}
}

// without takes the reports of some sources out of a state, and out of the
// incidents that they stand in.
func without(s *record.State, licences func(record.Report) export.Licence, names []string) error {
	if len(names) == 0 {
		return nil
	}
	gone, found := map[string]bool{}, map[string]bool{}
	s.Reports = slices.DeleteFunc(slices.Clone(s.Reports), func(r record.Report) bool {
		for _, n := range names {
			if strings.EqualFold(n, licences(r).Source) || strings.EqualFold(n, r.Coded.Publisher) {
				gone[r.Coded.ID], found[n] = true, true
				return true
			}
		}
		return false
	})
	for _, n := range names {
		if !found[n] {
			return fmt.Errorf("--without %s: no report of the record is of that source: see cairn source", n)
		}
	}
	var links []cairn.Linked
	for _, l := range s.Links {
		switch {
		case l.LinkedIncident != nil:
			inc := *l.LinkedIncident
			inc.Reports = slices.DeleteFunc(slices.Clone(inc.Reports), func(r cairn.IncidentReport) bool { return gone[r.ID] })
			if len(inc.Reports) == 0 {
				continue
			}
			l.LinkedIncident = &inc
		case l.LinkedTotal != nil && gone[l.LinkedTotal.Report]:
			continue
		}
		links = append(links, l)
	}
	s.Links = links
	return nil
}

// countryName gives the gazetteer's name of a country by its code.
func countryName() func(code string) string {
	known := map[string]string{}
	return func(code string) string {
		name, ok := known[code]
		if !ok && len(code) == 2 {
			if g, err := place.World(); err == nil {
				if p, found := g.ByID("cc:" + code); found {
					name = p.Name
				}
			}
			known[code] = name
		}
		return name
	}
}
