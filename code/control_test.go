package code

import (
	"strings"
	"testing"

	"cairn"
)

// said is a claim of control or an event in one line.
func heldLine(c cairn.Claim) string {
	var b strings.Builder
	if c.Kind == cairn.Event && c.Count == nil {
		return c.Act + " by " + partyLine(c.Perpetrator) + " at " + placeLine(c.Place)
	}
	if c.Kind == cairn.Event {
		b.WriteString(c.Count.Text + " " + c.Count.Unit + " by " + partyLine(c.Perpetrator) + " at " + placeLine(c.Place))
		return b.String()
	}
	b.WriteString(partyLine(c.Actor) + " " + c.Change + " " + placeLine(c.Place))
	if c.Extent != "" {
		b.WriteString(", " + c.Extent)
	}
	for _, e := range c.Except {
		b.WriteString(", except " + placeLine(&e))
	}
	if c.Order != nil {
		b.WriteString(", " + c.Order.Text)
	}
	return b.String()
}

func partyLine(p *cairn.Party) string {
	if p == nil {
		return "?"
	}
	s := p.Actor
	if s == "" {
		s = p.Text
	}
	for _, w := range p.With {
		s += " with " + partyLine(&w)
	}
	return s
}

func placeLine(l *cairn.Locus) string {
	if l == nil {
		return "?"
	}
	s := l.Name
	if s == "" {
		s = l.Text
	}
	for _, w := range l.With {
		s += " with " + placeLine(&w)
	}
	return s
}

func TestWhoHoldsWhat(t *testing.T) {
	coder := newCoder(t)
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"The Nusra Front captured the city of Idlib in March.", []string{"Jabhat al-Nusra captured Idlib"}},
		{"The city of Idlib was captured by the Nusra Front and other insurgents.", []string{"Jabhat al-Nusra with other insurgents captured Idlib"}},
		{"The city of Raqqa fell to the Islamic State group in 2014.", []string{"Islamic State captured Ar Raqqah"}},
		{"Government forces now control most of Aleppo province, except for the towns of Azaz and Manbij.", []string{"Government forces holds Aleppo, partial, except I'zaz, except Manbij"}},
		{"That made Idlib the second of Syria's 14 provinces to fall completely out of the army's control.", []string{"the army lost Idlib, complete, second of Syria's 14 provinces"}},
		{"Rebels seized three villages.", []string{"Rebels captured three villages"}},
		{"They held talks with the government in Geneva.", nil},
		{"The insurgents captured 40 soldiers.", nil},
		{"The talks fell apart in Idlib.", nil},
		{"The insurgents fired at least 250 shells into Foua.", []string{"at least 250 shell by The insurgents at Al-Fu'ah"}},
		{"The number of car bombs in Friday's assault on Aleppo has risen to seven.", []string{"seven vehicle_bomb by ? at Aleppo"}},
		{"Hundreds of rockets were fired at Aleppo by government forces.", []string{"Hundreds rocket by government forces at Aleppo"}},
		{"Nusra Front fighters and their allies began a large offensive against Aleppo on Friday.", []string{"offensive by Jabhat al-Nusra with their allies at Aleppo"}},
		{"The offensive was bloody.", nil},
		{"A rocket hit a house.", nil},
	} {
		var got []string
		for _, claim := range coder.Code(cairn.Report{Date: "2015-09-19", Text: c.in}, Options{}).Claims {
			if claim.Kind == cairn.Control || claim.Kind == cairn.Event {
				got = append(got, heldLine(claim))
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s\n got  %q\n want %q", c.in, got, c.want)
		}
	}
}

func TestBadRulesOfControlAndEventsNameTheirLine(t *testing.T) {
	for _, line := range []string{"verb captured t a b c", "verb taken t a b c d e", "verb captured x a b c d e", "extent some all", "place town", "sing a song"} {
		terr := &territory{}
		if err := terr.line(strings.Fields(line)); err == nil {
			t.Errorf("control.txt: %q was accepted", line)
		}
	}
	for _, line := range []string{"unit shell shelling", "unit teapot shelling - teapots", "unit shell singing - songs", "operation singing song"} {
		inc := &incidence{}
		if err := inc.line(strings.Fields(line)); err == nil {
			t.Errorf("events.txt: %q was accepted", line)
		}
	}
}
