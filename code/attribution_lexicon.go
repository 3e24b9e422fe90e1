package code

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"cairn/text"
)

// frames are what may follow a verb of saying, that is, what its content can be.
type frames uint32

const (
	fClause frames = 1 << iota
	fThat
	fQuote
	fPerson
	fInf
	fObject
	fFor
	fAbout
	fOn
	fOf
	fTo
	fWith
	fAgainst
	fAs
	fOut
	fWeak
	fNoun
	fDeny
	fOwn
	fClaim
	fMind
	fToll
)

// fPrep are the frames that begin with a word of their own.
const fPrep = fFor | fAbout | fOn | fOf | fTo | fWith | fAgainst | fAs | fOut

func frameNames() map[string]frames {
	return map[string]frames{"clause": fClause, "that": fThat, "quote": fQuote, "person": fPerson, "inf": fInf,
		"object": fObject, "for": fFor, "about": fAbout, "on": fOn, "of": fOf, "to": fTo, "with": fWith,
		"against": fAgainst, "as": fAs, "out": fOut, "weak": fWeak, "noun": fNoun, "deny": fDeny, "own": fOwn, "claim": fClaim, "mind": fMind, "toll": fToll}
}

// role is what a word does in a sentence, as far as attribution asks.
type role uint32

const (
	rAux role = 1 << iota
	rBe
	rModal
	rPerfect
	rAdverb
	rPronoun
	rAnyPronoun
	rRelative
	rDet
	rPrep
	rLink
	rConj
	rSub
	rWh
	rEnd
	rHedge
	rHedgeAdverb
	rNounCue
	rReportedAs
	rFirstPerson
	rVerb
	rTollVerb
	rTollNoun
)

func roleNames() map[string]role {
	return map[string]role{"aux": rAux, "be": rBe, "modal": rModal, "perfect": rPerfect, "adverb": rAdverb,
		"pronoun": rPronoun, "pronoun-any": rAnyPronoun, "relative": rRelative, "det": rDet, "prep": rPrep,
		"link": rLink, "conj": rConj, "sub": rSub, "wh": rWh, "end": rEnd, "hedge": rHedge,
		"hedge-adverb": rHedgeAdverb, "noun-cue": rNounCue, "reported-as": rReportedAs, "first-person": rFirstPerson, "verb": rVerb, "toll-verb": rTollVerb, "toll-noun": rTollNoun}
}

// forms of a verb, as bits: one spelling can be several.
type forms uint8

const (
	vBase forms = 1 << iota
	vThird
	vPast
	vPart
	vIng
)

// sayWord is all that the attribution rules know of one word.
type sayWord struct {
	role     role
	frames   frames
	forms    forms
	behind   [][]text.Key // phrases that begin with it and put the source behind
	speakers []speakerNoun
}

// speakerNoun is a noun (or a phrase) that tells what kind of source speaks.
type speakerNoun struct {
	keys []text.Key
	kind string
}

// speech is the lexicon of attribution: rules/says.txt and rules/speakers.txt.
type speech struct {
	words map[text.Key]*sayWord
	known text.Keyed[*sayWord] // the same, once all is read
}

func loadSpeech(files fs.FS) (*speech, error) {
	s := &speech{words: map[text.Key]*sayWord{}}
	for _, part := range []struct {
		file string
		read func(string) error
	}{{"rules/says.txt", s.says}, {"rules/speakers.txt", s.speaker}} {
		b, err := fs.ReadFile(files, part.file)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if err := part.read(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", part.file, i+1, err)
			}
		}
	}
	s.known = text.NewKeyed(s.words)
	return s, nil
}

func (s *speech) word(w string) *sayWord { return s.entry(text.KeyOf(w)) }

func (s *speech) entry(k text.Key) *sayWord {
	e := s.words[k]
	if e == nil {
		e = &sayWord{}
		s.words[k] = e
	}
	return e
}

