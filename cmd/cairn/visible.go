package main

import (
	"fmt"
	"strings"
	"unicode"
)

// visible writes characters that would act on a terminal, or turn the order of
// the line around them, as ⟨U+202E⟩: a quote is shown, it does not happen.
func visible(s string) string {
	acts := func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d')
	}
	if strings.IndexFunc(s, acts) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if acts(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oneLine shows a text in one line of at most n characters.
func oneLine(s string, n int) string {
	s = visible(strings.Join(strings.Fields(s), " "))
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
