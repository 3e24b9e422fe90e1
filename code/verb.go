package code

import (
	"cairn"
	"cairn/text"
)

func (s site) transitive() bool {
	p := s.p
	if n := p.numberAt(s.i - 1); n != nil && n.First > s.from && p.has(n.First-1, cVerb) && s.form == past && s.h.shot {
		s.miss("it is a noun: \"fired one shot\"", n.First-1, s.end)
		return true
	}
	if i, j, ok := p.find("one another", s.end, min(s.limit, s.end+2)); ok {
		s.miss("its object is nobody else", i, j)
		return true
	}
	start, aux := p.verbStart(s.i, s.from)
	if s.ofPlace(start) {
		s.miss("what is captured is a place", 0, 0)
		return false
	}
	nobody := s.form == base && aux.do && aux.not && p.mentions("anybody", s.end, s.end+1)
	if s.inName() {
		s.miss("the word is part of a name", s.i-1, s.end+1)
		return true
	}
	if !nobody && s.unreal(start, aux) || s.form == past && p.takenModifier(s.i) && p.harmVerb(s.i-1) {
		return true
	}
	switch s.form {
	case ing:
		if v, ok := p.list(s.after(), s.limit); ok {
			if !s.compound(v) {
				return s.add(v, "active.ing", s.agentLeft(start))
			}
			s.miss("it only describes the noun behind it", v.first, v.last)
		}
		return false
	case base, third:
		if nobody {
			n := np{first: s.end, last: s.end + 1, head: s.end, det: -1, none: true, kind: npPeople}
			return s.add(victims{first: n.first, last: n.last, parts: []np{n}}, "active.nobody", victims{})
		}
		if at := s.after(); p.takenModifier(at) {
			if v, ok := p.list(at+1, s.limit); ok && !aux.to && !aux.modal && !aux.do && s.presentObject(v) {
				v.first = at
				return s.add(v, "active.present", s.agentLeft(start))
			}
		}
		if v, ok := p.list(s.after(), s.limit); ok && !aux.to && !aux.modal && !aux.do && s.presentObject(v) {
			return s.add(v, "active.present", s.agentLeft(start))
		}
		return false
	}
	if p.has(s.end, cReflexive) {
		if v, ok := p.subject(start, s.from, p.acceptable); ok {
			return s.add(v, "reflexive", victims{})
		}
		return true
	}
	if p.has(s.end, cPeople) && !aux.be && s.modifier() {
		return false
	}
	if !aux.be {
		if v, ok := p.list(s.after(), s.limit); ok && (v.parts[0].kind != npPron || aux.have || p.hasSubject(start, s.from)) {
			return s.add(v, "active.past", s.agentLeft(start))
		}
		if aux.have || p.objectFollows(s.after(), s.limit) {
			s.miss("its object is nobody that is known", s.after(), min(s.limit, s.after()+2))
			return false
		}
	}
	return s.passive(start, aux)
}

// presentObject says whether the object of a present tense is a real one, and
// not the second half of "murder victims".
func (s site) presentObject(v victims) bool {
	n := v.parts[0]
	if s.form == third {
		return true
	}
	return s.i > s.from && (n.num != nil || n.det >= 0 || n.kind == npName && s.p.plural(s.i-1))
}

// compound says whether an -ing form only describes the noun behind it: "three
// shooting victims".
func (s site) compound(v victims) bool {
	n := v.parts[0]
	if n.kind == npPron {
		return s.h.frame == transitive && !singular()[s.p.key(n.head)]
	}
	if n.num != nil || n.det >= 0 || n.kind == npName || s.i == s.from {
		return false
	}
	if n.people != nil && n.people.role == "suspect" && !n.people.plural {
		return true // "search for shooting suspect"
	}
	prev := s.i - 1
	return s.p.t.Tokens[prev].Kind == text.Word && !s.p.has(prev, cPrep|cSub|cAdv|cBe|cConj|cVerb|cPeople) || s.p.numberAt(prev) != nil
}

