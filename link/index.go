package link

import (
	"cmp"
	"slices"

	"cairn"
)

// Index is a Set that changes: reports come, are read otherwise or go, and
// people decide. What comes is compared with what shares a key with it, and only
// the incidents and totals that this touches are made anew. With the same
// [Frequencies], the outcome is that of linking all reports at once, in whatever
// order they came; one limit: a key that grows beyond the size of a block after
// it has brought units together keeps what it did, until the next whole run.
type Index struct {
	*Set
	base    []keyed            // keys of the units that were there at the start, sorted
	added   map[uint64][]int32 // keys of the units added since
	edgesOf [][]edge           // of each unit, the doubtful ones too
	texts   map[uint64][]int32 // copy keys of reports
	copies  map[int32][]int32  // the reports of each story that several tell
	at      map[string]int32   // reports by id
	claims  claimUnits         // units by the ids of their claims
	asks    asks
}

// NewIndex links the reports there are and lays them out for change.
func NewIndex(reports []cairn.Coded, o Options) (*Index, error) {
	o.Decisions = standing(o.Decisions)
	s, err := New(reports, o)
	if err != nil {
		return nil, err
	}
	x := &Index{Set: s, added: map[uint64][]int32{}, texts: map[uint64][]int32{}, copies: map[int32][]int32{},
		at: make(map[string]int32, len(reports))}
	s.tell()
	x.makeRoom()
	x.layKeys()
	x.layEdges()
	for i, d := range s.docs {
		d.copyKeys(func(k uint64) { x.texts[k] = append(x.texts[k], int32(i)) })
		x.at[s.reports[i].ID] = int32(i)
		if root := s.story[i]; root != int32(i) {
			x.copies[root] = append(x.copies[root], int32(i))
		}
	}
	for root, more := range x.copies {
		x.copies[root] = append([]int32{root}, more...)
	}
	for i := range s.units {
		x.claims.note(&s.units[i], int32(i))
	}
	s.named = x.unitsOf
	x.outcome.heard, x.outcome.months = map[uint64][]*built{}, map[monthKey][]*built{}
	for _, b := range x.outcome.byID {
		x.listen(b)
		x.outcome.noteMonths(b)
	}
	return x, nil
}

// Linked writes the incidents, by id, and then the totals, by claim, as they are now.
func (x *Index) Linked() []cairn.Linked { return x.outcome.lines() }

// makeRoom leaves room for what will be added, so that no report waits for a
// copy of all.
func (x *Index) makeRoom() {
	s := x.Set
	room := len(s.units)/8 + 1024
	s.reports, s.docs, s.story, s.first = slices.Grow(s.reports, room), slices.Grow(s.docs, room), slices.Grow(s.story, room), slices.Grow(s.first, room)
	s.units, s.group, s.outcome.home = slices.Grow(s.units, room), slices.Grow(s.group, room), slices.Grow(s.outcome.home, room)
	x.edgesOf = make([][]edge, len(s.units), len(s.units)+room)
}

func (x *Index) layKeys() {
	for i := range x.units {
		x.model.keysOf(&x.units[i], func(kind, key uint64) { x.base = append(x.base, keyed{mix(kind, key), int32(i)}) })
	}
	slices.SortFunc(x.base, compareKeyed)
	x.base = slices.Compact(x.base)
}

// layEdges takes the edges of the whole run, each once.
func (x *Index) layEdges() {
	for _, e := range x.edges {
		x.join(e)
	}
	for _, e := range x.doubtful {
		if e.score < threshold {
			x.join(e)
		}
	}
	x.edges, x.doubtful = nil, nil
}

func (x *Index) join(e edge) {
	x.edgesOf[e.a] = append(x.edgesOf[e.a], e)
	x.edgesOf[e.b] = append(x.edgesOf[e.b], e)
}

func compareKeyed(a, b keyed) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.unit, b.unit))
}

// claimUnits finds units by the ids of their claims. Most claims stand in one unit;
// those of a text that was copied in several.
type claimUnits struct {
	one  map[string]int32
	more map[string][]int32
}

func (p *claimUnits) note(u *unit, i int32) {
	if p.one == nil {
		p.one, p.more = map[string]int32{}, map[string][]int32{}
	}
	for _, c := range u.claims {
		if had, ok := p.one[c.ID]; !ok {
			p.one[c.ID] = i
		} else if had != i && !slices.Contains(p.more[c.ID], i) {
			p.more[c.ID] = append(p.more[c.ID], i)
		}
	}
}

func (p *claimUnits) forget(u *unit, i int32) {
	for _, c := range u.claims {
		more := slices.DeleteFunc(p.more[c.ID], func(o int32) bool { return o == i })
		if p.one[c.ID] == i {
			delete(p.one, c.ID)
			if len(more) > 0 {
				p.one[c.ID], more = more[0], more[1:]
			}
		}
		if len(more) > 0 {
			p.more[c.ID] = more
		} else {
			delete(p.more, c.ID)
		}
	}
}

// unitsOf are the units that an id of a claim or of a report names.
func (x *Index) unitsOf(id string) []int32 {
	if i, ok := x.claims.one[id]; ok {
		return append([]int32{i}, x.claims.more[id]...)
	}
	var out []int32
	if at, ok := x.at[id]; ok {
		x.unitsOfReport(at, func(i int32) {
			if x.units[i].main {
				out = append(out, i)
			}
		})
	}
	return out
}

// listen notes the numbers that named voices give of an incident.
func (x *Index) listen(b *built) {
	for k := range b.numbers() {
		x.outcome.heard[k] = append(x.outcome.heard[k], b)
	}
}

func (x *Index) unlisten(b *built) {
	for k := range b.numbers() {
		if left := slices.DeleteFunc(x.outcome.heard[k], func(o *built) bool { return o == b }); len(left) > 0 {
			x.outcome.heard[k] = left
		} else {
			delete(x.outcome.heard, k)
		}
	}
}

// numbers are the keys of what the voices of an incident that may dissent give.
func (b *built) numbers() map[uint64]bool {
	out := map[uint64]bool{}
	for _, c := range b.all {
		n := countOf(c.claim)
		for _, v := range c.voices {
			if n > 0 && (v.kind == kindNamed || v.kind == kindPrimary || v.kind == kindParty) {
				out[numberKey(v.key, c.claim.Measure, n)] = true
			}
		}
	}
	return out
}
