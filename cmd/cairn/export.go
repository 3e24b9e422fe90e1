package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange/export"
	"cairn/toll"
)

// exportCmd writes the record in the forms that others read.
type exportCmd struct {
	Format         string    `help:"ucdp, acled, hapi, airwars (CSV in their columns), csv, jsonl, geojson, parquet, xlsx or sqlite; see docs/formats.md." placeholder:"FORMAT"`
	Of             string    `help:"What of the record: incidents (default), claims or tolls." placeholder:"WHAT"`
	By             []string  `help:"Group tolls by one or two of the dimensions of cairn toll." placeholder:"DIMENSION"`
	Policy         string    `help:"How figures are made; by default the policy that the format goes by, or cairn." placeholder:"NAME"`
	AsOf           string    `help:"What this record knew then: a day, or a number of ledger entries." placeholder:"WHEN"`
	PublishedBy    cairn.Day `help:"What the world could know by this day." placeholder:"DAY"`
	Output         string    `help:"File to write; - is standard output." short:"o" default:"-" placeholder:"FILE"`
	Package        string    `help:"Write a folder of tables with a Frictionless datapackage.json beside them." placeholder:"DIR"`
	Losses         string    `help:"Write what the format could not hold, as CSV, or as JSON where the name ends in .json." placeholder:"FILE"`
	IncludeLicence []string  `help:"Write reports of this source although its licence does not let them be given on." placeholder:"SOURCE"`
	Without        []string  `help:"Leave out the reports of this source, as if the record did not have them." placeholder:"SOURCE"`
	Title          string    `help:"What the files say they are." default:"A cairn record"`
	selecting
}

func (c *exportCmd) Run(a *app) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	ctx := context.Background()
	p := newProgress(a, "incidents written")
	var losses *export.Losses
	err = c.streamed(ctx, a, format, p.step, func(x export.Export) error {
		losses = x.Losses
		return c.write(a, format, x)
	})
	if errors.Is(err, errWhole) {
		var x export.Export
		if x, err = c.data(ctx, a, format, p.step); err == nil {
			losses, err = x.Losses, c.write(a, format, x)
		}
	}
	p.done()
	if err != nil {
		return err
	}
	return c.tellLosses(a, losses)
}

// write writes what may leave to where it was asked for.
func (c *exportCmd) write(a *app, format export.Format, x export.Export) error {
	if err := x.MayLeave(c.IncludeLicence); err != nil {
		return err
	}
	switch {
	case c.Package != "":
		var further []export.Format
		if c.Format != "" {
			further = append(further, format)
		}
		return export.Package(c.Package, x, further)
	case c.Output == "-":
		return format.Write(x, export.Of(c.Of), a.out)
	}
	return export.File(c.Output, func(w io.Writer) error { return format.Write(x, export.Of(c.Of), w) })
}

// format is the one asked for, held against what is asked of it.
func (c *exportCmd) format() (export.Format, error) {
	if c.Format == "" && c.Package == "" {
		return export.Format{}, usagef("say which --format, or --package DIR for a folder of tables")
	}
	if c.Package != "" && (c.Output != "-" || c.Of != "") {
		return export.Format{}, usagef("--package writes incidents, claims and tolls into its folder: leave --of and -o out")
	}
	name := c.Format
	if name == "" {
		name = "csv"
	}
	f, err := export.FormatNamed(name)
	if err != nil {
		return f, usagef("%v", err)
	}
	if err := f.Holds(export.Of(c.Of)); err != nil {
		return f, usagef("%v", err)
	}
	if c.Policy == "" && c.Package == "" {
		c.Policy = f.Policy
	}
	if c.Policy == "" {
		c.Policy = toll.DefaultPolicy
	}
	return f, nil
}

// needsTolls says whether figures have to be added up.
func (c *exportCmd) needsTolls() bool {
	return c.Package != "" || c.Of == string(export.OfTolls) || c.Format == "sqlite"
}

// tellLosses says on standard error what did not fit, the most frequent first,
// and writes all of it where that was asked for.
func (c *exportCmd) tellLosses(a *app, losses *export.Losses) error {
	list := losses.List()
	slices.SortStableFunc(list, func(a, b export.Loss) int { return b.Rows - a.Rows })
	if len(list) > 0 {
		fmt.Fprintf(a.err, "The format could not hold everything (%s):\n", plural(len(list), "kind")+" of loss")
	}
	for i, l := range list {
		if i == 8 && c.Losses == "" {
			fmt.Fprintf(a.err, "  and %d more: --losses FILE lists them all\n", len(list)-i)
			break
		}
		fmt.Fprintf(a.err, "  %s, %s: %s: %s\n", l.Table, l.Field, plural(l.Rows, "row"), visible(l.What))
	}
	if c.Losses == "" {
		return nil
	}
	write := losses.CSV
	if strings.HasSuffix(c.Losses, ".json") {
		write = losses.JSON
	}
	return export.File(c.Losses, write)
}

// data gathers what is exported.
func (c *exportCmd) data(ctx context.Context, a *app, format export.Format, step func()) (export.Export, error) {
	state, err := a.reading(ctx, c.AsOf)
	if err != nil {
		return export.Export{}, err
	}
	licences := licencesOf(state)
	if err := without(&state, licences, c.Without); err != nil {
		return export.Export{}, err
	}
	v, err := newView(state, shown{Policy: c.Policy, known: known{PublishedBy: c.PublishedBy}})
	if err != nil {
		return export.Export{}, err
	}
	v.packs = recordPacks(a.record)
	if v.query.Select, err = c.selection(v); err != nil {
		return export.Export{}, err
	}
	r := exportRecord(v, licences)
	r.Step = step
	d, err := r.Lay()
	if err != nil {
		return export.Export{}, err
	}
	if c.needsTolls() {
		if v.query.Group, err = dimensions(c.By); err != nil {
			return export.Export{}, err
		}
		if d.Tolls, err = v.index.Toll(v.query); err != nil {
			return export.Export{}, err
		}
	}
	if format.Name == "acled" {
		if d.Control, err = v.index.Control(toll.ControlQuery{PublishedBy: c.PublishedBy}); err != nil {
			return export.Export{}, err
		}
	}
	return export.Export{Data: d, Context: ctx, Title: c.Title, Losses: &export.Losses{}}, nil
}
