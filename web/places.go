package web

import (
	"net/url"
	"slices"
	"strings"

	"cairn/toll"
)

// placesView is the register of places.
type placesView struct {
	Shown  Shown        `json:"shown"`
	Count  int          `json:"count"`
	Places []placeEntry `json:"places"`
	Next   string       `json:"next,omitempty"`
	Search string       `json:"-"`
}

func placesPage(q *ask) (page, error) {
	chosen := filtered(q.known().places, q.param("q"), func(p placeEntry) string { return p.fold })
	rows, next := cut(q, chosen, func(p placeEntry) string { return p.Key })
	v := &placesView{q.shown, len(chosen), rows, next, q.param("q")}
	return page{name: "places", view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"key", "place", "province", "country", "lat", "lon", "precision", "kind", "incidents", "claims", "words"}}
		for _, p := range rows {
			t.rows = append(t.rows, slices.Concat([]string{p.Key}, placeCells(p.Locus), []string{p.Kind, cellOf(p.Incidents), cellOf(p.Claims), strings.Join(p.Words, "; ")}))
		}
		return t
	}, place: func() features {
		f := newFeatures()
		for _, p := range rows {
			f.add(p.Key, p.Locus, map[string]any{"incidents": p.Incidents, "claims": p.Claims})
		}
		return f
	}}, nil
}

// placeView is one place: what it is called, what happened there and who held it.
type placeView struct {
	Shown     Shown           `json:"shown"`
	Place     placeEntry      `json:"place"`
	Totals    []toll.Cell     `json:"totals"`
	Incidents []incidentItem  `json:"incidents"`
	Control   []toll.Timeline `json:"control"`
}

func placePage(q *ask) (page, error) {
	key := q.PathValue("key")
	i, ok := q.known().placeAt[key]
	if !ok {
		return page{}, notFound{key}
	}
	v := &placeView{Shown: q.shown, Place: q.known().places[i], Totals: []toll.Cell{}}
	list, err := q.incidents(q.toll)
	if err != nil {
		return page{}, err
	}
	v.Incidents = latestOf(list, func(in *listed) bool { return in.Place != nil && toll.Within(*in.Place, *v.Place.Locus) })
	if v.Totals, err = q.totals(toll.Selection{Place: v.Place.Locus}); err != nil {
		return page{}, err
	}
	index, err := q.index()
	if err != nil {
		return page{}, err
	}
	if v.Control, err = index.Control(toll.ControlQuery{Of: v.Place.Locus, PublishedBy: q.toll.PublishedBy}); err != nil {
		return page{}, err
	}
	return page{name: "place", about: v.Place.Name, view: v, table: q.incidentTable(v.Incidents),
		place: func() features {
			f := newFeatures()
			f.add(key, v.Place.Locus, map[string]any{"incidents": v.Place.Incidents})
			return f
		}}, nil
}

// escape makes a name a part of a path.
func escape(name string) string { return url.PathEscape(name) }
