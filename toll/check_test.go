package toll_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

// line is a part of a breakdown with its words.
func line(id, words, count string, opts ...func(*cairn.Claim)) cairn.Claim {
	return killed(id, count, append(opts, func(c *cairn.Claim) { c.Victims = &cairn.Victims{Words: cairn.Words{Text: words}} })...)
}

func series(phase string, running bool) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Scope = cairn.ScopeAggregate
		if running {
			c.Scope = cairn.ScopeCumulative
		}
		c.Baseline = &cairn.Baseline{Series: "ministry", Phase: phase}
	}
}

// days is a series: each day's running total and, where not empty, its figure.
func days(s *story, rows ...[4]string) *story {
	for _, r := range rows {
		day, total, figure, phase := r[0], r[1], r[2], r[3]
		ministry := by("the ministry", "government")
		var claims []cairn.Claim
		if total != "" {
			claims = append(claims, killed(day+"t", total, ministry, series(phase, true), on(day)))
		}
		if figure != "" {
			claims = append(claims, killed(day+"d", figure, ministry, series(phase, false), on(day)))
		}
		s.report("row "+day, "Data Set", day, claims...)
	}
	return s
}

func named(name string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.Victims = &cairn.Victims{Persons: []cairn.Person{{Name: name}}} }
}

