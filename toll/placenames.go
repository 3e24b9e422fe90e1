package toll

import (
	"cairn"
)

// placeLabels are what places are called beside one another: a town and the
// province of its name, or two towns of one name, are told apart; a place that
// shares its name with no other is called by it alone.
func placeLabels(places []*cairn.Locus) []string {
	out := make([]string, len(places))
	named := map[string][]int{}
	for i, l := range places {
		out[i] = placeLabel(l)
		named[out[i]] = append(named[out[i]], i)
	}
	for label, of := range named {
		if label == "" || alike(places, of) {
			continue
		}
		var towns []int
		for _, i := range of {
			if kind, division := divisionWords[places[i].Kind]; division {
				out[i] = label + " (" + kind + ")"
			} else {
				towns = append(towns, i)
			}
		}
		if alike(places, towns) {
			continue
		}
		for _, i := range towns {
			if in := first(admin1Of(*places[i]), places[i].Country); in != "" {
				out[i] = label + ", " + in
			}
		}
	}
	return out
}

var divisionWords = map[string]string{"country": "country", "admin1": "province", "admin2": "district", "admin3": "sub-district"}

// alike says whether some places are all one.
func alike(places []*cairn.Locus, of []int) bool {
	for _, i := range of {
		if !samePlace(*places[of[0]], *places[i]) {
			return false
		}
	}
	return true
}
