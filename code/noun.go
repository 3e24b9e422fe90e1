package code

import (
	"cairn"
	"cairn/text"
)

// nominal reads "45 deaths", "no casualties", "the deaths of 45", "John's death".
func (s site) nominal() bool {
	p := s.p
	if s.i > s.from && !p.has(s.i-1, cMultiple) && s.insideTerm() {
		return s.implied()
	}
	if v, ok := s.numberBefore(); ok {
		return s.add(v, "noun.number", victims{})
	}
	if s.end+1 < s.limit && p.key(s.end) == keyOf {
		if v, ok := p.list(s.end+1, s.limit); ok {
			return s.add(v, "noun.of", s.agentBy())
		}
		return s.implied()
	}
	if at := s.ofBehind(); at > 0 {
		if v, ok := p.list(at, s.limit); ok && v.parts[0].kind != npPron {
			return s.add(v, "noun.of", s.agentBy())
		}
	}
	if p.t.Tokens[max(s.i-1, 0)].Kind == text.Clitic && s.i-1 > s.from {
		if n, ok := p.nameBefore(s.i-1, s.from); ok && !s.titles() {
			return s.add(victims{first: n.first, last: n.last, parts: []np{n}}, "noun.possessive", victims{})
		}
	}
	return s.implied()
}

// titles says whether the noun describes a title behind it: "the sheriff's
// homicide Lt. Corina".
func (s site) titles() bool {
	p := s.p
	return s.form == base && !p.t.Upper && !p.titled(s.i) && s.end < s.limit && p.t.Tokens[s.end].Kind == text.Word && p.t.Tokens[s.end].Is(text.Capital) && !calendar()[p.key(s.end)]
}

// ofBehind is the token behind an "of" that a place or a time parts from the
// noun: "the murder in Guatemala of two leaders"; 0 without one.
func (s site) ofBehind() int {
	p := s.p
	if !p.has(s.end, cPrep) || p.key(s.end) == keyOf || p.key(s.end) == keyBy || p.key(s.end) == keyTo {
		return 0
	}
	for k := s.end + 1; k < min(s.limit-1, s.end+8); k++ {
		switch {
		case p.key(k) == keyOf && p.timeOrName(k-1):
			return k + 1
		case p.t.Tokens[k].Kind == text.Punct, p.has(k, cBe|cHave|cSay|cSub|cConj|cHarm|cPeople):
			return 0
		}
	}
	return 0
}

// timeOrName says whether token i ends a time or a name in a phrase that "of"
// does not go on with: "in Guatemala", "during the past 72 hours".
func (p *page) timeOrName(i int) bool {
	tok := p.t.Tokens[i]
	return p.timeWord(i) || p.has(i, cThing) && p.numberAt(i) != nil || p.lex[i] == nil && tok.Is(text.Capital) || calendar()[tok.Key]
}

// implied makes the finding of a word that cannot be without a victim ("a
// deadly shooting") where nobody is counted. It yields to any other finding.
func (s site) implied() bool {
	if s.i > s.from && s.insideTerm() {
		s.miss("the noun is part of another term", s.i, min(s.limit, s.end+1))
	}
	if s.h.implies == 0 || s.p.has(s.i-1, cNeg) || s.unreal(s.i, auxiliary{}) {
		return false
	}
	n := np{first: s.i, last: s.end, head: s.end - 1, det: -1, kind: npPeople, people: &people{generic: true, size: s.h.implies}}
	if !s.add(victims{first: s.i, last: s.end, parts: []np{n}}, "implied", victims{}) {
		return false
	}
	f := s.p.doc.findings[len(s.p.doc.findings)-1]
	f.implied = true
	q := cairn.Of(s.h.implies, cairn.AtLeast)
	s.p.worded(&q, s.i, s.end)
	q.Unit = "person"
	f.claim.Count, f.claim.Victims = &q, nil
	f.doubt(0.7)
	return true
}

// insideTerm says whether the noun is part of something else: "death penalty",
// "murder charge", "murder of crows".
func (s site) insideTerm() bool {
	p := s.p
	if s.form == base && s.end < s.limit && p.has(s.end, cPeople) && p.lex[s.end].people != nil && p.lex[s.end].people.role == "suspect" {
		return true // "two murder suspects"
	}
	return p.has(s.end, cThing) || p.lex[min(s.end, s.limit-1)] == nil && s.end < s.limit && p.t.Tokens[s.end].Kind == text.Word && !p.t.Upper && !p.t.Tokens[s.end].Is(text.Capital) && !p.adverbLike(s.end) && s.form == base
}

