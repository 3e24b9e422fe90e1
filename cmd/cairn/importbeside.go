package main

import (
	"errors"
	"fmt"

	"cairn/exchange"
)

// gathered is what is known of the files before the first row is taken: which
// of them are tables of their own, and the rows of those whose rows belong to
// rows of another, such as a list of victims.
type gathered struct {
	files   []string
	beside  *exchange.Beside
	refused []imported // rows of further tables that cannot be read
}

// gather reads the further tables among the files. Standard input is never one:
// it can be read only once.
func (c *importCmd) gather(a *app) (gathered, error) {
	g := gathered{beside: &exchange.Beside{}}
	for _, file := range c.Files {
		if len(c.Files) == 1 || file == "-" {
			g.files = append(g.files, file)
			continue
		}
		o, err := c.open(a, file)
		if err != nil {
			return g, err
		}
		if o.format.Of == "" {
			g.files = append(g.files, file)
		} else {
			err = g.table(a, o)
		}
		if err := errors.Join(err, o.close()); err != nil {
			return g, err
		}
	}
	return g, nil
}

func (g *gathered) table(a *app, o opened) error {
	fmt.Fprintf(a.err, "%s: %s, whose rows belong to rows of %s%s\n", o.name, o.format.Name, o.format.Of, visible(o.note))
	rows, err := o.format.Gather(o.name, o.in, g.beside)
	if err != nil {
		return err
	}
	for n, err := range rows {
		if err != nil {
			g.refused = append(g.refused, imported{File: o.name, Row: n, Error: err.Error()})
		}
	}
	return nil
}

// belonging says what became of the rows of further tables.
func (m *importing) belonging(g gathered) error {
	for _, n := range g.refused {
		if err := m.refuse(n, errors.New(n.Error)); err != nil {
			return err
		}
	}
	for _, row := range g.beside.Rows() {
		n := imported{File: row.File, Row: row.Row, ID: row.ID, Outcome: "joined"}
		var err error
		if row.Err != nil {
			err = m.refuse(n, row.Err)
		} else {
			err = m.note(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
