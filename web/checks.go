package web

import (
	"slices"

	"cairn/toll"
)

// checksView is what the checks find in everybody's numbers.
type checksView struct {
	Shown    Shown          `json:"shown"`
	Checks   []checkCount   `json:"checks"`
	Count    int            `json:"count"`
	Findings []toll.Finding `json:"findings"`
	Next     string         `json:"next,omitempty"`
}

// checkCount is one check with how much it finds.
type checkCount struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Count int    `json:"count"`
}

func checksPage(q *ask) (page, error) {
	var ids []string
	for _, c := range toll.Checks() {
		ids = append(ids, c.ID)
	}
	only := q.oneOf("only", ids...)
	all := q.oneOf("all", "yes") == "yes"
	if q.err != nil {
		return page{}, q.err
	}
	asked := q.toll
	asked.Outside = q.server.o.Outside
	found, err := q.findings(asked)
	if err != nil {
		return page{}, err
	}
	v := &checksView{Shown: q.shown, Findings: []toll.Finding{}}
	for _, c := range toll.Checks() {
		n := 0
		for _, f := range found {
			if f.Check == c.ID && (all || f.Acknowledged == nil) {
				n++
			}
		}
		v.Checks = append(v.Checks, checkCount{c.ID, c.Title, n})
	}
	chosen := slices.DeleteFunc(slices.Clone(found), func(f toll.Finding) bool {
		return only != "" && f.Check != only || !all && f.Acknowledged != nil
	})
	v.Count = len(chosen)
	rows, next := cut(q, chosen, func(f toll.Finding) string { return f.ID })
	v.Findings, v.Next = append(v.Findings, rows...), next
	return page{name: "checks", view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"finding", "check", "says", "claims", "incidents", "acknowledged_by", "acknowledged_because"}}
		for _, f := range rows {
			var claims []string
			for _, c := range f.Claims {
				claims = append(claims, c.Claim)
			}
			by, because := "", ""
			if f.Acknowledged != nil {
				by, because = f.Acknowledged.By, f.Acknowledged.Reason
			}
			t.rows = append(t.rows, []string{f.ID, f.Check, f.Says, joinAll(claims), joinAll(f.Incidents), by, because})
		}
		return t
	}}, nil
}
