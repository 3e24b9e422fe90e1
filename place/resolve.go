package place

import (
	"cmp"
	"math"
	"slices"
)

// Resolved is what a mention means.
type Resolved struct {
	Mention
	Place      *Place      // nil when nothing is known by that name
	Ambiguous  bool        // the first candidate is not clearly the one
	Precision  string      // exact, near, district, province, region, country, sea_or_air
	Candidates []Candidate // the likeliest first, at most maxKept
	Within     int         // the mention that is said to contain it, or -1
	Unlisted   *Unlisted   // what lies by this place and is in no gazetteer; nil where the text names nothing of the kind
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
	tokens := g.memory.tokens(s)
	defer g.memory.keepTokens(tokens)
	return g.resolve(s, *tokens, mentions, ctx)
}

func (g *Gazetteer) resolve(s string, tokens []token, mentions []Mention, ctx Context) []Resolved {
	rs := &resolver{g: g, s: s, mentions: mentions, ctx: ctx, given: g.given(ctx), groups: map[string]*group{}}
	rs.spots = g.memory.grid()
	defer g.memory.keep(rs.spots)
	flavour(s, tokens, rs.given)
	rs.gather()
	rs.publisher()
	rs.relate()
	for n := range rounds {
		rs.round(float64(rounds-n), n == rounds-1)
	}
	return rs.results()
}

type resolver struct {
	g        *Gazetteer
	s        string
	mentions []Mention
	ctx      Context
	given    *focus
	room     focus // for the focus of a round
	groups   map[string]*group
	order    []*group
	of       []*group // by mention
	within   []int
	near     []bool
	spots    *grid
}

// group is the mentions of one name, which mean one place unless the text puts
// them into different ones.
type group struct {
	at        int         // in the order of the report
	base      []Candidate // scored by what does not depend on the report; never changed
	prospects []prospect  // of base, one by one
	ranked    []scored    // of base, the likeliest first
	next      []scored    // the round in hand
	weight    float64
	count     int
	parents   []*group
	inside    []*group
	spots     []spot
	kept      []Candidate // the likeliest, once asked for
	doubted   bool        // whether its place is in doubt has been asked
	unsure    bool
	abroad    bool
}

// scored is a candidate of a group by its place in base, with what the report
// makes of it.
type scored struct {
	at            int
	score, chance float64
}

func (rs *resolver) gather() {
	var key []byte
	for i := range rs.mentions {
		m := &rs.mentions[i]
		key = append(append(key[:0], m.key...), 0)
		key = append(append(key, m.division...), 0)
		key = append(append(key, m.Demonym...), 0)
		for _, k := range m.Kinds {
			key = append(key, byte(k))
		}
		gr := rs.groups[string(key)]
		if gr == nil {
			gr = &group{base: rs.candidatesOf(m)}
			rs.groups[string(key)] = gr
			rs.join(gr)
		}
		gr.count++
		gr.weight = math.Log1p(float64(gr.count)) / math.Ln2
		if m.Date {
			gr.weight += 2
		}
		rs.of = append(rs.of, gr)
	}
}

func (rs *resolver) join(gr *group) {
	gr.at = len(rs.order)
	rs.order = append(rs.order, gr)
	gr.prospects, gr.ranked = make([]prospect, len(gr.base)), make([]scored, len(gr.base))
	for i := range gr.base {
		gr.prospects[i] = rs.prospect(&gr.base[i])
		gr.ranked[i] = scored{at: i, score: gr.base[i].Score}
	}
	gr.rank(gr.ranked)
}

// publisher adds the place that the publisher's domain names, as one more name
// to be resolved: "theparisnews.com" is of some Paris.
func (rs *resolver) publisher() {
	if cands := rs.g.publisherPlaces(rs.ctx.Publisher); len(cands) > 0 {
		rs.join(&group{base: cands, count: 1, weight: 2.5})
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
		return rs.g.remembered(m.Text, m.Kinds, true)
	default:
		return rs.g.remembered(m.Text, m.Kinds, false)
	}
	p, ok := rs.g.ByID(id)
	if !ok {
		return nil
	}
	return []Candidate{{Place: p, Matched: m.Text, Tier: Exact, Chance: 1}}
}

