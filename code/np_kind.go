package code

import (
	"sort"
	"strings"

	"cairn"
	"cairn/text"
)

// What a noun phrase is: people, a name, a bare number, or none of these.

// looksLikeVerb guesses whether an unknown word is a past tense: it ends in
// "ed" and a word that starts a phrase, or nothing, follows.
func (p *page) looksLikeVerb(j int) bool {
	tok := p.t.Tokens[j]
	if tok.Is(text.Hyphen) || tok.Is(text.Capital) && !p.t.Upper || tok.End-tok.Start < 5 {
		return false
	}
	s := p.t.S[tok.End-2 : tok.End]
	if !strings.EqualFold(s, "ed") && !strings.EqualFold(p.t.S[tok.End-3:tok.End], "ing") {
		return false
	}
	return j+1 >= len(p.lex) || p.has(j+1, cDet|cPoss|cPron|cPrep|cReflexive|cConj) || p.t.Tokens[j+1].Kind != text.Word || p.numberAt(j+1) != nil
}

// classify decides what a phrase is by its last words.
func (p *page) classify(n *np) {
	if n.head < 0 {
		switch {
		case n.num != nil:
			n.kind = npCount
		case n.age != nil:
			n.kind, n.people, n.head = npPeople, p.doc.lexicon.yearOld.people, n.age.Core
		case n.other || n.rank > 0:
			n.kind = npCount
		}
		return
	}
	e := p.lex[n.head]
	switch {
	case e != nil && e.people != nil:
		n.kind, n.people = npPeople, e.people
		if e.class&cTitle != 0 && n.num == nil && n.det < 0 && n.head > n.first {
			n.kind = npPeople
		}
	case e != nil && e.class&cThing != 0:
		n.kind = npThing
	default:
		p.classifyName(n)
	}
}

// classifyName looks for a title or a noun for people before a name, or for a
// name alone.
func (p *page) classifyName(n *np) {
	from := n.first
	if n.det >= 0 {
		from = n.det + 1
	}
	if n.num != nil {
		from = max(from, n.num.Last)
	}
	if n.age != nil {
		from = max(from, n.age.Last)
	}
	for k := n.head; k >= from; k-- {
		if e := p.lex[k]; e != nil && e.people != nil {
			if p.nameLike(k+1, n.head+1) {
				n.kind, n.people, n.head = npPeople, e.people, k
			}
			return
		}
		if !p.nameLike(k, k+1) {
			break
		}
	}
	if n.num != nil && n.num.Kind == text.Count {
		n.kind = npCount
		return
	}
	if n.det < 0 && p.nameLike(from, n.head+1) && !p.titled(n.head) && n.head+1-from <= 6 && (!p.t.Upper || p.unknown(from, n.head+1)) {
		n.kind = npName
	}
}

// unknown says whether tokens [first, last) are two words or more that no list
// knows: in a text in capitals only these may be a name.
func (p *page) unknown(first, last int) bool {
	for i := first; i < last; i++ {
		if p.lex[i] != nil || p.adverbLike(i) || p.looksLikeVerb(i) {
			return false
		}
	}
	return last-first > 1
}

// nameLike says whether tokens [first, last) are written like a name.
func (p *page) nameLike(first, last int) bool {
	for i := first; i < last; i++ {
		tok := p.t.Tokens[i]
		if tok.Kind == text.Punct && i > first && p.initial(i, last) {
			continue
		}
		if tok.Kind != text.Word || !tok.Is(text.Capital) && !(i > first && tok.End-tok.Start <= 3) {
			return false
		}
		if e := p.lex[i]; e != nil && e.class&(stops|cThing|cDet|cPron|cAdv) != 0 && !(p.t.Upper || tok.End-tok.Start < 2) && e.class&cModal == 0 {
			return false
		}
	}
	return first < last
}

// titled says whether the sentence of token i is a headline in which every
// word has a capital, so that capitals show no names.
func (p *page) titled(i int) bool {
	n := p.t.SentenceAt(i)
	sen := p.t.Sentences[n]
	if !sen.Heading {
		return false
	}
	words, capitals := 0, 0
	for _, tok := range p.t.Tokens[sen.First:sen.Last] {
		if tok.Kind == text.Word && tok.End-tok.Start > 3 {
			words++
			if tok.Is(text.Capital) {
				capitals++
			}
		}
	}
	return words > 2 && capitals*10 >= words*8
}

// acceptable says whether the phrase can be victims.
func (p *page) acceptable(n np) bool {
	switch n.kind {
	case npPeople:
		return true
	case npCount:
		return n.num == nil || n.head < 0 || p.countable(n)
	case npName:
		return !p.calendarOrPlace(n)
	case npPron:
		return true
	}
	return false
}

// countable says whether a number before an unknown noun may count people.
func (p *page) countable(n np) bool {
	if n.num.Qualifier == cairn.Word && n.num.Core == n.num.Last-1 && n.head >= 0 {
		return p.plural(n.head)
	}
	return p.plural(n.head) || n.num.N == 1 || p.t.Tokens[n.head].Is(text.AllCaps) && !p.t.Upper
}

func (p *page) plural(i int) bool {
	s := p.t.Word(i)
	return len(s) > 3 && (s[len(s)-1]|0x20) == 's' && (s[len(s)-2]|0x20) != 's'
}

// calendarOrPlace says whether a name is a day, a month, an actor that is no
// person, or a place.
func (p *page) calendarOrPlace(n np) bool {
	if n.last-n.first == 1 && (suffixes()[p.key(n.first)] || p.opensSentence(n.first) && !p.namedElsewhere(n.first)) {
		return true
	}
	if p.has(n.head, cEarlier) || calendar()[p.key(n.head)] || calendar()[p.key(n.first)] {
		return true
	}
	if a := p.actorIn(n.first, n.last); a != nil && !a.Actor.Person {
		return true
	}
	span := p.span(n.first, n.last)
	places := p.toponyms()
	for k := sort.Search(len(places), func(k int) bool { return places[k].Span[1] > span[0] }); k < len(places) && places[k].Span[0] < span[1]; k++ {
		r := &places[k]
		if r.Span.Overlaps(span) && r.Literal > 0.6 && n.last-n.first == 1 {
			return true
		}
		if r.Span.Contains(span) {
			return true
		}
	}
	return false
}

// opensSentence says whether the capital of token i may only be that of a
// sentence.
func (p *page) opensSentence(i int) bool {
	return p.sentenceOf(i).Body == i || i > 0 && p.t.Tokens[i-1].Kind == text.Punct && p.t.Word(i-1) != ","
}

// namedElsewhere says whether the word stands with a capital inside some other
// sentence.
func (p *page) namedElsewhere(i int) bool {
	if p.capitals == nil {
		p.capitals = map[text.Key]bool{}
		for _, sen := range p.t.Sentences {
			for k := sen.Body + 1; k < sen.Last; k++ {
				if tok := p.t.Tokens[k]; tok.Kind == text.Word && tok.Is(text.Capital) {
					p.capitals[tok.Key] = true
				}
			}
		}
	}
	return p.capitals[p.key(i)]
}
