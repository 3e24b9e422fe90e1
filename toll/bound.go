package toll

import (
	"math"
	"slices"
	"strings"
)

// bound is the fourth stage for one row: the bounds that the words give, and
// those that the policy gives to words without any, less the people who are
// known in a later state.
func (e *evaluation) bound(r *row) span {
	f := r.flags
	s := span{low: r.low, high: r.high, hasLow: f.has(hasLow), hasHigh: f.has(hasHigh), open: f.has(isOpen), exact: f.has(isExact)}
	switch r.qualifier {
	case plainCount:
		s.best, s.hasBest = r.value, f.has(hasValue) && f.has(hasLow)
	case aboutCount:
		s.vague(e.p.Bound.About, r.value, f.has(hasValue), aboutRange)
	case nearlyCount:
		s.vague(e.p.Bound.Nearly, r.value, f.has(hasValue), nearlyRange)
	case wordCount:
		s.word = true
		if w, ok := e.wordBound(r.words); ok {
			s.setWord(w)
		}
	case pluralCount:
		s.word = true
		if n := e.p.Bound.Plural; n != nil && !s.hasLow {
			s.low, s.hasLow, s.open = *n, true, true
		}
	}
	if f.has(minusOpen) || r.minusLow != 0 || r.minusHigh != 0 {
		s.less(r.minusLow, r.minusHigh, f.has(minusOpen))
	}
	return s
}

// vague gives "about n" and "nearly n" the bounds that the policy asks for.
func (s *span) vague(how string, n int64, known bool, round func(int64) (int64, int64)) {
	if !known || s.hasLow || s.hasHigh {
		return
	}
	switch how {
	case "point":
		s.low, s.high, s.hasLow, s.hasHigh = n, n, true, true
	case "open":
		s.low, s.hasLow, s.open = n, true, true
	case "round":
		s.low, s.high = round(n)
		s.hasLow, s.hasHigh, s.rounded = true, true, s.low < s.high
		if s.low <= n && n <= s.high { // "nearly n" is not n
			s.best, s.hasBest = n, true
		}
	}
}

// aboutRange is the numbers that round to n at the place of its last digit
// that is not zero: about 1,600 is 1,550 to 1,649, about 71 is 71.
func aboutRange(n int64) (int64, int64) {
	half := unit(n) / 2
	if half == 0 || n > math.MaxInt64-half {
		return n, n
	}
	return n - half, n + half - 1
}

// nearlyRange is the upper half of what rounds to n, n itself left out.
func nearlyRange(n int64) (int64, int64) {
	if n <= 0 {
		return n, n
	}
	return max(n-max(unit(n)/2, 1), 0), n - 1
}

// unit is the place value of the last digit that is not zero.
func unit(n int64) int64 {
	u := int64(1)
	for n != 0 && n%10 == 0 {
		n /= 10
		u *= 10
	}
	return u
}

func (s *span) setWord(w WordBound) {
	if s.hasLow || s.hasHigh {
		return
	}
	if w.Low != nil {
		s.low, s.hasLow = *w.Low, true
	}
	if w.High != nil {
		s.high, s.hasHigh = *w.High, true
	}
	s.open = w.High == nil
}

// wordBound finds what the policy says of a count's words; each wording is
// looked up once in a walk.
func (e *evaluation) wordBound(words int32) (WordBound, bool) {
	if w, ok := e.words[words]; ok {
		return w, w.Says != ""
	}
	var found WordBound
	for _, w := range e.p.Bound.Word {
		if hasWord(e.x.strings.words[words], fold(w.Says)) {
			found = w
			break
		}
	}
	e.words[words] = found
	return found, found.Says != ""
}

func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(word)
		if (i == 0 || text[i-1] == ' ' || text[i-1] == '-') && (end == len(text) || text[end] == ' ' || text[end] == '-' || text[end] == ',') {
			return true
		}
		at = i + 1
	}
}

// less takes out people who count in a later state: the fewest that can be
// left are the low without the most that moved on.
func (s *span) less(low, high int64, open bool) {
	s.hasBest = false // which of them are left the speaker does not say
	if s.hasHigh {
		s.high = max(s.high-low, 0)
	}
	if s.hasLow {
		if s.low = max(s.low-max(high, low), 0); open {
			s.low = 0
		}
	}
	s.exact = s.exact && low == high && !open
}

// add puts other people's number to this one; an unknown end stays unknown,
// and what is beyond counting is left open.
func (s *span) add(b span, already bool) {
	if !already {
		*s = b
		return
	}
	if s.hasBest || b.hasBest {
		s.best, s.hasBest = plus(s.number(), b.number()), true
	}
	if s.hasLow || b.hasLow { // a part is a lower bound of the whole
		s.low, s.hasLow = plus(s.low, b.low), true
	}
	if s.hasHigh = s.hasHigh && b.hasHigh; s.hasHigh {
		s.high = plus(s.high, b.high)
	} else {
		s.open = true
	}
	s.open = s.open || b.open
	s.exact = s.exact && b.exact
	s.rounded = false
	s.word = s.word || b.word
}

// oneNumber is what statements of one number by one voice come to. What only
// rounds an exact one of them says nothing more; the rest widen one another.
func oneNumber(of []span) span {
	if len(of) == 1 {
		return of[0]
	}
	var out span
	n, same, some := int64(0), true, false
	for i := range of {
		if slices.ContainsFunc(of, of[i].rounds) {
			continue
		}
		if !some {
			out, n, some = of[i], of[i].number(), true
		} else {
			out.widen(of[i])
		}
		same = same && of[i].hasLow && of[i].number() == n
	}
	out.best, out.hasBest = n, same && n != out.low
	return out
}

// rounds says whether a number that is only rounded may be an exact one.
func (s *span) rounds(exact span) bool {
	return s.rounded && exact.exact && exact.hasLow && exact.hasHigh && s.low <= exact.low && exact.high <= s.high
}

// widen makes the span hold another.
func (s *span) widen(b span) {
	if b.hasLow && (!s.hasLow || b.low < s.low) {
		s.low, s.hasLow = b.low, true
	}
	if b.hasHigh && (!s.hasHigh || b.high > s.high) {
		s.high, s.hasHigh = b.high, true
	}
	s.open = s.open || b.open
	s.exact = s.exact || b.exact
	s.rounded = s.rounded && b.rounded
	s.word = s.word && b.word
}

// plus adds without passing the end of int64.
func plus(a, b int64) int64 {
	if b > 0 && a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
