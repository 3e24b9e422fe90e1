package web

import (
	"time"

	"cairn"
	"cairn/record"
)

// reportView is one report: its text with the claims marked in it, a card for
// each claim, and the other reports of its story.
type reportView struct {
	Shown    Shown          `json:"shown"`
	Report   cairn.Report   `json:"report"`
	Line     reportLine     `json:"line"`
	Entry    int64          `json:"entry"`
	Recorded time.Time      `json:"recorded"`
	File     string         `json:"file,omitempty"`
	Reader   string         `json:"reader,omitempty"`
	Version  int64          `json:"version"`
	Claims   []claimCard    `json:"claims"`
	Story    string         `json:"story,omitempty"` // the incident that it is chiefly about
	Others   []reportLine   `json:"others,omitempty"`
	History  []record.Taken `json:"history"`
	Title    []segment      `json:"-"`
	Text     []segment      `json:"-"`
}

// storyMost is how many other reports of its story a report's page lists.
const storyMost = 30

func reportPage(q *ask) (page, error) {
	id := q.PathValue("id")
	r, ok := q.Report(id)
	if !ok {
		return page{}, notFound{id}
	}
	v := &reportView{Shown: q.shown, Report: r.Coded.Report, Line: q.reportLine(&r), Entry: r.Seq, Recorded: r.At.UTC(), File: r.Name, Reader: r.Reader,
		Version: q.Version(id), Claims: []claimCard{}, History: q.DecisionsAbout(id)}
	for _, c := range r.Coded.Claims {
		v.Claims = append(v.Claims, q.card(c, r))
	}
	inText := r.Coded.Claims
	v.Title, v.Text = segments(r.Coded.Title, "title", inText), segments(r.Coded.Text, "", inText)
	if in := q.mainOf(r); in != nil {
		v.Story = in.ID
		for _, part := range in.Reports {
			if other, ok := q.Report(part.ID); ok && part.Main && part.ID != id && len(v.Others) < storyMost {
				v.Others = append(v.Others, q.reportLine(&other))
			}
		}
	}
	return page{name: "report", about: r.Coded.Title, view: v,
		table: q.claimTable(v.Claims),
		place: func() features {
			f := newFeatures()
			for _, c := range v.Claims {
				f.add(c.ID, c.Place, map[string]any{"kind": c.Kind, "quote": c.Quote})
			}
			return f
		}}, nil
}

// mainOf is the incident that a report is chiefly about.
func (d *desk) mainOf(r record.Report) *cairn.LinkedIncident {
	for _, c := range r.Coded.Claims {
		in := d.IncidentOf(c.ID)
		if in == nil {
			continue
		}
		for _, part := range in.Reports {
			if part.ID == r.Coded.ID && part.Main {
				return in
			}
		}
	}
	return nil
}
