package estimate

import (
	"bytes"
	"context"
	"encoding/xml"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shownStudy is a study made without chance, so that its page is the same on
// every machine: the chains are drawn by hand.
func shownStudy(t *testing.T) Study {
	t.Helper()
	tab, err := NewTable([]string{"Hospital <ward>", "press", "families", "court"}, map[Pattern]int64{
		1: 61, 2: 44, 4: 53, 8: 20, 3: 22, 5: 17, 6: 13, 9: 8, 10: 5, 12: 6, 7: 9, 11: 3, 13: 4, 14: 2, 15: 3})
	if err != nil {
		t.Fatal(err)
	}
	set := DefaultSettings(42)
	set.LogLinear.Boot = 0
	set.Methods = []Method{MethodChao, MethodLogLinear, MethodGraphs}
	s, err := Run(context.Background(), tab, set)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Results {
		s.Results[i].Curve = thinCurve(s.Results[i].Curve)
	}
	s.Results = append(s.Results, Result{Method: MethodLatent, Documented: tab.N(), Refused: "the 4 chains do not agree (Rhat 1.61; 1.2 is the most that is accepted)",
		Chains: &ChainReport{Chains: 2, Sweeps: 1000, Rhat: 1.61, ESS: 31, Traces: [][]float64{{500, 520, 480, 530, 510}, {700, 690, 720, 710, 730}}}})
	return s
}

func TestTheReport(t *testing.T) {
	refused, err := Run(context.Background(), Table{Lists: []List{{Name: "a"}, {Name: "b"}, {Name: "c"}}, Cells: []Cell{{1, 5}, {2, 4}, {4, 3}}, Unit: Persons, Stratum: "North"}, quick(1))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := SumStrata([]Part{{Name: "North", Documented: 12, Refused: "nobody is on two lists"}}, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := WriteReport(&page, Report{Title: "Deaths in the <district>", Studies: []Study{shownStudy(t), refused}, Sum: &sum}); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/report.html.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(page.Bytes(), want) {
		t.Error("the report differs from its golden file; look at it, then run with -update")
	}
	text := page.String()
	for _, bad := range []string{"NaN", "Inf", "<ward>", "<district>", "%!"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page contains %q", bad)
		}
	}
	for _, svg := range strings.Split(text, "<svg")[1:] {
		figure := "<svg" + svg[:strings.Index(svg, "</svg>")+6]
		if err := xml.Unmarshal([]byte(figure), new(struct{})); err != nil {
			t.Errorf("a figure is not well formed: %v", err)
		}
	}
}
