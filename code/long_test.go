package code

import (
	"strings"
	"testing"
	"time"

	"cairn"
)

// What readers meet in broken files: no full stop for megabytes, numbers in a
// row, quotations that never end, scripts mixed, half characters, invisible
// hyphens, the noise of a scanner.
func hostile() map[string]string {
	return map[string]string{
		"one sentence":       "he said 3 people were killed and ",
		"numbers":            "12 ",
		"quotations":         "he said \"that they told ( “ ",
		"places":             "killed in Aleppo, Syria, and Idlib, ",
		"scripts, surrogate": "x\u00ad\xed\xa0\x80killed يوم Сирия 5 ",
		"soft hyphens":       "3 peo\u00adple were kil\u00adled in Alep\u00adpo. ",
		"scanner noise":      "l2 peop1e w?re ki||ed i~n Ho^ms .. ",
		"one event, often":   "On Monday 3 were killed in Paris. ",
	}
}

// The time that a report takes grows with its length: four times the text may
// take some more than four times as long, and never sixteen times. The least of
// a few runs is taken, because the machine may be busy with others.
func TestTimeGrowsWithTheLength(t *testing.T) {
	c := newCoder(t)
	for name, unit := range hostile() {
		took := func(size int) time.Duration {
			s := strings.Repeat(unit, size/len(unit))
			least := time.Hour
			for range 3 {
				start := time.Now()
				c.Code(cairn.Report{Date: "2015-09-19", Text: s}, Options{})
				least = min(least, time.Since(start))
			}
			return least
		}
		short, long := took(10_000), took(40_000)
		if long > 12*short+50*time.Millisecond {
			t.Errorf("%s: 10 kB took %v and 40 kB %v", name, short, long)
		}
	}
}

// However broken the text, a quote is the bytes that its span names.
func TestQuotesOfBrokenTextsAreExact(t *testing.T) {
	c := newCoder(t)
	for name, unit := range hostile() {
		s := strings.Repeat(unit, 8000/len(unit))
		for _, claim := range c.Code(cairn.Report{Date: "2015-09-19", Text: s}, Options{}).Claims {
			if got := s[claim.Span[0]:claim.Span[1]]; got != claim.Quote {
				t.Errorf("%s: the claim at %v quotes %q", name, claim.Span, claim.Quote)
			}
			if k := claim.Count; k != nil && k.Span != nil && s[k.Span[0]:k.Span[1]] != k.Text {
				t.Errorf("%s: the count at %v is %q", name, *k.Span, k.Text)
			}
		}
	}
}

// A sentence that mentions no harm costs no allocation for its words: ten times
// as many of them take a few more, for the room of longer lists.
func TestHarmlessSentencesAllocateNothing(t *testing.T) {
	c := newCoder(t)
	allocations := func(n int) float64 {
		r := cairn.Report{Date: "2015-09-19", Text: strings.Repeat("the council will meet again to talk about the price of bread and water. ", n)}
		return testing.AllocsPerRun(5, func() { c.Code(r, Options{}) })
	}
	few, many := allocations(100), allocations(1000)
	if many-few > 100 {
		t.Errorf("100 sentences take %v allocations and 1000 take %v", few, many)
	}
}
