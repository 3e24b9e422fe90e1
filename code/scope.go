package code

import (
	"cairn"
	"cairn/text"
	"sort"
)

// setScope says how far each count reaches.
func setScope(d *doc) {
	for n, f := range d.findings {
		c := &f.claim
		if c.Scope != "" || c.Kind != cairn.Casualty {
			continue
		}
		c.Scope = cairn.ScopeIncident
		sen := f.nearWords()
		if i, j, ok := f.page.find("cumulative", sen.First, sen.Last); ok {
			c.Scope = cairn.ScopeCumulative
			f.because("scope", "cumulative", i, j)
			continue
		}
		if i, j, ok := f.manyEvents(sen); ok {
			c.Scope = cairn.ScopeAggregate
			f.because("scope", "many events", i, j)
			continue
		}
		if i, j, ok := f.eversince(sen); ok {
			c.Scope = cairn.ScopeCumulative
			f.because("scope", "since", i, j)
			continue
		}
		if i, ok := f.oldYear(sen); ok {
			c.Scope, f.past = cairn.ScopeBackground, true
			f.because("scope", "year", i, i+1)
			continue
		}
		if i, ok := f.protested(sen); ok {
			c.Scope = cairn.ScopeBackground
			f.because("scope", "protest", i, i+1)
			continue
		}
		if i, j, ok := f.aftermath(sen); ok {
			c.Scope = cairn.ScopeBackground
			f.because("scope", "aftermath", i, j)
			continue
		}
		for _, use := range []string{"habit", "background", "past"} {
			if i, j, ok := f.page.find(use, sen.First, sen.Last); ok && !f.page.mentions("just past", i, j+1) && f.under(d.findings[max(0, n-near):min(n+near, len(d.findings))], i, j) {
				c.Scope, f.past = cairn.ScopeBackground, use == "past"
				f.because("scope", use, i, j)
				break
			}
		}
	}
	d.recall()
}

// manyEvents finds what tells that a number is over many events: "17 wounded in
// weekend shootings", "in separate attacks".
func (f *finding) manyEvents(sen text.Sentence) (int, int, bool) {
	p := f.page
	if i, j, ok := p.find("split over events", f.trigger[1], sen.Last); ok {
		return i, j, true
	}
	limit := min(sen.Last, f.trigger[1]+8)
	if i, j, ok := p.find("many events", f.trigger[1], limit); ok {
		return i, j, true
	}
	for k := f.trigger[1]; k < limit; k++ {
		if p.key(k) != keyIn {
			continue
		}
		for j := k + 1; j < min(limit, k+6) && p.t.Tokens[j].Kind == text.Word && !p.has(j, cDet|cPrep|cConj) && p.numberAt(j) == nil; j++ {
			if e := p.lex[j]; e != nil && e.noun != nil && e.noun.events && e.many {
				return k, j + 1, true
			}
		}
	}
	return 0, 0, false
}

var keyIn = text.KeyOf("in")

// under says whether a phrase of recalled history at tokens [i, j) is about this
// finding, and not about another one of its sentence: "on the anniversary of the
// massacre, in which 80 were killed, two men were shot".
func (f *finding) under(around []*finding, i, j int) bool {
	p := f.page
	k := f.patient.first
	opens := k > 0 && p.t.Word(k-1) == ","
	for _, g := range around {
		if g == f || g.page != p || g.sentence != f.sentence {
			continue
		}
		if f.trigger[0] < i && g.trigger[0] >= j {
			return false
		}
		if opens && g.trigger[0] >= j && g.trigger[0] < f.trigger[0] && g.patient != f.patient {
			return false
		}
	}
	return true
}

// recall takes what is told as past for the event itself where the report tells
// of no newer one: a court story, a vigil.
func (d *doc) recall() {
	for _, f := range d.findings {
		if f.claim.Scope == cairn.ScopeIncident && f.claim.Count != nil && f.claim.Count.Qualifier == cairn.None && f.claim.Kind == cairn.Casualty && f.claim.Measure == cairn.Casualties {
			return // the report's own event harmed nobody
		}
		if f.claim.Kind == cairn.Casualty && f.claim.Scope == cairn.ScopeIncident && (f.claim.Measure == cairn.Killed || f.claim.Measure == cairn.Injured) && f.atLeast() > 0 {
			return
		}
	}
	for _, f := range d.findings {
		sen := f.page.t.Sentences[f.sentence]
		_, _, protest := f.page.find("protest", sen.First, sen.Last)
		_, _, memory := f.page.find("in memory", sen.First, sen.Last)
		if f.past && !protest && !memory {
			f.claim.Scope = cairn.ScopeIncident
			f.doubt(0.8)
			f.because("scope", "past.only", f.trigger[0], f.trigger[1])
		}
	}
}

