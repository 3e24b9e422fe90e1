package text

import "strings"

const datelineTokens = 24

// bodyAfterDateline returns the token after the dateline or list mark that
// opens a paragraph: "Beirut:", "BEIRUT (AP) --", "PUYALLUP, Wash. —",
// "SAN SALVADOR, 3 JAN 90 -- [TEXT]", "- ", "(a) ".
func (t *Text) bodyAfterDateline(s Sentence) int {
	if t.dash(s.First) || t.bullet(s.First) {
		return min(s.First+1, s.Last-1)
	}
	for i := s.First; i < min(s.Last-1, s.First+datelineTokens); i++ {
		if i == s.First {
			if tok := t.Tokens[i]; tok.Kind != Word || !tok.Is(Capital) {
				return s.First
			}
			continue
		}
		if t.dash(i) && !t.Tokens[i+1].Is(LineStart) {
			return t.afterTags(i+1, s.Last)
		}
		if t.is(i, ":") && i <= s.First+4 && !t.Upper {
			return i + 1
		}
		if !t.inDateline(i) {
			return s.First
		}
	}
	return s.First
}

// inDateline says whether a token can stand in the middle of a dateline.
func (t *Text) inDateline(i int) bool {
	tok := t.Tokens[i]
	switch tok.Kind {
	case Digits, Ordinal:
		return true
	case Word:
		return tok.Is(Capital) || tok.End-tok.Start <= 3 && (t.word(i) == "de" || t.word(i) == "of" || t.word(i) == "la" || t.word(i) == "al")
	case Punct:
		return strings.ContainsRune(",().'/|", rune(t.S[tok.Start])) || t.S[tok.Start] == '['
	}
	return false
}

// afterTags skips the bracketed labels of monitoring services: "[TEXT]".
func (t *Text) afterTags(i, last int) int {
	for i < last-1 && t.is(i, "[") {
		j := i
		for j < last-1 && j < i+datelineTokens && !t.is(j, "]") {
			j++
		}
		if !t.is(j, "]") || j >= last-1 {
			return i
		}
		i = j + 1
	}
	return i
}

func (t *Text) dash(i int) bool {
	tok := t.Tokens[i]
	if tok.Kind != Punct || tok.Is(Glued) && tok.End-tok.Start == 1 {
		return false
	}
	w := t.S[tok.Start:tok.End]
	return w == "--" || w == "—" || w == "–" || w == "-" || w == "---" || w == "―"
}

func (t *Text) bullet(i int) bool {
	w := t.word(i)
	return w == "*" || w == "•" || w == "·" || w == "×" || w == "■" || w == "◆" || w == "▪"
}

func (t *Text) is(i int, word string) bool { return i >= 0 && i < len(t.Tokens) && t.word(i) == word }

func (t *Text) word(i int) string { return t.S[t.Tokens[i].Start:t.Tokens[i].End] }
