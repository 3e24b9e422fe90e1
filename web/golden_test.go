package web

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What is not of the page itself: the hashes of the files that it links, and
// pictures, which have golden files of their own (draw).
var (
	hashes   = regexp.MustCompile(`\?v=[0-9a-f]+`)
	pictures = regexp.MustCompile(`(?s)<svg.*?</svg>`)
)

// TestPagesAreAsTheyWere holds whole pages against what a person looked at.
func TestPagesAreAsTheyWere(t *testing.T) {
	s := testServer(t)
	for name, path := range map[string]string{"incident": "/incidents/i-45", "incidents-ar": "/incidents?lang=ar"} {
		got := hashes.ReplaceAll(get(t, s, path).Body.Bytes(), []byte("?v=HASH"))
		got = pictures.ReplaceAll(got, []byte("<svg></svg>"))
		file := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: go test ./web -run AsTheyWere -update writes it anew, to be looked at:\n%s", path, cmp.Diff(string(want), string(got)))
		}
	}
}
