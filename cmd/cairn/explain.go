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
	for _, e := range c.why.Sentences {
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
	for _, p := range c.why.Parties {
		explainParty(w, c.Coded, p)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// explainParty says why a party was taken, or not, for the one who did what an
// incident tells where no claim of it names anybody.
func explainParty(w io.Writer, c cairn.Coded, p code.Weighed) {
	const most = 6 // signs, the weightiest
	verb := "almost "
	if p.Taken {
		verb = "suspect"
	}
	fmt.Fprintf(w, "\n    %s %s (%s), by the report as a whole, for incident %d of %d: chance %.2f\n", verb, visible(p.Party.Actor), oneLine(p.Party.Text, 60), p.Incident+1, len(c.Incidents), p.Chance)
	for _, s := range p.Why[:min(len(p.Why), most)] {
		fmt.Fprintf(w, "            %+.2f %s\n", s.Value, s.Sign)
	}
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
