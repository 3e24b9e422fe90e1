package place

import (
	"maps"
	"math"
	"slices"

	"cairn/text"
)

// flavour adds to a focus what the words of a text say of its country without
// naming it: an upazila is in Bangladesh, a county sheriff in the United
// States. A word of several countries counts for each in part.
func flavour(s string, tokens []token, f *focus) {
	rules := loadRules()
	table := rules.country
	seen := map[string]int{}
	for i := range tokens {
		if _, opens := rules.opens.Get(tokens[i].key); !opens { // nearly every word is none
			continue
		}
		for n := 1; n <= 3 && i+n <= len(tokens); n++ {
			if n > 1 && tokens[i+n-1].gap > gapHyphen {
				break
			}
			if w := s[tokens[i].start:tokens[i+n-1].end]; table[w] != nil {
				seen[w]++
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(seen)) { // a sum in one order is the same every time
		countries := table[w]
		for _, cc := range countries {
			f.add(cc, "", weightFlavour*math.Log1p(float64(seen[w]))/float64(len(countries)))
		}
	}
}

// openings are the words in the words of the countries.
func openings(country map[string][]string) text.Keyed[bool] {
	first := map[text.Key]bool{}
	for w := range country {
		for _, t := range tokenize(nil, w) {
			first[t.key] = true
		}
	}
	return text.NewKeyed(first)
}
