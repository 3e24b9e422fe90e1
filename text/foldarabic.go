package text

import (
	"unicode"
	"unicode/utf8"
)

// FoldArabic writes Arabic text the way it is compared: the forms of alef are
// one letter, so are ya, alef maqsura and ya with hamza; ta marbuta is ha, waw
// with hamza is waw, a lone hamza is nothing; short vowels, tatweel and
// joiners are dropped; the Persian and Urdu forms of kaf, ya and ha are the
// Arabic ones. ظ becomes ض: Levantine names are written with either ("أبو
// الظهور", "ابو الضهور"). Runes of other scripts pass unchanged.
func FoldArabic(s string) string {
	dst := make([]byte, 0, len(s))
	for _, r := range s {
		if isArabic(r) {
			dst = appendFoldedArabic(dst, r)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return string(dst)
}

func isArabic(r rune) bool {
	return 0x0600 <= r && r <= 0x06FF || 0x0750 <= r && r <= 0x077F
}

func appendFoldedArabic(dst []byte, r rune) []byte {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		r = 'ا'
	case 'ى', 'ئ', 'ی', 'ې', 'ۍ', 'ے':
		r = 'ي'
	case 'ؤ':
		r = 'و'
	case 'ة', 'ھ', 'ہ', 'ۀ', 'ە':
		r = 'ه'
	case 'ظ':
		r = 'ض'
	case 'ک', 'ڪ':
		r = 'ك'
	case 'ء', 'ـ':
		return dst
	}
	if '٠' <= r && r <= '٩' {
		return append(dst, byte('0'+r-'٠'))
	}
	if '۰' <= r && r <= '۹' {
		return append(dst, byte('0'+r-'۰'))
	}
	if !unicode.IsLetter(r) {
		return dst
	}
	return utf8.AppendRune(dst, r)
}
