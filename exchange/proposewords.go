package exchange

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/unicode/norm"
)

//go:embed columns.toml
var columnNames []byte

// phrases are the names of one kind of column, as words.
type phrases []phrase

type phrase struct {
	words []string
	whole bool // it must be the whole name
}

// lexicon is what columns are called.
type lexicon struct {
	fields, harm, people, bound, sex map[string]phrases
}

// readLexicon reads the names of columns. They are part of the program: a fault
// in them is one of ours, and a test finds it.
func readLexicon() (lexicon, error) {
	var file struct{ Fields, Harm, People, Bound, Sex map[string][]string }
	meta, err := toml.Decode(string(columnNames), &file)
	if err != nil {
		return lexicon{}, fmt.Errorf("read the names of columns: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return lexicon{}, fmt.Errorf("read the names of columns: nothing is called %q", extra[0].String())
	}
	made := func(in map[string][]string) map[string]phrases {
		out := map[string]phrases{}
		for kind, names := range in {
			for _, n := range names {
				rest, whole := strings.CutPrefix(n, "=")
				out[kind] = append(out[kind], phrase{nameWords(rest), whole})
			}
		}
		return out
	}
	return lexicon{made(file.Fields), made(file.Harm), made(file.People), made(file.Bound), made(file.Sex)}, nil
}

// nameWords are the words of a column's name: without accents, vowel signs and
// the Arabic article, alif and its like in one form, digits kept apart from what
// they number only where something stands between.
func nameWords(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
		case r == 'ى':
			b.WriteRune('ي')
		case r == 'ة':
			b.WriteRune('ه')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '№' || r == '°' || r == 'º':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		if rest, ok := strings.CutPrefix(w, "ال"); ok && len([]rune(rest)) > 2 {
			words[i] = rest
		}
	}
	return words
}

// says is how much of a name the best phrase of a kind says, in words of a
// hundred; 0 where none fits.
func (p phrases) says(words []string) int {
	best := 0
	for _, one := range p {
		n := len(one.words)
		if n == 0 || n > len(words) || one.whole && n != len(words) {
			continue
		}
		for at := range len(words) - n + 1 {
			if slices.Equal(words[at:at+n], one.words) {
				best = max(best, 100*n/len(words))
				break
			}
		}
	}
	return best
}

// kindOf is the kind whose phrase says most of a name; "" where none fits.
func kindOf(kinds map[string]phrases, words []string) string {
	best, most := "", 0
	for kind, p := range kinds {
		if n := p.says(words); n > most || n == most && n > 0 && kind < best {
			best, most = kind, n
		}
	}
	return best
}

// known says how many of a row's cells are names of columns, in one of its ways.
func (l lexicon) known(cells []string) int {
	n := 0
	for _, cell := range cells {
		words := nameWords(cell)
		if len(words) == 0 || len(words) > 8 {
			continue
		}
		if kindOf(l.fields, words) != "" || kindOf(l.harm, words) != "" || kindOf(l.people, words) != "" {
			n++
		}
	}
	return n
}
