package when

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn"
)

// token is a word, a number or a mark. Words that no rule knows have an empty
// word and no senses; they only keep neighbours apart.
type token struct {
	*known // never nil
	span   cairn.Span
	stop   bool // ends a sentence or a clause
	start  bool // a rule may begin here
}

// What the grammar knows of a word that is none of its own, and of marks.
var (
	nothing    = &known{}
	comma      = &known{word: ","}
	dash       = &known{word: "-"}
	apostrophe = &known{word: "'"}
)

func (t token) is(class string) int {
	for _, s := range t.senses {
		if s.class == class {
			return s.value
		}
	}
	return 0
}

// tokens takes a stretch of a text apart, into the room of out. Only words of the grammar, numbers and marks keep
// their content.
func tokens(out []token, text string, at, end int, words *vocabulary) []token {
	var buf [32]byte
	for at < end {
		c := text[at]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			if c == '\n' && at+1 < len(text) && text[at+1] == '\n' && len(out) > 0 {
				out[len(out)-1].stop = true
			}
			at++
		case c >= '0' && c <= '9':
			t, end := number(text, at)
			out = append(out, t)
			at = end
		case isLetter(c) && wordEnd(text, at) > at: // not "×", which begins with a letter's byte
			end := wordEnd(text, at)
			t := wordToken(text, at, end, words, buf[:0])
			out = append(out, t)
			if at = end; t.is("ABBR") > 0 && at < len(text) && text[at] == '.' {
				at++
			}
		default:
			_, n := utf8.DecodeRuneInString(text[at:])
			t := mark(text, at, n)
			out = append(out, t)
			at = t.span[1]
		}
	}
	return out
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0xc3 && c < 0xe2 }

// wordEnd is where the letters end. An apostrophe or a hyphen inside is part
// of a word only where the grammar may know the whole ("new year's").
func wordEnd(text string, at int) int {
	for at < len(text) {
		c := text[at]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			at++
		case c >= 0x80:
			r, n := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !(r == '’' && at+n < len(text) && text[at+n]|0x20 == 's') {
				return at
			}
			at += n
		case c == '\'' && at+1 < len(text) && text[at+1]|0x20 == 's':
			at++
		default:
			return at
		}
	}
	return at
}

func wordToken(text string, at, end int, words *vocabulary, buf []byte) token {
	t := token{known: nothing, span: cairn.Span{at, end}}
	raw := text[at:end]
	if len(raw) > 24 || !words.like(raw) && raw[len(raw)-1]|0x20 != 's' {
		return t
	}
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	k := words.of(buf)
	if k == nil && strings.Contains(raw, "’") {
		k = words.of([]byte(strings.ToLower(strings.ReplaceAll(raw, "’", "'"))))
	}
	if k == nil {
		return possessive(t, words, buf)
	}
	t.known, t.start = k, k.opens
	if k.named && raw[0] >= 'a' {
		t.known = k.common
	}
	return t
}

// possessive reads "Friday's" as Friday; the mention then ends before the mark.
func possessive(t token, words *vocabulary, buf []byte) token {
	if len(buf) < 3 || buf[len(buf)-1] != 's' {
		return t
	}
	for _, suffix := range []string{"'s", "’s"} {
		if cut, ok := bytes.CutSuffix(buf, []byte(suffix)); ok {
			if k := words.of(cut); k != nil {
				t.known, t.start = k, k.opens
				t.span[1] -= len(suffix)
			}
		}
	}
	return t
}

