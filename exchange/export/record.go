package export

import (
	"cmp"
	"iter"
	"reflect"
	"slices"

	"cairn"
	"cairn/toll"
)

// Record is a record before it is laid out to leave: what a server and the
// command line have at hand.
type Record struct {
	Reports   []Report // those that stand; Decided and In are filled here
	Links     []cairn.Linked
	Decisions []cairn.Decision // those that stand
	Index     *toll.Index
	Query     toll.Query // policy, times and selection of every figure
	AsOf      int64      // entries of the ledger
	AsOfDay   cairn.Day
	Country   func(code string) string
	Step      func() // is called for every incident that is handed over
}

// Lay lays a record out: what was not published by the day of the query is left
// out, and so is what its selection leaves out. Figures are made one incident at
// a time, when it is handed over.
func (r Record) Lay() (Data, error) {
	policy := r.Query.Policy
	if policy == nil {
		var err error
		if policy, err = toll.PolicyNamed(""); err != nil {
			return Data{}, err
		}
		r.Query.Policy = policy
	}
	r.Query.Explain = true
	d := Data{Stamp: Stamp{policy.ID(), r.AsOf, r.AsOfDay, r.Query.PublishedBy}, Country: r.Country}
	selected, err := r.selected()
	if err != nil {
		return d, err
	}
	var incidents []*cairn.LinkedIncident
	stands := map[[2]string]string{} // which incident a report's claim stands in
	for _, l := range r.Links {
		if l.LinkedIncident == nil || selected != nil && !selected[l.LinkedIncident.ID] {
			continue
		}
		incidents = append(incidents, l.LinkedIncident)
		for _, part := range l.LinkedIncident.Reports {
			for _, claim := range part.Claims {
				stands[[2]string{part.ID, claim}] = l.LinkedIncident.ID
			}
		}
	}
	slices.SortStableFunc(incidents, func(a, b *cairn.LinkedIncident) int {
		return cmp.Or(cmp.Compare(begins(a), begins(b)), cmp.Compare(a.ID, b.ID))
	})
	d.Reports = r.leaving(stands, selected != nil)
	d.Incidents = r.each(incidents, d.Reports)
	d.Some = func(incident string, victims toll.Selection) ([]toll.Figure, error) {
		q := r.Query
		q.Select = victims
		return r.Index.Figures(incident, q)
	}
	return d, nil
}

// begins is the day by which incidents are put in order; without one, last.
func begins(l *cairn.LinkedIncident) cairn.Day {
	if l.Time == nil || l.Time.Start == "" {
		return "9999-12-31"
	}
	return l.Time.Start
}

// selected are the incidents that the query's selection takes; nil: all.
func (r Record) selected() (map[string]bool, error) {
	if reflect.ValueOf(r.Query.Select).IsZero() {
		return nil, nil
	}
	q := r.Query
	q.Group, q.Running, q.Explain = nil, false, false
	t, err := r.Index.Toll(q)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, c := range t.Totals {
		for _, id := range c.Incidents {
			out[id] = true
		}
	}
	return out, nil
}

// leaving are the reports that leave, with what was decided about their claims
// and where these stand; of a selection, only the claims in its incidents.
func (r Record) leaving(stands map[[2]string]string, selecting bool) []Report {
	verdicts := map[string]string{}
	for _, d := range r.Decisions {
		if word, ok := verdictWords[d.Verdict]; ok {
			for _, target := range d.Targets {
				verdicts[target] = word
			}
		}
	}
	var out []Report
	for _, report := range r.Reports {
		if !publishedBy(report.Report, r.Query.PublishedBy) {
			continue
		}
		report.Decided, report.In = verdicts, map[string]string{}
		claims := make([]cairn.Claim, 0, len(report.Claims))
		for _, c := range report.Claims {
			if id, ok := stands[[2]string{report.ID, c.ID}]; ok {
				report.In[c.ID] = id
			} else if selecting {
				continue
			}
			claims = append(claims, c)
		}
		if report.Claims = claims; len(claims) > 0 || !selecting {
			out = append(out, report)
		}
	}
	return out
}

var verdictWords = map[cairn.Verdict]string{cairn.Confirm: "confirmed", cairn.Reject: "rejected", cairn.Correct: "corrected"}

// Decided is a verdict about a claim in the words of the tables; "" where it is
// none of those.
func Decided(v cairn.Verdict) string { return verdictWords[v] }

// publishedBy says whether the world could know a report by a day: one whose
// day is not known was not known to be.
func publishedBy(r cairn.Report, day cairn.Day) bool {
	if day == "" {
		return true
	}
	p, err := cairn.ParsePeriod(r.Date)
	return err == nil && r.Date != "" && p.End != "" && p.End <= day
}

// each hands incidents over with their claims and figures.
func (r Record) each(incidents []*cairn.LinkedIncident, reports []Report) iter.Seq2[Incident, error] {
	at := make(map[string]int, len(reports))
	for i := range reports {
		at[reports[i].ID] = i
	}
	return func(yield func(Incident, error) bool) {
		for _, li := range incidents {
			inc := Incident{LinkedIncident: *li}
			for _, part := range li.Reports {
				if i, ok := at[part.ID]; ok {
					inc.Claims = slices.Grow(inc.Claims, len(part.Claims))
					for k := range reports[i].Claims {
						if c := &reports[i].Claims[k]; slices.Contains(part.Claims, c.ID) {
							inc.Claims = append(inc.Claims, Sourced{&reports[i], c})
						}
					}
				}
			}
			if len(inc.Claims) == 0 {
				continue // nothing of it was known
			}
			var err error
			inc.Figures, err = r.Index.Figures(li.ID, r.Query)
			if r.Step != nil {
				r.Step()
			}
			if !yield(inc, err) || err != nil {
				return
			}
		}
	}
}
