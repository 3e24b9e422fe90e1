package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cairn/record"
)

// An export that is read in parts is that of the record as a whole, to the byte,
// and loses the same: reading a past, which is the present, takes it as a whole.
func TestAStreamedExportIsThatOfTheWhole(t *testing.T) {
	dir := t.TempDir()
	cairn := func(args ...string) (string, string) {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{in: bytes.NewReader(nil), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
		if code := run(a, append([]string{"--record", filepath.Join(dir, "record")}, args...)); code != exitDone {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
		return out.String(), errs.String()
	}
	same := func(args ...string) {
		t.Helper()
		s, _ := present(t, dir)
		args = append([]string{"export", "--include-licence", "Harbour Wire"}, args...)
		have, told := cairn(args...)
		want, toldWhole := cairn(append(args, "--as-of", fmt.Sprint(s.Seq))...)
		if have != want || told != toldWhole {
			t.Errorf("%v: %d bytes, told %s; of the whole %d bytes, told %s", args, len(have), told, len(want), toldWhole)
		}
		if len(have) < 200 || strings.Count(told, " row") == 0 && strings.Contains(strings.Join(args, " "), "ucdp") {
			t.Errorf("%v: %d bytes, told %s: the test saw little", args, len(have), told)
		}
	}
	rows := partSize + 50
	file := madeUpFile(t, rows, 0)
	cairn("import", "--no-link", file)
	for _, format := range []string{"csv", "jsonl", "parquet"} { // nothing is linked yet
		same("--format", format, "--of", "claims")
	}
	cairn("import", madeUpFile(t, rows, 1))
	story := filepath.Join(dir, "story.txt")
	if err := os.WriteFile(story, []byte("At least 12 people were killed in a bombing in Aleppo on Friday, the police said."), 0o600); err != nil {
		t.Fatal(err)
	}
	cairn("add", "--publisher", "Harbour Wire", "--date", "2015-09-19", story)
	s, _ := present(t, dir)
	claim := func(report int) string { return s.Reports[report].Coded.Claims[0].ID }
	cairn("review", "reject", claim(5), "--by", "a", "--because", "b")
	cairn("review", "correct", claim(7), "perpetrator=Group 3", "--by", "a", "--because", "b")
	cairn("review", "confirm", claim(8), "--by", "a", "--because", "b")
	cairn("review", "withdraw", s.Reports[9].Coded.ID, "--by", "a", "--because", "b")
	cairn("review", "withdraw", s.Reports[11].Coded.ID, "--by", "a", "--because", "b", "--destroy")
	cairn("source", "set", "Harbour Wire", "--licence", "closed", "--no-redistribute", "--by", "a", "--because", "b")
	for _, format := range streamFormats {
		same("--format", format)
	}
	same("--format", "ucdp", "--published-by", "2015-09-30")
	same("--format", "csv", "--policy", "one-report")
	if s, _ := present(t, dir); !streams(t, dir) || len(s.Links) <= partSize {
		t.Errorf("nothing was streamed: %d links", len(s.Links))
	}
}

// streams says whether the record is one that is exported in parts.
func streams(t *testing.T, dir string) (parts bool) {
	t.Helper()
	r, err := record.Open(t.Context(), filepath.Join(dir, "record"), record.Options{Now: time.Now, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := r.Browse(t.Context(), func(b *record.Browse) error {
		parts = b.Totals == 0 && b.Incidents > 0
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return parts
}
