package code

import (
	"iter"
	"sort"

	"cairn"
	"cairn/place"
)

// locate gives every finding the place its sentence names, or else the scene:
// the place that the report's sentences about the event name most.
func locate(d *doc) {
	if len(d.findings) == 0 {
		return
	}
	for _, p := range d.pages {
		p.scene = p.setting()
	}
	for _, f := range d.findings {
		if f.claim.Place == nil && (f.claim.Kind == cairn.Casualty || f.claim.Kind == cairn.Event) {
			f.locate()
		}
	}
}

// usable says whether mention k of the page's toponyms can be where something
// happened.
func (p *page) usable(k int) bool {
	if p.able == nil {
		p.able = make([]bool, len(p.places))
		for k, r := range p.places {
			p.able[k] = r.Place != nil && r.Demonym == "" && !r.Speaks && !r.Press && !p.ofName(r.Span)
		}
		for k := range p.placesOfSpeakers() {
			p.able[k] = false
		}
	}
	return p.able[k]
}

func (f *finding) locate() {
	p := f.page
	sen := p.t.Sentences[f.sentence]
	span := cairn.Span{sen.Start, sen.End}
	var best *place.Resolved
	places := p.toponyms()
	for i := p.placesFrom(sen.Start); i < len(places) && places[i].Span[0] < sen.End; i++ {
		r := places[i]
		if p.usable(i) && !r.Date && !r.Ambiguous && span.Contains(r.Span) && (best == nil || finer(r, *best)) {
			best = &p.places[i]
		}
	}
	switch {
	case best != nil && (p.scene == nil || f.claim.Scope == cairn.ScopeCumulative || f.claim.Scope == cairn.ScopeAggregate || rank(best.Precision) < coarse || !holds(*best, *p.scene)):
		f.claim.Place = locus(*best, cairn.Stated)
	case f.claim.Scope == cairn.ScopeCumulative && p.mentions("conflict", sen.First, sen.Last):
		// the toll of a war is not of the place that the report is about
	case p.scene != nil:
		f.claim.Place = locus(*p.scene, cairn.Context)
		f.claim.Place.In = p.sceneIn
	case p.in == "title" && len(p.doc.pages) > 1:
		if text := p.doc.pages[len(p.doc.pages)-1]; text.scene != nil {
			f.claim.Place = locus(*text.scene, cairn.Context)
			f.claim.Place.In = "text"
		}
	}
	if f.claim.Place != nil {
		f.because("place", "where."+string(f.claim.Place.Basis), 0, 0)
	}
}

// coarse is the rank from which a place is only an area that may hold the scene.
const coarse = 3

// holds says whether the scene lies in a coarse place.
func holds(area, scene place.Resolved) bool {
	return place.Contains(*area.Place, *scene.Place)
}

// setting is where the page's event was: the place that the whole report is set
// in ([place.Scene]) in the page's own words, where it names it; else the place
// that its sentences about the event name most.
func (p *page) setting() *place.Resolved {
	if r := p.mentionOf(p.settingID); r != nil {
		return r
	}
	for _, other := range p.doc.pages {
		if r := other.mentionOf(p.settingID); r != nil {
			p.sceneIn = "text"
			if other.in != "" {
				p.sceneIn = other.in
			}
			return r
		}
	}
	hot := map[int]bool{}
	for _, f := range p.doc.findings {
		if f.page == p && f.claim.Kind == cairn.Casualty {
			hot[f.sentence] = true
		}
	}
	votes := map[string]int{}
	var best *place.Resolved
	for i, r := range p.toponyms() {
		if !p.usable(i) {
			continue
		}
		if r.Precision == "country" || r.Precision == "region" {
			continue
		}
		n := p.t.SentenceAt(p.t.TokenAt(r.Span[0]))
		v := 1
		if hot[n] {
			v += 3
		}
		if r.Date {
			v = 3
		}
		if n < 4 {
			v += 2
		}
		if rank(r.Precision) >= coarse {
			v = 1
		}
		votes[r.Place.ID] += v
		if best == nil || votes[r.Place.ID] > votes[best.Place.ID] {
			best = &p.places[i]
		}
	}
	return best
}

