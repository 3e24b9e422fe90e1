package text

import (
	"unicode"
	"unicode/utf8"
)

// Key identifies a word without regard to letter case, to the form of its
// apostrophe and to soft hyphens. It is a 64-bit hash: two different words of
// one language do not share a key in practice.
type Key uint64

const (
	keyStart Key = 14695981039346656037
	keyPrime Key = 1099511628211
)

// KeyOf returns the key of a word.
func KeyOf(word string) Key {
	k := keyStart
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			k = k.ascii(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		k = k.rune(r)
		i += n
	}
	return k
}

// With is the key of the word with one more letter of ASCII.
func (k Key) With(c byte) Key { return k.ascii(c) }

// KeysOf returns the keys of the space-separated words of a phrase.
func KeysOf(phrase string) []Key {
	t := Parse(phrase)
	keys := make([]Key, len(t.Tokens))
	for i, tok := range t.Tokens {
		keys[i] = tok.Key
	}
	return keys
}

func (k Key) ascii(c byte) Key {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return (k ^ Key(c)) * keyPrime
}

func (k Key) rune(r rune) Key {
	switch {
	case r == '’' || r == 'ʼ' || r == '‘':
		return k.ascii('\'')
	case r == '‐' || r == '‑':
		return k.ascii('-')
	case ignorable(r):
		return k
	}
	return (k ^ Key(unicode.ToLower(r))) * keyPrime
}

// ignorable says whether a character is invisible inside a word: soft hyphen,
// joiners and direction marks.
func ignorable(r rune) bool {
	switch {
	case r == '\u00AD', r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E',
		r >= '\u2060' && r <= '\u2069', r == '\uFEFF':
		return true
	}
	return false
}
