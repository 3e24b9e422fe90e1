package place

import (
	"fmt"
	"math"
	"strings"

	"cairn/text"
)

// Resolved is what a mention means.
type Resolved struct {
	Mention
	Place      *Place      // nil when nothing is known by that name
	Ambiguous  bool        // the first candidate is not clearly the one
	Precision  string      // exact, near, district, province, region, country, sea_or_air
	Candidates []Candidate // the likeliest first, at most maxKept
	Within     int         // the mention that is said to contain it, or -1
}

const (
	maxKept     = 8
	rounds      = 4
	maxSpots    = 40
	sureEnough  = 0.5 // the least chance of a place that is not ambiguous
	alikeEnough = 0.7 // of spellings whose skeletons agree
	sameSpotKM  = 25  // candidates this close to one another do not make a place ambiguous
	insideFloor = 0.002
)

// Resolve says what the mentions of one report mean, all together: each is
// evidence for the others.
func (g *Gazetteer) Resolve(s string, mentions []Mention, ctx Context) []Resolved {
	rs := &resolver{g: g, s: s, mentions: mentions, ctx: ctx, given: g.given(ctx), groups: map[string]*group{}}
	flavour(s, rs.given)
	rs.gather()
	rs.publisher()
	rs.relate()
	for n := range rounds {
		rs.round(float64(rounds - n))
	}
	return rs.results()
}

type resolver struct {
	g        *Gazetteer
	s        string
	mentions []Mention
	ctx      Context
	given    *focus
	groups   map[string]*group
	order    []*group
	of       []*group // by mention
	within   []int
	near     []bool
}

// group is the mentions of one name, which mean one place unless the text puts
// them into different ones.
type group struct {
	base    []Candidate // scored by what does not depend on the report
	cands   []Candidate
	weight  float64
	count   int
	parents []*group
	inside  []*group
	spots   []spot
}

func (rs *resolver) gather() {
	for i := range rs.mentions {
		m := &rs.mentions[i]
		key := string(m.key) + "\x00" + m.division + "\x00" + m.Demonym + fmt.Sprint(m.Kinds)
		gr := rs.groups[key]
		if gr == nil {
			gr = &group{base: rs.candidatesOf(m)}
			rs.groups[key] = gr
			rs.order = append(rs.order, gr)
		}
		gr.count++
		gr.weight = math.Log1p(float64(gr.count)) / math.Ln2
		if m.Date {
			gr.weight += 2
		}
		rs.of = append(rs.of, gr)
	}
}

// publisher adds the place that the publisher's domain names, as one more name
// to be resolved: "theparisnews.com" is of some Paris.
func (rs *resolver) publisher() {
	if cands := rs.g.publisherPlaces(rs.ctx.Publisher); len(cands) > 0 {
		rs.order = append(rs.order, &group{base: cands, count: 1, weight: 2.5})
	}
}

func (rs *resolver) candidatesOf(m *Mention) []Candidate {
	id := ""
	switch {
	case m.division != "":
		id = "a1:" + m.division
	case m.Demonym != "":
		id = "cc:" + m.Demonym
	case m.unknown:
		return rs.g.respelled(m)
	default:
		return rs.g.candidates(m.Text, m.Kinds, false, nil)
	}
	p, ok := rs.g.ByID(id)
	if !ok {
		return nil
	}
	return []Candidate{{Place: p, Matched: m.Text, Tier: Exact, Chance: 1}}
}

// respelled finds places that a name which no gazetteer has may be a spelling
// of. At most one kind of thing in one country can be meant, so few are kept.
func (g *Gazetteer) respelled(m *Mention) []Candidate {
	var kept []Candidate
	for _, c := range g.candidates(m.Text, m.Kinds, true, nil) {
		if c.Alike >= alikeEnough && c.Tier >= Article && fits(m.Kinds, c.Kind) >= 0 {
			kept = append(kept, c)
		}
	}
	return kept
}

