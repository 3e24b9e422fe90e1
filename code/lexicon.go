package code

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

//go:embed rules
var rules embed.FS

// class is what a word can be in a clause, as far as the rules need to know.
type class uint64

const (
	cDet class = 1 << iota
	cPron
	cPoss
	cPrep
	cConj
	cBe
	cHave
	cModal
	cNeg
	cAdv
	cRel
	cSub
	cSay
	cLeave
	cOther
	cIncluding
	cThing
	cVerb
	cDo
	cNobody
	cReflexive
	cPlan
	cTitle
	cPeople
	cHarm
	cMultiple
	cEarlier
	cFeared
	cFind
	cThat
	cBoth
)

func classes() map[string]class {
	return map[string]class{"det": cDet, "pron": cPron, "poss": cPoss, "prep": cPrep, "conj": cConj, "be": cBe, "have": cHave,
		"modal": cModal, "neg": cNeg, "adv": cAdv, "rel": cRel, "sub": cSub, "say": cSay, "leave": cLeave, "other": cOther,
		"including": cIncluding, "thing": cThing, "verb": cVerb, "do": cDo, "nobody": cNobody, "reflexive": cReflexive,
		"plan": cPlan, "title": cTitle, "earlier": cEarlier, "feared": cFeared, "find": cFind, "that": cThat, "both": cBoth}
}

// entry is all that the lexicon knows of one word.
type entry struct {
	class  class
	people *people
	harm   *harm // as a verb or an adjective
	form   form
	noun   *harm // as a noun: "killings", "bodies"
	many   bool  // that noun is a plural
	multi  int64 // "double": 2
	starts bool  // a sentence with this word is looked at
}

// people is a noun for people.
type people struct {
	plural                              bool
	status, condition, group, sex, unit string
	role                                string // suspect, victim: told apart inside a report
	size                                int64  // how many one of it is: a couple is 2
	generic                             bool   // people, others, victims: says nothing of who they are
	actor                               bool   // can be named as those who did it
}

// harm is one word or phrase that says that people were harmed.
type harm struct {
	id      string
	frame   frame
	measure cairn.Measure
	act     string
	means   string
	shot    bool  // counts the dead among them too
	implies int64 // at least so many, even where nobody is counted
	events  bool  // a number before it counts events: "two shootings"
	things  bool  // things suffer it too: "blown up"
	weak    bool  // tells of a state that others told before: "in critical condition"
}

// frame is where the victims stand around a word of harm.
type frame byte

const (
	transitive   frame = 't' // object of the active, subject of the passive
	intransitive frame = 'i' // always the subject
	adjective    frame = 'a' // before it, or subject of "be"
	nominal      frame = 'n' // a number before it, or "of" behind it
	toll         frame = 'l' // a number behind it
	bodyNoun     frame = 'b' // "three bodies were found"
	livesNoun    frame = 'v' // "claimed three lives"
)

// form is the form of a verb.
type form byte

const (
	base form = iota + 1
	third
	past // and participle
	ing
	plural
)

// harmPhrase is a harm of several words.
type harmPhrase struct {
	keys []text.Key
	harm *harm
	form form
}

type lexicon struct {
	entries map[text.Key]*entry
	phrases map[text.Key][]harmPhrase // by first word, longest first
	acts    []actRule
	yearOld *entry // "14-year-old"
	cues    map[string]*cueTable
	words   text.Keyed[known] // the three above by word, read once per token
}

// known is what the lexicon has of a word: its entry, and the tables in which
// a phrase begins with it. Two tables may share a bit, so that a bit only says
// that it is worth looking.
type known struct {
	entry *entry
	opens uint64
}

const (
	opensHarm = 1 << 63
	opensAct  = 1 << 62
)

// index gathers what is known of every word.
func (lex *lexicon) index() {
	words := map[text.Key]known{}
	add := func(k text.Key, e *entry, opens uint64) {
		w := words[k]
		if e != nil {
			w.entry = e
		}
		w.opens |= opens
		words[k] = w
	}
	for k, e := range lex.entries {
		add(k, e, 0)
	}
	for k := range lex.phrases {
		add(k, nil, opensHarm)
	}
	for _, r := range lex.acts {
		for _, keys := range r.keys {
			add(keys[0], nil, opensAct)
		}
	}
	for _, table := range lex.cues {
		for k := range table.phrases {
			add(k, nil, table.bit)
		}
	}
	lex.words = text.NewKeyed(words)
}

func loadLexicon(files fs.FS) (*lexicon, error) {
	lex := &lexicon{entries: map[text.Key]*entry{}, phrases: map[text.Key][]harmPhrase{}, cues: map[string]*cueTable{},
		yearOld: &entry{class: cPeople, people: &people{generic: true}}}
	for _, part := range []struct {
		file string
		read func(string) error
	}{
		{"rules/words.txt", lex.word}, {"rules/people.txt", lex.noun}, {"rules/harm.txt", lex.harmLine},
		{"rules/acts.txt", lex.act}, {"rules/cues.txt", lex.cue},
	} {
		b, err := fs.ReadFile(files, part.file)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if err := part.read(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", part.file, i+1, err)
			}
		}
	}
	for _, phrases := range lex.phrases {
		slices.SortStableFunc(phrases, func(a, b harmPhrase) int { return len(b.keys) - len(a.keys) })
	}
	lex.index()
	return lex, nil
}

func (lex *lexicon) entry(word string) *entry {
	k := text.KeyOf(word)
	e := lex.entries[k]
	if e == nil {
		e = &entry{}
		lex.entries[k] = e
	}
	return e
}

// word reads "class words...".
func (lex *lexicon) word(line string) error {
	name, rest, _ := strings.Cut(line, " ")
	c, known := classes()[name]
	if !known {
		return fmt.Errorf("%q is not a class of words", name)
	}
	for _, w := range strings.Fields(rest) {
		lex.entry(w).class |= c
	}
	return nil
}

// noun reads "singular plural | attributes"; "-" stands for no such form.
func (lex *lexicon) noun(line string) error {
	forms, attributes, _ := strings.Cut(line, "|")
	p := people{}
	for _, a := range strings.Fields(attributes) {
		name, value, _ := strings.Cut(a, "=")
		switch name {
		case "status":
			p.status = value
		case "condition":
			p.condition = value
		case "group":
			p.group = value
		case "sex":
			p.sex = value
		case "unit":
			p.unit = value
		case "role":
			p.role = value
		case "generic":
			p.generic = true
		case "actor":
			p.actor = true
		case "two":
			p.size = 2
		case "title":
		default:
			return fmt.Errorf("%q is not an attribute of people", a)
		}
	}
	if !inList("victims.status", p.status) || !inList("victims.condition", p.condition) || !inList("unit", p.unit) {
		return fmt.Errorf("%q has a value that is in no list of the claim", attributes)
	}
	words := strings.Fields(forms)
	if len(words)%2 != 0 {
		return fmt.Errorf("%q needs pairs of a singular and a plural", forms)
	}
	for i, w := range words {
		if w == "-" {
			continue
		}
		q := p
		q.plural = i%2 == 1
		e := lex.entry(w)
		e.class |= cPeople
		e.people = &q
		if strings.Contains(attributes, "title") {
			e.class |= cTitle
		}
	}
	return nil
}

// inList says whether a value is in a closed list of the claim, or absent.
func inList(list, value string) bool {
	return value == "" || slices.ContainsFunc(cairn.Vocabulary()[list], func(t cairn.Term) bool { return t.Value == value })
}
