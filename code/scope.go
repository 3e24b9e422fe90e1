package code

import (
	"cairn"
	"cairn/text"
)

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
		if i, ok := f.oldYear(sen); ok {
			c.Scope = cairn.ScopeBackground
			f.because("scope", "year", i, i+1)
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

// oldYear finds a year more than one before the report's.
func (f *finding) oldYear(sen text.Sentence) (int, bool) {
	published, ok := f.page.doc.anchor.Start.Time()
	if !ok {
		return 0, false
	}
	for k := range f.page.numbers {
		n := &f.page.numbers[k]
		if n.Core >= sen.First && n.Core < sen.Last && n.Kind == text.Year && n.N > 1900 && n.N < int64(published.Year())-1 {
			return n.Core, true
		}
	}
	return 0, false
}
