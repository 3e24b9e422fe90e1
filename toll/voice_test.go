package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// heardAs writes an incident's voices and its figure under a policy that hears
// roots, publishers or reports.
func heardAs(t *testing.T, voiceBy string, s *story) string {
	p := *policy(t, "cairn")
	p.Voice.By = voiceBy
	figures, err := s.index().Figures(s.order[0], toll.Query{Policy: &p})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range figures {
		for _, v := range f.Voices {
			var claims []string
			for _, c := range v.Claim {
				claims = append(claims, c.Claim)
			}
			out = append(out, v.Root+" ("+v.Kind+") "+v.Text+" by "+strings.Join(claims, " "))
		}
		out = append(out, string(f.Measure)+" "+text(f.Range))
	}
	return strings.Join(out, "\n")
}

func TestWhoIsHeard(t *testing.T) {
	council := by("the council", "ngo")
	for _, c := range []struct {
		why   string
		build func(*story)
		want  map[string]string // by what is heard
	}{
		{"two papers that print one root", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", bySOHR))
			s.report("b", "Post", "2015-09-19", killed("l", "45", bySOHR))
		}, map[string]string{
			"root":      sohr + " (named) 45 by k l\nkilled 45, best 45",
			"publisher": "Paper (named) 45 by k\nPost (named) 45 by l\nkilled 45, best 45",
			"claim":     sohr + " (named) 45 by k\n" + sohr + " (named) 45 by l\nkilled 45, best 45"}},
		{"one paper that quotes two roots", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", bySOHR), killed("l", "56", council))
		}, map[string]string{
			"root":      sohr + " (named) 45 by k\nthe council (named) 56 by l\nkilled 45 to 56, best 45",
			"publisher": "Paper (named) 45 to 56 by k l\nkilled 45 to 56, best 45"}},
		{"one paper that quotes two roots, one later", func(s *story) {
			s.report("a", "Paper", "2015-09-20", killed("k", "45", bySOHR))
			s.report("b", "paper", "2015-09-19", killed("l", "56", council))
		}, map[string]string{
			"publisher": "Paper (named) 45 by k\nkilled 45, best 45"}},
		{"one paper twice", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR))
			s.report("b", "Paper", "2015-09-20", killed("l", "45", bySOHR))
		}, map[string]string{
			"root":      sohr + " (named) 45 by l\nkilled 45, best 45",
			"publisher": "Paper (named) 45 by l\nkilled 45, best 45",
			"claim":     sohr + " (named) 30 by k\n" + sohr + " (named) 45 by l\nkilled 30 to 45, best 45"}},
		{"what linking says of a claim's origin", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45"))
			s.report("b", "Post", "2015-09-19", killed("l", "45"))
			s.incident("i", "2015-09-18", nusra, "k", "l").Origins = []cairn.Origin{{Root: sohr, Kind: "named", Claims: []string{"k", "l"}}}
		}, map[string]string{"root": sohr + " (named) 45 by k l\nkilled 45, best 45"}},
		{"joint speakers are one voice", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", func(c *cairn.Claim) {
				c.Attribution = []cairn.Speaker{{Named: true, With: []cairn.Speaker{{Words: cairn.Words{Text: "state media"}, Named: true}, {Words: cairn.Words{Text: "activists"}, Named: true}}}}
			}))
		}, map[string]string{"root": "activists + state media (named) 45 by k\nkilled 45, best 45"}},
		{"the army speaks of its own dead", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", by("the army", "military"), of("armed_forces")))
		}, map[string]string{"root": "the army (party) 45 by k\nkilled 45, best 45"}},
		{"the army speaks of civilians", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", by("the army", "military"), of("civilian")))
		}, map[string]string{"root": "the army (named) 45 by k\nkilled 45, best 45"}},
		{"a party by its actor", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", func(c *cairn.Claim) {
				c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: "the front"}, Actor: nusra, Named: true}}
				c.Stance = cairn.Acknowledged
			}, doneBy(nusra)))
		}, map[string]string{"root": nusra + " (party) 45 by k\nkilled 45, best 45"}},
		{"the side of the dead by its actor", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", func(c *cairn.Claim) {
				c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: "the front"}, Actor: nusra, Named: true}}
				c.Victims = &cairn.Victims{Affiliation: nusra}
			}))
		}, map[string]string{"root": nusra + " (party) 45 by k\nkilled 45, best 45"}},
		{"nobody named", func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "45", by("activists", "activist")))
		}, map[string]string{"root": "activists (unnamed) 45 by k\nkilled 45, best 45"}},
		{"an outlet's own words", func(s *story) { s.report("a", "Paper", "2015-09-19", killed("k", "45")) },
			map[string]string{"root": "Paper (unstated) 45 by k\nkilled 45, best 45"}},
		{"an outlet with reporters of its own", func(s *story) {
			s.rec.Sources = []toll.Source{{Name: "Paper", Primary: true}}
			s.report("a", "Paper", "2015-09-19", killed("k", "45"))
		}, map[string]string{"root": "Paper (primary) 45 by k\nkilled 45, best 45"}},
	} {
		for how, want := range c.want {
			s := newStory(t)
			c.build(s)
			if len(s.order) == 0 {
				s.incident("i", "2015-09-18", nusra, sortedClaims(s)...)
			}
			if got := heardAs(t, how, s); got != want {
				t.Errorf("%s, heard by %s:\n%s\nwant\n%s", c.why, how, got, want)
			}
		}
	}
}

