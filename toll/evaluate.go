package toll

import (
	"cairn"
)

// why says why a row does not count; counted is the zero value.
type why uint8

const (
	counted why = iota
	whyRejected
	whyLater // recorded or published after the time asked for: not even listed
	whyVictims
	whyDissent
	whyDenied
	whyStance
	whyScope
	whyBoast
	whyParty
	whyUnstated
	whyUnnamed
	whyNoNumber
	whyZero
	whyPart
	whyWord
	whySuperseded
	whyClarity
	whyRoots
	whyGrade
	whyLaterState
	whyWho
)

// evaluation is one walk over the rows of a record under a policy and a query.
// It keeps its scratch space, so that walking allocates nothing per claim.
type evaluation struct {
	x           *Index
	p           *Policy
	stances     flag // stances that are not admitted
	asOf        int64
	publishedBy int32
	victims     []bool // which victim keys are selected; nil: all
	facet       []bool // and which of them are of the group at hand
	words       map[int32]WordBound
	statements  []statement
	spans       []span // room: statements of one number
	voices      []standing
	trace       func(r *row, w why) // set only where somebody asks for reasons
}

// statement is what one voice says of the whole of an incident in one report.
type statement struct {
	span
	said, published int32
	first, last     int32 // rows
}

// span is the bounds of a number with what is known of its upper end.
type span struct {
	low, high       int64
	hasLow, hasHigh bool
	open, exact     bool
	word            bool // rests on a word without a number
	rounded         bool // "about 1,600": one of the numbers that round to it
	best            int64
	hasBest         bool // the speaker gives a best number between the bounds
}

// number is the one number that stands for a statement: the best that its
// speaker gives or the one that is rounded, or the least that it bounds.
func (s *span) number() int64 {
	if s.hasBest {
		return s.best
	}
	return s.low
}

// standing is a voice's latest word.
type standing struct {
	span
	kind            voiceKind
	voice           int32
	said, published int32
	rows            []row // its latest, where publishers are heard
}

// figure is what a policy makes of one measure of one incident.
type figure struct {
	low, best, high          int64
	hasLow, hasBest, hasHigh bool
	open                     bool
	voices                   int  // that stand
	claimed                  bool // somebody says that people were harmed, number or not
}

func (x *Index) evaluate(p *Policy, asOf int64, publishedBy cairn.Day) *evaluation {
	e := &evaluation{x: x, p: p, asOf: asOf, publishedBy: dayNumber(publishedBy), words: map[int32]WordBound{}}
	for stance, f := range map[cairn.Stance]flag{cairn.Alleged: isAlleged, cairn.Claimed: isClaimed, cairn.Acknowledged: isAcknowledged} {
		if !has(p.Admit.Stances, stance) {
			e.stances |= f
		}
	}
	return e
}

func has[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// known says whether a row was there at the time asked for.
func (e *evaluation) known(r *row) bool {
	return (e.asOf == 0 || r.recorded <= e.asOf) && (e.publishedBy == 0 || r.published != 0 && r.published <= e.publishedBy)
}

// admit is the first stage for a row by itself.
func (e *evaluation) admit(r *row) why {
	switch f := r.flags; {
	case !e.known(r):
		return whyLater
	case f.has(isRejected):
		return whyRejected
	case e.victims != nil && !e.victims[r.victims] || e.facet != nil && !e.facet[r.victims]:
		return whyVictims
	case f.has(otherScope):
		return whyScope
	case f.has(isDenied):
		return whyDenied
	case f.has(isDissent) && !e.p.Admit.Dissent:
		return whyDissent
	case f.has(e.stances):
		return whyStance
	case f.has(isBoast) && e.p.Admit.Parties == "no_boasts":
		return whyBoast
	case r.kind == voiceParty && e.p.Admit.Parties == "none":
		return whyParty
	case r.kind == voiceUnnamed && !e.p.Admit.Unnamed:
		return whyUnnamed
	case r.kind == voiceUnstated && e.p.Admit.Unstated == "primary":
		return whyUnstated
	case f.has(noNumber):
		return whyNoNumber
	case f.has(hasHigh) && r.high == 0 && !e.p.Admit.Zero:
		return whyZero
	}
	return counted
}

// measureRows is the stretch of an incident's rows that count one measure.
func (e *evaluation) measureRows(rows []row, m uint8) (start, end int32) {
	i := 0
	for i < len(rows) && rows[i].measure < m {
		i++
	}
	j := i
	for j < len(rows) && rows[j].measure == m {
		j++
	}
	return int32(i), int32(j)
}

// figure makes one measure's figure out of the incident's rows of that
// measure. Base is the place of rows[0] among the rows that parents name, all
// of which are in all.
func (e *evaluation) figure(rows []row, all []row) figure {
	var f figure
	speaks, numbered := e.speakers(rows, all, &f)
	e.voices = e.voices[:0]
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j].voice == rows[i].voice {
			j++
		}
		e.hear(rows[i:j], all, speaks, numbered)
		i = j
	}
	e.choose(&f)
	return f
}

