package when

import (
	"slices"
	"strings"

	"cairn"
)

// call is one rule that fits, with the values of its symbols.
type call struct {
	s          *scanner
	rule       *rule
	values     captured
	first, end int // tokens
}

// result is what an operation makes of the values.
type result struct {
	stretch
	past     stretch // the last such days up to publication; zero: the same
	whole    stretch // the month or year named, where the words mean a part of it
	kind     Kind
	relative bool // counted from the anchor
	unknown  bool // found, but the days are not known
}

func (c call) run() (Mention, bool) {
	r, ok := c.rule.do(c)
	if !ok {
		return Mention{}, false
	}
	m := Mention{Span: c.span(), Kind: r.kind, Basis: cairn.Stated, Ahead: c.s.ahead(c.first), TimeOfDay: c.timeOfDay()}
	if r.relative {
		m.Basis = cairn.Relative
	}
	if r.unknown || r.relative && !c.s.known && r.kind != Event {
		return m, true
	}
	m.Period, m.Precision = r.period(), r.precision
	m.Past = m.Period
	if r.past != (stretch{}) {
		m.Past = result{stretch: r.past}.period()
	}
	if r.whole != (stretch{}) {
		m.Whole = result{stretch: r.whole}.period()
	}
	return m, true
}

func (r result) period() cairn.Period { return cairn.Period{Start: r.from.text(), End: r.to.text()} }

func (c call) span() cairn.Span {
	return cairn.Span{c.s.tokens[c.first].span[0], c.s.tokens[c.end-1].span[1]}
}

// get is the n-th value of a class, and whether there is one.
func (c call) get(class string, n int) (int, bool) {
	for _, s := range c.values.senses[:c.values.n] {
		if s.class == class {
			if n == 0 {
				return s.value, true
			}
			n--
		}
	}
	return 0, false
}

func (c call) any(classes ...string) int {
	for _, class := range classes {
		if v, ok := c.get(class, 0); ok {
			return v
		}
	}
	return 0
}

func (c call) month(n int) int {
	if m, ok := c.get("MONTH", n); ok {
		return m
	}
	m, _ := c.get("XMONTH", n)
	return m
}

// before is the word that stands before the expression, in lower case.
func (c call) before() string {
	text := strings.TrimRight(c.s.text[max(0, c.span()[0]-16):c.span()[0]], " \n")
	return strings.ToLower(text[strings.LastIndexAny(text, " \n(")+1:])
}

// after is the word behind it.
func (c call) after() string {
	text := c.s.text[c.span()[1]:min(len(c.s.text), c.span()[1]+24)]
	text, _, _ = strings.Cut(strings.TrimLeft(text, " "), " ")
	return text
}

// anniversary gives a month and day, or a month, its year: the one that brings
// it nearest to publication, where the future is half as likely as the past,
// unless the sentence looks ahead. It also says which is the last in the past.
func (c call) anniversary(in func(year int) (stretch, bool)) (result, bool) {
	if !c.s.known {
		return result{kind: Date, relative: true}, true
	}
	y, _, _ := c.s.today.date()
	var near, past stretch
	best := -1
	for year := y + 1; year >= y-4; year-- { // 29 February comes every four years
		s, ok := in(year)
		if !ok {
			continue
		}
		distance := int(c.s.today - s.to)
		if s.from <= c.s.today {
			distance = max(distance, 0)
			if past == (stretch{}) {
				past = s
			}
		} else {
			distance = 2 * int(s.from-c.s.today)
			if c.s.ahead(c.first) {
				distance /= 6
			}
		}
		if best < 0 || distance < best {
			near, best = s, distance
		}
	}
	return result{stretch: near, past: past, kind: Date, relative: true}, best >= 0
}

// dated is the expression of a day or days in a month, with a year or without.
func (c call) dated(in func(year int) (stretch, bool)) (result, bool) {
	if year := c.any("YEAR", "YY"); year != 0 {
		s, ok := in(year)
		return result{stretch: s, kind: Date}, ok
	}
	return c.anniversary(in)
}

func (c call) oneDay(month, d int) (result, bool) {
	return c.dated(func(year int) (stretch, bool) {
		n, ok := dayOf(year, month, d)
		return one(n), ok
	})
}

