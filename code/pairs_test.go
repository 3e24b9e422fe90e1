package code

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn"
)

// TestPairs reads testdata/pairs.txt: sentences that tell the same facts in
// other words must make the same claims, in every pair.
func TestPairs(t *testing.T) {
	c := newCoder(t)
	data, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	what, pairs := "", 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		var first string
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if name, ok := strings.CutPrefix(line, "## "); ok {
				what = name
			}
			sentence, ok := strings.CutPrefix(line, "> ")
			if !ok {
				continue
			}
			if first == "" {
				first = sentence
				if facts(c, first) == "" {
					t.Errorf("%s: %q makes no claim, so that its pairs show nothing", what, first)
				}
				continue
			}
			pairs++
			if want, got := facts(c, first), facts(c, sentence); got != want {
				t.Errorf("%s:\n  %s\n    %s\n  %s\n    %s", what, first, want, sentence, got)
			}
		}
	}
	if pairs < 60 {
		t.Errorf("there are %d pairs; there should be at least 60", pairs)
	}
}

// facts is what the casualty claims of a sentence tell, without their words and
// in no order that matters.
func facts(c *Coder, sentence string) string {
	var out []string
	for _, claim := range c.Code(cairn.Report{Date: "2016-05-04", Text: sentence}, Options{}).Claims {
		if claim.Kind != cairn.Casualty {
			continue
		}
		fact := fmt.Sprintf("%s %s %s", claim.Measure, bounds(claim.Count), claim.Scope)
		if claim.Perpetrator != nil {
			fact += " by somebody"
		}
		for _, r := range claim.Relates {
			fact += " " + string(r.As)
		}
		out = append(out, fact)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
