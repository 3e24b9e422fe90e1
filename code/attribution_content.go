package code

import (
	"sort"

	"cairn"
	"cairn/text"
)

// content finds what is said: behind the verb, before the subject, or both.
func (h *hearing) content(c *cueing) {
	after := c.i + 1
	if c.inverted {
		after = c.source[1]
	}
	end := h.sentenceEnd(c.sen)
	u := utterance{source: c.source, cue: [2]int{c.i, c.i + 1}, rule: "says.verb"}
	h.stand(c, &u)
	if c.quoteBefore {
		stop := c.left
		if c.inverted {
			stop = c.group
		}
		u.content, u.statement = h.quoteEnding(h.trimLeft(stop), c.sen.Body), true
		h.add(u)
		return
	}
	start, evidence := h.rightContent(c, after, end)
	if c.inverted || c.commaBefore && (evidence == none || evidence == bare && h.role(after, rPrep|rEnd)) {
		if c.verb.frames&(fClause|fQuote) == 0 || h.role(c.source[0], rRelative) {
			return
		}
		u.content, u.statement = [2]int{h.clauseStart(c.sen, c.left), h.trimLeft(c.left)}, c.verb.frames&fMind == 0
		if u.content[1]-u.content[0] > 2 || evidence == none {
			h.add(u)
			return
		}
	}
	if c.verb.role&rTollVerb != 0 {
		if !h.tollAhead(c.i+1, end) {
			return
		}
		u.content, u.statement, u.rule = [2]int{c.i + 1, end}, true, "says.toll"
		h.add(u)
		return
	}
	if !h.accepts(c, evidence, start) {
		return
	}
	if start < end {
		u.statement = states(c.verb.frames, evidence)
		u.content = [2]int{start, h.quoteReach(start, end)}
		h.add(u)
	}
}

// states says whether a verb with what follows it is a statement, which a claim
// can rest on, and not a thought, a wish or praise.
func states(f frames, e evidence) bool {
	if f&(fOwn|fDeny|fClaim) != 0 && e != purpose {
		return true
	}
	if f&fMind != 0 || e == purpose || e == prep {
		return false
	}
	if e == that || e == quoted {
		return f&(fClause|fThat|fQuote|fPerson) != 0
	}
	return f&(fClause|fThat) != 0 && f&fWeak == 0
}

// stand reads how the speaker stands to what is said, and the publisher's
// words of distance: "what it said were".
func (h *hearing) stand(c *cueing, u *utterance) {
	f := c.verb.frames
	switch {
	case f&fDeny != 0:
		u.stance = cairn.Denied
	case f&fOwn != 0:
		u.stance = cairn.Acknowledged
	case f&fClaim != 0:
		u.stance = cairn.Alleged
		if h.t.Key(c.i+1) == sayResponsibility || h.ofItself(c) {
			u.stance = cairn.Claimed
		}
	}
	if n := len(h.found); c.participial && u.stance == "" && n > h.first && h.found[n-1].source == c.source {
		// "acknowledged the losses, saying the army had withdrawn"
		if before := h.found[n-1].stance; before == cairn.Acknowledged || before == cairn.Claimed {
			u.stance = before
		}
	}
	if c.left > 0 && h.t.Key(c.left-1) == sayWhat && h.role(c.i+1, rBe) {
		u.hedged = [2]int{c.left - 1, c.i + 2}
	}
}

// tollAhead says whether a count is what follows: "put the death toll at 56".
func (h *hearing) tollAhead(k, end int) bool {
	for j := k; j < min(end, k+5); j++ {
		if h.role(j, rTollNoun) {
			return true
		}
	}
	return false
}

// ofItself says whether what is claimed is the speaker's own deed: "claimed that
// it killed".
func (h *hearing) ofItself(c *cueing) bool {
	for k := c.i + 1; k < min(c.sen.Last, c.i+9) && h.mark(k) == 0; k++ {
		if h.t.Key(k) == sayThat {
			return h.role(k+1, rPronoun) || h.possessive(k+1)
		}
	}
	return h.role(c.i+1, rPronoun) || h.t.Key(c.i+1) == sayTo
}

// trimLeft steps back over the comma before a subject.
func (h *hearing) trimLeft(k int) int {
	for lo := max(0, k-far); k > lo && (h.mark(k-1) == ',' || h.mark(k-1) == '—' || h.mark(k-1) == '–' || h.mark(k-1) == '-'); {
		k--
	}
	return k
}

// evidence is how surely what follows a verb is its content.
type evidence int

