package code

import "cairn"

// setScope says how far each count reaches.
func setScope(d *doc) {
	for _, f := range d.findings {
		c := &f.claim
		if c.Scope != "" || c.Kind != cairn.Casualty {
			continue
		}
		c.Scope = cairn.ScopeIncident
		sen := f.page.t.Sentences[f.sentence]
		if i, j, ok := f.page.find("cumulative", sen.First, sen.Last); ok {
			c.Scope = cairn.ScopeCumulative
			f.because("scope", "cumulative", i, j)
			continue
		}
		for _, use := range []string{"habit", "background"} {
			if i, j, ok := f.page.find(use, sen.First, sen.Last); ok {
				c.Scope = cairn.ScopeBackground
				f.because("scope", use, i, j)
				break
			}
		}
	}
}
