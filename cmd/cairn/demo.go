package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"cairn"
	"cairn/examples"
	"cairn/read"
	"cairn/record"
	"cairn/toll"
	"cairn/web"
)

// demoCmd makes a record of the example reports and shows what cairn finds.
type demoCmd struct {
	Dir   string `arg:"" optional:"" help:"New folder for the record." default:"cairn-demo" type:"path"`
	Serve bool   `help:"Serve the record to a browser on this machine."`
	listening
}

const demoPerson = "cairn demo"

func (c *demoCmd) Run(a *app) error {
	if err := web.Loopback(c.Listen); err != nil {
		return usageError{err.Error()}
	}
	if a.recordNamed {
		return usagef("the demo makes a record of its own: name its folder without --record: cairn demo DIR")
	}
	if _, err := os.Stat(c.Dir); err == nil {
		fresh, err := os.MkdirTemp(".", "cairn-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w: name one that you may write to", err)
		}
		c.Dir = fresh
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	a.record = c.Dir
	ctx := context.Background()
	r, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer r.Close()
	fmt.Fprintf(a.out, "A record of the example reports, in %s (the reports are ours, the facts of September 2015 public)\n", c.Dir)
	outcomes, err := c.fill(ctx, a, r)
	if err != nil {
		return err
	}
	state, err := r.Now(ctx)
	if err != nil {
		return err
	}
	v, err := newView(state, shown{})
	if err != nil {
		return err
	}
	for _, part := range []func(*app, view, []outcome) error{demoStories, demoClaims, demoIncidents, demoTolls, demoControl, demoFindings} {
		if err := part(a, v, outcomes); err != nil {
			return err
		}
	}
	demoNext(a, v, c.Dir)
	if !c.Serve {
		return nil
	}
	serving, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintln(a.out)
	return a.serve(serving, r, c.Listen)
}

