package code

import (
	"sort"

	"cairn/text"
)

// cueing is one cue being read: the verb, its group, and what it makes.
type cueing struct {
	sen         text.Sentence
	i           int // the verb
	group       int // first token of its group ("has also said")
	verb        *sayWord
	form        forms
	passive     bool
	participial bool
	source      [2]int
	left        int // where the subject begins, with what goes with it
	inverted    bool
	quoteBefore bool
	commaBefore bool
}

// sentence finds the cues of one sentence, in order.
func (h *hearing) sentence(sen text.Sentence) {
	h.spokenLabel(sen)
	for i := sen.Body; i < sen.Last; i++ {
		w := h.words[i]
		if w == nil {
			continue
		}
		if n := h.behindAt(i, w); n > 0 {
			h.sourceBehind(sen, i, i+n)
			i += n - 1
			continue
		}
		if w.role&rNounCue != 0 {
			h.nounCue(sen, i)
		}
		if w.forms != 0 {
			h.verbCue(sen, i, w)
		}
	}
}

// behindAt is the length of a phrase like "according to" at token i.
func (h *hearing) behindAt(i int, w *sayWord) int {
	for _, phrase := range w.behind {
		if h.t.HasPhrase(i, phrase) {
			return len(phrase)
		}
	}
	return 0
}

// sourceBehind reads "according to NP": what it says is the rest of the
// sentence, behind the comma where it opens the sentence, else before it.
func (h *hearing) sourceBehind(sen text.Sentence, i, after int) {
	first, last, ok := h.phraseRight(after, sen.Last)
	if !ok {
		return
	}
	u := utterance{source: [2]int{first, last}, cue: [2]int{i, after}, rule: "says.behind", statement: true}
	lead := i == sen.Body || i == sen.Body+1 && h.mark(sen.Body) != 0
	if lead {
		at := last
		for at < sen.Last && at < last+far && h.mark(at) != ',' {
			at++
		}
		u.content = [2]int{at + 1, h.sentenceEnd(sen)}
	} else {
		end := i
		if h.mark(end-1) == ',' {
			end--
		}
		u.content = [2]int{h.clauseStart(sen, end), end}
		if h.closesQuote(end - 1) {
			u.content = h.quoteEnding(end, u.content[0])
		}
	}
	h.add(u)
}

func (h *hearing) sentenceEnd(sen text.Sentence) int {
	end := sen.Last
	for end > sen.First && (isEnd(h.mark(end-1)) || h.closesQuote(end-1) && isEnd(h.mark(end-2))) {
		end--
	}
	return end
}

// clauseStart is where the clause that ends at a token begins: behind the last
// thing said in this sentence, or at its beginning.
func (h *hearing) clauseStart(sen text.Sentence, end int) int {
	for j := end - 1; j > sen.Body && j > end-far; j-- {
		if h.mark(j) == ';' {
			return j + 1
		}
	}
	return sen.Body
}

// quoteEnding is the quotation whose closing mark stands before end, as far
// back as it opened, or the given start.
func (h *hearing) quoteEnding(end, start int) [2]int {
	k := sort.Search(len(h.t.Quotes), func(k int) bool { return h.t.Quotes[k].Last > end }) - 1
	if k >= 0 {
		if q := h.t.Quotes[k]; q.Last >= end-2 && q.First-1 < start {
			start = q.First - 1
		}
	}
	return [2]int{max(start, 0), end}
}

func (h *hearing) add(u utterance) {
	if u.content[1] <= u.content[0] || u.source[1] <= u.source[0] {
		return
	}
	if u.content[0] < u.source[1] && u.source[0] < u.content[1] {
		// A source inside its content: the content goes on both sides of it, and
		// the longer side stands for it.
		before, after := u.source[0]-u.content[0], u.content[1]-u.source[1]
		if before >= after {
			u.content[1] = min(u.source[0], u.cue[0])
		} else {
			u.content[0] = max(u.source[1], u.cue[1])
		}
		if u.content[1] <= u.content[0] {
			return
		}
	}
	h.found = append(h.found, u)
}

// verbCue reads a verb of saying: who is its subject, and what is said.
func (h *hearing) verbCue(sen text.Sentence, i int, w *sayWord) {
	c := cueing{sen: sen, i: i, verb: w}
	if !h.finiteCue(&c) {
		return
	}
	if c.passive {
		h.passiveCue(&c)
		return
	}
	if !h.subject(&c) || h.idle(&c) {
		return
	}
	h.content(&c)
}

