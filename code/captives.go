package code

import (
	"cairn"
	"cairn/text"
)

// capturedThenKilled relates the killing of captives to their capture.
func capturedThenKilled(g []*finding) {
	for _, killed := range g {
		if killed.claim.Measure != cairn.Killed || killed.claim.Victims == nil || killed.claim.Victims.Condition != "captive" {
			continue
		}
		for _, taken := range g {
			if taken.claim.Measure == cairn.Captured && taken.sentence == killed.sentence && taken.page == killed.page {
				killed.relate(taken, cairn.Later)
			}
		}
	}
}

// takenBefore finds "shot dead 56 soldiers ... The men had been taken prisoner
// on September 9": a pluperfect tells what befell the people of the sentences
// before it earlier. They are the same people in a later state, captives when
// they were killed, at some time from then to publication.
func takenBefore(d *doc) {
	for _, taken := range d.findings {
		c := &taken.claim
		if c.Measure != cairn.Captured || c.Count == nil || c.Count.Low != nil || !taken.pluperfect() {
			continue
		}
		for _, killed := range d.findings {
			k := &killed.claim
			if k.Measure != cairn.Killed || k.Scope != cairn.ScopeIncident || killed.page != taken.page || killed.sentence >= taken.sentence || taken.sentence-killed.sentence > 3 {
				continue
			}
			killed.relate(taken, cairn.Later)
			if k.Victims != nil && k.Victims.Condition == "" {
				k.Victims.Condition = "captive"
			}
			if end := d.anchor.End; k.Time == nil && c.Time != nil && c.Time.Start != "" && c.Time.Start <= end {
				w := *c.Time
				w.Basis, w.Precision, w.End = cairn.Context, "range", end
				k.Time = &w
			}
			killed.because("condition", "captive.before", taken.trigger[0], taken.trigger[1])
		}
	}
}

// pluperfect says whether the verb stands behind "had" or "had been".
func (f *finding) pluperfect() bool {
	p := f.page
	for k := f.trigger[0] - 1; k >= max(0, f.trigger[0]-4); k-- {
		if p.key(k) == keyHad {
			return true
		}
		if !p.has(k, cBe|cAdv) {
			return false
		}
	}
	return false
}

var keyHad = text.KeyOf("had")

// fates relates what became of people taken to their taking: "nine were
// kidnapped. Three of the hostages were freed. The other six were found dead".
func fates(g []*finding) {
	for k, taken := range g {
		m := taken.claim.Measure
		if m != cairn.Captured && m != cairn.Abducted && m != cairn.Detained || taken.atLeast() < 1 {
			continue
		}
		for _, f := range g[k+1 : min(k+1+near, len(g))] {
			if f.page != taken.page || f.sentence-taken.sentence > 4 {
				break
			}
			later := f.claim.Measure == cairn.Killed || f.claim.Measure == cairn.Released || f.claim.Measure == cairn.Survived || f.claim.Measure == cairn.Injured
			if later && f.atLeast() > 0 && f.atLeast() <= taken.atLeast() && f.ofThem() {
				f.relate(taken, cairn.Later)
			}
		}
	}
}

// ofThem says whether the words of the victims point back: "three of them", "the
// other six", "all twelve", "the hostages".
func (f *finding) ofThem() bool {
	v := f.claim.Victims
	return f.entity.part || f.entity.definite || v != nil && v.Condition == "captive"
}
