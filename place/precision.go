package place

// Other documenters grade places in their own ways. These tables write one of
// our precisions as theirs; an export that cannot say it has ok false, and must
// leave the record out or say so (ACLED takes nothing that is known only to
// lie in a country).

// UCDP is the where_prec of the UCDP GED, 1 to 7.
func UCDP(precision string) (wherePrec int, ok bool) {
	n, ok := map[string]int{"exact": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6, "sea_or_air": 7}[precision]
	return n, ok
}

// ACLED is ACLED's geo_precision, 1 to 3.
func ACLED(precision string) (geoPrecision int, ok bool) {
	n, ok := map[string]int{"exact": 1, "near": 2, "district": 3, "province": 3}[precision]
	return n, ok
}

// GTD is the Global Terrorism Database's specificity, 1 to 5, and its vicinity
// flag.
func GTD(precision string) (specificity int, vicinity, ok bool) {
	n, ok := map[string]int{"exact": 1, "near": 1, "district": 3, "province": 4, "region": 5, "country": 5, "sea_or_air": 5}[precision]
	return n, precision == "near", ok
}

// Airwars is Airwars' geolocation_accuracy.
func Airwars(precision string, k Kind) (accuracy string, ok bool) {
	switch precision {
	case "exact":
		accuracy, ok = airwarsKind[k]
		if !ok {
			accuracy = "town"
		}
	case "near":
		accuracy = "nearby_landmark"
		if k.Settled() {
			accuracy = "other" // near a town is coarser than any word they have but the district
		}
	case "district":
		accuracy = "district"
		if k == Admin3 {
			accuracy = "subdistrict"
		}
	case "province":
		accuracy = "province_governorate"
	default:
		return "", false
	}
	return accuracy, true
}

var airwarsKind = map[Kind]string{Capital: "city", Seat: "city", Town: "town", Village: "village", Neighbourhood: "neighbourhood_area", Camp: "neighbourhood_area",
	Road: "street", Site: "exact_location_other", School: "exact_location_other", Hospital: "exact_location_other", Checkpoint: "exact_location_other",
	Crossing: "exact_location_other", Airbase: "nearby_landmark", Airport: "nearby_landmark", Base: "nearby_landmark"}
