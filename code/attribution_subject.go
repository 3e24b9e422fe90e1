package code

import "cairn/text"

// subject finds who says it: before the verb, or behind it after a quotation.
func (h *hearing) subject(c *cueing) bool {
	if c.participial {
		return h.participle(c)
	}
	k := c.group - 1
	lo := c.sen.Body
	if k > lo && h.mark(k) == ',' && !h.closesQuote(k-1) && h.inserted(c, k, lo) {
		h.before(c)
		return true
	}
	if k >= lo && (h.closesQuote(k) || h.mark(k) == ',' || h.mark(k) == '—') && c.form&(vPast|vThird) != 0 && h.behindVerb(c) {
		c.inverted = true
		c.quoteBefore = h.closesQuote(k)
		c.commaBefore = !c.quoteBefore
		c.left = k + 1
		return true
	}
	if k < lo {
		if h.ownQuote(c.sen, k) && h.behindVerb(c) {
			c.inverted, c.quoteBefore, c.left = true, true, c.group
			return true
		}
		return false
	}
	if h.mark(k) == ',' || h.mark(k) == '—' || h.mark(k) == '–' || h.mark(k) == '-' {
		if h.apposition(c, k, lo) {
			h.before(c)
			return true
		}
		return false
	}
	if h.role(k, rConj) {
		return h.shared(c)
	}
	first, last, ok := h.phraseLeft(k, lo)
	if !ok {
		return false
	}
	for first < last-1 && h.role(first, rEnd) && !h.role(first, rDet) {
		first++ // "On Monday police said"
	}
	if !h.canSpeak(c, first, last) {
		return false
	}
	if r := h.relativeBefore(first, lo); r > 0 {
		if a, _, ok := h.phraseLeft(r-1, lo); ok {
			first = a // "Residents who fled the town said"
		}
	}
	c.source, c.left = [2]int{first, last}, first
	h.before(c)
	return true
}

// ownQuote says whether the quotation that ends at token j, in the sentence
// before, belongs to this one: "Who did it?" Mr. Ali said.
func (h *hearing) ownQuote(sen text.Sentence, j int) bool {
	return j > 0 && !sen.Paragraph && h.closesQuote(j) && (h.mark(j-1) == '?' || h.mark(j-1) == '!' || h.mark(j-1) == '…' || h.mark(j-1) == '—')
}

// trailing says whether nothing is said behind the verb.
func (h *hearing) trailing(k int) bool {
	for h.role(k, rEnd|rAdverb) {
		k++
	}
	return isEnd(h.mark(k)) || h.mark(k) == ',' || h.role(k, rPrep)
}

// canSpeak says whether the phrase before a verb can be its subject: not a bare
// date, and with a verb of doing not what hangs on a preposition.
func (h *hearing) canSpeak(c *cueing, first, last int) bool {
	words := 0
	for i := first; i < last; i++ {
		if h.t.Tokens[i].Kind == text.Word && !h.role(i, rEnd) || h.role(i, rAnyPronoun|rPronoun) {
			words++
		}
	}
	if words == 0 {
		return h.t.Tokens[last-1].Kind == text.Address
	}
	return c.verb.frames&(fClause|fThat|fQuote) != 0 || !h.role(first-1, rPrep) || first-1 < c.sen.Body
}

// relativeBefore finds the "who" of a relative clause that ends with the phrase
// before a verb; 0 where there is none.
func (h *hearing) relativeBefore(first, lo int) int {
	if h.role(first, rPronoun|rRelative) {
		return 0
	}
	for j := first - 1; j > lo && j > first-10 && h.mark(j) == 0 && !h.role(j, rConj|rSub); j-- {
		if h.t.Key(j) == sayWho && j < first-1 && h.nominal(j-1) {
			return j
		}
	}
	return 0
}

// before notes what stands before the subject.
func (h *hearing) before(c *cueing) {
	j := c.left - 1
	switch {
	case j < 0:
	case j < c.sen.Body:
		c.quoteBefore = h.ownQuote(c.sen, j) && h.trailing(c.i+1)
	case h.closesQuote(j):
		c.quoteBefore = true
	case j > c.sen.Body && h.mark(j) == ',':
		c.commaBefore = true
		c.quoteBefore = h.closesQuote(j - 1)
	case j >= c.sen.Body && (h.mark(j) == '—' || h.mark(j) == '–' || h.mark(j) == '-'):
		c.commaBefore = true
	}
}

// behindVerb reads the subject of an inverted "said X".
func (h *hearing) behindVerb(c *cueing) bool {
	if c.verb.frames&(fClause|fQuote) == 0 {
		return false
	}
	k := c.i + 1
	if h.role(k, rPronoun) && h.clauseAhead(k, c.sen.Last) {
		return false
	}
	if !h.nominal(k) && !h.role(k, rDet) {
		return false
	}
	first, last, ok := h.phraseRight(k, c.sen.Last)
	if !ok || h.mark(c.group-1) == ',' && !h.closesQuote(c.group-2) && h.clauseAhead(last, c.sen.Last) {
		return false
	}
	c.source = [2]int{first, h.appositionRight(last, c.sen)}
	return true
}

