package code

import (
	"cmp"
	"fmt"
	"slices"

	"cairn"
	"cairn/place"
	"cairn/text"
)

// Explained is what the coder made of one sentence: what it saw there, which
// rules made a claim, and which did not although their word stood there.
type Explained struct {
	In     string // "title", or empty for the text
	Span   cairn.Span
	Seen   []Noticed
	Claims []cairn.Claim // in the order of the sentence
	Almost []Almost
}

// Noticed is something known that stands in a sentence.
type Noticed struct {
	Span cairn.Span
	What string // "number", "harm", "people", "actor", "place", "day", "speaker"
	Says string // what it was taken for
}

// Almost is a rule whose word stood in a sentence and that made no claim, with
// the first of its conditions that failed.
type Almost struct {
	Span cairn.Span // the rule's word
	Rule string
	Why  string
	By   cairn.Span // the words that made it fail; empty where something is missing
}

// Explanation is why a report was coded as it was.
type Explanation struct {
	Sentences []Explained // those in which a rule found what it looks for
	Parties   []Weighed   // who may have done it, for incidents whose claims name nobody
}

// Explain codes a report and says why it was coded so.
func (c *Coder) Explain(r cairn.Report, o Options) (cairn.Coded, Explanation) {
	o.Explain = true
	d, out := c.code(r, o)
	if d == nil {
		return out, Explanation{}
	}
	return out, Explanation{d.explained(), d.weighed()}
}

// explained goes through the report sentence by sentence.
func (d *doc) explained() []Explained {
	type where struct {
		page     *page
		sentence int
	}
	claims, misses := map[where][]cairn.Claim{}, map[where][]miss{}
	for _, f := range d.findings {
		at := where{f.page, f.sentence}
		claims[at] = append(claims[at], f.claim)
	}
	for _, m := range d.misses {
		at := where{m.page, m.sentence}
		misses[at] = append(misses[at], m)
	}
	var all []Explained
	for _, p := range d.pages {
		for n, sen := range p.t.Sentences {
			at := where{p, n}
			e := Explained{In: p.in, Span: p.t.Span(sen), Claims: claims[at]}
			for _, m := range misses[at] {
				if !m.superseded(e.Claims) {
					e.Almost = append(e.Almost, m.Almost)
				}
			}
			if len(e.Claims)+len(e.Almost) > 0 {
				e.Seen = p.noticed(sen)
				all = append(all, e)
			}
		}
	}
	return all
}

// miss is an Almost with the place where it was noted.
type miss struct {
	Almost
	page     *page
	sentence int
}

// superseded says whether the word made a claim in another way after all.
func (m miss) superseded(claims []cairn.Claim) bool {
	return slices.ContainsFunc(claims, func(c cairn.Claim) bool {
		for _, r := range c.Why {
			if r.Field == "measure" && len(r.Spans) > 0 && r.Spans[0] == m.Span {
				return true
			}
		}
		return false
	})
}

// miss notes, where an explanation was asked for, the first condition of a rule
// that failed, and the tokens [first, last) that made it fail.
func (s site) miss(why string, first, last int) {
	d := s.p.doc
	if !d.options.Explain {
		return
	}
	span := s.p.span(s.i, s.end)
	if n := len(d.misses); n > 0 && d.misses[n-1].page == s.p && d.misses[n-1].Span == span {
		return // only the first
	}
	m := miss{page: s.p, sentence: s.sentence}
	m.Almost = Almost{Span: span, Rule: string(s.h.measure) + "." + s.h.id, Why: why}
	if last > first {
		m.By = s.p.span(first, last)
	}
	d.misses = append(d.misses, m)
}

// almost notes a rule of another kind than those of harm whose word stands at
// tokens [first, last) and that made no claim.
func (p *page) almost(sentence, first, last int, rule, why string) {
	if d := p.doc; d.options.Explain {
		d.misses = append(d.misses, miss{page: p, sentence: sentence, Almost: Almost{Span: p.span(first, last), Rule: rule, Why: why}})
	}
}

