package main

import (
	"context"

	"cairn"
)

// claimsCmd lists claims.
type claimsCmd struct {
	Report string `help:"Only of this report." placeholder:"ID"`
	Kind   string `help:"Only of this kind." enum:",casualty,control,event,responsibility" default:""`
	All    bool   `help:"Background claims, too, which count nowhere."`
	AsOf   string `help:"What this record knew then: a day, or a number of ledger entries." placeholder:"WHEN"`
	printed
}

// listedClaim is a claim with its report's id and what people decided.
type listedClaim struct {
	Report   string `json:"report"`
	Decision string `json:"decision,omitempty"`
	cairn.Claim
}

func (c *claimsCmd) Run(a *app) error {
	s, err := a.reading(context.Background(), c.AsOf)
	if err != nil {
		return err
	}
	if c.Report != "" {
		if c.Report, err = fullID(s, c.Report); err != nil {
			return err
		}
	}
	var values []listedClaim
	t := claimTable()
	for _, x := range claimsOf(s) {
		if c.Report != "" && x.report.Coded.ID != c.Report || c.Kind != "" && string(x.claim.Kind) != c.Kind ||
			x.claim.Scope == cairn.ScopeBackground && !c.All {
			continue
		}
		verdict := decided(s.Decisions, x.claim.ID)
		values = append(values, listedClaim{x.report.Coded.ID, verdict, x.claim})
		addClaim(&t, x, verdict)
	}
	return out(a, c.printed, values, t)
}

func claimTable() table {
	return table{head: []string{"claim", "how many", "what", "who says so", "when", "where", "scope"}}
}

func addClaim(t *table, x sourced, verdict string) {
	c := x.claim
	id := c.ID
	if verdict != "" {
		id += " (" + verdict + ")"
	}
	count := "-"
	if c.Count != nil {
		count = countWords(c.Count)
	} else if c.Kind == cairn.Casualty {
		count = unknown
	}
	if c.Order != nil {
		count = c.Order.Text
	}
	t.add(id, oneLine(count, 22), oneLine(claimWords(c), 58), oneLine(chainWords(c, x.report.Coded.Report), 60),
		oneLine(whenWords(c.Time), 24), oneLine(placeWords(c.Place), 36), oneLine(scopeWords(c), 44))
}

// decided is the last verdict that stands about a claim.
func decided(decisions []cairn.Decision, id string) string {
	verdict := ""
	for _, d := range decisions {
		for _, target := range d.Targets {
			if target == id {
				switch d.Verdict {
				case cairn.Confirm:
					verdict = "confirmed"
				case cairn.Reject:
					verdict = "rejected"
				case cairn.Correct:
					verdict = "corrected"
				}
			}
		}
	}
	return verdict
}