// number reads digits: days, years, dates written in digits, decades, ordinals.
func number(text string, at int) (token, int) {
	end := at
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	digits := text[at:end]
	t := token{known: nothing, span: cairn.Span{at, end}, start: true}
	if n, ok := numericDate(text, at); ok {
		t.span[1], t.known = n.end, figure(sense{n.class, n.value})
		return t, n.end
	}
	if minutes, after, ok := clockTime(text, at, end); ok {
		t.span[1], t.known = after, figure(sense{"CLOCK", minutes})
		return t, after
	}
	if end < len(text)-1 && (text[end] == '.' || text[end] == ',') && text[end+1] >= '0' && text[end+1] <= '9' && !(len(digits) <= 2 && text[end] == ',' && monthBefore(text, at)) {
		for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == ',' || text[end] == '.') {
			end++ // 2,000 or 3.5: neither a day nor a year
		}
		t.span[1] = end
		return t, end
	}
	v := 0
	for _, c := range digits[:min(len(digits), 9)] {
		v = v*10 + int(c-'0')
	}
	switch {
	case len(digits) <= 2 && v >= 1 && v <= 31:
		if end+2 <= len(text) && ordinal(text[end:end+2]) {
			t.span[1], t.known = end+2, figure(sense{"DAY", v}, sense{"NTH", v})
			return t, end + 2
		}
		t.known = figure(sense{"DAY", v}, sense{"N", v})
	case len(digits) == 4 && v >= 1000 && v < 2100:
		if end < len(text) && text[end] == 's' {
			t.span[1], t.known = end+1, figure(sense{"DECADE", v})
			return t, end + 1
		}
		t.known = figure(sense{"YEAR", v}, sense{"N", v})
	case len(digits) <= 4:
		t.known = figure(sense{"N", v})
	}
	return t, end
}

// figure is what is known of a number.
func figure(senses ...sense) *known { return &known{senses: senses} }

func ordinal(suffix string) bool {
	switch strings.ToLower(suffix) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func monthBefore(text string, at int) bool {
	before := strings.TrimRight(text[max(0, at-12):at], " .")
	i := strings.LastIndexByte(before, ' ') + 1
	if i >= len(before) {
		return false
	}
	k := grammarOf().words.of([]byte(strings.ToLower(before[i:])))
	return k != nil && slices.ContainsFunc(k.senses, func(s sense) bool { return s.class == "MONTH" })
}

type numeric struct {
	class string
	value int
	end   int
}

// numericDate reads 2015-09-19, 9/18/2015, 18.9.2015 and 9/18/15. The value is
// year, first and second number as yyyyaabb.
func numericDate(text string, at int) (numeric, bool) {
	var parts [3]int
	var widths [3]int
	var sep byte
	i := at
	for p := range parts {
		start := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' && i-start < 5 {
			parts[p] = parts[p]*10 + int(text[i]-'0')
			i++
		}
		if widths[p] = i - start; widths[p] == 0 {
			return numeric{}, false
		}
		if p == 2 {
			break
		}
		if i >= len(text) || text[i] != '-' && text[i] != '/' && text[i] != '.' || p == 1 && text[i] != sep {
			return numeric{}, false
		}
		sep = text[i]
		i++
	}
	if i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == sep && sep != '.') {
		return numeric{}, false
	}
	pack := func(y, a, b int) int { return y*10000 + a*100 + b }
	switch {
	case widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2 && parts[1] <= 12 && parts[2] <= 31:
		return numeric{"ISO", pack(parts[0], parts[1], parts[2]), i}, true
	case widths[0] <= 2 && widths[1] <= 2 && widths[2] == 4 && parts[0] <= 31 && parts[1] <= 31:
		return numeric{"SLASH", pack(parts[2], parts[0], parts[1]), i}, true
	case sep == '/' && widths[0] <= 2 && widths[1] <= 2 && widths[2] == 2 && parts[0] <= 31 && parts[1] <= 31:
		return numeric{"SLASH", pack(century(parts[2]), parts[0], parts[1]), i}, true
	}
	return numeric{}, false
}

func century(yy int) int {
	if yy >= 50 {
		return 1900 + yy
	}
	return 2000 + yy
}

// mark reads one character that is no letter and no digit. A full stop behind
// an abbreviated month is not kept: the words around it belong together.
func mark(text string, at, n int) token {
	t := token{known: nothing, span: cairn.Span{at, at + n}}
	switch r := text[at : at+n]; r {
	case ",":
		t.known = comma
	case "-", "–", "—":
		t.known = dash
	case "'", "’", "‘", "`":
		if end := at + n + 2; end <= len(text) && two(text[at+n:end]) && (end == len(text) || !isLetter(text[end]) && (text[end] < '0' || text[end] > '9')) {
			t.span[1], t.known = end, figure(sense{"YY", century(int(text[end-2]-'0')*10 + int(text[end-1]-'0'))})
			return t
		}
		t.known = apostrophe
	case ".", "!", "?", ";":
		t.stop = true
	}
	return t
}

func two(s string) bool { return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' }
