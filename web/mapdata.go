package web

import (
	"math"

	"cairn/draw"
)

// binsAbove is how many placed incidents of a view a script is sent one by one:
// more marks than that hide each other, and they are counted in hexagons here.
const binsAbove = 3000

// drawnFeatures are the chosen incidents as a script draws them at a zoom: the
// middles of areas with their reach, or hexagons when there are many, and how
// many incidents lie somewhere in each province. As a file to keep, the same
// incidents have honest geometries ([incidentFeatures]).
func drawnFeatures(q *ask, chosen []*listed, g *mapGround, view *draw.View, zoom float64) features {
	f := newFeatures()
	f.Somewhere = map[string]int{}
	var spots []*listed
	placed := 0
	for _, in := range chosen {
		if name := g.provinceOf(in); name != "" {
			f.Somewhere[name]++
		}
		if l := in.spot(); l != nil {
			placed++
			f.grow(*l.Lon, *l.Lat)
			if view == nil || view.Holds(*l.Lon, *l.Lat) {
				spots = append(spots, in)
			}
		}
	}
	for _, o := range g.provinces {
		if f.Somewhere[o.Name] > 0 || f.BBox == nil {
			f.growBox(o.Box())
		}
	}
	f.Binned = placed > binsAbove // a nearer view will be asked for anew
	if len(spots) > binsAbove {
		f.bins(spots, zoom)
		return f
	}
	for _, in := range spots {
		f.spot(q, in)
	}
	return f
}

// grow widens the box that holds all of a collection.
func (f *features) grow(lon, lat float64) {
	f.growBox(draw.View{West: lon - 0.2, South: lat - 0.2, East: lon + 0.2, North: lat + 0.2})
}

func (f *features) growBox(b draw.View) {
	if f.BBox != nil {
		b = b.With(draw.View{West: f.BBox[0], South: f.BBox[1], East: f.BBox[2], North: f.BBox[3]})
	}
	f.BBox = []float64{b.West, b.South, b.East, b.North}
}

// spot adds an incident as a script draws it.
func (f *features) spot(q *ask, in *listed) {
	l := in.spot()
	p := map[string]any{"id": in.ID, "href": "/incidents/" + in.ID, "precision": l.Precision, "title": mapTitle(q, in)}
	if km := reach(l.Precision); km > 0 {
		p["km"], p["lat"] = km, rounded(*l.Lat)
	}
	f.Features = append(f.Features, feature{Type: "Feature", Geometry: &geometry{"Point", [2]float64{*l.Lon, *l.Lat}}, Properties: p})
}

// hexPixels is about how many pixels a hexagon is wide on a script's map.
const hexPixels = 28.0

// bins adds hexagons with their counts: of the size that suits the zoom.
func (f *features) bins(spots []*listed, zoom float64) {
	points := make([][2]float64, len(spots))
	for i, in := range spots {
		points[i] = [2]float64{*in.Place.Lon, *in.Place.Lat}
	}
	size := hexPixels / 2 * 360 / (512 * math.Pow(2, math.Floor(zoom)))
	for _, h := range draw.Hexes(points, size, draw.Mercator) {
		ring := make([][2]float64, 0, 7)
		for i := range 7 {
			pt := h.Ring[i%6]
			ring = append(ring, draw.FromMercator(pt[0], pt[1]))
		}
		f.Features = append(f.Features, feature{Type: "Feature", Geometry: &geometry{"Polygon", [][][2]float64{ring}},
			Properties: map[string]any{"kind": "bin", "incidents": h.Count}})
	}
}

// mapTitle is what a mark on the map says.
func mapTitle(q *ask, in *listed) string {
	out := in.Where
	if in.Period.Known() {
		out = joined(out, " · ", q.lang.period(in.Period))
	}
	for i := range in.Figures {
		f := in.Figures[i]
		out = joined(out, " · ", q.lang.term("measure", string(f.Measure))+" "+q.lang.rangeWords(&f.Range))
	}
	return out
}
