package actor

import (
	"cmp"
	"slices"
	"sort"

	"cairn"
)

// settle decides which actor each candidate names: first those that can be
// only one, whose countries then speak for the others.
func (s *scanning) settle() {
	s.places = map[string]int{}
	for i := range s.found {
		c := &s.found[i]
		if s.hits[c.from].actor < 0 || s.anyWord(c) {
			continue
		}
		if a, ok := s.best(s.hits[c.from:c.to], s.on, nil); ok {
			c.chosen = a
			if s.actors[a].Source == "media" {
				continue // who writes is at home elsewhere
			}
			for k, country := range s.actors[a].Countries {
				if k == 0 {
					s.places[country]++
				}
				s.places[country]++
			}
		}
	}
	country := s.country()
	for i := range s.found {
		if c := &s.found[i]; s.hits[c.from].actor < 0 {
			if country >= 0 {
				c.chosen = s.filled[int(country)*s.patterns+int(s.names[s.hits[c.from].name].pattern)]
			}
			continue
		}
		if c := &s.found[i]; c.chosen < 0 {
			if a, ok := s.best(s.hits[c.from:c.to], s.on, s.places); ok && (!s.anyWord(c) || s.atHome(a)) {
				c.chosen = a
			}
		}
	}
}

// anyWord says whether a candidate is a short name in a text in capitals: "ANA"
// and "LET" are words and people there as often as armies.
func (s *scanning) anyWord(c *candidate) bool {
	const short = 3
	return c.span.Len() <= short && inCapitals(s.text, c.span[0], c.span[1])
}

// atHome says whether the report speaks of a country of the actor.
func (s *scanning) atHome(a int32) bool {
	return slices.ContainsFunc(s.actors[a].Countries, func(country string) bool { return s.places[country] > 0 })
}

// country is the one that the report speaks of most, by its actors and by its
// name; -1 where none has more than half of what is spoken of.
func (s *scanning) country() int32 {
	best, most, all := "", 0, 0
	for iso, n := range s.places {
		all += n
		if n > most || n == most && iso < best {
			best, most = iso, n
		}
	}
	if most*2 <= all || most < 4 {
		return -1
	}
	if i, ok := s.home[best]; ok {
		return i
	}
	return -1
}

// best picks the actor that the names point to: those written by hand before
// those made from patterns, those active on the day before others, then the
// one whose countries the report speaks of most, then the one that is meant by
// default. Without places, only a name that points to one actor is decided.
func (t *Table) best(hits []hit, on cairn.Day, places map[string]int) (int32, bool) {
	chosen, top, tie, several := int32(-1), rank{}, false, false
	for _, h := range hits {
		r := t.rank(h, on, places)
		order := r.compare(top)
		switch {
		case chosen < 0 || order > 0:
			several = several || chosen >= 0 && h.actor != chosen && r.written == top.written
			chosen, top, tie = h.actor, r, false
		case h.actor != chosen:
			several = several || r.written == top.written
			tie = tie || order == 0
		}
	}
	if chosen < 0 || tie || several && places == nil {
		return -1, false
	}
	return chosen, true
}

// rank is what speaks for a reading, the weightiest first.
type rank struct{ written, active, places, main int }

func (r rank) compare(o rank) int {
	return cmp.Or(cmp.Compare(r.written, o.written), cmp.Compare(r.active, o.active),
		cmp.Compare(r.places, o.places), cmp.Compare(r.main, o.main))
}

func (t *Table) rank(h hit, on cairn.Day, places map[string]int) rank {
	var r rank
	if t.names[h.name].pattern < 0 {
		r.written = 1
	}
	if covers(t.actors[h.actor].Active, on) {
		r.active = 1
	}
	for _, country := range t.actors[h.actor].Countries {
		r.places += places[country]
	}
	if t.names[h.name].main {
		r.main = 1
	}
	return r
}

// mentions turns the settled candidates into mentions. A name that a report
// must introduce first counts only where the actor was named before.
func (s *scanning) mentions() []Mention {
	out := make([]Mention, 0, len(s.found))
	seen := map[int32]int{}
	for _, c := range s.found {
		a := c.chosen
		if s.hits[c.from].actor < 0 {
			if a >= 0 {
				out = append(out, Mention{Span: c.span, Actor: &s.actors[a], Local: true})
			}
			continue
		}
		intro, metonym, adjective := true, true, true
		for _, h := range s.hits[c.from:c.to] {
			if h.actor == a {
				intro = intro && s.names[h.name].intro
				metonym = metonym && s.names[h.name].metonym
				adjective = adjective && s.names[h.name].adjective
			}
		}
		if a < 0 || intro {
			if a = s.latest(c, seen); a < 0 {
				continue
			}
		}
		seen[a] = c.span[0] + 1
		known := a == c.chosen
		out = append(out, Mention{Span: c.span, Actor: &s.actors[a], Metonym: metonym && known,
			Adjective: adjective && known, Introduced: intro || !known})
	}
	return out
}

// latest is the actor among a candidate's that the report named last before it.
func (s *scanning) latest(c candidate, seen map[int32]int) int32 {
	best, at := int32(-1), 0
	for _, h := range s.hits[c.from:c.to] {
		if a := h.actor; seen[a] > at {
			best, at = a, seen[a]
		}
	}
	return best
}

// sortMentions puts mentions in the order of the text.
func sortMentions(m []Mention) {
	sort.Slice(m, func(i, j int) bool { return m[i].Span[0] < m[j].Span[0] })
}

// covered says whether a stretch touches one of the sorted mentions.
func covered(m []Mention, span cairn.Span) bool {
	i := sort.Search(len(m), func(i int) bool { return m[i].Span[1] > span[0] })
	return i < len(m) && m[i].Span.Overlaps(span)
}
