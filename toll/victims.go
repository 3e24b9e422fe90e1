package toll

import "slices"

// asked is one dimension of victims by which a toll is narrowed.
type asked struct {
	dimension Dimension
	value     string
	mask      []bool
}

func (x *Index) askedOf(s Selection) []asked {
	var out []asked
	for _, a := range []asked{{ByStatus, s.Status, nil}, {ByVictimGroup, s.VictimGroup, nil}, {ByCondition, s.Condition, nil}, {ByAffiliation, s.Affiliation, nil}} {
		if a.value != "" {
			a.mask = x.victimMask(func(v victimKey) bool { return fold(a.dimension.of(v)) == fold(a.value) })
			out = append(out, a)
		}
	}
	return out
}

func (x *Index) victimMask(keep func(victimKey) bool) []bool {
	mask := make([]bool, len(x.victims))
	for i, v := range x.victims {
		mask[i] = keep(v)
	}
	return mask
}

// ofAsked is an incident's figure for the victims asked for, given the one for
// all of them, by the rules by which a toll is grouped by victims: selecting a
// group gives that group's cell.
func (t *tally) ofAsked(at int32, m uint8, whole figure, rows, all []row) figure {
	if len(t.sel.asked) == 0 {
		return whole
	}
	switch t.narrow(rows) {
	case whyWho:
		t.left[whyWho] = append(t.left[whyWho], at)
		return figure{}
	case whyVictims:
		return figure{}
	}
	if t.eval.victims == nil {
		return whole
	}
	part := t.figureOf(at, m, rows, all)
	part.within(&whole)
	return part
}

// narrow leaves, of the rows of one figure, those to be counted that are of
// the victims asked for. Voices that leave unsaid who the people were do not
// contradict one that says it: they speak of the same people. Where voices
// disagree about the same people, they are in no one group.
func (t *tally) narrow(rows []row) why {
	t.eval.victims = nil
	var mask []bool
	for _, a := range t.sel.asked {
		if a.dimension != ByVictimGroup {
			switch said, others := t.saidOf(a, rows); {
			case said && others == 0:
				continue // all of them are of the group
			case !said && others == 1:
				return whyVictims
			case said && !t.toldApart(a.dimension, rows):
				return whyWho
			}
		}
		mask = both(mask, a.mask)
	}
	t.eval.victims = mask
	return counted
}

func both(a, b []bool) []bool {
	if a == nil {
		return b
	}
	out := slices.Clone(a)
	for i := range out {
		out[i] = out[i] && b[i]
	}
	return out
}

// saidOf says whether any row that counts names the group asked for, and how
// many others are named.
func (t *tally) saidOf(a asked, rows []row) (said bool, others int) {
	names := map[string]bool{}
	for i := range rows {
		r := &rows[i]
		if name := a.dimension.of(t.x.victims[r.victims]); name != "" && t.eval.admit(r) == counted {
			names[name] = true
			said = said || a.mask[r.victims]
		}
	}
	if said {
		return true, len(names) - 1
	}
	return false, len(names)
}
