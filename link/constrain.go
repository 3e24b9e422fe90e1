package link

import (
	"slices"
	"strconv"

	"cairn"
)

// constraints are people's decisions about units.
type constraints struct {
	together [][2]int32
	apart    [][2]int32
	overlaps []cairn.Decision
}

// constrain reads the decisions that stand. Where two contradict each other,
// the later one holds.
func constrain(s *Set, decisions []cairn.Decision) constraints {
	var c constraints
	if len(decisions) == 0 {
		return c
	}
	w := s.whereabouts()
	parent := make([]int32, len(s.units))
	for i := range parent {
		parent[i] = int32(i)
	}
	standing := standing(decisions)
	for i := len(standing) - 1; i >= 0; i-- { // the latest first: it holds
		d := standing[i]
		sets := w.of(d.Targets)
		switch d.Verdict {
		case cairn.Same, cairn.Merge:
			c.join(parent, sets)
		case cairn.Different:
			c.part(parent, sets)
		case cairn.Split:
			c.part(parent, w.split(d.Targets))
		case cairn.Overlaps:
			c.overlaps = append(c.overlaps, d)
		}
	}
	return c
}

// standing leaves out the decisions that were taken back, in order.
func standing(decisions []cairn.Decision) []cairn.Decision {
	in := slices.Clone(decisions)
	slices.SortStableFunc(in, func(a, b cairn.Decision) int { return int(a.Seq - b.Seq) })
	gone := map[string]bool{}
	for i := len(in) - 1; i >= 0; i-- {
		if in[i].Verdict == cairn.Undo && !gone[seqOf(in[i])] {
			for _, t := range in[i].Targets {
				gone[t] = true
			}
		}
	}
	return slices.DeleteFunc(in, func(d cairn.Decision) bool { return d.Seq != 0 && gone[seqOf(d)] })
}

func seqOf(d cairn.Decision) string { return strconv.FormatInt(d.Seq, 10) }

// join puts all units of all sets together, unless a later decision forbids it.
func (c *constraints) join(parent []int32, sets [][]int32) {
	var all []int32
	for _, set := range sets {
		all = append(all, set...)
	}
	for i := 1; i < len(all); i++ {
		a, b := root(parent, all[0]), root(parent, all[i])
		if a == b || c.parted(parent, a, b) {
			continue
		}
		union(parent, a, b)
		c.together = append(c.together, [2]int32{all[0], all[i]})
	}
}

func (c *constraints) parted(parent []int32, a, b int32) bool {
	return slices.ContainsFunc(c.apart, func(p [2]int32) bool {
		x, y := root(parent, p[0]), root(parent, p[1])
		return x == a && y == b || x == b && y == a
	})
}

// part keeps every unit of one set apart from every unit of another.
func (c *constraints) part(parent []int32, sets [][]int32) {
	for i, set := range sets {
		for _, other := range sets[:i] {
			for _, a := range set {
				for _, b := range other {
					if root(parent, a) != root(parent, b) {
						c.apart = append(c.apart, [2]int32{a, b})
					}
				}
			}
		}
	}
}

// whereabouts finds the units behind the ids that a decision names.
type whereabouts struct {
	claims    map[string]int32
	reports   map[string][]int32
	incidents map[string][]int32
}

func (s *Set) whereabouts() whereabouts {
	w := whereabouts{claims: map[string]int32{}, reports: map[string][]int32{}, incidents: map[string][]int32{}}
	for i := range s.units {
		u := &s.units[i]
		for _, c := range u.claims {
			w.claims[c.ID] = int32(i)
		}
		id := s.reports[u.report].ID
		if u.main {
			w.reports[id] = append(w.reports[id], int32(i))
		}
	}
	for _, l := range s.o.Previous {
		if l.LinkedIncident == nil {
			continue
		}
		var units []int32
		for _, r := range l.Reports {
			for _, c := range r.Claims {
				if u, ok := w.claims[c]; ok {
					units = append(units, u)
				}
			}
			if len(r.Claims) == 0 {
				units = append(units, w.reports[r.ID]...)
			}
		}
		slices.Sort(units)
		units = slices.Compact(units)
		for _, id := range append([]string{l.LinkedIncident.ID}, l.Aliases...) {
			w.incidents[id] = units
		}
	}
	return w
}

// of is the units of each target; targets that are not known are left out.
func (w whereabouts) of(targets []string) [][]int32 {
	var out [][]int32
	for _, t := range targets {
		if u, ok := w.claims[t]; ok {
			out = append(out, []int32{u})
		} else if us := w.incidents[t]; len(us) > 0 {
			out = append(out, us)
		} else if us := w.reports[t]; len(us) > 0 {
			out = append(out, us)
		}
	}
	return out
}

// split reads "this incident, without these claims": the claims named are kept
// apart from the rest of the incident that is named first.
func (w whereabouts) split(targets []string) [][]int32 {
	if len(targets) < 2 {
		return nil
	}
	whole := w.incidents[targets[0]]
	var taken []int32
	for _, set := range w.of(targets[1:]) {
		taken = append(taken, set...)
	}
	rest := slices.DeleteFunc(slices.Clone(whole), func(u int32) bool { return slices.Contains(taken, u) })
	return [][]int32{rest, taken}
}
