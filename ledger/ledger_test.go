package ledger

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// memory is a ledger's storage without a database.
type memory struct {
	entries    [][]byte
	hashes     memoryHashes
	seals      map[string]Seal
	checkpoint []byte
}

func (m *memory) Size() (int64, error) { return int64(len(m.entries)), nil }
func (m *memory) Append(seq int64, data []byte) error {
	if seq != int64(len(m.entries)) {
		return fmt.Errorf("entry %d is taken", seq)
	}
	m.entries = append(m.entries, data)
	return nil
}
func (m *memory) Entry(seq int64) ([]byte, error) {
	if seq < 0 || seq >= int64(len(m.entries)) {
		return nil, errors.New("there is none")
	}
	return m.entries[seq], nil
}
func (m *memory) ReadHashes(at []int64) ([]tlog.Hash, error) { return m.hashes.ReadHashes(at) }
func (m *memory) WriteHashes(at int64, h []tlog.Hash) error {
	if at != int64(len(m.hashes.h)) {
		return fmt.Errorf("hash %d is not the next", at)
	}
	m.hashes.h = append(m.hashes.h, h...)
	return nil
}
func (m *memory) WriteSeal(s Seal) error              { m.seals[s.Commitment] = s; return nil }
func (m *memory) Seal(c string) (Seal, error)         { return m.seals[c], nil }
func (m *memory) Checkpoint() ([]byte, error)         { return m.checkpoint, nil }
func (m *memory) WriteCheckpoint(signed []byte) error { m.checkpoint = signed; return nil }
func keys(t *testing.T) (note.Signer, note.Verifier) {
	t.Helper()
	private, public, err := note.GenerateKey(rand.Reader, "test-record")
	if err != nil {
		t.Fatal(err)
	}
	s, err1 := note.NewSigner(private)
	v, err2 := note.NewVerifier(public)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return s, v
}

func logOf(t *testing.T, n int) (Log, *memory, note.Verifier) {
	t.Helper()
	s, v := keys(t)
	m := &memory{seals: map[string]Seal{}}
	l := Log{S: m, Origin: "test-record", Signer: s}
	for i := range n {
		if _, err := l.Append(ReportAdded, time.Unix(int64(i), 0), nil, map[string]Seal{"text": NewSeal(fmt.Appendf(nil, "text %d", i))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Sign(); err != nil {
		t.Fatal(err)
	}
	return l, m, v
}

// mth is the Merkle tree hash as section 2.1 of RFC 6962 words it.
func mth(entries [][]byte) [32]byte {
	switch n := len(entries); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, entries[0]...))
	default:
		k := 1
		for k*2 < n {
			k *= 2
		}
		left, right := mth(entries[:k]), mth(entries[k:])
		return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
	}
}

func TestRootsAndProofsAreThoseOfRFC6962(t *testing.T) {
	l, m, _ := logOf(t, 130)
	for size := int64(1); size <= 130; size++ {
		root := tlog.Hash(mth(m.entries[:size]))
		if have, err := tlog.TreeHash(size, m); err != nil || have != root {
			t.Fatalf("root of %d entries: %v, %v", size, have, err)
		}
		for seq := range size {
			p, err := l.ProveEntry(size, seq)
			if err != nil {
				t.Fatal(err)
			}
			if err := tlog.CheckRecord(p, size, root, seq, Leaf(m.entries[seq])); err != nil {
				t.Errorf("entry %d of %d: %v", seq, size, err)
			}
			if tlog.CheckRecord(p, size, root, seq, Leaf([]byte("another"))) == nil {
				t.Errorf("entry %d of %d: another entry was proved", seq, size)
			}
			if seq == 0 {
				continue
			}
			growth, err := l.ProveGrowth(size, seq)
			if err != nil {
				t.Fatal(err)
			}
			if err := tlog.CheckTree(growth, size, root, seq, tlog.Hash(mth(m.entries[:seq]))); err != nil {
				t.Errorf("growth from %d to %d: %v", seq, size, err)
			}
		}
	}
	for _, size := range []int64{-1, 0, 131} {
		if _, err := l.ProveEntry(size, 0); err == nil {
			t.Errorf("a proof in a tree of %d entries", size)
		}
	}
}

