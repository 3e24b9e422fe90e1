package link

import (
	"cmp"
	"slices"
)

// Two units are compared only where they share a key. A key that more than
// maxBlock units have brings nobody together: it is too common to say anything.
const maxBlock = 400

type keyed struct {
	key  uint64
	unit int32
}

// The kinds of key, so that a place and a name with one hash stay apart.
const (
	keyPlaceDay = iota + 1
	keyRegionDay
	keyPerson
	keyName
	keyWord
	keyAge
	keyPlaceMonth
	keyCounts
)

// candidates are the pairs worth comparing, each once, the lower unit first.
func (m *model) candidates(units []unit) []uint64 {
	n := 0
	for i := range units {
		m.keysOf(&units[i], func(uint64, uint64) { n++ })
	}
	keys := make([]keyed, 0, n) // counted first: growing would hold it twice
	for i := range units {
		m.keysOf(&units[i], func(kind, key uint64) { keys = append(keys, keyed{mix(kind, key), int32(i)}) })
	}
	return pairsOf(keys)
}

// pairsOf are the pairs of units that share a key, each once and in order.
func pairsOf(keys []keyed) []uint64 {
	slices.SortFunc(keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.unit, b.unit)) })
	n := 0
	blocksOf(keys, func(block []keyed) { n += len(block) * (len(block) - 1) / 2 })
	pairs := make([]uint64, 0, n)
	blocksOf(keys, func(block []keyed) {
		for a := range block {
			for b := a + 1; b < len(block); b++ {
				if block[a].unit != block[b].unit {
					pairs = append(pairs, uint64(block[a].unit)<<32|uint64(block[b].unit))
				}
			}
		}
	})
	return sortedUnique(pairs)
}

// blocksOf calls f for the units of every key that is not too common.
func blocksOf(keys []keyed, f func(block []keyed)) {
	for i := 0; i < len(keys); {
		j := i
		for j < len(keys) && keys[j].key == keys[i].key {
			j++
		}
		if j-i <= maxBlock {
			f(keys[i:j])
		}
		i = j
	}
}

// keysOf calls emit for every blocking key of a unit.
func (m *model) keysOf(u *unit, emit func(kind, key uint64)) {
	days := u.when
	if !days.known {
		days = u.said
	}
	u.dayKeys(days, emit)
	for _, p := range u.people {
		emit(keyPerson, p)
	}
	if u.doc == nil {
		return
	}
	for _, k := range u.doc.pairs {
		if n := m.words.count(k); n > 1 && n <= 40 {
			emit(keyName, k)
		}
	}
	for _, k := range u.doc.ages {
		if !aloneAge(k) {
			emit(keyAge, k)
		}
	}
	for _, k := range rarest(u.doc.terms, 12) {
		if n := m.words.count(k); n > 1 && n <= 60 {
			emit(keyWord, k)
		}
	}
}

// dayKeys joins a place and a stretch of days. Grids are laid twice, shifted by
// half a cell, so that neighbours share a key wherever the lines fall.
func (u *unit) dayKeys(days interval, emit func(kind, key uint64)) {
	if !days.known {
		return
	}
	for i := range u.sites {
		s := &u.sites[i]
		for _, shift := range []int32{0, 3} {
			for d := (days.from + shift) / 6; d <= (days.to+shift)/6 && d-(days.from+shift)/6 < 4; d++ {
				day := uint64(d)<<1 | uint64(shift&1)
				if s.region != 0 {
					emit(keyRegionDay, mix(s.region, day))
				}
				if s.coarse || !s.point {
					continue
				}
				for _, cell := range s.cells() {
					emit(keyPlaceDay, mix(cell, day))
				}
			}
		}
		if !s.coarse && s.key != 0 {
			emit(keyPlaceMonth, mix(s.key, uint64(days.from/40)))
			emit(keyPlaceMonth, mix(s.key, uint64((days.from+20)/40)|1<<40))
		}
	}
}

// cells are the four cells of about 40 km that hold a point in two shifted grids.
func (s *site) cells() [4]uint64 {
	const size = 0.4
	var out [4]uint64
	for i := range out {
		y := int64((float64(s.lat) + 90 + size/2*float64(i&1)) / size)
		x := int64((float64(s.lon) + 180 + size/2*float64(i>>1)) / size)
		out[i] = mix(uint64(y)<<2|uint64(i), uint64(x))
	}
	return out
}

// rarest are the keys of the n terms with the most weight.
func rarest(terms []term, n int) []uint64 {
	top := slices.Clone(terms)
	slices.SortFunc(top, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
	var out []uint64
	for _, t := range top[:min(n, len(top))] {
		out = append(out, t.key)
	}
	return out
}