// objectFollows says whether a determiner or a number opens an object behind
// the verb, so that what stands before it is no victim: "shot the gun".
func (p *page) objectFollows(i, limit int) bool {
	if i >= limit {
		return false
	}
	if p.has(i, cThing) && !p.has(i, cHarm|cPeople) && !p.timeWord(i) {
		return true
	}
	if nm := p.numberAt(i); nm != nil && nm.First == i && nm.Kind == text.Count {
		n, ok := p.np(i, limit)
		return ok && n.head >= 0 && p.has(n.head, cThing) && !p.has(n.head, cPeople|cHarm) && !p.timeWord(n.head)
	}
	if p.has(i, cDet|cPoss) && !p.has(i, cAdv|cOther) {
		n, ok := p.np(i, limit)
		return ok && n.head >= 0 && !calendar()[p.key(n.head)] && !p.timeWord(n.head)
	}
	return false
}

// timeWord says whether a word tells a time: "killed this morning".
func (p *page) timeWord(i int) bool {
	_, _, ok := p.find("time word", i, i+1)
	return ok
}

// unknownSubject takes a phrase whose noun is in no list for one victim: only
// people, as far as the things in the lexicon go, are killed in the singular.
func (p *page) unknownSubject(start, from int) (victims, bool) {
	if p.key(start) != keyWas {
		return victims{}, false
	}
	v, ok := p.subject(start, from, func(n np) bool {
		return n.kind == npThing && n.head >= 0 && !p.has(n.head, cThing|cHarm) && (n.det >= 0 || p.t.Upper)
	})
	if !ok || len(v.parts) != 1 {
		return victims{}, false
	}
	v.parts[0].kind, v.parts[0].people = npPeople, &people{}
	return v, true
}

var keyWas = text.KeyOf("was")

// inName says whether the word is part of a name: "Oak Hill Shooting Range".
func (s site) inName() bool {
	p := s.p
	if p.t.Upper || s.i == s.from || s.end >= s.limit || s.form != ing && s.form != base {
		return false
	}
	capital := func(i int) bool { return p.t.Tokens[i].Kind == text.Word && p.t.Tokens[i].Is(text.Capital) }
	return capital(s.i-1) && capital(s.i) && capital(s.end) && !p.titled(s.i)
}

// after is the token behind the word of harm and its adverbs.
func (s site) after() int {
	i := s.end
	for i < s.limit && s.p.has(i, cAdv) && s.p.numberAt(i) == nil && !s.p.has(i, cDet|cPeople) {
		i++
	}
	return i
}

// modifier says whether the word stands inside a noun phrase: "the wounded
// men", "a small injured girl".
func (s site) modifier() bool {
	if s.i == s.from {
		return true
	}
	p, prev := s.p, s.i-1
	if p.has(prev, cDet|cPoss|cPrep|cConj|cOther) && !p.has(prev, cRel) || p.numberAt(prev) != nil {
		return true
	}
	if s.h.measure != cairn.Injured {
		return false
	}
	n, ok := p.np(s.end, s.limit)
	return ok && n.num == nil && n.det < 0 && n.people != nil && !n.people.plural
}

// passive finds the victims in the subject: "45 were killed", "45 killed in".
func (s site) passive(start int, aux auxiliary) bool {
	p := s.p
	v, ok := p.subject(start, s.from, p.acceptable)
	if !ok && aux.be && s.h.measure == cairn.Killed && !s.h.things && (v.last == 0 || p.t.Upper) {
		if u, found := p.unknownSubject(start, s.from); found {
			return s.add(u, "passive.unknown", s.agentBy())
		}
	}
	if !ok && !aux.be && v.last != start {
		s.miss("those before it hang on a preposition", v.first, v.last)
		return aux.be
	}
	if v.last == 0 {
		return aux.be
	}
	if near, ok := p.adjoining(start, s.from); ok && !aux.be && v.parts[0].num == nil {
		v = near
	}
	if !aux.be && p.has(start-1, cDet) && !p.has(start-1, cOther) {
		s.miss("it is a noun: \"the wounded\"", start-1, s.end)
		return true // "the wounded"
	}
	if s.h.things && v.parts[0].kind == npName {
		s.miss("the name may be that of a place or a thing", v.first, v.last)
		return true // a name that is blown up may be a town or a railway
	}
	rule := "passive"
	if !aux.be {
		rule = "reduced"
	}
	return s.add(v, rule, s.agentBy())
}

