package toll

import (
	"fmt"

	"cairn"
)

// datesAfter finds harm that is dated after the report that tells of it.
func (c *checker) datesAfter() {
	c.eachReport(func(rep *Report, _ int32) {
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			if t := cl.Time; t != nil && rep.Published.End != "" && t.Start > rep.Published.End {
				c.found(fmt.Sprintf("%s of %s tells of %s, which is after it was published", publisherOf(rep), rep.Published.End, t.Start), nil, []ClaimRef{{rep.ID, cl.ID}}, nil)
			}
		})
	})
}

// longBefore is how many days old news may be: beyond it the year is more
// often wrong than the report late.
const longBefore = 366

// datesBefore finds harm of an incident that is dated more than a year before
// its report, which a wrong year makes of fresh news.
func (c *checker) datesBefore() {
	c.eachReport(func(rep *Report, _ int32) {
		published := dayNumber(rep.Published.Start)
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			if cl.Kind != cairn.Casualty || cl.Time == nil || cl.Scope != cairn.ScopeIncident && cl.Scope != "" {
				return
			}
			if end := dayNumber(cl.Time.End); end != 0 && published != 0 && published-end > longBefore {
				c.found(fmt.Sprintf("%s of %s gives %s as an incident of %s, more than a year before", publisherOf(rep), rep.Published.Start, lineNameOf(cl), cl.Time.End), nil, []ClaimRef{{rep.ID, cl.ID}}, nil)
			}
		})
	})
}

func lineNameOf(c *cairn.Claim) string {
	if c.Count != nil {
		return lineName(c)
	}
	return first(c.Quote, c.ID)
}

// placesOutside finds places that do not lie in the division given for them,
// and incidents whose claims lie in two provinces. All claims of one publisher
// that put one place in one province are one finding: whoever wrote them meant
// it, and a person acknowledges it once.
func (c *checker) placesOutside() {
	if c.q.Outside != nil {
		c.placesElsewhere()
	}
	for i := range c.x.incidents {
		c.twoProvinces(&c.x.incidents[i])
	}
}

// putIn is one place in one province, as one publisher has it.
type putIn struct{ publisher, place, country, said, in string }

func (c *checker) placesElsewhere() {
	refs := map[putIn][]ClaimRef{}
	answers := map[string]string{} // the gazetteer is slower than a table, and places return
	c.eachReport(func(rep *Report, _ int32) {
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			if cl.Place == nil {
				return
			}
			for _, l := range eachPlace(cl.Place) {
				key := fmt.Sprintf("%s|%s|%s|%s|%s|%s", l.ID, l.Name, l.Text, l.Country, l.Admin1, pointOf(l))
				in, asked := answers[key]
				if !asked {
					in = c.q.Outside(l)
					answers[key] = in
				}
				if in != "" {
					p := putIn{publisherOf(rep), first(l.Name, l.Text), l.Country, l.Admin1, in}
					refs[p] = append(refs[p], ClaimRef{rep.ID, cl.ID})
				}
			}
		})
	})
	for p, claims := range refs {
		c.foundOf(p, fmt.Sprintf("%s puts %s in %s, where the gazetteer finds it in %s", p.publisher, p.place, p.said, p.in), nil, claims)
	}
}

// pointOf writes the point of a place, or nothing.
func pointOf(l cairn.Locus) string {
	if l.Lat == nil || l.Lon == nil {
		return ""
	}
	return fmt.Sprintf("%.4f, %.4f", *l.Lat, *l.Lon)
}

func (c *checker) twoProvinces(inc *incident) {
	refs := map[string][]ClaimRef{}
	c.x.eachClaim(inc, func(rep *Report, cl *cairn.Claim) {
		if _, no := c.d.rejected[cl.ID]; no || !c.knows(rep) || cl.Place == nil || cl.Place.Ambiguous || len(cl.Place.Or) > 0 {
			return
		}
		if a := admin1Of(*cl.Place); a != "" {
			key := cl.Place.Country + " " + a
			refs[key] = append(refs[key], ClaimRef{rep.ID, cl.ID})
		}
	})
	if len(refs) < 2 || inc.linked.Place != nil && len(inc.linked.Place.With) > 0 {
		return
	}
	var all []ClaimRef
	for _, key := range sortedKeys(refs) {
		all = append(all, refs[key]...)
	}
	c.found(fmt.Sprintf("incident %s is put in %s", inc.linked.ID, joinNames(sortedKeys(refs))), nil, all, []string{inc.linked.ID})
}
