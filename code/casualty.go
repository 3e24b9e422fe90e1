package code

import (
	"cairn"
	"cairn/text"
)

// findCasualties looks at every word of harm in every sentence that has one.
func findCasualties(d *doc) {
	for _, p := range d.pages {
		for n, sen := range p.t.Sentences {
			if p.hot[n] {
				p.casualtiesIn(n, sen)
			}
		}
	}
}

// site is one word of harm in its sentence.
type site struct {
	p           *page
	sentence    int
	from, limit int // tokens of the sentence
	h           *harm
	form        form
	i, end      int // tokens of the word
}

func (p *page) casualtiesIn(n int, sen text.Sentence) {
	for i := sen.Body; i < sen.Last; {
		sites := p.harmAt(i, sen.Last)
		next := i + 1
		for _, s := range sites {
			s.p, s.sentence, s.from, s.limit = p, n, sen.Body, sen.Last
			next = max(next, s.end)
			if s.h.id != "none" && s.frame() {
				break
			}
		}
		i = next
	}
}

// harmAt returns the readings of the word or phrase of harm at token i.
func (p *page) harmAt(i, limit int) []site {
	for _, ph := range p.doc.lexicon.phrases[p.key(i)] {
		if i+len(ph.keys) <= limit && p.t.HasPhrase(i, ph.keys) {
			return []site{{h: ph.harm, form: ph.form, i: i, end: i + len(ph.keys)}}
		}
	}
	e := p.lex[i]
	if e == nil {
		return nil
	}
	var out []site
	if e.harm != nil {
		out = append(out, site{h: e.harm, form: e.form, i: i, end: i + 1})
	}
	if e.noun != nil {
		f := base
		if e.many {
			f = plural
		}
		out = append(out, site{h: e.noun, form: f, i: i, end: i + 1})
	}
	return out
}

// frame tries to find the victims; it says whether the word is used up.
func (s site) frame() bool {
	switch s.h.frame {
	case transitive:
		return s.transitive()
	case intransitive:
		return s.intransitive()
	case adjective:
		return s.adjective()
	case nominal:
		return s.nominal()
	case toll:
		return s.toll()
	case bodyNoun:
		return s.bodies()
	case livesNoun:
		return s.lives()
	}
	return false
}

