package record

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"cairn/ledger"
	"cairn/store"
)

// Proof is what an outsider needs to check that an entry is in the record that
// a checkpoint signs: the entry's exact bytes, the hashes beside its way up the
// tree, and the checkpoint.
type Proof struct {
	Entry      ledger.Entry
	Bytes      []byte
	Leaf       tlog.Hash
	Path       tlog.RecordProof
	Size       int64 // of the tree that the checkpoint signs
	Checkpoint []byte
}

// Prove proves that an entry is in the record.
func (r *Record) Prove(ctx context.Context, seq int64) (Proof, error) {
	var p Proof
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		if p.Size, err = t.Size(); err != nil {
			return err
		}
		if seq < 0 || seq >= p.Size {
			return fmt.Errorf("prove entry %d: the record has %d, the first is 0", seq, p.Size)
		}
		if p.Entry, err = r.log(t).Read(seq); err != nil {
			return err
		}
		if p.Bytes, err = t.Entry(seq); err != nil {
			return err
		}
		p.Leaf = ledger.Leaf(p.Bytes)
		if p.Path, err = r.log(t).ProveEntry(p.Size, seq); err != nil {
			return err
		}
		p.Checkpoint, err = t.Checkpoint()
		return err
	})
	return p, err
}
