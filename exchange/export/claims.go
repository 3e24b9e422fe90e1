package export

import (
	"cmp"
	"strings"

	"cairn"
)

// ClaimTable is one row a claim in a report. Two reports that print the same
// words have claims of one id, so the report belongs to the key.
func ClaimTable() Table {
	return Table{Name: "claims", Means: "One row a claim: one statement in one report by one speaker, with the sentence that says it.",
		Key:    []string{"report", "claim"},
		Refers: []Foreign{{[]string{"report"}, "reports", []string{"report"}}},
		Columns: columns(`
claim string the claim's permanent id
report string the report that it stands in
publisher string who published the report
agency string whose credit the report carries
published string when the report was published: a day, or an interval
incident string the incident that it stands in; blank: none
kind string casualty, control, event, responsibility
scope string incident; cumulative (a running total), aggregate (a closed total), background: these three are never added
measure string what was done to the people counted
low integer lowest number that the words allow
high integer highest number that the words allow
value integer the number said where it bounds nothing by itself ("about 71")
qualifier string how the speaker bounded the number
unit string what is counted
count_text string the count as worded
victims_text string who was harmed, as worded
victims string their status
condition string their condition
victims_group string children, women, journalists ...
affiliation string whose people they are
victims_sdg string the status in the terms of SDG indicator 16.1.2
perpetrator_text string who did it, as worded
perpetrator string who did it, as the register names them
act string how
means string with what
actor string control: who holds or loses; responsibility: who is said to have done it
change string control: captured, lost, holds, contested, besieged, evacuated, withdrew
extent string control: complete or partial
place_text string where, as worded
place string where, as the gazetteer names it
country string ISO 3166-1 alpha-2 code
admin1 string first-order division, plain English name
admin2 string second-order division
latitude number degrees in WGS 84
longitude number degrees in WGS 84
place_precision string how exactly the place is known
place_basis string where the place comes from: stated, relative, context, publication
time_text string when, as worded
start date first day that the words mean
end date last day that the words mean
time_precision string how exactly the time is known
time_basis string where the time comes from
time_of string what the time is of: harm, death, discovery, documentation
baseline string what a running total counts from, as worded
baseline_start date the day it counts from
attribution string who says so, nearest the publisher first, the root last
root string who first said it; blank: nobody is named
root_type string what the root is
stance string how the root stands to it
denies string what a denial denies
hedged string the publisher's own words of distance
relates string what it says of the people of other claims of the report
decided string what a person decided: confirmed, rejected, corrected
rule string the rule that made it
confidence number the program's own, 0 to 1
in string title, where it stands in the report's title
from_byte integer where the sentence begins in the report's text
to_byte integer where it ends
quote string the exact words
licence string terms of the source
as_of integer what this record held: the number of entries of its ledger
as_of_day date the day of the last of those entries`)}
}

// Claims writes the table of claims.
func Claims(d Data, out Form, losses *Losses) error {
	t := ClaimTable()
	if err := out.Table(t); err != nil {
		return err
	}
	f := newFiller(t)
	for r, err := range d.each() {
		if err != nil {
			return err
		}
		for k := range r.Claims {
			c := &r.Claims[k]
			f.clear()
			f.claim(r, c)
			if err := f.putRecorded(d, out); err != nil {
				return err
			}
			claimLosses(losses, t.Name, c)
		}
	}
	return nil
}

