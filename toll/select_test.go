package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

func TestWhatASelectionTakes(t *testing.T) {
	how := func(act, means string) func(*cairn.Claim) {
		return func(c *cairn.Claim) { c.Act, c.Means = act, means }
	}
	s := newStory(t)
	s.report("a", "Paper", "2015-09-30", killed("k", "1", bySOHR, how("shooting", "small_arms")), killed("l", "2", bySOHR, how("air_strike", "")),
		killed("m", "4", bySOHR, how("", "shell")), killed("n", "8", bySOHR), killed("o", "16", bySOHR))
	both := cairn.Locus{With: []cairn.Locus{foua, {Name: "Homs", Kind: "town", Country: "SY", Admin1: "Homs"}}}
	either := cairn.Locus{Or: []cairn.Locus{foua, kfarya}}
	s.incident("i", "2015-09-18", nusra, "k").Place = &airBase
	s.incident("j", "2015-09-17/2015-09-19", army, "l").Place = &hama
	s.incident("m", "2015-09-20", "", "m").Place = &both
	s.incident("n", "", "", "n").Place = &either
	s.incident("o", "2015-09-10", "", "o")
	s.links["o"].Time = &cairn.When{Period: cairn.Period{Start: "2015-09-10"}} // nobody says when it ended
	s.links["m"].Perpetrator = &cairn.Party{With: []cairn.Party{{Actor: nusra}, {Actor: "Jund al-Aqsa"}}}
	for _, c := range []struct {
		why  string
		sel  toll.Selection
		want string
		may  string // may lie outside the period
	}{
		{"all", toll.Selection{}, "31", ""},
		{"an act", toll.Selection{Act: "shooting"}, "1", ""},
		{"a means", toll.Selection{Means: "shell"}, "4", ""},
		{"an act and a means", toll.Selection{Act: "shooting", Means: "small_arms"}, "1", ""},
		{"an act with another means", toll.Selection{Act: "shooting", Means: "shell"}, "", ""},
		{"an act that nobody names", toll.Selection{Act: "drowning"}, "", ""},
		{"an actor, alone and with others", toll.Selection{Actor: nusra}, "5", ""},
		{"a province", toll.Selection{Place: &idlib}, "9", ""},
		{"a country", toll.Selection{Place: &syria}, "15", ""},
		{"a town", toll.Selection{Place: &foua}, "", ""},
		{"one day", toll.Selection{From: "2015-09-18", To: "2015-09-18"}, "1", "j n o"},
		{"three days", toll.Selection{From: "2015-09-17", To: "2015-09-19"}, "3", "n o"},
		{"from a day on", toll.Selection{From: "2015-09-18"}, "5", "j n o"},
		{"from the first day of a stretch", toll.Selection{From: "2015-09-17"}, "7", "n o"},
		{"from the day on which an open stretch begins", toll.Selection{From: "2015-09-10"}, "23", "n"},
		{"up to a day", toll.Selection{To: "2015-09-18"}, "1", "j n o"},
		{"up to the last day of a stretch", toll.Selection{To: "2015-09-19"}, "3", "n o"},
		{"before anything", toll.Selection{To: "2015-09-01"}, "", "n"},
		{"after everything", toll.Selection{From: "2015-10-01"}, "", "n o"},
		{"two incidents", toll.Selection{Incidents: []string{"i", "m"}}, "5", ""},
		{"a grade", toll.Selection{Grades: []string{"weak"}}, "31", ""},
		{"a grade that none has", toll.Selection{Grades: []string{"confirmed"}}, "", ""},
	} {
		got, err := s.index().Toll(toll.Query{Select: c.sel})
		if err != nil {
			t.Fatal(err)
		}
		sum, may := "", ""
		if len(got.Totals) > 0 {
			sum = toll.RangeText(got.Totals[0].Range)
		}
		for _, n := range got.NotCounted {
			if n.Why == "may have happened outside the period asked for" {
				may = strings.Join(n.Incidents, " ")
			}
		}
		if sum != c.want || may != c.may {
			t.Errorf("%s: %q, perhaps %q; want %q, perhaps %q", c.why, sum, may, c.want, c.may)
		}
	}
}

