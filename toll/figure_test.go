package toll_test

import (
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// figureOf is the figure of the one incident of a story, under a policy.
func figureOf(t testing.TB, name string, m cairn.Measure, build func(*story)) string {
	s := newStory(t)
	s.rec.Sources = []toll.Source{{Name: "Own Reporters", Primary: true}}
	build(s)
	if len(s.order) == 0 {
		var all []string
		for _, r := range s.rec.Reports {
			for _, c := range r.Claims {
				all = append(all, c.ID)
			}
		}
		s.incident("i", "2015-09-18", nusra, all...)
	}
	figures, err := s.index().Figures(s.order[0], toll.Query{Policy: policy(t, name)})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.Measure == m && (f.Low != nil || f.High != nil) {
			return text(f.Range)
		}
	}
	return "none"
}

// estimate is a count as a data set gives it: low, best and high.
func estimate(low, best, high int64) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		q := cairn.OfRange(low, high)
		q.Value = &best
		c.Count = &q
	}
}

func TestWhatStatementsMean(t *testing.T) {
	one := func(claims ...cairn.Claim) func(*story) {
		return func(s *story) { s.report("a", "Paper", "2015-09-19", claims...) }
	}
	for _, c := range []struct {
		why, policy string
		measure     cairn.Measure
		build       func(*story)
		want        string
	}{
		{"one exact statement", "cairn", cairn.Killed, one(killed("k", "45", bySOHR)), "45, best 45"},
		{"at least", "cairn", cairn.Killed, one(killed("k", "45+", bySOHR)), "45 or more, best 45"},
		{"about a round number", "cairn", cairn.Killed, one(killed("k", "~1600", bySOHR)), "1,550 to 1,649, best 1,600"},
		{"about a number that its own voice gives exactly", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "300", bySOHR))
			s.report("b", "Post", "2015-09-19", killed("l", "~300", bySOHR))
			s.report("c", "Wire", "2015-09-19", killed("m", "300", bySOHR))
		}, "300, best 300"},
		{"about a number, and another exactly", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "~300", bySOHR))
			s.report("b", "Post", "2015-09-19", killed("l", "310", bySOHR))
			s.report("c", "Wire", "2015-09-19", killed("m", "400", bySOHR))
		}, "310 to 400, best 310"},
		{"about a number, which another voice gives exactly", "cairn", cairn.Killed, one(killed("k", "~300", bySOHR), killed("l", "300", by("Civil Defence", "medical"))), "250 to 349, best 300"},
		{"about a number that is not round", "cairn", cairn.Killed, one(killed("k", "~71", bySOHR)), "71, best 71"},
		{"a data set's best between its low and high", "cairn", cairn.Killed, one(killed("k", "", bySOHR, estimate(41, 45, 56))), "41 to 56, best 45"},
		{"the same under a policy that takes the least", "acled", cairn.Killed, one(killed("k", "", bySOHR, estimate(41, 45, 56))), "41, best 41"},
		{"a best that a second voice states as its number", "cairn", cairn.Killed, one(killed("k", "", bySOHR, estimate(41, 45, 56)), killed("l", "45", by("Civil Defence", "medical")), killed("m", "41", by("Red Crescent", "medical"))), "41 to 56, best 45"},
		{"a row whose best is above its high is counted as it is", "cairn", cairn.Killed, one(killed("k", "", bySOHR, estimate(2, 9, 7))), "2 to 9, best 9"},
		{"a word, where nobody gives a number", "cairn", cairn.Killed, one(killed("k", "dozens", bySOHR)), "24 or more, best 24"},
		{"a word, where somebody gives one", "cairn", cairn.Killed, one(killed("k", "dozens", bySOHR), killed("l", "31", by("Civil Defence", "medical"))), "31, best 31"},
		{"a word that the policy does not bound", "ohchr", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "dozens", bySOHR), killed("l", "dozens", by("Civil Defence", "medical")))
		}, "none"},
		{"a plural is at least two", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { c.Count = &cairn.Quantity{Qualifier: cairn.Plural, Text: "soldiers"} })), "2 or more, best 2"},
		{"a plural beside a number", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { c.Count = &cairn.Quantity{Qualifier: cairn.Plural, Text: "soldiers"} }), killed("l", "9", bySOHR)), "9, best 9"},
		{"up to a number has no best", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { q := cairn.Of(45, cairn.AtMost); c.Count = &q })), "at most 45"},
		{"nearly a round number", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { q := cairn.Of(400, cairn.Nearly); c.Count = &q })), "350 to 399, best 350"},
		{"nearly nine", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { q := cairn.Of(9, cairn.Nearly); c.Count = &q })), "8, best 8"},
		{"nobody was harmed", "cairn", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { q := cairn.Of(0, cairn.None); c.Count = &q })), "0, best 0"},
		{"nobody was harmed is no number of an event", "ucdp", cairn.Killed, one(killed("k", "", bySOHR, func(c *cairn.Claim) { q := cairn.Of(0, cairn.None); c.Count = &q })), "none"},
		{"ACLED's twelve, in ACLED alone", "acled", cairn.Killed, one(killed("k", "dozens", bySOHR)), "12, best 12"},
		{"ACLED's nought for people killed without a number", "acled", cairn.Killed, one(killed("k", "", bySOHR)), "0, best 0"},
		{"people killed without a number", "cairn", cairn.Killed, one(killed("k", "", bySOHR)), "none"},
		{"an outlet's own words, where nobody else speaks", "cairn", cairn.Killed, one(killed("k", "45")), "45, best 45"},
		{"an outlet's own words, where somebody else speaks", "cairn", cairn.Killed, one(killed("k", "45"), killed("l", "40", bySOHR)), "40, best 40"},
		{"an outlet with its own reporters is a voice", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Own Reporters", "2015-09-19", killed("k", "45"))
			s.report("b", "Paper", "2015-09-19", killed("l", "40", bySOHR))
		}, "40 to 45, best 40"},
		{"six outlets that print one root are one voice", "cairn", cairn.Killed, func(s *story) {
			for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
				s.report(id, id, "2015-09-19", killed("k"+id, "56", bySOHR))
			}
			s.report("g", "g", "2015-09-19", killed("l", "45", by("Civil Defence", "medical")), killed("m", "45", by("activists", "activist")))
		}, "45 to 56, best 45"},
		{"a later word replaces an earlier one", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR))
			s.report("b", "Paper", "2015-09-20", killed("l", "45", bySOHR))
		}, "45, best 45"},
		{"said before published", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-20", killed("k", "30", bySOHR, said("2015-09-18")))
			s.report("b", "Paper", "2015-09-19", killed("l", "45", bySOHR, said("2015-09-19")))
		}, "45, best 45"},
		{"two words of one moment stand side by side", "cairn", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR))
			s.report("b", "Post", "2015-09-19", killed("l", "45", bySOHR))
		}, "30 to 45, best 30"},
		{"a denial is never a bound", "highest", cairn.Killed, one(killed("k", "45", bySOHR), killed("l", "0", by("Civil Defence", "medical"), stance(cairn.Denied))), "45, best 45"},
		{"a boast is never a bound", "highest", cairn.Killed, one(killed("k", "45", bySOHR), killed("l", "101+", by(nusra, "armed_group"), stance(cairn.Claimed))), "45, best 45"},
		{"a party's word against its interest counts", "cairn", cairn.Killed, one(killed("k", "45", bySOHR), killed("l", "50", by(nusra, "armed_group"), stance(cairn.Acknowledged))), "45 to 50, best 45"},
		{"a part is not added to its whole", "cairn", cairn.Killed, one(killed("k", "7", bySOHR), killed("l", "2", bySOHR, relates(cairn.OfWhich, "k"))), "7, best 7"},
		{"a part of a word is the least of it", "cairn", cairn.Killed, one(killed("k", "dozens", bySOHR), killed("l", "12", bySOHR, relates(cairn.OfWhich, "k"))), "12 or more, best 12"},
		{"people besides others are added", "cairn", cairn.Killed, one(killed("k", "21", bySOHR), killed("l", "17", bySOHR, relates(cairn.Besides, "k"))), "38, best 38"},
		{"people of two sides are added", "cairn", cairn.Killed, one(killed("k", "21", bySOHR, of("armed_forces")), killed("l", "7", bySOHR, of("civilian"))), "28, best 28"},
		{"two counts of one side are one thing said twice", "cairn", cairn.Killed, one(killed("k", "21", bySOHR, of("armed_forces")), killed("l", "24", bySOHR, of("police")), killed("m", "7", bySOHR, of("civilian"))), "28 to 31, best 28"},
		{"a total that covers its parts", "cairn", cairn.Killed, one(killed("k", "21", bySOHR), killed("l", "17", bySOHR), killed("m", "40", bySOHR, relates(cairn.Covers, "k", "l"))), "40, best 40"},
		{"injured who died are no longer injured", "cairn", cairn.Injured, one(killed("k", "30", as(cairn.Injured), bySOHR), killed("l", "5", bySOHR, relates(cairn.Later, "k"))), "25, best 25"},
		{"an unknown number of the injured died", "cairn", cairn.Injured, one(killed("k", "30", as(cairn.Injured), bySOHR), killed("l", "5+", bySOHR, relates(cairn.Later, "k"))), "0 to 25, best 0"},
		{"three roots that say three things have no majority", "majority", cairn.Killed, one(killed("k", "41", bySOHR), killed("l", "45", by("Civil Defence", "medical")), killed("m", "56", by("the council", "ngo"))), "41 to 56"},
		{"two of three", "majority", cairn.Killed, one(killed("k", "45", bySOHR), killed("l", "45", by("Civil Defence", "medical")), killed("m", "56", by("the council", "ngo"))), "45 to 56, best 45"},
		{"the latest", "latest", cairn.Killed, func(s *story) {
			s.report("a", "Paper", "2015-09-19", killed("k", "56", bySOHR))
			s.report("b", "Paper", "2015-09-20", killed("l", "45", by("Civil Defence", "medical")))
		}, "45, best 45"},
		{"one voice is not enough for two independent sources", "ibc", cairn.Killed, one(killed("k", "45", bySOHR)), "45, best 45"},
		{"as many voices: the named one first", "cairn", cairn.Killed, one(killed("k", "45", by("activists", "activist")), killed("l", "56", bySOHR)), "45 to 56, best 56"},
		{"as many named voices: the exact number first", "cairn", cairn.Killed, one(killed("k", "45+", by("Civil Defence", "medical")), killed("l", "56", bySOHR)), "45 to 56 or more, best 56"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := figureOf(t, c.policy, c.measure, c.build); got != c.want {
				t.Errorf("%s under %s, want %s", got, c.policy, c.want)
			}
		})
	}
}

