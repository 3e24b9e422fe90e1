package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange"
	"cairn/place"
	"cairn/record"
)

// importGroup is cairn import: of files, unless another word follows.
type importGroup struct {
	Rows    importCmd        `cmd:"" default:"withargs" help:"Read the rows of data sets into the record."`
	Propose importProposeCmd `cmd:"" help:"Propose a mapping for a table of your own, from its header and first rows."`
}

// importCmd reads somebody's data set into the record: each row a report by
// that data set, with its claims.
type importCmd struct {
	Files    []string `arg:"" help:"Tables: CSV, JSON or .xlsx, plain, gzipped or zipped; - for standard input."`
	From     string   `help:"Format, where the header does not tell: ${formats}." placeholder:"FORMAT"`
	Map      string   `help:"Mapping of an organisation's own table; see docs/formats.md." type:"existingfile" placeholder:"FILE"`
	Version  string   `help:"Version of the data set, such as 25.1; part of its name." placeholder:"VERSION"`
	Encoding string   `help:"Character set, where the file is not UTF-8 and does not say." placeholder:"NAME"`
	Sheet    string   `help:"Sheet of a workbook, where it is not the first." placeholder:"NAME"`
	Strict   bool     `help:"Import nothing where any row is refused."`
	Whole    bool     `help:"The files are the whole data set: rows that they no longer have are withdrawn."`
	Report   string   `help:"Write what became of every row into this CSV file." type:"path" placeholder:"FILE"`
	NoLink   bool     `help:"Do not link the new claims yet."`
	by
	JSON bool `help:"Print what became of every row, one JSON value a line."`
}

// imported is what became of one row.
type imported struct {
	File    string   `json:"file"`
	Row     int      `json:"row,omitempty"`
	ID      string   `json:"id,omitempty"`
	Outcome string   `json:"outcome"` // new, changed, unchanged, withdrawn, absent, joined, refused
	Report  string   `json:"report,omitempty"`
	Claims  int      `json:"claims,omitempty"`
	Flags   []string `json:"flags,omitempty"` // what breaks the data set's own codebook
	Error   string   `json:"error,omitempty"`
}

func (c *importCmd) Run(a *app) error {
	c.By = cmp.Or(c.By, "cairn import")
	ctx := context.Background()
	g, err := c.gather(a)
	if err != nil {
		return err
	}
	if c.Strict {
		if slices.Contains(g.files, "-") {
			kept, err := spool(a.in)
			if err != nil {
				return fmt.Errorf("keep standard input to read it again: %w", err)
			}
			defer kept.Close()
			a.in = again{kept}
		}
		if err := c.tryAll(a, g); err != nil {
			return err
		}
	}
	r, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer r.Close()
	log, err := c.outcomes(a, r)
	if err != nil {
		return err
	}
	run := &importing{c: c, a: a, r: r, log: log, options: c.options(g.beside), counts: map[string]int{}, files: map[string][]string{}}
	// What the rows so far take grows, and must not be taken twice.
	if err = collecting(50, func() error { return run.run(ctx, g) }); err == nil {
		err = log.release()
	}
	err = log.done(record.Import{At: a.now().UTC(), By: c.By, Files: baseNames(c.Files), Rows: run.counts}, err)
	if err == nil && !c.NoLink {
		_, err = r.Relink(ctx)
	}
	if err := errors.Join(err, log.close()); err != nil {
		return err
	}
	return run.summary()
}

// baseNames are files as the record names them.
func baseNames(files []string) []string {
	var out []string
	for _, file := range files {
		if out = append(out, filepath.Base(file)); file == "-" {
			out[len(out)-1] = "standard input"
		}
	}
	return out
}

// format is that of a table: named, mapped, or told by its header.
func (c *importCmd) format(name string, in io.Reader) (exchange.Format, io.Reader, error) {
	switch {
	case c.Map != "":
		data, err := os.ReadFile(c.Map)
		if err != nil {
			return exchange.Format{}, nil, fmt.Errorf("read the mapping: %w", err)
		}
		m, err := exchange.ParseMapping(filepath.Base(c.Map), data)
		if err != nil {
			return exchange.Format{}, nil, err
		}
		return partOf(exchange.FormatOf(m), in)
	case c.From != "":
		f, err := exchange.FormatNamed(c.From)
		if err != nil {
			return f, nil, usagef("--from: %v", err)
		}
		return partOf(f, in)
	}
	f, rest, err := exchange.Detect(name, in)
	return f, rest, err
}

// partOf is the further table of a format that a table is, or the format.
func partOf(f exchange.Format, in io.Reader) (exchange.Format, io.Reader, error) {
	part, rest, err := f.Part(in)
	return part, rest, err
}

// table is an open table, to be closed.
type opened struct {
	name   string
	note   string // what is not read of the file
	format exchange.Format
	in     io.Reader
	close  func() error
}

func (c *importCmd) open(a *app, file string) (opened, error) {
	name, in, err := openTable(a, file, exchange.As{Charset: c.Encoding, Sheet: c.Sheet})
	o := opened{name: name}
	if err != nil {
		return o, err
	}
	o.close, o.note = in.Close, otherSheets(in)
	if o.format, o.in, err = c.format(o.name, in); err != nil {
		return o, errors.Join(err, o.close())
	}
	return o, nil
}

