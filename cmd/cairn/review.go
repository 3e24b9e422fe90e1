package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cairn"
	"cairn/record"
)

// reviewCmd records a person's decisions; without one it lists what waits.
type reviewCmd struct {
	List      reviewListCmd `cmd:"" default:"withargs" help:"Claims that wait for a person, the doubtful ones first, and doubtful links."`
	Confirm   decideCmd     `cmd:"" help:"The claim says what the report says."`
	Reject    decideCmd     `cmd:"" help:"The claim does not say what the report says: it counts no more."`
	Correct   correctCmd    `cmd:"" help:"Set fields of a claim; what the program proposed stays beside it."`
	Same      decideCmd     `cmd:"" help:"These claims or incidents are of one incident."`
	Different decideCmd     `cmd:"" help:"These are of different incidents."`
	Unsure    decideCmd     `cmd:"" help:"It cannot be told whether these are of one incident."`
	Merge     decideCmd     `cmd:"" help:"Make one incident of several; their ids stay as aliases."`
	Overlap   overlapCmd    `cmd:"" help:"These two incidents share up to so many people; 0: nobody is in both."`
	Split     decideCmd     `cmd:"" help:"Take claims out of the incident they are in."`
	Grade     correctCmd    `cmd:"" help:"Override a grade of an incident: occurrence=..., responsibility=..."`
	Withdraw  withdrawCmd   `cmd:"" help:"Withdraw a report; with --destroy its text is destroyed and its commitment kept."`
	Ack       decideCmd     `cmd:"" help:"Acknowledge a finding of check, with a reason."`
	Undo      decideCmd     `cmd:"" help:"Take a decision back, by its number."`
	Links     linkQueueCmd  `cmd:"" help:"Pairs of which it is doubtful whether they are of one incident, the worthiest first."`
	Why       whyCmd        `cmd:"" help:"Why two claims, incidents or reports are taken for one incident, or are not."`
}

// by says who decides and why.
type by struct {
	By      string `help:"Who decides (or CAIRN_BY)." env:"CAIRN_BY" placeholder:"NAME"`
	Because string `help:"Why." placeholder:"REASON"`
}

// verdicts maps the names of subcommands to verdicts where they differ.
var verdicts = map[string]cairn.Verdict{"ack": cairn.Ack}

type decideCmd struct {
	Targets []string `arg:"" help:"Ids of claims or incidents (their beginning is enough), a finding, or a decision's number."`
	by
}

func (c *decideCmd) Run(a *app, name commandName) error {
	v := cairn.Verdict(name)
	if known, ok := verdicts[string(name)]; ok {
		v = known
	}
	if slices.Contains([]cairn.Verdict{cairn.Same, cairn.Different, cairn.Unsure, cairn.Merge}, v) && len(c.Targets) < 2 {
		return usagef("%s needs at least two ids", name)
	}
	return a.decide(cairn.Decision{Verdict: v, Targets: c.Targets, By: c.By, Reason: c.Because})
}

type overlapCmd struct {
	A    string `arg:"" help:"Id of an incident."`
	B    string `arg:"" help:"Id of the other."`
	UpTo int64  `required:"" help:"How many people may be in both." placeholder:"N"`
	by
}

func (c *overlapCmd) Run(a *app) error {
	if c.UpTo < 0 {
		return usagef("--up-to %d: people cannot be fewer than none", c.UpTo)
	}
	return a.decide(cairn.Decision{Verdict: cairn.Overlaps, Targets: []string{c.A, c.B}, Fields: map[string]string{"up_to": fmt.Sprint(c.UpTo)}, By: c.By, Reason: c.Because})
}

type correctCmd struct {
	Target string            `arg:"" help:"Id of a claim or incident."`
	Fields map[string]string `arg:"" help:"Fields to set, such as count=56 or perpetrator=NAME." mapsep:"none"`
	by
}

