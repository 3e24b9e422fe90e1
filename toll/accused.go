package toll

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn"
)

// accusedParty is somebody who is said to have done it.
type accusedParty struct {
	party *cairn.Party
	label string
	names []string // the members, folded
	known bool     // a name, not a description such as "militants"
}

// accusedBy numbers the perpetrator that a claim names; 0 is nobody.
func (x *Index) accusedBy(c *cairn.Claim) int32 {
	p := c.Perpetrator
	if c.Kind == cairn.Responsibility {
		p = c.Actor
	}
	label := partyLabel(p)
	if label == "" {
		return 0
	}
	id, ok := x.partyIDs[label]
	if !ok {
		id = int32(len(x.parties))
		x.partyIDs[label] = id
		x.parties = append(x.parties, accusedParty{p, label, actorNames(p), isName(p)})
	}
	return id
}

// isName says whether a party is named: by an actor of the register, or by
// words that end as a name does. "Islamist insurgents" and "militants" describe
// somebody, and contradict no name.
func isName(p *cairn.Party) bool {
	if p.Actor != "" {
		return true
	}
	for _, list := range [][]cairn.Party{p.With, p.Or} {
		for i := range list {
			if isName(&list[i]) {
				return true
			}
		}
	}
	words := strings.Fields(p.Text)
	if len(words) < 2 {
		return false
	}
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(last)
}

// heard is one voice, with its best known kind.
type heard struct {
	voice int32
	kind  voiceKind
}

func hearOnce(list []heard, r *row) []heard {
	for i := range list {
		if list[i].voice == r.voice {
			list[i].kind = max(list[i].kind, r.kind)
			return list
		}
	}
	return append(list, heard{r.voice, r.kind})
}

func independentOf(list []heard) int {
	n := 0
	for _, h := range list {
		if h.kind.independent() {
			n++
		}
	}
	return n
}

// accusation is one perpetrator with the voices that name it.
type accusation struct {
	party  int32
	voices []heard
}

// support is what the voices of an incident say, apart from numbers. It keeps
// its room from one incident to the next.
type support struct {
	voices   []heard
	denials  []heard // of the event or of who the victims were
	admitted []heard // parties that speak against their own interest
	claimed  []heard // perpetrators that take responsibility
	denied   []heard // those who deny having done it
	accused  []accusation
	known    int
	alive    int
}

func (s *support) listen(rows []row, known func(*row) bool) {
	*s = support{voices: s.voices[:0], denials: s.denials[:0], admitted: s.admitted[:0], claimed: s.claimed[:0], denied: s.denied[:0], accused: s.accused[:0]}
	for i := range rows {
		r := &rows[i]
		if !known(r) {
			continue
		}
		s.known++
		if r.flags.has(isRejected) {
			continue
		}
		s.alive++
		s.hear(r)
	}
	s.quiet()
}

// quiet takes back what outlets said in their own name of who did it, where
// others speak: they repeat what they were told.
func (s *support) quiet() {
	if !slices.ContainsFunc(s.voices, func(h heard) bool { return h.kind != voiceUnstated }) {
		return
	}
	n := 0
	for i := range s.accused {
		a := s.accused[i]
		a.voices = slices.DeleteFunc(a.voices, func(h heard) bool { return h.kind == voiceUnstated })
		if len(a.voices) > 0 {
			s.accused[n], s.accused[i] = a, s.accused[n]
			n++
		}
	}
	s.accused = s.accused[:n]
}

func (s *support) hear(r *row) {
	switch {
	case r.flags.has(deniesEvent):
		s.denials = hearOnce(s.denials, r)
	case r.flags.has(deniesAccused):
		s.denied = hearOnce(s.denied, r)
	}
	if r.flags.has(isDenied) {
		return
	}
	if r.flags.has(isAcknowledged) && r.kind == voiceParty {
		s.admitted = hearOnce(s.admitted, r)
	}
	if r.flags.has(takesIt) {
		s.claimed = hearOnce(s.claimed, r)
	}
	if !r.flags.has(isBoast) {
		s.voices = hearOnce(s.voices, r)
	}
	if r.accused != 0 && !r.flags.has(isDissent) {
		s.accuse(r)
	}
}

func (s *support) accuse(r *row) {
	for i := range s.accused {
		if s.accused[i].party == r.accused {
			s.accused[i].voices = hearOnce(s.accused[i].voices, r)
			return
		}
	}
	if len(s.accused) < cap(s.accused) { // take over the room of an earlier incident
		s.accused = s.accused[:len(s.accused)+1]
		a := &s.accused[len(s.accused)-1]
		a.party, a.voices = r.accused, append(a.voices[:0], heard{r.voice, r.kind})
		return
	}
	s.accused = append(s.accused, accusation{r.accused, []heard{{r.voice, r.kind}}})
}

// sortAccused puts whom most independent voices name first.
func (s *support) sortAccused(x *Index) {
	slices.SortFunc(s.accused, func(a, b accusation) int {
		return cmp.Or(cmp.Compare(independentOf(b.voices), independentOf(a.voices)), cmp.Compare(len(b.voices), len(a.voices)), cmp.Compare(x.parties[a.party].label, x.parties[b.party].label))
	})
}

// accusers is how many independent voices name anybody.
func (s *support) accusers() int {
	var all []heard
	for _, a := range s.accused {
		for _, v := range a.voices {
			all = hearOnce(all, &row{voice: v.voice, kind: v.kind})
		}
	}
	return independentOf(all)
}

// rivals says whether two different voices name perpetrators that share
// nobody. Joint perpetrators who are named in part do not contradict one
// another, and neither do two names from one and the same voice: that is a
// garbled copy.
func (s *support) rivals(x *Index) bool {
	for i, a := range s.accused {
		for _, b := range s.accused[:i] {
			p, q := &x.parties[a.party], &x.parties[b.party]
			shared := slices.ContainsFunc(p.names, func(n string) bool { return slices.Contains(q.names, n) })
			if !shared && p.known && q.known && otherVoice(a.voices, b.voices) && otherVoice(b.voices, a.voices) {
				return true
			}
		}
	}
	return false
}

// otherVoice says whether a voice in one list is not in another.
func otherVoice(in, notIn []heard) bool {
	return slices.ContainsFunc(in, func(v heard) bool {
		return !slices.ContainsFunc(notIn, func(w heard) bool { return w.voice == v.voice })
	})
}

// namesOf writes voices for people.
func (x *Index) namesOf(list []heard) []string {
	var out []string
	for _, h := range list {
		out = append(out, x.strings.words[h.voice])
	}
	return out
}