// finiteCue reads the verb group and says whether the verb can carry an
// attribution in this form.
func (h *hearing) finiteCue(c *cueing) bool {
	i, w := c.i, c.verb
	tok := h.t.Tokens[i]
	if tok.Is(text.Capital) && !h.t.Upper && i > c.sen.Body && !h.opensQuote(i-1) && !h.closesQuote(i-1) && !h.titleCase(c.sen) {
		return false
	}
	g := i
	var aux role
	for g > c.sen.Body && g > i-far && h.role(g-1, rAux|rAdverb) && h.mark(g-1) == 0 {
		g--
		aux |= h.words[g].role
	}
	for g < i && h.role(g, rAdverb) && !h.role(g, rAux) && h.role(g, rEnd) {
		g++
	}
	c.group = g
	be, modal, perfect := aux&rBe != 0, aux&rModal != 0, aux&rPerfect != 0
	infinitive := g > 0 && h.t.Key(g-1) == sayTo || modal && h.hasTo(g, i)
	switch {
	case infinitive:
		return false
	case w.forms&vIng != 0:
		c.form = vIng
		if be {
			return true
		}
		if perfect || modal {
			return false
		}
		c.participial = true
		return h.mark(i-1) == ',' || h.mark(i-1) == '-' || h.mark(i-1) == '—' || h.role(i-1, rAdverb) && h.mark(g-1) == ',' ||
			h.t.Key(i-1) == sayAs && h.quoting(i-1, c.sen.Body) > 0 || w.frames&(fClause|fThat) != 0 && w.frames&fWeak == 0 && h.startsClause(i+1) && !h.role(i-1, rPrep|rDet)
	case w.forms&(vPast|vPart) != 0 && (w.forms&vBase == 0 || !modal):
		c.form = vPast
		if be && w.forms&vPart != 0 {
			c.passive = true
			return true
		}
		if w.forms&vPast == 0 && !perfect {
			return false
		}
		return !h.role(i-1, rDet) || h.role(i-1, rAnyPronoun) && !h.attributive(i)
	case w.forms&vThird != 0:
		c.form = vThird
		return !w.nounToo() || h.takesContent(c)
	case w.forms&vBase != 0:
		c.form = vBase
		if modal {
			return true
		}
		if h.role(i-1, rDet) && !h.role(i-1, rAnyPronoun) || h.role(i-1, rPrep) {
			return false
		}
		sure := w.frames&fClause != 0 && w.frames&fMind == 0 && !w.nounToo()
		return (sure || h.plural(i-1)) && (!w.nounToo() || h.takesContent(c))
	}
	return false
}

// titleCase says whether the sentence is a headline with capitals on its words.
func (h *hearing) titleCase(sen text.Sentence) bool {
	capital, all := 0, 0
	for i := sen.First; i < sen.Last && i < sen.First+30; i++ {
		if tok := h.t.Tokens[i]; tok.Kind == text.Word && tok.End-tok.Start > 3 {
			all++
			if tok.Is(text.Capital) {
				capital++
			}
		}
	}
	return all > 3 && capital*5 >= all*4
}

func (h *hearing) hasTo(g, i int) bool {
	for ; g < i; g++ {
		if h.t.Key(g) == sayTo {
			return true
		}
	}
	return false
}

// attributive says whether a participle stands before its noun.
func (h *hearing) attributive(i int) bool {
	return h.nominal(i+1) && !h.role(i+1, rPronoun|rDet)
}

// takesContent tells "he claims that" from "his claims": content must follow at once.
func (h *hearing) takesContent(c *cueing) bool {
	if c.i == 0 || h.role(c.i-1, rDet|rPrep) && !h.role(c.i-1, rPronoun) || h.mark(c.i-1) == 0 && h.t.Tokens[c.i-1].Kind == text.Clitic {
		return false
	}
	return h.role(c.i-1, rAnyPronoun|rRelative) || h.startsClause(c.i+1) || h.t.Key(c.i+1) == sayTo || h.role(c.i-1, rAux)
}

// plural says whether token i can be the subject of a base form.
func (h *hearing) plural(i int) bool {
	for h.role(i, rAdverb) {
		i--
	}
	if h.role(i, rPronoun|rAnyPronoun|rRelative) {
		return true
	}
	if i < 0 || h.t.Tokens[i].Kind != text.Word {
		return false
	}
	w := h.t.Word(i)
	last := w[len(w)-1]
	return last == 's' || last == 'S' || h.speakerPlural(i)
}

// speakerPlural covers the plurals without an s.
func (h *hearing) speakerPlural(i int) bool {
	switch h.t.Key(i) {
	case sayPolice, sayPeople, saySpokesmen, sayMilitia:
		return true
	}
	return false
}

// startsClause says whether what begins at k reads like a statement.
func (h *hearing) startsClause(k int) bool {
	return h.role(k, rDet|rPronoun|rAnyPronoun|rSub|rWh) || h.opensQuote(k) || h.mark(k) == ':'
}

// passiveCue reads "was described by X as": the source stands behind "by".
func (h *hearing) passiveCue(c *cueing) {
	hi := min(c.sen.Last, c.i+8)
	for j := c.i + 1; j < hi; j++ {
		if h.mark(j) != 0 || h.finite(j) {
			return
		}
		if h.t.Key(j) != sayBy {
			continue
		}
		first, last, ok := h.phraseRight(j+1, c.sen.Last)
		if !ok {
			return
		}
		u := utterance{source: [2]int{first, last}, cue: [2]int{c.i, c.i + 1}, rule: "says.passive"}
		if last+1 < c.sen.Last && h.mark(last) == 0 {
			u.content = [2]int{last, h.sentenceEnd(c.sen)}
		} else if a, b, ok := h.phraseLeft(c.group-1, c.sen.Body); ok {
			u.content = [2]int{a, b}
		}
		h.add(u)
		return
	}
}

// idle says whether a cue is only part of somebody's own words: "I think" and
// "you know" inside a quotation tell nothing about who says what.
func (h *hearing) idle(c *cueing) bool {
	if h.role(c.source[0], rFirstPerson) && c.source[1] == c.source[0]+1 && !c.inverted {
		return h.t.Quoted(c.i) || c.verb.frames&fMind != 0
	}
	if c.participial {
		return false
	}
	return h.t.Quoted(c.i) && (c.verb.frames&fMind != 0 || c.verb.frames&(fClause|fQuote|fPerson) == 0)
}
