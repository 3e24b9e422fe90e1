package draw

import (
	"cmp"
	"slices"

	"cairn"
)

// Timeline is when incidents happened: a mark for each, as long as its date is
// uncertain, while they fit; above [TimelineMost] a column for each stretch of
// days, as tall as the stretch has incidents. What has no date is counted in
// words. From and Until are the part that is chosen, if any.
type Timeline struct {
	Frame
	Across string
	Events []TimelineEvent
	From   cairn.Day
	Until  cairn.Day
	Bin    func(from, until cairn.Day) string // the address of a column's incidents; may be nil
}

// TimelineEvent is one incident.
type TimelineEvent struct {
	cairn.Period
	Label string
	Href  string
	cairn.Range
}

// TimelineMost is how many incidents are drawn one by one.
const TimelineMost = 60

const dotSize = 4.5

// SVG draws the timeline.
func (t Timeline) SVG() []byte {
	w := t.width()
	x, ok := daysOf(t.days(), 44, w-16)
	if !ok {
		return t.svg("timeline", w, 44, func(c *canvas) { t.undated(c, 24) })
	}
	if len(t.Events) > TimelineMost {
		return t.density(x, w)
	}
	lanes, count := t.lanes(x)
	bottom := 16 + 26*float64(count)
	return t.svg("timeline", w, bottom+60, func(c *canvas) {
		t.chosen(c, x, 8, bottom)
		x.axis(c, bottom, 8, t.Across)
		for i, e := range t.Events {
			if lanes[i] >= 0 {
				t.event(c, x, e, 10+26*float64(lanes[i]))
			}
		}
		t.undated(c, bottom+50)
	})
}

func (t Timeline) days() []cairn.Day {
	out := make([]cairn.Day, 0, 2*len(t.Events))
	for _, e := range t.Events {
		out = append(out, e.Start, e.End)
	}
	return out
}

// lanes puts every event into the first row where it and its label are free.
func (t Timeline) lanes(x days) (lanes []int, count int) {
	order := make([]int, len(t.Events))
	lanes = make([]int, len(t.Events))
	for i := range order {
		order[i], lanes[i] = i, -1
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(t.Events[a].Start, t.Events[b].Start) })
	var free []float64
	for _, i := range order {
		from, to, ok := x.ends(t.Events[i].Period)
		if !ok {
			continue
		}
		from, to, _ = t.room(x, from, to, t.Events[i])
		lane := slices.IndexFunc(free, func(end float64) bool { return end <= from-4 })
		if lane < 0 {
			lane, free = len(free), append(free, 0)
		}
		free[lane], lanes[i] = to, lane
	}
	return lanes, len(free)
}

// room is what an event takes on its row with its words, which stand before it
// where there is no room after.
func (t Timeline) room(x days, from, to float64, e TimelineEvent) (left, right float64, before bool) {
	wide := textWidth(t.figure(e)+"  "+t.label(e), smallSize) + 16
	from, to = t.mark(from, to, e)
	if to+wide > t.width() {
		return from - wide, to, true
	}
	return from, to + wide, false
}

// mark is where an event's mark begins and ends: in the middle of a day that is
// known, over all the days that it may have been otherwise.
func (t Timeline) mark(from, to float64, e TimelineEvent) (left, right float64) {
	if e.Start == e.End {
		middle := (from + max(to, from+1)) / 2
		return middle - dotSize, middle + dotSize
	}
	return from, max(to, from+8)
}

func (t Timeline) label(e TimelineEvent) string { return shorten(e.Label, smallSize, 220) }

func (t Timeline) figure(e TimelineEvent) string {
	if e.Low == nil && e.High == nil {
		return ""
	}
	return t.Words.span(e.Low, e.High, e.Open)
}

func (t Timeline) event(c *canvas, x days, e TimelineEvent, y float64) {
	from, to, _ := x.ends(e.Period)
	title := periodWords(e.Period) + ": " + t.label(e) + why(t.figure(e))
	c.link(e.Href, title, func() {
		left, right, before := t.room(x, from, to, e)
		markLeft, markRight := t.mark(from, to, e)
		anchor, at := "start", markRight+5
		if before {
			anchor, at = "end", markLeft-5
		}
		c.titled(title, "rect", "class", "c-hit", "x", left, "y", y-1, "width", right-left, "height", 25)
		if e.Start == e.End {
			c.mark("circle", "class", "c-low", "cx", (markLeft+markRight)/2, "cy", y+11, "r", dotSize)
		} else {
			c.mark("rect", "class", "c-mid c-edge", "x", markLeft, "y", y+7, "width", markRight-markLeft, "height", 8, "rx", 4)
		}
		c.pair(at, y+15, t.figure(e), t.label(e), "class", "c-text c-halo", "font-size", smallSize, "text-anchor", anchor)
	})
}

