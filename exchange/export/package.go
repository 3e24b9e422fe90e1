package export

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// The descriptor of a Frictionless data package, profile tabular-data-package of
// version 1 (specs.frictionlessdata.io).

type descriptor struct {
	Profile   string     `json:"profile"`
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Version   string     `json:"version"`
	Licences  []licence  `json:"licenses,omitempty"`
	Sources   []source   `json:"sources,omitempty"`
	Resources []resource `json:"resources"`
	Cairn     Stamp      `json:"cairn"`
}

type licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type source struct {
	Title string `json:"title"`
}

type resource struct {
	Name        string  `json:"name"`
	Path        string  `json:"path"`
	Profile     string  `json:"profile"`
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Format      string  `json:"format"`
	Media       string  `json:"mediatype"`
	Encoding    string  `json:"encoding,omitempty"`
	Bytes       int64   `json:"bytes"`
	Hash        string  `json:"hash"`
	Schema      *schema `json:"schema,omitempty"`
}

type schema struct {
	Fields     []field     `json:"fields"`
	PrimaryKey []string    `json:"primaryKey,omitempty"`
	Foreign    []reference `json:"foreignKeys,omitempty"`
	Missing    []string    `json:"missingValues"`
}

type field struct {
	Name        string `json:"name"`
	Type        Type   `json:"type"`
	Description string `json:"description,omitempty"`
}

type reference struct {
	Fields []string `json:"fields"`
	To     target   `json:"reference"`
}

type target struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

func schemaOf(t Table) *schema {
	s := &schema{PrimaryKey: t.Key, Missing: []string{""}}
	for _, c := range t.Columns {
		s.Fields = append(s.Fields, field{c.Name, c.Type, c.Means})
	}
	for _, r := range t.Refers {
		s.Foreign = append(s.Foreign, reference{r.Columns, target{r.Table, r.To}})
	}
	return s
}

// Package writes a folder of tables with their descriptor: reports, incidents,
// claims and tolls with the claims behind them as CSV, further formats that were
// asked for, and the loss report. The descriptor is written last: a folder that
// has one is whole.
func Package(dir string, x Export, further []Format) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the package: %w", err)
	}
	d := descriptor{Profile: "tabular-data-package", Name: "cairn-record", Title: x.Title, Version: fmt.Sprintf("entry %d", x.AsOf), Cairn: x.Stamp}
	for _, part := range []struct {
		table Table
		shape Shape
	}{
		{ReportTable(), Reports}, {IncidentTable(), Incidents}, {ClaimTable(), Claims}, {TollTable(x.Tolls), Tolls}, {TollClaimTable(x.Tolls), TollClaims},
	} {
		w, err := makeFile(filepath.Join(dir, part.table.Name+".csv"), func(w io.Writer) error { return x.single(part.shape, CSV(w, x.Losses)) })
		if err != nil {
			return err
		}
		d.Resources = append(d.Resources, tabular(w, part.table))
	}
	for _, f := range further {
		if err := d.add(dir, x, f); err != nil {
			return err
		}
	}
	w, err := makeFile(filepath.Join(dir, "losses.csv"), x.Losses.CSV)
	if err != nil {
		return err
	}
	d.Resources = append(d.Resources, tabular(w, Table{Name: "losses", Means: "What the files of this package could not hold, by field and number of rows.",
		Columns: columns("table string the table\nfield string the field\nwhat string what was lost\nrows integer in how many rows\nfirst string the first of them")}))
	d.terms(x)
	return File(filepath.Join(dir, "datapackage.json"), func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(d)
	})
}

// add writes a further format into the package, of incidents where it can hold
// several things.
func (d *descriptor) add(dir string, x Export, f Format) error {
	if slices.ContainsFunc(d.Resources, func(r resource) bool { return r.Name == f.Name }) || f.Name == "csv" {
		return nil
	}
	base := f.Name
	if len(f.Of) > 0 {
		base = string(OfIncidents)
	} else if f.table == nil {
		base = "record"
	}
	w, err := makeFile(filepath.Join(dir, base+f.Extension), func(w io.Writer) error { return f.Write(x, "", w) })
	if err != nil {
		return err
	}
	if f.table != nil {
		t, _ := f.table(x.Data, OfIncidents)
		d.Resources = append(d.Resources, tabular(w, t))
		return nil
	}
	d.Profile = "data-package" // the tabular profile allows nothing but tables beside it
	d.Resources = append(d.Resources, resource{Name: f.Name, Path: filepath.Base(w.path), Profile: "data-resource", Format: f.Extension[1:], Media: f.Media, Bytes: w.bytes, Hash: "sha256:" + w.hash})
	return nil
}

func tabular(w written, t Table) resource {
	return resource{Name: t.Name, Path: filepath.Base(w.path), Profile: "tabular-data-resource", Description: t.Means, Format: "csv", Media: "text/csv", Encoding: "utf-8",
		Bytes: w.bytes, Hash: "sha256:" + w.hash, Schema: schemaOf(t)}
}

// terms lists licences and sources of what is in the package.
func (d *descriptor) terms(x Export) {
	for _, l := range x.Licences() {
		if l.Terms != "" {
			d.Licences = append(d.Licences, licence{Name: l.openName(), Title: l.Source + ": " + l.Terms})
		}
	}
	var publishers []string
	for i := range x.Reports {
		publishers = append(publishers, x.Reports[i].Publisher)
	}
	slices.Sort(publishers)
	for _, p := range slices.Compact(publishers) {
		if p != "" {
			d.Sources = append(d.Sources, source{p})
		}
	}
}
