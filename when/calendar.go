package when

import (
	"time"

	"cairn"
)

// day is a day as a number since 1970-01-01, so that arithmetic is exact.
type day int

func dayOf(year, month, d int) (day, bool) {
	t := time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || int(t.Month()) != month || t.Day() != d {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

func parseDay(d cairn.Day) (day, bool) {
	t, ok := d.Time()
	if !ok {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

func (d day) time() time.Time     { return time.Unix(int64(d)*86400, 0).UTC() }
func (d day) text() cairn.Day     { return cairn.DayOf(d.time()) }
func (d day) date() (y, m, n int) { t := d.time(); return t.Year(), int(t.Month()), t.Day() }
func (d day) weekday() int        { return (int(d.time().Weekday())+6)%7 + 1 } // Monday 1
func (d day) monday() day         { return d - day(d.weekday()-1) }
func (d day) plusMonths(n int) (y, m int) {
	y, m, _ = d.date()
	m += n - 1
	for ; m < 0; m += 12 {
		y--
	}
	return y + m/12, m%12 + 1
}

// stretch is a first and a last day with the precision of its words.
type stretch struct {
	from, to  day
	precision string
}

func one(d day) stretch { return stretch{d, d, "day"} }

func monthOf(y, m int) stretch {
	from, _ := dayOf(y, m, 1)
	y2, m2 := from.plusMonths(1)
	to, _ := dayOf(y2, m2, 1)
	return stretch{from, to - 1, "month"}
}

func monthsOf(y, m, n int) stretch {
	from := monthOf(y, m).from
	y2, m2 := from.plusMonths(n)
	return stretch{from, monthOf(y2, m2).from - 1, "range"}
}

func yearOf(y int) stretch {
	from, _ := dayOf(y, 1, 1)
	to, _ := dayOf(y, 12, 31)
	return stretch{from, to, "year"}
}

func weekOf(d day) stretch { return stretch{d.monday(), d.monday() + 6, "week"} }

// lengthOf is the precision that a stretch has by its length alone.
func lengthOf(s stretch) string {
	switch n := s.to - s.from + 1; {
	case n == 1:
		return "day"
	case n <= 6:
		return "days"
	case n == 7:
		return "week"
	}
	return "range"
}
