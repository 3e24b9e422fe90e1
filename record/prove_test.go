package record

import (
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"cairn/ledger"
)

func TestEveryEntryIsProvedByTheCheckpoint(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	add(t, r, "5 or 6 died")
	for seq := int64(0); ; seq++ {
		p, err := r.Prove(t.Context(), seq)
		if seq > 0 && seq == p.Size {
			if err == nil {
				t.Errorf("entry %d of %d is proved", seq, p.Size)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		tree, err := ledger.ParseCheckpoint(p.Checkpoint, r.origin, r.verifier)
		if err != nil {
			t.Fatal(err)
		}
		if err := tlog.CheckRecord(p.Path, tree.N, tree.Hash, seq, ledger.Leaf(p.Bytes)); err != nil {
			t.Errorf("entry %d: %v", seq, err)
		}
		if tlog.CheckRecord(p.Path, tree.N, tree.Hash, seq, ledger.Leaf(append(p.Bytes, ' '))) == nil {
			t.Errorf("entry %d: other bytes are proved, too", seq)
		}
	}
}
