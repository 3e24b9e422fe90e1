package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed fold_words.txt
var foldWordsFile string

// foldWords maps a folded word of a name to the word it counts as; the empty
// word is dropped.
var foldWords = sync.OnceValue(func() map[string]string {
	words, err := parseFoldWords(foldWordsFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return words
})

func parseFoldWords(file string) (map[string]string, error) {
	words := map[string]string{}
	for n, line := range strings.Split(file, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		form, variants, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("fold_words.txt line %d: no '=' between the form and its variants", n+1)
		}
		form = strings.TrimSpace(form)
		if form == "-" {
			form = ""
		}
		for _, v := range strings.Fields(variants) {
			if _, twice := words[v]; twice {
				return nil, fmt.Errorf("fold_words.txt line %d: %q stands twice", n+1, v)
			}
			words[v] = form
		}
	}
	return words, nil
}

// FoldArticle takes what [Fold] returned and drops articles (al-, el-, ad-,
// la, the; Arabic ال) and unifies the first words of names that transliterate
// in many ways (Abu, Abou, Abul; Kafr, Kefr; Deir, Dayr; Tell, Tall). A name
// that consists of nothing else is left as it is.
func FoldArticle(folded string) string { return string(AppendFoldArticle(nil, folded)) }

// AppendFoldArticle appends FoldArticle(folded) to dst.
func AppendFoldArticle(dst []byte, folded string) []byte {
	table, start := foldWords(), len(dst)
	for rest := folded; rest != ""; {
		word, tail, _ := strings.Cut(rest, " ")
		rest = tail
		if form, ok := table[word]; ok {
			word = form
		} else if w, ok := strings.CutPrefix(word, "ال"); ok && utf8.RuneCountInString(w) >= 2 {
			word = w
		}
		if word == "" {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		dst = append(dst, word...)
	}
	if len(dst) == start {
		return append(dst, folded...)
	}
	return dst
}
