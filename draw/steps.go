package draw

import (
	"cmp"
	"slices"

	"cairn"
)

// Steps are totals that move with time: a running total by the day things
// happened, or one fixed total by the day it was known. The line is the best
// figure (the low where there is none), the band behind is low to high, and a
// vertical mark is a correction. A second line shows the same as it was known
// at another time.
type Steps struct {
	Frame
	Axis   string // what is counted
	Across string // which day this is: "happened by", "known on"
	Lines  []StepLine
	Marks  []StepMark
}

// StepLine is one total.
type StepLine struct {
	Label  string
	Then   bool // as known at another time: drawn broken, without a band
	Points []StepPoint
}

// StepPoint is what the total became on a day.
type StepPoint struct {
	On cairn.Day
	cairn.Range
	Why  string // what moved it
	Href string
}

// StepMark is a correction: a day on which somebody changed what they had said.
type StepMark struct {
	On    cairn.Day
	Label string
	Href  string
}

const stepsHeight = 300.0

// SVG draws the lines.
func (s Steps) SVG() []byte {
	w, top, bottom := s.width(), 44.0, stepsHeight
	if len(s.Marks) > 0 {
		top = 62
	}
	hi := s.highest()
	left := 14 + textWidth(s.Words.number(int64(hi)), smallSize)
	x, ok := daysOf(s.days(), left, w-16-s.labelRoom(w))
	y := upTo(hi*1.04, bottom, top)
	return s.svg("steps", w, bottom+46, func(c *canvas) {
		y.side(c, s.Words, left, x.to, s.Axis)
		if !ok {
			return
		}
		for _, l := range s.Lines {
			if !l.Then {
				s.fill(c, x, y, l)
			}
		}
		x.axis(c, bottom, top, s.Across)
		s.marks(c, x, top, bottom)
		taken := -1e9
		lines := slices.Clone(s.Lines)
		slices.SortStableFunc(lines, func(a, b StepLine) int { return cmp.Compare(lastOf(a), lastOf(b)) })
		for i := len(lines) - 1; i >= 0; i-- {
			taken = s.line(c, x, y, lines[i], taken)
		}
	})
}

func (s Steps) days() []cairn.Day {
	var out []cairn.Day
	for _, l := range s.Lines {
		for _, p := range l.Points {
			out = append(out, p.On)
		}
	}
	for _, m := range s.Marks {
		out = append(out, m.On)
	}
	return out
}

func (s Steps) highest() float64 {
	top := int64(1)
	for _, l := range s.Lines {
		for _, p := range l.Points {
			for _, n := range []*int64{p.Low, p.Best, p.High} {
				if n != nil {
					top = max(top, *n)
				}
			}
		}
	}
	return float64(top)
}

// labelRoom is what the names at the ends of lines need.
func (s Steps) labelRoom(w float64) float64 {
	room := 40.0
	for _, l := range s.Lines {
		if n := len(l.Points); n > 0 {
			room = max(room, textWidth(l.Label, fontSize)+12, textWidth(s.Words.span(l.Points[n-1].Low, l.Points[n-1].High, l.Points[n-1].Open), fontSize)+12)
		}
	}
	return min(room, w*0.3)
}

// drawn is the number that a line passes through.
func drawn(r cairn.Range) (float64, bool) {
	for _, n := range []*int64{r.Best, r.Low, r.High} {
		if n != nil {
			return float64(*n), true
		}
	}
	return 0, false
}

func lastOf(l StepLine) float64 {
	if len(l.Points) == 0 {
		return 0
	}
	v, _ := drawn(l.Points[len(l.Points)-1].Range)
	return v
}

