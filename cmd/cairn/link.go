package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"cairn"
	"cairn/link"
	"cairn/record"
	"cairn/toll"
)

// linkerName names what links in the ledger.
const linkerName = "cairn link/1"

// linkOptions are what people decided, and the last links.
func linkOptions(decisions []cairn.Decision, last []cairn.Linked) link.Options {
	primary := map[string]bool{}
	for _, s := range toll.SourcesOf(decisions) {
		primary[s.Name] = s.Primary
	}
	return link.Options{Decisions: decisions, Previous: last, Primary: func(name string) bool { return primary[name] }}
}

// linkRecord links the reports of a record under people's decisions.
func linkRecord(reports []cairn.Coded, decisions []cairn.Decision, last []cairn.Linked) ([]cairn.Linked, error) {
	return link.Link(reports, linkOptions(decisions, last))
}

// liveLinks keeps a record linked while it changes: what a decision says of a
// source changes who is heard first.
type liveLinks struct {
	*link.Index
	sources []toll.Source
}

// indexRecord lays the reports of a record out for linking.
func indexRecord(reports []cairn.Coded, decisions []cairn.Decision, last []cairn.Linked) (record.Linker, error) {
	x, err := link.NewIndex(reports, linkOptions(decisions, last))
	return &liveLinks{x, toll.SourcesOf(decisions)}, err
}

// Decide takes the decisions that stand in place of those that stood.
func (l *liveLinks) Decide(standing []cairn.Decision) cairn.LinkChange {
	now := toll.SourcesOf(standing)
	var changed []string
	primary := map[string]bool{}
	for _, s := range l.sources {
		primary[s.Name] = s.Primary
	}
	for _, s := range now {
		if primary[s.Name] != s.Primary {
			changed = append(changed, s.Name)
		}
		delete(primary, s.Name)
	}
	for name, was := range primary {
		if was {
			changed = append(changed, name)
		}
	}
	l.sources = now
	out := l.Index.Decide(standing)
	if len(changed) == 0 {
		return out
	}
	return record.Then(out, l.Primary(linkOptions(standing, nil).Primary, changed))
}

// linkCmd is the pure filter from coded reports to incidents and totals.
type linkCmd struct {
	File    string   `arg:"" optional:"" help:"What cairn code wrote; without it, standard input." type:"existingfile"`
	Primary []string `help:"Publishers that gather their own information." placeholder:"NAME"`
}

func (c *linkCmd) Run(a *app) error {
	in := a.in
	if c.File != "" {
		f, err := openFile(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	reports, failed, err := codedLines(a, in)
	if err != nil {
		return err
	}
	primary := map[string]bool{}
	for _, name := range c.Primary {
		primary[name] = true
	}
	linked, err := link.Link(reports, link.Options{Primary: func(name string) bool { return primary[name] }})
	if err != nil {
		return err
	}
	if err := jsonLines(a.out, linked); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%s passed over: see the lines above", plural(failed, "line"))
	}
	return nil
}

// codedLines reads what `cairn code` wrote. A line with an error is passed
// over, and said.
func codedLines(a *app, in io.Reader) (out []cairn.Coded, failed int, err error) {
	r := bufio.NewReaderSize(in, 1<<20)
	withoutText := 0
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, failed, fmt.Errorf("read the coded reports: %w", err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var c cairn.Coded
			if bad := json.Unmarshal(line, &c); bad != nil {
				fmt.Fprintf(a.err, "cairn: line %d: not a line of cairn code: %v\n", n, bad)
				failed++
			} else if c.Error != "" {
				fmt.Fprintf(a.err, "cairn: line %d: %s\n", n, visible(c.Error))
				failed++
			} else {
				if c.Text == "" {
					withoutText++
				}
				out = append(out, c)
			}
		}
		if err == io.EOF {
			break
		}
	}
	if withoutText > 0 {
		fmt.Fprintf(a.err, "cairn: %s without text: copies were not sought among them\n", plural(withoutText, "report"))
	}
	return out, failed, nil
}
