package link

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"cairn"
)

// taken says whether the measure counts people in somebody's hands.
func taken(m cairn.Measure) bool {
	return m == cairn.Captured || m == cairn.Detained || m == cairn.Abducted || m == cairn.CapturedOrMissing
}

func (u *unit) read() {
	for _, c := range u.claims {
		u.readTime(c)
		u.readPlace(c.Place)
		u.readPeople(c)
		for i, m := range []cairn.Measure{cairn.Killed, cairn.Injured} {
			if c.Measure == m && c.Kind == cairn.Casualty && len(c.RelatedAs(cairn.OfWhich)) == 0 {
				u.counts[i].take(c.Count)
			}
		}
		if i := slices.Index(cairn.Measures(), c.Measure); i >= 0 {
			u.measures |= 1 << i
		}
		u.acts |= actClass(c.Act, c.Means)
		u.readHands(c.Perpetrator)
	}
	// outlets that tell how captives were shot recall how they were taken
	u.battle = u.acts&(1<<classClash) != 0 || u.takes && u.acts&(1<<classShot) == 0
	u.hands, u.people = sortedUnique(u.hands), sortedUnique(u.people)
}

func (u *unit) readTime(c *cairn.Claim) {
	if c.Time == nil || c.Time.Of != "" && c.Time.Of != "harm" || c.Time.Basis == cairn.Publication {
		return
	}
	iv := daysOf(c.Time.Period)
	if !iv.known {
		return
	}
	if !u.when.known || iv.to-iv.from < u.when.to-u.when.from {
		u.when = iv // the most precise statement of the report
	}
}

func (u *unit) readPlace(l *cairn.Locus) {
	if l == nil {
		return
	}
	for _, one := range append([]cairn.Locus{*l}, l.With...) {
		if s, ok := siteOf(&one); ok && !slices.ContainsFunc(u.sites, func(o site) bool { return o == s }) {
			u.sites = append(u.sites, s)
		}
	}
}

func (u *unit) readPeople(c *cairn.Claim) {
	u.takes = u.takes || taken(c.Measure) || c.Measure == cairn.Missing
	u.captive = u.captive || c.Act == "execution" && c.Measure == cairn.Killed
	v := c.Victims
	if v == nil {
		return
	}
	switch v.Condition {
	case "captive", "in_custody", "surrendered":
		u.captive = u.captive || c.Measure == cairn.Killed || c.Measure == cairn.Injured
	}
	switch v.Status {
	case "civilian", "other_protected":
		u.civilian = true
	case "armed_forces", "armed_group", "police", "pro_government_militia":
		u.armed = true
	}
	for _, p := range v.Persons {
		if name := fold(p.Name); strings.Contains(name, " ") {
			u.people = append(u.people, hashString(name))
		}
	}
}

func (u *unit) readHands(p *cairn.Party) {
	if p == nil {
		return
	}
	if p.Actor != "" {
		u.hands = append(u.hands, hashString(fold(p.Actor)))
	}
	for i := range p.With {
		u.readHands(&p.With[i])
	}
}

func (r *countRange) take(q *cairn.Quantity) {
	if q == nil {
		return
	}
	low, high := q.Low, q.High
	if low == nil && q.Value != nil {
		low = q.Value
	}
	if low == nil && high == nil {
		return
	}
	l, h := int64(0), int64(math.MaxInt64)
	if low != nil {
		l = *low
	}
	if high != nil {
		h = *high
	} else if low != nil && q.Qualifier != cairn.AtLeast && q.Qualifier != cairn.MoreThan {
		h = *low
	}
	if !r.known {
		*r = countRange{l, h, true}
		return
	}
	r.low, r.high = min(r.low, l), max(r.high, h)
}

func daysOf(p cairn.Period) interval {
	if !p.Known() {
		return interval{}
	}
	from, to := p.Start, p.End
	from, to = cmp.Or(from, to), cmp.Or(to, from)
	a, ok1 := from.Time()
	b, ok2 := to.Time()
	if !ok1 || !ok2 || b.Before(a) {
		return interval{}
	}
	return interval{int32(a.Unix() / 86400), int32(b.Unix() / 86400), true}
}

func publishedOn(date string) interval {
	p, err := cairn.ParsePeriod(date)
	if err != nil {
		return interval{}
	}
	return daysOf(p)
}
