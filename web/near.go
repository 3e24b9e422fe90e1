package web

import (
	"cmp"
	"slices"

	"cairn"
	"cairn/toll"
)

// near lays out only what bears on one incident: its reports, the incidents
// that it shares people with, and the decisions about them. Its figures are
// those of the whole record, and it takes no longer in a large one.
func (d *desk) near(in *cairn.LinkedIncident) (*toll.Index, error) {
	rec := toll.Record{Sources: d.sources()}
	reports, decisions := map[string]bool{}, map[int64]cairn.Decision{}
	note := func(id string) {
		for _, t := range d.DecisionsAbout(id) {
			if t.UndoneBy == 0 && t.Verdict != cairn.Undo {
				decisions[t.Seq] = t.Decision
			}
		}
	}
	for _, one := range d.sharing(in) {
		rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: one})
		note(one.ID)
		for _, part := range one.Reports {
			r, ok := d.Report(part.ID)
			if !ok || reports[part.ID] {
				continue
			}
			reports[part.ID] = true
			note(part.ID)
			for _, c := range r.Coded.Claims {
				note(c.ID)
			}
			if r.Withheld != 0 || d.Rejected(part.ID) {
				continue
			}
			report, err := toll.ReportOf(r.Coded, r.Seq)
			if err != nil {
				return nil, err
			}
			rec.Reports = append(rec.Reports, report)
		}
	}
	for _, one := range decisions {
		rec.Decisions = append(rec.Decisions, one)
	}
	slices.SortFunc(rec.Decisions, func(a, b cairn.Decision) int { return cmp.Compare(a.Seq, b.Seq) })
	slices.SortFunc(rec.Reports, func(a, b toll.Report) int { return cmp.Compare(a.Recorded, b.Recorded) })
	return toll.NewIndex(rec)
}

// sharing are an incident and those that may share people with it.
func (d *desk) sharing(in *cairn.LinkedIncident) []*cairn.LinkedIncident {
	out := []*cairn.LinkedIncident{in}
	add := func(id string) {
		if other, _, ok := d.Incident(id); ok && !slices.Contains(out, other) {
			out = append(out, other)
		}
	}
	for _, id := range in.After {
		add(id)
	}
	for _, id := range d.later()[in.ID] {
		add(id)
	}
	for _, o := range in.Overlaps {
		add(o.With)
	}
	return out
}

// makeLater lists the incidents in which the people of an incident are found
// in a later state.
func (d *desk) makeLater() map[string][]string {
	out := map[string][]string{}
	for _, l := range d.Links {
		if l.LinkedIncident != nil {
			for _, id := range l.After {
				out[id] = append(out[id], l.LinkedIncident.ID)
			}
		}
	}
	return out
}
