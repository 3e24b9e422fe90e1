package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

func TestReportsWithAndWithoutADate(t *testing.T) {
	for date, want := range map[string]string{"": "/", "2015-09-19": "2015-09-19/2015-09-19", "2015-09-18/2015-09-19": "2015-09-18/2015-09-19", "soon": "refused"} {
		r, err := toll.ReportOf(cairn.Coded{Report: cairn.Report{ID: "a", Publisher: "Paper", Date: date}}, 7)
		got := string(r.Published.Start + "/" + r.Published.End)
		if err != nil {
			got = "refused"
		}
		if got != want || r.Recorded != 7 || r.Publisher != "Paper" {
			t.Errorf("%q: %s, want %s", date, got, want)
		}
	}
}

func TestTheKindsThatAPatternCanAskFor(t *testing.T) {
	kind := func(act, condition, status string) func(*cairn.Claim) {
		return func(c *cairn.Claim) { c.Act, c.Victims = act, &cairn.Victims{Condition: condition, Status: status} }
	}
	s := newStory(t)
	s.report("a", "Paper", "2015-09-30", killed("k", "1", bySOHR, kind("execution", "captive", "armed_forces")), killed("l", "2", bySOHR, kind("execution", "", "civilian")),
		killed("m", "4", bySOHR, kind("shooting", "captive", "civilian")), killed("n", "8", bySOHR), killed("o", "16", bySOHR, as(cairn.Injured)))
	for id, claim := range map[string]string{"i": "k", "j": "l", "m": "m", "n": "n", "o": "o"} {
		s.incident(id, "2015-09-18", nusra, claim)
	}
	s.links["n"].Time = nil
	for _, c := range []struct {
		why  string
		q    toll.PatternQuery
		want string
	}{
		{"everything", toll.PatternQuery{}, "n i j m"},
		{"an act", toll.PatternQuery{Act: "execution"}, "i j"},
		{"a condition", toll.PatternQuery{Condition: "captive"}, "i m"},
		{"a status", toll.PatternQuery{Status: "civilian"}, "j m"},
		{"an act of a condition", toll.PatternQuery{Act: "execution", Condition: "captive"}, "i"},
		{"an act on a status", toll.PatternQuery{Act: "shooting", Status: "civilian"}, "m"},
		{"a kind that is not there", toll.PatternQuery{Act: "drowning"}, ""},
		{"before it happened", toll.PatternQuery{Before: "2015-09-18"}, ""},
		{"the injured", toll.PatternQuery{Query: toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Injured}}}}, "o"},
	} {
		c.q.Select.Actor = nusra
		got, err := s.index().Pattern(c.q)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, i := range got.Incidents {
			ids = append(ids, i.ID)
		}
		if text := strings.Join(ids, " "); text != c.want || got.From != "2015-09-18" || got.Policy == "" {
			t.Errorf("%s: %s from %s under %s, want %s", c.why, text, got.From, got.Policy, c.want)
		}
	}
}

