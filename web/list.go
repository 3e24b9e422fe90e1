package web

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
	"cairn/toll"
)

// makeList makes the list of incidents under a policy: the figures of all of
// them are one question, because asking for each would take as long as there
// are incidents.
func (d *desk) makeList(q toll.Query) ([]listed, error) {
	index, err := d.index()
	if err != nil {
		return nil, err
	}
	t, err := index.Toll(toll.Query{Policy: q.Policy, PublishedBy: q.PublishedBy, Group: []toll.Dimension{toll.ByIncident, toll.ByOccurrence}})
	if err != nil {
		return nil, err
	}
	var out []listed
	at := map[string]int{}
	for _, l := range d.Links {
		in := l.LinkedIncident
		if in == nil {
			continue
		}
		at[in.ID] = len(out)
		one := listed{LinkedIncident: in, Where: placeLabel(in.Place), Who: partyLabel(in.Perpetrator), actors: partyNames(in.Perpetrator), Figures: []listedFigure{}}
		if in.Time != nil {
			one.Period = in.Time.Period
		}
		one.fold = fold(strings.Join([]string{in.ID, one.Where, one.Who, placeText(in.Place), string(one.Period.Start), string(one.Period.End)}, " "))
		out = append(out, one)
	}
	for c := range t.Cells.All() {
		i, ok := at[c.Keys[0]]
		if !ok {
			continue
		}
		out[i].Figures = append(out[i].Figures, listedFigure{c.Measure, c.Range})
		out[i].Occurrence = toll.Grade(c.Keys[1])
	}
	slices.SortStableFunc(out, func(a, b listed) int {
		return cmp.Or(cmp.Compare(dayKey(b.Period), dayKey(a.Period)), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// dayKey orders periods; what has no day is before every day.
func dayKey(p cairn.Period) cairn.Day { return cmp.Or(p.Start, p.End) }

// placeText is what a place lies in, for searching.
func placeText(l *cairn.Locus) string {
	if l == nil {
		return ""
	}
	return strings.Join([]string{l.Text, l.Admin1, l.Admin2, l.Admin3, l.Country}, " ")
}
