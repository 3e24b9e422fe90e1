package record

import (
	"cmp"
	"maps"
	"slices"

	"cairn"
)

// drafting is a snapshot on its way to the next one. What it changes it copies
// first; the slices it only appends to it shares with the one before.
type drafting struct {
	s         Snapshot
	reports   *draft[int]
	claims    *draft[[]spot]
	incidents *draft[*cairn.LinkedIncident]
	homes     *draft[*cairn.LinkedIncident]
	over      *draft[[]string]
	totals    *draft[[]string]
	lines     *draft[lineHeld]
	about     *draft[[]int32]
	ownList   bool              // the list of reports was copied
	changed   map[string]string // the lines that were put or dropped, with their types
}

func (s *Snapshot) draft() *drafting {
	return &drafting{s: *s, changed: map[string]string{},
		reports: s.reports.draft(), claims: s.claims.draft(), incidents: s.incidents.draft(), homes: s.homes.draft(),
		over: s.over.draft(), totals: s.totals.draft(), lines: s.lines.draft(), about: s.about.draft()}
}

// done is the snapshot after so many entries.
func (d *drafting) done(entries int64) *Snapshot {
	if len(d.changed) > 0 {
		d.mergeLines()
	}
	out := d.s
	out.Seq = entries
	out.reports, out.claims, out.incidents, out.homes = d.reports.table, d.claims.table, d.incidents.table, d.homes.table
	out.over, out.totals, out.lines, out.about = d.over.table, d.totals.table, d.lines.table, d.about.table
	return &out
}

// add takes one more report.
func (d *drafting) add(r Report) {
	at := len(d.s.Reports)
	d.s.Reports = append(d.s.Reports, r)
	d.reports.set(r.Coded.ID, at)
	d.lay(at)
}

// lay notes where the claims of a report stand; lift takes that back.
func (d *drafting) lay(at int) {
	for n, c := range d.s.Reports[at].Coded.Claims {
		had, _ := d.claims.get(c.ID)
		i, _ := slices.BinarySearchFunc(had, int32(at), func(s spot, at int32) int { return cmp.Compare(s.report, at+1) })
		d.claims.set(c.ID, slices.Insert(slices.Clone(had), i, spot{int32(at), int32(n)}))
	}
}

func (d *drafting) lift(at int) {
	for _, c := range d.s.Reports[at].Coded.Claims {
		had, _ := d.claims.get(c.ID)
		left := slices.DeleteFunc(slices.Clone(had), func(s spot) bool { return s.report == int32(at) })
		if len(left) == 0 {
			d.claims.drop(c.ID)
		} else {
			d.claims.set(c.ID, left)
		}
	}
}

// decide takes one more decision.
func (d *drafting) decide(one cairn.Decision) {
	at := int32(len(d.s.All))
	d.s.All = append(d.s.All, one)
	for _, id := range d.concerned(one, map[int64]bool{}) {
		had, _ := d.about.get(id)
		d.about.set(id, append(slices.Clip(had), at))
	}
	if one.Verdict != cairn.Undo {
		d.s.Decisions = append(d.s.Decisions, one)
		d.addClaims(one)
		return
	}
	before := d.s.undone
	d.s.undone, d.s.Decisions = takenBack(d.s.All), standing(d.s.All)
	for _, other := range d.s.All {
		if other.Claim != nil && (before[other.Seq] == 0) != (d.s.undone[other.Seq] == 0) {
			d.addClaims(other)
		}
	}
}

