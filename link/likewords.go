package link

// wordsBounds, titleBounds and namesBounds cut similarities into levels.
var (
	wordsBounds = []float64{.02, .04, .07, .10, .14, .19, .25, .33, .45, .75}
	titleBounds = []float64{.001, .10, .25, .45}
	namesBounds = []float64{.001, 5, 9, 15, 30}
)

func (m *model) wordsLevel(a, b *unit) level {
	if a.doc == nil || b.doc == nil {
		return wordsUnread
	}
	return cut(cosine(a.doc.terms, b.doc.terms, a.doc.norm, b.doc.norm), wordsBounds, words0)
}

func (m *model) titleLevel(a, b *unit) level {
	if a.doc == nil || b.doc == nil || len(a.doc.title) == 0 || len(b.doc.title) == 0 {
		return titleUnknown
	}
	return cut(cosine(a.doc.title, b.doc.title, a.doc.titleNorm, b.doc.titleNorm), titleBounds, title0)
}

func (m *model) namesLevel(a, b *unit) level {
	if a.doc == nil || b.doc == nil {
		return namesUnknown
	}
	return cut(m.sharedNames(a.doc, b.doc), namesBounds, names0)
}

// sharedNames is how rare the names are that both texts have, in all.
func (m *model) sharedNames(a, b *profile) float64 {
	sum := 0.0
	shared(a.pairs, b.pairs, func(k uint64) {
		if r := m.words.rarity(k); r > 2.5 {
			sum += r - 2.5
		}
	})
	return sum
}

func cut(v float64, bounds []float64, first level) level {
	for i, b := range bounds {
		if v < b {
			return first + level(i)
		}
	}
	return first + level(len(bounds))
}

func agesLevel(a, b *unit) level {
	if a.doc == nil || b.doc == nil || len(a.doc.ages) == 0 || len(b.doc.ages) == 0 {
		return agesUnknown
	}
	out := agesOther
	shared(a.doc.ages, b.doc.ages, func(k uint64) {
		if aloneAge(k) {
			out = min(out, agesShared)
		} else {
			out = agesNamed
		}
	})
	return out
}