const (
	none    evidence = iota // nothing follows
	bare                    // words follow
	opens                   // a determiner or pronoun follows: a clause or an object
	that                    // "that", "how", "whether"
	quoted                  // a quotation or a colon
	purpose                 // "to" and a verb
	prep                    // the preposition that the verb asks for
)

// rightContent finds where the content behind a verb begins.
func (h *hearing) rightContent(c *cueing, k, end int) (int, evidence) {
	f := c.verb.frames
	for k < end && h.role(k, rAdverb) && !h.role(k, rPrep) {
		k++
	}
	if k >= end {
		return k, none
	}
	if h.mark(k) == ',' && h.opensQuote(k+1) || h.mark(k) == ':' && k+1 < end {
		return k + 1, quoted
	}
	if h.opensQuote(k) {
		return k, quoted
	}
	if h.mark(k) == ',' && c.commaBefore && end-k > 4 && h.adjunct(c) {
		return k + 1, bare
	}
	if h.mark(k) != 0 {
		return k, none
	}
	if h.t.Key(k) == sayThat || h.role(k, rWh) {
		return k, that
	}
	if h.t.Key(k) == sayTo && f&fInf != 0 {
		return k, purpose
	}
	if f&fPrep != 0 && h.asked(k, f) {
		return k + 1, prep
	}
	if f&fPerson != 0 {
		if first, last, ok := h.phraseRight(k, end); ok && first == k {
			return h.afterPerson(c, last, end)
		}
	}
	if h.role(k, rPrep|rEnd) {
		// "said on Tuesday that", "said in a statement: ..."
		for j := k; j < end && j < k+14; j++ {
			if h.t.Key(j) == sayThat || h.mark(j) == ':' {
				return j + 1, that
			}
			if h.opensQuote(j) {
				return j, quoted
			}
			if h.mark(j) == ',' && j+1 < end && h.opensQuote(j+1) {
				return j + 1, quoted
			}
		}
		return h.skipAdjunct(k, end), bare
	}
	if h.role(k, rDet|rAnyPronoun|rPronoun) {
		return k, opens
	}
	return k, bare
}

// adjunct says whether what stands before the subject is only an adverb or a
// phrase of time or place: "Six months ago, he said, the town fell".
func (h *hearing) adjunct(c *cueing) bool {
	n := h.trimLeft(c.left) - c.sen.Body
	return n <= 5 && n > 0 && (h.role(c.sen.Body, rPrep|rAdverb|rConj|rSub) || n <= 3)
}

// skipAdjunct steps over "on Tuesday" and "in a statement".
func (h *hearing) skipAdjunct(k, end int) int {
	for k < end && h.role(k, rPrep|rEnd) {
		if h.role(k, rEnd) {
			if h.clitic(k + 1) {
				return k
			}
			k++
			continue
		}
		if !h.role(k+1, rEnd) || h.clitic(k+2) {
			return k
		}
		k++
	}
	return k
}

func (h *hearing) clitic(k int) bool {
	return k < len(h.t.Tokens) && h.t.Tokens[k].Kind == text.Clitic
}

// afterPerson finds the content behind the one who is addressed.
func (h *hearing) afterPerson(c *cueing, k, end int) (int, evidence) {
	f := c.verb.frames
	for j := k; j < end && j < k+10; j++ {
		switch {
		case h.t.Key(j) == sayThat || h.role(j, rWh):
			return j, that
		case h.opensQuote(j):
			return j, quoted
		case h.t.Key(j) == sayTo && f&fInf != 0 && j == k:
			return j, purpose
		case h.mark(j) == ':':
			return j + 1, quoted
		case h.mark(j) == ',' && h.opensQuote(j+1):
			return j + 1, quoted
		case h.mark(j) != 0:
			return j, none
		}
	}
	if k < end && h.asked(k, f) {
		return k + 1, prep
	}
	if k < end {
		return k, bare
	}
	return k, none
}

func (h *hearing) asked(k int, f frames) bool {
	var bit frames
	switch h.t.Key(k) {
	case sayFor:
		bit = fFor
	case sayAbout:
		bit = fAbout
	case sayOn:
		bit = fOn
	case sayOf:
		bit = fOf
	case sayTo:
		bit = fTo
	case sayWith:
		bit = fWith
	case sayAgainst:
		bit = fAgainst
	case sayAs:
		bit = fAs
	case sayOut:
		bit = fOut
	}
	return f&bit != 0
}

