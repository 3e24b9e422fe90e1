package draw

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// Strip shows what sources say about one event: a number line with one mark
// for each claim. Claims of one origin have one shape and colour, and where
// they say the same number they are copies, stacked on one mark and counted.
// An arrow leaves open what "at least" leaves open; a bar is a range. The band
// behind is the figure that a policy adopted.
type Strip struct {
	Frame
	Axis    string // what is counted: "killed"
	Claims  []StripClaim
	Adopted *cairn.Range
}

// StripClaim is one claim on a strip.
type StripClaim struct {
	Count  cairn.Quantity
	Source string // who says it, as its label
	Origin string // the origin group; "" is not known
	Aside  string // why it does not bear on the figure ("denied", "superseded"); empty where it does
	Href   string
}

const (
	stripRow  = 26.0 // tall enough to be pointed at
	stripMost = 36   // rows before the rest is left to the table
	stripTop  = 34.0
)

// stripRows are claims with their copies: one row of the picture.
type stripRows struct {
	StripClaim
	group  int
	copies []StripClaim
}

// SVG draws the strip.
func (s Strip) SVG() []byte {
	rows, origins := s.rows()
	left := 0
	if len(rows) > stripMost {
		left = len(rows) - stripMost
		rows = rows[:stripMost]
	}
	w := s.width()
	x := s.scale(rows, w)
	keyRows, keyHeight := s.legend(origins, w)
	bottom := stripTop + stripRow*float64(len(rows)) + 6
	height := bottom + 40 + keyHeight
	if left > 0 {
		height += 18
	}
	return s.svg("strip", w, height, func(c *canvas) {
		s.band(c, x, bottom)
		x.axis(c, s.Words, bottom, stripTop-6, s.Axis, w)
		for i, r := range rows {
			s.row(c, x, r, stripTop+stripRow*(float64(i)+0.5), w)
		}
		y := bottom + 52
		if left > 0 {
			c.text(8, y-6, s.Words.say("also", s.Words.number(int64(left))), "class", "c-note")
			y += 18
		}
		for _, k := range keyRows {
			k.draw(c, y)
		}
	})
}

// rows are the marks, smallest first; those without a number come last. Groups
// are numbered by how many claims they hold.
func (s Strip) rows() ([]stripRows, []origin) {
	groups := s.origins()
	at := map[string]int{}
	for i, g := range groups {
		at[g.name] = i
	}
	var out []stripRows
next:
	for _, claim := range s.Claims {
		for i := range out {
			if r := &out[i]; r.Origin == claim.Origin && claim.Origin != "" && r.Aside == claim.Aside && sameNumber(r.Count, claim.Count) {
				r.copies = append(r.copies, claim)
				continue next
			}
		}
		out = append(out, stripRows{StripClaim: claim, group: at[claim.Origin], copies: []StripClaim{claim}})
	}
	slices.SortStableFunc(out, func(a, b stripRows) int {
		return cmp.Or(compareNumbers(a.Count, b.Count), cmp.Compare(a.group, b.group))
	})
	return out, groups
}

type origin struct {
	name   string
	claims int
}

func (s Strip) origins() []origin {
	var out []origin
	for _, c := range s.Claims {
		i := slices.IndexFunc(out, func(o origin) bool { return o.name == c.Origin })
		if i < 0 {
			i = len(out)
			out = append(out, origin{name: c.Origin})
		}
		out[i].claims++
	}
	slices.SortStableFunc(out, func(a, b origin) int {
		return cmp.Or(cmp.Compare(b.claims, a.claims), strings.Compare(a.name, b.name))
	})
	return out
}

func sameNumber(a, b cairn.Quantity) bool {
	if !sameInt(a.Low, b.Low) || !sameInt(a.High, b.High) || !sameInt(a.Value, b.Value) || a.Open() != b.Open() {
		return false
	}
	_, _, numbered := bounds(a)
	return numbered || a.Text == b.Text
}