// relate finds what the text says of one place lying in another: "X, Y",
// "X in Y", "the village of X in the Y countryside", "Syria's X".
func (rs *resolver) relate() {
	rs.within, rs.near = make([]int, len(rs.mentions)), make([]bool, len(rs.mentions))
	for i := range rs.mentions {
		rs.within[i] = -1
		rs.near[i] = nearBefore(rs.s[:rs.mentions[i].Span[0]])
	}
	for i := 0; i+1 < len(rs.mentions); i++ {
		a, b := &rs.mentions[i], &rs.mentions[i+1]
		if a.Span[1] > b.Span[0] || b.Demonym != "" {
			continue
		}
		between := rs.s[a.Span[1]:b.Span[0]]
		switch {
		case a.Demonym == "" && containing(between):
			rs.link(i, i+1)
		case between == "'s " || between == "’s ":
			rs.link(i+1, i)
		}
	}
}

func (rs *resolver) link(inner, outer int) {
	a, b := rs.of[inner], rs.of[outer]
	if a == b || !canContain(b.base) {
		return
	}
	rs.within[inner] = outer
	a.parents = append(a.parents, b)
	b.inside = append(b.inside, a)
}

func canContain(cands []Candidate) bool {
	for i := range cands {
		if cands[i].Kind.Area() || cands[i].Kind == Capital || cands[i].Kind == Seat || cands[i].Kind == Town || cands[i].Kind == Camp {
			return true
		}
	}
	return false
}

// containing says whether the words between two names put the first into the
// second.
func containing(between string) bool {
	if between == " (" {
		return true
	}
	if len(between) > 48 || strings.ContainsAny(between, ".;:!?()\"“”") {
		return false
	}
	if trimmed := strings.TrimSpace(between); trimmed == "," {
		return true
	}
	words := strings.Fields(text.Fold(between))
	said := false
	for _, w := range words {
		switch w {
		case "in", "of", "at":
			said = true
		case "the", "s", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northwestern", "northeastern",
			"southwestern", "southeastern", "town", "village", "city", "district", "county", "area", "neighborhood", "neighbourhood", "suburb", "province",
			"governorate", "camp", "countryside", "rural", "subdistrict", "region", "located", "municipality", "township", "upazila", "local", "lga", "state":
		default:
			return false
		}
	}
	return said && len(words) <= 6
}

func nearBefore(before string) bool {
	if len(before) > 40 {
		before = before[len(before)-40:]
	}
	words := strings.Fields(text.Fold(before))
	if n := len(words); n > 0 && (words[n-1] == "the" || words[n-1] == "of") {
		if words[n-1] == "of" && n > 1 {
			switch words[n-2] {
			case "outskirts", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "vicinity", "outside", "km", "miles":
				return true
			}
		}
		words = words[:n-1]
	}
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "near", "outside", "around", "nearby", "towards":
		return true
	}
	return false
}

// round scores every group by the report's focus and by what contains what,
// both taken from the round before.
func (rs *resolver) round(temper float64) {
	total := newFocus()
	for cc, w := range rs.given.country {
		total.country[cc] += w
	}
	for a, w := range rs.given.admin1 {
		total.admin1[a] += w
	}
	total.total = rs.given.total
	for _, gr := range rs.order {
		if gr.cands == nil {
			gr.cands = append([]Candidate(nil), gr.base...)
			rank(gr.cands)
		}
		gr.vote(total, 1)
		gr.settle(temper)
	}
	next := make([][]Candidate, len(rs.order))
	for n, gr := range rs.order {
		gr.vote(total, -1)
		cands := append([]Candidate(nil), gr.base...)
		for i := range cands {
			c := &cands[i]
			c.reasons = c.reasons[:len(c.reasons):len(c.reasons)]
			rs.g.weigh(c, total)
			rs.weighNeighbours(c, gr)
		}
		gr.vote(total, 1)
		rank(cands)
		next[n] = cands
	}
	for n, gr := range rs.order {
		gr.cands = next[n]
	}
}

func (gr *group) vote(f *focus, sign float64) {
	for i := range gr.cands {
		c := &gr.cands[i]
		if c.Country == "" || c.Chance < 0.01 {
			continue
		}
		w := sign * gr.weight * c.Chance
		f.country[c.Country] += w
		f.total += w
		if c.admin1Code != "" {
			f.admin1[c.Country+"."+c.admin1Code] += w
		}
	}
}

