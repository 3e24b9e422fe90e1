package toll

import (
	"slices"

	"cairn"
)

// Moment is one step of an incident's history: what the figure became, and
// which reports or decisions moved it.
type Moment struct {
	AsOf      int64         `json:"as_of"`         // the position in the ledger
	Day       cairn.Day     `json:"day,omitempty"` // when the report was published
	Measure   cairn.Measure `json:"measure"`
	Before    *cairn.Range  `json:"before,omitempty"`
	After     *cairn.Range  `json:"after,omitempty"`
	Reports   []string      `json:"reports,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	Decisions []int64       `json:"decisions,omitempty"`
	Why       []NotCounted  `json:"not_counted,omitempty"`
}

// History says how an incident's figures moved, one step for each position of
// the ledger at which any of them changed.
func (x *Index) History(incident string, q Query) ([]Moment, error) {
	last := map[cairn.Measure]*cairn.Range{}
	var out []Moment
	for _, pos := range x.positions(incident) {
		q.AsOf = pos
		figures, err := x.Figures(incident, q)
		if err != nil {
			return nil, err
		}
		now := map[cairn.Measure]*cairn.Range{}
		why := map[cairn.Measure][]NotCounted{}
		for _, f := range figures {
			r := f.Range
			if r.Low != nil || r.High != nil {
				now[f.Measure] = &r
			}
			why[f.Measure] = f.NotCounted
		}
		for _, m := range cairn.Measures() {
			if !sameRange(last[m], now[m]) {
				out = append(out, x.moment(pos, m, last[m], now[m], why[m]))
			}
		}
		last = now
	}
	if len(out) == 0 {
		if _, err := x.Figures(incident, q); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// positions are the places of the ledger at which something about an incident
// was recorded.
func (x *Index) positions(incident string) []int64 {
	at, ok := x.byID[incident]
	if !ok {
		return nil
	}
	var out []int64
	for _, p := range x.incidents[at].parts {
		out = append(out, max(x.rec.Reports[p.report].Recorded, 1))
	}
	for _, e := range x.rec.Decisions {
		out = append(out, e.Seq)
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(n int64) bool { return n == 0 })
}

func (x *Index) moment(pos int64, m cairn.Measure, before, after *cairn.Range, why []NotCounted) Moment {
	out := Moment{AsOf: pos, Measure: m, Before: before, After: after, Why: why}
	for i := range x.rec.Reports {
		if r := &x.rec.Reports[i]; r.Recorded == pos {
			out.Reports = append(out.Reports, r.ID)
			out.Publisher, out.Day = first(out.Publisher, r.Publisher), cairn.Day(first(string(out.Day), string(r.Published.End)))
		}
	}
	for _, e := range x.rec.Decisions {
		if e.Seq == pos {
			out.Decisions = append(out.Decisions, e.Seq)
		}
	}
	return out
}
