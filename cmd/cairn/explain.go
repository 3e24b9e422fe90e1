package main

import (
	"fmt"
	"io"
	"strings"

	"cairn"
	"cairn/code"
)

// explain prints for people, sentence by sentence, what the coder saw, which
// rules made a claim by which words, and which rules almost did.
func explain(w io.Writer, c coding) error {
	fmt.Fprintf(w, "Report %s\n", visible(c.ID))
	switch {
	case c.Error != "":
		fmt.Fprintf(w, "  %s\n", visible(c.Error))
	case c.NotCoded != "":
		fmt.Fprintf(w, "  not coded: %s\n", c.NotCoded)
	case len(c.Claims) == 0:
		fmt.Fprintln(w, "  no claims were found")
	}
	for _, e := range c.why {
		in := c.Text
		if e.In == "title" {
			in = c.Title
		}
		fmt.Fprintf(w, "\n  %s\n", said(in, e.Span, 200))
		for _, seen := range e.Seen {
			fmt.Fprintf(w, "    seen    %-8s %s: %s\n", seen.What, said(in, seen.Span, 60), visible(seen.Says))
		}
		for _, claim := range e.Claims {
			explainClaim(w, in, claim)
		}
		for _, a := range e.Almost {
			explainAlmost(w, in, a)
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

func explainClaim(w io.Writer, in string, c cairn.Claim) {
	fmt.Fprintf(w, "    claim   %s %s %s (rule %s, confidence %.2f)\n", c.Kind, visible(countWords(c.Count)), visible(claimWords(c)), c.Rule, c.Confidence)
	for _, r := range c.Why {
		var words []string
		for _, s := range r.Spans {
			words = append(words, said(in, s, 60))
		}
		fmt.Fprintf(w, "            %-12s by %-28s %s\n", r.Field, r.Rule, strings.Join(words, ", "))
	}
}

func explainAlmost(w io.Writer, in string, a code.Almost) {
	by := ""
	if a.By[1] > a.By[0] {
		by = ": " + said(in, a.By, 60)
	}
	fmt.Fprintf(w, "    almost  %s %s: %s%s\n", a.Rule, said(in, a.Span, 60), a.Why, by)
}

// said is the words of a span in quotation marks, on one line.
func said(in string, s cairn.Span, most int) string {
	words, err := s.Of(in)
	if err != nil {
		return "?"
	}
	return fmt.Sprintf("%q", oneLine(words, most))
}
