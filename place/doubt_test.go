package place

import "testing"

// What is known of a name that several places fit is only what they share.
func TestAnAmbiguousPlaceIsWhereAllThatItMayBeLie(t *testing.T) {
	at := func(country, admin1 string, lat, chance float64) Candidate {
		return Candidate{Place: Place{Country: country, Admin1: admin1, Lat: lat, Lon: 36}, Chance: chance}
	}
	for _, c := range []struct {
		name                       string
		candidates                 []Candidate
		country, admin1, precision string
	}{
		{"two towns of one province", []Candidate{at("SY", "Idlib", 35, .4), at("SY", "Idlib", 36, .35)}, "SY", "Idlib", "province"},
		{"two provinces of one country", []Candidate{at("SY", "Idlib", 35, .4), at("SY", "Homs", 34, .35)}, "SY", "", "country"},
		{"two countries", []Candidate{at("SY", "Idlib", 35, .4), at("IQ", "Ninawa", 36, .35)}, "", "", ""},
		{"a faint chance elsewhere", []Candidate{at("SY", "Idlib", 35, .3), at("SY", "Idlib", 36, .3), at("IQ", "Ninawa", 36, .05)}, "SY", "Idlib", "province"},
		{"clear by itself, and doubted for another reason", []Candidate{at("SY", "Idlib", 35, .9)}, "", "", ""},
		{"nothing known", nil, "", "", ""},
	} {
		country, admin1, precision := Resolved{Candidates: c.candidates}.Common()
		if country != c.country || admin1 != c.admin1 || precision != c.precision {
			t.Errorf("%s: %q %q %q", c.name, country, admin1, precision)
		}
	}
}
