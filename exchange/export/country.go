package export

import "golang.org/x/text/language"

// isoNumber is the ISO 3166-1 number of a country, which is its UN M49 code.
func isoNumber(alpha2 string) (int64, bool) {
	r, err := language.ParseRegion(alpha2)
	if err != nil || len(alpha2) != 2 {
		return 0, false
	}
	n := r.M49()
	return int64(n), n != 0
}

// iso3 is the ISO 3166-1 alpha-3 code of a country, "" where there is none.
func iso3(alpha2 string) string {
	r, err := language.ParseRegion(alpha2)
	if err != nil || len(alpha2) != 2 || r.ISO3() == "ZZZ" {
		return ""
	}
	return r.ISO3()
}
