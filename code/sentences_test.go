package code

import (
	"bufio"
	"flag"
	"os"
	"strings"
	"testing"

	"cairn"
)

var update = flag.Bool("update", false, "rewrite the expected claims of testdata/sentences.txt")

// TestSentences reads testdata/sentences.txt: a codebook of sentences and what
// each of them claims.
func TestSentences(t *testing.T) {
	c := newCoder(t)
	file, err := os.Open("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rewritten strings.Builder
	phenomenon, sentence := "", ""
	var want []string
	check := func() {
		if sentence == "" {
			return
		}
		got := claimsOf(c, sentence)
		if *update {
			for _, g := range got {
				rewritten.WriteString(g + "\n")
			}
		} else if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %s\n got  %s\n want %s", phenomenon, sentence, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		}
		sentence, want = "", nil
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "> "):
			check()
			sentence = strings.TrimPrefix(line, "> ")
		case strings.HasPrefix(line, "## "):
			check()
			phenomenon = strings.TrimPrefix(line, "## ")
		case line != "" && sentence != "":
			want = append(want, line)
			continue
		case line == "":
			check()
		}
		rewritten.WriteString(line + "\n")
	}
	check()
	if *update {
		if err := os.WriteFile("testdata/sentences.txt", []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
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
