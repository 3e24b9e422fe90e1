package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// Linked writes the incidents, by id, and then the totals, by claim.
func (s *Set) Linked() []cairn.Linked {
	totals := s.totals()
	incidents := s.build(totals)
	home := map[string]*built{}
	for _, b := range incidents {
		for _, c := range b.all {
			home[c.claim.ID] = b
		}
	}
	s.later(incidents, home)
	var out []cairn.Linked
	var held []cairn.Linked
	var sharings []sharing
	for i := range totals {
		t, shares := s.hold(&totals[i], incidents, home)
		sharings = append(sharings, shares...)
		held = append(held, cairn.Linked{Type: "total", LinkedTotal: &t})
	}
	noteSharings(sharings)
	s.decidedOverlaps(incidents)
	for _, b := range incidents {
		out = append(out, cairn.Linked{Type: "incident", LinkedIncident: &b.out})
	}
	slices.SortFunc(held, func(a, b cairn.Linked) int {
		return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Report, b.Report))
	})
	return append(out, held...)
}

// groups are the units of each group, both in order.
func (s *Set) groups() [][]int32 {
	at := make(map[int32]int, len(s.units))
	var out [][]int32
	for i := range s.units {
		g := s.group[i]
		k, ok := at[g]
		if !ok {
			k = len(out)
			at[g] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], int32(i))
	}
	return out
}

func (s *Set) build(totals []total) []*built {
	groups := slices.DeleteFunc(s.groups(), func(units []int32) bool { return !s.worthTelling(units) })
	out := make([]*built, len(groups))
	inParts(len(groups), func(_, from, to int) {
		for i := from; i < to; i++ {
			out[i] = s.assemble(groups[i], totals)
		}
	})
	mint(s, out)
	slices.SortFunc(out, func(a, b *built) int { return cmp.Compare(a.out.ID, b.out.ID) })
	return out
}

// worthTelling leaves out a report that says nothing of anybody harmed and that
// no other report speaks for: no incident without a claim, or two reports of it.
func (s *Set) worthTelling(units []int32) bool {
	return len(units) > 1 || len(s.units[units[0]].claims) > 0
}

// assemble makes one incident of its units.
func (s *Set) assemble(units []int32, totals []total) *built {
	units = slices.Clone(units)
	slices.SortFunc(units, func(a, b int32) int { return compareUnits(&s.units[a], &s.units[b]) })
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
			b.all = append(b.all, said{claim: c, report: &s.reports[u.report], at: u.report, unit: i})
		}
	}
	slices.Sort(order)
	for _, at := range order {
		b.out.Reports = append(b.out.Reports, *byReport[at])
	}
	s.hear(b.all)
	b.out.Origins, b.out.Independence = s.origins(b.all)
	b.out.Dissent = s.dissents(b.all, totals)
	b.out.Clarity = 1
	b.out.Figures = cairn.OneReport(b.bounding())
	b.out.Place = s.placeOf(b)
	b.out.Time = s.timeOf(b)
	b.out.Perpetrator = s.perpetratorOf(b)
	b.place = b.out.Place
	if b.out.Time != nil {
		b.when = daysOf(b.out.Time.Period)
	}
	return b
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
		v := c.voices[0]
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

// later joins a capture and a later killing of the captives: the people of the
// first are in the second in a later state.
func (s *Set) later(incidents []*built, home map[string]*built) {
	var captures []*built
	for _, b := range incidents {
		if slices.ContainsFunc(b.all, func(c said) bool { return taken(c.claim.Measure) && c.claim.Stance != cairn.Denied }) {
			captures = append(captures, b)
		}
	}
	for _, b := range incidents {
		before := map[string]bool{}
		for _, c := range b.all {
			for _, id := range c.claim.RelatedAs(cairn.Later) {
				if o := home[id]; o != nil && o != b {
					before[o.out.ID] = true
				}
			}
		}
		for _, id := range s.capturesBefore(b, captures) {
			before[id] = true
		}
		for id := range before {
			b.out.After = append(b.out.After, id)
		}
		slices.Sort(b.out.After)
	}
}

// captivity is how long before the killing of captives a capture in the same
// place is taken for theirs, in days.
const captivity = 60

func (s *Set) capturesBefore(b *built, captures []*built) []string {
	if !slices.ContainsFunc(b.units, func(u int32) bool { return s.units[u].captive }) || b.place == nil || !b.when.known {
		return nil
	}
	var out []string
	for _, o := range captures {
		if o == b || !o.when.known || o.when.from > b.when.from || b.when.from-o.when.to > captivity || o.place == nil {
			continue
		}
		x, okX := siteOf(o.place)
		y, okY := siteOf(b.place)
		if okX && okY && siteLevel(&x, &y) <= placeNear && !s.otherHands(o, b) {
			out = append(out, o.out.ID)
		}
	}
	return out
}

