package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a name the way names are compared: lower case, without
// diacritics, apostrophes and full stops, with hyphens and other separators as
// one space, Arabic letters by [FoldArabic]. "Al-Fu'ah", "al Fuʿah" and
// "AL FUAH" are one key. It is a key for finding, never a text for showing.
func Fold(s string) string { return string(AppendFold(nil, s)) }

// AppendFold appends Fold(s) to dst, for callers that fold in a hot path.
func AppendFold(dst []byte, s string) []byte {
	start, gap := len(dst), false
	put := func(b byte) {
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, b)
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				put(c)
			case 'A' <= c && c <= 'Z':
				put(c + 'a' - 'A')
			case c == '\'' || c == '`' || c == '.':
			case c == '&':
				gap = true
				put('a')
				dst = append(dst, "nd"...)
				gap = true
			default:
				gap = true
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		before := len(dst)
		if gap && before > start {
			dst = append(dst, ' ')
		}
		mark := len(dst)
		dst = appendFoldedRune(dst, r)
		switch {
		case len(dst) > mark:
			gap = false
		case separates(r):
			dst, gap = dst[:before], true
		default:
			dst = dst[:before]
		}
	}
	return dst
}

// separates says whether a rune that leaves nothing behind parts two words.
// Marks, joiners and the many apostrophes do not.
func separates(r rune) bool {
	switch r {
	case '’', '‘', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '´', 'ʹ', 'ʺ', '′', '״', '׳', 'ـ', '·':
		return false
	}
	return !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsLetter(r)
}

func appendFoldedRune(dst []byte, r rune) []byte {
	if f, ok := foldedLetter(r); ok {
		return append(dst, f...)
	}
	if 0x0600 <= r && r <= 0x06FF || 0x0750 <= r && r <= 0x077F || 0xFB50 <= r && r <= 0xFEFF {
		return appendFoldedArabic(dst, r)
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], unicode.ToLower(r))
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); d != nil {
		for i := 0; i < len(d); {
			c, size := utf8.DecodeRune(d[i:])
			i += size
			if !unicode.IsMark(c) {
				dst = appendPlain(dst, c)
			}
		}
		return dst
	}
	return appendPlain(dst, unicode.ToLower(r))
}

func appendPlain(dst []byte, r rune) []byte {
	if f, ok := foldedLetter(r); ok {
		return append(dst, f...)
	}
	if unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) || unicode.IsDigit(r) {
		return utf8.AppendRune(dst, r)
	}
	return dst
}

// foldedLetter holds the Latin letters that Unicode does not decompose.
func foldedLetter(r rune) (string, bool) {
	switch r {
	case 'ø', 'Ø':
		return "o", true
	case 'ł', 'Ł':
		return "l", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'ħ', 'Ħ':
		return "h", true
	case 'ı', 'İ':
		return "i", true
	case 'ß':
		return "ss", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'þ', 'Þ':
		return "th", true
	case 'ə', 'Ə':
		return "a", true
	case 'ŋ', 'Ŋ':
		return "n", true
	}
	return "", false
}
