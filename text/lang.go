package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed languages.txt
var languagesFile string

// Language is a language that can be told from others.
type Language struct {
	Code string // BCP 47
	Name string // in plain English
}

type languages struct {
	byScript map[string][]Language
	words    map[string]Keyed[int] // script -> word -> index into byScript[script], -1 where several have it
}

// scripts are tried in this order: Japanese writes Han characters among its own.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"latin", unicode.Latin}, {"arabic", unicode.Arabic}, {"cyrillic", unicode.Cyrillic}, {"hebrew", unicode.Hebrew},
	{"devanagari", unicode.Devanagari}, {"ethiopic", unicode.Ethiopic}, {"myanmar", unicode.Myanmar}, {"kana", unicode.Hiragana},
	{"kana", unicode.Katakana}, {"han", unicode.Han}, {"hangul", unicode.Hangul}, {"greek", unicode.Greek}, {"armenian", unicode.Armenian},
	{"georgian", unicode.Georgian}, {"thai", unicode.Thai}, {"bengali", unicode.Bengali},
}

var languageTable = sync.OnceValue(func() *languages {
	l, err := parseLanguages("languages.txt", languagesFile)
	if err != nil {
		// The file is part of the program and a test reads it.
		return &languages{}
	}
	return l
})

func parseLanguages(name, file string) (*languages, error) {
	out := &languages{byScript: map[string][]Language{}, words: map[string]Keyed[int]{}}
	words := map[string]map[Key]int{}
	n := 0
	for line := range strings.Lines(file) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		if len(f) < 3 {
			return nil, fmt.Errorf("%s:%d: want a code, a name and a script", name, n)
		}
		known := false
		for _, s := range scripts {
			known = known || s.name == f[2]
		}
		if !known {
			return nil, fmt.Errorf("%s:%d: %q is not a script that is told apart", name, n, f[2])
		}
		at := len(out.byScript[f[2]])
		out.byScript[f[2]] = append(out.byScript[f[2]], Language{f[0], f[1]})
		if words[f[2]] == nil {
			words[f[2]] = map[Key]int{}
		}
		for _, w := range f[3:] {
			if _, taken := words[f[2]][KeyOf(w)]; taken {
				at = -1
			}
			words[f[2]][KeyOf(w)] = at
			at = len(out.byScript[f[2]]) - 1
		}
	}
	for script, of := range words {
		out.words[script] = NewKeyed(of)
	}
	return out, nil
}

// enough is how many letters of a text are looked at.
const enough = 4000

// Identify says which language a text is written in, and how sure that is, from
// 0 to 1. It knows a script by its letters and a language by its commonest
// words; what it cannot tell is no language, with 0.
func Identify(s string) (Language, float64) {
	counts := make([]int, len(scripts))
	letters := 0
	for _, r := range s {
		if !isLetter(r) {
			continue
		}
		if letters++; letters > enough {
			break
		}
		if r < 0x250 {
			counts[0]++
			continue
		}
		for i := 1; i < len(scripts); i++ {
			if unicode.Is(scripts[i].table, r) {
				counts[i]++
				break
			}
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] || scripts[i].name == "kana" && n > letters/20 {
			best = i
		}
	}
	if letters == 0 || counts[best] == 0 {
		return Language{}, 0
	}
	share := float64(counts[best]) / float64(min(letters, enough))
	return byWords(s, scripts[best].name, share)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// Language is [Identify] of a text that has been taken apart: one in Latin
// letters is told by its words as they stand.
func (t *Text) Language() (Language, float64) {
	v := newVotes("latin")
	for _, tok := range t.Tokens {
		if tok.Kind != Word {
			continue
		}
		if tok.Is(Foreign) {
			return Identify(t.S)
		}
		if v.count(tok.Key); v.words == enough/4 {
			break
		}
	}
	if v.words == 0 {
		return Identify(t.S)
	}
	return v.winner(1)
}

// byWords tells the languages of one script apart.
func byWords(s, script string, share float64) (Language, float64) {
	v := newVotes(script)
	if len(v.known) == 1 {
		return v.known[0], share
	}
	key := keyStart
	for _, r := range s[:min(len(s), 4*enough)] {
		if isLetter(r) || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
			key = key.rune(r)
			continue
		}
		if v.count(key); v.words == enough/4 {
			break
		}
		key = keyStart
	}
	if v.words < enough/4 {
		v.count(key)
	}
	return v.winner(share)
}

// votes is how many words of a text each language of a script has.
type votes struct {
	known  []Language
	common Keyed[int]
	of     []int
	words  int
}

func newVotes(script string) votes {
	t := languageTable()
	known := t.byScript[script]
	return votes{known: known, common: t.words[script], of: make([]int, len(known))}
}

func (v *votes) count(word Key) {
	if word == keyStart {
		return
	}
	v.words++
	if i, ok := v.common.Get(word); ok && i >= 0 {
		v.of[i]++
	}
}

// winner is the language with most words, and how sure that is of a text that
// is in its script to some share.
func (v *votes) winner(share float64) (Language, float64) {
	if len(v.known) == 0 {
		return Language{}, 0
	}
	best, second := 0, -1
	for i, n := range v.of {
		if n > v.of[best] {
			best = i
		}
	}
	for i, n := range v.of {
		if i != best && (second < 0 || n > v.of[second]) {
			second = i
		}
	}
	// One word in twelve of running text is a common one; fewer say nothing.
	if v.of[best] == 0 || second >= 0 && v.of[best] == v.of[second] || v.of[best] < min(v.words/40, 3) {
		return Language{}, 0
	}
	if second < 0 {
		return v.known[best], share
	}
	return v.known[best], share * float64(v.of[best]-v.of[second]) / float64(v.of[best]+v.of[second])
}