// A check is tested by a record that it speaks of and one, as like it as can
// be, of which it says nothing.
var checkCases = map[string]struct{ yes, no func(*story) }{
	"total-itemised": {
		func(s *story) { s.copy(september(s.t)) },
		func(s *story) { // the dead of a whole war are not held against one incident
			s.report("a", "A", "2015-09-19", killed("k", "45", bySOHR, at(airBase)), killed("w", "250001+", by("UN", "un"), cumulative("2011-03-15", ""), at(syria)))
			s.incident("i", "2015-09-18", "", "k").Place = &airBase
		}},
	"total-below-parts": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "45", bySOHR, at(airBase)), killed("t", "40", bySOHR, cumulative("2015-09-09", ""), at(idlib)))
			s.incident("i", "2015-09-18", "", "k").Place = &airBase
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "45", bySOHR, at(airBase)), killed("t", "45", bySOHR, cumulative("2015-09-09", ""), at(idlib)))
			s.incident("i", "2015-09-18", "", "k").Place = &airBase
		}},
	"total-as-event": {
		func(s *story) { s.copy(september(s.t)) },
		func(s *story) { s.copy(seed(s.t)) }},
	"breakdown-sum": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", line("p1", "civilians", "30"), line("p2", "fighters", "20"), killed("w", "45", relates(cairn.Covers, "p1", "p2")))
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", line("p1", "civilians", "30"), line("p2", "fighters", "15"), killed("w", "45", relates(cairn.Covers, "p1", "p2")))
		}},
	"subset-above-total": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("w", "6"), killed("p", "10", relates(cairn.OfWhich, "w")))
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("w", "6+"), killed("p", "10", relates(cairn.OfWhich, "w")))
		}},
	"low-best-high": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "45"))
			low, high := int64(9), int64(5)
			s.incident("i", "2015-09-18", "", "k").Killed = &cairn.Range{Low: &low, High: &high}
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "45"))
			low, high := int64(5), int64(9)
			s.incident("i", "2015-09-18", "", "k").Killed = &cairn.Range{Low: &low, High: &high}
		}},
	"same-people-twice": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "1", named("Sami Haddad")), killed("l", "1", named("Sami  Haddad")))
			s.incident("i", "2015-09-18", "", "k")
			s.incident("j", "2015-09-10", "", "l")
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "1", named("Sami Haddad")), killed("l", "1", named("Samir Haddad")))
			s.incident("i", "2015-09-18", "", "k")
			s.incident("j", "2015-09-10", "", "l")
		}},
	"may-overlap": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9"), killed("l", "8"))
			s.incident("i", "2015-09-18", "", "k").Overlaps = []cairn.Overlap{{With: "j", UpTo: 5}}
			s.incident("j", "2015-09-10", "", "l").Overlaps = []cairn.Overlap{{With: "i", UpTo: 5}}
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9"), killed("l", "8"))
			s.incident("i", "2015-09-18", "", "k")
			s.incident("j", "2015-09-10", "", "l")
		}},
	"neighbouring-days": {
		func(s *story) { twoRows(s, "2016-03-08", "19") },
		func(s *story) { twoRows(s, "2016-03-10", "19") },
	},
	"two-perpetrators": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", by("Civil Defence", "medical"), doneBy("Islamic State")))
			s.incident("i", "2015-09-18", "", "k", "l")
		},
		func(s *story) { // one of joint perpetrators is no contradiction
			s.report("a", "A", "2015-09-19", killed("k", "9", bySOHR, doneBy(nusra)), killed("l", "9", by("Civil Defence", "medical"), func(c *cairn.Claim) {
				c.Perpetrator = &cairn.Party{With: []cairn.Party{{Actor: nusra}, {Actor: "Jund al-Aqsa"}}}
			}))
			s.incident("i", "2015-09-18", "", "k", "l")
		}},
	"repeats-otherwise": {
		func(s *story) { s.copy(september(s.t)) },
		func(s *story) { s.copy(seed(s.t)) }},
	"round-one-root": {
		func(s *story) {
			for _, p := range []string{"A", "B", "C"} {
				s.report(p, p, "2015-09-19", killed(p, "250001+", by("UN officials", "un"), cumulative("2011-03-15", "")))
				s.rec.Reports[len(s.rec.Reports)-1].Claims[0].Count.Qualifier = cairn.MoreThan
			}
		},
		func(s *story) {
			for i, p := range []string{"A", "B", "C"} {
				s.report(p, p, "2015-09-19", killed(p, "250000", by(fmt.Sprint("root ", i), "ngo"), cumulative("2011-03-15", "")))
			}
		}},
	"date-after-report": {
		func(s *story) { s.report("a", "A", "2015-09-19", killed("k", "9", on("2015-09-20"))) },
		func(s *story) { s.report("a", "A", "2015-09-19", killed("k", "9", on("2015-09-19"))) }},
	"date-long-before-report": {
		func(s *story) { s.report("a", "A", "2015-09-19", killed("k", "9", on("2014-09-17"))) },
		func(s *story) { s.report("a", "A", "2015-09-19", killed("k", "9", on("2014-09-18"))) }},
	"place-outside": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9", at(airBase)), killed("l", "9", at(hama)))
			s.incident("i", "2015-09-18", "", "k", "l")
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("k", "9", at(airBase)), killed("l", "9", at(idlib)))
			s.incident("i", "2015-09-18", "", "k", "l")
		}},
	"series-regression": {
		func(s *story) { days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "99", "", ""}) },
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "100", "", ""})
		}},
	"series-reset": {
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "49", "", ""})
		},
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "50", "", ""})
		}},
	"series-step": {
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "110", "11", ""})
		},
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "110", "10", ""})
		}},
	"series-stale": {
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "100", "7", ""})
		},
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "100", "0", ""})
		}},
	"series-gap": {
		func(s *story) { gap(s, "6") },
		func(s *story) { gap(s, "5") }},
	"series-parts": {
		func(s *story) { figureOfParts(s, "14", "9") },
		func(s *story) { figureOfParts(s, "23") }},
	"series-source": {
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""})
			s.report("x", "Data Set", "2024-01-02", killed("t2", "101", by("the media office", "government"), series("", true), on("2024-01-02")))
		},
		func(s *story) {
			days(s, [4]string{"2024-01-01", "100", "", ""}, [4]string{"2024-01-02", "101", "", ""})
		}},
	"series-baselines": {
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("t", "40", bySOHR, cumulative("2015-01-01", ""), at(idlib)), killed("u", "400", bySOHR, cumulative("2014-01-01", ""), at(idlib)))
		},
		func(s *story) {
			s.report("a", "A", "2015-09-19", killed("t", "40", bySOHR, cumulative("2015-01-01", ""), at(idlib)), killed("u", "400", bySOHR, cumulative("2015-01-01", ""), at(idlib), as(cairn.Injured)))
		}},
	"order-differs": {
		func(s *story) {
			s.copy(idlibFalls(s.t))
			s.report("r9", "Post", "2015-09-19", control("first", "lost", army, idlib, extent("complete"), nth(1, 14), on("2015-09-09")))
		},
		func(s *story) { s.copy(idlibFalls(s.t)) }},
}

func (s *story) copy(o *story) {
	s.rec, s.links, s.order, s.byClaim = o.rec, o.links, o.order, o.byClaim
}

func figureOfParts(s *story, parts ...string) {
	claims := []cairn.Claim{killed("d", "23", by("the ministry", "government"), series("", false), on("2024-01-02"))}
	for i, p := range parts {
		claims = append(claims, line(fmt.Sprint("p", i), fmt.Sprint("kind ", i), p, series("", false), relates(cairn.OfWhich, "d")))
	}
	s.report("a", "Data Set", "2024-01-02", claims...)
}

// gap is a series with a day that only the compiler fills.
func gap(s *story, filled string) {
	days(s, [4]string{"2024-01-01", "100", "", ""})
	s.report("fill", "Data Set", "2024-01-02", killed("f", filled, series("", false), on("2024-01-02")))
	days(s, [4]string{"2024-01-03", "110", "4", ""})
}

