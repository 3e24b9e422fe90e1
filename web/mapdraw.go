package web

import (
	"strings"

	"cairn/draw"
)

// draw makes the pictures of the page and the links that move them.
func (v *mapView) draw(q *ask, all []listed, keep func(*listed, string) bool, chosen []*listed, g *mapGround) error {
	m := draw.Map{
		Frame:  draw.Frame{ID: "map", Title: q.lang.say("map.drawn", nil), Description: q.lang.say("map.drawn_desc", nil), Width: 860, Words: q.lang.charts},
		Ground: g.land, Provinces: g.provinces, View: v.View,
		Source: q.server.o.Boundaries, Disclaimer: q.lang.say("map.disclaimer", nil),
	}
	m.Events = make([]draw.MapEvent, len(chosen))
	for i, in := range chosen {
		m.Events[i] = mapEvent(in, g, len(chosen) <= labelled)
		if len(chosen) <= draw.MapMost { // more are hexagons, which name nothing
			m.Events[i].Title = mapTitle(q, in)
		}
	}
	picture, err := m.SVG()
	if err == nil {
		v.Map = picture
	}
	var timed []*listed // chosen by everything but time
	for i := range all {
		if keep(&all[i], "time") {
			timed = append(timed, &all[i])
		}
	}
	v.First, v.Last = span(timed)
	s := &shown{ask: q}
	v.Timeline = timelineOf(q, s, timed, v.From, v.To).SVG()
	v.Brush = brushes(v.From, v.To, v.First, v.Last)
	if frame, err := m.Shows(); err == nil {
		v.Pan = pans(frame)
	}
	v.Base = "/map/base.geojson?countries=" + strings.Join(g.countries, ",")
	v.Events = q.address("/map", asGeoJSON) + strings.TrimPrefix(s.Here("zoom", "5"), q.path)
	v.Source = q.server.o.Boundaries
	v.Key = draw.MapKey(q.frame("map-key", "map.key", nil))
	return nil
}

// labelled is how many incidents a map has at most for their places to be named.
const labelled = 40

func mapEvent(in *listed, g *mapGround, named bool) draw.MapEvent {
	e := draw.MapEvent{Place: in.Where, Province: g.provinceOf(in), On: in.Period.Start}
	if in.Place != nil {
		e.Precision = in.Place.Precision
	}
	if l := in.spot(); l != nil {
		e.Lat, e.Lon = *l.Lat, *l.Lon
		if l.Precision == "exact" && named {
			e.Label = in.Where
		}
	} else if e.Precision != "province" && e.Precision != "country" && e.Precision != "region" {
		e.Precision = ""
	}
	return e
}
