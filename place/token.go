package place

import (
	"unicode"
	"unicode/utf8"

	"cairn/text"
)

// token is a word of the text, as the scanner sees it: without the
// possessive, with the full stops of an abbreviation inside it.
type token struct {
	key        text.Key // of the word as it folds
	start, end int32
	gap        gap // what stands between it and the word before
	shape      shape
	dot        bool // a full stop follows
	poss       bool // 's follows
}

type shape uint8

const (
	lower    shape = iota
	capital        // begins with a capital
	upper          // two capitals or more and nothing else
	number         // begins with a digit
	caseless       // Arabic and other scripts without capitals
)

// gap is the strongest thing between two words.
type gap uint8

const (
	gapSpace gap = iota
	gapHyphen
	gapComma
	gapOther // quotes, brackets, colons, dashes
	gapStop  // the end of a sentence
	gapLine  // an empty line, or the beginning of the text
)

// tokenize appends the words of s to dst.
func tokenize(dst []token, s string) []token {
	between := gapLine
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && !wordByte[c] {
			between = max(between, gapOf(s, i))
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(s[i:]); !wordRune(r) {
				between = max(between, gapOfRune(r))
				i += n
				continue
			}
		}
		t, next := word(s, i)
		t.gap = between
		dst = append(dst, t)
		between = gapSpace
		if t.dot {
			between = gapStop
		}
		i = next
	}
	return dst
}

// word reads the word that begins at i, and says where to go on.
func word(s string, i int) (token, int) {
	t := token{start: int32(i), key: text.KeyOf("")}
	uppers, lowers, dots := 0, 0, 0
	first, plain := true, true // plain: the word folds to its letters in small
	if c := s[i]; wordByte[c] {
		t.shape = shapeOf[c]
		for ; i < len(s) && wordByte[s[i]]; i++ { // nearly every letter of nearly every word
			c := s[i]
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
				uppers++
			} else if c >= 'a' {
				lowers++
			}
			t.key = t.key.With(c)
		}
		first = false
		if i == len(s) || s[i] == ' ' || s[i] == ',' || s[i] == '\n' {
			goto done
		}
	}
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if wordByte[c] {
				t.key = t.key.With(c)
			} else {
				plain = false
			}
			switch {
			case 'a' <= c && c <= 'z':
				lowers++
			case 'A' <= c && c <= 'Z':
				uppers++
				if first {
					t.shape = capital
				}
			case '0' <= c && c <= '9':
				if first {
					t.shape = number
				}
			case c == '\'' && !first && i+1 < len(s) && letterAt(s, i+1):
				if elided(s, int(t.start), i, i+1) {
					goto done
				}
			case c == '.' && !first && i+1 < len(s) && letterAt(s, i+1) && (dots > 0 || i-int(t.start) <= 2):
				dots++
			default:
				goto done
			}
			i++
			first = false
			continue
		}
		plain = false
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '’' || r == 'ʼ' || r == '‘' || r == 'ʿ' || r == 'ʾ':
			if first || i+n >= len(s) || !letterAt(s, i+n) || elided(s, int(t.start), i, i+n) {
				goto done
			}
		case unicode.IsUpper(r):
			uppers++
			if first {
				t.shape = capital
			}
		case unicode.IsLower(r):
			lowers++
		case unicode.IsLetter(r):
			if first {
				t.shape = caseless
			}
		case unicode.IsDigit(r):
			if first {
				t.shape = number
			}
		case unicode.IsMark(r) && !first, r == 'ـ':
		default:
			goto done
		}
		i += n
		first = false
	}
done:
	t.end = int32(i)
	if cut := possessive(s[t.start:t.end]); cut > 0 {
		t.end -= int32(cut)
		t.poss = true
	}
	if i < len(s) && s[i] == '.' {
		t.dot = true
		if dots > 0 {
			t.end, t.dot = int32(i+1), i+1 >= len(s)
			i++
		}
	}
	if t.shape == capital && uppers > 1 && lowers == 0 {
		t.shape = upper
	}
	if !plain {
		var room [64]byte
		t.key = text.KeyOf(string(text.AppendFold(room[:0], s[t.start:t.end])))
	}
	return t, i
}

// elided says whether an apostrophe parts a French article from a name, as in
// "d'Idleb"; "D'Iberville" and "L'Aquila" are names.
func elided(s string, start, at, next int) bool {
	if at-start != 1 || s[start] != 'd' && s[start] != 'l' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[next:])
	return unicode.IsUpper(r)
}

func possessive(w string) int {
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if len(w) > len(suffix)+1 && w[len(w)-len(suffix):] == suffix {
			return len(suffix)
		}
	}
	return 0
}

func letterAt(s string, i int) bool {
	c := s[i]
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// shapeOf is the shape of a word that begins with this byte of ASCII.
var shapeOf = func() (t [256]shape) {
	for c := range t {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = capital
		case '0' <= c && c <= '9':
			t[c] = number
		}
	}
	return t
}()

var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return t
}()

func gapOf(s string, i int) gap {
	switch s[i] {
	case ' ', '\t', '\r':
		return gapSpace
	case '\'':
		if i > 0 && i+1 < len(s) && letterAt(s, i-1) && letterAt(s, i+1) {
			return gapSpace
		}
	case '\n':
		if i+1 < len(s) && (s[i+1] == '\n' || s[i+1] == '\r') || i > 0 && s[i-1] == '\n' {
			return gapLine
		}
		return gapSpace
	case '-':
		return gapHyphen
	case ',':
		return gapComma
	case '.', '!', '?', ';':
		return gapStop
	}
	return gapOther
}

func gapOfRune(r rune) gap {
	switch {
	case r == '’':
		return gapSpace
	case r == '،':
		return gapComma
	case r == '؟' || r == '؛' || r == '…':
		return gapStop
	case r == '‐' || r == '‑':
		return gapHyphen
	case unicode.IsSpace(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		return gapSpace
	}
	return gapOther
}
