package main

import (
	"cairn/draw"
	"cairn/place"
	"cairn/place/outline"
)

// outlines are the countries of the base map (""), or the provinces of one. A
// province has the name that the gazetteer gives it, which is the one that
// claims carry: only so can what lies somewhere in it be counted there.
func (a *app) outlines(country string) ([]draw.Outline, error) {
	shapes, err := outline.Countries()
	if country != "" {
		shapes, err = outline.Provinces(country)
	}
	if err != nil {
		return nil, err
	}
	var g *place.Gazetteer
	if country != "" {
		if g, err = openPlaces(recordPacks(a.record)); err != nil {
			return nil, err
		}
	}
	out := make([]draw.Outline, 0, len(shapes))
	for _, s := range shapes {
		o := draw.Outline{Name: s.Name}
		if g != nil {
			o.Name = provinceName(g, s)
		}
		for _, ring := range s.Rings {
			points := make([][2]float64, len(ring))
			for i, p := range ring {
				points[i] = [2]float64{p.Lon, p.Lat}
			}
			o.Rings = append(o.Rings, points)
		}
		out = append(out, o)
	}
	return out, nil
}

// provinceName is what the gazetteer calls the province that an outline is of:
// one of that name whose middle lies in the outline; its own name where there
// is none.
func provinceName(g *place.Gazetteer, s outline.Shape) string {
	for _, c := range g.Lookup(s.Name, place.Context{Countries: map[string]float64{s.Country: 1}}) {
		if c.Kind == place.Admin1 && c.Country == s.Country && c.Admin1 != "" && s.Contains(outline.Point{Lon: c.Lon, Lat: c.Lat}) {
			return c.Admin1
		}
	}
	return s.Name
}