// concerned are the ids that a decision is about: its targets, the claim it
// adds and, where it takes others back, what they are about.
func (d *drafting) concerned(one cairn.Decision, seen map[int64]bool) []string {
	out := slices.Clone(one.Targets)
	if one.Claim != nil {
		out = append(out, one.Claim.ID)
	}
	for _, n := range undoes(one) {
		if other, ok := d.s.Decision(n); ok && !seen[n] {
			seen[n] = true
			out = append(out, d.concerned(other.Decision, seen)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// addClaims lays out anew the claims of the report to which a decision adds one.
func (d *drafting) addClaims(one cairn.Decision) {
	i, ok := d.reports.get(target(one))
	if one.Claim == nil || !ok || d.s.Reports[i].Withheld != 0 {
		return
	}
	if !d.ownList {
		d.ownList = true
		d.s.Reports = slices.Clone(d.s.Reports)
	}
	d.lift(i)
	r := &d.s.Reports[i]
	r.Coded.Claims = slices.DeleteFunc(slices.Clone(r.Coded.Claims), func(c cairn.Claim) bool { return c.Rule == personRule })
	for _, other := range d.s.Decisions {
		if other.Claim != nil && target(other) == r.Coded.ID {
			r.Coded.Claims = append(r.Coded.Claims, *other.Claim)
		}
	}
	d.lay(i)
}

// put takes a line of the linking in place of the one that told of the same.
func (d *drafting) put(l cairn.Linked, seq int64) {
	id := lineID(l)
	d.unlink(id, l)
	d.lines.set(id, lineHeld{l, seq})
	d.changed[id] = l.Type
	switch {
	case l.LinkedIncident != nil:
		for _, name := range append([]string{l.LinkedIncident.ID}, l.Aliases...) {
			d.incidents.set(name, l.LinkedIncident)
		}
		for _, r := range l.Reports {
			for _, c := range r.Claims {
				d.homes.set(c, l.LinkedIncident)
			}
		}
	case l.LinkedTotal != nil:
		insertID(d.totals, l.Claim, id)
		for _, in := range l.Covers {
			insertID(d.over, in, id)
		}
	}
}

// drop removes a line.
func (d *drafting) drop(id string) {
	held, ok := d.lines.get(id)
	if !ok {
		return
	}
	d.unlink(id, cairn.Linked{})
	d.lines.drop(id)
	d.changed[id] = held.Type
}

// unlink forgets what the present line of an id says, but for what the next
// one says, too. Another line may have taken a claim or an id over already.
func (d *drafting) unlink(id string, next cairn.Linked) {
	held, ok := d.lines.get(id)
	if !ok {
		return
	}
	if in := held.LinkedIncident; in != nil {
		for _, name := range append([]string{in.ID}, in.Aliases...) {
			if now, _ := d.incidents.get(name); now == in {
				d.incidents.drop(name)
			}
		}
		for _, r := range in.Reports {
			for _, c := range r.Claims {
				if now, _ := d.homes.get(c); now == in {
					d.homes.drop(c)
				}
			}
		}
	}
	if t := held.LinkedTotal; t != nil {
		if next.LinkedTotal == nil {
			removeID(d.totals, t.Claim, id)
		}
		still := map[string]bool{}
		if next.LinkedTotal != nil {
			for _, in := range next.Covers {
				still[in] = true
			}
		}
		for _, in := range t.Covers {
			if !still[in] {
				removeID(d.over, in, id)
			}
		}
	}
}

func insertID(in *draft[[]string], key, id string) {
	had, _ := in.get(key)
	if i, found := slices.BinarySearch(had, id); !found {
		in.set(key, slices.Insert(slices.Clone(had), i, id))
	}
}

func removeID(in *draft[[]string], key, id string) {
	had, _ := in.get(key)
	i, found := slices.BinarySearch(had, id)
	switch {
	case found && len(had) == 1:
		in.drop(key)
	case found:
		in.set(key, slices.Delete(slices.Clone(had), i, i+1))
	}
}

// mergeLines makes the list of links anew: what did not change is copied in one
// piece between what did.
func (d *drafting) mergeLines() {
	ids := slices.Collect(maps.Keys(d.changed))
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(d.changed[a], d.changed[b]), cmp.Compare(a, b)) })
	had := d.s.Links
	out := make([]cairn.Linked, 0, len(had)+len(ids))
	for _, id := range ids {
		i, found := slices.BinarySearchFunc(had, id, func(l cairn.Linked, id string) int {
			return cmp.Or(cmp.Compare(l.Type, d.changed[id]), cmp.Compare(lineID(l), id))
		})
		out = append(out, had[:i]...)
		if l, ok := d.lines.get(id); ok {
			out = append(out, l.Linked)
		}
		if had = had[i:]; found {
			had = had[1:]
		}
	}
	d.s.Links = append(out, had...)
}
