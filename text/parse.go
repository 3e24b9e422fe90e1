package text

import (
	"slices"
	"sort"

	"cairn"
)

// Text is a text taken apart. S is the text as it is.
type Text struct {
	S         string
	Tokens    []Token
	Sentences []Sentence
	Quotes    []Quotation
	Upper     bool // written in capitals throughout: case says nothing
}

// Parse takes a text apart. It reads at most two gigabytes.
func Parse(s string) *Text {
	t := &Text{S: s[:min(len(s), 1<<31-1)]}
	t.Tokens = tokenize(t.S, abbreviations())
	t.Upper = t.mostlyUpper()
	t.split()
	t.quotations()
	return t
}

// Word returns the bytes of token i, "" outside the text.
func (t *Text) Word(i int) string {
	if i < 0 || i >= len(t.Tokens) {
		return ""
	}
	return t.word(i)
}

// Key returns the key of token i, or 0 outside the text.
func (t *Text) Key(i int) Key {
	if i < 0 || i >= len(t.Tokens) {
		return 0
	}
	return t.Tokens[i].Key
}

// Bytes is the span of the tokens [first, last).
func (t *Text) Bytes(first, last int) cairn.Span {
	if first >= last || first < 0 || last > len(t.Tokens) {
		return cairn.Span{}
	}
	return cairn.Span{int(t.Tokens[first].Start), int(t.Tokens[last-1].End)}
}

// SentenceAt returns the index of the sentence that holds token i.
func (t *Text) SentenceAt(i int) int {
	return sort.Search(len(t.Sentences), func(k int) bool { return t.Sentences[k].Last > i })
}

// TokenAt returns the index of the first token that ends after the byte.
func (t *Text) TokenAt(at int) int {
	return sort.Search(len(t.Tokens), func(k int) bool { return int(t.Tokens[k].End) > at })
}

// Quoted says whether token i stands inside a quotation.
func (t *Text) Quoted(i int) bool {
	k := sort.Search(len(t.Quotes), func(k int) bool { return t.Quotes[k].Last > i })
	return k < len(t.Quotes) && t.Quotes[k].First <= i
}

// HasPhrase says whether the keys stand at token i in this order.
func (t *Text) HasPhrase(i int, phrase []Key) bool {
	return i >= 0 && i+len(phrase) <= len(t.Tokens) &&
		slices.EqualFunc(t.Tokens[i:i+len(phrase)], phrase, func(tok Token, k Key) bool { return tok.Key == k })
}

// mostlyUpper looks at the first words: wires of old were all capitals.
func (t *Text) mostlyUpper() bool {
	words, caps := 0, 0
	for _, tok := range t.Tokens[:min(len(t.Tokens), 4000)] {
		if tok.Kind == Word && tok.End-tok.Start > 3 && !tok.Is(Foreign) {
			words++
			if tok.Is(AllCaps) {
				caps++
			}
		}
	}
	return words > 2 && caps*4 > words*3
}