// says reads "kind kind : words".
func (s *speech) says(line string) error {
	kinds, words, ok := strings.Cut(line, " : ")
	if !ok {
		return fmt.Errorf("%q has no \" : \" between the kind and the words", line)
	}
	kinds = strings.TrimSpace(kinds)
	if kinds == "behind" {
		for _, phrase := range strings.Split(words, "|") {
			keys := text.KeysOf(strings.TrimSpace(phrase))
			if len(keys) == 0 {
				return fmt.Errorf("an empty phrase between two bars")
			}
			e := s.entry(keys[0])
			e.behind = append(e.behind, keys)
		}
		return nil
	}
	if r, known := roleNames()[kinds]; known {
		for _, w := range strings.Fields(words) {
			s.word(w).role |= r
		}
		return nil
	}
	var f frames
	for _, k := range strings.Fields(kinds) {
		bit, known := frameNames()[k]
		if !known {
			return fmt.Errorf("%q is neither a kind of word nor what can follow a verb", k)
		}
		f |= bit
	}
	return s.verbs(f, words)
}

var verbEntry = regexp.MustCompile(`([^\s()]+)(?:\(([^)]*)\))?`)

func (s *speech) verbs(f frames, words string) error {
	if strings.Count(words, "(") != strings.Count(words, ")") {
		return fmt.Errorf("a bracket opens and does not close")
	}
	for _, m := range verbEntry.FindAllStringSubmatch(words, -1) {
		all := regular(m[1])
		if m[2] != "" {
			irregular := strings.Fields(m[2])
			if len(irregular) != 4 {
				return fmt.Errorf("%s(%s): four forms stand in the brackets: third person, past, participle, -ing", m[1], m[2])
			}
			copy(all[1:], irregular)
		}
		for i, w := range all {
			e := s.word(w)
			e.frames |= f
			e.forms |= 1 << i
		}
	}
	return nil
}

// regular makes the forms of a verb: base, third person, past, participle, -ing.
func regular(base string) [5]string {
	stem, third := base, base+"s"
	last := base[len(base)-1]
	past, ing := base+"ed", base+"ing"
	switch {
	case last == 'e':
		past = base + "d"
		if !strings.HasSuffix(base, "ee") {
			ing = base[:len(base)-1] + "ing"
		}
	case last == 'y' && len(base) > 2 && !vowel(base[len(base)-2]):
		stem = base[:len(base)-1]
		third, past = stem+"ies", stem+"ied"
	case strings.HasSuffix(base, "s") || strings.HasSuffix(base, "sh") || strings.HasSuffix(base, "ch") || last == 'x':
		third = base + "es"
	case doubles(base):
		past, ing = base+string(last)+"ed", base+string(last)+"ing"
	}
	return [5]string{base, third, past, past, ing}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// doubles says whether the last consonant is doubled: one syllable that ends
// in a consonant, a vowel and a consonant ("quip", "slam").
func doubles(base string) bool {
	n := len(base)
	if n < 3 || strings.IndexByte("wxy", base[n-1]) >= 0 || vowel(base[n-1]) || !vowel(base[n-2]) || vowel(base[n-3]) && base[n-3] != 'u' {
		return false
	}
	vowels := 0
	for i := range n {
		if vowel(base[i]) && !(i > 0 && base[i-1] == 'q') {
			vowels++
		}
	}
	return vowels == 1
}

var quotedOrBare = regexp.MustCompile(`"([^"]+)"|(\S+)`)

// speaker reads "type : noun noun "noun phrase"".
func (s *speech) speaker(line string) error {
	kind, words, ok := strings.Cut(line, " : ")
	kind = strings.TrimSpace(kind)
	if !ok {
		return fmt.Errorf("%q has no \" : \" between the type and the nouns", line)
	}
	if !speakerTypes()[kind] {
		return fmt.Errorf("%q is not a type of source", kind)
	}
	for _, m := range quotedOrBare.FindAllStringSubmatch(words, -1) {
		phrase := m[1] + m[2]
		keys := text.KeysOf(phrase)
		if len(keys) == 0 {
			return fmt.Errorf("%q holds no word", m[0])
		}
		e := s.entry(keys[0])
		e.speakers = append(e.speakers, speakerNoun{keys, kind})
	}
	return nil
}

// role says whether a word does one of these things.
func (s *speech) role(k text.Key, r role) bool {
	w := s.words[k]
	return w != nil && w.role&r != 0
}

// nounToo says whether the word is as often a noun: "claims", "charges".
func (w *sayWord) nounToo() bool { return w.frames&fNoun != 0 || w.role&rNounCue != 0 }
