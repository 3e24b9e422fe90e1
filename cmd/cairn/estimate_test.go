package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const threeLists = "hospital,press,families,count\n1,0,0,60\n0,1,0,45\n0,0,1,52\n1,1,0,21\n1,0,1,18\n0,1,1,14\n1,1,1,9\n"

// runEstimate runs the real command on standard input.
func runEstimate(t *testing.T, input string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(input), out: &o, err: &e, now: time.Now, env: func(string) string { return "" }}
	code = run(a, append([]string{"estimate"}, args...))
	return code, o.String(), e.String()
}

// TestEstimateCommands: what each command says, and its exit code.
func TestEstimateCommands(t *testing.T) {
	short := []string{"--sweeps", "8000", "--burn-in", "500", "--thin", "20", "--boot", "50"}
	run := func(more ...string) []string { return append(append([]string{"run"}, short...), more...) }
	about := filepath.Join(t.TempDir(), "about.json")
	if err := os.WriteFile(about, []byte(`[{"name":"press","copy_of":"hospital","why":"it cites the hospital"}]`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, input string
		args        []string
		code        int
		words       string
	}{
		{"a table", threeLists, []string{"table"}, exitDone, "219 people on 3 lists"},
		{"a table as CSV", threeLists, []string{"table", "--csv"}, exitDone, "1,1,0,21"},
		{"lists that can carry it", threeLists, []string{"check"}, exitDone, "No finding"},
		{"a copy", threeLists, []string{"check", "--about", about}, exitFindings, "E3  press is not independent of hospital"},
		{"unnamed counts", threeLists, run("--unit", "unnamed"), exitFindings, "not estimable: E2"},
		{"two lists", "a,b,count\n1,0,50\n0,1,40\n1,1,20\n", run(), exitFindings, "not estimable: E1"},
		{"two lists, asked for", "a,b,count\n1,0,50\n0,1,40\n1,1,20\n", run("--two-list"), exitFindings, "or more"},
		{"a run", threeLists, run(), exitDone, "loglin  219"},
		{"a run without a list", threeLists, run("--drop", "press"), exitFindings, "E1"},
		{"frequencies", "nbcap,freq\n1,43\n2,16\n3,8\n", run(), exitDone, "or more"},
		{"sensitivity", threeLists, append([]string{"sensitivity"}, short...), exitDone, "15 classes"},
		{"a report", threeLists, append([]string{"report"}, short...), exitDone, "<svg"},
		{"a bad count", "a,b,count\n1,0,-4\n", []string{"run"}, exitFailed, `line 2, column "count"`},
		{"a list that is not there", threeLists, []string{"run", "--drop", "radio"}, exitUsage, "the lists are hospital, press, families"},
		{"too few resamples", threeLists, []string{"run", "--boot", "3"}, exitUsage, "--boot 3"},
		{"three chains", threeLists, []string{"run", "--chains", "3"}, exitFailed, "at least 4"},
	} {
		code, out, errs := runEstimate(t, c.input, c.args...)
		if code != c.code || !strings.Contains(out+errs, c.words) {
			t.Errorf("%s: exit %d, want %d with %q\n%s%s", c.what, code, c.code, c.words, out, errs)
		}
	}
}

func TestEstimateStrataAreAdded(t *testing.T) {
	draws := filepath.Join(t.TempDir(), "draws.csv")
	var in strings.Builder
	in.WriteString("district,a,b,c,count\n")
	for _, d := range []string{"North", "South"} {
		for _, line := range strings.Split(strings.TrimSpace(threeLists), "\n")[1:] {
			in.WriteString(d + "," + line + "\n")
		}
	}
	code, out, errs := runEstimate(t, in.String(), "run", "--by", "district", "--method", "dga", "--no-leave-out", "--draws", draws, "--of", "dga")
	if code != exitDone || strings.Count(out, "219 documented") != 2 {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	code, out, errs = runEstimate(t, "", "combine", draws, "--as", "strata")
	if code != exitDone || !strings.Contains(out, "strata  438") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}
