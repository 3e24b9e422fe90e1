package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// says are the words of the findings of one check, one a line.
func says(t *testing.T, check string, q toll.Query, build func(*story)) string {
	s := newStory(t)
	build(s)
	found, err := s.index().Check(q, check)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		out = append(out, f.Says)
	}
	return strings.Join(out, "\n")
}

type checkCase struct {
	why, check string
	build      func(*story)
	want       string
}

func runChecks(t *testing.T, cases []checkCase) {
	for _, c := range cases {
		if got := says(t, c.check, toll.Query{}, c.build); got != c.want {
			t.Errorf("%s: %s says\n%s\nwant\n%s", c.why, c.check, got, c.want)
		}
	}
}

// whole is a report of a total and its parts, in the order given.
func whole(total string, parts ...string) func(*story) {
	return func(s *story) {
		var claims []cairn.Claim
		var ids []string
		for _, p := range parts {
			count, words, _ := strings.Cut(p, " ")
			claims = append(claims, line(words, words, count))
			ids = append(ids, words)
		}
		s.report("a", "A", "2015-09-19", append(claims, killed("w", total, relates(cairn.Covers, ids...)))...)
	}
}

func TestWhatChecksSayOfBreakdowns(t *testing.T) {
	runChecks(t, []checkCase{
		{"parts that sum", "breakdown-sum", whole("45", "30 civilians", "15 fighters"), ""},
		{"one part alone", "breakdown-sum", whole("45", "30 civilians"), ""},
		{"too few", "breakdown-sum", whole("50", "30 civilians", "15 fighters"), "A: the parts sum to 45, 5 fewer than the 50 stated: a part is missing or a number is wrong"},
		{"too few for at least 50", "breakdown-sum", whole("50+", "30 civilians", "15 fighters"), "A: the parts sum to 45, 5 fewer than the 50 stated: a part is missing or a number is wrong"},
		{"too many", "breakdown-sum", whole("40", "30 civilians", "15 fighters"), "A: the parts sum to 45, 5 more than the 40 stated"},
		{"more than at least 40", "breakdown-sum", whole("40+", "30 civilians", "15 fighters"), ""},
		{"within 40 to 50", "breakdown-sum", whole("40-50", "30 civilians", "15 fighters"), ""},
		{"above 40 to 44", "breakdown-sum", whole("40-44", "30 civilians", "15 fighters"), "A: the parts sum to 45, 1 more than the 44 stated"},
		{"a part that is open", "breakdown-sum", whole("50", "30+ civilians", "15 fighters"), ""},
		{"a part that is a word", "breakdown-sum", whole("50", "dozens civilians", "15 fighters"), ""},
		{"a whole that is a word", "breakdown-sum", whole("dozens", "30 civilians", "15 fighters"), ""},
		{"a whole without a count", "breakdown-sum", whole("", "30 civilians", "15 fighters"), ""},
		{"the surplus is one line", "breakdown-sum", whole("30", "30 civilians", "15 fighters"),
			`A: the parts sum to 45, 15 more than the 30 stated; that is exactly the line "fighters", so it is nested in another line and counted twice in the sum (most likely in "civilians", the line before it that is large enough)`},
		{"the nearest line before that is large enough", "breakdown-sum", whole("75", "40 civilians", "20 women", "15 soldiers", "18 children"),
			`A: the parts sum to 93, 18 more than the 75 stated; that is exactly the line "children", so it is nested in another line and counted twice in the sum (most likely in "women", the line before it that is large enough)`},
		{"a line as large as the one before it", "breakdown-sum", whole("20", "20 women", "20 children"),
			`A: the parts sum to 40, 20 more than the 20 stated; that is exactly the line "women", so it is nested in another line and counted twice in the sum`},
		{"the surplus is two lines", "breakdown-sum", whole("52", "40 civilians", "12 soldiers", "7 women", "9 children"),
			`A: the parts sum to 68, 16 more than the 52 stated; that is exactly the lines "women" and "children" together, so they are nested in other lines`},
		{"parts of another measure are no parts", "breakdown-sum", func(s *story) {
			s.report("a", "A", "2015-09-19", line("p", "civilians", "30"), line("q", "fighters", "20", as(cairn.Injured)), killed("w", "45", relates(cairn.Covers, "p", "q")))
		}, ""},
		{"parts of another scope are no parts", "breakdown-sum", func(s *story) {
			s.report("a", "A", "2015-09-19", line("p", "civilians", "30"), line("q", "fighters", "20"), killed("w", "45", relates(cairn.Covers, "p", "q"), cumulative("2015-09-01", "")))
		}, ""},
		{"a rejected part", "breakdown-sum", func(s *story) {
			whole("40", "30 civilians", "15 fighters", "10 others")(s)
			reject(s, "others")
		}, "A: the parts sum to 45, 5 more than the 40 stated"},
		{"ten of six", "subset-above-total", func(s *story) {
			s.report("a", "", "2015-09-19", line("w", "soldiers", "6"), line("p", "tortured", "10", relates(cairn.OfWhich, "w")))
		}, "a: 10 (tortured) are said to be among 6 (soldiers)"},
		{"six of six", "subset-above-total", func(s *story) {
			s.report("a", "A", "2015-09-19", line("w", "soldiers", "6"), line("p", "tortured", "6", relates(cairn.OfWhich, "w")))
		}, ""},
		{"a part without a number", "subset-above-total", func(s *story) {
			s.report("a", "A", "2015-09-19", line("w", "soldiers", "6"), line("p", "tortured", "dozens", relates(cairn.OfWhich, "w")))
		}, ""},
		{"a covered line above its total, named by who they were", "subset-above-total", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("p", "50", func(c *cairn.Claim) { c.Victims = &cairn.Victims{Group: "children"} }), killed("q", "1"), killed("w", "45", relates(cairn.Covers, "p", "q")))
		}, "A: 50 (children) are said to be among 45 (45)"},
	})
}

