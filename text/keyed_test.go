package text

import (
	"testing"

	"pgregory.net/rapid"
)

// A table answers as the map that it was made of.
func TestKeyedIsItsMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.Uint64Range(1, 400)
		m := rapid.MapOf(rapid.Custom(func(t *rapid.T) Key { return Key(key.Draw(t, "key")) }), rapid.Int()).Draw(t, "map")
		table := NewKeyed(m)
		for k := Key(0); k < 420; k++ {
			want, in := m[k]
			if got, ok := table.Get(k); got != want || ok != in {
				t.Fatalf("Get(%d) is %d, %v; the map has %d, %v", k, got, ok, want, in)
			}
		}
	})
}