// fill is the band from low to high, one box for each step; open above where
// the figure is.
func (s Steps) fill(c *canvas, x days, y scale, l StepLine) {
	for i, p := range l.Points {
		from, ok := x.at(p.On)
		if !ok || p.Low == nil {
			continue
		}
		to := x.to
		if i+1 < len(l.Points) {
			if next, ok := x.at(l.Points[i+1].On); ok {
				to = next
			}
		}
		low := y.at(float64(*p.Low))
		high := low
		if p.High != nil {
			high = y.at(float64(*p.High))
		}
		if p.Open {
			c.mark("rect", "class", "c-open", "x", from, "y", y.to, "width", max(to-from, 0), "height", max(high-y.to, 0))
		}
		c.mark("rect", "class", "c-band", "x", from, "y", high, "width", max(to-from, 0), "height", max(low-high, 0))
	}
}

// line draws one total with a dot at each step, and its name and last figure at
// its end, below the name before.
func (s Steps) line(c *canvas, x days, y scale, l StepLine, taken float64) float64 {
	path, class := "", "c-best"
	if l.Then {
		class = "c-then"
	}
	for _, p := range l.Points {
		at, ok := x.at(p.On)
		v, known := drawn(p.Range)
		if !ok || !known {
			continue
		}
		if path == "" {
			path = "M" + num(at) + " " + num(y.at(v))
		} else {
			path += "H" + num(at) + "V" + num(y.at(v))
		}
	}
	if path == "" {
		return taken
	}
	c.mark("path", "class", class, "d", path+"H"+num(x.to))
	if len(l.Points) <= 60 && !l.Then {
		s.dots(c, x, y, l)
	}
	p := l.Points[len(l.Points)-1]
	at := max(y.at(lastOf(l))-2, taken+30)
	room := s.width() - x.to - 10
	c.text(x.to+6, at, shorten(s.Words.span(p.Low, p.High, p.Open), fontSize, room), "class", "c-strong c-halo")
	c.text(x.to+6, at+14, shorten(l.Label, fontSize, room), "class", "c-note c-halo")
	return at
}

func (s Steps) dots(c *canvas, x days, y scale, l StepLine) {
	for _, p := range l.Points {
		at, ok := x.at(p.On)
		v, known := drawn(p.Range)
		if !ok || !known {
			continue
		}
		c.open("g")
		c.titled(string(p.On)+": "+s.Words.figure(p.Range)+why(p.Why), "circle", "class", "c-g0", "cx", at, "cy", y.at(v), "r", 3.5)
		c.close("g")
	}
}

func why(s string) string {
	if s == "" {
		return ""
	}
	return " — " + s
}

// marks are the corrections, named above the chart where there is room.
func (s Steps) marks(c *canvas, x days, top, bottom float64) {
	last := -1e9
	for _, m := range s.Marks {
		at, ok := x.at(m.On)
		if !ok {
			continue
		}
		c.open("g")
		c.titled(string(m.On)+": "+m.Label, "path", "class", "c-event", "d", "M"+num(at)+" "+num(top-4)+"V"+num(bottom))
		c.close("g")
		label := shorten(m.Label, smallSize, 150)
		if at-4 > last && at+textWidth(label, smallSize) < s.width() {
			c.text(at, top-9, label, "class", "c-note c-halo")
			last = at + textWidth(label, smallSize) + 8
		}
	}
}

// Table lists every step of every line, and the corrections among them.
func (s Steps) Table() Table {
	t := Table{Caption: s.Title, Head: append([]string{s.Across, s.Words.say("head.line")}, append(rangeHead(s.Words), s.Words.say("head.why"))...)}
	for _, l := range s.Lines {
		for _, p := range l.Points {
			t.Rows = append(t.Rows, Row{Href: p.Href, Cells: append([]string{string(p.On), l.Label}, append(rangeCells(s.Words, p.Range), p.Why)...)})
		}
	}
	for _, m := range s.Marks {
		t.Rows = append(t.Rows, Row{Href: m.Href, Cells: []string{string(m.On), "", "", "", "", m.Label}})
	}
	slices.SortStableFunc(t.Rows, func(a, b Row) int { return cmp.Compare(a.Cells[0], b.Cells[0]) })
	return t
}
