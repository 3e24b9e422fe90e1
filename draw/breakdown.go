package draw

import "cairn"

// Breakdown shows a figure and what it is said to be made of: each part as a
// bar inside its parent's width. What the parts leave over is hatched, and what
// they exceed it by stands out beyond its end, which is how a total that counts
// people twice is seen at once.
type Breakdown struct {
	Frame
	Axis  string
	Whole Part
}

// Part is a figure with its own parts.
type Part struct {
	Label string
	cairn.Range
	Parts []Part
	Href  string
}

const (
	partRow  = 24.0
	partStep = 14.0
)

// SVG draws the bars, parents above their parts.
func (b Breakdown) SVG() []byte {
	rows := b.rows()
	w := b.width()
	left := 8.0
	for _, r := range rows {
		left = max(left, 16+textWidth(r.part.Label, fontSize)+partStep*float64(r.depth))
	}
	left = min(left, w*0.4)
	hi := 1.0
	for _, r := range rows {
		hi = max(hi, r.from+r.size)
	}
	x := upTo(hi, left, w-170)
	bottom := 16 + partRow*float64(len(rows))
	return b.svg("breakdown", w, bottom+42, func(c *canvas) {
		hatch(c)
		x.axis(c, b.Words, bottom, 10, b.Axis, w)
		for i, r := range rows {
			b.row(c, x, r, 14+partRow*float64(i), left)
		}
	})
}

// partRows is one line of the picture: where its bar begins among its siblings,
// how long it is, and what its parts leave over.
type partRows struct {
	part       Part
	depth      int
	from, size float64
	known      bool
	rest       float64 // what parts leave over; under zero they are too many
	summed     bool    // the rest is known: every part has a number, or those that have one are too many
	whole      float64 // the end of the parent
}

func (b Breakdown) rows() []partRows {
	var out []partRows
	var add func(p Part, depth int, from, whole float64)
	add = func(p Part, depth int, from, whole float64) {
		size, known := drawn(p.Range)
		at, sum, all := len(out), 0.0, len(p.Parts) > 0
		out = append(out, partRows{part: p, depth: depth, from: from, size: size, known: known, whole: whole})
		for _, q := range p.Parts {
			end := 0.0
			if known {
				end = from + size
			}
			add(q, depth+1, from+sum, end)
			n, ok := drawn(q.Range)
			sum, all = sum+n, all && ok
		}
		if known && (all || sum > size) {
			out[at].rest, out[at].summed = size-sum, true
		}
	}
	add(b.Whole, 0, 0, 0)
	return out
}

func (b Breakdown) row(c *canvas, x scale, r partRows, y, left float64) {
	words := b.Words.figure(r.part.Range)
	if !r.known {
		words = b.Words.say("unknown")
	}
	switch {
	case r.rest > 0:
		words += " · " + b.Words.say("unexplained", b.Words.number(int64(r.rest)))
	case r.rest < 0:
		words += " · " + b.Words.say("too_many", b.Words.number(int64(-r.rest)))
	}
	c.link(r.part.Href, r.part.Label+": "+words, func() {
		if r.part.Href != "" {
			c.mark("rect", "class", "c-hit", "x", 0.0, "y", y, "width", b.width(), "height", partRow)
		}
		indent := 8 + partStep*float64(r.depth)
		c.text(indent, y+partRow/2+3, shorten(r.part.Label, fontSize, left-indent-6), "class", "c-text")
		if !r.known {
			c.text(x.at(r.from)+4, y+partRow/2+3, words, "class", "c-note")
			return
		}
		from, to := x.at(r.from), x.at(r.from+r.size)
		class := "c-mid"
		if r.depth == 0 {
			class = "c-low"
		}
		c.mark("rect", "class", class+" c-edge", "x", from, "y", y+4, "width", max(to-from, 1), "height", partRow-9)
		if end := x.at(r.whole); r.depth > 0 && r.whole > 0 && to > end+0.5 {
			over := max(end, from)
			c.mark("rect", "class", "c-hollow c-edge", "x", over, "y", y+4, "width", to-over, "height", partRow-9)
			c.mark("rect", "class", "c-high", "x", over, "y", y+4, "width", to-over, "height", partRow-9, "fill", "url(#"+c.id+"-hatch)")
		}
		anchor, at := "start", to+6
		if at+textWidth(words, smallSize) > b.width() {
			anchor, at = "end", b.width()-6
		}
		c.text(at, y+partRow/2+3, words, "class", "c-note c-halo", "text-anchor", anchor)
	})
}

// Table lists the parts under their wholes.
func (b Breakdown) Table() Table {
	t := Table{Caption: b.Title, Head: append([]string{b.Words.say("head.what"), b.Words.say("head.of")}, append(rangeHead(b.Words), b.Words.say("head.rest"))...)}
	var add func(p Part, of string)
	rows := b.rows()
	i := 0
	add = func(p Part, of string) {
		rest := ""
		if rows[i].summed {
			rest = b.Words.number(int64(rows[i].rest))
		}
		i++
		t.Rows = append(t.Rows, Row{Href: p.Href, Cells: append([]string{p.Label, of}, append(rangeCells(b.Words, p.Range), rest)...)})
		for _, q := range p.Parts {
			add(q, p.Label)
		}
	}
	add(b.Whole, "")
	return t
}
