package place

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Scene guesses where a report is chiefly set: the number of the mention, or
// -1. It is for a reader who has no better reason to choose, such as the words
// of a claim: it prefers the finest places, those named first and often, those
// that stand with words of harm, and never a people or a government.
func Scene(s string, found []Resolved) int {
	best, at := math.Inf(-1), -1
	times := map[string]int{}
	about := newFocus()
	for i := range found {
		if p := found[i].Place; p != nil {
			times[p.ID]++
			about.add(p.Country, p.admin1Code, found[i].Literal)
		}
	}
	for i := range found {
		if score := sceneScore(s, found, i, times, about); score > best {
			best, at = score, i
		}
	}
	return at
}

func sceneScore(s string, found []Resolved, i int, times map[string]int, about *focus) float64 {
	r := &found[i]
	if r.Place == nil || r.Demonym != "" || r.Speaks || r.Press {
		return math.Inf(-1)
	}
	score := fineness(r.Place.Kind) + math.Log(float64(times[r.Place.ID])) - 1.5*float64(r.Span[0])/float64(len(s)+1)
	if ofCountry, ofAdmin1 := about.shares(r.Place.Country, r.Place.admin1Code); r.Place.Country != "" {
		score += shareScore(ofCountry, 0.05, 0.7) + shareScore(ofAdmin1, 0.1, 0.4)
	}
	score -= 0.3 * math.Log1p(float64(r.Span[0])/200)
	score += 2 * (r.Literal - 1)
	if r.Ambiguous {
		score -= 2
	}
	if r.Part {
		score -= 1.5
	}
	if harmed(sentenceAround(s, r.Span[0])) {
		score += 1
	}
	if share, _ := about.shares(r.Place.Country, ""); r.Date && (r.Place.Kind == Capital || share < 0.4) {
		score -= 3 // a correspondent's desk
	}
	return score
}

func fineness(k Kind) float64 {
	switch k {
	case Region, Water, Natural:
		return 0.2
	case Country:
		return 0
	case Admin1:
		return 0.8
	case Admin2, Admin3:
		return 2
	case Airport, Site, Road, School, Hospital:
		return 2
	}
	return 3
}

func harmed(sentence string) bool {
	for _, w := range [...]string{"kill", "shot", "shoot", "wound", "injur", "dead", "died", "death", "attack", "bomb", "explo", "strike", "struck", "clash", "stab", "murder", "KILL", "DEAD", "WOUND", "ATTACK", "SHOT", "BOMB"} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

func sentenceAround(s string, at int) string {
	from, to := max(0, at-300), min(len(s), at+300)
	if i := strings.LastIndexAny(s[from:at], ".\n"); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexAny(s[at:to], ".\n"); i >= 0 {
		to = at + i
	}
	for from < at && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:to]
}
