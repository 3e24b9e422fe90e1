package actor

import (
	"unicode/utf8"

	"cairn"
)

// scanning is the work on one text: what was found and what it may mean.
type scanning struct {
	*Table
	text    string
	on      cairn.Day
	found   []candidate
	names   []int32 // the names of all candidates, one after another
	places  map[string]int
	aliases []introduced
}

// candidate is a stretch that may name one of several actors.
type candidate struct {
	span     cairn.Span
	from, to int // in names
	chosen   int32
}

// Scan finds every mention of a known actor in a text published on a day (""
// where that is unknown), in the order of the text; mentions never overlap and
// the longest name wins. Time grows with the length of the text alone.
func (t *Table) Scan(text string, on cairn.Day) []Mention {
	s := scanning{Table: t, text: text, on: on}
	s.collect()
	if len(s.found) == 0 {
		return nil
	}
	s.settle()
	mentions := s.mentions()
	s.introduce(mentions)
	if len(s.aliases) == 0 {
		return mentions
	}
	return s.reread(mentions)
}

// Find returns the actor of a name, whatever its case. It fails on a name that
// nobody has, or that several have on that day.
func (t *Table) Find(name string, on cairn.Day) (Actor, bool) {
	node, at, count := uint32(0), 0, 0
	for {
		w, ok := nextWord(name, at)
		if !ok {
			break
		}
		at = w.end
		if count == 0 && isThe(name[w.start:w.end]) {
			continue
		}
		id := t.idIn(name, w)
		next, ok := t.edges[edgeKey{node, id}]
		if id == 0 || !ok {
			return Actor{}, false
		}
		node = next
		count++
	}
	var admissible []int32
	for _, n := range t.ends[node] {
		if covers(t.names[n].period, on) && !t.names[n].intro {
			admissible = append(admissible, n)
		}
	}
	best, ok := t.best(admissible, on, map[string]int{})
	if !ok {
		return Actor{}, false
	}
	return t.actors[best], true
}

func isThe(s string) bool { return len(s) == 3 && (s == "the" || s == "The" || s == "THE") }

// idIn is what a word of the text counts as, 0 where no name has it.
func (t *Table) idIn(text string, w word) uint32 {
	id := t.words[w.hash]
	if id.beforeHyphen != 0 && w.end < len(text) && text[w.end] == '-' {
		return id.beforeHyphen
	}
	return id.plain
}

// collect walks the text once and keeps the longest name at every place.
func (s *scanning) collect() {
	at := 0
	for {
		w, ok := nextWord(s.text, at)
		if !ok {
			return
		}
		at = w.end
		id := s.idIn(s.text, w)
		if id == 0 {
			continue
		}
		if node, ok := s.edges[edgeKey{0, id}]; ok {
			if end := s.longest(w, node); end > 0 {
				at = end
			}
		}
	}
}

// longest follows the trie from a first word and keeps the longest stretch
// that some name allows. It returns where that ends, 0 where there is none.
func (s *scanning) longest(first word, node uint32) int {
	var capitals, shouted uint32
	best, from := 0, len(s.names)
	w := first
	for count := 0; ; count++ {
		if w.capital {
			capitals |= 1 << count
		}
		if w.allCaps {
			shouted |= 1 << count
		}
		if ends := s.ends[node]; len(ends) > 0 {
			keep := len(s.names)
			for _, n := range ends {
				if s.allows(n, first.start, w.end, capitals, shouted) {
					s.names = append(s.names, n)
				}
			}
			if len(s.names) > keep {
				s.names = append(s.names[:from], s.names[keep:]...)
				best = w.end
			}
		}
		next, ok := nextWord(s.text, w.end)
		if !ok || !joins(s.text[w.end:next.start], w) {
			break
		}
		id := s.idIn(s.text, next)
		if id == 0 {
			break
		}
		if node, ok = s.edges[edgeKey{node, id}]; !ok {
			break
		}
		w = next
	}
	if best > 0 {
		s.found = append(s.found, candidate{cairn.Span{first.start, best}, from, len(s.names), -1})
	}
	return best
}

// allows says whether a name can stand in this stretch as it is written there.
func (s *scanning) allows(id int32, start, end int, capitals, shouted uint32) bool {
	n := &s.Table.names[id]
	if n.capitals&^capitals != 0 || n.shouted&^shouted != 0 {
		return false
	}
	if !covers(n.period, s.on) {
		return false
	}
	if n.word && inCapitals(s.text, start, end) {
		return false
	}
	return true
}

// joins says whether what stands between two words can stand inside a name:
// spaces, one line break, a hyphen, an apostrophe, the stop of an initial.
func joins(gap string, before word) bool {
	if gap == " " || gap == "-" {
		return true
	}
	if len(gap) > 8 {
		return false
	}
	breaks := 0
	for i := 0; i < len(gap); {
		r, size := utf8.DecodeRuneInString(gap[i:])
		switch r {
		case ' ', '\t', '\r', '-', '\'', '’', '‘', 'ʼ', '‑', '–', '&', '\u00a0', '"', '“', '”', '\u00ad':
		case '\n':
			breaks++
		case '.':
			if before.end-before.start > 1 && i+1 < len(gap) {
				return false
			}
		default:
			return false
		}
		i += size
	}
	return breaks < 2
}

// inCapitals says whether the text around a stretch is written in capitals
// throughout, so that capitals say nothing there.
func inCapitals(text string, start, end int) bool {
	small, large := 0, 0
	count := func(s string) {
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case 'a' <= c && c <= 'z':
				small++
			case 'A' <= c && c <= 'Z':
				large++
			}
		}
	}
	count(text[max(0, start-80):start])
	count(text[end:min(len(text), end+80)])
	return large > 8*small && large > 8
}
