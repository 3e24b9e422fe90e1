package code

import (
	"cairn"
	"cairn/place"
)

// divide gives the places of claims the divisions that held them on the day of
// the event, where packs outline them: a town whose province was split lies in
// the province of that day.
func divide(d *doc) {
	g := d.resources.Places
	if g == nil || !g.Outlines() {
		return
	}
	known := map[string]*place.Place{}
	for _, p := range d.pages {
		for i := range p.places {
			if pl := p.places[i].Place; pl != nil {
				known[pl.ID] = pl
			}
		}
	}
	for _, f := range d.findings {
		on := d.anchor
		if t := f.claim.Time; t != nil && t.Known() {
			on = t.Period
		}
		for _, l := range loci(&f.claim) {
			id := l.ID
			if len(l.Anchors) == 1 && l.Kind != place.Road.String() {
				id = l.Anchors[0].ID
			}
			if pl := known[id]; pl != nil && id != "" {
				then := g.Divided(*pl, on)
				l.Admin1, l.Admin2, l.Admin3 = then.Admin1, then.Admin2, then.Admin3
			}
		}
	}
}

// loci are all places of a claim, joint and alternative ones included.
func loci(c *cairn.Claim) []*cairn.Locus {
	var out []*cairn.Locus
	var walk func(l *cairn.Locus)
	walk = func(l *cairn.Locus) {
		out = append(out, l)
		for i := range l.With {
			walk(&l.With[i])
		}
		for i := range l.Or {
			walk(&l.Or[i])
		}
	}
	if c.Place != nil {
		walk(c.Place)
	}
	for i := range c.Except {
		walk(&c.Except[i])
	}
	return out
}
