package code

import (
	"cairn"
	"cairn/actor"
	"cairn/text"
)

// suspected is the party that the report most often shows attacking, where no
// claim of the incident names one: "an Israeli airstrike". It rests on words of
// the report (basis context), never on who is merely present.
func (d *doc) suspected(g []*finding) *cairn.Party {
	votes := map[string]int{}
	first := map[string]*cairn.Party{}
	best := ""
	vote := func(party *cairn.Party, n int) {
		votes[party.Actor] += n
		if first[party.Actor] == nil {
			first[party.Actor] = party
		}
		if best == "" || votes[party.Actor] > votes[best] {
			best = party.Actor
		}
	}
	for _, f := range d.findings {
		if f.claim.Kind == cairn.Responsibility {
			vote(f.claim.Actor, 4)
		}
	}
	for _, p := range d.pages {
		for k := range p.actors {
			a := &p.actors[k]
			if !a.Actor.Party() || a.Actor.Person || a.Local || victimsOf(g, a.Actor.Name) {
				continue
			}
			if v := p.attacking(a); v > 0 {
				if n := nearness(g, p, p.t.SentenceAt(p.t.TokenAt(a.Span[0]))); n > 0 {
					vote(p.actorParty(a), v*n)
				}
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

// nearness weighs a sentence by how close it stands to what is told of the
// incident: what is shown far from it is likely about another one.
func nearness(g []*finding, p *page, sentence int) int {
	near := 1 << 30
	for _, f := range g {
		if f.page == p {
			near = min(near, max(f.sentence-sentence, sentence-f.sentence))
		}
	}
	switch {
	case near <= 1:
		return 3
	case near <= 3:
		return 2
	}
	return 0
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
// one who attacked. A place that stands for its government, and one who only
// says something, attack nobody.
func (p *page) attacking(a *actor.Mention) int {
	first, last := p.t.TokenAt(a.Span[0]), p.t.TokenAt(a.Span[1]-1)+1
	sen := p.sentenceOf(first)
	last = p.pastBrackets(last, sen.Last)
	votes := 0
	if i, _, ok := p.find("attack noun", last, min(sen.Last, last+3)); ok && (i == last || !a.Metonym && p.unbroken(last, i)) {
		votes++
	}
	if a.Metonym {
		return votes
	}
	if _, _, ok := p.find("attack noun", first, last); ok {
		votes++
	}
	if p.speaking(first, last) {
		return votes
	}
	if i, _, ok := p.find("attack verb", last, min(sen.Last, last+6)); ok && p.unbroken(last, i) && !p.has(i-1, cBe) && !p.objectOf(sen, first) {
		votes += 2
	}
	if p.doneBy(sen, first) {
		votes += 3
	}
	return votes
}

// pastBrackets steps over a short name in brackets behind a long one.
func (p *page) pastBrackets(k, limit int) int {
	if k >= limit || p.t.Word(k) != "(" && p.t.Word(k) != "[" {
		return k
	}
	for j := k + 1; j < limit && j < k+10; j++ {
		if w := p.t.Word(j); w == ")" || w == "]" {
			return j + 1
		}
	}
	return k
}

// unbroken says whether no mark of punctuation stands between two tokens.
func (p *page) unbroken(first, last int) bool {
	for i := first; i < last; i++ {
		if p.t.Tokens[i].Kind == text.Punct && p.t.Word(i) != "-" {
			return false
		}
	}
	return true
}

// speaking says whether the tokens are the source of a statement.
func (p *page) speaking(first, last int) bool {
	for i := p.utteranceAfter(first - 40); i < len(p.utterances) && p.utterances[i].cue[0] < last+40; i++ {
		u := &p.utterances[i]
		if u.statement && u.source[0] <= first && last <= u.source[1] {
			return true
		}
	}
	return false
}

// objectOf says whether the phrase that begins here hangs on a preposition that
// makes it no agent: "an attack on the FMLN killed".
func (p *page) objectOf(sen text.Sentence, first int) bool {
	k := p.phraseStart(sen, first) - 1
	return k >= sen.Body && p.has(k, cPrep) && p.key(k) != keyBy && !(p.key(k) == keyOf && p.has(k-1, cPeople))
}

// phraseStart steps back over the determiner and what describes the name.
func (p *page) phraseStart(sen text.Sentence, first int) int {
	k := first
	for k > sen.Body && k > first-4 && p.t.Tokens[k-1].Kind == text.Word && !p.has(k-1, cPrep|cVerb|cConj|cSub|cSay|cBe|cHarm) {
		k--
	}
	return k
}

// doneBy says whether the name stands in a phrase with "by": "carried out by
// members of the FMLN".
func (p *page) doneBy(sen text.Sentence, first int) bool {
	k := p.phraseStart(sen, first) - 1
	for range 2 {
		if k >= sen.Body && p.key(k) == keyOf {
			k = p.phraseStart(sen, k) - 1
		}
	}
	return k >= sen.Body && p.key(k) == keyBy
}
