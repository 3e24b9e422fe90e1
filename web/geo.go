package web

import "cairn"

// features is a GeoJSON collection (RFC 7946). A place is a point only where
// the record has one; how near it is stands beside it, because a point drawn
// without that would say too much.
type features struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id,omitempty"`
	Geometry   *point         `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

func newFeatures() features { return features{"FeatureCollection", []feature{}} }

// add puts a thing at its place; without a point its geometry is null.
func (f *features) add(id string, l *cairn.Locus, properties map[string]any) {
	one := feature{Type: "Feature", ID: id, Properties: properties}
	if l != nil {
		if l.Lat != nil && l.Lon != nil && !l.Ambiguous {
			one.Geometry = &point{"Point", [2]float64{*l.Lon, *l.Lat}}
		}
		for name, v := range map[string]string{"place": placeLabel(l), "province": l.Admin1, "country": l.Country, "precision": l.Precision} {
			if v != "" {
				properties[name] = v
			}
		}
	}
	f.Features = append(f.Features, one)
}

func incidentFeatures(list []incidentItem) features {
	f := newFeatures()
	for _, in := range list {
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
		f.add(in.ID, in.Place, p)
	}
	return f
}
