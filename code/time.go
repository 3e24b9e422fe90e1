package code

import (
	"sort"

	"cairn"
	"cairn/text"
	"cairn/when"
)

// moment is one time expression of a page, placed among its tokens.
type moment struct {
	when.Mention
	worded      cairn.Period // the days by the words alone, before an event is taken to be past
	first, last int          // tokens
	said        bool         // stands by a word of saying: "said on Friday"
	followup    bool         // stands by the arrest, the trial, the vigil
	cost        int          // how much worse it dates an event than a plain day does
}

// moments finds the page's time expressions, once.
func (p *page) moments() []moment {
	if p.timed {
		return p.times
	}
	p.timed = true
	for _, m := range when.Scan(p.t.S, when.Anchor{Published: p.doc.anchor}) {
		mo := moment{Mention: m, worded: m.Period, first: p.t.TokenAt(m.Span[0]), last: p.t.TokenAt(m.Span[1]-1) + 1}
		if m.Whole.Known() {
			mo.worded = m.Whole
		}
		if m.Past.Known() {
			mo.Period = m.Past
		}
		for k := max(0, mo.first-3); k < mo.first; k++ {
			mo.said = mo.said || p.has(k, cSay) && p.lex[k].class&cBe == 0 && p.has(mo.first-1, cSay|cPrep)
		}
		sen := p.sentenceOf(mo.first)
		_, _, mo.followup = p.find("followup", max(sen.First, mo.first-6), min(sen.Last, mo.last+2))
		_, _, told := p.find("said in", max(sen.First, mo.first-3), mo.first)
		mo.said = mo.said || told || mo.first < sen.Body // the day of a dateline is that of writing
		mo.cost = costOf(m)
		p.times = append(p.times, mo)
	}
	return p.times
}

// costOf is how much worse an expression dates an event than a plain day.
func costOf(m when.Mention) int {
	switch {
	case m.Kind == when.Present:
		return 60
	case m.Precision == "day":
		return 0
	case m.Precision == "days" || m.Precision == "range":
		return 8
	case m.Precision == "week":
		return 12
	case m.Precision == "month":
		return 20
	}
	return 40
}

// date gives every finding the days that its own sentence tells, or those of a
// sentence near it that tells of the event.
func date(d *doc) {
	for _, f := range d.findings {
		if f.claim.Time != nil {
			continue
		}
		if f.claim.Kind == cairn.Responsibility {
			continue
		}
		sen := f.page.t.Sentences[f.sentence]
		if m := f.page.timeIn(sen, f.trigger[0], f.ofVictims); m != nil {
			f.setTime(m, m.Basis)
			f.sinceTaken(m)
			if end := d.anchor.End; f.claim.Scope == cairn.ScopeCumulative && f.claim.Time.Start != "" && end > f.claim.Time.End {
				f.claim.Time.End, f.claim.Time.Precision = end, "range" // a running total runs to the day it is told
			}
		} else {
			f.timeOfBattle(sen)
		}
	}
	for _, f := range d.findings {
		if f.claim.Time == nil && f.claim.Kind == cairn.Control {
			f.timeOfTaking()
			continue
		}
		if f.claim.Scope == cairn.ScopeCumulative || f.claim.Scope == cairn.ScopeAggregate {
			continue // a total covers a period, which no other sentence's day is
		}
		if f.claim.Time == nil && f.claim.Kind != cairn.Responsibility {
			if m := f.timeNearby(); m != nil {
				f.setTime(m, cairn.Context)
			}
		}
	}
}

// timeIn picks the expression of a sentence that dates what the token tells.
func (p *page) timeIn(sen text.Sentence, trigger int, skip func(*moment) bool) *moment {
	var best *moment
	least := 1 << 30
	times := p.moments()
	from := sort.Search(len(times), func(k int) bool { return times[k].first >= sen.First })
	for i := from; i < len(times) && times[i].first < sen.Last; i++ {
		m := &times[i]
		if m.last > sen.Last || !m.Resolved() || m.Ahead || m.said || skip(m) {
			continue
		}
		cost := m.cost*2 + distance(trigger, m.first)
		if m.followup {
			cost += 25
		}
		if cost < least {
			best, least = m, cost
		}
	}
	return best
}

// ofVictims says whether an expression only tells when the victims had come into
// their state: "soldiers captured last week".
func (f *finding) ofVictims(m *moment) bool {
	v := f.claim.Victims
	if v == nil || v.Span == nil || !v.Span.Contains(m.Span) {
		return false
	}
	return f.trigger[0] < f.patient.first || f.trigger[0] > m.last
}

// sinceTaken reads "killed in the base that was captured on 9 September": they
// died then or later, up to the report.
func (f *finding) sinceTaken(m *moment) {
	p := f.page
	if m.first <= f.trigger[1] || p.doc.anchor.End == "" || f.claim.Measure != cairn.Killed {
		return
	}
	if p.takenBetween(f.trigger[1], m.first) {
		f.claim.Time.End, f.claim.Time.Precision, f.claim.Time.Basis = max(p.doc.anchor.End, m.End), "range", cairn.Context
	}
}

