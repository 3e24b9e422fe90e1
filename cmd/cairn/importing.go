package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/exchange"
	"cairn/exchange/export"
	"cairn/record"
)

// importing is one run of cairn import.
type importing struct {
	c       *importCmd
	a       *app
	r       *record.Record
	log     *outcomeLog
	options exchange.Options
	counts  map[string]int
	flagged int            // rows that break their codebook
	flags   map[string]int // in what
	notes   map[string]int
	cut     string // a file whose end was not read
	stated  map[string]bool // publishers whose terms are registered
	told    map[string]told // by format
}

// told is what the files of one run say of a data set, which may be published
// in several of them.
type told struct {
	files []string
	rows  map[record.RowKey]bool
}

// pending is a row whose report is on its way into the record.
type pending struct {
	row      exchange.Row
	replaces string // the report of the row as it was
	again    bool   // the record has these bytes, from before they were replaced
}

// file imports one table. Rows that were imported before are found by the id
// that their data set gives them, so a file that was cut short is taken up where
// it ended, and a new release changes only what it changes.
func (m *importing) file(ctx context.Context, name string) error {
	o, err := m.c.open(m.a, name)
	if err != nil {
		return err
	}
	defer o.close()
	fmt.Fprintf(m.a.err, "%s: %s\n", o.name, described(o.format))
	rows, err := m.r.Rows(ctx)
	if err != nil {
		return err
	}
	p := newProgress(m.a, "rows")
	defer p.done()
	seen := map[record.RowKey]bool{}
	var waiting []pending
	var failed error
	incoming := func(yield func(record.Incoming) bool) {
		for row, err := range rowsOf(o, m.options) {
			if failed = err; failed != nil {
				return
			}
			p.step()
			next, ok, err := m.look(ctx, o, row, rows, seen)
			if failed = err; failed != nil {
				return
			}
			if !ok {
				continue
			}
			waiting = append(waiting, next)
			if !yield(rowIncoming(o, row)) {
				return
			}
		}
	}
	for added, err := range m.r.AddAll(ctx, incoming) {
		if err != nil {
			return err
		}
		next := waiting[0]
		waiting = waiting[1:]
		if err := m.added(ctx, o, next, added, rows); err != nil {
			return err
		}
	}
	if failed != nil {
		return failed
	}
	all := m.told[o.format.Name]
	if all.rows == nil {
		all.rows = map[record.RowKey]bool{}
	}
	all.files = append(all.files, o.name)
	maps.Copy(all.rows, seen)
	m.told[o.format.Name] = all
	return nil
}

// look says what is to be done with a row: nothing, where it is refused or
// known already.
func (m *importing) look(ctx context.Context, o opened, row exchange.Row, rows *record.Rows, seen map[record.RowKey]bool) (pending, bool, error) {
	note := imported{File: o.name, Row: row.N, ID: row.Coded.ID}
	if row.Err != nil {
		return pending{}, false, m.refuse(note, row.Err)
	}
	key := record.KeyOf(o.format.Name, row.Coded.ID)
	if o.format.Name == exchange.Deleted {
		return pending{}, false, m.deleted(ctx, note, row, rows)
	}
	if seen[key] {
		return pending{}, false, m.refuse(note, fmt.Errorf("%s, row %d: the id %q stands in an earlier row of the file: give each row an id of its own", o.name, row.N, row.Coded.ID))
	}
	seen[key] = true
	if err := m.register(ctx, o.format, row.Coded.Publisher); err != nil {
		return pending{}, false, err
	}
	id, _ := record.ReportID(row.Original)
	now, known := rows.Now(o.format.Name, key)
	if known && now == id {
		note.Outcome, note.Report = "unchanged", id
		m.flag(&note, row.Flags)
		return pending{}, false, m.note(note)
	}
	next := pending{row: row, again: rows.Had(id)}
	if known {
		next.replaces = now
	}
	return next, true, nil
}

