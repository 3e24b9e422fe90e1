package web

import (
	"html/template"
	"strings"
)

// reason is a sentence of another room in the reader's language, where the
// catalogue has it: rooms explain themselves in English.
func (l *locale) reason(english string) string {
	if m, ok := l.messages["why."+slug(english)]; ok {
		return m["other"]
	}
	return english
}

// why is the same for a page: what is left in English says that it is English.
func (l *locale) why(english string) template.HTML {
	if english == "" {
		return ""
	}
	if _, ok := l.messages["why."+slug(english)]; ok || l.Tag == "en" {
		return shownText(l.reason(english))
	}
	return `<span lang="en" dir="ltr">` + shownText(english) + "</span>"
}

// slug is the first words of a sentence as a key.
func slug(s string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if b.Len() > 40 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('_')
		}
		b.WriteString(word)
	}
	return b.String()
}