// fill registers the sources and adds the reports.
func (c *demoCmd) fill(ctx context.Context, a *app, r *record.Record) ([]outcome, error) {
	register, err := examples.Files.ReadFile("sources.toml")
	if err != nil {
		return nil, fmt.Errorf("read the example sources: %w", err)
	}
	decisions, err := registerFile("sources.toml", register, demoPerson)
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		if _, err := r.Decide(ctx, d); err != nil {
			return nil, err
		}
	}
	names, err := fs.Glob(examples.Files, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("read the examples: %w", err)
	}
	outcomes, _, err := addAll(ctx, a, r, func(yield func(input) bool) {
		for _, name := range names {
			data, err := examples.Files.ReadFile(name)
			in := input{id: name, err: err}
			if err == nil {
				in.doc, in.err = read.One(name, data, read.Options{})
			}
			if !yield(in) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	_, err = r.Relink(ctx)
	return outcomes, err
}

func heading(a *app, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintf(a.out, "\n%s\n%s\n", text, strings.Repeat("-", cells(text)))
}

// demoStories shows the reports by the story they tell: those that are chiefly
// about one incident, and how many voices are behind them.
func demoStories(a *app, v view, outcomes []outcome) error {
	heading(a, "Reports by story")
	told := map[string]bool{}
	for _, l := range v.state.Links {
		if l.LinkedIncident == nil {
			continue
		}
		var names []string
		for _, r := range l.LinkedIncident.Reports {
			if report, ok := v.report(r.ID); ok && r.Main && !told[r.ID] {
				told[r.ID] = true
				names = append(names, fmt.Sprintf("    %s  %s  %s", r.ID, report.Coded.Date, oneLine(report.Coded.Publisher+": "+report.Coded.Title, 100)))
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(a.out, "  %s, %s: %s\n%s\n", plural(len(names), "report"), plural(origins(l.LinkedIncident), "origin"), storyWords(l.LinkedIncident), strings.Join(names, "\n"))
		}
	}
	var rest []string
	for _, o := range outcomes {
		if r, ok := v.report(o.Report); ok && !told[o.Report] {
			told[o.Report] = true
			what := ""
			if o.NotCoded != "" {
				what = "  [not coded: " + o.NotCoded + "]"
			}
			rest = append(rest, fmt.Sprintf("    %s  %s  %s%s", o.Report, r.Coded.Date, oneLine(r.Coded.Publisher+": "+r.Coded.Title, 100), what))
		}
	}
	if len(rest) > 0 {
		fmt.Fprintf(a.out, "  %s in no story\n%s\n", plural(len(rest), "report"), strings.Join(rest, "\n"))
	}
	return nil
}

func origins(inc *cairn.LinkedIncident) int {
	roots := map[string]bool{}
	for _, o := range inc.Origins {
		roots[o.Root] = true
	}
	return len(roots)
}

func storyWords(inc *cairn.LinkedIncident) string {
	return oneLine(fmt.Sprintf("%s, %s, %s", placeWords(inc.Place), whenWords(inc.Time), partyWords(inc.Perpetrator)), 110)
}

func demoClaims(a *app, v view, _ []outcome) error {
	heading(a, "Claims, and who says so")
	t := claimTable()
	background := 0
	for _, x := range claimsOf(v.state) {
		if x.claim.Scope == cairn.ScopeBackground {
			background++
			continue
		}
		addClaim(&t, x, "")
	}
	t.write(a.out)
	if background > 0 {
		fmt.Fprintf(a.out, "and %s of background, which count nowhere\n", plural(background, "claim"))
	}
	return nil
}

func demoIncidents(a *app, v view, _ []outcome) error {
	heading(a, "Incidents, low / best / high")
	list, err := v.incidents()
	if err != nil {
		return err
	}
	incidentTable(list).write(a.out)
	for _, inc := range list {
		for _, d := range inc.Dissent {
			publisher := d.Report
			if r, ok := v.report(d.Report); ok {
				publisher = r.Coded.Publisher
			}
			fmt.Fprintf(a.out, "dissent in %s: %s says %s (%s), though it repeats %s\n  %q\n", inc.ID, visible(publisher), visible(d.Says), d.Field, visible(d.Root), oneLine(d.Quote, 200))
		}
		for _, o := range inc.Overlaps {
			fmt.Fprintf(a.out, "overlap: up to %d people may be both in %s and in %s: %s\n", o.UpTo, inc.ID, o.With, visible(o.Why))
		}
	}
	return nil
}

func demoTolls(a *app, v view, _ []outcome) error {
	heading(a, "Tolls, and the totals that are never added to them")
	result, err := v.index.Toll(v.query)
	if err != nil {
		return err
	}
	tollTable(result).write(a.out)
	holdings, err := v.index.Holdings(v.query)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	holdingTable(holdings).write(a.out)
	return nil
}

func demoControl(a *app, v view, _ []outcome) error {
	heading(a, "Who took and held what")
	lines, err := v.index.Control(toll.ControlQuery{})
	if err != nil {
		return err
	}
	controlTable(lines).write(a.out)
	return nil
}

func demoFindings(a *app, v view, _ []outcome) error {
	heading(a, "What check finds")
	var err error
	if v.query.Outside, err = v.outside(); err != nil {
		return err
	}
	found, err := v.index.Check(v.query)
	if err != nil {
		return err
	}
	printDiscrepancies(a, found, false)
	return nil
}

// demoNext says what to try on the record.
func demoNext(a *app, v view, dir string) {
	incident, claim := "INCIDENT", "CLAIM"
	most := 0
	for _, l := range v.state.Links {
		if l.LinkedIncident != nil && len(l.LinkedIncident.Reports) > most {
			most = len(l.LinkedIncident.Reports)
			incident = l.LinkedIncident.ID
			claim = l.LinkedIncident.Reports[0].Claims[0]
		}
	}
	heading(a, "Try next")
	for _, line := range []string{
		"show " + incident + "            # one incident, every voice, every quote",
		"show " + claim + "   # one claim down to its bytes",
		"toll --by actor --policy lowest",
		"review reject " + claim + " --by YOU --because \"...\"",
		"verify",
	} {
		fmt.Fprintf(a.out, "  cairn --record %s %s\n", dir, line)
	}
	fmt.Fprintln(a.out, "(cairn stands for: go run ./cmd/cairn)")
}
