package draw

import (
	"fmt"
	"strings"
)

// furniture is what makes a picture a map: scale, legend, what is not drawn,
// and whose boundaries these are.
func (d *mapDrawing) furniture() {
	d.scaleBar()
	y := d.p.height + 18
	d.b.WriteString(`<g font-size="11.5" fill="#332e26">` + "\n")
	x := float64(mapMargin)
	for _, key := range []struct{ mark, words string }{
		{`<circle cx="6" cy="-4" r="4.5" fill="#8f2d1c"/>`, "exact place"},
		{`<circle cx="6" cy="-4" r="6" fill="#b3402a" fill-opacity="0.22" stroke="#8f2d1c"/>`, fmt.Sprintf("near (within %d km)", nearKM)},
		{`<circle cx="6" cy="-4" r="6" fill="#b3402a" fill-opacity="0.22" stroke="#8f2d1c" stroke-dasharray="3 2"/>`, "somewhere in a district"},
		{`<rect x="-1" y="-11" width="14" height="14" fill="#f3cfc6" stroke="#8d8474"/>`, "somewhere in a province (number)"},
	} {
		fmt.Fprintf(&d.b, `<g transform="translate(%.1f %.1f)">%s<text x="18">%s</text></g>`+"\n", x, y, key.mark, escape(key.words))
		x += 34 + 6.1*float64(len(key.words))
	}
	if words := d.undrawn(); words != "" {
		fmt.Fprintf(&d.b, `<text x="%d" y="%.1f">%s</text>`+"\n", mapMargin, y+20, escape(words))
	}
	d.b.WriteString("</g>\n" + `<g font-size="10" fill="#5c5548">` + "\n")
	fmt.Fprintf(&d.b, `<text x="%d" y="%.1f">%s</text>`+"\n", mapMargin, y+42, escape(d.m.Disclaimer))
	fmt.Fprintf(&d.b, `<text x="%d" y="%.1f">%s</text>`+"\n", mapMargin, y+57, escape(d.m.Source))
	d.b.WriteString("</g>\n")
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
		parts = append(parts, fmt.Sprintf("%d known only to lie in the country or a part of it", country))
	}
	if nowhere > 0 {
		parts = append(parts, fmt.Sprintf("%d without a known place", nowhere))
	}
	if parts == nil {
		return ""
	}
	return "Not drawn: " + strings.Join(parts, ", ") + "."
}

func (d *mapDrawing) hasProvince(name string) bool {
	for _, o := range d.m.Provinces {
		if o.Name == name {
			return true
		}
	}
	return false
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
	fmt.Fprintf(&d.b, `<g stroke="#332e26" stroke-width="1.2" fill="none"><path d="M%.1f %.1fv5h%.1fv-5"/></g><text x="%.1f" y="%.1f" font-size="11" fill="#332e26" text-anchor="middle">%.0f km</text>`+"\n",
		x, y-5, w, x+w/2, y-5, km)
}