// numberBefore finds a number or "no" directly before the noun.
func (s site) numberBefore() (victims, bool) {
	p := s.p
	for k := s.i - 1; k >= max(s.from, s.i-4); k-- {
		if n := p.numberAt(k); n != nil {
			if n.Kind != text.Count || n.Last > s.i || s.h.events {
				return victims{}, false
			}
			return victims{first: n.First, last: n.Last, parts: []np{{first: n.First, last: n.Last, head: -1, det: -1, num: n, kind: npCount}}}, true
		}
		if p.has(k, cMultiple) && p.lex[k].multi > 0 {
			size := p.lex[k].multi
			if s.h.implies > 1 {
				size += s.h.implies - 1 // a double murder-suicide is two murders and the suicide
			}
			n := np{first: k, last: k + 1, head: k, det: -1, kind: npPeople, people: &people{generic: true, size: size}}
			return victims{first: k, last: k + 1, parts: []np{n}}, true
		}
		if p.key(k) == keyNo {
			return victims{first: k, last: s.end, parts: []np{{first: k, last: s.end, head: s.i, det: -1, none: true, kind: npPeople}}}, true
		}
		if p.has(k, stops|cDet|cPoss) || p.t.Tokens[k].Kind != text.Word {
			return victims{}, false
		}
	}
	return victims{}, false
}

var keyNo, keyThere = text.KeyOf("no"), text.KeyOf("there")

// nameBefore finds the possessor that ends before token i.
func (p *page) nameBefore(i, from int) (np, bool) {
	j := i
	for j > from && p.t.Tokens[j-1].Kind == text.Word && (p.t.Tokens[j-1].Is(text.Capital) || p.has(j-1, cPeople|cDet)) && i-j < 5 && !p.has(j-1, cPrep) {
		j--
	}
	if p.t.Upper {
		for k := j; k < i; k++ {
			if n, ok := p.np(k, i); ok && n.last == i && p.acceptable(n) {
				return n, true
			}
		}
		return np{}, false
	}
	n, ok := p.np(j, i)
	return n, ok && n.last == i && p.acceptable(n)
}

// toll reads the number behind "the death toll rose to".
func (s site) toll() bool {
	p := s.p
	for k := s.end; k < min(s.limit, s.end+14); k++ {
		n := p.numberAt(k)
		if n == nil || n.Kind != text.Count {
			if p.t.Tokens[k].Kind == text.Punct && p.t.Word(k) != "," || p.has(k, cSay|cSub) && k > s.end+1 {
				return false
			}
			continue
		}
		v := victims{first: n.First, last: n.Last, parts: []np{{first: n.First, last: n.Last, head: -1, det: -1, num: n, kind: npCount}}}
		if l, ok := p.list(n.First, s.limit); ok && l.parts[0].kind == npPeople {
			v = l
		}
		return s.add(v, "toll", victims{})
	}
	return false
}

// bodies reads "three bodies were found", "found the body of a man".
func (s site) bodies() bool {
	p := s.p
	found := p.key(s.from) == keyThere && p.has(s.from+1, cBe)
	for k := max(s.from, s.i-12); k < min(s.limit, s.i+16); k++ {
		found = found || p.has(k, cFind)
	}
	if !found {
		s.miss("nobody is said to have found a body", 0, 0)
		return false
	}
	if s.end+1 < s.limit && p.key(s.end) == keyOf {
		if v, ok := p.list(s.end+1, s.limit); ok && v.parts[0].kind != npPron {
			return s.add(v, "body.of", victims{})
		}
	}
	if _, _, half := p.find("half of a body", s.i-1, s.i); half || p.ownBody(s.i, s.from) {
		s.miss("it is the body of somebody alive, or a part of one", s.i-1, s.i)
		return false
	}
	start := s.i
	for start > s.from && p.inside(start-1, s.limit) {
		start--
	}
	if n := p.numberAt(start - 1); n != nil && n.Last == start && n.First >= s.from {
		start = n.First
	} else if start > s.from && p.has(start-1, cDet) {
		start--
	}
	n, ok := p.np(start, s.limit)
	if !ok || n.kind != npPeople {
		return false
	}
	if n.num == nil && n.people.plural && n.det < 0 {
		return false
	}
	return s.add(victims{first: n.first, last: n.last, parts: []np{n}}, "body", victims{})
}

// ownBody says whether the body is that of somebody alive: "a wound to his upper
// body", "wounds to the body".
func (p *page) ownBody(i, from int) bool {
	if i-2 >= from && p.key(i-1) == keyThe && p.key(i-2) == keyTo {
		return true
	}
	for k := i - 1; k >= max(from, i-3); k-- {
		if p.has(k, cPoss) {
			return p.has(k-1, cPrep)
		}
	}
	return false
}

// lives reads "claimed three lives", "three lives were lost".
func (s site) lives() bool {
	v, ok := s.numberBefore()
	if !ok {
		return false
	}
	if _, _, taken := s.p.find("takes lives", max(s.from, v.first-4), min(s.limit, s.end+4)); !taken {
		return false
	}
	return s.add(v, "lives", victims{})
}
