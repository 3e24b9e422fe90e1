package code

import (
	"cairn"
	"cairn/place"
)

// How a verb of control finds the place that is held.

// placeBehind reads the place behind token i: its toponyms, or a noun for a
// place that was named before. It also says where the phrase ends.
func (h holding) placeBehind(i int) (*cairn.Locus, int) {
	p := h.p
	last, seen := i, false
phrase:
	for k := i; k < min(h.sen.Last, i+24); {
		switch {
		case p.key(k) == keyOf || p.has(k, cDet) || p.doc.territory.extent[p.key(k)] != "":
			k++
			continue
		case seen && (p.key(k) == keyAnd || p.t.Word(k) == ","):
			if h.placeLike(k+1, k+8) == 0 {
				break phrase
			}
			k++
			continue
		}
		n, ok := p.np(k, h.sen.Last)
		if !ok || n.last <= k || !h.isPlace(n) {
			if ok && n.last > k && !seen && p.key(n.last) == keyOf { // "the outskirts of"
				k = n.last
				continue
			}
			break
		}
		seen, last, k = true, n.last, n.last
		if p.key(k) == keyOf {
			k++
			continue
		}
		if p.key(k) != keyAnd && (k >= len(p.t.Tokens) || p.t.Word(k) != ",") {
			break
		}
	}
	if !seen {
		return nil, i
	}
	if name, end := h.otherName(last); name != nil {
		return h.ofKind(name, h.noun(i, last)), end
	}
	return h.locusOf(i, last), last
}

// otherName reads ", also called Idlib," behind a place.
func (h holding) otherName(i int) (*place.Resolved, int) {
	for k := i; k < min(h.sen.Last, i+4); k++ {
		if !h.p.doc.territory.called[h.p.key(k)] {
			continue
		}
		if tops := h.topics(k+1, min(k+5, h.sen.Last)); len(tops) > 0 {
			return &tops[0], k + 2
		}
	}
	return nil, i
}

// ofKind reads a name as the kind of place that a noun says it is: the province
// of Idlib and its capital have one name.
func (h holding) ofKind(r *place.Resolved, noun int) *cairn.Locus {
	out := *r
	if noun >= 0 {
		kind := h.p.doc.territory.places[h.p.key(noun)]
		for _, c := range r.Candidates {
			if ofSort(kind, c.Kind) {
				same := c.Place
				out.Place, out.Ambiguous, out.Unlisted = &same, false, nil
				if kind == "admin1" {
					out.Precision = "province"
				}
				break
			}
		}
	}
	return locus(out, cairn.Stated)
}

// placeLike is the end of the first phrase for a place from token i on, 0
// where the next phrase is none.
func (h holding) placeLike(i, limit int) int {
	if h.p.has(i, cRel) {
		return 0
	}
	n, ok := h.p.np(i, min(limit, h.sen.Last))
	if ok && h.isPlace(n) {
		return n.last
	}
	return 0
}

// isPlace says whether a phrase is a place that can be held.
func (h holding) isPlace(n np) bool {
	return len(h.topics(n.first, n.last)) > 0 || h.noun(n.first, n.last) >= 0 && h.p.actorIn(n.first, n.last) == nil
}

// noun is the last noun for a place in tokens [first, last), or -1.
func (h holding) noun(first, last int) int {
	for k := last - 1; k >= first; k-- {
		if _, ok := h.p.doc.territory.places[h.p.key(k)]; ok {
			return k
		}
	}
	return -1
}

// placeBefore reads the nearest place that ends before token i, with those
// joined to it: "the villages of Foua and Kfarya".
func (h holding) placeBefore(i int) (*cairn.Locus, int) {
	p := h.p
	end := 0
	for k := i; k > max(h.sen.Body, i-30); k-- {
		if tops := h.topics(k-1, k); len(tops) > 0 || h.noun(k-1, k) >= 0 {
			end = k
			break
		}
		if p.has(k-1, cSay) || p.t.Word(k-1) == ";" {
			return nil, i
		}
	}
	if end == 0 {
		return nil, i
	}
	first := end - 1
	for first > h.sen.Body && (p.inside(first-1, end) || p.key(first-1) == keyOf || p.key(first-1) == keyAnd && h.endsPlace(first-1)) {
		first--
	}
	// "the base in Idlib province was captured": what lies in it is what fell
	if k := first - 1; k > h.sen.Body && p.has(k, cPrep) && p.key(k) != keyOf && (len(h.topics(k-1, k)) > 0 || h.noun(k-1, k) >= 0) {
		return h.placeBefore(k)
	}
	return h.locusOf(first, end), first
}

// endsPlace says whether the token before i is of a place.
func (h holding) endsPlace(i int) bool {
	return len(h.topics(i-1, i)) > 0 || h.covered(i-1)
}

