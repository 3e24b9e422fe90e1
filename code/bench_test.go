package code

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
)

// BenchmarkCode codes the labelled web news beside the project, whole coding
// with places, times and attributions, on one core.
func BenchmarkCode(b *testing.B) {
	f, err := os.Open(filepath.Join("..", "..", "shared", "bench", "dev", "gva.jsonl"))
	if err != nil {
		b.Skip("shared/bench/dev/gva.jsonl is absent")
	}
	defer f.Close()
	var reports []cairn.Report
	bytes, sentences := 0, 0
	c := newCoder(b)
	lines := bufio.NewScanner(f)
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var r cairn.Report
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		reports = append(reports, r)
		bytes += len(r.Text) + len(r.Title)
		for _, p := range c.open(r, Options{}).pages {
			sentences += len(p.t.Sentences)
		}
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range reports {
			c.Code(r, Options{})
		}
	}
	b.ReportMetric(float64(sentences)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkOneSentence codes ever longer texts without a full stop: the time
// per byte must not grow with the length.
func BenchmarkOneSentence(b *testing.B) {
	c := newCoder(b)
	for _, kB := range []int{1, 10, 100} {
		text := strings.Repeat("he said 3 people were killed and ", kB*30)
		b.Run(fmt.Sprintf("%dkB", kB), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				c.Code(cairn.Report{Date: "2015-09-19", Text: text}, Options{})
			}
		})
	}
}
