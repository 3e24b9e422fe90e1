package record

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain runs this test program as the child that gets killed, where asked to.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CAIRN_TEST_ADDS_TO"); dir != "" {
		addForEver(dir)
	}
	os.Exit(m.Run())
}

// addForEver adds numbered reports and says so once each is acknowledged.
func addForEver(dir string) {
	r, err := Open(context.Background(), dir, options("2015-09-19"))
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	numbered := func(i int) Incoming { return incoming(fmt.Sprintf("report %d", i)) }
	for i := 0; ; { // one alone, then a group, for ever
		a, err := r.Add(context.Background(), numbered(i))
		acknowledge(i, a, err)
		i++
		group := func(yield func(Incoming) bool) {
			for n := range 7 {
				if !yield(numbered(i + n)) {
					return
				}
			}
		}
		for a, err := range r.AddAll(context.Background(), group) {
			acknowledge(i, a, err)
			i++
		}
	}
}

func acknowledge(i int, a Added, err error) {
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	fmt.Println("acknowledged", i, a.New)
}

// After kill -9 at any moment, what was acknowledged is there once, nothing is
// half-written, and adding everything again changes nothing.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 10
	}
	if os.Getenv("CAIRN_LONG") != "" {
		kills = 2000
	}
	dir := filepath.Join(t.TempDir(), "record")
	acknowledged := 0
	for range kills {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "CAIRN_TEST_ADDS_TO="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(40+rand.IntN(160))*time.Millisecond, func() { cmd.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var i int
			if _, err := fmt.Sscanf(lines.Text(), "acknowledged %d", &i); err != nil {
				t.Fatalf("the child said %q", lines.Text())
			}
			acknowledged = max(acknowledged, i+1)
		}
		cmd.Wait() // it was killed
	}
	if acknowledged == 0 {
		t.Fatal("no report was acknowledged before a kill: the test saw nothing")
	}
	r, err := Open(t.Context(), dir, options("2015-09-20"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	clean(t, r)
	s, err := r.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, report := range s.Reports {
		times[report.Coded.Text]++
	}
	for i := range acknowledged {
		text := fmt.Sprintf("report %d", i)
		if times[text] != 1 {
			t.Errorf("%q is there %d times", text, times[text])
		}
		if a := add(t, r, text); a.New {
			t.Errorf("%q was added again", text)
		}
	}
	for text, n := range times {
		if n > 1 || !strings.HasPrefix(text, "report ") {
			t.Errorf("%q is there %d times", text, n)
		}
	}
	t.Logf("%d kills, %d reports acknowledged, 0 lost, 0 twice", kills, acknowledged)
}
