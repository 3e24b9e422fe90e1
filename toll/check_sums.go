package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// breakdown is a whole and its parts as one report gives them.
type breakdown struct {
	rep   *Report
	whole *cairn.Claim
	parts []*cairn.Claim
}

// breakdownsIn finds the wholes of a report: a total that covers others. A
// claim of which others are "of which" is one too, but its parts need not be
// all of it.
func (c *checker) breakdownsIn(rep *Report) (full, some []breakdown) {
	byID := map[string]*cairn.Claim{}
	c.standing(rep, func(cl *cairn.Claim, _ int32) { byID[cl.ID] = cl })
	covered := map[string][]string{}
	among := map[string][]string{}
	c.standing(rep, func(cl *cairn.Claim, _ int32) {
		covered[cl.ID] = cl.RelatedAs(cairn.Covers)
		for _, id := range cl.RelatedAs(cairn.OfWhich) {
			among[id] = append(among[id], cl.ID)
		}
	})
	make := func(whole string, ids []string) (breakdown, bool) {
		b := breakdown{rep: rep, whole: byID[whole]}
		for _, id := range ids {
			if p := byID[id]; p != nil && b.whole != nil && p.Measure == b.whole.Measure && p.Count != nil && p.Scope == b.whole.Scope {
				b.parts = append(b.parts, p)
			}
		}
		return b, b.whole != nil && b.whole.Count != nil && len(b.parts) > 0
	}
	for _, id := range sortedKeys(covered) {
		if b, ok := make(id, covered[id]); ok && len(b.parts) > 1 {
			full = append(full, b)
		}
	}
	for _, id := range sortedKeys(among) {
		if b, ok := make(id, among[id]); ok {
			some = append(some, b)
		}
	}
	return full, some
}

// breakdowns finds parts that do not sum to their whole. Where one line, or two
// lines together, are exactly the surplus, that line is nested in another: it
// is counted twice in the sum.
func (c *checker) breakdowns() {
	c.eachReport(func(rep *Report, _ int32) {
		full, _ := c.breakdownsIn(rep)
		for _, b := range full {
			c.sums(b)
		}
	})
}

func (c *checker) sums(b breakdown) {
	low, high, ok := exactSum(b.parts)
	whole := b.whole.Count
	if !ok || whole.Low == nil {
		return
	}
	top := *whole.Low
	if whole.High != nil {
		top = *whole.High
	}
	switch {
	case low > top && !whole.Open():
		says := fmt.Sprintf("%s: the parts sum to %s, %s more than the %s stated%s", publisherOf(b.rep), number(low), number(low-top), number(top), nesting(b, low-top))
		c.found(says, sumSteps(b, low), b.claims(), nil)
	case high < *whole.Low:
		says := fmt.Sprintf("%s: the parts sum to %s, %s fewer than the %s stated: a part is missing or a number is wrong", publisherOf(b.rep), number(high), number(*whole.Low-high), number(*whole.Low))
		c.found(says, sumSteps(b, high), b.claims(), nil)
	}
}

func publisherOf(rep *Report) string {
	if rep.Publisher != "" {
		return rep.Publisher
	}
	return rep.ID
}

// exactSum adds parts that all have bounds on both sides; parts with an open
// end cannot be held to a sum.
func exactSum(parts []*cairn.Claim) (low, high int64, ok bool) {
	for _, p := range parts {
		if p.Count.Low == nil || p.Count.High == nil {
			return 0, 0, false
		}
		low, high = plus(low, *p.Count.Low), plus(high, *p.Count.High)
	}
	return low, high, true
}

// nesting names the lines that explain a surplus exactly.
func nesting(b breakdown, surplus int64) string {
	for _, p := range b.parts {
		if *p.Count.Low == surplus {
			return fmt.Sprintf("; that is exactly the line %q, so it is nested in another line and counted twice in the sum%s", lineName(p), nestedIn(b, p))
		}
	}
	for i, p := range b.parts {
		for _, q := range b.parts[:i] {
			if plus(*p.Count.Low, *q.Count.Low) == surplus {
				return fmt.Sprintf("; that is exactly the lines %q and %q together, so they are nested in other lines", lineName(q), lineName(p))
			}
		}
	}
	return ""
}

