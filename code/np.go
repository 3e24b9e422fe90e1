package code

import (
	"sort"
	"strings"

	"cairn"
	"cairn/text"
)

// np is a noun phrase that may be people: tokens [first, last).
type np struct {
	first, last int
	head        int // the token of its head noun, -1 without one
	num         *text.Number
	upTo        *text.Number // "at least four and up to six"
	people      *people      // what the head noun says, nil for names and bare numbers
	det         int          // -1 without a determiner
	kind        npKind
	both        bool // "both victims"
	none        bool // "no soldiers", "nobody"
	other       bool // "another", "four others"
	part        bool // "two of them"
	rank        int64
	age         *text.Number
}

type npKind byte

const (
	npThing  npKind = iota // no people, as far as known
	npPeople               // a noun for people
	npCount                // a number alone
	npName                 // capitals
	npPron                 // he, them
)

const npLongest = 14

// stops are the classes that no noun phrase contains.
const stops = cPrep | cBe | cHave | cModal | cConj | cRel | cSub | cSay | cDo | cVerb | cLeave | cIncluding

// np reads the noun phrase that begins at token i and ends before limit.
func (p *page) np(i, limit int) (np, bool) {
	n := np{first: i, head: -1, det: -1}
	j := i
	limit = min(limit, i+npLongest)
	if j < limit && p.has(j, cBoth) {
		if nm := p.numberAt(j); nm == nil || nm.Core == j {
			n.both = p.key(j) == keyBothWord
			j++
		}
	}
	for j < limit {
		nm := p.numberAt(j)
		switch {
		case nm != nil && nm.First == j && n.head >= 0 && n.num == nil && p.timeWord(n.head):
			n.last = j // "last year ten people": the number begins a phrase of its own
			p.classify(&n)
			return n, true
		case nm != nil && nm.Last <= limit && (nm.Kind == text.Count || nm.Kind == text.Year && n.num == nil && p.has(nm.Last, cPeople) && !p.has(nm.First-1, cPrep)) && n.num == nil:
			n.num, j = nm, nm.Last
			if next, ok := p.partitive(j, limit); ok {
				n.part = next.part
				j = next.at
			}
			continue
		case nm != nil && nm.Kind == text.Rank && nm.Core == j && n.head < 0:
			n.rank, n.other, j = nm.N, nm.N > 1, nm.Last
			continue
		case nm != nil && nm.Kind == text.Age && nm.Core == j && n.head < 0 && nm.Last <= limit && (p.has(nm.Last, cPeople) || nm.Last > nm.Core+1):
			n.age, j = nm, nm.Last
			continue
		}
		if p.has(j, cNobody) {
			n.none, n.kind, n.last, n.head = true, npPeople, j+1, j
			return n, true
		}
		if p.has(j, cPron) && !p.has(j, cDet) {
			if n.num == nil && n.head < 0 && n.det < 0 {
				n.kind, n.last, n.head = npPron, j+1, j
				return n, true
			}
			break
		}
		if p.key(j) == keyHer && n.head < 0 && n.det < 0 && n.num == nil && (j+1 >= limit || !p.inside(j+1, limit) && p.numberAt(j+1) == nil) {
			n.kind, n.last, n.head = npPron, j+1, j
			return n, true
		}
		if p.has(j, cDet|cPoss) && n.head < 0 && (n.num == nil || n.part || p.has(j, cOther)) {
			n.other = n.other || p.has(j, cOther)
			n.det, j = j, j+1
			continue
		}
		if k := p.abbreviated(j, limit); k > j && n.head >= 0 {
			j = k
			continue
		}
		if n.head >= 0 && p.has(j, cEarlier|cAdv) && j+1 < len(p.lex) && (p.timeWord(j+1) || calendar()[p.key(j+1)]) {
			break // "a farmer last night"
		}
		if !p.inside(j, limit) || p.key(j) == keyDead && n.head >= 0 && (p.has(n.head, cPeople) || p.t.Tokens[n.head].Is(text.Capital) && !p.t.Upper) {
			break
		}
		if p.has(j, cNeg) {
			n.none = true
		} else if p.has(j, cOther) && !p.has(j, cPeople) {
			n.other = true
		}
		if p.t.Tokens[j].Kind == text.Word && !(n.num != nil && n.head < 0 && p.key(j) == keyMore) {
			n.head = j
		}
		j++
	}
	n.last = j
	if j == i {
		return n, false
	}
	p.classify(&n)
	return n, true
}

