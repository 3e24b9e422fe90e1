package code

import (
	"strings"
	"unicode/utf8"

	"cairn/text"
)

// hearing is the search for the attributions of one text.
type hearing struct {
	*speech
	t     *text.Text
	words []*sayWord // by token
	found []utterance
	first int // the first utterance of the sentence in hand
}

// hear finds who says what in a text, sentence by sentence.
func (s *speech) hear(t *text.Text) []utterance {
	h := hearing{speech: s, t: t, words: make([]*sayWord, len(t.Tokens))}
	for i, tok := range t.Tokens {
		h.words[i], _ = s.known.Get(tok.Key)
	}
	for _, sen := range t.Sentences {
		h.first = len(h.found)
		h.sentence(sen)
		h.untangle(sen)
		if len(h.found) == h.first {
			h.goOn(sen)
		}
	}
	return h.found
}

func (h *hearing) role(i int, r role) bool {
	return i >= 0 && i < len(h.words) && h.words[i] != nil && h.words[i].role&r != 0
}

// verb is the verb of saying at token i, or nil.
func (h *hearing) verb(i int) *sayWord {
	if i < 0 || i >= len(h.words) || h.words[i] == nil || h.words[i].forms == 0 {
		return nil
	}
	return h.words[i]
}

// mark is the punctuation at token i, 0 where there is none.
func (h *hearing) mark(i int) rune {
	if i < 0 || i >= len(h.t.Tokens) || h.t.Tokens[i].Kind != text.Punct {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(h.t.S[h.t.Tokens[i].Start:])
	return r
}

func (h *hearing) closesQuote(i int) bool {
	switch h.mark(i) {
	case '”', '»':
		return true
	case '"', '\'', '’':
		return h.t.Tokens[i].Is(text.Glued)
	}
	return false
}

func (h *hearing) opensQuote(i int) bool {
	switch h.mark(i) {
	case '“', '«', '„', '‘':
		return true
	case '"', '\'':
		return i+1 < len(h.t.Tokens) && h.t.Tokens[i+1].Is(text.Glued) && !(h.t.Tokens[i].Is(text.Glued) && !h.role(i-1, 0) && h.mark(i-1) == 0)
	}
	return false
}

func isEnd(r rune) bool { return strings.ContainsRune(".!?;", r) && r != 0 }

// nominal says whether token i can be part of a noun phrase.
func (h *hearing) nominal(i int) bool {
	if i < 0 || i >= len(h.t.Tokens) {
		return false
	}
	switch h.t.Tokens[i].Kind {
	case text.Punct, text.Other:
		return false
	case text.Digits, text.Ordinal, text.Clitic, text.Address:
		return true
	}
	if h.role(i, rAdverb) && h.inName(i) {
		return true
	}
	return !h.role(i, rAux|rModal|rPrep|rConj|rSub|rRelative|rAdverb|rWh) && !h.finite(i)
}

// inName says whether the token stands between words with capitals, as "Today"
// does in "Palestine Today TV".
func (h *hearing) inName(i int) bool {
	if i == 0 || i+1 >= len(h.t.Tokens) {
		return false
	}
	if h.t.Upper { // then only before a noun for a source
		w := h.words[i+1]
		return w != nil && w.forms == 0 && len(w.speakers) > 0 && h.t.Tokens[i-1].Kind == text.Word && !h.role(i-1, rDet|rPrep|rConj|rAux)
	}
	before, after := h.t.Tokens[i-1], h.t.Tokens[i+1]
	return h.t.Tokens[i].Is(text.Capital) && before.Kind == text.Word && before.Is(text.Capital) && after.Kind == text.Word && after.Is(text.Capital)
}

// finite says whether token i is surely a verb: a past form that no noun has.
// A name with a capital inside a sentence is none.
func (h *hearing) finite(i int) bool {
	v := h.verb(i)
	if v == nil || v.frames&fNoun != 0 {
		return false
	}
	if v.forms&(vPast|vPart) != 0 && v.forms&vBase == 0 {
		return !h.role(i-1, rDet) || h.role(i-1, rAnyPronoun) && !h.role(i-1, rDet)
	}
	return v.forms&vThird != 0 && v.frames&fClause != 0
}

// far is how many tokens a phrase or a clause is followed: no writer needs more,
// and a sentence of ten megabytes must not be walked once for every verb in it.
const far = 120

// phraseLeft is the noun phrase whose last word is token k, not before lo.
func (h *hearing) phraseLeft(k, lo int) (first, last int, ok bool) {
	if k < lo {
		return 0, 0, false
	}
	lo = max(lo, k-far)
	last = k + 1
	if m := h.mark(k); m == ')' || m == ']' {
		for k > lo && h.mark(k) != '(' && h.mark(k) != '[' {
			k--
		}
		if k--; k < lo {
			return 0, 0, false
		}
	}
	if h.role(k, rPronoun|rRelative) || h.role(k, rAnyPronoun) && !h.nominal(k) {
		return k, last, true
	}
	if !h.nominal(k) {
		return 0, 0, false
	}
	first = k
	for j := k; j >= lo; {
		switch {
		case h.role(j, rDet) && j < k:
			if h.t.Key(j) == sayThat {
				return h.joined(first, last, lo) // "that Carson": a clause begins here
			}
			first = j
			if j-1 > lo && h.role(j-1, rLink) && h.nominal(j-2) {
				j -= 2
				continue
			}
			if h.role(j-1, rDet) && j-1 >= lo {
				first = j - 1
			}
			return h.joined(first, last, lo)
		case j < k && j > lo && h.role(j-1, rAux) && h.endsInED(j):
			return h.joined(first, last, lo) // "have died in the conflict"
		case h.nominal(j):
			first = j
			j--
		case h.initial(j):
			j--
		case h.role(j, rLink) && j > lo && h.nominal(j-1) && !h.role(j-1, rPronoun):
			j--
		case h.mark(j) == '"' || h.mark(j) == '“' || h.mark(j) == '”':
			return h.joined(first, last, lo)
		default:
			return h.joined(first, last, lo)
		}
	}
	return first, last, true
}

// initial says whether token j is the full stop of an initial ("William M.
// Daley").
func (h *hearing) initial(j int) bool {
	if h.mark(j) != '.' || j == 0 {
		return false
	}
	tok := h.t.Tokens[j-1]
	return tok.End-tok.Start == 1 && tok.Is(text.Capital)
}

// joined adds "A and" to a phrase where A is one that begins its clause.
func (h *hearing) joined(first, last, lo int) (int, int, bool) {
	if first-2 < lo || !h.role(first-1, rConj) || !h.nominal(first-2) || h.role(first-2, rPronoun) {
		return first, last, true
	}
	a := first - 2
	lo = max(lo, a-far)
	for a > lo && (h.nominal(a-1) || h.role(a-1, rLink) && h.nominal(a-2)) {
		a--
	}
	if a == lo || h.mark(a-1) != 0 || h.role(a-1, rSub|rRelative) {
		return a, last, true
	}
	return first, last, true
}

// phraseRight is the noun phrase that begins at token k, before hi.
func (h *hearing) phraseRight(k, hi int) (first, last int, ok bool) {
	if k >= hi {
		return 0, 0, false
	}
	hi = min(hi, k+far)
	if h.role(k, rPronoun) {
		return k, k + 1, true
	}
	first, last = k, k
	for j := k; j < hi; {
		tok := h.t.Tokens[j]
		switch {
		case h.opensQuote(j) && j == k, h.mark(j) == '\'':
			j++
		case h.role(j, rEnd) && j > k:
			return first, last, last > first
		case h.nominal(j) || h.role(j, rDet):
			if j > k && h.verbal(j, tok) {
				return first, last, last > first
			}
			j++
			last = j
		case h.role(j, rLink) && j > k && j+1 < hi && (h.nominal(j+1) || h.role(j+1, rDet)) && !h.role(j+1, rEnd):
			j++
		case h.role(j, rConj) && j > k && j+1 < hi && (h.nominal(j+1) || h.role(j+1, rDet)) && !h.clauseAhead(j+1, hi):
			j++
		default:
			return first, last, last > first
		}
	}
	return first, last, last > first
}

// verbal says whether token j, in what reads like a noun phrase, is its verb: a
// past form behind a noun and not behind a determiner.
func (h *hearing) verbal(j int, tok text.Token) bool {
	if tok.Kind != text.Word || tok.Is(text.Capital) && !h.t.Upper {
		return false
	}
	if v := h.verb(j); v != nil && v.forms&(vPast|vThird) != 0 && v.frames&fNoun == 0 {
		return true
	}
	if h.role(j-1, rDet|rPrep|rConj|rAdverb) || h.mark(j-1) != 0 {
		return false
	}
	return h.role(j, rVerb) || h.endsInED(j)
}

func (h *hearing) endsInED(j int) bool {
	tok := h.t.Tokens[j]
	if tok.Kind != text.Word || tok.End-tok.Start < 4 {
		return false
	}
	s := h.t.S[tok.End-2 : tok.End]
	return s == "ed" || s == "ED"
}

// clauseAhead says whether a verb follows soon: what stands here is a subject
// and not one more noun.
func (h *hearing) clauseAhead(k, hi int) bool {
	for j := k; j < hi && j < k+6; j++ {
		if h.mark(j) != 0 {
			return false
		}
		if h.role(j, rAux) || h.finite(j) || j > k && h.verbal(j, h.t.Tokens[j]) {
			return true
		}
	}
	return false
}

// goOn gives a sentence that is all quotation, and names nobody, to the one
// who was quoted in the sentence before it.
func (h *hearing) goOn(sen text.Sentence) {
	if len(h.found) == 0 || !h.opensQuote(sen.Body) || !h.closesQuote(sen.Last-1) {
		return
	}
	before := h.found[len(h.found)-1]
	if before.cue[0] < sen.First-60 || h.t.SentenceAt(max(before.cue[0], before.content[1]-1)) != h.t.SentenceAt(sen.First)-1 || !h.holdsQuote(before) {
		return
	}
	before.content, before.extension = [2]int{sen.Body, sen.Last}, true
	h.found = append(h.found, before)
}

func (h *hearing) holdsQuote(u utterance) bool {
	return h.opensQuote(u.content[0]) || h.closesQuote(u.content[1]-1) || h.t.Quoted(u.content[1]-1) || u.content[1] < len(h.t.Tokens) && h.closesQuote(u.content[1])
}