func (c call) days(m1, d1, m2, d2 int) (result, bool) {
	return c.dated(func(year int) (stretch, bool) {
		a, ok1 := dayOf(year, m1, d1)
		b, ok2 := dayOf(year, m2, d2)
		if ok1 && ok2 && b < a {
			b, ok2 = dayOf(year+1, m2, d2)
		}
		s := stretch{from: a, to: b}
		s.precision = lengthOf(s)
		return s, ok1 && ok2 && b >= a && b-a < 200
	})
}

func relative(kind Kind, s stretch) (result, bool) {
	return result{stretch: s, kind: kind, relative: true}, true
}

// weekday is a day of the week: the last one, the day of publication included,
// or the next where the sentence looks ahead.
func (c call) weekday(n int) (result, bool) {
	back := (c.s.today.weekday() - n + 7) % 7
	past := one(c.s.today - day(back))
	r := result{stretch: past, past: past, kind: Weekday, relative: true}
	if c.s.ahead(c.first) && back > 0 {
		r.stretch = one(past.from + 7)
	}
	return r, true
}

// unit is the stretch of a unit (a week, a month, a quarter, a year) that lies
// n units from the one of publication.
func unit(today day, size, n int) stretch {
	y, m, _ := today.date()
	switch size {
	case 1:
		return one(today + day(n))
	case 7:
		return weekOf(today + day(7*n))
	case 30:
		return monthOf(today.plusMonths(n))
	case 90:
		first := monthOf(y, (m-1)/3*3+1).from
		y, m = first.plusMonths(3 * n)
		return monthsOf(y, m, 3)
	}
	return yearOf(y + n)
}

// months that are also names or other words need a word of time before them.
var doubtfulMonths = []int{3, 4, 5, 6, 8}

var timePrepositions = strings.Fields("in of since by until through last this next from during late early mid to and for till before after between en de")

// bareMonth is a month alone.
func bareMonth(c call) (result, bool) {
	m := c.month(0)
	if a := c.after(); a != "" && a[0] >= '0' && a[0] <= '9' {
		return result{}, false // "February 30" is no day, and not February either
	}
	if !slices.Contains(timePrepositions, c.before()) && (slices.Contains(doubtfulMonths, m) || startsUpper(c.after())) {
		return result{}, false
	}
	return c.dated(func(year int) (stretch, bool) { return monthOf(year, m), true })
}

func startsUpper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// counted are words that make the number before them a count and no year.
var counted = strings.Fields("people persons dollars men women children soldiers troops miles km kilometers kilometres meters metres feet acres homes houses block points votes shares jobs pounds tons rounds euros rupees fighters members users employees workers students years hours")

// bareYear is a year alone: four digits that do not count anything.
func bareYear(c call) (result, bool) {
	y, _ := c.get("YEAR", 0)
	b := c.before()
	switch {
	case y < 1900 && !slices.Contains(timePrepositions, b):
		return result{}, false
	case slices.Contains(counted, strings.ToLower(strings.Trim(c.after(), ".,;:"))):
		return result{}, false
	case strings.HasSuffix(b, "$") || strings.HasSuffix(b, "£") || strings.HasSuffix(b, "#") || strings.HasSuffix(b, "/") || strings.HasSuffix(b, "-") && b != "-" || strings.HasSuffix(b, "+"):
		return result{}, false
	case slices.Contains([]string{"the", "about", "some", "than", "least", "nearly", "almost", "no.", "over", "room", "highway", "route", "hwy", "at", "approximately"}, b) && c.rule.line > 0 && startsUpper(c.after()):
		return result{}, false
	case slices.Contains([]string{"about", "than", "least", "nearly", "almost", "no.", "room", "highway", "route", "approximately"}, b):
		return result{}, false
	}
	return result{stretch: yearOf(y), kind: Date}, true
}

// from gives the days counted from the last single day that the text spoke of.
func (c call) from(n int) (result, bool) {
	if c.s.last == 0 {
		return result{kind: Other, relative: true, unknown: true}, true
	}
	return result{stretch: one(c.s.last + day(n)), kind: Other, relative: true}, true
}
