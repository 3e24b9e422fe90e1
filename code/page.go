package code

import (
	"strings"

	"cairn"
	"cairn/actor"
	"cairn/place"
	"cairn/text"
)

// doc is the analysis of one report while it is coded.
type doc struct {
	*Coder
	report   cairn.Report
	options  Options
	anchor   cairn.Period // the days it was published on; may be unknown
	pages    []*page      // the title where there is one, then the text
	findings []*finding
	misses   []miss       // where an explanation was asked for: rules that made no claim
	groups   [][]*finding // the findings of each incident, the main one first
	// eventTold counts the days of the sentences about the event, once needed.
	eventTold *ballot
}

// page is one stretch of text of a report, the title or the body, taken apart.
// A token is named by its index in t.Tokens.
type page struct {
	doc        *doc
	in         string // "title", or empty for the text
	t          *text.Text
	lex        []*entry      // what the lexicon knows of each token, or nil
	opens      []uint64      // which tables have a phrase that begins with the token
	numbers    []text.Number // of all hot sentences, in order
	counted    []int32       // by token: the number that covers it, counted from 1
	hot        []bool        // by sentence: it has a word of harm
	actors     []actor.Mention
	places     []place.Resolved
	able       []bool                // by place: it can be where something happened; once needed
	settingID  string                // the place that the whole report is set in, by its id
	scene      *place.Resolved       // where the event was, as far as the page tells
	sceneIn    string                // "title" or "text", where another page names it
	capitals   map[text.Key]bool     // words with a capital inside a sentence, once needed
	fullNames  map[text.Key]fullName // by first name, once needed
	times      []moment
	timed      bool // times have been looked for
	placed     bool // places have been looked for
	utterances []utterance
}

// finding is a claim while it is being made.
type finding struct {
	claim    cairn.Claim
	page     *page
	sentence int
	trigger  [2]int // tokens of the word that made it a finding
	words    [2]int // tokens that carry the count, else the trigger: its identity
	patient  phrase // the victims, in a casualty
	agent    phrase // who did it
	relates  []link
	joined   bool     // told of beside others: "with his wife"
	weak     bool     // a state of people told of elsewhere: "in critical condition"
	twin     *finding // the one that is kept where both have the same words
	implied  bool     // by "a deadly shooting": nobody is counted
	frame    frame
	past     bool // told as past, not as the event of the report
	shot     bool // "12 people were shot": the dead among them are counted too
	entity   person
	culprit  person  // the agent's name
	doubts   float64 // product of the reasons to doubt it, 1 for none
}

type link struct {
	to *finding
	as cairn.RelationKind
}

// phrase is a noun phrase: tokens [first, last) with its head noun. An absent
// one has last 0.
type phrase struct{ first, last, head int }

// because notes, where an explanation was asked for, that a rule set a field by
// the words of these tokens.
func (f *finding) because(field, rule string, first, last int) {
	if !f.page.doc.options.Explain {
		return
	}
	r := cairn.Reason{Field: field, Rule: rule}
	if last > first {
		r.Spans = []cairn.Span{f.page.t.Bytes(first, last)}
	}
	f.claim.Why = append(f.claim.Why, r)
}

// doubt lowers the confidence in a finding by a factor below 1.
func (f *finding) doubt(factor float64) { f.doubts *= factor }

// open takes a report apart.
func (c *Coder) open(r cairn.Report, o Options) *doc {
	d := &doc{Coder: c, report: r, options: o}
	if p, err := cairn.ParsePeriod(r.Date); err == nil {
		d.anchor = p
	}
	for _, part := range []struct{ in, s string }{{"title", r.Title}, {"", r.Text}} {
		if part.s == "" {
			continue
		}
		d.pages = append(d.pages, d.page(part.in, part.s))
	}
	return d
}

func (d *doc) page(in, s string) *page {
	p := &page{doc: d, in: in, t: text.Parse(s)}
	p.lex = make([]*entry, len(p.t.Tokens))
	p.opens = make([]uint64, len(p.t.Tokens))
	p.hot = make([]bool, len(p.t.Sentences))
	for n, sen := range p.t.Sentences {
		for i := sen.First; i < sen.Last; i++ {
			w, _ := d.lexicon.words.Get(p.t.Tokens[i].Key)
			p.opens[i] = w.opens
			if e := w.entry; e != nil {
				p.lex[i] = e
				p.hot[n] = p.hot[n] || e.starts
			} else if p.t.Tokens[i].Is(text.Hyphen) && p.yearOld(i) {
				p.lex[i] = d.lexicon.yearOld
			}
		}
		if p.hot[n] {
			p.numbers = append(p.numbers, p.t.NumbersIn(sen.Body, sen.Last)...)
		}
	}
	p.cover()
	if d.resources.Actors != nil {
		p.actors = d.resources.Actors.Scan(s, d.anchor.Start)
	}
	return p
}

// yearOld says whether token i is an age that stands for a person: "a
// 14-year-old".
func (p *page) yearOld(i int) bool {
	w := strings.ToLower(p.t.Word(i))
	return strings.HasSuffix(w, "-year-old") || strings.HasSuffix(w, "-month-old")
}

// has says whether token i is of one of the word classes.
func (p *page) has(i int, c class) bool {
	return i >= 0 && i < len(p.lex) && p.lex[i] != nil && p.lex[i].class&c != 0
}

// key is the key of token i, 0 outside the text.
func (p *page) key(i int) text.Key { return p.t.Key(i) }

// span is the bytes of tokens [first, last).
func (p *page) span(first, last int) cairn.Span { return p.t.Bytes(first, last) }

// words makes the cairn.Words of tokens [first, last).
func (p *page) words(first, last int, basis cairn.Basis) cairn.Words {
	s := p.span(first, last)
	return cairn.Words{Text: p.t.S[s[0]:s[1]], Span: &s, Basis: basis}
}

// numberAt returns the number whose core or bounds cover token i.
func (p *page) numberAt(i int) *text.Number {
	if i < 0 || i >= len(p.counted) || p.counted[i] == 0 {
		return nil
	}
	return &p.numbers[p.counted[i]-1]
}

// cover notes for every token which number covers it.
func (p *page) cover() {
	if len(p.numbers) == 0 {
		return
	}
	p.counted = make([]int32, len(p.t.Tokens))
	for k, n := range p.numbers {
		for i := n.First; i < n.Last; i++ {
			if p.counted[i] == 0 {
				p.counted[i] = int32(k + 1)
			}
		}
	}
}

// actorIn returns the first actor named inside tokens [first, last). A place
// that stands for its government does so only where it stands alone: "the
// Damascus market" is no actor.
func (p *page) actorIn(first, last int) *actor.Mention {
	if first >= last {
		return nil
	}
	span := p.span(first, last)
	in := actor.Within(p.actors, span)
	for k := range in {
		if m := &in[k]; !m.Metonym || m.Adjective || m.Span == span {
			return m
		}
	}
	return nil
}

// sentenceOf is the sentence that holds token i.
func (p *page) sentenceOf(i int) text.Sentence { return p.t.Sentences[p.t.SentenceAt(i)] }
