package toll_test

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

func sinceDay(day string, includes ...bool) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Scope = cairn.ScopeCumulative
		c.Baseline = &cairn.Baseline{Words: cairn.Words{Text: "since 9 September 2015"}, Start: cairn.Day(day)}
		if len(includes) > 0 {
			c.Baseline.IncludesEvent = &includes[0]
		}
	}
}

func during(period string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { closed(c); on(period)(c); c.Baseline = nil }
}

// heldText writes how a total is held: what is inside and astride, what is left.
func heldText(h toll.Holding) string {
	var out []string
	for _, list := range []struct {
		word string
		of   []toll.HeldIncident
	}{{"inside", h.Inside}, {"astride", h.Astride}} {
		for _, i := range list.of {
			whose := ""
			if i.SameRoot {
				whose = " by its root"
			}
			out = append(out, fmt.Sprintf("%s %s %s%s", list.word, i.Incident, toll.RangeText(i.Count), whose))
		}
	}
	out = append(out, "left "+toll.RangeText(h.Residual))
	if h.Overlap != nil {
		out = append(out, fmt.Sprintf("shared up to %d", *h.Overlap))
	}
	return strings.Join(out, "; ")
}

// TestATotalIsHeldAgainstIncidents holds 71 since 9 September 2015 in Idlib,
// told on the 19th, against one incident of 45.
func TestATotalIsHeldAgainstIncidents(t *testing.T) {
	type change struct {
		day   string // of the incident
		place *cairn.Locus
		k, w  []func(*cairn.Claim) // the incident's claim, and the total
		link  func(*story)
	}
	capture := cumulative("2015-09-09", "the capture of the base")
	for _, c := range []struct {
		why  string
		with change
		want string
	}{
		{"after the beginning", change{}, "inside i 45 by its root; left 26"},
		{"on the day of a beginning that is a date", change{day: "2015-09-09"}, "inside i 45 by its root; left 26"},
		{"on the day of a beginning that is an event", change{day: "2015-09-09", w: []func(*cairn.Claim){capture}, k: []func(*cairn.Claim){on("2015-09-09")}}, "astride i 45 by its root; left 71; shared up to 45"},
		{"on the day of an event that the total includes", change{day: "2015-09-09", w: []func(*cairn.Claim){sinceDay("2015-09-09", true)}}, "inside i 45 by its root; left 26"},
		{"the day after an event", change{day: "2015-09-10", w: []func(*cairn.Claim){capture}, k: []func(*cairn.Claim){on("2015-09-10")}}, "inside i 45 by its root; left 26"},
		{"soon after an event, by a count that its speaker does not date", change{day: "2015-09-12", w: []func(*cairn.Claim){capture}}, "astride i 45 by its root; left 71; shared up to 45"},
		{"four days after an event, by a count without a date", change{day: "2015-09-13", w: []func(*cairn.Claim){capture}}, "inside i 45 by its root; left 26"},
		{"soon after an event, by another's count without a date", change{day: "2015-09-12", w: []func(*cairn.Claim){capture}, k: []func(*cairn.Claim){by("Civil Defence", "medical")}}, "inside i 45; left 26"},
		{"over the beginning", change{day: "2015-09-08/2015-09-10"}, "astride i 45 by its root; left 71; shared up to 45"},
		{"before the beginning", change{day: "2015-09-08"}, "left 71"},
		{"until the telling", change{day: "2015-09-19"}, "inside i 45 by its root; left 26"},
		{"over the telling", change{day: "2015-09-18/2015-09-20"}, "astride i 45 by its root; left 71; shared up to 45"},
		{"after the telling", change{day: "2015-09-20"}, "left 71"},
		{"without a day", change{day: "none"}, "left 71"},
		{"elsewhere", change{place: &hama}, "left 71"},
		{"nowhere said", change{place: &cairn.Locus{}}, "left 71"},
		{"counted by another root as well", change{k: []func(*cairn.Claim){by("Civil Defence", "medical")}}, "inside i 45; left 26"},
		{"at least 45", change{k: []func(*cairn.Claim){atLeast(45)}}, "inside i 45 or more by its root; left 0 to 26"},
		{"a total of at least 71", change{w: []func(*cairn.Claim){atLeast(71), sinceDay("2015-09-09")}}, "inside i 45 by its root; left 26 or more"},
		{"at least 71, over the beginning", change{day: "2015-09-08/2015-09-10", w: []func(*cairn.Claim){atLeast(71), sinceDay("2015-09-09")}}, "astride i 45 by its root; left 71 or more; shared up to 45"},
		{"soldiers in a total of civilians", change{k: []func(*cairn.Claim){of("armed_forces")}, w: []func(*cairn.Claim){sinceDay("2015-09-09"), of("civilian")}}, "left 71"},
		{"civilians in a total of civilians", change{k: []func(*cairn.Claim){of("civilian")}, w: []func(*cairn.Claim){sinceDay("2015-09-09"), of("civilian")}}, "inside i 45 by its root; left 26"},
		{"people of whom nothing is said in a total of civilians", change{w: []func(*cairn.Claim){sinceDay("2015-09-09"), of("civilian")}}, "inside i 45 by its root; left 26"},
		{"soldiers in a total of people of whom nothing is said", change{k: []func(*cairn.Claim){of("armed_forces")}}, "inside i 45 by its root; left 26"},
		{"elsewhere, but the report says that it contains it", change{place: &hama, w: []func(*cairn.Claim){sinceDay("2015-09-09"), relates(cairn.Covers, "k")}}, "inside i 45 by its root; left 26"},
		{"before, but the report says that it is among them", change{day: "2015-09-01", k: []func(*cairn.Claim){relates(cairn.OfWhich, "w")}}, "inside i 45 by its root; left 26"},
		{"elsewhere, but linked to it", change{place: &hama, link: func(s *story) {
			s.rec.Linked = append(s.rec.Linked, cairn.Linked{Type: "total", LinkedTotal: &cairn.LinkedTotal{Report: "a", Claim: "w", Covers: []string{"i", "gone"}}})
		}}, "inside i 45 by its root; left 26"},
		{"a closed total of September", change{day: "2015-09-02", w: []func(*cairn.Claim){during("2015-09-01/2015-09-30")}}, "inside i 45 by its root; left 26"},
		{"a closed total of August", change{day: "2015-09-02", w: []func(*cairn.Claim){during("2015-08-01/2015-08-31")}}, "left 71"},
	} {
		s := newStory(t)
		k, w := killed("k", "45", bySOHR), killed("w", "71", bySOHR, sinceDay("2015-09-09"), at(idlib))
		for _, f := range c.with.k {
			f(&k)
		}
		for _, f := range c.with.w {
			f(&w)
		}
		s.report("a", "A", "2015-09-19", k, w)
		day := first(c.with.day, "2015-09-18")
		if day == "none" {
			day = ""
		}
		i := s.incident("i", day, "", "k")
		i.Place = &airBase
		if c.with.place != nil {
			i.Place = c.with.place
		}
		if c.with.link != nil {
			c.with.link(s)
		}
		held, err := s.index().Holdings(toll.Query{})
		if err != nil || len(held) != 1 {
			t.Fatalf("%s: %d holdings, %v", c.why, len(held), err)
		}
		if got := heldText(held[0]); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func atLeast(n int64) func(*cairn.Claim) {
	return func(c *cairn.Claim) { q := cairn.Of(n, cairn.AtLeast); c.Count = &q }
}

// What is no total of harm, or was not known, is not held against anything.
func TestWhatIsNoTotalIsNotHeld(t *testing.T) {
	told := func(opts ...func(*cairn.Claim)) *story {
		s := newStory(t)
		s.report("a", "A", "2015-09-19", killed("w", "71", append([]func(*cairn.Claim){bySOHR, sinceDay("2015-09-09"), at(idlib)}, opts...)...))
		return s
	}
	for _, c := range []struct {
		why  string
		s    *story
		q    toll.Query
		want int
	}{
		{"a total", told(), toll.Query{}, 1},
		{"a total of what is not asked for", told(), toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Injured}}}, 0},
		{"of no harm", told(as(cairn.Released)), toll.Query{}, 0},
		{"denied", told(stance(cairn.Denied)), toll.Query{}, 0},
		{"without a count", told(func(c *cairn.Claim) { c.Count = nil }), toll.Query{}, 0},
		{"a word that bounds nothing", told(func(c *cairn.Claim) { c.Count = &cairn.Quantity{Qualifier: cairn.Word, Text: "countless"} }), toll.Query{}, 0},
		{"at most 71", told(func(c *cairn.Claim) { q := cairn.Of(71, cairn.AtMost); c.Count = &q }), toll.Query{}, 1},
		{"told later", told(), toll.Query{PublishedBy: "2015-09-18"}, 0},
		{"rejected", reject(told(), "w"), toll.Query{}, 0},
	} {
		held, err := c.s.index().Holdings(c.q)
		if err != nil || len(held) != c.want {
			t.Errorf("%s: %d holdings, %v; want %d", c.why, len(held), err, c.want)
		}
	}
}

