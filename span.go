package cairn

import (
	"fmt"
	"unicode/utf8"
)

// Span is a half-open stretch [start, end) of a report's text or title, in
// bytes of the text as it is. As JSON it is [start, end].
type Span [2]int

// Len is the number of bytes in the span.
func (s Span) Len() int { return s[1] - s[0] }

// Empty says whether the span holds no bytes.
func (s Span) Empty() bool { return s[1] <= s[0] }

// Contains says whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s[0] <= other[0] && other[1] <= s[1] }

// Overlaps says whether the two spans share at least one byte.
func (s Span) Overlaps(other Span) bool { return s[0] < other[1] && other[0] < s[1] }

// Cover is the smallest span that holds both.
func (s Span) Cover(other Span) Span {
	return Span{min(s[0], other[0]), max(s[1], other[1])}
}

// Of returns the bytes of text that the span names, or an error that says why
// the span cannot be one of that text.
func (s Span) Of(text string) (string, error) {
	if s[0] < 0 || s[1] < s[0] || s[1] > len(text) {
		return "", fmt.Errorf("span [%d,%d) is outside a text of %d bytes", s[0], s[1], len(text))
	}
	if !runeStart(text, s[0]) || !runeStart(text, s[1]) {
		return "", fmt.Errorf("span [%d,%d) cuts a character in two", s[0], s[1])
	}
	return text[s[0]:s[1]], nil
}

func runeStart(text string, at int) bool {
	return at == len(text) || utf8.RuneStart(text[at])
}
