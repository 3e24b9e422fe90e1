package main

import (
	"cmp"
	"strings"

	"cairn"
	"cairn/when"
)

// whenCmd says what days a time expression means.
type whenCmd struct {
	Words     []string `arg:"" help:"The expression, such as \"earlier this year\"."`
	Published string   `help:"Date of publication that it is counted from." placeholder:"DAY"`
	Began     string   `help:"Day of the event that \"since the capture\" or \"the fifth year of the war\" counts from." placeholder:"DAY"`
	printed
}

// meant is one expression and its days.
type meant struct {
	Text      string      `json:"text"`
	Basis     cairn.Basis `json:"basis"`
	Precision string      `json:"precision,omitempty"`
	TimeOfDay string      `json:"time_of_day,omitempty"`
	cairn.Period
}

// unresolved is what an expression lacks, where it is not a date of publication.
var unresolved = map[when.Kind]string{
	when.Event: "say --began and --published",
	when.Other: "counts from a day that the words before it would name",
	when.Clock: "a time of day without its day",
}

func (c *whenCmd) Run(a *app) error {
	var anchor when.Anchor
	if c.Published != "" {
		p, err := cairn.ParsePeriod(c.Published)
		if err != nil {
			return usagef("--published: %v", err)
		}
		anchor.Published = p
	}
	if c.Began != "" {
		p, err := cairn.ParsePeriod(c.Began)
		if err != nil {
			return usagef("--began: %v", err)
		}
		anchor.Began = p.Start
	}
	text := strings.Join(c.Words, " ")
	var values []meant
	t := table{head: []string{"expression", "from", "to", "time of day", "precision", "basis"}}
	for _, m := range when.Scan(text, anchor) {
		w := meant{text[m.Span[0]:m.Span[1]], m.Basis, m.Precision, m.TimeOfDay, m.Period}
		values = append(values, w)
		from := string(m.Start)
		if !m.Resolved() {
			from = "unresolved: " + cmp.Or(unresolved[m.Kind], "say --published")
		}
		t.add(w.Text, from, string(m.End), m.TimeOfDay, m.Precision, string(m.Basis))
	}
	if len(values) == 0 {
		return usagef("%q holds no time expression that cairn knows", text)
	}
	return out(a, c.printed, values, t)
}
