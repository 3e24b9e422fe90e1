package web

import (
	"cmp"
	"slices"

	"cairn"
	"cairn/draw"
	"cairn/record"
	"cairn/toll"
)

// incidentView is one incident, opened down to its sentences.
type incidentView struct {
	Shown    Shown                 `json:"shown"`
	Incident *cairn.LinkedIncident `json:"incident"`
	Version  int64                 `json:"version"`
	Figures  []incidentCount       `json:"figures"`
	Grades   *toll.Grades          `json:"grades,omitempty"`
	Claims   []claimCard           `json:"claims"`
	Origins  []originView          `json:"origins"`
	Totals   []totalView           `json:"totals,omitempty"` // that cover the incident; never added to it
	Later    []string              `json:"later,omitempty"`  // incidents in which its people are found in a later state
	Moments  []toll.Moment         `json:"moments"`          // how its figures came to be known
	History  []record.Taken        `json:"history"`          // what people decided about it
	Reports  int                   `json:"-"`
	Known    []*chart              `json:"-"` // how its figures came to be known, as pictures
	Map      *chart                `json:"-"`
}

// incidentCount is one measure's figure, with its picture.
type incidentCount struct {
	toll.Figure
	Strip []byte     `json:"-"`
	Twin  draw.Table `json:"-"`
	Each  *chart     `json:"-"` // a square for each person, where they are few enough to be seen
}

// originView is one voice with the outlets that carry it.
type originView struct {
	cairn.Origin
	Copies []originCopy `json:"copies"`
}

type originCopy struct {
	Claim     string          `json:"claim"`
	Report    string          `json:"report"`
	Publisher string          `json:"publisher,omitempty"`
	Count     *cairn.Quantity `json:"count,omitempty"`
}

// totalView is a running or closed total that covers an incident.
type totalView struct {
	*cairn.LinkedTotal
	Root   string `json:"root,omitempty"`
	Covers int    `json:"covers"`
}

func incidentPage(q *ask) (page, error) {
	id := q.PathValue("id")
	in, merged, ok := q.Incident(id)
	switch {
	case !ok:
		return page{}, notFound{id}
	case merged:
		return page{}, moved{"/incidents/" + in.ID}
	}
	index, err := q.near(in)
	if err != nil {
		return page{}, err
	}
	ask := q.toll
	ask.Explain = true
	figures, err := index.Figures(in.ID, ask)
	if err != nil {
		return page{}, err
	}
	v := &incidentView{Shown: q.shown, Incident: in, Version: q.Version(in.ID), History: q.DecisionsAbout(in.ID), Later: q.later()[in.ID], Figures: []incidentCount{}, Reports: len(in.Reports)}
	v.Claims = q.claimsOf(in, figures)
	v.Origins = q.originsOf(in)
	v.Totals = q.totalsOver(in)
	for _, f := range figures {
		v.Figures = append(v.Figures, q.drawn(f, v.Claims))
		v.Grades = &f.Grades
	}
	if v.Moments, err = index.History(in.ID, q.toll); err != nil {
		return page{}, err
	}
	if q.form == asHTML {
		if v.Known, err = q.knownCharts(index, in); err != nil {
			return page{}, err
		}
		if v.Map, err = q.placeMap(in); err != nil {
			return page{}, err
		}
	}
	return page{name: "incident", about: in.ID, view: v,
		table: q.claimTable(v.Claims),
		place: func() features {
			f := newFeatures()
			f.add(in.ID, in.Place, map[string]any{"figures": v.counts()})
			return f
		}}, nil
}

func (v *incidentView) counts() []listedFigure {
	out := []listedFigure{}
	for _, f := range v.Figures {
		out = append(out, listedFigure{f.Measure, f.Range})
	}
	return out
}

// claimsOf are the claims of an incident in the order of their publication,
// each with the reason where it bears on no figure.
func (q *ask) claimsOf(in *cairn.LinkedIncident, figures []toll.Figure) []claimCard {
	aside := map[toll.ClaimRef]string{}
	for _, f := range figures {
		for _, n := range f.NotCounted {
			for _, c := range n.Claims {
				aside[c] = n.Why
			}
		}
	}
	out := []claimCard{}
	for _, part := range in.Reports {
		r, ok := q.Report(part.ID)
		if !ok {
			continue
		}
		for _, c := range r.Coded.Claims {
			if slices.Contains(part.Claims, c.ID) {
				card := q.card(c, r)
				card.Incident, card.Aside = "", aside[toll.ClaimRef{Report: r.Coded.ID, Claim: c.ID}]
				out = append(out, card)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b claimCard) int { return cmp.Compare(a.Published, b.Published) })
	return out
}

func (q *ask) originsOf(in *cairn.LinkedIncident) []originView {
	out := []originView{}
	for _, o := range in.Origins {
		one := originView{Origin: o, Copies: []originCopy{}}
		for _, part := range in.Reports {
			r, ok := q.Report(part.ID)
			if !ok {
				continue
			}
			for _, c := range r.Coded.Claims {
				if slices.Contains(part.Claims, c.ID) && slices.Contains(o.Claims, c.ID) {
					one.Copies = append(one.Copies, originCopy{c.ID, r.Coded.ID, r.Coded.Publisher, c.Count})
				}
			}
		}
		out = append(out, one)
	}
	return out
}

func (q *ask) totalsOver(in *cairn.LinkedIncident) []totalView {
	var out []totalView
	for _, t := range q.TotalsOver(in.ID) {
		one := totalView{LinkedTotal: t, Covers: len(t.Covers)}
		if c, r, ok := q.Claim(t.Claim); ok {
			if chain := chainOf(c, r.Coded.Report); len(chain) > 0 {
				one.Root = chain[0].Who
			}
		}
		out = append(out, one)
	}
	return out
}

// drawn is a figure with its strip: one mark for each claim of the measure.
func (q *ask) drawn(f toll.Figure, cards []claimCard) incidentCount {
	measure := q.lang.term("measure", string(f.Measure))
	s := draw.Strip{Frame: draw.Frame{ID: "strip-" + string(f.Measure), Title: q.lang.say("incident.strip", map[string]string{"measure": measure}), Words: q.lang.charts}, Axis: measure, Adopted: &f.Range}
	for _, c := range cards {
		if c.Measure != f.Measure || c.Count == nil {
			continue
		}
		one := draw.StripClaim{Count: *c.Count, Source: q.lang.say("unknown.speaker", nil), Origin: c.Origin, Href: "#" + c.Report + "-" + c.ID}
		if len(c.Chain) > 0 {
			one.Source = c.Chain[0].Who
		}
		if c.Aside != "" {
			one.Aside = q.lang.reason(c.Aside)
		}
		s.Claims = append(s.Claims, one)
	}
	out := incidentCount{Figure: f, Strip: s.SVG(), Twin: s.Table()}
	if w := (draw.Waffle{Frame: q.frame("each-"+string(f.Measure), "picture.each", map[string]string{"measure": measure}), Label: measure, Figure: f.Range}); w.Fits() {
		out.Each = charted(w)
	}
	return out
}