func TestWhichPlaceLiesInWhich(t *testing.T) {
	maarat := cairn.Locus{Name: "Maarat", Kind: "town", Country: "SY", Admin1: "Idlib", Admin2: "Maarat District"}
	for _, c := range []struct {
		why          string
		inner, outer cairn.Locus
		want         bool
	}{
		{"itself", airBase, airBase, true},
		{"a base in its province", airBase, idlib, true},
		{"a base in its country", airBase, syria, true},
		{"a province in its country", idlib, syria, true},
		{"a province in another", idlib, hama, false},
		{"a country in its province", syria, idlib, false},
		{"a base in another province", airBase, hama, false},
		{"a town in its district", maarat, cairn.Locus{Name: "Maarat District", Kind: "admin2", Country: "SY", Admin1: "Idlib"}, true},
		{"a town in a district of unknown province", maarat, cairn.Locus{Name: "Maarat District", Kind: "admin2", Country: "SY"}, true},
		{"a town in a district of the same name elsewhere", maarat, cairn.Locus{Name: "Maarat District", Kind: "admin2", Country: "SY", Admin1: "Hama"}, false},
		{"a district without a name", maarat, cairn.Locus{Kind: "admin2"}, false},
		{"a town in a town", maarat, foua, false},
		{"a site tied to the town", cairn.Locus{Name: "checkpoint near Maarat", Kind: "checkpoint", Country: "SY", Anchors: []cairn.Anchor{{Relation: "near", Name: "Maarat", ID: "gn:1"}}}, cairn.Locus{Name: "Maarat", ID: "gn:1", Kind: "town", Country: "SY"}, true},
		{"a road between two towns in one of them", cairn.Locus{Name: "road", Country: "SY", Anchors: []cairn.Anchor{{ID: "gn:1"}, {ID: "gn:2"}}}, cairn.Locus{Name: "Maarat", ID: "gn:1", Kind: "town", Country: "SY"}, false},
		{"a town in its subdistrict", cairn.Locus{Name: "Foua", Country: "SY", Admin1: "Idlib", Admin3: "Bennsh"}, cairn.Locus{Name: "Bennsh", Kind: "admin3", Country: "SY", Admin1: "Idlib", Admin2: "Idleb"}, true},
		{"a town in a province of another country", airBase, cairn.Locus{Name: "Idlib", Kind: "admin1", Country: "IQ"}, false},
		{"a town of unknown country in a country", cairn.Locus{Name: "Foua", Kind: "town"}, syria, false},
		{"nowhere in a country without a code", cairn.Locus{Name: "Foua", Kind: "town"}, cairn.Locus{Name: "Syria", Kind: "country"}, false},
		{"in words without a kind: a province", maarat, cairn.Locus{Words: cairn.Words{Text: "idlib"}}, true},
		{"in words without a kind: a district", maarat, cairn.Locus{Words: cairn.Words{Text: "Maarat District"}}, true},
		{"in words without a kind: a country's code", maarat, cairn.Locus{Words: cairn.Words{Text: "SY"}}, true},
		{"in words that are another place", maarat, cairn.Locus{Words: cairn.Words{Text: "Hama"}}, false},
		{"in no words", maarat, cairn.Locus{}, false},
		{"the same number of the gazetteer", cairn.Locus{ID: "gn:1", Name: "Foua"}, cairn.Locus{ID: "gn:1", Name: "Al-Fu'ah"}, true},
		{"another number of the gazetteer", cairn.Locus{ID: "gn:1", Name: "Foua"}, cairn.Locus{ID: "gn:2", Name: "Foua"}, false},
		{"a number on one side only", cairn.Locus{ID: "gn:1", Name: "Foua"}, cairn.Locus{Name: "foua"}, true},
		{"one name in two countries", cairn.Locus{Name: "Tripoli", Country: "LB"}, cairn.Locus{Name: "Tripoli", Country: "LY"}, false},
		{"one name, one country not said", cairn.Locus{Name: "Tripoli", Country: "LB"}, cairn.Locus{Name: "Tripoli"}, true},
		{"one name in two provinces", cairn.Locus{Name: "Saraqib", Admin1: "Idlib", Kind: "town"}, cairn.Locus{Name: "Saraqib", Admin1: "Hama", Kind: "town"}, false},
		{"one name, one province not said", cairn.Locus{Name: "Saraqib", Admin1: "Idlib", Kind: "town"}, cairn.Locus{Name: "Saraqib", Kind: "town"}, true},
		{"a town and a district of one name", cairn.Locus{Name: "Saraqib", Kind: "town"}, cairn.Locus{Name: "Saraqib", Kind: "admin3"}, false},
		{"a province and a town of one name", cairn.Locus{Name: "Idlib", Kind: "admin1"}, cairn.Locus{Name: "Idlib", Kind: "town"}, false},
		{"a country and a town of one name", cairn.Locus{Name: "Kuwait", Kind: "country"}, cairn.Locus{Name: "Kuwait", Kind: "town"}, false},
		{"a town and a seat of one name", cairn.Locus{Name: "Saraqib", Kind: "town"}, cairn.Locus{Name: "Saraqib", Kind: "seat"}, true},
		{"two places without names", cairn.Locus{Kind: "town"}, cairn.Locus{Kind: "town"}, false},
	} {
		if got := toll.Within(c.inner, c.outer); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
	}
}

