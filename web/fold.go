package web

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes what a person types and what is written comparable: without case,
// marks above and below letters, and the letters that Arabic writes in several
// ways. It is never stored or shown.
func fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ' || unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(foldRune(unicode.ToLower(r)))
	}
	return strings.TrimSuffix(b.String(), " ")
}

func foldRune(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	case '’', '‘', 'ʼ', 'ʿ', 'ʾ', '`':
		return '\''
	}
	return r
}

// containsAll says whether a folded text has every word of a folded search.
func containsAll(text, search string) bool {
	for word := range strings.FieldsSeq(search) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
