package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"cairn/estimate"
)

// estimateCmd infers the undocumented from the overlaps of lists. Its numbers
// stay apart from every documented toll.
type estimateCmd struct {
	Table       estimateTableCmd       `cmd:"" help:"Read lists and print who is on which together."`
	Check       estimateCheckCmd       `cmd:"" help:"Say whether the lists can carry an estimate."`
	Run         estimateRunCmd         `cmd:"" help:"Run the estimators side by side."`
	Sensitivity estimateSensitivityCmd `cmd:"" help:"Run under other priors, classes and models, and without each list."`
	Combine     estimateCombineCmd     `cmd:"" help:"Add strata, or combine replicates of uncertain data, from draws."`
	Report      estimateReportCmd      `cmd:"" help:"Write a page with figures, settings and seed."`
	Coverage    estimateCoverageCmd    `cmd:"" help:"Simulate known worlds and count how often each interval holds the truth."`
}

// listsFlags say what the input is.
type listsFlags struct {
	File  string   `arg:"" optional:"" help:"Table of lists: 0/1 columns with a count, person rows, in_* columns or capture frequencies. Without it, standard input." type:"path"`
	Own   bool     `help:"In the place of a table: the named dead of the record, as linked." name:"from-record"`
	From  string   `enum:"root,publisher" default:"root" help:"With --from-record: what a list is: all that one root says, or one publisher prints." name:"lists-by"`
	Lists []string `help:"Columns that are lists; with --from-record, the lists to use." placeholder:"COLUMN"`
	Count string   `help:"Column of counts." placeholder:"COLUMN"`
	By    []string `help:"Columns that divide the people into strata; with --from-record: province, year." placeholder:"COLUMN"`
	Unit  string   `enum:"person,incident,unnamed" default:"person" help:"What a row stands for: ${enum}."`
	About string   `help:"JSON array that says of lists what is known: name, copy_of, why, from, to, place, group." type:"path" placeholder:"FILE"`
	Drop  []string `help:"Lists to leave out." placeholder:"LIST"`
	Merge []string `help:"Lists to merge, as A+B." placeholder:"A+B"`
}

// read reads the tables, one for each stratum.
func (f listsFlags) read(a *app) (estimate.Input, error) {
	if f.Own {
		return f.readRecord(a)
	}
	name, in := "standard input", a.in
	if f.File != "" {
		file, err := os.Open(f.File)
		if err != nil {
			return estimate.Input{}, fmt.Errorf("open the table: %w", err)
		}
		defer file.Close()
		name, in = f.File, file
	}
	input, err := estimate.Read(in, estimate.ReadOptions{Unit: estimate.Unit(f.Unit), Lists: f.Lists, Count: f.Count, By: f.By})
	if err != nil {
		return input, fmt.Errorf("read %s: %w", name, err)
	}
	return f.prepared(input)
}

func (f listsFlags) prepared(input estimate.Input) (estimate.Input, error) {
	about, err := f.about()
	if err != nil {
		return input, err
	}
	for i, t := range input.Tables {
		if input.Tables[i], err = f.prepare(t, about); err != nil {
			return input, err
		}
	}
	return input, nil
}

func (f listsFlags) about() ([]estimate.List, error) {
	if f.About == "" {
		return nil, nil
	}
	b, err := os.ReadFile(f.About)
	if err != nil {
		return nil, fmt.Errorf("read what is known of the lists: %w", err)
	}
	var about []estimate.List
	if err := json.Unmarshal(b, &about); err != nil {
		return nil, fmt.Errorf("read %s: %w", f.About, err)
	}
	return about, nil
}

// prepare writes into the table what is known of its lists, then merges and drops.
func (f listsFlags) prepare(t estimate.Table, about []estimate.List) (estimate.Table, error) {
	for _, l := range about {
		j, err := listIndex(t, l.Name)
		if err != nil {
			return t, usagef("--about: %v", err)
		}
		t.Lists[j] = l
	}
	for _, m := range f.Merge {
		x, y, ok := strings.Cut(m, "+")
		if !ok {
			return t, usagef("--merge %s: write two lists as A+B", m)
		}
		i, err := listIndex(t, x)
		if err != nil {
			return t, usagef("--merge: %v", err)
		}
		j, err := listIndex(t, y)
		if err != nil || i == j {
			return t, usagef("--merge %s: two lists of the table are needed: %v", m, strings.Join(t.Names(), ", "))
		}
		t = t.Merge(i, j)
	}
	for _, name := range f.Drop {
		j, err := listIndex(t, name)
		if err != nil {
			return t, usagef("--drop: %v", err)
		}
		t = t.Drop(j)
	}
	if err := t.Validate(); err != nil {
		return t, fmt.Errorf("the table %s: %w", t.Stratum, err)
	}
	return t, nil
}