// The divisions that a toll is grouped by; a joint place is in both together.
func TestTollsByDivision(t *testing.T) {
	homs := cairn.Locus{Name: "Homs", Kind: "admin1", Country: "SY"} // a province named by itself alone
	district := cairn.Locus{Name: "Harem", Kind: "admin2", Country: "SY", Admin1: "Idlib"}
	beirut := cairn.Locus{Name: "Beirut", Kind: "town", Country: "LB", Admin1: "Beirut", Admin2: "Beirut"}
	for _, c := range []struct {
		why  string
		at   cairn.Locus
		want [4]string // country, province, district, place
	}{
		{"a base", airBase, [4]string{"SY", "Idlib", "not said", "Abu al-Duhur air base"}},
		{"a province", homs, [4]string{"SY", "Homs", "not said", "Homs"}},
		{"a district", district, [4]string{"SY", "Idlib", "Harem", "Harem"}},
		{"a town", beirut, [4]string{"LB", "Beirut", "Beirut", "Beirut"}},
		{"two places of one province", cairn.Locus{With: []cairn.Locus{foua, kfarya}}, [4]string{"SY", "Idlib", "not said", "Foua + Kfarya"}},
		{"two places of two provinces", cairn.Locus{With: []cairn.Locus{foua, homs}}, [4]string{"SY", "Homs + Idlib", "not said", "Foua + Homs"}},
		{"one of two places", cairn.Locus{Or: []cairn.Locus{foua, beirut}}, [4]string{"LB + SY", "Beirut + Idlib", "Beirut", "Foua or Beirut"}},
		{"words that no gazetteer knows", cairn.Locus{Words: cairn.Words{Text: "the hill"}}, [4]string{"not said", "not said", "not said", "the hill"}},
	} {
		s := newStory(t)
		s.report("a", "Paper", "2015-09-30", killed("k", "1", bySOHR))
		s.incident("i", "2015-09-18", "", "k").Place = &c.at
		for i, d := range []toll.Dimension{toll.ByCountry, toll.ByAdmin1, toll.ByAdmin2, toll.ByPlace} {
			got, err := s.index().Toll(toll.Query{Group: []toll.Dimension{d}})
			if err != nil {
				t.Fatal(err)
			}
			if got.Cells.At(0).Keys[0] != c.want[i] {
				t.Errorf("%s by %s: %q, want %q", c.why, d, got.Cells.At(0).Keys[0], c.want[i])
			}
		}
	}
}

// Days are counted as the calendar does, leap years and all: harm of 366 days
// before is late news, and of 367 a wrong year.
func TestDaysAreCountedByTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		turn := rapid.SampledFrom([]cairn.Day{"1900-03-01", "2000-03-01", "2012-03-01", "2100-03-01"}).Draw(t, "turn") // where leap years are odd
		published := turn.Add(rapid.IntRange(-40, 400).Draw(t, "published"))
		before := rapid.IntRange(360, 372).Draw(t, "days before")
		s := newStory(t)
		s.report("a", "Paper", string(published), killed("k", "1", on(string(published.Add(-before)))))
		if got := len(findings(t, s, "date-long-before-report")); (got == 1) != (before > 366) {
			t.Fatalf("%d days before %s: %d findings", before, published, got)
		}
	})
}