func TestWhatChecksSayOfTotals(t *testing.T) {
	of45 := func(total string, opts ...func(*cairn.Claim)) func(*story) {
		return func(s *story) {
			w := append([]func(*cairn.Claim){bySOHR, at(idlib), sinceDay("2015-09-09")}, opts...)
			s.report("a", "A", "2015-09-19", killed("k", "45", bySOHR), killed("w", total, w...))
			s.incident("i", "2015-09-18", "", "k").Place = &airBase
		}
	}
	const root = "killed since 9 September 2015, says Syrian Observatory for Human Rights: "
	runChecks(t, []checkCase{
		{"some left", "total-itemised", of45("71"), "71 " + root + "45 of them itemised here, 26 not"},
		{"none left", "total-itemised", of45("45"), "45 " + root + "45 of them itemised here, none left"},
		{"an open total", "total-itemised", of45("71+"), "71 or more " + root + "45 of them itemised here, 26 or more not"},
		{"at most 71", "total-itemised", of45("", atMost(71)), "at most 71 " + root + "45 of them itemised here, at most 26 not"},
		{"a twentieth of it", "total-itemised", of45("919"), "919 " + root + "45 of them itemised here, 874 not"},
		{"less than a twentieth of it", "total-itemised", of45("920"), ""},
		{"below its parts: found elsewhere", "total-itemised", of45("44"), ""},
		{"below its parts", "total-below-parts", of45("44"), "44 " + root[:len(root)-2] + ", but the incidents inside it count 45: 1 more"},
		{"as many as its parts", "total-below-parts", of45("45"), ""},
		{"open, and below its parts", "total-below-parts", of45("40+"), ""},
		{"two incidents astride its beginning", "total-itemised", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "10", bySOHR), killed("l", "20", bySOHR), killed("w", "71", bySOHR, at(idlib), sinceDay("2015-09-09")))
			s.incident("i", "2015-09-05/2015-09-10", "", "k").Place = &airBase
			s.incident("j", "", "", "l").Place = &airBase
			s.links["j"].Time = &cairn.When{Period: cairn.Period{Start: "2015-09-01"}}
		}, "71 " + root + "none of them itemised here for certain; its 10 of 2015-09-05 to 2015-09-10 (incident i) and its 20 from 2015-09-01 on (incident j) count people from before that and after it, so up to 30 of them may be the same people as the 71 not itemised"},
		{"an open total with one astride", "total-itemised", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "10", by("the council", "ngo")), killed("w", "71+", bySOHR, at(idlib), sinceDay("2015-09-09")))
			s.incident("i", "", "", "k").Place = &airBase
			s.links["i"].Time = &cairn.When{Period: cairn.Period{End: "2015-09-10"}}
		}, "71 or more " + root + "none of them itemised here for certain; the 10 until 2015-09-10 (incident i) counts people from before that as well, so an unknown part of them may be the same people"},
		{"what two papers print of one root is one finding", "total-itemised", func(s *story) {
			of45("71")(s)
			s.report("b", "B", "2015-09-19", killed("w2", "71+", bySOHR, at(idlib), sinceDay("2015-09-09")))
			s.report("c", "C", "2015-09-19", killed("w3", "71", bySOHR, at(idlib), sinceDay("2015-09-09")))
		}, "71 " + root + "45 of them itemised here, 26 not"},
	})
}

