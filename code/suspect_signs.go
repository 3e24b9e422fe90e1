package code

import (
	"slices"

	"cairn"
	"cairn/actor"
	"cairn/text"
)

// signsOf writes down what speaks for and against one party: what it is, how
// often and how it is told of, and whether the victims and the words for those
// who did it fit.
func (d *doc) signsOf(f *dossier, g []*finding, others company) []string {
	out := []string{"suspect", "kind " + f.kind, "named " + fewOr(f.named)}
	for way := range f.ways {
		out = append(out, way)
		if way != "first" {
			out = append(out, way+" "+f.side())
		}
	}
	slices.Sort(out[3:])
	if f.armed() {
		out = append(out, "armed groups "+fewOr(others.armed))
	} else {
		out = append(out, "beside armed groups "+fewOr(others.armed))
	}
	if f.named > 0 && f.named == others.most[f.side()] {
		out = append(out, "most named "+f.side())
	}
	out = append(out, d.homeOf(f, g), d.voiceOf(f))
	if victimsOf(g, f.actor.Name) {
		out = append(out, "its own people harmed")
	}
	seen := map[string]bool{}
	see := func(sign string) {
		if !seen[sign] {
			seen[sign] = true
			out = append(out, sign)
		}
	}
	for _, x := range g {
		if v := x.claim.Victims; v != nil && v.Status != "" {
			see("victims " + v.Status + " of " + f.side())
		}
		if pp := x.claim.Perpetrator; pp != nil && x.agent.last > 0 {
			see("agent " + x.page.roleOf(x.agent) + " and " + f.side())
		}
		if x.claim.Kind != cairn.Casualty {
			see("told as " + string(x.claim.Kind))
		}
		if x.claim.Act != "" {
			see(string(x.claim.Act) + " and " + f.side())
		}
	}
	return out
}

// homeOf says whether the party is at home in the country where the incident
// happened.
func (d *doc) homeOf(f *dossier, g []*finding) string {
	for _, x := range g {
		if p := x.claim.Place; p != nil && p.Country != "" {
			if f.actor.In(p.Country) {
				return "at home"
			}
			return "from abroad"
		}
	}
	return "home unknown"
}

// voiceOf says whose voice the report is, where it is a party's: a rebels'
// radio tells of what the army does, a government's of what rebels do.
func (d *doc) voiceOf(f *dossier) string {
	voice := "voice of nobody's side for "
	for _, p := range d.pages {
		for k := range p.actors {
			a := p.actors[k].Actor
			if p.t.SentenceAt(p.t.TokenAt(p.actors[k].Span[0])) > 1 {
				break
			}
			if a.Party() || a.Person || a.Source != "armed_group" {
				continue
			}
			if a.Parent(d.anchor.Start) == f.actor.Name {
				return "its own voice"
			}
			voice = "voice of an armed group for "
		}
	}
	return voice + f.side()
}

// side is the part that a party has in a war: the state, those who rule it, or
// a group in arms.
func (f *dossier) side() string {
	switch {
	case f.kind == "government":
		return "government"
	case f.armed():
		return "group"
	}
	return "forces"
}

// roleOf is the kind of people that an agent without a name is said to be.
func (p *page) roleOf(agent phrase) string {
	for k := agent.first; k < agent.last; k++ {
		if e := p.lex[k]; e != nil && e.people != nil && e.people.status != "" {
			return e.people.status
		}
	}
	return "of no role"
}

// weightOf is how clearly a way of telling of a party shows it attacking: which
// of its mentions is quoted.
func weightOf(way string) int {
	switch way {
	case "by":
		return 4
	case "attacks":
		return 3
	case "its attack", "attack in the name":
		return 2
	case "its people":
		return 1
	}
	return 0
}

// waysOf are the ways in which the words around a mention show the party. A
// place that stands for its government attacks only as "an Israeli strike".
func (p *page) waysOf(a *actor.Mention) []string {
	first, last := p.t.TokenAt(a.Span[0]), p.t.TokenAt(a.Span[1]-1)+1
	sen := p.sentenceOf(first)
	var out []string
	switch {
	case a.Adjective:
		out = append(out, "an adjective")
	case a.Metonym:
		out = append(out, "a place")
	case a.Local:
		out = append(out, "a body of the country")
	default:
		out = append(out, "a name")
	}
	last = p.pastBrackets(last, sen.Last)
	if i, _, ok := p.find("attack noun", last, min(sen.Last, last+3)); ok && (i == last || !a.Metonym && p.unbroken(last, i)) {
		out = append(out, "its attack")
	}
	if a.Metonym {
		return out
	}
	if _, _, ok := p.find("attack noun", first, last); ok {
		out = append(out, "attack in the name")
	}
	if p.speaking(first, last) {
		return append(out, "speaks")
	}
	if p.objectOf(sen, first) {
		out = append(out, "behind a preposition")
	} else if i, _, ok := p.find("attack verb", last, min(sen.Last, last+6)); ok && p.unbroken(last, i) && !p.has(i-1, cBe) {
		out = append(out, "attacks")
	}
	if p.doneBy(sen, first) {
		out = append(out, "by")
	}
	if _, _, ok := p.find("blamed to", max(sen.Body, first-8), first); ok {
		out = append(out, "blamed")
	}
	if _, _, ok := p.find("blamed", max(sen.Body, first-8), first); ok {
		out = append(out, "accused")
	}
	if p.harmIn(sen) {
		out = append(out, "beside harm")
	}
	return out
}

// harmIn says whether the sentence has a word of harm.
func (p *page) harmIn(sen text.Sentence) bool {
	for i := sen.Body; i < sen.Last; i++ {
		if p.has(i, cHarm) {
			return true
		}
	}
	return false
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
