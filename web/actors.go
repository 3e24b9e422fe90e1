package web

import (
	"strings"

	"cairn/toll"
)

// actorsView is the register of actors.
type actorsView struct {
	Shown  Shown        `json:"shown"`
	Count  int          `json:"count"`
	Actors []actorEntry `json:"actors"`
	Next   string       `json:"next,omitempty"`
	Search string       `json:"-"`
}

func actorsPage(q *ask) (page, error) {
	chosen := filtered(q.known().actors, q.param("q"), func(a actorEntry) string { return a.fold })
	rows, next := cut(q, chosen, func(a actorEntry) string { return a.Name })
	v := &actorsView{q.shown, len(chosen), rows, next, q.param("q")}
	return page{name: "actors", view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"actor", "types", "incidents", "claims", "control", "words"}}
		for _, a := range rows {
			t.rows = append(t.rows, []string{a.Name, strings.Join(a.Types, "; "), cellOf(a.Incidents), cellOf(a.Claims), cellOf(a.Control), strings.Join(a.Words, "; ")})
		}
		return t
	}}, nil
}

// filtered are the entries that have all words of a search; never nil.
func filtered[T any](list []T, search string, fold1 func(T) string) []T {
	search = fold(search)
	out := []T{}
	for _, v := range list {
		if search == "" || containsAll(fold1(v), search) {
			out = append(out, v)
		}
	}
	return out
}

// actorView is one actor: what it is called, and what it is said to have done.
type actorView struct {
	Shown     Shown          `json:"shown"`
	Actor     actorEntry     `json:"actor"`
	Totals    []toll.Cell    `json:"totals"`
	Incidents []incidentItem `json:"incidents"` // the latest; the list of incidents has all
}

func actorPage(q *ask) (page, error) {
	name := q.PathValue("name")
	i, ok := q.known().actorAt[name]
	if !ok {
		if q.server.o.Actor != nil {
			if is := q.server.o.Actor(name); is != name {
				return page{}, moved{"/actors/" + escape(is)}
			}
		}
		return page{}, notFound{name}
	}
	v := &actorView{Shown: q.shown, Actor: q.known().actors[i], Totals: []toll.Cell{}, Incidents: []incidentItem{}}
	list, err := q.incidents(q.toll)
	if err != nil {
		return page{}, err
	}
	v.Incidents = latestOf(list, func(in *listed) bool { return named(in.actors, name) })
	if v.Totals, err = q.totals(toll.Selection{Actor: name}); err != nil {
		return page{}, err
	}
	return page{name: "actor", about: name, view: v, table: q.incidentTable(v.Incidents),
		place: func() features { return incidentFeatures(v.Incidents) }}, nil
}

// firstMost is how many incidents the page of an actor or a place lists.
const firstMost = 30

func latestOf(list []listed, keep func(*listed) bool) []incidentItem {
	out := []incidentItem{}
	for i := range list {
		if len(out) == firstMost {
			break
		}
		if keep(&list[i]) {
			out = append(out, list[i].item())
		}
	}
	return out
}

// totals are the figures of a selection, one for each measure.
func (q *ask) totals(s toll.Selection) ([]toll.Cell, error) {
	index, err := q.index()
	if err != nil {
		return nil, err
	}
	ask := q.toll
	ask.Select = s
	t, err := index.Toll(ask)
	return t.Totals, err
}
