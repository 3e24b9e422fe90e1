package code

import (
	"strings"

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
			before := len(p.doc.findings)
			done := s.h.id != "none" && s.frame()
			s.tried(before)
			if done {
				break
			}
		}
		i = next
	}
}

// harmAt returns the readings of the word or phrase of harm at token i.
func (p *page) harmAt(i, limit int) []site {
	if p.opens[i]&opensHarm != 0 {
		for _, ph := range p.doc.lexicon.phrases[p.key(i)] {
			if i+len(ph.keys) <= limit && p.t.HasPhrase(i, ph.keys) {
				return []site{{h: ph.harm, form: ph.form, i: i, end: i + len(ph.keys)}}
			}
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

// add makes the finding of these victims.
func (s site) add(v victims, rule string, agent victims) bool {
	p := s.p
	if s.h.shot && strings.HasPrefix(rule, "active") {
		if i, _, dead := p.find("to death", v.last, min(s.limit, v.last+2)); dead && i == v.last {
			h := *s.h
			h.measure, h.shot, h.id = cairn.Killed, false, h.id+"_to_death"
			s.h = &h
		}
	}
	if s.h.measure == cairn.Injured && v.unit() == "body" && v.first < s.i && !p.ownBody(v.parts[0].head, s.from) {
		h := *s.h // "the body was found shot": who has become a body is dead
		h.measure, h.shot, h.weak = cairn.Killed, false, false
		s.h = &h
	}
	if companionable(rule) && p.wondered(v) {
		s.miss("told as not known", v.first-1, v.first)
		return true
	}
	q, first, last, ok := p.total(v)
	if !ok {
		q = cairn.Quantity{Qualifier: cairn.Plural}
		if v.parts[0].kind == npPron {
			if who, before, ok := s.they(v); ok {
				return s.addBefore(who, before, rule, agent)
			}
			s.miss("nothing before it counts whom the pronoun means", v.first, v.last)
			return true
		}
	}
	if q.Qualifier == cairn.Plural {
		if earlier := s.sameGroup(v); earlier != nil {
			return s.addGroup(v, earlier, rule, agent)
		}
	}
	var scope cairn.Scope
	if q.Qualifier == cairn.Plural {
		if n := p.numberOf(v, s); n != nil {
			q, first, last = p.t.Quantity(*n), n.First, n.Last
			if _, _, ok := p.find("baseline", s.from, s.limit); ok && p.key(n.First-1) != keyAt { // "put the number of dead at 56" is no running total
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
	if q.Low != nil && q.High != nil && *q.High > 0 && s.alternative() {
		q.Low, q.Qualifier = nil, cairn.AtMost // "killed or wounded" says of none how many
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
		if strings.HasPrefix(rule, "active") && f.entity.one {
			f.entity.other = false // "a child shot another child": other than the one who shot
		}
	}
	f.because("count", c.Rule, first, last)
	f.because("measure", s.h.id, s.i, s.end)
	p.doc.findings = append(p.doc.findings, f)
	s.subsets(f, v)
	if strings.HasPrefix(rule, "active") {
		s.andSelf(f, v)
	}
	if companionable(rule) {
		s.companions(f, v)
	}
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

// companionable says whether others may stand behind the verb of a rule whose
// victims stand before it.
func companionable(rule string) bool {
	switch rule {
	case "passive", "passive.unknown", "reduced", "subject", "adjective", "active.past", "active.ing":
		return true
	}
	return false
}

// alternative says whether "or" joins the word of harm to another: "three men
// were killed, injured or captured".
func (s site) alternative() bool {
	p := s.p
	joint := func(i int) bool { return i >= s.from && i < s.limit && (p.t.Word(i) == "," || p.key(i) == keyOr) }
	harmed := func(i int) bool {
		return i >= s.from && i < s.limit && p.lex[i] != nil && p.lex[i].harm != nil && p.lex[i].form == past
	}
	or, others := false, false
	for i := s.end; joint(i) && (harmed(i+1) || joint(i+1) && harmed(i+2)); i += 2 {
		if joint(i + 1) {
			or, i = or || p.key(i+1) == keyOr, i+1
		}
		or, others = or || p.key(i) == keyOr, true
	}
	for i := s.i - 1; joint(i) && (harmed(i-1) || joint(i-1) && harmed(i-2)); i -= 2 {
		if joint(i - 1) {
			or, i = or || p.key(i-1) == keyOr, i-1
		}
		or, others = or || p.key(i) == keyOr, true
	}
	return or && others
}

var keyOr = text.KeyOf("or")
