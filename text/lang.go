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

// byWords tells the languages of one script apart.
func byWords(s, script string, share float64) (Language, float64) {
	t := languageTable()
	known := t.byScript[script]
	if len(known) == 1 {
		return known[0], share
	}
	votes := make([]int, len(known))
	words, common := 0, t.words[script]
	key := keyStart
	count := func() {
		if key == keyStart {
			return
		}
		words++
		if i, ok := common.Get(key); ok && i >= 0 {
			votes[i]++
		}
		key = keyStart
	}
	for _, r := range s[:min(len(s), 4*enough)] {
		if r < utf8.RuneSelf && isLetter(r) {
			key = key.ascii(byte(r))
		} else if r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)) {
			key = key.rune(r)
		} else if count(); words == enough/4 {
			break
		}
	}
	count()
	best, second := 0, -1
	for i, n := range votes {
		if n > votes[best] {
			best = i
		}
	}
	for i, n := range votes {
		if i != best && (second < 0 || n > votes[second]) {
			second = i
		}
	}
	// One word in twelve of running text is a common one; fewer say nothing.
	if votes[best] == 0 || votes[best] == votes[second] || votes[best] < min(words/40, 3) {
		return Language{}, 0
	}
	return known[best], share * float64(votes[best]-votes[second]) / float64(votes[best]+votes[second])
}
