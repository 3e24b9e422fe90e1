package main

import (
	"strings"

	"cairn"
	"cairn/when"
)

// whenCmd says what days a time expression means.
type whenCmd struct {
	Words     []string `arg:"" help:"The expression, such as \"earlier this year\"."`
	Published string   `help:"Date of publication that it is counted from." placeholder:"DAY"`
	printed
}

// meant is one expression and its days.
type meant struct {
	Text      string      `json:"text"`
	Basis     cairn.Basis `json:"basis"`
	Precision string      `json:"precision,omitempty"`
	cairn.Period
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
	text := strings.Join(c.Words, " ")
	var values []meant
	t := table{head: []string{"expression", "from", "to", "precision", "basis"}}
	for _, m := range when.Scan(text, anchor) {
		w := meant{text[m.Span[0]:m.Span[1]], m.Basis, m.Precision, m.Period}
		values = append(values, w)
		from := string(m.Start)
		if !m.Resolved() {
			from = "unresolved: say --published"
		}
		t.add(w.Text, from, string(m.End), m.Precision, string(m.Basis))
	}
	if len(values) == 0 {
		return usagef("%q holds no time expression that cairn knows", text)
	}
	return out(a, c.printed, values, t)
}
