package web

import (
	"strings"

	"cairn"
	"cairn/toll"
)

// policiesView is the policies that come with cairn.
type policiesView struct {
	Shown    Shown          `json:"shown"`
	Policies []*toll.Policy `json:"policies"`
}

func policiesPage(q *ask) (page, error) {
	list, err := toll.Policies()
	if err != nil {
		return page{}, err
	}
	return page{name: "policies", view: &policiesView{q.shown, list}, rows: func() sheet {
		t := sheet{head: []string{"policy", "version", "title", "cites"}}
		for _, p := range list {
			t.rows = append(t.rows, []string{p.Name, cellOf(p.Version), p.Title, p.Cites})
		}
		return t
	}}, nil
}

// policyView is one policy in plain words, and what it changes against another.
type policyView struct {
	Shown   Shown         `json:"shown"`
	Policy  *toll.Policy  `json:"policy"`
	Words   string        `json:"words"`
	Against string        `json:"against,omitempty"`
	Changes []toll.Change `json:"changes,omitempty"`
}

func policyPage(q *ask) (page, error) {
	name := q.PathValue("name")
	p, err := toll.PolicyNamed(name)
	if err != nil || name == "" {
		return page{}, notFound{name}
	}
	v := &policyView{Shown: q.shown, Policy: p, Words: strings.TrimRight(p.Describe(), "\n"), Against: q.oneOf("against", policyNames()...)}
	if v.Against != "" && q.err == nil {
		other, err := toll.PolicyNamed(v.Against)
		if err != nil {
			return page{}, err
		}
		index, err := q.index()
		if err != nil {
			return page{}, err
		}
		if v.Changes, err = index.PolicyDiff(other, p, q.toll); err != nil {
			return page{}, err
		}
	}
	return page{name: "policy", about: p.Name, view: v, rows: func() sheet {
		t := sheet{head: []string{"incident", "measure", "low", "best", "high", "open", "low_under_" + p.Name, "best_under_" + p.Name, "high_under_" + p.Name, "open_under_" + p.Name, "why"}}
		for _, c := range v.Changes {
			row := []string{c.Incident, string(c.Measure)}
			for _, r := range []*cairn.Range{c.A, c.B} {
				if r == nil {
					row = append(row, "", "", "", "")
				} else {
					row = append(row, rangeCells(*r)...)
				}
			}
			t.rows = append(t.rows, append(row, strings.Join(c.Why, "; ")))
		}
		return t
	}}, nil
}
