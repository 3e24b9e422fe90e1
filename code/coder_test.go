package code

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"cairn"
	"cairn/actor"
	"cairn/place"
)

// newCoder makes the coder with everything it can know.
func newCoder(t testing.TB) *Coder {
	t.Helper()
	places, err := place.World()
	if err != nil {
		t.Fatal(err)
	}
	actors, err := actor.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Resources{Places: places, Actors: actors})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// told writes a casualty claim as "killed 2 men [civilian] by rebels".
func told(c cairn.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", c.Measure, bounds(c.Count))
	if c.Victims != nil && c.Victims.Text != "" {
		fmt.Fprintf(&b, " «%s»", c.Victims.Text)
	}
	if c.Perpetrator != nil {
		fmt.Fprintf(&b, " by «%s»", c.Perpetrator.Text)
	}
	for _, r := range c.Relates {
		fmt.Fprintf(&b, " %s", r.As)
	}
	if c.Scope != cairn.ScopeIncident {
		fmt.Fprintf(&b, " (%s)", c.Scope)
	}
	return b.String()
}

func bounds(q *cairn.Quantity) string {
	switch {
	case q == nil:
		return "?"
	case q.Qualifier == cairn.None:
		return "none"
	case q.Low != nil && q.High != nil && *q.Low == *q.High:
		return fmt.Sprint(*q.Low)
	case q.Low != nil && q.High != nil:
		return fmt.Sprintf("%d-%d", *q.Low, *q.High)
	case q.Low != nil:
		return fmt.Sprintf("%d+", *q.Low)
	case q.High != nil:
		return fmt.Sprintf("..%d", *q.High)
	case q.Value != nil:
		return fmt.Sprintf("~%d", *q.Value)
	}
	return string(q.Qualifier)
}

// The casualty claims of the story that the project began with: what, how many,
// who says, when, where, scope.
func TestSeedStory(t *testing.T) {
	b, err := os.ReadFile("../../shared/seed/abu-zuhour.txt")
	if err != nil {
		t.Skip("the seed story is not beside the project")
	}
	story := string(b)
	out := newCoder(t).Code(cairn.Report{Date: "2015-09-19", Text: story}, Options{})
	want := []struct{ what, says, when, basis, where, scope, victim string }{
		{"killed 45+ by Jabhat al-Nusra later", "activists", "2015-09-18/2015-09-18", "context", "Abu Zuhour", "incident", "armed_forces captive"},
		{"captured plural", "activists", "2015-09-07/2015-09-13", "relative", "Abu Zuhour", "incident", "armed_forces captive"},
		{"killed plural", "", "", "", "", "background", ""},
		{"killed 56", "Syrian Observatory for Human Rights", "2015-09-09/2015-09-19", "context", "Abu Zuhour", "incident", "armed_forces"},
		{"killed 45 by Jabhat al-Nusra", "Mohammed Kanaan", "2015-09-18/2015-09-18", "relative", "Abu Zuhour", "incident", "armed_forces"},
		{"killed 71", "Syrian Observatory for Human Rights", "2015-09-09/2015-09-19", "context", "", "cumulative", "armed_forces"},
		{"killed 250001+", "UN officials", "2011-01-01/2015-09-19", "context", "Syria", "cumulative", ""},
	}
	var got []cairn.Claim
	for _, c := range out.Claims {
		if c.Kind == cairn.Casualty {
			got = append(got, c)
		}
		if c.Quote != story[c.Span[0]:c.Span[1]] {
			t.Errorf("%s: the quote is not the words of its span", c.ID)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("got %d casualty claims, want %d: %v", len(got), len(want), got)
	}
	for i, w := range want {
		c := got[i]
		if what := brief(c); what != w.what {
			t.Errorf("claim %d: got %s, want %s", i, what, w.what)
		}
		if string(c.Scope) != w.scope {
			t.Errorf("%s: scope %s, want %s", w.what, c.Scope, w.scope)
		}
		if w.scope == "background" {
			continue
		}
		if root := c.Root(); root == nil || !strings.Contains(root.Text+" "+root.Actor, w.says) {
			t.Errorf("%s: said by %+v, want %s", w.what, root, w.says)
		}
		if c.Time == nil || string(c.Time.Start)+"/"+string(c.Time.End) != w.when || string(c.Time.Basis) != w.basis {
			t.Errorf("%s: time %+v, want %s (%s)", w.what, c.Time, w.when, w.basis)
		}
		if w.where != "" && (c.Place == nil || c.Place.Text != w.where) {
			t.Errorf("%s: place %+v, want %s", w.what, c.Place, w.where)
		}
		if v := strings.TrimSpace(c.Victims.Status + " " + c.Victims.Condition); v != w.victim {
			t.Errorf("%s: victims %q, want %q", w.what, v, w.victim)
		}
	}
	for _, i := range []int{5, 6} {
		if got[i].Baseline == nil {
			t.Errorf("%s has no baseline", want[i].what)
		}
	}
	if len(out.Incidents) == 0 || out.Incidents[0].Killed == nil {
		t.Fatal("no killing is the main incident")
	}
	if k := out.Incidents[0].Killed; *k.Low != 45 || *k.Best != 45 || *k.High != 56 || !k.Open {
		t.Errorf("the killing of captives: low %d, best %d, high %d, open %v; want 45, 45, 56, true", *k.Low, *k.Best, *k.High, k.Open)
	}
}

// brief is measure, number, perpetrator and relations in one line.
func brief(c cairn.Claim) string {
	s := fmt.Sprintf("%s %s", c.Measure, bounds(c.Count))
	if c.Perpetrator != nil {
		s += " by " + c.Perpetrator.Actor
	}
	for _, r := range c.Relates {
		s += " " + string(r.As)
	}
	return s
}
