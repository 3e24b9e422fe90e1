package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// entries are the scripts that pages load; the others are parts of them.
var entries = []string{"app.ts", "map.ts"}

// bundle makes each entry one file, by name.
func bundle(dir string) (map[string][]byte, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the scripts: %w", err)
	}
	points := make([]string, len(entries))
	for i, name := range entries {
		points[i] = filepath.Join(dir, name)
	}
	got := api.Build(api.BuildOptions{
		EntryPoints:       points,
		Outdir:            filepath.Join(dir, "out"), // nothing is written there: the names are wanted
		AbsWorkingDir:     dir,
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		External:          []string{"./maplibre-gl.mjs"},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsInline,
		LogLevel:          api.LogLevelSilent,
	})
	if len(got.Errors) > 0 {
		var lines []string
		for _, m := range api.FormatMessages(got.Errors, api.FormatMessagesOptions{}) {
			lines = append(lines, strings.TrimSpace(m))
		}
		return nil, errors.New(strings.Join(lines, "\n"))
	}
	out := map[string][]byte{}
	for _, f := range got.OutputFiles {
		out[filepath.Base(f.Path)] = f.Contents
	}
	return out, nil
}
