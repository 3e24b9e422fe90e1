package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cairn/record"
	"cairn/store"
)

// madeUp writes rows in columns of UCDP GED, all of them invented. In a later
// release every tenth row counts others.
func madeUp(w io.Writer, rows, release int) error {
	out := bufio.NewWriterSize(w, 1<<20)
	c := csv.NewWriter(out)
	head := strings.Split("id,year,type_of_violence,conflict_name,dyad_name,side_a,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high", ",")
	if err := c.Write(head); err != nil {
		return err
	}
	for i := range rows {
		day := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%9000).Format(time.DateOnly)
		civilians := 1 + i%7
		if i%10 == 0 {
			civilians += release
		}
		dead := strconv.Itoa(civilians + i%3)
		if err := c.Write([]string{
			strconv.Itoa(i + 1), day[:4], "1", "Examplia: Government", "Government of Examplia - Group " + strconv.Itoa(i%40), "Government of Examplia", "Group " + strconv.Itoa(i%40),
			"1", fmt.Sprintf("Harbour Wire,%s,%d people killed in town %d", day, civilians, i%5000), "Harbour Wire", day, fmt.Sprintf("%d people killed in town %d", civilians, i%5000), "Example Monitor",
			"1", fmt.Sprintf("Town %d", i%5000), fmt.Sprintf("Province %d", i%14), fmt.Sprintf("District %d", i%140), fmt.Sprintf("%.4f", 30+float64(i%5000)/1000), fmt.Sprintf("%.4f", 40+float64(i%4999)/1000), "Syria", "Middle East",
			"1", "1", day, day, "0", strconv.Itoa(i % 3), strconv.Itoa(civilians), "0", dead, dead, dead,
		}); err != nil {
			return err
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return out.Flush()
}

func madeUpFile(t *testing.T, rows, release int) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), fmt.Sprintf("release%d.csv", release))
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := madeUp(f, rows, release); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// child is this test program as the cairn that a person runs.
func child(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"cairn"}, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CAIRN_RECORD=record", "NO_COLOR=1")
	return cmd
}

// killed runs a command and kills it (kill -9) after some time. It says whether
// the command was done before.
func killed(t *testing.T, cmd *exec.Cmd, after time.Duration) bool {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	if err != nil && !strings.Contains(err.Error(), "killed") {
		t.Fatalf("%v: %v: %s", cmd.Args, err, out.String())
	}
	return err == nil
}

// present is the record's state; verified says that nothing in it was altered.
func present(t *testing.T, dir string) (s record.State, rows *record.Rows) {
	t.Helper()
	r, err := record.Open(context.Background(), filepath.Join(dir, "record"), record.Options{Now: time.Now, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	v, err := r.Verify(t.Context())
	if err != nil || v.Altered() {
		t.Fatalf("verify: %v %+v", err, v.Findings)
	}
	if s, err = r.Now(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rows, err = r.Rows(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, rows
}

// An import that is killed at any moment, and asked for again until it is done,
// records every row once; one of a new release replaces each row that it changes
// once; one with --strict is there as a whole or not at all.
func TestKilledImports(t *testing.T) {
	rows, kills := 1500, 2
	if os.Getenv("CAIRN_LONG") != "" {
		rows, kills = 30_000, 60
	}
	dir := t.TempDir()
	first, second := madeUpFile(t, rows, 0), madeUpFile(t, rows, 1)
	began := time.Now() // how long one takes here that nobody kills
	if out, err := child(t.TempDir(), "import", "--no-link", first).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(began)
	cut := 0
	until := func(done func() bool, args ...string) {
		t.Helper()
		for range kills {
			if killed(t, child(dir, args...), whole/10+time.Duration(rand.Int64N(int64(whole)*7/10))) {
				return
			}
			if cut++; !done() {
				return
			}
		}
		if !killed(t, child(dir, args...), 10*time.Minute) {
			t.Fatalf("%v was not done in ten minutes", args)
		}
	}
	none := func() bool {
		r, err := record.Open(t.Context(), filepath.Join(dir, "record"), record.Options{Now: time.Now, ReadOnly: true})
		if errors.Is(err, store.ErrNoRecord) {
			return true // it was killed before the record was made
		}
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		s, _ := present(t, dir)
		if len(s.Reports) != 0 && len(s.Reports) != rows {
			t.Errorf("--strict left %d of %d rows", len(s.Reports), rows)
		}
		return len(s.Reports) == 0
	}
	until(none, "import", "--no-link", "--strict", first)
	if s, _ := present(t, dir); len(s.Reports) != rows || len(s.All) != 1 {
		t.Fatalf("%d reports of %d rows, %d decisions", len(s.Reports), rows, len(s.All))
	}
	if err := os.RemoveAll(filepath.Join(dir, "record")); err != nil {
		t.Fatal(err)
	}
	for release, file := range []string{first, second} {
		until(func() bool { return true }, "import", "--no-link", file)
		s, there := present(t, dir)
		changed := release * rows / 10
		if len(s.Reports) != rows+changed || len(s.All) != 1+changed { // one registers the source
			t.Errorf("release %d: %d reports of %d rows, %d decisions", release, len(s.Reports), rows, len(s.All))
		}
		standing := 0
		for range there.Untold("ged") {
			standing++
		}
		if standing != rows {
			t.Errorf("release %d: %d rows stand, want %d", release, standing, rows)
		}
		out, err := child(dir, "import", "--no-link", file).CombinedOutput()
		if err != nil || !strings.Contains(string(out), fmt.Sprintf("\n%d unchanged\n", rows)) {
			t.Errorf("release %d, once more: %v: %s", release, err, out)
		}
	}
	if cut == 0 {
		t.Error("nothing was killed in time: the test saw nothing")
	}
	t.Logf("%d rows, %d kills", rows, cut)
}
