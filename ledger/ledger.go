package ledger

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Kind is what an entry records.
type Kind string

// The kinds of entry.
const (
	RecordMade   Kind = "record.made"
	ReportAdded  Kind = "report.added"
	ClaimsCoded  Kind = "claims.coded"
	LinksMade    Kind = "links.made"
	DecisionMade Kind = "decision.made"
)

// Entry is one entry of the log. Public is what may be shown to anybody;
// Sealed names commitments to what may not ("text", "claims", "decision").
type Entry struct {
	Seq    int64             `json:"seq"`
	Kind   Kind              `json:"kind"`
	At     time.Time         `json:"at"`
	Public json.RawMessage   `json:"public,omitempty"`
	Sealed map[string]string `json:"sealed,omitempty"` // name -> commitment
}

// Seal is bytes beside the log with the salt of their commitment. Where a
// decision destroyed them, both are nil and WithheldBy is its number.
type Seal struct {
	Commitment string
	Salt       []byte
	Bytes      []byte
	WithheldBy int64
}

// NewSeal commits to bytes with a fresh random salt.
func NewSeal(data []byte) Seal {
	salt := make([]byte, 32)
	rand.Read(salt) // never fails since Go 1.24
	return Seal{Commitment: commitment(salt, data), Salt: salt, Bytes: data}
}

func commitment(salt, data []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

// Holds says whether the bytes and the salt are those committed to.
func (s Seal) Holds() bool { return commitment(s.Salt, s.Bytes) == s.Commitment }

// Storage is where the log lies. All of it is read and written inside one
// transaction of the caller.
type Storage interface {
	Size() (int64, error)                // number of entries
	Append(seq int64, data []byte) error // refuses a number that is taken
	Entry(seq int64) ([]byte, error)     // exact bytes
	tlog.HashReader                      // stored hashes of the tree
	WriteHashes(at int64, h []tlog.Hash) error
	WriteSeal(s Seal) error
	Seal(commitment string) (Seal, error)
	Checkpoint() ([]byte, error)
	WriteCheckpoint(signed []byte) error
}

// Log appends to and reads a ledger inside one transaction.
type Log struct {
	S      Storage
	Origin string      // the record's name in checkpoints
	Signer note.Signer // nil: read only
}

// Append writes one entry with its sealed parts. The caller commits, after
// [Log.Sign], so that entry, hashes and checkpoint are there together or not
// at all.
func (l Log) Append(kind Kind, at time.Time, public any, sealed map[string]Seal) (Entry, error) {
	size, err := l.S.Size()
	if err != nil {
		return Entry{}, fmt.Errorf("read the size of the ledger: %w", err)
	}
	e := Entry{Seq: size, Kind: kind, At: at.UTC().Truncate(time.Millisecond)}
	if public != nil {
		if e.Public, err = json.Marshal(public); err != nil {
			return Entry{}, fmt.Errorf("write entry %d: %w", size, err)
		}
	}
	for name, s := range sealed {
		if e.Sealed == nil {
			e.Sealed = map[string]string{}
		}
		e.Sealed[name] = s.Commitment
		if err := l.S.WriteSeal(s); err != nil {
			return Entry{}, fmt.Errorf("write the %s of entry %d: %w", name, size, err)
		}
	}
	data, err := json.Marshal(e)
	if err != nil {
		return Entry{}, fmt.Errorf("write entry %d: %w", size, err)
	}
	hashes, err := tlog.StoredHashes(size, data, l.S)
	if err != nil {
		return Entry{}, fmt.Errorf("hash entry %d: %w", size, err)
	}
	if err := l.S.Append(size, data); err != nil {
		return Entry{}, fmt.Errorf("write entry %d: %w", size, err)
	}
	if err := l.S.WriteHashes(tlog.StoredHashIndex(0, size), hashes); err != nil {
		return Entry{}, fmt.Errorf("write the hashes of entry %d: %w", size, err)
	}
	return e, nil
}

// Read returns an entry from its stored bytes.
func (l Log) Read(seq int64) (Entry, error) {
	data, err := l.S.Entry(seq)
	if err != nil {
		return Entry{}, fmt.Errorf("read entry %d: %w", seq, err)
	}
	return parseEntry(seq, data)
}

func parseEntry(seq int64, data []byte) (Entry, error) {
	var e Entry
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return e, &Damage{Item: fmt.Sprintf("entry %d", seq), What: "is not an entry: " + err.Error()}
	}
	if e.Seq != seq {
		return e, &Damage{Item: fmt.Sprintf("entry %d", seq), What: fmt.Sprintf("says that it is entry %d", e.Seq)}
	}
	return e, nil
}

// Sign writes a checkpoint of the present tree.
func (l Log) Sign() error {
	if l.Signer == nil {
		return errors.New("sign the checkpoint: the record was opened without its key")
	}
	size, err := l.S.Size()
	if err != nil {
		return fmt.Errorf("read the size of the ledger: %w", err)
	}
	root, err := tlog.TreeHash(size, l.S)
	if err != nil {
		return fmt.Errorf("hash the tree of %d entries: %w", size, err)
	}
	signed, err := note.Sign(&note.Note{Text: checkpointText(l.Origin, size, root)}, l.Signer)
	if err != nil {
		return fmt.Errorf("sign the checkpoint: %w", err)
	}
	return l.S.WriteCheckpoint(signed)
}

// checkpointText is the C2SP tlog-checkpoint: origin, size, root in base64.
func checkpointText(origin string, size int64, root tlog.Hash) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
}

