package toll_test

import (
	"encoding/json"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

func control(id, change, actor string, l cairn.Locus, opts ...func(*cairn.Claim)) cairn.Claim {
	c := cairn.Claim{ID: id, Kind: cairn.Control, Change: change, Place: &l, Quote: id, Stance: cairn.Asserted}
	if actor != "" {
		c.Actor = &cairn.Party{Actor: actor}
	}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func extent(e string) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Extent = e } }

func except(l ...cairn.Locus) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Except = l } }

func nth(n, of int64) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.Order = &cairn.Ordinal{N: n, Of: &of, Unit: "province"} }
}

const army = "Syrian Army"

var raqqa = cairn.Locus{Name: "Raqqa", Kind: "admin1", Country: "SY", Admin1: "Raqqa", Precision: "province"}

func idlibFalls(t rapid.TB) *story {
	s := newStory(t)
	s.report("r0", "Agency", "2014-08-25", control("raqqa-lost", "lost", army, raqqa, extent("complete"), on("2014-08-24")))
	s.report("r1", "Agency", "2015-09-09",
		control("base-captured", "captured", nusra, airBase, on("2015-09-09"), by("activists", "activist")),
		control("base-evacuated", "evacuated", army, airBase, on("2015-09-09"), by("state television", "media")),
		control("idlib-lost", "lost", army, idlib, extent("complete"), nth(2, 14), on("2015-09-09")))
	s.report("r2", "Herald", "2015-09-19",
		control("idlib-held", "holds", nusra, idlib, extent("partial"), except(foua, kfarya)),
		control("villages-held", "holds", "pro-government militia", cairn.Locus{With: []cairn.Locus{foua, kfarya}}))
	return s
}

func TestCapturedByOneAndEvacuatedByTheOtherIsOneTransition(t *testing.T) {
	got, err := idlibFalls(t).index().Control(toll.ControlQuery{Of: &airBase})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || len(got[0].Transitions) != 1 {
		t.Fatalf("timelines %s", asJSON(got))
	}
	tr := got[0].Transitions[0]
	if tr.To != nusra || tr.From != army || tr.Change != "captured" || len(tr.Accounts) != 2 || tr.Time.Start != "2015-09-09" {
		t.Errorf("transition %s", asJSON(tr))
	}
}

func TestTheSubTypesOfACLED(t *testing.T) {
	typed := func(typ string) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Actor.Type = typ } }
	for _, c := range []struct {
		claim cairn.Claim
		want  string
	}{
		{control("a", "captured", nusra, airBase, on("2015-09-09"), typed("rebel_group")), "Non-state actor overtakes territory"},
		{control("a", "captured", army, airBase, on("2015-09-09"), typed("state_forces")), "Government regains territory"},
		{control("a", "withdrew", army, airBase, on("2015-09-09")), "Non-violent transfer of territory"},
		{control("a", "captured", "fighters", airBase, on("2015-09-09")), ""},
		{control("a", "lost", army, airBase, on("2015-09-09")), ""},
	} {
		s := newStory(t)
		s.report("r", "Agency", "2015-09-09", c.claim)
		got, err := s.index().Control(toll.ControlQuery{})
		if err != nil || got[0].Transitions[0].ACLED != c.want {
			t.Errorf("%s by %s: %s, %v; want %q", c.claim.Change, c.claim.Actor.Actor, asJSON(got), err, c.want)
		}
	}
}

func TestWhoHoldsAPlaceOnADay(t *testing.T) {
	x := idlibFalls(t).index()
	maarat := cairn.Locus{Name: "Maarat", Kind: "town", Country: "SY", Admin1: "Idlib"}
	for _, c := range []struct {
		why    string
		of     cairn.Locus
		on     cairn.Day
		holder string
		thru   string
	}{
		{"the base after its capture", airBase, "2015-09-20", nusra, ""},
		{"the province after the report of who holds it", idlib, "2015-09-20", nusra, ""},
		{"the province just after its loss: nobody said yet who has it", idlib, "2015-09-10", "", ""},
		{"an excepted village", foua, "2015-09-20", "pro-government militia", ""},
		{"a town nobody spoke of, through its province", maarat, "2015-09-20", nusra, "Idlib"},
	} {
		got, err := x.Holders(toll.ControlQuery{Of: &c.of, On: c.on})
		if err != nil {
			t.Fatal(err)
		}
		var h toll.Held
		for _, g := range got {
			if g.Place == c.of.Name {
				h = g
			}
		}
		if h.Holder != c.holder || h.Through != c.thru {
			t.Errorf("%s: held by %q through %q, want %q through %q", c.why, h.Holder, h.Through, c.holder, c.thru)
		}
	}
	before, err := x.Holders(toll.ControlQuery{Of: &airBase, On: "2015-09-01"})
	if err != nil || len(before) != 0 {
		t.Errorf("before anything was said: %s, %v", asJSON(before), err)
	}
}

func TestTheSecondOfFourteenIsComputedAndHeldAgainstReports(t *testing.T) {
	got, err := idlibFalls(t).index().FallenFrom(army, "admin1", toll.ControlQuery{On: "2015-09-20"})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Place != "Raqqa" || got[1].Place != "Idlib" || got[1].N != 2 || got[1].Agrees == nil || !*got[1].Agrees || got[0].Agrees != nil {
		t.Errorf("order %s", asJSON(got))
	}
}

func TestAccountsThatDifferAreShown(t *testing.T) {
	s := idlibFalls(t)
	s.report("r3", "State Agency", "2015-09-10",
		control("denied", "captured", nusra, airBase, on("2015-09-09"), by("the defence ministry", "military"), stance(cairn.Denied)),
		control("others", "captured", "Islamic Front", airBase, on("2015-09-09"), by("a local council", "ngo")))
	got, err := s.index().Control(toll.ControlQuery{Of: &airBase})
	if err != nil {
		t.Fatal(err)
	}
	differ := strings.Join(got[0].Transitions[0].Differ, "\n")
	for _, want := range []string{"the defence ministry denies it", "who took it: Islamic Front (a local council); Jabhat al-Nusra (activists)"} {
		if !strings.Contains(differ, want) {
			t.Errorf("differences %q lack %q", differ, want)
		}
	}
}

func asJSON(v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}