// respelled finds places that a name which no gazetteer has may be a spelling
// of. At most one kind of thing in one country can be meant, so few are kept.
func (g *Gazetteer) respelled(name string, want []Kind) []Candidate {
	var kept []Candidate
	for _, c := range g.candidates(name, asked{want: want, deep: true, quiet: true}) {
		if c.Alike >= alikeEnough && c.Tier >= Article && fits(want, c.Kind) >= 0 {
			kept = append(kept, c)
		}
	}
	return kept
}

// round scores every group by the report's focus and by what contains what,
// both taken from the round before. A name of one candidate means it whatever
// its score, which only the last round needs.
func (rs *resolver) round(temper float64, last bool) {
	total := rs.given.again(&rs.room)
	for _, gr := range rs.order {
		gr.vote(total, 1)
		gr.settle(temper)
	}
	rs.spots.fill(rs.order)
	for _, gr := range rs.order {
		if gr.next = gr.next[:0]; len(gr.base) == 1 && !last {
			gr.next = append(gr.next, gr.ranked[0])
			continue
		}
		gr.vote(total, -1)
		for i := range gr.base {
			gr.next = append(gr.next, scored{at: i, score: rs.score(gr, i, total)})
		}
		gr.vote(total, 1)
		gr.rank(gr.next)
	}
	for _, gr := range rs.order {
		gr.ranked, gr.next = gr.next, gr.ranked
	}
}

// rank sorts the candidates of a group and gives each its chance.
func (gr *group) rank(all []scored) {
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(gr.base[a.at].ID, gr.base[b.at].ID))
	})
	if len(all) == 0 {
		return
	}
	top, sum := all[0].score, 0.0
	for i := range all {
		all[i].chance = math.Exp(all[i].score - top)
		sum += all[i].chance
	}
	for i := range all {
		all[i].chance /= sum
	}
}

// likeliest writes out the first candidates of a group.
func (gr *group) likeliest(n int) []Candidate {
	out := make([]Candidate, min(n, len(gr.ranked)))
	for i := range out {
		out[i] = gr.base[gr.ranked[i].at]
		out[i].Score, out[i].Chance = gr.ranked[i].score, gr.ranked[i].chance
	}
	return out
}

func (gr *group) vote(f *focus, sign float64) {
	for i := range gr.ranked {
		if gr.ranked[i].chance < 0.01 {
			continue
		}
		pr := &gr.prospects[gr.ranked[i].at]
		if pr.country == nowhere {
			continue
		}
		w := sign * gr.weight * gr.ranked[i].chance
		f.weight[pr.country] += w
		f.total += w
		if pr.province != nowhere {
			f.weight[pr.province] += w
			f.divided = true
		}
	}
}

func (rs *resolver) results() []Resolved {
	out := make([]Resolved, len(rs.mentions))
	total := rs.given.countries().again(&rs.room)
	for _, gr := range rs.order {
		gr.vote(total, 1)
	}
	for i := range rs.mentions {
		gr := rs.of[i]
		if !gr.doubted {
			rs.doubt(gr, total)
		}
		r := Resolved{Mention: rs.mentions[i], Within: rs.within[i], Candidates: gr.kept}
		if len(r.Candidates) > 0 && !(r.unknown && gr.abroad) {
			r.Place = &gr.kept[0].Place
			r.Ambiguous = gr.unsure || rs.quarterElsewhere(&r, gr)
			r.Precision = precision(r.Place.Kind, rs.near[i])
		}
		out[i] = r
	}
	for i := range out {
		if u := siteAt(rs.s, out, i); u != nil {
			out[i].Unlisted = u
			if _, ok := u.Point(); !ok {
				out[i].Precision = u.Precision()
			}
		}
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
