package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one run of letters and digits of a text: where it stands, the hash
// of its folded form, and how it is written.
type word struct {
	start, end int
	hash       uint64
	capital    bool // begins with a capital letter or a digit, or the script has no case
	allCaps    bool // has no small letter
}

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// nextWord finds the first word at or after the offset. Its hash is that of
// the letters in lower case without their marks, so that spellings with and
// without accents or vowel signs meet.
func nextWord(text string, at int) (word, bool) {
	for at < len(text) {
		c := text[at]
		if c < utf8.RuneSelf {
			if asciiClass[c] != 0 {
				break
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if isWordRune(r) {
			break
		}
		at += size
	}
	if at >= len(text) {
		return word{}, false
	}
	w := word{start: at, hash: hashSeed, allCaps: true}
	first := true
	for at < len(text) {
		c := text[at]
		if c < utf8.RuneSelf {
			class := asciiClass[c]
			if class == 0 {
				break
			}
			if first {
				w.capital = class != lower
			}
			if class == lower {
				w.allCaps = false
			} else if class == upper {
				c += 'a' - 'A'
			}
			w.hash = (w.hash ^ uint64(c)) * hashPrime
			first = false
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isWordRune(r) {
			break
		}
		if first {
			w.capital = !unicode.IsLower(r)
		}
		if unicode.IsLower(r) {
			w.allCaps = false
		}
		if f := foldRune(r); f != 0 {
			w.hash = (w.hash ^ uint64(f)) * hashPrime
		}
		first = false
		at += size
	}
	w.end = at
	return w, true
}

const (
	lower = iota + 1
	upper
	digit
)

// asciiClass is the class of each ASCII byte; 0 is no part of a word.
var asciiClass = func() (table [utf8.RuneSelf]uint8) {
	for c := range table {
		switch {
		case 'a' <= c && c <= 'z':
			table[c] = lower
		case 'A' <= c && c <= 'Z':
			table[c] = upper
		case '0' <= c && c <= '9':
			table[c] = digit
		}
	}
	return table
}()

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u0640'
}

// foldRune gives the letter that a letter is compared as, or 0 for marks.
func foldRune(r rune) rune {
	if r < 0x180 || r >= 0x1E00 && r < 0x1F00 {
		if i := strings.IndexRune(latinMarked, r); i >= 0 {
			return rune(latinPlain[utf8.RuneCountInString(latinMarked[:i])])
		}
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ي', 'ی', 'ئ':
		return 'ي'
	case 'ة', 'ه', 'ہ':
		return 'ه'
	case 'ک':
		return 'ك'
	case 'ؤ':
		return 'و'
	case '\u0640':
		return 0
	case 'ё', 'Ё':
		return 'е'
	}
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	return unicode.ToLower(r)
}

// The Latin letters with marks that names in these reports carry, and the
// plain letters they are compared as, position by position.
const (
	latinMarked = "áàâäãåāăąÁÀÂÄÃÅĀçćčÇĆČďđĐéèêëēěęÉÈÊËğĞģíìîïīıİÍÌÎÏḥḤłŁñńňÑóòôöõøōÓÒÔÖÕØřśšşŠŚŞṣṢťţṭúùûüūůÚÙÛÜÿýÝžźżŽ"
	latinPlain  = "aaaaaaaaaaaaaaaaccccccdddeeeeeeeeeeegggiiiiiiiiiiihhllnnnnooooooooooooorsssssssstttuuuuuuuuuuyyyzzzz"
)