func sameInt(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// bounds are where a quantity's mark begins and ends; a number that bounds
// nothing stands where it was said.
func bounds(q cairn.Quantity) (lo, hi float64, ok bool) {
	switch {
	case q.Low != nil && q.High != nil:
		return float64(*q.Low), float64(*q.High), true
	case q.Low != nil:
		return float64(*q.Low), float64(*q.Low), true
	case q.High != nil:
		return float64(*q.High), float64(*q.High), true
	case q.Value != nil:
		return float64(*q.Value), float64(*q.Value), true
	}
	return 0, 0, false
}

func compareNumbers(a, b cairn.Quantity) int {
	aLo, aHi, aOK := bounds(a)
	bLo, bHi, bOK := bounds(b)
	if aOK != bOK {
		if aOK {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(aLo, bLo), cmp.Compare(aHi, bHi), strings.Compare(a.Text, b.Text))
}

func (s Strip) scale(rows []stripRows, w float64) scale {
	lo, hi, any := 0.0, 0.0, false
	grow := func(a, b float64) {
		if !any {
			lo, hi, any = a, b, true
		}
		lo, hi = min(lo, a), max(hi, b)
	}
	for _, r := range rows {
		if a, b, ok := bounds(r.Count); ok {
			grow(a, b)
		}
	}
	if s.Adopted != nil {
		for _, n := range []*int64{s.Adopted.Low, s.Adopted.Best, s.Adopted.High} {
			if n != nil {
				grow(float64(*n), float64(*n))
			}
		}
	}
	out := line(lo, hi, 20, w-32)
	if !out.log {
		out.max += (out.max - out.min) * 0.08
	}
	return out
}

// band is the adopted figure behind the marks, and in words above them.
func (s Strip) band(c *canvas, x scale, bottom float64) {
	if s.Adopted == nil {
		return
	}
	r, top := *s.Adopted, stripTop-8
	if r.Low != nil && r.High != nil {
		from, to := x.at(float64(*r.Low)), x.at(float64(*r.High))
		if to-from < 4 {
			from, to = (from+to)/2-2, (from+to)/2+2
		}
		c.mark("rect", "class", "c-band", "x", from, "y", top, "width", to-from, "height", bottom-top)
		if r.Open {
			c.mark("rect", "class", "c-open", "x", to, "y", top, "width", x.to-to, "height", bottom-top)
		}
	} else if r.Low != nil {
		from := x.at(float64(*r.Low))
		c.mark("rect", "class", "c-open", "x", from, "y", top, "width", x.to-from, "height", bottom-top)
	}
	if r.Best != nil {
		at := x.at(float64(*r.Best))
		c.mark("path", "class", "c-best", "d", "M"+num(at)+" "+num(top)+"V"+num(bottom))
	}
	c.mark("rect", "class", "c-band", "x", 8.0, "y", 4.0, "width", 22.0, "height", 13.0)
	c.mark("path", "class", "c-best", "d", "M19 4V17")
	c.text(36, 15, s.Words.say("adopted")+": "+s.Words.figure(r), "class", "c-strong")
}

// row is one mark with its label: the number as worded, how many copies, and
// the source's name at its end.
func (s Strip) row(c *canvas, x scale, r stripRows, y, w float64) {
	title := s.titleOf(r)
	c.link(r.Href, title, func() {
		if r.Href != "" {
			c.titled(title, "rect", "class", "c-hit", "x", 0.0, "y", y-stripRow/2, "width", w, "height", stripRow)
		}
		lo, hi, ok := bounds(r.Count)
		if !ok {
			s.label(c, r, 20, 20, y, w)
			return
		}
		from, to := x.at(lo), x.at(hi)
		class := groupClass(r.group)
		end := to + 8
		if hi > lo {
			c.mark("path", "class", class, "stroke-width", 3, "d", "M"+num(from)+" "+num(y)+"H"+num(to))
		}
		switch {
		case r.Count.Open():
			c.mark("path", "class", class, "stroke-width", 1.8, "fill", "none", "d", "M"+num(to)+" "+num(y)+"h22m-5 -4.5l5 4.5l-5 4.5")
			end = to + 26
		case r.Count.Low == nil && r.Count.High != nil:
			c.mark("path", "class", class, "stroke-width", 1.8, "fill", "none", "d", "M"+num(to)+" "+num(y)+"h-22m5 -4.5l-5 4.5l5 4.5")
			from -= 24
		}
		for k := min(len(r.copies), 3) - 1; k >= 0; k-- {
			s.dot(c, r, from, to, y, float64(k)*2.6)
		}
		s.label(c, r, from-9-float64(min(len(r.copies), 3)), end+float64(min(len(r.copies), 3))*1.5, y, w)
	})
}

// dot is the mark itself at both ends of a range; hollow where the claim bears
// on nothing, broken where the number is only about right.
func (s Strip) dot(c *canvas, r stripRows, from, to, y, shift float64) {
	class := groupClass(r.group)
	if r.Count.Low == nil && r.Count.High == nil {
		class += " c-hollowed"
	}
	attrs := []any{"stroke-width", 1.4}
	if r.Aside != "" || r.Count.Low == nil && r.Count.High == nil {
		attrs = append(attrs, "fill", "#ffffff")
		class += " c-hollow"
	}
	at := to
	if r.Count.Low == nil && r.Count.High != nil {
		from = to
	}
	for _, px := range []float64{from, at} {
		c.mark("path", append([]any{"class", class, "d", shape(r.group, px+shift, y-shift, 5)}, attrs...)...)
		if from == at {
			return
		}
	}
}

func (s Strip) label(c *canvas, r stripRows, before, after, y, w float64) {
	words := s.worded(r.Count)
	if n := len(r.copies); n > 1 {
		words += " ×" + s.Words.number(int64(n))
	}
	source := r.Source
	gap := 6.0
	wide := textWidth(words, fontSize) + gap + textWidth(source, fontSize)
	at := after
	if after+wide > w-6 && before > w-after {
		at = max(6, before-wide)
		source = shorten(source, fontSize, before-at-textWidth(words, fontSize)-gap)
	} else {
		source = shorten(source, fontSize, w-6-after-textWidth(words, fontSize)-gap)
	}
	c.pair(at, y+4, words, source, "class", "c-text c-halo")
}

// worded is the number as the claim words it, or as its bounds say.
func (s Strip) worded(q cairn.Quantity) string {
	if q.Text != "" {
		return shorten(q.Text, fontSize, 180)
	}
	if q.Low == nil && q.High == nil && q.Value != nil {
		return s.Words.say("about", s.Words.number(*q.Value))
	}
	if q.Low == nil && q.High == nil {
		return s.Words.say("no_number")
	}
	return s.Words.span(q.Low, q.High, q.Open())
}

func (s Strip) titleOf(r stripRows) string {
	names := make([]string, len(r.copies))
	for i, c := range r.copies {
		names[i] = c.Source
	}
	return s.worded(r.Count) + ": " + strings.Join(slices.Compact(names), ", ") + why(r.Aside)
}

// legend says which shape and colour is which origin, and what a hollow mark is.
func (s Strip) legend(origins []origin, width float64) ([]keyEntry, float64) {
	var out []keyEntry
	for i, o := range origins {
		out = append(out, keyEntry{words: cmp.Or(o.name, s.Words.say("origin.unknown")), mark: func(c *canvas, x, y float64) {
			c.mark("path", "class", groupClass(i), "d", shape(i, x, y, 5))
		}})
	}
	if slices.ContainsFunc(s.Claims, func(c StripClaim) bool { return c.Aside != "" }) {
		out = append(out, keyEntry{words: s.Words.say("aside"), mark: func(c *canvas, x, y float64) {
			c.mark("path", "class", groupClass(groupColours-1)+" c-hollow", "d", shape(0, x, y, 5), "fill", "#ffffff", "stroke-width", 1.4)
		}})
	}
	return flow(out, width)
}

// Table lists every claim, copies included.
func (s Strip) Table() Table {
	rows, _ := s.rows()
	t := Table{Caption: s.Title}
	for _, key := range []string{"claim", "low", "high", "source", "group", "copies", "state"} {
		t.Head = append(t.Head, s.Words.say("head."+key))
	}
	for _, r := range rows {
		for _, claim := range r.copies {
			t.Rows = append(t.Rows, Row{Href: claim.Href, Cells: []string{s.worded(claim.Count), s.Words.maybe(claim.Count.Low), s.Words.maybe(claim.Count.High),
				claim.Source, cmp.Or(claim.Origin, s.Words.say("origin.unknown")), s.Words.number(int64(len(r.copies))), claim.Aside}})
		}
	}
	return t
}
