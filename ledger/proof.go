package ledger

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Leaf is the hash of an entry's stored bytes: SHA-256(0x00 || bytes).
func Leaf(data []byte) tlog.Hash { return tlog.RecordHash(data) }

// ProveEntry proves that an entry is in the tree of the first size entries: the
// audit path of RFC 6962, section 2.1.1. tlog.CheckRecord checks it.
func (l Log) ProveEntry(size, seq int64) (tlog.RecordProof, error) {
	if err := l.has(size); err != nil {
		return nil, err
	}
	p, err := tlog.ProveRecord(size, seq, l.S)
	if err != nil {
		return nil, fmt.Errorf("prove entry %d of %d: %w", seq, size, err)
	}
	return p, nil
}

// ProveGrowth proves that the tree of the first size entries begins with the
// tree of the first old ones: the consistency proof of RFC 6962, section 2.1.2.
// tlog.CheckTree checks it.
func (l Log) ProveGrowth(size, old int64) (tlog.TreeProof, error) {
	if err := l.has(size); err != nil {
		return nil, err
	}
	p, err := tlog.ProveTree(size, old, l.S)
	if err != nil {
		return nil, fmt.Errorf("prove that %d entries begin with the first %d: %w", size, old, err)
	}
	return p, nil
}

func (l Log) has(size int64) error {
	have, err := l.S.Size()
	if err != nil {
		return fmt.Errorf("read the size of the ledger: %w", err)
	}
	if size < 1 || size > have {
		return fmt.Errorf("prove a tree of %d entries: the ledger has %d", size, have)
	}
	return nil
}

// Grew checks the ledger against a checkpoint that somebody kept elsewhere: the
// record must still begin with what it signed then. This is what finds a record
// that was rewritten and signed anew with its own key, or rolled back.
func (l Log) Grew(saved []byte, v note.Verifier) error {
	tree, err := ParseCheckpoint(saved, l.Origin, v)
	if err != nil {
		var d *Damage
		if errors.As(err, &d) {
			d.Item = "the saved checkpoint"
		}
		return err
	}
	size, err := l.S.Size()
	if err != nil {
		return fmt.Errorf("read the size of the ledger: %w", err)
	}
	if tree.N > size {
		return &Damage{Item: "the ledger", What: fmt.Sprintf("has %d entries, the saved checkpoint counts %d: entries were removed", size, tree.N)}
	}
	// From the stored entries, and not from stored hashes, which may have been
	// changed with them.
	fresh := &memoryHashes{}
	for seq := range tree.N {
		data, err := l.S.Entry(seq)
		if err != nil {
			return fmt.Errorf("read entry %d: %w", seq, err)
		}
		hashes, err := tlog.StoredHashes(seq, data, fresh)
		if err != nil {
			return fmt.Errorf("hash entry %d: %w", seq, err)
		}
		fresh.h = append(fresh.h, hashes...)
	}
	root, err := tlog.TreeHash(tree.N, fresh)
	if err != nil {
		return fmt.Errorf("hash the tree of %d entries: %w", tree.N, err)
	}
	if root != tree.Hash {
		return &Damage{Item: "the ledger", What: fmt.Sprintf("does not begin with the %d entries of the saved checkpoint: it was rewritten", tree.N)}
	}
	return nil
}
