package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn/place"
)

// placeCmd looks names up, says where the gazetteer is from, and imports
// country packs.
type placeCmd struct {
	Find   placeFindCmd   `cmd:"" default:"withargs" help:"Print the places that a name may mean, with the reasons for their order."`
	Import placeImportCmd `cmd:"" help:"Import a gazetteer file as a pack of this record."`
}

type placeFindCmd struct {
	Name     []string `arg:"" optional:"" help:"A name as a report writes it: 'the Abu Zuhour air base'."`
	Near     []string `help:"A place that it should be near."`
	Country  []string `help:"Countries that the report is about (ISO codes)."`
	Province string   `help:"Province that it should be in."`
	Year     int      `help:"Year of the event, for names that held for some years."`
	Limit    int      `help:"Print at most this many." default:"10"`
	Packs    []string `help:"Further gazetteer files or packs." name:"places" type:"path" placeholder:"FILE"`
	About    bool     `help:"Print the sources of the gazetteer and of every pack, with their licences."`
	JSON     bool     `help:"Write JSON." name:"json"`
}

func (c *placeFindCmd) Run(a *app) error {
	g, err := openPlaces(append(recordPacks(a.record), c.Packs...))
	if err != nil {
		return err
	}
	if c.About {
		for i, about := range g.About() {
			if i > 0 {
				fmt.Fprintln(a.out, "\n---")
			}
			fmt.Fprintln(a.out, strings.TrimSpace(about))
		}
		return nil
	}
	name := strings.Join(c.Name, " ")
	if name == "" {
		return usagef("name a place, as in: cairn place 'Abu Zuhour' --near Idlib; or ask for --about")
	}
	found := g.Lookup(name, c.context(g))
	if c.JSON {
		return c.writeJSON(a, found)
	}
	if len(found) == 0 {
		fmt.Fprintf(a.out, "No place is known by a name like %q. A country pack may have it: cairn place import FILE\n", name)
		return errFindings
	}
	c.print(a, found)
	return nil
}

// context reads the flags; a place to be near also says which country it is.
func (c *placeFindCmd) context(g *place.Gazetteer) place.Context {
	ctx := place.Context{Admin1: c.Province, Year: c.Year, Countries: map[string]float64{}}
	for _, cc := range c.Country {
		ctx.Countries[strings.ToUpper(cc)] = 1
	}
	for _, name := range c.Near {
		if near := g.Lookup(name, ctx); len(near) > 0 {
			ctx.Near = append(ctx.Near, near[0].At())
			ctx.Countries[near[0].Country] += 0.5
		}
	}
	return ctx
}

func (c *placeFindCmd) print(a *app, found []place.Candidate) {
	if place.Ambiguous(found) {
		fmt.Fprintln(a.out, "Ambiguous: no one of these is clearly meant.")
	}
	for i := range found[:min(len(found), max(1, c.Limit))] {
		p := &found[i]
		where := strings.Join(slices.DeleteFunc([]string{p.Admin2, p.Admin1, p.Country}, func(s string) bool { return s == "" }), ", ")
		fmt.Fprintf(a.out, "%2d. %s, %s (%s)  %s  %.4f, %.4f  %.0f%%\n", i+1, visible(p.Name), visible(where), p.Kind, p.ID, p.Lat, p.Lon, 100*p.Chance)
		fmt.Fprintf(a.out, "      %s\n", visible(strings.Join(p.Why(), "; ")))
	}
	if more := len(found) - c.Limit; more > 0 {
		fmt.Fprintf(a.out, "and %d more\n", more)
	}
}

func (c *placeFindCmd) writeJSON(a *app, found []place.Candidate) error {
	type row struct {
		place.Place
		Kind    string   `json:"kind"`
		Matched string   `json:"matched"`
		Tier    string   `json:"tier"`
		Score   float64  `json:"score"`
		Chance  float64  `json:"chance"`
		Why     []string `json:"why"`
	}
	rows := []row{}
	for i := range found[:min(len(found), max(1, c.Limit))] {
		p := &found[i]
		rows = append(rows, row{p.Place, p.Kind.String(), p.Matched, p.Tier.String(), p.Score, p.Chance, p.Why()})
	}
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Ambiguous  bool  `json:"ambiguous"`
		Candidates []row `json:"candidates"`
	}{place.Ambiguous(found), rows})
}

type placeImportCmd struct {
	File  string `arg:"" help:"A GeoNames country dump, a Who's On First table, OCHA P-codes (CSV, GeoJSON, TopoJSON), or a CSV of own spellings (spelling, and id or lat and lon); .gz is read too." type:"existingfile"`
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
	base, err = overlay(base, otherPacks(a.record, name))
	if err != nil {
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
