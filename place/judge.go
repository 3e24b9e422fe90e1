package place

import (
	"math"
	"strings"

	"cairn/text"
)

// judge gives every mention the chance that it names a place, from the words
// around it and from how the text uses the same name elsewhere.
func (sc *scanner) judge() {
	all := sc.evidence()
	for k, e := range all {
		m := &sc.found[k]
		if e == nil {
			continue // an abbreviation of a state: sure already
		}
		m.Kinds, m.Speaks = e.kinds, e.has[speaks]
		m.Part = e.has[joinedThing] || e.has[joinedMedia] || e.has[afterThingOf] && e.has[afterPreposition]
		m.Literal = 1 / (1 + math.Exp(-sc.adjust(k, all)))
	}
}

// evidence is the features of every mention; none for the divisions.
func (sc *scanner) evidence() []*evidence {
	all, room := make([]*evidence, len(sc.found)), make([]evidence, len(sc.found))
	persons, places := map[string]bool{}, map[string]int{}
	for k := range sc.found {
		m := &sc.found[k]
		if m.division != "" || m.unknown {
			continue
		}
		e := &room[k]
		sc.features(k, e)
		all[k] = e
		switch {
		case e.has[afterTitle] || e.has[afterGiven]:
			persons[lastWord(string(m.key))] = true
		case e.sure():
			places[string(m.key)]++
		}
	}
	sc.listKinds(all)
	for k, e := range all {
		if e == nil {
			continue
		}
		key := sc.found[k].key
		e.has[personElsewhere] = persons[string(key)] && !e.has[afterTitle] && !e.has[afterGiven]
		others := places[string(key)]
		if e.sure() {
			others--
		}
		e.has[placeElsewhere] = others > 0
	}
	return all
}

// sure says whether the words beside a name already make it a place.
func (e *evidence) sure() bool {
	return (e.has[beforeDivision] || e.has[inDateline] || e.has[afterKindOf] || e.has[beforeKind] || e.has[afterPreposition] || e.has[commaPair]) &&
		!e.has[joinedBefore] && !e.has[joinedAfter] && !e.has[joinedThing] && !e.has[afterTitle] && !e.has[afterGiven] && !e.has[commonWord]
}

// listKinds reads "X, Y and Z counties": the last word speaks for all.
func (sc *scanner) listKinds(all []*evidence) {
	for k := len(sc.found) - 1; k > 0; k-- {
		e, before := all[k], all[k-1]
		if e == nil || before == nil || e.plural == nil || before.kinds != nil {
			continue
		}
		i, j := sc.found[k].first, sc.found[k-1].last
		if i == j+1 && sc.tokens[i].gap == gapComma || i == j+2 && sc.cue(j+1)&cueAnd != 0 {
			before.plural, before.kinds = e.plural, e.plural
			before.has[beforeKind] = true
		}
	}
}

// adjust corrects for what the labelled articles did not teach: texts in
// capitals throughout, where every word looks like a name, scripts without
// capitals, and the villages of a country whose pack somebody gave.
func (sc *scanner) adjust(k int, all []*evidence) float64 {
	m, e := &sc.found[k], all[k]
	odds := e.odds()
	if e.has[afterPreposition] && !e.has[commonWord] && !e.has[vocabulary] && !e.has[givenName] {
		if m.best.layer > 0 {
			odds += packOdds
		}
		if sc.inNext(k, all) {
			odds += insideOdds
		}
	}
	if sc.tokens[m.first].shape == caseless {
		odds += caselessOdds
		if len(m.key) < 2*4 && !e.has[afterPreposition] && !e.has[afterKindOf] {
			odds -= 3 // words of two or three letters are words
		}
	}
	if sc.shouts && !e.has[beforeDivision] && (e.has[vocabulary] || e.has[commonWord]) {
		odds -= 6
	}
	return odds
}

// inNext reads "X in Y" of two names where Y is a country or is said to be a
// province.
func (sc *scanner) inNext(k int, all []*evidence) bool {
	j := sc.found[k].last
	if k+1 >= len(sc.found) || sc.found[k+1].first != j+2 || sc.tokens[j].poss || sc.word(j+1) != "in" {
		return false
	}
	next := all[k+1]
	return next == nil || next.has[isCountry] || next.has[isProvince] || next.has[beforeKind]
}