// nestedIn names the only line that is large enough to hold the nested one, or
// the nearest line before it that is.
func nestedIn(b breakdown, nested *cairn.Claim) string {
	var before *cairn.Claim
	for _, p := range b.parts {
		if p == nested || p.Span[0] >= nested.Span[0] || *p.Count.Low < *nested.Count.Low {
			continue
		}
		if before == nil || p.Span[0] > before.Span[0] {
			before = p
		}
	}
	if before == nil {
		return ""
	}
	return fmt.Sprintf(" (most likely in %q, the line before it that is large enough)", lineName(before))
}

func lineName(c *cairn.Claim) string {
	if c.Victims != nil && c.Victims.Text != "" {
		return c.Victims.Text
	}
	if c.Victims != nil && c.Victims.Status+c.Victims.Group != "" {
		return first(c.Victims.Group, c.Victims.Status)
	}
	return first(c.Count.Text, c.Quote)
}

func sumSteps(b breakdown, sum int64) []string {
	line := ""
	for i, p := range b.parts {
		if i > 0 {
			line += " + "
		}
		line += number(*p.Count.Low)
	}
	return []string{line + " = " + number(sum), "stated: " + first(b.whole.Count.Text, quantityText(b.whole.Count))}
}

func quantityText(q *cairn.Quantity) string {
	return RangeText(cairn.Range{Low: q.Low, High: q.High, Open: q.Open()})
}

func (b breakdown) claims() []ClaimRef {
	out := []ClaimRef{{b.rep.ID, b.whole.ID}}
	for _, p := range b.parts {
		out = append(out, ClaimRef{b.rep.ID, p.ID})
	}
	return out
}

// subsets finds parts that are greater than the whole they are said to be of.
func (c *checker) subsets() {
	c.eachReport(func(rep *Report, _ int32) {
		full, some := c.breakdownsIn(rep)
		for _, b := range append(full, some...) {
			top := b.whole.Count.High
			if top == nil || b.whole.Count.Open() {
				continue
			}
			for _, p := range b.parts {
				if p.Count.Low != nil && *p.Count.Low > *top {
					c.found(fmt.Sprintf("%s: %s (%s) are said to be among %s (%s)", publisherOf(rep), number(*p.Count.Low), lineName(p), number(*top), lineName(b.whole)),
						nil, []ClaimRef{{rep.ID, b.whole.ID}, {rep.ID, p.ID}}, nil)
				}
			}
		}
	})
}

// bounds finds figures whose low is above their best or high.
func (c *checker) bounds() {
	c.eachReport(func(rep *Report, _ int32) {
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			if q := cl.Count; q != nil && q.Low != nil && q.High != nil && *q.Low > *q.High {
				c.found(fmt.Sprintf("%s: the low %s is above the high %s", publisherOf(rep), number(*q.Low), number(*q.High)), nil, []ClaimRef{{rep.ID, cl.ID}}, nil)
			}
		})
	})
	for i := range c.x.incidents {
		li := c.x.incidents[i].linked
		for _, m := range cairn.Measures() {
			if r := li.Get(m); r != nil && disordered(r) {
				c.found(fmt.Sprintf("incident %s: %s low, best and high are %s, which is not in order", li.ID, measureWord(m), threeNumbers(r)), nil, nil, []string{li.ID})
			}
		}
	}
}

func disordered(r *cairn.Range) bool {
	var known []int64
	for _, p := range []*int64{r.Low, r.Best, r.High} {
		if p != nil {
			known = append(known, *p)
		}
	}
	if r.Open && len(known) > 1 { // an open high is only the greatest number said
		known = known[:min(len(known), 2)]
	}
	return !slices.IsSorted(known)
}

func threeNumbers(r *cairn.Range) string {
	s := ""
	for i, p := range []*int64{r.Low, r.Best, r.High} {
		if i > 0 {
			s += ", "
		}
		if p == nil {
			s += "not said"
		} else {
			s += number(*p)
		}
	}
	return s
}
