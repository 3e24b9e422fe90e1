package estimate

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// drawing collects the elements of one SVG figure.
type drawing struct {
	b             strings.Builder
	width, height float64
	title         string
}

func newDrawing(width, height float64, title string) *drawing {
	return &drawing{width: width, height: height, title: title}
}

func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	fmt.Fprintf(&d.b, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="%s"/>`+"\n", x1, y1, x2, y2, class)
}

func (d *drawing) rect(x, y, w, h float64, class string) {
	fmt.Fprintf(&d.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" class="%s"/>`+"\n", x, y, max(w, 0), max(h, 0), class)
}

func (d *drawing) dot(x, y, r float64, class, title string) {
	if title == "" {
		fmt.Fprintf(&d.b, `<circle cx="%.1f" cy="%.1f" r="%.1f" class="%s"/>`+"\n", x, y, r, class)
		return
	}
	fmt.Fprintf(&d.b, `<circle cx="%.1f" cy="%.1f" r="%.1f" class="%s"><title>%s</title></circle>`+"\n", x, y, r, class, html.EscapeString(title))
}

// text writes at x, y; anchor is start, middle or end.
func (d *drawing) text(x, y float64, anchor, class, s string) {
	fmt.Fprintf(&d.b, `<text x="%.1f" y="%.1f" text-anchor="%s" class="%s">%s</text>`+"\n", x, y, anchor, class, html.EscapeString(s))
}

func (d *drawing) path(points [][2]float64, class string, closed bool) {
	d.b.WriteString(`<path d="`)
	for i, p := range points {
		c := "L"
		if i == 0 {
			c = "M"
		}
		fmt.Fprintf(&d.b, "%s%.1f %.1f", c, p[0], p[1])
	}
	if closed {
		d.b.WriteString("Z")
	}
	fmt.Fprintf(&d.b, `" class="%s"/>`+"\n", class)
}

func (d *drawing) String() string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" aria-label="%s">`+"\n<title>%s</title>\n%s</svg>\n",
		d.width, d.height, d.width, d.height, html.EscapeString(d.title), html.EscapeString(d.title), d.b.String())
}

// axis maps values from lo to hi onto pixels from a to b.
type axis struct{ lo, hi, a, b float64 }

func (x axis) at(v float64) float64 {
	if x.hi == x.lo {
		return (x.a + x.b) / 2
	}
	return x.a + (v-x.lo)/(x.hi-x.lo)*(x.b-x.a)
}

// ticks are round values inside the axis, about n of them.
func (x axis) ticks(n int) []float64 {
	span := x.hi - x.lo
	if !(span > 0) || math.IsInf(span, 0) {
		return []float64{x.lo}
	}
	step := math.Pow(10, math.Floor(math.Log10(span/float64(n))))
	for _, m := range []float64{1, 2, 5, 10} {
		if span/(step*m) <= float64(n) {
			step *= m
			break
		}
	}
	var out []float64
	for v := math.Ceil(x.lo/step) * step; v <= x.hi+step*1e-9; v += step {
		out = append(out, v)
	}
	return out
}

// across draws a horizontal axis of people below the figure.
func (d *drawing) across(x axis, y float64, label string) {
	d.line(x.a, y, x.b, y, "axis")
	for _, t := range x.ticks(6) {
		d.line(x.at(t), y, x.at(t), y+4, "axis")
		d.text(x.at(t), y+17, "middle", "tick", people(t))
	}
	d.text((x.a+x.b)/2, y+34, "middle", "label", label)
}

// documentedLine marks the count that is documented.
func (d *drawing) documentedLine(x axis, top, bottom float64, n int64) {
	at := x.at(float64(n))
	d.line(at, top, at, bottom, "documented")
	d.text(at+4, top+9, "start", "documented-label", people(float64(n))+" documented")
}

// people writes a number of people with separators: 12,345.
func people(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	s := strconv.FormatInt(int64(math.Round(v)), 10)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