// covered says whether a toponym holds token i.
func (h holding) covered(i int) bool {
	span := h.p.span(i, i+1)
	for _, r := range h.p.toponyms() {
		if located(r) && r.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// locusOf makes the place of tokens [first, last): its toponyms, joined, or
// what its noun was called before.
func (h holding) locusOf(first, last int) *cairn.Locus {
	p := h.p
	words := p.words(first, last, cairn.Stated)
	var here []place.Resolved
	for _, r := range p.toponyms() {
		if located(r) && r.Span.Overlaps(*words.Span) {
			here = append(here, r)
		}
	}
	if len(here) > 0 {
		return joint(here, cairn.Stated)
	}
	noun := h.noun(first, last)
	if noun < 0 {
		return nil
	}
	kind := p.doc.territory.places[p.key(noun)]
	many := p.plural(noun)
	if p.in == "title" && kind != "-" {
		if l := h.inText(kind); l != nil {
			return l
		}
	}
	if kind == "-" {
		return h.byPlace(words, first)
	}
	if before := h.before(kind, many); len(before) > 0 {
		return joint(before, cairn.Context)
	}
	return &cairn.Locus{Words: words}
}

// byPlace is something that was taken and is no place of its own: the
// fortifications, some positions. It lies by the place that its own sentence
// speaks of, if that speaks of one, and is not that place.
func (h holding) byPlace(words cairn.Words, first int) *cairn.Locus {
	p := h.p
	var there []place.Resolved
	for k := first - 1; k >= h.sen.Body && there == nil; k-- {
		if kind := p.doc.territory.places[p.key(k)]; kind != "" && kind != "-" {
			there = h.before(kind, p.plural(k))
		} else if tops := h.topics(k, k+1); len(tops) > 0 && tops[0].Place != nil && tops[0].Precision != "country" {
			there = tops
		}
	}
	if len(there) == 0 {
		return &cairn.Locus{Words: words}
	}
	l := joint(there, cairn.Context)
	near, tied := l.Name, []cairn.Anchor{{Relation: "near", Name: l.Name, ID: l.ID, Kind: l.Kind}}
	for _, w := range l.With {
		near += " and " + w.Name
		tied = append(tied, cairn.Anchor{Relation: "near", Name: w.Name, ID: w.ID, Kind: w.Kind})
	}
	if len(l.Anchors) > 0 || l.Name == "" {
		tied = l.Anchors
	}
	l.Words, l.Name, l.Precision = words, words.Text+" near "+near, "near"
	l.ID, l.Kind, l.With, l.Anchors = "", "", nil, tied
	return l
}

// before are the places of a kind that the page named last before the verb:
// one, or for a plural all those of one sentence.
func (h holding) before(kind string, many bool) (out []place.Resolved) {
	p := h.p
	limit := p.span(h.at, h.at+1)[0]
	sentence := -1
	places := p.toponyms()
	for i := len(places) - 1; i >= 0; i-- {
		r := places[i]
		if r.Span[0] >= limit || !located(r) || r.Place == nil || r.Precision == "country" || !ofSort(kind, r.Place.Kind) {
			continue
		}
		s := p.sentenceHolding(r.Span[0])
		if sentence >= 0 && s != sentence {
			break
		}
		sentence = s
		out = append([]place.Resolved{r}, out...)
		if !many {
			break
		}
	}
	return out
}

func (p *page) sentenceHolding(at int) int {
	for n, sen := range p.t.Sentences {
		if at < sen.End {
			return n
		}
	}
	return len(p.t.Sentences) - 1
}

// joint writes several places as one claim carries them.
func joint(rs []place.Resolved, basis cairn.Basis) *cairn.Locus {
	out := locus(rs[0], basis)
	seen := map[string]bool{out.Name + out.Text: true}
	for _, r := range rs[1:] {
		l := locus(r, basis)
		if !seen[l.Name+l.Text] && (l.Name == "" || l.Name != out.Name) {
			seen[l.Name+l.Text] = true
			out.With = append(out.With, *l)
		}
	}
	return out
}

// inText is the first place of a kind that the text names, for a headline that
// only says "the base".
func (h holding) inText(kind string) *cairn.Locus {
	body := h.p.doc.pages[len(h.p.doc.pages)-1]
	if body == h.p {
		return nil
	}
	for _, r := range body.toponyms() {
		if located(r) && r.Place != nil && ofSort(kind, r.Place.Kind) {
			l := locus(r, cairn.Context)
			l.In = "text"
			return l
		}
	}
	return nil
}

// ofSort says whether a place is of the kind that a noun asks for: villages,
// towns and cities are one kind of noun, whatever the gazetteer calls them.
func ofSort(kind string, k place.Kind) bool {
	switch have := k.String(); have {
	case "capital", "seat", "town", "village", "neighbourhood":
		return kind == "town"
	case "airport", "base":
		return kind == "airbase"
	default:
		return have == kind
	}
}
