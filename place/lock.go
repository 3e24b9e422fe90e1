package place

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// lockedFiles decide the bytes of world.bin, beside the packages.
var lockedFiles = []string{
	"data/countries.tsv", "data/divisions.tsv", "data/supplement.tsv", "data/SOURCES.md", "data/world.bin",
	"build/rows.go", "build/towns.go", "build/areas.go", "build/airports.go", "build/outlines.go", "outline/outline.go", "outline/encode.go", "outline/outlines.bin",
	"image.go", "imagewrite.go", "id.go", "kind.go", "prominence.go",
	"../text/fold.go", "../text/foldarabic.go", "../text/foldarticle.go", "../text/fold_words.txt", "../text/skeleton.go",
}

// LockedSums hashes the files that decide the embedded gazetteer, and the
// gazetteer itself. dir is the folder of this package.
func LockedSums(dir string) ([]string, error) {
	var sums []string
	for _, name := range lockedFiles {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("hash the sources of the gazetteer: %w", err)
		}
		sums = append(sums, fmt.Sprintf("sha256 %s %x", name, sha256.Sum256(raw)))
	}
	return sums, nil
}
