package code

import (
	"sort"
	"strings"

	"cairn"
	"cairn/actor"
	"cairn/text"
)

// speakers names who speaks on one page, in order, so that "he", "the group"
// and a family name are those whom the report named before.
type speakers struct {
	p     *page
	h     *hearing
	known []voice
}

// voice is somebody who spoke or was named, for later words to point back to.
type voice struct {
	speaker cairn.Speaker
	first   int // token
	name    string
	surname text.Key
	person  bool
	group   bool // several people
	body    bool // an organisation
}

func newSpeakers(p *page) *speakers {
	s := &speakers{p: p, h: &hearing{speech: p.doc.speech, t: p.t, words: make([]*sayWord, len(p.t.Tokens))}}
	for i, tok := range p.t.Tokens {
		s.h.words[i], _ = p.doc.speech.known.Get(tok.Key)
	}
	return s
}

// name gives every utterance of the page its speakers.
func (s *speakers) name() {
	for i := range s.p.utterances {
		u := &s.p.utterances[i]
		if !u.statement {
			continue
		}
		if u.extension && i > 0 {
			u.speakers = s.p.utterances[i-1].speakers
			continue
		}
		if m := s.actorOf(u.source[0], u.source[1]); u.rule == "says.label" && m != nil && m.Metonym {
			continue // "BEIRUT: ..." is where it was written
		}
		u.speakers = s.link(u)
	}
}

// link makes the speakers of one utterance: one, or several who speak jointly.
func (s *speakers) link(u *utterance) []cairn.Speaker {
	parts, or := s.parts(u.source[0], u.source[1])
	var all []cairn.Speaker
	for _, part := range parts {
		if sp, ok := s.speaker(part[0], part[1]); ok {
			all = append(all, sp)
		}
	}
	if len(all) == 0 {
		return nil
	}
	first := all[0]
	if or {
		first.Or = all[1:]
	} else {
		first.With = all[1:]
	}
	if len(all) == 1 {
		first.With, first.Or = nil, nil
	}
	return []cairn.Speaker{first}
}

// parts splits "A and B" and "A or B" where both are phrases of their own; a
// known name with "and" in it stays whole.
func (s *speakers) parts(first, last int) (parts [][2]int, or bool) {
	start := first
	for i := first + 1; i < last-1; i++ {
		if !s.h.role(i, rConj) || s.inActor(i) {
			continue
		}
		word := s.p.t.Word(i)
		and := strings.EqualFold(word, "and") || word == "&"
		if !and && !strings.EqualFold(word, "or") || !s.stands(start, i) || !s.stands(i+1, last) {
			continue
		}
		parts, start, or = append(parts, [2]int{start, i}), i+1, !and
	}
	return append(parts, [2]int{start, last}), or
}

// stands says whether the tokens can be a phrase that names a source alone.
func (s *speakers) stands(first, last int) bool {
	if _, _, ok := s.kind(first, last); ok || s.h.role(first, rDet|rPronoun) {
		return true
	}
	if len(actor.Within(s.p.actors, s.p.span(first, last))) > 0 {
		return true
	}
	return last-first > 1 && s.h.speaks(first, last)
}

func (s *speakers) inActor(i int) bool {
	at := int(s.p.t.Tokens[i].Start)
	k := sort.Search(len(s.p.actors), func(k int) bool { return s.p.actors[k].Span[1] > at })
	return k < len(s.p.actors) && s.p.actors[k].Span[0] <= at
}

// speaker reads one phrase.
func (s *speakers) speaker(first, last int) (cairn.Speaker, bool) {
	for first < last && (s.h.mark(first) != 0 || s.article(first) || s.h.role(first, rPrep|rConj)) {
		first++
	}
	for last > first && (s.h.mark(last-1) == ',' || s.p.t.Tokens[last-1].Kind == text.Clitic) {
		last--
	}
	if first >= last {
		return cairn.Speaker{}, false
	}
	if last-first == 1 && s.h.role(first, rPronoun|rRelative) || last-first == 1 && s.h.role(first, rAnyPronoun) && s.pointing(first) {
		return s.antecedent(first)
	}
	v := s.read(first, last)
	if back, ok := s.back(&v); ok {
		v.speaker.Actor, v.speaker.Named = back.speaker.Actor, back.speaker.Named
		if v.speaker.Type == "person" || v.speaker.Type == "unknown" || v.speaker.Type == "" || back.speaker.Actor != "" {
			v.speaker.Type = back.speaker.Type
		}
	}
	s.known = append(s.known, v)
	return v.speaker, true
}

func (s *speakers) article(i int) bool {
	w := s.p.t.Word(i)
	return strings.EqualFold(w, "the") || strings.EqualFold(w, "a") || strings.EqualFold(w, "an")
}

func (s *speakers) pointing(i int) bool {
	switch strings.ToLower(s.p.t.Word(i)) {
	case "who", "which", "that", "this", "him", "her", "them":
		return true
	}
	return false
}

