package main

import (
	"fmt"

	"cairn/actor"
	"cairn/code"
)

// newCoder wires the coder to the world gazetteer, the country packs named on
// the command line and the table of actors.
func newCoder(packs []string) (*code.Coder, error) {
	places, err := openPlaces(packs)
	if err != nil {
		return nil, err
	}
	actors, err := actor.Load()
	if err != nil {
		return nil, fmt.Errorf("read the table of actors: %w", err)
	}
	return code.New(code.Resources{Places: places, Actors: actors})
}
