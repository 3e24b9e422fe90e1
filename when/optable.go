package when

// operationTable is what each operation that rules.txt may name does with the
// values of a rule.
func operationTable() map[string]func(call) (result, bool) {
	return map[string]func(call) (result, bool){
		"mdy": func(c call) (result, bool) { d, _ := c.get("DAY", 0); return c.oneDay(c.month(0), d) },
		"dmy": func(c call) (result, bool) { d, _ := c.get("DAY", 0); return c.oneDay(c.month(0), d) },
		"mddy": func(c call) (result, bool) {
			a, _ := c.get("DAY", 0)
			b, _ := c.get("DAY", 1)
			return c.days(c.month(0), a, c.month(0), b)
		},
		"ddmy": func(c call) (result, bool) {
			a, _ := c.get("DAY", 0)
			b, _ := c.get("DAY", 1)
			return c.days(c.month(0), a, c.month(0), b)
		},
		"mdmd": func(c call) (result, bool) {
			a, _ := c.get("DAY", 0)
			b, _ := c.get("DAY", 1)
			return c.days(c.month(0), a, c.month(1), b)
		},
		"iso": func(c call) (result, bool) {
			y, m, d := unpack(c.any("ISO"))
			n, ok := dayOf(y, m, d)
			return result{stretch: one(n), kind: Date}, ok
		},
		"slash": func(c call) (result, bool) {
			y, a, b := unpack(c.any("SLASH"))
			if a > 12 || c.s.anchor.DayFirst && b <= 12 {
				a, b = b, a
			}
			n, ok := dayOf(y, a, b)
			return result{stretch: one(n), kind: Date}, ok
		},
		"month": func(c call) (result, bool) {
			return c.dated(func(y int) (stretch, bool) { return monthOf(y, c.month(0)), true })
		},
		"barematch": bareMonth,
		"lastmonth": func(c call) (result, bool) {
			r, ok := c.anniversary(func(y int) (stretch, bool) { return monthOf(y, c.month(0)), true })
			if c.s.known && r.past.to >= c.s.today { // the running month is not "last" March
				y, _, _ := r.past.from.date()
				r.past = monthOf(y-1, c.month(0))
			}
			r.stretch = r.past
			return r, ok
		},
		"nextmonth": func(c call) (result, bool) {
			y, m, _ := c.s.today.date()
			if c.month(0) <= m {
				y++
			}
			return relative(Date, monthOf(y, c.month(0)))
		},
		"quarter": func(c call) (result, bool) {
			q, _ := c.get("ORD", 0)
			if q < 1 || q > 4 {
				return result{}, false
			}
			return c.dated(func(y int) (stretch, bool) { return monthsOf(y, 3*q-2, 3), true })
		},
		"season": func(c call) (result, bool) {
			return c.dated(func(y int) (stretch, bool) { return monthsOf(y, c.any("SEASON"), 3), true })
		},
		"year":     func(c call) (result, bool) { return result{stretch: yearOf(c.any("YEAR")), kind: Date}, true },
		"bareyear": bareYear,
		"decade": func(c call) (result, bool) {
			y := c.any("DECADE")
			return result{stretch: stretch{yearOf(y).from, yearOf(y + 9).to, "range"}, kind: Date}, true
		},
		"third":   third,
		"half":    half,
		"months":  months,
		"nth":     nth,
		"nthlast": nthLast,
		"weekofday": func(c call) (result, bool) {
			d, _ := c.get("DAY", 0)
			r, ok := c.oneDay(c.month(0), d)
			r.stretch, r.past = weekOf(r.from), stretch{}
			return r, ok
		},
		"levant": func(c call) (result, bool) {
			return c.dated(func(y int) (stretch, bool) { return monthOf(y, levantMonth(c)), true })
		},
		"levantday":  func(c call) (result, bool) { return c.oneDay(levantMonth(c), c.any("DAY")) },
		"hijri":      hijri,
		"hijriday":   hijriDay,
		"hijriyear":  hijriWholeYear,
		"hijrifeast": hijriFeast,
		"since":      since,
		"yearof":     yearOfEvent,
		"clock":      clock,

		"deictic":   func(c call) (result, bool) { return relative(Deictic, one(c.s.today+day(c.any("DEICTIC")))) },
		"today":     func(c call) (result, bool) { return relative(Deictic, one(c.s.today)) },
		"now":       func(c call) (result, bool) { return relative(Present, one(c.s.today)) },
		"lastnight": func(c call) (result, bool) { return relative(Deictic, one(c.s.today-1)) },
		"overnight": func(c call) (result, bool) { return relative(Deictic, stretch{c.s.today - 1, c.s.today, "days"}) },
		"twoago":    func(c call) (result, bool) { return relative(Deictic, one(c.s.today-2)) },
		"twoahead":  func(c call) (result, bool) { return relative(Deictic, one(c.s.today+2)) },

		"weekday": func(c call) (result, bool) { return c.weekday(c.any("WEEKDAY")) },
		"lastweekday": func(c call) (result, bool) {
			back := (c.s.today.weekday()-c.any("WEEKDAY")+6)%7 + 1
			return relative(Weekday, one(c.s.today-day(back)))
		},
		"nextweekday": func(c call) (result, bool) {
			on := (c.any("WEEKDAY")-c.s.today.weekday()+6)%7 + 1
			return relative(Weekday, one(c.s.today+day(on)))
		},
		"weekdaylastweek": func(c call) (result, bool) {
			return relative(Weekday, one(c.s.today.monday()-7+day(c.any("WEEKDAY")-1)))
		},
		"weekdaynextweek": func(c call) (result, bool) {
			return relative(Weekday, one(c.s.today.monday()+7+day(c.any("WEEKDAY")-1)))
		},
		"twoweekdays": func(c call) (result, bool) {
			a, _ := c.get("WEEKDAY", 0)
			b, _ := c.get("WEEKDAY", 1)
			last, _ := c.weekday(b)
			s := stretch{from: last.from - day((b-a+7)%7), to: last.from}
			s.precision = lengthOf(s)
			return relative(Weekday, s)
		},
		"weekend": func(c call) (result, bool) {
			saturday := c.s.today.monday() - 2
			if c.s.today.weekday() >= 6 {
				saturday += 7
			}
			return relative(Span, stretch{saturday, saturday + 1, "days"})
		},

		"lastunit": func(c call) (result, bool) { return relative(Span, unit(c.s.today, c.any("UNIT", "XUNIT"), -1)) },
		"thisunit": func(c call) (result, bool) { return relative(Span, unit(c.s.today, c.any("UNIT"), 0)) },
		"nextunit": func(c call) (result, bool) { return relative(Span, unit(c.s.today, c.any("UNIT"), 1)) },
		"earlierunit": func(c call) (result, bool) {
			whole := unit(c.s.today, c.any("UNIT"), 0)
			s := stretch{from: whole.from, to: c.s.today}
			s.precision = lengthOf(s)
			return result{stretch: s, whole: whole, kind: Span, relative: true}, true
		},
		"ago": ago,
		"pastspan": func(c call) (result, bool) {
			n := c.any("N")
			size := c.any("UNIT")
			if n < 1 || n*size > 40000 {
				return result{}, false
			}
			s := stretch{from: c.s.today - day(n*size), to: c.s.today}
			s.precision = lengthOf(s)
			return relative(Span, s)
		},
		"pasthours": func(c call) (result, bool) {
			s := stretch{from: c.s.today - day((c.any("N")+23)/24), to: c.s.today}
			if s.precision = lengthOf(s); c.any("N") > 10000 || c.any("HOUR") == 0 {
				return relative(Deictic, one(c.s.today))
			}
			return relative(Span, s)
		},
		"recentdays": func(c call) (result, bool) {
			return relative(Ago, stretch{c.s.today - 6, c.s.today, "week"})
		},

		"sameday":   func(c call) (result, bool) { return c.from(0) },
		"dayafter":  func(c call) (result, bool) { return c.from(1) },
		"daybefore": func(c call) (result, bool) { return c.from(-1) },
		"laterthan": func(c call) (result, bool) {
			if c.any("UNIT") != 1 {
				return result{}, false
			}
			return c.from(max(c.any("N", "ONE"), 1))
		},
		"feast": func(c call) (result, bool) {
			r, ok := c.oneDay(c.rule.args[0], c.rule.args[1])
			r.kind = Feast
			return r, ok
		},
		"none": func(call) (result, bool) { return result{}, false },
	}
}

func unpack(v int) (y, a, b int) { return v / 10000, v / 100 % 100, v % 100 }

// ago is "two days ago": a day for days, the week, month or year for the rest.
func ago(c call) (result, bool) {
	n := max(c.any("N", "ONE"), 1)
	size := c.any("UNIT")
	if n*size > 400_000 {
		return result{}, false
	}
	s := unit(c.s.today, size, -n)
	return relative(Ago, s)
}