func TestWhatATotalCountsFromIsSaid(t *testing.T) {
	for want, b := range map[string]cairn.Baseline{
		"":                                      {},
		" since 2015-09-09":                     {Start: "2015-09-09"},
		" since the capture":                    {Event: "the capture"},
		" since the capture (2015-09-09)":       {Event: "the capture", Start: "2015-09-09"},
		" since the fall of the base":           {Words: cairn.Words{Text: "since the fall of the base"}},
		" after the fall of the base":           {Words: cairn.Words{Text: "after the fall of the base"}},
		" since September":                      {Words: cairn.Words{Text: "September"}},
		" since sincerely meant is not a since": {Words: cairn.Words{Text: "sincerely meant is not a since"}},
	} {
		s := newStory(t)
		s.report("a", "A", "2015-09-19", killed("w", "71", bySOHR, at(idlib), sinceDay("2015-09-09"), func(c *cairn.Claim) { c.Baseline = &b }))
		held, err := s.index().Holdings(toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if got := held[0].Steps[0]; got != "71 killed"+want+", says Syrian Observatory for Human Rights" {
			t.Errorf("%s, want %q", got, want)
		}
	}
}

func TestHowOverlapsNarrowASum(t *testing.T) {
	for _, c := range []struct {
		why   string
		build func(*story)
		want  string
	}{
		{"said of one side", func(s *story) { s.links["j"].Overlaps = []cairn.Overlap{{With: "i", UpTo: 5}} }, "55 to 60"},
		{"said of both sides: once, and the greater", func(s *story) {
			s.links["i"].Overlaps = []cairn.Overlap{{With: "j", UpTo: 5}}
			s.links["j"].Overlaps = []cairn.Overlap{{With: "i", UpTo: 8}}
		}, "52 to 60"},
		{"with itself, and with one that is gone", func(s *story) { s.links["i"].Overlaps = []cairn.Overlap{{With: "i", UpTo: 5}, {With: "gone", UpTo: 5}} }, "60"},
		{"three of which each pair may share all: the union is the greatest", func(s *story) {
			s.links["i"].Overlaps = []cairn.Overlap{{With: "j", UpTo: 90}, {With: "k", UpTo: 90}}
			s.links["j"].Overlaps = []cairn.Overlap{{With: "k", UpTo: 90}}
		}, "30 to 60"},
	} {
		s := newStory(t)
		s.report("a", "Paper", "2015-09-19", killed("x", "30", bySOHR), killed("y", "20", bySOHR), killed("z", "10", bySOHR))
		s.incident("i", "2015-09-18", "", "x")
		s.incident("j", "2015-09-17", "", "y")
		s.incident("k", "2015-09-16", "", "z")
		c.build(s)
		got, err := s.index().Toll(toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if text := toll.RangeText(got.Totals[0].Range); text != c.want {
			t.Errorf("%s: %s, want %s", c.why, text, c.want)
		}
	}
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("x", "30", bySOHR), killed("y", "20", bySOHR))
	s.incident("i", "2015-09-18", nusra, "x").Overlaps = []cairn.Overlap{{With: "j", UpTo: 5}}
	s.incident("j", "2015-09-17", army, "y")
	if got := totals(t, s, toll.Query{Select: toll.Selection{Actor: nusra}}); got != "killed 30, best 30" {
		t.Errorf("an overlap with an incident that is not selected: %s", got)
	}
}

func TestRunningTotals(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2017-09-19", killed("x", "1", bySOHR), killed("y", "2", bySOHR), killed("z", "4", bySOHR), killed("w", "8", bySOHR), killed("v", "16", bySOHR))
	s.incident("i", "2015-09-18", nusra, "x")
	s.incident("j", "2016-01-02", army, "y")
	s.incident("k", "2016-09-16", nusra, "z")
	s.incident("l", "", nusra, "w")
	s.incident("m", "2016-09-16", army, "v")
	for _, c := range []struct {
		by   []toll.Dimension
		want string
	}{
		{[]toll.Dimension{toll.ByYear}, "2015 1, 2016 23"},
		{[]toll.Dimension{toll.ByMonth}, "2015-09 1, 2016-01 3, 2016-09 23"},
		{[]toll.Dimension{toll.ByDay}, "2015-09-18 1, 2016-01-02 3, 2016-09-16 23"},
		{[]toll.Dimension{toll.ByActor, toll.ByYear}, "Jabhat al-Nusra 2015 1, Jabhat al-Nusra 2016 5, Syrian Army 2016 18"},
		{[]toll.Dimension{toll.ByYear, toll.ByActor}, "2015 Jabhat al-Nusra 1, 2016 Jabhat al-Nusra 5, 2016 Syrian Army 18"},
		{[]toll.Dimension{toll.ByActor}, "Jabhat al-Nusra 13, Syrian Army 18"},
	} {
		got, err := s.index().Toll(toll.Query{Group: c.by, Running: true})
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for cell := range got.Cells.All() {
			cells = append(cells, strings.Join(cell.Keys, " ")+" "+toll.RangeText(cell.Range))
		}
		if text := strings.Join(cells, ", "); text != c.want {
			t.Errorf("by %v: %s, want %s", c.by, text, c.want)
		}
		if s := asJSON(got.NotCounted); !strings.Contains(s, "has no date") || !strings.Contains(s, `"l"`) || strings.Contains(s, `"k"`) {
			t.Errorf("by %v: not counted %s", c.by, s)
		}
	}
}

// Who takes responsibility, and who only boasts.
func TestWhoTakesResponsibility(t *testing.T) {
	speaks := func(actor string) func(*cairn.Claim) {
		return func(c *cairn.Claim) {
			c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: actor}, Actor: actor, Type: "armed_group", Named: true}}
		}
	}
	responsible := cairn.Claim{ID: "r", Kind: cairn.Responsibility, Actor: &cairn.Party{Actor: nusra}}
	speaks(nusra)(&responsible)
	responsible.Stance = cairn.Claimed
	denies := responsible
	denies.Stance, denies.Denies = cairn.Denied, "responsibility"
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		want   string
	}{
		{"nobody is named", []cairn.Claim{killed("k", "9", bySOHR)}, "weak / none"},
		{"one root accuses", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra))}, "weak / weak"},
		{"the perpetrator says so itself", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", speaks(nusra), doneBy(nusra), stance(cairn.Claimed))}, "weak / confirmed"},
		{"another group boasts of it in its name", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", speaks(front), doneBy(nusra), stance(cairn.Claimed))}, "weak / weak"},
		{"the perpetrator only asserts it", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", speaks(nusra), doneBy(nusra))}, "weak / weak"},
		{"a claim of responsibility", []cairn.Claim{killed("k", "9", bySOHR), responsible}, "weak / confirmed"},
		{"a denial of responsibility", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra)), denies}, "weak / contested"},
		{"acknowledged by the accused", []cairn.Claim{killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", speaks(nusra), doneBy(nusra), stance(cairn.Acknowledged))}, "confirmed / confirmed"},
		{"all of it denied", []cairn.Claim{killed("k", "9", by("the ministry", "government"), stance(cairn.Denied))}, "discounted / none"},
		{"denied by one, told by another", []cairn.Claim{killed("k", "9", by("the ministry", "government"), stance(cairn.Denied)), killed("l", "9", bySOHR)}, "weak / none"},
	} {
		s := newStory(t)
		s.report("a", "Paper", "2015-09-19", c.claims...)
		s.incident("i", "2015-09-18", nusra, sortedClaims(s)...)
		figures, err := s.index().Figures("i", toll.Query{})
		if err != nil || len(figures) == 0 {
			t.Fatalf("%s: %d figures, %v", c.why, len(figures), err)
		}
		g := figures[0].Grades
		if got := string(g.Occurrence) + " / " + string(g.Responsibility); got != c.want {
			t.Errorf("%s: %s, want %s (%s)", c.why, got, c.want, strings.Join(g.Why, "; "))
		}
	}
}

