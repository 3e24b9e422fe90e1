package when

import (
	"cairn"
	"strings"
)

// Mention is one time expression of a text.
type Mention struct {
	Span cairn.Span
	// Period is the days it means; empty where that is not known.
	cairn.Period
	// Past is the same words read as the last such days up to publication, for
	// something that is said to have happened. It differs from Period where the
	// words could also point ahead ("December 10" in November).
	Past cairn.Period
	// Whole is the month or year that is named, where the words mean a part of
	// it: "early September".
	Whole     cairn.Period
	TimeOfDay string      // 21:30, or the word: night, dawn
	Precision string      // day, days, week, month, year, range; "" where the days are not known
	Basis     cairn.Basis // stated: the words give the days; relative: counted from the anchor
	Kind      Kind
	Ahead     bool // the sentence looks ahead
}

// Resolved says whether the days are known.
func (m Mention) Resolved() bool { return m.Start != "" }

// Kind is what sort of expression a mention is.
type Kind string

// The kinds of expression.
const (
	Date    Kind = "date"    // has a month
	Weekday Kind = "weekday" // Friday
	Deictic Kind = "deictic" // yesterday, tonight, overnight
	Span    Kind = "span"    // last week, this year, the past 24 hours
	Ago     Kind = "ago"     // two days ago
	Present Kind = "present" // now
	Other   Kind = "other"   // from another day of the text ("the next day")
	Feast   Kind = "feast"   // Christmas
	Event   Kind = "event"   // since the capture, the fifth year of the war
	Clock   Kind = "clock"   // a time of day without its day
)

// Anchor is what relative expressions are counted from.
type Anchor struct {
	Published cairn.Period // the report's date; empty where it is unknown
	DayFirst  bool         // 3/9/2015 is 3 September
	Began     cairn.Day    // when the event was that "since the capture" counts from; empty where it is unknown
}

func (a Anchor) day() (day, bool) {
	d := a.Published.End
	if d == "" {
		d = a.Published.Start
	}
	return parseDay(d)
}

// piece is how much of a text is taken apart at a time, so that a book takes
// no more room than its longest paragraph.
const piece = 1 << 16

// pieceEnd is the end of the piece that begins at from, with a paragraph.
func pieceEnd(text string, from int) int {
	if len(text)-from <= piece {
		return len(text)
	}
	if n := strings.Index(text[from+piece:], "\n\n"); n >= 0 {
		return from + piece + n
	}
	return len(text)
}

// Scan finds every time expression of a text, in the order of the text.
func Scan(text string, a Anchor) []Mention {
	g := grammarOf()
	s := scanner{g: g, text: text, anchor: a}
	s.today, s.known = a.day()
	room, _ := g.room.Get().(*[]token)
	if room == nil {
		room = new([]token)
	}
	defer g.room.Put(room)
	for from := 0; from < len(text); {
		to := pieceEnd(text, from)
		*room = tokens((*room)[:0], text, from, to, g.words)
		s.tokens = *room
		for at := 0; at < len(s.tokens); {
			if s.tokens[at].start {
				if next, ok := s.match(at); ok {
					at = next
					continue
				}
			}
			at++
		}
		from = to
	}
	return clocks(text, s.found)
}

type scanner struct {
	g      *grammar
	text   string
	anchor Anchor
	today  day
	known  bool
	tokens []token
	found  []Mention
	best   []accepted
	last   day // the last single day that the text spoke of
}

// match tries every rule at a token and keeps the longest that gives a mention.
func (s *scanner) match(at int) (next int, ok bool) {
	best := s.best[:0]
	s.g.root.walk(s.tokens, at, captured{}, &best)
	s.best = best
	for i := len(best) - 1; i >= 0; i-- { // longest last
		m := call{s: s, rule: best[i].rule, values: best[i].values, first: at, end: best[i].end}
		if mention, ok := m.run(); ok {
			s.found = append(s.found, mention)
			if mention.Start == mention.End && mention.Resolved() {
				s.last, _ = parseDay(mention.Start)
			}
			return best[i].end, true
		}
	}
	return at, false
}

// ahead says whether the sentence up to a token looks ahead.
func (s *scanner) ahead(at int) bool {
	for i := at - 1; i >= 0 && i > at-12; i-- {
		switch t := s.tokens[i]; {
		case t.stop:
			return false
		case t.is("AHEAD") > 0:
			return true
		}
	}
	return false
}
