package link

import (
	"cmp"
	"math"

	"cairn"
	"cairn/text"
)

// site is one place a claim names.
type site struct {
	lat, lon float32
	point    bool
	radius   float32 // km within which the place lies, from its precision
	key      uint64  // of the place itself
	region   uint64  // of its first-order division
	country  uint64
	coarse   bool // a province or larger
}

func placeName(l *cairn.Locus) string { return cmp.Or(l.Name, l.Text) }

// siteOf lays a place out for comparing. A country by itself says little.
func siteOf(l *cairn.Locus) (site, bool) {
	s := site{radius: radii[l.Precision]}
	if l.Precision == "" {
		s.radius = radii["exact"]
	}
	name := placeName(l)
	if name == "" || l.Ambiguous {
		return s, false
	}
	if l.Lat != nil && l.Lon != nil {
		s.lat, s.lon, s.point = float32(*l.Lat), float32(*l.Lon), true
	}
	s.coarse = s.radius > 60
	if l.Country != "" {
		s.country = hashString(l.Country)
	}
	if l.Admin1 != "" {
		s.region = hashString(l.Country + "/" + fold(l.Admin1))
	}
	if l.Precision == "province" {
		s.region = hashString(l.Country + "/" + fold(cmp.Or(l.Admin1, name)))
	}
	if l.ID != "" {
		s.key = hashString(l.ID)
	} else if len(l.Anchors) == 1 {
		s.key = hashString(l.Anchors[0].ID) // a report that names only the town may mean the same site
	} else {
		s.key = hashString(text.Skeleton(fold(name)) + "/" + l.Country)
	}
	return s, true
}

// radii is how far from its point a place may be, by its precision, in km.
var radii = map[string]float32{"exact": 4, "near": 25, "district": 40, "province": 150, "region": 400, "country": 1500, "sea_or_air": 400}

// placeLevel is the best agreement of any place of one with any of the other.
func placeLevel(a, b *unit) level {
	best := placeUnknown
	for i := range a.sites {
		for j := range b.sites {
			if l := siteLevel(&a.sites[i], &b.sites[j]); l < best {
				best = l
			}
		}
	}
	return best
}

func siteLevel(a, b *site) level {
	switch {
	case a.key == b.key && !a.coarse:
		return placeSame
	case a.country != 0 && b.country != 0 && a.country != b.country:
		if a.point && b.point && distance(a, b) < 30 {
			return placeNear // one place on a border
		}
		return placeOtherCountry
	case a.coarse || b.coarse:
		if a.region != 0 && b.region != 0 && a.region != b.region {
			return placeOtherRegion
		}
		if a.region != 0 && a.region == b.region {
			return placeWithin
		}
		return placeRegion
	case a.point && b.point:
		d := distance(a, b)
		switch {
		case d <= 6:
			return placeSame
		case d <= 15 || d <= a.radius+b.radius && d <= 30:
			return placeNear
		case d <= 60:
			return placeOtherNear
		}
		if a.region != 0 && b.region != 0 && a.region != b.region {
			return placeOtherRegion
		}
		return placeOtherFar
	case a.region != 0 && b.region != 0 && a.region != b.region:
		return placeOtherRegion
	}
	return placeOtherNear
}

// distance is the great-circle distance in km.
func distance(a, b *site) float32 {
	const rad = math.Pi / 180
	la, lb := float64(a.lat)*rad, float64(b.lat)*rad
	s1, s2 := math.Sin((lb-la)/2), math.Sin(float64(b.lon-a.lon)*rad/2)
	h := s1*s1 + math.Cos(la)*math.Cos(lb)*s2*s2
	return float32(12742 * math.Asin(math.Min(1, math.Sqrt(h))))
}
