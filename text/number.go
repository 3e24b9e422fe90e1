package text

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"cairn"
)

// NumberKind tells a count apart from numbers that count nothing.
type NumberKind uint8

// The kinds of number.
const (
	Count    NumberKind = iota // how many of something
	Rank                       // second, 21st
	Age                        // 33-year-old, ", 33,"
	Year                       // 2015
	DayOf                      // the 6 of "Feb. 6"
	Clock                      // 10:30, 8 p.m.
	Money                      // $5
	Share                      // 40 percent, half of
	Calibre                    // 9mm
	Measure                    // 40 miles
	Duration                   // three days
	Times                      // three times
	Charge                     // two counts of murder
	Shots                      // 15 rounds
	Street                     // the 1400 block
	Name                       // Route 66, No. 5
)

// Number is one number with the words that bound it, tokens [First, Last). The
// digits or number words themselves begin at Core. N is the number, To the
// upper end of a range; a number without a value ("dozens") has Vague set.
type Number struct {
	First, Core, Last int
	N, To             int64
	Kind              NumberKind
	Vague, Beyond     bool // Beyond: greater than int64 can hold
	Qualifier         cairn.Qualifier
}

// Quantity is the number as a claim carries it.
func (t *Text) Quantity(n Number) cairn.Quantity {
	var q cairn.Quantity
	switch {
	case n.Beyond:
		q = cairn.Quantity{Qualifier: n.Qualifier}
	case n.Vague:
		q = cairn.Quantity{Qualifier: cairn.Word}
	case n.Qualifier == cairn.Between:
		q = cairn.OfRange(n.N, n.To)
	default:
		q = cairn.Of(n.N, n.Qualifier)
	}
	span := t.Bytes(n.First, n.Last)
	q.Text, q.Span = t.S[span[0]:span[1]], &span
	return q
}

// Numbers finds every number of the text, in order.
func (t *Text) Numbers() []Number { return t.NumbersIn(0, len(t.Tokens)) }

// NumbersIn finds the numbers of the tokens [first, last).
func (t *Text) NumbersIn(first, last int) []Number {
	g := grammar{t: t, w: english(), first: first, last: last}
	var out []Number
	for i := first; i < last; {
		n, ok := g.read(i)
		if !ok {
			i++
			continue
		}
		out = append(out, n)
		i = n.Last
	}
	return out
}

type grammar struct {
	t           *Text
	w           *numberWords
	first, last int
}

// core is digits or number words without what bounds them.
type core struct {
	n             int64
	end           int
	vague, beyond bool
	rank, share   bool
	round         bool
	decimal       bool
}

func (g *grammar) read(i int) (Number, bool) {
	c, ok := g.core(i)
	if !ok {
		return Number{}, false
	}
	n := Number{First: i, Core: i, Last: c.end, N: c.n, To: c.n, Vague: c.vague, Beyond: c.beyond, Qualifier: cairn.Exact}
	switch {
	case c.rank:
		n.Kind = Rank
		return n, true
	case c.share:
		n.Kind = Share
		return n, true
	case c.vague:
		n.Qualifier = cairn.Word
		g.bound(&n)
		return n, true
	}
	if c.round {
		n.Qualifier = cairn.About
	}
	g.extend(&n)
	n.Kind = g.kind(&n, c)
	if n.Kind == Count || n.Kind == Year {
		before := n.First
		g.bound(&n)
		g.reach(&n)
		if n.Kind == Year && n.First < before && n.Qualifier != cairn.About {
			n.Kind = Count
		}
	}
	return n, true
}

// core reads the digits or number words that begin at token i.
func (g *grammar) core(i int) (core, bool) {
	tok := g.t.Tokens[i]
	switch tok.Kind {
	case Ordinal:
		return core{end: i + 1, rank: true}, true
	case Digits:
		n, decimal, beyond := parseDigits(g.t.word(i))
		c := core{n: n, end: i + 1, beyond: beyond, decimal: decimal != 0}
		g.scales(&c, decimal)
		return c, true
	case Word:
		return g.words(i)
	}
	return core{}, false
}

func (g *grammar) words(i int) (core, bool) {
	k := g.t.Tokens[i].Key
	if phrases := g.w.vague[k]; phrases != nil && !(i > g.first && degree()[g.t.Key(i-1)]) {
		for _, p := range phrases {
			if i+len(p.keys) <= g.last && g.t.HasPhrase(i, p.keys) {
				return core{end: i + len(p.keys), vague: true}, true
			}
		}
	}
	if c, ok := g.article(i); ok {
		return c, true
	}
	w, known := g.w.word[k]
	if !known {
		if n, ok := g.hyphenated(i); ok {
			c := core{n: n, end: i + 1}
			g.scales(&c, 0)
			return c, true
		}
		return core{}, false
	}
	switch w.class {
	case 'o':
		return core{n: w.n, end: i + 1, rank: true}, true
	case 'f':
		return g.fraction(i)
	case 'v':
		return g.valueWords(i)
	}
	return core{}, false
}