func totals(t testing.TB, s *story, q toll.Query) string {
	got, err := s.index().Toll(q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range append(slices.Collect(got.Cells.All()), got.Totals...) {
		out = append(out, strings.TrimSpace(strings.Join(c.Keys, ", ")+" "+string(c.Measure)+" "+text(c.Range)))
	}
	return strings.Join(out, "\n")
}

func TestIncidentsThatMayOverlapAddAsARange(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR), killed("l", "20", bySOHR))
	s.incident("i", "2015-09-18", "", "k").Overlaps = []cairn.Overlap{{With: "j", UpTo: 5}}
	s.incident("j", "2015-09-17", "", "l")
	if got := totals(t, s, toll.Query{}); got != "killed 45 to 50, best 50" {
		t.Errorf("toll %s, want 45 to 50", got)
	}
	s.links["i"].Overlaps[0].UpTo = 40
	if got := totals(t, s, toll.Query{}); got != "killed 30 to 50, best 50" {
		t.Errorf("toll %s: an overlap is no more than either incident holds", got)
	}
}

func TestAnIncidentWithoutANumberLeavesTheSumOpen(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR), killed("l", "", bySOHR))
	s.incident("i", "2015-09-18", "", "k")
	s.incident("j", "2015-09-17", "", "l")
	got, err := s.index().Toll(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if c := got.Totals[0]; text(c.Range) != "30 or more, best 30" || len(c.Unknown) != 1 || c.Unknown[0] != "j" {
		t.Errorf("total %s", asJSON(c))
	}
}

