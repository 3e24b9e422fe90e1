package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWhatAnImportRefusedIsKeptUntilTheNextOfItsFiles(t *testing.T) {
	r := &Record{dir: t.TempDir()}
	keep := func(day int, files string, errors ...string) {
		t.Helper()
		log, err := r.LogImport()
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range errors {
			if err := log.Refuse(RefusedRow{File: files, Row: i + 1, Error: e}); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Close(Import{At: time.Date(2015, 9, day, 0, 0, 0, 0, time.UTC), By: "ana", Files: []string{files}}); err != nil {
			t.Fatal(err)
		}
	}
	says := func() string {
		t.Helper()
		runs, rows, err := r.Imports(2)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for i, run := range runs {
			for _, row := range rows[i] {
				out = append(out, run.Files[0]+" "+row.Error)
			}
		}
		return strings.Join(out, ", ")
	}
	if got := says(); got != "" {
		t.Errorf("before any import: %s", got)
	}
	keep(20, "b.csv", "one", "two", "three")
	keep(19, "a.csv", "four")
	if got := says(); got != "a.csv four, b.csv one, b.csv two" {
		t.Errorf("got %s", got)
	}
	keep(21, "b.csv")
	dropped, err := r.LogImport()
	if err != nil {
		t.Fatal(err)
	}
	if err := dropped.Drop(); err != nil {
		t.Fatal(err)
	}
	if got := says(); got != "a.csv four" {
		t.Errorf("after the file was read again: %s", got)
	}
	names, err := filepath.Glob(filepath.Join(r.dir, "imports", "*"))
	hidden, err2 := filepath.Glob(filepath.Join(r.dir, "imports", ".new-*"))
	if err != nil || err2 != nil || len(names) != 2 || len(hidden) != 0 {
		t.Errorf("files %v %v, %v %v", names, hidden, err, err2)
	}
	if err := os.WriteFile(names[0], []byte("{\"refu"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Imports(1); err == nil || !strings.Contains(err.Error(), "import its files again") {
		t.Errorf("a damaged file: %v", err)
	}
}
