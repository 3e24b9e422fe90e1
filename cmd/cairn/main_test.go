package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this test program the cairn that scripts run.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cairn": main})
}

// TestScripts runs the commands as a person types them: testdata/*.txtar.
func TestScripts(t *testing.T) {
	shared, err := filepath.Abs(filepath.Join("..", "..", "..", "shared"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHARED", shared)
			e.Setenv("NO_COLOR", "1")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "shared" { // the labelled data lies beside the project
				_, err := os.Stat(filepath.Join(shared, "seed"))
				return err == nil, nil
			}
			return false, nil
		},
	})
}

func TestVisibleShowsWhatWouldActOnATerminal(t *testing.T) {
	for in, want := range map[string]string{
		"plain":             "plain",
		"a\u202eb":          "a⟨U+202E⟩b",
		"\x1b[31mred":       "⟨U+001B⟩[31mred",
		"أبو الظهور":        "أبو الظهور",
		"tab\tand\nnewline": "tab\tand\nnewline",
	} {
		if got := visible(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}

func TestTableColumnsAreAsWideAsTheTerminalShowsThem(t *testing.T) {
	tbl := table{head: []string{"a", "b"}}
	tbl.add("名前", "x")
	tbl.add("قَتَلَ", "y") // marks above take no room
	var out bytes.Buffer
	tbl.write(&out)
	if want := "a     b\n名前  x\nقَتَلَ   y\n"; out.String() != want {
		t.Errorf("got\n%q want\n%q", out.String(), want)
	}
}

// The order of results is that of the inputs, however long each takes.
func TestInOrder(t *testing.T) {
	var got []int
	err := inOrder(func(yield func(int) bool) {
		for i := range 200 {
			if !yield(i) {
				return
			}
		}
	}, 8, func(i int) int {
		time.Sleep(time.Duration((i*7)%5) * 100 * time.Microsecond)
		return i
	}, func(i int) error { got = append(got, i); return nil })
	if err != nil || len(got) != 200 {
		t.Fatalf("%d results, %v", len(got), err)
	}
	for i, g := range got {
		if g != i {
			t.Fatalf("result %d is %d", i, g)
		}
	}
}

func TestRuneOffsets(t *testing.T) {
	text := strings.Repeat("قتل 45 ", 200)
	r := newRuneCounter(text)
	n := 0
	for at := range text {
		if got := r.at(at); got != n {
			t.Fatalf("byte %d is character %d, want %d", at, got, n)
		}
		n++
	}
}
