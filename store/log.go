package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"cairn/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// The ledger's storage (ledger.Storage) inside a transaction.

// Size is the number of entries.
func (t *Tx) Size() (n int64, err error) {
	if t.size != nil {
		return *t.size, nil
	}
	err = t.row("SELECT coalesce(max(seq) + 1, 0) FROM entries").Scan(&n)
	if err == nil {
		t.size = &n
	}
	return n, err
}

// Append writes an entry's bytes under its number.
func (t *Tx) Append(seq int64, data []byte) error {
	t.size = nil
	if err := t.exec("INSERT INTO entries (seq, data) VALUES ($1, $2)", seq, data); err != nil {
		return err
	}
	size := seq + 1 // a seq beyond it leaves a gap that verifying finds
	t.size = &size
	return nil
}

// Entry reads an entry's exact bytes.
func (t *Tx) Entry(seq int64) (data []byte, err error) {
	err = t.row("SELECT data FROM entries WHERE seq = $1", seq).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("there is no entry %d", seq)
	}
	return data, err
}

// EntriesOf are the numbers of the entries of one kind, in their order. An entry
// begins with its number and its kind.
func (t *Tx) EntriesOf(kind string) ([]int64, error) {
	return collect(t, `SELECT seq FROM entries WHERE instr(CAST(substr(data, 1, 64) AS TEXT), '"kind":"' || $1 || '"') > 0 ORDER BY seq`, func(n *int64) []any { return []any{n} }, kind)
}

// ReadHashes reads stored hashes of the tree.
func (t *Tx) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, n := range at {
		var h []byte
		if err := t.row("SELECT hash FROM tree WHERE at = $1", n).Scan(&h); err != nil {
			return nil, fmt.Errorf("read hash %d of the tree: %w", n, err)
		}
		if len(h) != tlog.HashSize {
			return nil, fmt.Errorf("hash %d of the tree has %d bytes", n, len(h))
		}
		copy(out[i][:], h)
	}
	return out, nil
}

// WriteHashes writes stored hashes of the tree from a place on.
func (t *Tx) WriteHashes(at int64, hashes []tlog.Hash) error {
	for i, h := range hashes {
		if err := t.exec("INSERT INTO tree (at, hash) VALUES ($1, $2)", at+int64(i), h[:]); err != nil {
			return err
		}
	}
	return nil
}

// WriteSeal writes sealed bytes with their salt. A seal that an earlier entry
// wrote may be named by a later one again: it is there already.
func (t *Tx) WriteSeal(s ledger.Seal) error {
	return t.exec("INSERT INTO seals (commitment, salt, data) VALUES ($1, $2, $3) ON CONFLICT (commitment) DO NOTHING", s.Commitment, s.Salt, s.Bytes)
}

// Seal reads sealed bytes, or who withheld them.
func (t *Tx) Seal(commitment string) (ledger.Seal, error) {
	s := ledger.Seal{Commitment: commitment}
	var by sql.NullInt64
	err := t.row("SELECT salt, data, withheld_by FROM seals WHERE commitment = $1", commitment).Scan(&s.Salt, &s.Bytes, &by)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("there are no sealed bytes %.12s…", commitment)
	}
	s.WithheldBy = by.Int64
	return s, err
}

// Destroy removes the bytes and the salt of a seal for ever.
func (t *Tx) Destroy(commitment string, decision int64) error {
	return t.exec("UPDATE seals SET salt = NULL, data = NULL, withheld_by = $2 WHERE commitment = $1", commitment, decision)
}

// WriteOriginal keeps the original of the report that an entry adds, where it is
// no file.
func (t *Tx) WriteOriginal(seq int64, data []byte) error {
	return t.exec("INSERT INTO originals (seq, data) VALUES ($1, $2)", seq, data)
}

// Original reads the original of the report that an entry added; ok is false
// where it is not kept here.
func (t *Tx) Original(seq int64) (data []byte, ok bool, err error) {
	err = t.row("SELECT data FROM originals WHERE seq = $1", seq).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// Originals are the entries whose reports' originals are kept here.
func (t *Tx) Originals() ([]int64, error) {
	return collect(t, "SELECT seq FROM originals ORDER BY seq", func(seq *int64) []any { return []any{seq} })
}

// DropOriginal removes an original for ever, where it is kept here.
func (t *Tx) DropOriginal(seq int64) error {
	return t.exec("DELETE FROM originals WHERE seq = $1", seq)
}

// Checkpoint reads the signed checkpoint.
func (t *Tx) Checkpoint() (note []byte, err error) {
	err = t.row("SELECT note FROM checkpoint WHERE id = 1").Scan(&note)
	if errors.Is(err, sql.ErrNoRows) {
		err = errors.New("there is none")
	}
	return note, err
}

// WriteCheckpoint replaces the signed checkpoint.
func (t *Tx) WriteCheckpoint(signed []byte) error {
	return t.exec("INSERT INTO checkpoint (id, note) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET note = excluded.note", signed)
}

// Meta reads one value of the record's own data, "" where it has none.
func (t *Tx) Meta(key string) (value string, err error) {
	err = t.row("SELECT value FROM meta WHERE key = $1", key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, err
}

// SetMeta writes one value of the record's own data.
func (t *Tx) SetMeta(key, value string) error {
	return t.exec("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
}

// prepared is a statement of this transaction, prepared when it is first run.
func (t *Tx) prepared(query string) (*sql.Stmt, error) {
	if s := t.statements[query]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(t.ctx, query)
	if err == nil {
		t.statements[query] = s
	}
	return s, err
}

// row runs a query that gives one row at most.
func (t *Tx) row(query string, args ...any) *sql.Row {
	s, err := t.prepared(query)
	if err != nil {
		return t.tx.QueryRowContext(t.ctx, query, args...) // says what is wrong with it
	}
	return s.QueryRowContext(t.ctx, args...)
}

func (t *Tx) exec(query string, args ...any) error {
	s, err := t.prepared(query)
	if err == nil {
		_, err = s.ExecContext(t.ctx, args...)
	}
	if err != nil {
		verb, _, _ := strings.Cut(query, " (")
		return fmt.Errorf("%s: %w", strings.ToLower(verb), err)
	}
	return nil
}