// tried notes that no frame of a word of harm made a finding, where nothing more
// exact was noted.
func (s site) tried(before int) {
	if !s.p.doc.options.Explain || len(s.p.doc.findings) > before || s.h.id == "none" {
		return
	}
	s.miss(map[frame]string{
		transitive:   "nobody stands where its victims would: behind the active verb, before the passive one",
		intransitive: "nobody stands before the verb",
		adjective:    "nobody stands before the word",
		nominal:      "no number before the noun, and no people behind \"of\"",
		toll:         "no number behind it",
		bodyNoun:     "nobody is said to have found a body",
		livesNoun:    "no number of lives, or nothing that took them",
	}[s.h.frame], 0, 0)
}

// noticed lists what is known in a sentence.
func (p *page) noticed(sen text.Sentence) []Noticed {
	var out []Noticed
	see := func(first, last int, what, says string) {
		out = append(out, Noticed{Span: p.span(first, last), What: what, Says: says})
	}
	for k := range p.numbers {
		if n := &p.numbers[k]; n.First >= sen.First && n.Last <= sen.Last {
			see(n.First, n.Last, "number", p.numberSays(*n))
		}
	}
	for i := sen.Body; i < sen.Last; i++ {
		for _, s := range p.harmAt(i, sen.Last) {
			see(s.i, s.end, "harm", fmt.Sprintf("%s (%s)", s.h.measure, s.h.id))
		}
		if e := p.lex[i]; e != nil && e.people != nil {
			see(i, i+1, "people", peopleSay(e.people))
		}
	}
	span := p.t.Span(sen)
	for _, a := range p.actors {
		if span.Contains(a.Span) {
			out = append(out, Noticed{Span: a.Span, What: "actor", Says: a.Actor.Name})
		}
	}
	for _, r := range p.toponyms() {
		if span.Contains(r.Span) && r.Literal > 0.5 {
			out = append(out, Noticed{Span: r.Span, What: "place", Says: placeSays(r)})
		}
	}
	for _, m := range p.moments() {
		if span.Contains(m.Span) && m.Resolved() {
			out = append(out, Noticed{Span: m.Span, What: "day", Says: string(m.Start) + "/" + string(m.End)})
		}
	}
	for _, u := range p.utterances {
		if s := p.span(u.source[0], u.source[1]); span.Contains(s) && !u.extension {
			out = append(out, Noticed{Span: s, What: "speaker", Says: "of what stands around it"})
		}
	}
	slices.SortStableFunc(out, func(a, b Noticed) int { return cmp.Compare(a.Span[0], b.Span[0]) })
	return out
}

func (p *page) numberSays(n text.Number) string {
	if n.Kind != text.Count {
		return "counts nobody: " + kindNames()[n.Kind]
	}
	q := p.t.Quantity(n)
	switch {
	case q.Low != nil && q.High != nil && *q.Low == *q.High:
		return fmt.Sprint(*q.Low)
	case q.Low != nil && q.High != nil:
		return fmt.Sprintf("%d to %d", *q.Low, *q.High)
	case q.Low != nil:
		return fmt.Sprintf("%d or more", *q.Low)
	case q.High != nil:
		return fmt.Sprintf("at most %d", *q.High)
	case q.Value != nil:
		return fmt.Sprintf("%s %d", q.Qualifier, *q.Value)
	}
	return "a word without bounds"
}

func kindNames() map[text.NumberKind]string {
	return map[text.NumberKind]string{text.Rank: "a rank", text.Age: "an age", text.Year: "a year", text.DayOf: "a day of a month", text.Clock: "a time of day",
		text.Money: "money", text.Share: "a share", text.Calibre: "a calibre", text.Measure: "a measure", text.Duration: "a duration", text.Times: "how often",
		text.Charge: "counts of a charge", text.Shots: "shots", text.Street: "a street", text.Name: "part of a name"}
}

func peopleSay(u *people) string {
	number := "one"
	switch {
	case u.size > 1:
		number = fmt.Sprint(u.size)
	case u.plural:
		number = "several"
	}
	return number + orEmpty(", ", cmp.Or(u.status, u.group, u.role))
}

func orEmpty(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// yields notes what a word alone implied and a counted statement replaced.
func (d *doc) yields(f *finding) {
	f.page.almost(f.sentence, f.trigger[0], f.trigger[1], f.claim.Rule, "it implies what another statement of the report counts")
}

func placeSays(r place.Resolved) string {
	if r.Place == nil {
		return "not known"
	}
	if r.Ambiguous {
		return fmt.Sprintf("one of %d places", len(r.Candidates))
	}
	return r.Place.Name + orEmpty(", ", r.Place.Country)
}
