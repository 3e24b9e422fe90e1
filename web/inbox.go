package web

import (
	"cmp"
	"slices"

	"cairn"
	"cairn/record"
)

// story is the reports that are chiefly about one incident: eight outlets that
// print one agency's text are one thing to read.
type story struct {
	ID       string // of its incident, or of the report that stands alone
	incident *cairn.LinkedIncident
	reports  []*record.Report
	latest   int64 // the entry of its latest report
	fold     string
}

// inboxView is the reports by story, the latest first.
type inboxView struct {
	Shown   Shown       `json:"shown"`
	Count   int         `json:"count"`
	Reports int         `json:"reports"`
	Stories []storyView `json:"stories"`
	Next    string      `json:"next,omitempty"`
	Search  string      `json:"-"`
}

type storyView struct {
	ID          string       `json:"id"`
	Incident    string       `json:"incident,omitempty"`
	Time        *cairn.When  `json:"time,omitempty"`
	Place       *cairn.Locus `json:"place,omitempty"`
	Perpetrator *cairn.Party `json:"perpetrator,omitempty"`
	Origins     int          `json:"origins"`
	Reports     []reportLine `json:"reports"`
}

// reportLine is a report in a list.
type reportLine struct {
	ID        string   `json:"id"`
	Title     string   `json:"title,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Agency    string   `json:"agency,omitempty"`
	Published string   `json:"published,omitempty"`
	Lang      string   `json:"lang,omitempty"`
	Recorded  string   `json:"recorded"`
	Claims    int      `json:"claims"`
	NotCoded  string   `json:"not_coded,omitempty"`
	Withheld  int64    `json:"withheld,omitempty"`
	Warnings  []string `json:"warnings,omitempty"`
	Rejected  bool     `json:"rejected,omitempty"`
}

func inboxPage(q *ask) (page, error) {
	v := &inboxView{Shown: q.shown, Search: q.param("q"), Stories: []storyView{}}
	search := fold(v.Search)
	var chosen []*story
	stories := q.stories()
	for i := range stories {
		if search == "" || containsAll(stories[i].fold, search) {
			chosen = append(chosen, &stories[i])
			v.Reports += len(stories[i].reports)
		}
	}
	v.Count = len(chosen)
	rows, next := cut(q, chosen, func(s *story) string { return s.ID })
	v.Next = next
	for _, s := range rows {
		v.Stories = append(v.Stories, q.storyView(s))
	}
	return page{name: "inbox", view: v, next: next, rows: func() sheet { return storySheet(v.Stories) }}, nil
}

func (q *ask) storyView(s *story) storyView {
	v := storyView{ID: s.ID, Reports: []reportLine{}}
	if in := s.incident; in != nil {
		v.Incident, v.Time, v.Place, v.Perpetrator, v.Origins = in.ID, in.Time, in.Place, in.Perpetrator, originCount(in)
	}
	for _, r := range s.reports {
		v.Reports = append(v.Reports, q.reportLine(r))
	}
	return v
}

func (q *ask) reportLine(r *record.Report) reportLine {
	return reportLine{ID: r.Coded.ID, Title: r.Coded.Title, Publisher: r.Coded.Publisher, Agency: r.Coded.Agency, Published: r.Coded.Date, Lang: r.Coded.Lang,
		Recorded: r.At.UTC().Format("2006-01-02T15:04:05Z"), Claims: len(r.Coded.Claims), NotCoded: r.Coded.NotCoded, Withheld: r.Withheld, Warnings: r.Warnings, Rejected: q.Rejected(r.Coded.ID)}
}

// originCount is how many voices there are behind an incident.
func originCount(in *cairn.LinkedIncident) int {
	roots := map[string]bool{}
	for _, o := range in.Origins {
		roots[o.Root] = true
	}
	return len(roots)
}

// makeStories groups the reports by the incident that each is chiefly about.
func (d *desk) makeStories() []story {
	mainOf := map[string]*cairn.LinkedIncident{}
	for _, l := range d.Links {
		if l.LinkedIncident == nil {
			continue
		}
		for _, part := range l.LinkedIncident.Reports {
			if part.Main && mainOf[part.ID] == nil {
				mainOf[part.ID] = l.LinkedIncident
			}
		}
	}
	at := map[string]int{}
	var out []story
	for i := range d.Reports {
		r := &d.Reports[i]
		in, id := mainOf[r.Coded.ID], r.Coded.ID
		if in != nil {
			id = in.ID
		}
		n, ok := at[id]
		if !ok {
			n, at[id] = len(out), len(out)
			out = append(out, story{ID: id, incident: in})
			if in != nil {
				out[n].fold = fold(placeLabel(in.Place) + " " + placeText(in.Place) + " " + partyLabel(in.Perpetrator) + " " + in.ID)
			}
		}
		s := &out[n]
		s.reports = append(s.reports, r)
		s.latest = max(s.latest, r.Seq)
		s.fold += " " + fold(r.Coded.Title+" "+r.Coded.Publisher+" "+r.Coded.Agency+" "+r.Coded.ID)
	}
	slices.SortStableFunc(out, func(a, b story) int { return cmp.Compare(b.latest, a.latest) })
	return out
}

func storySheet(stories []storyView) sheet {
	t := sheet{head: []string{"story", "incident", "origins", "report", "title", "publisher", "agency", "published", "recorded", "language", "claims", "not_coded"}}
	for _, s := range stories {
		for _, r := range s.Reports {
			t.rows = append(t.rows, []string{s.ID, s.Incident, cellOf(s.Origins), r.ID, r.Title, r.Publisher, r.Agency, r.Published, r.Recorded, r.Lang, cellOf(r.Claims), r.NotCoded})
		}
	}
	return t
}
