package place

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"testing"
)

var dump = flag.String("features", "", "write the features of every name of the labelled articles to this file")

// TestDumpFeatures writes what place/fit learns the scanner's weights from:
// a line per name, 1 or 0 (a toponym or not) and NUMBER:VALUE of its features.
func TestDumpFeatures(t *testing.T) {
	if *dump == "" {
		t.Skip("no -features FILE: nothing to write")
	}
	f, err := os.Create(*dump)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	g := world(t)
	for _, row := range readLabelled(t, geoparseDev) {
		at := byteOffsets(row.Text)
		sc := g.scanner(row.Text, tokenize(nil, row.Text))
		for k, e := range sc.evidence() {
			if e == nil {
				continue
			}
			label, known := 0, true
			m := sc.found[k]
			for _, gold := range row.Gold.Toponyms {
				if m.Span[0] < clip(at, gold.End) && clip(at, gold.Start) < m.Span[1] {
					if gold.Lat != nil {
						label = 1
					} else {
						known = false
					}
				}
			}
			if !known && label == 0 {
				continue
			}
			fmt.Fprintf(w, "%s %s %d", row.Set, row.ID, label)
			for i := range features {
				if e.has[i] {
					fmt.Fprintf(w, " %d:%.3f", i, e.value(i))
				}
			}
			fmt.Fprintf(w, " # %s\n", m.Text)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
