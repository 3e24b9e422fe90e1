package web

import (
	"math"

	"cairn"
)

// features is a GeoJSON collection (RFC 7946). A place is a point only where it
// is exact; where it is near, or somewhere in a district, it is an area about
// that point; and where only a province or a country is known it has no
// geometry, because a point would say too much.
type features struct {
	Type     string    `json:"type"`
	BBox     []float64 `json:"bbox,omitempty"`
	Features []feature `json:"features"`
	// What only a map that a script draws has: whether a nearer view holds more,
	// and how many things lie somewhere in each province.
	Binned    bool           `json:"binned,omitempty"`
	Somewhere map[string]int `json:"somewhere,omitempty"`
}

type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id,omitempty"`
	Geometry   *geometry      `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"` // longitude first
}

func newFeatures() features { return features{Type: "FeatureCollection", Features: []feature{}} }

// add puts a thing at its place; without one its geometry is null.
func (f *features) add(id string, l *cairn.Locus, properties map[string]any) {
	one := feature{Type: "Feature", ID: id, Properties: properties}
	if l != nil {
		one.Geometry = geometryOf(l)
		for name, v := range map[string]string{"place": placeLabel(l), "province": l.Admin1, "country": l.Country, "precision": l.Precision} {
			if v != "" {
				properties[name] = v
			}
		}
	}
	f.Features = append(f.Features, one)
}

// geometryOf is what may honestly be drawn of a place.
func geometryOf(l *cairn.Locus) *geometry {
	if l.Lat == nil || l.Lon == nil || l.Ambiguous {
		return nil
	}
	switch km := reach(l.Precision); {
	case km == 0:
		return &geometry{"Point", [2]float64{*l.Lon, *l.Lat}}
	case km > 0:
		return &geometry{"Polygon", [][][2]float64{around(*l.Lon, *l.Lat, km)}}
	}
	return nil
}

// around is the ring of an area of some kilometres about a point, against the
// clock, as RFC 7946 asks.
func around(lon, lat, km float64) [][2]float64 {
	const corners = 32
	ring := make([][2]float64, 0, corners+1)
	for i := range corners {
		a := 2 * math.Pi * float64(i) / corners
		ring = append(ring, [2]float64{lon + km/111.195/math.Max(0.05, math.Cos(lat*math.Pi/180))*math.Cos(a), lat + km/111.195*math.Sin(a)})
	}
	return append(ring, ring[0])
}

func incidentFeatures(list []incidentItem) features {
	f := newFeatures()
	for _, in := range list {
		f.add(in.ID, in.Place, incidentProperties(in))
	}
	return f
}

func incidentProperties(in incidentItem) map[string]any {
	p := map[string]any{"reports": in.Reports, "figures": in.Figures}
	if in.Occurrence != "" {
		p["grade"] = in.Occurrence
	}
	if in.Time != nil && in.Time.Known() {
		p["start"], p["end"] = in.Time.Start, in.Time.End
	}
	if who := partyLabel(in.Perpetrator); who != "" {
		p["perpetrator"] = who
	}
	return p
}
