package place

import (
	"cmp"
	"math"
	"slices"

	"cairn/text"
)

// Candidate is a place that a name may mean.
type Candidate struct {
	Place
	Matched string  // the name of the place that agreed
	Tier    Tier    // how it agreed
	Score   float64 // logarithm of odds, comparable among the candidates of one name
	Chance  float64 // among the candidates of this name
	Alike   float64 // how alike the spellings are, for a skeleton; else 1

	quiet   bool // nobody will ask for the reasons
	reasons []reason
	r       ref
}

// Lookup finds the places that a name may mean, the likeliest first. A word
// for the kind of thing ("the Abu Zuhour air base", "Idlib province") asks for
// that kind.
func (g *Gazetteer) Lookup(name string, ctx Context) []Candidate {
	f := g.given(ctx)
	if at := g.publisherPlaces(ctx.Publisher); len(at) > 0 {
		rank(at)
		f.add(at[0].Country, at[0].admin1Code, 1.5)
	}
	cands := g.candidates(name, asked{deep: true, countries: ctx.Countries})
	for i := range cands {
		c := &cands[i]
		g.weigh(c, f)
		g.weighDays(c, ctx.On)
		if d, ok := nearest(c.At(), ctx.Near); ok {
			c.add(weightClose*closeness(d), "{n} km from where it should be near", "", d)
		}
	}
	rank(cands)
	return cands
}

// asked is what a name is looked up for.
type asked struct {
	want      []Kind // nil: what the name itself says
	deep      bool   // ask the skeleton too
	countries map[string]float64
	quiet     bool // nobody will ask for the reasons
}

// seenID is a place's id without the string that shows it.
type seenID struct {
	space  idSpace
	number uint32
	text   string
}

func (im *image) seenID(r record) seenID {
	if r.space == spaceText {
		return seenID{text: im.str(r.id)}
	}
	return seenID{space: r.space, number: r.id}
}

// candidates gathers every place of the name, tier by tier, each scored by
// what does not depend on the report. The skeleton is asked when nothing
// better is known, or when deep is set and there are packs; then only in the
// countries that are given, if any has it.
func (g *Gazetteer) candidates(name string, a asked) []Candidate {
	full := text.AppendFold(nil, name)
	p := parsePhrase(name)
	want, deep, countries := a.want, a.deep, a.countries
	if want == nil {
		want = p.want
	}
	seen := map[seenID]bool{}
	var out []Candidate
	collect := func(key []byte, want []Kind) func(ref) bool {
		return func(r ref) bool {
			im := g.layers[r.layer]
			rec := im.record(r.place)
			if r.tier == Skeletal && (rec.kind == Country || rec.kind == Region || rec.kind == Water) {
				return true
			}
			id := im.seenID(rec)
			if seen[id] {
				return true
			}
			seen[id] = true
			out = append(out, g.candidate(r, g.place(r), name, key, want, a.quiet))
			return true
		}
	}
	g.find(full, collect(full, want))
	key := []byte(p.name)
	if string(key) != string(full) {
		g.find(key, collect(key, want))
	}
	if len(out) < 400 {
		g.findArticle(text.AppendFoldArticle(nil, p.name), collect(key, want))
	}
	if deep && !slices.ContainsFunc(out, func(c Candidate) bool { return c.Tier <= Folded && fits(want, c.Kind) >= 0 && len(g.layers) == 1 }) || len(out) == 0 {
		if s := text.AppendSkeleton(nil, p.name); len(s) > 1 || len(g.layers) > 1 {
			found := len(out)
			spelled := map[string]bool{} // the countries that have a town spelled just so
			for i := range out {
				if out[i].Tier <= Folded && out[i].Kind.Settled() {
					spelled[out[i].Country] = true
				}
			}
			each := collect(key, want)
			g.findSkeleton(s, func(r ref) bool { return len(countries) > 0 && !g.liesIn(r, countries) || each(r) })
			if len(out) == found && found == 0 {
				g.findSkeleton(s, each)
			}
			for i := found; i < len(out) && len(spelled) > 0; i++ {
				if !spelled[out[i].Country] && countries[out[i].Country] == 0 {
					out[i].add(weightOutspelled, "spelled just so elsewhere", "", 0)
				}
			}
		}
	}
	return out
}

// liesIn is a cheap test before a candidate is looked at.
func (g *Gazetteer) liesIn(r ref, countries map[string]float64) bool {
	im := g.layers[r.layer]
	country, _, _ := im.admin(im.record(r.place).admin1)
	return countries[country] > 0
}

