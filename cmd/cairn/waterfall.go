package main

import (
	"context"
	"fmt"

	"cairn"
	"cairn/link"
	"cairn/record"
)

// linkSet lays a state of the record out for questions about its links.
func linkSet(s record.State) (*link.Set, error) {
	l, err := newLinking()
	if err != nil {
		return nil, err
	}
	return link.New(s.Linkable(), l.options(s.Decisions, s.Links))
}

// linkQueueCmd lists the pairs that are best asked of a person.
type linkQueueCmd struct {
	Limit int `help:"How many." default:"20"`
	printed
}

func (c *linkQueueCmd) Run(a *app) error {
	s, err := a.reading(context.Background(), "")
	if err != nil {
		return err
	}
	if !c.JSON && !c.CSV {
		return a.linkQueue(s, c.Limit)
	}
	set, err := linkSet(s)
	if err != nil {
		return err
	}
	queue := set.Queue(max(c.Limit, 0))
	return out(a, c.printed, queue, queueTable(queue))
}

// linkQueue prints the queue for people.
func (a *app) linkQueue(s record.State, limit int) error {
	set, err := linkSet(s)
	if err != nil {
		return err
	}
	queue := set.Queue(max(limit, 0))
	queueTable(queue).write(a.out)
	fmt.Fprintf(a.out, "\n%s asked. See why with cairn review why A B; decide with cairn review same, different or unsure A B.\n", plural(len(queue), "pair"))
	return nil
}

func queueTable(queue []cairn.Question) table {
	t := table{head: []string{"one", "other", "now", "doubt", "deaths", "strongest reason"}}
	for _, q := range queue {
		t.add(q.A, q.B, togetherWords(q.Together), fmt.Sprintf("%.2f", q.Uncertain), fmt.Sprint(q.Deaths), oneLine(strongest(q.Evidence), 70))
	}
	return t
}

func togetherWords(together bool) string {
	if together {
		return "one incident"
	}
	return "two incidents"
}

// strongest is the evidence that weighs most: the first after the prior.
func strongest(e []cairn.Evidence) string {
	if len(e) < 2 {
		return "nothing is known of them"
	}
	return fmt.Sprintf("%+.1f %s", e[1].Weight, e[1].Words)
}

// whyCmd explains two claims, incidents or reports.
type whyCmd struct {
	A    string `arg:"" help:"Id of a claim, incident or report (its beginning is enough)."`
	B    string `arg:"" help:"Id of the other."`
	AsOf string `help:"What this record knew then: a day, or a number of ledger entries." placeholder:"WHEN"`
	JSON bool   `help:"One JSON value."`
}

func (c *whyCmd) Run(a *app) error {
	s, err := a.reading(context.Background(), c.AsOf)
	if err != nil {
		return err
	}
	var ids [2]string
	for i, typed := range []string{c.A, c.B} {
		if ids[i], err = fullID(s, typed); err != nil {
			return err
		}
	}
	set, err := linkSet(s)
	if err != nil {
		return err
	}
	e, err := set.Explain(ids[0], ids[1])
	if err != nil {
		return err
	}
	return a.waterfall(e, c.JSON)
}

// waterfall prints the evidence about a pair, step by step.
func (a *app) waterfall(e cairn.Explanation, asJSON bool) error {
	if asJSON {
		return jsonLines(a.out, []cairn.Explanation{e})
	}
	fmt.Fprintf(a.out, "%s of report %s\n%s of report %s\n%s%s\n\n", visible(e.A), visible(e.ReportA), visible(e.B), visible(e.ReportB), togetherWords(e.Together), decidedWords(e.Decided))
	t := table{head: []string{"field", "weight", "sum", "because"}}
	for _, one := range e.Evidence {
		t.add(one.Field, fmt.Sprintf("%+.2f", one.Weight), fmt.Sprintf("%+.2f", one.Sum), one.Words)
	}
	t.write(a.out)
	fmt.Fprintf(a.out, "\nAlone, the pair weighs %+.2f; all pairs between the two groups weigh %+.2f on average. Above 0 they are one incident.\n", e.Score, e.Mean)
	return nil
}

func decidedWords(decided string) string {
	if decided != "" {
		return ": " + decided
	}
	return ""
}
