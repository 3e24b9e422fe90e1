package toll_test

import (
	"testing"

	"cairn"
	"cairn/toll"
)

func responsibility(id, actor string, s cairn.Stance, opts ...func(*cairn.Claim)) cairn.Claim {
	c := cairn.Claim{ID: id, Kind: cairn.Responsibility, Actor: &cairn.Party{Actor: actor}, Stance: s, Quote: id}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func fromNusra(c *cairn.Claim) {
	by(nusra, "armed_group")(c)
	c.Attribution[0].Actor = nusra
}

func TestGradesFromRootsAndStances(t *testing.T) {
	council, rescue := by("the council", "ngo"), by("Civil Defence", "medical")
	for _, c := range []struct {
		why                                 string
		claims                              []cairn.Claim
		occurrence, responsibility, airwars toll.Grade
	}{
		{"one root", []cairn.Claim{killed("a", "9", bySOHR)}, toll.Weak, toll.NoGrade, toll.Weak},
		{"two roots and a name", []cairn.Claim{killed("a", "9", bySOHR, doneBy(nusra)), killed("b", "9", rescue, doneBy(nusra))}, toll.Fair, toll.Fair, toll.Fair},
		{"three roots", []cairn.Claim{killed("a", "9", bySOHR, doneBy(nusra)), killed("b", "9", rescue), killed("c", "9", council)}, toll.Confirmed, toll.Weak, toll.Fair},
		{"unnamed speakers confirm nothing", []cairn.Claim{killed("a", "9", by("activists", "activist")), killed("b", "9", by("residents", "activist"))}, toll.Weak, toll.NoGrade, toll.Weak},
		{"a boast confirms nothing", []cairn.Claim{killed("a", "9", bySOHR), killed("b", "99", by("the group", "armed_group"), stance(cairn.Claimed))}, toll.Weak, toll.NoGrade, toll.Weak},
		{"responsibility taken", []cairn.Claim{killed("a", "9", bySOHR, doneBy(nusra)), responsibility("b", nusra, cairn.Claimed, fromNusra)}, toll.Weak, toll.Confirmed, toll.Confirmed},
		{"acknowledged against its interest", []cairn.Claim{killed("a", "9", fromNusra, doneBy(nusra), stance(cairn.Acknowledged))}, toll.Confirmed, toll.Confirmed, toll.Confirmed},
		{"rivals", []cairn.Claim{killed("a", "9", bySOHR, doneBy(nusra)), killed("b", "9", rescue, doneBy(army))}, toll.Fair, toll.Contested, toll.Contested},
		{"denied by the accused", []cairn.Claim{killed("a", "9", bySOHR, doneBy(nusra)), responsibility("b", nusra, cairn.Denied, fromNusra, func(c *cairn.Claim) { c.Denies = "responsibility" })}, toll.Weak, toll.Contested, toll.Contested},
		{"only a denial is left", []cairn.Claim{killed("a", "9", bySOHR, stance(cairn.Denied))}, toll.Discounted, toll.NoGrade, toll.Discounted},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := newStory(t)
			s.report("r", "Paper", "2015-09-19", c.claims...)
			var ids []string
			for _, cl := range c.claims {
				ids = append(ids, cl.ID)
			}
			s.incident("i", "2015-09-18", "", ids...)
			figures, err := s.index().Figures("i", toll.Query{})
			if err != nil {
				t.Fatal(err)
			}
			g := figures[0].Grades
			if g.Occurrence != c.occurrence || g.Responsibility != c.responsibility || g.Airwars != c.airwars {
				t.Errorf("%s, %s, Airwars %s; want %s, %s, %s (%q)", g.Occurrence, g.Responsibility, g.Airwars, c.occurrence, c.responsibility, c.airwars, g.Why)
			}
		})
	}
}

func TestAPersonOverridesAGradeWithAReason(t *testing.T) {
	s := seed(t)
	s.rec.Decisions = []cairn.Decision{{Seq: 9, Verdict: cairn.GradeIt, Targets: []string{"i-captives"}, Fields: map[string]string{"occurrence": "discounted"}, By: "ana", Reason: "staged"}}
	figures, err := s.index().Figures("i-captives", toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if g := figures[0].Grades; g.Occurrence != toll.Discounted || g.DecidedBy != "ana" {
		t.Errorf("grades %s", asJSON(g))
	}
	if got := totals(t, s, toll.Query{}); got != "" {
		t.Errorf("a discounted incident is in the headline: %s", got)
	}
	if got := totals(t, s, toll.Query{AsOf: 8}); got != "killed 45 to 56 or more, best 45" {
		t.Errorf("before the decision: %s", got)
	}
}

// The sources that a data set's row lists were each asked: they are as many
// roots. People who say something together are one.
func TestTheSourcesOfARowAreSeveralRoots(t *testing.T) {
	for rule, want := range map[string]int{cairn.RowRule + "ibc": 2, "killed.active": 1} {
		s := newStory(t)
		both := func(c *cairn.Claim) {
			by("the ministry", "government")(c)
			c.Attribution[0].With = []cairn.Speaker{{Words: cairn.Words{Text: "the hospital"}, Named: true}}
			c.Rule, c.Perpetrator = rule, &cairn.Party{Actor: nusra}
		}
		s.report("a", "Body Count", "2015-09-19", killed("k", "3", both))
		s.incident("i", "2015-09-18", nusra, "k").Origins = []cairn.Origin{{Root: "the ministry", Kind: "named", Claims: []string{"k"}}, {Root: "the hospital", Kind: "named", Claims: []string{"k"}}}
		figures, err := s.index().Figures("i", toll.Query{Policy: policy(t, "ibc")})
		if err != nil {
			t.Fatal(err)
		}
		if g := figures[0].Grades; g.Independence.Low != want || (g.Responsibility == toll.Fair) != (want == 2) {
			t.Errorf("%s: %+v, want %d roots", rule, g, want)
		}
		if got := totals(t, s, toll.Query{Policy: policy(t, "ibc")}); (got == "") != (want == 1) {
			t.Errorf("%s: the toll is %q", rule, got)
		}
	}
}
