package actor

import (
	"strings"
	"unicode/utf8"

	"cairn"
	"cairn/text"
)

// scanning is the work on one text: what was found and what it may mean.
type scanning struct {
	*Table
	text    string
	on      cairn.Day
	anyCase bool
	found   []candidate
	hits    []hit // of all candidates, one after another
	from    int   // first hit of the candidate in hand
	end     int   // where it ends, 0 for none yet
	places  map[string]int
	aliases []introduced
}

// hit is a name found and the actor it stands for there.
type hit struct{ name, actor int32 }

// candidate is a stretch that may name one of several actors.
type candidate struct {
	span     cairn.Span
	from, to int // in hits
	chosen   int32
}

// trail is a walk through the trie: the words it took and how they are written.
type trail struct {
	start             int
	count             int
	capitals, shouted uint32
	country           int32 // what filled the hole, -1 for none
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
	s := scanning{Table: t, text: name, on: on, anyCase: true}
	w, ok := nextWord(name, 0)
	if ok && isThe(name[w.start:w.end]) {
		w, ok = nextWord(name, w.end)
	}
	if !ok {
		return Actor{}, false
	}
	s.step(0, w, trail{start: w.start, country: -1})
	if _, more := nextWord(name, s.end); more || s.end == 0 {
		return Actor{}, false
	}
	var full []hit
	for _, h := range s.hits {
		if !t.names[h.name].intro {
			full = append(full, h)
		}
	}
	best, ok := t.best(full, on, map[string]int{})
	if !ok {
		return Actor{}, false
	}
	return t.actors[best], true
}

func isThe(s string) bool { return len(s) == 3 && (s == "the" || s == "The" || s == "THE") }

// idIn is what a word of the text counts as, 0 where no name has it.
func (t *Table) idIn(s string, w word) uint32 {
	id, _ := t.ids.Get(text.Key(w.hash))
	if id.beforeHyphen != 0 && w.end < len(s) && s[w.end] == '-' {
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
		if s.idIn(s.text, w) == 0 {
			continue
		}
		s.from, s.end = len(s.hits), 0
		s.step(0, w, trail{start: w.start, country: -1})
		if s.end > 0 {
			s.preferKnown()
			s.found = append(s.found, candidate{cairn.Span{w.start, s.end}, s.from, len(s.hits), -1})
			at = s.end
		}
	}
}

// preferKnown drops readings without a country where others have one.
func (s *scanning) preferKnown() {
	known := s.from
	for _, h := range s.hits[s.from:] {
		if h.actor >= 0 {
			s.hits[known] = h
			known++
		}
	}
	if known > s.from {
		s.hits = s.hits[:known]
	}
}

// step takes one more word from a node: as it is, or as the beginning of what
// fills a hole.
func (s *scanning) step(node uint32, w word, p trail) {
	id := s.idIn(s.text, w)
	if id == 0 {
		return
	}
	if next, ok := s.edges[edgeKey{node, id}]; ok {
		s.reach(next, w, p.with(w))
	}
	if !s.opens[id] || p.country >= 0 {
		return
	}
	for hole := holeAdj; hole <= holeCapital; hole++ {
		if next, ok := s.edges[edgeKey{node, hole}]; ok {
			s.fill(hole, next, w, p)
		}
	}
}

// with adds a word to the path.
func (p trail) with(w word) trail {
	if w.capital {
		p.capitals |= 1 << p.count
	}
	if w.allCaps {
		p.shouted |= 1 << p.count
	}
	p.count++
	return p
}

// fill follows the terms of countries from a word on and goes on at the node
// after the hole for each of them.
func (s *scanning) fill(root, after uint32, w word, p trail) {
	node, in := root, trail{}
	for in.count < maxWords {
		next, ok := s.edges[edgeKey{node, s.idIn(s.text, w)}]
		if !ok {
			return
		}
		node, in = next, in.with(w)
		for _, t := range s.terms[node] {
			if !s.anyCase && (t.capitals&^in.capitals != 0 || t.shouted&^in.shouted != 0) {
				continue
			}
			q := p
			q.capitals |= 1 << q.count
			q.shouted |= 1 << q.count
			q.count++
			q.country = t.country
			s.reach(after, w, q)
		}
		following, ok := nextWord(s.text, w.end)
		if !ok || !joins(s.text[w.end:following.start], w) {
			return
		}
		w = following
	}
}

// reach notes the names that end at a node, if they make the longest stretch
// so far, and goes on with the next word.
func (s *scanning) reach(node uint32, w word, p trail) {
	if w.end >= s.end {
		s.note(node, w.end, p)
	}
	if p.count >= maxWords {
		return
	}
	if next, ok := nextWord(s.text, w.end); ok && joins(s.text[w.end:next.start], w) {
		s.step(node, next, p)
	}
}

func (s *scanning) note(node uint32, end int, p trail) {
	for _, n := range s.ends[node] {
		if !s.allows(n, end, p) {
			continue
		}
		if end > s.end {
			s.hits, s.end = s.hits[:s.from], end
		}
		h := hit{n, s.names[n].actor}
		if s.names[n].local {
			h.actor = -1 // settled when the report's country is known
		} else if h.actor < 0 {
			h.actor = s.filled[int(p.country)*s.patterns+int(s.names[n].pattern)]
		}
		s.hits = append(s.hits, h)
	}
}

// allows says whether a name can stand in this stretch as it is written there.
func (s *scanning) allows(id int32, end int, p trail) bool {
	n := &s.names[id]
	if !covers(n.period, s.on) || n.local && (s.anyCase || !s.definite(p.start)) {
		return false
	}
	if s.anyCase {
		return true
	}
	if n.capitals&^p.capitals != 0 || n.shouted&^p.shouted != 0 {
		return false
	}
	return !n.word || !inCapitals(s.text, p.start, end)
}

// definite says whether the words before a place make a common noun a body that
// the reader knows: "the army", "by government troops".
func (s *scanning) definite(start int) bool {
	before := strings.TrimRight(s.text[max(0, start-12):start], " \n\t")
	word := before[strings.LastIndexAny(before, " \n\t\"(“")+1:]
	for _, w := range []string{"the", "by", "and", "government"} {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
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
		case ' ', '\t', '\r', '-', '(', ')', '[', ']', '/', '\'', '’', '‘', 'ʼ', '‑', '–', '&', '\u00a0', '"', '“', '”', '\u00ad':
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
