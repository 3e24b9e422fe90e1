package code

import (
	"testing"

	"cairn"
)

// Where no claim names who did it, the report as a whole may: by what it blames,
// by whom it shows attacking. Who is only present, only speaks or is harmed is
// not suspected.
func TestSuspected(t *testing.T) {
	c := newCoder(t)
	for _, s := range []struct{ name, date, story, want string }{
		{"blamed in another sentence", "1990-03-04",
			"San Salvador, 4 Mar 90 -- Two mayors were shot to death in Morazan last night. The attack was attributed to the FMLN. The FMLN carried out an attack on the town hall in January.",
			"Farabundo Marti National Liberation Front"},
		{"takes responsibility", "1989-08-20",
			"Bogota, 20 Aug 89 -- Three people were killed when a bomb exploded in Medellin. The Extraditables have claimed responsibility for the bombing. The Extraditables said the bombings will continue.",
			"Extraditables"},
		{"an adjective before the attack", "2021-05-15",
			"Seven people were killed in Gaza City. The Israeli strike hit a house. Another Israeli strike followed.",
			"Israel Defense Forces"},
		{"a government that only condemns", "1990-03-04",
			"Bogota, 4 Mar 90 -- Three people were killed when a bomb exploded in Medellin. The Spanish Government condemned the killings. The Spanish ambassador attended the funeral.",
			""},
		{"the country of the report", "1990-03-04",
			"Lima, 4 Mar 90 -- A teacher was found dead in Ayacucho, Peru. The Peruvian police are investigating.",
			""},
	} {
		t.Run(s.name, func(t *testing.T) {
			out := c.Code(cairn.Report{Date: s.date, Text: s.story}, Options{})
			if len(out.Incidents) == 0 {
				t.Fatal("no incident")
			}
			p := out.Incidents[0].Perpetrator
			if p == nil {
				p = &cairn.Party{}
			}
			if p.Actor != s.want || s.want != "" && p.Basis != cairn.Context {
				t.Errorf("perpetrator %q (%s), want %q from context", p.Actor, p.Basis, s.want)
			}
		})
	}
}

// Every party that the report shows beside the harm is weighed, once, and with
// words that stand in it; one named elsewhere only is not.
func TestSuspects(t *testing.T) {
	c := newCoder(t)
	story := "Two mayors were killed in El Salvador. The FMLN and the Salvadoran Army attacked each other. The FMLN denied it. The Spanish Government sent a note."
	seen := map[string]bool{}
	for _, s := range c.Suspects(cairn.Report{Date: "1990-03-04", Text: story}) {
		if seen[s.Party.Actor] {
			t.Errorf("%s is weighed twice", s.Party.Actor)
		}
		seen[s.Party.Actor] = true
		if span := s.Party.Span; span == nil || story[span[0]:span[1]] != s.Party.Text || len(s.Signs) == 0 {
			t.Errorf("%s by %q at %v with the signs %q", s.Party.Actor, s.Party.Text, span, s.Signs)
		}
	}
	for _, name := range []string{"Farabundo Marti National Liberation Front", "Salvadoran Armed Forces", "Spanish government"} {
		if want := name != "Spanish government"; seen[name] != want {
			t.Errorf("%s is weighed: %v, want %v", name, seen[name], want)
		}
	}
}
