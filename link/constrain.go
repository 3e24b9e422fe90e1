package link

import (
	"cmp"
	"slices"

	"cairn"
)

// constraints are people's decisions about units.
type constraints struct {
	together [][2]int32
	apart    [][2]int32
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
		case cairn.Different, cairn.Split:
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
