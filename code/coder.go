package code

import (
	"fmt"

	"cairn"
	"cairn/actor"
	"cairn/place"
	"cairn/text"
)

// Resources are what the coder knows of the world. Both may be nil: then no
// place gets coordinates, or no actor a canonical name.
type Resources struct {
	Places *place.Gazetteer
	Actors *actor.Table
}

// Options say what else to write down.
type Options struct {
	Mentions bool // every place, calendar expression and attribution of the text
	Explain  bool // for every claim, which rule set which field by which words
}

// Coder codes reports. It never changes and is safe for concurrent use.
type Coder struct {
	resources Resources
	lexicon   *lexicon
	speech    *speech
	territory *territory
	incidence *incidence
	certainty weights
	suspicion weights
}

// New makes a coder from the embedded rules.
func New(r Resources) (*Coder, error) {
	lex, err := loadLexicon(rules)
	if err != nil {
		return nil, fmt.Errorf("read the coding rules: %w", err)
	}
	speech, err := loadSpeech(rules)
	if err != nil {
		return nil, fmt.Errorf("read the rules of attribution: %w", err)
	}
	territory, err := loadTerritory(rules)
	if err != nil {
		return nil, fmt.Errorf("read the rules of control: %w", err)
	}
	incidence, err := loadIncidence(rules)
	if err != nil {
		return nil, fmt.Errorf("read the rules of events: %w", err)
	}
	certainty, err := loadWeights(rules, "rules/confidence.txt")
	if err != nil {
		return nil, fmt.Errorf("read the weights of confidence: %w", err)
	}
	suspicion, err := loadWeights(rules, "rules/suspects.txt")
	if err != nil {
		return nil, fmt.Errorf("read the weights of suspects: %w", err)
	}
	return &Coder{resources: r, lexicon: lex, speech: speech, territory: territory, incidence: incidence, certainty: certainty, suspicion: suspicion}, nil
}

// passes are run in this order over every report.
func passes() []func(*doc) {
	return []func(*doc){
		findCasualties,
		findControl,
		findEvents,
		findResponsibility,
		attribute,
		settleTitle,
		setScope,
		findAttacks,
		locate,
		date,
		divide,
		setBaseline,
		takenBefore,
		group,
		relate,
		setActs,
	}
}

// Code says what a report claims. The report's own fields pass through.
func (c *Coder) Code(r cairn.Report, o Options) cairn.Coded {
	_, out := c.code(r, o)
	return out
}

// code gives the analysis too, or nil where the report was not coded.
func (c *Coder) code(r cairn.Report, o Options) (*doc, cairn.Coded) {
	out := cairn.Coded{Report: r}
	d := c.open(r, o)
	if len(d.pages) == 0 {
		return nil, out
	}
	if name := d.foreign(); name != "" {
		out.NotCoded = name
		return nil, out
	}
	for _, pass := range passes() {
		pass(d)
	}
	d.write(&out)
	return d, out
}

// sureForeign is how sure it must be that a report is in another language for
// its claims not to be sought: a wrong "not coded" loses what it says.
const sureForeign = 0.4

// foreign names the report's language where it is not the one the rules know.
func (d *doc) foreign() string {
	language, sure := d.pages[len(d.pages)-1].t.Language()
	switch {
	case language.Code == "en" || sure < sureForeign && d.latin():
		return ""
	case language.Code == "":
		return "a language that was not identified"
	}
	return language.Name
}

// latin says whether most words of the report are in Latin letters.
func (d *doc) latin() bool {
	var latin, other int
	for _, p := range d.pages {
		for _, tok := range p.t.Tokens {
			switch {
			case tok.Kind != text.Word:
			case tok.Is(text.Foreign):
				other++
			default:
				latin++
			}
		}
	}
	return latin >= other
}
