package link

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

// A unit is what one report says of one incident: the atom of linking. Units
// are only ever put together, never taken apart.
type unit struct {
	key    string // its least claim id, or the report's: decides every tie
	report int32
	next   int32 // the next unit of the report, none after the last
	main   bool
	dead   bool // its report was taken out, or reads otherwise now
	claims []*cairn.Claim

	when  interval // of the harm, where a claim says so
	said  interval // when the report was published
	sites []site

	counts   [2]countRange // killed, injured: the statements about the whole
	measures uint32        // which measures it counts, a bit each
	captive  bool          // people already in the hands of those who harmed them
	takes    bool          // people were taken or went missing
	battle   bool          // people who fell in the fight, or were taken in it
	civilian bool
	armed    bool
	acts     uint32   // classes of act, a bit each
	hands    []uint64 // canonical perpetrators, sorted
	people   []uint64 // names of victims, sorted
	doc      *profile // nil where the report's words are not about this incident alone
	table    string   // the data set whose row this is; "" for a report in words
}

// interval is a stretch of days, both ends included, counted from 1970.
type interval struct {
	from, to int32
	known    bool
}

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

type countRange struct {
	low, high int64
	known     bool
}

// unitsOf takes the incidents of one coded report. Claims with a scope of
// their own that stand in no incident join the one they are related to, or
// make a unit. A report without claims is a unit of its words alone.
func unitsOf(at int32, c *cairn.Coded, doc *profile) []unit {
	byID := make(map[string]*cairn.Claim, len(c.Claims))
	for i := range c.Claims {
		byID[c.Claims[i].ID] = &c.Claims[i]
	}
	home := map[string]int{} // claim id to group
	var groups [][]*cairn.Claim
	mainAt := -1
	for _, inc := range c.Incidents {
		var g []*cairn.Claim
		for _, id := range inc.Claims {
			cl := byID[id]
			if _, taken := home[id]; cl == nil || taken || !single(cl) {
				continue
			}
			home[id] = len(groups)
			g = append(g, cl)
		}
		if len(g) == 0 {
			continue
		}
		if inc.Main {
			mainAt = len(groups)
		}
		groups = append(groups, g)
	}
	groups = leftOver(c, home, groups)
	groups = splitStates(groups)
	said := publishedOn(c.Date)
	if len(groups) == 0 {
		if doc == nil || len(doc.terms) == 0 {
			return nil
		}
		return []unit{{key: "r-" + c.ID, report: at, main: true, said: said, doc: doc}}
	}
	units := make([]unit, len(groups))
	for i, g := range groups {
		slices.SortFunc(g, func(a, b *cairn.Claim) int { return cmp.Compare(a.ID, b.ID) })
		u := &units[i]
		*u = unit{key: g[0].ID, report: at, main: i == mainAt || len(groups) == 1, claims: g, said: said}
		u.read()
		if u.main {
			u.doc = doc
		}
		if u.table = tableOf(c); u.table != "" {
			u.doc = nil // its words are those of the table's columns
		}
	}
	return units
}

// single says whether a claim speaks of one incident.
func single(c *cairn.Claim) bool {
	return (c.Scope == cairn.ScopeIncident || c.Scope == "") &&
		(c.Kind == cairn.Casualty || c.Kind == cairn.Event || c.Kind == cairn.Responsibility)
}

// leftOver places the claims that the coder put in no incident.
func leftOver(c *cairn.Coded, home map[string]int, groups [][]*cairn.Claim) [][]*cairn.Claim {
	for i := range c.Claims {
		cl := &c.Claims[i]
		if _, ok := home[cl.ID]; ok || !single(cl) || cl.Kind == cairn.Casualty && cl.Stance == cairn.Denied {
			continue
		}
		at := -1
		for _, rel := range cl.Relates {
			if g, ok := home[rel.To]; ok && rel.As != cairn.Later {
				at = g
			}
		}
		for g := 0; at < 0 && g < len(groups); g++ {
			if slices.ContainsFunc(groups[g], func(o *cairn.Claim) bool { return samePlaceAndTime(cl, o) }) {
				at = g
			}
		}
		if at < 0 {
			at = len(groups)
			groups = append(groups, nil)
		}
		home[cl.ID] = at
		groups[at] = append(groups[at], cl)
	}
	return groups
}

func samePlaceAndTime(a, b *cairn.Claim) bool {
	place := a.Place == nil || b.Place == nil || fold(placeName(a.Place)) == fold(placeName(b.Place))
	if !place {
		x, okX := siteOf(a.Place)
		y, okY := siteOf(b.Place)
		place = okX && okY && siteLevel(&x, &y) <= placeRegion
	}
	time := a.Time == nil || b.Time == nil || a.Time.Overlaps(b.Time.Period)
	return place && time
}

// tableOf is the data set that a report is a row of. Its makers told its rows
// apart: two of them are never one incident, unless a person says so.
func tableOf(c *cairn.Coded) string {
	if len(c.Claims) == 0 || !c.Claims[0].IsRow() {
		return ""
	}
	return c.Publisher
}

// splitStates takes a capture out of the incident in which the captives were
// later killed: the two are incidents joined by `later`.
func splitStates(groups [][]*cairn.Claim) [][]*cairn.Claim {
	for i := range groups {
		before := map[string]bool{}
		killed := false
		for _, c := range groups[i] {
			if c.Measure == cairn.Killed {
				for _, id := range c.RelatedAs(cairn.Later) {
					before[id] = true
				}
				killed = true
			}
		}
		var early, rest []*cairn.Claim
		for _, c := range groups[i] {
			if before[c.ID] && taken(c.Measure) && killed {
				early = append(early, c)
			} else {
				rest = append(rest, c)
			}
		}
		if len(early) > 0 && len(rest) > 0 {
			groups[i] = rest
			groups = append(groups, early)
		}
	}
	return groups
}

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

func fold(s string) string { return text.Fold(strings.TrimSpace(s)) }

// The classes of act that are told apart in linking. Outlets name the same act
// in many ways, so a class is wide.
const (
	classShot   = iota // shooting, execution, stabbing, beating: face to face
	classBlast         // bombs on the ground
	classRemote        // shells, rockets, air strikes
	classClash         // fighting between armed sides
	classTaken         // abduction, arrest, siege
	classOther
)

var actClasses = map[string]int{
	"shooting": classShot, "execution": classShot, "beheading": classShot, "hanging": classShot, "stabbing": classShot,
	"beating": classShot, "torture": classShot, "assassination": classShot, "suicide": classShot,
	"bombing": classBlast, "suicide_bombing": classBlast, "mine_explosion": classBlast,
	"shelling": classRemote, "air_strike": classRemote, "chemical_attack": classRemote, "collapse": classRemote,
	"clash": classClash, "ambush": classClash, "offensive": classClash, "raid": classClash,
	"abduction": classTaken, "arrest": classTaken, "siege": classTaken,
	"arson": classOther, "vehicle_attack": classOther, "riot": classOther, "crash": classOther, "accident": classOther, "sexual_violence": classOther,
}

var meansClasses = map[string]int{
	"heavy_weapons": classRemote, "aircraft": classRemote, "drone": classRemote, "chemical": classRemote,
	"explosives": classBlast, "vehicle_bomb": classBlast, "suicide_vest": classBlast, "mine": classBlast,
	"edged_weapon": classShot, "blunt_weapon": classShot,
}

func actClass(act, means string) uint32 {
	var out uint32
	if c, ok := actClasses[act]; ok {
		out |= 1 << c
	}
	if c, ok := meansClasses[means]; ok {
		out |= 1 << c
	}
	return out
}
