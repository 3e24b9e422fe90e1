package web

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"cairn"
	"cairn/record"
)

// What a person sees of a decision: that it was recorded, and how to take it
// back; or that it was not, and how to send it again.

// Done is the decision that led to this page, where one did.
func (s *shown) Done() *record.Taken {
	seq, err := strconv.ParseInt(s.query.Get("done"), 10, 64)
	if err != nil || s.desk == nil {
		return nil
	}
	t, ok := s.Decision(seq)
	if !ok {
		return nil
	}
	return &t
}

// Editable says whether claims can be decided about here: the past cannot.
func (s *shown) Editable() bool { return s.desk != nil && !s.desk.isPast() }

// Measures, Scopes and Statuses are the closed lists that a correction chooses from.
func (s *shown) Measures() []cairn.Measure { return cairn.Measures() }
func (s *shown) Scopes() []cairn.Scope {
	return []cairn.Scope{cairn.ScopeIncident, cairn.ScopeCumulative, cairn.ScopeAggregate, cairn.ScopeBackground}
}
func (s *shown) Statuses() []string { return fieldChecks()["victims.status"].may }

// Skip is the queue without the question shown.
func (s *shown) Skip() string {
	n, _ := strconv.Atoi(s.query.Get("skip")) // the page has refused what is no number
	return s.Here("skip", strconv.Itoa(n+1))
}

// Changed is what was decided since a person looked.
func (p problemView) Changed() *changed {
	if c, ok := p.Now.(changed); ok {
		return &c
	}
	return nil
}

// NoName says whether the person's name is all that is missing.
func (p problemView) NoName() bool { return p.Type == "no-name" }

// Back is the page that the form came from.
func (p problemView) Back() string { return p.again.back }

// Again is the form as it was sent, with the versions that hold now; none where
// sending it again would change nothing.
func (p problemView) Again() []fieldSet {
	if p.again == nil || p.again.form == nil || p.Type != "no-name" && p.Type != "stale" {
		return nil
	}
	var out []fieldSet
	for _, name := range slices.Sorted(maps.Keys(p.again.form)) {
		for _, v := range p.again.form[name] {
			if c := p.Changed(); c != nil && name == "seen."+c.ID {
				v = fmt.Sprint(c.Version)
			}
			if name != "by" || p.Type != "no-name" {
				out = append(out, fieldSet{name, v})
			}
		}
	}
	return out
}
