package code

import (
	"cmp"
	"slices"

	"cairn"
	"cairn/when"
)

// write turns the findings into claims, in the order of the text, with their
// ids, quotes and relations, and the groups into incidents.
func (d *doc) write(out *cairn.Coded) {
	d.identify()
	out.Claims = slices.Grow(out.Claims, len(d.findings))
	said := map[cairn.Relation]bool{}
	for _, f := range d.findings {
		clear(said)
		for _, r := range f.claim.Relates {
			said[r] = true
		}
		for _, l := range f.relates {
			r := cairn.Relation{To: l.to.kept().claim.ID, As: l.as}
			if r.To != "" && r.To != f.claim.ID && !said[r] {
				said[r] = true
				f.claim.Relates = append(f.claim.Relates, r)
			}
		}
		out.Claims = append(out.Claims, f.claim)
	}
	told := tellings(out.Claims)
	for k := range out.Claims {
		if c := &out.Claims[k]; signed(c) {
			c.Confidence = d.certainty.sure(c, told[c.Measure])
			d.findings[k].claim.Confidence = c.Confidence
		}
	}
	for i, g := range d.groups {
		inc := incident(g, i == 0)
		if open(inc.Perpetrator) {
			if suspected := d.suspected(g); suspected != nil {
				inc.Perpetrator = suspected
			}
		}
		if t := d.dated(g); t != nil {
			inc.Time = t
		}
		out.Incidents = append(out.Incidents, inc)
	}
	if d.options.Mentions {
		out.Mentions = d.mentions()
	}
}

// identify puts the findings in order, gives each its id and its quote, and
// drops one that repeats the words of another.
func (d *doc) identify() {
	hash := cairn.ContentHash(d.report.Title, d.report.Text)
	slices.SortStableFunc(d.findings, func(a, b *finding) int {
		return cmp.Or(cmp.Compare(b.page.in, a.page.in), cmp.Compare(a.claim.Span[0], b.claim.Span[0]), cmp.Compare(a.words[0], b.words[0]))
	})
	seen := map[string]*finding{}
	kept := d.findings[:0]
	for _, f := range d.findings {
		c := &f.claim
		c.In = f.page.in
		id := cairn.ClaimID(hash, c.Kind, c.Measure, c.In, f.page.span(f.words[0], f.words[1]))
		if first := seen[id]; first != nil {
			f.twin = first
			continue
		}
		seen[id] = f
		c.ID = id
		c.Quote = f.page.t.S[c.Span[0]:c.Span[1]]
		if c.Stance == "" {
			c.Stance = cairn.Asserted
		}
		if c.Confidence == 0 {
			c.Confidence = f.confidence()
		}
		kept = append(kept, f)
	}
	d.findings = kept
}

// kept is the finding that stands for f: another one of the same words, or f.
func (f *finding) kept() *finding {
	if f.twin != nil {
		return f.twin
	}
	return f
}

// confidence is what is left of certainty after every doubt.
func (f *finding) confidence() float64 {
	sure := 0.97 * f.doubts
	return float64(int(min(max(sure, 0.05), 0.99)*100+0.5)) / 100
}

// mentions lists what was found of places and attributions on the text's page.
func (d *doc) mentions() *cairn.Mentions {
	out := &cairn.Mentions{}
	for _, p := range d.pages {
		if p.in != "" {
			continue
		}
		for _, r := range p.toponyms() {
			if m, ok := placeMention(r); ok {
				out.Places = append(out.Places, m)
			}
		}
		for _, m := range p.moments() {
			// "Now" names no day of a calendar, though it dates a claim.
			if m.Resolved() && m.Kind != when.Present {
				out.Times = append(out.Times, cairn.TimeMention{Span: m.Span, Period: m.worded})
			}
		}
		for _, u := range p.utterances {
			if u.extension {
				continue
			}
			out.Attributions = append(out.Attributions, cairn.AttributionMention{
				Source: p.span(u.source[0], u.source[1]), Cue: p.span(u.cue[0], u.cue[1]), Content: p.span(u.content[0], u.content[1])})
		}
	}
	return out
}
