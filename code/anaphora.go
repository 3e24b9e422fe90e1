package code

import (
	"cairn"
	"cairn/text"
)

// they finds whom "they" means: the counted people who open the sentence before.
// "Two women were found in the street. They had been shot dead."
func (s site) they(v victims) (victims, text.Sentence, bool) {
	p := s.p
	if s.sentence == 0 || len(v.parts) != 1 || p.key(v.parts[0].head) != keyThey {
		return victims{}, text.Sentence{}, false
	}
	before := p.t.Sentences[s.sentence-1]
	for k := before.Body; k < min(before.Last, before.Body+4); k++ {
		who, ok := p.list(k, before.Last)
		if !ok || who.parts[0].kind != npPeople && who.parts[0].kind != npCount {
			continue
		}
		q, ok := p.count(who.parts[0])
		return who, before, ok && (len(who.parts) > 1 || q.Low != nil && *q.Low > 1) && !s.toldOf(who)
	}
	return victims{}, text.Sentence{}, false
}

// toldOf says whether a finding of the same measure already counts these people.
func (s site) toldOf(v victims) bool {
	fs := s.p.doc.findings
	for k := len(fs) - 1; k >= 0 && k > len(fs)-near; k-- {
		if f := fs[k]; f.page == s.p && f.patient.first == v.first && f.claim.Measure == s.h.measure {
			return true
		}
	}
	return false
}

// addBefore makes the finding of people whom a pronoun takes from the sentence
// before: the claim then runs over both, because its number stands there.
func (s site) addBefore(v victims, before text.Sentence, rule string, agent victims) bool {
	if !s.add(v, rule+".they", agent) {
		return false
	}
	f := s.p.doc.findings[len(s.p.doc.findings)-1]
	f.claim.Span = cairn.Span{s.p.t.Span(before)[0], s.span()[1]}
	f.doubt(0.9)
	return true
}

var keyThey = text.KeyOf("they")

// sameGroup is the finding of the sentences before that counts the people whom a
// plural with "the" names again, in another state: "15 soldiers were captured.
// The soldiers were shot".
func (s site) sameGroup(v victims) *finding {
	n := v.parts[0]
	if len(v.parts) != 1 || n.det < 0 || s.p.key(n.det) != keyThe || n.people == nil || n.num != nil {
		return nil
	}
	fs := s.p.doc.findings
	for k := len(fs) - 1; k >= 0 && k > len(fs)-near; k-- {
		f := fs[k]
		if f.page != s.p || s.sentence-f.sentence > 2 {
			return nil
		}
		taken := f.claim.Measure == cairn.Captured || f.claim.Measure == cairn.Abducted || f.claim.Measure == cairn.Detained
		if taken && s.h.measure != f.claim.Measure && f.sentence < s.sentence && f.patient.head >= 0 && s.p.key(f.patient.head) == s.p.key(n.head) && f.atLeast() > 1 {
			return f
		}
	}
	return nil
}

// addGroup makes the finding of people counted before: the claim runs over the
// sentence that counts them too.
func (s site) addGroup(v victims, earlier *finding, rule string, agent victims) bool {
	counted := v
	counted.parts = []np{v.parts[0]}
	counted.parts[0].num = s.p.numberAt(earlier.words[0])
	if counted.parts[0].num == nil {
		return true
	}
	if !s.add(counted, rule+".again", agent) {
		return false
	}
	f := s.p.doc.findings[len(s.p.doc.findings)-1]
	f.claim.Span = cairn.Span{earlier.claim.Span[0], s.span()[1]}
	f.relate(earlier, cairn.Later)
	f.doubt(0.9)
	return true
}