// speakers says whether anybody with a name or reporters of their own is
// admitted, and whether anybody who will be heard gives a number rather than a
// word.
func (e *evaluation) speakers(rows, all []row, f *figure) (speaks, numbered bool) {
	numberedAlone := false // by outlets that are heard only where nobody else speaks
	for i := range rows {
		r := &rows[i]
		w := e.admit(r)
		if w == counted || w == whyNoNumber {
			f.claimed = true
		}
		if w != counted || e.partOfAdmitted(r, all) {
			continue
		}
		number := r.qualifier != wordCount && r.qualifier != pluralCount
		if r.kind == voiceUnstated && e.p.Admit.Unstated == "alone" {
			numberedAlone = numberedAlone || number
			continue
		}
		speaks = speaks || r.kind != voiceUnstated
		numbered = numbered || number
	}
	return speaks, numbered || !speaks && numberedAlone
}

// partOfAdmitted says whether an admitted row with a number already contains
// these people.
func (e *evaluation) partOfAdmitted(r *row, all []row) bool {
	part, _ := e.inside(r, all)
	return part
}

// inside says whether an admitted row contains these people (part), or one
// that gives no number of its own, so that they are the least of it (least).
func (e *evaluation) inside(r *row, all []row) (part, least bool) {
	p := r.parent
	for n := 0; p >= 0 && n < len(all); n++ {
		outer := &all[p]
		switch w := e.admit(outer); {
		case w == counted && outer.qualifier != wordCount && outer.qualifier != pluralCount:
			return true, false
		case w == counted || w == whyNoNumber:
			least = true
		}
		p = outer.parent
	}
	return false, least
}

// hear makes one voice's latest word out of its rows.
func (e *evaluation) hear(rows, all []row, speaks, numbered bool) {
	if len(rows) == 1 && e.p.Voice.By == "root" { // most voices speak once
		if s, ok := e.state(rows, all, speaks, numbered); ok {
			e.voices = append(e.voices, standing{kind: rows[0].kind, voice: rows[0].voice, span: s.span, said: s.said, published: s.published})
		}
		return
	}
	e.statements = e.statements[:0]
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j].report == rows[i].report && rows[j].group == rows[i].group {
			j++
		}
		if s, ok := e.state(rows[i:j], all, speaks, numbered); ok {
			s.first, s.last = int32(i), int32(j)
			e.statements = append(e.statements, s)
		}
		i = j
	}
	if len(e.statements) == 0 {
		return
	}
	if e.p.Voice.By != "root" {
		e.hearEach(rows, all)
		return
	}
	latest := e.statements[len(e.statements)-1]
	e.spans = append(e.spans[:0], latest.span)
	for i := len(e.statements) - 2; i >= 0; i-- {
		s := &e.statements[i]
		if e.supersedes(&latest, s) {
			e.tell(rows[s.first:s.last], all, whySuperseded)
			continue
		}
		e.spans = append(e.spans, s.span)
	}
	e.voices = append(e.voices, standing{kind: rows[0].kind, voice: rows[0].voice, span: oneNumber(e.spans), said: latest.said, published: latest.published})
}