// adjoining is the people behind "of" that end right before a participle:
// "families of the ten miners killed".
func (p *page) adjoining(start, from int) (victims, bool) {
	for j := max(from+1, start-8); j < start; j++ {
		if p.key(j-1) != keyOf {
			continue
		}
		if n, ok := p.np(j, start); ok && n.last == start && n.kind == npPeople && (n.num != nil || n.det >= 0 && n.people.plural) {
			return victims{first: j, last: start, parts: []np{n}}, true
		}
	}
	return victims{}, false
}

func (s site) intransitive() bool {
	p := s.p
	start, aux := p.verbStart(s.i, s.from)
	if s.unreal(start, aux) {
		return true
	}
	if s.form == ing && s.h.id == "die" && !aux.be && p.has(s.i-1, cDet|cPrep) {
		return false
	}
	v, _ := p.subject(start, s.from, p.acceptable)
	if v.last == 0 {
		return false
	}
	return s.add(v, "subject", victims{})
}

func (s site) adjective() bool {
	p := s.p
	if p.has(s.end, cPeople) && !p.has(s.end, cOther) || p.has(s.end, cThing) && p.numberAt(s.end) == nil {
		return false
	}
	start, aux := p.verbStart(s.i, s.from)
	if _, _, ok := p.find("unknown state", s.end, min(s.limit, s.end+2)); ok || s.unreal(start, aux) {
		return true
	}
	if start == s.i && p.has(s.i-1, cDet) {
		return false
	}
	if start == s.i {
		if n := p.numberAt(s.i - 1); n != nil && n.Last == s.i && n.Kind == text.Count {
			v := victims{first: n.First, last: n.Last, parts: []np{{first: n.First, last: n.Last, head: -1, det: -1, num: n, kind: npCount}}}
			return s.add(v, "adjective", victims{})
		}
		if p.has(s.i-1, cLeave) {
			if v, ok := p.list(s.end, s.limit); ok {
				return s.add(v, "left_dead", victims{})
			}
		}
	}
	v, ok := p.subject(start, s.from, p.acceptable)
	if v.last == 0 || !ok && v.last != start {
		return false
	}
	return s.add(v, "adjective", victims{})
}

// unreal says whether the verb tells of nothing that happened.
func (s site) unreal(start int, aux auxiliary) bool {
	why, first, last := s.whyUnreal(start, aux)
	if why != "" {
		s.miss(why, first, last)
	}
	return why != ""
}

// whyUnreal is the reason why nothing happened, and the tokens that tell it.
func (s site) whyUnreal(start int, aux auxiliary) (why string, first, last int) {
	p := s.p
	switch {
	case aux.modal && !aux.have && !aux.hedged && !(aux.be && p.mayHave(start, s.i)):
		return "told as possible, planned or to come", start, s.i
	case aux.modal && aux.have && p.counterfactual(start, s.i):
		return "told as what did not happen", start, s.i
	case aux.to && !aux.hedged && !aux.have:
		return "told as intended or to come", start, s.i
	case aux.do && aux.not:
		return "denied", start, s.i
	}
	if i, j, ok := p.find("unreal", max(s.from, start-6), start); ok {
		return "told as a threat, a plan, a drill or fiction", i, j
	}
	if i, j, ok := p.find("almost", start, s.i); ok {
		return "it nearly happened", i, j
	}
	if start > s.from && p.key(start-1) == keyIf {
		return "told as a condition", start - 1, start
	}
	return "", 0, 0
}

var keyIf, keyWhether = text.KeyOf("if"), text.KeyOf("whether")

// counterfactual says whether the verb is "could have", "would have": told as
// what did not happen.
func (p *page) counterfactual(from, to int) bool {
	for i := from; i < to; i++ {
		if p.mentions("counterfactual", i, i+1) {
			return true
		}
	}
	return false
}

// wondered says whether the victims stand behind "if" or "whether".
func (p *page) wondered(v victims) bool {
	k := p.key(v.first - 1)
	return k == keyIf || k == keyWhether
}

// mayHave says whether a modal is followed by "have been": told as possible.
func (p *page) mayHave(from, to int) bool {
	for i := from; i < to; i++ {
		if p.has(i, cHave) {
			return true
		}
	}
	return false
}

// hasSubject says whether anybody stands before the verb.
func (p *page) hasSubject(start, from int) bool {
	return start > from && !p.has(start-1, cPrep)
}