func (c *importCmd) options(beside *exchange.Beside) exchange.Options {
	codes := map[string]string{}
	return exchange.Options{Version: c.Version, Beside: beside, Country: func(name string) string {
		code, ok := codes[name]
		if !ok {
			code = countryCode(name)
			codes[name] = code
		}
		return code
	}}
}

// countryCode is the ISO code of a country's name; "" where it is not known.
func countryCode(name string) string {
	world, err := place.World()
	if err != nil {
		return ""
	}
	name, _, _ = strings.Cut(name, " (") // "Yemen (North Yemen)"
	for _, found := range world.Lookup(name, place.Context{}) {
		if found.Kind == place.Country {
			return found.Country
		}
	}
	return ""
}

// tryAll reads every row without keeping any, and refuses all where one is wrong.
func (c *importCmd) tryAll(a *app, g gathered) error {
	if len(g.refused) > 0 {
		return fmt.Errorf("nothing was imported: %s", g.refused[0].Error)
	}
	for _, file := range g.files {
		o, err := c.open(a, file)
		if err != nil {
			return err
		}
		refused, first := 0, error(nil)
		seen := map[record.RowKey]bool{}
		for row, err := range rowsOf(o, c.options(g.beside)) {
			if err == nil {
				err = row.Err
			}
			if key := record.KeyOf(o.format.Name, row.Coded.ID); err == nil && o.format.Name != exchange.Deleted {
				if seen[key] {
					err = sameID(o, row)
				}
				seen[key] = true
			}
			if err == nil {
				continue
			}
			if refused++; first == nil {
				first = err
			}
		}
		if err := o.close(); err != nil {
			return fmt.Errorf("read the table: %w", err)
		}
		if refused > 0 {
			return fmt.Errorf("nothing was imported: %s of %s refused, the first: %w", plural(refused, "row"), o.name, first)
		}
	}
	for _, row := range g.beside.Rows() {
		if row.Err != nil {
			return fmt.Errorf("nothing was imported: %w", row.Err)
		}
	}
	return nil
}

// rowsOf are the rows of a table; an error ends them.
func rowsOf(o opened, options exchange.Options) iter.Seq2[exchange.Row, error] {
	return func(yield func(exchange.Row, error) bool) {
		if o.format.Name == exchange.Deleted {
			ids, err := exchange.Deletions(o.name, o.in)
			if err != nil {
				yield(exchange.Row{}, err)
				return
			}
			n := 0
			for id, err := range ids {
				n++
				row := exchange.Row{N: n, Err: err}
				row.Coded.ID = id
				if !yield(row, nil) {
					return
				}
			}
			return
		}
		rows, err := o.format.Read(o.name, o.in, options)
		if err != nil {
			yield(exchange.Row{}, err)
			return
		}
		for row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// summary says what became of the rows.
func (m *importing) summary() error {
	var parts []string
	for _, outcome := range []string{"new", "changed", "unchanged", "withdrawn", "absent", "joined", "refused"} {
		if n := m.counts[outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, outcome))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no rows"}
	}
	if !m.c.JSON {
		fmt.Fprintf(m.a.out, "%s\n", strings.Join(parts, ", "))
		if m.flagged > 0 {
			fmt.Fprintf(m.a.out, "%s break%s the data set's own codebook (%s); they are kept as they are\n", plural(m.flagged, "row"), map[bool]string{true: "s"}[m.flagged == 1], counted(m.flags))
		}
		if len(m.notes) > 0 {
			fmt.Fprintf(m.a.out, "Notes, nothing broken: %s\n", counted(m.notes))
		}
		if m.counts["absent"] > 0 {
			fmt.Fprintln(m.a.out, "Rows of earlier imports are absent from this file: say --whole if the data set has withdrawn them.")
		}
	}
	if m.cut != "" {
		return fmt.Errorf("%s was not read to its end: correct the last row that was refused, and import it again", m.cut)
	}
	if n := m.counts["refused"]; n > 0 {
		fmt.Fprintf(m.a.err, "cairn: %s refused, the rest imported: see the lines above, or --report FILE\n", plural(n, "row"))
		return errFindings
	}
	return nil
}

// terms states under what terms a data set came, once: a decision that comes
// with its first row.
func (m *importing) terms(ctx context.Context, f exchange.Format, publisher string) ([]cairn.Decision, error) {
	if publisher == "" || m.stated[publisher] {
		return nil, nil
	}
	if m.stated == nil {
		m.stated = map[string]bool{}
	}
	m.stated[publisher] = true
	known, err := m.r.Registered(ctx, publisher)
	if err != nil || known || f.Licence == "" {
		return nil, err
	}
	fields := map[string]string{"licence": f.Licence, "redistribute": "true"}
	if f.Closed {
		fields["redistribute"] = "false"
	}
	return []cairn.Decision{{Verdict: cairn.Register, Targets: []string{publisher}, Fields: fields, By: m.c.By, Reason: cmp.Or(f.Codebook, "imported")}}, nil
}

// withdrawal takes a report out, because its data set did.
func (m *importing) withdrawal(report, why string) cairn.Decision {
	return cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{report}, By: m.c.By, Reason: why}
}

func rowIncoming(o opened, row exchange.Row) record.Incoming {
	var warnings []string
	for _, f := range row.Flags {
		warnings = append(warnings, f.String())
	}
	return record.Incoming{Report: row.Coded.Report, Original: row.Original, Name: o.name, Reader: record.RowReader + o.format.Name, Media: "text/csv", Warnings: warnings, Coded: &row.Coded}
}
