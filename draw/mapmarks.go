package draw

import (
	"slices"
	"strings"
)

type mapDrawing struct {
	*canvas
	m     Map
	p     projection
	hexes []Hex
}

func (d *mapDrawing) clip() string { return "url(#" + d.id + "-frame)" }

func (d *mapDrawing) ground() {
	d.open("clipPath", "id", d.id+"-frame")
	d.mark("rect", "width", d.p.width, "height", d.p.height)
	d.close("clipPath")
	d.mark("rect", "class", "m-sea", "width", d.p.width, "height", d.p.height)
	d.open("g", "class", "m-ground", "clip-path", d.clip())
	for _, o := range d.m.Ground {
		if path := d.path(o); path != "" {
			d.titled(o.Name, "path", "fill-rule", "evenodd", "d", path)
		}
	}
	d.close("g")
}

func (d *mapDrawing) provinces() {
	somewhere := d.somewhere()
	d.open("g", "clip-path", d.clip())
	for _, o := range d.m.Provinces {
		class := "m-land"
		if len(somewhere[o.Name]) > 0 {
			class = "m-some"
		}
		if path := d.path(o); path != "" {
			d.titled(o.Name, "path", "class", class, "fill-rule", "evenodd", "d", path)
		}
	}
	d.close("g")
	d.names(somewhere)
}

// names writes the provinces' names where nothing else stands, and how many
// events lie somewhere in each.
func (d *mapDrawing) names(somewhere map[string][]string) {
	d.open("g", "clip-path", d.clip())
	taken := d.labels()
	named := map[string]bool{}
	for _, o := range d.m.Provinces {
		lon, lat, ok := o.Middle()
		x, y := d.p.xy(lon, lat)
		if !ok || named[o.Name] || x < 0 || x > d.p.width || y < 0 || y > d.p.height {
			continue
		}
		named[o.Name] = true
		half := textWidth(o.Name, smallSize) / 2
		if at := (box{x - half, y - 10, x + half, y + 3}); d.hexes == nil && !taken.meets(at) {
			taken = append(taken, at)
			d.text(x, y, o.Name, "class", "c-note", "text-anchor", "middle")
		}
		if n := len(somewhere[o.Name]); n > 0 {
			d.badge(x, y+13, d.m.Words.number(int64(n)), strings.Join(somewhere[o.Name][:min(n, 12)], "; "))
		}
	}
	d.close("g")
}

func (d *mapDrawing) badge(x, y float64, words, title string) {
	wide := max(26, textWidth(words, smallSize)+12)
	d.titled(title, "rect", "class", "m-badge", "x", x-wide/2, "y", y-8.5, "width", wide, "height", 17, "rx", 8.5)
	d.text(x, y+4, words, "class", "m-on", "text-anchor", "middle", "pointer-events", "none")
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

// events draws areas and dots: what is near or somewhere in a district as large
// as that is, under the dots of what is exact.
func (d *mapDrawing) events() {
	d.open("g", "clip-path", d.clip())
	for _, e := range d.m.Events {
		if e.Precision == "exact" || !pinned(e.Precision) {
			continue
		}
		km, class := float64(NearKM), "m-area"
		if e.Precision != "near" {
			km, class = DistrictKM, "m-area m-wide"
		}
		x, y := d.p.xy(e.Lon, e.Lat)
		d.link(e.Href, e.Title, func() {
			d.titled(e.Title, "circle", "class", class, "cx", x, "cy", y, "r", max(5, d.p.km(km)))
		})
	}
	for _, e := range d.m.Events {
		if e.Precision != "exact" {
			continue
		}
		x, y := d.p.xy(e.Lon, e.Lat)
		d.link(e.Href, e.Title, func() {
			d.titled(e.Title, "circle", "class", "m-dot", "cx", x, "cy", y, "r", 4.5)
		})
		if e.Label != "" {
			d.text(x+7, y+4, e.Label, "class", "c-text c-halo")
		}
	}
	d.close("g")
}

// bins draws hexagons that are the darker the more events lie in them, with the
// number where it fits.
func (d *mapDrawing) bins() {
	d.open("g", "clip-path", d.clip())
	for _, h := range d.hexes {
		path := ""
		for i, pt := range h.Ring {
			op := "L"
			if i == 0 {
				op = "M"
			}
			path += op + num(pt[0]) + " " + num(pt[1])
		}
		words := d.m.Words.number(h.Count)
		class := hexClass(h.Count)
		d.titled(words, "path", "class", "m-hex "+class, "d", path+"Z")
		if textWidth(words, 9) < 1.7*hexSize {
			d.text(h.X, h.Y+3, words, "class", hexInk(class), "font-size", 9.0, "text-anchor", "middle", "pointer-events", "none")
		}
	}
	d.close("g")
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
