package code

import (
	"cairn"
	"cairn/actor"
	"cairn/text"
)

// findResponsibility adds the claims about who did it: an actor takes
// responsibility, or somebody blames one.
func findResponsibility(d *doc) {
	for _, p := range d.pages {
		for n, sen := range p.t.Sentences {
			p.takes(n, sen)
			p.blames(n, sen)
		}
	}
}

// takes reads "X claimed responsibility".
func (p *page) takes(n int, sen text.Sentence) {
	i, j, ok := p.find("takes responsibility", sen.Body, sen.Last)
	if !ok {
		return
	}
	if a := p.lastParty(sen.Body, i); a != nil {
		p.responsible(n, a, i, j, cairn.Claimed, "responsibility.takes")
	}
}

// blames reads "attributed the attack to X", "blamed X".
func (p *page) blames(n int, sen text.Sentence) {
	for _, use := range []string{"blamed to", "blamed"} {
		i, j, ok := p.find(use, sen.Body, sen.Last)
		if !ok {
			continue
		}
		for k := range p.actors {
			a := &p.actors[k]
			at := p.t.TokenAt(a.Span[0])
			if a.Actor.Party() && at >= j && at < min(sen.Last, j+8) {
				p.responsible(n, a, i, j, cairn.Alleged, "responsibility."+use)
				return
			}
		}
	}
}

// lastParty is the last party named in tokens [first, last).
func (p *page) lastParty(first, last int) *actor.Mention {
	if first >= last {
		return nil
	}
	in := actor.Within(p.actors, p.span(first, last))
	for k := len(in) - 1; k >= 0; k-- {
		if in[k].Actor.Party() {
			return &in[k]
		}
	}
	return nil
}

func (p *page) responsible(n int, a *actor.Mention, first, last int, stance cairn.Stance, rule string) {
	f := &finding{page: p, sentence: n, trigger: [2]int{first, last}, words: [2]int{first, last}, doubts: 0.9}
	f.claim.Kind, f.claim.Stance, f.claim.Rule = cairn.Responsibility, stance, rule
	f.claim.Actor = p.actorParty(a)
	f.claim.Span = p.t.Span(p.t.Sentences[n])
	f.because("actor", rule, first, last)
	p.doc.findings = append(p.doc.findings, f)
}

func (p *page) actorParty(a *actor.Mention) *cairn.Party {
	span := a.Span
	return &cairn.Party{Words: cairn.Words{Text: p.t.S[span[0]:span[1]], Span: &span}, Actor: a.Actor.Name, Type: a.Actor.Type(p.doc.anchor.Start)}
}

// suspected is the party that the report most often shows attacking, where no
// claim of the incident names one: "an Israeli airstrike".
func (d *doc) suspected(g []*finding) *cairn.Party {
	votes := map[string]int{}
	first := map[string]*cairn.Party{}
	best := ""
	for _, f := range d.findings {
		if f.claim.Kind == cairn.Responsibility {
			name := f.claim.Actor.Actor
			votes[name] += 4
			first[name] = f.claim.Actor
			best = d.leading(votes, best, name)
		}
	}
	for _, p := range d.pages {
		for k := range p.actors {
			a := &p.actors[k]
			if !a.Actor.Party() || a.Actor.Person || victimsOf(g, a.Actor.Name) {
				continue
			}
			if v := p.attacking(a); v > 0 {
				name := a.Actor.Name
				votes[name] += v
				if first[name] == nil {
					first[name] = p.actorParty(a)
				}
				best = d.leading(votes, best, name)
			}
		}
	}
	if best == "" {
		return nil
	}
	out := *first[best]
	out.Basis = cairn.Context
	return &out
}

func (d *doc) leading(votes map[string]int, best, name string) string {
	if best == "" || votes[name] > votes[best] {
		return name
	}
	return best
}

// victimsOf says whether the actor's own people are the victims.
func victimsOf(g []*finding, name string) bool {
	for _, f := range g {
		if v := f.claim.Victims; v != nil && v.Affiliation == name {
			return true
		}
	}
	return false
}

// attacking is how strongly the words around a mention show the actor as the
// one who attacked.
func (p *page) attacking(a *actor.Mention) int {
	first, last := p.t.TokenAt(a.Span[0]), p.t.TokenAt(a.Span[1]-1)+1
	sen := p.sentenceOf(first)
	votes := 0
	if _, _, ok := p.find("attack noun", last, min(sen.Last, last+3)); ok {
		votes++
	}
	if _, _, ok := p.find("attack noun", first, last); ok {
		votes++
	}
	if _, _, ok := p.find("attack verb", last, min(sen.Last, last+5)); ok && !p.has(last, cBe) {
		votes += 2
	}
	for k := max(sen.Body, first-3); k < first; k++ {
		if p.key(k) == keyBy {
			votes += 2
		}
	}
	return votes
}
