package record

import (
	"hash/maphash"
	"maps"
)

// tableSize is how many small maps a table has. A change copies those that it
// touches: with 200,000 keys some hundred entries each.
const tableSize = 2048

// table is a map that does not change: a draft of it copies what it touches,
// so that who holds the old one goes on reading it. seed is that of the table's
// first draft.
type table[V any] struct {
	seed   maphash.Seed
	shards []map[string]V
}

func (t table[V]) get(key string) (v V, ok bool) {
	if t.shards == nil {
		return v, false
	}
	v, ok = t.shards[t.at(key)][key]
	return v, ok
}

func (t table[V]) at(key string) uint64 { return maphash.String(t.seed, key) % tableSize }

// draft is a table on its way to the next one.
type draft[V any] struct {
	table[V]
	own map[uint64]bool // the maps that were copied
}

func (t table[V]) draft() *draft[V] {
	d := &draft[V]{own: map[uint64]bool{}}
	d.seed, d.shards = t.seed, make([]map[string]V, tableSize)
	if t.shards == nil {
		d.seed = maphash.MakeSeed()
	}
	copy(d.shards, t.shards)
	return d
}

func (d *draft[V]) touch(key string) map[string]V {
	i := d.at(key)
	if !d.own[i] {
		d.own[i] = true
		if d.shards[i] = maps.Clone(d.shards[i]); d.shards[i] == nil {
			d.shards[i] = map[string]V{}
		}
	}
	return d.shards[i]
}

func (d *draft[V]) set(key string, v V) { d.touch(key)[key] = v }

func (d *draft[V]) drop(key string) {
	if _, ok := d.get(key); ok {
		delete(d.touch(key), key)
	}
}
