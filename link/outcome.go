package link

import (
	"cmp"
	"maps"
	"slices"

	"cairn"
)

// outcome is what the groups of units make: incidents, and the totals held
// against them. It is kept as it is, so that a change touches the incidents and
// totals that it concerns and no other.
type outcome struct {
	home     []*built // of each unit
	byID     map[string]*built
	alias    map[string]*built
	totals   map[int32][]*total // of each report
	placed   map[placedKey][]*total
	says     map[uint64]int      // how many totals give a number, by voice and measure
	takings  map[*built]bool     // incidents in which people were taken
	captives map[*built]bool     // incidents in which captives were harmed
	followed map[string][]*built // by id, the incidents that come after one
	heard    map[uint64][]*built // the incidents of which a voice gives a number; this and months only an Index keeps
	months   map[monthKey][]*built
	overlaps []overlapping
}

// kept says that the outcome is kept in step with an Index.
func (o *outcome) kept() bool { return o.months != nil }

// placedKey is where totals that may hold an incident are looked for; without a
// country, those that tell none.
type placedKey struct {
	measure cairn.Measure
	country uint64
}

// numberKey names a number that a voice gives.
func numberKey(voice string, m cairn.Measure, n int64) uint64 {
	return mix(mix(hashString(voice), hashString(string(m))), uint64(n))
}

func newOutcome(s *Set) outcome {
	return outcome{
		home: make([]*built, len(s.units)), byID: map[string]*built{}, alias: map[string]*built{}, totals: map[int32][]*total{},
		placed: map[placedKey][]*total{}, says: map[uint64]int{},
		takings: map[*built]bool{}, captives: map[*built]bool{}, followed: map[string][]*built{},
	}
}

// Linked writes the incidents, by id, and then the totals, by claim.
func (s *Set) Linked() []cairn.Linked {
	s.tell()
	return s.outcome.lines()
}

func (o *outcome) lines() []cairn.Linked {
	incidents, totals := []cairn.Linked{}, []cairn.Linked{}
	for _, b := range o.byID {
		incidents = append(incidents, cairn.Linked{Type: "incident", LinkedIncident: b.line})
	}
	for _, of := range o.totals {
		for _, t := range of {
			totals = append(totals, cairn.Linked{Type: "total", LinkedTotal: t.line})
		}
	}
	slices.SortFunc(incidents, compareLines)
	slices.SortFunc(totals, compareLines)
	return append(incidents, totals...)
}

// tell makes the whole outcome anew.
func (s *Set) tell() {
	s.outcome = newOutcome(s)
	for i := range s.reports {
		s.addTotals(int32(i))
	}
	groups := slices.DeleteFunc(s.groups(), func(units []int32) bool { return !s.worthTelling(units) })
	made := make([]*built, len(groups))
	inParts(len(groups), func(_, from, to int) {
		for i := from; i < to; i++ {
			made[i] = s.assemble(groups[i])
		}
	})
	var before []*cairn.LinkedIncident
	for _, l := range s.o.Previous {
		if l.LinkedIncident != nil {
			before = append(before, l.LinkedIncident)
		}
	}
	s.mint(made, before, func(string) bool { return false })
	touched := s.settle(made)
	for t := range touched {
		t.derive()
	}
	s.resolveOverlaps(overlapDecisions(s.o.Decisions), s.find)
	takings := slices.Collect(maps.Keys(s.outcome.takings))
	for _, b := range made {
		s.finish(b, takings)
	}
}

// groups are the units of each group, both in order.
func (s *Set) groups() [][]int32 {
	at := make(map[int32]int, len(s.units))
	var out [][]int32
	for i := range s.units {
		g := s.group[i]
		if s.units[i].dead {
			continue
		}
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

// addTotals takes the totals that a report tells of.
func (s *Set) addTotals(at int32) {
	o := &s.outcome
	of := s.totalsOf(at)
	if len(of) == 0 {
		return
	}
	o.totals[at] = of
	for _, t := range of {
		t.derive() // what covers nothing says so
		for _, k := range t.numbers() {
			o.says[k]++
		}
		if key, ok := t.key(); ok {
			o.placed[key] = append(o.placed[key], t)
		}
	}
}

// key is where an incident that the total may hold looks for it; ok is false
// where only its own report can say what it holds.
func (t *total) key() (placedKey, bool) {
	return placedKey{t.claim.Measure, t.site.country}, t.claim.Place != nil && t.period.known
}

// numbers are the keys of what the total's voices give.
func (t *total) numbers() (out []uint64) {
	for _, v := range t.voices {
		out = append(out, numberKey(v.key, t.claim.Measure, countOf(t.claim)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// settle takes new incidents with their ids in, and returns the totals that
// hold one.
func (s *Set) settle(made []*built) map[*total]bool {
	o := &s.outcome
	for _, b := range made {
		o.byID[b.out.ID] = b
		for _, alias := range b.out.Aliases {
			o.alias[alias] = b
		}
		for _, u := range b.units {
			o.home[u] = b
		}
		if b.takes {
			o.takings[b] = true
		}
		if b.captives {
			o.captives[b] = true
		}
	}
	touched := map[*total]bool{}
	for _, b := range made {
		for t := range s.mayHold(b) {
			if s.take(t, b) {
				touched[t] = true
			}
		}
	}
	return touched
}

// mayHold are the totals that may hold an incident: those of its own reports,
// and those whose country and measure fit.
func (s *Set) mayHold(b *built) map[*total]bool {
	o := &s.outcome
	if len(o.totals) == 0 {
		return nil
	}
	out := map[*total]bool{}
	for _, u := range b.units {
		for _, t := range o.totals[s.units[u].report] {
			out[t] = true
		}
	}
	if !b.when.known || b.place == nil {
		return out
	}
	for _, m := range b.measures() {
		for _, country := range []uint64{0, b.site.country} {
			for _, t := range o.placed[placedKey{m, country}] {
				if b.when.from <= t.period.to && b.when.to >= t.period.from {
					out[t] = true
				}
			}
			if b.site.country == 0 {
				break
			}
		}
	}
	return out
}

// measures are what the incident's claims count.
func (b *built) measures() []cairn.Measure {
	var out []cairn.Measure
	for _, c := range b.all {
		if m := c.claim.Measure; m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// finish writes the line of an incident: what its claims say, with what other
// incidents and totals make of it.
func (s *Set) finish(b *built, takings []*built) {
	o := &s.outcome
	line := b.out
	line.After = s.afterOf(b, takings)
	if b.line != nil {
		o.unfollow(b)
	}
	for _, id := range line.After {
		o.followed[id] = append(o.followed[id], b)
	}
	noteSharings(&line, b)
	o.noteDecided(&line, b)
	b.line = &line
}

// unfollow forgets what an incident came after.
func (o *outcome) unfollow(b *built) {
	for _, id := range b.line.After {
		if left := slices.DeleteFunc(o.followed[id], func(f *built) bool { return f == b }); len(left) > 0 {
			o.followed[id] = left
		} else {
			delete(o.followed, id)
		}
	}
}

// named finds an incident by its id or one that was merged into it.
func (o *outcome) named(id string) *built { return cmp.Or(o.byID[id], o.alias[id]) }

// find finds an incident by its id, an id that was merged into it, or a claim.
func (s *Set) find(id string) *built {
	if b := s.outcome.named(id); b != nil {
		return b
	}
	w := s.whereabouts(func(yield func(string)) { yield(id) })
	for _, u := range w.of(id) {
		if b := s.outcome.home[u]; b != nil {
			return b
		}
	}
	return nil
}
