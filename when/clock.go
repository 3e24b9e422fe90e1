package when

import (
	"fmt"
	"slices"
	"strings"
)

// halves of the day as they are written behind the hour.
var halves = []struct {
	text  string
	hours int
}{{"a.m.", 0}, {"p.m.", 12}, {"a.m", 0}, {"p.m", 12}, {"am", 0}, {"pm", 12}}

// clockTime reads 21:30, 9:30 p.m. and 9pm, whose digits begin at one byte and
// end at another, as the minutes since midnight.
func clockTime(text string, at, end int) (minutes, after int, ok bool) {
	if end-at > 2 {
		return 0, 0, false
	}
	hour, minute, exact := digits(text[at:end]), 0, false
	if end+2 < len(text) && text[end] == ':' && two(text[end+1:end+3]) && !digitAt(text, end+3) && !(end+3 < len(text) && text[end+3] == ':') {
		minute, end, exact = digits(text[end+1:end+3]), end+3, true
	}
	rest := strings.TrimLeft(text[end:min(len(text), end+6)], " ")
	space := len(text[end:min(len(text), end+6)]) - len(rest)
	for _, h := range halves {
		if n := len(h.text); space <= 1 && len(rest) >= n && strings.EqualFold(rest[:n], h.text) && !(n < len(rest) && isLetter(rest[n])) {
			if hour < 1 || hour > 12 || minute > 59 {
				return 0, 0, false
			}
			return (hour%12+h.hours)*60 + minute, end + space + n, true
		}
	}
	return hour*60 + minute, end, exact && hour < 24 && minute < 60
}

func digitAt(text string, at int) bool { return at < len(text) && text[at] >= '0' && text[at] <= '9' }

// digits is the value of at most a few digits.
func digits(s string) (v int) {
	for i := range len(s) {
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// clock is a time of day that no day is part of. "At dawn on Friday" has one.
func clock(c call) (result, bool) {
	for _, t := range c.s.tokens[c.end:min(c.end+2, len(c.s.tokens))] {
		if c.any("PART") != 0 && (t.is("WEEKDAY") > 0 || slices.ContainsFunc(t.senses, func(s sense) bool { return s.class == "DEICTIC" })) {
			return result{}, false
		}
	}
	return result{kind: Clock, unknown: true}, true
}

// timeOfDay is what the words of a call say of the hour.
func (c call) timeOfDay() string {
	word := ""
	for _, t := range c.s.tokens[c.first:c.end] {
		for _, s := range t.senses {
			switch s.class {
			case "CLOCK":
				return fmt.Sprintf("%02d:%02d", s.value/60, s.value%60)
			case "PART":
				word = t.word
			}
		}
	}
	if _, small := c.get("SMALLHOURS", 0); small { // not the hours of "the past 24 hours"
		word = "early hours"
	}
	return word
}

// What may stand between a time of day and its day, and between a day and its time.
var (
	toDay  = []string{"", "on", ",", "of", "local time on", ", on", "early on"}
	toTime = []string{"", "at", ",", ", at", "around", "at around", "at about", "about", ", around", "in the"}
)

// clocks gives the times of day that stand beside a day to that day, which
// keeps its own words.
func clocks(text string, found []Mention) []Mention {
	left := found[:0]
	for i, m := range found {
		if m.Kind == Clock {
			beside := func(j int, between []string) bool {
				if j < 0 || j >= len(found) || found[j].Precision != "day" || found[j].TimeOfDay != "" {
					return false
				}
				gap := text[min(m.Span[1], found[j].Span[1]):max(m.Span[0], found[j].Span[0])]
				return len(gap) < 20 && slices.Contains(between, strings.TrimSpace(gap))
			}
			if beside(i+1, toDay) {
				found[i+1].TimeOfDay = m.TimeOfDay
				continue
			}
			if n := len(left) - 1; n >= 0 && beside(i-1, toTime) {
				left[n].TimeOfDay = m.TimeOfDay
				continue
			}
		}
		left = append(left, m)
	}
	return left
}
