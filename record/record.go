package record

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cairn"
	"cairn/ledger"
	"cairn/store"

	"golang.org/x/mod/sumdb/note"
)

// Options are what a record needs from outside.
type Options struct {
	Create   bool // make the record where there is none
	ReadOnly bool
	Now      func() time.Time
	// Code makes the claims of a report, and Coder names the program, rules and
	// packs that did. AddAll calls it from several goroutines at once.
	Code  func(cairn.Report) cairn.Coded
	Coder string
	// Link makes incidents of coded reports, and Linker names what did.
	Link   func([]cairn.Coded, []cairn.Decision, []cairn.Linked) ([]cairn.Linked, error)
	Linker string
	// Index lays reports out for linking them as they come; nil where a Live
	// links nothing.
	Index func([]cairn.Coded, []cairn.Decision, []cairn.Linked) (Linker, error)
}

// Linker keeps reports linked while they change.
type Linker interface {
	// Linked is all links as they are now.
	Linked() []cairn.Linked
	// Add takes a report that is new, or whose claims are others now.
	Add(cairn.Coded) cairn.LinkChange
	// Remove takes a report out.
	Remove(report string) cairn.LinkChange
	// Decide takes the decisions that stand in place of those that stood.
	Decide([]cairn.Decision) cairn.LinkChange
	// Queue is what is best asked of a person, the worthiest first.
	Queue(most int) []cairn.Question
	// Explain says how two claims, incidents or reports compare.
	Explain(a, b string) (cairn.Explanation, error)
}

// Record is an open record.
type Record struct {
	dir      string
	db       *store.DB
	o        Options
	origin   string
	signer   note.Signer
	verifier note.Verifier
}

// Open opens the record in a folder.
func Open(ctx context.Context, dir string, o Options) (*Record, error) {
	if o.Now == nil {
		return nil, errors.New("open a record: no clock was given")
	}
	if o.Create && !o.ReadOnly {
		if err := os.MkdirAll(filepath.Join(dir, "originals"), 0o755); err != nil {
			return nil, fmt.Errorf("make the record: %w: choose a folder that you may write to", err)
		}
	}
	db, err := store.Open(ctx, filepath.Join(dir, "cairn.db"), o.Create && !o.ReadOnly, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	r := &Record{dir: dir, db: db, o: o}
	if err := r.begin(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return r, nil
}

// Dir is the record's folder.
func (r *Record) Dir() string { return r.dir }

// Close closes the record.
func (r *Record) Close() error { return r.db.Close() }

// begin reads the record's name and keys, and makes them in a new record.
func (r *Record) begin(ctx context.Context) error {
	var public string
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		if r.origin, err = t.Meta("origin"); err == nil {
			public, err = t.Meta("public key")
		}
		return err
	})
	if err != nil {
		return err
	}
	if r.origin == "" {
		if !r.o.Create || r.o.ReadOnly {
			return fmt.Errorf("%s: %w here: make one with cairn add", r.dir, store.ErrNoRecord)
		}
		return r.birth(ctx)
	}
	if r.verifier, err = note.NewVerifier(public); err != nil {
		return fmt.Errorf("%s: the record's public key is %w: restore it from a backup", r.dir, store.ErrDamaged)
	}
	if r.o.ReadOnly {
		return nil
	}
	key, err := os.ReadFile(filepath.Join(r.dir, "key"))
	if err != nil {
		return fmt.Errorf("read the record's key: %w: without it the record can only be read", err)
	}
	if r.signer, err = note.NewSigner(strings.TrimSpace(string(key))); err != nil {
		return fmt.Errorf("%s: the record's key is not one: restore it from a backup", filepath.Join(r.dir, "key"))
	}
	return errors.Join(r.finishRemoval(ctx), r.finishMigration(ctx))
}

// finishMigration fills the derived tables again where a new version of them
// asks for it.
func (r *Record) finishMigration(ctx context.Context) error {
	var needed string
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		needed, err = t.Meta("rebuild")
		return err
	})
	if err != nil || needed == "" {
		return err
	}
	return r.Rebuild(ctx)
}

// finishRemoval removes an original that a decision destroyed before a crash
// came between the decision and the file.
func (r *Record) finishRemoval(ctx context.Context) error {
	var hash string
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		hash, err = t.Meta(toRemove)
		return err
	})
	if err != nil || hash == "" {
		return err
	}
	return r.forget(ctx, hash)
}

// birth makes the keys and the first entry of a new record. The key file is
// written first: a record without entries is begun again.
func (r *Record) birth(ctx context.Context) error {
	id := make([]byte, 8)
	rand.Read(id) // never fails since Go 1.24
	r.origin = "cairn-record-" + hex.EncodeToString(id)
	private, public, err := note.GenerateKey(rand.Reader, r.origin)
	if err != nil {
		return fmt.Errorf("make the record's key: %w", err)
	}
	if err := writeDurably(filepath.Join(r.dir, "key"), []byte(private+"\n"), 0o600); err != nil {
		return err
	}
	if err := writeDurably(filepath.Join(r.dir, "key.pub"), []byte(public+"\n"), 0o644); err != nil {
		return err
	}
	if r.signer, err = note.NewSigner(private); err == nil {
		r.verifier, err = note.NewVerifier(public)
	}
	if err != nil {
		return fmt.Errorf("make the record's key: %w", err)
	}
	return r.db.Write(ctx, func(t *store.Tx) error {
		if err := errors.Join(t.SetMeta("origin", r.origin), t.SetMeta("public key", public)); err != nil {
			return err
		}
		l := r.log(t)
		if _, err := l.Append(ledger.RecordMade, r.o.Now(), bornPublic{r.origin, public}, nil); err != nil {
			return err
		}
		return l.Sign()
	})
}

func (r *Record) log(t *store.Tx) ledger.Log {
	return ledger.Log{S: t, Origin: r.origin, Signer: r.signer}
}

// writeDurably writes a file so that after a crash it is there whole or not at
// all: to a name of its own, synced, renamed, and the folder synced.
func writeDurably(name string, data []byte, mode fs.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = errors.Join(f.Chmod(mode), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return syncDir(filepath.Dir(name))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}

func marshal(what string, v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", what, err)
	}
	return data, nil
}
