package place

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

//go:embed data/world.bin
var worldData string

// Gazetteer is the world, with the packs laid over it. What it answers never
// changes; it only keeps the answers that it gave last at hand.
type Gazetteer struct {
	layers  []*image // later layers win
	annexes []*annex // of each layer; nil where it has none
	memory  *memory
}

var openWorld = sync.OnceValues(func() (*Gazetteer, error) {
	im, err := openImage(worldData)
	if err != nil {
		return nil, fmt.Errorf("open the embedded gazetteer: %w", err)
	}
	return &Gazetteer{[]*image{im}, []*annex{nil}, &memory{}}, nil
})

// World is the gazetteer that the binary carries.
func World() (*Gazetteer, error) { return openWorld() }

// Pack is a gazetteer of a country, or an organisation's own spellings.
type Pack struct {
	image *image
	annex *annex
}

// OpenPack reads a pack that [Image] wrote. The bytes are used where they lie
// and must not change afterwards.
func OpenPack(data string) (*Pack, error) {
	im, err := openImage(data)
	if err != nil {
		return nil, fmt.Errorf("open the pack: %w", err)
	}
	ax, err := openAnnex(data)
	if err != nil {
		return nil, fmt.Errorf("open the pack: %w", err)
	}
	return &Pack{im, ax}, nil
}

// With returns the gazetteer with packs laid over it; the last one wins where
// two know the same place.
func (g *Gazetteer) With(packs ...*Pack) *Gazetteer {
	layers, annexes := slices.Clip(g.layers), slices.Clip(g.annexes)
	for _, p := range packs {
		layers, annexes = append(layers, p.image), append(annexes, p.annex)
	}
	return &Gazetteer{layers, annexes, &memory{}}
}

// About is the text that names the sources of every layer and their licences.
func (g *Gazetteer) About() []string {
	var out []string
	for _, im := range g.layers {
		out = append(out, im.about)
	}
	return out
}

// Len is the number of places, counting one in two layers twice.
func (g *Gazetteer) Len() int {
	n := 0
	for _, im := range g.layers {
		n += im.count
	}
	return n
}

// Place is one place of the gazetteer.
type Place struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Kind       Kind    `json:"-"`
	Country    string  `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Admin1     string  `json:"admin1,omitempty"`  // plain English name
	Admin2     string  `json:"admin2,omitempty"`
	Admin3     string  `json:"admin3,omitempty"`
	Lat        float64 `json:"lat"`
	Lon        float64 `json:"lon"`
	Population int64   `json:"population,omitempty"`

	admin1Code, admin2Code, admin3Code string
	people                             int64 // the population, or a guess from its rank
}

// LatLon is a point on the globe, in degrees.
type LatLon struct{ Lat, Lon float64 }

// At is the place's point.
func (p Place) At() LatLon { return LatLon{p.Lat, p.Lon} }

// Distance is the great-circle distance in kilometres.
func Distance(a, b LatLon) float64 {
	return distance(a, b, math.Cos(a.Lat*radian), math.Cos(b.Lat*radian))
}

const radian = math.Pi / 180

// distance takes the cosines of the latitudes from who has them.
func distance(a, b LatLon, cosA, cosB float64) float64 {
	const diameter = 12742
	s, t := math.Sin((b.Lat-a.Lat)*radian/2), math.Sin((b.Lon-a.Lon)*radian/2)
	h := s*s + cosA*cosB*t*t
	return diameter * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Contains says whether inner lies in outer: a country, or a division of one.
// A place contains itself; a place that is not an area contains nothing else.
func Contains(outer, inner Place) bool { return contains(&outer, &inner) }

func contains(outer, inner *Place) bool {
	switch {
	case outer.ID == inner.ID:
		return true
	case outer.Country == "" || outer.Country != inner.Country:
		return false
	case outer.Kind == Country:
		return true
	case outer.Kind == Admin1:
		return outer.admin1Code == inner.admin1Code && inner.Kind != Country
	case outer.admin1Code != inner.admin1Code:
		return false
	case outer.Kind == Admin2:
		return same(outer.admin2Code, outer.Admin2, inner.admin2Code, inner.Admin2) && inner.Kind != Country && inner.Kind != Admin1
	case outer.Kind == Admin3:
		return same(outer.admin3Code, outer.Admin3, inner.admin3Code, inner.Admin3) && !(inner.Kind.Area() && inner.Kind != Admin3) &&
			(outer.Admin2 == "" || inner.Admin2 == "" || same(outer.admin2Code, outer.Admin2, inner.admin2Code, inner.Admin2))
	}
	return false
}

// same says whether two divisions are one: by their codes, or, as sources have
// codes of their own, by their names. What has neither is nowhere.
func same(code, name, otherCode, otherName string) bool {
	return code != "" && code == otherCode || name != "" && strings.EqualFold(name, otherName)
}

// ref names a place within a gazetteer, and which of its names was matched.
type ref struct {
	layer uint8
	name  uint8
	tier  Tier
	place uint32
}

func (g *Gazetteer) place(r ref) Place {
	im := g.layers[r.layer]
	rec := im.record(r.place)
	country, code1, admin1 := im.admin(rec.admin1)
	_, code2, admin2 := im.admin(rec.admin2)
	code3, admin3 := g.annexes[r.layer].third(r.place)
	return Place{ID: im.id(rec), Name: im.name(rec.nameAt, 0), Kind: rec.kind, Country: country, Admin1: admin1, Admin2: admin2, Admin3: admin3,
		Lat: rec.lat, Lon: rec.lon, Population: int64(rec.population), people: int64(rec.people), admin1Code: code1, admin2Code: code2, admin3Code: code3}
}

// Names are all names of the place with this id, of all layers.
func (g *Gazetteer) Names(id string) []string {
	var out []string
	seen := map[string]bool{}
	for _, im := range g.layers {
		for i := range uint32(im.count) {
			rec := im.record(i)
			if im.id(rec) != id {
				continue
			}
			for n := range im.nameCount(rec.nameAt) {
				if name := im.name(rec.nameAt, n); !seen[name] {
					seen[name] = true
					out = append(out, name)
				}
			}
		}
	}
	return out
}
