package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

// seed is one agency story: 45 from activists and from one who is named, 56
// from the Observatory, and its running total of 71.
func seed(t rapid.TB) *story {
	s := newStory(t)
	at1 := at(airBase)
	s.report("ap", "Agency", "2015-09-19",
		killed("k45", "45+", by("activists", "activist"), doneBy(nusra), of("armed_forces"), at1),
		killed("cap", "", as(cairn.Captured), by("activists", "activist"), of("armed_forces"), at1),
		killed("k56", "56", bySOHR, of("armed_forces"), at1),
		killed("k45k", "45", by("Mohammed Kanaan", "activist"), func(c *cairn.Claim) { c.Attribution[0].Named = true }, doneBy(nusra), of("armed_forces"), at1),
		killed("k71", "71", bySOHR, cumulative("2015-09-09", "the capture of the air base"), of("armed_forces"), at1),
		killed("k250", "250001+", by("UN officials", "un"), cumulative("2011-03-15", ""), at(syria)),
	)
	s.incident("i-captives", "2015-09-18", nusra, "k45", "k56", "k45k")
	s.links["i-captives"].Place = &airBase
	return s
}

func TestTheSeedStoryHasOneKillingWithItsRange(t *testing.T) {
	got, err := seed(t).index().Toll(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Totals) != 1 || text(got.Totals[0].Range) != "45 to 56 or more, best 45" {
		t.Fatalf("totals %+v", got.Totals)
	}
}

func TestCheckOfTheSeedStorySaysWhatIsItemised(t *testing.T) {
	found, err := seed(t).index().Check(toll.Query{}, "total-itemised")
	if err != nil {
		t.Fatal(err)
	}
	var says []string
	for _, f := range found {
		says = append(says, f.Says)
	}
	want := "71 killed since the capture of the air base, says Syrian Observatory for Human Rights: 56 of them itemised here, 15 not"
	if !strings.Contains(strings.Join(says, "\n"), want) {
		t.Errorf("check says\n%s\nwant\n%s", strings.Join(says, "\n"), want)
	}
}

// september is the set of example reports as they would be coded and linked:
// the battle with its 56, the captives with 41, 45 and 56, the running total.
func september(t rapid.TB) *story {
	s := newStory(t)
	s.rec.Sources = []toll.Source{{Name: "Orontes Dispatch", Primary: true}}
	soldiers, here := of("armed_forces"), at(airBase)
	s.report("02", "Meridian Press", "2015-09-10",
		killed("02-56", "56", bySOHR, soldiers, here, on("2015-09-09/2015-09-10")),
		killed("02-40", "40+", as(cairn.Captured), bySOHR, soldiers, here),
		killed("02-dozens", "dozens", as(cairn.Missing), bySOHR, soldiers, here))
	s.report("04", "Coast Courier", "2015-09-10",
		killed("04-100", "101+", by("Nusra Front statement", "armed_group"), doneBy(nusra), soldiers, stance(cairn.Claimed)))
	s.report("08", "Harbour Wire", "2015-09-19",
		killed("08-45", "45+", by("activists", "activist"), doneBy(nusra), soldiers, here),
		killed("08-56", "56", bySOHR, soldiers, here),
		killed("08-45k", "45", by("Mohammed Kanaan", "person"), doneBy(nusra), soldiers, here, on("2015-09-18")),
		killed("08-71", "71", bySOHR, cumulative("2015-09-09", "the capture"), soldiers, here),
		killed("08-250", "250001+", by("UN officials", "un"), cumulative("2011-03-15", ""), at(syria)))
	s.report("09", "Continental News Agency", "2015-09-19", killed("09-56", "56", bySOHR, soldiers, here))
	s.report("10", "Daily Lantern", "2015-09-19", killed("10-56", "56", bySOHR, soldiers, here))
	s.report("11", "River City Post", "2015-09-19", killed("11-56", "56+", bySOHR, doneBy(nusra), soldiers, here))
	s.report("12", "Orontes Dispatch", "2015-09-19", killed("12-40", "41+", doneBy(nusra), soldiers, here, on("2015-09-18")))
	s.report("13", "Evening Bearer", "2015-09-19", killed("13-71", "71", bySOHR, doneBy(nusra), soldiers, here, on("2015-09-18")))
	s.report("14", "Eastern Channel", "2015-09-19",
		killed("14-71", "71+", bySOHR, cumulative("2015-09-09", "the capture"), soldiers, here, relates(cairn.Covers, "14-56")),
		killed("14-56", "56", bySOHR, doneBy(nusra), soldiers, here))
	s.report("15", "Global Echo", "2015-09-19", killed("15-56", "56", bySOHR, doneBy("Islamic State"), soldiers, here))
	s.report("16", "Western Review", "2015-09-20", killed("16-56", "56", bySOHR, doneBy(nusra), soldiers, here))

	battle := s.incident("i-battle", "2015-09-09/2015-09-10", nusra, "02-56", "02-40", "02-dozens", "04-100")
	battle.Place = &airBase
	captives := s.incident("i-captives", "2015-09-18", nusra, "08-45", "08-56", "08-45k", "09-56", "10-56", "11-56", "12-40", "13-71", "14-56", "15-56", "16-56")
	captives.Place = &airBase
	captives.After = []string{"i-battle"}
	captives.Dissent = []cairn.Dissent{
		{Claim: "13-71", Report: "13", Field: "count", Says: "71", Root: sohr, Quote: "executed 71 captured soldiers"},
		{Claim: "15-56", Report: "15", Field: "perpetrator", Says: "Islamic State", Root: sohr, Quote: "militants shot dead 56"},
	}
	return s
}

