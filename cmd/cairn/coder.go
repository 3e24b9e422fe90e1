package main

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"

	"cairn/actor"
	"cairn/code"
	"cairn/place"
)

// newCoder wires the coder to the world gazetteer, the country packs named on
// the command line and the table of actors.
func newCoder(packs []packFile) (*code.Coder, error) {
	places, err := openGazetteer(packs)
	if err != nil {
		return nil, err
	}
	actors, err := actor.Load()
	if err != nil {
		return nil, fmt.Errorf("read the table of actors: %w", err)
	}
	return code.New(code.Resources{Places: places, Actors: actors})
}

// coderName names in the ledger what codes: the program, its rules, the
// gazetteer and the record's packs, each by the beginning of its hash.
func coderName(packs []packFile) (string, error) {
	rules, err := code.Version()
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("cairn code/1, rules %s, places %s", rules, place.WorldVersion())
	for _, pack := range packs {
		sum := sha256.Sum256(pack.data)
		name += fmt.Sprintf(", pack %s %x", strings.TrimSuffix(filepath.Base(pack.path), packSuffix), sum[:6])
	}
	return name, nil
}
