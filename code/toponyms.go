package code

import (
	"slices"
	"sort"
	"strings"

	"cairn"
	"cairn/place"
)

// toponyms finds the page's places, once.
func (p *page) toponyms() []place.Resolved {
	if !p.placed {
		p.doc.findPlaces()
	}
	return p.places
}

// findPlaces resolves the places of title and text together: each is evidence
// for the other, and a headline alone names a town without its state.
func (d *doc) findPlaces() {
	var all strings.Builder
	at := make([]int, len(d.pages))
	for i, p := range d.pages {
		p.placed = true
		if i > 0 {
			all.WriteString("\n\n")
		}
		at[i] = all.Len()
		all.WriteString(p.t.S)
	}
	g := d.resources.Places
	if g == nil {
		return
	}
	s := all.String()
	found := g.Read(s, place.Context{Publisher: d.domain(), On: d.anchor})
	for i, p := range d.pages {
		within := cairn.Span{at[i], at[i] + len(p.t.S)}
		first := len(found)
		for k, r := range found {
			if !within.Contains(r.Span) {
				continue
			}
			first = min(first, k)
			r.Span = cairn.Span{r.Span[0] - at[i], r.Span[1] - at[i]}
			if r.Unlisted != nil {
				u := *r.Unlisted
				u.Span = cairn.Span{u.Span[0] - at[i], u.Span[1] - at[i]}
				r.Unlisted = &u
			}
			if r.Within -= first; r.Within < 0 {
				r.Within = -1
			}
			p.places = append(p.places, r)
		}
	}
	if k := place.Scene(s, d.sceneable(found, at)); k >= 0 {
		for _, p := range d.pages {
			p.settingID = found[k].Place.ID
		}
	}
}

// sceneable hides the places that only tell where a speaker is. The places of
// the pages, one after the other, are among those found, in their order.
func (d *doc) sceneable(found []place.Resolved, at []int) []place.Resolved {
	out := slices.Clone(found)
	for i, p := range d.pages {
		first := sort.Search(len(found), func(k int) bool { return found[k].Span[0] >= at[i] })
		for k := range p.placesOfSpeakers() {
			out[first+k].Place = nil
		}
	}
	return out
}

// domain is what names the publisher's home: its domain, or that of the
// report's address.
func (d *doc) domain() string {
	if p := d.report.Publisher; strings.Contains(p, ".") {
		return p
	}
	return d.report.URL
}
