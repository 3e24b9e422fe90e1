package code

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
)

// TestStories reads testdata/stories.txt: what short stories claim, and the
// figures of their incidents.
func TestStories(t *testing.T) {
	c := newCoder(t)
	stories := golden(t, "testdata/stories.txt", func(story string) []string {
		out := c.Code(cairn.Report{Date: "2016-05-04", Text: story}, Options{})
		var lines []string
		for _, claim := range out.Claims {
			if claim.Kind == cairn.Casualty {
				lines = append(lines, told(claim))
			}
		}
		for _, i := range out.Incidents {
			var figures []string
			for _, m := range cairn.Measures() {
				if r := *i.Figures.At(m); r != nil {
					figures = append(figures, fmt.Sprintf("%s %s", m, figure(r)))
				}
			}
			if len(figures) > 0 {
				lines = append(lines, "= "+strings.Join(figures, ", "))
			}
		}
		return lines
	})
	if stories < 30 && !t.Failed() {
		t.Errorf("there are %d stories; there should be at least 30", stories)
	}
}

func figure(r *cairn.Range) string {
	n := func(p *int64) string {
		if p == nil {
			return "?"
		}
		return fmt.Sprint(*p)
	}
	s := n(r.Low) + "/" + n(r.Best) + "/" + n(r.High)
	if r.Open {
		s += "+"
	}
	return s
}
