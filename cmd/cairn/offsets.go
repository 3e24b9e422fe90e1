package main

import (
	"sort"
	"unicode/utf8"

	"cairn"
)

// runeOffsets changes every offset of a coded report from bytes to Unicode
// code points.
func runeOffsets(c *cairn.Coded) {
	counters := map[string]*runeCounter{"text": newRuneCounter(c.Text), "title": newRuneCounter(c.Title)}
	c.MapSpans(func(in string, s cairn.Span) cairn.Span {
		r := counters[in]
		return cairn.Span{r.at(s[0]), r.at(s[1])}
	})
}

// runeCounter knows how many characters stand before every 256th byte, so that
// a long text with many spans is not counted again for each.
type runeCounter struct {
	text  string
	marks []int // marks[i] = characters before byte starts[i]
	start []int
}

func newRuneCounter(text string) *runeCounter {
	r := &runeCounter{text: text, marks: []int{0}, start: []int{0}}
	n, last := 0, 0
	for at := range text {
		if at-last >= 256 {
			r.marks, r.start, last = append(r.marks, n), append(r.start, at), at
		}
		n++
	}
	return r
}

func (r *runeCounter) at(byteOffset int) int {
	byteOffset = min(max(byteOffset, 0), len(r.text))
	i := sort.SearchInts(r.start, byteOffset+1) - 1
	return r.marks[i] + utf8.RuneCountInString(r.text[r.start[i]:byteOffset])
}
