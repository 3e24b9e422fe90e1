package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"cairn"
	"cairn/record"
	"cairn/toll"
)

// showCmd opens one thing down to the sentence that says it.
type showCmd struct {
	ID string `arg:"" help:"Id of a report, claim or incident (its beginning is enough), or number of a ledger entry's decision."`
	shown
}

func (c *showCmd) Run(a *app) error {
	v, err := a.view(context.Background(), c.shown)
	if err != nil {
		return err
	}
	for _, d := range v.state.All {
		if fmt.Sprint(d.Seq) == c.ID {
			return c.decision(a, d)
		}
	}
	id, err := fullID(v.state, c.ID)
	if err != nil {
		return err
	}
	if r, ok := v.report(id); ok {
		return c.report(a, v, r)
	}
	for _, l := range v.state.Links {
		if l.LinkedIncident != nil && l.LinkedIncident.ID == id {
			return c.incident(a, v, *l.LinkedIncident)
		}
	}
	for _, x := range claimsOf(v.state) {
		if x.claim.ID == id {
			if err := c.claim(a, v, x); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *showCmd) json(a *app, v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (c *showCmd) decision(a *app, d cairn.Decision) error {
	if c.JSON {
		return c.json(a, d)
	}
	fmt.Fprintf(a.out, "Decision %d: %s %s\nby %s on %s\n", d.Seq, d.Verdict, strings.Join(d.Targets, ", "), visible(d.By), d.At.Format("2006-01-02 15:04 MST"))
	for k, f := range d.Fields {
		fmt.Fprintf(a.out, "  %s: %s\n", k, visible(f))
	}
	if d.Reason != "" {
		fmt.Fprintf(a.out, "because %s\n", visible(d.Reason))
	}
	return nil
}

func (c *showCmd) report(a *app, v view, r record.Report) error {
	if c.JSON {
		return c.json(a, r.Coded)
	}
	if r.Withheld != 0 {
		fmt.Fprintf(a.out, "Report %s is withheld by decision %d.\n", r.Coded.ID, r.Withheld)
		return nil
	}
	q := r.Coded.Report
	fmt.Fprintf(a.out, "Report %s, entry %d of the ledger, recorded %s\n", q.ID, r.Seq, r.At.Format("2006-01-02 15:04 MST"))
	for _, f := range []struct{ name, value string }{
		{"published", q.Date}, {"by", q.Publisher}, {"agency", q.Agency}, {"title", q.Title}, {"address", q.URL}, {"from", r.Name}, {"read by", r.Reader},
	} {
		if f.value != "" {
			fmt.Fprintf(a.out, "  %-10s %s\n", f.name, visible(f.value))
		}
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(a.out, "  warning    %s\n", visible(w))
	}
	if r.Coded.NotCoded != "" {
		fmt.Fprintf(a.out, "  not coded: %s\n", r.Coded.NotCoded)
	}
	fmt.Fprintf(a.out, "\n%s\n", strings.TrimRight(visible(q.Text), "\n"))
	for _, claim := range r.Coded.Claims {
		fmt.Fprintln(a.out)
		printClaim(a, v, sourced{r, claim})
	}
	return nil
}

func (c *showCmd) claim(a *app, v view, x sourced) error {
	if c.JSON {
		return c.json(a, listedClaim{x.report.Coded.ID, decided(v.state.Decisions, x.claim.ID), x.claim})
	}
	printClaim(a, v, x)
	fmt.Fprintf(a.out, "  report     %s, %s, %s\n", x.report.Coded.ID, visible(cmp.Or(x.report.Coded.Publisher, "publisher "+unknown)), cmp.Or(x.report.Coded.Date, "date "+unknown))
	for _, l := range v.state.Links {
		if l.LinkedIncident == nil {
			continue
		}
		for _, part := range l.LinkedIncident.Reports {
			for _, id := range part.Claims {
				if id == x.claim.ID && part.ID == x.report.Coded.ID {
					fmt.Fprintf(a.out, "  incident   %s\n", l.LinkedIncident.ID)
				}
			}
		}
	}
	return nil
}

// printClaim shows a claim with its quote and where each field comes from.
func printClaim(a *app, v view, x sourced) {
	c := x.claim
	head := string(c.Kind)
	if c.Count != nil {
		head += ", " + countWords(c.Count)
	}
	fmt.Fprintf(a.out, "Claim %s: %s: %s\n", c.ID, visible(head), visible(claimWords(c)))
	fmt.Fprintf(a.out, "  says       %s\n", visible(chainWords(c, x.report.Coded.Report)))
	field := func(name, value string, w *cairn.Words) {
		if value == "" || value == unknown {
			return
		}
		fmt.Fprintf(a.out, "  %-10s %s", name, visible(value))
		if w != nil && w.Basis != "" && w.Basis != cairn.Stated {
			fmt.Fprintf(a.out, " [%s: %q]", w.Basis, oneLine(w.Text, 60))
		}
		fmt.Fprintln(a.out)
	}
	if c.Time != nil {
		field("when", whenWords(c.Time), &c.Time.Words)
	}
	if c.Place != nil {
		field("where", placeWords(c.Place), &c.Place.Words)
	}
	for _, e := range c.Except {
		field("except", placeWords(&e), nil)
	}
	if c.Order != nil {
		field("order", c.Order.Text, nil)
	}
	field("scope", scopeWords(c), nil)
	for _, r := range c.Relates {
		field(strings.ReplaceAll(string(r.As), "_", " "), r.To, nil)
	}
	if verdict := decided(v.state.Decisions, c.ID); verdict != "" {
		field("a person", verdict, nil)
	}
	fmt.Fprintf(a.out, "  rule       %s, confidence %.2f\n", c.Rule, c.Confidence)
	fmt.Fprintf(a.out, "  quote      bytes %d to %d of the %s: %q\n", c.Span[0], c.Span[1], cmp.Or(c.In, "text"), visible(c.Quote))
}

func (c *showCmd) incident(a *app, v view, inc cairn.LinkedIncident) error {
	figures, err := v.index.Figures(inc.ID, v.query)
	if err != nil {
		return err
	}
	if c.JSON {
		return c.json(a, listedIncident{inc, figures})
	}
	fmt.Fprintf(a.out, "Incident %s\n  when       %s\n  where      %s\n  who        %s\n  roots      %s independent\n", inc.ID,
		visible(whenWords(inc.Time)), visible(placeWords(inc.Place)), visible(partyWords(inc.Perpetrator)), rootsWords(inc.Independence))
	for _, id := range inc.After {
		fmt.Fprintf(a.out, "  after      %s: its people are here in a later state\n", id)
	}
	for _, o := range inc.Overlaps {
		fmt.Fprintf(a.out, "  overlap    up to %d people may also be in %s: %s\n", o.UpTo, o.With, visible(o.Why))
	}
	for _, f := range figures {
		printFigure(a, f)
	}
	printOrigins(a, v, inc)
	for _, d := range inc.Dissent {
		fmt.Fprintf(a.out, "\nDissent, never a bound: %s of %s is %s, though it repeats %s\n  %q\n", d.Field, d.Claim, visible(d.Says), visible(d.Root), oneLine(d.Quote, 300))
	}
	return nil
}

func printFigure(a *app, f toll.Figure) {
	fmt.Fprintf(a.out, "\n%s: %s (low / best / high), policy %s\n", strings.ReplaceAll(string(f.Measure), "_", " "), rangeWords(&f.Range), f.Policy)
	for _, voice := range f.Voices {
		fmt.Fprintf(a.out, "  %-28s %s (%s)\n", visible(voice.Text), visible(voice.Root), voice.Kind)
	}
	for _, n := range f.NotCounted {
		fmt.Fprintf(a.out, "  not counted: %s (%s)\n", visible(n.Why), plural(len(n.Claims), "claim"))
	}
	if f.Note != "" {
		fmt.Fprintf(a.out, "  %s\n", visible(f.Note))
	}
	fmt.Fprintf(a.out, "  grades: occurrence %s, responsibility %s: %s\n", f.Grades.Occurrence, f.Grades.Responsibility, strings.Join(f.Grades.Why, "; "))
}

// printOrigins shows the claims by the voice that they go back to.
func printOrigins(a *app, v view, inc cairn.LinkedIncident) {
	byID := map[string][]sourced{}
	for _, x := range claimsOf(v.state) {
		byID[x.claim.ID] = append(byID[x.claim.ID], x)
	}
	for _, o := range inc.Origins {
		fmt.Fprintf(a.out, "\nOrigin: %s (%s, %s)", visible(cmp.Or(o.Root, "nobody named")), cmp.Or(o.Kind, "named"), plural(len(o.Claims), "claim"))
		if o.Why != "" {
			fmt.Fprintf(a.out, ": %s", visible(o.Why))
		}
		fmt.Fprintln(a.out)
		for _, id := range o.Claims {
			for _, x := range byID[id] {
				fmt.Fprintf(a.out, "  %s  %-22s %-24s %q\n", id, oneLine(countWords(x.claim.Count), 22), oneLine(x.report.Coded.Publisher, 24), oneLine(x.claim.Quote, 110))
			}
		}
	}
}