// accepts says whether a verb and what follows it make an attribution.
func (h *hearing) accepts(c *cueing, e evidence, start int) bool {
	f := c.verb.frames
	if c.verb.nounToo() && c.form&(vThird|vBase) != 0 && (e == bare || e == opens) && !h.role(c.i-1, rAnyPronoun|rRelative|rAux|rAdverb) && !h.t.Tokens[c.i-1].Is(text.Capital) {
		return false
	}
	switch e {
	case none:
		return false
	case that:
		return f&(fClause|fThat|fQuote|fPerson) != 0
	case quoted:
		return true
	case purpose:
		return f&fInf != 0
	case prep:
		return true
	case opens:
		return f&(fClause|fObject|fPerson) != 0
	}
	return f&(fClause|fObject|fPerson) != 0
}

// quoteReach lets content that opens a quotation go on to its end, over the
// ends of sentences.
func (h *hearing) quoteReach(start, end int) int {
	k := sort.Search(len(h.t.Quotes), func(k int) bool { return h.t.Quotes[k].Last > end })
	if k < len(h.t.Quotes) {
		if q := h.t.Quotes[k]; q.First >= start && q.First < end {
			return q.Last
		}
	}
	return end
}

// spokenLabel reads a speaker before a colon: "Police: two dead".
func (h *hearing) spokenLabel(sen text.Sentence) {
	dateline := sen.Body > sen.First
	for j := sen.First; j < sen.Last && j < sen.First+7; j++ {
		if h.mark(j) == ':' && j > sen.First {
			first, last, ok := h.phraseLeft(j-1, sen.First)
			if ok && first == sen.First && j+1 < sen.Last && h.t.Tokens[first].Kind == text.Word && !(h.t.Tokens[j].Is(text.Glued) && h.t.Tokens[j+1].Is(text.Glued)) && h.speaks(first, last) && (!dateline || h.names(first, last)) {
				h.add(utterance{source: [2]int{first, last}, cue: [2]int{j, j + 1},
					content: [2]int{j + 1, h.sentenceEnd(sen)}, rule: "says.label", statement: true})
			}
			return
		}
		if h.mark(j) != 0 && h.mark(j) != '.' {
			return
		}
	}
}

// speaks says whether a phrase names somebody who can speak: a name or a noun
// for a source.
func (h *hearing) speaks(first, last int) bool {
	if h.names(first, last) {
		return true
	}
	for i := first; i < last; i++ {
		if h.t.Tokens[i].Kind == text.Word && !h.t.Tokens[i].Is(text.Capital) {
			return false
		}
	}
	return last-first <= 3 && !h.role(first, rDet|rPrep|rSub|rAdverb)
}

// names says whether the phrase holds a noun for a source: "Police:" is no
// dateline, whatever it looks like.
func (h *hearing) names(first, last int) bool {
	for i := first; i < last; i++ {
		if h.words[i] != nil && len(h.words[i].speakers) > 0 {
			return true
		}
	}
	return false
}

// nounCue reads "the group's claim that", "a statement by the army that".
func (h *hearing) nounCue(sen text.Sentence, i int) {
	end := h.sentenceEnd(sen)
	k := i + 1
	var source [2]int
	if h.t.Key(k) == sayBy || h.t.Key(k) == sayFrom {
		first, last, ok := h.phraseRight(k+1, end)
		if !ok {
			return
		}
		source, k = [2]int{first, last}, last
	} else {
		j := i - 1
		for j >= max(sen.Body, i-far) && h.nominal(j) && h.t.Tokens[j].Kind != text.Clitic && !h.role(j, rDet) {
			j--
		}
		switch {
		case j < sen.Body:
			return
		case h.t.Tokens[j].Kind == text.Clitic:
			first, _, ok := h.phraseLeft(j-1, sen.Body)
			if !ok {
				return
			}
			source = [2]int{first, j}
		case h.role(j, rDet) && h.possessive(j):
			source = [2]int{j, j + 1}
		default:
			return
		}
	}
	if k >= end || h.t.Key(k) != sayThat && h.t.Key(k) != sayOf && h.t.Key(k) != sayTo && h.t.Key(k) != sayAbout {
		return
	}
	h.add(utterance{source: source, cue: [2]int{i, i + 1}, content: [2]int{k, end}, rule: "says.noun", statement: h.t.Key(k) == sayThat})
}

func (h *hearing) possessive(i int) bool {
	switch h.t.Key(i) {
	case sayHis, sayHer, sayTheir, sayIts, sayOur, sayMy, sayYour:
		return true
	}
	return false
}
