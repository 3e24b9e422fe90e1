package draw

import (
	"slices"
	"strings"
)

// furniture is what makes a picture a map: scale, legend, what is not drawn,
// and whose boundaries these are.
func (d *mapDrawing) furniture() {
	d.scaleBar()
	entries, high := flow(d.legend(), d.p.width)
	y := d.p.height + 16
	for _, k := range entries {
		k.draw(d.canvas, y)
	}
	y += high + 2
	if words := d.undrawn(); words != "" {
		d.text(mapMargin, y, words, "class", "c-text", "font-size", smallSize)
	}
	d.text(mapMargin, y+19, d.m.Disclaimer, "class", "c-note", "font-size", 10.0)
	d.text(mapMargin, y+33, d.m.Source, "class", "c-note", "font-size", 10.0)
}

// MapKey is the legend of a map that a script draws, with marks as events have
// them one by one and in hexagons.
func MapKey(f Frame) []byte {
	d := &mapDrawing{m: Map{Frame: f}}
	entries := d.legend()
	d.hexes = []Hex{}
	entries = append(entries[:len(entries)-1], d.legend()...)
	placed, high := flow(entries, f.width())
	return f.svg("key", f.width(), high+4, func(c *canvas) {
		for _, k := range placed {
			k.draw(c, 12)
		}
	})
}

func (d *mapDrawing) legend() []keyEntry {
	circle := func(class string, r float64) func(*canvas, float64, float64) {
		return func(c *canvas, x, y float64) { c.mark("circle", "class", class, "cx", x, "cy", y, "r", r) }
	}
	say := d.m.Words.say
	province := keyEntry{words: say("map.province"), mark: func(c *canvas, x, y float64) {
		c.mark("rect", "class", "m-some", "x", x-7, "y", y-7, "width", 14, "height", 14)
	}}
	if d.hexes == nil {
		return []keyEntry{{words: say("map.exact"), mark: circle("m-dot", 4.5)}, {words: say("map.near", d.m.Words.number(NearKM)), mark: circle("m-area", 6)},
			{words: say("map.district"), mark: circle("m-area m-wide", 6)}, province}
	}
	out := []keyEntry{}
	for i, s := range hexSteps {
		words := s.words
		if i == 0 {
			words = say("map.hexes") + ": " + words
		}
		out = append(out, keyEntry{words: words, mark: func(c *canvas, x, y float64) {
			c.mark("rect", "class", "m-hex "+s.class, "x", x-6, "y", y-6, "width", 12, "height", 12)
		}})
	}
	return append(out, province)
}

// furnitureHeight is what the legend, the words and the lines below take.
func (d *mapDrawing) furnitureHeight() float64 {
	_, high := flow(d.legend(), d.p.width)
	return high + 62
}

// undrawn counts in words what has no place on the map.
func (d *mapDrawing) undrawn() string {
	country, nowhere := 0, 0
	for _, e := range d.m.Events {
		switch {
		case e.Precision == "country" || e.Precision == "region":
			country++
		case e.Precision == "province":
			if !d.hasProvince(e.Province) {
				nowhere++
			}
		case !pinned(e.Precision):
			nowhere++
		}
	}
	var parts []string
	if country > 0 {
		parts = append(parts, d.m.Words.say("map.country", d.m.Words.number(int64(country))))
	}
	if nowhere > 0 {
		parts = append(parts, d.m.Words.say("map.nowhere", d.m.Words.number(int64(nowhere))))
	}
	return strings.Join(parts, " ")
}

func (d *mapDrawing) hasProvince(name string) bool {
	return slices.ContainsFunc(d.m.Provinces, func(o Outline) bool { return o.Name == name })
}

// Table lists the events with how precisely each is placed.
func (m Map) Table() Table {
	t := Table{Caption: m.Title, Head: []string{m.Words.say("head.incident"), m.Words.say("head.from"), m.Words.say("head.place"), m.Words.say("head.precision")}}
	for _, e := range m.Events {
		place := e.Place
		if place == "" {
			place = e.Province
		}
		t.Rows = append(t.Rows, Row{Href: e.Href, Cells: []string{e.Title, string(e.On), place, m.Words.precision(e.Precision)}})
	}
	return t
}

// precision is a word of the closed list in the page's language.
func (w Words) precision(code string) string {
	key := "precision." + code
	if code == "" {
		return w.say("unknown")
	}
	if _, ok := english[key]; !ok {
		return code
	}
	return w.say(key)
}

// scaleBar is the longest round number of kilometres that fits a fifth of the
// width.
func (d *mapDrawing) scaleBar() {
	km := 1.0
	for _, try := range []float64{2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000} {
		if d.p.km(try) <= d.p.width/5 {
			km = try
		}
	}
	w := d.p.km(km)
	x, y := d.p.width-mapMargin-w, d.p.height-mapMargin
	d.mark("path", "class", "c-best", "d", "M"+num(x)+" "+num(y-5)+"v5h"+num(w)+"v-5")
	d.text(x+w/2, y-5, d.m.Words.say("map.km", d.m.Words.number(int64(km))), "class", "c-text c-halo", "font-size", smallSize, "text-anchor", "middle")
}