// article reads "a dozen", "a hundred", "a couple of", "half a dozen".
func (g *grammar) article(i int) (core, bool) {
	half := int64(1)
	j := i
	if g.t.Tokens[j].Key == keyHalf && j+2 < g.last {
		half, j = 2, j+1
	}
	if k := g.t.Key(j); k != keyA && k != keyAn && half == 1 {
		if w := g.w.word[k]; w.class == 'r' && w.n == 12 {
			j--
		} else {
			return core{}, false
		}
	} else if k != keyA && k != keyAn {
		j--
	}
	if j+1 >= g.last {
		return core{}, false
	}
	w := g.w.word[g.t.Key(j+1)]
	if w.class != 's' && w.class != 'r' {
		return core{}, false
	}
	if w.n == 2 && !g.t.HasPhrase(j+2, []Key{keyOfWord}) || w.n == 20 && !g.t.HasPhrase(j+2, []Key{keyOfWord}) {
		return core{}, false
	}
	c := core{n: w.n / half, end: j + 2, round: w.class == 'r' && w.n != 2}
	if w.class == 's' {
		g.scales(&c, 0)
		if c.end+1 < g.last && g.t.Key(c.end) == keyAnd && g.w.word[g.t.Key(c.end+1)].class == 'v' {
			if rest, ok := g.valueWords(c.end + 1); ok && rest.n < w.n && !rest.beyond {
				c.n, c.end = c.n+rest.n, rest.end // "a hundred and five"
			}
		}
	}
	if g.t.Key(c.end) == keyOfWord && c.end < g.last && w.class == 'r' {
		c.end++
	}
	return c, true
}

// degree holds the words that make "many" a comparison or a question.
var degree = sync.OnceValue(func() map[Key]bool {
	return map[Key]bool{KeyOf("as"): true, KeyOf("how"): true, KeyOf("so"): true, KeyOf("too"): true}
})

var (
	keyA, keyAn, keyHalf = KeyOf("a"), KeyOf("an"), KeyOf("half")
	keyOfWord, keyAnd    = KeyOf("of"), KeyOf("and")
	keyOr, keyTo         = KeyOf("or"), KeyOf("to")
	keyBetween, keyFrom  = KeyOf("between"), KeyOf("from")
	keyOld               = KeyOf("old")
)

// valueWords reads "forty five", "one hundred and twenty", "two thousand".
func (g *grammar) valueWords(i int) (core, bool) {
	var total, group int64
	j, seen := i, false
	for j < g.last {
		w := g.w.word[g.t.Key(j)]
		if w.class == 0 && g.t.Tokens[j].Is(Hyphen) {
			if n, ok := g.hyphenated(j); ok {
				w = numberWord{'v', n}
			}
		}
		switch {
		case w.class == 'v' && (!seen || group%100 == 0 && group+total > 0 || group >= 20 && group%10 == 0 && w.n < 10 && group%100 != 0):
			group += w.n
		case w.class == 's' && seen && w.n == 100 && group < 100:
			group *= 100
		case w.class == 's' && seen && w.n > 100:
			total, group = total+group*w.n, 0
		case w.class == 'r' && w.n == 12 && seen && group < 100:
			return core{n: group * 12, end: j + 1, round: true}, true
		case g.t.Key(j) == keyAnd && seen && j > i && g.w.word[g.t.Key(j-1)].class == 's' && g.w.word[g.t.Key(j+1)].class == 'v':
		default:
			return core{n: total + group, end: j}, seen
		}
		seen = true
		j++
		if j < g.last && total == 0 && group == 0 {
			return core{n: 0, end: j}, true
		}
	}
	return core{n: total + group, end: j}, seen
}

// scales multiplies digits by the scale words behind them: "2.5 million".
func (g *grammar) scales(c *core, decimal float64) {
	for c.end < g.last {
		w := g.w.word[g.t.Key(c.end)]
		if w.class != 's' && !(w.class == 'r' && w.n == 12) {
			return
		}
		if c.n > math.MaxInt64/w.n-w.n {
			c.beyond = true
		} else {
			c.n = c.n*w.n + int64(decimal*float64(w.n)+0.5)
		}
		c.round = c.round || w.class == 'r'
		c.decimal, decimal = false, 0
		c.end++
	}
}

// hyphenated reads "forty-five" and "half-dozen", one token each.
func (g *grammar) hyphenated(i int) (int64, bool) {
	if !g.t.Tokens[i].Is(Hyphen) {
		return 0, false
	}
	a, b, ok := strings.Cut(g.t.word(i), "-")
	if !ok {
		return 0, false
	}
	x, y := g.w.word[KeyOf(a)], g.w.word[KeyOf(b)]
	if x.class == 'v' && x.n >= 20 && x.n%10 == 0 && y.class == 'v' && y.n < 10 {
		return x.n + y.n, true
	}
	if KeyOf(a) == keyHalf && y.class == 'r' {
		return y.n / 2, true
	}
	return 0, false
}

func (g *grammar) fraction(i int) (core, bool) {
	j := i + 1
	for j < g.last && (g.t.Key(j) == keyOfWord || g.t.Key(j) == keyA) {
		j++
	}
	return core{end: j, share: true}, j > i+1
}

// parseDigits reads digits with their separators. What follows a decimal point
// comes back as a fraction.
func parseDigits(s string) (n int64, decimal float64, beyond bool) {
	scale := 0.0
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		i += width
		d := digitValue(r)
		switch {
		case r == '.' || r == '٫':
			scale = 0.1
			if decimal == 0 {
				decimal = math.SmallestNonzeroFloat64
			}
		case d < 0:
		case scale > 0:
			decimal += float64(d) * scale
			scale /= 10
		case n > (math.MaxInt64-int64(d))/10:
			beyond = true
		default:
			n = n*10 + int64(d)
		}
	}
	return n, decimal, beyond
}

// digitValue returns the value of a decimal digit of any script, or -1.
func digitValue(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	for _, zero := range []rune{'٠', '۰', '०', '০', '０'} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}
