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
			if n == nameIsID || !im.nameIs(p, n, key, Folded) {
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
			if !im.nameIs(p, n, key, Article) {
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
			if !im.nameIs(p, n, key, Skeletal) {
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

// nameAt is where the names of a place begin.
func (im *image) nameAt(place uint32) uint32 {
	at := int(place) * placeSize
	if at+placeSize > len(im.places) {
		return 0
	}
	return u32(im.places, at+20)
}

// nameIs verifies a hit: a hash may agree by chance.
func (im *image) nameIs(p uint32, n uint8, key []byte, tier Tier) bool {
	var a, b [96]byte
	name := im.name(im.nameAt(p), int(n))
	if tier == Folded && sameLetters(name, key) {
		return true
	}
	got := text.AppendFold(a[:0], name)
	switch tier {
	case Article:
		got = text.AppendFoldArticle(b[:0], string(got))
	case Skeletal:
		got = text.AppendSkeleton(b[:0], string(got))
	}
	return bytes.Equal(got, key)
}

// sameLetters says whether a name of plain letters and single spaces is the key
// but for capitals; where it says no, the name may still fold to the key.
func sameLetters(name string, key []byte) bool {
	if len(name) != len(key) {
		return false
	}
	for i, k := range key {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != k || k != ' ' && (k < 'a' || k > 'z') {
			return false
		}
	}
	return true
}
