package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota // letters, with inner apostrophes and hyphens
	Digits              // 45, 250,000, 3.5, ٤٥
	Ordinal             // 21st
	Clitic              // the 's of a possessive
	Punct               // one mark, or a run of one mark ("--", "...")
	Address             // a URL, a mail address, a @name
	Other               // symbols, emoji, broken bytes
)

// Flags say how a token is written.
type Flags uint8

// The flags of a token.
const (
	Capital   Flags = 1 << iota // the first letter is upper case
	AllCaps                     // more than one letter and all of them upper case
	Glued                       // no white space before it
	Stop                        // an abbreviation that carries its full stop
	Hyphen                      // has an inner hyphen
	Wide                        // more than one space before it
	LineStart                   // the first on its line
	Foreign                     // has letters that are not Latin
)

// Token is one word, number or mark. Start and End are bytes of the text.
type Token struct {
	Key        Key
	Start, End int32
	Kind       Kind
	Flags      Flags
}

// Is says whether all of the flags are set.
func (t Token) Is(f Flags) bool { return t.Flags&f == f }

const (
	cOther = iota
	cSpace
	cLetter
	cDigit
	cPunct
	cHigh
)

func class(c byte) int {
	switch {
	case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
		return cSpace
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return cLetter
	case '0' <= c && c <= '9':
		return cDigit
	case c >= utf8.RuneSelf:
		return cHigh
	case c > ' ' && c < 0x7f:
		return cPunct
	}
	return cOther
}

// runeClass returns the class and the width of the character at i.
func runeClass(s string, i int) (r rune, width, cls int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1, class(c)
	}
	r, width = utf8.DecodeRuneInString(s[i:])
	switch {
	case r == utf8.RuneError && width == 1:
		return r, 1, cOther
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return r, width, cLetter
	case unicode.IsDigit(r):
		return r, width, cDigit
	case unicode.IsSpace(r) || ignorable(r):
		return r, width, cSpace
	case unicode.IsPunct(r):
		return r, width, cPunct
	}
	return r, width, cOther
}

func tokenize(s string, abbreviations map[Key]abbreviation) []Token {
	z := tokenizer{s: s, abbreviations: abbreviations, tokens: make([]Token, 0, len(s)/5+8)}
	z.run()
	return z.tokens
}

type tokenizer struct {
	s             string
	abbreviations map[Key]abbreviation
	tokens        []Token
	spaces        int
	newline       bool
}

func (z *tokenizer) run() {
	z.newline = true
	for i := 0; i < len(z.s); {
		_, width, cls := runeClass(z.s, i)
		start := i
		switch cls {
		case cSpace:
			z.spaces++
			z.newline = z.newline || z.s[i] == '\n'
			i += width
			continue
		case cLetter:
			i = z.word(i)
		case cDigit:
			i = z.digits(i)
		case cPunct:
			i = z.punct(i)
		default:
			i += width
			z.add(Token{Kind: Other, Start: int32(start), End: int32(i)})
		}
	}
}

func (z *tokenizer) add(t Token) {
	if z.spaces == 0 && len(z.tokens) > 0 {
		t.Flags |= Glued
	}
	if z.spaces > 1 {
		t.Flags |= Wide
	}
	if z.newline {
		t.Flags |= LineStart
	}
	z.spaces, z.newline = 0, false
	z.tokens = append(z.tokens, t)
}

// word reads from a letter to the end of the word and adds its tokens.
func (z *tokenizer) word(i int) int {
	s, start := z.s, i
	if end := addressEnd(s, i); end > 0 {
		z.add(Token{Kind: Address, Start: int32(i), End: int32(end), Key: KeyOf(s[i:end])})
		return end
	}
	k, flags := keyStart, Flags(0)
	upper, lower := 0, 0
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z':
				lower++
			case 'A' <= c && c <= 'Z':
				if i == start {
					flags |= Capital
				}
				upper++
			case '0' <= c && c <= '9':
			case (c == '-' || c == '\'') && i > start && joins(s, i, 1):
				if c == '\'' && possessive(s, i, 1) {
					return z.endWord(start, i, k, flags, upper, lower, 1)
				}
				if c == '-' {
					flags |= Hyphen
				}
			case c == '.' && i == start+1 && dotted(s, i):
				return z.dotted(start, flags)
			default:
				return z.endWord(start, i, k, flags, upper, lower, 0)
			}
			k = k.ascii(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				if i == start {
					flags |= Capital
				}
				upper++
			} else {
				lower++
			}
			if r > 0x24F && !(r >= 0x1E00 && r <= 0x1EFF) && r != 'ʼ' && r != 'ʻ' {
				flags |= Foreign
			}
		case unicode.IsMark(r), unicode.IsDigit(r), ignorable(r) && r != '\u200B':
		case (r == '’' || r == '‘') && joins(s, i, n):
			if possessive(s, i, n) {
				return z.endWord(start, i, k, flags, upper, lower, n)
			}
		case (r == '‐' || r == '‑') && joins(s, i, n):
			flags |= Hyphen
		default:
			return z.endWord(start, i, k, flags, upper, lower, 0)
		}
		k = k.rune(r)
		i += n
	}
	return z.endWord(start, i, k, flags, upper, lower, 0)
}

