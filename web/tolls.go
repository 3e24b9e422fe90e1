package web

import (
	"slices"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// tollParams are the parameters of a toll, which a cell of it repeats.
var tollParams = []string{"by", "and", "running", "measure", "actor", "place", "from", "to", "status", "victim_group", "condition", "act", "means", "grade"}

// tollsView is a toll: figures by up to two dimensions, and what is in none.
type tollsView struct {
	Shown      Shown             `json:"shown"`
	Group      []toll.Dimension  `json:"group,omitempty"`
	Running    bool              `json:"running,omitempty"`
	Cells      toll.Cells        `json:"cells"`
	Totals     []toll.Cell       `json:"totals"`
	NotCounted []toll.NotCounted `json:"not_counted,omitempty"`
	Holdings   []toll.Holding    `json:"holdings"` // totals that are never added
	Series     *toll.SeriesToll  `json:"series,omitempty"`
	Tables     []tollTable       `json:"-"`
	Select     toll.Selection    `json:"select"`
}

// tollTable is one measure's cells as people read them: rows by the first
// dimension, columns by the second where there is one.
type tollTable struct {
	Measure cairn.Measure
	Columns []string // empty: one column of low, best and high
	Rows    []tollRow
	Chart   []byte
	Twin    draw.Table
}

type tollRow struct {
	Key   string
	Cells []*toll.Cell // by column; nil where nothing is counted, which is not zero
}

// columnsMost is how many values a second dimension may have to stand side by
// side; with more the cells are listed.
const columnsMost = 14

func tollsPage(q *ask) (page, error) {
	t, err := q.tally()
	if err != nil {
		return page{}, err
	}
	v := &tollsView{Shown: q.shown, Group: t.Group, Running: t.Running, Cells: t.Cells, Totals: t.Totals, NotCounted: t.NotCounted, Series: t.Series, Select: t.Select, Holdings: []toll.Holding{}}
	if v.Totals == nil {
		v.Totals = []toll.Cell{}
	}
	index, err := q.index()
	if err != nil {
		return page{}, err
	}
	if holdings, err := index.Holdings(q.toll); err != nil {
		return page{}, err
	} else if holdings != nil {
		v.Holdings = holdings
	}
	if q.form == asHTML {
		now, err := q.tallyNow(t)
		if err != nil {
			return page{}, err
		}
		v.Tables = q.tollTables(t, now)
	}
	return page{name: "tolls", view: v, table: q.tollTable()}, nil
}

// tally asks for the toll that the parameters describe.
func (q *ask) tally() (toll.Toll, error) {
	index, err := q.index()
	if err != nil {
		return toll.Toll{}, err
	}
	ask := q.toll
	if ask.Select, err = q.selection(); err != nil {
		return toll.Toll{}, err
	}
	var names []string
	for _, d := range toll.Dimensions() {
		names = append(names, string(d))
	}
	for _, p := range []string{"by", "and"} {
		if d := q.oneOf(p, names...); d != "" && !slices.Contains(ask.Group, toll.Dimension(d)) {
			ask.Group = append(ask.Group, toll.Dimension(d))
		}
	}
	ask.Running = q.oneOf("running", "yes") == "yes"
	if q.err != nil {
		return toll.Toll{}, q.err
	}
	t, err := index.Toll(ask)
	if err != nil { // what the room toll refuses is a question that makes no sense
		return t, badField{Field: "by", Why: "refused_toll", Value: err.Error()}
	}
	return t, nil
}

// selection reads what a toll is narrowed to.
func (q *ask) selection() (toll.Selection, error) {
	s := toll.Selection{From: q.day("from"), To: q.day("to"), Status: q.param("status"), VictimGroup: q.param("victim_group"), Condition: q.param("condition"),
		Act: q.param("act"), Means: q.param("means"), Actor: q.param("actor")}
	if s.From != "" && s.To != "" && s.To < s.From {
		q.fail(badField{Field: "to", Why: "ends_before", Value: string(s.To)})
	}
	for _, m := range strings.FieldsFunc(q.param("measure"), comma) {
		if !slices.Contains(measureNames(), m) {
			q.fail(badField{Field: "measure", Why: "not_in_list", Value: m, May: measureNames()})
		}
		s.Measures = append(s.Measures, cairn.Measure(m))
	}
	if g := q.oneOf("grade", "confirmed", "fair", "weak", "discounted"); g != "" {
		s.Grades = []string{g}
	}
	if s.Actor != "" && q.server.o.Actor != nil {
		s.Actor = q.server.o.Actor(s.Actor)
	}
	if name := q.param("place"); name != "" {
		l, ok := q.placeNamed(name)
		if !ok {
			return s, badField{Field: "place", Why: "no_such_place", Value: name}
		}
		s.Place = l
	}
	return s, q.err
}

func comma(r rune) bool { return r == ',' }

// placeNamed finds a place by its key, a province or a name of the record, or
// else the likeliest of the gazetteer.
func (q *ask) placeNamed(name string) (*cairn.Locus, bool) {
	known := q.known()
	if i, ok := known.placeAt[name]; ok {
		return known.places[i].Locus, true
	}
	var town *cairn.Locus
	for i := range known.places {
		p := &known.places[i]
		switch {
		case strings.EqualFold(p.Province, name):
			return &cairn.Locus{Name: p.Province, Kind: "admin1", Country: p.Country, Admin1: p.Province}, true
		case town == nil && strings.EqualFold(p.Name, name):
			town = p.Locus
		}
	}
	if town != nil {
		return town, true
	}
	if q.server.o.Place == nil {
		return nil, false
	}
	l, ok := q.server.o.Place(name)
	return &l, ok
}

// tollTables lays the cells out for people. now is the same toll as known now,
// where the page is of the past.
func (q *ask) tollTables(t, now toll.Toll) []tollTable {
	var out []tollTable
	of := map[cairn.Measure][]toll.Cell{}
	for c := range t.Cells.All() {
		of[c.Measure] = append(of[c.Measure], c)
	}
	for _, m := range cairn.Measures() {
		cells := of[m]
		if len(cells) == 0 {
			continue
		}
		one := tollTable{Measure: m}
		at, columns := map[string]int{}, map[string]int{}
		if len(t.Group) == 2 {
			for _, c := range cells {
				columns[c.Keys[1]] = 0
			}
			if len(columns) > columnsMost {
				columns = nil
			}
			for key := range columns {
				one.Columns = append(one.Columns, key)
			}
			slices.Sort(one.Columns)
			for i, key := range one.Columns {
				columns[key] = i
			}
		}
		for i := range cells {
			c := &cells[i]
			key := c.Keys[0]
			if len(t.Group) == 2 && columns == nil {
				key += " · " + c.Keys[1]
			}
			n, ok := at[key]
			if !ok {
				n, at[key] = len(one.Rows), len(one.Rows)
				one.Rows = append(one.Rows, tollRow{key, make([]*toll.Cell, max(1, len(one.Columns)))})
			}
			col := 0
			if len(one.Columns) > 0 {
				col = columns[c.Keys[1]]
			}
			one.Rows[n].Cells[col] = c
		}
		q.tollChart(t, now, &one)
		out = append(out, one)
	}
	return out
}
