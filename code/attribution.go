package code

import (
	"slices"
	"sort"

	"cairn"
	"cairn/text"
)

// utterance is one "who says what" of a page: tokens of the source, of the cue
// and of the content, the speakers of this link, and how they stand to what
// they say.
type utterance struct {
	source, cue, content [2]int
	rule                 string // the verb's frame or the construction that found it
	statement            bool   // words said, not a thought or a wish
	extension            bool   // goes on with what the utterance before it began
	speakers             []cairn.Speaker
	stance               cairn.Stance
	hedged               [2]int // the publisher's words of distance, where it has any
}

// attribute finds who says what on every page and gives every finding the
// chain of those in whose words its trigger stands.
func attribute(d *doc) {
	for _, p := range d.pages {
		told := slices.ContainsFunc(d.findings, func(f *finding) bool { return f.page == p })
		if told || d.options.Mentions {
			p.utterances, p.able = d.speech.hear(p.t), nil
		}
		if told {
			newSpeakers(p).name()
		}
	}
	for _, f := range d.findings {
		f.attribute()
	}
}

// attribute sets the finding's chain: the utterances whose content holds its
// trigger, the outermost, nearest the publisher, first.
func (f *finding) attribute() {
	p := f.page
	var holding []*utterance
	for i := p.utteranceAfter(f.trigger[0] - reach); i < len(p.utterances); i++ {
		u := &p.utterances[i]
		if u.cue[0] > f.trigger[1]+reach {
			break
		}
		if f.claim.Kind == cairn.Control && u.hedged[1] == 0 && p.presupposed(u, f.trigger[0]) {
			continue
		}
		if u.statement && u.content[0] <= f.trigger[0] && f.trigger[1] <= u.content[1] && len(u.speakers) > 0 {
			holding = append(holding, u)
		}
	}
	slices.SortStableFunc(holding, func(a, b *utterance) int {
		return (b.content[1] - b.content[0]) - (a.content[1] - a.content[0])
	})
	c := &f.claim
	var chain []*utterance
	for _, u := range holding {
		// A link lies inside the words of the one before it; what only happens to
		// overlap is another voice, and the nearer one stands.
		for len(chain) > 0 && !within(u, chain[len(chain)-1]) {
			chain = chain[:len(chain)-1]
		}
		chain = append(chain, u)
	}
	for _, u := range chain {
		s := u.speakers[0]
		if len(c.Attribution) > 0 && c.Attribution[len(c.Attribution)-1].Label() == s.Label() {
			continue
		}
		if s.Said = p.said(u); s.Said != nil {
			f.because("attribution.said", "says.time", u.cue[0], u.cue[1])
		}
		c.Attribution = append(c.Attribution, s)
		f.because("attribution", u.rule, u.cue[0], u.cue[1])
	}
	if len(chain) > 0 {
		root := chain[len(chain)-1]
		if root.stance != "" {
			c.Stance = root.stance
			f.because("stance", root.rule, root.cue[0], root.cue[1])
		}
		if by := c.Perpetrator; by != nil && by.Actor != "" && c.Root().Actor == by.Actor && (c.Stance == "" || c.Stance == cairn.Asserted || c.Stance == cairn.Alleged) {
			c.Stance = cairn.Claimed // it says that it did it
		}
		if c.Stance == cairn.Denied && c.Denies == "" {
			c.Denies = "event"
		}
	}
	f.hedge(chain)
}

// presupposed says whether token k stands in a relative clause of what is said:
// "the base that was captured in May". The clause tells which base is meant,
// and the report vouches for it as much as the speaker.
func (p *page) presupposed(u *utterance, k int) bool {
	for j := k - 1; j > max(u.content[0], k-5); j-- {
		if p.t.Tokens[j].Kind == text.Punct {
			return false
		}
		if p.doc.speech.role(p.t.Key(j), rRelative) {
			return true
		}
	}
	return false
}

// said is the time that stands beside the cue, before what is said: "said on
// Tuesday that", "officials said today".
func (p *page) said(u *utterance) *cairn.When {
	from := u.cue[1]
	if u.source[0] >= from {
		from = u.source[1]
	}
	limit := min(from+8, p.sentenceOf(u.cue[0]).Last)
	if u.content[0] >= from {
		limit = min(limit, u.content[0])
	}
	for k := from; k < limit && p.t.Tokens[k].Kind != text.Punct; k++ {
		for _, m := range p.momentsAt(k) {
			if m.Resolved() {
				w := cairn.When{Words: p.words(m.first, m.last, m.Basis), Period: m.Period, Precision: m.Precision}
				return &w
			}
		}
	}
	return nil
}

// momentsAt are the time expressions that begin at token k.
func (p *page) momentsAt(k int) []moment {
	all := p.moments()
	i := sort.Search(len(all), func(i int) bool { return all[i].first >= k })
	j := i
	for j < len(all) && all[j].first == k {
		j++
	}
	return all[i:j]
}

// reach is how many tokens a cue can stand from what it attributes: a quotation
// of many sentences has its cue at one end.
const reach = 1500

// utteranceAfter is the first utterance whose cue stands at or behind a token.
func (p *page) utteranceAfter(i int) int {
	return sort.Search(len(p.utterances), func(k int) bool { return p.utterances[k].cue[0] >= i })
}

// within says whether the inner utterance is told inside the outer one's words.
func within(inner, outer *utterance) bool {
	return outer.content[0] <= inner.cue[0] && inner.cue[1] <= outer.content[1]
}

// hedge notes the publisher's own words of distance: those of the utterance
// ("what it said were"), or an adverb next to the trigger ("allegedly").
func (f *finding) hedge(chain []*utterance) {
	c, p := &f.claim, f.page
	for _, u := range chain {
		if u.hedged[1] > u.hedged[0] {
			w := p.words(u.hedged[0], u.hedged[1], "")
			c.Hedged = &w
			if c.Stance == "" {
				c.Stance = cairn.Alleged
			}
			return
		}
	}
	sen := p.sentenceOf(f.trigger[0])
	if i := f.passiveHedge(sen.Body, f.trigger[0]); i > 0 {
		w := p.words(i-1, i+2, "")
		c.Hedged = &w
		if c.Stance == "" {
			c.Stance = cairn.Alleged
		}
		f.because("hedged", "says.hedge", i-1, i+2)
		return
	}
	for i := max(sen.Body, f.trigger[0]-4); i < min(sen.Last, f.trigger[1]+3); i++ {
		if p.doc.speech.role(p.t.Key(i), rHedgeAdverb) {
			w := p.words(i, i+1, "")
			c.Hedged = &w
			if c.Stance == "" {
				c.Stance = cairn.Alleged
			}
			f.because("hedged", "says.hedge-adverb", i, i+1)
			return
		}
	}
}

// passiveHedge finds "are believed to" before the trigger.
func (f *finding) passiveHedge(first, last int) int {
	t, s := f.page.t, f.page.doc.speech
	for i := max(first+1, last-8); i < last; i++ {
		if s.role(t.Key(i), rHedge) && s.role(t.Key(i-1), rBe) && t.Key(i+1) == sayTo {
			return i
		}
	}
	return 0
}
