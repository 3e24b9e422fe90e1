package when

import "strings"

// vocabulary is the words of the grammar. Every word of every text is looked
// up, and nearly all are none of them: most are told by their length and their
// first two letters.
type vocabulary struct {
	words map[string]*known
	alike [1 << 15]bool
}

// known is what the grammar knows of a word.
type known struct {
	word   string
	senses []sense
	opens  bool // a rule may begin with it
	// Months and weekdays are written with a capital; the same words written
	// small ("may", "march", "sat") are not of time.
	named  bool
	common *known // the word written small
}

func newVocabulary() *vocabulary { return &vocabulary{words: map[string]*known{}} }

func (v *vocabulary) add(word string, senses ...sense) {
	k := v.words[word]
	if k == nil {
		k = &known{word: word}
		v.words[word] = k
		v.alike[likeness(word[0], word[min(1, len(word)-1)], len(word))] = true
	}
	k.senses = append(k.senses, senses...)
	for _, s := range senses {
		if s.class == "MONTH" || s.class == "SHORTDAY" {
			k.named, k.common = true, &known{word: word}
		}
	}
}

// open marks the words that a rule may begin with.
func (v *vocabulary) open(root *node) {
	for _, k := range v.words {
		k.opens = root.next[k.word] != nil
		for _, s := range k.senses {
			k.opens = k.opens || root.next[s.class] != nil
		}
	}
}

// likeness is the number of all words of a length whose first two letters are
// these, capitals or not; others may share it.
func likeness(first, second byte, length int) int {
	return int(first&31)<<10 | int(second&31)<<5 | length&31
}

// like says whether a word may be one of the grammar, its capitals aside.
func (v *vocabulary) like(word string) bool {
	return v.alike[likeness(word[0], word[min(1, len(word)-1)], len(word))] || strings.Contains(word, "’")
}

// of is what is known of a word in small letters, or nil.
func (v *vocabulary) of(word []byte) *known {
	if len(word) == 0 || !v.alike[likeness(word[0], word[min(1, len(word)-1)], len(word))] {
		return nil
	}
	return v.words[string(word)]
}
