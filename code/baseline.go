package code

import (
	"fmt"

	"cairn"
	"cairn/text"
)

// setBaseline says what every running total counts from, and the days that it
// covers.
func setBaseline(d *doc) {
	for _, f := range d.findings {
		if f.claim.Scope == cairn.ScopeCumulative && f.claim.Baseline == nil {
			f.setBaseline()
		}
	}
}

func (f *finding) setBaseline() {
	p := f.page
	sen := p.t.Sentences[f.sentence]
	first, last, ok := p.sinceWhat(sen)
	if !ok {
		return
	}
	b := &cairn.Baseline{Words: p.words(first, last, "")}
	switch {
	case p.mentions("conflict", first, last):
		b.Event = "war"
		b.Start = p.warStart()
	default:
		if m := p.timeIn(text.Sentence{First: first, Last: last}, first, func(*moment) bool { return false }); m != nil {
			b.Start = m.Start
			break
		}
		if p.mentions("taken event", first, last) {
			b.Event = "capture"
			b.Start = p.takenOn()
		}
	}
	f.claim.Baseline = b
	f.because("baseline", "since", first, last)
	if b.Start == "" {
		return
	}
	f.claim.Time = &cairn.When{Words: b.Words, Period: cairn.Period{Start: b.Start, End: p.doc.anchor.End}, Precision: "range"}
	f.claim.Time.Basis = cairn.Context
}

func (p *page) mentions(use string, first, last int) bool {
	_, _, ok := p.find(use, first, last)
	return ok
}

// sinceWhat finds the words that say what a total counts from: "the capture of
// the air base" behind "since", or the war it is the toll of.
func (p *page) sinceWhat(sen text.Sentence) (int, int, bool) {
	if _, j, ok := p.find("baseline", sen.Body, sen.Last); ok {
		end := j
		for end < sen.Last && p.t.Tokens[end].Kind != text.Punct && !p.has(end, cSay) {
			end++
		}
		return j, end, end > j
	}
	i, j, ok := p.find("conflict", sen.Body, sen.Last)
	if !ok {
		return 0, 0, false
	}
	for i > sen.Body && !p.has(i-1, cPrep|cBe|cSay) && p.t.Tokens[i-1].Kind != text.Punct && p.numberAt(i-1) == nil {
		i--
	}
	return i, j, true
}

// warStart reads "the war, now in its fifth year" to the first of those years.
func (p *page) warStart() cairn.Day {
	published, ok := p.doc.anchor.Start.Time()
	if !ok {
		return ""
	}
	for n := range p.t.Sentences {
		sen := p.t.Sentences[n]
		_, j, ok := p.find("year of war", sen.First, sen.Last)
		if !ok {
			continue
		}
		for _, nm := range p.t.NumbersIn(j, min(sen.Last, j+2)) {
			if nm.Kind == text.Rank && nm.N > 0 && nm.N < 100 {
				return cairn.Day(fmt.Sprintf("%04d-01-01", published.Year()-int(nm.N)+1))
			}
		}
	}
	return ""
}

// takenOn is the day on which the report says that a place was taken.
func (p *page) takenOn() cairn.Day {
	for n := range p.t.Sentences {
		sen := p.t.Sentences[n]
		i, _, ok := p.find("taken", sen.First, sen.Last)
		if !ok {
			continue
		}
		for k := range p.moments() {
			m := &p.times[k]
			if m.first > i && m.first <= i+14 && m.last <= sen.Last && m.Resolved() && m.Precision == "day" && !m.said {
				return m.Start
			}
		}
	}
	return ""
}