// oldYear finds a year more than one before the report's.
func (f *finding) oldYear(sen text.Sentence) (int, bool) {
	published, ok := f.page.doc.anchor.Start.Time()
	if !ok {
		return 0, false
	}
	numbers := f.page.numbers
	from := sort.Search(len(numbers), func(k int) bool { return numbers[k].Core >= sen.First })
	for k := from; k < len(numbers) && numbers[k].Core < sen.Last; k++ {
		n := &numbers[k]
		if n.Kind == text.Year && n.N > 1900 && n.N < int64(published.Year())-1 {
			return n.Core, true
		}
	}
	return 0, false
}

// protested says whether the harm is what people protest about: the protest is
// told first, and the harm behind "over", "against" or "after".
func (f *finding) protested(sen text.Sentence) (int, bool) {
	p := f.page
	i, j, ok := p.find("protest", sen.First, f.trigger[0])
	if f.claim.Act == "suicide" && !ok {
		if i, _, ok = p.find("protest", max(0, sen.First-4*farWords), sen.First); ok {
			return i, true
		}
	}
	if !ok {
		if i, j, ok = p.find("arrest", sen.First, f.trigger[0]); !ok {
			return 0, false
		}
		f.past = true // the news is the arrest; where nothing else is told, so is its reason
	}
	for k := j; k < f.trigger[0]; k++ {
		if _, _, ok := p.find("about", k, k+1); ok {
			return i, true
		}
	}
	return 0, false
}

// aftermath finds "following the attack on a convoy that killed three": the harm
// in a relative clause of what the report's own event came after.
func (f *finding) aftermath(sen text.Sentence) (int, int, bool) {
	p := f.page
	start := f.trigger[0]
	for start > max(sen.First, f.trigger[0]-8) && !p.has(start-1, cRel) && p.t.Tokens[start-1].Kind == text.Word {
		start--
	}
	if start <= sen.First || !p.has(start-1, cRel) || p.key(start-1) == keyWho {
		return 0, 0, false
	}
	i, j, ok := p.find("came after", max(sen.Body+1, start-20), start-1)
	if !ok && f.sentence > 1 {
		i, j, ok = p.find("after event", max(sen.Body+1, start-20), start-1)
	}
	for k := j; ok && k < start-1; k++ {
		ok = !p.has(k, cBe|cHave|cSay) && p.t.Word(k) != ";" && p.t.Word(k) != "."
	}
	return i, j, ok
}

// eversince finds "have been killed ... since the capture", or as it was said "that
// 120 had been killed since": a perfect with what it counts from is a running
// total. "Had been hospitalized since Friday" is the state of people to whom
// something happened then, and "two have since died" counts from nothing.
func (f *finding) eversince(sen text.Sentence) (int, int, bool) {
	p := f.page
	for k := f.trigger[0] - 1; k >= max(sen.First, f.trigger[0]-4); k-- {
		switch p.key(k) {
		case keyHave, keyHas:
			if i, j, ok := p.find("baseline", sen.First, min(sen.First+3, f.trigger[0])); ok {
				return i, j, ok
			}
			return f.countsFrom(sen)
		case keyHad:
			if f.weak || f.claim.Measure != cairn.Killed && f.claim.Measure != cairn.Injured {
				return 0, 0, false
			}
			return f.countsFrom(sen)
		}
		if !p.has(k, cBe|cAdv) {
			break
		}
	}
	return 0, 0, false
}

// countsFrom finds behind the word of harm what a running total counts from.
func (f *finding) countsFrom(sen text.Sentence) (int, int, bool) {
	p := f.page
	i, j, ok := p.find("baseline", f.trigger[1], sen.Last)
	return i, j, ok && !p.mentions("part of day", j, j+1) && !p.has(i-1, cHave)
}

var keyHave, keyHas = text.KeyOf("have"), text.KeyOf("has")

// near is how many findings before and after one can stand in its sentence and
// bear on it.
const near = 20

// farWords is how many tokens of a sentence around its trigger can tell how a
// finding is meant. Sentences of the field's reports are shorter; a text
// without full stops is not read through again for each of its claims.
const farWords = 150

// nearWords is the finding's sentence, as far as it can matter to it.
func (f *finding) nearWords() text.Sentence {
	sen := f.page.t.Sentences[f.sentence]
	sen.First = max(sen.First, f.trigger[0]-farWords)
	sen.Body = max(sen.Body, sen.First)
	sen.Last = min(sen.Last, f.trigger[1]+farWords)
	return sen
}
