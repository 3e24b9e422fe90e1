package code

import (
	"cairn"
	"cairn/actor"
	"cairn/text"
)

// setActs says how and with what people were harmed where the word of harm does
// not: by the first rule of acts.txt that fits the sentence.
func setActs(d *doc) {
	type told struct {
		act, means string
		i, j       int
	}
	sentences := map[*page]map[int]told{} // read once, however many claims stand in one
	for _, f := range d.findings {
		c := &f.claim
		if c.Kind != cairn.Casualty || c.Act != "" && c.Means != "" {
			continue
		}
		if sentences[f.page] == nil {
			sentences[f.page] = map[int]told{}
		}
		t, known := sentences[f.page][f.sentence]
		if !known {
			t.act, t.means, t.i, t.j = f.page.actIn(f.page.t.Sentences[f.sentence])
			sentences[f.page][f.sentence] = t
		}
		act, means, i, j := t.act, t.means, t.i, t.j
		if c.Act == "" && act != "" {
			c.Act = act
			f.because("act", "acts."+act, i, j)
		}
		if c.Means == "" && means != "" && (c.Act == act || c.Act == "") {
			c.Means = means
			f.because("means", "acts."+means, i, j)
		}
		if c.Act == "" && c.Measure == cairn.Killed {
			c.Act = "killing"
		}
	}
}

// actIn finds the act and the means that a sentence tells, and by which tokens.
func (p *page) actIn(sen text.Sentence) (act, means string, first, last int) {
	var room [32]int
	opening := room[:0]
	for i := sen.First; i < sen.Last; i++ {
		if p.opens[i]&opensAct != 0 {
			opening = append(opening, i)
		}
	}
	if len(opening) == 0 {
		return "", "", 0, 0
	}
	for _, r := range p.doc.lexicon.acts {
		for _, keys := range r.keys {
			for _, i := range opening {
				if i+len(keys) <= sen.Last && p.key(i) == keys[0] && p.t.HasPhrase(i, keys) {
					return r.act, r.means, i, i + len(keys)
				}
			}
		}
	}
	return "", "", 0, 0
}

// findAttacks adds what known actors are told to have done, in a report that
// tells of nobody harmed: "the guerrillas dynamited a bridge".
func findAttacks(d *doc) {
	told := map[*page]map[int]bool{}
	for _, f := range d.findings {
		if f.claim.Kind == cairn.Casualty && f.claim.Scope == cairn.ScopeIncident {
			return
		}
		if told[f.page] == nil {
			told[f.page] = map[int]bool{}
		}
		told[f.page][f.sentence] = true
	}
	for _, p := range d.pages {
		for k := range p.actors {
			a := &p.actors[k]
			if !a.Actor.Party() || a.Actor.Person {
				continue
			}
			first, last := p.t.TokenAt(a.Span[0]), p.t.TokenAt(a.Span[1]-1)+1
			n := p.t.SentenceAt(first)
			if told[p][n] {
				continue
			}
			if i, j, ok := p.attackBy(first, last, p.t.Sentences[n]); ok {
				p.attacked(n, a, i, j)
				if told[p] == nil {
					told[p] = map[int]bool{}
				}
				told[p][n] = true
			}
		}
	}
}

// attackBy finds the word of attack whose agent stands at tokens [first, last).
func (p *page) attackBy(first, last int, sen text.Sentence) (int, int, bool) {
	if !p.has(last, cBe) && !p.has(last, cModal) {
		if i, j, ok := p.find("attack verb", last, min(sen.Last, last+5)); ok && !p.has(i-1, cBe|cModal) && p.key(i-1) != keyTo {
			return i, j, true
		}
	}
	for k := max(sen.Body, first-3); k < first; k++ {
		if p.key(k) != keyBy {
			continue
		}
		if i, j, ok := p.find("attack verb", max(sen.Body, k-8), k); ok {
			return i, j, true
		}
		if i, j, ok := p.find("attack noun", max(sen.Body, k-8), k); ok {
			return i, j, true
		}
	}
	return 0, 0, false
}

func (p *page) attacked(n int, a *actor.Mention, first, last int) {
	f := &finding{page: p, sentence: n, trigger: [2]int{first, last}, words: [2]int{first, last}, doubts: 0.8}
	c := &f.claim
	c.Kind, c.Scope, c.Rule = cairn.Event, cairn.ScopeIncident, "attack.agent"
	c.Act, c.Means, _, _ = p.actIn(p.t.Sentences[n])
	if c.Act == "" {
		c.Act = "attack"
	}
	c.Perpetrator = p.actorParty(a)
	c.Span = p.t.Span(p.t.Sentences[n])
	f.because("act", c.Rule, first, last)
	p.doc.findings = append(p.doc.findings, f)
}
