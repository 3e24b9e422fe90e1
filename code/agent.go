package code

import "cairn/text"

// agentLeft finds who did it in the subject of an active verb.
func (s site) agentLeft(start int) victims {
	p := s.p
	v, ok := p.subject(start, s.from, func(n np) bool { return n.kind != npPron && (n.kind != npThing || p.actorIn(n.first, n.last) != nil) })
	if !ok {
		return victims{}
	}
	return v
}

// agentBy finds who did it behind "by".
func (s site) agentBy() victims {
	p := s.p
	for k := s.end; k < min(s.limit, s.end+16); k++ {
		if p.key(k) == keyBy && !p.has(k+1, cReflexive) {
			n, ok := p.np(k+1, s.limit)
			if ok && p.agentLike(n) && !p.describing(n, s.limit) {
				return victims{first: n.first, last: n.last, parts: []np{n}}
			}
			return victims{}
		}
		if p.t.Tokens[k].Kind == text.Punct && p.t.Word(k) != "," || p.has(k, cSub|cSay|cRel|cBe|cVerb) || p.has(k, cHarm) && p.lex[k].harm != nil || p.has(k, cConj) && p.has(k+1, cHarm) {
			return victims{}
		}
	}
	return victims{}
}

var keyBy = text.KeyOf("by")

// describing says whether a bare noun for one person only describes the noun
// behind it: "by criminal shelling".
func (p *page) describing(n np, limit int) bool {
	return n.kind == npPeople && n.det < 0 && n.num == nil && n.people != nil && !n.people.plural && n.head == n.last-1 && p.actorIn(n.first, n.last) == nil &&
		n.last < limit && p.mentions("attack noun", n.last, n.last+1)
}

// agentLike says whether the phrase can name those who did it.
func (p *page) agentLike(n np) bool {
	return n.kind == npPeople || n.kind == npName && !(n.last-n.first == 1 && p.opensSentence(n.first) && !p.namedElsewhere(n.first)) || p.actorIn(n.first, n.last) != nil
}

// setAgent writes the perpetrator of a finding.
func (s site) setAgent(f *finding, v victims) {
	p := s.p
	n := v.parts[0]
	if earlier := s.coordinated(v); earlier != nil {
		f.agent, f.claim.Perpetrator, f.culprit = earlier.agent, earlier.claim.Perpetrator, earlier.culprit
		return
	}
	if a := p.actorIn(n.first, n.last); !p.agentLike(n) || a != nil && !a.Actor.Party() && n.people == nil {
		return
	}
	f.agent = phrase{n.first, n.last, n.head}
	if n.people != nil && n.people.status == "police" && f.entity.one {
		f.entity.role = "suspect"
	}
	if n.kind == npName || n.kind == npPeople && n.head+1 < n.last && n.num == nil {
		f.culprit.setName(p, n.head+1, n.last)
		if n.kind == npName {
			f.culprit.setName(p, n.first, n.last)
		}
	}
	last := p.extendAgent(n.last, s.limit)
	f.claim.Perpetrator = p.party(n.first, last, n)
	f.because("perpetrator", "agent", n.first, last)
}

// coordinated is the earlier finding of the sentence whose victims would be the
// agent here: "killed three fighters and wounded five" has one agent for both.
func (s site) coordinated(v victims) *finding {
	fs := s.p.doc.findings
	for k := len(fs) - 1; k >= 0; k-- {
		f := fs[k]
		if f.page != s.p || f.sentence != s.sentence {
			return nil
		}
		if f.patient.first <= v.first && v.first < f.patient.last && f.trigger[0] < v.first {
			return f
		}
	}
	return nil
}

// extendAgent takes in what names the actor behind the head: "of the Nusra
// Front", "from X".
func (p *page) extendAgent(last, limit int) int {
	if last+1 < limit && p.key(last) == keyOf {
		if n, ok := p.np(last+1, limit); ok {
			if end := p.actorFrom(last+1, n.last); end > 0 {
				return end
			}
		}
	}
	if last+1 < limit && p.t.Tokens[last].Kind == text.Clitic {
		if n, ok := p.np(last+1, limit); ok {
			return n.last
		}
	}
	return max(last, p.actorFrom(last-1, last))
}

// actorFrom is the end of the actor whose name begins inside tokens [first,
// last), or 0.
func (p *page) actorFrom(first, last int) int {
	if first >= last {
		return 0
	}
	from, to := int(p.t.Tokens[first].Start), int(p.t.Tokens[last-1].End)
	for k := range p.actors {
		if a := &p.actors[k]; a.Span[0] >= from && a.Span[0] < to {
			return p.t.TokenAt(a.Span[1]-1) + 1
		}
	}
	return 0
}
