package toll_test

import (
	"strconv"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// row is one day of a daily series: the running total and the day's figure that
// a source gives, and what the compiler of the data filled in.
type row struct {
	day, total, figure, filled string
	period                     string // that the figure is of, where not the day
	source, phase              string
	parts                      []string
	wide                       bool // the compiler's total, not the source's
}

// compiled makes a series as an importer would.
func compiled(s *story, rows ...row) *story {
	for _, r := range rows {
		source := by(first(r.source, "the ministry"), "government")
		var claims []cairn.Claim
		if r.total != "" {
			claims = append(claims, killed(r.day+"t", r.total, source, series(r.phase, true), on("2023-10-07/"+r.day)))
		}
		if r.figure != "" {
			claims = append(claims, killed(r.day+"d", r.figure, source, series(r.phase, false), on(first(r.period, r.day))))
		}
		if r.filled != "" {
			claims = append(claims, killed(r.day+"f", r.filled, series(r.phase, r.wide), on(map[bool]string{true: "2023-10-07/" + r.day, false: r.day}[r.wide])))
		}
		for _, p := range r.parts {
			count, words, _ := strings.Cut(p, " ")
			claims = append(claims, line(r.day+words, words, count, source, series(r.phase, false), on(r.day), relates(cairn.OfWhich, r.day+"d"),
				func(c *cairn.Claim) { c.Victims = &cairn.Victims{Words: cairn.Words{Text: words}} }))
		}
		s.report("row "+r.day, "Data Set", r.day, claims...)
	}
	return s
}

const (
	d1, d2, d3, d4, d5 = "2023-12-01", "2023-12-02", "2023-12-03", "2023-12-04", "2023-12-05"
)

func TestWhatChecksSayOfADailySeries(t *testing.T) {
	for _, c := range []struct {
		why  string
		rows []row
		want []string
	}{
		{"each figure is the step of the totals", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "10"}, {day: d3, total: "125", figure: "15"}}, nil},
		{"a figure that is not the step", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "12"}},
			[]string{"series-step: ministry, 2023-12-02: 12 is given, but the totals move by 10"}},
		{"a figure below the step", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "9"}},
			[]string{"series-step: ministry, 2023-12-02: 9 is given, but the totals move by 10"}},
		{"nobody counted, and the totals move", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "0"}},
			[]string{"series-step: ministry, 2023-12-02: 0 is given, but the totals move by 10"}},
		{"two days in one figure", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "10"}, {day: d3, total: "125", figure: "25"}},
			[]string{"series-step: ministry, 2023-12-03: 25 is two days in one figure: 25 = 10 (2023-12-02) + 15"}},
		{"two days in one figure, as the source changes", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "10"}, {day: d3, total: "125", figure: "25", source: "the office"}},
			[]string{"series-step: ministry, 2023-12-03: 25 is two days in one figure: 25 = 10 (2023-12-02) + 15; the source changes here, from the ministry to the office",
				"series-source: ministry: the source changes from the ministry (2023-12-02) to the office (2023-12-03)"}},
		{"a day of nought is not the day before in a figure", []row{{day: d1, total: "100"}, {day: d2, total: "100", figure: "0"}, {day: d3, total: "125", figure: "25"}}, nil},
		{"a step over three days, spread evenly by the compiler", []row{{day: d1, total: "100"}, {day: d2, filled: "10"}, {day: d3, filled: "10"}, {day: d4, total: "130", figure: "30"}},
			[]string{"series-step: ministry, 2023-12-04: 30 is given for one day and is the step of the totals over 3 days: 30 = 3 x 10, as Data Set spread it"}},
		{"a step over three days, spread unevenly", []row{{day: d1, total: "100"}, {day: d2, filled: "10"}, {day: d3, filled: "12"}, {day: d4, total: "130", figure: "30"}},
			[]string{"series-step: ministry, 2023-12-04: 30 is given for one day and is the step of the totals over 3 days, which Data Set spread over 3 days"}},
		{"a step over three days that says it is of three days", []row{{day: d1, total: "100"}, {day: d2, filled: "10"}, {day: d3, filled: "10"}, {day: d4, total: "130", figure: "30", period: "2023-12-02/2023-12-04"}}, nil},
		{"a step over two days that nobody spread", []row{{day: d1, total: "100"}, {day: d3, total: "130", figure: "30"}}, nil},
		{"days without a figure, filled in by the compiler", []row{{day: d1, total: "100"}, {day: d2, filled: "12"}, {day: d3, filled: "8"}, {day: d4, total: "130", figure: "10"}},
			[]string{"series-gap: ministry, 2023-12-04: no figure from the root for the 2 days before it; the 20 that the totals moved by then are filled in by Data Set"}},
		{"days without a figure that fit nothing", []row{{day: d1, total: "100"}, {day: d2, filled: "5"}, {day: d4, total: "130", figure: "10"}},
			[]string{"series-step: ministry, 2023-12-04: 10 is given, but the totals move by 30 over 3 days, of which 2 have no figure here (Data Set filled in 5)"}},
		{"days without a figure that nobody filled in", []row{{day: d1, total: "100"}, {day: d3, total: "130", figure: "10"}},
			[]string{"series-step: ministry, 2023-12-03: 10 is given, but the totals move by 30 over 2 days, of which 1 have no figure here"}},
		{"more than the totals move by over days", []row{{day: d1, total: "100"}, {day: d3, total: "130", figure: "40"}},
			[]string{"series-step: ministry, 2023-12-03: 40 is given, but the totals move by 30"}},
		{"a figure of two days that is below the step of two days", []row{{day: d1, total: "100"}, {day: d3, total: "130", figure: "10", period: "2023-12-02/2023-12-03"}},
			[]string{"series-step: ministry, 2023-12-03: 10 is given, but the totals move by 30"}},
		{"a total of the day before", []row{{day: d1, total: "100"}, {day: d2, total: "110", figure: "10"}, {day: d3, total: "110", figure: "7"}, {day: d4, total: "122", figure: "5"}},
			[]string{"series-stale: ministry, 2023-12-03: the total stays at 110 while 7 are counted: a total of the day before"}},
		{"nobody counted, and the total stays", []row{{day: d1, total: "100"}, {day: d2, total: "100", figure: "0"}, {day: d3, total: "105", figure: "5"}}, nil},
		{"a stale total that the next step does not make up for", []row{{day: d1, total: "100"}, {day: d2, total: "100", figure: "7"}, {day: d3, total: "122", figure: "5"}},
			[]string{"series-step: ministry, 2023-12-03: 5 is given, but the totals move by 22",
				"series-stale: ministry, 2023-12-02: the total stays at 100 while 7 are counted: a total of the day before"}},
		{"a rounded total carries no daily difference", []row{{day: d1, total: "~1600"}, {day: d2, total: "1650", figure: "12"}}, nil},
		{"a rounded figure is held to nothing", []row{{day: d1, total: "1600"}, {day: d2, total: "1650", figure: "~40"}}, nil},
		{"an open total carries no daily difference", []row{{day: d1, total: "1600+"}, {day: d2, total: "1650", figure: "12"}}, nil},
		{"a total of two numbers carries none", []row{{day: d1, total: "1600-1610"}, {day: d2, total: "1650", figure: "12"}}, nil},
		{"the first figure has no total before it", []row{{day: d1, total: "100", figure: "100"}}, nil},
		{"a total that goes down", []row{{day: d1, total: "100"}, {day: d2, total: "90"}},
			[]string{"series-regression: ministry: the total goes down from 100 (2023-12-01) to 90 (2023-12-02)"}},
		{"a total that goes down to half", []row{{day: d1, total: "100"}, {day: d2, total: "50"}},
			[]string{"series-regression: ministry: the total goes down from 100 (2023-12-01) to 50 (2023-12-02)"}},
		{"a total below half starts again", []row{{day: d1, total: "100"}, {day: d2, total: "49"}},
			[]string{"series-reset: ministry: the counter starts again, from 100 (2023-12-01) to 49 (2023-12-02): a new phase, no correction"}},
		{"a phase that starts again near where the last one ended", []row{{day: d1, total: "100", phase: "1"}, {day: d2, total: "90", phase: "2"}},
			[]string{"series-reset: ministry: the counter starts again, from 100 (2023-12-01) to 90 (2023-12-02) (phase 1 to phase 2): a new phase, no correction"}},
		{"no step across phases", []row{{day: d1, total: "100", phase: "1"}, {day: d2, total: "110", figure: "3", phase: "2"}}, nil},
		{"an open total above a lower one is no fall", []row{{day: d1, total: "100+"}, {day: d2, total: "90+"}}, nil},
		{"a fall below a total that is open", []row{{day: d1, total: "100+"}, {day: d2, total: "90"}},
			[]string{"series-regression: ministry: the total goes down from 100 or more (2023-12-01) to 90 (2023-12-02)"}},
		{"the compiler's own total goes down", []row{{day: d1, total: "80", filled: "100", wide: true}, {day: d2, total: "85", filled: "90", wide: true}},
			[]string{"series-regression: ministry: the total goes down from 100 (2023-12-01) to 90 (2023-12-02)"}},
		{"a figure of three kinds", []row{{day: d1, total: "100"}, {day: d2, total: "123", figure: "23", parts: []string{"14 recovered", "5 succumbed", "4 new"}}},
			[]string{"series-parts: ministry, 2023-12-02: 23 = 14 recovered + 5 succumbed + 4 new: not all of them died in the period"}},
		{"parts that sum to more", []row{{day: d1, total: "100"}, {day: d2, total: "123", figure: "23", parts: []string{"14 recovered", "5 succumbed", "5 new"}}},
			[]string{"series-parts: ministry, 2023-12-02: the parts sum to 24, more than 23"}},
		{"parts that are not all of it", []row{{day: d1, total: "100"}, {day: d2, total: "123", figure: "23", parts: []string{"14 recovered", "5 succumbed"}}}, nil},
		{"one part alone", []row{{day: d1, total: "100"}, {day: d2, total: "123", figure: "23", parts: []string{"23 recovered"}}}, nil},
	} {
		var checks []string
		for _, check := range toll.Checks() {
			if strings.HasPrefix(check.ID, "series-") {
				checks = append(checks, check.ID)
			}
		}
		got := strings.TrimSpace(saysAll(findings(t, compiled(newStory(t), c.rows...), checks...)))
		if want := strings.Join(c.want, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, want)
		}
	}
}

