package toll

import (
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
		var names []string
		for _, f := range said {
			names = append(names, f.name)
		}
		t.putFacet(at, m, strings.Join(names, " or "), whole)
		return
	}
	if len(said) == 1 && said[0].name != "" && t.victims != ByVictimGroup {
		// Voices that leave it unsaid do not contradict the one that says it.
		t.putFacet(at, m, said[0].name, whole)
		return
	}
	for _, f := range t.facets {
		t.eval.facet = f.mask
		part := t.figureOf(at, m, rows, all)
		t.eval.facet = nil
		if (part.claimed || part.voices > 0) && (f.name != "" || len(said) == 0) {
			part.within(whole)
			t.putFacet(at, m, f.name, part)
		}
	}
}

// within keeps a part inside the whole.
func (f *figure) within(whole figure) {
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

func (t *tally) putFacet(at int32, m uint8, name string, f figure) {
	if name == "" {
		name = Unsaid
	}
	inc := &t.x.incidents[at]
	ids := make([]int32, len(t.groups))
	for i, g := range t.groups {
		if t.q.Group[i] == t.victims {
			ids[i] = g.words.id(name)
			continue
		}
		ids[i] = g.name(t, at, inc)
	}
	key := cellKey{measure: m, a: ids[0]}
	if len(ids) > 1 {
		key.b = ids[1]
	}
	t.put(key, at, f)
}

// saidFacets are the values that admitted rows of an incident name.
func (t *tally) saidFacets(rows []row) []facet {
	var out []facet
	for _, f := range t.facets {
		if f.name == "" {
			continue
		}
		for i := range rows {
			if f.mask[rows[i].victims] && t.eval.admit(&rows[i]) == counted {
				out = append(out, f)
				break
			}
		}
	}
	return out
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
