package code

import (
	"cairn"
	"cairn/place"
	"cairn/text"
	"sort"
)

// findControl adds the claims about who holds which place: "the base was
// captured by A and B", "A now controls most of the province, except for the
// villages, which C holds", "the second of 14 provinces to fall out of the
// army's control". Both the one who holds and the place must be there, as a
// known actor or a noun for armed people, and as a toponym or a noun for a
// place; "held talks" and "captured soldiers" are not of this kind.
func findControl(d *doc) {
	for _, p := range d.pages {
		for n, sen := range p.t.Sentences {
			for i := sen.Body; i < sen.Last; i++ {
				if v, end, ok := d.territory.verbAt(p, i, sen.Last); ok {
					h := holding{p: p, sen: sen, verb: v, at: i, end: end}
					if f := h.claim(); f != nil {
						f.sentence = n
						d.findings = append(d.findings, f)
					}
				}
			}
		}
	}
}

// holding is one verb of control while it is read.
type holding struct {
	p    *page
	sen  text.Sentence
	verb holdVerb
	at   int
	end  int
}

func (h holding) claim() *finding {
	switch {
	case h.verb.frame == 'f':
		return h.fall()
	case h.passive():
		return h.passiveClaim()
	}
	return h.activeClaim()
}

// make begins the finding of an actor and a place.
func (h holding) make(change string, actor *cairn.Party, l *cairn.Locus, rule string) *finding {
	f := &finding{page: h.p, trigger: [2]int{h.at, h.end}, words: [2]int{h.at, h.end}, doubts: 1}
	sp := h.p.span(h.sen.First, h.sen.Last)
	f.claim = cairn.Claim{Kind: cairn.Control, Actor: actor, Place: l, Change: change, Span: sp, Rule: "control." + change + "." + rule}
	f.because("change", f.claim.Rule, h.at, h.end)
	return f
}

// passive says whether the verb is "was captured", "captured by" or "that is
// still held by".
func (h holding) passive() bool {
	if h.verb.form != past {
		return false
	}
	for k := h.at - 1; k >= max(h.sen.Body, h.at-4); k-- {
		if h.p.has(k, cBe) {
			return true
		}
		if !h.p.has(k, cAdv) {
			break
		}
	}
	return h.p.key(h.end) == keyBy
}

func (h holding) passiveClaim() *finding {
	actor := h.agentBehind(h.end)
	l, _ := h.placeBefore(h.at)
	if actor == nil || l == nil {
		return nil
	}
	f := h.make(h.verb.change, actor, l, "passive")
	f.claim.Extent = h.extent(h.sen.Body, h.at)
	return f
}

func (h holding) activeClaim() *finding {
	p := h.p
	subject, first := h.subject()
	if subject == nil {
		return nil
	}
	// "villages, which militiamen hold": the place stands before the relative.
	if first > h.sen.Body && p.has(first-1, cRel) {
		if l, _ := h.placeBefore(first - 1); l != nil {
			return h.make(h.verb.change, subject, l, "relative")
		}
		return nil
	}
	l, behind := h.placeBehind(h.end)
	if l == nil {
		return nil
	}
	f := h.make(h.verb.change, subject, l, "active")
	f.claim.Extent = h.extent(h.end, behind)
	f.claim.Except = h.except(behind)
	return f
}

