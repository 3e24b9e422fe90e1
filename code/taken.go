package code

import (
	"cairn"
	"cairn/text"
)

// ofPlace says whether what was captured is a place: "since the base was
// captured".
func (s site) ofPlace(start int) bool {
	if s.h.measure != cairn.Captured || s.form != past {
		return false
	}
	_, before := s.p.doc.territory.places[s.p.key(start-1)]
	return before && start > s.from
}

// takenModifier says whether token i is "captured", "abducted" and the like
// right before a noun for people: they may be the object of another verb.
func (p *page) takenModifier(i int) bool {
	if i < 0 || i+1 >= len(p.lex) || p.lex[i] == nil || p.lex[i].harm == nil || p.lex[i].form != past {
		return false
	}
	switch p.lex[i].harm.measure {
	case cairn.Captured, cairn.Detained, cairn.Abducted:
		n, ok := p.np(i+1, len(p.lex))
		return ok && n.kind == npPeople && n.det < 0
	}
	return false
}

// harmVerb says whether token i is a verb that takes victims as its object.
func (p *page) harmVerb(i int) bool {
	return i >= 0 && i < len(p.lex) && p.lex[i] != nil && p.lex[i].harm != nil && p.lex[i].harm.frame == transitive
}

var keyA = text.KeyOf("a")

// numberOf finds the number that "the number of" these people is said to be:
// "raise to 71 the number of soldiers killed", "the number of dead rose to 12".
func (p *page) numberOf(v victims, s site) *text.Number {
	i := v.first
	if p.key(i-1) != keyOf || p.key(i-2) != keyNumber || p.key(i-3) == keyA {
		return nil
	}
	for k := i - 3; k >= max(s.from, i-9); k-- {
		if n := p.numberAt(k); n != nil && n.Kind == text.Count {
			return n
		}
	}
	for k := s.end; k < min(s.limit, s.end+10); k++ {
		if n := p.numberAt(k); n != nil && n.Kind == text.Count && n.First == k && (p.key(k-1) == keyTo || p.key(k-1) == keyAt) {
			return n
		}
	}
	return nil
}
