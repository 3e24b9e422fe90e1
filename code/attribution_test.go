package code

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"cairn"
	"cairn/text"
)

// One row is a sentence or two and every "source: content" that must be heard
// in it, in the order of the cues.
var heard = []struct {
	phenomenon, text string
	want             []string
}{
	{"verb before a clause", "A hospital official said nine people had died.",
		[]string{"A hospital official: nine people had died"}},
	{"that", "Residents told a radio station on Tuesday that the bridge was gone.",
		[]string{"Residents: that the bridge was gone"}},
	{"behind the clause", "Nine people had died by noon, a hospital official said on Tuesday.",
		[]string{"a hospital official: Nine people had died by noon"}},
	{"inverted behind a quotation", "“We buried nine of them,” said Salma Idris, a nurse.",
		[]string{"Salma Idris, a nurse: “We buried nine of them,”"}},
	{"subject behind a quotation", "\"We buried nine of them,\" the nurse said.",
		[]string{"the nurse: \"We buried nine of them,\""}},
	{"a quotation over two sentences", "“We had no water. We buried nine of them,” the nurse said.",
		[]string{"the nurse: “We had no water. We buried nine of them,”"}},
	{"the next paragraph's speaker is not the last one's", "“We buried nine of them.”\n\nThe mayor said the road was open.",
		[]string{"The mayor: the road was open"}},
	{"apposition", "Salma Idris, a nurse at the clinic, said nine people had died.",
		[]string{"Salma Idris, a nurse at the clinic: nine people had died"}},
	{"apposition without an article", "Omar Haddad, spokesman for the council, said nine people had died.",
		[]string{"Omar Haddad, spokesman for the council: nine people had died"}},
	{"relative", "The nurse, who said nine people had died, left the town.",
		[]string{"who: nine people had died, left the town"}},
	{"a relative clause in the subject", "Residents who fled the town said nine people had died.",
		[]string{"Residents who fled the town: nine people had died"}},
	{"a day before the subject", "On Monday police said nine people had died.",
		[]string{"police: nine people had died"}},
	{"a charge is a noun", "Second man held on murder charges in the north.", nil},
	{"a date says nothing", "On October 31, 2023 confirmed strikes on the camp killed nine people.", nil},
	{"an adverb in a name", "Palestine Today TV reported that nine people had died.",
		[]string{"Palestine Today TV: that nine people had died"}},
	{"participle", "The mayor said the market was hit, adding that nine people died.",
		[]string{"The mayor: the market was hit", "The mayor: that nine people died"}},
	{"one subject, two verbs", "The mayor visited the clinic and said nine people had died.",
		[]string{"The mayor: nine people had died"}},
	{"two voices", "The army said three soldiers died, but the rebels said nine did.",
		[]string{"The army: three soldiers died", "the rebels: nine did"}},
	{"nested", "State television quoted a doctor as saying that nine people had died.",
		[]string{"State television: a doctor as saying that nine people had died", "a doctor: that nine people had died"}},
	{"according to, behind", "Nine people died, according to two medics.",
		[]string{"two medics: Nine people died"}},
	{"according to, in front", "According to two medics, nine people died.",
		[]string{"two medics: nine people died"}},
	{"joint", "Medics and a local council said nine people had died.",
		[]string{"Medics and a local council: nine people had died"}},
	{"a label", "Police: nine dead in market blast",
		[]string{"Police: nine dead in market blast"}},
	{"a dateline is no speaker", "Amman: Nine people died in the market, medics said.",
		[]string{"medics: Nine people died in the market"}},
	{"a noun with its owner", "The army's claim that nine rebels died could not be checked.",
		[]string{"The army: that nine rebels died could not be checked"}},
	{"denial", "The army denied that its jets had struck the market.",
		[]string{"The army: that its jets had struck the market"}},
	{"capitals throughout", "THE ARMY PRESS OFFICE REPORTED TODAY THAT NINE GUERRILLAS WERE KILLED.",
		[]string{"THE ARMY PRESS OFFICE: THAT NINE GUERRILLAS WERE KILLED"}},
	{"a noun is no verb", "The reports of the two groups differ, and their claims are old.", nil},
	{"a participle before its noun", "The reported deaths were in the north.", nil},
	{"somebody's own thoughts in a quotation", "\"I think it is over,\" the nurse said.",
		[]string{"the nurse: \"I think it is over,\""}},
}

