package place

// doubt asks once whether the likeliest place of a name is in doubt. The total
// is what the whole report is about, this name included.
func (rs *resolver) doubt(gr *group, total *focus) {
	gr.doubted = true
	if len(gr.ranked) == 0 {
		return
	}
	gr.kept = gr.likeliest(maxKept)
	gr.vote(total, -1)
	gr.abroad = abroad(&gr.kept[0], total)
	gr.unsure = gr.ambiguous() || len(gr.parents) == 0 && strays(&gr.kept[0], total)
	gr.vote(total, 1)
}

// abroad says whether the likeliest place of a respelled name lies in a country
// that the rest of the report is not about: then it is another name, of no
// place known.
func abroad(top *Candidate, rest *focus) bool {
	share, _ := rest.shares(top.Country, "")
	return share < 0.3
}

// quarterElsewhere says whether the text speaks of a neighbourhood, and the
// likeliest place is a town of that name somewhere else.
func (rs *resolver) quarterElsewhere(r *Resolved, gr *group) bool {
	top := &gr.base[gr.ranked[0].at]
	if len(r.Kinds) == 0 || r.Kinds[0] != Neighbourhood || top.Kind == Neighbourhood {
		return false
	}
	for _, town := range gr.parents {
		if len(town.ranked) > 0 {
			of := &town.base[town.ranked[0].at]
			return !of.Kind.Area() && Distance(of.At(), top.At()) > quarterKM
		}
	}
	return rs.spots.massAround(top, &gr.prospects[gr.ranked[0].at], gr) < 0.5
}

// quarterKM is how far from a town a quarter of it may lie.
const quarterKM = 40

// strays says whether the likeliest place is a small one far from all that the
// rest of the report is about: then the name is more likely that of a place at
// home which the gazetteer lacks.
func strays(top *Candidate, rest *focus) bool {
	const rounding = 1e-9 // of the sums from which this name was taken away
	if !top.Kind.Settled() || top.Kind == Capital || top.people > 500000 || rest.total < 2-rounding {
		return false
	}
	most, home := 0.0, 0.0 // of a country, of a province of the place's own
	for n, at := range rest.areas {
		switch {
		case at.admin1 == "":
			most = max(most, rest.weight[n])
		case at.country == top.Country:
			home = max(home, rest.weight[n])
		}
	}
	country, own := rest.of(top.Country, ""), 0.0
	if most > 0.6*rest.total && country < 0.04*rest.total {
		return true
	}
	if top.admin1Code != "" {
		own = rest.of(top.Country, top.admin1Code)
	}
	return top.people < 100000 && home > rounding && home > 0.4*country && own < 0.03*home
}

// maxAlike is how many candidates are asked whether they mean the same spot.
const maxAlike = 51

// Ambiguous says whether no one spot is likely enough, or the spelling is too
// far from any that is known: it sums the chances of
// all candidates at the spot of the first.
func Ambiguous(cands []Candidate) bool {
	if len(cands) == 0 {
		return false
	}
	sum := 0.0
	for i := range cands[:min(len(cands), maxAlike)] {
		if sameSpot(&cands[0], &cands[i]) {
			sum += cands[i].Chance
		}
	}
	return farSpelled(&cands[0]) || sum < sureEnough
}

// ambiguous is [Ambiguous] of the candidates of a group.
func (gr *group) ambiguous() bool {
	top, sum := &gr.base[gr.ranked[0].at], 0.0
	for _, r := range gr.ranked[:min(len(gr.ranked), maxAlike)] {
		if sameSpot(top, &gr.base[r.at]) {
			sum += r.chance
		}
	}
	return farSpelled(top) || sum < sureEnough
}

func farSpelled(c *Candidate) bool { return c.Tier == Skeletal && c.Alike < alikeEnough }

func sameSpot(top, c *Candidate) bool {
	return Distance(top.At(), c.At()) <= sameSpotKM || top.Kind.Area() && contains(&top.Place, &c.Place)
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
