package toll_test

import (
	"fmt"
	"testing"

	"cairn"
	"cairn/toll"
)

// decide is one decision about one target.
func decide(seq int64, v cairn.Verdict, target string, fields ...string) cairn.Decision {
	e := cairn.Decision{Seq: seq, Verdict: v, Targets: []string{target}, By: "ana", Reason: "seen"}
	for i := 0; i+1 < len(fields); i += 2 {
		if e.Fields == nil {
			e.Fields = map[string]string{}
		}
		e.Fields[fields[i]] = fields[i+1]
	}
	return e
}

func TestWhatADecisionDoesToAFigure(t *testing.T) {
	for _, c := range []struct {
		why       string
		decisions []cairn.Decision
		want      string
	}{
		{"nothing decided", nil, "30 to 45, best 45"},
		{"a claim rejected", []cairn.Decision{decide(9, cairn.Reject, "k")}, "45, best 45"},
		{"rejected, then confirmed", []cairn.Decision{decide(9, cairn.Reject, "k"), decide(10, cairn.Confirm, "k")}, "30 to 45, best 45"},
		{"rejected, and that undone", []cairn.Decision{decide(9, cairn.Reject, "k"), decide(10, cairn.Undo, "9")}, "30 to 45, best 45"},
		{"the undoing undone", []cairn.Decision{decide(9, cairn.Reject, "k"), decide(10, cairn.Undo, "9"), decide(11, cairn.Undo, "10")}, "45, best 45"},
		{"a count corrected", []cairn.Decision{decide(9, cairn.Correct, "k", "count", "31+")}, "31 to 45 or more, best 45"},
		{"corrected twice: the later stands", []cairn.Decision{decide(9, cairn.Correct, "k", "count", "31"), decide(10, cairn.Correct, "k", "count", "32-33")}, "32 to 45, best 45"},
		{"a count that is none changes nothing", []cairn.Decision{decide(9, cairn.Correct, "k", "count", "many")}, "30 to 45, best 45"},
		{"a measure corrected", []cairn.Decision{decide(9, cairn.Correct, "k", "measure", "injured")}, "45, best 45"},
		{"a scope corrected", []cairn.Decision{decide(9, cairn.Correct, "l", "scope", "background")}, "30, best 30"},
		{"a stance corrected", []cairn.Decision{decide(9, cairn.Correct, "l", "stance", "denied")}, "30, best 30"},
		{"the outlet registered as gathering its own information", []cairn.Decision{decide(9, cairn.Register, "Paper", "primary", "true")}, "30 to 60, best 45"},
		{"its root registered as a party", []cairn.Decision{decide(9, cairn.Register, "Civil Defence", "party", "true")}, "30, best 30"},
		{"the incident rejected", []cairn.Decision{decide(9, cairn.Reject, "i")}, "none"},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := newStory(t)
			s.report("a", "Paper", "2015-09-19", killed("k", "30", by("activists", "activist")), killed("l", "45", by("Civil Defence", "medical")), killed("m", "60"))
			s.incident("i", "2015-09-18", "", "k", "l", "m")
			s.rec.Decisions = c.decisions
			got := "none"
			if list, err := s.index().Toll(toll.Query{Select: toll.Selection{Measures: []cairn.Measure{cairn.Killed}}}); err != nil {
				t.Fatal(err)
			} else if len(list.Totals) > 0 {
				got = text(list.Totals[0].Range)
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestWhoAndWhenCanBeCorrected(t *testing.T) {
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR, doneBy(nusra), of("civilian"), on("2015-09-18")))
	s.incident("i", "", "", "k")
	q := toll.Query{Group: []toll.Dimension{toll.ByActor, toll.ByDay}}
	status := toll.Query{Group: []toll.Dimension{toll.ByStatus}}
	if got := totals(t, s, q); got != "Jabhat al-Nusra, 2015-09-18 killed 30, best 30\nkilled 30, best 30" {
		t.Errorf("as coded: %s", got)
	}
	s.rec.Decisions = []cairn.Decision{decide(9, cairn.Correct, "k", "perpetrator", army, "time", "2015-09-17", "victims.status", "armed_forces")}
	if got := totals(t, s, q); got != "Syrian Army, 2015-09-17 killed 30, best 30\nkilled 30, best 30" {
		t.Errorf("as corrected: %s", got)
	}
	if got := totals(t, s, status); got != "armed_forces killed 30, best 30\nkilled 30, best 30" {
		t.Errorf("as corrected: %s", got)
	}
	s.rec.Decisions = []cairn.Decision{decide(9, cairn.Correct, "k", "perpetrator", "")}
	if got := totals(t, s, q); got != "not said, 2015-09-18 killed 30, best 30\nkilled 30, best 30" {
		t.Errorf("taken away: %s", got)
	}
	if c := s.rec.Reports[0].Claims[0]; c.Perpetrator.Actor != nusra || c.Victims.Status != "civilian" {
		t.Error("a correction changed the claim itself")
	}
}

func TestPublishedByHoldsTheDayItself(t *testing.T) {
	s := fighting(t)
	for day, want := range map[cairn.Day]string{"2015-09-18": "", "2015-09-19": "killed 57, best 57", "2015-10-01": "killed 57, best 57", "2015-10-02": "killed 61, best 61"} {
		q := toll.Query{PublishedBy: day}
		if got := totals(t, s, q); got != want {
			t.Errorf("published by %s: %q, want %q", day, got, want)
		}
		figures, err := s.index().Figures("n", q)
		if err != nil {
			t.Fatal(err)
		}
		if (len(figures) > 0) != (day == "2015-10-02") {
			t.Errorf("published by %s: %d figures of the last incident", day, len(figures))
		}
	}
}

func TestARecordThatContradictsItselfIsRefused(t *testing.T) {
	for why, spoil := range map[string]func(*toll.Record){
		"a report that is not there": func(r *toll.Record) { r.Linked[0].LinkedIncident.Reports[0].ID = "nowhere" },
		"a claim that is not there":  func(r *toll.Record) { r.Linked[0].LinkedIncident.Reports[0].Claims[0] = "nothing" },
		"a report twice":             func(r *toll.Record) { r.Reports = append(r.Reports, r.Reports[0]) },
		"an incident twice":          func(r *toll.Record) { r.Linked = append(r.Linked, r.Linked[0]) },
	} {
		rec := fighting(t).record()
		spoil(&rec)
		if _, err := toll.NewIndex(rec); err == nil {
			t.Errorf("%s: no error", why)
		}
	}
}

func TestQuestionsThatCannotBeAnsweredAreRefused(t *testing.T) {
	x := fighting(t).index()
	for why, q := range map[string]toll.Query{
		"an unknown dimension":         {Group: []toll.Dimension{"colour"}},
		"one dimension twice":          {Group: []toll.Dimension{toll.ByActor, toll.ByActor}},
		"three dimensions":             {Group: []toll.Dimension{toll.ByActor, toll.ByMonth, toll.ByPlace}},
		"two of victims":               {Group: []toll.Dimension{toll.ByStatus, toll.ByCondition}},
		"an unknown measure":           {Select: toll.Selection{Measures: []cairn.Measure{"hurt"}}},
		"an unknown incident":          {Select: toll.Selection{Incidents: []string{"x"}}},
		"a period that ends too early": {Select: toll.Selection{From: "2015-09-02", To: "2015-09-01"}},
	} {
		if _, err := x.Toll(q); err == nil {
			t.Errorf("%s: no error", why)
		}
	}
	if _, err := x.Check(toll.Query{}, "no-such-check"); err == nil {
		t.Error("an unknown check: no error")
	}
}

func TestAPlaceOutsideItsProvinceIsFoundByTheGazetteer(t *testing.T) {
	inIdlib := func(l cairn.Locus) string {
		if l.ID == "foua" && l.Admin1 != "Idlib" {
			return "Idlib"
		}
		return ""
	}
	for province, want := range map[string]string{"Idlib": "", "Hama": "place-outside: Paper puts Foua in Hama, where the gazetteer finds it in Idlib\n"} {
		s := newStory(t)
		town := cairn.Locus{ID: "foua", Name: "Foua", Kind: "town", Country: "SY", Admin1: province}
		s.report("a", "Paper", "2015-09-19", killed("k", "9", at(town)), killed("l", "8", at(town)))
		s.report("b", "Paper", "2015-09-20", killed("m", "7", at(town)))
		found, err := s.index().Check(toll.Query{Outside: inIdlib}, "place-outside")
		if err != nil {
			t.Fatal(err)
		}
		if got := saysAll(found); got != want {
			t.Errorf("Foua in %s: %q, want %q", province, got, want)
		}
		if want != "" && len(found[0].Claims) != 3 {
			t.Errorf("%d claims behind it, want all three", len(found[0].Claims))
		}
		if asked := findings(t, s, "place-outside"); len(asked) != 0 {
			t.Errorf("without a gazetteer: %s", saysAll(asked))
		}
	}
}

func TestContainmentByTheDivisionsThatPlacesName(t *testing.T) {
	district := cairn.Locus{Name: "Idleb District", Kind: "admin2", Country: "SY", Admin1: "Idlib"}
	village := cairn.Locus{Name: "Foua", Kind: "village", Country: "SY", Admin1: "Idlib", Admin2: "Idleb District"}
	city := cairn.Locus{Name: "Idlib", Kind: "town", Country: "SY", Admin1: "Idlib"}
	turkey := cairn.Locus{Name: "Turkey", Kind: "country", Country: "TR"}
	for _, c := range []struct {
		inner, outer cairn.Locus
		want         bool
	}{
		{village, district, true}, {village, idlib, true}, {village, syria, true}, {village, turkey, false}, {village, hama, false},
		{idlib, village, false}, {syria, idlib, false}, {city, idlib, true}, {idlib, city, false}, {idlib, idlib, true}, {airBase, foua, false},
		{village, cairn.Locus{Words: cairn.Words{Text: "Idlib"}}, true}, {syria, cairn.Locus{Words: cairn.Words{Text: "Idlib"}}, false},
	} {
		if got := toll.Within(c.inner, c.outer); got != c.want {
			t.Errorf("%s %s in %s %s: %v", c.inner.Kind, c.inner.Name, c.outer.Kind, c.outer.Name+c.outer.Text, got)
		}
	}
}

func TestFiguresSurviveNumbersBeyondCounting(t *testing.T) {
	const most = "9223372036854775807"
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", most, bySOHR), killed("l", most, bySOHR), killed("m", "~"+most, bySOHR))
	s.incident("i", "2015-09-18", "", "k")
	s.incident("j", "2015-09-17", "", "l")
	s.incident("n", "2015-09-16", "", "m")
	got, err := s.index().Toll(toll.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if r := got.Totals[0].Range; fmt.Sprint(*r.Low, *r.High) != most+" "+most {
		t.Errorf("sum %d to %d", *r.Low, *r.High)
	}
}
