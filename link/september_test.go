package link

import (
	"fmt"
	"slices"
	"testing"

	"cairn"
)

const observatory = "Syrian Observatory for Human Rights"

// september is what a careful coder makes of the example reports: the fall of
// an air base, the killing of captives there, and an assault on two villages.
func september() []cairn.Coded {
	const sohr, nusra = observatory, "Jabhat al-Nusra"
	war := told{what: "killed >250000", by: "UN officials", where: "syria", scope: cairn.ScopeCumulative, when: "2011-03-15/2015-09-19", since: "2011-03-15"}
	return []cairn.Coded{
		report("02", "2015-09-10", "Meridian Press", "", []told{
			{what: "killed 56", by: sohr, who: "soldiers", where: "base", when: "2015-09-09/2015-09-10", act: "clash"},
			{what: "captured 40+", by: sohr, who: "soldiers", where: "base", when: "2015-09-09"},
			{what: "missing ?", by: sohr, who: "soldiers", where: "base"}}),
		report("04", "2015-09-10", "Coast Courier", "", []told{
			{what: "killed >100", by: nusra, who: "soldiers", where: "base", when: "2015-09-09", hands: nusra},
			{what: "captured 60", by: nusra, who: "soldiers", where: "base", when: "2015-09-09", hands: nusra}}),
		report("05", "2015-09-18", "Northern Desk", "", []told{
			{what: "4 vehicle_bomb", by: sohr, where: "foua", when: "2015-09-18", act: "bombing"},
			{what: "killed 1+", by: sohr, who: "civilians", where: "foua", when: "2015-09-18"}}),
		report("06", "2015-09-18", "Northern Desk", "", []told{{what: "7 vehicle_bomb", by: sohr, where: "foua", when: "2015-09-18", act: "bombing"}}),
		report("07", "2015-09-19", "Gulf Ledger", "", []told{
			{what: "9+ vehicle_bomb", by: sohr, where: "foua", when: "2015-09-18", act: "bombing"},
			{what: "killed 21+", by: sohr, who: "militia", where: "foua", when: "2015-09-18"},
			{what: "killed 17", by: sohr, who: "fighters", where: "foua", when: "2015-09-18", rel: "besides:1"},
			{what: "killed 7", by: sohr, who: "civilians", where: "foua", when: "2015-09-18", rel: "besides:1 besides:2"}}),
		report("08", "2015-09-19", "Harbour Wire", "", []told{
			{what: "killed ?", who: "captives", hands: nusra, title: true},
			{what: "captured ?", by: "~activists", who: "soldiers", where: "base", hands: nusra, when: "2015-09-07/2015-09-13"},
			{what: "killed 45+", by: "~activists", who: "captives", where: "base", hands: nusra, act: "shooting", rel: "later:1"},
			{what: "killed 56", by: sohr, who: "captives", where: "base"},
			{what: "killed 45", by: "Mohammed Kanaan", who: "soldiers", where: "base", hands: nusra, when: "2015-09-18", act: "shooting"},
			{what: "killed 71", by: "the Observatory", who: "soldiers", where: "base", scope: cairn.ScopeCumulative, when: "2015-09-09/2015-09-19", since: "2015-09-09"},
			war}),
		report("09", "2015-09-19", "Continental News Agency", "Continental News Agency", []told{
			{what: "killed 56", by: sohr, who: "captives", where: "base", act: "shooting", hands: nusra}}),
		report("10", "2015-09-19", "Daily Lantern", "Continental News Agency", []told{
			{what: "killed 56", by: sohr, who: "captives", where: "base", act: "shooting", hands: nusra}}),
		report("11", "2015-09-19", "River City Post", "", []told{
			{what: "killed 56+", who: "captives", where: "syria", title: true},
			{what: "killed 56+", by: sohr, who: "captives", where: "base", hands: nusra, act: "execution"}}),
		report("12", "2015-09-19", "Orontes Dispatch", "", []told{
			{what: "killed >40", who: "captives", where: "base", when: "2015-09-18", hands: nusra + "+Jund al-Aqsa", act: "execution"}}),
		report("13", "2015-09-19", "Evening Bearer", "", []told{
			{what: "killed 71", by: sohr, who: "captives", where: "base", when: "2015-09-18", hands: nusra, act: "execution"}}),
		report("14", "2015-09-19", "Eastern Channel", "", []told{
			{what: "killed 71+", by: sohr, who: "soldiers", where: "base", scope: cairn.ScopeCumulative, when: "2015-09-09/2015-09-19", since: "2015-09-09"},
			{what: "killed 56", by: sohr, who: "captives", where: "base", hands: nusra, act: "shooting"}}),
		report("15", "2015-09-19", "Global Echo", "", []told{
			{what: "killed 56", by: sohr, who: "captives", where: "base", hands: "Islamic State", act: "shooting"}}),
		report("16", "2015-09-20", "Western Review", "", []told{
			{what: "killed 56", by: sohr, who: "soldiers", where: "base", hands: nusra + "+Turkistan Islamic Party", act: "execution"},
			{what: "killed 240000+", where: "syria", scope: cairn.ScopeCumulative, when: "2011-03-15/2015-09-20", since: "2011-03-15"}}),
	}
}

