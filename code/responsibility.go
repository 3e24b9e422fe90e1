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
		return
	}
	p.almost(n, i, j, "responsibility.takes", "no known party stands before it")
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
