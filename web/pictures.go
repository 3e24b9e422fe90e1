package web

import (
	"maps"
	"slices"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// chart is a picture with its content as a table, as templates show both.
type chart struct {
	Picture []byte
	Twin    draw.Table
}

// drawing is what every chart can do.
type drawing interface {
	SVG() []byte
	Table() draw.Table
}

func charted(d drawing) *chart { return &chart{d.SVG(), d.Table()} }

// frame is what stands around a chart: its name, and what it shows in words.
func (q *ask) frame(id, key string, args map[string]string) draw.Frame {
	return draw.Frame{ID: id, Title: q.lang.say(key, args), Description: q.lang.say(key+"_desc", args), Width: 860, Words: q.lang.charts}
}

// knownMost is how many days of publication are drawn.
const knownMost = 60

// knownCharts are how the figures of an incident came to be known: for each
// measure that moved, what the world could know at the end of every day on which
// something about it was published.
func (q *ask) knownCharts(index *toll.Index, in *cairn.LinkedIncident) ([]*chart, error) {
	reports := map[cairn.Day][]string{}
	for _, part := range in.Reports {
		if r, ok := q.Report(part.ID); ok {
			if p, err := cairn.ParsePeriod(r.Coded.Date); err == nil && p.End != "" {
				reports[p.End] = append(reports[p.End], r.Coded.Publisher)
			}
		}
	}
	days := slices.Sorted(maps.Keys(reports))
	if len(days) < 2 || len(days) > knownMost {
		return nil, nil
	}
	points := map[cairn.Measure][]draw.StepPoint{}
	for _, d := range days {
		ask := q.toll
		ask.PublishedBy = d
		figures, err := index.Figures(in.ID, ask)
		if err != nil {
			return nil, err
		}
		for _, f := range figures {
			if f.Low != nil || f.High != nil {
				points[f.Measure] = append(points[f.Measure], draw.StepPoint{On: d, Range: f.Range, Why: strings.Join(slices.Compact(reports[d]), ", ")})
			}
		}
	}
	var out []*chart
	for _, m := range cairn.Measures() {
		moved := slices.ContainsFunc(points[m], func(p draw.StepPoint) bool { return !sameFigure(p.Range, points[m][0].Range) })
		if moved {
			measure := q.lang.term("measure", string(m))
			out = append(out, charted(draw.Steps{Frame: q.frame("known-"+string(m), "picture.known", map[string]string{"measure": measure}), Axis: measure,
				Across: q.lang.say("picture.known_across", nil), Lines: []draw.StepLine{{Label: measure, Points: points[m]}}}))
		}
	}
	return out, nil
}

func sameFigure(a, b cairn.Range) bool {
	same := func(x, y *int64) bool { return (x == nil) == (y == nil) && (x == nil || *x == *y) }
	return same(a.Low, b.Low) && same(a.Best, b.Best) && same(a.High, b.High) && a.Open == b.Open
}

// placeMap is where an incident was, as precisely as that is known: nothing
// where not even the country is.
func (q *ask) placeMap(in *cairn.LinkedIncident) (*chart, error) {
	if in.Place == nil || in.Place.Country == "" || q.server.ground.outlines == nil {
		return nil, nil
	}
	one := &listed{LinkedIncident: in, Where: placeLabel(in.Place)}
	g, err := q.server.groundIn([]string{in.Place.Country})
	if err != nil {
		return nil, err
	}
	m := draw.Map{Frame: q.frame("place", "picture.place", nil), Ground: g.land, Provinces: g.provinces, Source: q.server.o.Boundaries, Disclaimer: q.lang.say("map.disclaimer", nil),
		Events: []draw.MapEvent{mapEvent(one, g, true)}}
	m.Events[0].Title = mapTitle(q, one)
	m.Width = 480
	if l := one.spot(); l != nil {
		m.View = &draw.View{West: *l.Lon - placeWide, East: *l.Lon + placeWide, South: *l.Lat - placeHigh, North: *l.Lat + placeHigh}
	} else if box, ok := g.boxOf(in.Place); ok {
		m.View = &draw.View{West: box.West - 0.5, East: box.East + 0.5, South: box.South - 0.3, North: box.North + 0.3}
	}
	picture, err := m.SVG()
	if err != nil {
		return nil, nil // a country without provinces, and no spot: there is nothing to draw
	}
	return &chart{picture, m.Table()}, nil
}

// How many degrees of the world are shown about a place.
const (
	placeWide = 1.4
	placeHigh = 0.8
)
