package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"cairn"
)

// Sentence is one sentence: bytes [Start, End), tokens [First, Last). Body is
// the first token after a dateline ("Beirut:", "BEIRUT (AP) --") or a list
// mark, and the sentence proper starts there.
type Sentence struct {
	Start, End  int
	First, Last int
	Body        int
	Paragraph   bool // the first of its paragraph
	Heading     bool // stands alone and has no closing mark
}

//go:embed abbreviations.txt
var abbreviationsFile string

type abbreviation byte

// stands says whether the word before the full stop at is an abbreviation here.
func (a abbreviation) stands(s string, at int) bool {
	i := at + 1
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i == len(s) {
		return a == 'e'
	}
	c := s[i]
	switch a {
	case 'n':
		return i > at+1 && ('A' <= c && c <= 'Z' || c >= utf8.RuneSelf)
	case '#':
		return '0' <= c && c <= '9'
	}
	return true
}

var abbreviations = sync.OnceValue(func() map[Key]abbreviation {
	table, err := parseAbbreviations("text/abbreviations.txt", abbreviationsFile)
	if err != nil {
		panic(err) // the file is part of the program and a test reads it
	}
	return table
})

func parseAbbreviations(name, file string) (map[Key]abbreviation, error) {
	table := map[Key]abbreviation{}
	classes := map[string]abbreviation{"name": 'n', "number": '#', "end": 'e'}
	for i, line := range strings.Split(file, "\n") {
		fields := strings.Fields(strings.SplitN(line, "#", 2)[0])
		if len(fields) == 0 {
			continue
		}
		class, known := classes[fields[0]]
		if !known {
			return nil, fmt.Errorf("%s:%d: class %q is not one of name, number, end", name, i+1, fields[0])
		}
		for _, word := range fields[1:] {
			table[KeyOf(word)] = class
		}
	}
	return table, nil
}

// splitter walks the tokens once and cuts them into sentences.
type splitter struct {
	t       *Text
	wrapped bool // lines end at a fixed width, so a line end alone means nothing
	out     []Sentence
	first   int
	para    bool
}

// longest is how many tokens a sentence may have. What readers look at within
// one is bounded by it, so that a broken text of megabytes without a full stop
// takes its length in time and no more, and a claim does not quote pages. People
// write less than half of it.
const longest = 250

func (t *Text) split() {
	sp := splitter{t: t, wrapped: t.hardWrapped(), para: true, out: make([]Sentence, 0, len(t.Tokens)/20+1)}
	for i := range t.Tokens {
		if i > sp.first && t.Tokens[i].Is(LineStart) {
			if brk := sp.lineBreak(i); brk != noBreak {
				sp.cut(i)
				sp.para = true
				continue
			}
		}
		if i > sp.first && (i-sp.first >= longest || sp.endsBefore(i)) {
			sp.cut(i)
		}
	}
	sp.cut(len(t.Tokens))
	t.Sentences = sp.out
}

const (
	noBreak = iota
	paragraphBreak
)

// lineBreak says whether the line end before token i ends a paragraph.
func (sp *splitter) lineBreak(i int) int {
	gap := sp.t.S[sp.t.Tokens[i-1].End:sp.t.Tokens[i].Start]
	if n := strings.Count(gap, "\n"); n > 1 || !sp.wrapped {
		return paragraphBreak
	}
	if last := strings.LastIndexByte(gap, '\n'); len(gap)-last-1 >= 3 {
		return paragraphBreak
	}
	return noBreak
}

// endsBefore says whether a sentence ends between token i-1 and token i.
func (sp *splitter) endsBefore(i int) bool {
	t := sp.t
	tok := t.Tokens[i]
	if tok.Is(Glued) && tok.Kind != Word {
		return false
	}
	j := i - 1
	for j > sp.first && t.closes(j) {
		j--
	}
	end := t.Tokens[j]
	if end.Kind == Word && end.Is(Stop) {
		return sp.abbreviationEnds(j, i)
	}
	if end.Kind != Punct {
		return false
	}
	switch mark := t.S[end.Start]; {
	case mark == '!' || mark == '?':
		return !tok.Is(Glued) && !t.lower(i)
	case mark == '.' && end.End-end.Start > 1, strings.HasPrefix(t.S[end.Start:], "…"):
		return !t.lower(i) && !tok.Is(Glued)
	case mark == '.':
		if tok.Is(Glued) && !(tok.Is(Capital) && j == i-1 && j > 0 && !t.Tokens[j-1].Is(AllCaps) && t.Tokens[j-1].Kind == Word && t.Tokens[j-1].End-t.Tokens[j-1].Start > 2) {
			return false
		}
		return !t.lower(i) && !sp.initial(j, i)
	case strings.HasPrefix(t.S[end.Start:], "۔") || strings.HasPrefix(t.S[end.Start:], "؟") || strings.HasPrefix(t.S[end.Start:], "。"):
		return true
	}
	return false
}

