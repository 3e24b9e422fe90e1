package outline

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Properties are what a file says of a shape beside its outline.
type Properties struct {
	ID     any
	Values map[string]any
}

// ReadTopoJSON reads the object of that name of a TopoJSON file, or all of
// them when it is empty. The properties stand beside the shapes.
func ReadTopoJSON(raw []byte, object string) (Topology, []Properties, error) {
	var file struct {
		Type      string
		Transform *struct{ Scale, Translate [2]float64 }
		Arcs      [][][]float64
		Objects   map[string]struct {
			Geometries []struct {
				Type       string
				ID         any
				Properties map[string]any
				Arcs       json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return Topology{}, nil, fmt.Errorf("read TopoJSON: %w", err)
	}
	if file.Type != "Topology" {
		return Topology{}, nil, errors.New("not TopoJSON: its type is not Topology")
	}
	var t Topology
	for n, arc := range file.Arcs {
		var points []Point
		var x, y float64
		for _, d := range arc {
			if len(d) < 2 {
				return t, nil, fmt.Errorf("read TopoJSON: arc %d has a point of %d numbers", n, len(d))
			}
			p := Point{d[0], d[1]}
			if tr := file.Transform; tr != nil {
				x, y = x+d[0], y+d[1]
				p = Point{x*tr.Scale[0] + tr.Translate[0], y*tr.Scale[1] + tr.Translate[1]}
			}
			points = append(points, p)
		}
		t.Arcs = append(t.Arcs, points)
	}
	var properties []Properties
	for _, name := range slices.Sorted(maps.Keys(file.Objects)) {
		if object != "" && name != object {
			continue
		}
		for i, g := range file.Objects[name].Geometries {
			rings, err := topoRings(g.Type, g.Arcs)
			if err != nil {
				return t, nil, fmt.Errorf("read TopoJSON: geometry %d of %s: %w", i, name, err)
			}
			t.Shapes = append(t.Shapes, TopoShape{Rings: rings})
			properties = append(properties, Properties{g.ID, g.Properties})
		}
	}
	return t, properties, nil
}

func topoRings(kind string, arcs json.RawMessage) ([][]int, error) {
	var polygons [][][]int
	switch kind {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(arcs, &polygons[0]); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(arcs, &polygons); err != nil {
			return nil, err
		}
	}
	var rings [][]int
	for _, p := range polygons {
		rings = append(rings, p...)
	}
	return rings, nil
}

// ReadGeoJSON reads the polygons of a GeoJSON feature collection.
func ReadGeoJSON(raw []byte) ([]Shape, []Properties, error) {
	var file struct {
		Type     string
		Features []struct {
			ID         any
			Properties map[string]any
			Geometry   *struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, nil, fmt.Errorf("read GeoJSON: %w", err)
	}
	if file.Type != "FeatureCollection" {
		return nil, nil, errors.New("not GeoJSON: its type is not FeatureCollection")
	}
	var shapes []Shape
	var properties []Properties
	for i, f := range file.Features {
		var s Shape
		if f.Geometry != nil {
			var polygons [][][][]float64
			var err error
			switch f.Geometry.Type {
			case "Polygon":
				polygons = make([][][][]float64, 1)
				err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
			case "MultiPolygon":
				err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
			case "Point":
				var p []float64
				if err = json.Unmarshal(f.Geometry.Coordinates, &p); err == nil {
					polygons = [][][][]float64{{{p}}}
				}
			}
			if err != nil {
				return nil, nil, fmt.Errorf("read GeoJSON: feature %d: %w", i, err)
			}
			for _, polygon := range polygons {
				for _, ring := range polygon {
					var points []Point
					for _, p := range ring {
						if len(p) >= 2 {
							points = append(points, Point{p[0], p[1]})
						}
					}
					s.Rings = append(s.Rings, points)
				}
			}
		}
		shapes, properties = append(shapes, s), append(properties, Properties{f.ID, f.Properties})
	}
	return shapes, properties, nil
}
