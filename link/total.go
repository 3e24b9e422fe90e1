package link

import (
	"cmp"
	"slices"

	"cairn"
)

// total is a cumulative or aggregate claim. It attaches to the incidents that
// it covers and never merges with one.
type total struct {
	claim  *cairn.Claim
	report *cairn.Coded
	at     int32 // the report
	n      int   // which of its claims
	voices []voice
	period interval
	site   site
	placed bool

	covers []covered // the incidents inside, by id
	edge   []*built  // those astride, by id
	shares []sharing // what it says of how many people two incidents may share
	line   *cairn.LinkedTotal
	dead   bool
}

// covered is an incident inside a total, as the total counts it.
type covered struct {
	b     *built
	count *cairn.Range // as the total's own root counts it where it does, else as the incident is counted
	own   bool
}

func (t *total) heardFrom(key string) bool {
	return slices.ContainsFunc(t.voices, func(v voice) bool { return v.key == key })
}

// built is an incident on its way out, with what totals and later incidents are
// held against.
type built struct {
	out   cairn.LinkedIncident // without what other incidents and totals make of it
	line  *cairn.LinkedIncident
	all   []said
	units []int32
	when  interval
	place *cairn.Locus
	site  site
	// placed says that the site is known, the others what its claims tell of.
	placed, takes, captives, battle, recalls bool
	heldBy                                   []*total // the totals that it is inside or astride of
}

// totalsOf are the totals that a report tells of.
func (s *Set) totalsOf(at int32) (out []*total) {
	r := s.reports[at]
	var names map[string]string
	for k := range r.Claims {
		c := &r.Claims[k]
		if c.Kind != cairn.Casualty || c.Scope != cairn.ScopeCumulative && c.Scope != cairn.ScopeAggregate {
			continue
		}
		if names == nil {
			names = canonical(s.ofReport(at))
		}
		one := said{claim: c, report: r, at: at}
		t := &total{claim: c, report: r, at: at, n: k, period: totalPeriod(c, r)}
		t.voices = s.voicesOf(&one, names, func(*cairn.Speaker) bool { return false })
		if c.Place != nil {
			t.site, t.placed = siteOf(c.Place)
		}
		out = append(out, t)
	}
	return out
}

func (s *Set) ofReport(at int32) []said {
	r := s.reports[at]
	var out []said
	for k := range r.Claims {
		out = append(out, said{claim: &r.Claims[k], report: r, at: at})
	}
	return out
}

// compareTotals orders totals by their reports and then by the text.
func compareTotals(a, b *total) int {
	return cmp.Or(compareReports(a.report, b.report), cmp.Compare(a.at, b.at), cmp.Compare(a.n, b.n))
}

// totalPeriod is the days a total counts: from its baseline to what its root
// could know, the day it was published.
func totalPeriod(c *cairn.Claim, r *cairn.Coded) interval {
	iv := interval{}
	if c.Time != nil {
		iv = daysOf(c.Time.Period)
	}
	if c.Baseline != nil && c.Baseline.Start != "" {
		from := daysOf(cairn.Period{Start: c.Baseline.Start})
		if !iv.known {
			iv = from
		}
		iv.from, iv.known = from.from, iv.known || from.known
	}
	pub := publishedOn(r.Date)
	if iv.known && pub.known && (c.Scope == cairn.ScopeCumulative || iv.to > pub.to) {
		iv.to = max(min(max(iv.to, pub.to), pub.to), iv.from)
	}
	return iv
}

// hold says how an incident stands to a total.
type hold int

const (
	outside hold = iota
	inside
	astride // it began before what the total counts from: some of its people may be in it
)

// holds says how an incident stands to a total. Near are the incidents that the
// total's report tells of, stated those that it puts in or under the total.
func (s *Set) holds(t *total, b *built, near, stated bool) hold {
	if stated {
		return inside
	}
	when := b.when
	if !t.period.known || !when.known || when.from > t.period.to || when.to < t.period.from || b.place == nil {
		return outside
	}
	if t.claim.Baseline != nil && t.claim.Baseline.Phase == cairn.Residual && slices.ContainsFunc(b.all, func(c said) bool { return c.report.Publisher == t.report.Publisher }) {
		return outside // its maker has taken it out already
	}
	if b.out.Get(t.claim.Measure) == nil && !hasMeasure(b, t.claim.Measure) {
		return outside
	}
	place, at, placed := t.claim.Place, &t.site, t.placed
	if place == nil && near {
		place, at, placed = b.place, &b.site, b.placed
	}
	if !s.contains(place, b.place, at, &b.site, placed && b.placed) || conflictingVictims(t.claim, b) {
		return outside
	}
	coarse := !placed || at.coarse
	if when.from < t.period.from && coarse {
		return outside // a total for a whole country says nothing of one fight
	}
	if when.from < t.period.from || !coarse && !includesEvent(t.claim) && when.from <= t.period.from+eventDays && b.battle && !b.captives {
		return astride
	}
	return inside
}

// eventDays is how long after the day of a baseline the fight that it names may
// be dated: outlets date a battle by its end, or by when they heard of it.
const eventDays = 2

// tells says whether a total's report tells of an incident, and whether it says
// that the total contains it.
func (s *Set) tells(t *total, b *built) (near, stated bool) {
	s.unitsOfReport(t.at, func(i int32) {
		if s.outcome.home[i] != b {
			return
		}
		near = true
		for _, c := range s.units[i].claims {
			stated = stated || c.Measure == t.claim.Measure &&
				(slices.Contains(t.claim.RelatedAs(cairn.Covers), c.ID) || slices.Contains(c.RelatedAs(cairn.OfWhich), t.claim.ID))
		}
	})
	return near, stated
}

func includesEvent(c *cairn.Claim) bool {
	return c.Baseline != nil && c.Baseline.IncludesEvent != nil && *c.Baseline.IncludesEvent
}

func hasMeasure(b *built, m cairn.Measure) bool {
	return slices.ContainsFunc(b.all, func(c said) bool { return c.claim.Measure == m && c.claim.Kind == cairn.Casualty })
}

// conflictingVictims says whether the total counts people that the incident
// did not harm.
func conflictingVictims(c *cairn.Claim, b *built) bool {
	if c.Victims == nil || c.Victims.Status == "" || c.Victims.Status == "mixed" || c.Victims.Status == "unknown" {
		return false
	}
	known := false
	for _, o := range b.all {
		if v := o.claim.Victims; v != nil && v.Status != "" {
			if v.Status == c.Victims.Status || v.Status == "mixed" {
				return false
			}
			known = true
		}
	}
	return known
}

// contains says whether a place lies in another. A total without a place of its
// own counts nothing that could be named.
func (s *Set) contains(outer, inner *cairn.Locus, a, b *site, known bool) bool {
	if outer == nil || inner == nil || outer.Country != "" && inner.Country != "" && outer.Country != inner.Country {
		return false
	}
	if s.o.Contains != nil && s.o.Contains(outer, inner) {
		return true
	}
	if !known {
		return false
	}
	switch outer.Precision {
	case "country":
		return a.country != 0 && a.country == b.country
	case "province":
		return a.region != 0 && a.region == b.region
	}
	l := siteLevel(a, b)
	return l == placeSame || l == placeNear
}