// abbreviationEnds decides whether an abbreviation at j also ends its sentence.
func (sp *splitter) abbreviationEnds(j, i int) bool {
	t := sp.t
	abbr, next := t.Tokens[j], t.Tokens[i]
	if a, known := abbreviations()[abbr.Key]; known && a != 'e' {
		return false
	}
	if j != i-1 {
		return !t.lower(i)
	}
	if t.Upper {
		return next.Is(Wide)
	}
	if next.Kind == Punct {
		return t.opens(i) && !t.lower(i+1)
	}
	return next.Is(Capital) && !next.Is(Glued) && starters()[next.Key]
}

// initial says whether the full stop at j follows the initial of a name.
func (sp *splitter) initial(j, i int) bool {
	if j == 0 {
		return false
	}
	prev := sp.t.Tokens[j-1]
	if prev.Kind != Word || prev.End-prev.Start != 1 || !prev.Is(Capital) || !sp.t.Tokens[j].Is(Glued) {
		return false
	}
	return sp.t.Tokens[i].Kind == Word && !(sp.t.Upper && sp.t.Tokens[i].Is(Wide))
}

// starters are words that often open a sentence and do not follow "U.S." or
// "Inc." inside one.
var starters = sync.OnceValue(func() map[Key]bool {
	words := "the a an in on at he she it they we this that these those but and however police officials meanwhile after when if as no one two three there here his her their its our according authorities investigators detectives officers witnesses for since while both several more some all what who"
	table := map[Key]bool{}
	for _, w := range strings.Fields(words) {
		table[KeyOf(w)] = true
	}
	return table
})

func (sp *splitter) cut(end int) {
	if end <= sp.first {
		return
	}
	t := sp.t
	s := Sentence{First: sp.first, Last: end, Body: sp.first, Paragraph: sp.para,
		Start: int(t.Tokens[sp.first].Start), End: int(t.Tokens[end-1].End)}
	if sp.para {
		s.Body = t.bodyAfterDateline(s)
	}
	s.Heading = sp.para && (end == len(t.Tokens) || t.Tokens[end].Is(LineStart)) && t.open(end-1) && end-sp.first < 30
	sp.out = append(sp.out, s)
	sp.first, sp.para = end, false
}

// open says whether a line ends at token i without a mark that closes a sentence.
func (t *Text) open(i int) bool {
	for i > 0 && t.closes(i) {
		i--
	}
	tok := t.Tokens[i]
	return !tok.Is(Stop) && (tok.Kind != Punct || !strings.ContainsRune(".!?:;,", rune(t.S[tok.Start])))
}

// lower says whether token i starts with a small letter: no sentence does.
func (t *Text) lower(i int) bool {
	if t.Upper || i >= len(t.Tokens) {
		return false
	}
	tok := t.Tokens[i]
	return tok.Kind == Word && !tok.Is(Capital) && !tok.Is(Foreign) && class(t.S[tok.Start]) == cLetter
}

func (t *Text) closes(i int) bool {
	tok := t.Tokens[i]
	if tok.Kind != Punct {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(t.S[tok.Start:tok.End]); r {
	case '"', '\'', '”', '’', '»', ')', ']':
		return tok.Is(Glued)
	}
	return false
}

func (t *Text) opens(i int) bool {
	tok := t.Tokens[i]
	if tok.Kind != Punct {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(t.S[tok.Start:tok.End]); r {
	case '"', '\'', '“', '‘', '«', '„', '(', '[':
		return true
	}
	return false
}

// hardWrapped says whether the text was broken into lines of one width: most
// lines that another follows end in the middle of a sentence.
func (t *Text) hardWrapped() bool {
	lines, mid, long := 0, 0, 0
	for i := 1; i < len(t.Tokens); i++ {
		if !t.Tokens[i].Is(LineStart) {
			continue
		}
		gap := t.S[t.Tokens[i-1].End:t.Tokens[i].Start]
		if strings.Count(gap, "\n") > 1 {
			continue
		}
		lines++
		if t.open(i - 1) {
			mid++
		}
		if start := strings.LastIndexByte(t.S[:t.Tokens[i-1].End], '\n'); int(t.Tokens[i-1].End)-start > 110 {
			long++
		}
	}
	return lines >= 3 && mid*2 > lines && long*10 <= lines
}

// Span is the sentence without its dateline.
func (t *Text) Span(s Sentence) cairn.Span {
	start := s.Start
	if s.Body > s.First && s.Body < s.Last {
		start = int(t.Tokens[s.Body].Start)
	}
	return cairn.Span{start, s.End}
}