func (s site) transitive() bool {
	p := s.p
	start, aux := p.verbStart(s.i, s.from)
	if s.ofPlace(start) {
		return false
	}
	if s.unreal(start, aux) || s.inName() || s.form == past && p.takenModifier(s.i) && p.harmVerb(s.i-1) {
		return true
	}
	switch s.form {
	case ing:
		if v, ok := p.list(s.after(), s.limit); ok && !s.compound(v) {
			return s.add(v, "active.ing", s.agentLeft(start))
		}
		return false
	case base, third:
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
	prev := s.i - 1
	return s.p.t.Tokens[prev].Kind == text.Word && !s.p.has(prev, cPrep|cSub|cAdv|cBe|cConj|cVerb|cPeople) || s.p.numberAt(prev) != nil
}

// objectFollows says whether a determiner or a number opens an object behind
// the verb, so that what stands before it is no victim: "shot the gun".
func (p *page) objectFollows(i, limit int) bool {
	if i >= limit {
		return false
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
		return aux.be
	}
	if v.last == 0 {
		return aux.be
	}
	if !aux.be && p.has(start-1, cDet) {
		return true // "the wounded"
	}
	if s.h.things && v.parts[0].kind == npName {
		return true // a name that is blown up may be a town or a railway
	}
	rule := "passive"
	if !aux.be {
		rule = "reduced"
	}
	return s.add(v, rule, s.agentBy())
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
	if s.unreal(start, aux) {
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

// nominal reads "45 deaths", "no casualties", "the deaths of 45", "John's death".
func (s site) nominal() bool {
	p := s.p
	if s.i > s.from && s.insideTerm() {
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
	if p.t.Tokens[max(s.i-1, 0)].Kind == text.Clitic && s.i-1 > s.from {
		if n, ok := p.nameBefore(s.i-1, s.from); ok {
			return s.add(victims{first: n.first, last: n.last, parts: []np{n}}, "noun.possessive", victims{})
		}
	}
	return s.implied()
}

// implied makes the finding of a word that cannot be without a victim ("a
// deadly shooting") where nobody is counted. It yields to any other finding.
func (s site) implied() bool {
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
			n := np{first: k, last: k + 1, head: k, det: -1, kind: npPeople, people: &people{generic: true, size: p.lex[k].multi}}
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

var keyNo = text.KeyOf("no")

// nameBefore finds the possessor that ends before token i.
func (p *page) nameBefore(i, from int) (np, bool) {
	j := i
	for j > from && p.t.Tokens[j-1].Kind == text.Word && (p.t.Tokens[j-1].Is(text.Capital) || p.has(j-1, cPeople|cDet)) && i-j < 5 && !p.has(j-1, cPrep) {
		j--
	}
	n, ok := p.np(j, i)
	return n, ok && n.last == i && p.acceptable(n) && !p.t.Upper
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
	found := false
	for k := max(s.from, s.i-12); k < min(s.limit, s.i+16); k++ {
		found = found || p.has(k, cFind)
	}
	if !found {
		return false
	}
	if s.end+1 < s.limit && p.key(s.end) == keyOf {
		if v, ok := p.list(s.end+1, s.limit); ok && v.parts[0].kind != npPron {
			return s.add(v, "body.of", victims{})
		}
	}
	if p.ownBody(s.i, s.from) {
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
// body".
func (p *page) ownBody(i, from int) bool {
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

// unreal says whether the verb tells of nothing that happened.
func (s site) unreal(start int, aux auxiliary) bool {
	p := s.p
	if aux.modal && !aux.have && !aux.hedged && !(aux.be && p.mayHave(start, s.i)) {
		return true
	}
	if aux.to && !aux.hedged && !aux.have && s.form != past {
		return true
	}
	if aux.to && s.form == past && !aux.have && !aux.hedged {
		return true
	}
	if aux.do && aux.not {
		return true
	}
	if _, _, ok := p.find("unreal", max(s.from, start-6), start); ok {
		return true
	}
	if _, _, ok := p.find("almost", start, s.i); ok {
		return true
	}
	return start > s.from && p.key(start-1) == keyIf
}

var keyIf = text.KeyOf("if")

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

// add makes the finding of these victims.
func (s site) add(v victims, rule string, agent victims) bool {
	p := s.p
	q, first, last, ok := p.total(v)
	if !ok {
		q = cairn.Quantity{Qualifier: cairn.Plural}
		if v.parts[0].kind == npPron {
			return s.h.weak || v.parts[0].kind == npPron
		}
	}
	var scope cairn.Scope
	if q.Qualifier == cairn.Plural {
		if n := p.numberOf(v, s); n != nil {
			q, first, last = p.t.Quantity(*n), n.First, n.Last
			if p.key(n.First-1) != keyAt { // "put the number of dead at 56" is no running total
				scope = cairn.ScopeCumulative
			}
		}
	}
	if rule == "reduced" && s.h.measure != cairn.Killed && s.h.measure != cairn.Injured && p.countedElsewhere(v) {
		h := v.parts[0].head
		q, first, last = cairn.Quantity{Qualifier: cairn.Plural}, h, h+1
		p.worded(&q, first, last)
	}
	f := &finding{page: p, sentence: s.sentence, trigger: [2]int{s.i, s.end}, words: [2]int{first, last}, doubts: 1, shot: s.h.shot, weak: s.h.weak}
	f.patient = phrase{v.first, v.last, v.parts[0].head}
	c := &f.claim
	c.Kind, c.Measure, c.Act, c.Means, c.Scope = cairn.Casualty, s.h.measure, s.h.act, s.h.means, scope
	_, aux := p.verbStart(s.i, s.from)
	if aux.not && s.h.frame != nominal {
		q = cairn.Of(0, cairn.None)
		p.worded(&q, first, last)
	}
	q.Unit = v.unit()
	c.Count = &q
	c.Victims = p.describe(v)
	c.Rule = string(s.h.measure) + "." + s.h.id + "." + rule
	c.Span = s.span()
	if aux.hedged {
		c.Stance = cairn.Alleged
		f.doubt(0.85)
	}
	f.entity = p.person(v, s)
	f.frame = s.h.frame
	if agent.last > 0 {
		s.setAgent(f, agent)
	}
	f.because("count", c.Rule, first, last)
	f.because("measure", s.h.id, s.i, s.end)
	p.doc.findings = append(p.doc.findings, f)
	s.subsets(f, v)
	return true
}

var keyNumber = text.KeyOf("number")

// countedElsewhere says whether another finding already counts these people:
// "shot dead 45 soldiers captured last week".
func (p *page) countedElsewhere(v victims) bool {
	fs := p.doc.findings
	for k := len(fs) - 1; k >= 0 && k > len(fs)-6; k-- {
		if f := fs[k]; f.page == p && v.parts[0].head >= 0 && f.patient.head == v.parts[0].head {
			return true
		}
	}
	return false
}

func (v victims) unit() string {
	if u := v.parts[0].people; u != nil && u.unit == "body" {
		return "body"
	}
	return "person"
}

// span is the bytes of the claim: its sentence.
func (s site) span() cairn.Span {
	return s.p.t.Span(s.p.t.Sentences[s.sentence])
}

var keyAt = text.KeyOf("at")
