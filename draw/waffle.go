package draw

import "cairn"

// Waffle shows a small figure as one square for each person: filled up to the
// low, lighter up to the best, an outline up to the high. Above [WaffleMost] it
// would be a texture and no longer a count.
type Waffle struct {
	Frame
	Label  string
	Figure cairn.Range
}

// WaffleMost is the greatest figure that a waffle shows.
const WaffleMost = 200

// Fits says whether there is anybody to show, and not too many to tell apart.
func (w Waffle) Fits() bool {
	n, known := w.most()
	return known && n > 0 && n <= WaffleMost
}

func (w Waffle) most() (most int64, known bool) {
	for _, n := range []*int64{w.Figure.Low, w.Figure.Best, w.Figure.High} {
		if n != nil {
			most, known = max(most, *n), true
		}
	}
	return most, known
}

// SVG draws the squares, or says in words a figure that has none.
func (w Waffle) SVG() []byte {
	const cell, per = 18.0, 20
	most, _ := w.most()
	if !w.Fits() {
		most = 0
	}
	rows := (most + per - 1) / per
	width := min(w.width(), per*cell+24)
	return w.svg("waffle", max(width, 16+textWidth(w.words(), fontSize)), 34+float64(rows)*cell, func(c *canvas) {
		c.text(8, 18, w.words(), "class", "c-strong")
		for i := int64(0); i < most; i++ {
			x, y := 8+float64(i%per)*cell, 30+float64(i/per)*cell
			c.mark("rect", "class", w.class(i), "x", x, "y", y, "width", cell-5, "height", cell-5)
		}
	})
}

func (w Waffle) words() string { return w.Label + ": " + w.Words.figure(w.Figure) }

// class is how the square of one more person looks.
func (w Waffle) class(i int64) string {
	switch {
	case w.Figure.Low != nil && i < *w.Figure.Low:
		return "c-low c-edge"
	case w.Figure.Best != nil && i < *w.Figure.Best:
		return "c-mid c-edge"
	}
	return "c-hollow c-edge"
}

// Table is the one figure.
func (w Waffle) Table() Table {
	return Table{Caption: w.Title, Head: append([]string{w.Words.say("head.what")}, rangeHead(w.Words)...),
		Rows: []Row{{Cells: append([]string{w.Label}, rangeCells(w.Words, w.Figure)...)}}}
}
