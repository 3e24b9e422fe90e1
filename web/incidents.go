package web

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
	"cairn/toll"
)

// incidentFilters are the parameters that narrow the list of incidents.
var incidentFilters = []string{"q", "actor", "place", "province", "country", "grade", "from", "to", "measure", "only", "sort"}

// incidentsView is the list of incidents.
type incidentsView struct {
	Shown     Shown          `json:"shown"`
	Count     int            `json:"count"` // of the whole selection
	Of        int            `json:"of"`    // incidents in the record
	Incidents []incidentItem `json:"incidents"`
	Facets    []facet        `json:"facets"`
	Next      string         `json:"next,omitempty"`
	Search    string         `json:"-"`
}

// incidentItem is a line of the list.
type incidentItem struct {
	ID           string             `json:"id"`
	Time         *cairn.When        `json:"time,omitempty"`
	Place        *cairn.Locus       `json:"place,omitempty"`
	Perpetrator  *cairn.Party       `json:"perpetrator,omitempty"`
	Figures      []listedFigure     `json:"figures"`
	Occurrence   toll.Grade         `json:"occurrence,omitempty"`
	Reports      int                `json:"reports"`
	Independence cairn.Independence `json:"independence"`
	Dissent      int                `json:"dissent,omitempty"`
}

// facet is a property of the incidents that are listed, with how many of them
// have each value. A value is a link that narrows the list, or widens it again.
type facet struct {
	Name   string       `json:"name"`
	Values []facetValue `json:"values"`
}

type facetValue struct {
	Value  string `json:"value"`
	Count  int    `json:"count"`
	Chosen bool   `json:"chosen,omitempty"`
}

// facetMost is how many values of a facet are listed.
const facetMost = 12

func incidentsPage(q *ask) (page, error) {
	all, err := q.incidents(q.toll)
	if err != nil {
		return page{}, err
	}
	keep, err := q.incidentFilter()
	if err != nil {
		return page{}, err
	}
	var chosen []*listed
	for i := range all {
		if keep(&all[i], "") {
			chosen = append(chosen, &all[i])
		}
	}
	q.sortIncidents(chosen)
	rows, next := cut(q, chosen, func(in *listed) string { return in.ID })
	v := &incidentsView{Shown: q.shown, Count: len(chosen), Of: len(all), Facets: q.facets(all, keep), Next: next, Incidents: []incidentItem{}, Search: q.param("q")}
	for _, in := range rows {
		v.Incidents = append(v.Incidents, in.item())
	}
	return page{name: "incidents", view: v, next: next,
		table: q.incidentTable(v.Incidents),
		place: func() features { return incidentFeatures(v.Incidents) }}, nil
}

func (in *listed) item() incidentItem {
	return incidentItem{ID: in.ID, Time: in.Time, Place: in.Place, Perpetrator: in.Perpetrator, Figures: in.Figures, Occurrence: in.Occurrence,
		Reports: len(in.Reports), Independence: in.Independence, Dissent: len(in.Dissent)}
}

// incidentFilter reads what the list is narrowed by. The filter can leave one
// of its own parameters out, to count what else there would be.
func (q *ask) incidentFilter() (func(in *listed, but string) bool, error) {
	search := fold(q.param("q"))
	actor, place := q.param("actor"), fold(q.param("place"))
	province, country := q.param("province"), q.param("country")
	grade := q.oneOf("grade", "confirmed", "fair", "weak", "discounted")
	from, to := q.day("from"), q.day("to")
	var measures []string
	for _, m := range cairn.Measures() {
		measures = append(measures, string(m))
	}
	measure := cairn.Measure(q.oneOf("measure", measures...))
	if q.err == nil && from != "" && to != "" && to < from {
		q.fail(badField{Field: "to", Why: "ends_before", Value: string(to)})
	}
	if actor != "" && q.server.o.Actor != nil {
		actor = q.server.o.Actor(actor)
	}
	only, err := q.onlyIncidents()
	if err != nil {
		return nil, err
	}
	asked := cairn.Period{Start: from, End: to}
	return func(in *listed, but string) bool {
		return (only == nil || only[in.ID]) &&
			(search == "" || containsAll(in.fold, search)) &&
			(actor == "" || but == "actor" || slices.Contains(in.actors, actor)) &&
			(place == "" || strings.Contains(fold(in.Where), place)) &&
			(province == "" || but == "province" || in.Place != nil && in.Place.Admin1 == province) &&
			(country == "" || but == "country" || in.Place != nil && in.Place.Country == country) &&
			(grade == "" || but == "grade" || string(in.Occurrence) == grade) &&
			(measure == "" || but == "measure" || in.counts(measure)) &&
			(!asked.Known() || but == "time" || in.Period.Known() && in.Period.Overlaps(asked))
	}, q.err
}

