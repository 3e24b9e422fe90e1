package place

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn"
	"cairn/text"
)

// Unlisted is a place that no gazetteer has and that the text ties to one that it
// does: "an army checkpoint near Nawa". It keeps its own name and kind. Where
// it lies is known only by its anchors.
type Unlisted struct {
	Span    cairn.Span
	Text    string // its words as they stand
	Name    string // without the article, on one line
	Kind    Kind
	Anchors []Anchor
}

// Anchor is a place of the gazetteer that a site is tied to.
type Anchor struct {
	Relation string // near, in, between; named: the site is called after it
	Place    *Place
}

const (
	relNear    = "near"
	relIn      = "in"
	relBetween = "between"
	relNamed   = "named"
)

// Point is where an unlisted place lies as nearly as its anchors tell: at its
// town, or halfway between the two ends of a short road. A long road has none.
func (u *Unlisted) Point() (LatLon, bool) {
	a := u.Anchors[0].Place.At()
	if len(u.Anchors) == 1 {
		return a, u.Kind != Road || u.Anchors[0].Relation != relNamed
	}
	b := u.Anchors[1].Place.At()
	return LatLon{(a.Lat + b.Lat) / 2, (a.Lon + b.Lon) / 2}, Distance(a, b) <= shortRoad
}

// shortRoad is the length in kilometres up to which the middle of a road is
// near all of it: UCDP's "near" is 25 km.
const shortRoad = 50

// Precision is "near" where there is a point, and else what the ends share.
func (u *Unlisted) Precision() string {
	if _, ok := u.Point(); ok {
		return "near"
	}
	if c, a := u.shared(); a != "" {
		return "province"
	} else if c != "" {
		return "country"
	}
	return ""
}

// Division is the country and province that hold all anchors.
func (u *Unlisted) Division() Place {
	p := *u.Anchors[0].Place
	if len(u.Anchors) > 1 || u.Precision() != "near" {
		p.Admin2, p.Admin3 = "", ""
		p.Country, p.Admin1 = u.shared()
	}
	return p
}

func (u *Unlisted) shared() (country, admin1 string) {
	a := u.Anchors[0].Place
	country, admin1 = a.Country, a.Admin1
	if u.Kind == Road && len(u.Anchors) == 1 && u.Anchors[0].Relation == relNamed {
		return country, "" // its other end is not known
	}
	for _, o := range u.Anchors[1:] {
		if o.Place.Country != country {
			return "", ""
		}
		if o.Place.Admin1 != admin1 {
			admin1 = ""
		}
	}
	return country, admin1
}

// siteAt reads the words around a town for a site that is tied to it.
func siteAt(s string, found []Resolved, i int) *Unlisted {
	if !anchors(&found[i]) {
		return nil
	}
	if site := roadAt(s, found, i); site != nil {
		return site
	}
	if site := siteNamed(s, found, i); site != nil {
		return site
	}
	if site := quarterAt(s, found, i); site != nil {
		return site
	}
	kind, start, relation := siteBefore(s[:found[i].Span[0]])
	if relation == "" || namesKnown(found, start, i) || kind == Hospital && brought(sentenceAround(s, start)) {
		return nil
	}
	span, tied := cairn.Span{start, found[i].Span[1]}, []Anchor{{relation, found[i].Place}}
	if kind == Road && i+1 < len(found) && anchors(&found[i+1]) && text.Fold(s[found[i].Span[1]:found[i+1].Span[0]]) == "and" {
		span[1] = found[i+1].Span[1]
		tied = []Anchor{{relBetween, found[i].Place}, {relBetween, found[i+1].Place}}
	}
	return unlisted(s, span, kind, tied...)
}

// namesKnown says whether a place of the gazetteer stands in the site's own
// name: "Nuseirat camp in central Gaza" is Nuseirat.
func namesKnown(found []Resolved, start, i int) bool {
	for k := i - 1; k >= 0 && found[k].Span[0] >= start; k-- {
		if r := &found[k]; r.Place != nil && !r.Ambiguous && !r.Part && r.Demonym == "" {
			return true
		}
	}
	return false
}

