package toll_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

const (
	front = "Islamic Front"
	jund  = "Jund al-Aqsa"
)

func party(names ...string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Actor = &cairn.Party{}
		for _, n := range names {
			c.Actor.With = append(c.Actor.With, cairn.Party{Actor: n})
		}
	}
}

// described is an actor by words that are no name.
func described(words string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.Actor = &cairn.Party{Words: cairn.Words{Text: words}} }
}

func fromWhom(actor string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.From = &cairn.Party{Actor: actor} }
}

// changes writes what happened to one place, and who holds it in the end.
func changes(t *testing.T, s *story, q toll.ControlQuery) string {
	x := s.index()
	lines, err := x.Control(q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, tl := range lines {
		for _, tr := range tl.Transitions {
			var who []string
			for _, a := range tr.Accounts {
				who = append(who, a.Claim.Claim)
			}
			text := strings.TrimSpace(string(tr.Time.Start) + " " + tr.Change + " " + tr.Extent + ": " + tr.From + " > " + tr.To + " (" + strings.Join(who, " ") + ")")
			if len(tr.Differ) > 0 {
				text += " but " + strings.Join(tr.Differ, "; ")
			}
			out = append(out, text)
		}
	}
	held, err := x.Holders(q)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range held {
		out = append(out, strings.TrimSpace("held by "+h.Holder+" "+h.Extent))
	}
	return strings.Join(out, "\n")
}

func TestHowAPlaceChangesHands(t *testing.T) {
	const base = "Abu al-Duhur air base"
	k := func(id, change, actor string, opts ...func(*cairn.Claim)) cairn.Claim {
		return control(id, change, actor, airBase, opts...)
	}
	day := func(d string) func(*cairn.Claim) { return on("2015-09-" + d) }
	council, activists, ministry := by("the council", "ngo"), by("activists", "activist"), by("the ministry", "military")
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		want   string
	}{
		{"captured by one and withdrawn from by the other", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "withdrew", army, day("09"))},
			"2015-09-09 captured : Syrian Army > Jabhat al-Nusra (b a)\nheld by Jabhat al-Nusra"},
		{"told a day apart", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "lost", army, day("10"))},
			"2015-09-09 captured : Syrian Army > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"told two days apart", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "lost", army, day("11"))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\n2015-09-11 lost : Syrian Army >  (b)\nheld by Jabhat al-Nusra"},
		{"a stretch that reaches the day", []cairn.Claim{k("a", "captured", nusra, on("2015-09-01/2015-09-20")), k("b", "captured", nusra, day("12"))},
			"2015-09-12 captured :  > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"nobody takes and loses a place in one change", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "lost", nusra, day("10"))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\n2015-09-10 lost : Jabhat al-Nusra >  (b)\nheld by"},
		{"two losses of one place by one side", []cairn.Claim{k("a", "lost", army, day("09")), k("b", "evacuated", army, day("09"))},
			"2015-09-09 evacuated : Syrian Army >  (b a) but how it was left: evacuated (Paper); lost (Paper)\nheld by"},
		{"taken from whom it says", []cairn.Claim{k("a", "captured", nusra, day("09"), fromWhom(army))},
			"2015-09-09 captured : Syrian Army > Jabhat al-Nusra (a)\nheld by Jabhat al-Nusra"},
		{"a name among joint ones is the same hand", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "captured", "", day("09"), party(nusra, jund), council)},
			"2015-09-09 captured :  > Jabhat al-Nusra + Jund al-Aqsa (a b)\nheld by Jabhat al-Nusra + Jund al-Aqsa"},
		{"rivals for one capture", []cairn.Claim{k("a", "captured", nusra, day("09"), activists), k("b", "captured", front, day("09"), council)},
			"2015-09-09 captured :  > Jabhat al-Nusra (a b) but who took it: Islamic Front (the council); Jabhat al-Nusra (activists)\nheld by Jabhat al-Nusra"},
		{"a description is no rival", []cairn.Claim{k("a", "captured", "", day("09"), described("insurgents"), council), k("b", "captured", nusra, day("09"), activists)},
			"2015-09-09 captured :  > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"a name, and then two descriptions", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "captured", "", day("09"), described("insurgents")), k("c", "captured", "", day("09"), described("insurgents and others"))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a b c)\nheld by Jabhat al-Nusra"},
		{"a name before a description", []cairn.Claim{k("a", "lost", army, day("09"), council), k("b", "lost", "", day("09"), described("soldiers and militiamen"), activists)},
			"2015-09-09 lost : Syrian Army >  (a b)\nheld by"},
		{"partly and completely", []cairn.Claim{k("a", "captured", nusra, day("09"), extent("partial"), activists), k("b", "captured", nusra, day("09"), extent("complete"), council)},
			"2015-09-09 captured partial:  > Jabhat al-Nusra (a b) but how far: complete (the council); partial (activists)\nheld by Jabhat al-Nusra partial"},
		{"denied", []cairn.Claim{k("a", "captured", nusra, day("09"), activists), k("b", "captured", nusra, day("09"), ministry, stance(cairn.Denied))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a b) but the ministry denies it\nheld by Jabhat al-Nusra"},
		{"a denial alone moves nobody", []cairn.Claim{k("b", "captured", nusra, day("09"), ministry, stance(cairn.Denied))},
			"2015-09-09 captured :  >  (b) but the ministry denies it\nheld by"},
		{"fought over and besieged", []cairn.Claim{k("a", "contested", nusra, day("05")), k("b", "besieged", nusra, day("05")), k("c", "besieged", nusra, day("06"))},
			"2015-09-05 besieged :  >  (b c)\n2015-09-05 contested :  >  (a)"},
		{"besieged by two", []cairn.Claim{k("a", "besieged", nusra, day("05")), k("b", "besieged", front, day("05"))},
			"2015-09-05 besieged :  >  (a)\n2015-09-05 besieged :  >  (b)"},
		{"captured and held", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "holds", nusra, day("09"))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\n2015-09-09 holds :  > Jabhat al-Nusra (b)\nheld by Jabhat al-Nusra"},
		{"one of two holders withdraws", []cairn.Claim{k("a", "holds", nusra, day("01")), k("b", "withdrew", front, day("05"))},
			"2015-09-01 holds :  > Jabhat al-Nusra (a)\n2015-09-05 withdrew : Islamic Front >  (b)\nheld by Jabhat al-Nusra"},
		{"the holder withdraws", []cairn.Claim{k("a", "holds", nusra, day("01"), extent("complete")), k("b", "withdrew", nusra, day("05"), extent("complete"))},
			"2015-09-01 holds complete:  > Jabhat al-Nusra (a)\n2015-09-05 withdrew complete: Jabhat al-Nusra >  (b)\nheld by"},
		{"without a day: the one change it can mean", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "captured", "", described("insurgents"))},
			"2015-09-09 captured :  > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"without a day: of another name", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "captured", front)},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\ncaptured :  > Islamic Front (b)\nheld by Jabhat al-Nusra"},
		{"without a day: two changes that it can mean", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "captured", nusra, day("15")), k("c", "captured", nusra)},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\n2015-09-15 captured :  > Jabhat al-Nusra (b)\ncaptured :  > Jabhat al-Nusra (c)\nheld by Jabhat al-Nusra"},
		{"without a day: a loss of the same capture", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "lost", army)},
			"2015-09-09 captured : Syrian Army > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"without a day: a loss by who took it", []cairn.Claim{k("a", "captured", nusra, day("09")), k("b", "lost", nusra)},
			"2015-09-09 captured :  > Jabhat al-Nusra (a)\nlost : Jabhat al-Nusra >  (b)\nheld by Jabhat al-Nusra"},
		{"without a day: no change of hands before the telling", []cairn.Claim{k("a", "captured", nusra, day("25")), k("b", "captured", nusra)},
			"2015-09-25 captured :  > Jabhat al-Nusra (a)\ncaptured :  > Jabhat al-Nusra (b)\nheld by Jabhat al-Nusra"},
		{"without a day: on the day of the telling", []cairn.Claim{k("a", "captured", nusra, day("20")), k("b", "captured", nusra)},
			"2015-09-20 captured :  > Jabhat al-Nusra (a b)\nheld by Jabhat al-Nusra"},
		{"without a day: a siege is no change of hands", []cairn.Claim{k("a", "besieged", nusra, day("09")), k("b", "captured", nusra)},
			"2015-09-09 besieged :  >  (a)\ncaptured :  > Jabhat al-Nusra (b)\nheld by Jabhat al-Nusra"},
		{"held as the paper goes to print", []cairn.Claim{k("a", "holds", nusra)}, "2015-09-20 holds :  > Jabhat al-Nusra (a)\nheld by Jabhat al-Nusra"},
		{"besieged as the paper goes to print", []cairn.Claim{k("a", "besieged", nusra)}, "2015-09-20 besieged :  >  (a)"},
		{"fought over as the paper goes to print", []cairn.Claim{k("a", "contested", nusra)}, "2015-09-20 contested :  >  (a)"},
		{"history is no control", []cairn.Claim{k("a", "captured", nusra, day("09"), func(c *cairn.Claim) { c.Scope = cairn.ScopeBackground })}, ""},
		{"nowhere", []cairn.Claim{k("a", "captured", nusra, day("09"), func(c *cairn.Claim) { c.Place = nil })}, ""},
		{"people killed there", []cairn.Claim{killed("a", "45", at(airBase))}, ""},
	} {
		s := newStory(t)
		s.report("r", "Paper", "2015-09-20", c.claims...)
		if got := changes(t, s, toll.ControlQuery{}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
	s := newStory(t)
	s.report("r", "Paper", "2015-09-20", k("a", "captured", nusra, day("09")))
	if got := changes(t, reject(s, "a"), toll.ControlQuery{}); got != "" {
		t.Errorf("a rejected capture of the %s: %s", base, got)
	}
}

// The kinds of transfer that ACLED knows.
func TestTheACLEDTypeIsOfWhoTookThePlace(t *testing.T) {
	typed := func(typ string) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Actor.Type = typ } }
	joint := func(c *cairn.Claim) {
		c.Actor = &cairn.Party{With: []cairn.Party{{Actor: nusra}, {Actor: front, Type: "rebel_group"}}}
	}
	day := on("2015-09-09")
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		want   string
	}{
		{"a government", []cairn.Claim{control("a", "captured", army, airBase, day, typed("government"))}, "Government regains territory"},
		{"police", []cairn.Claim{control("a", "captured", army, airBase, day, typed("police"))}, "Government regains territory"},
		{"one of joint rebels", []cairn.Claim{control("a", "captured", "", airBase, day, joint)}, "Non-state actor overtakes territory"},
		{"forces from abroad", []cairn.Claim{control("a", "captured", "Army of Elsewhere", airBase, day, typed("external_forces"))}, ""},
		{"a capture after a withdrawal", []cairn.Claim{control("a", "captured", nusra, airBase, day, typed("rebel_group")), control("b", "withdrew", army, airBase, day)}, "Non-state actor overtakes territory"},
		{"an evacuation", []cairn.Claim{control("b", "evacuated", army, airBase, day)}, "Non-violent transfer of territory"},
		{"a denied capture of a place that was left", []cairn.Claim{control("a", "captured", nusra, airBase, day, typed("rebel_group"), stance(cairn.Denied)), control("b", "withdrew", army, airBase, day)}, "Non-violent transfer of territory"},
	} {
		s := newStory(t)
		s.report("r", "Agency", "2015-09-09", c.claims...)
		got, err := s.index().Control(toll.ControlQuery{})
		if err != nil || got[0].Transitions[0].ACLED != c.want {
			t.Errorf("%s: %s, %v; want %q", c.why, asJSON(got), err, c.want)
		}
	}
}

