package web

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"cairn"
	"cairn/toll"
)

// fieldCheck says whether a value of a field can be meant, and by which key of
// the catalogue why not.
type fieldCheck struct {
	ok  func(string) bool
	why string
	may []string
}

// fieldChecks are the fields of corrections and grades whose values are not
// free words; made once, because every claim's card asks for a list of them.
var fieldChecks = sync.OnceValue(func() map[string]fieldCheck {
	list := func(may ...string) fieldCheck {
		return fieldCheck{ok: func(v string) bool { return v == "" || slices.Contains(may, v) }, why: "not_in_list", may: may}
	}
	closed := func(name string) fieldCheck {
		var may []string
		for _, term := range cairn.Vocabulary()[name] {
			may = append(may, term.Value)
		}
		return list(may...)
	}
	grades := func(more ...toll.Grade) fieldCheck {
		return list(words(append([]toll.Grade{toll.Confirmed, toll.Fair, toll.Weak}, more...))...)
	}
	return map[string]fieldCheck{
		"count":          {ok: func(v string) bool { _, ok := toll.ParseCount(v); return ok }, why: "not_a_count"},
		"time":           {ok: func(v string) bool { _, err := cairn.ParsePeriod(v); return err == nil }, why: "not_a_day"},
		"measure":        list(words(cairn.Measures())...),
		"scope":          list(words([]cairn.Scope{cairn.ScopeIncident, cairn.ScopeCumulative, cairn.ScopeAggregate, cairn.ScopeBackground})...),
		"victims.status": closed("victims.status"),
		"up_to":          {ok: func(v string) bool { n, err := strconv.ParseInt(v, 10, 64); return err == nil && n >= 0 }, why: "not_a_count"},
		"occurrence":     grades(toll.Discounted),
		"responsibility": grades(toll.Contested, toll.NoGrade),
	}
})

func (a *act) checkField(name, value string) error {
	if len(value) > maxField {
		return badField{Field: "field." + name, Why: "too_long", Value: value[:40]}
	}
	c, ok := fieldChecks()[name]
	if ok && !c.ok(value) {
		return badField{Field: "field." + name, Why: c.why, Value: value, May: c.may}
	}
	return nil
}

// claimOfForm makes a claim of the fields of a form: a selection of a report's
// text, and what a person says that it says.
func (a *act) claimOfForm() error {
	if a.Verdict != cairn.AddClaim || a.Claim != nil {
		return nil
	}
	c := &cairn.Claim{Kind: cairn.Kind(a.form.Get("kind")), Measure: cairn.Measure(a.form.Get("measure")), Scope: cairn.Scope(a.form.Get("scope")),
		In: strings.TrimPrefix(a.form.Get("in"), "text"), Stance: cairn.Asserted}
	for i, name := range []string{"start", "end"} {
		n, err := strconv.Atoi(a.form.Get(name))
		if err != nil || n < 0 {
			return badField{Field: name, Why: "not_a_place_in_text", Value: a.form.Get(name)}
		}
		c.Span[i] = n
	}
	if v := strings.TrimSpace(a.form.Get("count")); v != "" {
		q, ok := toll.ParseCount(v)
		if !ok {
			return badField{Field: "count", Why: "not_a_count", Value: v}
		}
		q.Unit = "person"
		c.Count = &q
	}
	if v := a.form.Get("perpetrator"); v != "" {
		c.Perpetrator = &cairn.Party{Actor: v}
	}
	if v := a.form.Get("time"); v != "" {
		p, err := cairn.ParsePeriod(v)
		if err != nil {
			return badField{Field: "time", Why: "not_a_day", Value: v}
		}
		c.Time = &cairn.When{Period: p}
	}
	if v := a.form.Get("who"); v != "" {
		c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: v}, Named: true}}
	}
	a.Claim = c
	return nil
}

// quote takes the words of a claim from its report, where a form gave only
// where they stand.
func (a *act) quote(d *desk) {
	if a.Claim == nil || a.Claim.Quote != "" || len(a.Targets) != 1 {
		return
	}
	r, ok := d.Report(a.Targets[0])
	if !ok {
		return
	}
	in := r.Coded.Text
	if a.Claim.In == "title" {
		in = r.Coded.Title
	}
	if words, err := a.Claim.Span.Of(in); err == nil {
		a.Claim.Quote = words
	}
}
