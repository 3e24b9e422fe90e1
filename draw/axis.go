package draw

// axis draws a number line below the marks: its rules up to top, its numbers
// and what they count.
func (s scale) axis(c *canvas, words Words, bottom, top float64, name string, width float64) {
	c.mark("path", "class", "c-axis", "d", "M"+num(s.from)+" "+num(bottom)+"H"+num(s.to))
	last := -1e9
	for _, v := range s.ticks(int(max(2, (s.to-s.from)/90))) {
		x := s.at(v)
		c.mark("path", "class", "c-grid", "d", "M"+num(x)+" "+num(top)+"V"+num(bottom))
		label := words.number(int64(v))
		if half := textWidth(label, smallSize) / 2; x-half > last {
			c.text(x, bottom+15, label, "class", "c-note", "text-anchor", "middle")
			last = x + half + 6
		}
	}
	if s.log {
		name += " (" + words.say("log") + ")"
	}
	c.text(s.from, bottom+31, name, "class", "c-note")
}

// keyEntry is one entry of a legend: a mark and its words, placed in its row.
type keyEntry struct {
	x, y  float64
	mark  func(c *canvas, x, y float64)
	words string
}

func (k keyEntry) draw(c *canvas, top float64) {
	k.mark(c, k.x+6, top+k.y)
	c.text(k.x+18, top+k.y+4, k.words, "class", "c-note")
}

// flow puts legend entries into rows of a width and says how high they are.
func flow(entries []keyEntry, width float64) ([]keyEntry, float64) {
	x, y := 8.0, 0.0
	for i := range entries {
		entries[i].words = shorten(entries[i].words, smallSize, width-40)
		w := 18 + textWidth(entries[i].words, smallSize) + 18
		if x > 8 && x+w > width {
			x, y = 8, y+20
		}
		entries[i].x, entries[i].y = x, y
		x += w
	}
	if len(entries) == 0 {
		return entries, 0
	}
	return entries, y + 24
}

// side draws a number axis up the left side, with its rules across.
func (s scale) side(c *canvas, words Words, left, right float64, name string) {
	for _, v := range s.ticks(5) {
		y := s.at(v)
		c.mark("path", "class", "c-grid", "d", "M"+num(left)+" "+num(y)+"H"+num(right))
		c.text(left-6, y+4, words.number(int64(v)), "class", "c-note", "text-anchor", "end")
	}
	if s.log {
		name += " (" + words.say("log") + ")"
	}
	c.text(left-6, s.to-10, name, "class", "c-note")
}
