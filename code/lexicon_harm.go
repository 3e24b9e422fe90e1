package code

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/text"
)

// harmLine reads one line of harm.txt: "verb kill kills killed killed killing |
// killed act=...", "phrase transitive past shot dead | killed", "adj dead |
// killed", "noun death deaths | killed", "double 2".
func (lex *lexicon) harmLine(line string) error {
	left, right, ok := strings.Cut(line, "|")
	words := strings.Fields(left)
	if !ok || len(words) < 2 {
		return fmt.Errorf("%q needs a kind, words, \"|\" and a measure", line)
	}
	if words[0] == "multiple" {
		n, err := strconv.ParseInt(strings.TrimSpace(right), 10, 64)
		if err != nil {
			return fmt.Errorf("%q needs a number", line)
		}
		for _, w := range words[1:] {
			e := lex.entry(w)
			e.multi, e.class = n, e.class|cMultiple
		}
		return nil
	}
	h, err := parseHarm(words[1], right)
	if err != nil {
		return err
	}
	switch words[0] {
	case "verb", "verbi":
		h.frame = transitive
		if words[0] == "verbi" {
			h.frame = intransitive
		}
		return lex.verb(h, words[1:])
	case "adj":
		h.frame = adjective
		for _, w := range words[1:] {
			lex.harmWord(w, h, past)
		}
	case "noun":
		h.frame = nominal
		for i, w := range words[1:] {
			lex.harmNoun(w, h, i%2 == 1)
		}
	case "toll":
		h.frame = toll
		return lex.phrase(h, base, words[1:])
	case "body", "lives":
		h.frame = map[string]frame{"body": bodyNoun, "lives": livesNoun}[words[0]]
		for i, w := range words[1:] {
			lex.harmNoun(w, h, i%2 == 1)
		}
	case "phrase":
		return lex.phraseLine(h, words[1:])
	default:
		return fmt.Errorf("%q is not a kind of entry", words[0])
	}
	return nil
}

// parseHarm reads what stands behind the "|"; the first word names the entry.
func parseHarm(word, right string) (*harm, error) {
	fields := strings.Fields(right)
	if len(fields) == 0 {
		return nil, fmt.Errorf("%q has no measure", word)
	}
	h := &harm{id: word, measure: cairn.Measure(fields[0])}
	if !slices.Contains(cairn.Measures(), h.measure) {
		return nil, fmt.Errorf("%q is not a measure", fields[0])
	}
	for _, f := range fields[1:] {
		name, value, _ := strings.Cut(f, "=")
		switch name {
		case "act":
			h.act = value
		case "means":
			h.means = value
		case "shot":
			h.shot = true
		case "events":
			h.events = true
		case "things":
			h.things = true
		case "weak":
			h.weak = true
		case "id":
			h.id = value
		case "implies":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%q needs a number", f)
			}
			h.implies = n
		default:
			return nil, fmt.Errorf("%q is not an attribute of harm", f)
		}
	}
	if !inList("act", h.act) || !inList("means", h.means) {
		return nil, fmt.Errorf("%q has a value that is in no list of the claim", right)
	}
	return h, nil
}

func (lex *lexicon) harmWord(word string, h *harm, f form) {
	e := lex.entry(word)
	e.harm, e.form, e.class, e.starts = h, f, e.class|cHarm, true
}

func (lex *lexicon) harmNoun(word string, h *harm, many bool) {
	if word == "-" {
		return
	}
	e := lex.entry(word)
	e.noun, e.many, e.class, e.starts = h, many, e.class|cHarm, true
}

// verb reads the five forms of a verb; past and participle are told apart by
// what stands around them.
func (lex *lexicon) verb(h *harm, words []string) error {
	if len(words) != 5 {
		return fmt.Errorf("verb %q needs five forms", strings.Join(words, " "))
	}
	for i, f := range []form{base, third, past, past, ing} {
		lex.harmWord(words[i], h, f)
	}
	return nil
}

