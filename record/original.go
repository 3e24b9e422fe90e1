package record

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"cairn/store"
)

// An original lies in a file under the hash of its bytes, so that a person finds
// a document without cairn; the row of a table lies in the database, under the
// number of the entry that added it.

func (r *Record) originalPath(hash string) string {
	hash = filepath.Base(hash) // one from a damaged table must not name a file elsewhere
	return filepath.Join(r.dir, "originals", hash[:min(2, len(hash))], hash)
}

// keepOriginal makes the original of a new report durable, before its entry,
// where it does not come into the database with it.
func (r *Record) keepOriginal(p *prepared) error {
	if !p.added.New || p.Add.Coded != nil {
		return nil
	}
	if err := r.writeOriginal(p.hash, p.Add.Original); err != nil {
		return fmt.Errorf("keep the original of %s: %w", p.Add.Name, r.db.Explain(err))
	}
	return nil
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

// checkOriginal says what is wrong with the original of the report that an entry
// added, "" where nothing is.
func (r *Record) checkOriginal(t *store.Tx, seq int64, hash string) string {
	data, inside, err := t.Original(seq)
	if err == nil && !inside {
		data, err = os.ReadFile(r.originalPath(hash))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "is missing"
	}
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	if _, have := ReportID(data); have != hash {
		return "is not the bytes that were recorded"
	}
	return ""
}

// strayOriginals names originals that no report has: files that were put there
// or left behind by a crash before a report was acknowledged, which are harmless
// if they are what their names say, and rows that nothing added.
func (r *Record) strayOriginals(t *store.Tx, known map[string]bool, added map[int64]bool, bad func(item, what string)) error {
	seqs, err := t.Originals()
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		if !added[seq] {
			bad(fmt.Sprintf("the original of entry %d", seq), "is in the tables, and the entry adds no report that has it")
		}
	}
	root := filepath.Join(r.dir, "originals")
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || known[d.Name()] || len(d.Name()) != 64 {
			return err
		}
		if data, err := os.ReadFile(path); err != nil {
			bad("the file "+path, "cannot be read: "+err.Error())
		} else if _, have := ReportID(data); have != d.Name() {
			bad("the file "+path, "is not the bytes that were recorded")
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		bad("the originals", "cannot be read: "+err.Error())
	}
	return nil
}