// appositionRight takes in ", a nurse at the clinic" behind a name.
func (h *hearing) appositionRight(last int, sen text.Sentence) int {
	if h.mark(last) != ',' || !h.inserts(last+1, sen.Last) || h.role(last+1, rPrep|rPronoun) {
		return last
	}
	end := last + 1
	for end < min(sen.Last, last+far) && h.mark(end) != ',' && !isEnd(h.mark(end)) && !h.opensQuote(end) && !h.closesQuote(end) {
		end++
	}
	return end
}

// apposition reads "Ahmed Ali, a spokesman for the group, said": the subject
// is what stands before the inserted words, with them.
func (h *hearing) apposition(c *cueing, comma, lo int) bool {
	for j := comma - 1; j > lo && j > comma-30; j-- {
		if m := h.mark(j); m != ',' && m != '—' && m != '–' && m != '-' {
			continue
		}
		first, _, ok := h.phraseLeft(j-1, lo)
		if !ok {
			continue
		}
		c.source, c.left = [2]int{first, comma}, first
		return true
	}
	return false
}

// inserted reads an apposition that can be nothing else: it opens with a
// determiner, a pronoun or an age, and what stands before it opens its clause.
func (h *hearing) inserted(c *cueing, comma, lo int) bool {
	for j := comma - 1; j > lo && j > comma-30; j-- {
		if h.mark(j) != ',' {
			continue
		}
		first, _, ok := h.phraseLeft(j-1, lo)
		if !ok || !h.inserts(j+1, comma) {
			continue
		}
		if first != lo && h.mark(first-1) == 0 && !h.role(first-1, rSub|rConj) {
			continue
		}
		c.source, c.left = [2]int{first, comma}, first
		return true
	}
	return false
}

// inserts says whether the tokens from k to a comma open as an insertion does.
func (h *hearing) inserts(k, comma int) bool {
	if k >= comma {
		return false
	}
	if h.role(k, rDet|rRelative|rPrep) || h.t.Tokens[k].Kind == text.Digits {
		return true
	}
	if w := h.words[k]; w != nil && len(w.speakers) > 0 && !h.t.Tokens[k].Is(text.Capital) {
		return true // "chairman of the council"
	}
	for j := k; j < comma && j < k+4; j++ { // "the group's leader", "Clinton's aide"
		if h.t.Tokens[j].Kind == text.Clitic {
			return true
		}
	}
	return false
}

// shared is the subject of the verb before "and": "X visited the town and said".
func (h *hearing) shared(c *cueing) bool {
	if n := len(h.found); n > h.first {
		c.source = h.found[n-1].source
		c.left = c.group
		return true
	}
	first, last, ok := h.opening(c.sen, c.group-1)
	if !ok {
		return false
	}
	c.source, c.left = [2]int{first, last}, c.group
	return true
}

// opening is the noun phrase that a sentence opens with, its likely subject.
func (h *hearing) opening(sen text.Sentence, hi int) (int, int, bool) {
	k := sen.Body
	for k < min(hi, sen.Body+far) && (h.mark(k) != 0 || h.role(k, rAdverb)) {
		k++
	}
	if h.role(k, rPrep|rSub) {
		for k < min(hi, sen.Body+far) && h.mark(k) != ',' {
			k++
		}
		k++
	}
	return h.phraseRight(k, hi)
}

// participle reads ", adding that": the speaker is the one who spoke last in
// the sentence, else its subject.
func (h *hearing) participle(c *cueing) bool {
	if q := h.quoting(c.i-1, c.sen.Body); q > 0 && h.t.Key(c.i-1) == sayAs {
		return h.quotedSource(c, q)
	}
	c.left = c.group
	if n := len(h.found); n > h.first {
		c.source = h.found[n-1].source
		return true
	}
	first, last, ok := h.opening(c.sen, c.i)
	c.source = [2]int{first, last}
	return ok
}

// quoting is the verb of "quoted X as saying" or "was quoted as saying" whose
// "as" is token k, or 0.
func (h *hearing) quoting(k, lo int) int {
	for j := k - 1; j >= lo && j > k-14 && h.mark(j) == 0; j-- {
		if h.role(j, rReportedAs) {
			return j
		}
	}
	return 0
}

// quotedSource is who is quoted: the object of an active "quoted", the subject
// of a passive one.
func (h *hearing) quotedSource(c *cueing, verb int) bool {
	c.participial = false
	if verb == c.i-2 {
		first, last, ok := h.phraseLeft(h.groupStart(verb)-1, c.sen.Body)
		c.source, c.left = [2]int{first, last}, first
		if ok {
			h.before(c)
		}
		return ok
	}
	first, last, ok := h.phraseRight(verb+1, c.i-1)
	c.source, c.left = [2]int{first, last}, first
	return ok
}

func (h *hearing) groupStart(i int) int {
	for lo := max(0, i-far); i > lo && h.role(i-1, rAux|rAdverb); {
		i--
	}
	return i
}