func TestARunningTotalGivenAsTheEvent(t *testing.T) {
	told := func(event, total, day string, more ...cairn.Claim) func(*story) {
		return func(s *story) {
			s.report("a", "A", day, killed("w", total, bySOHR, at(idlib), sinceDay("2015-09-09")))
			s.report("b", "B", "2015-09-19", killed("e", event, bySOHR))
			s.report("c", "C", "2015-09-19", append([]cairn.Claim{killed("k", "56", by("Civil Defence", "medical"))}, more...)...)
			ids := []string{"e", "k"}
			for _, m := range more {
				ids = append(ids, m.ID)
			}
			s.incident("i", "2015-09-18", "", ids...).Place = &airBase
		}
	}
	const want = "B gives 71 as the event; Syrian Observatory for Human Rights says 71 as a total since 9 September 2015"
	runChecks(t, []checkCase{
		{"the total of the same week", "total-as-event", told("71", "71", "2015-09-19"), want},
		{"the total of a week before", "total-as-event", told("71", "71", "2015-09-11"), want},
		{"the total of eight days before", "total-as-event", told("71", "71", "2015-09-10"), ""},
		{"the total of a week after", "total-as-event", told("71", "71", "2015-09-25"), want},
		{"the total of eight days after", "total-as-event", told("71", "71", "2015-09-26"), ""},
		{"another number", "total-as-event", told("70", "71", "2015-09-19"), ""},
		{"nobody gives fewer", "total-as-event", told("56", "56", "2015-09-19"), ""},
		{"at least 71", "total-as-event", told("71+", "71", "2015-09-19"), want},
		{"of an incident without a day", "total-as-event", func(s *story) { told("71", "71", "2015-09-10")(s); s.links["i"].Time = nil }, want},
		{"rejected", "total-as-event", func(s *story) { told("71", "71", "2015-09-19")(s); reject(s, "e") }, ""},
		{"a total of another measure", "total-as-event", func(s *story) {
			told("71", "71", "2015-09-19")(s)
			s.rec.Reports[0].Claims[0].Measure = cairn.Injured
		}, ""},
		{"a total of another root", "total-as-event", func(s *story) {
			told("71", "71", "2015-09-19")(s)
			by("the council", "ngo")(&s.rec.Reports[0].Claims[0])
		}, ""},
		{"a closed total", "total-as-event", func(s *story) {
			told("71", "71", "2015-09-19")(s)
			during("2015-09-01/2015-09-19")(&s.rec.Reports[0].Claims[0])
		}, ""},
	})
	s := newStory(t)
	told("71", "71", "2015-09-19", killed("m", "41", by("activists", "activist")), killed("n", "80", by("the council", "ngo")))(s)
	f := findings(t, s, "total-as-event")
	if len(f) != 1 || f[0].Steps[0] != "others give 41, 56 and 80 for incident i" || len(f[0].Claims) != 2 {
		t.Errorf("finding %s", asJSON(f))
	}
}