func (rs *resolver) weighNeighbours(c *Candidate, gr *group) {
	for _, parent := range gr.parents {
		p := 0.0
		for i := range parent.cands {
			if outer := &parent.cands[i]; outer.Chance > 0.005 && holds(outer.Place, c.Place) {
				p += outer.Chance
			}
		}
		c.add(shareScore(p, insideFloor, 1), "{n}% inside what the text puts it in", "", 100*p)
	}
	for _, inner := range gr.inside {
		p := 0.0
		for i := range inner.cands {
			if in := &inner.cands[i]; in.Chance > 0.005 && holds(c.Place, in.Place) {
				p += in.Chance
			}
		}
		c.add(shareScore(p, insideFloor, 1), "{n}% holds what the text puts into it", "", 100*p)
	}
	if mass := rs.massAround(c, gr); mass > 0.05 {
		c.add(weightTogether*math.Log1p(3*mass), "near other places of the report", "", 0)
	}
	rs.g.weighYear(c, rs.ctx.Year)
	if d, ok := nearest(c.At(), rs.ctx.Near); ok {
		c.add(weightClose*closeness(d), "{n} km from where it should be near", "", d)
	}
}

// spot is a candidate as its neighbours see it.
type spot struct {
	at     LatLon
	weight float64
	id     string
}

// settle lists where a group may be. In the first rounds the chances are
// softened, so that two rare readings that lie together can find one another.
func (gr *group) settle(temper float64) {
	gr.spots = gr.spots[:0]
	for i := range gr.cands {
		c := &gr.cands[i]
		w := math.Exp((c.Score - gr.cands[0].Score) / temper)
		if w < 0.05 || len(gr.spots) == maxSpots {
			break
		}
		if c.Kind != Country && c.Kind != Region && c.Kind != Admin1 {
			gr.spots = append(gr.spots, spot{c.At(), w, c.ID})
		}
	}
}

// massAround is how many of the report's other places may lie close to a
// candidate.
func (rs *resolver) massAround(c *Candidate, gr *group) float64 {
	if c.Kind == Country || c.Kind == Region || c.Kind == Admin1 {
		return 0
	}
	mass := 0.0
	for _, other := range rs.order {
		if other == gr {
			continue
		}
		best := 0.0
		for _, o := range other.spots {
			if o.weight <= best || math.Abs(o.at.Lat-c.Lat) > 1.5 || math.Abs(o.at.Lon-c.Lon) > 4 || o.id == c.ID {
				continue
			}
			best = math.Max(best, o.weight*math.Exp(-Distance(o.at, c.At())/40))
		}
		mass += best
	}
	return mass
}

// holds is Contains, and a town holds what lies within its reach.
func holds(outer, inner Place) bool {
	if outer.ID == inner.ID {
		return false
	}
	if outer.Kind.Area() {
		if outer.Kind == Region {
			return outer.Country != "" && outer.Country == inner.Country || Distance(outer.At(), inner.At()) < 600
		}
		return Contains(outer, inner)
	}
	return !inner.Kind.Area() && Distance(outer.At(), inner.At()) < 25
}

func (rs *resolver) results() []Resolved {
	out := make([]Resolved, len(rs.mentions))
	for i := range rs.mentions {
		gr := rs.of[i]
		r := Resolved{Mention: rs.mentions[i], Within: rs.within[i], Candidates: gr.cands[:min(len(gr.cands), maxKept)]}
		if len(r.Candidates) > 0 && !(r.unknown && rs.abroad(gr)) {
			top := r.Candidates[0].Place
			r.Place = &top
			r.Ambiguous = Ambiguous(gr.cands) || rs.strays(gr) || rs.quarterElsewhere(&r, gr)
			r.Precision = precision(top.Kind, rs.near[i])
		}
		out[i] = r
	}
	return out
}

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

func precision(k Kind, near bool) string {
	switch k {
	case Country:
		return "country"
	case Region:
		return "region"
	case Admin1:
		return "province"
	case Admin2, Admin3:
		return "district"
	case Water:
		return "sea_or_air"
	}
	if near {
		return "near"
	}
	return "exact"
}
