package web

import (
	"fmt"
	"html/template"

	"cairn"
	"cairn/toll"
)

// KeyWords writes a key of a toll's cell: a value of a closed list in the
// reader's language, a name as it is.
func (s *shown) KeyWords(d toll.Dimension, key string) template.HTML {
	if key == toll.Unsaid {
		return own(s.lang.say("unknown.key", nil))
	}
	field := map[toll.Dimension]string{toll.ByAct: "act", toll.ByMeans: "means", toll.ByOccurrence: "grade", toll.ByResponsibility: "grade",
		toll.ByStatus: "victims.status", toll.ByCondition: "victims.condition"}[d]
	switch {
	case d == toll.ByCountry:
		return own(s.lang.country(key))
	case field != "" && s.lang.has("term."+field+"."+key):
		return own(s.lang.term(field, key))
	}
	return foreign(key)
}

// CheckTitle is a check in the reader's language.
func (s *shown) CheckTitle(id, english string) template.HTML {
	if s.lang.has("check." + id) {
		return own(s.lang.say("check."+id, nil))
	}
	return s.lang.why(english)
}

// Coordinates writes where a place lies.
func (s *shown) Coordinates(l *cairn.Locus) string {
	if l == nil || l.Lat == nil || l.Lon == nil {
		return ""
	}
	return fmt.Sprintf("%.4f, %.4f", *l.Lat, *l.Lon)
}

func (l *locale) has(key string) bool { _, ok := l.messages[key]; return ok }