func TestHear(t *testing.T) {
	s, err := loadSpeech(rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range heard {
		tx := text.Parse(row.text)
		var got []string
		for _, u := range s.hear(tx) {
			got = append(got, words(tx, u.source)+": "+words(tx, u.content))
		}
		if fmt.Sprint(got) != fmt.Sprint(row.want) {
			t.Errorf("%s: %s\n got %q\nwant %q", row.phenomenon, row.text, got, row.want)
		}
	}
}

func words(t *text.Text, tokens [2]int) string {
	b := t.Bytes(tokens[0], tokens[1])
	return t.S[b[0]:b[1]]
}

// One row is a report and, for each of its casualty claims, who says it: the
// links of the chain, nearest the publisher first, as "words (type, actor)"
// with * where named and + between those who speak jointly; then the stance.
var chains = []struct {
	phenomenon, text string
	want             []string
}{
	{"unnamed", "Nine people were killed, activists said.",
		[]string{"activists (activist) asserted"}},
	{"nobody", "Nine people were killed in the market.",
		[]string{" asserted"}},
	{"a monitor named in full, then in short", "The Syrian Observatory for Human Rights said nine people were killed in Hama. The Observatory said two soldiers were wounded.",
		[]string{"Syrian Observatory for Human Rights* (monitor, Syrian Observatory for Human Rights) asserted",
			"Observatory* (monitor, Syrian Observatory for Human Rights) asserted"}},
	{"a person, then by family name", "Salma Idris, a nurse, said nine people were killed. Idris said four women were wounded.",
		[]string{"Salma Idris, a nurse* (medical, Salma Idris) asserted", "Idris* (medical, Salma Idris) asserted"}},
	{"a pronoun", "Salma Idris, a nurse, said nine people were killed. She said four women were wounded.",
		[]string{"Salma Idris, a nurse* (medical, Salma Idris) asserted", "Salma Idris, a nurse* (medical, Salma Idris) asserted"}},
	{"nested", "State television quoted a doctor as saying that nine people were killed.",
		[]string{"State television (government) < doctor (medical) asserted"}},
	{"joint", "Nine people were killed, according to medics and the civil defence.",
		[]string{"medics (medical) + civil defence (medical) asserted"}},
	{"when it was said", "Nine people were killed, medics said on Friday.",
		[]string{"medics (medical) @2015-09-18 asserted"}},
	{"said in front", "Medics told reporters on Friday that nine people were killed on Monday.",
		[]string{"Medics (medical) @2015-09-18 asserted"}},
	{"owned", "The rebels admitted that nine fighters were killed.",
		[]string{"rebels (armed_group) acknowledged"}},
	{"a toll put", "The monitoring group put the number of civilians killed at 56.",
		[]string{"monitoring group (monitor) asserted"}},
	{"owned, then told", "The rebels acknowledged the loss, saying nine fighters were killed.",
		[]string{"rebels (armed_group) acknowledged"}},
	{"its own deed", "The Nusra Front claimed that it killed nine soldiers.",
		[]string{"Nusra Front* (armed_group, Jabhat al-Nusra) claimed"}},
	{"its own deed, plainly", "The Nusra Front said Nusra Front fighters killed nine soldiers.",
		[]string{"Nusra Front* (armed_group, Jabhat al-Nusra) claimed"}},
	{"a relative clause speaks for nobody", "Nine people have died in the fighting, which began in March.",
		[]string{" asserted"}},
	{"denied", "The ministry denied that nine civilians were killed.",
		[]string{"ministry (government) denied"}},
	{"distance", "Nine people were allegedly killed.",
		[]string{" alleged ~allegedly"}},
	{"believed to", "Nine people are believed to have been killed.",
		[]string{" alleged ~are believed to"}},
	{"a quotation that goes on", "“We buried nine women,” said Salma Idris, a nurse. “Two children were killed as well.”",
		[]string{"Salma Idris, a nurse* (medical, Salma Idris) asserted"}},
}

func TestChains(t *testing.T) {
	c := newCoder(t)
	for _, row := range chains {
		out := c.Code(cairn.Report{Date: "2015-09-19", Text: row.text}, Options{})
		var got []string
		for _, cl := range out.Claims {
			if cl.Kind == cairn.Casualty {
				got = append(got, chain(cl))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(row.want) {
			t.Errorf("%s: %s\n got %q\nwant %q", row.phenomenon, row.text, got, row.want)
		}
	}
}

func chain(c cairn.Claim) string {
	var links []string
	for _, s := range c.Attribution {
		link := speakerString(s)
		for _, w := range s.With {
			link += " + " + speakerString(w)
		}
		links = append(links, link)
	}
	out := strings.Join(links, " < ") + " " + string(c.Stance)
	if c.Hedged != nil {
		out += " ~" + c.Hedged.Text
	}
	return out
}

func speakerString(s cairn.Speaker) string {
	out := s.Text
	if s.Named {
		out += "*"
	}
	out += " (" + s.Type
	if s.Actor != "" {
		out += ", " + s.Actor
	}
	out += ")"
	if s.Said != nil {
		out += " @" + string(s.Said.Start)
	}
	return out
}

// Who says what in the story that the project began from.
func TestSeedSpeakers(t *testing.T) {
	b, err := os.ReadFile("../../shared/seed/abu-zuhour.txt")
	if err != nil {
		t.Skip("the seed story is not beside the project")
	}
	out := newCoder(t).Code(cairn.Report{Date: "2015-09-19", Text: string(b)}, Options{})
	want := map[string]string{ // words of the sentence, and the root
		"at least 45":  "activists (activist) @2015-09-19",
		"56 soldiers":  "Syrian Observatory for Human Rights",
		"raise to 71":  "Syrian Observatory for Human Rights",
		"on a runway":  "Mohammed Kanaan",
		"than 250,000": "United Nations",
	}
	for _, c := range out.Claims {
		if c.Kind != cairn.Casualty || c.Measure != cairn.Killed {
			continue
		}
		for words, root := range want {
			if !strings.Contains(c.Quote, words) {
				continue
			}
			delete(want, words)
			if c.Root() == nil || c.Root().Label() != root && speakerString(*c.Root()) != root {
				t.Errorf("%s: said by %+v, want %s", words, c.Root(), root)
			}
		}
	}
	for words, root := range want {
		t.Errorf("no claim in the sentence with %q, of %s", words, root)
	}
}

// The same words in capitals throughout are heard alike. What rests on capitals
// alone (a dateline with a colon) is left out.
func TestCapitalsChangeNothing(t *testing.T) {
	s, err := loadSpeech(rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range heard {
		if strings.Contains(row.phenomenon, "dateline") {
			continue // "AMMAN:" and "POLICE:" look alike to whom knows no place
		}
		mixed, upper := text.Parse(row.text), text.Parse(strings.ToUpper(row.text))
		a, b := s.hear(mixed), s.hear(upper)
		if len(a) != len(b) {
			t.Errorf("%s: %d utterances, %d in capitals: %s", row.phenomenon, len(a), len(b), row.text)
			continue
		}
		for i := range a {
			if got, want := strings.ToUpper(words(mixed, a[i].source)), words(upper, b[i].source); got != want {
				t.Errorf("%s: source %q, in capitals %q", row.phenomenon, got, want)
			}
			if got, want := strings.ToUpper(words(mixed, a[i].content)), words(upper, b[i].content); got != want {
				t.Errorf("%s: content %q, in capitals %q", row.phenomenon, got, want)
			}
		}
	}
}

// Whatever the text, utterances lie inside it, and nothing panics.
func FuzzHear(f *testing.F) {
	for _, row := range heard {
		f.Add(row.text)
	}
	f.Add("said said, said \"said\" said: 's 's according to")
	f.Add(strings.Repeat("\"he said ", 300))
	s, err := loadSpeech(rules)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, in string) {
		tx := text.Parse(in)
		for _, u := range s.hear(tx) {
			for _, span := range [][2]int{u.source, u.cue, u.content} {
				if span[0] < 0 || span[1] <= span[0] || span[1] > len(tx.Tokens) {
					t.Fatalf("tokens %v of %d", span, len(tx.Tokens))
				}
			}
		}
	})
}

// A bad rule is refused with its file and line.
func TestBadSpeechRulesAreRefused(t *testing.T) {
	for _, row := range []struct{ says, speakers, want string }{
		{"# verbs\nclause say tell\n", "", `rules/says.txt:2: "clause say tell" has no " : "`},
		{"sing : say\n", "", `rules/says.txt:1: "sing" is neither`},
		{"clause : say(says said)\n", "", "rules/says.txt:1: say(says said): four forms"},
		{"clause : say(says said said saying\n", "", "rules/says.txt:1: a bracket opens"},
		{"behind : according to | \n", "", "rules/says.txt:1: an empty phrase"},
		{"", "singer : bard\n", `rules/speakers.txt:1: "singer" is not a type of source`},
		{"", "monitor bard\n", `rules/speakers.txt:1: "monitor bard" has no " : "`},
	} {
		files := fstest.MapFS{"rules/says.txt": {Data: []byte(row.says)}, "rules/speakers.txt": {Data: []byte(row.speakers)}}
		if _, err := loadSpeech(files); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%q: error %v, want %q", row.says+row.speakers, err, row.want)
		}
	}
}

func FuzzSpeechRules(f *testing.F) {
	f.Add("clause quote : say(says said said saying) add\n", "monitor : watchdog \"war monitor\"\n")
	f.Fuzz(func(t *testing.T, says, speakers string) {
		files := fstest.MapFS{"rules/says.txt": {Data: []byte(says)}, "rules/speakers.txt": {Data: []byte(speakers)}}
		if s, err := loadSpeech(files); err == nil {
			s.hear(text.Parse(says))
		}
	})
}
