package main

import (
	"fmt"
	"os"

	"cairn/actor"
	"cairn/code"
	"cairn/place"
)

// newCoder wires the coder to the world gazetteer, the country packs named on
// the command line and the table of actors.
func newCoder(packs []string) (*code.Coder, error) {
	places, err := place.World()
	if err != nil {
		return nil, fmt.Errorf("open the gazetteer: %w", err)
	}
	for _, name := range packs {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the country pack: %w: check its name", err)
		}
		pack, err := place.OpenPack(string(data))
		if err != nil {
			return nil, fmt.Errorf("read the country pack %s: %w", name, err)
		}
		places = places.With(pack)
	}
	actors, err := actor.Load()
	if err != nil {
		return nil, fmt.Errorf("read the table of actors: %w", err)
	}
	return code.New(code.Resources{Places: places, Actors: actors})
}
