package link

import (
	"cmp"
	"slices"
	"strconv"

	"cairn"
)

// constraints are people's decisions about units.
type constraints struct {
	together [][2]int32
	apart    [][2]int32
	unsure   [][2]int32 // people looked and could not tell
}

// ruling is a decision about what belongs together, with the claims and
// reports that it names. An incident stands for the claims that it had.
type ruling struct {
	seq     int64
	verdict cairn.Verdict
	sets    [][]string
}

// rulingOf reads a decision; ok is false where it says nothing of links.
func rulingOf(d cairn.Decision, members func(incident string) []string) (r ruling, ok bool) {
	switch d.Verdict {
	case cairn.Same, cairn.Merge, cairn.Different, cairn.Split, cairn.Unsure:
	default:
		return r, false
	}
	r = ruling{seq: d.Seq, verdict: d.Verdict}
	for _, t := range d.Targets {
		set := members(t)
		if len(set) == 0 {
			set = []string{t}
		}
		r.sets = append(r.sets, set)
	}
	if d.Verdict == cairn.Split { // this incident, without these claims
		r.sets = [][]string{r.sets[0], slices.Concat(r.sets[1:]...)}
	}
	return r, len(r.sets) > 1
}

// units are the units that each set of a ruling names; sets that name none are
// left out. What is split off is not in what is left.
func (r *ruling) units(of func(id string) []int32) [][]int32 {
	var out [][]int32
	for _, set := range r.sets {
		var units []int32
		for _, id := range set {
			units = append(units, of(id)...)
		}
		slices.Sort(units)
		if units = slices.Compact(units); len(units) > 0 {
			out = append(out, units)
		}
	}
	if r.verdict == cairn.Split && len(out) == 2 {
		out[0] = slices.DeleteFunc(out[0], func(u int32) bool { return slices.Contains(out[1], u) })
	}
	return out
}

// constrain makes constraints of rulings. Where two contradict each other, the
// later one holds.
func constrain(rulings []ruling, of func(id string) []int32) constraints {
	c := constraining{parent: map[int32]int32{}, foes: map[int32][]int32{}}
	rulings = slices.Clone(rulings)
	slices.SortStableFunc(rulings, func(a, b ruling) int { return cmp.Compare(b.seq, a.seq) }) // the latest first: it holds
	for _, r := range rulings {
		switch r.verdict {
		case cairn.Same, cairn.Merge:
			c.join(r.units(of))
		case cairn.Unsure:
			across(r.units(of), func(a, b int32) { c.out.unsure = append(c.out.unsure, [2]int32{a, b}) })
		default:
			across(r.units(of), c.part)
		}
	}
	return c.out
}

// across calls f for every unit of one set with every unit of another.
func across(sets [][]int32, f func(a, b int32)) {
	for i, set := range sets {
		for _, other := range sets[:i] {
			for _, a := range set {
				for _, b := range other {
					f(a, b)
				}
			}
		}
	}
}

// constraining is constraints on their way: which units are together, and
// which of these groups are apart.
type constraining struct {
	out    constraints
	parent map[int32]int32
	foes   map[int32][]int32
}

func (c *constraining) root(i int32) int32 {
	for {
		up, ok := c.parent[i]
		if !ok || up == i {
			return i
		}
		i = up
	}
}

// join puts all units of all sets together, unless a later decision forbids it.
func (c *constraining) join(sets [][]int32) {
	all := slices.Concat(sets...)
	for i := 1; i < len(all); i++ {
		a, b := c.root(all[0]), c.root(all[i])
		if a == b || c.parted(a, b) {
			continue
		}
		if len(c.foes[a]) < len(c.foes[b]) {
			a, b = b, a
		}
		c.parent[b] = a
		c.foes[a] = append(c.foes[a], c.foes[b]...)
		delete(c.foes, b)
		c.out.together = append(c.out.together, [2]int32{all[0], all[i]})
	}
}

func (c *constraining) parted(a, b int32) bool {
	if len(c.foes[a]) > len(c.foes[b]) {
		a, b = b, a
	}
	return slices.ContainsFunc(c.foes[a], func(f int32) bool { return c.root(f) == b })
}

// part keeps two units apart, unless a later decision put them together.
func (c *constraining) part(a, b int32) {
	x, y := c.root(a), c.root(b)
	if x == y {
		return
	}
	c.out.apart = append(c.out.apart, [2]int32{a, b})
	c.foes[x], c.foes[y] = append(c.foes[x], y), append(c.foes[y], x)
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

// rulings reads the decisions that stand.
func (s *Set) rulings() []ruling {
	if len(s.o.Decisions) == 0 {
		return nil
	}
	was := membersOf(s.o.Previous)
	var out []ruling
	for _, d := range standing(s.o.Decisions) {
		if r, ok := rulingOf(d, func(id string) []string { return was[id] }); ok {
			out = append(out, r)
		}
	}
	return out
}

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

// decide reads people's decisions as constraints.
func (s *Set) decide() {
	rulings := s.rulings()
	w := s.whereabouts(func(yield func(string)) {
		for _, r := range rulings {
			for _, set := range r.sets {
				for _, id := range set {
					yield(id)
				}
			}
		}
	})
	s.rules = constrain(rulings, w.of)
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