// Each rule in which two policies part is named where it acts, and nowhere else.
func TestTheRuleThatMakesTheDifferenceIsNamed(t *testing.T) {
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		change func(*toll.Policy)
		want   string
	}{
		{"a word", []cairn.Claim{killed("k", "dozens", bySOHR)}, func(p *toll.Policy) { p.Bound.Word = nil }, "other leaves out k of a: a word without a number, where others give numbers or the policy bounds nothing | " + `cairn has "dozens" is 24 or more; other has "dozens" bounds nothing`},
		{"about", []cairn.Claim{killed("k", "~1600", bySOHR)}, func(p *toll.Policy) { p.Bound.About, p.Bound.Nearly = "point", "point" }, `cairn has "about n" is the numbers that round to it, of which it states n; other has "about n" is that number`},
		{"no rule where nothing changes", []cairn.Claim{killed("k", "45", bySOHR)}, func(p *toll.Policy) { p.Bound.About = "point" }, ""},
		{"best", []cairn.Claim{killed("k", "45", bySOHR), killed("l", "56", by("the council", "ngo"))}, func(p *toll.Policy) { p.Choose.Best = "greatest" },
			"cairn has best: the number that most voices state; then the one of more named voices, the exact one, the latest, the lower; other has best: the most that any voice states"},
		{"an unnamed speaker", []cairn.Claim{killed("k", "45", by("activists", "activist"))}, func(p *toll.Policy) { p.Admit.Unnamed = false }, "other leaves out k of a: its source is not named, and the policy admits named sources only"},
	} {
		s := newStory(t)
		s.report("a", "Paper", "2015-09-19", c.claims...)
		s.incident("i", "2015-09-18", nusra, sortedClaims(s)...)
		other := *policy(t, "cairn")
		other.Name = "other"
		c.change(&other)
		changes, err := s.index().PolicyDiff(policy(t, "cairn"), &other, toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		var why []string
		for _, ch := range changes {
			why = append(why, string(ch.Measure)+": "+strings.Join(ch.Why, " | "))
		}
		want := ""
		if c.want != "" {
			want = "killed: " + c.want
		}
		if got := strings.Join(why, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, want)
		}
	}
}

