package place

import (
	"math"
	"strings"
)

// judge gives every mention the chance that it names a place, from the words
// around it and from how the text uses the same name elsewhere.
func (sc *scanner) judge() {
	odds := make([]float64, len(sc.found))
	persons, places := map[string]bool{}, map[string]float64{}
	for k := range sc.found {
		m := &sc.found[k]
		if m.division != "" {
			odds[k] = 3
			continue
		}
		f := sc.features(k)
		odds[k] = f.odds()
		m.Kinds, m.Speaks = f.kinds, f.has[speaks]
		key := string(m.key)
		if f.has[afterTitle] || f.has[afterGiven] {
			persons[lastWord(key)] = true
		}
		places[key] = math.Max(places[key], odds[k])
	}
	for k := range sc.found {
		m := &sc.found[k]
		if m.division != "" {
			continue
		}
		key := string(m.key)
		if persons[key] {
			odds[k] += weights[personElsewhere]
		}
		if best := places[key]; best > 2 && best > odds[k] {
			odds[k] += weights[placeElsewhere]
		}
		m.Literal = 1 / (1 + math.Exp(-odds[k]))
	}
}

func lastWord(key string) string { return key[strings.LastIndexByte(key, ' ')+1:] }

type feature int

const (
	bias feature = iota
	perProminence
	manyWords
	areaKnown // a country, a province
	afterPreposition
	afterKindOf
	beforeKind
	beforeDivision // "Gary, Ind."
	commaPair      // "X, Y" of two names
	inDateline
	inCapitals
	joinedBefore // a capitalised word stands beside it
	joinedAfter
	joinedThing // "X Street", "X University"
	afterTitle
	afterGiven
	givenName
	speaks
	beforePerson
	sentenceStart
	commonWord
	shortName
	acronym
	demonym
	lowercaseElsewhere
	personElsewhere
	placeElsewhere
	possessed
	shouted
	hyphened
	features
)

// weights are logarithms of odds.
var weights = [features]float64{
	bias: -2.6, perProminence: 0.35, manyWords: 1.2, areaKnown: 1.6,
	afterPreposition: 1.7, afterKindOf: 1.8, beforeKind: 1.8, beforeDivision: 3.5, commaPair: 0.8,
	inDateline: 3, inCapitals: -0.3, joinedBefore: -2.2, joinedAfter: -1.8, joinedThing: -4,
	afterTitle: -4, afterGiven: -3, givenName: -1, speaks: -1.2, beforePerson: -2, sentenceStart: -0.4,
	commonWord: -4, shortName: -1, acronym: -2, demonym: 3.5, lowercaseElsewhere: -2, personElsewhere: -2.5, placeElsewhere: 1.2,
	possessed: 0.3, shouted: -0.5, hyphened: -1,
}

type evidence struct {
	has   [features]bool
	value [features]float64
	kinds []Kind
}

func (e *evidence) odds() float64 {
	sum := weights[bias]
	for f := range features {
		if e.has[f] {
			v := e.value[f]
			if v == 0 {
				v = 1
			}
			sum += weights[f] * v
		}
	}
	return sum
}

