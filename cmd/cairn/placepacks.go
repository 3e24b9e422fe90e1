package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn/place"
)

const packSuffix = ".places"

// packFolder is where a record keeps its gazetteer packs.
func packFolder(record string) string { return filepath.Join(record, "places") }

// recordPacks are the packs of a record, by name.
func recordPacks(record string) []string {
	files, err := filepath.Glob(filepath.Join(packFolder(record), "*"+packSuffix))
	if err != nil {
		return nil
	}
	slices.Sort(files)
	return files
}

// otherPacks are the packs of a record but the one of this name, which is
// about to be written again and must not lean on itself.
func otherPacks(record, name string) []string {
	return slices.DeleteFunc(recordPacks(record), func(f string) bool { return strings.TrimSuffix(filepath.Base(f), packSuffix) == name })
}

// openPlaces opens the world gazetteer with gazetteer files or packs over it.
func openPlaces(files []string) (*place.Gazetteer, error) {
	g, err := place.World()
	if err != nil {
		return nil, fmt.Errorf("open the gazetteer: %w", err)
	}
	return overlay(g, files)
}

// overlay lays packs over a gazetteer; an organisation's own spellings come
// last and win.
func overlay(g *place.Gazetteer, files []string) (*place.Gazetteer, error) {
	var own []*place.Pack
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the country pack: %w: check its name", err)
		}
		pack, _, err := place.ReadPack(filepath.Base(name), content, g)
		if err != nil {
			return nil, fmt.Errorf("read the country pack %s: %w", name, err)
		}
		if pack.Own() {
			own = append(own, pack)
			continue
		}
		g = g.With(pack)
	}
	return g.With(own...), nil
}
