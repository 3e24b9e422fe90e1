package code

import (
	"testing"

	"cairn"
)

// Whatever a report says, coding it ends, and every quote is exactly the bytes
// that its span names.
func FuzzCode(f *testing.F) {
	for _, s := range []string{
		"At least 45 soldiers were shot dead on Friday, activists said. 12 were wounded, one of whom later died.",
		"THE NUMBER OF CAR BOMBS HAS RISEN TO SEVEN", "the second of 14 provinces to fall out of the army's control",
		"hundreds of shells", "killed by", "captured by and the", "“He said ‘they said 4 died’", "أعدم 56 أسيراً", "by of the except for", "-year-old",
	} {
		f.Add("", s)
		f.Add(s, s)
	}
	c := newCoder(f)
	f.Fuzz(func(t *testing.T, title, text string) {
		out := c.Code(cairn.Report{Date: "2015-09-19", Title: title, Text: text}, Options{Mentions: true, Explain: true})
		for _, claim := range out.Claims {
			in := text
			if claim.In == "title" {
				in = title
			}
			if claim.Quote != in[claim.Span[0]:claim.Span[1]] {
				t.Errorf("quote %q is not at %v", claim.Quote, claim.Span)
			}
		}
	})
}
