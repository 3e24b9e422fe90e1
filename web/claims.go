package web

import (
	"cairn"
	"cairn/record"
)

// claimFilters are the parameters that narrow the list of claims.
var claimFilters = []string{"q", "kind", "measure", "scope", "publisher", "actor", "place", "root", "decided"}

// claimsView is a list of claims in the order in which they were recorded, the
// last first.
type claimsView struct {
	Shown  Shown       `json:"shown"`
	Count  int         `json:"count"`
	Claims []claimCard `json:"claims"`
	Next   string      `json:"next,omitempty"`
	Search string      `json:"-"`
}

// spot is a claim before it is laid out.
type spot struct{ report, claim int }

func claimsPage(q *ask) (page, error) {
	keep := q.claimFilter()
	if q.err != nil {
		return page{}, q.err
	}
	var chosen []spot
	for i := len(q.Reports) - 1; i >= 0; i-- {
		r := &q.Reports[i]
		for k := range r.Coded.Claims {
			if keep(r.Coded.Report, &r.Coded.Claims[k]) {
				chosen = append(chosen, spot{i, k})
			}
		}
	}
	rows, next := cut(q, chosen, func(s spot) string {
		r := &q.Reports[s.report]
		return r.Coded.ID + " " + r.Coded.Claims[s.claim].ID
	})
	if q.form == asCSV { // all of them, and none of them drawn
		return page{name: "claims", next: next, table: q.tableOfClaims(func(yield func(record.Report, string) bool) {
			for _, s := range rows {
				if r := &q.Reports[s.report]; !yield(*r, r.Coded.Claims[s.claim].ID) {
					return
				}
			}
		})}, nil
	}
	v := &claimsView{Shown: q.shown, Count: len(chosen), Claims: []claimCard{}, Next: next, Search: q.param("q")}
	for _, s := range rows {
		r := q.Reports[s.report]
		v.Claims = append(v.Claims, q.card(r.Coded.Claims[s.claim], r))
	}
	return page{name: "claims", view: v, next: next,
		table: q.claimTable(v.Claims),
		place: func() features {
			f := newFeatures()
			for _, c := range v.Claims {
				f.add(c.ID, c.Place, map[string]any{"report": c.Report, "kind": c.Kind, "quote": c.Quote})
			}
			return f
		}}, nil
}

// claimFilter reads what the list is narrowed by.
func (q *ask) claimFilter() func(cairn.Report, *cairn.Claim) bool {
	search, publisher := fold(q.param("q")), q.param("publisher")
	kind := q.oneOf("kind", "casualty", "control", "event", "responsibility")
	measure := q.oneOf("measure", measureNames()...)
	scope := q.oneOf("scope", "incident", "cumulative", "aggregate", "background")
	verdict := q.oneOf("decided", "confirm", "reject", "correct", "open")
	actor, place, root := q.param("actor"), q.param("place"), q.param("root")
	return func(r cairn.Report, c *cairn.Claim) bool {
		return (kind == "" || string(c.Kind) == kind) && (measure == "" || string(c.Measure) == measure) && (scope == "" || string(c.Scope) == scope) &&
			(publisher == "" || r.Publisher == publisher || r.Agency == publisher) &&
			(root == "" || rootName(c) == root) &&
			(actor == "" || named(partyNames(c.Perpetrator), actor) || named(partyNames(c.Actor), actor)) &&
			(place == "" || placeKey(c.Place) == place) &&
			(verdict == "" || q.decided(c.ID) == verdict || verdict == "open" && q.decided(c.ID) == "") &&
			(search == "" || containsAll(claimFold(r, c), search))
	}
}

func measureNames() []string {
	var out []string
	for _, m := range cairn.Measures() {
		out = append(out, string(m))
	}
	return out
}

func named(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// rootName is who first said a claim.
func rootName(c *cairn.Claim) string {
	if root := c.Root(); root != nil {
		return root.Label()
	}
	return ""
}

// claimFold is what a search for claims reads.
func claimFold(r cairn.Report, c *cairn.Claim) string {
	return fold(c.ID + " " + c.Quote + " " + partyLabel(c.Perpetrator) + " " + partyLabel(c.Actor) + " " + placeLabel(c.Place) + " " + rootName(c) + " " + r.Publisher)
}
