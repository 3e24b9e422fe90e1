package code

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"cairn"

	"github.com/google/go-cmp/cmp"
)

// What almost made a claim is told with the first condition that failed.
func TestAlmost(t *testing.T) {
	c := newCoder(t)
	for _, test := range []struct{ sentence, want string }{
		{"The group threatened to kill ten hostages.", `"kill": told as intended or to come by "to"`},
		{"The blast could kill hundreds.", `"kill": told as possible, planned or to come by "could"`},
		{"They would have been killed.", `"killed": told as what did not happen by "would have been"`},
		{"In the film five men were killed.", `"killed": told as a threat, a plan, a drill or fiction by "film"`},
		{"He was nearly lynched.", `"lynched": it nearly happened by "nearly"`},
		{"Police could not say if the man had died.", `"died": told as not known by "if"`},
		{"The army killed 12 cows.", `"killed": its object is nobody that is known by "12 cows"`},
		{"He had a pain in the upper body.", `"body": nobody is said to have found a body`},
		{"The boys were hurting each other.", `"hurting": its object is nobody else by "each other"`},
		{"Children played near the death toll memorial.", `"death toll": no number behind it`},
		{"Four teachers were killed.", ""},
	} {
		_, why := c.Explain(cairn.Report{Date: "2016-05-04", Text: test.sentence}, Options{})
		explained := why.Sentences
		got := ""
		for _, e := range explained {
			for _, a := range e.Almost {
				got = fmt.Sprintf("%q: %s", test.sentence[a.Span[0]:a.Span[1]], a.Why)
				if a.By[1] > a.By[0] {
					got += fmt.Sprintf(" by %q", test.sentence[a.By[0]:a.By[1]])
				}
				break
			}
		}
		if got != test.want {
			t.Errorf("%s\n got  %s\n want %s", test.sentence, got, test.want)
		}
	}
}

// Explaining changes nothing of what is claimed.
func TestExplainChangesNothing(t *testing.T) {
	c := newCoder(t)
	data, err := os.ReadFile("testdata/stories.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		story, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		report := cairn.Report{Date: "2016-05-04", Text: story}
		plain := c.Code(report, Options{})
		explained, _ := c.Explain(report, Options{})
		for i := range explained.Claims {
			explained.Claims[i].Why = nil
		}
		if d := cmp.Diff(plain, explained); d != "" {
			t.Errorf("%s%s", story, d)
		}
	}
}