func TestTimelinesOfOneActor(t *testing.T) {
	s := newStory(t)
	s.report("r", "Agency", "2015-09-20", control("a", "captured", nusra, airBase, on("2015-09-09"), fromWhom(army)), control("b", "captured", front, foua, on("2015-09-10")), control("c", "holds", army, hama, on("2015-09-10")))
	for actor, want := range map[string]string{nusra: "Abu al-Duhur air base", front: "Foua", army: "Abu al-Duhur air base, Hama", jund: "", "": "Abu al-Duhur air base, Foua, Hama"} {
		got, err := s.index().Control(toll.ControlQuery{Actor: actor})
		if err != nil {
			t.Fatal(err)
		}
		var places []string
		for _, tl := range got {
			places = append(places, tl.Place)
		}
		if text := strings.Join(places, ", "); text != want {
			t.Errorf("%q: %s, want %s", actor, text, want)
		}
	}
	early, err := s.index().Control(toll.ControlQuery{On: "2015-09-09"})
	if err != nil || len(early) != 1 {
		t.Errorf("on the day of the first capture: %s, %v", asJSON(early), err)
	}
}

// Which provinces an actor lost completely, in order, and what reports say.
func TestWhatFellAndInWhichOrder(t *testing.T) {
	homs := cairn.Locus{Name: "Homs", Kind: "admin1", Country: "SY", Admin1: "Homs"}
	all := extent("complete")
	fell := func(id string, l cairn.Locus, day string, opts ...func(*cairn.Claim)) cairn.Claim {
		return control(id, "lost", army, l, append([]func(*cairn.Claim){all, on(day)}, opts...)...)
	}
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		want   string
	}{
		{"in order of time", []cairn.Claim{fell("a", idlib, "2015-03-28"), fell("b", raqqa, "2014-08-24")}, "1 Raqqa, 2 Idlib"},
		{"as reports say", []cairn.Claim{fell("a", idlib, "2015-03-28", nth(2, 14)), fell("b", raqqa, "2014-08-24", nth(1, 14))}, "1 Raqqa agrees, 2 Idlib agrees"},
		{"later in the record than reports say", []cairn.Claim{fell("a", idlib, "2015-03-28", nth(2, 14)), fell("b", raqqa, "2014-08-24"), fell("c", homs, "2014-01-01")}, "1 Homs, 2 Raqqa, 3 Idlib differs"},
		{"earlier in the record than reports say", []cairn.Claim{fell("a", idlib, "2015-03-28", nth(3, 14))}, "1 Idlib lacks 2"},
		{"two reports that say two things", []cairn.Claim{fell("a", idlib, "2015-03-28", nth(1, 14)), fell("b", idlib, "2015-03-28", nth(4, 14), by("the council", "ngo"))}, "1 Idlib agrees lacks 3"},
		{"partly lost", []cairn.Claim{control("a", "lost", army, idlib, extent("partial"), on("2015-03-28"))}, ""},
		{"lost by another", []cairn.Claim{control("a", "lost", front, idlib, all, on("2015-03-28"))}, ""},
		{"captured", []cairn.Claim{control("a", "captured", army, idlib, all, on("2015-03-28"))}, ""},
		{"denied", []cairn.Claim{fell("a", idlib, "2015-03-28", stance(cairn.Denied))}, ""},
		{"a base is no province", []cairn.Claim{fell("a", airBase, "2015-03-28")}, ""},
		{"lost twice counts once", []cairn.Claim{fell("a", idlib, "2015-03-28"), control("h", "holds", army, idlib, on("2015-05-01")), fell("b", idlib, "2015-09-09")}, "1 Idlib"},
	} {
		s := newStory(t)
		s.report("r", "Paper", "2015-09-20", c.claims...)
		got, err := s.index().FallenFrom(army, "admin1", toll.ControlQuery{})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range got {
			text := strings.TrimSpace(toll.RangeText(cairn.Range{Low: ptr(int64(f.N)), High: ptr(int64(f.N))}) + " " + f.Place)
			if f.Agrees != nil {
				text += map[bool]string{true: " agrees", false: " differs"}[*f.Agrees]
			}
			if f.Missing > 0 {
				text += " lacks " + toll.RangeText(cairn.Range{Low: &f.Missing, High: &f.Missing})
			}
			out = append(out, text)
		}
		if text := strings.Join(out, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.why, text, c.want)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// Who holds a town that nobody spoke of is told by the smallest place around it.
func TestControlIsCarriedByContainment(t *testing.T) {
	maarat := cairn.Locus{Name: "Maarat", Kind: "town", Country: "SY", Admin1: "Idlib", Admin2: "Maarat"}
	district := cairn.Locus{Name: "Maarat", Kind: "admin2", Country: "SY", Admin1: "Idlib"}
	day := on("2015-09-09")
	for _, c := range []struct {
		why    string
		claims []cairn.Claim
		want   string
	}{
		{"the province", []cairn.Claim{control("a", "holds", nusra, idlib, day)}, "Jabhat al-Nusra through Idlib"},
		{"the district before the province", []cairn.Claim{control("a", "holds", nusra, idlib, day), control("b", "holds", front, district, day)}, "Islamic Front through Maarat"},
		{"the province, where the district is excepted", []cairn.Claim{control("a", "holds", nusra, idlib, day, except(maarat)), control("b", "holds", front, syria, day)}, "Islamic Front through Syria"},
		{"the town itself", []cairn.Claim{control("a", "holds", nusra, idlib, day), control("b", "holds", front, maarat, day)}, "Islamic Front through "},
		{"a siege around it tells nothing", []cairn.Claim{control("a", "besieged", nusra, idlib, day)}, ""},
		{"another province", []cairn.Claim{control("a", "holds", nusra, hama, day)}, ""},
	} {
		s := newStory(t)
		s.report("r", "Paper", "2015-09-20", c.claims...)
		got, err := s.index().Holders(toll.ControlQuery{Of: &maarat})
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		if len(got) > 0 {
			text = got[0].Holder + " through " + got[0].Through
		}
		if text != c.want {
			t.Errorf("%s: %q, want %q", c.why, text, c.want)
		}
	}
}