func unlisted(s string, span cairn.Span, kind Kind, tied ...Anchor) *Unlisted {
	words := s[span[0]:span[1]]
	return &Unlisted{span, words, strings.Join(strings.Fields(words), " "), kind, tied}
}

// anchors says whether a mention is of a settled place that is known for sure.
func anchors(r *Resolved) bool {
	return r.Place != nil && !r.Ambiguous && r.Demonym == "" && !r.Date && !r.Press && r.Place.Kind.Settled() && r.Place.Kind != Neighbourhood && r.Place.Kind != Camp
}

// siteNamed reads "the Abu Zuhour air base" where the gazetteer has the town of
// the name and not the base.
func siteNamed(s string, found []Resolved, i int) *Unlisted {
	r := &found[i]
	if len(r.Kinds) == 0 || slices.Contains(r.Kinds, r.Place.Kind) || r.Kinds[0] < Airbase || r.Kinds[0] > School {
		return nil
	}
	end := r.Span[1]
	for words := 0; words < 3; words++ {
		rest := s[end:]
		n := len(rest) - len(strings.TrimLeft(rest, " "))
		w := 0
		for w < len(rest)-n && (rest[n+w] >= utf8.RuneSelf || unicode.IsLetter(rune(rest[n+w]))) {
			w++
		}
		if n != 1 || w == 0 {
			break
		}
		end += n + w
		if wantedKinds(text.Fold(s[r.Span[1]:end])) != nil || wantedKinds(text.Fold(s[end-w:end])) != nil {
			return unlisted(s, cairn.Span{r.Span[0], end}, r.Kinds[0], Anchor{relNamed, r.Place})
		}
	}
	return nil
}

// quarterAt reads "the Homewood neighborhood of Pittsburgh" where the gazetteer
// knows no such quarter of the town.
func quarterAt(s string, found []Resolved, i int) *Unlisted {
	if i == 0 {
		return nil
	}
	q := &found[i-1]
	if len(q.Kinds) == 0 || q.Kinds[0] != Neighbourhood || q.Within != i && !containing(s[q.Span[1]:found[i].Span[0]]) || q.Place != nil && !q.Ambiguous {
		return nil
	}
	quarter := unlisted(s, cairn.Span{q.Span[0], found[i].Span[1]}, Neighbourhood, Anchor{relIn, found[i].Place})
	quarter.Name = q.Text
	return quarter
}

// roadAt reads "the Homs-Palmyra road" and "the Homs to Palmyra highway", once:
// at the first of its ends that is a known town.
func roadAt(s string, found []Resolved, i int) *Unlisted {
	span := found[i].Span
	var tied []Anchor
	if i > 0 && joinsRoad(s[found[i-1].Span[1]:span[0]]) {
		if anchors(&found[i-1]) {
			return nil // the first end has it
		}
		span[0] = found[i-1].Span[0]
	} else if head, ok := strings.CutSuffix(s[:span[0]], "-"); ok {
		span[0] = strings.LastIndexAny(head, " \n\"“(") + 1
		if c, _ := utf8.DecodeRuneInString(s[span[0]:]); !unicode.IsUpper(c) {
			return nil
		}
	}
	if i+1 < len(found) && joinsRoad(s[span[1]:found[i+1].Span[0]]) {
		span[1] = found[i+1].Span[1]
		if anchors(&found[i+1]) {
			tied = []Anchor{{relBetween, found[i].Place}, {relBetween, found[i+1].Place}}
		}
	} else if rest, ok := strings.CutPrefix(s[span[1]:], "-"); ok {
		if c, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(c) {
			return nil
		}
		span[1] += 1 + max(0, strings.IndexByte(rest, ' '))
	}
	if span == found[i].Span {
		return nil
	}
	for _, noun := range [...]string{" road", " Road", " highway", " Highway", " motorway"} {
		if strings.HasPrefix(s[span[1]:], noun) {
			if tied == nil {
				tied = []Anchor{{relNamed, found[i].Place}}
			}
			return unlisted(s, cairn.Span{span[0], span[1] + len(noun)}, Road, tied...)
		}
	}
	return nil
}

// joinsRoad says whether words between two towns make them the ends of a road.
func joinsRoad(between string) bool {
	switch between {
	case "-", "–", " - ", " – ", " to ", "/":
		return true
	}
	return false
}