func (g *Gazetteer) candidate(r ref, pl Place, name string, key []byte, want []Kind, quiet bool) Candidate {
	im := g.layers[r.layer]
	c := Candidate{Place: pl, Matched: im.name(im.record(r.place).nameAt, int(r.name)), Tier: r.tier, Alike: 1, quiet: quiet, r: r}
	if r.tier == Folded && equalFold(c.Matched, name) {
		c.Tier = Exact
	}
	if im.own && c.Tier <= Folded {
		c.Tier = Own
	}
	c.add(tierScore[c.Tier], matchedBy[c.Tier], c.Matched, 0)
	if c.Tier == Skeletal {
		s := g.spelling(r, key)
		c.Alike = s
		c.add(weightSpelling*(s-0.6), "spelling {n}% alike", "", 100*s)
	}
	if c.Tier <= Folded && r.name > 1 && r.layer == 0 && (c.Kind == Town || c.Kind == Seat || c.Kind == Neighbourhood) {
		c.add(weightOtherName, "not the name that it goes by", "", 0)
	}
	c.add(weightProminence*prominence(c.Kind, c.people), prominenceWords[c.Population > 0], c.Kind.String(), float64(c.Population))
	if fit := fits(want, c.Kind); fit != 0 {
		c.add(weightKind*fit, kindWord(fit), "", 0)
	} else if c.Kind == Airbase || c.Kind == Airport {
		c.add(-3, "not named as an airport", "", 0)
	} else if c.Kind == Admin2 && c.r.name > 0 {
		c.add(-3, "not named as a district", "", 0)
	}
	return c
}

// spelling is the greatest similarity of the key to any name of the place.
func (g *Gazetteer) spelling(r ref, key []byte) float64 {
	im := g.layers[r.layer]
	at := im.record(r.place).nameAt
	var a, b, k [96]byte
	key = text.AppendFoldArticle(k[:0], string(key))
	best := 0.0
	for n := range min(im.nameCount(at), 40) {
		folded := text.AppendFold(a[:0], im.name(at, n))
		best = math.Max(best, similar(text.AppendFoldArticle(b[:0], string(folded)), key))
	}
	return best
}

var prominenceWords = map[bool]string{true: "{what} of {n} people", false: "{what}"}

var matchedBy = [...]string{Own: "an own spelling, \"{what}\"", Exact: "matched exactly \"{what}\"", Folded: "matched when folded \"{what}\"",
	Article: "matched without articles \"{what}\"", Skeletal: "the consonants of \"{what}\""}

func kindWord(fit float64) string {
	if fit > 0 {
		return "of the kind named"
	}
	return "not of the kind named"
}

// weigh adds what the report's focus says of the candidate.
func (g *Gazetteer) weigh(c *Candidate, f *focus) {
	if f.total == 0 || c.Country == "" {
		return
	}
	country, admin1 := f.shares(c.Country, c.admin1Code)
	c.add(countryScore(c, country), "country {what}: {n}% of the context", c.Country, 100*country)
	if f.divided && c.inProvince() {
		c.add(provinceScore(c, admin1), "{what}: {n}% of the context", cmp.Or(c.Admin1, "its province"), 100*admin1)
	}
}

// countryScore is what the share of its country in the report's focus adds to
// a candidate.
func countryScore(c *Candidate, share float64) float64 {
	w := weightCountry
	if c.Tier == Skeletal {
		w *= skeletonAbroad
	}
	return shareScore(share, floorCountry, w)
}

// provinceScore is the same of its province, for what lies in one or is one.
func provinceScore(c *Candidate, share float64) float64 {
	w := weightAdmin1
	if c.Kind == Admin1 {
		w /= 2
	}
	return shareScore(share, floorAdmin1, w)
}

func (c *Candidate) inProvince() bool {
	return c.Kind != Country && c.Kind != Region && c.Country != ""
}

func nearest(at LatLon, points []LatLon) (float64, bool) {
	best := math.Inf(1)
	for _, p := range points {
		best = math.Min(best, Distance(at, p))
	}
	return best, len(points) > 0
}

// closeness falls from 2 at the place itself through 0 at 150 km to -4 far away.
func closeness(km float64) float64 { return math.Max(-4, 2-2*math.Log1p(km/25)/math.Log(7)) }

// rank sorts candidates and gives each its chance.
func rank(cands []Candidate) {
	slices.SortStableFunc(cands, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(a.ID, b.ID))
	})
	if len(cands) == 0 {
		return
	}
	top, sum := cands[0].Score, 0.0
	for i := range cands {
		cands[i].Chance = math.Exp(cands[i].Score - top)
		sum += cands[i].Chance
	}
	for i := range cands {
		cands[i].Chance /= sum
	}
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		x, y := a[i], b[i]
		if 'A' <= x && x <= 'Z' {
			x += 'a' - 'A'
		}
		if 'A' <= y && y <= 'Z' {
			y += 'a' - 'A'
		}
		if x != y {
			return false
		}
	}
	return true
}