// ParseCheckpoint verifies a signed checkpoint and returns its tree.
func ParseCheckpoint(signed []byte, origin string, v note.Verifier) (tlog.Tree, error) {
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return tlog.Tree{}, &Damage{Item: "the checkpoint", What: "carries no valid signature of the record: " + err.Error()}
	}
	lines := strings.Split(n.Text, "\n")
	var size int64
	if len(lines) != 4 || lines[0] != origin {
		return tlog.Tree{}, &Damage{Item: "the checkpoint", What: fmt.Sprintf("is not one of %s", origin)}
	}
	if _, err := fmt.Sscan(lines[1], &size); err != nil {
		return tlog.Tree{}, &Damage{Item: "the checkpoint", What: "has no size"}
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, &Damage{Item: "the checkpoint", What: "has no root"}
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// Damage is something that is not as it was recorded.
type Damage struct {
	Item string // "entry 12", "the text of report r-...", "original ..."
	What string
}

func (d *Damage) Error() string { return d.Item + " " + d.What }

// Finding is one line of what [Log.Verify] found: damage, or a notice.
type Finding struct {
	Item    string `json:"item"`
	What    string `json:"what"`
	Altered bool   `json:"altered"`
}

// Verify reads everything again: every entry's bytes against its leaf, every
// inner hash against its leaves, the checkpoint against the tree and its
// signature, every sealed part against its commitment. It names each item that
// is not as it was.
func (l Log) Verify(v note.Verifier, found func(Finding) bool) error {
	bad := func(item, what string) bool { return found(Finding{item, what, true}) }
	size, err := l.S.Size()
	if err != nil {
		return fmt.Errorf("read the size of the ledger: %w", err)
	}
	signed, err := l.S.Checkpoint()
	if err != nil {
		return fmt.Errorf("read the checkpoint: %w", err)
	}
	tree, err := ParseCheckpoint(signed, l.Origin, v)
	var damage *Damage
	if errors.As(err, &damage) {
		if !bad(damage.Item, damage.What) {
			return nil
		}
	} else if err != nil {
		return err
	}
	if tree.N != size && damage == nil && !bad("the ledger", fmt.Sprintf("has %d entries, its checkpoint counts %d", size, tree.N)) {
		return nil
	}
	return l.verifyEntries(size, tree, bad, found)
}

func (l Log) verifyEntries(size int64, tree tlog.Tree, bad func(item, what string) bool, found func(Finding) bool) error {
	fresh := &memoryHashes{}
	for seq := range size {
		item := fmt.Sprintf("entry %d", seq)
		data, err := l.S.Entry(seq)
		if err != nil {
			if !bad(item, "is missing or cannot be read: "+err.Error()) {
				return nil
			}
			data = nil
		}
		hashes, err := tlog.StoredHashes(seq, data, fresh)
		if err != nil {
			return fmt.Errorf("hash entry %d: %w", seq, err)
		}
		at := tlog.StoredHashIndex(0, seq)
		fresh.h = append(fresh.h, hashes...)
		for i, h := range hashes {
			stored, err := l.S.ReadHashes([]int64{at + int64(i)})
			if err != nil || len(stored) != 1 || stored[0] != h {
				what := "does not match its recorded hash"
				if i > 0 {
					what = "does not match a recorded hash of the tree above it"
				}
				if !bad(item, what) {
					return nil
				}
				break
			}
		}
		entry, err := parseEntry(seq, data)
		if err != nil {
			if data != nil && !bad(item, "is not an entry") {
				return nil
			}
			continue
		}
		if !l.verifySeals(entry, found) {
			return nil
		}
	}
	if tree.N > 0 && tree.N <= size {
		if root, err := tlog.TreeHash(tree.N, fresh); err != nil || root != tree.Hash {
			bad("the ledger", fmt.Sprintf("does not have the root that its checkpoint of %d entries signs", tree.N))
		}
	}
	return nil
}

func (l Log) verifySeals(e Entry, found func(Finding) bool) bool {
	var names []string
	for name := range e.Sealed {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		item := fmt.Sprintf("the %s of entry %d", name, e.Seq)
		s, err := l.S.Seal(e.Sealed[name])
		f := Finding{Item: item, Altered: true}
		switch {
		case err != nil:
			f.What = "is missing or cannot be read: " + err.Error()
		case s.Bytes == nil && s.WithheldBy > 0:
			f.What, f.Altered = l.withheld(s)
		case s.WithheldBy != 0:
			f.What = "is marked as withheld and is there"
		case !s.Holds():
			f.What = "is not what was committed to"
		default:
			continue
		}
		if !found(f) {
			return false
		}
	}
	return true
}

// withheld checks that the decision that is said to have destroyed a part
// exists and names it: otherwise anybody could destroy bytes and say so.
func (l Log) withheld(s Seal) (what string, altered bool) {
	decision, err := l.Read(s.WithheldBy)
	var public struct {
		Withholds []string `json:"withholds"`
	}
	if err != nil || decision.Kind != DecisionMade || json.Unmarshal(decision.Public, &public) != nil || !slices.Contains(public.Withholds, s.Commitment) {
		return fmt.Sprintf("is gone, and entry %d is no decision to withhold it", s.WithheldBy), true
	}
	return fmt.Sprintf("is withheld by decision %d", s.WithheldBy), false
}

type memoryHashes struct{ h []tlog.Hash }

func (m *memoryHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(m.h)) {
			return nil, fmt.Errorf("no hash %d", at)
		}
		out[i] = m.h[at]
	}
	return out, nil
}