// onlyIncidents are those behind a figure: a cell of a toll links here with its
// own question, which is asked again, so that a link never goes stale.
func (q *ask) onlyIncidents() (map[string]bool, error) {
	ids := q.param("only")
	if ids == "" {
		return nil, nil
	}
	only := map[string]bool{}
	for _, id := range strings.Split(ids, ",") {
		in, _, ok := q.Incident(id)
		if !ok {
			return nil, badField{Field: "only", Why: "no_such_incident", Value: id}
		}
		only[in.ID] = true
	}
	return only, nil
}

func (in *listed) counts(m cairn.Measure) bool {
	return slices.ContainsFunc(in.Figures, func(f listedFigure) bool { return f.Measure == m })
}

// sorts are the orders of the list.
var sorts = []string{"latest", "earliest", "killed", "reports"}

// sortIncidents puts the list in the order asked for; it comes in the order of
// the latest.
func (q *ask) sortIncidents(list []*listed) {
	switch q.oneOf("sort", sorts...) {
	case "earliest":
		slices.Reverse(list)
	case "killed":
		slices.SortStableFunc(list, func(a, b *listed) int { return cmp.Compare(b.killed(), a.killed()) })
	case "reports":
		slices.SortStableFunc(list, func(a, b *listed) int { return cmp.Compare(len(b.Reports), len(a.Reports)) })
	}
}

// killed is what an incident is ranked by: the best figure, else the low. What
// nobody counted comes last.
func (in *listed) killed() int64 {
	for _, f := range in.Figures {
		if f.Measure == cairn.Killed {
			switch {
			case f.Best != nil:
				return *f.Best
			case f.Low != nil:
				return *f.Low
			}
		}
	}
	return -1
}

// facets counts the values that the list has, each as if its own choice were
// not made.
func (q *ask) facets(all []listed, keep func(*listed, string) bool) []facet {
	out := []facet{}
	for _, f := range []struct {
		name string
		of   func(*listed) []string
	}{
		{"actor", func(in *listed) []string { return in.actors }},
		{"province", func(in *listed) []string { return placeField(in, func(l *cairn.Locus) string { return l.Admin1 }) }},
		{"country", func(in *listed) []string { return placeField(in, func(l *cairn.Locus) string { return l.Country }) }},
		{"grade", func(in *listed) []string { return nonEmpty(string(in.Occurrence)) }},
		{"measure", func(in *listed) []string {
			var out []string
			for _, f := range in.Figures {
				out = append(out, string(f.Measure))
			}
			return out
		}},
	} {
		counts := map[string]int{}
		for i := range all {
			if keep(&all[i], f.name) {
				for _, v := range f.of(&all[i]) {
					counts[v]++
				}
			}
		}
		if len(counts) > 0 {
			out = append(out, facet{f.name, facetValues(counts, q.param(f.name))})
		}
	}
	return out
}

func facetValues(counts map[string]int, chosen string) []facetValue {
	var out []facetValue
	for v, n := range counts {
		out = append(out, facetValue{v, n, v == chosen})
	}
	slices.SortFunc(out, func(a, b facetValue) int {
		return cmp.Or(-boolCompare(a.Chosen, b.Chosen), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), facetMost)]
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func placeField(in *listed, of func(*cairn.Locus) string) []string {
	if in.Place == nil {
		return nil
	}
	return nonEmpty(of(in.Place))
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