// fall reads "the base fell to the rebels" and "the province fell out of the
// army's control", with "the second of 14 provinces" where it stands.
func (h holding) fall() *finding {
	p := h.p
	end := h.end
	for p.has(end, cAdv) || p.doc.territory.extent[p.key(end)] != "" { // "fall completely out of"
		end++
	}
	if p.key(end) == keyOut && p.key(end+1) == keyOf {
		loser, behind := h.partyAt(end + 2)
		if loser == nil || behind > h.sen.Last {
			return nil
		}
		order, before := h.order()
		l, first := h.placeBefore(before)
		if l == nil {
			return nil
		}
		if tops := h.topics(first, before); order != nil && len(tops) == 1 {
			l = h.ofKind(&tops[0], h.noun(before, h.at))
		}
		f := h.make("lost", loser, l, "fall")
		f.claim.Order = order
		if f.claim.Extent = h.extent(before, end); f.claim.Extent == "" && order != nil {
			f.claim.Extent = "complete"
		}
		return f
	}
	if p.key(end) != keyTo {
		return nil
	}
	winner, _ := h.partyAt(end + 1)
	l, _ := h.placeBefore(h.at)
	if winner == nil || l == nil {
		return nil
	}
	return h.make("captured", winner, l, "fall")
}

var keyOut, keyExcept, keyAnd, keyFor, keyWith = text.KeyOf("out"), text.KeyOf("except"), text.KeyOf("and"), text.KeyOf("for"), text.KeyOf("with")

// order reads "the second of Syria's 14 provinces" before the verb, and where
// it begins.
func (h holding) order() (*cairn.Ordinal, int) {
	p := h.p
	for _, n := range p.t.NumbersIn(h.sen.Body, h.at) {
		if n.Kind != text.Rank {
			continue
		}
		o := &cairn.Ordinal{N: n.N}
		last := n.Last
		for k := n.Last; k < h.at; k++ {
			if kind, ok := p.doc.territory.places[p.key(k)]; ok && kind != "-" {
				o.Unit, last = "place", k+1
				break
			}
		}
		for _, m := range p.t.NumbersIn(n.Last, last) {
			if m.Kind == text.Count || m.Kind == text.Year {
				of := m.N
				o.Of = &of
			}
		}
		span := p.span(n.First, last)
		o.Span, o.Text = &span, p.t.S[span[0]:span[1]]
		return o, n.First
	}
	return nil, h.at
}

// extent is the word of extent between two tokens.
func (h holding) extent(first, last int) string {
	for k := first; k < min(last, h.sen.Last); k++ {
		if e := h.p.doc.territory.extent[h.p.key(k)]; e != "" {
			return e
		}
	}
	return ""
}

// except reads the places behind "except for".
func (h holding) except(from int) []cairn.Locus {
	p := h.p
	for k := from; k < min(h.sen.Last, from+4); k++ {
		if p.key(k) != keyExcept {
			continue
		}
		k++
		if p.key(k) == keyFor {
			k++
		}
		l, _ := h.placeBehind(k)
		if l == nil {
			return nil
		}
		out := append([]cairn.Locus{*l}, l.With...)
		out[0].With = nil
		return out
	}
	return nil
}

// timeOfTaking dates a change of hands that has no day of its own by the
// capture that its sentence speaks of: "the capture of the base also made Idlib
// the second province to fall". A day of some other sentence is never taken.
func (f *finding) timeOfTaking() {
	p := f.page
	sen := p.t.Sentences[f.sentence]
	i, j, ok := p.find("taken event", sen.First, sen.Last)
	if !ok || f.claim.Change == "holds" {
		return
	}
	if on := p.takenOn(); on != "" {
		f.claim.Time = &cairn.When{Words: p.words(i, j, cairn.Context), Period: cairn.Period{Start: on, End: on}, Precision: "day"}
		f.because("time", "control.taken", i, j)
	}
}

// located says whether a toponym can be a place that is held.
func located(r place.Resolved) bool { return r.Demonym == "" && !r.Speaks }

// topics are the toponyms inside tokens [first, last).
func (h holding) topics(first, last int) (out []place.Resolved) {
	if first >= last {
		return nil
	}
	span := h.p.span(first, last)
	all := h.p.toponyms()
	from := sort.Search(len(all), func(k int) bool { return all[k].Span[0] >= span[0] })
	for _, r := range all[from:] {
		if r.Span[0] >= span[1] {
			break
		}
		if located(r) && span.Contains(r.Span) {
			out = append(out, r)
		}
	}
	return out
}
