package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Incoming is a report with its original bytes, as the room read gives it.
type Incoming struct {
	Report   cairn.Report
	Original []byte
	Name     string // where it came from
	Reader   string // what extracted the text, with its version
	Media    string
	Warnings []string
	// Coded is the report's coding where it comes with one (an imported row);
	// otherwise the record's coder makes it.
	Coded *cairn.Coded
}

// Added says what became of one report.
type Added struct {
	ID     string
	New    bool // false: the same bytes were there already, and nothing changed
	Claims int
	Coded  cairn.Coded
}

// kept is what the ledger seals of a report: everything but the original.
type kept struct {
	Report   cairn.Report `json:"report"`
	Name     string       `json:"name,omitempty"`
	Reader   string       `json:"reader,omitempty"`
	Media    string       `json:"media,omitempty"`
	Warnings []string     `json:"warnings,omitempty"`
}

// codedPublic is what the entry of a coding shows to anybody. The report is
// named by the number of its entry: an id is made from the bytes of a document,
// and those of a short one could be guessed and tried.
type codedPublic struct {
	Report int64  `json:"report"`
	Coder  string `json:"coder"`
	Claims int    `json:"claims"`
}

// ReportID is the id of a report in a record, made from its original bytes.
func ReportID(original []byte) (id, hash string) {
	sum := sha256.Sum256(original)
	hash = hex.EncodeToString(sum[:])
	return "r-" + hash[:16], hash
}

// ErrWithheld says that a report's bytes were destroyed by a decision, and that
// the record does not take them again.
var ErrWithheld = errors.New("withheld")

// Add keeps, codes and records one report in one transaction. When it returns
// without an error, the report is durable.
func (r *Record) Add(ctx context.Context, in Incoming) (Added, error) {
	if r.o.ReadOnly {
		return Added{}, fmt.Errorf("add %s: %s: %w: it was opened for reading", in.Name, r.dir, store.ErrReadOnly)
	}
	p, err := r.prepare(ctx, in)
	if err != nil || !p.added.New {
		return p.added, err
	}
	if err := r.writeOriginal(p.hash, in.Original); err != nil {
		return Added{}, fmt.Errorf("keep the original of %s: %w", in.Name, r.db.Explain(err))
	}
	if err := r.commit(ctx, []*prepared{&p}, nil, nil); err != nil {
		return Added{}, fmt.Errorf("add %s: %w", in.Name, err)
	}
	return p.added, nil
}

// prepared is a report that was coded and waits for its transaction.
type prepared struct {
	in    Incoming
	hash  string
	added Added
}

// prepare looks a report up, and codes it where it is new.
func (r *Record) prepare(ctx context.Context, in Incoming) (p prepared, err error) {
	p.in = in
	p.added.ID, p.hash = ReportID(in.Original)
	err = r.db.Read(ctx, func(t *store.Tx) (err error) {
		p.added.New, err = isNew(t, p.added.ID, p.hash)
		return err
	})
	if err != nil {
		return p, fmt.Errorf("add %s: %w", in.Name, err)
	}
	if !p.added.New {
		return p, nil
	}
	if in.Coded != nil {
		p.added.Coded = *in.Coded
	} else {
		p.added.Coded = r.o.Code(in.Report)
	}
	p.added.Coded.Report = in.Report
	p.added.Claims = len(p.added.Coded.Claims)
	return p, nil
}

// isNew says whether the record does not have the report of an original yet.
func isNew(t *store.Tx, id, hash string) (bool, error) {
	gone, err := t.ReportByOriginal(withheldMark + id)
	if err != nil {
		return false, err
	}
	if gone != "" {
		return false, fmt.Errorf("%s is %w: a decision destroyed it, and the same bytes are not taken again", id, ErrWithheld)
	}
	known, err := t.ReportByOriginal(hash)
	return known == "", err
}

// commit records prepared reports, whose originals are durable, in one
// transaction with one checkpoint. Before may refuse, and with may write more.
func (r *Record) commit(ctx context.Context, batch []*prepared, before func(*store.Tx) error, with func(*store.Tx, ledger.Log) error) error {
	return r.db.Write(ctx, func(t *store.Tx) error {
		if before != nil {
			if err := before(t); err != nil {
				return err
			}
		}
		l := r.log(t)
		written := false
		for _, p := range batch {
			// Another cairn may have been faster, or the batch names it twice.
			fresh, err := isNew(t, p.added.ID, p.hash)
			if err != nil {
				return err
			}
			if !fresh {
				p.added = Added{ID: p.added.ID}
				continue
			}
			if err := r.append(t, l, p); err != nil {
				return err
			}
			written = true
		}
		if !written {
			return nil
		}
		if with != nil {
			if err := with(t, l); err != nil {
				return err
			}
		}
		return l.Sign()
	})
}

// append writes the entries of one report and their derived rows. The rows are
// made from the sealed bytes, as a rebuild makes them, so that the two cannot
// differ.
func (r *Record) append(t *store.Tx, l ledger.Log, p *prepared) error {
	in := p.in
	text, err := marshal("the report", kept{in.Report, in.Name, in.Reader, in.Media, in.Warnings})
	if err != nil {
		return err
	}
	d := derived{id: p.added.ID, hash: p.hash, text: text}
	entry, err := l.Append(ledger.ReportAdded, r.o.Now(), nil, map[string]ledger.Seal{
		"report": ledger.NewSeal([]byte(d.id)), "original": ledger.NewSeal([]byte(d.hash)), "text": ledger.NewSeal(text),
	})
	if err != nil {
		return err
	}
	d.seq = entry.Seq
	// The report itself is not sealed again: its fields are left out and put
	// back when the coding is read.
	coded := p.added.Coded
	coded.Report, coded.Mentions = cairn.Report{}, nil
	if d.claims, err = marshal("the claims", coded); err != nil {
		return err
	}
	public := codedPublic{Report: d.seq, Coder: r.o.Coder, Claims: len(coded.Claims)}
	entry, err = l.Append(ledger.ClaimsCoded, r.o.Now(), public, map[string]ledger.Seal{"claims": ledger.NewSeal(d.claims)})
	if err != nil {
		return err
	}
	d.coded = entry.Seq
	report, claims, err := d.rows()
	if err != nil {
		return err
	}
	if err := t.WriteReport(report); err != nil {
		return err
	}
	for _, c := range claims {
		if err := t.WriteClaim(c); err != nil {
			return err
		}
	}
	return nil
}

func (r *Record) originalPath(hash string) string {
	hash = filepath.Base(hash) // one from a damaged table must not name a file elsewhere
	return filepath.Join(r.dir, "originals", hash[:min(2, len(hash))], hash)
}

func (r *Record) writeOriginal(hash string, data []byte) error {
	name := r.originalPath(hash)
	if have, err := os.Stat(name); err == nil && have.Size() == int64(len(data)) {
		return nil // a crash came between the file and its entry
	}
	if err := makeDurably(filepath.Dir(name)); err != nil {
		return err
	}
	return writeDurably(name, data, 0o644)
}

// makeDurably makes a folder of originals that is there after a crash.
func makeDurably(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}
