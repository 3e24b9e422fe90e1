package toll

import (
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// parts finds figures that are made of several kinds of deaths: bodies
// recovered and people who died of old wounds are not the day's dead. A series
// that is always told so is one finding, with every figure of it.
func (c *checker) parts() {
	for _, s := range c.lines {
		own, _ := c.own(s)
		var lines []string
		var claims []ClaimRef
		of := map[string]int64{} // each kind of part, over all figures
		for _, p := range own {
			whole, ok := exactCount(p)
			if !ok || p.Running || len(p.Parts) < 2 {
				continue
			}
			sum, line, refs, ok := partsLine(p)
			line = number(whole) + " = " + line
			switch {
			case ok && sum == whole:
				lines, claims = append(lines, fmt.Sprintf("%s: %s", p.Day, line)), append(claims, refs...)
				for _, part := range p.Parts {
					of[part.Text] += *part.Count.Low
				}
			case ok && sum > whole:
				c.found(fmt.Sprintf("%s, %s: the parts sum to %s, more than %s", s.Name, p.Day, number(sum), number(whole)), []string{line}, refs, nil)
			}
		}
		c.foundParts(s, lines, of, claims)
	}
}

// partsLine adds up what a figure is made of.
func partsLine(p Point) (sum int64, line string, refs []ClaimRef, ok bool) {
	refs = []ClaimRef{p.Claim}
	var terms []string
	for _, part := range p.Parts {
		if part.Count.Low == nil {
			return 0, "", nil, false
		}
		sum += *part.Count.Low
		terms = append(terms, number(*part.Count.Low)+" "+part.Text)
		refs = append(refs, part.Claim)
	}
	return sum, strings.Join(terms, " + "), refs, true
}

func (c *checker) foundParts(s Series, lines []string, of map[string]int64, claims []ClaimRef) {
	const but = ": not all of them died in the period"
	switch len(lines) {
	case 0:
		return
	case 1:
		day, line, _ := strings.Cut(lines[0], ": ")
		c.foundOf([]string{s.Name, s.People}, fmt.Sprintf("%s, %s: %s%s", s.Name, day, line, but), nil, claims)
		return
	}
	var kinds []string
	for _, kind := range sortedKeys(of) {
		kinds = append(kinds, number(of[kind])+" "+kind)
	}
	from, _, _ := strings.Cut(lines[0], ": ")
	to, _, _ := strings.Cut(lines[len(lines)-1], ": ")
	c.foundOf([]string{s.Name, s.People}, fmt.Sprintf("%s, %s to %s: %d figures are made of several kinds (%s)%s", s.Name, from, to, len(lines), strings.Join(kinds, ", "), but), lines, claims)
}

// change is one source taking over from another.
type change struct {
	from, to       string
	before, onward cairn.Day
}

// sources finds the days on which another source speaks in a series than on
// the day before. A day on which it does so in several series is one finding.
func (c *checker) sources() {
	names, claims := map[change][]string{}, map[change][]ClaimRef{}
	for _, s := range c.lines {
		own, _ := c.own(s)
		for i := 1; i < len(own); i++ {
			if a, b := own[i-1], own[i]; a.By != b.By {
				at := change{a.By, b.By, a.Day, b.Day}
				names[at], claims[at] = append(names[at], s.Name), append(claims[at], a.Claim, b.Claim)
			}
		}
	}
	for at, in := range names {
		slices.Sort(in)
		in = slices.Compact(in)
		which := in[0]
		if len(in) > 1 {
			which = fmt.Sprintf("%d series", len(in))
		} else {
			in = nil
		}
		c.foundOf(at, fmt.Sprintf("%s: the source changes from %s (%s) to %s (%s)", which, at.from, at.before, at.to, at.onward), in, claims[at])
	}
}
