package code

import "cairn/text"

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
