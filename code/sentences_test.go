package code

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
)

var update = flag.Bool("update", false, "rewrite what is expected in testdata/sentences and testdata/stories")

// TestSentences reads testdata/sentences: a codebook of sentences, a file for
// every phenomenon, and what each of them claims.
func TestSentences(t *testing.T) {
	c := newCoder(t)
	names, err := filepath.Glob("testdata/sentences/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	sentences := 0
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			sentences += golden(t, name, func(s string) []string { return claimsOf(c, s) })
		})
	}
	if sentences < 300 && !t.Failed() {
		t.Errorf("the codebook has %d sentences; it should keep at least 300", sentences)
	}
}

// golden checks a file of "> input" lines, each followed by the lines expected
// of it, and says how many inputs there were. "## " lines name what is tested.
func golden(t *testing.T, name string, got func(string) []string) int {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rewritten strings.Builder
	phenomenon, input := "", ""
	var want []string
	inputs := 0
	check := func() {
		if input == "" {
			return
		}
		inputs++
		lines := got(input)
		if *update {
			for _, g := range lines {
				rewritten.WriteString(g + "\n")
			}
		} else if strings.Join(lines, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %s\n got  %s\n want %s", phenomenon, input, strings.Join(lines, "\n      "), strings.Join(want, "\n      "))
		}
		input, want = "", nil
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "> "):
			check()
			input = strings.TrimPrefix(line, "> ")
		case strings.HasPrefix(line, "## "):
			check()
			phenomenon = strings.TrimPrefix(line, "## ")
		case line != "" && input != "":
			want = append(want, line)
			continue
		case line == "":
			check()
		}
		rewritten.WriteString(line + "\n")
	}
	check()
	if *update {
		if err := os.WriteFile(name, []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return inputs
}

func claimsOf(c *Coder, sentence string) []string {
	var out []string
	for _, claim := range c.Code(cairn.Report{Date: "2016-05-04", Text: sentence}, Options{}).Claims {
		if claim.Kind == cairn.Casualty {
			out = append(out, told(claim))
		}
	}
	return out
}

// TestSpeakers reads testdata/speakers.txt: who says it, and how.
func TestSpeakers(t *testing.T) {
	c := newCoder(t)
	golden(t, "testdata/speakers.txt", func(s string) []string {
		var out []string
		for _, claim := range c.Code(cairn.Report{Date: "2016-05-04", Text: s}, Options{}).Claims {
			var names []string
			for _, link := range claim.Attribution {
				names = append(names, link.Text)
			}
			who := "nobody named"
			if len(names) > 0 {
				who = strings.Join(names, " < ")
			}
			line := fmt.Sprintf("%s %s, %s by %s", claim.Measure, bounds(claim.Count), claim.Stance, who)
			if claim.Kind != cairn.Casualty {
				line = fmt.Sprintf("%s, %s by %s", claim.Kind, claim.Stance, who)
			}
			out = append(out, strings.TrimSpace(line))
		}
		return out
	})
}
