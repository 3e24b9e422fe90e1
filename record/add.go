package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"errors"

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

// addedPublic is what the entry of a report shows to anybody.
type addedPublic struct {
	Report string `json:"report"`
}

// codedPublic is what the entry of a coding shows to anybody.
type codedPublic struct {
	Report string   `json:"report"`
	Coder  string   `json:"coder"`
	Claims []string `json:"claims,omitempty"`
}

// ReportID is the id of a report in a record, made from its original bytes.
func ReportID(original []byte) (id, hash string) {
	sum := sha256.Sum256(original)
	hash = hex.EncodeToString(sum[:])
	return "r-" + hash[:16], hash
}

// Add keeps, codes and records one report in one transaction. When it returns
// without an error, the report is durable.
func (r *Record) Add(ctx context.Context, in Incoming) (Added, error) {
	id, hash := ReportID(in.Original)
	var known string
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		known, err = t.ReportByOriginal(hash)
		return err
	})
	if err != nil || known != "" {
		return Added{ID: known}, err
	}
	var coded cairn.Coded
	if in.Coded != nil {
		coded = *in.Coded
	} else {
		coded = r.o.Code(in.Report)
	}
	coded.Report = in.Report
	if err := r.writeOriginal(hash, in.Original); err != nil {
		return Added{}, fmt.Errorf("keep the original of %s: %w", in.Name, err)
	}
	added := Added{ID: id, New: true, Claims: len(coded.Claims), Coded: coded}
	err = r.db.Write(ctx, func(t *store.Tx) error {
		if known, err := t.ReportByOriginal(hash); err != nil || known != "" { // another cairn was faster
			added = Added{ID: known}
			return err
		}
		return r.addInside(t, id, hash, in, coded)
	})
	if err != nil {
		return Added{}, fmt.Errorf("add %s: %w", in.Name, err)
	}
	return added, nil
}

func (r *Record) addInside(t *store.Tx, id, hash string, in Incoming, coded cairn.Coded) error {
	l := r.log(t)
	text, err := marshal("the report", kept{in.Report, in.Name, in.Reader, in.Media, in.Warnings})
	if err != nil {
		return err
	}
	now := r.o.Now()
	entry, err := l.Append(ledger.ReportAdded, now, addedPublic{id}, map[string]ledger.Seal{
		"original": ledger.NewSeal([]byte(hash)), "text": ledger.NewSeal(text),
	})
	if err != nil {
		return err
	}
	codedEntry, codedData, err := r.appendCoding(l, id, coded)
	if err != nil {
		return err
	}
	if err := deriveReport(t, entry.Seq, codedEntry.Seq, id, hash, text, codedData); err != nil {
		return err
	}
	return l.Sign()
}

// appendCoding seals the claims of a report. The report itself is not sealed
// again: its fields are left out and put back when the coding is read.
func (r *Record) appendCoding(l ledger.Log, id string, coded cairn.Coded) (ledger.Entry, []byte, error) {
	public := codedPublic{Report: id, Coder: r.o.Coder}
	for _, c := range coded.Claims {
		public.Claims = append(public.Claims, c.ID)
	}
	coded.Report, coded.Mentions = cairn.Report{}, nil
	data, err := marshal("the claims", coded)
	if err != nil {
		return ledger.Entry{}, nil, err
	}
	entry, err := l.Append(ledger.ClaimsCoded, r.o.Now(), public, map[string]ledger.Seal{"claims": ledger.NewSeal(data)})
	return entry, data, err
}

// deriveReport makes the rows of a report from what the ledger sealed of it.
// Adding and rebuilding both come through here, so that they cannot differ.
func deriveReport(t *store.Tx, seq, codedSeq int64, id, hash string, text, coded []byte) error {
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return fmt.Errorf("read the text of %s: %w", id, err)
	}
	var c cairn.Coded
	if err := json.Unmarshal(coded, &c); err != nil {
		return fmt.Errorf("read the claims of %s: %w", id, err)
	}
	claims := make([]store.ClaimRow, 0, len(c.Claims))
	for n, claim := range c.Claims {
		data, err := marshal("a claim", claim)
		if err != nil {
			return err
		}
		claims = append(claims, store.ClaimRow{Report: id, N: n, ID: claim.ID, Kind: string(claim.Kind), Measure: string(claim.Measure), Scope: string(claim.Scope), Data: data})
	}
	c.Claims = nil
	rest, err := marshal("the coding", c)
	if err != nil {
		return err
	}
	if err := t.WriteReport(store.ReportRow{ID: id, Seq: seq, CodedSeq: codedSeq, Original: hash, Date: k.Report.Date, Publisher: k.Report.Publisher, Data: text, Coded: rest}); err != nil {
		return err
	}
	return t.ReplaceClaims(id, claims)
}

func (r *Record) originalPath(hash string) string {
	return filepath.Join(r.dir, "originals", hash[:2], hash)
}

func (r *Record) writeOriginal(hash string, data []byte) error {
	name := r.originalPath(hash)
	if have, err := os.Stat(name); err == nil && have.Size() == int64(len(data)) {
		return nil // a crash came between the file and its entry
	}
	dir := filepath.Dir(name)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := syncDir(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	return writeDurably(name, data, 0o644)
}
