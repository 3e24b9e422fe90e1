package code

import (
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

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
	if len(main) == 0 {
		d.groupAttacks()
		return
	}
	main, others := d.byDay(main)
	main, elsewhere := d.apart(main)
	others = append(others, elsewhere...)
	main, wider := byLead(main)
	d.groups = append(append(d.groups, main), others...)
	if len(wider) > 0 {
		d.groups = append(d.groups, wider)
	}
}

// byLead sets apart the totals that come late in a report whose title and first
// sentences tell of one victim: they count other events ("eight were killed
// across the city on Wednesday").
func byLead(g []*finding) (main, wider []*finding) {
	one, many := map[cairn.Measure]bool{}, map[cairn.Measure]bool{}
	for _, f := range g {
		if f.leads() {
			one[f.claim.Measure] = one[f.claim.Measure] || f.entity.one
			many[f.claim.Measure] = many[f.claim.Measure] || f.atLeast() > 1 || f.claim.Count != nil && f.claim.Count.Low == nil
		}
	}
	for _, f := range g {
		m := f.claim.Measure
		if !f.leads() && !f.entity.one && f.atLeast() > 1 && one[m] && !many[m] && f.sentence > 5 {
			wider = append(wider, f)
			continue
		}
		main = append(main, f)
	}
	return main, wider
}

// leads says whether the finding stands in the title or the first sentences.
func (f *finding) leads() bool { return f.page.in == "title" || f.sentence < 3 }

// groupAttacks makes an incident of what is told of attacks and of who did them
// where nobody is counted.
func (d *doc) groupAttacks() {
	var main []*finding
	for _, f := range d.findings {
		c := &f.claim
		if c.Kind == cairn.Event && c.Scope != cairn.ScopeBackground || c.Kind == cairn.Responsibility {
			main = append(main, f)
		}
	}
	if len(main) > 0 {
		d.groups = append(d.groups, main)
	}
}

// byDay parts the findings that their own sentence puts on another day than
// the report's main event from those about that event.
func (d *doc) byDay(g []*finding) ([]*finding, [][]*finding) {
	when := d.dated(g)
	if when == nil || when.Basis == cairn.Publication {
		return g, nil
	}
	var main []*finding
	var others [][]*finding
	days := map[cairn.Day]int{}
	near := cairn.Period{Start: when.Start.Add(-1), End: when.End.Add(1)}
	known := namedOn(near, g)
	for _, f := range g {
		if !f.otherDay(when.Period, near, known) {
			main = append(main, f)
			continue
		}
		k, known := days[f.claim.Time.Start]
		if !known {
			others = append(others, nil)
			k = len(others) - 1
			days[f.claim.Time.Start] = k
		}
		others[k] = append(others[k], f)
	}
	if len(main) == 0 {
		return g, nil
	}
	return main, others
}

// otherDay says whether the finding's own sentence dates its harm off the main
// day. The day of a death may be later than that of the harm, and somebody named
// in the main event belongs to it whatever the day.
func (f *finding) otherDay(main, near cairn.Period, known []*finding) bool {
	t := f.claim.Time
	if t == nil || t.Basis == cairn.Context || t.Start == "" || t.Precision == "range" {
		return false
	}
	if f.frame == intransitive && t.Start > main.Start || f.page.in == "title" {
		return false
	}
	if near.Overlaps(t.Period) {
		return false
	}
	return f.entity.surname == 0 || !slices.ContainsFunc(known, func(o *finding) bool { return f.entity.same(o.entity) })
}

// namedOn are the findings of people with a name on a day or the next to it.
func namedOn(near cairn.Period, g []*finding) (out []*finding) {
	for _, o := range g {
		if t := o.claim.Time; t != nil && t.Basis != cairn.Context && o.entity.surname != 0 && near.Overlaps(t.Period) {
			out = append(out, o)
		}
	}
	return out
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
	g = slices.DeleteFunc(slices.Clone(g), (*finding).caption)
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

// caption says whether the sentence begins with the length of a film, "0:53 Man
// shot to death": a link to another story.
func (f *finding) caption() bool {
	p := f.page
	sen := p.t.Sentences[f.sentence]
	if p.in != "" || sen.Last-sen.First < 5 || p.t.Tokens[sen.First].Kind != text.Digits {
		return false
	}
	k := sen.First
	if p.t.Word(k+1) == ":" && p.t.Tokens[k+2].Kind == text.Digits {
		k += 2
	}
	if k == sen.First && !strings.Contains(p.t.Word(k), ":") {
		return false
	}
	w := p.t.Word(k + 1)
	return p.t.Tokens[k+1].Kind == text.Word && p.t.Tokens[k+1].Is(text.Capital) && !strings.EqualFold(w, "am") && !strings.EqualFold(w, "pm") && !strings.EqualFold(w, "p.m.") && !strings.EqualFold(w, "a.m.")
}
