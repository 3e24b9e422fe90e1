package link

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// worthTelling leaves out a report that says nothing of anybody harmed and that
// no other report speaks for: no incident without a claim, or two reports of it.
func (s *Set) worthTelling(units []int32) bool {
	return len(units) > 1 || len(s.units[units[0]].claims) > 0
}

// assemble makes one incident of its units, given in their order.
func (s *Set) assemble(units []int32) *built {
	b := &built{units: units}
	var order []int32
	byReport := map[int32]*cairn.IncidentReport{}
	for _, i := range units {
		u := &s.units[i]
		r := byReport[u.report]
		if r == nil {
			r = &cairn.IncidentReport{ID: s.reports[u.report].ID, Claims: []string{}}
			byReport[u.report] = r
			order = append(order, u.report)
		}
		r.Main = r.Main || u.main
		for _, c := range u.claims {
			r.Claims = append(r.Claims, c.ID)
			b.all = append(b.all, said{claim: c, report: s.reports[u.report], at: u.report, unit: i})
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(compareReports(s.reports[a], s.reports[b]), cmp.Compare(a, b)) })
	for _, at := range order {
		b.out.Reports = append(b.out.Reports, *byReport[at])
	}
	s.hear(b.all)
	b.out.Origins, b.out.Independence = s.origins(b.all)
	b.out.Dissent = s.dissents(b.all)
	b.out.Clarity = 1
	b.out.Figures = cairn.OneReport(b.bounding())
	b.out.Place = s.placeOf(b)
	b.out.Time = s.timeOf(b)
	b.out.Perpetrator = s.perpetratorOf(b)
	b.lay(s)
	return b
}

// lay notes what totals and later incidents are held against.
func (b *built) lay(s *Set) {
	if b.place = b.out.Place; b.place != nil {
		b.site, b.placed = siteOf(b.place)
	}
	if b.out.Time != nil {
		b.when = daysOf(b.out.Time.Period)
	}
	for _, c := range b.all {
		b.takes = b.takes || taken(c.claim.Measure) && c.claim.Stance != cairn.Denied
		b.recalls = b.recalls || len(c.claim.RelatedAs(cairn.Later)) > 0
	}
	for _, u := range b.units {
		b.captives = b.captives || s.units[u].captive
		b.battle = b.battle || s.units[u].battle
	}
}

// bounding are the claims that may bound the figures: no dissent, nothing that
// its root replaced by a later statement, and each under the name of its voice
// so that a root counts once.
func (b *built) bounding() []cairn.Claim {
	var out []cairn.Claim
	seen := map[string]bool{}
	for _, c := range b.all {
		if b.dissents(c.claim.ID) || seen[c.claim.ID] {
			continue
		}
		seen[c.claim.ID] = true
		one := *c.claim
		v := c.heard[0]
		one.Attribution = []cairn.Speaker{{Actor: v.key}}
		out = append(out, one)
	}
	return out
}

// consensus is the value that most stories give; ties go to the better, then
// to the first in order.
func consensus[T any](s *Set, b *built, read func(said) (key string, value T, rank int)) (best T, found bool) {
	type vote struct {
		value T
		in    map[int32]bool
		rank  int
	}
	votes := map[string]*vote{}
	var keys []string
	for _, c := range b.all {
		if b.dissents(c.claim.ID) {
			continue
		}
		key, value, rank := read(c)
		if key == "" {
			continue
		}
		if votes[key] == nil {
			votes[key] = &vote{value: value, in: map[int32]bool{}, rank: rank}
			keys = append(keys, key)
		}
		votes[key].in[s.story[c.at]] = true
	}
	if len(keys) == 0 {
		return best, false
	}
	slices.SortFunc(keys, func(x, y string) int {
		v, w := votes[x], votes[y]
		return cmp.Or(cmp.Compare(w.rank, v.rank), cmp.Compare(len(w.in), len(v.in)), cmp.Compare(x, y))
	})
	return votes[keys[0]].value, true
}

// placeOf is the finest kind of place that any claim gives, and of those the
// one that most stories name.
func (s *Set) placeOf(b *built) *cairn.Locus {
	p, _ := consensus(s, b, func(c said) (string, *cairn.Locus, int) {
		l := c.claim.Place
		if l == nil || placeName(l) == "" {
			return "", nil, 0
		}
		out := *l
		out.Words = cairn.Words{}
		rank := 0
		if st, ok := siteOf(l); ok && !st.coarse {
			rank = 1
		}
		return cmp.Or(l.ID, fold(placeName(l))) + "/" + l.Country, &out, rank
	})
	return p
}

// timeOf is the most precise time of the harm, and of those the one that most
// stories give. A claim that only takes its day from the report's date counts
// where nothing better is said.
func (s *Set) timeOf(b *built) *cairn.When {
	t, _ := consensus(s, b, func(c said) (string, *cairn.When, int) {
		w := c.claim.Time
		if w == nil || !w.Known() || w.Of != "" && w.Of != "harm" {
			return "", nil, 0
		}
		out := *w
		out.Words = cairn.Words{}
		iv := daysOf(w.Period)
		rank := -int(min(iv.to-iv.from, 1000))
		if w.Basis == cairn.Publication {
			rank -= 2000
		}
		return string(w.Start) + "/" + string(w.End), &out, rank
	})
	return t
}

func (s *Set) perpetratorOf(b *built) *cairn.Party {
	p, _ := consensus(s, b, func(c said) (string, *cairn.Party, int) {
		p := c.claim.Perpetrator
		if p == nil {
			return "", nil, 0
		}
		out := plainParty(*p)
		if names := actorsOf(p); len(names) > 0 {
			return fold(strings.Join(names[:1], "+")), &out, 1
		}
		return fold(p.Text), &out, 0
	})
	return p
}

// plainParty is a party without the words of one report, but for a name that
// nobody has but in words.
func plainParty(p cairn.Party) cairn.Party {
	out := cairn.Party{Actor: p.Actor, Type: p.Type}
	if p.Actor == "" {
		out.Text = p.Text
	}
	for _, w := range p.With {
		out.With = append(out.With, plainParty(w))
	}
	for _, o := range p.Or {
		out.Or = append(out.Or, plainParty(o))
	}
	return out
}
