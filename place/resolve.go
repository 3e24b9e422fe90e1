package place

import (
	"fmt"
	"math"
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
