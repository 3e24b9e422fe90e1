package place

import (
	"slices"
	"strings"
	"sync"

	"cairn/text"
)

// A phrase is a name without the words that say what kind of thing it names:
// "the Abu Zuhour air base" is "Abu Zuhour", wanted as an air base.
type phrase struct {
	name string // folded
	want []Kind
}

// kindWords stand after a name, or before it with "of". Folded; longer first.
var kindWords = []struct {
	words string
	kinds []Kind
}{
	{"military air base", []Kind{Airbase, Airport}}, {"military airport", []Kind{Airbase, Airport}}, {"military airbase", []Kind{Airbase, Airport}},
	{"air force base", []Kind{Airbase}}, {"air base", []Kind{Airbase, Airport}}, {"airbase", []Kind{Airbase, Airport}}, {"airfield", []Kind{Airbase, Airport}},
	{"international airport", []Kind{Airport}}, {"airport", []Kind{Airport, Airbase}}, {"military base", []Kind{Base, Airbase}}, {"base", []Kind{Airbase, Base}},
	{"refugee camp", []Kind{Camp}}, {"camp", []Kind{Camp}},
	{"border crossing", []Kind{Crossing}}, {"crossing", []Kind{Crossing}}, {"checkpoint", []Kind{Checkpoint}}, {"hospital", []Kind{Hospital}},
	{"province", []Kind{Admin1}}, {"governorate", []Kind{Admin1}}, {"oblast", []Kind{Admin1}}, {"region", []Kind{Admin1, Region, Admin2}}, {"state", []Kind{Admin1}},
	{"county", []Kind{Admin2, Admin1}}, {"district", []Kind{Admin2, Admin3, Neighbourhood}}, {"upazila", []Kind{Admin2, Admin3}}, {"department", []Kind{Admin1, Admin2}},
	{"subdistrict", []Kind{Admin3}}, {"municipality", []Kind{Admin2, Admin3, Town}}, {"parish", []Kind{Admin2}}, {"prefecture", []Kind{Admin1}},
	{"base aerienne", []Kind{Airbase, Airport}}, {"aerienne", []Kind{Airbase, Airport}}, {"gouvernorat", []Kind{Admin1}}, {"provincia", []Kind{Admin1}},
	{"departamento", []Kind{Admin1}}, {"municipio", []Kind{Admin2, Town}}, {"ciudad", []Kind{Capital, Seat, Town}}, {"ville", []Kind{Capital, Seat, Town}},
	{"countryside", []Kind{Admin1, Admin2}}, {"city", []Kind{Capital, Seat, Town}}, {"town", []Kind{Town, Seat}}, {"village", []Kind{Village, Town}},
	{"neighborhood", []Kind{Neighbourhood}}, {"neighbourhood", []Kind{Neighbourhood}}, {"quarter", []Kind{Neighbourhood}}, {"area", []Kind{Town, Neighbourhood, Seat}},
}

func parsePhrase(name string) phrase {
	p := phrase{name: text.Fold(name)}
	p.name = strings.TrimPrefix(p.name, "the ")
	for _, k := range kindForms() {
		if rest, ok := strings.CutSuffix(p.name, k.behind); ok && rest != "" {
			return phrase{rest, k.kinds}
		}
		if rest, ok := strings.CutPrefix(p.name, k.before); ok && rest != "" {
			return phrase{rest, k.kinds}
		}
	}
	return p
}

// kindForm is a kind's words as they stand behind a name and before it.
type kindForm struct {
	behind, before string
	kinds          []Kind
}

var kindForms = sync.OnceValue(func() []kindForm {
	var forms []kindForm
	for _, k := range kindWords {
		forms = append(forms, kindForm{" " + k.words, k.words + " of ", k.kinds})
	}
	return forms
})

func wantedKinds(word string) []Kind { return kindsByWord()[word] }

var kindsByWord = sync.OnceValue(func() map[string][]Kind {
	table := make(map[string][]Kind, len(kindWords))
	for _, k := range kindWords {
		table[k.words] = k.kinds
	}
	return table
})

// fits says how well a kind answers the wanted ones: 1 the first, less for the
// others, -1 none of them, 0 when nothing was asked.
func fits(want []Kind, k Kind) float64 {
	if len(want) == 0 {
		return 0
	}
	at := slices.Index(want, k)
	if at < 0 {
		return -1
	}
	return 1 - 0.2*float64(at)
}
