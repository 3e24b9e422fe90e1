package main

import (
	"errors"
	"fmt"
	"io"

	"cairn/exchange"
)

// importProposeCmd prints a mapping for a table of one's own, to be edited.
type importProposeCmd struct {
	File     string `arg:"" help:"The table; - for standard input."`
	Sheet    string `help:"Sheet of a workbook, where it is not the first." placeholder:"NAME"`
	Encoding string `help:"Character set, where the file is not UTF-8 and does not say." placeholder:"NAME"`
}

// proposeFrom is how many rows a proposal is made from.
const proposeFrom = 200

func (c *importProposeCmd) Run(a *app) error {
	name, in, err := openTable(a, c.File, exchange.As{Charset: c.Encoding, Sheet: c.Sheet})
	if err != nil {
		return err
	}
	defer in.Close()
	if note := otherSheets(in); note != "" {
		fmt.Fprintf(a.err, "%s%s\n", name, visible(note))
	}
	from, err := exchange.FirstRows(name, in, proposeFrom)
	if err != nil {
		return err
	}
	mapping, err := exchange.Propose(name, from)
	if err == nil {
		_, err = io.WriteString(a.out, mapping)
	}
	return errors.Join(err, in.Close())
}