func listIndex(t estimate.Table, name string) (int, error) {
	if j := slices.Index(t.Names(), name); j >= 0 {
		return j, nil
	}
	return 0, fmt.Errorf("no list %q; the lists are %s", name, strings.Join(t.Names(), ", "))
}

// estimateTableCmd prints the table itself.
type estimateTableCmd struct {
	listsFlags
	JSON bool `help:"JSON for programs." name:"json"`
	CSV  bool `help:"0/1 columns and a count, which every estimate command reads." name:"csv"`
}

func (c *estimateTableCmd) Run(a *app) error {
	in, err := c.read(a)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(a.out, in.Tables)
	}
	if len(in.Tables) == 0 {
		frequencyTable(in.Frequencies).write(a.out)
		return nil
	}
	for i, t := range in.Tables {
		if c.CSV {
			if i > 0 {
				return usagef("--csv writes one table; this input has %d strata: use --json", len(in.Tables))
			}
			return patternTable(t, "1", "0").csv(a.out)
		}
		if t.Stratum != "" {
			fmt.Fprintf(a.out, "%s\n", visible(t.Stratum))
		}
		patternTable(t, "x", ".").write(a.out)
		fmt.Fprintf(a.out, "%d people on %d lists\n\n", t.N(), len(t.Lists))
		overlapTable(t).write(a.out)
		fmt.Fprintf(a.out, "\n%s\n", t.Hash())
	}
	return nil
}

func frequencyTable(f estimate.Frequencies) *table {
	out := &table{head: []string{"lists", "people"}}
	for k := 1; k < len(f); k++ {
		out.add(fmt.Sprint(k), fmt.Sprint(f[k]))
	}
	return out
}

func patternTable(t estimate.Table, on, off string) *table {
	out := &table{}
	for _, n := range t.Names() {
		out.head = append(out.head, visible(n))
	}
	out.head = append(out.head, "count")
	for _, c := range t.Cells {
		var row []string
		for j := range t.Lists {
			mark := off
			if c.On.Has(j) {
				mark = on
			}
			row = append(row, mark)
		}
		out.add(append(row, fmt.Sprint(c.Count))...)
	}
	return out
}

// overlapTable is how many people each pair of lists shares.
func overlapTable(t estimate.Table) *table {
	out := &table{head: []string{"shared"}}
	for j, n := range t.Names() {
		out.head = append(out.head, visible(n))
		row := []string{visible(n)}
		for k := range t.Lists {
			row = append(row, fmt.Sprint(t.Shared(estimate.Pattern(1)<<j|estimate.Pattern(1)<<k)))
		}
		out.add(row...)
	}
	return out
}

// estimateCheckCmd prints the findings about a table.
type estimateCheckCmd struct {
	listsFlags
	MinRecords int64 `help:"People a list must hold to count." default:"1"`
	JSON       bool  `help:"JSON for programs." name:"json"`
}

func (c *estimateCheckCmd) Run(a *app) error {
	in, err := c.read(a)
	if err != nil {
		return err
	}
	found := false
	for _, t := range in.Tables {
		findings := estimate.Check(t, c.MinRecords)
		found = found || len(findings) > 0
		if c.JSON {
			if err := jsonLines(a.out, findings); err != nil {
				return err
			}
			continue
		}
		if t.Stratum != "" {
			fmt.Fprintf(a.out, "%s\n", visible(t.Stratum))
		}
		printFindings(a.out, findings)
	}
	if found {
		return errFindings
	}
	return nil
}

func printFindings(w io.Writer, findings []estimate.Finding) {
	if len(findings) == 0 {
		fmt.Fprintln(w, "No finding: the lists can carry an estimate.")
	}
	for _, f := range findings {
		fmt.Fprintf(w, "%s  %s\n", f.Code, visible(f.Words))
	}
}