func (s *Set) otherHands(a, b *built) bool {
	x, y := actorsOf(a.out.Perpetrator), actorsOf(b.out.Perpetrator)
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(h string) bool {
		return slices.ContainsFunc(y, func(o string) bool { return s.within(h, o) || s.within(o, h) })
	})
}

// decidedOverlaps writes down the overlaps that people decided. The later
// decision about a pair stands.
func (s *Set) decidedOverlaps(incidents []*built) {
	find := func(id string) *built {
		for _, b := range incidents {
			if b.out.ID == id || slices.Contains(b.out.Aliases, id) || slices.ContainsFunc(b.all, func(c said) bool { return c.claim.ID == id }) {
				return b
			}
		}
		return nil
	}
	for _, d := range slices.Backward(s.rules.overlaps) { // they lie the latest first
		if len(d.Targets) < 2 {
			continue
		}
		a, b := find(d.Targets[0]), find(d.Targets[1])
		n, err := strconv.ParseInt(d.Fields["up_to"], 10, 64)
		if a == nil || b == nil || a == b || err != nil || n < 0 {
			continue
		}
		why := cmp.Or(d.Reason, "decided by "+d.By)
		setOverlap(&a.out, b.out.ID, n, why)
		setOverlap(&b.out, a.out.ID, n, why)
	}
}

// setOverlap puts a person's word in the place of what totals allow; nobody in
// both is no overlap.
func setOverlap(in *cairn.LinkedIncident, with string, upTo int64, why string) {
	in.Overlaps = slices.DeleteFunc(in.Overlaps, func(o cairn.Overlap) bool { return o.With == with })
	if upTo > 0 {
		noteOverlap(in, with, upTo, why)
	}
}

// mint gives every incident its permanent id. An incident that was there before
// keeps its id with whoever holds most of its claims; where several become one,
// the oldest stays and the others are aliases. A new incident is named after
// its least claim, so the same claims make the same id anywhere.
func mint(s *Set, incidents []*built) {
	owner := map[string]int{} // claim to incident
	for i, b := range incidents {
		for _, c := range b.all {
			owner[c.claim.ID] = i
		}
		if len(b.all) == 0 {
			for _, r := range b.out.Reports {
				owner["r/"+r.ID] = i
			}
		}
	}
	heirs := map[int][]string{}
	taken := map[string]bool{}
	for _, l := range s.o.Previous {
		if l.LinkedIncident == nil {
			continue
		}
		if i := heir(l.LinkedIncident, owner); i >= 0 {
			heirs[i] = append(heirs[i], l.LinkedIncident.ID)
			heirs[i] = append(heirs[i], l.Aliases...)
		}
		taken[l.LinkedIncident.ID] = true
	}
	for i, b := range incidents {
		if ids := heirs[i]; len(ids) > 0 {
			b.out.ID = ids[0]
			rest := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == b.out.ID })
			slices.Sort(rest)
			b.out.Aliases = slices.Compact(rest)
			continue
		}
		b.out.ID = newID(s, b)
		for taken[b.out.ID] {
			b.out.ID += "+"
		}
		taken[b.out.ID] = true
	}
	live := map[string]bool{}
	for _, b := range incidents {
		live[b.out.ID] = true
	}
	for _, b := range incidents { // a merge that was taken back
		b.out.Aliases = slices.DeleteFunc(b.out.Aliases, func(id string) bool { return live[id] })
	}
}

// heir is the incident that holds most of a former incident's claims.
func heir(was *cairn.LinkedIncident, owner map[string]int) int {
	votes := map[int]int{}
	for _, r := range was.Reports {
		for _, c := range r.Claims {
			if i, ok := owner[c]; ok {
				votes[i]++
			}
		}
		if i, ok := owner["r/"+r.ID]; ok && len(r.Claims) == 0 {
			votes[i]++
		}
	}
	best, most := -1, 0
	for i, n := range votes {
		if n > most || n == most && i < best {
			best, most = i, n
		}
	}
	return best
}

func newID(s *Set, b *built) string {
	least := ""
	for _, c := range b.all {
		if least == "" || c.claim.ID < least {
			least = c.claim.ID
		}
	}
	if least != "" {
		return "i-" + strings.TrimPrefix(least, "c-")
	}
	for _, i := range b.units {
		r := &s.reports[s.units[i].report]
		if h := cairn.ContentHash(r.Title, r.Text)[:16]; least == "" || h < least {
			least = h
		}
	}
	return "i-" + least
}
