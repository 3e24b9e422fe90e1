package cairn_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed is the table of DESIGN.md section 3: what each room may import of
// ours. A room that is not in it may not exist.
var allowed = map[string][]string{
	"cairn":          {},
	"cairn/examples": {},
	"cairn/text":     {"cairn"},
	"cairn/place":    {"cairn", "cairn/text"},
	"cairn/when":     {"cairn", "cairn/text"},
	"cairn/actor":    {"cairn", "cairn/text"},
	"cairn/read":     {"cairn", "cairn/text"},
	"cairn/code":     {"cairn", "cairn/text", "cairn/place", "cairn/when", "cairn/actor"},
	"cairn/link":     {"cairn", "cairn/text"},
	"cairn/toll":     {"cairn"},
	"cairn/estimate": {"cairn"},
	"cairn/ledger":   {"cairn"},
	"cairn/store":    {"cairn", "cairn/ledger"},
	"cairn/record": {"cairn", "cairn/text", "cairn/place", "cairn/when", "cairn/actor", "cairn/read", "cairn/code",
		"cairn/link", "cairn/toll", "cairn/estimate", "cairn/ledger", "cairn/store"},
	"cairn/exchange": {"cairn", "cairn/toll"},
	"cairn/draw":     {"cairn"},
	"cairn/web":      {"cairn", "cairn/record", "cairn/toll", "cairn/draw", "cairn/exchange", "cairn/estimate"},
	"cairn/publish":  {"cairn", "cairn/record", "cairn/toll", "cairn/draw", "cairn/exchange", "cairn/estimate"},
	"cairn/cmd":      {"*"},
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...")
	cmd.Stderr = io.Discard
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for d := json.NewDecoder(strings.NewReader(string(out))); ; seen++ {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		room := roomOf(p.ImportPath)
		may, known := allowed[room]
		if !known {
			t.Errorf("%s is in no room that DESIGN.md section 3 knows", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if other := roomOf(imported); strings.HasPrefix(other, "cairn") && other != room && !slices.Contains(may, other) && !slices.Contains(may, "*") {
				t.Errorf("%s imports %s, which %s may not", p.ImportPath, imported, room)
			}
		}
	}
	if seen < 2 {
		t.Errorf("go list named %d packages: the test saw nothing", seen)
	}
}

// roomOf is the room that a package belongs to: a folder below a room is part of it.
func roomOf(path string) string {
	parts := strings.Split(path, "/")
	if parts[0] != "cairn" {
		return path
	}
	return strings.Join(parts[:min(len(parts), 2)], "/")
}
