package web

import (
	"bytes"
	"iter"
	"slices"

	"cairn"
	"cairn/exchange/export"
	"cairn/record"
)

// Rows of the record itself (incidents, claims, tolls) are downloaded in the
// columns of cairn export, written by the same room: what a screen gives and what
// the command gives can be laid side by side.

// table writes a page's rows in the columns of an exported table.
type table func(form export.Form, losses *export.Losses) error

func (t table) write(b *bytes.Buffer) error {
	losses := &export.Losses{}
	form := export.CSV(b, losses)
	if err := t(form, losses); err != nil {
		return err
	}
	return form.Close()
}

func (q *ask) stamp() export.Stamp {
	return export.Stamp{Policy: q.toll.Policy.ID(), AsOf: q.desk.Seq, AsOfDay: q.lastDay(), PublishedBy: q.toll.PublishedBy}
}

// lastDay is the day of the last entry that brought a report or a decision.
func (d *desk) lastDay() cairn.Day {
	var last cairn.Day
	for i := range d.Reports {
		last = max(last, cairn.DayOf(d.Reports[i].At.UTC()))
	}
	for i := range d.All {
		last = max(last, cairn.DayOf(d.All[i].At.UTC()))
	}
	return last
}

// exported is a report as it leaves.
func exported(r record.Report, licence func(publisher, rule string) export.Licence) export.Report {
	rule := ""
	if len(r.Coded.Claims) > 0 {
		rule = r.Coded.Claims[0].Rule
	}
	return export.Report{Coded: r.Coded, Entry: r.Seq, Recorded: cairn.DayOf(r.At.UTC()), Licence: licence(r.Coded.Publisher, rule)}
}

// leaving lays out some incidents as they leave, in the order of their ids.
func (q *ask) leaving(ids []string) (export.Data, error) {
	index, err := q.index()
	if err != nil {
		return export.Data{}, err
	}
	stamp := q.stamp()
	out := export.Record{Decisions: q.Decisions, Index: index, Query: q.toll, AsOf: stamp.AsOf, AsOfDay: stamp.AsOfDay}
	licence, have := export.LicenceOf(q.Decisions), map[string]bool{}
	for _, id := range ids {
		in, _, ok := q.Incident(id)
		if !ok {
			continue
		}
		out.Links = append(out.Links, cairn.Linked{LinkedIncident: in})
		for _, part := range in.Reports {
			if r, ok := q.Report(part.ID); ok && !have[part.ID] && r.Withheld == 0 {
				have[part.ID] = true
				out.Reports = append(out.Reports, exported(r, licence))
			}
		}
	}
	d, err := out.Lay()
	d.Incidents = inOrder(d.Incidents, ids)
	return d, err
}

// inOrder hands incidents on in the order of a list.
func inOrder(all iter.Seq2[export.Incident, error], ids []string) iter.Seq2[export.Incident, error] {
	return func(yield func(export.Incident, error) bool) {
		by := map[string]export.Incident{}
		for inc, err := range all {
			if err != nil {
				yield(inc, err)
				return
			}
			by[inc.ID] = inc
		}
		for _, id := range ids {
			if inc, ok := by[id]; ok && !yield(inc, nil) {
				return
			}
		}
	}
}

// incidentTable is incidents of a list.
func (q *ask) incidentTable(list []incidentItem) table {
	return func(form export.Form, losses *export.Losses) error {
		var ids []string
		for _, in := range list {
			ids = append(ids, in.ID)
		}
		d, err := q.leaving(ids)
		if err != nil {
			return err
		}
		return export.Incidents(d, form, losses)
	}
}

// claimTable is claims of a list.
func (q *ask) claimTable(cards []claimCard) table {
	return q.tableOfClaims(func(yield func(record.Report, string) bool) {
		for _, card := range cards {
			if r, ok := q.Report(card.Report); ok && !yield(r, card.ID) {
				return
			}
		}
	})
}

// tableOfClaims is claims, each with the report that it stands in.
func (q *ask) tableOfClaims(claims iter.Seq2[record.Report, string]) table {
	return func(form export.Form, losses *export.Losses) error {
		d := export.Data{Stamp: q.stamp()}
		licence := export.LicenceOf(q.Decisions)
		for r, id := range claims {
			one := exported(r, licence)
			at := slices.IndexFunc(one.Claims, func(c cairn.Claim) bool { return c.ID == id })
			if at < 0 {
				continue
			}
			one.Claims = one.Claims[at : at+1]
			if in := q.IncidentOf(id); in != nil {
				one.In = map[string]string{id: in.ID}
			}
			if verdict := q.decided(id); verdict != "" {
				one.Decided = map[string]string{id: export.Decided(cairn.Verdict(verdict))}
			}
			d.Reports = append(d.Reports, one)
		}
		return export.Claims(d, form, losses)
	}
}

// tollTable is a toll with the claims behind its figures.
func (q *ask) tollTable() table {
	return func(form export.Form, losses *export.Losses) error {
		q.toll.Explain = true
		t, err := q.tally()
		if err != nil {
			return err
		}
		var ids []string
		for _, total := range t.Totals {
			ids = append(ids, total.Incidents...)
		}
		slices.Sort(ids)
		d, err := q.leaving(slices.Compact(ids))
		if err != nil {
			return err
		}
		d.Tolls = t
		return export.Tolls(d, form, losses)
	}
}
