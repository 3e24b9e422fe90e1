package draw

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// MapEvent is something that happened somewhere, known with a precision of the
// closed list: exact, near, district, province, region, country, sea_or_air.
type MapEvent struct {
	Lat, Lon  float64
	Precision string
	Province  string // the name of the outline that it lies in, for imprecise ones
	Label     string // a short text beside an exact place; may be empty
	Title     string // what a reader hears or sees on pointing at it
	Href      string
	Place     string    // as a table says it
	On        cairn.Day // the same; may be empty
}

// Map is a picture of events over outlines. What is known only to lie somewhere
// in a province is shown as that province and a number, never as a pin; what is
// known only to lie in the country is counted in words below. Above [MapMost]
// placed events, a mark for each would say nothing: they are counted in hexagons.
type Map struct {
	Frame
	Ground     []Outline // neighbours, drawn faintly
	Provinces  []Outline // what the map is of; its frame, unless View is given
	Events     []MapEvent
	View       *View
	Source     string // of the boundaries, with their year
	Disclaimer string // required: a map without one is refused
}

// How far about its point a place may be that is known by a town near it or by
// its district.
const (
	NearKM     = 25
	DistrictKM = 35
)

// MapMost is how many placed events are drawn one by one.
const MapMost = 300

// ErrNoDisclaimer is returned for a map that would show boundaries without
// saying whose they are.
var ErrNoDisclaimer = errors.New("a map needs a boundary disclaimer and the source of its boundaries")

const (
	mapMargin = 12
	kmPerDeg  = 111.195
)

// SVG draws the map with its legend, scale and disclaimer.
func (m Map) SVG() ([]byte, error) {
	if strings.TrimSpace(m.Disclaimer) == "" || strings.TrimSpace(m.Source) == "" {
		return nil, ErrNoDisclaimer
	}
	p, err := m.frame()
	if err != nil {
		return nil, err
	}
	d := &mapDrawing{m: m, p: p}
	if m.placed() > MapMost {
		d.hexes = Hexes(m.points(), hexSize, func(pt [2]float64) (float64, float64) { return p.xy(pt[0], pt[1]) })
	}
	return m.svg("map", p.width, p.height+d.furnitureHeight(), func(c *canvas) {
		d.canvas = c
		d.ground()
		d.provinces()
		if d.hexes != nil {
			d.bins()
		} else {
			d.events()
		}
		d.furniture()
	}), nil
}

// points are the spots of the events that have one.
func (m Map) points() [][2]float64 {
	out := make([][2]float64, 0, len(m.Events))
	for _, e := range m.Events {
		if pinned(e.Precision) {
			out = append(out, [2]float64{e.Lon, e.Lat})
		}
	}
	return out
}

func (m Map) placed() int {
	n := 0
	for _, e := range m.Events {
		if pinned(e.Precision) {
			n++
		}
	}
	return n
}

// projection puts degrees on the page: plate carrée, true in the middle of the
// frame, which is enough for a country.
type projection struct {
	west, north   float64
	scale, squash float64 // pixels per degree of latitude; cosine of the middle
	width, height float64 // of the picture, without the footer
}

func (m Map) frame() (projection, error) {
	v, err := m.Shows()
	if err != nil {
		return projection{}, err
	}
	return m.project(v.West, v.East, v.South, v.North)
}

// Shows is the part of the world that the map is of: what was asked for, or all
// provinces and placed events.
func (m Map) Shows() (View, error) {
	if m.View != nil {
		return *m.View, nil
	}
	west, east, south, north := 180.0, -180.0, 90.0, -90.0
	grow := func(lon, lat float64) {
		west, east, south, north = min(west, lon), max(east, lon), min(south, lat), max(north, lat)
	}
	for _, o := range m.Provinces {
		for _, ring := range o.Rings {
			for _, pt := range ring {
				grow(pt[0], pt[1])
			}
		}
	}
	for _, e := range m.Events {
		if pinned(e.Precision) {
			grow(e.Lon, e.Lat)
		}
	}
	if east < west {
		return View{}, errNoFrame
	}
	pad := max(0.03*max(east-west, north-south), 0.05)
	return View{west - pad, south - pad, east + pad, north + pad}, nil
}

var errNoFrame = errors.New("a map needs outlines, placed events or a view to frame")

// project fits a part of the world to the width; a part that is no area, or
// taller than a page, is refused or cut to one.
func (m Map) project(west, east, south, north float64) (projection, error) {
	if math.IsNaN(west+east+south+north) || east <= west || north <= south {
		return projection{}, errNoFrame
	}
	width := m.width()
	squash := max(0.1, math.Cos((south+north)/2*math.Pi/180))
	scale := (width - 2*mapMargin) / ((east - west) * squash)
	if tallest := 1.6 * width; (north-south)*scale > tallest {
		wide := (north - south) * width / tallest / squash
		west, east = (west+east-wide)/2, (west+east+wide)/2
		scale = (width - 2*mapMargin) / ((east - west) * squash)
	}
	return projection{west, north, scale, squash, width, (north-south)*scale + 2*mapMargin}, nil
}

func (p projection) xy(lon, lat float64) (x, y float64) {
	return mapMargin + (lon-p.west)*p.squash*p.scale, mapMargin + (p.north-lat)*p.scale
}

func (p projection) km(km float64) float64 { return km / kmPerDeg * p.scale }

// pinned says whether a precision gives a spot to draw at.
func pinned(precision string) bool {
	return slices.Contains([]string{"exact", "near", "district", "sea_or_air"}, precision)
}

// path writes an outline's rings, without those outside the frame and without
// points closer than half a pixel.
func (d *mapDrawing) path(o Outline) string {
	var b []byte
	for _, ring := range o.Rings {
		if !d.visible(ring) {
			continue
		}
		lastX, lastY := math.Inf(1), math.Inf(1)
		op := byte('M')
		for i, pt := range ring {
			x, y := d.p.xy(pt[0], pt[1])
			if i > 0 && i < len(ring)-1 && math.Abs(x-lastX) < 0.5 && math.Abs(y-lastY) < 0.5 {
				continue
			}
			b = strconv.AppendFloat(append(b, op), x, 'f', 1, 64)
			b = strconv.AppendFloat(append(b, ' '), y, 'f', 1, 64)
			op, lastX, lastY = 'L', x, y
		}
		b = append(b, 'Z')
	}
	return string(b)
}

func (d *mapDrawing) visible(ring [][2]float64) bool {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, pt := range ring {
		x, y := d.p.xy(pt[0], pt[1])
		left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
	}
	return len(ring) > 2 && right > 0 && left < d.p.width && bottom > 0 && top < d.p.height
}
