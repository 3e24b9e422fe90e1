package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"sync"

	"cairn"
	"cairn/code"
	"cairn/read"
)

// codeCmd is the pure filter from reports to claims.
type codeCmd struct {
	Files    []string `arg:"" optional:"" help:"Reports, or files of JSON lines. Without any, JSON lines from standard input." type:"path"`
	Offsets  string   `enum:"bytes,runes" default:"bytes" help:"What offsets count: ${enum}."`
	NoText   bool     `help:"Leave the text out of the output."`
	Mentions bool     `help:"Add every place, time and attribution found."`
	Explain  bool     `help:"For people: print, sentence by sentence, what was seen, which rules made a claim, and which almost did."`
	Why      bool     `help:"Give each claim the rule and the words that set each field."`
	Places   []string `help:"Country packs to read places from, beside the gazetteer in the program." type:"path" placeholder:"FILE"`
	Jobs     int      `help:"Reports coded at once (0: one for each processor)." default:"0"`
	reportFlags
}

// reportFlags say of a document what it does not say itself.
type reportFlags struct {
	Date      string `help:"Date of publication of documents that do not say it: a day, day/day, or RFC 3339."`
	Publisher string `help:"Publisher of documents that do not say it."`
	Agency    string `help:"News agency of documents that do not say it."`
	Title     string `help:"Title of documents that do not say it."`
	Lang      string `help:"Language of documents that do not say it (BCP 47)."`
	URL       string `help:"Address of documents that do not say it." name:"url"`
	Encoding  string `help:"Encoding of plain text that is not UTF-8, such as windows-1256."`
}

func (f reportFlags) options() (read.Options, error) {
	if f.Date != "" {
		if _, err := cairn.ParsePeriod(f.Date); err != nil {
			return read.Options{}, usagef("--date: %v", err)
		}
	}
	return read.Options{Encoding: f.Encoding, Date: f.Date, Publisher: f.Publisher, Agency: f.Agency, Lang: f.Lang, URL: f.URL, Title: f.Title}, nil
}

// input is one report to code, or the reason why it cannot be.
type input struct {
	id  string
	doc read.Document
	err error
}

func (c *codeCmd) Run(a *app) error {
	options, err := c.options()
	if err != nil {
		return err
	}
	// Coding makes much that is thrown away at once: it is collected less often,
	// and oftener again where reports of megabytes would take many times the room
	// that they need.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(int64(192+64*cmp.Or(c.Jobs, runtime.GOMAXPROCS(0))) << 20)
	packs, err := readPacks(c.Places)
	if err != nil {
		return err
	}
	coder, err := newCoder(packs)
	if err != nil {
		return err
	}
	work := func(in input) coding {
		if in.err != nil {
			return coding{Coded: cairn.Coded{Report: cairn.Report{ID: in.id}, Error: in.err.Error()}}
		}
		if c.Explain {
			out, why := coder.Explain(in.doc.Report, code.Options{})
			return coding{out, why}
		}
		out := coder.Code(in.doc.Report, code.Options{Mentions: c.Mentions, Explain: c.Why})
		if c.Offsets == "runes" {
			runeOffsets(&out)
		}
		if c.NoText {
			out.Text = ""
		}
		return coding{Coded: out}
	}
	failed := false
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	err = inOrder(c.inputs(a, options), c.Jobs, work, func(out coding) error {
		failed = failed || out.Error != ""
		if c.Explain {
			return explain(a.out, out)
		}
		return enc.Encode(out.Coded)
	})
	if err == nil && failed {
		err = fmt.Errorf("some reports could not be read: their lines say why")
	}
	return err
}

// coding is a coded report and, where people asked for it, why it was coded so.
type coding struct {
	cairn.Coded
	why code.Explanation
}

func (c *codeCmd) inputs(a *app, o read.Options) iter.Seq[input] {
	if len(c.Files) == 0 {
		return lines("standard input", a.in)
	}
	return func(yield func(input) bool) {
		for _, name := range c.Files {
			for in := range fileInputs(name, o) {
				if !yield(in) {
					return
				}
			}
		}
	}
}

func lines(name string, r io.Reader) iter.Seq[input] {
	return func(yield func(input) bool) {
		for l := range read.ReportLines(name, r) {
			if !yield(input{id: l.ID, doc: l.Doc, err: l.Err}) {
				return
			}
		}
	}
}

// fileInputs reads one file: a document, or JSON lines.
func fileInputs(name string, o read.Options) iter.Seq[input] {
	return func(yield func(input) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(input{id: name, err: fmt.Errorf("%w: check the name and its permissions", err)})
			return
		}
		defer f.Close()
		head := make([]byte, 512)
		n, err := io.ReadFull(f, head)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			yield(input{id: name, err: fmt.Errorf("read %s: %w", name, err)})
			return
		}
		if _, err = f.Seek(0, io.SeekStart); err == nil && read.Sniff(name, head[:n]) == read.Lines {
			lines(name, f)(yield)
			return
		}
		data, err := io.ReadAll(io.LimitReader(f, read.MaxBytes+1))
		if err != nil {
			yield(input{id: name, err: fmt.Errorf("read %s: %w", name, err)})
			return
		}
		doc, err := read.One(name, data, o)
		doc.ID = cmp.Or(doc.ID, name)
		yield(input{id: name, doc: doc, err: err})
	}
}

// inOrder runs work on many processors and hands the results on in the order
// of the inputs, holding at most a few times as many as there are processors.
func inOrder[I, O any](in iter.Seq[I], jobs int, work func(I) O, done func(O) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	if jobs == 1 {
		for i := range in {
			if err := done(work(i)); err != nil {
				return err
			}
		}
		return nil
	}
	type slot struct {
		in  I
		out chan O
	}
	queue := make(chan slot, 4*jobs) // to the writer, in order
	tasks := make(chan slot)
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for s := range tasks {
				s.out <- work(s.in)
			}
		})
	}
	go func() {
		defer close(queue)
		defer close(tasks)
		for i := range in {
			s := slot{i, make(chan O, 1)}
			select {
			case queue <- s:
			case <-stop:
				return
			}
			tasks <- s
		}
	}()
	var err error
	for s := range queue {
		if out := <-s.out; err == nil {
			if err = done(out); err != nil {
				close(stop)
			}
		}
	}
	workers.Wait()
	return err
}
