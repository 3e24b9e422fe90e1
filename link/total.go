package link

import (
	"cmp"
	"fmt"
	"slices"

	"cairn"
)

// total is a cumulative or aggregate claim. It attaches to the incidents that
// it covers and never merges with one.
type total struct {
	claim  *cairn.Claim
	report *cairn.Coded
	voices []voice
	period interval
}

func (t *total) heardFrom(key string) bool {
	return slices.ContainsFunc(t.voices, func(v voice) bool { return v.key == key })
}

// built is an incident on its way out, with what totals are held against.
type built struct {
	out   cairn.LinkedIncident
	all   []said
	when  interval
	place *cairn.Locus
	units []int32
}

func (s *Set) totals() []total {
	var out []total
	for i := range s.reports {
		r := &s.reports[i]
		for k := range r.Claims {
			c := &r.Claims[k]
			if c.Kind != cairn.Casualty || c.Scope != cairn.ScopeCumulative && c.Scope != cairn.ScopeAggregate {
				continue
			}
			one := []said{{claim: c, report: r, at: int32(i)}}
			names := canonical(s.ofReport(i))
			v := s.voicesOf(&one[0], names, func(*cairn.Speaker) bool { return false })
			out = append(out, total{claim: c, report: r, voices: v, period: totalPeriod(c, r)})
		}
	}
	return out
}

