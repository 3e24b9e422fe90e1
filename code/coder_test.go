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

func TestSeedStory(t *testing.T) {
	b, err := os.ReadFile("../../shared/seed/abu-zuhour.txt")
	if err != nil {
		t.Skip("the seed story is not beside the project")
	}
	out := newCoder(t).Code(cairn.Report{Date: "2015-09-19", Text: string(b)}, Options{})
	for _, c := range out.Claims {
		place := ""
		if c.Place != nil {
			place = c.Place.Text
		}
		t.Logf("%-10s %-12s %s | %v | %s | %s", c.Kind, c.Scope, told(c), c.Place != nil, place, c.Rule)
	}
	for _, i := range out.Incidents {
		t.Logf("incident %+v", i.Figures.Killed)
	}
}
