package place

import "math"

// prospect is what the rounds of a report ask of a candidate again and again,
// worked out once.
type prospect struct {
	country  area // in the report's focus
	province area
	cell     int32 // of the grid
	cosLat   float64
	days     float64 // what the days of the report make of it
	close    float64 // and the places that it is meant to be close to
}

func (rs *resolver) prospect(c *Candidate) prospect {
	pr := prospect{country: nowhere, province: nowhere, cell: cellOf(c.At()), cosLat: math.Cos(c.Lat * radian)}
	if c.Country != "" {
		pr.country = rs.given.number(c.Country, "")
		if c.admin1Code != "" {
			pr.province = rs.given.number(c.Country, c.admin1Code)
		}
	}
	dated := Candidate{Place: c.Place, quiet: true, r: c.r}
	rs.g.weighDays(&dated, rs.ctx.On)
	pr.days = dated.Score
	if d, ok := nearest(c.At(), rs.ctx.Near); ok {
		pr.close = weightClose * closeness(d)
	}
	return pr
}

// score is what the report makes of a candidate of a group: by the focus that
// the other names give it, and by what lies around.
func (rs *resolver) score(gr *group, at int, about *focus) float64 {
	c, pr := &gr.base[at], &gr.prospects[at]
	score := c.Score
	if about.total != 0 && pr.country != nowhere {
		score += countryScore(c, about.share(pr.country))
		if about.divided && c.inProvince() {
			score += provinceScore(c, about.share(pr.province))
		}
	}
	for _, parent := range gr.parents {
		score += shareScore(parent.chance(func(o *Place) bool { return holds(o, &c.Place) }), insideFloor, 1)
	}
	for _, inner := range gr.inside {
		score += shareScore(inner.chance(func(o *Place) bool { return holds(&c.Place, o) }), insideFloor, 1)
	}
	if mass := rs.spots.massAround(c, pr, gr); mass > 0.05 {
		score += weightTogether * math.Log1p(3*mass)
	}
	return score + pr.days + pr.close
}

// chance is that of a name to mean a place of which this is true.
func (gr *group) chance(is func(*Place) bool) float64 {
	p := 0.0
	for _, r := range gr.ranked {
		if r.chance > 0.005 && is(&gr.base[r.at].Place) {
			p += r.chance
		}
	}
	return p
}
