package actor

import (
	"testing"

	"cairn"
)

func table(t testing.TB) *Table {
	t.Helper()
	tab, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// One row is a report, the day it was published, and what must be found in
// it, in order: the words and the canonical name they stand for.
var readings = []struct {
	why  string
	on   cairn.Day
	text string
	want [][2]string
}{
	{"a branch of al-Qaida is the one that it had in that country on that day", "2015-09-19",
		"Fighters of al-Qaida's affiliate in Syria shelled the gate.",
		[][2]string{{"al-Qaida's affiliate in Syria", "Jabhat al-Nusra"}}},
	{"and another one three years later", "2018-09-19",
		"Fighters of al-Qaeda's branch in Syria shelled the gate.",
		[][2]string{{"al-Qaeda's branch in Syria", "Hurras al-Din"}}},
	{"a short name counts once the full one was used", "2015-09-19",
		"The Observatory of the village is old. The Syrian Observatory for Human Rights gave no names. The Observatory gave a toll.",
		[][2]string{{"Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"}, {"Observatory", "Syrian Observatory for Human Rights"}}},
	{"transliterations are one name", "2014-01-01",
		"Jabhat al-Nusra, Jabhat an-Nusra, Jebhat al Nusra and AL-NUSRA FRONT are one group.",
		[][2]string{{"Jabhat al-Nusra", "Jabhat al-Nusra"}, {"Jabhat an-Nusra", "Jabhat al-Nusra"}, {"Jebhat al Nusra", "Jabhat al-Nusra"}, {"AL-NUSRA FRONT", "Jabhat al-Nusra"}}},
	{"an acronym must be in capitals", "2015-01-01",
		"IS fighters left; this is so.",
		[][2]string{{"IS fighters", "Islamic State"}}},
}

func TestScan(t *testing.T) {
	tab := table(t)
	for _, r := range readings {
		var got [][2]string
		for _, m := range tab.Scan(r.text, r.on) {
			got = append(got, [2]string{r.text[m.Span[0]:m.Span[1]], m.Actor.Name})
		}
		if len(got) != len(r.want) {
			t.Errorf("%s: %q\n got %q\nwant %q", r.why, r.text, got, r.want)
			continue
		}
		for i := range got {
			if got[i] != r.want[i] {
				t.Errorf("%s: %q\n got %q\nwant %q", r.why, r.text, got[i], r.want[i])
			}
		}
	}
}

func TestFindNeedsNoCase(t *testing.T) {
	a, ok := table(t).Find("the nusra front", "2015-09-19")
	if !ok || a.Name != "Jabhat al-Nusra" {
		t.Errorf("Find gave %q, %v", a.Name, ok)
	}
	if got := a.Parent("2015-09-19"); got != "al-Qaida" {
		t.Errorf("parent in 2015 is %q", got)
	}
	if got := a.Type("2015-09-19"); got != "rebel_group" {
		t.Errorf("type is %q", got)
	}
}
