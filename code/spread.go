package code

import (
	"cairn"
	"cairn/text"
)

// spread reads a subject with two bounds, which an aside may part: "at least
// four civilians, including two clerks, and up to six civilians were killed".
func (p *page) spread(i, from int, fits func(np) bool) (victims, bool) {
	var upper *text.Number
	for k := i - 1; k > max(from, i-10) && upper == nil; k-- {
		if n := p.numberAt(k); n != nil && n.Qualifier == cairn.AtMost && n.Last <= i {
			upper = n
		}
	}
	if upper == nil {
		return victims{}, false
	}
	joint := upper.First - 1
	for joint > from && (p.has(joint, cAdv) || p.has(joint, cModal) || p.t.Word(joint) == ",") {
		joint--
	}
	if !p.has(joint, cConj) {
		return victims{}, false
	}
	for k := max(from, joint-40); k < joint; k++ {
		lower := p.numberAt(k)
		if lower == nil || lower.First != k || lower.Qualifier != cairn.AtLeast || lower.Kind != text.Count || lower.N >= upper.N {
			continue
		}
		n, ok := p.np(k, i)
		if !ok || !fits(n) || p.has(k-1, cIncluding) {
			continue
		}
		n.upTo = upper
		return victims{first: k, last: i, parts: []np{n}}, true
	}
	return victims{}, false
}
