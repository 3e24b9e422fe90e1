package web

import (
	"slices"
	"strings"

	"cairn"
)

// segment is a stretch of a report's text in which the same claims stand. The
// segments of a text, one after another, are the text to the byte.
type segment struct {
	Text   string
	Claims []string // of whose sentences it is part
	Counts []string // of whose numbers it is part
	Leads  string   // the claim to whose card it leads: each claim has one such segment
}

// IDs lists the claims for a script.
func (s segment) IDs() string { return strings.Join(s.Claims, " ") }

// segments cuts a text wherever a claim or its number begins or ends. Spans
// that are not of the text are not shown: nothing is re-anchored by likeness.
func segments(text, in string, claims []cairn.Claim) []segment {
	cuts := []int{0, len(text)}
	var here []*cairn.Claim
	for i := range claims {
		c := &claims[i]
		if c.In != in && (in != "" || c.In != "text") {
			continue
		}
		if said, err := c.Span.Of(text); err != nil || said != c.Quote || c.Span.Empty() {
			continue
		}
		here = append(here, c)
		cuts = append(cuts, c.Span[0], c.Span[1])
		if n := numberSpan(c); n != nil {
			cuts = append(cuts, n[0], n[1])
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	led := map[string]bool{}
	var out []segment
	for i := 0; i+1 < len(cuts); i++ {
		at := cairn.Span{cuts[i], cuts[i+1]}
		s := segment{Text: text[at[0]:at[1]]}
		for _, c := range here {
			if c.Span.Contains(at) {
				s.Claims = append(s.Claims, c.ID)
			}
			if n := numberSpan(c); n != nil && n.Contains(at) {
				s.Counts = append(s.Counts, c.ID)
			}
		}
		s.Leads = leads(s, here, led)
		out = append(out, s)
	}
	return out
}

// leads picks the claim that a segment leads to: one whose number it is, or one
// without a number that begins here.
func leads(s segment, here []*cairn.Claim, led map[string]bool) string {
	for _, c := range here {
		mine := slices.Contains(s.Counts, c.ID) || numberSpan(c) == nil && slices.Contains(s.Claims, c.ID)
		if mine && !led[c.ID] {
			led[c.ID] = true
			return c.ID
		}
	}
	return ""
}

// numberSpan is where a claim's number stands, if it stands in its sentence.
func numberSpan(c *cairn.Claim) *cairn.Span {
	if c.Count == nil || c.Count.Span == nil || c.Count.Span.Empty() || !c.Span.Contains(*c.Count.Span) {
		return nil
	}
	return c.Count.Span
}
