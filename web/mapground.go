package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"cairn"
	"cairn/draw"
)

// ground is the base map, read when it is first wanted: countries, and the
// provinces of those that are asked for.
type ground struct {
	outlines func(country string) ([]draw.Outline, error)

	mu   sync.Mutex
	read map[string][]draw.Outline
}

func newGround(outlines func(string) ([]draw.Outline, error)) *ground {
	return &ground{outlines: outlines, read: map[string][]draw.Outline{}}
}

// of are the provinces of a country, or all countries for "".
func (g *ground) of(country string) ([]draw.Outline, error) {
	if g.outlines == nil {
		return nil, nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if got, ok := g.read[country]; ok {
		return got, nil
	}
	got, err := g.outlines(country)
	if err != nil {
		return nil, fmt.Errorf("read the outlines of %q: %w", country, err)
	}
	g.read[country] = got
	return got, nil
}

// groundMost is how many countries are drawn with their provinces: those with
// the most of the incidents.
const groundMost = 6

// mapGround is the base map under a selection of incidents.
type mapGround struct {
	countries []string
	land      []draw.Outline // all countries
	provinces []draw.Outline
	boxes     map[string]draw.View // of provinces, by country and name
}

func (s *Server) groundOf(list []*listed) (*mapGround, error) {
	counts := map[string]int{}
	for _, in := range list {
		if in.Place != nil && in.Place.Country != "" {
			counts[in.Place.Country]++
		}
	}
	var countries []string
	for c := range counts {
		countries = append(countries, c)
	}
	slices.SortFunc(countries, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	countries = countries[:min(len(countries), groundMost)]
	slices.Sort(countries)
	return s.groundIn(countries)
}

func (s *Server) groundIn(countries []string) (*mapGround, error) {
	g := &mapGround{countries: countries, boxes: map[string]draw.View{}}
	var err error
	if g.land, err = s.ground.of(""); err != nil {
		return nil, err
	}
	for _, c := range countries {
		provinces, err := s.ground.of(c)
		if err != nil {
			return nil, err
		}
		g.provinces = append(g.provinces, provinces...)
		for _, o := range provinces {
			key := c + "/" + o.Name
			if was, ok := g.boxes[key]; ok {
				g.boxes[key] = was.With(o.Box())
			} else {
				g.boxes[key] = o.Box()
			}
		}
	}
	return g, nil
}

// boxOf is where a place lies that is known by its province only.
func (g *mapGround) boxOf(l *cairn.Locus) (draw.View, bool) {
	if l == nil || l.Precision != "province" {
		return draw.View{}, false
	}
	box, ok := g.boxes[l.Country+"/"+l.Admin1]
	return box, ok
}

// provinceOf is the outline that an incident is counted in; "" where it has a
// spot, or where no outline is known.
func (g *mapGround) provinceOf(in *listed) string {
	if in.spot() != nil || in.Place == nil || in.Place.Precision != "province" {
		return ""
	}
	if _, ok := g.boxes[in.Place.Country+"/"+in.Place.Admin1]; !ok {
		return ""
	}
	return in.Place.Admin1
}

// basePage is the base map under a selection, as a script asks for it.
func basePage(q *ask) (page, error) {
	if q.form == asHTML {
		return page{}, moved{"/map"}
	}
	var countries []string
	if s := q.param("countries"); s != "" {
		countries = strings.Split(s, ",")
	}
	if len(countries) > groundMost {
		return page{}, badField{Field: "countries", Why: "too_long", Value: q.param("countries")}
	}
	g, err := q.server.groundIn(countries)
	if err != nil {
		return page{}, err
	}
	f := baseFeatures(g)
	return page{name: "map", view: f, place: func() features { return f }}, nil
}

// details say how many degrees lie between the points of what is so many degrees
// away from what a map is of: its own neighbours are kept in full, because
// borders would not meet otherwise, and the other end of the world is a shape.
var details = []struct{ within, step float64 }{{1, 0}, {12, 0.04}}

const coarsest = 0.25

// baseFeatures is the base map as GeoJSON: countries and provinces, the more
// coarsely the less they matter.
func baseFeatures(g *mapGround) features {
	f := newFeatures()
	var frame draw.View
	for i, o := range g.provinces {
		if i == 0 {
			frame = o.Box()
		}
		frame = frame.With(o.Box())
	}
	for _, o := range g.land {
		f.outline("country", o, detailOf(o, frame, len(g.provinces) > 0))
	}
	for _, o := range g.provinces {
		f.outline("province", o, 0)
	}
	return f
}

func detailOf(o draw.Outline, frame draw.View, framed bool) float64 {
	if !framed {
		return details[1].step
	}
	for _, d := range details {
		if (draw.View{West: frame.West - d.within, South: frame.South - d.within, East: frame.East + d.within, North: frame.North + d.within}).Meets(o.Box()) {
			return d.step
		}
	}
	return coarsest
}

// outline adds a shape with the middle that its name stands at.
func (f *features) outline(kind string, o draw.Outline, step float64) {
	var polygons [][][][2]float64
	for _, ring := range o.Rings {
		if thin := thinned(ring, step); len(thin) >= 4 {
			polygons = append(polygons, [][][2]float64{thin})
		}
	}
	if len(polygons) == 0 {
		return
	}
	p := map[string]any{"kind": kind, "name": o.Name}
	if lon, lat, ok := o.Middle(); ok {
		p["lon"], p["lat"] = rounded(lon), rounded(lat)
	}
	f.Features = append(f.Features, feature{Type: "Feature", Geometry: &geometry{"MultiPolygon", polygons}, Properties: p})
}

// thinned leaves out points of a ring nearer than a step to the one before, and
// closes it.
func thinned(ring [][2]float64, step float64) [][2]float64 {
	var out [][2]float64
	for _, pt := range ring {
		if n := len(out); n > 0 && math.Abs(pt[0]-out[n-1][0]) < step && math.Abs(pt[1]-out[n-1][1]) < step {
			continue
		}
		out = append(out, [2]float64{rounded(pt[0]), rounded(pt[1])})
	}
	if n := len(out); n > 0 && out[0] != out[n-1] {
		out = append(out, out[0])
	}
	return out
}

func rounded(f float64) float64 { return math.Round(f*1000) / 1000 }
