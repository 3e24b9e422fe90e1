package actor

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// TestCoverage counts how many names of a dictionary made elsewhere the table
// knows. It is a measure and no gate: the dictionary holds many groups that
// fought nobody in the reports this program reads.
func TestCoverage(t *testing.T) {
	f, err := os.Open("../../shared/data/actors/Phoenix.MilNonState.actors.txt")
	if err != nil {
		t.Skip("the dictionary to measure against (shared/data/actors) is not here")
	}
	defer f.Close()
	tab := table(t)
	found, all := 0, 0
	heads, known := 0, 0
	head := false
	flush := func() {
		if heads > 0 && head {
			known++
		}
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' || line[0] == '\t' {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "+"), "[")
		name = strings.TrimSpace(strings.ReplaceAll(strings.Split(name, "_(")[0], "_", " "))
		if line[0] != '+' {
			flush()
			heads, head = heads+1, false
		}
		all++
		if _, ok := tab.Find(name, ""); ok {
			found++
			head = true
		}
	}
	flush()
	t.Logf("knows %d of %d groups by at least one name, %d of %d names", known, heads, found, all)
	if known == 0 {
		t.Error("knows none of them: the dictionary or Find has changed")
	}
}

// TestSize says how large the table is, for the figures.
func TestSize(t *testing.T) {
	tab := table(t)
	made := map[int32]bool{}
	for _, a := range tab.filled {
		made[a] = true
	}
	t.Logf("%d actors, of which patterns made or fed %d; %d names and patterns of names", len(tab.actors), len(made), len(tab.names))
	if len(tab.actors) < 500 {
		t.Errorf("only %d actors: a data file is missing", len(tab.actors))
	}
}
