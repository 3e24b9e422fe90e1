package draw

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Outline is a country or province on a map: rings of points (longitude,
// latitude), filled by the even-odd rule.
type Outline struct {
	Name  string
	Rings [][][2]float64
}

// MapEvent is something that happened somewhere, known with a precision of the
// closed list: exact, near, district, province, region, country, sea_or_air.
type MapEvent struct {
	Lat, Lon  float64
	Precision string
	Province  string // the name of the outline that it lies in, for imprecise ones
	Label     string // a short text beside an exact place; may be empty
	Title     string // what a reader hears or sees on pointing at it
	Href      string
}

// Map is a picture of events over outlines. What is known only to lie somewhere
// in a province is shown as that province and a number, never as a pin; what is
// known only to lie in the country is counted in words below.
type Map struct {
	Title, Description string
	Width              int       // pixels; 720 if zero
	Ground             []Outline // neighbours, drawn faintly
	Provinces          []Outline // what the map is of; its frame
	Events             []MapEvent
	Source             string // of the boundaries, with their year
	Disclaimer         string // required: a map without one is refused
}

// ErrNoDisclaimer is returned for a map that would show boundaries without
// saying whose they are.
var ErrNoDisclaimer = fmt.Errorf("a map needs a boundary disclaimer and the source of its boundaries")

const (
	mapMargin  = 12
	mapFooter  = 92
	nearKM     = 25
	districtKM = 35
	kmPerDeg   = 111.195
)

// SVG draws the map as a standalone image that carries its own colours, title,
// description, legend, scale and disclaimer.
func (m Map) SVG() ([]byte, error) {
	if strings.TrimSpace(m.Disclaimer) == "" || strings.TrimSpace(m.Source) == "" {
		return nil, ErrNoDisclaimer
	}
	p, err := m.frame()
	if err != nil {
		return nil, err
	}
	d := &mapDrawing{m: m, p: p}
	d.open()
	d.ground()
	d.provinces()
	d.events()
	d.furniture()
	d.b.WriteString("</svg>\n")
	return d.b.Bytes(), nil
}

// projection puts degrees on the page: plate carrée, true in the middle of the
// frame, which is enough for a country.
type projection struct {
	west, north   float64
	scale, squash float64 // pixels per degree of latitude; cosine of the middle
	width, height float64 // of the picture, without the footer
}

func (m Map) frame() (projection, error) {
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
	if east < west || math.IsNaN(west+east+south+north) {
		return projection{}, fmt.Errorf("a map needs outlines or placed events to frame")
	}
	pad := max(0.03*max(east-west, north-south), 0.05)
	west, east, south, north = west-pad, east+pad, south-pad, north+pad
	width := float64(m.Width)
	if m.Width <= 0 {
		width = 720
	}
	squash := max(0.1, math.Cos((south+north)/2*math.Pi/180))
	scale := (width - 2*mapMargin) / ((east - west) * squash)
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

type mapDrawing struct {
	m Map
	p projection
	b bytes.Buffer
}

func (d *mapDrawing) open() {
	height := d.p.height + mapFooter
	fmt.Fprintf(&d.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" aria-labelledby="map-title map-desc" font-family="sans-serif">`+"\n",
		d.p.width, height, d.p.width, height)
	fmt.Fprintf(&d.b, "<title id=\"map-title\">%s</title>\n<desc id=\"map-desc\">%s</desc>\n", escape(d.m.Title), escape(d.m.Description))
	fmt.Fprintf(&d.b, `<clipPath id="map-frame"><rect x="0" y="0" width="%.0f" height="%.0f"/></clipPath>`+"\n", d.p.width, d.p.height)
	fmt.Fprintf(&d.b, `<rect width="%.0f" height="%.0f" fill="#ffffff"/><rect width="%.0f" height="%.0f" fill="#dfe9ee"/>`+"\n", d.p.width, height, d.p.width, d.p.height)
}

func (d *mapDrawing) ground() {
	d.b.WriteString(`<g clip-path="url(#map-frame)" fill="#f1eee7" stroke="#b9b1a3" stroke-width="1">` + "\n")
	for _, o := range d.m.Ground {
		if path := d.path(o); path != "" {
			fmt.Fprintf(&d.b, `<path fill-rule="evenodd" d="%s"><title>%s</title></path>`+"\n", path, escape(o.Name))
		}
	}
	d.b.WriteString("</g>\n")
}

func (d *mapDrawing) provinces() {
	somewhere := d.somewhere()
	d.b.WriteString(`<g clip-path="url(#map-frame)" stroke="#8d8474" stroke-width="0.8">` + "\n")
	for _, o := range d.m.Provinces {
		fill := "#fffdf8"
		if len(somewhere[o.Name]) > 0 {
			fill = "#f3cfc6"
		}
		fmt.Fprintf(&d.b, `<path fill="%s" fill-rule="evenodd" d="%s"><title>%s</title></path>`+"\n", fill, d.path(o), escape(o.Name))
	}
	d.b.WriteString("</g>\n" + `<g font-size="11" fill="#5c5548" text-anchor="middle">` + "\n")
	taken := d.labels()
	named := map[string]bool{}
	for _, o := range d.m.Provinces {
		lon, lat, ok := middle(o)
		if !ok || named[o.Name] {
			continue
		}
		named[o.Name] = true
		x, y := d.p.xy(lon, lat)
		half := 3.1 * float64(len([]rune(o.Name)))
		if at := (box{x - half, y - 10, x + half, y + 3}); !taken.meets(at) {
			taken = append(taken, at)
			fmt.Fprintf(&d.b, `<text x="%.1f" y="%.1f">%s</text>`+"\n", x, y, escape(o.Name))
		}
		if n := len(somewhere[o.Name]); n > 0 {
			fmt.Fprintf(&d.b, `<g><title>%s</title><rect x="%.1f" y="%.1f" width="26" height="17" rx="8.5" fill="#8f2d1c"/><text x="%.1f" y="%.1f" font-weight="bold" fill="#ffffff">%d</text></g>`+"\n",
				escape(strings.Join(somewhere[o.Name], "; ")), x-13, y+5, x, y+17.5, n)
		}
	}
	d.b.WriteString("</g>\n")
}

// somewhere lists, by province, the events that are known to lie in it and no
// more.
func (d *mapDrawing) somewhere() map[string][]string {
	out := map[string][]string{}
	for _, e := range d.m.Events {
		if e.Precision == "province" {
			out[e.Province] = append(out[e.Province], e.Title)
		}
	}
	return out
}

func (d *mapDrawing) events() {
	d.b.WriteString(`<g clip-path="url(#map-frame)">` + "\n")
	// Circles of what is near lie under the dots of what is exact.
	for _, e := range d.m.Events {
		if e.Precision == "exact" || !pinned(e.Precision) {
			continue
		}
		radius, dash := d.p.km(nearKM), ""
		if e.Precision != "near" {
			radius, dash = d.p.km(districtKM), ` stroke-dasharray="5 3"`
		}
		x, y := d.p.xy(e.Lon, e.Lat)
		d.linked(e, fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="%.1f" fill="#b3402a" fill-opacity="0.22" stroke="#8f2d1c" stroke-width="1.2"%s>`, x, y, max(5, radius), dash), "</circle>")
	}
	for _, e := range d.m.Events {
		if e.Precision != "exact" {
			continue
		}
		x, y := d.p.xy(e.Lon, e.Lat)
		d.linked(e, fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="4.5" fill="#8f2d1c" stroke="#ffffff" stroke-width="1.2">`, x, y), "</circle>")
		if e.Label != "" {
			fmt.Fprintf(&d.b, `<text x="%.1f" y="%.1f" font-size="12" fill="#1f1b16" stroke="#fffdf8" stroke-width="3" paint-order="stroke">%s</text>`+"\n", x+7, y+4, escape(e.Label))
		}
	}
	d.b.WriteString("</g>\n")
}

func (d *mapDrawing) linked(e MapEvent, open, end string) {
	mark := open + "<title>" + escape(e.Title) + "</title>" + end
	if e.Href != "" {
		mark = `<a href="` + escape(e.Href) + `">` + mark + "</a>"
	}
	d.b.WriteString(mark + "\n")
}

// box is a rectangle on the page that something is written in.
type box struct{ left, top, right, bottom float64 }

type boxes []box

func (all boxes) meets(b box) bool {
	return slices.ContainsFunc(all, func(o box) bool { return o.left < b.right && b.left < o.right && o.top < b.bottom && b.top < o.bottom })
}

// labels is the room that exact events and their labels take: the names of
// provinces give way to them.
func (d *mapDrawing) labels() boxes {
	var out boxes
	for _, e := range d.m.Events {
		if e.Precision == "exact" {
			x, y := d.p.xy(e.Lon, e.Lat)
			out = append(out, box{x - 6, y - 8, x + 8 + 7*float64(len([]rune(e.Label))), y + 8})
		}
	}
	return out
}

// middle is the centroid of an outline's largest ring.
func middle(o Outline) (lon, lat float64, ok bool) {
	best := 0.0
	for _, ring := range o.Rings {
		var x, y, a float64
		for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
			cross := ring[j][0]*ring[i][1] - ring[i][0]*ring[j][1]
			a += cross
			x += (ring[j][0] + ring[i][0]) * cross
			y += (ring[j][1] + ring[i][1]) * cross
		}
		if math.Abs(a) > best {
			best, lon, lat, ok = math.Abs(a), x/(3*a), y/(3*a), true
		}
	}
	return lon, lat, ok
}

// path writes an outline's rings, without those outside the frame and without
// points closer than half a pixel.
func (d *mapDrawing) path(o Outline) string {
	var b strings.Builder
	for _, ring := range o.Rings {
		if !d.visible(ring) {
			continue
		}
		lastX, lastY := math.Inf(1), math.Inf(1)
		op := "M"
		for i, pt := range ring {
			x, y := d.p.xy(pt[0], pt[1])
			if i > 0 && i < len(ring)-1 && math.Abs(x-lastX) < 0.5 && math.Abs(y-lastY) < 0.5 {
				continue
			}
			fmt.Fprintf(&b, "%s%.1f %.1f", op, x, y)
			op, lastX, lastY = "L", x, y
		}
		b.WriteString("Z")
	}
	return b.String()
}

func (d *mapDrawing) visible(ring [][2]float64) bool {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, pt := range ring {
		x, y := d.p.xy(pt[0], pt[1])
		left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
	}
	return len(ring) > 2 && right > 0 && left < d.p.width && bottom > 0 && top < d.p.height
}
