package record

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cairn"
)

// What an import refused is nobody's report, and so no entry of the ledger. It
// lies beside it, in the folder imports, so that who looks at a file later sees
// which of its rows are missing and why. One file holds the last import of the
// same files, and is written anew by the next.

// RefusedRow is a row that an import did not take.
type RefusedRow struct {
	File  string `json:"file"`
	Row   int    `json:"row,omitempty"`
	ID    string `json:"id,omitempty"`
	Error string `json:"error"`
}

// Import is what one import made of its files.
type Import struct {
	At    time.Time      `json:"at"`
	By    string         `json:"by"`
	Files []string       `json:"files"`
	Rows  map[string]int `json:"rows"` // by outcome: new, changed, unchanged, withdrawn, absent, joined, refused
}

// importLine is a line of such a file: rows first, and last the import itself,
// without which the file is not whole.
type importLine struct {
	Refused *RefusedRow `json:"refused,omitempty"`
	Import  *Import     `json:"import,omitempty"`
}

// ImportLog keeps what an import refuses.
type ImportLog struct {
	dir  string
	file *os.File
	w    *bufio.Writer
}

// LogImport begins to keep what an import refuses.
func (r *Record) LogImport() (*ImportLog, error) {
	l := &ImportLog{dir: filepath.Join(r.dir, "imports")}
	err := os.MkdirAll(l.dir, 0o700) // what is refused may name people
	if err == nil {
		l.file, err = os.CreateTemp(l.dir, ".new-")
	}
	if err != nil {
		return nil, fmt.Errorf("keep what is refused: %w", err)
	}
	l.w = bufio.NewWriter(l.file)
	return l, nil
}

func (l *ImportLog) line(x importLine) error {
	line, err := json.Marshal(x)
	if err == nil {
		_, err = l.w.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("keep what is refused: %w", err)
	}
	return nil
}

// Refuse keeps a row that is refused.
func (l *ImportLog) Refuse(row RefusedRow) error { return l.line(importLine{Refused: &row}) }

// Drop forgets what was kept.
func (l *ImportLog) Drop() error { return errors.Join(l.file.Close(), os.Remove(l.file.Name())) }

// Close puts what was refused in the place of what an earlier import of the same
// files refused.
func (l *ImportLog) Close(run Import) error {
	err := l.line(importLine{Import: &run})
	if err == nil {
		err = l.w.Flush()
	}
	if err = errors.Join(err, l.file.Close()); err == nil {
		err = os.Rename(l.file.Name(), filepath.Join(l.dir, cairn.ContentHash("", strings.Join(run.Files, "\n"))[:16]+".jsonl"))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("keep what is refused: %w", err), os.Remove(l.file.Name()))
	}
	return nil
}

// Imports are the last imports of each set of files, the latest last, each with
// the rows that it refused, at most so many of them.
func (r *Record) Imports(most int) ([]Import, [][]RefusedRow, error) {
	names, err := filepath.Glob(filepath.Join(r.dir, "imports", "*.jsonl"))
	if err != nil {
		return nil, nil, fmt.Errorf("find the imports: %w", err)
	}
	type read struct {
		run  Import
		rows []RefusedRow
	}
	var all []read
	for _, name := range names {
		run, rows, err := readImport(name, most)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another import has taken its place
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", filepath.Base(name), err)
		}
		all = append(all, read{run, rows})
	}
	slices.SortStableFunc(all, func(a, b read) int { return a.run.At.Compare(b.run.At) })
	var runs []Import
	var refused [][]RefusedRow
	for _, one := range all {
		runs, refused = append(runs, one.run), append(refused, one.rows)
	}
	return runs, refused, nil
}

func readImport(name string, most int) (run Import, rows []RefusedRow, err error) {
	f, err := os.Open(name)
	if err != nil {
		return run, nil, err
	}
	defer f.Close()
	for d := json.NewDecoder(bufio.NewReader(f)); ; {
		var line importLine
		switch err := d.Decode(&line); {
		case err == io.EOF:
			return run, rows, nil
		case err != nil:
			return run, nil, fmt.Errorf("it is damaged: %w: remove it, or import its files again", err)
		case line.Import != nil:
			run = *line.Import
		case line.Refused != nil && len(rows) < most:
			rows = append(rows, *line.Refused)
		}
	}
}
