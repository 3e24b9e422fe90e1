package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A million rows are imported and exported in little memory. CAIRN_ROWS asks for
// another number of them.
func TestAMillionRows(t *testing.T) {
	if os.Getenv("CAIRN_LONG") == "" {
		t.Skip("imports and exports a million rows: set CAIRN_LONG=1")
	}
	rows := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("CAIRN_ROWS")); err == nil {
		rows = n
	}
	dir, file := t.TempDir(), madeUpFile(t, rows, 0)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"import", "--no-link", file}, strconv.Itoa(rows) + " new"},
		{[]string{"import", "--no-link", file}, strconv.Itoa(rows) + " unchanged"},
		{[]string{"export", "--format", "csv", "--of", "claims", "-o", "claims.csv"}, ""},
		{[]string{"export", "--format", "parquet", "--of", "claims", "-o", "claims.parquet"}, ""},
	} {
		cmd := child(dir, c.args...)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		begun := time.Now()
		if err := cmd.Run(); err != nil || !strings.Contains(out.String(), c.says) {
			t.Fatalf("%v: %v: %s", c.args, err, out.String())
		}
		most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
		t.Logf("%d rows, %s: %d MB, %.0f s, %.0f s of processor time", rows, strings.Join(c.args[:3], " "), most, time.Since(begun).Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
		if most > 300 {
			t.Errorf("%v took %d MB, want 300 at most", c.args, most)
		}
	}
	written, err := os.ReadFile(filepath.Join(dir, "claims.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(written, []byte(",\"killed\",")) + bytes.Count(written, []byte(",killed,")); n != 5*rows {
		t.Errorf("%d claims of %d rows, want five of each", n, rows)
	}
}