// endWord adds the word, and its possessive where apostrophe is not 0 bytes.
func (z *tokenizer) endWord(start, end int, k Key, flags Flags, upper, lower, apostrophe int) int {
	if upper > 1 && lower == 0 {
		flags |= AllCaps
	}
	t := Token{Kind: Word, Start: int32(start), End: int32(end), Key: k, Flags: flags}
	if apostrophe == 0 && end < len(z.s) && z.s[end] == '.' && end-start < 12 {
		if a, known := z.abbreviations[k]; known && a.stands(z.s, end) {
			t.Flags |= Stop
			t.End++
			z.add(t)
			return end + 1
		}
	}
	z.add(t)
	if apostrophe > 0 {
		z.add(Token{Kind: Clitic, Start: int32(end), End: int32(end + apostrophe + 1), Key: KeyOf("'s")})
		return end + apostrophe + 1
	}
	return end
}

// joins says whether the mark at i stands between two letters or digits.
func joins(s string, i, width int) bool {
	if i+width >= len(s) {
		return false
	}
	_, _, cls := runeClass(s, i+width)
	return cls == cLetter || cls == cDigit
}

func possessive(s string, i, width int) bool {
	at := i + width
	if s[at] != 's' && s[at] != 'S' {
		return false
	}
	if at+1 == len(s) {
		return true
	}
	_, _, cls := runeClass(s, at+1)
	return cls != cLetter && cls != cDigit && s[at+1] != '-'
}

// dotted says whether single letters with full stops start before i: "U.S.".
func dotted(s string, i int) bool {
	return i+2 < len(s) && class(s[i+1]) == cLetter && s[i+2] == '.'
}

func (z *tokenizer) dotted(start int, flags Flags) int {
	k, i, letters := keyStart, start, 0
	for i+1 < len(z.s) && class(z.s[i]) == cLetter && z.s[i+1] == '.' {
		k = k.ascii(z.s[i]).ascii('.')
		i += 2
		letters++
	}
	if flags&Capital != 0 {
		flags |= AllCaps
	}
	z.add(Token{Kind: Word, Start: int32(start), End: int32(i), Key: k, Flags: flags | Stop})
	return i
}

// digits reads a number, an ordinal, or a compound such as "13-year-old".
func (z *tokenizer) digits(i int) int {
	s, start := z.s, i
	k := keyStart
	for i < len(s) {
		r, n, cls := runeClass(s, i)
		if cls == cDigit || separator(s, i, n, r) {
			k = k.rune(r)
			i += n
			continue
		}
		break
	}
	if ordinalSuffix(s, i) {
		for end := i + 2; i < end; i++ {
			k = k.ascii(s[i])
		}
		z.add(Token{Kind: Ordinal, Start: int32(start), End: int32(i), Key: k})
		return i
	}
	if i+1 < len(s) && s[i] == '-' && class(s[i+1]) == cLetter {
		return z.compound(start, i, k)
	}
	z.add(Token{Kind: Digits, Start: int32(start), End: int32(i), Key: k})
	return i
}

func (z *tokenizer) compound(start, i int, k Key) int {
	for i < len(z.s) {
		c := z.s[i]
		if cls := class(c); cls != cLetter && cls != cDigit && !(c == '-' && joins(z.s, i, 1)) {
			break
		}
		k = k.ascii(c)
		i++
	}
	z.add(Token{Kind: Word, Start: int32(start), End: int32(i), Key: k, Flags: Hyphen})
	return i
}

// separator says whether the mark at i groups the digits around it.
func separator(s string, i, n int, r rune) bool {
	if i+n >= len(s) {
		return false
	}
	if r != ',' && r != '.' && r != '\u00A0' && r != '\u202F' && r != '\u2009' && r != '٬' && r != '٫' {
		return false
	}
	digits := 0
	for j := i + n; j < len(s) && digits < 4; {
		_, w, cls := runeClass(s, j)
		if cls != cDigit {
			break
		}
		digits++
		j += w
	}
	if r == '.' || r == '٫' {
		return digits > 0
	}
	return digits == 3
}

func ordinalSuffix(s string, i int) bool {
	if i+2 > len(s) || i+2 < len(s) && class(s[i+2]) == cLetter {
		return false
	}
	a, b := s[i]|0x20, s[i+1]|0x20
	return a == 's' && b == 't' || a == 'n' && b == 'd' || a == 'r' && b == 'd' || a == 't' && b == 'h'
}

// punct reads one mark, or a run of the same dash, dot, or star.
func (z *tokenizer) punct(i int) int {
	s, start := z.s, i
	if s[i] == '@' && i+1 < len(s) && class(s[i+1]) == cLetter {
		for i++; i < len(s) && (class(s[i]) == cLetter || class(s[i]) == cDigit || s[i] == '_'); i++ {
		}
		z.add(Token{Kind: Address, Start: int32(start), End: int32(i), Key: KeyOf(s[start:i])})
		return i
	}
	r, n, _ := runeClass(s, i)
	k := keyStart.rune(r)
	i += n
	if strings.ContainsRune("-.*_=`'", r) {
		for i < len(s) && s[i] == s[start] {
			k = k.ascii(s[i])
			i++
		}
	}
	z.add(Token{Kind: Punct, Start: int32(start), End: int32(i), Key: k})
	return i
}

// addressEnd returns where a URL or mail address that starts at i ends, or 0.
func addressEnd(s string, i int) int {
	rest := s[i:min(len(s), i+24)]
	if !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "www.") &&
		!hasPrefixFold(rest, "pic.twitter.com/") && !hasPrefixFold(rest, "t.me/") {
		return 0
	}
	end := i
	for end < len(s) && s[end] > ' ' && !strings.ContainsRune("\"<>)]}", rune(s[end])) {
		end++
	}
	for end > i && strings.ContainsRune(".,;:!?'", rune(s[end-1])) {
		end--
	}
	return end
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && (s[0]|0x20) == prefix[0] && strings.EqualFold(s[:len(prefix)], prefix)
}
