package text

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cairn"
)

//go:embed numbers.txt
var numbersFile string

// numberWords is numbers.txt by key.
type numberWords struct {
	word   map[Key]numberWord
	vague  map[Key][]phrase // by first word, longest first
	before map[Key][]phrase // by last word, longest first
	after  map[Key][]phrase // by first word, longest first
	next   map[Key]NumberKind
	prev   map[Key]NumberKind
	joins  map[Key]bool
	maybe  map[Key]bool
}

type numberWord struct {
	class byte // v value, s scale, r round scale, o ordinal, f fraction
	n     int64
}

type phrase struct {
	keys      []Key
	qualifier cairn.Qualifier
}

var english = sync.OnceValue(func() *numberWords {
	w, err := parseNumberWords("text/numbers.txt", numbersFile)
	if err != nil {
		panic(err) // the file is part of the program and a test reads it
	}
	return w
})

func parseNumberWords(name, file string) (*numberWords, error) {
	w := &numberWords{word: map[Key]numberWord{}, vague: map[Key][]phrase{}, before: map[Key][]phrase{},
		after: map[Key][]phrase{}, next: map[Key]NumberKind{}, prev: map[Key]NumberKind{}, joins: map[Key]bool{}, maybe: map[Key]bool{}}
	for i, line := range strings.Split(file, "\n") {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		class, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if err := w.entry(class, strings.TrimSpace(rest)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	for _, table := range []map[Key][]phrase{w.vague, w.before, w.after} {
		for _, phrases := range table {
			slices.SortStableFunc(phrases, func(a, b phrase) int { return len(b.keys) - len(a.keys) })
		}
	}
	return w, nil
}

func (w *numberWords) entry(class, rest string) error {
	switch class {
	case "value", "scale", "round", "ordinal":
		word, digits, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return fmt.Errorf("%q needs a word and a whole number", rest)
		}
		w.word[KeyOf(word)] = numberWord{class[0], n}
	case "fraction":
		w.word[KeyOf(rest)] = numberWord{class: 'f'}
	case "vague":
		keys := phraseKeys(rest)
		w.vague[keys[0]] = append(w.vague[keys[0]], phrase{keys: keys, qualifier: cairn.Word})
	case "before", "after":
		words, q, ok := strings.Cut(rest, " = ")
		qualifier, known := qualifiers()[q]
		if !ok || !known {
			return fmt.Errorf("%q needs words, \" = \" and a qualifier", rest)
		}
		keys := phraseKeys(words)
		if class == "before" {
			last := keys[len(keys)-1]
			w.before[last] = append(w.before[last], phrase{keys, qualifier})
		} else {
			w.after[keys[0]] = append(w.after[keys[0]], phrase{keys, qualifier})
		}
	case "next", "prev":
		word, kind, ok := strings.Cut(rest, " = ")
		k, known := numberKinds()[kind]
		if !ok || !known {
			return fmt.Errorf("%q needs a word, \" = \" and a kind of number", rest)
		}
		if class == "next" {
			w.next[KeyOf(word)] = k
		} else {
			w.prev[KeyOf(word)] = k
		}
	case "maybe":
		w.maybe[KeyOf(rest)] = true
	case "joins":
		w.joins[KeyOf(rest)] = true
	default:
		return fmt.Errorf("%q is not a kind of entry", class)
	}
	return nil
}

func phraseKeys(words string) []Key {
	fields := strings.Fields(words)
	keys := make([]Key, len(fields))
	for i, f := range fields {
		keys[i] = KeyOf(strings.TrimSuffix(f, "."))
	}
	return keys
}

func qualifiers() map[string]cairn.Qualifier {
	out := map[string]cairn.Qualifier{}
	for _, q := range []cairn.Qualifier{cairn.Exact, cairn.AtLeast, cairn.MoreThan, cairn.AtMost, cairn.FewerThan, cairn.About, cairn.Nearly} {
		out[string(q)] = q
	}
	return out
}

func numberKinds() map[string]NumberKind {
	return map[string]NumberKind{"share": Share, "money": Money, "clock": Clock, "calibre": Calibre, "measure": Measure,
		"duration": Duration, "times": Times, "charge": Charge, "shots": Shots, "address": Street, "age": Age, "name": Name}
}

var months = sync.OnceValue(func() map[Key]bool {
	table := map[Key]bool{}
	for _, m := range strings.Fields("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec") {
		table[KeyOf(m)] = true
	}
	return table
})