func (s *Set) ofReport(i int) []said {
	var out []said
	for k := range s.reports[i].Claims {
		out = append(out, said{claim: &s.reports[i].Claims[k], report: &s.reports[i], at: int32(i)})
	}
	return out
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

// holds says how an incident stands to a total. stated are the incidents that
// the report itself puts in or under the total, near those that it tells of.
func (s *Set) holds(t *total, b *built, stated, near bool) hold {
	if stated {
		return inside
	}
	when := b.when
	if !t.period.known || !when.known || when.from > t.period.to || when.to < t.period.from || b.place == nil {
		return outside
	}
	if b.out.Get(t.claim.Measure) == nil && !hasMeasure(b, t.claim.Measure) {
		return outside
	}
	place := t.claim.Place
	if place == nil && near {
		place = b.place
	}
	if !s.contains(place, b.place) || conflictingVictims(t.claim, b) {
		return outside
	}
	if when.from < t.period.from && isCoarse(place) {
		return outside // a total for a whole country says nothing of one fight
	}
	if when.from < t.period.from || !isCoarse(place) && !includesEvent(t.claim) && when.from <= t.period.from+eventDays && battleOf(s, b) {
		return astride
	}
	return inside
}

func isCoarse(l *cairn.Locus) bool {
	s, ok := siteOf(l)
	return !ok || s.coarse
}

// eventDays is how long after the day of a baseline the fight that it names may
// be dated: outlets date a battle by its end, or by when they heard of it.
const eventDays = 2

// reportOf finds the incidents that a total's report tells of, and those that
// it says the total contains.
func (t *total) reportOf(home map[string]*built) (near, stated map[*built]bool) {
	near, stated = map[*built]bool{}, map[*built]bool{}
	for i := range t.report.Claims {
		c := &t.report.Claims[i]
		b := home[c.ID]
		if b == nil {
			continue
		}
		near[b] = true
		if slices.Contains(t.claim.RelatedAs(cairn.Covers), c.ID) || slices.Contains(c.RelatedAs(cairn.OfWhich), t.claim.ID) {
			stated[b] = stated[b] || c.Measure == t.claim.Measure
		}
	}
	return near, stated
}

func includesEvent(c *cairn.Claim) bool {
	return c.Baseline != nil && c.Baseline.IncludesEvent != nil && *c.Baseline.IncludesEvent
}

// battleOf says whether the incident is the fight itself that a baseline names.
func battleOf(s *Set, b *built) bool {
	captive := slices.ContainsFunc(b.units, func(u int32) bool { return s.units[u].captive })
	return !captive && slices.ContainsFunc(b.units, func(u int32) bool { return s.units[u].battle })
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
func (s *Set) contains(outer, inner *cairn.Locus) bool {
	if outer == nil || inner == nil {
		return false
	}
	if s.o.Contains != nil && s.o.Contains(outer, inner) {
		return true
	}
	a, okA := siteOf(outer)
	b, okB := siteOf(inner)
	if !okA || !okB {
		return false
	}
	switch outer.Precision {
	case "country":
		return a.country != 0 && a.country == b.country
	case "province":
		return a.region != 0 && a.region == b.region
	}
	l := siteLevel(&a, &b)
	return l == placeSame || l == placeNear
}

// hold holds one total against the incidents and, where an incident is astride
// what it counts from, notes how many people may stand in two incidents.
//
// The derivation: a root gives n since an event, and k of them are itemised by
// incidents wholly since it, so that r = n - k are not. An incident astride the
// event ("in the battle or after it") counted people both before and since. Of
// its people, those since the event are among the root's n; they are not among
// the k, who came to harm in other incidents; so at most r of them are in both
// counts. The two incidents are therefore never merged, and their sum may count
// up to min(r, the astride incident's own count) people twice.
func (s *Set) hold(t *total, incidents []*built, home map[string]*built) (cairn.LinkedTotal, []sharing) {
	out := cairn.LinkedTotal{Claim: t.claim.ID, Report: t.report.ID, Measure: t.claim.Measure, Count: t.claim.Count, Baseline: t.claim.Baseline}
	near, stated := t.reportOf(home)
	var in, edge []*built
	for _, b := range incidents {
		switch s.holds(t, b, stated[b], near[b]) {
		case inside:
			in = append(in, b)
			out.Covers = append(out.Covers, b.out.ID)
		case astride:
			edge = append(edge, b)
		}
	}
	slices.Sort(out.Covers)
	if len(in) == 0 {
		return out, nil
	}
	out.Itemised = itemised(t, in)
	out.Residual = residual(t, out.Itemised)
	return out, overlap(t, in, edge, out.Residual)
}

// itemised adds what the incidents count, each as the total's own root counts
// it where it does, else as the incident is counted.
func itemised(t *total, in []*built) *cairn.Range {
	sum := cairn.Range{Low: new(int64), Best: new(int64), High: new(int64)}
	for _, b := range in {
		r := ownCount(t, b)
		if r == nil {
			r = b.out.Get(t.claim.Measure)
		}
		if r == nil {
			sum.Open, sum.High, sum.Best = true, nil, nil
			continue
		}
		sum.Low = plus(sum.Low, r.Low)
		sum.Best = plus(sum.Best, r.Best)
		sum.High = plus(sum.High, r.High)
		sum.Open = sum.Open || r.Open
	}
	return &sum
}

// ownCount is the incident as the total's root counts it.
func ownCount(t *total, b *built) *cairn.Range {
	var own []cairn.Claim
	for _, c := range b.all {
		if b.dissents(c.claim.ID) {
			continue
		}
		if slices.ContainsFunc(c.voices, func(v voice) bool { return v.kind != kindUnstated && t.heardFrom(v.key) }) {
			own = append(own, *c.claim)
		}
	}
	f := cairn.OneReport(own)
	return f.Get(t.claim.Measure)
}

func (b *built) dissents(claim string) bool {
	return slices.ContainsFunc(b.out.Dissent, func(d cairn.Dissent) bool { return d.Claim == claim })
}

func plus(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	n := *a + *b
	return &n
}

// residual is the total less what is itemised: low of one against high of the other.
func residual(t *total, in *cairn.Range) *cairn.Range {
	n := countOf(t.claim)
	if n == 0 {
		return nil
	}
	left := func(taken *int64) *int64 {
		if taken == nil {
			return nil
		}
		v := max(n-*taken, 0)
		return &v
	}
	return &cairn.Range{Low: left(in.High), Best: left(in.Best), High: left(in.Low), Open: t.claim.Count.Open()}
}

// A sharing is what one total says of how many people two incidents may share.
type sharing struct {
	a, b *built
	upTo int64
	why  string
	own  bool // the total's root counts the incidents itself
}

// overlap derives what one total says of the incidents astride it.
func overlap(t *total, in, edge []*built, rest *cairn.Range) []sharing {
	if rest == nil || rest.Best == nil || *rest.Best == 0 {
		return nil
	}
	own := true
	for _, b := range in {
		own = own && ownCount(t, b) != nil
	}
	var out []sharing
	for _, e := range edge {
		counted := e.out.Get(t.claim.Measure)
		if counted == nil {
			continue
		}
		upTo := *rest.Best
		if counted.High != nil && !counted.Open {
			upTo = min(upTo, *counted.High)
		}
		for _, b := range in {
			out = append(out, sharing{a: e, b: b, upTo: upTo, own: own, why: fmt.Sprintf(
				"%s counts %d since %s; %d of them are itemised, %d are not. %s counts people from before that and perhaps since, so up to %d of them may be counted in both",
				t.voices[0].label, countOf(t.claim), baselineWords(t.claim), countOf(t.claim)-*rest.Best, *rest.Best, e.out.ID, upTo)})
		}
	}
	return out
}

// noteSharings writes the overlaps down on both sides. A root's arithmetic holds
// for its own counts: where one root gives the total and the incidents, totals
// of others say nothing more. Of several, the one that allows the most is kept.
func noteSharings(all []sharing) {
	for _, own := range []bool{true, false} {
		for _, s := range all {
			if s.own == own && (own || !slices.ContainsFunc(all, func(o sharing) bool { return o.own && o.a == s.a && o.b == s.b })) {
				noteOverlap(&s.a.out, s.b.out.ID, s.upTo, s.why)
				noteOverlap(&s.b.out, s.a.out.ID, s.upTo, s.why)
			}
		}
	}
}

func baselineWords(c *cairn.Claim) string {
	if c.Baseline == nil {
		return "its baseline"
	}
	return cmp.Or(c.Baseline.Event, c.Baseline.Text, string(c.Baseline.Start), "its baseline")
}

// noteOverlap keeps, of several totals, the one that allows the most.
func noteOverlap(in *cairn.LinkedIncident, with string, upTo int64, why string) {
	for i := range in.Overlaps {
		if in.Overlaps[i].With == with {
			if upTo > in.Overlaps[i].UpTo {
				in.Overlaps[i].UpTo, in.Overlaps[i].Why = upTo, why
			}
			return
		}
	}
	in.Overlaps = append(in.Overlaps, cairn.Overlap{With: with, UpTo: upTo, Why: why})
	slices.SortFunc(in.Overlaps, func(a, b cairn.Overlap) int { return cmp.Compare(a.With, b.With) })
}
