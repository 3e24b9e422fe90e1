package code

import "cairn/text"

// pastBrackets steps over a short name in brackets behind a long one.
func (p *page) pastBrackets(k, limit int) int {
	if k >= limit || p.t.Word(k) != "(" && p.t.Word(k) != "[" {
		return k
	}
	for j := k + 1; j < limit && j < k+10; j++ {
		if w := p.t.Word(j); w == ")" || w == "]" {
			return j + 1
		}
	}
	return k
}

// unbroken says whether no mark of punctuation stands between two tokens.
func (p *page) unbroken(first, last int) bool {
	for i := first; i < last; i++ {
		if p.t.Tokens[i].Kind == text.Punct && p.t.Word(i) != "-" {
			return false
		}
	}
	return true
}

// speaking says whether the tokens are the source of a statement.
func (p *page) speaking(first, last int) bool {
	for i := p.utteranceAfter(first - 40); i < len(p.utterances) && p.utterances[i].cue[0] < last+40; i++ {
		u := &p.utterances[i]
		if u.statement && u.source[0] <= first && last <= u.source[1] {
			return true
		}
	}
	return false
}

// objectOf says whether the phrase that begins here hangs on a preposition that
// makes it no agent: "an attack on the FMLN killed".
func (p *page) objectOf(sen text.Sentence, first int) bool {
	k := p.phraseStart(sen, first) - 1
	return k >= sen.Body && p.has(k, cPrep) && p.key(k) != keyBy && !(p.key(k) == keyOf && p.has(k-1, cPeople))
}

// phraseStart steps back over the determiner and what describes the name.
func (p *page) phraseStart(sen text.Sentence, first int) int {
	k := first
	for k > sen.Body && k > first-4 && p.t.Tokens[k-1].Kind == text.Word && !p.has(k-1, cPrep|cVerb|cConj|cSub|cSay|cBe|cHarm) {
		k--
	}
	return k
}

// doneBy says whether the name stands in a phrase with "by": "carried out by
// members of the FMLN".
func (p *page) doneBy(sen text.Sentence, first int) bool {
	k := p.phraseStart(sen, first) - 1
	for range 2 {
		if k >= sen.Body && p.key(k) == keyOf {
			k = p.phraseStart(sen, k) - 1
		}
	}
	return k >= sen.Body && p.key(k) == keyBy
}
