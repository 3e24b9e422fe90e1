package code

import (
	"cairn"
	"cairn/place"
)

// locate gives every finding the place its sentence names, or the nearest one
// before it.
func locate(d *doc) {
	for _, f := range d.findings {
		if f.claim.Place == nil && f.claim.Kind == cairn.Casualty {
			f.locate()
		}
	}
}

func (f *finding) locate() {
	p := f.page
	sen := p.t.Sentences[f.sentence]
	span := cairn.Span{sen.Start, sen.End}
	var best *place.Resolved
	for i, r := range p.toponyms() {
		if r.Place == nil || r.Demonym != "" || r.Speaks {
			continue
		}
		if span.Contains(r.Span) && (best == nil || finer(r, *best)) {
			best = &p.places[i]
		}
	}
	if best != nil {
		f.claim.Place = locus(*best, cairn.Stated)
		return
	}
	for i := len(p.places) - 1; i >= 0; i-- {
		r := p.places[i]
		if r.Place == nil || r.Demonym != "" || r.Speaks || r.Span[0] > sen.Start {
			continue
		}
		if best == nil || finer(r, *best) {
			best = &p.places[i]
		}
	}
	if best != nil {
		f.claim.Place = locus(*best, cairn.Context)
	}
}

// finer says whether a is a smaller stretch of the world than b.
func finer(a, b place.Resolved) bool { return rank(a.Precision) < rank(b.Precision) }

func rank(precision string) int {
	for i, p := range []string{"exact", "near", "district", "province", "region", "country"} {
		if p == precision {
			return i
		}
	}
	return 9
}

// locus writes a resolved place as a claim carries it.
func locus(r place.Resolved, basis cairn.Basis) *cairn.Locus {
	span := r.Span
	out := &cairn.Locus{Words: cairn.Words{Text: r.Text, Span: &span, Basis: basis}}
	if r.Place == nil {
		return out
	}
	out.Ambiguous = r.Ambiguous
	pl := r.Place
	out.Name, out.ID, out.Kind = pl.Name, pl.ID, pl.Kind.String()
	out.Country, out.Admin1, out.Admin2, out.Precision = pl.Country, pl.Admin1, pl.Admin2, r.Precision
	lat, lon := pl.Lat, pl.Lon
	out.Lat, out.Lon = &lat, &lon
	return out
}

func placeMention(r place.Resolved) (cairn.PlaceMention, bool) {
	m := cairn.PlaceMention{Span: r.Span}
	if r.Place != nil {
		lat, lon := r.Place.Lat, r.Place.Lon
		m.Name, m.ID, m.Lat, m.Lon = r.Place.Name, r.Place.ID, &lat, &lon
	}
	return m, true
}
