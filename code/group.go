package code

import "cairn"

// group gathers the findings of each incident of the report. Findings without
// a scope of their own do not make one.
func group(d *doc) {
	var main []*finding
	for _, f := range d.findings {
		if f.claim.Kind == cairn.Casualty && f.claim.Scope == cairn.ScopeIncident {
			main = append(main, f)
		}
	}
	main = withoutAsides(main)
	if len(main) > 0 {
		d.groups = append(d.groups, main)
	}
}

// incident derives one incident of the report.
func incident(g []*finding, main bool) cairn.Incident {
	out := cairn.Incident{Main: main, Clarity: 1}
	claims := make([]cairn.Claim, 0, len(g))
	for _, f := range g {
		if f.claim.ID == "" {
			continue
		}
		claims = append(claims, f.claim)
		out.Claims = append(out.Claims, f.claim.ID)
		if out.Place == nil {
			out.Place = f.claim.Place
		}
		if out.Time == nil {
			out.Time = f.claim.Time
		}
		if pp := f.claim.Perpetrator; pp != nil && (out.Perpetrator == nil || out.Perpetrator.Actor == "" && pp.Actor != "") {
			out.Perpetrator = pp
		}
	}
	out.Figures = cairn.OneReport(claims)
	return out
}

// withoutAsides leaves out what stands in headlines further down the page: they
// belong to other stories.
func withoutAsides(g []*finding) []*finding {
	var kept []*finding
	for _, f := range g {
		if f.page.in == "" && f.sentence > 4 && f.page.t.Sentences[f.sentence].Heading {
			continue
		}
		kept = append(kept, f)
	}
	if len(kept) == 0 {
		return g
	}
	return kept
}
