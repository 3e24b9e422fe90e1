package place

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cairn/text"
)

//go:embed rules/sites.txt
var sitesFile string

// siteRules are the words of rules/sites.txt.
type siteRules struct {
	noun                                                        map[string]Kind
	modifier, particle, near, in, end, filler, brought, speaker map[string]bool
	ties                                                        map[string]bool // the words that may stand before a town that a site is tied to
}

var loadSiteRules = sync.OnceValue(func() *siteRules {
	r, err := parseSiteRules(sitesFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return r
})

func parseSiteRules(content string) (*siteRules, error) {
	r := &siteRules{noun: map[string]Kind{}}
	lists := map[string]*map[string]bool{"modifier": &r.modifier, "particle": &r.particle, "near": &r.near, "in": &r.in, "end": &r.end, "filler": &r.filler, "speaker": &r.speaker, "brought": &r.brought}
	for _, list := range lists {
		*list = map[string]bool{}
	}
	err := eachLine("sites.txt", content, func(line string) error {
		name, words, ok := strings.Cut(line, ":")
		kind, isKind := KindOf(name)
		list := lists[name]
		if !ok || !isKind && list == nil {
			return fmt.Errorf("%q is not NAME: WORDS of a known name", line)
		}
		for _, w := range strings.Fields(words) {
			w = strings.ReplaceAll(w, "_", " ")
			if list != nil {
				(*list)[w] = true
			} else {
				r.noun[w] = kind
			}
		}
		return nil
	})
	r.ties = map[string]bool{"between": true}
	for _, list := range []map[string]bool{r.near, r.in, r.filler} {
		for w := range list {
			r.ties[lastWord(w)] = true
		}
	}
	return r, err
}

// maxSiteWords is how far before a town its site is sought.
const maxSiteWords = 14

// siteBefore reads a site and its relation to the town that follows: "an army
// checkpoint near". start is where its own words begin.
func siteBefore(before string) (kind Kind, start int, relation string) {
	rules := loadSiteRules()
	if last := wordsBefore(before, 1); len(last) == 0 || !rules.ties[last[0].folded] {
		return 0, 0, "" // nearly always
	}
	w := wordsBefore(before, maxSiteWords)
	at := len(w)
	for at > 0 && relation == "" {
		one, two := w[at-1].folded, ""
		if at > 1 {
			two = w[at-2].folded + " " + one
		}
		switch {
		case rules.near[two]:
			relation, at = relNear, at-2
		case rules.near[one]:
			relation, at = relNear, at-1
		case rules.in[one] && !(one == "of" && at > 1 && rules.filler[w[at-2].folded]):
			relation, at = relIn, at-1
		case rules.filler[one]:
			at--
		case one == "between":
			relation, at = relNear, at-1
		default:
			return 0, 0, ""
		}
	}
	// "in the outskirts of", "on the road in the north of"
	for at > 0 && (rules.filler[w[at-1].folded] || rules.in[w[at-1].folded]) && relation == relNear {
		at--
	}
	kind, noun := rules.nounAt(w[:at])
	if noun == 0 {
		return 0, 0, ""
	}
	if kind == Road && rules.end[w[at].folded] {
		relation = relNamed // the road to a town begins anywhere
	}
	first := rules.modifiers(w[:at-noun])
	if first == at-noun && first > 0 && w[first].capital && w[first-1].folded != "the" && !w[first].starts {
		return 0, 0, "" // of a name that was not read whole
	}
	if kind == Hospital && slices.ContainsFunc(w[:first], func(x wordBefore) bool { return rules.speaker[x.folded] }) {
		return 0, 0, ""
	}
	return kind, w[first].start, relation
}

// nounAt is the kind that the last words name, and how many words they are.
func (r *siteRules) nounAt(w []wordBefore) (Kind, int) {
	if n := len(w); n > 1 {
		if kind, ok := r.noun[w[n-2].folded+" "+w[n-1].folded]; ok {
			return kind, 2
		}
	}
	if n := len(w); n > 0 {
		if kind, ok := r.noun[w[n-1].folded]; ok {
			return kind, 1
		}
	}
	return 0, 0
}

// modifiers is the number of the first word that belongs to a site's name:
// adjectives of a list, and a name of its own in capitals.
func (r *siteRules) modifiers(w []wordBefore) int {
	at := len(w)
	own := func(i int) bool { return i >= 0 && w[i].capital && !w[i].starts && w[i].folded != "the" }
	for at > 0 && (r.modifier[w[at-1].folded] || own(at-1) || r.particle[w[at-1].folded] && at < len(w) && own(at) && own(at-2)) {
		at--
	}
	return at
}

// brought says whether a sentence tells of people who were brought to a
// hospital: then it is not where they came to harm.
func brought(sentence string) bool {
	rules := loadSiteRules()
	return slices.ContainsFunc(strings.Fields(text.Fold(sentence)), func(w string) bool { return rules.brought[strings.Trim(w, ".,;:")] })
}

type wordBefore struct {
	start   int
	folded  string
	capital bool
	starts  bool // of a sentence
}

// wordsBefore gives the last words of a text, up to the end of the sentence
// before, a comma or a quotation mark.
func wordsBefore(s string, limit int) []wordBefore {
	var out []wordBefore
	end := len(strings.TrimRight(s, " "))
	if end == len(s) && s != "" {
		return nil // something is written together with the town
	}
	for end > 0 && len(out) < limit {
		start := strings.LastIndexAny(s[:end], " \n\t") + 1
		word := s[start:end]
		if word == "" {
			break // a line's end
		}
		if strings.ContainsAny(word[len(word)-1:], ",.;:!?\")") || strings.HasSuffix(word, "”") {
			break
		}
		lead, size := utf8.DecodeRuneInString(word)
		for len(word) > size && (lead == '"' || lead == '(' || lead == '“' || lead == '\'') {
			word, start = word[size:], start+size
			lead, size = utf8.DecodeRuneInString(word)
		}
		rest := strings.TrimRight(s[:start], " ")
		opens := rest == "" || strings.ContainsAny(rest[len(rest)-1:], ".!?\n:")
		out = append(out, wordBefore{start, fold(word), unicode.IsUpper(lead), opens})
		if strings.HasSuffix(s[:start], "\n") {
			break
		}
		end = len(rest)
	}
	slices.Reverse(out)
	return out
}