func reject(s *story, claim string) *story {
	s.rec.Decisions = append(s.rec.Decisions, cairn.Decision{Seq: 99, Verdict: cairn.Reject, Targets: []string{claim}, By: "ana"})
	return s
}

// A root's own counts are used where it speaks of the incident: the 41 of
// another voice are not the 45 in its total.
func TestATotalIsComparedInItsOwnVoice(t *testing.T) {
	s := newStory(t)
	s.report("a", "A", "2015-09-19", killed("k", "45", bySOHR), killed("l", "41", by("Civil Defence", "medical")),
		killed("w", "71", bySOHR, sinceDay("2015-09-09"), at(idlib)))
	s.incident("i", "2015-09-18", "", "k", "l").Place = &airBase
	held, err := s.index().Holdings(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	in := held[0].Inside[0]
	if toll.RangeText(in.Count) != "45" || !in.SameRoot || len(in.Claims) != 1 || in.Claims[0].Claim != "k" {
		t.Errorf("held %s", asJSON(in))
	}
	if steps := strings.Join(held[0].Steps, "\n"); steps != "71 killed since 9 September 2015, says Syrian Observatory for Human Rights\n"+
		"45 of them in incident i (as Syrian Observatory for Human Rights itself counts it)\nso 26 not itemised here" {
		t.Errorf("steps\n%s", steps)
	}
}

// Two incidents astride one beginning: what they share with the total is no
// more than there are of them, and no more than is left of it.
func TestWhatIncidentsShareWithATotal(t *testing.T) {
	s := newStory(t)
	s.report("a", "A", "2015-09-19", killed("k", "10", bySOHR), killed("l", "20", bySOHR), killed("m", "60", bySOHR),
		killed("w", "71", bySOHR, sinceDay("2015-09-09"), at(idlib)))
	for id, claim := range map[string]string{"i": "k", "j": "l"} {
		s.incident(id, "2015-09-05/2015-09-10", "", claim).Place = &airBase
	}
	held := func() toll.Holding {
		out, err := s.index().Holdings(toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return out[0]
	}
	if got := heldText(held()); got != "astride i 10 by its root; astride j 20 by its root; left 71; shared up to 30" {
		t.Errorf("two incidents: %s", got)
	}
	s.incident("n", "2015-09-18", "", "m").Place = &airBase
	h := held()
	if got := heldText(h); got != "inside n 60 by its root; astride i 10 by its root; astride j 20 by its root; left 11; shared up to 11" {
		t.Errorf("with one inside: %s", got)
	}
	want := "incident j (20) began before what the total counts from: up to 11 of its people may be among them, and at least 9 are not"
	if got := h.Steps[len(h.Steps)-1]; got != want {
		t.Errorf("step %q, want %q", got, want)
	}
}

// Iraq Body Count's x-entries: what exact totals of stated periods leave over.
func TestOnlyExactTotalsOfStatedPeriodsLeaveAResidual(t *testing.T) {
	morgue := by("the morgue", "medical")
	p := func(more ...func(*cairn.Claim)) []func(*cairn.Claim) {
		return append([]func(*cairn.Claim){morgue, at(idlib)}, more...)
	}
	for _, c := range []struct {
		why   string
		w     []cairn.Claim
		sel   toll.Selection
		want  string
		total string
	}{
		{"a total of the month", []cairn.Claim{killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{}, "w 15", "60, best 60"},
		{"a running total", []cairn.Claim{killed("w", "60", p(sinceDay("2015-09-01"))...)}, toll.Selection{}, "", "45, best 45"},
		{"a total without a beginning", []cairn.Claim{killed("w", "60", p(closed, func(c *cairn.Claim) { c.Time = &cairn.When{Period: cairn.Period{End: "2015-09-30"}} })...)}, toll.Selection{}, "", "45, best 45"},
		{"a total without an end", []cairn.Claim{killed("w", "60", p(closed, func(c *cairn.Claim) { c.Time = &cairn.When{Period: cairn.Period{Start: "2015-09-01"}} })...)}, toll.Selection{}, "", "45, best 45"},
		{"at least 60", []cairn.Claim{killed("w", "60+", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{}, "", "45, best 45"},
		{"all of them itemised", []cairn.Claim{killed("w", "45", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{}, "", "45, best 45"},
		{"a total that an incident lies astride", []cairn.Claim{killed("w", "60", p(during("2015-09-18/2015-09-30"))...)}, toll.Selection{}, "", "45, best 45"},
		{"of two that overlap, the one that leaves more", []cairn.Claim{
			killed("v", "50", p(during("2015-09-01/2015-09-30"))...), killed("w", "60", p(during("2015-09-05/2015-09-30"))...), killed("x", "60", p(during("2015-09-06/2015-09-30"))...)},
			toll.Selection{}, "w 15", "60, best 60"},
		{"two periods", []cairn.Claim{
			killed("v", "50", p(during("2015-08-01/2015-08-31"))...), killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{}, "v 50, w 15", "110, best 110"},
		{"of another measure", []cairn.Claim{
			killed("v", "50", p(as(cairn.Injured), during("2015-09-01/2015-09-30"))...), killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{}, "v 50, w 15", "60, best 60"},
		{"within the period asked for", []cairn.Claim{killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{From: "2015-09-01", To: "2015-09-30"}, "w 15", "60, best 60"},
		{"begun before the period asked for", []cairn.Claim{killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{From: "2015-09-02"}, "", "45, best 45"},
		{"ended after the period asked for", []cairn.Claim{killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{To: "2015-09-29"}, "", "45, best 45"},
		{"by an actor", []cairn.Claim{killed("w", "60", p(during("2015-09-01/2015-09-30"))...)}, toll.Selection{Actor: nusra}, "", "45, best 45"},
	} {
		s := newStory(t)
		s.report("a", "A", "2015-10-02", append([]cairn.Claim{killed("k", "45", morgue)}, c.w...)...)
		s.incident("i", "2015-09-17/2015-09-18", nusra, "k").Place = &airBase
		if c.why == "a total of the month" {
			s.links["i"].Place = &foua
		}
		own := *policy(t, "ibc")
		own.Admit.Roots, own.Grade.Headline = 0, []string{"confirmed", "fair", "weak"}
		got, err := s.index().Toll(toll.Query{Policy: &own, Select: c.sel})
		if err != nil {
			t.Fatal(err)
		}
		var left []string
		for _, r := range got.Residuals {
			left = append(left, r.Claim.Claim+" "+toll.RangeText(r.Residual))
		}
		if text := strings.Join(left, ", "); text != c.want {
			t.Errorf("%s: residuals %q, want %q", c.why, text, c.want)
		}
		for _, total := range got.Totals {
			if total.Measure == cairn.Killed && text(total.Range) != c.total {
				t.Errorf("%s: killed %s, want %s", c.why, text(total.Range), c.total)
			}
		}
	}
}
