package actor

import (
	"strings"

	"cairn"
)

// introduced is a name that the report itself gave an actor.
type introduced struct {
	words []uint64
	actor *Actor
	from  int // where it was given
	span  cairn.Span
}

const maxIntroduced = 200 // names of its own in one report

// introduce finds the names that the report gives to actors it has named:
// "Syrian Observatory for Human Rights (SOHR)", "... [FMLN]", "known as the
// Lions of the East".
func (s *scanning) introduce(mentions []Mention) {
	for i, m := range mentions {
		if m.Metonym || len(s.aliases) >= maxIntroduced {
			continue
		}
		rest := s.text[m.Span[1]:]
		span, ok := bracketed(rest)
		if !ok {
			span, ok = knownAs(rest)
		}
		if !ok {
			continue
		}
		span = cairn.Span{span[0] + m.Span[1], span[1] + m.Span[1]}
		if i+1 < len(mentions) && mentions[i+1].Span.Overlaps(span) {
			continue
		}
		var hashes []uint64
		for at := span[0]; ; {
			w, ok := nextWord(s.text, at)
			if !ok || w.start >= span[1] {
				break
			}
			hashes = append(hashes, w.hash)
			at = w.end
		}
		if len(hashes) > 0 && !s.isPlace(s.text[span[0]:span[1]]) {
			s.aliases = append(s.aliases, introduced{hashes, m.Actor, span[0], span})
		}
	}
}

// isPlace says whether the words are a country's name or capital, which
// brackets after a name tell the home of, not another name.
func (s *scanning) isPlace(text string) bool {
	a, ok := s.Find(text, s.on)
	return ok && len(a.Types) > 0 && a.Type("") == "government"
}

// bracketed finds a short name in brackets that open directly after a mention.
func bracketed(rest string) (cairn.Span, bool) {
	open := strings.TrimLeft(rest[:min(len(rest), 3)], " \n")
	if open == "" || open[0] != '(' && open[0] != '[' {
		return cairn.Span{}, false
	}
	start := strings.IndexByte(rest, open[0]) + 1
	window := rest[start:min(len(rest), start+40)]
	length := strings.IndexAny(window, ")];,")
	if length < 2 {
		return cairn.Span{}, false
	}
	return shortName(rest, start, start+length)
}

// shortName accepts up to four words that begin with a capital, each, and at
// least two letters in all.
func shortName(text string, start, end int) (cairn.Span, bool) {
	span := cairn.Span{-1, -1}
	count := 0
	for at := start; ; {
		w, ok := nextWord(text, at)
		if !ok || w.start >= end {
			break
		}
		at = w.end
		if span[0] < 0 && isThe(text[w.start:w.end]) {
			continue
		}
		if !w.capital || '0' <= text[w.start] && text[w.start] <= '9' && count == 0 {
			return cairn.Span{}, false
		}
		if span[0] < 0 {
			span[0] = w.start
		}
		span[1] = w.end
		count++
	}
	return span, count > 0 && count <= 4 && span.Len() >= 2
}

// knownAs finds the name in ", known as the Nusra Front".
func knownAs(rest string) (cairn.Span, bool) {
	head := strings.TrimLeft(rest[:min(len(rest), 60)], ", ")
	lower := strings.ToLower(head)
	for _, cue := range []string{"known as ", "also known as ", "better known as ", "which is known as ", "known locally as ", "calling itself ", "which calls itself "} {
		if !strings.HasPrefix(lower, cue) {
			continue
		}
		start := strings.Index(rest, head) + len(cue)
		end, words := start, 0
		for at := start; words < 5; {
			w, ok := nextWord(rest, at)
			if !ok || w.start-at > 2 || strings.ContainsAny(rest[at:w.start], ",.;:\n") {
				break
			}
			if !w.capital && !isThe(rest[w.start:w.end]) && !strings.EqualFold(rest[w.start:w.end], "al") {
				break
			}
			at, end = w.end, w.end
			words++
		}
		if end == start {
			return cairn.Span{}, false
		}
		return shortName(rest, start, end)
	}
	return cairn.Span{}, false
}

// reread finds the names that the report gave, from where it gave them on.
func (s *scanning) reread(mentions []Mention) []Mention {
	byWord := map[uint64][]introduced{}
	for _, a := range s.aliases {
		byWord[a.words[0]] = append(byWord[a.words[0]], a)
	}
	var more []Mention
	for at := s.aliases[0].from; ; {
		w, ok := nextWord(s.text, at)
		if !ok {
			break
		}
		at = w.end
		for _, a := range byWord[w.hash] {
			if w.start < a.from || !w.capital {
				continue
			}
			end, ok := s.spells(w, a.words)
			if span := (cairn.Span{w.start, end}); ok && !covered(mentions, span) {
				more = append(more, Mention{Span: span, Actor: a.actor, Introduced: true})
				at = end
				break
			}
		}
	}
	mentions = append(mentions, more...)
	sortMentions(mentions)
	return mentions
}

// spells says whether the words stand one after another from a first one on.
func (s *scanning) spells(first word, words []uint64) (int, bool) {
	w := first
	for i := 1; i < len(words); i++ {
		next, ok := nextWord(s.text, w.end)
		if !ok || next.hash != words[i] || !next.capital || !joins(s.text[w.end:next.start], w) {
			return 0, false
		}
		w = next
	}
	return w.end, true
}
