package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// What is committed is what the sources make.
func TestBundlesAreCurrent(t *testing.T) {
	files, err := bundle("../ts")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(entries) {
		t.Fatalf("%d bundles of %d entries", len(files), len(entries))
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("../static", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("static/%s is not what web/ts makes: run go run ./web/build", name)
		}
	}
}

// A page outside the map loads at most 40 kB of compressed script.
func TestScriptsAreSmall(t *testing.T) {
	const most = 40 << 10
	files, err := bundle("../ts")
	if err != nil {
		t.Fatal(err)
	}
	if n := compressed(t, files["app.js"]); n == 0 || n > most {
		t.Errorf("app.js is %d bytes compressed; a page may load %d", n, most)
	}
}

func compressed(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// A mistake in a script is told with its file and line.
func TestMistakeIsNamed(t *testing.T) {
	dir := t.TempDir()
	for _, name := range entries {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("export const a: = 1;\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := bundle(dir); err == nil || !bytes.Contains([]byte(err.Error()), []byte("app.ts:1")) {
		t.Errorf("got %v", err)
	}
}
