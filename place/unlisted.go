package place

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cairn"
	"cairn/text"
)

//go:embed rules/sites.txt
var sitesFile string

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

// siteRules are the words of rules/sites.txt.
type siteRules struct {
	noun                                                        map[string]Kind
	modifier, particle, near, in, end, filler, brought, speaker map[string]bool
}

var loadSiteRules = sync.OnceValue(func() *siteRules {
	r, err := parseSiteRules(sitesFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return r
})

func parseSiteRules(content string) (*siteRules, error) {
	r := &siteRules{noun: map[string]Kind{}}
	lists := map[string]*map[string]bool{"modifier": &r.modifier, "particle": &r.particle, "near": &r.near, "in": &r.in, "end": &r.end, "filler": &r.filler, "speaker": &r.speaker, "brought": &r.brought}
	for _, list := range lists {
		*list = map[string]bool{}
	}
	return r, eachLine("sites.txt", content, func(line string) error {
		name, words, ok := strings.Cut(line, ":")
		kind, isKind := KindOf(name)
		list := lists[name]
		if !ok || !isKind && list == nil {
			return fmt.Errorf("%q is not NAME: WORDS of a known name", line)
		}
		for _, w := range strings.Fields(words) {
			w = strings.ReplaceAll(w, "_", " ")
			if list != nil {
				(*list)[w] = true
			} else {
				r.noun[w] = kind
			}
		}
		return nil
	})
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

// maxSiteWords is how far before a town its site is sought.
const maxSiteWords = 14

// siteBefore reads a site and its relation to the town that follows: "an army
// checkpoint near". start is where its own words begin.
func siteBefore(before string) (kind Kind, start int, relation string) {
	rules := loadSiteRules()
	w := wordsBefore(before, maxSiteWords)
	at := len(w)
	for at > 0 && relation == "" {
		one, two := w[at-1].folded, ""
		if at > 1 {
			two = w[at-2].folded + " " + one
		}
		switch {
		case rules.near[two]:
			relation, at = relNear, at-2
		case rules.near[one]:
			relation, at = relNear, at-1
		case rules.in[one] && !(one == "of" && at > 1 && rules.filler[w[at-2].folded]):
			relation, at = relIn, at-1
		case rules.filler[one]:
			at--
		case one == "between":
			relation, at = relNear, at-1
		default:
			return 0, 0, ""
		}
	}
	// "in the outskirts of", "on the road in the north of"
	for at > 0 && (rules.filler[w[at-1].folded] || rules.in[w[at-1].folded]) && relation == relNear {
		at--
	}
	kind, noun := rules.nounAt(w[:at])
	if noun == 0 {
		return 0, 0, ""
	}
	if kind == Road && rules.end[w[at].folded] {
		relation = relNamed // the road to a town begins anywhere
	}
	first := rules.modifiers(w[:at-noun])
	if first == at-noun && first > 0 && w[first].capital && w[first-1].folded != "the" && !w[first].starts {
		return 0, 0, "" // of a name that was not read whole
	}
	if kind == Hospital && slices.ContainsFunc(w[:first], func(x wordBefore) bool { return rules.speaker[x.folded] }) {
		return 0, 0, ""
	}
	return kind, w[first].start, relation
}

// nounAt is the kind that the last words name, and how many words they are.
func (r *siteRules) nounAt(w []wordBefore) (Kind, int) {
	if n := len(w); n > 1 {
		if kind, ok := r.noun[w[n-2].folded+" "+w[n-1].folded]; ok {
			return kind, 2
		}
	}
	if n := len(w); n > 0 {
		if kind, ok := r.noun[w[n-1].folded]; ok {
			return kind, 1
		}
	}
	return 0, 0
}

// modifiers is the number of the first word that belongs to a site's name:
// adjectives of a list, and a name of its own in capitals.
func (r *siteRules) modifiers(w []wordBefore) int {
	at := len(w)
	own := func(i int) bool { return i >= 0 && w[i].capital && !w[i].starts && w[i].folded != "the" }
	for at > 0 && (r.modifier[w[at-1].folded] || own(at-1) || r.particle[w[at-1].folded] && at < len(w) && own(at) && own(at-2)) {
		at--
	}
	return at
}

// brought says whether a sentence tells of people who were brought to a
// hospital: then it is not where they came to harm.
func brought(sentence string) bool {
	rules := loadSiteRules()
	return slices.ContainsFunc(strings.Fields(text.Fold(sentence)), func(w string) bool { return rules.brought[strings.Trim(w, ".,;:")] })
}

type wordBefore struct {
	start   int
	folded  string
	capital bool
	starts  bool // of a sentence
}

// wordsBefore gives the last words of a text, up to the end of the sentence
// before, a comma or a quotation mark.
func wordsBefore(s string, limit int) []wordBefore {
	var out []wordBefore
	end := len(strings.TrimRight(s, " "))
	if end == len(s) && s != "" {
		return nil // something is written together with the town
	}
	for end > 0 && len(out) < limit {
		start := strings.LastIndexAny(s[:end], " \n\t") + 1
		word := s[start:end]
		if word == "" {
			break // a line's end
		}
		if strings.ContainsAny(word[len(word)-1:], ",.;:!?\")") || strings.HasSuffix(word, "”") {
			break
		}
		lead, size := utf8.DecodeRuneInString(word)
		for len(word) > size && (lead == '"' || lead == '(' || lead == '“' || lead == '\'') {
			word, start = word[size:], start+size
			lead, size = utf8.DecodeRuneInString(word)
		}
		rest := strings.TrimRight(s[:start], " ")
		opens := rest == "" || strings.ContainsAny(rest[len(rest)-1:], ".!?\n:")
		out = append(out, wordBefore{start, text.Fold(word), unicode.IsUpper(lead), opens})
		if strings.HasSuffix(s[:start], "\n") {
			break
		}
		end = len(rest)
	}
	slices.Reverse(out)
	return out
}
