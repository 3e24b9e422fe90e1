package code

import "cairn"

// companions finds those who shared the fate of the victims and are named
// behind the verb: "was killed alongside his wife and two sons", "died with her
// daughter". They are other people of the same event.
func (s site) companions(f *finding, v victims) {
	p := s.p
	if f.claim.Count == nil || f.claim.Count.Qualifier == cairn.None {
		return
	}
	for k := s.end; k < min(s.limit, max(s.end, v.last)+10); k++ {
		i, at, ok := p.find("together", k, min(s.limit, k+3))
		ok = ok && i == k
		if !ok && (p.has(k, cSub|cSay|cModal) || p.has(k, cHarm) && p.lex[k].harm != nil || p.t.Word(k) == ";") {
			return
		}
		own := false
		if i, j, with := p.find("with", k, k+1); !ok && with && i == k {
			at, ok, own = j, p.has(j, cPoss), true
		}
		if !ok {
			continue
		}
		others, found := p.list(at, s.limit)
		if !found || others.parts[0].kind == npPron || !own && others.parts[0].kind == npCount && others.parts[0].num == nil || others.first < v.last || s.h.frame == adjective && others.parts[0].other {
			return
		}
		s.joined(f, others, at)
		return
	}
}

// joined makes the finding of people told of beside the first.
func (s site) joined(first *finding, v victims, at int) {
	p := s.p
	q, from, last, ok := p.total(v)
	if !ok || q.Low == nil {
		return
	}
	q.Unit = "person"
	f := &finding{page: p, sentence: s.sentence, trigger: [2]int{at - 1, at}, words: [2]int{from, last}, doubts: 1, shot: first.shot, frame: first.frame, joined: true}
	f.claim = first.claim
	f.claim.Why, f.claim.Relates = nil, nil
	f.claim.Count, f.claim.Victims = &q, p.describe(v)
	f.claim.Rule = string(s.h.measure) + ".together"
	f.patient = phrase{v.first, v.last, v.parts[0].head}
	f.entity = p.person(v, s)
	f.relates = append(f.relates, link{first, cairn.Besides})
	f.because("count", f.claim.Rule, from, last)
	f.because("relates", "together", at-1, at)
	p.doc.findings = append(p.doc.findings, f)
	s.subsets(f, v)
}

// andSelf finds the one who killed among the dead: "kills his wife, then
// himself", "shot two sons, self".
func (s site) andSelf(f *finding, v victims) {
	p := s.p
	k := v.last
	if k >= s.limit || p.t.Word(k) != "," && !p.has(k, cConj) && !p.has(k, cAdv) {
		return
	}
	for k < s.limit && k < v.last+4 && (p.t.Word(k) == "," || p.has(k, cConj|cAdv)) {
		k++
	}
	if k >= s.limit || !p.has(k, cReflexive) {
		return
	}
	n := np{first: k, last: k + 1, head: k, det: -1, kind: npPeople, people: &people{role: "suspect"}}
	s.joined(f, victims{first: k, last: k + 1, parts: []np{n}}, k)
}
