package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"cairn"
	"cairn/actor"
	"cairn/link"
	"cairn/record"
	"cairn/toll"
)

// linkerName names what links in the ledger.
const linkerName = "cairn link/1"

// linking knows what the linker is told of the world: which actor belongs to
// which, and which place lies in which.
type linking struct{ actors *actor.Table }

func newLinking() (linking, error) {
	actors, err := actor.Load()
	if err != nil {
		return linking{}, fmt.Errorf("read the table of actors: %w", err)
	}
	return linking{actors}, nil
}

// options are what people decided, and the last links.
func (l linking) options(decisions []cairn.Decision, last []cairn.Linked) link.Options {
	primary := map[string]bool{}
	for _, s := range toll.SourcesOf(decisions) {
		primary[s.Name] = s.Primary
	}
	return link.Options{Decisions: decisions, Previous: last, Primary: func(name string) bool { return primary[name] }, Within: l.within, Contains: placeContains}
}

// within says whether an actor is another or a part of it, through all that it
// belongs to.
func (l linking) within(name, whole string) bool {
	end, known := l.actors.Find(whole, "")
	if !known {
		return false
	}
	for range 8 { // a table that went round in a circle would not end
		a, ok := l.actors.Find(name, "")
		if !ok || a.Name == end.Name {
			return ok
		}
		if name = a.Parent(""); name == "" {
			return false
		}
	}
	return false
}

// placeContains says whether a place lies in a division or a country, as tolls
// do.
func placeContains(outer, inner *cairn.Locus) bool {
	return outer.Kind != "" && toll.Within(*inner, *outer)
}

// record links the reports of a record under people's decisions.
func (l linking) record(reports []cairn.Coded, decisions []cairn.Decision, last []cairn.Linked) ([]cairn.Linked, error) {
	return link.Link(reports, l.options(decisions, last))
}

// liveLinks keeps a record linked while it changes: what a decision says of a
// source changes who is heard first.
type liveLinks struct {
	*link.Index
	linking
	sources []toll.Source
}

// index lays the reports of a record out for linking.
func (l linking) index(reports []cairn.Coded, decisions []cairn.Decision, last []cairn.Linked) (record.Linker, error) {
	x, err := link.NewIndex(reports, l.options(decisions, last))
	if err != nil {
		return nil, err
	}
	return &liveLinks{x, l, toll.SourcesOf(decisions)}, nil
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
	return record.Then(out, l.Primary(l.options(standing, nil).Primary, changed))
}

// linkCmd is the pure filter from coded reports to incidents and totals.
type linkCmd struct {
	File    string   `arg:"" optional:"" help:"What cairn code wrote; without it, standard input." type:"existingfile"`
	Primary []string `help:"Publishers that gather their own information." placeholder:"NAME"`
	Explain []string `help:"Two claims or reports: instead of the incidents, why they are put together or kept apart." placeholder:"A,B"`
	JSON    bool     `help:"With --explain: one JSON value."`
}

// explain prints why two claims or reports are of one incident, or are not.
func (c *linkCmd) explain(a *app, set *link.Set) error {
	if len(c.Explain) != 2 {
		return usagef("--explain takes two ids: --explain A,B")
	}
	e, err := set.Explain(c.Explain[0], c.Explain[1])
	if err != nil {
		return err
	}
	return a.waterfall(e, c.JSON)
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
	l, err := newLinking()
	if err != nil {
		return err
	}
	o := l.options(nil, nil)
	o.Primary = func(name string) bool { return slices.Contains(c.Primary, name) }
	set, err := link.New(reports, o)
	if err != nil {
		return err
	}
	if len(c.Explain) > 0 {
		err = c.explain(a, set)
	} else {
		err = jsonLines(a.out, set.Linked())
	}
	if err != nil {
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