// added settles a row whose report is durable: the report of the row as it was
// is withdrawn, and one that came back is taken in again.
func (m *importing) added(ctx context.Context, o opened, p pending, added record.Added, rows *record.Rows) error {
	note := imported{File: o.name, Row: p.row.N, ID: p.row.Coded.ID, Report: added.ID, Claims: len(p.row.Coded.Claims), Outcome: "new"}
	m.flag(&note, p.row.Flags)
	if p.again && !added.New {
		if _, err := m.r.Decide(ctx, cairn.Decision{Verdict: cairn.Confirm, Targets: []string{added.ID}, By: m.c.By, Reason: o.name + " has the row as it was before"}); err != nil {
			return err
		}
		note.Outcome = "changed"
	}
	if p.replaces != "" {
		note.Outcome = "changed"
		if err := m.withdraw(ctx, p.replaces, fmt.Sprintf("%s changed this row: now %s", o.name, added.ID)); err != nil {
			return err
		}
	}
	rows.Set(o.format.Name, record.KeyOf(o.format.Name, p.row.Coded.ID), added.ID)
	return m.note(note)
}

// deleted withdraws the report of a row that its data set deleted.
func (m *importing) deleted(ctx context.Context, note imported, row exchange.Row, rows *record.Rows) error {
	key := record.KeyOf("acled", row.Coded.ID)
	now, known := rows.Now("acled", key)
	if !known {
		note.Outcome = "unchanged" // not in the record, or withdrawn before
		return m.note(note)
	}
	note.Outcome, note.Report = "withdrawn", now
	if err := m.withdraw(ctx, now, "ACLED deleted this event"); err != nil {
		return err
	}
	rows.Forget("acled", key)
	return m.note(note)
}

// absent finds the rows of earlier imports that no file of this run has.
func (m *importing) absent(ctx context.Context) error {
	rows, err := m.r.Rows(ctx)
	if err != nil {
		return err
	}
	for _, format := range slices.Sorted(maps.Keys(m.told)) {
		if format == exchange.Deleted {
			continue
		}
		for key, report := range rows.Of(format) {
			if m.told[format].rows[key] {
				continue
			}
			note := imported{File: strings.Join(m.told[format].files, ", "), Outcome: "absent", Report: report}
			if m.c.Whole {
				note.Outcome = "withdrawn"
				if err := m.withdraw(ctx, report, note.File+" no longer has this row"); err != nil {
					return err
				}
			}
			if err := m.note(note); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *importing) note(n imported) error {
	m.counts[n.Outcome]++
	return m.log.write(n)
}

// toldRefused is how many refused rows are told of one by one.
const toldRefused = 20

// refuse says of a row why it was not taken.
func (m *importing) refuse(n imported, why error) error {
	n.Outcome, n.Error = "refused", why.Error()
	var table *exchange.Error
	if errors.As(why, &table) && table.Ends {
		m.cut = n.File
	}
	switch told := m.counts["refused"]; {
	case m.c.JSON || told > toldRefused:
	case told == toldRefused:
		fmt.Fprintln(m.a.err, "cairn: further rows are refused: --report FILE tells of each")
	default:
		fmt.Fprintf(m.a.err, "cairn: %s\n", visible(n.Error))
	}
	return m.note(n)
}

// flag says of a row what it breaks, and counts it whatever becomes of the row:
// a file that is read again breaks the same.
func (m *importing) flag(n *imported, flags []exchange.Flag) {
	if m.flags == nil {
		m.flags, m.notes = map[string]int{}, map[string]int{}
	}
	broken := false
	for _, f := range flags {
		n.Flags = append(n.Flags, f.String())
		if f.Note {
			m.notes[f.ID]++
		} else {
			m.flags[f.ID]++
			broken = true
		}
	}
	if broken {
		m.flagged++
	}
}

// counted writes counts by name: "low_above_best 3, bad_point 1".
func counted(counts map[string]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}

// outcomeLog writes what became of every row.
type outcomeLog struct {
	json  *app
	file  *os.File
	table *csv.Writer
}

func (c *importCmd) outcomes(a *app) (*outcomeLog, error) {
	l := &outcomeLog{}
	if c.JSON {
		l.json = a
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

func (l *outcomeLog) write(n imported) error {
	if l.json != nil {
		if err := jsonLines(l.json.out, []imported{n}); err != nil {
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

func (l *outcomeLog) close() error {
	if l.table == nil {
		return nil
	}
	l.table.Flush()
	if err := errors.Join(l.table.Error(), l.file.Close()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// described names a format and the terms of its data.
func described(f exchange.Format) string {
	words := f.Name
	if f.Codebook != "" {
		words += ", " + f.Codebook
	}
	if f.Licence != "" {
		words += "; licence: " + f.Licence
	}
	return words
}
