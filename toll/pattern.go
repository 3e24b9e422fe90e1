package toll

import (
	"cmp"
	"slices"

	"cairn"
)

// PatternQuery asks for an actor's earlier incidents of a kind.
type PatternQuery struct {
	Query
	Act       string // how it was done: shooting, execution ...
	Condition string // of the victims: captive ...
	Status    string
	Before    cairn.Day
}

// Pattern is the answer to "has done this before": the incidents of the kind in
// the record, oldest first, with their figures, and what the record's silence
// is worth.
type Pattern struct {
	Policy    string            `json:"policy"`
	Actor     string            `json:"actor"`
	Incidents []PatternIncident `json:"incidents"`
	Total     []Cell            `json:"total"`
	// From is the earliest day the record speaks of: before it, silence means
	// nothing.
	From cairn.Day `json:"from,omitempty"`
}

// PatternIncident is one incident of a pattern.
type PatternIncident struct {
	ID     string       `json:"id"`
	Period cairn.Period `json:"period"`
	Place  string       `json:"place,omitempty"`
	Actor  string       `json:"actor"`
	Figure Cell         `json:"figure"`
	Grades Grades       `json:"grades"`
}

// Pattern lists an actor's earlier incidents of a kind.
func (x *Index) Pattern(q PatternQuery) (Pattern, error) {
	sel := q.Query
	sel.Group = []Dimension{ByIncident}
	sel.Select.To = cairn.Day(first(string(q.Before), string(sel.Select.To)))
	if q.Before != "" {
		sel.Select.To = q.Before.Add(-1)
	}
	if len(sel.Select.Measures) == 0 {
		sel.Select.Measures = []cairn.Measure{cairn.Killed}
	}
	sel.Select.Incidents = nil
	for i := range x.incidents {
		if x.ofKind(&x.incidents[i], q) {
			sel.Select.Incidents = append(sel.Select.Incidents, x.names[i])
		}
	}
	out := Pattern{Actor: sel.Select.Actor, Incidents: []PatternIncident{}, From: x.earliest()}
	if len(sel.Select.Incidents) == 0 {
		p, err := x.tally(sel)
		if err != nil {
			return Pattern{}, err
		}
		out.Policy = p.policy.ID()
		return out, nil
	}
	t, err := x.Toll(sel)
	if err != nil {
		return Pattern{}, err
	}
	out.Policy, out.Total = t.Policy, t.Totals
	graded, err := x.tally(q.Query)
	if err != nil {
		return Pattern{}, err
	}
	for c := range t.Cells.All() {
		at := x.byID[c.Keys[0]]
		inc := &x.incidents[at]
		out.Incidents = append(out.Incidents, PatternIncident{c.Keys[0], inc.period, placeLabel(x.places[inc.place]), partyLabel(x.actors[inc.actor]), c, graded.grades(at)})
	}
	slices.SortStableFunc(out.Incidents, func(a, b PatternIncident) int {
		return cmp.Or(cmp.Compare(a.Period.Start, b.Period.Start), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// ofKind says whether any claim that stands says that an incident was of the
// kind asked for.
func (x *Index) ofKind(inc *incident, q PatternQuery) bool {
	if q.Act == "" && q.Condition == "" && q.Status == "" {
		return true
	}
	act, condition, status := q.Act == "", q.Condition == "", q.Status == ""
	x.eachClaim(inc, func(rep *Report, c *cairn.Claim) {
		if _, no := x.now.rejected[c.ID]; no || inc.dissents(rep.ID, c.ID) {
			return
		}
		act = act || c.Act == q.Act
		condition = condition || c.Victims != nil && c.Victims.Condition == q.Condition
		status = status || c.Victims != nil && c.Victims.Status == q.Status
	})
	return act && condition && status
}

func (x *Index) earliest() cairn.Day {
	var out cairn.Day
	for i := range x.incidents {
		if d := x.incidents[i].period.Start; d != "" && (out == "" || d < out) {
			out = d
		}
	}
	return out
}
