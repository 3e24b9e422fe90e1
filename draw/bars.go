package draw

import "cairn"

// Bars are tolls by period, or by any group in an order: for each the low as a
// solid bar, up to the best lighter, up to the high hatched. No bar is one
// number, because no toll is.
type Bars struct {
	Frame
	Axis   string // what is counted
	Across string // what stands side by side: "month"
	Bars   []Bar
}

// Bar is one period's figure.
type Bar struct {
	Label string
	cairn.Range
	Href string
}

const barsHeight = 260.0

// SVG draws the bars.
func (b Bars) SVG() []byte {
	w, top, bottom := b.width(), 52.0, barsHeight
	left := 14 + textWidth(b.Words.number(int64(b.highest())), smallSize)
	y := upTo(b.highest()*1.06, bottom, top)
	return b.svg("bars", w, bottom+44, func(c *canvas) {
		hatch(c)
		b.key(c, w)
		y.side(c, b.Words, left, w-8, b.Axis)
		step := (w - 8 - left) / float64(max(len(b.Bars), 1))
		last := -1e9
		for i, bar := range b.Bars {
			x := left + step*float64(i)
			b.bar(c, y, bar, x, step)
			if half := textWidth(bar.Label, smallSize) / 2; x+step/2-half > last && x+step/2+half < w {
				c.text(x+step/2, bottom+15, bar.Label, "class", "c-note", "text-anchor", "middle")
				last = x + step/2 + half + 8
			}
		}
		c.mark("path", "class", "c-axis", "d", "M"+num(left)+" "+num(bottom)+"H"+num(w-8))
		c.text(left, bottom+32, b.Across, "class", "c-note")
	})
}

func (b Bars) highest() float64 {
	top := int64(1)
	for _, bar := range b.Bars {
		for _, n := range []*int64{bar.Low, bar.Best, bar.High} {
			if n != nil {
				top = max(top, *n)
			}
		}
	}
	return float64(top)
}

// bar is one column. Where nothing is known there is a mark that says so, since
// an empty column would say zero.
func (b Bars) bar(c *canvas, y scale, bar Bar, x, step float64) {
	wide := min(step*0.76, 64)
	at := x + (step-wide)/2
	figure := b.Words.figure(bar.Range)
	title := bar.Label + ": " + figure
	href := bar.Href
	if step < 24 {
		href = "" // too narrow to point at; the table has the link
	}
	c.link(href, title, func() {
		c.titled(title, "rect", "class", "c-hit", "x", x, "y", y.to, "width", step, "height", y.from-y.to)
		if bar.Low == nil && bar.Best == nil && bar.High == nil {
			c.text(x+step/2, y.from-5, "?", "class", "c-note", "text-anchor", "middle")
			return
		}
		lowY, bestY, highY := stages(bar.Range, y)
		column(c, "c-low", at, wide, y.from, lowY, "")
		column(c, "c-mid", at, wide, lowY, bestY, "")
		column(c, "c-high", at, wide, bestY, highY, "url(#"+c.id+"-hatch)")
		if bar.Open {
			c.mark("path", "class", "c-hatch", "d", "M"+num(x+step/2)+" "+num(highY-1)+"v-9m-4 4l4 -4l4 4")
			highY -= 11
		}
		for _, label := range []string{b.Words.span(bar.Low, bar.High, bar.Open), b.Words.brief(bar.Range)} {
			if step >= textWidth(label, smallSize)+4 {
				c.text(x+step/2, highY-5, label, "class", "c-note c-halo", "text-anchor", "middle")
				break
			}
		}
	})
}

// stages are the heights of low, best and high; what is not known takes no room
// of its own.
func stages(r cairn.Range, s scale) (low, best, high float64) {
	low = s.from
	if r.Low != nil {
		low = s.at(float64(*r.Low))
	}
	best = low
	if r.Best != nil {
		best = s.at(float64(*r.Best))
	}
	high = best
	if r.High != nil {
		high = s.at(float64(*r.High))
	}
	return low, best, high
}

func column(c *canvas, class string, x, wide, from, to float64, fill string) {
	if from-to < 0.05 {
		return
	}
	attrs := []any{"class", class, "x", x, "y", to, "width", wide, "height", from - to}
	if fill != "" {
		attrs = append(attrs, "fill", fill)
	}
	c.mark("rect", attrs...)
}

// hatch defines the pattern that stands for "perhaps".
func hatch(c *canvas) {
	c.open("pattern", "id", c.id+"-hatch", "width", 6, "height", 6, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
	c.mark("path", "class", "c-hatch", "d", "M0 0V6")
	c.close("pattern")
}

// key explains low, best and high.
func (b Bars) key(c *canvas, w float64) {
	entries := []keyEntry{
		{words: b.Words.say("low"), mark: swatch("c-low", "")},
		{words: b.Words.say("best"), mark: swatch("c-mid", "")},
		{words: b.Words.say("high"), mark: swatch("c-high", "url(#"+c.id+"-hatch)")},
	}
	placed, _ := flow(entries, w)
	for _, k := range placed {
		k.draw(c, 12)
	}
}

func swatch(class, fill string) func(*canvas, float64, float64) {
	return func(c *canvas, x, y float64) { column(c, class, x-6, 12, y+6, y-6, fill) }
}

// Table lists the figures.
func (b Bars) Table() Table {
	t := Table{Caption: b.Title, Head: append([]string{b.Across}, rangeHead(b.Words)...)}
	for _, bar := range b.Bars {
		t.Rows = append(t.Rows, Row{Href: bar.Href, Cells: append([]string{bar.Label}, rangeCells(b.Words, bar.Range)...)})
	}
	return t
}

func rangeHead(w Words) []string {
	return []string{w.say("head.low"), w.say("head.best"), w.say("head.high")}
}

func rangeCells(w Words, r cairn.Range) []string {
	high := w.maybe(r.High)
	if r.Open {
		high = w.say("open")
		if r.High != nil {
			high = w.say("or_more", w.number(*r.High))
		}
	}
	return []string{w.maybe(r.Low), w.maybe(r.Best), high}
}
