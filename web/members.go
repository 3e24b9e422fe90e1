package web

import (
	"slices"
	"strings"

	"cairn"
	"cairn/toll"
)

// Merging and splitting incidents: what would come of it is shown before
// anybody decides, and the decision can be taken back.

// member is one claim of an incident with its report.
type member struct {
	Claim     cairn.Claim `json:"claim"`
	Version   int64       `json:"version"`
	Report    string      `json:"report"`
	Date      string      `json:"date,omitempty"`
	Publisher string      `json:"publisher,omitempty"`
	Out       bool        `json:"out,omitempty"` // chosen to be taken out
	Incident  string      `json:"incident"`
}

// outcome is an incident as it would be.
type outcome struct {
	ID      string         `json:"id,omitempty"` // absent for one that would be new
	Claims  int            `json:"claims"`
	Figures []listedFigure `json:"figures"`
}

type membersView struct {
	Shown
	ID      string    `json:"id"`
	Version int64     `json:"version"`
	Members []member  `json:"members"`
	Before  []outcome `json:"before"`
	After   []outcome `json:"after,omitempty"` // absent where nothing is chosen
}

// Chosen are the claims to be taken out.
func (v *membersView) Chosen() []member {
	return slices.DeleteFunc(slices.Clone(v.Members), func(m member) bool { return !m.Out })
}

// membersPage lists the claims of an incident, and shows what taking some out
// would make of it.
func membersPage(q *ask) (page, error) {
	in, err := q.livingIncident(q.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	view := &membersView{Shown: q.shown, ID: in.ID, Version: q.Version(in.ID)}
	out := q.query["out"]
	view.Members = q.members(in, out)
	if view.Before, err = q.outcomes(*in); err != nil {
		return page{}, err
	}
	if n := len(view.Chosen()); n > 0 {
		rest, apart := parted(*in, out)
		if view.After, err = q.outcomes(rest, apart); err != nil {
			return page{}, err
		}
	}
	return page{name: "members", about: in.ID, view: view, rows: func() sheet { return memberRows(view.Members) }}, nil
}

// livingIncident finds an incident; the id of one that was merged leads to the
// one that took it in.
func (q *ask) livingIncident(id string) (*cairn.LinkedIncident, error) {
	in, merged, ok := q.Incident(id)
	switch {
	case !ok:
		return nil, notFound{id}
	case merged:
		return nil, moved{strings.Replace(q.path, "/"+id, "/"+in.ID, 1)}
	}
	return in, nil
}

func (d *desk) members(in *cairn.LinkedIncident, out []string) []member {
	var list []member
	for _, r := range in.Reports {
		report, _ := d.Report(r.ID)
		for _, id := range r.Claims {
			c, _, ok := d.Claim(id)
			if !ok {
				continue
			}
			list = append(list, member{Claim: c, Version: d.Version(id), Report: r.ID, Date: report.Coded.Date,
				Publisher: report.Coded.Publisher, Out: slices.Contains(out, id), Incident: in.ID})
		}
	}
	return list
}

// parted is an incident without some of its claims, and an incident of those.
func parted(in cairn.LinkedIncident, out []string) (rest, apart cairn.LinkedIncident) {
	rest, apart = in, in
	apart.ID, apart.Aliases = "apart", nil
	rest.Reports, apart.Reports = nil, nil
	for _, r := range in.Reports {
		stay, go_ := r, r
		stay.Claims, go_.Claims = nil, nil
		for _, id := range r.Claims {
			if slices.Contains(out, id) {
				go_.Claims = append(go_.Claims, id)
			} else {
				stay.Claims = append(stay.Claims, id)
			}
		}
		if len(stay.Claims) > 0 {
			rest.Reports = append(rest.Reports, stay)
		}
		if len(go_.Claims) > 0 {
			apart.Reports = append(apart.Reports, go_)
		}
	}
	return rest, apart
}

// outcomes are incidents with their figures, as they are or would be: nothing
// but their own reports is asked.
func (q *ask) outcomes(incidents ...cairn.LinkedIncident) ([]outcome, error) {
	rec := toll.Record{Decisions: q.Decisions, Sources: q.sources()}
	seen := map[string]bool{}
	for i := range incidents {
		if len(incidents[i].Reports) == 0 {
			continue
		}
		rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: &incidents[i]})
		for _, r := range incidents[i].Reports {
			report, ok := q.Report(r.ID)
			if !ok || seen[r.ID] || report.Withheld != 0 || q.Rejected(r.ID) {
				continue
			}
			seen[r.ID] = true
			one, err := toll.ReportOf(report.Coded, report.Seq)
			if err != nil {
				return nil, err
			}
			rec.Reports = append(rec.Reports, one)
		}
	}
	index, err := toll.NewIndex(rec)
	if err != nil {
		return nil, err
	}
	out := make([]outcome, 0, len(incidents))
	for i := range incidents {
		o := outcome{ID: incidents[i].ID, Figures: []listedFigure{}}
		for _, r := range incidents[i].Reports {
			o.Claims += len(r.Claims)
		}
		figures, err := index.Figures(incidents[i].ID, q.toll)
		if err != nil {
			return nil, err
		}
		for _, f := range figures {
			o.Figures = append(o.Figures, listedFigure{f.Measure, f.Range})
		}
		out = append(out, o)
	}
	return out, nil
}

