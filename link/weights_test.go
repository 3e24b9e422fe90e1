package link

import (
	"strings"
	"testing"
)

func TestBadWeightsAreRefusedWithTheirLine(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(weightsFile), "\n")
	first := 0
	for strings.HasPrefix(lines[first], "#") {
		first++
	}
	change := func(n int, line string) string {
		out := append([]string{}, lines...)
		out[n] = line
		return strings.Join(out, "\n")
	}
	cases := []struct{ name, file, want string }{
		{"a weight that is no number", change(first, "prior prior x -4 before any evidence"), "w.txt:14: weight"},
		{"a weight beyond reason", change(first, "prior prior -3 400 before any evidence"), "w.txt:14: weight"},
		{"words missing", change(first, "prior prior -3 -4"), "w.txt:14: "},
		{"a level of another field", change(first+3, "place told-1 0 0 the days told are one apart"), "w.txt:17: level"},
		{"a line too many", weightsFile + "\nreport third 0 0 three reports\n", "one level more"},
		{"a line too few", strings.Join(lines[:len(lines)-1], "\n"), "levels, want"},
	}
	for _, c := range cases {
		if _, err := readWeights("w.txt", c.file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := defaultWeights(); err != nil {
		t.Error(err)
	}
}