func TestWhatChecksSayOfIncidents(t *testing.T) {
	person := func(name, state string) func(*cairn.Claim) {
		return func(c *cairn.Claim) { c.Victims = &cairn.Victims{Persons: []cairn.Person{{Name: name, State: state}}} }
	}
	two := func(a, b cairn.Claim) func(*story) {
		return func(s *story) {
			s.report("a", "A", "2015-09-19", a, b)
			s.incident("i", "2015-09-18", "", "k")
			s.incident("j", "2015-09-10", "", "l")
		}
	}
	papers := func(count, root string, n int, opts ...func(*cairn.Claim)) func(*story) {
		return func(s *story) {
			for _, p := range []string{"A", "B", "C", "D"}[:n] {
				c := killed(p, count, opts...)
				if root != "" {
					by(root, "ngo")(&c)
				}
				s.report(p, p, "2015-09-19", c)
			}
		}
	}
	const twice = "Sami Haddad is among the killed of incidents i and j"
	runChecks(t, []checkCase{
		{"one name in two incidents", "same-people-twice", two(killed("k", "1", person("Sami Haddad", "")), killed("l", "1", person("sami haddad", "killed"))), twice},
		{"killed in one, injured in the other", "same-people-twice", two(killed("k", "1", person("Sami Haddad", "")), killed("l", "1", person("Sami Haddad", "injured"))), ""},
		{"among the injured of one", "same-people-twice", two(killed("k", "1", person("Sami Haddad", "")), killed("l", "1", person("Sami Haddad", ""), as(cairn.Injured))), ""},
		{"no name", "same-people-twice", two(killed("k", "1", person("", "")), killed("l", "1", person("", ""))), ""},
		{"rejected in one", "same-people-twice", func(s *story) {
			two(killed("k", "1", person("Sami Haddad", "")), killed("l", "1", person("Sami Haddad", "")))(s)
			reject(s, "l")
		}, ""},
		{"a claim in two incidents", "same-people-twice", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9"))
			s.incident("i", "2015-09-18", "", "k")
			s.incident("j", "2015-09-18", "", "k")
		}, "claim k of report a stands in incidents i and j: it counts in the first only"},
		{"an overlap with its reason, said of one side", "may-overlap", func(s *story) {
			two(killed("k", "9"), killed("l", "8"))(s)
			s.links["j"].Overlaps = []cairn.Overlap{{With: "i", UpTo: 5, Why: "four names"}}
		}, "incidents j and i may share up to 5 people: four names"},
		{"an overlap said of both sides: the greater", "may-overlap", func(s *story) {
			two(killed("k", "9"), killed("l", "8"))(s)
			s.links["i"].Overlaps = []cairn.Overlap{{With: "j", UpTo: 3}}
			s.links["j"].Overlaps = []cairn.Overlap{{With: "i", UpTo: 5}}
		}, "incidents i and j may share up to 5 people"},
		{"an overlap with nobody", "may-overlap", func(s *story) {
			two(killed("k", "9"), killed("l", "8"))(s)
			s.links["i"].Overlaps = []cairn.Overlap{{With: "gone", UpTo: 3}, {With: "i", UpTo: 3}}
		}, ""},
		{"one round number in three papers from one root", "round-one-root", papers("300", "the office", 3), "3 publishers give 300 killed, all from the office: one voice, not 3"},
		{"from nobody", "round-one-root", papers("300", "", 3), "3 publishers give 300 killed, all from nobody named: one voice, not 3"},
		{"in two papers", "round-one-root", papers("300", "the office", 2), ""},
		{"not round", "round-one-root", papers("310", "the office", 3), ""},
		{"a hundred", "round-one-root", papers("100", "the office", 3), "3 publishers give 100 killed, all from the office: one voice, not 3"},
		{"nought", "round-one-root", papers("0", "the office", 3), ""},
		{"more than 300", "round-one-root", papers("301+", "the office", 3, func(c *cairn.Claim) { c.Count.Qualifier = cairn.MoreThan }), "3 publishers give 300 killed, all from the office: one voice, not 3"},
		{"at least 301", "round-one-root", papers("301+", "the office", 3), ""},
		{"about 300", "round-one-root", papers("~300", "the office", 3), "3 publishers give 300 killed, all from the office: one voice, not 3"},
		{"300 in history", "round-one-root", papers("300", "the office", 3, func(c *cairn.Claim) { c.Scope = cairn.ScopeBackground }), ""},
		{"two roots", "round-one-root", func(s *story) {
			papers("300", "the office", 3)(s)
			s.report("e", "E", "2015-09-19", killed("e", "300", by("the council", "ngo")))
		}, ""},
	})
	for _, c := range []struct {
		why              string
		low, best, high  int64
		open, disordered bool
	}{
		{"in order", 1, 2, 3, false, false}, {"all the same", 2, 2, 2, false, false}, {"low above best", 3, 2, 4, false, true},
		{"best above high", 1, 4, 3, false, true}, {"best above an open high", 1, 4, 3, true, false}, {"low above best, open", 3, 2, 4, true, true},
	} {
		got := says(t, "low-best-high", toll.Query{}, func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "45"))
			s.incident("i", "2015-09-18", "", "k").Killed = &cairn.Range{Low: &c.low, Best: &c.best, High: &c.high, Open: c.open}
		})
		if (got != "") != c.disordered {
			t.Errorf("%s: %q", c.why, got)
		}
	}
}