func TestAtMostGivesNoLeast(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "<45", bySOHR), killed("l", "20", bySOHR))
	s.incident("i", "2015-09-18", "", "k")
	if got := totals(t, s, toll.Query{}); got != "killed at most 44" {
		t.Errorf("toll %s", got)
	}
	s.incident("j", "2015-09-17", "", "l")
	if got := totals(t, s, toll.Query{}); got != "killed 20 to 64, best 20" {
		t.Errorf("toll %s", got)
	}
}

func fighting(t testing.TB) *story {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR, of("armed_forces")), killed("c", "7", bySOHR, of("civilian")), killed("l", "20", by("Civil Defence", "medical"), of("civilian")))
	s.report("b", "Post", "2015-10-02", killed("m", "4", bySOHR))
	s.incident("i", "2015-09-18", nusra, "k", "c").Place = &airBase
	s.incident("j", "2015-09-30/2015-10-01", army, "l").Place = &hama
	s.incident("n", "2015-10-01", "", "m").Place = &airBase
	return s
}

func TestTollsByGroup(t *testing.T) {
	for _, c := range []struct {
		why  string
		q    toll.Query
		want string
	}{
		{"by actor", toll.Query{Group: []toll.Dimension{toll.ByActor}}, "Jabhat al-Nusra killed 37, best 37\nSyrian Army killed 20, best 20\nnot said killed 4, best 4\nkilled 61, best 61"},
		{"by province and month", toll.Query{Group: []toll.Dimension{toll.ByAdmin1, toll.ByMonth}}, "Hama, 2015-09/2015-10 killed 20, best 20\nIdlib, 2015-09 killed 37, best 37\nIdlib, 2015-10 killed 4, best 4\nkilled 61, best 61"},
		{"by status", toll.Query{Group: []toll.Dimension{toll.ByStatus}}, "armed_forces killed 30, best 30\ncivilian killed 27, best 27\nnot said killed 4, best 4\nkilled 61, best 61"},
		{"of civilians", toll.Query{Select: toll.Selection{Status: "civilian"}}, "killed 27, best 27"},
		{"in a province", toll.Query{Select: toll.Selection{Place: &idlib}}, "killed 41, best 41"},
		{"by an actor", toll.Query{Select: toll.Selection{Actor: "jabhat al-nusra"}}, "killed 37, best 37"},
		{"in a month, without what may lie outside it", toll.Query{Select: toll.Selection{From: "2015-09-01", To: "2015-09-30"}}, "killed 37, best 37"},
		{"running", toll.Query{Group: []toll.Dimension{toll.ByMonth}, Running: true}, "2015-09 killed 37, best 37\n2015-09/2015-10 killed 57, best 57\n2015-10 killed 61, best 61\nkilled 61, best 61"},
		{"as of the first report", toll.Query{AsOf: 1}, "killed 57, best 57"},
		{"published by", toll.Query{PublishedBy: "2015-09-30"}, "killed 57, best 57"},
		{"under two independent roots", toll.Query{Policy: policy(t, "ibc")}, ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := totals(t, fighting(t), c.q); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestWhatIsNotCountedIsSaid(t *testing.T) {
	got, err := fighting(t).index().Toll(toll.Query{Policy: policy(t, "ibc"), Select: toll.Selection{From: "2015-09-01", To: "2015-09-30"}})
	if err != nil {
		t.Fatal(err)
	}
	if s := asJSON(got.NotCounted); !strings.Contains(s, "may have happened outside the period") || !strings.Contains(s, "fewer independent roots") {
		t.Errorf("not counted: %s", s)
	}
}

func TestVoicesThatDisagreeWhoTheDeadWereMakeOneGroup(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR, of("armed_forces")), killed("l", "30", by("Civil Defence", "medical"), of("civilian")))
	s.incident("i", "2015-09-18", "", "k", "l")
	if got := totals(t, s, toll.Query{Group: []toll.Dimension{toll.ByStatus}}); got != "armed_forces or civilian killed 30, best 30\nkilled 30, best 30" {
		t.Errorf("got\n%s", got)
	}
}

func TestTheResidualOfAClosedTotalByThePolicyThatSaysSo(t *testing.T) {
	s := newStory(t)
	morgue := func(c *cairn.Claim) { by("the morgue", "medical")(c); closed(c); on("2015-09-01/2015-09-30")(c) }
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR), killed("l", "30", by("Civil Defence", "medical")))
	s.report("b", "Paper", "2015-10-01", killed("t", "100", morgue, at(idlib)))
	s.incident("i", "2015-09-18", "", "k", "l").Place = &airBase
	got, err := s.index().Toll(toll.Query{Policy: policy(t, "ibc")})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Residuals) != 1 || text(got.Totals[0].Range) != "100, best 100" || got.Totals[0].Residual != 70 {
		t.Errorf("toll %s, want 30 itemised and 70 left", asJSON(got))
	}
	if plain := totals(t, s, toll.Query{}); plain != "killed 30, best 30" {
		t.Errorf("the default policy adds a total: %s", plain)
	}
}