func (t Timeline) chosen(c *canvas, x days, top, bottom float64) {
	if t.From == "" && t.Until == "" {
		return
	}
	if from, to, ok := x.ends(cairn.Period{Start: t.From, End: t.Until}); ok {
		c.mark("rect", "class", "c-band", "x", from, "y", top, "width", to-from, "height", bottom-top)
	}
}

// Stretch is a column of a timeline: days and how many incidents may begin in
// them.
type Stretch struct {
	cairn.Period
	Incidents int64
}

// Density counts events by the stretch of days in which they began, in at most
// n stretches of one length, from the first to the last.
func (t Timeline) Density(n int) []Stretch {
	x, ok := daysOf(t.days(), 0, 1)
	if !ok {
		return nil
	}
	all := daysBetween(x.first, x.last)
	length := max((all+n-1)/max(n, 1), 1)
	out := make([]Stretch, (all+length-1)/length)
	for i := range out {
		first := x.first.AddDate(0, 0, i*length)
		out[i].Start, out[i].End = cairn.DayOf(first), cairn.DayOf(first.AddDate(0, 0, length-1))
	}
	at := map[cairn.Day]int{} // many events share a day
	for _, e := range t.Events {
		day := cmp.Or(e.Start, e.End)
		i, known := at[day]
		if !known {
			i = -1
			if begin, ok := day.Time(); ok {
				i = min(daysBetween(x.first, begin)/length, len(out)-1)
			}
			at[day] = i
		}
		if i >= 0 {
			out[i].Incidents++
		}
	}
	return out
}

func (t Timeline) density(x days, w float64) []byte {
	const top, bottom = 34.0, 134.0
	stretches := t.Density(int((x.to - x.from) / 24))
	most := int64(1)
	for _, s := range stretches {
		most = max(most, s.Incidents)
	}
	y := upTo(float64(most), bottom, top)
	return t.svg("timeline", w, bottom+60, func(c *canvas) {
		t.chosen(c, x, top, bottom)
		y.side(c, t.Words, x.from, x.to, t.Words.say("incidents"))
		for _, s := range stretches {
			from, to, _ := x.ends(s.Period)
			title := periodWords(s.Period) + ": " + t.Words.number(s.Incidents)
			href := ""
			if t.Bin != nil && s.Incidents > 0 && to-from >= 24 {
				href = t.Bin(s.Start, s.End)
			}
			c.link(href, title, func() {
				c.titled(title, "rect", "class", "c-hit", "x", from, "y", top, "width", to-from, "height", bottom-top)
				column(c, "c-low", from+1, max(to-from-2, 1), bottom, y.at(float64(s.Incidents)), "")
			})
		}
		x.axis(c, bottom, bottom, t.Across)
		t.undated(c, bottom+50)
	})
}

// undated says how many incidents have no place on the line.
func (t Timeline) undated(c *canvas, y float64) {
	n := int64(0)
	for _, e := range t.Events {
		if !e.Known() {
			n++
		}
	}
	if n > 0 {
		c.text(44, y, t.Words.say("undated", t.Words.number(n)), "class", "c-note")
	}
}

// Table lists the incidents in order of time.
func (t Timeline) Table() Table {
	out := Table{Caption: t.Title, Head: append([]string{t.Words.say("head.from"), t.Words.say("head.until"), t.Words.say("head.incident")}, rangeHead(t.Words)...)}
	for _, e := range t.Events {
		out.Rows = append(out.Rows, Row{Href: e.Href, Cells: append([]string{string(e.Start), string(e.End), e.Label}, rangeCells(t.Words, e.Range)...)})
	}
	slices.SortStableFunc(out.Rows, func(a, b Row) int { return cmp.Compare(a.Cells[0], b.Cells[0]) })
	return out
}
