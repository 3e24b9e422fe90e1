package when

import (
	"slices"
	"strings"
)

// Parts of months, years and days, and days that are named by their number.

// third is "early September" or "late 2014": the first, second or last third
// of what is named, which stays beside it as the whole.
func third(c call) (result, bool) {
	n := c.any("MOD", "PARTOF")
	if m := c.month(0); m != 0 {
		r, ok := c.dated(func(y int) (stretch, bool) { return monthOf(y, m), true })
		r.whole, r.stretch = r.stretch, thirdOfMonth(r.stretch, n)
		if r.past != (stretch{}) {
			r.past = thirdOfMonth(r.past, n)
		}
		return r, ok
	}
	y := c.any("YEAR")
	return result{stretch: monthsOf(y, 4*n-3, 4), whole: yearOf(y), kind: Date}, true
}

// thirdOfMonth is days 1 to 10, 11 to 20 or 21 to the last.
func thirdOfMonth(s stretch, n int) stretch {
	if s == (stretch{}) {
		return s
	}
	last := s.to
	s.from += day(10 * (n - 1))
	if s.precision = "range"; n < 3 {
		last = s.from + 9
	}
	s.to = last
	return s
}

// half is "the second half of August", of 2014, or of the year.
func half(c call) (result, bool) {
	n, _ := c.get("ORD", 0)
	if n > 2 {
		return result{}, false
	}
	cut := func(s stretch) stretch {
		middle := s.from + (s.to-s.from)/2
		if n == 1 {
			return stretch{s.from, middle, "range"}
		}
		return stretch{middle + 1, s.to, "range"}
	}
	switch {
	case c.month(0) != 0:
		return c.dated(func(y int) (stretch, bool) { return cut(monthOf(y, c.month(0))), true })
	case c.any("YEAR") != 0:
		return result{stretch: cut(yearOf(c.any("YEAR"))), kind: Date}, true
	case c.any("UNIT") < 30:
		return result{}, false
	}
	return relative(Span, cut(unit(c.s.today, c.any("UNIT"), 0)))
}

// months is "from March to May 2015".
func months(c call) (result, bool) {
	y, from, to := c.any("YEAR"), c.month(0), c.month(1)
	if from > to {
		return result{stretch: stretch{monthOf(y-1, from).from, monthOf(y, to).to, "range"}, kind: Date}, true
	}
	return result{stretch: monthsOf(y, from, to-from+1), kind: Date}, true
}

// followers are words that may stand behind "on the 9th": others would make it
// a battalion or a floor.
var followers = strings.Fields("and at in when as after before near but while a an they he she it police")

// nth is "on the 9th": the last such day, or the next where the sentence looks ahead.
func nth(c call) (result, bool) {
	if a := strings.Trim(c.after(), ".,;:)"); c.any("UNIT") == 0 && a != "" && !slices.Contains(followers, a) && c.s.tokens[c.end-1].is("NTH") > 0 {
		return result{}, false
	}
	y, m, _ := c.s.today.date()
	n := c.any("NTH")
	in := func(months int) (day, bool) {
		y2, m2 := monthOf(y, m).from.plusMonths(months)
		return dayOf(y2, m2, n)
	}
	for back := 0; back >= -2; back-- {
		if d, ok := in(back); ok && d <= c.s.today {
			r := result{stretch: one(d), past: one(d), kind: Date, relative: true}
			if next, ok := in(back + 1); ok && c.s.ahead(c.first) && d < c.s.today {
				r.stretch = one(next)
			}
			return r, true
		}
	}
	return result{}, false
}

func nthLast(c call) (result, bool) {
	y, m := c.s.today.plusMonths(-1)
	d, ok := dayOf(y, m, c.any("NTH"))
	r, _ := relative(Date, one(d))
	return r, ok
}

// levantMonth is Kanun and Tishrin, the first and the second: December and
// January, October and November.
func levantMonth(c call) int {
	return [2][2]int{{12, 1}, {10, 11}}[c.any("LEVANT")-1][c.any("LEVANTH")-1]
}

// since is a period from an event on. The event is the report's, or the reader
// of the report says when it was.
func since(c call) (result, bool) {
	from, ok := parseDay(c.s.anchor.Began)
	if !ok || !c.s.known || from > c.s.today {
		return result{kind: Event, relative: true, unknown: true}, true
	}
	return relative(Event, stretch{from, c.s.today, "range"})
}

// yearOfEvent is "the fifth year of the war", or its third day.
func yearOfEvent(c call) (result, bool) {
	n, size := c.any("ORD", "DAY", "N"), c.any("UNIT")
	if n < 1 || n*size > 100_000 {
		return result{}, false
	}
	began, ok := parseDay(c.s.anchor.Began)
	if !ok {
		return result{kind: Event, relative: true, unknown: true}, true
	}
	s := stretch{from: after(began, size, n-1), to: after(began, size, n) - 1}
	s.precision = lengthOf(s)
	return relative(Event, s)
}

// after is a day n units later; the last day of a month stays in its month.
func after(d day, size, n int) day {
	months := map[int]int{30: 1, 90: 3, 365: 12}[size]
	if months == 0 {
		return d + day(n*size)
	}
	_, _, of := d.date()
	y, m := d.plusMonths(n * months)
	return min(monthOf(y, m).from+day(of-1), monthOf(y, m).to)
}
