package place

import "strings"

// abroad says whether the likeliest place of a respelled name lies in a country
// that the report is not about: then it is another name, of no place known.
func (rs *resolver) abroad(gr *group) bool {
	total := newFocus()
	for cc, w := range rs.given.country {
		total.add(cc, "", w)
	}
	for _, other := range rs.order {
		if other != gr {
			other.vote(total, 1)
		}
	}
	share, _ := total.shares(gr.cands[0].Country, "")
	return share < 0.3
}

// quarterElsewhere says whether the text speaks of a neighbourhood, and the
// likeliest place is a town of that name somewhere else.
func (rs *resolver) quarterElsewhere(r *Resolved, gr *group) bool {
	top := &gr.cands[0]
	return len(r.Kinds) > 0 && r.Kinds[0] == Neighbourhood && top.Kind != Neighbourhood && len(gr.parents) == 0 && rs.massAround(top, gr) < 0.5
}

// strays says whether the likeliest place is a small one far from all that the
// report is about: then the name is more likely that of a place at home which
// the gazetteer lacks.
func (rs *resolver) strays(gr *group) bool {
	top := &gr.cands[0]
	if !top.Kind.Settled() || top.Kind == Capital || top.people > 500000 || len(gr.parents) > 0 {
		return false
	}
	total := newFocus()
	for cc, w := range rs.given.country {
		total.add(cc, "", w)
	}
	for _, other := range rs.order {
		if other != gr {
			other.vote(total, 1)
		}
	}
	most := 0.0
	for _, w := range total.country {
		most = max(most, w)
	}
	if total.total < 2 {
		return false
	}
	if most > 0.6*total.total && total.country[top.Country] < 0.04*total.total {
		return true
	}
	home := 0.0
	for key, w := range total.admin1 {
		if strings.HasPrefix(key, top.Country+".") {
			home = max(home, w)
		}
	}
	return top.people < 100000 && home > 0.4*total.country[top.Country] && total.admin1[top.Country+"."+top.admin1Code] < 0.03*home
}

// Ambiguous says whether no one spot is likely enough, or the spelling is too
// far from any that is known: it sums the chances of
// all candidates at the spot of the first.
func Ambiguous(cands []Candidate) bool {
	if len(cands) == 0 {
		return false
	}
	if cands[0].Tier == Skeletal && cands[0].Alike < alikeEnough {
		return true
	}
	sum := 0.0
	for i := range cands {
		if i > 50 {
			break
		}
		if Distance(cands[0].At(), cands[i].At()) <= sameSpotKM || cands[0].Kind.Area() && Contains(cands[0].Place, cands[i].Place) {
			sum += cands[i].Chance
		}
	}
	return sum < sureEnough
}

// shared is how much of the chance the candidates must put into one country or
// province for an ambiguous name to be known to lie there.
const shared = 0.9

// Common is what is known of a place that is ambiguous: the country and the
// province that nearly all that it may be lie in, and how precise that is.
// Where they lie in different ones, nothing is; and nothing is either where
// the name is taken for that of a place which the gazetteer lacks.
func (r Resolved) Common() (country, admin1, precision string) {
	if !Ambiguous(r.Candidates) {
		return "", "", ""
	}
	top := r.Candidates[0]
	var all, inCountry, inProvince float64
	for _, c := range r.Candidates {
		all += c.Chance
		if c.Country == top.Country {
			inCountry += c.Chance
			if c.Admin1 == top.Admin1 {
				inProvince += c.Chance
			}
		}
	}
	switch {
	case top.Country == "" || inCountry < shared*all:
		return "", "", ""
	case top.Admin1 == "" || inProvince < shared*all:
		return top.Country, "", "country"
	}
	return top.Country, top.Admin1, "province"
}
