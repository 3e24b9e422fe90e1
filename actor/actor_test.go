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
	{"in capitals throughout, names are found and ordinary words are not", "1989-11-12",
		"MEMBERS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] MOVED FAR INTO THE CITY. WHO IS TO BLAME, THE SALVADORAN ARMY ASKED.",
		[][2]string{{"FARABUNDO MARTI NATIONAL LIBERATION FRONT", "Farabundo Marti National Liberation Front"}, {"FMLN", "Farabundo Marti National Liberation Front"}, {"SALVADORAN ARMY", "Salvadoran Armed Forces"}}},
	{"in capitals throughout, a short word is an army only at home", "1989-11-12",
		"LET US REMEMBER, SAID ANA, THE DEAD OF THIS STREET AND OF ALL EL SALVADOR.",
		[][2]string{{"EL SALVADOR", "Salvadoran government"}}},
	{"a name over a line end", "1989-11-12", "THE ARMY OF NATIONAL\nLIBERATION (ELN) BLEW UP A PIPELINE IN COLOMBIA.",
		[][2]string{{"ARMY OF NATIONAL\nLIBERATION", "ELN"}, {"ELN", "ELN"}, {"COLOMBIA", "Colombian government"}}},
	{"the country decides between namesakes", "1990-02-01", "In Bolivia, the Bolivian police said the National Liberation Army had taken a hostage.",
		[][2]string{{"Bolivia", "Bolivian government"}, {"Bolivian police", "Bolivian police"}, {"National Liberation Army", "National Liberation Army (Bolivia)"}}},
	{"Arabic, with and without vowel signs and the forms of alef", "2014-05-01", "قال المرصد السوري لحقوق الإنسان إن جبهة النُّصرة وتنظيم الدولة الاسلامية اشتبكا",
		[][2]string{{"المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights"}, {"جبهة النُّصرة", "Jabhat al-Nusra"}, {"الدولة الاسلامية", "Islamic State"}}},
	{"a capital stands for its government", "2015-01-01", "Damascus denied it, and U.S.-led coalition jets turned back.",
		[][2]string{{"Damascus", "Syrian government"}, {"U.S.-led coalition jets", "US-led coalition"}}},
	{"the army is that of the country spoken of", "2015-01-01", "Syrian state media and the Syrian government said the army had left. An army of ants stayed.",
		[][2]string{{"Syrian state media", "Syrian state media"}, {"Syrian government", "Syrian government"}, {"army", "Syrian Armed Forces"}}},
	{"and nobody's where two are spoken of", "2015-01-01", "Syrian and Turkish officials said the army had left.",
		[][2]string{{"Syrian", "Syrian government"}, {"Turkish officials", "Turkish government"}}},
	{"who ruled then", "2022-01-01", "The Afghan Taliban held the road; Hay'at Tahrir al-Sham held the pass.",
		[][2]string{{"Afghan Taliban", "Taliban"}, {"Hay'at Tahrir al-Sham", "Hayat Tahrir al-Sham"}}},
	{"a name that the report gives", "2015-01-01", "The Free Syrian Army (Free Men) came. The Free Men left.",
		[][2]string{{"Free Syrian Army", "Free Syrian Army"}, {"Free Men", "Free Syrian Army"}, {"Free Men", "Free Syrian Army"}}},
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

// A type may change with the years.
func TestTypesOverTime(t *testing.T) {
	for _, row := range []struct {
		name string
		on   cairn.Day
		want string
	}{
		{"Taliban", "1999-01-01", "government"},
		{"Taliban", "2010-01-01", "rebel_group"},
		{"Taliban", "2021-09-01", "government"},
		{"Rapid Support Forces", "2023-06-01", "rebel_group"},
		{"FMLN", "1989-11-11", "rebel_group"},
		{"FMLN", "1999-11-11", "political_militia"},
	} {
		a, ok := table(t).Find(row.name, row.on)
		if got := a.Type(row.on); !ok || got != row.want {
			t.Errorf("%s on %s: %q, want %q", row.name, row.on, got, row.want)
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
