package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"cairn"
	"cairn/toll"
)

// incidentsCmd lists incidents with their figures.
type incidentsCmd struct {
	shown
	Totals bool `help:"Running and closed totals, too, and what they hold."`
}

// listedIncident is an incident with its figures under the policy.
type listedIncident struct {
	cairn.LinkedIncident
	Figures []toll.Figure `json:"figures"`
}

func (c *incidentsCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	list, err := v.incidents()
	if err != nil {
		return err
	}
	if err := out(a, c.printed, list, incidentTable(list)); err != nil || !c.Totals {
		return err
	}
	holdings, err := v.index.Holdings(v.query)
	if err != nil {
		return err
	}
	if !c.JSON && !c.CSV {
		fmt.Fprintln(a.out)
	}
	return out(a, c.printed, holdings, holdingTable(holdings))
}

func (v view) incidents() ([]listedIncident, error) {
	var out []listedIncident
	for _, l := range v.state.Links {
		if l.LinkedIncident == nil {
			continue
		}
		figures, err := v.index.Figures(l.LinkedIncident.ID, v.query)
		if err != nil {
			return nil, err
		}
		out = append(out, listedIncident{*l.LinkedIncident, figures})
	}
	return out, nil
}

func incidentTable(list []listedIncident) table {
	t := table{head: []string{"incident", "when", "where", "who did it", "figures (low / best / high)", "reports", "independent roots", "grade"}}
	for _, inc := range list {
		t.add(inc.ID, oneLine(whenWords(inc.Time), 24), oneLine(placeWords(inc.Place), 40), oneLine(partyWords(inc.Perpetrator), 34),
			figureWords(inc.Figures), fmt.Sprint(len(inc.Reports)), rootsWords(inc.Independence), gradeWords(inc.Figures))
	}
	return t
}

func figureWords(figures []toll.Figure) string {
	var parts []string
	for _, f := range figures {
		parts = append(parts, strings.ReplaceAll(string(f.Measure), "_", " ")+" "+rangeWords(&f.Range))
	}
	if len(parts) == 0 {
		return unknown
	}
	return strings.Join(parts, "; ")
}

func gradeWords(figures []toll.Figure) string {
	if len(figures) == 0 {
		return "-"
	}
	g := figures[0].Grades
	return string(g.Occurrence) + " / " + string(g.Responsibility)
}

func rootsWords(i cairn.Independence) string {
	if i.Low == i.High {
		return fmt.Sprint(i.Low)
	}
	return fmt.Sprintf("%d to %d", i.Low, i.High)
}

func holdingTable(holdings []toll.Holding) table {
	t := table{head: []string{"total", "how many", "who says so", "counts from", "itemised here", "not itemised", "never added"}}
	for _, h := range holdings {
		from := string(h.Period.Start)
		if h.Baseline != nil {
			from = cmp.Or(h.Baseline.Text, from)
		}
		t.add(h.Claim.Claim, oneLine(cmp.Or(h.Text, toll.RangeText(h.Stated))+" "+string(h.Measure), 34), oneLine(h.Root, 36), oneLine(cmp.Or(from, unknown), 34),
			rangeWords(&h.Itemised), rangeWords(&h.Residual), string(h.Scope))
	}
	return t
}
