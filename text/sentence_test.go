package text

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"titles and initials", "Gen. A. B. Marsh spoke. He left.", []string{"Gen. A. B. Marsh spoke.", "He left."}},
		{"country initials go on", "The U.S. Army fired. Nobody answered.", []string{"The U.S. Army fired.", "Nobody answered."}},
		{"country initials at the end", "He flew to the U.S. The others stayed.", []string{"He flew to the U.S.", "The others stayed."}},
		{"numbers", "About 2.5 million fled, No. 3 on the list. On Feb. 6 it ended.", []string{"About 2.5 million fled, No. 3 on the list.", "On Feb. 6 it ended."}},
		{"a closing quotation mark", "“They shot.” Police came.", []string{"“They shot.”", "Police came."}},
		{"a question in a quotation goes on", "“Why?” she asked. No answer came.", []string{"“Why?” she asked.", "No answer came."}},
		{"dateline with a colon", "Harbour: Rebels left. It rained.", []string{"Rebels left.", "It rained."}},
		{"dateline of an agency", "RIVERTON (AP) -- Rebels left.", []string{"Rebels left."}},
		{"dateline with a state", "RIVERTON, Wash. — A man fell.", []string{"A man fell."}},
		{"dateline of a monitor", "PORT LUCE, 3 JAN 90 -- [REPORT] [TEXT] REBELS LEFT THE TOWN.  IT RAINED.", []string{"REBELS LEFT THE TOWN.", "IT RAINED."}},
		{"capitals and wrapped lines", "ABOUT 50 MEN WERE\nTAKEN BY GEN. LUNA'S\nMEN AT DAWN NEAR THE\nRIVER.  NOBODY KNOWS WHERE.", []string{"ABOUT 50 MEN WERE\nTAKEN BY GEN. LUNA'S\nMEN AT DAWN NEAR THE\nRIVER.", "NOBODY KNOWS WHERE."}},
		{"headline and paragraphs", "Three dead in raid\n\nThe raid came at dawn\n", []string{"Three dead in raid", "The raid came at dawn"}},
		{"paragraph per line", "One fell.\nTwo ran", []string{"One fell.", "Two ran"}},
		{"no space after the stop", "One fell near the mill.Two ran.", []string{"One fell near the mill.", "Two ran."}},
		{"clock", "It began at 8 p.m. Friday. It ended at 9 p.m. The police left.", []string{"It began at 8 p.m. Friday.", "It ended at 9 p.m.", "The police left."}},
		{"arabic question mark", "من هناك؟ لا أحد.", []string{"من هناك؟", "لا أحد."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Parse(c.in)
			var got []string
			for _, s := range p.Sentences {
				span := p.Span(s)
				got = append(got, c.in[span[0]:span[1]])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Foua's 45 men", "Foua|'s|45|men"},
		{"al-Fo'ua and Abu-Zuhour", "al-Fo'ua|and|Abu-Zuhour"},
		{"the rebels' camp", "the|rebels|'|camp"},
		{"a 13-year-old boy with an AK-47", "a|13-year-old|boy|with|an|AK-47"},
		{"1,234 of 250,000, 21st at 9mm", "1,234|of|250,000|,|21st|at|9|mm"},
		{"20-25 or 20–25", "20|-|25|or|20|–|25"},
		{"see https://example.org/a?b=1, then", "see|https://example.org/a?b=1|,|then"},
		{"he didn’t—he said", "he|didn’t|—|he|said"},
		{"٤٥ جنديا", "٤٥|جنديا"},
		{"via @northdesk today", "via|@northdesk|today"},
	} {
		p := Parse(c.in)
		words := make([]string, len(p.Tokens))
		for i := range p.Tokens {
			words[i] = p.Word(i)
		}
		if got := strings.Join(words, "|"); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

func TestKeysIgnoreCaseAndApostrophe(t *testing.T) {
	for _, pair := range [][2]string{{"KILLED", "killed"}, {"Fo’ua", "FO'UA"}, {"Zuhour", "Zu\u00ADhour"}, {"ÉCOLE", "école"}} {
		if KeyOf(pair[0]) != KeyOf(pair[1]) {
			t.Errorf("%q and %q have different keys", pair[0], pair[1])
		}
	}
	if KeyOf("killed") == KeyOf("kilted") {
		t.Error("two words share a key")
	}
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{`He called it an "execution" and left.`, []string{`"execution"`}},
		{"“We won’t stop,” he said. “Never.”", []string{"“We won’t stop,”", "“Never.”"}},
		{"The rebels' camp and the soldiers' camp.", nil},
		{"“It began at dawn.\n\n“It ended at noon,” she said.", []string{"“It began at dawn.", "“It ended at noon,”"}},
	} {
		p := Parse(c.in)
		var got []string
		for _, q := range p.Quotes {
			got = append(got, c.in[q.Start:q.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBadDataIsRefusedWithItsLine(t *testing.T) {
	if _, err := parseAbbreviations("a.txt", "name gen\nnoun x\n"); err == nil || !strings.Contains(err.Error(), "a.txt:2") {
		t.Errorf("got %v", err)
	}
	if _, err := parseNumberWords("n.txt", "value one 1\nbefore at least = at_lest\n"); err == nil || !strings.Contains(err.Error(), "n.txt:2") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "Gen. X said \"45\" — no.", "12/10/2014 10:30-11", "a\xffb\u00ad\u202e ٤٥", "«„“‘'\"", "between 3 and", "half a dozen-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := Parse(s)
		end := int32(0)
		for _, tok := range p.Tokens {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(s) {
				t.Fatalf("token [%d,%d) after %d of %d bytes", tok.Start, tok.End, end, len(s))
			}
			end = tok.End
		}
		at := 0
		for _, sen := range p.Sentences {
			if sen.First != at || sen.Last <= sen.First || sen.Body < sen.First || sen.Body >= sen.Last {
				t.Fatalf("sentence %+v does not follow token %d", sen, at)
			}
			at = sen.Last
		}
		if at != len(p.Tokens) {
			t.Fatalf("sentences end at token %d of %d", at, len(p.Tokens))
		}
		for _, n := range p.Numbers() {
			if n.First > n.Core || n.Core >= n.Last || n.Last > len(p.Tokens) {
				t.Fatalf("number %+v", n)
			}
			p.Quantity(n)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	s := strings.Repeat("Police in Riverton said on Friday that at least 45 people, including two children, were hurt near the old mill. “It was loud,” one resident said.\n\n", 200)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(s).Numbers()
	}
}

func BenchmarkOneSentence(b *testing.B) {
	s := strings.Repeat("45 people and ", 100_000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Parse(s).Numbers()
	}
}

// A text without a full stop is cut where a sentence has grown too long, and
// no token is lost between the pieces.
func TestSentencesAreNeverTooLong(t *testing.T) {
	parsed := Parse(strings.Repeat("and then they said ", 1500))
	next := 0
	for _, s := range parsed.Sentences {
		if s.First != next || s.Last-s.First > longest {
			t.Fatalf("tokens [%d, %d) follow those up to %d", s.First, s.Last, next)
		}
		next = s.Last
	}
	if next != len(parsed.Tokens) || len(parsed.Sentences) < 2 {
		t.Errorf("%d sentences hold %d of %d tokens", len(parsed.Sentences), next, len(parsed.Tokens))
	}
}
