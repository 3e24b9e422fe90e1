package draw

import (
	"time"

	"cairn"
)

// days puts days on a line of pixels, earliest at the left in every language.
type days struct {
	from, to    float64
	first, last time.Time
}

// daysOf is the line from the first day known to the end of the last.
func daysOf(all []cairn.Day, from, to float64) (days, bool) {
	d := days{from: from, to: to}
	var first, last cairn.Day // days are written so that their order is that of time
	for _, day := range all {
		if first != "" && day >= first && day <= last {
			continue
		}
		t, ok := day.Time()
		if ok && (first == "" || day < first) {
			first, d.first = day, t
		}
		if ok && day > last {
			last, d.last = day, t
		}
	}
	d.last = d.last.AddDate(0, 0, 1)
	return d, first != ""
}

// at is where a day begins.
func (d days) at(day cairn.Day) (float64, bool) {
	t, ok := day.Time()
	if !ok {
		return 0, false
	}
	return d.place(t), true
}

func (d days) place(t time.Time) float64 {
	return d.from + float64(daysBetween(d.first, t))/float64(daysBetween(d.first, d.last))*(d.to-d.from)
}

// daysBetween counts days; a time.Duration ends after three centuries.
func daysBetween(a, b time.Time) int { return int((b.Unix() - a.Unix()) / (24 * 3600)) }

// ends are where a stretch of days begins and ends, cut to the line; an unknown
// end reaches to the line's own.
func (d days) ends(p cairn.Period) (from, to float64, ok bool) {
	from, to = d.from, d.to
	if x, known := d.at(p.Start); known {
		from, ok = max(x, d.from), true
	}
	if x, known := d.at(p.End.Add(1)); known {
		to, ok = min(x, d.to), true
	}
	return from, max(to, from), ok
}

// calendars are the steps between marks of a time axis, finest first.
var calendars = []struct {
	years, months, days int
	layout              string
	about               float64 // days
}{
	{0, 0, 1, time.DateOnly, 1}, {0, 0, 7, time.DateOnly, 7}, {0, 1, 0, "2006-01", 30}, {0, 3, 0, "2006-01", 91},
	{0, 6, 0, "2006-01", 182}, {1, 0, 0, "2006", 365}, {2, 0, 0, "2006", 730}, {5, 0, 0, "2006", 1826}, {10, 0, 0, "2006", 3652}, {50, 0, 0, "2006", 18262},
}

// axis draws the line of days with its marks; dates are written year first,
// which every language of a page reads the same.
func (d days) axis(c *canvas, bottom, top float64, name string) {
	c.mark("path", "class", "c-axis", "d", "M"+num(d.from)+" "+num(bottom)+"H"+num(d.to))
	width := float64(daysBetween(d.first, d.last))
	pick := calendars[len(calendars)-1]
	for _, step := range calendars {
		if (d.to-d.from)*step.about/width >= textWidth(step.layout, smallSize)+14 {
			pick = step
			break
		}
	}
	t := d.first
	switch {
	case pick.years > 0:
		t = time.Date(t.Year()-t.Year()%pick.years, 1, 1, 0, 0, 0, 0, time.UTC)
	case pick.months > 0:
		t = time.Date(t.Year(), t.Month()-(t.Month()-1)%time.Month(pick.months), 1, 0, 0, 0, 0, time.UTC)
	}
	for ; t.Before(d.last); t = t.AddDate(pick.years, pick.months, pick.days) {
		x := d.place(t)
		if x < d.from-0.5 {
			continue
		}
		c.mark("path", "class", "c-grid", "d", "M"+num(x)+" "+num(top)+"V"+num(bottom))
		label, anchor, lx := t.Format(pick.layout), "start", x
		if x+textWidth(label, smallSize) > d.to+20 {
			anchor, lx = "end", d.to
		}
		c.text(lx, bottom+15, label, "class", "c-note", "text-anchor", anchor)
	}
	c.text(d.from, bottom+31, name+" →", "class", "c-note")
}