// mentionOf is the page's first mention of the place with this id that can be
// where something happened.
func (p *page) mentionOf(id string) *place.Resolved {
	for i := range p.toponyms() {
		if r := &p.places[i]; id != "" && r.Place != nil && r.Place.ID == id && p.usable(i) {
			return r
		}
	}
	return nil
}

// placesFrom is the first of the page's places that begins at or behind a byte.
func (p *page) placesFrom(at int) int {
	return sort.Search(len(p.places), func(k int) bool { return p.places[k].Span[0] >= at })
}

// placesOfSpeakers gives the places that tell only where a speaker is: "an
// activist based in Syria".
func (p *page) placesOfSpeakers() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, u := range p.utterances {
			source := p.span(u.source[0], u.source[1])
			for k := p.placesFrom(source[0]); k < len(p.places) && p.places[k].Span[0] < source[1]; k++ {
				if source.Contains(p.places[k].Span) && !yield(k) {
					return
				}
			}
		}
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
	if r.Unlisted != nil {
		out.Text = r.Unlisted.Text
	}
	if r.Place == nil {
		return out
	}
	if r.Ambiguous { // several places fit: only what they share is known
		out.Ambiguous = true
		out.Country, out.Admin1, out.Precision = r.Common()
		return out
	}
	if u := r.Unlisted; u != nil {
		unlisted(out, u)
		return out
	}
	pl := r.Place
	out.Name, out.ID, out.Kind = pl.Name, pl.ID, pl.Kind.String()
	out.Country, out.Admin1, out.Admin2, out.Admin3, out.Precision = pl.Country, pl.Admin1, pl.Admin2, pl.Admin3, r.Precision
	lat, lon := pl.Lat, pl.Lon
	out.Lat, out.Lon = &lat, &lon
	return out
}

// unlisted writes a site that no gazetteer has, with the places that it is tied
// to. Its point is theirs, and its precision says so.
func unlisted(out *cairn.Locus, u *place.Unlisted) {
	span := u.Span
	out.Span, out.Name, out.Kind, out.Precision = &span, u.Name, u.Kind.String(), u.Precision()
	in := u.Division()
	out.Country, out.Admin1, out.Admin2, out.Admin3 = in.Country, in.Admin1, in.Admin2, in.Admin3
	if at, ok := u.Point(); ok {
		out.Lat, out.Lon = &at.Lat, &at.Lon
	}
	for _, a := range u.Anchors {
		out.Anchors = append(out.Anchors, cairn.Anchor{Relation: a.Relation, Name: a.Place.Name, ID: a.Place.ID, Kind: a.Place.Kind.String()})
	}
}

func placeMention(r place.Resolved) (cairn.PlaceMention, bool) {
	m := cairn.PlaceMention{Span: r.Span}
	if r.Place != nil {
		lat, lon := r.Place.Lat, r.Place.Lon
		m.Name, m.ID, m.Lat, m.Lon, m.Ambiguous = r.Place.Name, r.Place.ID, &lat, &lon, r.Ambiguous
	}
	return m, true
}

// ofName says whether a place is only part of an actor's name: "the Turkistan
// Islamic Party".
func (p *page) ofName(span cairn.Span) bool {
	for k := sort.Search(len(p.actors), func(k int) bool { return p.actors[k].Span[1] >= span[1] }); k < len(p.actors) && p.actors[k].Span[0] <= span[0]; k++ {
		m := &p.actors[k]
		if m.Span.Contains(span) && m.Span.Len() > span.Len() && !m.Metonym && m.Actor.Party() {
			return true
		}
	}
	return false
}
