package cairn_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"cairn"
)

// Every span that a coded report can write is mapped, exactly once: the test
// fills every field that the schema knows and looks for one that was left.
func TestMapSpansVisitsEverySpanOnce(t *testing.T) {
	s := func() *cairn.Span { return &cairn.Span{1, 2} }
	w := func() cairn.Words { return cairn.Words{Span: s()} }
	party := &cairn.Party{Words: w(), With: []cairn.Party{{Words: w()}}, Or: []cairn.Party{{Words: w()}}}
	place := &cairn.Locus{Words: w(), With: []cairn.Locus{{Words: w()}}, Or: []cairn.Locus{{Words: w()}}}
	when := &cairn.When{Words: w()}
	hedged := w()
	c := cairn.Coded{
		Claims: []cairn.Claim{{
			Span: *s(), Count: &cairn.Quantity{Span: s()}, Victims: &cairn.Victims{Words: w(), Persons: []cairn.Person{{Span: s()}}},
			Perpetrator: party, Actor: party, From: party, Place: place, Except: []cairn.Locus{*place}, Order: &cairn.Ordinal{Span: s()},
			Time: when, Baseline: &cairn.Baseline{Words: w()}, Hedged: &hedged, Why: []cairn.Reason{{Spans: []cairn.Span{*s()}}},
			Attribution: []cairn.Speaker{{Words: w(), Said: when, With: []cairn.Speaker{{Words: w()}}, Or: []cairn.Speaker{{Words: w()}}}},
		}},
		Incidents: []cairn.Incident{{Place: place, Time: when, Perpetrator: party}},
		Mentions: &cairn.Mentions{
			Places: []cairn.PlaceMention{{Span: *s()}}, Times: []cairn.TimeMention{{Span: *s()}},
			Attributions: []cairn.AttributionMention{{Source: *s(), Cue: *s(), Content: *s()}},
		},
	}
	c.MapSpans(func(_ string, s cairn.Span) cairn.Span { return cairn.Span{s[0] + 100, s[1] + 100} })
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range regexp.MustCompile(`\[(\d+),(\d+)\]`).FindAllString(string(raw), -1) {
		if pair != "[101,102]" {
			t.Errorf("a span is %s, want [101,102]: %s", pair, raw)
		}
	}
}
