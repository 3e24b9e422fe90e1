package place

import (
	"strings"

	"cairn/text"
)

// unknown reads a name that no gazetteer has where the words beside it say that
// it names a place: "the Abu Zuhour air base", "the village of Kfarya". How it
// is spelled elsewhere is for Resolve to find out.
func (sc *scanner) unknown(i int) (Mention, bool) {
	if !sc.mayBePlaced(i) {
		return Mention{}, false
	}
	for j := min(i+2, len(sc.tokens)-1); j >= i; j-- {
		if !sc.nameLike(i, j) {
			continue
		}
		key := text.AppendFold(nil, sc.s[sc.tokens[i].start:sc.tokens[j].end])
		known := sc.named[string(key)]
		kinds := sc.placed(i, j)
		if kinds == nil && !known {
			continue
		}
		if kinds == nil && sc.gapAfter(j) == gapSpace {
			kinds, _ = sc.kindsAfter(j)
		}
		if kinds != nil && !known {
			if sc.named == nil {
				sc.named = map[string]bool{}
			}
			sc.named[string(key)] = true
		}
		m := sc.mention(i, j, key, ref{})
		m.unknown, m.Kinds, m.Literal = true, kinds, 0.7
		return m, true
	}
	return Mention{}, false
}

// mayBePlaced looks for a word for a kind near word i before anything costlier
// is done.
func (sc *scanner) mayBePlaced(i int) bool {
	if len(sc.named) > 0 || i > 0 && sc.cue(i-1)&(cueOf|cueAnd) != 0 {
		return true
	}
	for j := i + 1; j <= i+3 && j < len(sc.tokens); j++ {
		switch sc.tokens[j].shape {
		case lower:
			if sc.cue(j)&cueKindAfter != 0 || sc.cue(j)&cueKindOf != 0 {
				return true
			}
			if !sc.lowercaseArticle(j) {
				return sc.word(j) == "air" || sc.word(j) == "military" || sc.word(j) == "refugee"
			}
		case number, caseless:
			return false
		}
	}
	return false
}

// nameLike says whether words i to j are all of a name and none of something
// else.
func (sc *scanner) nameLike(i, j int) bool {
	for k := i; k <= j; k++ {
		t := sc.tokens[k]
		small := t.shape == lower && k < j && sc.lowercaseArticle(k)
		if k > i && k < j && capitalArticle(sc.word(k)) && sc.tokens[k+1].gap == gapHyphen {
			continue // "Abu Al-Duhur"
		}
		if t.shape != capital && !small || t.end-t.start < 2 {
			return false
		}
		if k > i && t.gap > gapHyphen || k < j && t.poss {
			return false
		}
		if small {
			continue
		}
		if sc.cue(k)&(cueCommon|cueThingAfter|cueMedia|cueTitle|cueKindOf|cueKindAfter|cueNeutral|cueThe) != 0 || sc.given(k) && !arabicHead(sc.word(k)) {
			return false
		}
		if _, is := sc.rules.demonym[sc.word(k)]; is {
			return false
		}
	}
	return !(j+1 < len(sc.tokens) && sc.tokens[j+1].gap <= gapHyphen && sc.tokens[j+1].shape == capital && sc.cue(j+1)&cueKindAfter == 0)
}

func capitalArticle(w string) bool {
	switch w {
	case "Al", "El", "Ad", "Ar", "As", "Ash", "At", "Az", "An", "Ed", "Ez", "Es", "Er":
		return true
	}
	return false
}

// arabicHead: Abu and Umm begin the names of places as often as of persons.
func arabicHead(w string) bool {
	switch w {
	case "Abu", "Abou", "Umm", "Kafr", "Khan", "Deir", "Tell", "Tal":
		return true
	}
	return false
}

// placed gives the kinds that the words beside a name ask for, or nil. A kind
// after it must be small ("Zuhour air base") or part of its name.
func (sc *scanner) placed(i, j int) []Kind {
	if sc.gapAfter(j) == gapSpace && !sc.tokens[j].poss {
		if kinds, _ := sc.kindsAfter(j); kinds != nil && placeWord(strings.ToLower(sc.word(j+1))) {
			return kinds
		}
	}
	if i >= 2 && sc.tokens[i].gap == gapSpace && sc.cue(i-1)&cueOf != 0 {
		word := text.Fold(sc.word(i - 2))
		kinds := wantedKinds(word)
		if kinds == nil {
			kinds = wantedKinds(strings.TrimSuffix(word, "s"))
		}
		if placeWord(strings.TrimSuffix(word, "s")) {
			return kinds
		}
	}
	// "the villages of Foua and Kfarya"
	if n := len(sc.found); n > 0 && i == sc.found[n-1].last+2 && sc.cue(i-1)&cueAnd != 0 && sc.found[n-1].Kinds != nil && sc.found[n-1].unknown {
		return sc.found[n-1].Kinds
	}
	return nil
}

// placeWord leaves out the kinds that are as often something else: a "base", a
// "state", a "quarter".
func placeWord(word string) bool {
	switch word {
	case "base", "state", "quarter", "parish", "school", "hospital", "city", "county", "department", "crossing":
		return false
	case "air", "military":
		return true
	}
	return wantedKinds(word) != nil
}
