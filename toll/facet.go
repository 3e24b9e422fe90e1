package toll

import (
	"encoding/binary"
	"slices"
	"strings"
)

// facet is one value of a dimension of victims, and the victims that have it.
type facet struct {
	value int32 // in the words of the dimension's grouper
	name  string
	mask  []bool
}

// makeFacets lists the values of the dimension of victims asked for.
func (t *tally) makeFacets() []facet {
	if t.victims == "" {
		return nil
	}
	in := t.groups[slices.Index(t.q.Group, t.victims)].words
	var names []string
	for _, v := range t.x.victims {
		names = append(names, t.victims.of(v))
	}
	slices.Sort(names)
	var out []facet
	for _, name := range slices.Compact(names) {
		label := name
		if label == "" {
			label = Unsaid
		}
		out = append(out, facet{in.id(label), name, t.x.victimMask(func(v victimKey) bool { return t.victims.of(v) == name })})
	}
	return out
}

// countFacets tells the people of one incident apart. Where one voice itself
// tells them apart ("21 fighters, and 7 civilians besides"), each value has its
// own figure, and none is above the incident's. Where voices only disagree
// about who the same people were, they are one group with both names: putting
// them in two would count them twice.
func (t *tally) countFacets(at int32, m uint8, rows, all []row, whole figure) {
	said := t.saidFacets(rows)
	if len(said) > 1 && t.victims != ByVictimGroup && !t.toldApart(t.victims, rows) {
		t.putFacet(at, m, t.eitherOf(said), &whole)
		return
	}
	if len(said) == 1 && t.victims != ByVictimGroup {
		// Voices that leave it unsaid do not contradict the one that says it.
		t.putFacet(at, m, t.facets[said[0]].value, &whole)
		return
	}
	for _, f := range t.facets {
		t.eval.facet = f.mask
		part := t.figureOf(at, m, rows, all)
		t.eval.facet = nil
		if (part.claimed || part.voices > 0) && (f.name != "" || len(said) == 0) {
			part.within(&whole)
			t.putFacet(at, m, f.value, &part)
		}
	}
}

// within keeps a part inside the whole.
func (f *figure) within(whole *figure) {
	if whole.hasHigh && !whole.open && f.hasHigh {
		f.high = min(f.high, whole.high)
	}
	if whole.hasLow {
		f.low = min(f.low, whole.low)
	}
	if whole.hasBest {
		f.best = min(f.best, whole.best)
	}
}

// putFacet puts a figure into the cell of one value of the victims' dimension.
func (t *tally) putFacet(at int32, m uint8, value int32, f *figure) {
	inc := &t.x.incidents[at]
	var ids [2]int32
	for i, g := range t.groups {
		if t.q.Group[i] == t.victims {
			ids[i] = value
		} else {
			ids[i] = g.name(t, at, inc)
		}
	}
	t.sums.put(cellKey{m, ids[0], ids[1]}, at, f, inc.overlaps)
}

// saidFacets are the numbers of the values that admitted rows of an incident
// name. The list is good until the next is asked for.
func (t *tally) saidFacets(rows []row) []int {
	t.said = t.said[:0]
	for n, f := range t.facets {
		if f.name == "" {
			continue
		}
		for i := range rows {
			if f.mask[rows[i].victims] && t.eval.admit(&rows[i]) == counted {
				t.said = append(t.said, n)
				break
			}
		}
	}
	return t.said
}

// eitherOf is the group of people of whom voices say different values.
func (t *tally) eitherOf(said []int) int32 {
	var buf [16]byte
	key := buf[:0]
	for _, n := range said {
		key = binary.AppendUvarint(key, uint64(n))
	}
	if value, ok := t.either[string(key)]; ok {
		return value
	}
	var names []string
	for _, n := range said {
		names = append(names, t.facets[n].name)
	}
	if t.either == nil {
		t.either = map[string]int32{}
	}
	value := t.groups[slices.Index(t.q.Group, t.victims)].words.id(strings.Join(names, " or "))
	t.either[string(key)] = value
	return value
}

// toldApart says whether one voice, in one report, counts people of two values.
func (t *tally) toldApart(d Dimension, rows []row) bool {
	value := func(i int) string { return d.of(t.x.victims[rows[i].victims]) }
	for i := range rows {
		for j := i + 1; j < len(rows) && rows[j].voice == rows[i].voice && rows[j].report == rows[i].report; j++ {
			if value(i) != value(j) && value(i) != "" && value(j) != "" && (rows[i].group == rows[j].group || rows[i].parent >= 0 || rows[j].parent >= 0) {
				return true
			}
		}
	}
	return false
}