func memberRows(list []member) sheet {
	out := sheet{head: []string{"incident", "claim", "report", "date", "publisher", "measure", "count", "quote"}}
	for _, m := range list {
		count := ""
		if m.Claim.Count != nil {
			count = m.Claim.Count.Text
		}
		out.rows = append(out.rows, []string{m.Incident, m.Claim.ID, m.Report, m.Date, m.Publisher, string(m.Claim.Measure), count, m.Claim.Quote})
	}
	return out
}

type mergeView struct {
	Shown
	Keep    string           `json:"keep"` // the id that stays
	Gone    []string         `json:"gone"` // ids that lead to it from then on
	Version map[string]int64 `json:"version"`
	Members []member         `json:"members"`
	Before  []outcome        `json:"before"`
	After   []outcome        `json:"after,omitempty"`
	Near    []listed         `json:"near,omitempty"` // candidates, where none is named yet
}

// mergePage shows what making one incident of several would give: which id
// stays, which become aliases, the figures before and after.
func mergePage(q *ask) (page, error) {
	in, err := q.livingIncident(q.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	all := []cairn.LinkedIncident{*in}
	view := &mergeView{Shown: q.shown, Version: map[string]int64{in.ID: q.Version(in.ID)}}
	for _, id := range q.query["with"] {
		other, _, ok := q.Incident(strings.TrimSpace(id))
		if !ok {
			return page{}, notFound{id}
		}
		if _, twice := view.Version[other.ID]; twice {
			continue
		}
		view.Version[other.ID] = q.Version(other.ID)
		all = append(all, *other)
	}
	for i := range all {
		view.Members = append(view.Members, q.members(&all[i], nil)...)
	}
	if view.Before, err = q.outcomes(all...); err != nil {
		return page{}, err
	}
	view.Keep = in.ID
	if len(all) > 1 {
		view.Keep, view.Gone = q.keeps(all)
		if view.After, err = q.outcomes(merged(view.Keep, all)); err != nil {
			return page{}, err
		}
	} else if view.Near, err = q.mightBe(in); err != nil {
		return page{}, err
	}
	return page{name: "merge", about: in.ID, view: view, rows: func() sheet { return memberRows(view.Members) }}, nil
}

// keeps says which of several ids stays: that of the incident with the report
// that the record has had for longest.
func (d *desk) keeps(all []cairn.LinkedIncident) (keep string, gone []string) {
	first := int64(-1)
	for _, in := range all {
		for _, r := range in.Reports {
			if report, ok := d.Report(r.ID); ok && (first < 0 || report.Seq < first) {
				first, keep = report.Seq, in.ID
			}
		}
	}
	for _, in := range all {
		if in.ID != keep {
			gone = append(gone, in.ID)
		}
	}
	return keep, gone
}

func merged(id string, all []cairn.LinkedIncident) cairn.LinkedIncident {
	out := cairn.LinkedIncident{ID: id}
	at := map[string]int{}
	for _, in := range all {
		for _, r := range in.Reports {
			if i, ok := at[r.ID]; ok {
				out.Reports[i].Claims = append(slices.Clone(out.Reports[i].Claims), r.Claims...)
				continue
			}
			at[r.ID] = len(out.Reports)
			out.Reports = append(out.Reports, r)
		}
		out.Origins = append(out.Origins, in.Origins...)
	}
	return out
}

// mightBe lists incidents that a person might mean: those of the same province
// within a week, the nearest in time first.
func (q *ask) mightBe(in *cairn.LinkedIncident) ([]listed, error) {
	list, err := q.incidents(q.toll)
	if err != nil {
		return nil, err
	}
	var out []listed
	for _, l := range list {
		if l.ID == in.ID || !closeInTime(l.LinkedIncident, in) || !samePart(l.LinkedIncident, in) {
			continue
		}
		if out = append(out, l); len(out) == 20 {
			break
		}
	}
	return out, nil
}

func closeInTime(a, b *cairn.LinkedIncident) bool {
	if a.Time == nil || b.Time == nil {
		return false
	}
	x, okA := a.Time.Start.Time()
	y, okB := b.Time.Start.Time()
	return okA && okB && max(x.Sub(y), y.Sub(x)).Hours() <= 7*24
}

func samePart(a, b *cairn.LinkedIncident) bool {
	return a.Place != nil && b.Place != nil && a.Place.Country == b.Place.Country && (a.Place.Admin1 == b.Place.Admin1 || a.Place.Admin1 == "" || b.Place.Admin1 == "")
}
