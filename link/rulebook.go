package link

import (
	"cmp"
	"slices"
	"strconv"

	"cairn"
)

// rulebook is the decisions about links that stand, by what they name.
type rulebook struct {
	rulings map[int64]ruling   // by the number of the decision
	naming  map[string][]int64 // the rulings that name a claim or a report
}

// decide reads people's decisions as constraints.
func (s *Set) decide() {
	s.book = rulebook{map[int64]ruling{}, map[string][]int64{}}
	was := membersOf(s.o.Previous)
	var rulings []ruling
	for _, d := range standing(s.o.Decisions) {
		if r, ok := rulingOf(d, func(id string) []string { return was[id] }); ok {
			rulings = append(rulings, r)
			s.book.rule(r)
		}
	}
	s.named = s.whereabouts(func(yield func(string)) {
		for id := range s.book.naming {
			yield(id)
		}
	}).of
	s.rules = constrain(rulings, s.named)
}

// rule keeps a decision by what it names.
func (b *rulebook) rule(r ruling) {
	b.rulings[r.seq] = r
	for _, set := range r.sets {
		for _, id := range set {
			b.naming[id] = append(b.naming[id], r.seq)
		}
	}
}

func (b *rulebook) unrule(seq int64) {
	for _, set := range b.rulings[seq].sets {
		for _, id := range set {
			if left := slices.DeleteFunc(b.naming[id], func(n int64) bool { return n == seq }); len(left) > 0 {
				b.naming[id] = left
			} else {
				delete(b.naming, id)
			}
		}
	}
	delete(b.rulings, seq)
}

// rulingsOf are the decisions that name a unit.
func (s *Set) rulingsOf(i int32) (out []int64) {
	if len(s.book.naming) == 0 {
		return nil
	}
	u := &s.units[i]
	for _, c := range u.claims {
		out = append(out, s.book.naming[c.ID]...)
	}
	if u.main {
		out = append(out, s.book.naming[s.reports[u.report].ID]...)
	}
	return out
}

// told says what a person decided last about two units.
func (s *Set) told(a, b int32) (said string) {
	last := int64(-1)
	for _, seq := range s.rulingsOf(a) {
		if seq <= last {
			continue
		}
		r := s.book.rulings[seq]
		if of := r.of(a, b, s.named); of != "" {
			said, last = of, seq
		}
	}
	return said
}

// of says what a ruling says of two units.
func (r *ruling) of(a, b int32, unitsOf func(string) []int32) string {
	inA, inB := -1, -1
	for i, set := range r.units(unitsOf) {
		if slices.Contains(set, a) {
			inA = i
		}
		if slices.Contains(set, b) {
			inB = i
		}
	}
	together := r.verdict == cairn.Same || r.verdict == cairn.Merge
	switch {
	case inA < 0 || inB < 0 || inA == inB && !together:
		return ""
	case together:
		return putTogether
	case r.verdict == cairn.Unsure:
		return couldNot
	}
	return toldApart
}

// standing leaves out the decisions that were taken back, in order.
func standing(decisions []cairn.Decision) []cairn.Decision {
	in := slices.Clone(decisions)
	slices.SortStableFunc(in, func(a, b cairn.Decision) int { return cmp.Compare(a.Seq, b.Seq) })
	gone := map[string]bool{}
	for _, d := range slices.Backward(in) {
		if d.Verdict == cairn.Undo && !gone[seqOf(d)] {
			for _, t := range d.Targets {
				gone[t] = true
			}
		}
	}
	return slices.DeleteFunc(in, func(d cairn.Decision) bool { return d.Seq != 0 && gone[seqOf(d)] })
}

func seqOf(d cairn.Decision) string { return strconv.FormatInt(d.Seq, 10) }

// membersOf are the claims of each incident, and its reports without claims,
// by its id and its aliases.
func membersOf(lines []cairn.Linked) map[string][]string {
	out := make(map[string][]string, len(lines))
	for _, l := range lines {
		if in := l.LinkedIncident; in != nil {
			members := members(in)
			out[in.ID] = members
			for _, alias := range in.Aliases {
				out[alias] = members
			}
		}
	}
	return out
}

func members(in *cairn.LinkedIncident) (out []string) {
	for _, r := range in.Reports {
		if len(r.Claims) == 0 {
			out = append(out, r.ID)
		}
		out = append(out, r.Claims...)
	}
	return out
}

// whereabouts finds the units behind ids of claims and reports.
type whereabouts struct {
	units map[string][]int32
}

// whereabouts looks for the ids that names yields. A claim stands in every
// report that copies its text; a report stands for what it is chiefly about.
func (s *Set) whereabouts(names func(yield func(string))) whereabouts {
	w := whereabouts{units: map[string][]int32{}}
	names(func(id string) { w.units[id] = nil })
	if len(w.units) == 0 {
		return w
	}
	note := func(id string, i int32) {
		if had, asked := w.units[id]; asked && (len(had) == 0 || had[len(had)-1] != i) {
			w.units[id] = append(had, i)
		}
	}
	for i := range s.units {
		u := &s.units[i]
		if u.dead {
			continue
		}
		for _, c := range u.claims {
			note(c.ID, int32(i))
		}
		if u.main {
			note(s.reports[u.report].ID, int32(i))
		}
	}
	return w
}

func (w whereabouts) of(id string) []int32 { return w.units[id] }