// Every figure opens down to its claims, and so does what is not counted.
func TestACellNamesItsClaims(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "45", bySOHR), killed("d", "60", by("the ministry", "government"), stance(cairn.Denied)), killed("w", "71", bySOHR, sinceDay("2015-09-09"), at(idlib)))
	s.report("b", "Paper", "2015-09-20", killed("l", "50", bySOHR), killed("u", "3", bySOHR))
	s.report("c", "Paper", "2015-09-30", killed("m", "99", bySOHR))
	s.incident("i", "2015-09-18", nusra, "k", "d", "l", "m")
	got, err := s.index().Toll(toll.Query{Explain: true, PublishedBy: "2015-09-21", Group: []toll.Dimension{toll.ByActor}})
	if err != nil {
		t.Fatal(err)
	}
	if c := got.Cells.At(0); len(c.Claims) != 1 || c.Claims[0] != (toll.ClaimRef{Report: "b", Claim: "l"}) {
		t.Errorf("behind the cell: %s", asJSON(c.Claims))
	}
	var left []string
	for _, n := range got.NotCounted {
		for _, c := range n.Claims {
			left = append(left, c.Claim+": "+n.Why)
		}
	}
	want := "d: a denial, which is never a bound\nk: replaced by a later statement of the same voice\nw: a running total: held against incidents, never added\nu: linked to no incident"
	if text := strings.Join(left, "\n"); text != want {
		t.Errorf("not counted\n%s\nwant\n%s", text, want)
	}
	plain, err := s.index().Toll(toll.Query{})
	if err != nil || len(plain.NotCounted) != 0 {
		t.Errorf("without reasons: %s, %v", asJSON(plain.NotCounted), err)
	}
}

func TestGradesDecideTheHeadline(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "1", bySOHR, doneBy(nusra)), killed("l", "2", bySOHR, doneBy(nusra)), killed("m", "2", by("the council", "ngo"), doneBy(nusra)))
	s.incident("one", "2015-09-18", nusra, "k")
	s.incident("two", "2015-09-17", nusra, "l", "m")
	for headline, want := range map[string]string{"confirmed fair weak": "killed 3, best 3", "confirmed fair": "killed 2, best 2", "weak": "killed 1, best 1", "confirmed": "", "fair weak": "killed 3, best 3"} {
		own := *policy(t, "cairn")
		own.Grade.Headline = strings.Fields(headline)
		if got := totals(t, s, toll.Query{Policy: &own}); got != want {
			t.Errorf("headline of %s: %q, want %q", headline, got, want)
		}
	}
	if got := totals(t, s, toll.Query{AsOf: 0, PublishedBy: "2015-09-01", Select: toll.Selection{Grades: []string{"discounted"}}}); got != "" {
		t.Errorf("before anything was published: %q", got)
	}
}
