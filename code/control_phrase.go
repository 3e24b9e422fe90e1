package code

import (
	"cairn"
	"cairn/text"
)

// How a verb of control finds the one who holds.

// agentBehind reads who did it behind "by".
func (h holding) agentBehind(i int) *cairn.Party {
	for k := i; k < min(h.sen.Last, i+6); k++ {
		if h.p.key(k) == keyBy {
			party, _ := h.partyAt(k + 1)
			return party
		}
		if h.p.t.Tokens[k].Kind == text.Punct {
			return nil
		}
	}
	return nil
}

// partyAt reads actors that act together, "the Nusra Front and other militant
// groups", and where they end.
func (h holding) partyAt(i int) (*cairn.Party, int) {
	p := h.p
	n, ok := p.np(i, h.sen.Last)
	for k := n.first; ok && k < n.last; k++ {
		if p.t.Tokens[k].Kind == text.Clitic && k > n.first { // "the army's control"
			n.last, n.head = k, k-1
		}
	}
	if !ok || !h.holder(n) {
		return nil, i
	}
	out := p.party(n.first, n.last, n)
	last := n.last
	for {
		k := last
		for k < h.sen.Last && (p.t.Word(k) == "," || p.key(k) == keyAnd || p.key(k) == keyWith) {
			k++
		}
		if k == last {
			return out, last
		}
		next, ok := p.np(k, h.sen.Last)
		if !ok || !h.holder(next) {
			return out, last
		}
		out.With = append(out.With, *p.party(next.first, next.last, next))
		last = next.last
	}
}

// holder says whether a phrase can hold a place: a known party, or a noun for
// people who are no civilians.
func (h holding) holder(n np) bool {
	if a := h.p.actorIn(n.first, n.last); a != nil {
		return a.Actor.Party()
	}
	return n.kind == npPeople && n.people != nil && n.people.actor || n.head >= 0 && h.p.doc.territory.holder[h.p.key(n.head)]
}

// subject reads the actors before an active verb: the last joint phrase of the
// clause, over a relative clause between commas. It also says where they begin.
func (h holding) subject() (*cairn.Party, int) {
	p := h.p
	var out *cairn.Party
	first, joined := h.at, false
	for k := h.sen.Body; k < h.at; {
		switch {
		case p.t.Word(k) == "," && p.has(k+1, cRel):
			if k = h.closing(k + 1); k >= h.at {
				// no comma closes it: the relative holds the verb itself
				k = h.opening()
			}
			continue
		case p.key(k) == keyAnd || p.key(k) == keyWith || p.t.Word(k) == ",":
			joined = joined || out != nil
			k++
			continue
		case p.has(k, cAdv|cModal|cHave|cBe|cDo) || p.key(k) == keyTo:
			k++
			continue
		}
		n, ok := p.np(k, h.at)
		if !ok || n.last <= k {
			if p.has(k, cRel|cSub|cSay|cVerb) || p.key(k) != keyOf && !p.has(k, cDet) {
				out, joined = nil, false
			}
			k++
			continue
		}
		switch {
		case !h.holder(n):
			out, joined = nil, false
		case out != nil && joined:
			out.With = append(out.With, *p.party(n.first, n.last, n))
			joined = false
		default:
			out, first, joined = p.party(n.first, n.last, n), n.first, false
		}
		k = n.last
	}
	return out, first
}

// closing is the token behind the comma that ends what began at token k.
func (h holding) closing(k int) int {
	for ; k < h.at; k++ {
		if h.p.t.Word(k) == "," {
			return k
		}
	}
	return h.at
}

// opening is the token behind the last relative before the verb.
func (h holding) opening() int {
	for k := h.at - 1; k > h.sen.Body; k-- {
		if h.p.has(k, cRel) {
			return k + 1
		}
	}
	return h.sen.Body
}
