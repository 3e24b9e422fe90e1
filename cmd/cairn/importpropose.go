package main

import (
	"errors"
	"io"

	"cairn/exchange"
)

// importProposeCmd prints a mapping for a table of one's own, to be edited.
type importProposeCmd struct {
	File     string `arg:"" help:"The table; - for standard input."`
	Encoding string `help:"Character set, where the file is not UTF-8 and does not say." placeholder:"NAME"`
}

// proposeFrom is how many rows a proposal is made from.
const proposeFrom = 200

func (c *importProposeCmd) Run(a *app) error {
	name, in, err := openTable(a, c.File, c.Encoding)
	if err != nil {
		return err
	}
	defer in.Close()
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