// Iraq Body Count has taken its own incidents out of its x-entries: nothing is
// taken out twice, and two of them of one month in two places are both counted.
func TestAResidualIsNotTakenTwice(t *testing.T) {
	s := newStory(t)
	net := func(place cairn.Locus) func(*cairn.Claim) {
		return func(c *cairn.Claim) {
			by("the morgue", "medical")(c)
			closed(c)
			on("2015-09-01/2015-09-30")(c)
			at(place)(c)
			c.Baseline = &cairn.Baseline{Phase: cairn.Residual}
		}
	}
	s.report("own", "Body Count", "2015-09-19", killed("k", "30", bySOHR), killed("l", "30", by("Civil Defence", "medical")))
	s.report("other", "Paper", "2015-09-20", killed("m", "5", bySOHR), killed("n", "5", by("Civil Defence", "medical")))
	s.report("x1", "Body Count", "2015-10-01", killed("t", "100", net(idlib)))
	s.report("x2", "Body Count", "2015-10-01", killed("u", "40", net(cairn.Locus{Name: "Southport", Country: "SY", Precision: "exact"})))
	s.incident("i", "2015-09-18", "", "k", "l").Place = &airBase
	s.incident("j", "2015-09-20", "", "m", "n").Place = &airBase
	got, err := s.index().Toll(toll.Query{Policy: policy(t, "ibc")})
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, r := range got.Residuals {
		left = append(left, r.Claim.Claim+" "+toll.RangeText(r.Residual))
	}
	if strings.Join(left, ", ") != "t 95, u 40" || text(got.Totals[0].Range) != "170, best 170" {
		t.Errorf("left %q, toll %s", left, text(got.Totals[0].Range))
	}
}