func (f *filler) claim(r *Report, c *cairn.Claim) {
	f.set("claim", c.ID)
	f.set("report", r.ID)
	f.set("publisher", r.Publisher)
	f.set("agency", r.Agency)
	f.set("published", r.Date)
	f.set("incident", r.In[c.ID])
	f.set("kind", string(c.Kind))
	f.set("scope", string(c.Scope))
	f.set("measure", string(c.Measure))
	if q := c.Count; q != nil {
		f.set("low", q.Low)
		f.set("high", q.High)
		f.set("value", q.Value)
		f.set("qualifier", string(q.Qualifier))
		f.set("unit", q.Unit)
		f.set("count_text", q.Text)
	}
	if v := c.Victims; v != nil {
		f.set("victims_text", v.Text)
		f.set("victims", v.Status)
		f.set("condition", v.Condition)
		f.set("victims_group", v.Group)
		f.set("affiliation", v.Affiliation)
		f.set("victims_sdg", sdgStatus(*v))
	}
	if p := c.Perpetrator; p != nil {
		f.set("perpetrator_text", p.Text)
		f.set("perpetrator", partyName(p))
	}
	f.set("act", c.Act)
	f.set("means", c.Means)
	f.set("actor", partyName(c.Actor))
	f.set("change", c.Change)
	f.set("extent", c.Extent)
	f.claimPlaceAndTime(c)
	f.claimSource(c)
	f.set("decided", r.Decided[c.ID])
	f.set("licence", r.Licence.Terms)
	f.set("rule", c.Rule)
	if c.Confidence != 0 {
		f.set("confidence", c.Confidence)
	}
	f.set("in", c.In)
	f.set("from_byte", c.Span[0])
	f.set("to_byte", c.Span[1])
	f.set("quote", c.Quote)
}

func (f *filler) claimPlaceAndTime(c *cairn.Claim) {
	f.where(c.Place)
	if l := c.Place; l != nil {
		f.set("place_text", l.Text)
		if len(l.With)+len(l.Or) == 0 {
			f.set("place", l.Name)
		}
		f.set("place_basis", basisOf(l.Basis, l.Text))
	}
	f.when(c.Time)
	if w := c.Time; w != nil {
		f.set("time_text", w.Text)
		f.set("time_basis", basisOf(w.Basis, w.Text))
		f.set("time_of", cmp.Or(w.Of, "harm"))
	}
	if b := c.Baseline; b != nil {
		f.set("baseline", cmp.Or(b.Text, b.Event))
		f.set("baseline_start", b.Start)
	}
}

// basisOf writes out that an absent basis means stated.
func basisOf(b cairn.Basis, text string) string {
	if b == "" && text != "" {
		b = cairn.Stated
	}
	return string(b)
}

func (f *filler) claimSource(c *cairn.Claim) {
	f.set("attribution", chain(c.Attribution))
	if root := c.Root(); root != nil {
		f.set("root", strings.Join(rootNames(c), " + "))
		f.set("root_type", root.Type)
	}
	f.set("stance", string(c.Stance))
	f.set("denies", c.Denies)
	if c.Hedged != nil {
		f.set("hedged", c.Hedged.Text)
	}
	var related []string
	for _, r := range c.Relates {
		related = append(related, string(r.As)+" "+r.To)
	}
	f.set("relates", strings.Join(related, "; "))
}

// claimLosses counts what a row of a claim has no columns for.
func claimLosses(losses *Losses, table string, c *cairn.Claim) {
	for _, x := range []struct {
		has         bool
		field, what string
	}{
		{c.Victims != nil && len(c.Victims.Persons) > 0, "victims.persons", "named victims"},
		{c.Place != nil && len(c.Place.With)+len(c.Place.Or) > 0, "place", "joint or alternative places one by one: they are named together, without a point"},
		{c.Order != nil, "order", "its place in an order (\"the second of 14\")"},
		{c.From != nil, "from", "from whom a place was taken"},
		{len(c.Except) > 0, "except", "places excepted from a change of hands"},
		{spansBeside(c), "span", "which words of the report each field rests on"},
	} {
		if x.has {
			losses.Add(table, x.field, x.what, c.ID)
		}
	}
}

func spansBeside(c *cairn.Claim) bool {
	return c.Count != nil && c.Count.Span != nil || c.Place != nil && c.Place.Span != nil || c.Time != nil && c.Time.Span != nil
}