const (
	caselessOdds = 1.5
	packOdds     = 1.5
	insideOdds   = 1.0
)

func lastWord(key string) string { return key[strings.LastIndexByte(key, ' ')+1:] }

type feature int

const (
	bias feature = iota
	perProminence
	manyWords
	isCountry
	isProvince
	isDistrict
	isRegion
	isCapital
	otherName // not the name that the place goes by
	afterPreposition
	afterKindOf
	beforeKind
	beforeDivision // "Gary, Ind."
	commaPair      // "X, Y" of two names
	andPair        // "X and Y"
	inDateline
	inCapitals
	afterThe
	joinedBefore // a capitalised word stands beside it
	joinedAfter
	joinedThing  // "X Street", "X University"
	joinedMedia  // "X Times"
	afterThingOf // "University of X"
	afterTitle
	afterGiven
	givenName
	speaks
	beforePerson
	sentenceStart
	commonWord
	vocabulary // a word that is usually written small
	commonBare // and nothing beside it makes it a place
	nameBegins // a given name and another capitalised word
	shortName
	acronym
	demonym
	demonymPlural
	lowercaseElsewhere
	personElsewhere
	placeElsewhere
	possessed
	shouted
	hyphenBefore
	hyphenAfter
	quoted
	features
)

type evidence struct {
	has    [features]bool
	people float64 // how prominent the place is
	kinds  []Kind
	plural []Kind // of "counties": holds for a list
}

// value is how much of a feature there is.
func (e *evidence) value(f feature) float64 {
	if f == perProminence {
		return e.people
	}
	return 1
}

func (e *evidence) odds() float64 {
	sum := weights[bias]
	for f := range features {
		if e.has[f] {
			sum += weights[f] * e.value(f)
		}
	}
	return sum
}

