package web

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"sync"

	"cairn/record"
)

// searchView is what the record has with some words, by what it is.
type searchView struct {
	Shown  Shown       `json:"shown"`
	Search string      `json:"search"`
	Count  int         `json:"count"`
	Groups []hitGroup  `json:"groups"`
	Found  []searchHit `json:"found"` // all of them, for the palette
}

type hitGroup struct {
	Kind  string      `json:"kind"`
	Count int         `json:"count"`
	Hits  []searchHit `json:"hits"`
	Least bool        `json:"at_least,omitempty"` // counting was ended: there are more
	More  string      `json:"more,omitempty"`     // the list that has all of them
}

// searchHit is one thing that was found.
type searchHit struct {
	Kind  string        `json:"kind"`
	Title string        `json:"title"`
	Note  string        `json:"note,omitempty"`
	Href  string        `json:"href"`
	About template.HTML `json:"-"`
}

// Limits of a search: how many of each kind are listed, and counted.
const (
	hitMost   = 8
	countMost = 500
)

func searchPage(q *ask) (page, error) {
	v := &searchView{Shown: q.shown, Search: q.param("q"), Groups: []hitGroup{}, Found: []searchHit{}}
	search := fold(v.Search)
	if search != "" {
		for _, find := range []func(string) (hitGroup, error){q.findIDs, q.findIncidents, q.findReports, q.findClaims, q.findActors, q.findPlaces, q.findSources} {
			g, err := find(search)
			if err != nil {
				return page{}, err
			}
			if g.Count > 0 {
				v.Groups = append(v.Groups, g)
				v.Found = append(v.Found, g.Hits...)
				v.Count += g.Count
			}
		}
	}
	return page{name: "search", view: v, rows: func() sheet {
		t := sheet{head: []string{"kind", "title", "note", "address"}}
		for _, h := range v.Found {
			t.rows = append(t.rows, []string{h.Kind, h.Title, h.Note, h.Href})
		}
		return t
	}}, nil
}

// add takes one more, and says whether to go on.
func (g *hitGroup) add(h searchHit) bool {
	if g.Count == countMost {
		g.Least = true
		return false
	}
	g.Count++
	if len(g.Hits) < hitMost {
		h.Kind = g.Kind
		g.Hits = append(g.Hits, h)
	}
	return true
}

// findIDs finds what an id begins with.
func (q *ask) findIDs(search string) (hitGroup, error) {
	g := hitGroup{Kind: "id"}
	if len(search) < 4 || strings.Contains(search, " ") {
		return g, nil
	}
	for _, id := range q.Complete(search, hitMost) {
		kind := "reports"
		if _, _, ok := q.Claim(id); ok {
			kind = "claims"
		} else if _, _, ok := q.Incident(id); ok {
			kind = "incidents"
		}
		g.add(searchHit{Title: id, Href: "/" + kind + "/" + url.PathEscape(id)})
	}
	return g, nil
}

func (q *ask) findIncidents(search string) (hitGroup, error) {
	g := hitGroup{Kind: "incident", More: "/incidents?q=" + url.QueryEscape(q.param("q"))}
	list, err := q.incidents(q.toll)
	for i := range list {
		if in := &list[i]; containsAll(in.fold, search) &&
			!g.add(searchHit{Title: joined(in.Where, ", ", in.Who), Note: q.lang.period(in.Period), Href: "/incidents/" + url.PathEscape(in.ID)}) {
			break
		}
	}
	return g, err
}

func (q *ask) findReports(search string) (hitGroup, error) {
	g := hitGroup{Kind: "report", More: "/?q=" + url.QueryEscape(q.param("q"))}
	for i := range q.Reports {
		r := &q.Reports[i]
		if containsAll(q.server.desks.folded(r), search) && containsAll(fold(r.Coded.Title+" "+r.Coded.Publisher+" "+r.Coded.Agency), search) &&
			!g.add(searchHit{Title: cmp.Or(r.Coded.Title, r.Coded.ID), Note: joined(r.Coded.Publisher, " · ", r.Coded.Date), Href: "/reports/" + url.PathEscape(r.Coded.ID)}) {
			break
		}
	}
	return g, nil
}

// findClaims reads the claims only of reports whose whole text has the words.
func (q *ask) findClaims(search string) (hitGroup, error) {
	g := hitGroup{Kind: "claim", More: "/claims?q=" + url.QueryEscape(q.param("q"))}
	for i := range q.Reports {
		r := &q.Reports[i]
		if !containsAll(q.server.desks.folded(r), search) {
			continue
		}
		for k := range r.Coded.Claims {
			if c := &r.Coded.Claims[k]; containsAll(claimFold(r.Coded.Report, c), search) &&
				!g.add(searchHit{Title: short(c.Quote, 140), Note: joined(r.Coded.Publisher, " · ", r.Coded.Date), Href: "/claims/" + url.PathEscape(c.ID)}) {
				return g, nil
			}
		}
	}
	return g, nil
}

func (q *ask) findActors(search string) (hitGroup, error) {
	g := hitGroup{Kind: "actor", More: "/actors?q=" + url.QueryEscape(q.param("q"))}
	for _, a := range q.known().actors {
		if containsAll(a.fold, search) {
			g.add(searchHit{Title: a.Name, Href: "/actors/" + url.PathEscape(a.Name)})
		}
	}
	return g, nil
}

func (q *ask) findPlaces(search string) (hitGroup, error) {
	g := hitGroup{Kind: "place", More: "/places?q=" + url.QueryEscape(q.param("q"))}
	for _, p := range q.known().places {
		if containsAll(p.fold, search) {
			g.add(searchHit{Title: p.Name, Note: p.Province, Href: "/places/" + url.PathEscape(p.Key)})
		}
	}
	return g, nil
}

func (q *ask) findSources(search string) (hitGroup, error) {
	g := hitGroup{Kind: "source", More: "/sources?q=" + url.QueryEscape(q.param("q"))}
	for _, s := range q.known().sources {
		if containsAll(s.fold, search) {
			g.add(searchHit{Title: s.Name, Href: "/sources/" + url.PathEscape(s.Name)})
		}
	}
	return g, nil
}

// short is the beginning of a text.
func short(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// folds are what a search for claims reads first, by report: kept from one
// state of the record to the next, because a report's text does not change.
type folds struct {
	mu sync.RWMutex
	by map[foldKey]string
}

type foldKey struct {
	report string
	coded  int64
	claims int // a person may have added one
}

// folded is everything that a search for a report's claims reads.
func (d *desks) folded(r *record.Report) string {
	key := foldKey{r.Coded.ID, r.CodedSeq, len(r.Coded.Claims)}
	d.folds.mu.RLock()
	s, ok := d.folds.by[key]
	d.folds.mu.RUnlock()
	if ok {
		return s
	}
	parts := []string{fold(r.Coded.Title + " " + r.Coded.Publisher + " " + r.Coded.Agency)}
	for k := range r.Coded.Claims {
		parts = append(parts, claimFold(r.Coded.Report, &r.Coded.Claims[k]))
	}
	words := strings.Fields(strings.Join(parts, " "))
	slices.Sort(words)
	s = strings.Join(slices.Compact(words), " ")
	d.folds.mu.Lock()
	d.folds.by[key] = s
	d.folds.mu.Unlock()
	return s
}
