package code

import (
	"slices"

	"cairn"
)

// settleTitle lets the text say what its headline means. A headline is short:
// it says "shot 56 soldiers" of people whom the text says were shot dead, and
// "Monitor: 56 dead" where the text names the monitor. Where the text gives the
// same number of the same people, the headline's claim restates the text's, and
// takes from it what it leaves out.
func settleTitle(d *doc) {
	for _, f := range d.findings {
		if f.page.in != "title" || f.claim.Kind != cairn.Casualty || f.claim.Count == nil {
			continue
		}
		told := f.toldInText()
		if told == nil {
			continue
		}
		c := &f.claim
		c.Measure = told.claim.Measure
		f.relate(told, cairn.Restates)
		if len(c.Attribution) == 0 || !c.Attribution[len(c.Attribution)-1].Named {
			c.Attribution = inText(told.claim.Attribution)
			f.because("attribution", "title.restates", 0, 0)
		}
	}
}

// toldInText finds the finding of the text that a headline's finding sums up.
func (f *finding) toldInText() *finding {
	if f.atLeast() < 2 {
		return nil // "one dead" is told of every incident
	}
	for _, t := range f.page.doc.findings {
		c := &t.claim
		if t.page.in == "title" || c.Kind != cairn.Casualty || t.atLeast() != f.atLeast() || c.Stance == cairn.Denied {
			continue
		}
		if c.Measure == f.claim.Measure || f.shot && c.Measure == cairn.Killed && !t.elsewhen() {
			return t
		}
	}
	return nil
}

// elsewhen says whether the words around a finding tell of other times: "eight
// murders, compared to five last year".
func (f *finding) elsewhen() bool {
	near := f.nearWords()
	return slices.ContainsFunc([]string{"habit", "background", "past"}, func(use string) bool {
		_, _, ok := f.page.find(use, near.First, near.Last)
		return ok
	})
}

// inText copies a chain for a claim of the title: its words stand in the text.
func inText(chain []cairn.Speaker) []cairn.Speaker {
	out := slices.Clone(chain)
	for i := range out {
		out[i].In, out[i].Basis = "text", cairn.Context
		out[i].With, out[i].Or = inText(out[i].With), inText(out[i].Or)
		out[i].Said = nil
	}
	return out
}
