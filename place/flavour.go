package place

import "math"

// flavour adds to a focus what the words of a text say of its country without
// naming it: an upazila is in Bangladesh, a county sheriff in the United
// States. A word of several countries counts for each in part.
func flavour(s string, f *focus) {
	table := loadRules().country
	tokens := tokenize(make([]token, 0, len(s)/5+4), s)
	seen := map[string]int{}
	for i := range tokens {
		for n := 1; n <= 3 && i+n <= len(tokens); n++ {
			if n > 1 && tokens[i+n-1].gap > gapHyphen {
				break
			}
			if w := s[tokens[i].start:tokens[i+n-1].end]; table[w] != nil {
				seen[w]++
			}
		}
	}
	for w, n := range seen {
		countries := table[w]
		for _, cc := range countries {
			f.add(cc, "", weightFlavour*math.Log1p(float64(n))/float64(len(countries)))
		}
	}
}