// People who came into a later state in another incident count there: what is
// left of the captured when some of them were killed.
func TestPeopleCountInTheirLatestState(t *testing.T) {
	captured := func(id, count string, more ...func(*cairn.Claim)) cairn.Claim {
		return killed(id, count, append([]func(*cairn.Claim){bySOHR, as(cairn.Captured)}, more...)...)
	}
	for _, c := range []struct {
		why          string
		before       []cairn.Claim // of the first incident
		after        cairn.Claim   // of the second
		want         string        // of the first
		inOneReport  bool
		rejectSecond bool
	}{
		{"some of them", []cairn.Claim{captured("c", "40")}, killed("k", "15", bySOHR), "captured 25, best 25", false, false},
		{"all of them", []cairn.Claim{captured("c", "40")}, killed("k", "40", bySOHR), "captured 0, best 0", false, false},
		{"more than were captured", []cairn.Claim{captured("c", "40")}, killed("k", "56", bySOHR), "captured 0, best 0", false, false},
		{"at least some of them", []cairn.Claim{captured("c", "40")}, killed("k", "15+", bySOHR), "captured 0 to 25, best 25", false, false},
		{"between two numbers", []cairn.Claim{captured("c", "40")}, killed("k", "10-15", bySOHR), "captured 25 to 30, best 30", false, false},
		{"of at least 40", []cairn.Claim{captured("c", "40+")}, killed("k", "15", bySOHR), "captured 25 or more, best 25", false, false},
		{"nobody says how many were killed", []cairn.Claim{captured("c", "40")}, killed("k", "", bySOHR), "captured 40, best 40", false, false},
		{"the killing was rejected", []cairn.Claim{captured("c", "40")}, killed("k", "15", bySOHR), "captured 40, best 40", false, true},
		{"the missing beside the captured stay missing", []cairn.Claim{captured("c", "40"), killed("m", "24", bySOHR, as(cairn.Missing))}, killed("k", "15", bySOHR), "captured 25, best 25\nmissing 24, best 24", false, false},
		{"the missing where nobody is held", []cairn.Claim{killed("m", "24", bySOHR, as(cairn.Missing))}, killed("k", "15", bySOHR), "missing 9, best 9", false, false},
		{"the detained and the abducted are held", []cairn.Claim{captured("d", "10", as(cairn.Detained)), captured("a", "20", as(cairn.Abducted))}, killed("k", "5", bySOHR), "detained 5, best 5\nabducted 15, best 15", false, false},
		{"the dead of the battle are not those killed later", []cairn.Claim{killed("b", "56", bySOHR), captured("c", "40")}, killed("k", "15", bySOHR), "killed 56, best 56\ncaptured 25, best 25", false, false},
		{"the injured stay injured", []cairn.Claim{captured("w", "30", as(cairn.Injured))}, killed("k", "15", bySOHR), "injured 30, best 30", false, false},
		{"unless the report says that they are those", []cairn.Claim{captured("w", "30", as(cairn.Injured)), captured("c", "40")}, killed("k", "15", bySOHR, relates(cairn.Later, "w")), "injured 15, best 15\ncaptured 40, best 40", true, false},
	} {
		s := newStory(t)
		var first []string
		for _, cl := range c.before {
			first = append(first, cl.ID)
		}
		if c.inOneReport {
			s.report("a", "Paper", "2015-09-19", append(c.before, c.after)...)
		} else {
			s.report("a", "Paper", "2015-09-10", c.before...)
			s.report("b", "Paper", "2015-09-19", c.after)
		}
		s.incident("capture", "2015-09-09", nusra, first...)
		s.incident("killing", "2015-09-18", nusra, "k").After = []string{"capture"}
		if c.rejectSecond {
			reject(s, "killing")
		}
		figures, err := s.index().Figures("capture", toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, f := range figures {
			lines = append(lines, string(f.Measure)+" "+text(f.Range))
			if moved := f.Note != ""; moved != (len(f.Later) == 1 && f.Later[0] == "killing") {
				t.Errorf("%s: %s moved on, and its later incidents are %v", c.why, f.Measure, f.Later)
			}
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}