// read makes a voice of a noun phrase: its type, its actor, whether it is named.
func (s *speakers) read(first, last int) voice {
	head := s.headEnd(first, last)
	v := voice{first: first, speaker: cairn.Speaker{Words: s.p.words(first, last, "")}}
	sp := &v.speaker
	kind, plural, known := s.kind(first, last)
	sp.Type = kind
	v.group = plural
	if m := s.actorOf(first, head); m != nil {
		s.asActor(&v, m, known, first, head)
	} else if m := s.actorOf(head, last); m != nil && (!known || kind == "official" || kind == "person") && m.Actor.Source != "" {
		sp.Type = m.Actor.Source
	}
	if name, surname := s.personal(first, head); name != "" && sp.Actor == "" {
		v.name, v.surname, v.person = name, surname, true
		sp.Named, sp.Actor = true, name
	} else if sp.Actor == "" && s.capitalised(first, head) && !plural {
		sp.Named, v.body = true, true
	}
	if sp.Type == "" {
		sp.Type = "unknown"
		if v.person {
			sp.Type = "person"
		}
	}
	v.body = v.body || sp.Actor != "" && !v.person
	return v
}

// asActor takes type and name from a known actor. Unnamed sources of a known
// body ("a Syrian military source") are of its type and are not named.
func (s *speakers) asActor(v *voice, m *actor.Mention, known bool, first, last int) {
	sp := &v.speaker
	a := m.Actor
	if a.Source != "" {
		sp.Type = a.Source
	}
	sp.Actor, sp.Named = a.Name, true
	if a.Person {
		v.person = true
		v.surname = s.p.t.Key(s.p.t.TokenAt(m.Span[1] - 1))
		if parent := a.Parent(s.p.doc.anchor.Start); parent != "" && a.Source == "monitor" {
			sp.Actor = parent
		}
	}
	if s.anonymous(first, last) {
		sp.Named, sp.Actor = false, ""
	}
}

// anonymous says whether the phrase is about sources and not the body itself.
func (s *speakers) anonymous(first, last int) bool {
	for i := first; i < last; i++ {
		switch strings.ToLower(s.p.t.Word(i)) {
		case "source", "sources", "rebels", "guerrillas", "soldiers", "troops", "insurgents", "militants":
			return true
		}
	}
	return false
}

// headEnd is where an inserted apposition begins, else the phrase's end.
func (s *speakers) headEnd(first, last int) int {
	for i := first + 1; i < last; i++ {
		if m := s.h.mark(i); m == ',' || m == '(' || m == '—' || m == '–' {
			return i
		}
	}
	return last
}

// actorOf is the known actor that the phrase is about: the last one named in it.
func (s *speakers) actorOf(first, last int) *actor.Mention {
	if first >= last {
		return nil
	}
	in := actor.Within(s.p.actors, s.p.span(first, last))
	if len(in) == 0 {
		return nil
	}
	m := &in[len(in)-1]
	if m.Metonym && last-first > 1 && m.Span[1] < s.p.span(first, last)[1] {
		return nil // "an Israeli lawyer" is not the government
	}
	return m
}

// kind is the type of source that the phrase's nouns tell, and whether they are
// plural. The longest entry wins, and among equals the last.
func (s *speakers) kind(first, last int) (kind string, plural, ok bool) {
	longest, sure := 0, false
	for i := first; i < last; i++ {
		w := s.h.words[i]
		if w == nil {
			continue
		}
		for _, n := range w.speakers {
			if i+len(n.keys) > last || !s.p.t.HasPhrase(i, n.keys) {
				continue
			}
			vague := n.kind == "official" || n.kind == "person" || n.kind == "reports" || n.kind == "document"
			if len(n.keys) > longest && (!vague || !sure) || len(n.keys) == longest && (!vague || !sure) || sure == vague && !vague {
				longest, kind, ok = len(n.keys), n.kind, true
				sure = sure || !vague
				end := s.p.t.Word(i + len(n.keys) - 1)
				plural = strings.HasSuffix(strings.ToLower(end), "s") || strings.EqualFold(end, "police")
			}
		}
	}
	return kind, plural, ok
}

// personal finds the name of a person at the end of the phrase or before its
// apposition: two or more words with a capital that are no known noun.
func (s *speakers) personal(first, last int) (string, text.Key) {
	end := last
	for end > first && s.p.t.Tokens[end-1].Kind != text.Word {
		end--
	}
	start := end
	for start > first {
		tok := s.p.t.Tokens[start-1]
		if tok.Kind != text.Word || !tok.Is(text.Capital) || s.h.words[start-1] != nil && len(s.h.words[start-1].speakers) > 0 ||
			s.h.role(start-1, rDet|rPrep|rConj) || s.p.t.Upper && s.p.has(start-1, cPeople|cTitle) {
			break
		}
		start--
	}
	for start < end-1 && s.p.has(start, cTitle) {
		start++
	}
	if start > first && s.h.role(start-1, rPrep) {
		return "", 0 // "officials in Accomack County"
	}
	if n := end - start; n < 2 || n > 5 || s.p.t.Upper && n > 4 {
		return "", 0
	}
	span := s.p.span(start, end)
	for _, t := range actor.Within(s.p.actors, span) {
		if !t.Actor.Person && !t.Metonym {
			return "", 0
		}
	}
	return strings.Join(strings.Fields(s.p.t.S[span[0]:span[1]]), " "), s.p.t.Key(end - 1)
}

// capitalised says whether the phrase is a proper name of a body.
func (s *speakers) capitalised(first, last int) bool {
	caps := 0
	for i := first; i < last; i++ {
		tok := s.p.t.Tokens[i]
		if tok.Kind == text.Word && !s.h.role(i, rDet|rPrep|rConj) {
			if !tok.Is(text.Capital) {
				return false
			}
			caps++
		}
	}
	return caps > 0 && !s.p.t.Upper && !(caps == 1 && s.p.t.SentenceAt(first) < len(s.p.t.Sentences) && s.p.t.Sentences[s.p.t.SentenceAt(first)].Body == first)
}