// A data set's series of some of the people is a series: of the women among
// the killed the total can go down as well.
func TestASeriesOfAPartIsChecked(t *testing.T) {
	s := newStory(t)
	women := func(c *cairn.Claim) { c.Baseline.Series, c.Victims = "women", &cairn.Victims{Group: "women"} }
	for day, n := range map[string][2]string{d1: {"100", "40"}, d2: {"110", "38"}} {
		ministry := by("the ministry", "government")
		s.report(day, "Data Set", day, killed(day+"t", n[0], ministry, series("", true), on("2023-10-07/"+day)),
			killed(day+"w", n[1], ministry, series("", true), women, on("2023-10-07/"+day), relates(cairn.OfWhich, day+"t")))
	}
	if got := saysAll(findings(t, s, "series-regression")); got != "series-regression: women: the total goes down from 40 (2023-12-01) to 38 (2023-12-02)\n" {
		t.Errorf("findings %s", got)
	}
}

// What stands in a series, and what it is called.
func TestTotalsAreGatheredIntoSeries(t *testing.T) {
	dead := func(id, count string, opts ...func(*cairn.Claim)) cairn.Claim { return killed(id, count, opts...) }
	s := newStory(t)
	s.report("a", "A", "2015-09-19",
		dead("t1", "71", bySOHR, sinceDay("2015-09-09"), at(idlib)),
		dead("t2", "30", bySOHR, sinceDay("2015-09-09"), at(idlib), relates(cairn.OfWhich, "t1")), // a part of another total
		dead("t3", "250001+", by("UN", "un"), cumulative("", "the uprising")),
		dead("t4", "12", bySOHR, during("2015-09-01/2015-09-10"), at(idlib), of("civilian")),
		dead("t5", "40", by("UN", "un"), cumulative("2011-03-15", ""), stance(cairn.Denied)),
		dead("t6", "", by("UN", "un"), cumulative("2011-03-15", "")))
	s.report("b", "B", "2015-09-21",
		dead("u1", "~80", bySOHR, said("2015-09-20"), sinceDay("2015-09-09"), at(idlib)),
		dead("u2", "5", bySOHR, as(cairn.Injured), sinceDay("2015-09-09"), at(idlib), relates(cairn.OfWhich, "u1"))) // of another measure: a total of its own
	s.report("c", "C", "2015-09-22", dead("v1", "90", bySOHR, sinceDay("2015-09-09"), at(idlib)))
	got, err := reject(s, "v1").index().Series(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, one := range got {
		for _, p := range one.Points {
			kind := "closed"
			if p.Running {
				kind = "running"
			}
			if p.Rounded {
				kind += " rounded"
			}
			lines = append(lines, strings.Join([]string{one.Name, one.People, string(p.Start) + "/" + string(p.Day), "said " + string(p.Said), kind, toll.RangeText(*p.Count), p.Claim.Claim}, "|"))
		}
	}
	want := []string{
		"Syrian Observatory for Human Rights: injured in Idlib since 2015-09-09||2015-09-09/2015-09-21|said 2015-09-21|running|5|u2",
		"Syrian Observatory for Human Rights: killed in Idlib||2015-09-01/2015-09-10|said 2015-09-19|closed|12|t4",
		"Syrian Observatory for Human Rights: killed in Idlib since 2015-09-09||2015-09-09/2015-09-19|said 2015-09-19|running|71|t1",
		"Syrian Observatory for Human Rights: killed in Idlib since 2015-09-09||2015-09-09/2015-09-21|said 2015-09-20|running rounded|75 to 84|u1",
		"UN: killed since the uprising||/2015-09-19|said 2015-09-19|running|250,001 or more|t3",
	}
	want[1] = strings.Replace(want[1], "||", "|civilian|", 1)
	if text := strings.Join(lines, "\n"); text != strings.Join(want, "\n") {
		t.Errorf("series\n%s\nwant\n%s", text, strings.Join(want, "\n"))
	}
	if _, err := s.index().Series(toll.Query{Select: toll.Selection{Measures: []cairn.Measure{"wounded"}}}); err == nil {
		t.Error("a measure that is none is taken")
	}
}

// A toll of one series stands only where it is the one of everybody, or the
// only one of a group, and nothing narrows the question.
func TestWhenOneSeriesIsTheToll(t *testing.T) {
	other := func(c *cairn.Claim) { c.Baseline.Series = "another" }
	children := func(c *cairn.Claim) { c.Victims = &cairn.Victims{Group: "children"} }
	total := func(id, count string, opts ...func(*cairn.Claim)) cairn.Claim {
		return killed(id, count, append([]func(*cairn.Claim){by("the ministry", "government"), series("1", true), on("2024-01-02")}, opts...)...)
	}
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		q      toll.Query
		want   string
	}{
		{"one series", []cairn.Claim{total("t", "100")}, toll.Query{}, "killed 100, best 100"},
		{"one of everybody and one of children", []cairn.Claim{total("t", "100"), total("u", "40", children)}, toll.Query{}, "killed 100, best 100"},
		{"one of children alone", []cairn.Claim{total("u", "40", children)}, toll.Query{}, "killed 40, best 40"},
		{"one of everybody and one of the starved among them", []cairn.Claim{total("t", "100"), total("u", "40", other, relates(cairn.OfWhich, "t"))}, toll.Query{}, "killed 100, best 100"},
		{"two of everybody", []cairn.Claim{total("t", "100"), total("u", "90", other)}, toll.Query{}, ""},
		{"two groups", []cairn.Claim{total("t", "60", of("civilian")), total("u", "40", children)}, toll.Query{}, ""},
		{"two measures", []cairn.Claim{total("t", "100"), total("u", "300", as(cairn.Injured))}, toll.Query{}, "killed 100, best 100\ninjured 300, best 300"},
		{"figures of days without a running total", []cairn.Claim{total("t", "100", func(c *cairn.Claim) { c.Scope = cairn.ScopeAggregate })}, toll.Query{}, ""},
		{"a running total that bounds nothing", []cairn.Claim{total("t", "countless")}, toll.Query{}, ""},
		{"at least 100", []cairn.Claim{total("t", "100+")}, toll.Query{}, "killed 100 or more, best 100"},
		{"in a place", []cairn.Claim{total("t", "100")}, toll.Query{Select: toll.Selection{Place: &idlib}}, ""},
		{"by an actor", []cairn.Claim{total("t", "100")}, toll.Query{Select: toll.Selection{Actor: nusra}}, ""},
		{"by month", []cairn.Claim{total("t", "100")}, toll.Query{Group: []toll.Dimension{toll.ByMonth}}, ""},
	} {
		s := newStory(t)
		s.report("a", "Data Set", "2024-01-02", c.claims...)
		c.q.Policy = policy(t, "series")
		if got := totals(t, s, c.q); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	s := newStory(t)
	s.report("a", "Data Set", "2024-01-02", total("t", "100"), killed("k", "3", bySOHR))
	s.incident("i", "2024-01-01", "", "k")
	if got := totals(t, s, toll.Query{Policy: policy(t, "series")}); got != "killed 3, best 3" {
		t.Errorf("a record with incidents has %q", got)
	}
}

func TestASeriesOfEachPlaceHasItsOwnToll(t *testing.T) {
	s := newStory(t)
	north, south := cairn.Locus{Name: "Northland", Kind: "country", Country: "XN"}, cairn.Locus{Name: "Southland", Kind: "country", Country: "XS"}
	for i, day := range []string{"2031-01-01", "2031-01-02"} {
		s.report("n"+day, "Compiler", day, killed("n"+day, strconv.Itoa(10+i), bySOHR, series("", true), at(north), on("2030-12-01/"+day)))
		s.report("s"+day, "Compiler", day, killed("s"+day, strconv.Itoa(30+i), bySOHR, series("", true), at(south), on("2030-12-01/"+day)))
	}
	x := s.index()
	for _, c := range []struct {
		where *cairn.Locus
		want  string
	}{{nil, ""}, {&north, "11, best 11"}, {&south, "31, best 31"}} {
		got, err := x.Toll(toll.Query{Policy: policy(t, "series"), Select: toll.Selection{Place: c.where}})
		if err != nil {
			t.Fatal(err)
		}
		if said := ""; len(got.Totals) == 1 {
			if said = text(got.Totals[0].Range); said != c.want {
				t.Errorf("%v: %s, want %q", c.where, said, c.want)
			}
		} else if c.want != "" || len(got.Totals) > 0 {
			t.Errorf("%v: %s, want %q", c.where, asJSON(got.Totals), c.want)
		}
	}
}
