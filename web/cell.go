package web

import (
	"net/url"
	"slices"

	"cairn"
	"cairn/toll"
)

// cellView is one figure of a toll, opened to its incidents.
type cellView struct {
	Shown     Shown            `json:"shown"`
	Group     []toll.Dimension `json:"group,omitempty"`
	Cell      toll.Cell        `json:"cell"`
	Incidents []incidentItem   `json:"incidents"`
	Next      string           `json:"next,omitempty"`
	Back      string           `json:"-"`
}

// cellPath is the address of a cell: the toll's own question with the cell's
// keys, asked again whenever it is opened, so that a link never goes stale.
func (q *ask) cellPath(c *toll.Cell) string {
	v := url.Values{}
	for _, name := range slices.Concat(numbered, tollParams) {
		if x := q.query.Get(name); x != "" {
			v.Set(name, x)
		}
	}
	v.Set("of", string(c.Measure))
	for i, key := range c.Keys {
		v.Set([]string{"key", "and_key"}[i], key)
	}
	return "/tolls/cell?" + v.Encode()
}

// CellPath is the same for a template.
func (s *shown) CellPath(c any) string {
	switch c := c.(type) {
	case *toll.Cell:
		return s.cellPath(c)
	case toll.Cell:
		return s.cellPath(&c)
	}
	return ""
}

func cellPage(q *ask) (page, error) {
	t, err := q.tally()
	if err != nil {
		return page{}, err
	}
	of := cairn.Measure(q.oneOf("of", measureNames()...))
	if of == "" {
		return page{}, badField{Field: "of", Why: "not_in_list", May: measureNames()}
	}
	keys := []string{}
	for i, name := range []string{"key", "and_key"} {
		if i < len(t.Group) && q.query.Get(name) != "" {
			keys = append(keys, q.query.Get(name))
		}
	}
	cell, ok := t.Cells.Of(of, keys)
	if i := slices.IndexFunc(t.Totals, func(c toll.Cell) bool { return c.Measure == of }); i >= 0 && len(keys) == 0 {
		cell, ok = t.Totals[i], true
	}
	if !ok {
		return page{}, notFound{string(of) + " " + joinAll(keys)}
	}
	v := &cellView{Shown: q.shown, Group: t.Group, Cell: cell, Incidents: []incidentItem{}}
	list, err := q.incidents(q.toll)
	if err != nil {
		return page{}, err
	}
	in := map[string]bool{}
	for _, id := range slices.Concat(v.Cell.Incidents, v.Cell.Unknown) {
		in[id] = true
	}
	var chosen []*listed
	for i := range list {
		if in[list[i].ID] {
			chosen = append(chosen, &list[i])
		}
	}
	rows, next := cut(q, chosen, func(in *listed) string { return in.ID })
	v.Next = next
	for _, in := range rows {
		v.Incidents = append(v.Incidents, in.item())
	}
	back := url.Values{}
	for name, values := range q.query {
		if !slices.Contains([]string{"of", "key", "and_key", "after", "limit"}, name) {
			back[name] = values
		}
	}
	v.Back = "/tolls?" + back.Encode()
	return page{name: "cell", view: v, next: next, table: q.incidentTable(v.Incidents),
		place: func() features { return incidentFeatures(v.Incidents) }}, nil
}
