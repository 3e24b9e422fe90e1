package place

import "math"

// The score of a candidate is a sum of logarithms of odds: each piece of
// evidence adds or takes away, and a soft maximum over the candidates of one
// name gives the chance that it means each of them.
const (
	weightProminence = 1.1 // per power of ten of people
	weightCountry    = 1.6 // per e-fold of the report's share about the country
	weightAdmin1     = 1.0
	weightKind       = 3.0
	weightOtherName  = -1.5
	weightClose      = 1.5
	weightTogether   = 1.3
	weightFlavour    = 1.0
	weightOutspelled = -4.0
	weightSpelling   = 9.0 // times the similarity of the spellings, for skeletons

	// A skeleton is so common that it says nothing of places abroad.
	skeletonAbroad = 2.5

	floorCountry = 0.03
	floorAdmin1  = 0.10
)

var tierScore = [...]float64{Own: 12, Exact: 0, Folded: -0.3, Article: -1.5, Skeletal: -4}

func shareScore(share, floor, weight float64) float64 {
	return weight * math.Log((share+floor)/(1+floor))
}

// similar compares two folded names: 1 is the same, 0 nothing alike. It is the
// edit distance over the longer length, with exchanges within a class of
// confusable letters at half the price.
func similar(a, b []byte) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if len(a) > 48 {
		a = a[:48]
	}
	if len(b) > 48 {
		b = b[:48]
	}
	var rows [2][49]float64
	prev, cur := &rows[0], &rows[1]
	for j := range len(b) + 1 {
		prev[j] = 0.8 * float64(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = 0.8 * float64(i)
		for j := 1; j <= len(b); j++ {
			cost := substitution(a[i-1], b[j-1])
			cur[j] = min(prev[j-1]+cost, prev[j]+removal(a, i-1), cur[j-1]+removal(b, j-1))
		}
		prev, cur = cur, prev
	}
	return math.Max(0, 1-prev[len(b)]/float64(max(len(a), len(b))))
}

func substitution(a, b byte) float64 {
	switch {
	case a == b:
		return 0
	case letterClass[a] != 0 && letterClass[a] == letterClass[b]:
		return 0.4
	}
	return 1
}

// removal of a letter that transliterators double or leave out costs less.
func removal(s []byte, i int) float64 {
	if s[i] == 'h' || s[i] == ' ' || i > 0 && s[i] == s[i-1] {
		return 0.3
	}
	if letterClass[s[i]] == 1 {
		return 0.6
	}
	return 1
}

var letterClass = [256]byte{'a': 1, 'e': 1, 'i': 1, 'o': 1, 'u': 1, 'y': 1, 'w': 1, 'd': 2, 't': 2, 'z': 2, 'k': 3, 'q': 3, 'g': 3, 'c': 3, 'j': 4, 's': 5, 'x': 5, 'v': 6, 'f': 6, 'b': 7, 'p': 7}
