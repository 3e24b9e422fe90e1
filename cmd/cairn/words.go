package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"cairn"
)

// How values are put for people. Nothing here decides anything: what is
// unknown is written as unknown.

const unknown = "not said"

// countWords is a quantity as worded, or its bounds where the words are gone.
func countWords(q *cairn.Quantity) string {
	switch {
	case q == nil:
		return unknown
	case q.Text != "":
		return q.Text
	case q.Low != nil && q.High != nil && *q.Low == *q.High:
		return thousands(*q.Low)
	case q.Low != nil && q.High != nil:
		return thousands(*q.Low) + " to " + thousands(*q.High)
	case q.Low != nil:
		return thousands(*q.Low) + " or more"
	case q.High != nil:
		return "at most " + thousands(*q.High)
	case q.Value != nil:
		return string(q.Qualifier) + " " + thousands(*q.Value)
	}
	return unknown
}

// rangeWords is "41 / 45 / 56 or more": low, best and high; "?" is unknown.
func rangeWords(r *cairn.Range) string {
	if r == nil {
		return "-"
	}
	one := func(n *int64) string {
		if n == nil {
			return "?"
		}
		return thousands(*n)
	}
	s := one(r.Low) + " / " + one(r.Best) + " / " + one(r.High)
	if r.Open {
		s += " or more"
	}
	return s
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// partyWords names an actor with those that act with it or may have acted instead.
func partyWords(p *cairn.Party) string {
	if p == nil {
		return unknown
	}
	s := cmp.Or(p.Actor, cmp.Or(p.Text, unknown))
	for _, w := range p.With {
		s += " with " + partyWords(&w)
	}
	for _, o := range p.Or {
		s += " or " + partyWords(&o)
	}
	return s
}

func placeWords(l *cairn.Locus) string {
	if l == nil {
		return unknown
	}
	s := cmp.Or(l.Name, l.Text)
	if l.Admin1 != "" && l.Admin1 != s && l.Precision != "province" {
		s += ", " + l.Admin1
	}
	if l.Country != "" && l.Precision != "country" {
		s += ", " + l.Country
	}
	switch {
	case l.Ambiguous:
		s += " (several places fit)"
	case l.Precision != "" && l.Precision != "exact":
		s += " (" + l.Precision + ")"
	}
	for _, w := range l.With {
		s += " with " + placeWords(&w)
	}
	for _, o := range l.Or {
		s += " or " + placeWords(&o)
	}
	return s
}

func whenWords(w *cairn.When) string {
	switch {
	case w == nil:
		return unknown
	case w.Start == "" && w.End == "":
		return fmt.Sprintf("%q", w.Text)
	case w.Start == w.End:
		return string(w.Start)
	case w.Start == "":
		return "until " + string(w.End)
	case w.End == "":
		return "since " + string(w.Start)
	}
	return string(w.Start) + " to " + string(w.End)
}

// chainWords is who says so, the root first: "activists, in Harbour Wire".
func chainWords(c cairn.Claim, r cairn.Report) string {
	var links []string
	for i := len(c.Attribution) - 1; i >= 0; i-- {
		links = append(links, speakerWords(c.Attribution[i]))
	}
	if len(links) == 0 {
		links = []string{"nobody named"}
	}
	if r.Publisher != "" {
		links = append(links, r.Publisher)
	}
	return strings.Join(links, ", in ")
}

func speakerWords(s cairn.Speaker) string {
	out := s.Label()
	for _, w := range s.With {
		out += " with " + speakerWords(w)
	}
	for _, o := range s.Or {
		out += " or " + speakerWords(o)
	}
	return out
}

// claimWords says what a claim is about in a few words.
func claimWords(c cairn.Claim) string {
	var parts []string
	switch c.Kind {
	case cairn.Casualty:
		parts = append(parts, strings.ReplaceAll(string(c.Measure), "_", " "))
		if c.Victims != nil && c.Victims.Text != "" {
			parts = append(parts, c.Victims.Text)
		}
		if c.Perpetrator != nil {
			parts = append(parts, "by "+partyWords(c.Perpetrator))
		}
	case cairn.Control:
		parts = append(parts, partyWords(c.Actor), c.Change)
		if c.Extent != "" {
			parts = append(parts, "("+c.Extent+")")
		}
	case cairn.Event:
		parts = append(parts, c.Act)
		if c.Count != nil && c.Count.Unit != "" {
			parts = append(parts, strings.ReplaceAll(c.Count.Unit, "_", " "))
		}
		if c.Perpetrator != nil {
			parts = append(parts, "by "+partyWords(c.Perpetrator))
		}
	case cairn.Responsibility:
		parts = append(parts, partyWords(c.Actor), string(c.Stance))
	}
	if c.Kind == cairn.Casualty && (c.Act == "execution" || c.Act == "massacre") {
		parts = append(parts, "("+c.Act+")")
	}
	return strings.Join(parts, " ")
}

// scopeWords adds the baseline of a cumulative claim to its scope.
func scopeWords(c cairn.Claim) string {
	s := string(c.Scope)
	if c.Baseline != nil {
		s += ", " + cmp.Or(c.Baseline.Text, "since "+string(c.Baseline.Start))
	}
	if c.Stance != "" && c.Stance != cairn.Asserted {
		s += ", " + string(c.Stance)
	}
	if c.Hedged != nil {
		s += ", hedged: " + c.Hedged.Text
	}
	return s
}

// plural is "1 report", "8 reports".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") {
		return fmt.Sprintf("%d %sies", n, one[:len(one)-1])
	}
	return fmt.Sprintf("%d %ss", n, one)
}