// takenBetween says whether "that was captured" stands between two tokens, so
// that a day behind it is the day of the capture.
func (p *page) takenBetween(first, last int) bool {
	for k := first; k < last; k++ {
		if !p.has(k, cRel) && p.key(k) != keySince {
			continue
		}
		_, _, ok := p.find("taken", k, last)
		return ok
	}
	return false
}

var keySince = text.KeyOf("since")

func distance(a, b int) int { return max(a-b, b-a) }

// timeNearby looks for a dated sentence about the event around the finding: the
// one before it first.
func (f *finding) timeNearby() *moment {
	p := f.page
	for step := 1; step <= 8; step++ {
		for _, n := range []int{f.sentence - step, f.sentence + step} {
			if n < 0 || n >= len(p.t.Sentences) {
				continue
			}
			if m := p.eventTime(n); m != nil {
				return m
			}
		}
	}
	return nil
}

// eventTime is the day that sentence n gives an event of harm, if it tells one.
func (p *page) eventTime(n int) *moment {
	sen := p.t.Sentences[n]
	trigger := -1
	if i, _, ok := p.find("event", sen.First, sen.Last); ok {
		trigger = i
	}
	if trigger < 0 {
		return nil
	}
	m := p.timeIn(sen, trigger, func(m *moment) bool { return p.takenBetween(trigger, m.first) })
	if m == nil || m.cost > 8 || m.followup {
		return nil
	}
	return m
}

func (f *finding) setTime(m *moment, basis cairn.Basis) {
	f.claim.Time = &cairn.When{Words: f.page.words(m.first, m.last, basis), Period: m.Period, Precision: m.Precision, TimeOfDay: m.TimeOfDay}
	f.claim.Time.Span = &cairn.Span{m.Span[0], m.Span[1]}
	f.claim.Time.Text = f.page.t.S[m.Span[0]:m.Span[1]]
	if f.claim.Time.Precision == "" {
		f.claim.Time.Precision = "range"
	}
	f.because("time", string(m.Kind), m.first, m.last)
}

// dated is the time of an incident: the day that most of its findings and of
// the sentences about the event give.
func (d *doc) dated(g []*finding) *cairn.When {
	events := d.eventDays()
	var votes ballot
	for _, f := range g {
		if t := f.claim.Time; t != nil && t.Start != "" {
			n := 1
			if t.Precision == "day" {
				n = 3
			}
			if t.Basis == cairn.Context {
				n = 1
			}
			votes.add(t, n)
		}
	}
	best, most := (*cairn.When)(nil), 0
	for i, w := range votes.days {
		n := votes.n[i]
		if k, told := events.at[w.Start]; told {
			n += events.n[k]
		}
		if n > most {
			best, most = w, n
		}
	}
	// Of the days that no finding gives, only the one told of most can win.
	if k := events.most(); k >= 0 && events.n[k] > most {
		best = events.days[k]
	}
	if best != nil {
		return best
	}
	if d.anchor.Start == "" {
		return nil
	}
	w := &cairn.When{Period: d.anchor, Precision: "day"}
	w.Basis = cairn.Publication
	return w
}

// ballot counts how often days are told, in the order of the first time.
type ballot struct {
	days []*cairn.When
	n    []int
	at   map[cairn.Day]int
}

func (b *ballot) add(w *cairn.When, n int) {
	if i, known := b.at[w.Start]; known {
		b.n[i] += n
		return
	}
	if b.at == nil {
		b.at = map[cairn.Day]int{}
	}
	b.at[w.Start] = len(b.days)
	b.days, b.n = append(b.days, w), append(b.n, n)
}

// most is the day told most often, of several the first; -1 where none is.
func (b *ballot) most() int {
	best := -1
	for i, n := range b.n {
		if best < 0 || n > b.n[best] {
			best = i
		}
	}
	return best
}

// eventDays are the days of the sentences that speak of the event, found once.
func (d *doc) eventDays() *ballot {
	if d.eventTold != nil {
		return d.eventTold
	}
	d.eventTold = &ballot{}
	for _, p := range d.pages {
		for n := range p.t.Sentences {
			if m := p.eventTime(n); m != nil && m.Precision == "day" {
				d.eventTold.add(&cairn.When{Words: p.words(m.first, m.last, cairn.Context), Period: m.Period, Precision: m.Precision, TimeOfDay: m.TimeOfDay}, 2)
			}
		}
	}
	return d.eventTold
}

// timeOfBattle dates people killed "during the battle for the base or after it"
// by the day on which the report says that the place was taken: from then to
// publication, because nothing says when it ended.
func (f *finding) timeOfBattle(sen text.Sentence) {
	p := f.page
	if f.claim.Kind != cairn.Casualty || f.claim.Scope == cairn.ScopeBackground {
		return
	}
	i, j, ok := p.find("battle", sen.First, sen.Last)
	if !ok {
		return
	}
	body := p.doc.pages[len(p.doc.pages)-1]
	on := body.takenOn()
	if on == "" || p.doc.anchor.End == "" || on > p.doc.anchor.End {
		return
	}
	f.claim.Time = &cairn.When{Words: p.words(i, j, cairn.Context), Period: cairn.Period{Start: on, End: p.doc.anchor.End}, Precision: "range"}
	if on == p.doc.anchor.End {
		f.claim.Time.Precision = "day"
	}
	f.because("time", "battle", i, j)
}