func (lex *lexicon) phraseLine(h *harm, words []string) error {
	frames := map[string]frame{"transitive": transitive, "intransitive": intransitive, "adjective": adjective, "nominal": nominal}
	forms := map[string]form{"base": base, "third": third, "past": past, "ing": ing, "plural": plural}
	if len(words) < 4 || frames[words[0]] == 0 || forms[words[1]] == 0 {
		return fmt.Errorf("phrase %q needs a frame, a form and at least two words", strings.Join(words, " "))
	}
	h.frame = frames[words[0]]
	if h.id == words[0] {
		h.id = strings.Join(words[2:], "_")
	}
	return lex.phrase(h, forms[words[1]], words[2:])
}

// phrase adds a phrase; a word in it may be given as alternatives: "his/her".
func (lex *lexicon) phrase(h *harm, f form, words []string) error {
	variants := [][]text.Key{nil}
	for _, w := range words {
		var next [][]text.Key
		for _, v := range variants {
			for _, alternative := range strings.Split(w, "/") {
				next = append(next, append(slices.Clone(v), text.KeyOf(alternative)))
			}
		}
		variants = next
	}
	for _, keys := range variants {
		lex.phrases[keys[0]] = append(lex.phrases[keys[0]], harmPhrase{keys: keys, harm: h, form: f})
		e := lex.entries[keys[0]]
		if e == nil {
			e = &entry{}
			lex.entries[keys[0]] = e
		}
		e.starts = true
	}
	return nil
}

// actRule is "words of a sentence that tell the act and the means".
type actRule struct {
	keys       [][]text.Key
	act, means string
}

// act reads "act means | phrase; phrase"; "-" stands for none.
func (lex *lexicon) act(line string) error {
	left, right, _ := strings.Cut(line, "|")
	fields := strings.Fields(left)
	if len(fields) != 2 || strings.TrimSpace(right) == "" {
		return fmt.Errorf("%q needs an act, a means, \"|\" and phrases", line)
	}
	r := actRule{act: strings.TrimPrefix(fields[0], "-"), means: strings.TrimPrefix(fields[1], "-")}
	if !inList("act", r.act) || !inList("means", r.means) {
		return fmt.Errorf("%q has a value that is in no list of the claim", left)
	}
	for _, p := range strings.Split(right, ";") {
		r.keys = append(r.keys, text.KeysOf(strings.TrimSpace(p)))
	}
	lex.acts = append(lex.acts, r)
	return nil
}

// cueTable is phrases that share a use, by first word.
type cueTable struct {
	phrases map[text.Key][][]text.Key
	bit     uint64 // in known.opens
}

// cue reads "use | phrase; phrase".
func (lex *lexicon) cue(line string) error {
	use, right, ok := strings.Cut(line, "|")
	use = strings.TrimSpace(use)
	if !ok || use == "" {
		return fmt.Errorf("%q needs a use, \"|\" and phrases", line)
	}
	table := lex.cues[use]
	if table == nil {
		table = &cueTable{phrases: map[text.Key][][]text.Key{}, bit: 1 << (len(lex.cues) % 62)}
		lex.cues[use] = table
	}
	for _, p := range strings.Split(right, ";") {
		if keys := text.KeysOf(strings.TrimSpace(p)); len(keys) > 0 {
			table.phrases[keys[0]] = append(table.phrases[keys[0]], keys)
		}
	}
	return nil
}

// find returns the first phrase of the use inside tokens [first, last).
func (p *page) find(use string, first, last int) (int, int, bool) {
	table := p.doc.lexicon.cues[use]
	if table == nil {
		return 0, 0, false
	}
	for i := max(first, 0); i < min(last, len(p.opens)); i++ {
		if p.opens[i]&table.bit == 0 {
			continue
		}
		for _, keys := range table.phrases[p.key(i)] {
			if i+len(keys) <= last && p.t.HasPhrase(i, keys) {
				return i, i + len(keys), true
			}
		}
	}
	return 0, 0, false
}