func TestEveryCheckSpeaksAndIsSilent(t *testing.T) {
	for _, c := range toll.Checks() {
		cases, ok := checkCases[c.ID]
		if !ok {
			t.Errorf("check %s has no case", c.ID)
			continue
		}
		yes, no := newStory(t), newStory(t)
		cases.yes(yes)
		cases.no(no)
		if f := findings(t, yes, c.ID); len(f) == 0 {
			t.Errorf("%s says nothing of a record that it is about", c.ID)
		}
		if f := findings(t, no, c.ID); len(f) != 0 {
			t.Errorf("%s speaks of a record that it is not about: %s", c.ID, saysAll(f))
		}
	}
}

func TestEveryCheckHasItsPage(t *testing.T) {
	page, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range toll.Checks() {
		if !strings.Contains(string(page), "\n## "+c.ID+"\n") {
			t.Errorf("docs/checks.md has no section %q", c.ID)
		}
	}
}

func TestANestedLineIsNamed(t *testing.T) {
	// The whole is a fifth too small, and the surplus is exactly one line.
	s := newStory(t)
	s.report("a", "Monitor", "2015-02-06",
		line("c", "civilians", "1200"), line("f", "rebel fighters", "300"), line("a1", "soldiers", "500"),
		killed("w", "1700", relates(cairn.Covers, "c", "f", "a1")))
	found := findings(t, s, "breakdown-sum")
	if len(found) != 1 || !strings.Contains(found[0].Says, `the parts sum to 2,000, 300 more than the 1,700 stated; that is exactly the line "rebel fighters", so it is nested in another line and counted twice in the sum (most likely in "civilians"`) {
		t.Errorf("findings %s", saysAll(found))
	}
}

func TestOrdersThatReportsCountDifferently(t *testing.T) {
	for of, want := range map[int64]string{14: "", 13: "order-differs: Idlib is said to be number 2 of 14 and number 2 of 13 to fall from Syrian Army\n"} {
		s := idlibFalls(t)
		s.report("r9", "Post", "2015-09-19", control("again", "lost", army, idlib, extent("complete"), nth(2, of), on("2015-09-09")))
		if got := saysAll(findings(t, s, "order-differs")); got != want {
			t.Errorf("of %d: %q, want %q", of, got, want)
		}
	}
}

func TestAFindingIsAcknowledgedWithAReason(t *testing.T) {
	s := september(t)
	before := findings(t, s, "total-as-event")
	s.rec.Decisions = append(s.rec.Decisions, cairn.Decision{Seq: 99, Verdict: cairn.Ack, Targets: []string{before[0].ID}, Reason: "known", By: "ana"})
	after := findings(t, s, "total-as-event")
	if after[0].ID != before[0].ID || after[0].Acknowledged == nil || after[0].Acknowledged.By != "ana" || after[0].Acknowledged.Reason != "known" {
		t.Errorf("finding %s", asJSON(after[0]))
	}
}

func TestIdsOfFindingsAreTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		x, err := toll.NewIndex(s.record())
		if err != nil {
			t.Fatal(err)
		}
		found, err := x.Check(toll.Query{})
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{}
		for _, f := range found {
			ids = append(ids, f.ID)
		}
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Fatalf("two findings share an id: %s", saysAll(found))
		}
	})
}

// twoRows is two rows of one data set about one town: 19 on 7 March 2016, and
// another number on another day.
func twoRows(s *story, day, count string) {
	for i, row := range [][2]string{{"2016-03-07", "19"}, {day, count}} {
		id := fmt.Sprint("row", i)
		s.report("r"+id, "Data Set", "2016-12-31", killed(id, row[1], on(row[0]), func(c *cairn.Claim) {
			c.Rule = "exchange.ged"
			c.Place = &cairn.Locus{Name: "Old Bridge", Admin1: "North", Precision: "exact"}
		}))
		s.incident("i"+id, row[0], "", id)
	}
}

func TestNeighbouringDaysSayWhereAndHowManyMore(t *testing.T) {
	s := newStory(t)
	twoRows(s, "2016-03-08", "19")
	found := findings(t, s, "neighbouring-days")
	if len(found) != 1 || found[0].Says != "Data Set has 19 killed at Old Bridge on 2016-03-07 and again on 2016-03-08: one act told twice, or two" || found[0].Steps[0] != "no other pair of its kind" {
		t.Errorf("findings %s", saysAll(found))
	}
	for _, other := range []string{"2016-03-09", "2017-03-08"} {
		s := newStory(t)
		twoRows(s, other, "19")
		if found := findings(t, s, "neighbouring-days"); len(found) != 0 {
			t.Errorf("7 March and %s: %s", other, saysAll(found))
		}
	}
	s = newStory(t)
	twoRows(s, "2016-03-08", "20")
	if found := findings(t, s, "neighbouring-days"); len(found) != 0 {
		t.Errorf("19 and 20: %s", saysAll(found))
	}
}
