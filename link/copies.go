package link

import (
	"slices"
)

// Two texts are copies of one another where they share half of their runs of
// words, or one holds sixty per cent of the other's: cut, retitled or localised
// copies keep that much. Furniture was taken out before.
const (
	copyResemblance = 0.5
	copyContainment = 0.6
	copyShingles    = 12 // fewer runs of words than this prove nothing
)

// Signatures of bands x rows minima; texts that share any band are compared.
const (
	bands = 32
	rows  = 4
)

// signature is the MinHash of a set of shingles: for each of bands*rows
// hash functions the least value over the set.
type signature [bands * rows]uint32

// multipliers are the hash functions: odd numbers from one fixed seed.
var multipliers = func() (out [bands * rows]uint64) {
	x := uint64(0x2545f4914f6cdd1d)
	for i := range out {
		x = mix(x, uint64(i))
		out[i] = x | 1
	}
	return out
}()

func sign(shingles []uint64) (sig signature) {
	for i := range sig {
		sig[i] = 1<<32 - 1
	}
	for _, s := range shingles {
		for i, m := range &multipliers {
			if v := uint32(s * m >> 32); v < sig[i] {
				sig[i] = v
			}
		}
	}
	return sig
}

// A likeness is a pair of texts, how many of all their shingles both have, and
// what share of the smaller one's.
type likeness struct {
	a, b                     int32
	resemblance, containment float64
}

// copyKeys calls emit for every key that a copy of the text may share.
func (d *profile) copyKeys(emit func(key uint64)) {
	if d == nil || len(d.shingles) < copyShingles {
		return
	}
	sig := sign(d.shingles)
	for b := range bands {
		h := uint64(b)
		for _, v := range sig[b*rows : (b+1)*rows] {
			h = mix(h, uint64(v))
		}
		emit(h)
	}
	for _, v := range leads(d.lead) { // a text that was cut keeps its beginning
		emit(v)
	}
}

// copies are the pairs of texts that are copies of one another.
func copies(docs []*profile) []likeness {
	var keys []keyed
	for i, d := range docs {
		d.copyKeys(func(k uint64) { keys = append(keys, keyed{k, int32(i)}) })
	}
	var out []likeness
	for _, p := range pairsOf(keys) {
		if l := compare(docs, p); l.isCopy() {
			out = append(out, l)
		}
	}
	return out
}

func (l likeness) isCopy() bool {
	return l.resemblance >= copyResemblance || l.containment >= copyContainment
}

// leads are bands over the least shingles of a text's first hundred words.
func leads(shingles []uint64) []uint64 {
	var out []uint64
	least := slices.Clone(shingles)
	slices.Sort(least)
	for _, s := range least[:min(len(least), 8)] {
		out = append(out, mix(1<<20, s))
	}
	return out
}

func compare(docs []*profile, pair uint64) likeness {
	a, b := int32(pair>>32), int32(pair&(1<<32-1))
	x, y := docs[a].shingles, docs[b].shingles
	both := 0
	shared(x, y, func(uint64) { both++ })
	return likeness{a, b, float64(both) / float64(len(x)+len(y)-both), float64(both) / float64(min(len(x), len(y)))}
}

// stories numbers the reports by text: copies of one text have one number, that
// of its first report. Copying is transitive, unlike telling of one incident.
func stories(docs []*profile) []int32 {
	parent := make([]int32, len(docs))
	for i := range parent {
		parent[i] = int32(i)
	}
	for _, l := range copies(docs) {
		union(parent, l.a, l.b)
	}
	for i := range parent {
		parent[i] = root(parent, int32(i))
	}
	return parent
}
