package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"cairn"
	"cairn/store"
)

// personRule names the rule of a claim that a person made.
const personRule = "person"

// complete checks a claim that a person made from the words of a report, and
// gives it its id: made from the report, the kind, the measure and the words, as
// that of any claim. Nothing that the report does not say, byte for byte, is
// taken.
func complete(t *store.Tx, d *cairn.Decision) error {
	if d.Verdict != cairn.AddClaim {
		if d.Claim != nil {
			return fmt.Errorf("decide: %s adds no claim", d.Verdict)
		}
		return nil
	}
	if d.Claim == nil || len(d.Targets) != 1 {
		return errors.New("decide: a claim is added to one report: name the report, and give the claim")
	}
	row, ok, err := t.ReportRow(d.Targets[0])
	if err != nil {
		return err
	}
	if !ok || row.Withheld != 0 {
		return fmt.Errorf("decide: %s is no report whose text the record has", d.Targets[0])
	}
	report, err := reportOf(row)
	if err != nil {
		return err
	}
	c := *d.Claim
	if err := writtenIn(report.Coded.Report, &c); err != nil {
		return fmt.Errorf("decide: the claim: %w", err)
	}
	d.Claim = &c
	return isNewClaim(t, row.ID, c.ID)
}

// isNewClaim refuses a claim that the report has: it is corrected instead.
func isNewClaim(t *store.Tx, report, id string) error {
	coded, err := t.HasClaim(report, id)
	if err != nil {
		return err
	}
	if !coded {
		known, err := t.Knows(id)
		if err != nil || !known {
			return err
		}
		if coded, err = stands(t, report, id); err != nil {
			return err
		}
	}
	if coded {
		return fmt.Errorf("decide: the report has claim %s of these words already: correct that one", id)
	}
	return nil
}

// stands says whether a person's claim was added to the report and not undone.
func stands(t *store.Tx, report, id string) (bool, error) {
	rows, err := t.Decisions()
	if err != nil {
		return false, err
	}
	all, err := decisionsOf(rows)
	return slices.ContainsFunc(standing(all), func(d cairn.Decision) bool {
		return d.Claim != nil && d.Claim.ID == id && target(d) == report
	}), err
}

// added are the decisions that add a claim, those that were undone too.
func added(rows []store.DecisionRow) ([]cairn.Decision, error) {
	return decisionsOf(slices.DeleteFunc(slices.Clone(rows), func(row store.DecisionRow) bool { return row.Claim == "" }))
}

// writtenIn checks a person's claim against its report, and completes it.
func writtenIn(r cairn.Report, c *cairn.Claim) error {
	where := map[string]string{"": r.Text, "text": r.Text, "title": r.Title}
	in, ok := where[c.In]
	if !ok || c.In == "text" {
		return fmt.Errorf("in is %q: a claim stands in the text (absent) or in the \"title\"", c.In)
	}
	quote, err := c.Span.Of(in)
	if err != nil {
		return err
	}
	if quote == "" || c.Quote != quote {
		return fmt.Errorf("the quote is not the words of [%d,%d): give them exactly", c.Span[0], c.Span[1])
	}
	if err := sensible(c); err != nil {
		return err
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	var parts any
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	if err := exact(parts, c.In, where); err != nil {
		return err
	}
	words := c.Span
	if c.Count != nil && c.Count.Span != nil {
		words = *c.Count.Span
	}
	c.ID = cairn.ClaimID(cairn.ContentHash(r.Title, r.Text), c.Kind, c.Measure, c.In, words)
	c.Rule, c.Confidence, c.Why = personRule, 1, nil
	return nil
}

// sensible checks what does not depend on the words.
func sensible(c *cairn.Claim) error {
	if !slices.Contains([]cairn.Kind{cairn.Casualty, cairn.Control, cairn.Event, cairn.Responsibility}, c.Kind) {
		return fmt.Errorf("kind %q is none of casualty, control, event and responsibility", c.Kind)
	}
	if casualty := c.Kind == cairn.Casualty; casualty != slices.Contains(cairn.Measures(), c.Measure) || !casualty && c.Measure != "" {
		return fmt.Errorf("measure %q does not fit the kind %s: a casualty has a measure (killed, injured ...), nothing else has", c.Measure, c.Kind)
	}
	if !slices.Contains([]cairn.Scope{"", cairn.ScopeIncident, cairn.ScopeCumulative, cairn.ScopeAggregate, cairn.ScopeBackground}, c.Scope) {
		return fmt.Errorf("scope %q is none of incident, cumulative, aggregate and background", c.Scope)
	}
	if q := c.Count; q != nil {
		for _, n := range []*int64{q.Low, q.High, q.Value} {
			if n != nil && *n < 0 {
				return fmt.Errorf("count %d is below nothing", *n)
			}
		}
		if q.Low != nil && q.High != nil && *q.Low > *q.High {
			return fmt.Errorf("count: the low %d is above the high %d", *q.Low, *q.High)
		}
		if q.Span != nil && (q.Span[0] < c.Span[0] || q.Span[1] > c.Span[1]) {
			return errors.New("count: its words lie outside the quote")
		}
	}
	return nil
}

// exact walks a claim and holds every stretch it names against the report: the
// words beside a span are the words there.
func exact(part any, in string, where map[string]string) error {
	switch v := part.(type) {
	case []any:
		for _, one := range v {
			if err := exact(one, in, where); err != nil {
				return err
			}
		}
	case map[string]any:
		if own, ok := v["in"].(string); ok {
			in = own
		}
		if err := exactWords(v, in, where); err != nil {
			return err
		}
		for _, one := range v {
			if err := exact(one, in, where); err != nil {
				return err
			}
		}
	}
	return nil
}

func exactWords(v map[string]any, in string, where map[string]string) error {
	span, ok := v["span"].([]any)
	if !ok || len(span) != 2 {
		return nil
	}
	from, okFrom := span[0].(float64)
	to, okTo := span[1].(float64)
	source, okIn := where[in]
	if !okFrom || !okTo || !okIn {
		return fmt.Errorf("%v in %q is no stretch of the report", span, in)
	}
	words, err := cairn.Span{int(from), int(to)}.Of(source)
	if err != nil {
		return err
	}
	for _, field := range []string{"text", "quote"} {
		if said, ok := v[field].(string); ok && said != words {
			return fmt.Errorf("%q is not what stands at [%d,%d): %q", said, int(from), int(to), words)
		}
	}
	return nil
}