// The exact bytes of an entry and of a checkpoint: what is stored today must be
// read for ever.
func TestTheFormOfEntriesAndCheckpoints(t *testing.T) {
	l, m, v := logOf(t, 0)
	seal := NewSeal([]byte("text"))
	if _, err := l.Append(ClaimsCoded, time.Date(2015, 9, 19, 8, 0, 0, 1e6, time.UTC), map[string]int{"report": 1}, map[string]Seal{"claims": seal}); err != nil {
		t.Fatal(err)
	}
	want := `{"seq":0,"kind":"claims.coded","at":"2015-09-19T08:00:00.001Z","public":{"report":1},"sealed":{"claims":"` + seal.Commitment + `"}}`
	if string(m.entries[0]) != want {
		t.Errorf("have %s\nwant %s", m.entries[0], want)
	}
	if sum := sha256.Sum256(append(slices.Clone(seal.Salt), "text"...)); fmt.Sprintf("%x", sum) != seal.Commitment || len(seal.Salt) != 32 {
		t.Errorf("the commitment is not SHA-256(salt || bytes) with 32 bytes of salt")
	}
	if err := l.Sign(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(m.checkpoint), "\n")
	root := tlog.Hash(mth(m.entries))
	if lines[0] != "test-record" || lines[1] != "1" || lines[2] != root.String() || lines[3] != "" || !strings.HasPrefix(lines[4], "— test-record ") {
		t.Errorf("checkpoint %q", m.checkpoint)
	}
	if tree, err := ParseCheckpoint(m.checkpoint, "test-record", v); err != nil || tree.N != 1 || tree.Hash != root {
		t.Errorf("%v %v", tree, err)
	}
	_, other := keys(t)
	for _, bad := range []struct {
		what   string
		signed []byte
		origin string
		v      note.Verifier
	}{{"another key", m.checkpoint, "test-record", other}, {"another origin", m.checkpoint, "record", v}, {"nothing", nil, "test-record", v}} {
		if _, err := ParseCheckpoint(bad.signed, bad.origin, bad.v); err == nil {
			t.Errorf("accepted a checkpoint of %s", bad.what)
		}
	}
}

func altered(t *testing.T, l Log, v note.Verifier) (out []string) {
	t.Helper()
	if err := l.Verify(v, func(f Finding) bool {
		if f.Altered {
			out = append(out, f.Item)
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVerifyNamesWhatWasAltered(t *testing.T) {
	for _, c := range []struct {
		what  string
		spoil func(*memory)
		item  string
	}{
		{"nothing", func(*memory) {}, ""},
		{"an entry", func(m *memory) { m.entries[3] = append(slices.Clone(m.entries[3]), ' ') }, "entry 3"},
		{"two entries swapped", func(m *memory) { m.entries[2], m.entries[3] = m.entries[3], m.entries[2] }, "entry 2"},
		{"the last entry dropped", func(m *memory) { m.entries = m.entries[:6] }, "the ledger"},
		{"a leaf", func(m *memory) { m.hashes.h[0][0] ^= 1 }, "entry 0"},
		{"an inner hash", func(m *memory) { m.hashes.h[2][0] ^= 1 }, "entry 1"},
		{"the checkpoint", func(m *memory) { m.checkpoint[0] ^= 1 }, "the checkpoint"},
		{"a text", func(m *memory) { spoilSeals(m, func(s *Seal) { s.Bytes = []byte("other") }) }, "the text of entry 0"},
		{"a salt", func(m *memory) { spoilSeals(m, func(s *Seal) { s.Salt = make([]byte, 32) }) }, "the text of entry 0"},
		{"a text destroyed without a decision", func(m *memory) { spoilSeals(m, func(s *Seal) { s.Bytes, s.Salt, s.WithheldBy = nil, nil, 2 }) }, "the text of entry 0"},
		{"a text marked as withheld", func(m *memory) { spoilSeals(m, func(s *Seal) { s.WithheldBy = 2 }) }, "the text of entry 0"},
	} {
		l, m, v := logOf(t, 7)
		c.spoil(m)
		found := altered(t, l, v)
		if (c.item == "") != (len(found) == 0) || c.item != "" && !slices.Contains(found, c.item) {
			t.Errorf("%s: found %q, want %q", c.what, found, c.item)
		}
	}
}

func spoilSeals(m *memory, spoil func(*Seal)) {
	for c, s := range m.seals {
		spoil(&s)
		m.seals[c] = s
	}
}

// Somebody with the database and the key can rewrite the log and sign it anew:
// only a checkpoint kept elsewhere finds that, or a roll back.
func TestASavedCheckpointFindsRewritingAndRollingBack(t *testing.T) {
	l, m, v := logOf(t, 5)
	saved := slices.Clone(m.checkpoint)
	if _, err := l.Append(RecordMade, time.Unix(9, 0), nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Sign(), l.Grew(saved, v)); err != nil {
		t.Errorf("grown honestly: %v", err)
	}
	honest := m.entries
	m.entries, m.hashes = nil, memoryHashes{}
	for i := range 6 {
		if _, err := l.Append(RecordMade, time.Unix(int64(100+i), 0), nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Sign(); err != nil {
		t.Fatal(err)
	}
	if found := altered(t, l, v); len(found) > 0 {
		t.Fatalf("the rewritten log is whole in itself, and verify found %q", found)
	}
	if err := l.Grew(saved, v); err == nil || !strings.Contains(err.Error(), "rewritten") {
		t.Errorf("rewritten: %v", err)
	}
	m.entries = honest[:4]
	if err := l.Grew(saved, v); err == nil || !strings.Contains(err.Error(), "removed") {
		t.Errorf("rolled back: %v", err)
	}
}
