package main

import (
	"fmt"
	"io"
	"strings"

	"cairn"
)

// explain prints for people which rules made each claim of a report, and by
// which words.
func explain(w io.Writer, c cairn.Coded) error {
	fmt.Fprintf(w, "Report %s\n", visible(c.ID))
	switch {
	case c.Error != "":
		fmt.Fprintf(w, "  %s\n", visible(c.Error))
	case c.NotCoded != "":
		fmt.Fprintf(w, "  not coded: %s\n", c.NotCoded)
	case len(c.Claims) == 0:
		fmt.Fprintln(w, "  no claims were found")
	}
	for _, claim := range c.Claims {
		in := c.Text
		if claim.In == "title" {
			in = c.Title
		}
		fmt.Fprintf(w, "\n  %q\n  %s: %s %s (rule %s, confidence %.2f)\n", oneLine(claim.Quote, 160), claim.Kind, visible(countWords(claim.Count)), visible(claimWords(claim)), claim.Rule, claim.Confidence)
		for _, r := range claim.Why {
			var words []string
			for _, s := range r.Spans {
				if said, err := s.Of(in); err == nil {
					words = append(words, fmt.Sprintf("%q", oneLine(said, 60)))
				}
			}
			fmt.Fprintf(w, "    %-12s by %-28s %s\n", r.Field, r.Rule, strings.Join(words, ", "))
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}