func TestWhatChecksSayOfDaysAndPlaces(t *testing.T) {
	in := func(places ...cairn.Locus) func(*story) {
		return func(s *story) {
			var ids []string
			for i, l := range places {
				id := string(rune('k' + i))
				s.report(id, "A", "2015-09-19", killed(id, "9", at(l)))
				ids = append(ids, id)
			}
			s.incident("i", "2015-09-18", "", ids...)
		}
	}
	unsure := hama
	unsure.Ambiguous = true
	runChecks(t, []checkCase{
		{"two provinces", "place-outside", in(airBase, hama), "incident i is put in SY Hama and SY Idlib"},
		{"two places of one province", "place-outside", in(airBase, foua), ""},
		{"a name that several places fit", "place-outside", in(airBase, unsure), ""},
		{"one of two places", "place-outside", in(airBase, cairn.Locus{Name: "Hama", Kind: "admin1", Admin1: "Hama", Or: []cairn.Locus{idlib}}), ""},
		{"an incident over two places", "place-outside", func(s *story) {
			in(airBase, hama)(s)
			s.links["i"].Place = &cairn.Locus{With: []cairn.Locus{airBase, hama}}
		}, ""},
		{"two places, of which linking knows one", "place-outside", func(s *story) {
			in(airBase, hama)(s)
			s.links["i"].Place = &airBase
		}, "incident i is put in SY Hama and SY Idlib"},
		{"rejected", "place-outside", func(s *story) { in(airBase, hama)(s); reject(s, "l") }, ""},
		{"a year ago, of an event", "date-long-before-report", func(s *story) {
			s.report("a", "A", "2015-09-19", cairn.Claim{ID: "e", Kind: cairn.Event, Time: &cairn.When{Period: cairn.Period{Start: "2011-01-01", End: "2011-01-01"}}})
		}, ""},
		{"a year ago, of history", "date-long-before-report", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9", on("2011-01-01"), func(c *cairn.Claim) { c.Scope = cairn.ScopeBackground }))
		}, ""},
		{"a year ago, without a number", "date-long-before-report", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "", on("2011-01-01")))
		}, "A of 2015-09-19 gives k as an incident of 2011-01-01, more than a year before"},
		{"by a report without a date", "date-after-report", func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9", on("2015-09-20")))
			s.rec.Reports[0].Published = cairn.Period{}
		}, ""},
	})
	early := says(t, "place-outside", toll.Query{PublishedBy: "2015-09-18"}, in(airBase, hama))
	if early != "" {
		t.Errorf("before it was published: %s", early)
	}
}
