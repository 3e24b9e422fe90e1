package code

import "cairn"

// relate says which findings speak of the same people.
func relate(d *doc) {
	relateMeasure(d, cairn.Killed)
	relateMeasure(d, cairn.Injured)
}

// relateMeasure makes single victims parts of the first total that can hold
// them, and sets distinct single victims besides one another.
func relateMeasure(d *doc, m cairn.Measure) {
	var totals, ones []*finding
	for _, f := range d.findings {
		if f.claim.Measure != m || f.claim.Scope != cairn.ScopeIncident || f.part() || f.claim.Count == nil {
			continue
		}
		switch low := f.claim.Count.Low; {
		case f.entity.one:
			ones = append(ones, f)
		case low != nil && *low > 1:
			totals = append(totals, f)
		}
	}
	people := distinct(ones)
	for _, group := range people {
		for _, f := range group[1:] {
			f.relates = append(f.relates, link{group[0], cairn.Restates}, link{group[0], cairn.OfWhich})
		}
	}
	for _, total := range totals {
		if *total.claim.Count.Low >= int64(len(people)) {
			for _, group := range people {
				group[0].relates = append(group[0].relates, link{total, cairn.OfWhich})
			}
			return
		}
	}
	for i := 1; i < len(people); i++ {
		people[i][0].relates = append(people[i][0].relates, link{people[i-1][0], cairn.Besides})
	}
}

// part says whether the finding is already a part of another.
func (f *finding) part() bool {
	for _, l := range f.relates {
		if l.as == cairn.OfWhich {
			return true
		}
	}
	return false
}

// distinct groups single victims by who they can be.
func distinct(ones []*finding) [][]*finding {
	var out [][]*finding
next:
	for _, f := range ones {
		if !f.entity.other {
			for i, g := range out {
				if g[0].entity.same(f.entity) {
					out[i] = append(g, f)
					continue next
				}
			}
		}
		out = append(out, []*finding{f})
	}
	return out
}
