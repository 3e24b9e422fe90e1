package estimate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

const (
	figureWidth = 720.0
	left        = 190.0 // room for names at the left of a figure
	right       = 24.0
)

// shownPatterns is how many overlaps the list figure shows.
const shownPatterns = 24

// overlapFigure shows who is on which lists together: a bar for each pattern of
// lists, most people first, above a grid of its lists (Lex and others 2014).
func overlapFigure(t Table) string {
	cells := slices.Clone(t.Cells)
	slices.SortStableFunc(cells, func(a, b Cell) int { return cmp.Compare(b.Count, a.Count) })
	title := "People by the lists they stand on"
	if len(cells) > shownPatterns {
		title += fmt.Sprintf(" (the %d largest of %d patterns)", shownPatterns, len(cells))
		cells = cells[:shownPatterns]
	}
	const rowHeight, top, bars = 20.0, 24.0, 150.0
	d := newDrawing(figureWidth, top+bars+22+rowHeight*float64(len(t.Lists))+10, title)
	step := (figureWidth - left - right) / float64(max(len(cells), 8))
	height := axis{0, float64(cells[0].Count), top + bars, top}
	grid := top + bars + 18
	for j, l := range t.Lists {
		y := grid + rowHeight*float64(j)
		if j%2 == 0 {
			d.rect(left-4, y, figureWidth-left-right+8, rowHeight, "band")
		}
		d.text(left-10, y+14, "end", "label", fmt.Sprintf("%s  %s", clip(l.Name, 16), people(float64(t.Size(j)))))
	}
	for i, c := range cells {
		x := left + step*(float64(i)+0.5)
		w := min(step*0.62, 26)
		d.rect(x-w/2, height.at(float64(c.Count)), w, height.a-height.at(float64(c.Count)), "bar")
		d.text(x, height.at(float64(c.Count))-4, "middle", "tick", people(float64(c.Count)))
		first, last := -1.0, -1.0
		for j := range t.Lists {
			y := grid + rowHeight*(float64(j)+0.5)
			if !c.On.Has(j) {
				d.dot(x, y, 4, "off", "")
				continue
			}
			if first < 0 {
				first = y
			}
			last = y
			d.dot(x, y, 4.5, "on", t.Label(c.On)+": "+people(float64(c.Count)))
		}
		if last > first {
			d.line(x, first, x, last, "join")
		}
	}
	return d.String()
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// row is one line of an interval figure.
type row struct {
	name      string
	estimate  float64
	intervals []Interval
	words     string // shown instead of a number
	faint     bool
}

// intervalFigure shows estimates side by side: a thick bar for 80 %, a thin one
// for 95 %, the documented count as a line.
func intervalFigure(title string, documented int64, rows []row) string {
	const rowHeight, top = 26.0, 20.0
	d := newDrawing(figureWidth, top+rowHeight*float64(len(rows))+50, title)
	x := axis{float64(documented), float64(documented) + 1, left, figureWidth - right}
	for _, r := range rows {
		x.hi = max(x.hi, r.estimate)
		for _, i := range r.intervals {
			x.hi = max(x.hi, i.Upper)
		}
	}
	// One huge upper limit may not squeeze everything else: cut, and say so.
	if c := 12 * median(rows, float64(documented)); x.hi > c {
		x.hi = c
	}
	x.lo -= 0.06 * (x.hi - x.lo)
	x.lo = max(x.lo, 0)
	x.hi += 0.03 * (x.hi - x.lo)
	bottom := top + rowHeight*float64(len(rows))
	d.documentedLine(x, top-12, bottom, documented)
	for i, r := range rows {
		y := top + rowHeight*(float64(i)+0.5)
		class := map[bool]string{false: "", true: " faint"}[r.faint]
		d.text(left-10, y+4, "end", "label"+class, clip(r.name, 26))
		if r.words != "" {
			d.text(x.at(float64(documented))+8, y+4, "start", "refused", clip(r.words, 78))
			continue
		}
		for k, in := range r.intervals {
			class := []string{"wide", "narrow"}[min(k, 1)] + class
			d.line(x.at(max(in.Lower, x.lo)), y, x.at(min(in.Upper, x.hi)), y, class)
			if in.Upper > x.hi {
				d.text(x.b+4, y+4, "start", "tick", "→")
			}
		}
		d.dot(x.at(min(r.estimate, x.hi)), y, 4.5, "point"+class, fmt.Sprintf("%s: %s", r.name, people(r.estimate)))
	}
	d.across(x, bottom+4, "people, documented included")
	return d.String()
}

func median(rows []row, least float64) float64 {
	var all []float64
	for _, r := range rows {
		if r.estimate > 0 {
			all = append(all, r.estimate)
		}
	}
	if len(all) == 0 {
		return least + 1
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// curveFigure shows a posterior density or a profile likelihood, the 95 %
// interval shaded, the documented count marked.
func curveFigure(r Result) string {
	const top, bottom = 20.0, 190.0
	d := newDrawing(figureWidth, bottom+46, fmt.Sprintf("%s: %s of the total", r.Method, r.CurveOf))
	x := axis{float64(r.Documented), r.Curve[len(r.Curve)-1].N, 50, figureWidth - right}
	x.lo -= 0.04 * (x.hi - x.lo)
	y := axis{0, 0, bottom, top}
	y.lo = r.Curve[0].Y
	y.hi = r.Curve[0].Y
	for _, p := range r.Curve {
		y.lo, y.hi = min(y.lo, p.Y), max(y.hi, p.Y)
	}
	if r.CurveOf != "profile log-likelihood" {
		y.lo = 0
	} else {
		y.lo = max(y.lo, -6)
	}
	var line, shade [][2]float64
	for _, p := range r.Curve {
		if p.Y < y.lo {
			continue
		}
		at := [2]float64{x.at(p.N), y.at(p.Y)}
		line = append(line, at)
		if len(r.Intervals) > 0 && p.N >= r.Intervals[0].Lower && p.N <= r.Intervals[0].Upper {
			shade = append(shade, at)
		}
	}
	if len(shade) > 1 {
		area := append([][2]float64{{shade[0][0], bottom}}, shade...)
		d.path(append(area, [2]float64{shade[len(shade)-1][0], bottom}), "shade", true)
	}
	d.path(line, "curve", false)
	if r.CurveOf == "profile log-likelihood" {
		for i := range levels {
			d.line(x.a, y.at(-chiHalf[i]), x.b, y.at(-chiHalf[i]), "cutoff")
			d.text(x.b, y.at(-chiHalf[i])-3, "end", "tick", fmt.Sprintf("%.0f %%", 100*levels[i]))
		}
	}
	d.text(x.b, top-8, "end", "label", methodName(r.Method)+": "+r.CurveOf)
	d.documentedLine(x, top-12, bottom, r.Documented)
	d.across(x, bottom, "people, documented included")
	return d.String()
}

// traceFigure shows the path of every chain, so that a reader sees whether
// they wander over the same ground.
func traceFigure(c ChainReport) string {
	const top, bottom = 14.0, 170.0
	d := newDrawing(figureWidth, bottom+30, fmt.Sprintf("Traces of %d chains", len(c.Traces)))
	y := axis{math.Inf(1), math.Inf(-1), bottom, top}
	for _, t := range c.Traces {
		for _, v := range t {
			y.lo, y.hi = min(y.lo, v), max(y.hi, v)
		}
	}
	for _, v := range y.ticks(4) {
		d.line(70, y.at(v), figureWidth-right, y.at(v), "gridline")
		d.text(64, y.at(v)+4, "end", "tick", people(v))
	}
	for k, t := range c.Traces {
		x := axis{0, float64(max(len(t)-1, 1)), 70, figureWidth - right}
		var line [][2]float64
		for i, v := range t {
			line = append(line, [2]float64{x.at(float64(i)), y.at(v)})
		}
		d.path(line, fmt.Sprintf("trace chain%d", k%6), false)
	}
	d.text((70+figureWidth-right)/2, bottom+20, "middle", "label", "sweeps →")
	return d.String()
}

// modelFigure sets the total of each model against its BIC: near the top, models
// that fit about equally well may give very different totals.
func modelFigure(r Result) string {
	const top, bottom = 16.0, 200.0
	d := newDrawing(figureWidth, bottom+46, "Totals of the best log-linear models against their fit")
	x := axis{float64(r.Documented), float64(r.Documented) + 1, 70, figureWidth - right}
	worst := 0.0
	for _, m := range r.Models {
		x.hi = max(x.hi, min(m.N, 8*r.Models[0].N))
		worst = max(worst, m.BIC-r.Models[0].BIC)
	}
	x.lo -= 0.04 * (x.hi - x.lo)
	y := axis{-max(worst, 1), 0, bottom, top}
	for _, v := range y.ticks(4) {
		d.line(70, y.at(v), figureWidth-right, y.at(v), "gridline")
		d.text(64, y.at(v)+4, "end", "tick", fmt.Sprintf("%.0f", v))
	}
	for i, m := range r.Models {
		if m.N > x.hi {
			continue
		}
		class := "model"
		if i == 0 {
			class = "point"
		}
		d.dot(x.at(m.N), y.at(r.Models[0].BIC-m.BIC), 4, class, fmt.Sprintf("%s: %s, BIC %.1f", m.Model, people(m.N), m.BIC))
	}
	d.documentedLine(x, top-8, bottom, r.Documented)
	d.across(x, bottom, "people, documented included; up: better fit (difference in BIC)")
	return d.String()
}