func (sc *scanner) features(k int, e *evidence) {
	m := &sc.found[k]
	i, j := m.first, m.last
	on := func(f feature, is bool) { e.has[f] = is }
	rec := sc.g.layers[m.best.layer].record(m.best.place)
	if m.Demonym != "" {
		on(demonym, true)
		on(demonymPlural, strings.HasSuffix(m.Text, "s"))
		rec = record{}
	} else {
		e.people = math.Max(0.01, prominence(rec.kind, int64(rec.people)))
		on(perProminence, true)
		on(isCountry, rec.kind == Country)
		on(isProvince, rec.kind == Admin1)
		on(isDistrict, rec.kind == Admin2)
		on(isRegion, rec.kind == Region || rec.kind == Water || rec.kind == Natural)
		on(isCapital, rec.kind == Capital)
		on(otherName, m.best.name > 2 && rec.space == spaceGeoNames)
	}
	on(manyWords, j > i)
	single := i == j
	before, after := sc.cue(i-1), sc.cue(j+1)
	bg, ag := sc.tokens[i].gap, sc.gapAfter(j)
	on(afterPreposition, bg == gapSpace && before&cuePreposition != 0)
	if bg == gapSpace && i >= 2 && sc.cue(i-1)&(cuePreposition|cueOf) != 0 && sc.cue(i-2)&cueKindOf != 0 {
		on(afterKindOf, true)
		if !sc.names(k-1, i-3) { // in "the X neighborhood of Y" the kind is that of X
			e.kinds = wantedKinds(strings.ToLower(sc.word(i - 2)))
		}
	} else if bg == gapSpace && before&cueKindOf != 0 {
		on(afterKindOf, true)
	}
	if ag == gapSpace && after&cueKindAfter != 0 {
		on(beforeKind, true)
		e.kinds, e.plural = sc.kindsAfter(j)
	}
	on(beforeDivision, k+1 < len(sc.found) && ag == gapComma && sc.found[k+1].first == j+1 && sc.found[k+1].division != "")
	on(commaPair, !e.has[beforeDivision] && (k+1 < len(sc.found) && ag == gapComma && sc.found[k+1].first == j+1 ||
		k > 0 && bg == gapComma && sc.found[k-1].last == i-1))
	on(andPair, k+1 < len(sc.found) && ag == gapSpace && after&cueAnd != 0 && sc.found[k+1].first == j+2 ||
		k > 0 && bg == gapSpace && before&cueAnd != 0 && sc.found[k-1].last == i-2)
	on(inDateline, m.Date)
	on(inCapitals, sc.tokens[i].shape == upper && !sc.shouts)
	on(shouted, sc.shouts)
	if !sc.shouts {
		on(joinedBefore, (bg == gapSpace || bg == gapHyphen) && i > 0 && sc.capital(i-1) && !sc.starts(i-1) && before&(cueNeutral|cueTitle|cuePreposition) == 0 && !sc.names(k-1, i-1))
		on(joinedAfter, (ag == gapSpace || ag == gapHyphen) && sc.capital(j+1) && after&(cueNeutral|cueKindAfter|cueThingAfter) == 0 && !sc.tokens[j].poss)
		on(joinedThing, ag == gapSpace && sc.capital(j+1) && after&cueThingAfter != 0 && !sc.tokens[j].poss)
	}
	on(joinedMedia, ag == gapSpace && sc.capital(j+1) && after&cueMedia != 0 && !sc.tokens[j].poss)
	on(hyphenBefore, bg == gapHyphen)
	on(hyphenAfter, ag == gapHyphen)
	on(afterThe, bg == gapSpace && i > 0 && before&cueThe != 0)
	on(afterThingOf, bg == gapSpace && i > 1 && before&cueOf != 0 && sc.capital(i-2) && sc.cue(i-2)&cueKindOf == 0)
	on(quoted, bg == gapOther && ag == gapOther)
	on(lowercaseElsewhere, single && sc.lowered(m.key))
	on(afterTitle, (bg == gapSpace || bg == gapStop && i > 0 && sc.tokens[i-1].dot) && before&cueTitle != 0 && sc.capital(i-1))
	on(afterGiven, bg == gapSpace && i > 0 && sc.given(i-1) && !sc.shouts)
	on(givenName, single && sc.given(i))
	on(speaks, ag == gapSpace && after&cueSpeech != 0)
	on(beforePerson, after&cuePerson != 0 && ag <= gapComma || single && ag == gapComma && j+1 < len(sc.tokens) && sc.tokens[j+1].shape == number && sc.gapAfter(j+1) == gapComma)
	on(sentenceStart, sc.starts(i))
	on(commonWord, sc.rules.cueOf(text.KeyOf(string(m.key)))&cueCommon != 0)
	on(vocabulary, single && sc.cue(i)&cueVocabulary != 0 && (sc.shouts || sc.tokens[i].shape != upper) && !strings.Contains(m.Text, "."))
	on(commonBare, e.has[commonWord] && !e.has[beforeDivision] && !e.has[afterKindOf] && !e.has[beforeKind])
	on(nameBegins, single && e.has[joinedAfter] && sc.given(i))
	on(shortName, single && len(m.key) <= 3)
	on(acronym, single && sc.tokens[i].shape == upper && len(m.Text) <= 4 && !sc.shouts && rec.kind != Country)
	on(possessed, sc.tokens[j].poss)
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
// A plural ("counties") is given a second time.
func (sc *scanner) kindsAfter(j int) (kinds, plural []Kind) {
	one := strings.ToLower(sc.word(j + 1))
	if j+2 < len(sc.tokens) && sc.tokens[j+2].gap == gapSpace {
		if k := wantedKinds(one + " " + strings.ToLower(sc.word(j+2))); k != nil {
			return k, nil
		}
	}
	if k := wantedKinds(one); k != nil {
		return k, nil
	}
	singular := strings.TrimSuffix(one, "s")
	if stem, ok := strings.CutSuffix(one, "ies"); ok {
		singular = stem + "y"
	}
	k := wantedKinds(singular)
	return k, k
}

// lowered says whether the text also writes a word small.
func (sc *scanner) lowered(key []byte) bool {
	if sc.small == nil {
		sc.small = map[string]bool{}
		for k := range sc.found {
			if m := &sc.found[k]; m.first == m.last {
				sc.small[string(m.key)] = false
			}
		}
		for i, t := range sc.tokens {
			if t.shape == lower {
				if _, name := sc.small[sc.word(i)]; name {
					sc.small[sc.word(i)] = true
				}
			}
		}
	}
	return sc.small[string(key)]
}
