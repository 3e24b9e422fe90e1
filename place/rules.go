package place

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"cairn/text"
)

//go:embed rules/cues.txt
var cuesFile string

//go:embed rules/givennames.txt
var givenNamesFile string

//go:embed rules/callsigns.txt
var callSignsFile string

//go:embed rules/countrycues.txt
var countryCuesFile string

//go:embed data/countries.tsv
var countriesFile string

//go:embed data/divisions.tsv
var divisionsFile string

// rules are the word lists of the scanner.
type rules struct {
	cue      text.Keyed[cue]
	given    map[string]bool     // given names
	demonym  map[string]string   // folded adjective -> country
	station  map[string]string   // broadcaster's label -> "Town, ST"
	country  map[string][]string // words that belong to a country: "upazila"
	opens    text.Keyed[bool]    // the words in those
	division map[string]string   // "wash" with a full stop, "WA" as a postal code -> "US.WA"
}

type cue uint32

const (
	cuePreposition cue = 1 << iota
	cueKindOf
	cueKindAfter
	cueThingAfter
	cueTitle
	cueSpeech
	cuePerson
	cueNeutral
	cueCommon
	cueMedia
	cueVocabulary
	cueThe
	cueOf
	cueAnd
)

var cueNames = map[string]cue{"preposition": cuePreposition, "kindof": cueKindOf, "kindafter": cueKindAfter, "thingafter": cueThingAfter,
	"title": cueTitle, "speech": cueSpeech, "person": cuePerson, "neutral": cueNeutral, "common": cueCommon,
	"media": cueMedia, "vocabulary": cueVocabulary, "the": cueThe, "of": cueOf, "and": cueAnd}

var loadRules = sync.OnceValue(func() *rules {
	r, err := parseRules(cuesFile, givenNamesFile, countryCuesFile, callSignsFile, countriesFile, divisionsFile)
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return r
})

func parseRules(cues, given, countryCues, stations, countries, divisions string) (*rules, error) {
	cued := map[text.Key]cue{}
	r := &rules{given: map[string]bool{}, demonym: map[string]string{}, division: map[string]string{}, country: map[string][]string{}, station: map[string]string{}}
	err := eachLine("cues.txt", cues, func(line string) error {
		name, words, ok := strings.Cut(line, ":")
		if !ok || cueNames[name] == 0 {
			return fmt.Errorf("%q is not NAME: WORDS of a known name", line)
		}
		for _, w := range strings.Fields(words) {
			cued[text.KeyOf(strings.ReplaceAll(w, "_", " "))] |= cueNames[name]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("givennames.txt", given, func(line string) error {
		for _, w := range strings.Fields(line) {
			r.given[w] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("countrycues.txt", countryCues, func(line string) error {
		codes, words, ok := strings.Cut(line, ": ")
		if !ok {
			return fmt.Errorf("%q is not COUNTRY: WORDS", line)
		}
		for _, w := range strings.Split(words, ";") {
			w = strings.TrimSpace(w)
			r.country[w] = append(r.country[w], strings.Split(codes, ",")...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("callsigns.txt", stations, func(line string) error {
		town, labels, ok := strings.Cut(line, ": ")
		if !ok || !strings.Contains(town, ", ") {
			return fmt.Errorf("%q is not TOWN, STATE: LABELS", line)
		}
		for _, l := range strings.Fields(labels) {
			r.station[l] = town
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("countries.tsv", countries, func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return fmt.Errorf("%d columns, not 4", len(f))
		}
		if f[2] != "-" {
			for _, d := range strings.Split(f[2], ",") {
				r.demonym[d] = f[0]
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("divisions.tsv", divisions, func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return fmt.Errorf("%d columns, not 4", len(f))
		}
		r.division[f[2]] = f[0]
		if f[1] != "-" {
			for _, a := range strings.Split(f[1], ",") {
				r.division[a] = f[0]
			}
		}
		return nil
	})
	r.cue, r.opens = text.NewKeyed(cued), openings(r.country)
	return r, err
}

// cueOf is what the word list says of a word, or of some words, as they fold.
func (r *rules) cueOf(folded text.Key) cue {
	c, _ := r.cue.Get(folded)
	return c
}

func eachLine(file, content string, do func(line string) error) error {
	for n, line := range strings.Split(content, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%s line %d: %w", file, n+1, err)
		}
	}
	return nil
}
