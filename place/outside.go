package place

import (
	"math"
	"slices"

	"cairn"
	"cairn/place/outline"
)

// doubtful is how far, in kilometres, a bare point may lie outside a province
// before it is said to: outlines are drawn coarsely, and villages at a border
// are counted now to one side and now to the other.
const doubtful = 15

// Outside names the province that a place lies in where that is not the one
// given for it. It is empty where the place lies as said, and where nothing
// here can tell: a province that nobody knows by its name, a place without an
// id and without a point, a point near the border.
func (g *Gazetteer) Outside(l cairn.Locus) string {
	if l.Admin1 == "" || l.Country == "" || l.Ambiguous || l.Kind == Admin1.String() || l.Kind == "country" {
		return ""
	}
	var meant []string // the codes of the provinces that the name may mean
	for _, p := range g.admin1Named(l.Admin1, map[string]float64{l.Country: 1}) {
		meant = append(meant, p.admin1Code)
	}
	if len(meant) == 0 {
		return ""
	}
	if p, ok := g.withID(l); ok {
		if p.Country != l.Country || p.Kind == Country || p.Admin1 == "" || slices.Contains(meant, p.admin1Code) {
			return ""
		}
		return p.Admin1
	}
	if l.Lat == nil || l.Lon == nil {
		return ""
	}
	return outsideOutline(l.Country, meant, outline.Point{Lon: *l.Lon, Lat: *l.Lat})
}

// withID is the place that a locus was taken for.
func (g *Gazetteer) withID(l cairn.Locus) (Place, bool) {
	if l.ID == "" {
		return Place{}, false
	}
	for _, name := range []string{l.Name, l.Text} {
		for _, c := range g.candidates(name, asked{quiet: true}) {
			if c.ID == l.ID {
				return c.Place, true
			}
		}
	}
	return Place{}, false
}

// outsideOutline names the province that holds a point clearly outside those meant.
func outsideOutline(country string, meant []string, at outline.Point) string {
	shapes, err := outline.Provinces(country)
	if err != nil {
		return ""
	}
	in, known := "", false
	for _, s := range shapes {
		if slices.Contains(meant, s.Code) {
			known = true
			if s.Contains(at) || fromOutline(s, at) < doubtful {
				return ""
			}
		} else if s.Contains(at) {
			in = s.Name
		}
	}
	if !known {
		return ""
	}
	return in
}

// fromOutline is the distance in kilometres from a point to a shape's border,
// on a map that is true to scale around the point.
func fromOutline(s outline.Shape, at outline.Point) float64 {
	const degree = 111.2
	narrow := math.Cos(at.Lat * math.Pi / 180)
	nearest := math.Inf(1)
	for _, ring := range s.Rings {
		for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
			ax, ay := (ring[j].Lon-at.Lon)*narrow, ring[j].Lat-at.Lat
			bx, by := (ring[i].Lon-at.Lon)*narrow-ax, ring[i].Lat-at.Lat-ay
			along := 0.0
			if whole := bx*bx + by*by; whole > 0 {
				along = min(max(-(ax*bx+ay*by)/whole, 0), 1)
			}
			nearest = min(nearest, math.Hypot(ax+along*bx, ay+along*by))
		}
	}
	return nearest * degree
}
