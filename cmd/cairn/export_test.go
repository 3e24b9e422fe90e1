package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// What the record held once is exported to the byte as it was then.
func TestAPastExportIsTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	story := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	cairn := func(args ...string) []byte {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{in: bytes.NewReader(nil), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
		if code := run(a, append([]string{"--record", filepath.Join(dir, "rec")}, args...)); code != exitDone {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
		return out.Bytes()
	}
	cairn("add", "--publisher", "Harbour Wire", "--date", "2015-09-19", story("one.txt", "At least 12 people were killed in a bombing in Aleppo on Friday, the police said."))
	before := map[string][]byte{}
	for _, format := range []string{"csv", "jsonl", "geojson", "ucdp", "parquet", "xlsx"} {
		before[format] = cairn("export", "--format", format)
	}
	cairn("add", "--publisher", "Coast Courier", "--date", "2015-09-21", story("two.txt", "Gunmen killed 3 farmers near Homs on Sunday, the Observatory said."))

	r := csv.NewReader(bytes.NewReader(before["csv"]))
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(); err != io.EOF {
		t.Fatalf("more than one incident: %v", err)
	}
	then := row[slices.Index(head, "as_of")]
	for format, want := range before {
		if got := cairn("export", "--format", format, "--as-of", then); !bytes.Equal(got, want) {
			t.Errorf("%s as of entry %s is not what it was", format, then)
		}
	}
	if now := cairn("export", "--format", "csv"); bytes.Equal(now, before["csv"]) {
		t.Error("a second report changes nothing")
	}
}