func (c *correctCmd) Run(a *app, name commandName) error {
	return a.decide(cairn.Decision{Verdict: cairn.Verdict(name), Targets: []string{c.Target}, Fields: c.Fields, By: c.By, Reason: c.Because})
}

type withdrawCmd struct {
	Report  string `arg:"" help:"Id of the report."`
	Destroy bool   `help:"Destroy its original, text and claims for ever."`
	by
}

func (c *withdrawCmd) Run(a *app) error {
	d := cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{c.Report}, By: c.By, Reason: c.Because}
	if c.Destroy {
		d.Fields = map[string]string{"destroy": "yes"}
	}
	return a.decide(d)
}

var findingID = regexp.MustCompile(`^f-[0-9a-f]{12}$`)

// decide records a decision and links anew under it.
func (a *app) decide(d cairn.Decision) error {
	ctx := context.Background()
	if d.By == "" {
		return usagef("say who decides with --by, or set CAIRN_BY")
	}
	if needsReason := []cairn.Verdict{cairn.Ack, cairn.GradeIt, cairn.Overlaps}; d.Reason == "" && slices.Contains(needsReason, d.Verdict) {
		return usagef("say why with --because: it is shown wherever the decision has an effect")
	}
	if i := slices.IndexFunc(d.Targets, func(t string) bool { return !findingID.MatchString(t) }); d.Verdict == cairn.Ack && i >= 0 {
		return usagef("%q is not the id of a finding (f- and twelve digits or letters): see cairn check", d.Targets[i])
	}
	r, err := record.Open(ctx, a.record, record.Options{Now: a.now, ReadOnly: true})
	if err != nil {
		return err
	}
	s, err := r.Now(ctx)
	if err != nil {
		return err
	}
	r.Close()
	if !slices.Contains([]cairn.Verdict{cairn.Undo, cairn.Ack, cairn.Register}, d.Verdict) {
		for i, t := range d.Targets {
			if d.Targets[i], err = fullID(s, t); err != nil {
				return err
			}
		}
	}
	if r, err = a.open(ctx, true); err != nil {
		return err
	}
	defer r.Close()
	done, err := r.Decide(ctx, d)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Decision %d recorded: %s %s\n", done.Seq, done.Verdict, visible(strings.Join(done.Targets, " ")))
	if changed, err := r.Relink(ctx); err != nil {
		return err
	} else if changed {
		fmt.Fprintln(a.out, "The incidents changed with it: see cairn incidents.")
	}
	return nil
}

// reviewListCmd lists the claims that no person has looked at.
type reviewListCmd struct {
	Limit int `help:"How many." default:"20"`
	printed
}

func (c *reviewListCmd) Run(a *app) error {
	s, err := a.reading(context.Background(), "")
	if err != nil {
		return err
	}
	var waiting []sourced
	for _, x := range claimsOf(s) {
		if x.claim.Scope != cairn.ScopeBackground && decided(s.Decisions, x.claim.ID) == "" {
			waiting = append(waiting, x)
		}
	}
	slices.SortStableFunc(waiting, func(p, q sourced) int {
		return int(1000 * (p.claim.Confidence - q.claim.Confidence))
	})
	t := table{head: []string{"claim", "sure", "how many", "what", "quote"}}
	var values []listedClaim
	for _, x := range waiting[:min(c.Limit, len(waiting))] {
		values = append(values, listedClaim{x.report.Coded.ID, "", x.claim})
		t.add(x.claim.ID, fmt.Sprintf("%.2f", x.claim.Confidence), oneLine(countWords(x.claim.Count), 20), oneLine(claimWords(x.claim), 50), oneLine(x.claim.Quote, 90))
	}
	if err := out(a, c.printed, values, t); err != nil || c.JSON || c.CSV {
		return err
	}
	fmt.Fprintf(a.out, "\n%s waiting. Decide with cairn review confirm, reject or correct ID.\n\n", plural(len(waiting), "claim"))
	return a.linkQueue(s, c.Limit)
}
