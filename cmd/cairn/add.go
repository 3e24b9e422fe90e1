package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"cairn/read"
	"cairn/record"
)

// addCmd adds reports to the record.
type addCmd struct {
	Paths []string `arg:"" optional:"" help:"Files and folders; - or nothing for standard input." type:"path"`
	reportFlags
	NoLink bool `help:"Do not link the new claims yet."`
	printed
}

// outcome is what became of one file or line.
type outcome struct {
	Name     string   `json:"name"`
	Report   string   `json:"report,omitempty"`
	Outcome  string   `json:"outcome"` // new, unchanged, refused
	Claims   int      `json:"claims,omitempty"`
	NotCoded string   `json:"not_coded,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Error    string   `json:"error,omitempty"`
}

func (c *addCmd) Run(a *app) error {
	ctx := context.Background()
	options, err := c.options()
	if err != nil {
		return err
	}
	inputs, err := c.inputs(a, options)
	if err != nil {
		return err
	}
	r, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer r.Close()
	outcomes, refused, err := addAll(ctx, a, r, inputs)
	if err != nil {
		return err
	}
	if !c.NoLink {
		if _, err := r.Relink(ctx); err != nil {
			return err
		}
	}
	if err := out(a, c.printed, outcomes, outcomeTable(outcomes)); err != nil {
		return err
	}
	if refused > 0 {
		return fmt.Errorf("%s refused, the rest added: see the lines above", plural(refused, "report"))
	}
	return nil
}

// addAll adds every input and says what became of it. A report that is refused
// does not keep the others out; a record that cannot be written to does.
func addAll(ctx context.Context, a *app, r *record.Record, inputs iter.Seq[input]) (outcomes []outcome, refused int, err error) {
	p := newProgress(a, "reports")
	defer p.done()
	var waiting []int // outcomes whose report is on its way
	accepted := func(yield func(record.Incoming) bool) {
		for in := range inputs {
			o := outcome{Name: cmp.Or(in.doc.Name, in.id), Warnings: in.doc.Warnings}
			if in.err != nil {
				o.Outcome, o.Error = "refused", in.err.Error()
				refused++
				outcomes = append(outcomes, o)
				continue
			}
			waiting = append(waiting, len(outcomes))
			outcomes = append(outcomes, o)
			if !yield(incoming(in.doc)) {
				return
			}
		}
	}
	for added, err := range r.AddAll(ctx, accepted) {
		if err != nil {
			return outcomes[:waiting[0]], refused, err
		}
		o := &outcomes[waiting[0]]
		waiting = waiting[1:]
		o.Report, o.Outcome, o.Claims, o.NotCoded = added.ID, "unchanged", added.Claims, added.Coded.NotCoded
		if added.New {
			o.Outcome = "new"
		}
		p.step()
	}
	return outcomes, refused, nil
}

func incoming(doc read.Document) record.Incoming {
	return record.Incoming{Report: doc.Report, Original: doc.Original, Name: doc.Name, Reader: doc.Reader, Media: doc.Media, Warnings: doc.Warnings}
}

func outcomeTable(outcomes []outcome) table {
	t := table{head: []string{"report", "outcome", "claims", "from"}}
	for _, o := range outcomes {
		what := fmt.Sprint(o.Claims)
		switch {
		case o.Error != "":
			what = visible(o.Error)
		case o.NotCoded != "":
			what = "not coded: " + o.NotCoded
		case o.Outcome == "unchanged":
			what = "-"
		}
		t.add(cmp.Or(o.Report, "-"), o.Outcome, what, visible(o.Name))
		for _, w := range o.Warnings {
			t.add("", "", "warning: "+visible(w), "")
		}
	}
	return t
}

// inputs gives the reports of the named files, of the files in the named
// folders, or of standard input.
func (c *addCmd) inputs(a *app, o read.Options) (iter.Seq[input], error) {
	if len(c.Paths) == 0 || len(c.Paths) == 1 && filepath.Base(c.Paths[0]) == "-" {
		if a.inIsTTY && len(c.Paths) == 0 {
			return nil, usagef("nothing to add: name files or folders, or give a report on standard input")
		}
		return standardInput(a.in, o), nil
	}
	var names []string
	for _, path := range c.Paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("%w: check the name", err)
		}
		if !info.IsDir() {
			names = append(names, path)
			continue
		}
		err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && reportName(d.Name()) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read the folder %s: %w", path, err)
		}
	}
	return func(yield func(input) bool) {
		for _, name := range names {
			for in := range fileInputs(name, o) {
				if !yield(in) {
					return
				}
			}
		}
	}, nil
}

// reportName says whether a file in a folder may be a report. A file that is
// named on the command line is read whatever its name.
func reportName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".jsonl", ".ndjson", ".json":
		return !strings.HasPrefix(name, ".")
	}
	return false
}

// standardInput reads one document, or JSON lines.
func standardInput(r io.Reader, o read.Options) iter.Seq[input] {
	return func(yield func(input) bool) {
		const name = "standard input"
		data, err := io.ReadAll(io.LimitReader(r, read.MaxBytes+1))
		if err != nil {
			yield(input{id: name, err: fmt.Errorf("read %s: %w", name, err)})
			return
		}
		if len(data) > 1 && strings.HasPrefix(strings.TrimSpace(string(data[:min(len(data), 64)])), `{"`) {
			lines(name, strings.NewReader(string(data)))(yield)
			return
		}
		doc, err := read.One(name, data, o)
		yield(input{id: name, doc: doc, err: err})
	}
}
