package toll

import (
	"cmp"
	"slices"

	"cairn"
)

// describeIncidents settles what figures are grouped and selected by: where,
// when, by whom. Linking's word comes first; what it left unsaid is taken from
// the claims.
func (x *Index) describeIncidents() {
	places, actors, periods := map[string]int32{}, map[string]int32{}, map[cairn.Period]int32{}
	for i := range x.incidents {
		inc := &x.incidents[i]
		if l := x.placeOf(inc); l != nil {
			inc.place = keep(places, l.ID+"|"+l.Country+"|"+l.Admin1+"|"+l.Kind+"|"+placeLabel(l), &x.places, l)
		}
		if p := x.perpetratorOf(inc); p != nil {
			inc.actor = keep(actors, partyLabel(p), &x.actors, p)
		}
		inc.period = x.periodOf(inc)
		when, seen := periods[inc.period]
		if !seen {
			when = int32(len(x.periods))
			periods[inc.period] = when
			x.periods = append(x.periods, inc.period)
		}
		inc.when = when
		for _, o := range inc.linked.Overlaps { // said of one, it is true of both
			if other, ok := x.byID[o.With]; ok {
				x.incidents[other].overlaps = true
			}
		}
		for _, id := range inc.linked.After {
			if earlier, ok := x.byID[id]; ok && earlier != int32(i) {
				x.incidents[earlier].later = append(x.incidents[earlier].later, laterState{int32(i), x.movedOn(earlier, int32(i))})
			}
		}
		x.eachClaim(inc, func(_ *Report, c *cairn.Claim) {
			if inc.act == 0 {
				inc.act = x.strings.id(c.Act)
			}
			if inc.means == 0 {
				inc.means = x.strings.id(c.Means)
			}
			inc.decided = inc.decided || x.spokenOf[c.ID]
		})
	}
}

func keep[T any](seen map[string]int32, key string, list *[]*T, v *T) int32 {
	id, ok := seen[key]
	if !ok {
		id = int32(len(*list))
		seen[key] = id
		*list = append(*list, v)
	}
	return id
}

// eachClaim visits an incident's claims in order, with decisions applied.
func (x *Index) eachClaim(inc *incident, visit func(*Report, *cairn.Claim)) {
	for _, p := range inc.parts {
		rep := &x.rec.Reports[p.report]
		for _, at := range p.claims {
			visit(rep, x.now.claim(&rep.Claims[at]))
		}
	}
}

func (x *Index) placeOf(inc *incident) *cairn.Locus {
	if inc.linked.Place != nil {
		return inc.linked.Place
	}
	var best *cairn.Locus
	x.eachClaim(inc, func(rep *Report, c *cairn.Claim) {
		if c.Place != nil && !inc.dissents(rep.ID, c.ID) && (best == nil || finer(c.Place, best)) {
			best = c.Place
		}
	})
	return best
}

// finer says whether a place is known more closely than another.
func finer(a, b *cairn.Locus) bool {
	order := []string{"exact", "near", "district", "province", "region", "country", "sea_or_air", ""}
	return cmp.Or(cmp.Compare(slices.Index(order, a.Precision), slices.Index(order, b.Precision)), cmp.Compare(placeLabel(a), placeLabel(b))) < 0
}

// perpetratorOf is whom most voices name; a voice that dissents from its root
// names nobody.
func (x *Index) perpetratorOf(inc *incident) *cairn.Party {
	if inc.linked.Perpetrator != nil {
		return inc.linked.Perpetrator
	}
	var s support
	s.listen(x.rows[inc.start:inc.end], x.joint, func(*row) bool { return true })
	if len(s.accused) == 0 {
		return nil
	}
	s.sortAccused(x)
	return x.parties[s.accused[0].party].party
}

// periodOf is when an incident happened: linking's word, or the narrowest
// period of harm that a claim gives.
func (x *Index) periodOf(inc *incident) cairn.Period {
	if t := inc.linked.Time; t != nil && t.Known() {
		return t.Period
	}
	var best cairn.Period
	x.eachClaim(inc, func(rep *Report, c *cairn.Claim) {
		t := c.Time
		if t == nil || !t.Known() || t.Of != "" && t.Of != "harm" || inc.dissents(rep.ID, c.ID) {
			return
		}
		if !best.Known() || cmp.Or(cmp.Compare(daysIn(t.Period), daysIn(best)), cmp.Compare(t.Start, best.Start)) < 0 {
			best = t.Period
		}
	})
	return best
}

// daysIn is how many days a period covers; one with an unknown end is long.
func daysIn(p cairn.Period) int32 {
	a, b := dayNumber(p.Start), dayNumber(p.End)
	if a == 0 || b == 0 {
		return 1 << 30
	}
	return b - a + 1
}

// first keeps the word of the first claim that says one.
func first(have, offered string) string {
	if have != "" {
		return have
	}
	return offered
}
