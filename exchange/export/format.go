package export

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Of is what of a record is written.
type Of string

// What of a record can be written. The field's formats and the database choose
// for themselves.
const (
	OfTolls     Of = "tolls"
	OfIncidents Of = "incidents"
	OfClaims    Of = "claims"
)

// Shape writes the rows of one or more tables of a record.
type Shape func(Data, Form, *Losses) error

// Format is one way to write a record.
type Format struct {
	Name      string
	Extension string
	Media     string
	Policy    string // the policy that the format goes by, "" the default one
	Of        []Of   // what it can hold; none: it holds what it holds
	write     func(x Export, of Of, w io.Writer) error
	table     func(d Data, of Of) (Table, bool) // of a format whose file is one CSV table
}

// Export is one record on its way out, with what it loses.
type Export struct {
	Data
	Context context.Context
	Title   string
	Losses  *Losses
}

// about is what a file says of itself, where it can.
func (x Export) about() [][2]string {
	out := [][2]string{{"title", x.Title}, {"policy", x.Policy}, {"as of", fmt.Sprintf("entry %d of the ledger, %s", x.AsOf, x.AsOfDay)}}
	if x.PublishedBy != "" {
		out = append(out, [2]string{"published by", string(x.PublishedBy)})
	}
	for _, l := range x.Licences() {
		out = append(out, [2]string{"licence of " + l.Source, l.Terms})
	}
	return append(out, [2]string{"unknown", "a blank is unknown; it is never zero"}, [2]string{"made by", "cairn"})
}

// Formats are the ways to write a record, by name.
func Formats() []Format {
	all := []Of{OfIncidents, OfClaims, OfTolls}
	field := func(name, policy string, shape Shape, table func() Table) Format {
		return Format{Name: name, Extension: ".csv", Media: "text/csv", Policy: policy,
			write: func(x Export, _ Of, w io.Writer) error { return x.single(shape, CSV(w, x.Losses)) },
			table: func(Data, Of) (Table, bool) { return table(), true }}
	}
	return []Format{
		field("ucdp", "ucdp", UCDP, UCDPTable),
		field("acled", "acled", ACLED, ACLEDTable),
		field("hapi", "acled", HAPI, HAPITable),
		field("airwars", "airwars", Airwars, AirwarsTable),
		{Name: "csv", Extension: ".csv", Media: "text/csv", Of: all,
			write: func(x Export, of Of, w io.Writer) error { return x.single(shapeOf(of), CSV(w, x.Losses)) },
			table: func(d Data, of Of) (Table, bool) { return tableOf(d, of), true }},
		{Name: "jsonl", Extension: ".jsonl", Media: "application/x-ndjson", Of: all, write: lines},
		{Name: "geojson", Extension: ".geojson", Media: "application/geo+json", Of: all[:2],
			write: func(x Export, of Of, w io.Writer) error {
				return x.single(shapeOf(of), GeoJSON(w, struct {
					Title string `json:"title"`
					Stamp
				}{x.Title, x.Stamp}, x.Losses))
			}},
		{Name: "parquet", Extension: ".parquet", Media: "application/vnd.apache.parquet", Of: all,
			write: func(x Export, of Of, w io.Writer) error { return x.single(shapeOf(of), Parquet(w, x.about())) }},
		{Name: "xlsx", Extension: ".xlsx", Media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Of: all,
			write: func(x Export, of Of, w io.Writer) error {
				form := XLSX(w, x.about(), x.Losses)
				if of == OfTolls {
					return x.several(form, Tolls, TollClaims)
				}
				return x.single(shapeOf(of), form)
			}},
		{Name: "sqlite", Extension: ".db", Media: "application/vnd.sqlite3", write: database},
	}
}

// FormatNamed is the format of a name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("there is no format %q: use one of %s", name, strings.Join(names, ", "))
}

// Holds says whether the format can hold a part of a record.
func (f Format) Holds(of Of) error {
	switch {
	case len(f.Of) == 0 && of != "":
		return fmt.Errorf("the format %s decides itself what of a record it holds: leave --of out", f.Name)
	case len(f.Of) > 0 && of != "" && !slices.Contains(f.Of, of):
		return fmt.Errorf("the format %s cannot hold %s: use one of %v", f.Name, of, f.Of)
	}
	return nil
}

// Write writes a record in the format. An absent part means incidents.
func (f Format) Write(x Export, of Of, w io.Writer) error {
	if err := f.Holds(of); err != nil {
		return err
	}
	if of == "" {
		of = OfIncidents
	}
	return f.write(x, of, w)
}

func (x Export) single(shape Shape, form Form) error { return x.several(form, shape) }

func (x Export) several(form Form, shapes ...Shape) error {
	for _, shape := range shapes {
		if err := shape(x.Data, form, x.Losses); err != nil {
			return err
		}
	}
	return form.Close()
}

func shapeOf(of Of) Shape {
	return map[Of]Shape{OfTolls: Tolls, OfIncidents: Incidents, OfClaims: Claims}[of]
}

func tableOf(d Data, of Of) Table {
	switch of {
	case OfTolls:
		return TollTable(d.Tolls)
	case OfClaims:
		return ClaimTable()
	}
	return IncidentTable()
}

func lines(x Export, of Of, w io.Writer) error {
	return map[Of]func(Data, io.Writer, *Losses) error{OfTolls: TollLines, OfIncidents: IncidentLines, OfClaims: ClaimLines}[of](x.Data, w, x.Losses)
}

// database writes the SQLite file beside nothing, in a folder of its own, and
// hands its bytes on: a database cannot be streamed.
func database(x Export, _ Of, w io.Writer) error {
	dir, err := os.MkdirTemp("", "cairn-export-")
	if err != nil {
		return fmt.Errorf("make a folder for the database: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "record.db")
	if err := SQLite(x.Context, file, x.Data, x.about(), x.Losses); err != nil {
		return err
	}
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read the database again: %w", err)
	}
	defer in.Close()
	if _, err := io.Copy(w, in); err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	return nil
}
