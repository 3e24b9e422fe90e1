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
	times int32
}

func hearOnce(list []heard, r *row) []heard {
	for i := range list {
		if list[i].voice == r.voice {
			list[i].kind = max(list[i].kind, r.kind)
			list[i].times++
			return list
		}
	}
	return append(list, heard{r.voice, r.kind, 1})
}

func hearAll(list, more []heard) []heard {
	for _, h := range more {
		if !slices.ContainsFunc(list, func(have heard) bool { return have.voice == h.voice }) {
			list = append(list, h)
		}
	}
	return list
}

// besides are the other sources of a data set's row. Who says something jointly
// is one voice; a row's list of sources is several, each of which was asked.
func (s *support) besides(r *row) []heard {
	if s.joint == nil {
		return nil
	}
	return s.joint[r.report]
}

// jointRoots finds, by report, the roots that linking gave to the claims of a
// data set's row, where they are several; nil where no row has.
func (x *Index) jointRoots() [][]heard {
	var out [][]heard
	for i := range x.incidents {
		inc := &x.incidents[i]
		if len(inc.linked.Origins) < 2 {
			continue
		}
		for _, p := range inc.parts {
			claims := x.rec.Reports[p.report].Claims
			if len(p.claims) == 0 || !claims[p.claims[0]].IsRow() {
				continue
			}
			var roots []heard
			for _, o := range inc.linked.Origins {
				if slices.Contains(o.Claims, claims[p.claims[0]].ID) && o.Root != "" {
					roots = append(roots, heard{x.strings.id(fold(o.Root)), voiceKinds[o.Kind], 1})
				}
			}
			if len(roots) < 2 {
				continue
			}
			if out == nil {
				out = make([][]heard, len(x.rec.Reports))
			}
			out[p.report] = roots
		}
	}
	return out
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
	joint    [][]heard // by report: the sources that a data set's row names side by side
	known    int
	alive    int
}

func (s *support) listen(rows []row, joint [][]heard, known func(*row) bool) {
	*s = support{joint: joint, voices: s.voices[:0], denials: s.denials[:0], admitted: s.admitted[:0], claimed: s.claimed[:0], denied: s.denied[:0], accused: s.accused[:0]}
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
		s.voices = hearAll(s.voices, s.besides(r))
	}
	if r.accused != 0 && !r.flags.has(isDissent) {
		s.accuse(r)
	}
}

func (s *support) accuse(r *row) {
	for i := range s.accused {
		if s.accused[i].party == r.accused {
			s.accused[i].voices = hearAll(hearOnce(s.accused[i].voices, r), s.besides(r))
			return
		}
	}
	if len(s.accused) < cap(s.accused) { // take over the room of an earlier incident
		s.accused = s.accused[:len(s.accused)+1]
		a := &s.accused[len(s.accused)-1]
		a.party, a.voices = r.accused, hearAll(append(a.voices[:0], heard{r.voice, r.kind, 1}), s.besides(r))
		return
	}
	s.accused = append(s.accused, accusation{r.accused, hearAll([]heard{{r.voice, r.kind, 1}}, s.besides(r))})
}

// sortAccused puts whom most independent voices name first.
func (s *support) sortAccused(x *Index) {
	slices.SortFunc(s.accused, func(a, b accusation) int {
		return cmp.Or(cmp.Compare(independentOf(b.voices), independentOf(a.voices)), cmp.Compare(len(b.voices), len(a.voices)), cmp.Compare(x.parties[a.party].label, x.parties[b.party].label))
	})
}

// accusers is how many independent voices name anybody.
func (s *support) accusers() int {
	return independentOf(s.voicesThatAccuse())
}

// rivals says whether two different voices name perpetrators that share
// nobody. Joint perpetrators who are named in part do not contradict one
// another, and a voice is taken at the name it gives most: another name from
// it is a garbled copy.
func (s *support) rivals(x *Index) bool {
	if len(s.accused) < 2 {
		return false
	}
	var named []int32 // one party for each voice
	for _, v := range s.voicesThatAccuse() {
		if p := s.accusedMost(x, v); p != 0 {
			named = append(named, p)
		}
	}
	for i, p := range named {
		for _, q := range named[:i] {
			if p != q && !slices.ContainsFunc(x.parties[p].names, func(n string) bool { return slices.Contains(x.parties[q].names, n) }) {
				return true
			}
		}
	}
	return false
}

func (s *support) voicesThatAccuse() []heard {
	var out []heard
	for _, a := range s.accused {
		for _, v := range a.voices {
			out = hearOnce(out, &row{voice: v.voice, kind: v.kind})
		}
	}
	return out
}

// accusedMost is the party that a voice names most often; of two, the one that
// more voices name. Descriptions are no names.
func (s *support) accusedMost(x *Index, v heard) int32 {
	var best int32
	var times, voices int
	for _, a := range s.accused {
		i := slices.IndexFunc(a.voices, func(w heard) bool { return w.voice == v.voice })
		if i < 0 || !x.parties[a.party].known {
			continue
		}
		n, m := int(a.voices[i].times), len(a.voices)
		if best == 0 || cmp.Or(cmp.Compare(n, times), cmp.Compare(m, voices), cmp.Compare(x.parties[best].label, x.parties[a.party].label)) > 0 {
			best, times, voices = a.party, n, m
		}
	}
	return best
}

// namesOf writes voices for people.
func (x *Index) namesOf(list []heard) []string {
	var out []string
	for _, h := range list {
		out = append(out, x.strings.words[h.voice])
	}
	return out
}
