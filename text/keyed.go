package text

import "math/bits"

// Keyed finds what is known of a word by its key. Every token of every report
// is looked up in one or more of them, and most are in none: a key is a hash
// already, so that a look-up is one multiplication and most often one read.
type Keyed[V any] struct {
	keys   []Key // 0 is an empty slot
	values []V
	shift  int
}

// NewKeyed makes the table of a map. The empty word, whose key no token has, is
// left out.
func NewKeyed[V any](m map[Key]V) Keyed[V] {
	size := bits.Len(uint(2*len(m) + 1))
	t := Keyed[V]{keys: make([]Key, 1<<size), values: make([]V, 1<<size), shift: 64 - size}
	for k, v := range m {
		if k == 0 {
			continue
		}
		at := t.slot(k)
		t.keys[at], t.values[at] = k, v
	}
	return t
}

// Get returns what is known of the key, or the zero value.
func (t *Keyed[V]) Get(k Key) (v V, ok bool) {
	if k == 0 || len(t.keys) == 0 {
		return v, false
	}
	at := t.slot(k)
	if t.keys[at] != k {
		return v, false
	}
	return t.values[at], true
}

// slot is where the key stands, or the empty slot where it would.
func (t *Keyed[V]) slot(k Key) int {
	at := int(uint64(k) * 0x9E3779B97F4A7C15 >> t.shift)
	for t.keys[at] != k && t.keys[at] != 0 {
		at = (at + 1) & (len(t.keys) - 1)
	}
	return at
}