type partOf struct {
	at   int
	part bool
}

// partitive skips "of" and what it introduces: "dozens of men", "two of the
// men", "two of them".
func (p *page) partitive(j, limit int) (partOf, bool) {
	if j+1 >= limit || p.key(j) != keyOf {
		return partOf{}, false
	}
	if p.has(j+1, cPron) || p.key(j+1) == keyWhom {
		return partOf{j + 2, true}, true
	}
	if p.has(j+1, cDet|cPoss) {
		return partOf{j + 1, true}, true
	}
	return partOf{j + 1, false}, true
}

var keyOf, keyWhom, keyHer, keyBothWord, keyDead, keyMore = text.KeyOf("of"), text.KeyOf("whom"), text.KeyOf("her"), text.KeyOf("both"), text.KeyOf("dead"), text.KeyOf("more")

// inside says whether token j can be a modifier or the head of a phrase.
func (p *page) inside(j, limit int) bool {
	tok := p.t.Tokens[j]
	switch tok.Kind {
	case text.Clitic:
		return true
	case text.Punct:
		return p.bareApostrophe(j, limit) || p.slash(j, limit) || p.initial(j, limit)
	case text.Address, text.Other,
		text.Digits, text.Ordinal:
		return false
	}
	e := p.lex[j]
	if (tok.Is(text.Capital) || p.t.Upper) && calendar()[tok.Key] {
		return false
	}
	if e == nil {
		return !p.looksLikeVerb(j)
	}
	if e.class&cPeople != 0 {
		return true
	}
	if e.class&stops != 0 && e.class&(cThing|cOther) == 0 {
		return e.class&cSay != 0 && j+1 < limit && p.has(j+1, cPeople) && p.numberAt(j-1) != nil // "36 identified civilians"
	}
	if e.harm != nil || e.noun != nil {
		return e.form == past && j+1 < limit && p.has(j+1, cPeople)
	}
	if e.class&cAdv != 0 {
		return j+1 < limit && p.lex[j+1] == nil || p.has(j+1, cPeople)
	}
	return true
}

// bareApostrophe says whether token j is the possessive of a word in -s:
// "Davis' grandson".
func (p *page) bareApostrophe(j, limit int) bool {
	if j == 0 || j+1 >= limit || !p.t.Tokens[j].Is(text.Glued) || p.t.Tokens[j+1].Is(text.Glued) {
		return false
	}
	w := p.t.Word(j)
	return (w == "'" || w == "’") && p.plural(j-1) && p.t.Tokens[j+1].Kind == text.Word
}

// abbreviated is the token behind a short name in brackets that opens at j and
// stands before people: "Liberation Front (FMLN) rebels"; j where none does.
func (p *page) abbreviated(j, limit int) int {
	if w := p.t.Word(j); w != "(" && w != "[" {
		return j
	}
	if k := p.skipAside(j, min(limit, j+4)); k > j && k < limit && p.has(k, cPeople) {
		return k
	}
	return j
}

// initial says whether token j is the point of a name's initial: "Aaron P. Moore".
func (p *page) initial(j, limit int) bool {
	if j < 2 || j+1 >= limit || p.t.Upper || p.t.Word(j) != "." || !p.t.Tokens[j].Is(text.Glued) {
		return false
	}
	letter, before, behind := p.t.Tokens[j-1], p.t.Tokens[j-2], p.t.Tokens[j+1]
	return letter.End-letter.Start == 1 && letter.Is(text.Capital) && before.Kind == text.Word && before.Is(text.Capital) && behind.Kind == text.Word && behind.Is(text.Capital)
}

// slash says whether token j joins two words into one: "TTP/LI militants".
func (p *page) slash(j, limit int) bool {
	return j > 0 && j+1 < limit && p.t.Word(j) == "/" && p.t.Tokens[j].Is(text.Glued) && p.t.Tokens[j+1].Is(text.Glued) && p.t.Tokens[j+1].Kind == text.Word
}

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
