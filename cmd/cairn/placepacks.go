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

// packFile is a gazetteer file as it was read.
type packFile struct {
	path string
	data []byte
}

// readPacks reads gazetteer files or packs, once for all that needs them.
func readPacks(paths []string) ([]packFile, error) {
	var files []packFile
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read the country pack: %w: check its name", err)
		}
		files = append(files, packFile{path, data})
	}
	return files, nil
}

// openPlaces opens the world gazetteer with gazetteer files or packs over it.
func openPlaces(paths []string) (*place.Gazetteer, error) {
	files, err := readPacks(paths)
	if err != nil {
		return nil, err
	}
	return openGazetteer(files)
}

func openGazetteer(files []packFile) (*place.Gazetteer, error) {
	g, err := place.World()
	if err != nil {
		return nil, fmt.Errorf("open the gazetteer: %w", err)
	}
	return overlay(g, files)
}

// overlay lays packs over a gazetteer; an organisation's own spellings come
// last and win.
func overlay(g *place.Gazetteer, files []packFile) (*place.Gazetteer, error) {
	var own []*place.Pack
	for _, f := range files {
		pack, _, err := place.ReadPack(filepath.Base(f.path), f.data, g)
		if err != nil {
			return nil, fmt.Errorf("read the country pack %s: %w", f.path, err)
		}
		if pack.Own() {
			own = append(own, pack)
			continue
		}
		g = g.With(pack)
	}
	return g.With(own...), nil
}
