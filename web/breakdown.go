package web

import (
	"cmp"

	"cairn"
	"cairn/draw"
	"cairn/record"
)

// breakdownOf draws the figure that a claim is a part of, or is broken down
// into, with all its parts: nil where the report says of nobody that they are
// among others.
func (q *ask) breakdownOf(c *cairn.Claim, r *record.Report) *chart {
	if c.Count == nil {
		return nil
	}
	b := &breakdown{q: q, claims: map[string]*cairn.Claim{}, parts: map[string][]*cairn.Claim{}, seen: map[string]bool{}}
	for i := range r.Coded.Claims {
		b.claims[r.Coded.Claims[i].ID] = &r.Coded.Claims[i]
	}
	for i := range r.Coded.Claims {
		part := &r.Coded.Claims[i]
		for _, id := range part.RelatedAs(cairn.OfWhich) {
			if whole := b.claims[id]; whole != nil && whole.Measure == part.Measure && whole.Count != nil && part.Count != nil {
				b.parts[id] = append(b.parts[id], part)
			}
		}
	}
	whole := b.part(b.whole(c))
	if len(whole.Parts) == 0 {
		return nil
	}
	return charted(draw.Breakdown{Frame: q.frame("breakdown", "picture.breakdown", nil), Axis: q.lang.term("measure", string(c.Measure)), Whole: whole})
}

// breakdown is the claims of one report as wholes and parts of one measure.
type breakdown struct {
	q      *ask
	claims map[string]*cairn.Claim
	parts  map[string][]*cairn.Claim
	seen   map[string]bool // a claim is drawn once, should claims run in a ring
}

// whole climbs from a part to what it is all part of.
func (b *breakdown) whole(c *cairn.Claim) *cairn.Claim {
	for range len(b.claims) {
		up := b.above(c)
		if up == nil {
			return c
		}
		c = up
	}
	return c
}

func (b *breakdown) above(c *cairn.Claim) *cairn.Claim {
	for _, id := range c.RelatedAs(cairn.OfWhich) {
		if whole := b.claims[id]; whole != nil && whole != c && whole.Measure == c.Measure && whole.Count != nil {
			return whole
		}
	}
	return nil
}

func (b *breakdown) part(c *cairn.Claim) draw.Part {
	b.seen[c.ID] = true
	out := draw.Part{Range: rangeOf(*c.Count), Href: "/claims/" + c.ID, Label: c.Count.Text}
	if c.Victims != nil {
		out.Label = cmp.Or(c.Victims.Text, out.Label)
	}
	for _, part := range b.parts[c.ID] {
		if !b.seen[part.ID] {
			out.Parts = append(out.Parts, b.part(part))
		}
	}
	return out
}

// rangeOf is a count as a figure: a number that bounds nothing by itself is what
// it was said to be about.
func rangeOf(c cairn.Quantity) cairn.Range {
	out := cairn.Range{Low: c.Low, High: c.High, Best: c.Value, Open: c.Open()}
	if c.Low != nil && c.High != nil && *c.Low == *c.High {
		out.Best = c.Low
	}
	return out
}
