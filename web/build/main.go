// Command build bundles the page's scripts: web/ts/*.ts become web/static/*.js
// by esbuild's Go API, so that nobody needs Node to work on them. Run it from
// the module's root after a change: go run ./web/build.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("web"); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run writes the bundles of the room at a path.
func run(web string) error {
	files, err := bundle(filepath.Join(web, "ts"))
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(web, "static", name), content, 0o644); err != nil {
			return fmt.Errorf("write the bundle: %w", err)
		}
		fmt.Fprintf(os.Stderr, "%s: %d bytes\n", name, len(content))
	}
	return nil
}
