package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cairn"
)

// selected is a claim that a person makes of the words "seven" in a report.
func selected(text string) *cairn.Claim {
	at := strings.Index(text, "seven")
	words := cairn.Span{at, at + len("seven")}
	q := cairn.Of(7, cairn.Exact)
	q.Text, q.Span = "seven", &words
	return &cairn.Claim{
		Kind: cairn.Casualty, Measure: cairn.Killed, Scope: cairn.ScopeIncident, Count: &q, Span: words, Quote: "seven",
		Attribution: []cairn.Speaker{{Words: cairn.Words{Text: "the mayor"}, Named: true}},
	}
}

func TestAPersonsClaimIsAClaim(t *testing.T) {
	r := begin(t)
	const text = "4 died, seven more later, the mayor said"
	l := live(t, r)
	a, err := l.Add(t.Context(), incoming(text))
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.AddClaim, Targets: []string{a.ID}, Claim: selected(text), By: "a"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := d.Claim.ID
	want := cairn.ClaimID(cairn.ContentHash("", text), cairn.Casualty, cairn.Killed, "", d.Claim.Span)
	if id != want || d.Claim.Rule != "person" {
		t.Errorf("claim %s of rule %q, want %s", id, d.Claim.Rule, want)
	}
	agrees(t, r, l)
	s := l.Snapshot()
	c, report, ok := s.Claim(id)
	if !ok || report.Coded.ID != a.ID || c.Attribution[0].Text != "the mayor" || s.IncidentOf(id) == nil {
		t.Errorf("the claim in the snapshot: %+v in %s, incident %v", c, report.Coded.ID, s.IncidentOf(id))
	}
	reject := cairn.Decision{Verdict: cairn.Confirm, Targets: []string{id}, By: "b"}
	if _, err := l.Decide(t.Context(), reject, map[string]int64{id: s.Version(id)}); err != nil {
		t.Errorf("a decision about it: %v", err)
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.AddClaim, Targets: []string{a.ID}, Claim: selected(text), By: "a"}, nil); err == nil {
		t.Error("the same claim was added twice")
	}
	before := l.Snapshot().Seq
	undo, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Undo, Targets: []string{fmt.Sprint(d.Seq)}, By: "a"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
	if _, _, ok := l.Snapshot().Claim(id); ok || l.Snapshot().IncidentOf(id) != nil {
		t.Error("the claim is there after it was taken back")
	}
	then, err := r.AsOf(t.Context(), before)
	if err != nil || !slices.ContainsFunc(then.Reports[0].Coded.Claims, func(c cairn.Claim) bool { return c.ID == id }) {
		t.Errorf("as of entry %d the claim is missing: %v", before, err)
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Undo, Targets: []string{fmt.Sprint(undo.Seq)}, By: "a"}, nil); err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
	if _, _, ok := l.Snapshot().Claim(id); !ok {
		t.Error("undoing the undo did not bring the claim back")
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{a.ID}, By: "a", Fields: map[string]string{"destroy": "yes"}}, nil); err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
	r.Close()
	noFileHolds(t, r.dir, "mayor")
	noFileHolds(t, r.dir, id)
}

func TestAPersonsClaimSaysWhatTheReportSays(t *testing.T) {
	r := begin(t)
	const text = "4 died, seven more later, the mayor said"
	a := add(t, r, text)
	for what, spoil := range map[string]func(*cairn.Claim){
		"another quote":            func(c *cairn.Claim) { c.Quote = "eight" },
		"no quote":                 func(c *cairn.Claim) { c.Quote, c.Span = "", cairn.Span{3, 3} },
		"a span beyond the text":   func(c *cairn.Claim) { c.Span[1] = 400 },
		"a span before the text":   func(c *cairn.Claim) { c.Span[0] = -1 },
		"other words of the count": func(c *cairn.Claim) { c.Count.Text = "eight" },
		"a count out of the quote": func(c *cairn.Claim) { c.Count.Text, c.Count.Span = "4", &cairn.Span{0, 1} },
		"a count below nothing":    func(c *cairn.Claim) { n := int64(-7); c.Count.Low = &n },
		"bounds that cross":        func(c *cairn.Claim) { n := int64(9); c.Count.Low = &n },
		"another speaker":          func(c *cairn.Claim) { c.Attribution[0].Span = &cairn.Span{26, 35}; c.Attribution[0].Text = "a mayor" },
		"no kind":                  func(c *cairn.Claim) { c.Kind = "" },
		"an unknown measure":       func(c *cairn.Claim) { c.Measure = "harmed" },
		"an unknown scope":         func(c *cairn.Claim) { c.Scope = "war" },
		"the title":                func(c *cairn.Claim) { c.In = "title" },
		"nowhere":                  func(c *cairn.Claim) { c.In = "margin" },
	} {
		c := selected(text)
		spoil(c)
		if _, err := r.Decide(t.Context(), cairn.Decision{Verdict: cairn.AddClaim, Targets: []string{a.ID}, Claim: c, By: "a"}); err == nil {
			t.Errorf("%s was taken", what)
		}
	}
	for _, d := range []cairn.Decision{
		{Verdict: cairn.AddClaim, Targets: []string{a.ID}, By: "a"},
		{Verdict: cairn.AddClaim, Targets: []string{a.Coded.Claims[0].ID}, Claim: selected(text), By: "a"},
		{Verdict: cairn.AddClaim, Targets: []string{a.ID, a.ID}, Claim: selected(text), By: "a"},
		{Verdict: cairn.Reject, Targets: []string{a.ID}, Claim: selected(text), By: "a"},
	} {
		if _, err := r.Decide(t.Context(), d); err == nil {
			t.Errorf("accepted %s", dump(d))
		}
	}
}
