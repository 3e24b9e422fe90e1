package link

import (
	"cmp"
	"maps"
	"slices"

	"cairn"
)

// settleStep carries a step through: groups, incidents, ids, totals, lines.
func (x *Index) settleStep(st *step) cairn.LinkChange {
	for _, u := range x.regroup(st.seeds) {
		st.units[u] = true
	}
	gone, groups := x.regrouped(st)
	before := x.retire(gone, st)
	made := make([]*built, 0, len(groups))
	for _, units := range groups {
		made = append(made, x.assemble(units))
	}
	x.mint(made, before, func(id string) bool { return x.outcome.byID[id] != nil })
	for t := range x.settle(made) {
		st.totals[t] = true
	}
	for _, b := range made {
		x.listen(b)
		x.outcome.noteMonths(b)
		x.yieldAlias(b, st)
		st.finish[b] = true
	}
	x.affected(gone, made, st)
	return x.lines(gone, st)
}

// regrouped compares the incidents there were with the groups there are: those
// that are gone, and the groups of which an incident is to be made.
func (x *Index) regrouped(st *step) (gone []*built, groups [][]int32) {
	old := map[*built]bool{}
	for u := range st.units {
		if b := x.outcome.home[u]; b != nil && !old[b] {
			old[b] = true
		}
	}
	for b := range old {
		for _, u := range b.units {
			st.units[u] = true
		}
	}
	by := map[int32][]int32{}
	for u := range st.units {
		if !x.units[u].dead {
			by[x.group[u]] = append(by[x.group[u]], u)
		}
	}
	for _, units := range by {
		if b := x.outcome.home[units[0]]; b != nil && len(b.units) == len(units) && x.unchanged(b, units, st) {
			delete(old, b)
			continue
		}
		slices.SortFunc(units, x.compareUnits)
		if x.worthTelling(units) {
			groups = append(groups, units)
		}
	}
	slices.SortFunc(groups, func(a, b []int32) int { return x.compareUnits(a[0], b[0]) })
	gone = slices.Collect(maps.Keys(old))
	slices.SortFunc(gone, func(a, b *built) int { return cmp.Compare(a.out.ID, b.out.ID) })
	return gone, groups
}

func (x *Index) unchanged(b *built, units []int32, st *step) bool {
	return !slices.ContainsFunc(units, func(u int32) bool { return x.outcome.home[u] != b || st.fresh[u] })
}

// retire takes incidents that are no more out of everything that knows them.
func (x *Index) retire(gone []*built, st *step) (before []*cairn.LinkedIncident) {
	o := &x.outcome
	for _, b := range gone {
		before = append(before, b.line)
		delete(o.byID, b.out.ID)
		for _, alias := range b.out.Aliases {
			if o.alias[alias] == b {
				delete(o.alias, alias)
			}
		}
		for _, u := range b.units {
			if o.home[u] == b {
				o.home[u] = nil
			}
		}
		delete(o.takings, b)
		delete(o.captives, b)
		x.unlisten(b)
		o.forgetMonths(b)
		o.unfollow(b)
		for _, f := range o.followed[b.out.ID] {
			st.finish[f] = true
		}
		for _, t := range b.heldBy {
			for _, s := range t.shares {
				st.finish[s.a], st.finish[s.b] = true, true
			}
			t.leave(b)
			st.totals[t] = true
		}
		st.drop[b.out.ID] = true
	}
	return before
}

// yieldAlias takes an alias from an incident that was not touched, where another
// has it as its id again.
func (x *Index) yieldAlias(b *built, st *step) {
	if other := x.outcome.alias[b.out.ID]; other != nil && other != b {
		other.out.Aliases = without(slices.Clone(other.out.Aliases), b.out.ID)
		delete(x.outcome.alias, b.out.ID)
		st.finish[other] = true
	}
}

// affected marks the incidents of which others make something else now.
func (x *Index) affected(gone, made []*built, st *step) {
	for t := range st.totals {
		if t.dead {
			continue
		}
		for _, s := range t.shares {
			st.finish[s.a], st.finish[s.b] = true, true
		}
		t.derive()
		for _, s := range t.shares {
			st.finish[s.a], st.finish[s.b] = true, true
		}
	}
	for _, b := range made {
		if !b.takes {
			continue
		}
		for c := range x.outcome.captives {
			if c.placed && c.when.known && x.captureBefore(b, c) {
				st.finish[c] = true
			}
		}
	}
	if len(x.outcome.overlaps) > 0 {
		var decisions []cairn.Decision
		for _, v := range x.outcome.overlaps {
			decisions = append(decisions, v.d)
		}
		x.reparty(decisions, st)
	}
}

// reparty finds the incidents of decided overlaps again, and marks those of
// which the decisions say something else.
func (x *Index) reparty(decisions []cairn.Decision, st *step) {
	was := x.outcome.overlaps
	x.resolveOverlaps(decisions, x.find)
	mark := func(here, there []overlapping) {
		for _, v := range here {
			if !slices.ContainsFunc(there, func(o overlapping) bool { return o.d.Seq == v.d.Seq && o.a == v.a && o.b == v.b }) {
				st.finish[v.a], st.finish[v.b] = true, true
			}
		}
	}
	mark(was, x.outcome.overlaps)
	mark(x.outcome.overlaps, was)
}

// find finds an incident by its id, an id that was merged into it, or a claim.
func (x *Index) find(id string) *built {
	if b := x.outcome.named(id); b != nil {
		return b
	}
	for _, u := range x.unitsOf(id) {
		if b := x.outcome.home[u]; b != nil {
			return b
		}
	}
	return nil
}

// lines writes what the step changed.
func (x *Index) lines(gone []*built, st *step) (out cairn.LinkChange) {
	dead := map[*built]bool{nil: true}
	for _, b := range gone {
		dead[b] = true
	}
	takings := slices.Collect(maps.Keys(x.outcome.takings))
	for b := range st.finish {
		if dead[b] || x.outcome.byID[b.out.ID] != b {
			continue
		}
		x.Set.finish(b, takings)
		out.Put = append(out.Put, cairn.Linked{Type: "incident", LinkedIncident: b.line})
		delete(st.drop, b.out.ID)
	}
	for t := range st.totals {
		if !t.dead {
			out.Put = append(out.Put, cairn.Linked{Type: "total", LinkedTotal: t.line})
			delete(st.drop, totalID(t))
		}
	}
	slices.SortFunc(out.Put, compareLines)
	out.Drop = slices.Sorted(maps.Keys(st.drop))
	x.asks.touch(st.units)
	return out
}

// compareLines puts incidents before totals, each by id.
func compareLines(a, b cairn.Linked) int {
	if c := cmp.Compare(a.Type, b.Type); c != 0 || a.LinkedIncident != nil && b.LinkedIncident != nil {
		return cmp.Or(c, cmp.Compare(idOf(a), idOf(b)))
	}
	return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Report, b.Report))
}

func idOf(l cairn.Linked) string {
	if l.LinkedIncident != nil {
		return l.LinkedIncident.ID
	}
	return l.Claim
}