func primaryOutlet(name string) bool { return name == "Orontes Dispatch" }

// byReport finds the incident that a report is chiefly about.
func byReport(t *testing.T, out []cairn.Linked, id string) *cairn.LinkedIncident {
	t.Helper()
	for _, l := range out {
		if l.LinkedIncident == nil {
			continue
		}
		for _, r := range l.Reports {
			if r.ID == id && r.Main {
				return l.LinkedIncident
			}
		}
	}
	t.Fatalf("no incident is report %s's main one", id)
	return nil
}

func reportsOf(i *cairn.LinkedIncident) []string {
	var out []string
	for _, r := range i.Reports {
		out = append(out, r.ID)
	}
	return out
}

func TestSeptember(t *testing.T) {
	out, err := Link(september(), Options{Primary: primaryOutlet})
	if err != nil {
		t.Fatal(err)
	}
	battle, killing, assault := byReport(t, out, "02"), byReport(t, out, "09"), byReport(t, out, "07")
	if got := reportsOf(battle); !slices.Equal(got, []string{"02", "04", "08"}) {
		t.Errorf("the fall of the base: reports %v (08 tells of the capture)", got)
	}
	if got := reportsOf(killing); !slices.Equal(got, []string{"08", "09", "10", "11", "12", "13", "14", "15", "16"}) {
		t.Errorf("the killing of captives: reports %v", got)
	}
	if got := reportsOf(assault); !slices.Equal(got, []string{"05", "06", "07"}) {
		t.Errorf("the assault: reports %v", got)
	}
	if k := killing.Killed; k == nil || *k.Low != 41 || *k.High != 56 || !k.Open {
		t.Errorf("captives killed %+v, want 41 to 56, open", rangeText(killing.Killed))
	}
	if killing.Independence != (cairn.Independence{Low: 3, High: 4}) {
		t.Errorf("independence %+v of %+v, want 3 to 4", killing.Independence, killing.Origins)
	}
	dissent := map[string]string{}
	for _, d := range killing.Dissent {
		dissent[d.Report] += d.Field
		if d.Quote == "" || d.Root != observatory {
			t.Errorf("dissent without its quote or root: %+v", d)
		}
	}
	if len(dissent) != 2 || dissent["13"] != "scope" || dissent["15"] != "perpetrator" {
		t.Errorf("dissent %v, want 13 (the total as the event) and 15 (another perpetrator)", dissent)
	}
	if !slices.Contains(killing.After, battle.ID) {
		t.Errorf("the captives were taken in the battle: after %v, want %s", killing.After, battle.ID)
	}
	for _, pair := range [][2]*cairn.LinkedIncident{{battle, killing}, {killing, battle}} {
		if o := pair[0].Overlaps; len(o) != 1 || o[0].With != pair[1].ID || o[0].UpTo != 15 {
			t.Errorf("overlap %+v, want up to 15 with %s", o, pair[1].ID)
		}
	}
	if len(assault.Overlaps) != 0 {
		t.Errorf("the assault overlaps nothing: %+v", assault.Overlaps)
	}
}

func rangeText(r *cairn.Range) string {
	q := cairn.Quantity{}
	if r == nil {
		return "nothing"
	}
	q.Low, q.High = r.Low, r.High
	s := "?"
	if r.Low != nil {
		s = fmt.Sprint(*r.Low)
	}
	s += ".."
	if r.High != nil {
		s += fmt.Sprint(*r.High)
	}
	if r.Open {
		s += "+"
	}
	return s
}

func TestTotalsAreHeldAgainstIncidents(t *testing.T) {
	out, err := Link(september(), Options{Primary: primaryOutlet})
	if err != nil {
		t.Fatal(err)
	}
	killing := byReport(t, out, "09")
	totals := 0
	for _, l := range out {
		if l.LinkedTotal == nil {
			continue
		}
		totals++
		if n := *l.Count.Low; n == 71 {
			if !slices.Equal(l.Covers, []string{killing.ID}) {
				t.Errorf("71 covers %v, want the killing of captives", l.Covers)
			}
			if *l.Itemised.Best != 56 || *l.LinkedTotal.Residual.Best != 15 {
				t.Errorf("71: itemised %s, residual %s, want 56 and 15", rangeText(l.Itemised), rangeText(l.Residual))
			}
		}
	}
	if totals != 4 {
		t.Errorf("%d totals, want 71 twice, 250,000 and 240,000", totals)
	}
}
