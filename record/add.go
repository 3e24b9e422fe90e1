package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

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
	// otherwise the record's coder makes it. The original of such a report lies in
	// the database: a row of a table is small, and there are many.
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
	return r.change(ctx, Change{Add: &in})
}

// change records one change in a transaction of its own.
func (r *Record) change(ctx context.Context, c Change) (Added, error) {
	if r.o.ReadOnly {
		return Added{}, fmt.Errorf("%s: %s: %w: it was opened for reading", c, r.dir, store.ErrReadOnly)
	}
	p, err := r.prepare(ctx, c)
	if err != nil || !p.writes() {
		return p.added, err
	}
	if err := r.keepOriginal(&p); err != nil {
		return Added{}, err
	}
	if err := r.commit(ctx, []*prepared{&p}, nil, nil); err != nil {
		return Added{}, fmt.Errorf("%s: %w", c, err)
	}
	return p.added, nil
}

// prepared is a change that waits for its transaction. Of a report, what is
// sealed is made and so are the rows that follow from it, but for the numbers of
// its entries.
type prepared struct {
	Change
	hash   string
	added  Added
	sealed map[string]ledger.Seal // of the entry that adds the report
	coding ledger.Seal
	row    store.ReportRow
	claims []store.ClaimRow
}

// writes says whether there is anything to record.
func (p *prepared) writes() bool { return p.added.New || len(p.Decide) > 0 }

// prepare looks a report up, and codes it where it is new. One that comes with
// its coding is looked up when it is recorded.
func (r *Record) prepare(ctx context.Context, c Change) (p prepared, err error) {
	p.Change = c
	if c.Add == nil {
		return p, nil
	}
	in := c.Add
	p.added.ID, p.hash = ReportID(in.Original)
	p.added.New = true
	if in.Coded == nil {
		if err := r.db.Read(ctx, func(t *store.Tx) (err error) {
			p.added.New, err = isNew(t, p.added.ID, p.hash)
			return err
		}); err != nil {
			return p, fmt.Errorf("%s: %w", c, err)
		}
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
	if err := p.seal(); err != nil {
		return p, fmt.Errorf("%s: %w", c, err)
	}
	return p, nil
}

// seal makes what is sealed of a report, and its rows. The rows are made from
// the sealed bytes, as a rebuild makes them, so that the two cannot differ.
func (p *prepared) seal() error {
	in := p.Add
	text, err := marshal("the report", kept{in.Report, in.Name, in.Reader, in.Media, in.Warnings})
	if err != nil {
		return err
	}
	// The report itself is not sealed again: its fields are left out and put
	// back when the coding is read.
	coded := p.added.Coded
	coded.Report, coded.Mentions = cairn.Report{}, nil
	claims, err := marshal("the claims", coded)
	if err != nil {
		return err
	}
	p.sealed = map[string]ledger.Seal{"report": ledger.NewSeal([]byte(p.added.ID)), "original": ledger.NewSeal([]byte(p.hash)), "text": ledger.NewSeal(text)}
	p.coding = ledger.NewSeal(claims)
	p.row, p.claims, err = (&derived{id: p.added.ID, hash: p.hash, text: p.sealed["text"], coding: p.coding}).rows()
	return err
}

// isNew says whether the record does not have the report of an original yet.
func isNew(t *store.Tx, id, hash string) (bool, error) {
	switch original, err := t.OriginalOf(id); {
	case err != nil || original == "":
		return true, err
	case original == withheldMark+id:
		return false, fmt.Errorf("%s is %w: a decision destroyed it, and the same bytes are not taken again", id, ErrWithheld)
	case original != hash:
		return false, fmt.Errorf("%s is the id of other bytes already, by a chance of one in 2^64: add a byte to the original", id)
	}
	return false, nil
}
