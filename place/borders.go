package place

import (
	"fmt"

	"cairn/place/outline"
)

// Borders answers in which country and province a bare point lies, from the
// outlines in the binary. A point within some 12 km of a province's border may
// be given to its neighbour: where the point is a place of the gazetteer, its
// own division is the better answer.
type Borders struct {
	countries []outline.Shape
	provinces map[string][]outline.Shape
}

// OpenBorders reads the outlines of all countries, and of the provinces of the
// given ones.
func OpenBorders(countries ...string) (*Borders, error) {
	b := &Borders{provinces: map[string][]outline.Shape{}}
	var err error
	if b.countries, err = outline.Countries(); err != nil {
		return nil, fmt.Errorf("open the borders: %w", err)
	}
	for _, cc := range countries {
		if b.provinces[cc], err = outline.Provinces(cc); err != nil {
			return nil, fmt.Errorf("open the borders of %s: %w", cc, err)
		}
	}
	return b, nil
}

// Country is the country that holds a point, or "" at sea.
func (b *Borders) Country(at LatLon) string {
	p := outline.Point{Lon: at.Lon, Lat: at.Lat}
	for _, s := range b.countries {
		if s.Contains(p) {
			return s.Country
		}
	}
	return ""
}

// Province is the name of the province that holds a point, or "" where it lies
// in none of those that were opened.
func (b *Borders) Province(at LatLon) string {
	s, _ := b.provinceShape(b.Country(at), at)
	return s.Name
}

func (b *Borders) provinceShape(country string, at LatLon) (outline.Shape, bool) {
	p := outline.Point{Lon: at.Lon, Lat: at.Lat}
	for _, s := range b.provinces[country] {
		if s.Contains(p) {
			return s, true
		}
	}
	return outline.Shape{}, false
}
