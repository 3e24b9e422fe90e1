package main

import (
	"fmt"

	"cairn"
)

// schemaCmd prints the contract of the JSON that cairn writes.
type schemaCmd struct{}

func (schemaCmd) Run(a *app) error {
	s, err := cairn.Schema()
	if err != nil {
		return fmt.Errorf("make the schema: %w", err)
	}
	_, err = a.out.Write(s)
	return err
}
