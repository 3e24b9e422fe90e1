package draw

import (
	"cmp"
	"slices"

	"cairn"
)

// Spans is who held which place over time: a row for each place, a coloured
// stretch for each holder with its name, hatching where it was contested, and a
// mark below each day that an account speaks of. Where nobody says who held a
// place the row is empty: that is not known, and not nobody.
type Spans struct {
	Frame
	Across string // what the line of days is
	Rows   []SpanRow
}

// SpanRow is one place.
type SpanRow struct {
	Place string
	Href  string
	Spans []Span
	Marks []SpanMark
}

// Span is a stretch in which a place was held. An unknown end fades out at the
// chart's.
type Span struct {
	cairn.Period
	Holder    string
	Contested bool
	By        string // according to whom
}

// SpanMark is a day that an account speaks of.
type SpanMark struct {
	On    cairn.Day
	Title string
}

const spanRow = 34.0

// SVG draws the rows.
func (s Spans) SVG() []byte {
	w, top := s.width(), 14.0
	left := 60.0
	for _, r := range s.Rows {
		left = max(left, textWidth(r.Place, fontSize)+16)
	}
	left = min(left, w*0.32)
	holders := s.holders()
	entries, keyHeight := s.key(holders, w)
	bottom := top + spanRow*float64(len(s.Rows))
	x, ok := daysOf(s.days(), left, w-12)
	return s.svg("spans", w, bottom+44+keyHeight, func(c *canvas) {
		hatchPaper(c)
		if ok {
			x.axis(c, bottom, top, s.Across)
			for i, r := range s.Rows {
				s.row(c, x, r, top+spanRow*float64(i), left, holders)
			}
		}
		for _, k := range entries {
			k.draw(c, bottom+52)
		}
	})
}

func (s Spans) days() []cairn.Day {
	var out []cairn.Day
	for _, r := range s.Rows {
		for _, p := range r.Spans {
			out = append(out, p.Start, p.End)
		}
		for _, m := range r.Marks {
			out = append(out, m.On)
		}
	}
	return out
}

// holders are numbered by how many stretches they hold.
func (s Spans) holders() []origin {
	var out []origin
	for _, r := range s.Rows {
		for _, p := range r.Spans {
			i := slices.IndexFunc(out, func(o origin) bool { return o.name == p.Holder })
			if p.Holder == "" {
				continue
			}
			if i < 0 {
				i = len(out)
				out = append(out, origin{name: p.Holder})
			}
			out[i].claims++
		}
	}
	slices.SortStableFunc(out, func(a, b origin) int { return cmp.Compare(b.claims, a.claims) })
	return out
}

func (s Spans) key(holders []origin, w float64) ([]keyEntry, float64) {
	var out []keyEntry
	for i, h := range holders {
		out = append(out, keyEntry{words: h.name, mark: swatch(groupClass(i), "")})
	}
	out = append(out, keyEntry{words: s.Words.say("contested"), mark: func(c *canvas, x, y float64) {
		c.mark("rect", "class", "c-g5", "x", x-6, "y", y-6, "width", 12, "height", 12)
		c.mark("rect", "x", x-6, "y", y-6, "width", 12, "height", 12, "fill", "url(#"+c.id+"-paper)")
	}}, keyEntry{words: s.Words.say("source"), mark: func(c *canvas, x, y float64) { tickMark(c, x, y-3, "") }})
	return flow(out, w)
}

func (s Spans) row(c *canvas, x days, r SpanRow, y, left float64, holders []origin) {
	c.link(r.Href, r.Place, func() {
		if r.Href != "" {
			c.mark("rect", "class", "c-hit", "x", 0.0, "y", y+2, "width", left-4, "height", spanRow-6)
		}
		c.text(left-8, y+17, shorten(r.Place, fontSize, left-14), "class", "c-text", "text-anchor", "end")
	})
	c.mark("path", "class", "c-grid", "d", "M"+num(left)+" "+num(y+spanRow-1)+"H"+num(x.to))
	for _, p := range r.Spans {
		from, to, ok := x.ends(p.Period)
		if !ok {
			continue
		}
		group := slices.IndexFunc(holders, func(o origin) bool { return o.name == p.Holder })
		name, class := cmp.Or(p.Holder, s.Words.say("unknown")), "c-open c-line"
		if group >= 0 {
			class = groupClass(group)
		}
		title := name + ", " + periodWords(p.Period) + why(p.By)
		if p.Contested {
			title += " (" + s.Words.say("contested") + ")"
		}
		wide := max(to-from-1, 2)
		c.titled(title, "rect", "class", class, "x", from, "y", y+4, "width", wide, "height", 18)
		if p.Contested {
			c.mark("rect", "x", from, "y", y+4, "width", wide, "height", 18, "fill", "url(#"+c.id+"-paper)", "pointer-events", "none")
		} else if textWidth(name, smallSize)+8 < wide {
			class := "c-inside"
			if group < 0 {
				class = "c-note"
			}
			c.text(from+5, y+17, name, "class", class, "font-size", smallSize)
		}
	}
	for _, m := range r.Marks {
		if at, ok := x.at(m.On); ok {
			tickMark(c, at, y+24, m.Title)
		}
	}
}

// tickMark is the small triangle of a day that somebody speaks of.
func tickMark(c *canvas, x, y float64, title string) {
	c.titled(title, "path", "class", "c-text", "d", "M"+num(x)+" "+num(y)+"l3.5 6h-7Z")
}

// hatchPaper defines stripes of paper over a colour: contested.
func hatchPaper(c *canvas) {
	c.open("pattern", "id", c.id+"-paper", "width", 7, "height", 7, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
	c.mark("rect", "class", "c-inside", "width", 3.5, "height", 7)
	c.close("pattern")
}

func periodWords(p cairn.Period) string {
	switch {
	case p.Start == p.End:
		return string(p.Start)
	case p.End == "":
		return string(p.Start) + "/.."
	case p.Start == "":
		return "../" + string(p.End)
	}
	return string(p.Start) + "/" + string(p.End)
}

// Table lists the stretches.
func (s Spans) Table() Table {
	t := Table{Caption: s.Title}
	for _, key := range []string{"place", "from", "until", "holder", "state", "by"} {
		t.Head = append(t.Head, s.Words.say("head."+key))
	}
	for _, r := range s.Rows {
		for _, p := range r.Spans {
			state := ""
			if p.Contested {
				state = s.Words.say("contested")
			}
			t.Rows = append(t.Rows, Row{Href: r.Href, Cells: []string{r.Place, string(p.Start), string(p.End), p.Holder, state, p.By}})
		}
	}
	return t
}
