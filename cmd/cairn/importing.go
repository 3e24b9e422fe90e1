package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange"
	"cairn/record"
)

// importing is one run of cairn import.
type importing struct {
	c       *importCmd
	a       *app
	r       *record.Record
	log     *outcomeLog
	options exchange.Options
	rows    *record.Rows // as they will be once what was sent is recorded
	waiting []imported   // what was sent and is not recorded yet
	counts  map[string]int
	flagged int            // rows that break their codebook
	flags   map[string]int // in what
	notes   map[string]int
	cut     string              // a file whose end was not read
	stated  map[string]bool     // publishers whose terms are registered
	files   map[string][]string // by format: a data set may be published in several
}

// run records what the files say: in groups, each acknowledged after its commit,
// or all together.
func (m *importing) run(ctx context.Context, g gathered) (err error) {
	if m.rows, err = m.r.Rows(ctx); err != nil {
		return err
	}
	if m.c.Strict {
		return m.r.Together(ctx, m.changes(ctx, g), m.recorded)
	}
	var failed error
	changes := func(yield func(record.Change) bool) {
		for c, err := range m.changes(ctx, g) {
			if failed = err; err != nil || !yield(c) {
				return
			}
		}
	}
	for added, err := range m.r.Change(ctx, changes) {
		if err == nil {
			err = m.recorded(added)
		}
		if err != nil {
			return err
		}
	}
	return failed
}

// recorded notes what became of the next row that was sent.
func (m *importing) recorded(added record.Added) error {
	n := m.waiting[0]
	m.waiting = m.waiting[1:]
	if n.Outcome == "new" && !added.New { // it came under another format before
		n.Outcome = "unchanged"
	}
	return m.note(n)
}

// send sends what is to be recorded of a row.
func (m *importing) send(n imported, c record.Change, yield func(record.Change, error) bool) bool {
	m.waiting = append(m.waiting, n)
	return yield(c, nil)
}

// changes are all that the files ask for; an error ends them.
func (m *importing) changes(ctx context.Context, g gathered) iter.Seq2[record.Change, error] {
	return func(yield func(record.Change, error) bool) {
		for _, name := range g.files {
			if going, err := m.file(ctx, name, yield); err != nil {
				yield(record.Change{}, err)
				return
			} else if !going {
				return
			}
		}
		err := m.belonging(g)
		if err == nil {
			err = m.absent(yield)
		}
		if err != nil {
			yield(record.Change{}, err)
		}
	}
}

// file reads one table. Rows that were imported before are found by the id
// that their data set gives them, so a file that was cut short is taken up where
// it ended, and a new release changes only what it changes.
func (m *importing) file(ctx context.Context, name string, yield func(record.Change, error) bool) (going bool, err error) {
	o, err := m.c.open(m.a, name)
	if err != nil {
		return false, err
	}
	defer o.close()
	fmt.Fprintf(m.a.err, "%s: %s%s\n", o.name, described(o.format), visible(o.note))
	p := newProgress(m.a, "rows")
	defer p.done()
	m.files[o.format.Name] = append(m.files[o.format.Name], o.name)
	for row, err := range rowsOf(o, m.options) {
		if err != nil {
			return false, err
		}
		p.step()
		n, c, err := m.look(ctx, o, row)
		if err != nil {
			return false, err
		}
		if n.Outcome != "" && !m.send(n, c, yield) {
			return false, nil
		}
	}
	return true, nil
}

// look says what is to be recorded of a row and what that makes of it: nothing,
// with no outcome, where it is refused or known already.
func (m *importing) look(ctx context.Context, o opened, row exchange.Row) (none imported, c record.Change, err error) {
	n := imported{File: o.name, Row: row.N, ID: row.Coded.ID}
	if row.Err != nil {
		return none, c, m.refuse(n, row.Err)
	}
	if o.format.Name == exchange.Deleted {
		return m.deleted(n)
	}
	key, file := record.KeyOf(o.format.Name, row.Coded.ID), int32(len(m.files[o.format.Name]))
	now, last, known := m.rows.Now(o.format.Name, key)
	if last == file {
		return none, c, m.refuse(n, sameID(o, row))
	}
	m.flag(&n, row.Flags)
	n.Report, _ = record.ReportID(row.Original)
	if known && now == n.Report {
		n.Outcome = "unchanged"
		m.rows.Set(o.format.Name, key, now, file)
		return none, c, m.note(n)
	}
	n.Claims, n.Outcome = len(row.Coded.Claims), "new"
	in := rowIncoming(o, row)
	c.Add = &in
	if c.Decide, err = m.terms(ctx, o.format, row.Coded.Publisher); err != nil {
		return none, c, err
	}
	if m.rows.Had(n.Report) { // from before the row was changed or withdrawn
		n.Outcome = "changed"
		c.Decide = append(c.Decide, cairn.Decision{Verdict: cairn.Confirm, Targets: []string{n.Report}, By: m.c.By, Reason: o.name + " has the row as it was before"})
	}
	if known {
		n.Outcome = "changed"
		c.Decide = append(c.Decide, m.withdrawal(now, fmt.Sprintf("%s changed this row: now %s", o.name, n.Report)))
	}
	m.rows.Set(o.format.Name, key, n.Report, file)
	return n, c, nil
}

func sameID(o opened, row exchange.Row) error {
	return fmt.Errorf("%s, row %d: the id %q stands in an earlier row of the file: give each row an id of its own", o.name, row.N, row.Coded.ID)
}

// deleted withdraws the report of a row that its data set deleted.
func (m *importing) deleted(n imported) (none imported, c record.Change, err error) {
	key := record.KeyOf("acled", n.ID)
	now, _, known := m.rows.Now("acled", key)
	if !known {
		n.Outcome = "unchanged" // not in the record, or withdrawn before
		return none, c, m.note(n)
	}
	n.Outcome, n.Report = "withdrawn", now
	m.rows.Forget("acled", key)
	return n, record.Change{Decide: []cairn.Decision{m.withdrawal(now, "ACLED deleted this event")}}, nil
}

// absent finds the rows of earlier imports that no file of this run has.
func (m *importing) absent(yield func(record.Change, error) bool) error {
	for _, format := range slices.Sorted(maps.Keys(m.files)) {
		if format == exchange.Deleted {
			continue
		}
		for report := range m.rows.Untold(format) {
			n := imported{File: strings.Join(m.files[format], ", "), Outcome: "absent", Report: report}
			if !m.c.Whole {
				if err := m.note(n); err != nil {
					return err
				}
				continue
			}
			n.Outcome = "withdrawn"
			if !m.send(n, record.Change{Decide: []cairn.Decision{m.withdrawal(report, n.File+" no longer has this row")}}, yield) {
				return nil
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
	if m.c.Strict {
		return fmt.Errorf("nothing was imported: %w", why)
	}
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
