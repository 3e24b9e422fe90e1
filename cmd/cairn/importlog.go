package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"cairn/exchange/export"
	"cairn/record"
)

// outcomeLog writes what became of every row. With --strict nothing has become
// of any row before all of them are recorded: until then it is held in a file
// that nobody else sees.
type outcomeLog struct {
	json  *app
	file  *os.File
	table *csv.Writer
	held  *os.File
	lines *json.Encoder
	kept  *record.ImportLog // what the record keeps of it
}

func (c *importCmd) outcomes(a *app, r *record.Record) (*outcomeLog, error) {
	kept, err := r.LogImport()
	if err != nil {
		return nil, err
	}
	l := &outcomeLog{kept: kept}
	if c.JSON {
		l.json = a
	}
	if c.Strict {
		held, err := spool(strings.NewReader(""))
		if err != nil {
			return nil, fmt.Errorf("hold the outcomes: %w", err)
		}
		l.held, l.lines = held, json.NewEncoder(held)
	}
	if c.Report == "" {
		return l, nil
	}
	f, err := os.Create(c.Report)
	if err != nil {
		return nil, fmt.Errorf("write the report: %w: choose another file", err)
	}
	l.file, l.table = f, csv.NewWriter(f)
	return l, l.table.Write([]string{"file", "row", "id", "outcome", "report", "claims", "flags", "error"})
}

// release writes what was held.
func (l *outcomeLog) release() error {
	if l.held == nil {
		return nil
	}
	if _, err := l.held.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the outcomes again: %w", err)
	}
	l.lines = nil
	for d := json.NewDecoder(bufio.NewReader(l.held)); ; {
		var n imported
		if err := d.Decode(&n); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("read the outcomes again: %w", err)
		}
		if err := l.write(n); err != nil {
			return err
		}
	}
}

func (l *outcomeLog) write(n imported) error {
	if l.lines != nil {
		return l.lines.Encode(n)
	}
	if l.json != nil {
		if err := jsonLines(l.json.out, []imported{n}); err != nil {
			return err
		}
	}
	if n.Outcome == "refused" {
		if err := l.kept.Refuse(record.RefusedRow{File: n.File, Row: n.Row, ID: n.ID, Error: n.Error}); err != nil {
			return err
		}
	}
	if l.table == nil {
		return nil
	}
	number := func(v int) string {
		if v == 0 {
			return ""
		}
		return strconv.Itoa(v)
	}
	return l.table.Write([]string{export.Harmless(n.File), number(n.Row), export.Harmless(n.ID), n.Outcome, n.Report, number(n.Claims), export.Harmless(strings.Join(n.Flags, "; ")), export.Harmless(n.Error)})
}

// done keeps what was refused with the record; after an error nothing is kept,
// and what the same files refused before stays.
func (l *outcomeLog) done(run record.Import, failed error) error {
	if failed != nil {
		return errors.Join(failed, l.kept.Drop())
	}
	return l.kept.Close(run)
}

func (l *outcomeLog) close() error {
	if l.held != nil {
		l.held.Close() // it has no name any more
	}
	if l.table == nil {
		return nil
	}
	l.table.Flush()
	if err := errors.Join(l.table.Error(), l.file.Close()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}