func TestTheKillingOfTheCaptivesIs41To56Open(t *testing.T) {
	figures, err := september(t).index().Figures("i-captives", toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	f := figures[0]
	if got := text(f.Range); got != "41 to 56 or more, best 45" {
		t.Errorf("figure %s, want 41 to 56 or more, best 45", got)
	}
	var voices []string
	for _, v := range f.Voices {
		voices = append(voices, v.Root+" ("+v.Kind+"): "+v.Text)
	}
	want := []string{"Mohammed Kanaan (named): 45", "Orontes Dispatch (primary): 41 or more",
		"Syrian Observatory for Human Rights (named): 56", "activists (unnamed): 45 or more"}
	if strings.Join(voices, "\n") != strings.Join(want, "\n") {
		t.Errorf("voices\n%s\nwant\n%s", strings.Join(voices, "\n"), strings.Join(want, "\n"))
	}
	if i := f.Grades.Independence; i.Low != 3 || i.High != 4 {
		t.Errorf("independence %d to %d, want 3 to 4", i.Low, i.High)
	}
}

func TestDissentIsNeverABound(t *testing.T) {
	figures, err := september(t).index().Figures("i-captives", toll.Query{Policy: policy(t, "highest")})
	if err != nil {
		t.Fatal(err)
	}
	if got := text(figures[0].Range); got != "41 to 56 or more, best 56" {
		t.Errorf("figure %s: 71 of the dissenting report must not be in it", got)
	}
}

func TestCheckDoesNotCall71LessThan56And56(t *testing.T) {
	found, err := september(t).index().Check(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, f.Check+": "+f.Says+" | "+strings.Join(f.Steps, " | "))
	}
	text := strings.Join(all, "\n")
	t.Log(text)
	for _, want := range []string{
		"56 of them itemised here, 15 not",
		"up to 15 of them may be the same people",
		"71 is not less than 56 + 56",
		"the other 41 or more came before",
		"total-as-event: Evening Bearer gives 71 as the event",
		"repeats-otherwise: Global Echo repeats Syrian Observatory for Human Rights but says Islamic State for the perpetrator",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no finding says %q", want)
		}
	}
	if strings.Contains(text, "total-below-parts") {
		t.Error("71 is called less than its parts")
	}
}

func TestTheRunningTotalsAreAddedToNothing(t *testing.T) {
	got, err := september(t).index().Toll(toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Killed}}, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	if s := text(got.Totals[0].Range); s != "97 to 112 or more, best 101" {
		t.Errorf("total %s, want 56 + 41 to 56 + 56, best 56 + 45", s)
	}
	for _, n := range got.NotCounted {
		if strings.HasPrefix(n.Why, "a running total") && len(n.Claims) == 3 {
			return
		}
	}
	t.Errorf("the three running totals are not named as not counted: %+v", got.NotCounted)
}

func TestCaptivesWhoWereKilledAreNotStillCaptured(t *testing.T) {
	got, err := september(t).index().Toll(toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Captured}}})
	if err != nil {
		t.Fatal(err)
	}
	if s := text(got.Totals[0].Range); s != "0 or more" {
		t.Errorf("captured %s: the at least 40 may all be among the 41 to 56 killed", s)
	}
}