func TestTheHistoryOfAnIncidentNamesTheReportThatMovedIt(t *testing.T) {
	s := september(t)
	n := int64(len(s.rec.Reports))
	s.rec.Decisions = []cairn.Decision{{Seq: n + 1, Verdict: cairn.Reject, Targets: []string{"12-40"}, By: "ana", Reason: "retracted"}}
	got, err := s.index().History("i-captives", toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, m := range got {
		lines = append(lines, strings.Join(m.Reports, " ")+": "+text(*m.After))
	}
	want := "08: 45 to 56 or more, best 45\n12: 41 to 56 or more, best 45\n: 45 to 56 or more, best 45"
	if strings.Join(lines, "\n") != want || len(got[2].Decisions) != 1 {
		t.Errorf("history\n%s\nwant\n%s", strings.Join(lines, "\n"), want)
	}
}

func TestWhatTwoPoliciesChangeAndWhy(t *testing.T) {
	s := september(t)
	got, err := s.index().PolicyDiff(policy(t, "cairn"), policy(t, "airwars"), toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Killed}}})
	if err != nil {
		t.Fatal(err)
	}
	all := asJSON(got)
	if len(got) != 2 || !strings.Contains(all, "airwars does not count it: its grade is not in the policy's headline") || !strings.Contains(all, "best: the least that any voice states") {
		t.Errorf("difference %s", all)
	}
}

func TestWhetherAnActorHasDoneItBefore(t *testing.T) {
	s := newStory(t)
	captive := func(c *cairn.Claim) { c.Act = "execution"; c.Victims = &cairn.Victims{Condition: "captive"} }
	s.report("a", "Paper", "2015-06-02", killed("k", "12", bySOHR, captive), killed("l", "3", bySOHR))
	s.report("b", "Paper", "2015-09-19", killed("m", "56", bySOHR, captive))
	s.incident("early", "2015-06-01", nusra, "k")
	s.incident("other", "2015-06-01", nusra, "l")
	s.incident("captives", "2015-09-18", nusra, "m")
	got, err := s.index().Pattern(toll.PatternQuery{Query: toll.Query{Select: toll.Selection{Actor: nusra}}, Act: "execution", Condition: "captive", Before: "2015-09-18"})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Incidents) != 1 || got.Incidents[0].ID != "early" || text(got.Total[0].Range) != "12, best 12" || got.From != "2015-06-01" {
		t.Errorf("pattern %s", asJSON(got))
	}
}