func (sc *scanner) features(k int) *evidence {
	m := &sc.found[k]
	e := &evidence{}
	i, j := m.first, m.last
	on := func(f feature, is bool) { e.has[f] = is }
	rec := sc.g.layers[m.best.layer].record(m.best.place)
	if m.Demonym != "" {
		on(demonym, true)
		rec.kind = Country
	} else {
		e.value[perProminence] = math.Max(0.01, prominence(rec.kind, int64(rec.population)))
		on(perProminence, true)
		on(areaKnown, rec.kind == Country || rec.kind == Admin1 || rec.kind == Region)
	}
	on(manyWords, j > i)
	single := i == j
	before, after := sc.cue(i-1), sc.cue(j+1)
	bg, ag := sc.tokens[i].gap, sc.gapAfter(j)
	on(afterPreposition, bg == gapSpace && before&cuePreposition != 0)
	if bg == gapSpace && i >= 2 && sc.cue(i-1)&cuePreposition != 0 && sc.cue(i-2)&cueKindOf != 0 {
		on(afterKindOf, true)
		e.kinds = wantedKinds(strings.ToLower(sc.word(i - 2)))
	} else if bg == gapSpace && before&cueKindOf != 0 {
		on(afterKindOf, true)
	}
	if ag == gapSpace && after&cueKindAfter != 0 {
		on(beforeKind, true)
		e.kinds = sc.kindsAfter(j)
	}
	on(beforeDivision, k+1 < len(sc.found) && ag == gapComma && sc.found[k+1].first == j+1 && sc.found[k+1].division != "")
	on(commaPair, !e.has[beforeDivision] && (k+1 < len(sc.found) && ag == gapComma && sc.found[k+1].first == j+1 ||
		k > 0 && bg == gapComma && sc.found[k-1].last == i-1))
	on(inDateline, m.Date)
	on(inCapitals, sc.tokens[i].shape == upper && !sc.shouts)
	on(shouted, sc.shouts)
	if !sc.shouts {
		on(joinedBefore, (bg == gapSpace || bg == gapHyphen) && i > 0 && sc.capital(i-1) && !sc.starts(i-1) && before&(cueNeutral|cueTitle|cuePreposition) == 0 && !sc.names(k-1, i-1))
		on(joinedAfter, (ag == gapSpace || ag == gapHyphen) && sc.capital(j+1) && after&(cueNeutral|cueKindAfter|cueThingAfter) == 0 && !sc.tokens[j].poss)
		on(joinedThing, ag == gapSpace && sc.capital(j+1) && after&cueThingAfter != 0 && !sc.tokens[j].poss)
	}
	on(hyphened, bg == gapHyphen || ag == gapHyphen)
	on(afterTitle, (bg == gapSpace || bg == gapStop && i > 0 && sc.tokens[i-1].dot) && before&cueTitle != 0 && sc.capital(i-1))
	on(afterGiven, bg == gapSpace && i > 0 && sc.given(i-1) && !sc.shouts)
	on(givenName, single && sc.given(i))
	on(speaks, ag == gapSpace && after&cueSpeech != 0)
	on(beforePerson, after&cuePerson != 0 && ag <= gapComma || single && ag == gapComma && j+1 < len(sc.tokens) && sc.tokens[j+1].shape == number && sc.gapAfter(j+1) == gapComma)
	on(sentenceStart, sc.starts(i))
	on(commonWord, single && sc.cue(i)&cueCommon != 0)
	on(shortName, single && len(m.key) <= 3)
	on(acronym, single && sc.tokens[i].shape == upper && len(m.Text) <= 4 && !sc.shouts && rec.kind != Country)
	on(possessed, sc.tokens[j].poss)
	return e
}

func (sc *scanner) gapAfter(j int) gap {
	if j+1 >= len(sc.tokens) {
		return gapLine
	}
	return sc.tokens[j+1].gap
}

func (sc *scanner) capital(i int) bool {
	return i >= 0 && i < len(sc.tokens) && (sc.tokens[i].shape == capital || sc.tokens[i].shape == upper)
}

// starts says whether a word begins a sentence.
func (sc *scanner) starts(i int) bool {
	return i >= 0 && sc.tokens[i].gap >= gapStop
}

// names says whether mention k ends with word i.
func (sc *scanner) names(k, i int) bool { return k >= 0 && sc.found[k].last == i }

func (sc *scanner) given(i int) bool {
	return sc.capital(i) && sc.rules.given[strings.ToLower(sc.word(i))]
}

// kindsAfter reads the words for a kind after word j, two words before one.
func (sc *scanner) kindsAfter(j int) []Kind {
	one := strings.ToLower(sc.word(j + 1))
	if j+2 < len(sc.tokens) && sc.tokens[j+2].gap == gapSpace {
		if k := wantedKinds(one + " " + strings.ToLower(sc.word(j+2))); k != nil {
			return k
		}
	}
	return wantedKinds(one)
}
