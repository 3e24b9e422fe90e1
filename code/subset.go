package code

import (
	"cairn"
	"cairn/text"
)

// subsets finds the parts that the sentence tells of the victims: "including
// three children", "among them two women", "five of them children".
func (s site) subsets(whole *finding, v victims) {
	p := s.p
	for k := v.last; k < min(s.limit, v.last+40); k++ {
		if p.has(k, cHarm) && p.lex[k].harm != nil && k >= s.end && !p.has(k-1, cPrep) {
			return
		}
		if p.has(k, cIncluding) {
			from := k + 1
			if p.key(k) == keyAmong && !p.has(from, cPron) {
				return
			}
			if p.has(from, cPron) {
				from++
			}
			if part, ok := p.list(from, s.limit); ok && s.subset(whole, part, k) {
				return
			}
			return
		}
		if n := p.numberAt(k); n != nil && n.Kind == text.Count && n.First == k && k >= s.end && s.h.measure == cairn.Injured && s.fatal(whole, n) {
			return
		}
		if n := p.numberAt(k); n != nil && n.Kind == text.Count && n.First == k && k > v.last && p.key(n.Last) == keyOf && p.has(n.Last+1, cPron|cRel) {
			at := n.Last + 2
			for p.has(at, cBe|cAdv) {
				at++
			}
			if part, ok := p.np(at, s.limit); ok && part.kind == npPeople {
				part.num, part.first = n, n.First
				s.subset(whole, victims{first: n.First, last: part.last, parts: []np{part}}, k)
			}
			return
		}
	}
}

// subset makes the finding of a part.
func (s site) subset(whole *finding, v victims, at int) bool {
	p := s.p
	q, first, last, ok := p.total(v)
	if !ok {
		q = cairn.Quantity{Qualifier: cairn.Plural}
		p.worded(&q, v.first, v.last)
		first, last = v.first, v.last
	}
	q.Unit = "person"
	f := &finding{page: p, sentence: s.sentence, trigger: [2]int{at, at + 1}, words: [2]int{first, last}, doubts: 1, shot: whole.shot}
	f.claim = whole.claim
	f.claim.Why, f.claim.Relates = nil, nil
	f.claim.Count, f.claim.Victims = &q, p.describe(v)
	f.claim.Rule = string(s.h.measure) + ".including"
	f.patient = phrase{v.first, v.last, v.parts[0].head}
	f.entity = p.person(v, s)
	f.relates = append(f.relates, link{whole, cairn.OfWhich})
	f.because("relates", "including", at, at+1)
	p.doc.findings = append(p.doc.findings, f)
	return true
}

var keyAmong = text.KeyOf("among")

// fatal reads "four people were shot, two of them fatally".
func (s site) fatal(whole *finding, n *text.Number) bool {
	p := s.p
	at := n.Last
	if p.key(at) == keyOf && p.has(at+1, cPron|cRel) {
		at += 2
	}
	if at >= s.limit || !p.mentions("fatally", at, at+1) || p.has(at+1, cHarm) {
		return false
	}
	q := p.t.Quantity(*n)
	q.Unit = "person"
	f := &finding{page: p, sentence: s.sentence, trigger: [2]int{at, at + 1}, words: [2]int{n.First, n.Last}, doubts: 1}
	f.claim = whole.claim
	f.claim.Why, f.claim.Relates, f.claim.Victims = nil, nil, nil
	f.claim.Measure, f.claim.Count, f.claim.Rule = cairn.Killed, &q, "killed.fatally"
	f.patient = phrase{n.First, n.Last, -1}
	f.entity = person{one: n.N == 1, part: true}
	f.relates = append(f.relates, link{whole, cairn.Later})
	f.because("count", f.claim.Rule, n.First, n.Last)
	p.doc.findings = append(p.doc.findings, f)
	return true
}
