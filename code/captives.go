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
