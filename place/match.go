package place

import (
	"bytes"

	"cairn/text"
)

// Tier is how a name was matched, the surest first.
type Tier uint8

const (
	Own      Tier = iota // an organisation's own spelling
	Exact                // letter for letter, but for case
	Folded               // without diacritics, apostrophes and hyphens
	Article              // without articles, Abou as Abu
	Skeletal             // the consonants agree
)

var tierNames = [...]string{"own spelling", "exact", "folded", "article", "skeleton"}

func (t Tier) String() string { return tierNames[t] }

// find calls yield for every place that has a name with this folded key.
func (g *Gazetteer) find(key []byte, yield func(ref) bool) {
	hash := keyHash(key)
	for layer := len(g.layers) - 1; layer >= 0; layer-- {
		im := g.layers[layer]
		im.folded.find(hash, func(p uint32, n uint8) bool {
			if n == nameIsID || !im.nameIs(p, n, key, nil) {
				return true
			}
			return yield(ref{uint8(layer), n, Folded, p})
		})
	}
}

func (g *Gazetteer) findArticle(key []byte, yield func(ref) bool) {
	g.find(key, func(r ref) bool { r.tier = Article; return yield(r) })
	hash := keyHash(key)
	for layer := len(g.layers) - 1; layer >= 0; layer-- {
		im := g.layers[layer]
		im.article.find(hash, func(p uint32, n uint8) bool {
			if !im.nameIs(p, n, key, text.AppendFoldArticle) {
				return true
			}
			return yield(ref{uint8(layer), n, Article, p})
		})
	}
}

func (g *Gazetteer) findSkeleton(key []byte, yield func(ref) bool) {
	hash := keyHash(key)
	for layer := len(g.layers) - 1; layer >= 0; layer-- {
		im := g.layers[layer]
		im.skeleton.find(hash, func(p uint32, n uint8) bool {
			if !im.nameIs(p, n, key, text.AppendSkeleton) {
				return true
			}
			return yield(ref{uint8(layer), n, Skeletal, p})
		})
	}
}

// ByID returns the place with this id, of the uppermost layer that has it.
func (g *Gazetteer) ByID(id string) (Place, bool) {
	space, number, _ := parseID(id)
	if space == spaceText {
		var found Place
		g.findID(text.AppendFold(nil, id), func(r ref) bool {
			if p := g.place(r); p.ID == id {
				found = p
				return false
			}
			return true
		})
		return found, found.ID != ""
	}
	for layer := len(g.layers) - 1; layer >= 0; layer-- {
		im := g.layers[layer]
		for i := range uint32(im.count) {
			if at := int(i) * placeSize; u32(im.places, at) == number && idSpace(im.places[at+11]) == space {
				return g.place(ref{layer: uint8(layer), place: i}), true
			}
		}
	}
	return Place{}, false
}

func (g *Gazetteer) findID(key []byte, yield func(ref) bool) {
	hash := keyHash(key)
	for layer := len(g.layers) - 1; layer >= 0; layer-- {
		g.layers[layer].folded.find(hash, func(p uint32, n uint8) bool {
			return n != nameIsID || yield(ref{layer: uint8(layer), place: p})
		})
	}
}

// nameIsID is the number of a name that stands for the place's id.
const nameIsID = 255

// nameIs verifies a hit: a hash may agree by chance.
func (im *image) nameIs(p uint32, n uint8, key []byte, then func([]byte, string) []byte) bool {
	var a, b [96]byte
	rec := im.record(p)
	got := text.AppendFold(a[:0], im.name(rec.nameAt, int(n)))
	if then != nil {
		got = then(b[:0], string(got))
	}
	return bytes.Equal(got, key)
}