// hearEach lets every publisher, or every report, be a voice of its own: what
// policies that do not look at roots do.
func (e *evaluation) hearEach(rows, all []row) {
	for i := range e.statements {
		s := &e.statements[i]
		report := rows[s.first].report
		if e.p.Voice.By == "publisher" {
			e.hearPublisher(s, rows[s.first:s.last], all, e.x.publishers[report])
		} else {
			e.voices = append(e.voices, standing{kind: rows[0].kind, voice: -1 - report, span: s.span, said: s.said, published: s.published})
		}
	}
}

// hearPublisher joins a statement to what its publisher says elsewhere, whoever
// it quotes.
func (e *evaluation) hearPublisher(s *statement, rows, all []row, who int32) {
	for k := range e.voices {
		v := &e.voices[k]
		if v.voice != who {
			continue
		}
		other := statement{said: v.said, published: v.published}
		switch {
		case e.supersedes(s, &other):
			e.tell(v.rows, all, whySuperseded)
			v.span, v.said, v.published, v.rows = s.span, s.said, s.published, rows
		case e.supersedes(&other, s):
			e.tell(rows, all, whySuperseded)
		default:
			e.spans = append(e.spans[:0], v.span, s.span)
			v.span = oneNumber(e.spans)
		}
		v.kind = max(v.kind, rows[0].kind)
		return
	}
	e.voices = append(e.voices, standing{kind: rows[0].kind, voice: who, span: s.span, said: s.said, published: s.published, rows: rows})
}

// supersedes says whether a statement replaces an earlier one of the same voice.
func (e *evaluation) supersedes(later, earlier *statement) bool {
	for _, by := range e.p.Supersede.By {
		a, b := later.said, earlier.said
		if by == "published" {
			a, b = later.published, earlier.published
		}
		if a != b {
			return a > b && b != 0
		}
	}
	return false
}

// state adds what one voice says in one report of people told apart.
func (e *evaluation) state(rows, all []row, speaks, numbered bool) (statement, bool) {
	s := statement{said: rows[0].said, published: rows[0].published}
	e.spans = e.spans[:0] // of one alt
	altOf, some := int32(-1), false
	for i := range rows {
		r := &rows[i]
		w := e.admitAmong(r, all, speaks, numbered)
		var b span
		if w == counted {
			b = e.bound(r)
			if _, least := e.inside(r, all); least {
				b.hasHigh, b.open, b.exact = false, true, false
			}
			if !b.hasLow && !b.hasHigh {
				w = whyWord
			}
		}
		if e.trace != nil {
			e.trace(r, w)
		}
		if w != counted {
			continue
		}
		if altOf >= 0 && r.alt != altOf {
			s.add(oneNumber(e.spans), some)
			e.spans, some = e.spans[:0], true
		}
		e.spans, altOf = append(e.spans, b), r.alt
	}
	if altOf < 0 {
		return s, false
	}
	s.add(oneNumber(e.spans), some)
	return s, true
}

// admitAmong is the first stage for a row among the others of its incident.
func (e *evaluation) admitAmong(r *row, all []row, speaks, numbered bool) why {
	switch w := e.admit(r); {
	case w != counted:
		return w
	case e.partOfAdmitted(r, all):
		return whyPart
	case r.kind == voiceUnstated && speaks && e.p.Admit.Unstated == "alone":
		return whyUnstated
	case numbered && (r.qualifier == wordCount || r.qualifier == pluralCount):
		return whyWord
	}
	return counted
}

func (e *evaluation) tell(rows, all []row, w why) {
	if e.trace == nil {
		return
	}
	for i := range rows {
		if e.admit(&rows[i]) == counted && !e.partOfAdmitted(&rows[i], all) {
			e.trace(&rows[i], w)
		}
	}
}
