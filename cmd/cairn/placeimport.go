package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn/place"
)

type placeImportCmd struct {
	File  string `arg:"" help:"A GeoNames country dump, a Who's On First table, OCHA P-codes (CSV, GeoJSON, TopoJSON), or a CSV of own spellings (spelling, and id or lat and lon); .gz and .zip are read too." type:"existingfile"`
	As    string `help:"Name of the pack (default: the file's)."`
	About string `help:"What to say of its source and licence."`
	All   bool   `help:"List every row that was refused, not only the first twenty."`
}

func (c *placeImportCmd) Run(a *app) error {
	base, err := place.World()
	if err != nil {
		return fmt.Errorf("open the gazetteer: %w", err)
	}
	content, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("read the gazetteer file: %w", err)
	}
	name := c.As
	if name == "" {
		name = strings.SplitN(filepath.Base(c.File), ".", 2)[0]
	}
	others, err := readPacks(otherPacks(a.record, name))
	if err != nil {
		return err
	}
	if base, err = overlay(base, others); err != nil {
		return err
	}
	data, in, err := place.MakePack(filepath.Base(c.File), content, c.About, base)
	if err != nil {
		return err
	}
	if in != nil {
		c.report(a, in)
	}
	out := filepath.Join(packFolder(a.record), name+packSuffix)
	if old, err := os.ReadFile(out); err == nil && string(old) == string(data) {
		fmt.Fprintf(a.out, "%s is unchanged\n", out)
		return refusedRows(in)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return fmt.Errorf("make the folder of packs: %w", err)
	}
	if err := os.WriteFile(out+".new", data, 0o644); err != nil {
		return fmt.Errorf("write the pack: %w", err)
	}
	if err := os.Rename(out+".new", out); err != nil {
		return fmt.Errorf("write the pack: %w", err)
	}
	fmt.Fprintf(a.out, "wrote %s (%d bytes)\n", out, len(data))
	return refusedRows(in)
}

func refusedRows(in *place.Imported) error {
	if in != nil && slices.ContainsFunc(in.Notes, func(n place.Note) bool { return n.Refused }) {
		return errFindings
	}
	return nil
}

func (c *placeImportCmd) report(a *app, in *place.Imported) {
	fmt.Fprintf(a.out, "%s: %d places are new, %d rows give names to known places, %d rows have a note\n", in.Format, in.Added, in.Joined, len(in.Notes))
	if in.Left > 0 {
		fmt.Fprintf(a.out, "  %d rows are of kinds that reports do not name (hills, rivers, places that are no more), or have no name: left out\n", in.Left)
	}
	for i, n := range in.Notes {
		if i == 20 && !c.All {
			fmt.Fprintf(a.out, "  and %d more; --all lists them\n", len(in.Notes)-i)
			break
		}
		what := "note"
		if n.Refused {
			what = "refused"
		}
		fmt.Fprintf(a.out, "  line %d: %s: %s: %s\n", n.Line, what, visible(n.Name), visible(n.Why))
	}
}
