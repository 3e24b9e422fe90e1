package code

import (
	"sort"
	"strings"

	"cairn"
	"cairn/text"
)

// memory is how many voices and mentions back a short name is looked for.
const memory = 200

// back finds whom a short name or a description points to: the family name of
// somebody named before, or "the president" after "President Bashar Assad".
func (s *speakers) back(v *voice) (voice, bool) {
	last := s.lastToken(v.speaker)
	if last < 0 {
		return voice{}, false
	}
	key := s.p.t.Key(last)
	for i := len(s.known) - 1; i >= max(0, len(s.known)-memory); i-- {
		if k := s.known[i]; k.person && k.surname == key && k.first < v.first {
			return k, true
		}
	}
	if v.speaker.Actor != "" && v.speaker.Named {
		return voice{}, false
	}
	return s.titled(v, last)
}

// titled resolves "the president": a person of the table of actors whose title
// the report gave before, or the other way round.
func (s *speakers) titled(v *voice, last int) (voice, bool) {
	if v.group {
		return voice{}, false
	}
	head := strings.ToLower(s.p.t.Word(last))
	if !titles()[head] {
		return voice{}, false
	}
	at := int(s.p.t.Tokens[v.first].Start)
	here := sort.Search(len(s.p.actors), func(k int) bool { return s.p.actors[k].Span[0] >= at })
	for i := here - 1; i >= max(0, here-memory); i-- {
		m := s.p.actors[i]
		if !m.Actor.Person {
			continue
		}
		before := strings.ToLower(s.p.t.S[max(0, m.Span[0]-30):m.Span[1]])
		if !strings.Contains(before, head) {
			continue
		}
		found := voice{person: true, speaker: cairn.Speaker{Actor: m.Actor.Name, Named: true, Type: m.Actor.Source}}
		return found, true
	}
	return voice{}, false
}

func titles() map[string]bool {
	return map[string]bool{"president": true, "minister": true, "premier": true, "leader": true, "king": true, "general": true,
		"commander": true, "chief": true, "director": true, "spokesman": true, "spokeswoman": true, "spokesperson": true}
}

func (s *speakers) lastToken(sp cairn.Speaker) int {
	if sp.Span == nil {
		return -1
	}
	i := s.p.t.TokenAt(sp.Span[0])
	end := s.headEnd(i, s.p.t.TokenAt(sp.Span[1]-1)+1)
	for k := end - 1; k >= i; k-- {
		if s.p.t.Tokens[k].Kind == text.Word {
			return k
		}
	}
	return -1
}

// antecedent resolves a pronoun. "Who" and "which" stand for the phrase before
// them; "he" and "she" for the last person, "they" for the last group, "it" for
// the last body, named or speaking. Without one, the pronoun stays as it is.
func (s *speakers) antecedent(i int) (cairn.Speaker, bool) {
	word := strings.ToLower(s.p.t.Word(i))
	sen := s.p.sentenceOf(i)
	if s.h.role(i, rRelative) {
		k := i - 1
		if s.h.mark(k) == ',' {
			k--
		}
		if first, last, ok := s.h.phraseLeft(k, sen.Body); ok && !(last-first == 1 && s.h.role(first, rPronoun|rRelative)) {
			return s.speaker(first, last)
		}
		return cairn.Speaker{}, false
	}
	own := cairn.Speaker{Words: s.p.words(i, i+1, ""), Type: "unknown"}
	if word == "i" || word == "we" || word == "you" {
		return own, true
	}
	if word == "it" || word == "its" {
		if first, last, ok := s.h.opening(sen, i); ok && s.actorOf(first, last) != nil {
			return s.context(s.read(first, last)), true
		}
	}
	for k := len(s.known) - 1; k >= 0; k-- {
		v := s.known[k]
		if s.p.t.SentenceAt(i)-s.p.t.SentenceAt(v.first) > 6 {
			break
		}
		if s.fits(word, v) {
			return s.context(v), true
		}
	}
	return own, true
}

func (s *speakers) fits(pronoun string, v voice) bool {
	switch pronoun {
	case "he", "she", "him", "her", "his":
		return v.person || !v.group && !v.body && v.speaker.Type != "document" && v.speaker.Type != "reports"
	case "they", "them", "their":
		return v.group || v.body && !v.person
	}
	return v.body && !v.person || v.speaker.Type == "document"
}

// context is a voice taken up again in another place: its words stand elsewhere.
func (s *speakers) context(v voice) cairn.Speaker {
	sp := v.speaker
	sp.Basis = cairn.Context
	return sp
}
