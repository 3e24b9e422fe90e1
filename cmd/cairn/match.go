package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cairn"
	"cairn/link/events"
)

// matchCmd matches the rows of event tables that tell of one event. Both rows
// keep their own numbers.
type matchCmd struct {
	Files      []string `arg:"" help:"Tables of events as CSV, two or more." type:"existingfile"`
	Taxonomies []string `help:"Tables that say what the categories mean: [taxonomy,] data.source, base.categories, levels from fine to coarse." type:"existingfile" placeholder:"FILE"`
	Names      []string `help:"What the taxonomies call the tables, in order; without it, the names of the files." placeholder:"NAME"`
	Days       int32    `help:"How many days apart two rows of one event may be." default:"1"`
	Km         float64  `help:"How many kilometres apart they may be." default:"10"`
	Rule       string   `enum:"weighed,meltt" default:"weighed" help:"weighed: every agreement has a weight, learned from the tables (two tables). meltt: all taxonomies must agree, one to one, table by table."`
	printed
}

// matched is one event with its row in each table.
type matched struct {
	Rows  []matchedRow `json:"rows"`
	Score *float64     `json:"score,omitempty"` // log-odds under the rule "weighed"
}

type matchedRow struct {
	Table  string    `json:"table"`
	ID     string    `json:"id"`
	Start  cairn.Day `json:"start"`
	End    cairn.Day `json:"end"`
	Lat    float64   `json:"lat"`
	Lon    float64   `json:"lon"`
	Deaths *int64    `json:"deaths,omitempty"`
}

func (c *matchCmd) Run(a *app) error {
	if len(c.Files) < 2 {
		return usagef("match needs two tables or more")
	}
	if c.Days < 0 || c.Days > 3650 || !(c.Km > 0 && c.Km <= 2000) {
		return usagef("--days %d --km %g: days are between 0 and 3650, kilometres above 0 and at most 2000", c.Days, c.Km)
	}
	taxonomies, err := c.readTaxonomies()
	if err != nil {
		return err
	}
	sources, err := c.readSources(taxonomies)
	if err != nil {
		return err
	}
	window := events.Window{Days: c.Days, Km: c.Km}
	var values []matched
	if c.Rule == "weighed" {
		if len(sources) != 2 {
			return usagef("the rule \"weighed\" matches two tables, and there are %d: match them two by two, or say --rule meltt", len(sources))
		}
		found, _ := events.Weighed(sources[0], sources[1], taxonomies, window)
		for _, m := range found {
			values = append(values, matched{Score: &m.Score, Rows: []matchedRow{rowOf(&sources[0], m.A), rowOf(&sources[1], m.B)}})
		}
	} else {
		values = c.meltt(sources, taxonomies, window)
	}
	unique, removed := 0, 0
	for _, s := range sources {
		unique += len(s.Rows)
	}
	for _, v := range values {
		removed += len(v.Rows) - 1
	}
	fmt.Fprintf(a.err, "%d rows: %d unique events, %s, %s removed\n", unique, unique-removed, several(len(values), "match", "matches"), plural(removed, "duplicate"))
	return out(a, c.printed, values, matchTable(values))
}

func (c *matchCmd) meltt(sources []events.Source, taxonomies []events.Taxonomy, w events.Window) []matched {
	var values []matched
	for _, g := range events.Parity(sources, taxonomies, w) {
		var m matched
		for i, j := range g {
			if j >= 0 {
				m.Rows = append(m.Rows, rowOf(&sources[i], j))
			}
		}
		if len(m.Rows) > 1 {
			values = append(values, m)
		}
	}
	return values
}

func (c *matchCmd) readTaxonomies() ([]events.Taxonomy, error) {
	var all []events.Taxonomy
	for _, name := range c.Taxonomies {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open the taxonomy: %w", err)
		}
		t, err := events.ReadTaxonomies(f, taxonomyName(name))
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		all = append(all, t...)
	}
	return all, nil
}

// taxonomyName is the column that a file of one taxonomy is for: its name
// without the data set's prefix, "crash_tax_color_tax.csv" for color_tax.
func taxonomyName(file string) string {
	name := stem(file)
	if _, after, ok := strings.Cut(name, "_tax_"); ok {
		return after
	}
	return name
}

func stem(file string) string {
	return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
}

func (c *matchCmd) readSources(taxonomies []events.Taxonomy) ([]events.Source, error) {
	var names []string
	for _, t := range taxonomies {
		names = append(names, t.Name)
	}
	var all []events.Source
	for i, file := range c.Files {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("open the table: %w", err)
		}
		rows, err := events.ReadRows(f, names)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		s := events.Source{Name: stem(file), Rows: rows}
		if i < len(c.Names) {
			s.Name = c.Names[i]
		}
		all = append(all, s)
	}
	return all, nil
}

func rowOf(s *events.Source, j int) matchedRow {
	r := &s.Rows[j]
	day := func(n int32) cairn.Day { return cairn.DayOf(time.Unix(int64(n)*86400, 0).UTC()) }
	m := matchedRow{Table: s.Name, ID: r.ID, Start: day(r.From), End: day(r.To), Lat: r.Lat, Lon: r.Lon}
	if r.Deaths != events.NoDeaths {
		m.Deaths = &r.Deaths
	}
	return m
}

func matchTable(values []matched) table {
	t := table{head: []string{"match", "table", "row", "start", "end", "deaths", "log-odds"}}
	for i, m := range values {
		for _, r := range m.Rows {
			deaths, score := "", ""
			if r.Deaths != nil {
				deaths = fmt.Sprint(*r.Deaths)
			}
			if m.Score != nil {
				score = fmt.Sprintf("%.1f", *m.Score)
			}
			t.add(fmt.Sprint(i+1), r.Table, r.ID, string(r.Start), string(r.End), deaths, score)
		}
	}
	return t
}

func several(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}
