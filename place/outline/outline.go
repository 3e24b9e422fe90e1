// Package outline holds the base map: the outlines of the world's countries
// and of their first-order divisions, as compact geometry in the binary.
//
// Neighbours share their borders, so outlines are stored as arcs that shapes
// refer to; arcs are differences of whole numbers, in 1/500 of a degree (about
// 200 metres). A country's block is read when it is asked for, and nothing
// else. The outlines are Natural Earth's and are no statement about the status
// of any territory: whoever draws them prints [Disclaimer].
//
// The package imports nothing of ours, so that the room that resolves places
// and the room that draws maps can both stand on it.
package outline

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

//go:embed outlines.bin
var embedded string

// Disclaimer is to be printed under every map, with [Source].
const Disclaimer = "Boundaries and names shown do not imply endorsement or acceptance."

// Source names the outlines' origin and age.
const Source = "Boundaries: Natural Earth (countries 2018, provinces about 2013), public domain."

// Point is a place on the map, in degrees.
type Point struct{ Lon, Lat float64 }

// Shape is the outline of one country or province: rings, of which inner ones
// are holes by the even-odd rule.
type Shape struct {
	Country string // ISO 3166-1 alpha-2
	Code    string // of the division, as GeoNames writes it; "" for a country
	Name    string
	Rings   [][]Point
}

const (
	resolution = 500
	magic      = "cairnol1"
)

var errDamaged = errors.New("outlines are damaged")

// Countries are the outlines of all countries.
func Countries() ([]Shape, error) { return block(embedded, "") }

// Provinces are the first-order divisions of a country; none is known for some.
func Provinces(country string) ([]Shape, error) { return block(embedded, country) }

// block finds and decodes one block: the file is the magic, then for each
// block its name, its length, and its bytes.
func block(data, name string) ([]Shape, error) {
	if len(data) < len(magic) || data[:len(magic)] != magic {
		return nil, errDamaged
	}
	for at := len(magic); at+6 <= len(data); {
		size := int(binary.LittleEndian.Uint32([]byte(data[at+2 : at+6])))
		if at+6+size > len(data) {
			return nil, errDamaged
		}
		got := data[at : at+2]
		if got == name || name == "" && got == "  " {
			shapes, err := decode([]byte(data[at+6 : at+6+size]))
			if err != nil {
				return nil, fmt.Errorf("read the outlines of %q: %w", name, err)
			}
			return shapes, nil
		}
		at += 6 + size
	}
	return nil, nil
}

// reader reads numbers and strings, and remembers the first failure.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uint() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<31 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *reader) int() int {
	v, n := binary.Varint(r.b)
	if n <= 0 || v > 1<<31 || v < -1<<31 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// count reads a number of things that take at least one byte each.
func (r *reader) count() int {
	n := r.uint()
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return 0
	}
	return n
}

func (r *reader) string() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func decode(b []byte) ([]Shape, error) {
	r := &reader{b: b}
	arcs := make([][]Point, r.count())
	for i := range arcs {
		arcs[i] = make([]Point, r.count())
		x, y := 0, 0
		for k := range arcs[i] {
			x, y = x+r.int(), y+r.int()
			arcs[i][k] = Point{float64(x) / resolution, float64(y) / resolution}
		}
	}
	shapes := make([]Shape, r.count())
	for i := range shapes {
		s := &shapes[i]
		s.Country, s.Code, s.Name = r.string(), r.string(), r.string()
		s.Rings = make([][]Point, r.count())
		for k := range s.Rings {
			for range r.count() {
				s.Rings[k] = r.follow(s.Rings[k], arcs)
			}
		}
	}
	if r.bad {
		return nil, errDamaged
	}
	return shapes, nil
}

// follow appends an arc to a ring: backwards if its number is negative, and
// without the point that it shares with the arc before.
func (r *reader) follow(ring []Point, arcs [][]Point) []Point {
	n := r.int()
	back := n < 0
	if back {
		n = ^n
	}
	if n >= len(arcs) {
		r.bad = true
		return ring
	}
	arc := arcs[n]
	if back {
		arc = slices.Clone(arc)
		slices.Reverse(arc)
	}
	if len(ring) > 0 && len(arc) > 0 {
		arc = arc[1:]
	}
	return append(ring, arc...)
}

// Contains says whether a point lies in the shape.
func (s Shape) Contains(p Point) bool {
	in := false
	for _, ring := range s.Rings {
		for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
			a, b := ring[i], ring[j]
			if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < (b.Lon-a.Lon)*(p.Lat-a.Lat)/(b.Lat-a.Lat)+a.Lon {
				in = !in
			}
		}
	}
	return in
}

// Centre is the centroid of the shape's largest ring, and that ring's area in
// square degrees of the equator.
func (s Shape) Centre() (Point, float64) {
	var best Point
	area := 0.0
	for _, ring := range s.Rings {
		if c, a := centroid(ring); a > area {
			best, area = c, a
		}
	}
	return best, area
}

func centroid(ring []Point) (Point, float64) {
	var x, y, a float64
	for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
		p, q := ring[j], ring[i]
		cross := p.Lon*q.Lat - q.Lon*p.Lat
		a += cross
		x += (p.Lon + q.Lon) * cross
		y += (p.Lat + q.Lat) * cross
	}
	if a == 0 {
		return Point{}, 0
	}
	c := Point{x / (3 * a), y / (3 * a)}
	return c, math.Abs(a/2) * math.Cos(c.Lat*math.Pi/180)
}
