package when

// The tabular Islamic calendar (civil epoch, the 30-year cycle with leap years
// 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29; Reingold and Dershowitz, Calendrical
// Calculations, chapter 7). Where a month truly begins is decided by sighting
// the moon, which moves it by a day or so: a month of it is a range, and a day
// of it three days.

// hijriStart is the first day of a month of the Hijri calendar.
func hijriStart(year, month int) day {
	const epoch = -492148 // 16 July 622 (Julian), civil
	return day(epoch + (year-1)*354 + (3+11*year)/30 + 29*(month-1) + month/2)
}

func hijriMonthOf(year, month int) stretch {
	next := hijriStart(year, month+1)
	if month == 12 {
		next = hijriStart(year+1, 1)
	}
	return stretch{hijriStart(year, month), next - 1, "range"}
}

// hijriYear is the year in which a month, or a day of it, last began up to a day.
func hijriYear(month, dayOfMonth int, until day) int {
	y := (int(until)+492148)*30/10631 + 2
	for hijriStart(y, month)+day(dayOfMonth-1) > until {
		y--
	}
	return y
}

// hijriNamed is the Hijri year that an expression names: its own, or that in
// which the month begins in a year of the common era.
func hijriNamed(named, month int) int {
	if named < 1800 {
		return named
	}
	first, _ := dayOf(named, 12, 31)
	return hijriYear(month, 1, first)
}

// hijriNumber is the month that the words of a call name.
func (c call) hijriNumber() int {
	if first := c.any("RABI", "JUMADA"); first != 0 {
		return first + c.any("LEVANTH") - 1
	}
	return c.any("HIJRI", "XHIJRI", "DHUL")
}

// inHijri gives a year to what happens in every year of the calendar.
func (c call) inHijri(month, dayOfMonth int, of func(year int) stretch) (result, bool) {
	if named := c.any("YEAR"); named != 0 {
		return result{stretch: of(hijriNamed(named, month)), kind: Date}, true
	}
	return relative(Date, of(hijriYear(month, dayOfMonth, c.s.today)))
}

func hijri(c call) (result, bool) {
	m := c.hijriNumber()
	return c.inHijri(m, 1, func(y int) stretch { return hijriMonthOf(y, m) })
}

func hijriDay(c call) (result, bool) {
	m, d := c.hijriNumber(), c.any("DAY", "ORD")
	return c.aroundHijri(m, d)
}

func hijriFeast(c call) (result, bool) {
	v := c.any("EIDNAME")
	r, ok := c.aroundHijri(v/100, v%100)
	r.kind = Feast
	return r, ok
}

// aroundHijri is a day of the calendar with the day before and after it.
func (c call) aroundHijri(month, dayOfMonth int) (result, bool) {
	if dayOfMonth > 30 {
		return result{}, false
	}
	return c.inHijri(month, dayOfMonth, func(y int) stretch {
		d := hijriStart(y, month) + day(dayOfMonth-1)
		return stretch{d - 1, d + 1, "days"}
	})
}

func hijriWholeYear(c call) (result, bool) {
	y := c.any("YEAR")
	if y < 1200 || y > 1600 {
		return result{}, false
	}
	return result{stretch: stretch{hijriStart(y, 1), hijriStart(y+1, 1) - 1, "range"}, kind: Date}, true
}
