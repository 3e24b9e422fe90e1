package estimate

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quick are settings short enough for a test.
func quick(seed uint64) Settings {
	s := DefaultSettings(seed)
	s.LogLinear.Boot, s.Stepwise.Boot = 100, 100
	s.Latent = LatentOptions{BurnIn: 1000, Sweeps: 8000, Thin: 8}
	return s
}

func codes(findings []Finding) (out []string) {
	for _, f := range findings {
		if !slices.Contains(out, f.Code) {
			out = append(out, f.Code)
		}
	}
	return out
}

// TestTheGates: what a table is refused for, before any method runs, and that
// nothing that is refused carries a number.
func TestTheGates(t *testing.T) {
	table := func(names string, counts map[Pattern]int64, change func(*Table)) Table {
		tab, err := NewTable(strings.Fields(names), counts)
		if err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(&tab)
		}
		return tab
	}
	full := map[Pattern]int64{1: 60, 2: 45, 4: 52, 3: 21, 5: 18, 6: 14, 7: 9}
	cases := []struct {
		what string
		t    Table
		code string
	}{
		{"two lists", table("a b", map[Pattern]int64{1: 50, 2: 40, 3: 20}, nil), "E1"},
		{"a third list without people", table("a b c", map[Pattern]int64{1: 50, 2: 40, 3: 20}, nil), "E1"},
		{"incidents", table("a b c", full, func(t *Table) { t.Unit = Incidents }), "E2"},
		{"unnamed counts", table("a b c", full, func(t *Table) { t.Unit = Unnamed }), "E2"},
		{"an unknown unit", table("a b c", full, func(t *Table) { t.Unit = "bodies" }), "E2"},
		{"an aggregator", table("a b c", full, func(t *Table) { t.Lists[2].CopyOf, t.Lists[2].Why = "a", "its entries name a as their source" }), "E3"},
		{"lists all alike", table("a b c", map[Pattern]int64{7: 80}, nil), "E3"},
		{"nobody twice", table("a b c", map[Pattern]int64{1: 50, 2: 40, 4: 20}, nil), "E4"},
	}
	for _, c := range cases {
		s, err := Run(context.Background(), c.t, quick(1))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if !slices.Contains(codes(s.Findings), c.code) || s.Estimable || !strings.Contains(s.Verdict, "not estimable") {
			t.Errorf("%s: findings %v, verdict %q; want %s and not estimable", c.what, s.Findings, s.Verdict, c.code)
		}
		for _, r := range s.Results {
			if r.Estimate != nil || r.Models != nil || r.Intervals != nil || r.Draws != nil || r.Curve != nil {
				t.Errorf("%s: refused, and still %s gives %v", c.what, r.Method, r.Estimate)
			}
		}
		if s.Range != nil || s.LeftOut != nil || s.Xi != nil {
			t.Errorf("%s: a refused study carries numbers", c.what)
		}
	}
}

func TestTwoListsOnlyOnRequestAndLabelled(t *testing.T) {
	tab, err := NewTable([]string{"a", "b"}, map[Pattern]int64{1: 50, 2: 40, 3: 20})
	if err != nil {
		t.Fatal(err)
	}
	set := quick(1)
	set.TwoList = true
	s, err := Run(context.Background(), tab, set)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Results) != 1 || s.Results[0].Method != MethodChapman || !s.Results[0].LowerBound || s.Estimable || !strings.Contains(s.Verdict, "lower bound") {
		t.Fatalf("got %+v", s)
	}
	near(t, "Chapman", s.Results[0].Estimate.N, 71.0*61/21-1, 1e-9)
}

func TestIncidentsWhereIncidentsAreAskedAbout(t *testing.T) {
	tab := three(t)
	tab.Unit = Incidents
	set := quick(1)
	set.Target = Incidents
	s, err := Run(context.Background(), tab, set)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Estimable || s.Table.Unit != Incidents {
		t.Errorf("findings %v", s.Findings)
	}
}

// TestTheWarnings: what is said beside a number.
func TestTheWarnings(t *testing.T) {
	apart := three(t)
	apart.Lists[0].From, apart.Lists[0].To = "2014-01-01", "2014-12-31"
	apart.Lists[1].From, apart.Lists[1].To = "2015-01-01", "2015-12-31"
	thin, err := NewTable([]string{"a", "b", "c"}, map[Pattern]int64{1: 90, 2: 80, 4: 15, 3: 12, 5: 3})
	if err != nil {
		t.Fatal(err)
	}
	inside, err := NewTable([]string{"a", "b", "c"}, map[Pattern]int64{1: 90, 2: 80, 3: 12, 5: 30, 7: 8})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		t    Table
		code string
		word string
	}{
		{"different years", apart, "W6", "periods"},
		{"a pair without overlap", thin, "W1", "share nobody: b and c"},
		{"a small list", thin, "W1", "c (18)"},
		{"a list inside another", inside, "W1", "all 38 people on c are on a too"},
	} {
		found := Check(c.t, 1)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Code == c.code && strings.Contains(f.Words, c.word) }) {
			t.Errorf("%s: findings %v; want %s with %q", c.what, found, c.code, c.word)
		}
	}
}

func TestEveryFindingHasACode(t *testing.T) {
	source := readSources(t)
	known := map[string]bool{}
	for _, c := range Codes() {
		known[c.Code] = true
		if c.Refuses != (c.Code[0] == 'E') {
			t.Errorf("%s: E codes refuse, W codes warn", c.Code)
		}
	}
	page, err := os.ReadFile("../docs/estimate.md")
	if err != nil {
		t.Fatal(err)
	}
	for c := range known {
		if !strings.Contains(string(page), "\n### "+c+"\n") {
			t.Errorf("docs/estimate.md has no section %s", c)
		}
	}
	used := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?:refusal|warning)\("([EW]\d)"|Code: "([EW]\d)"`).FindAllStringSubmatch(source, -1) {
		used[m[1]+m[2]] = true
	}
	for c := range used {
		if !known[c] {
			t.Errorf("%s is raised and not described", c)
		}
	}
	for c := range known {
		if !used[c] {
			t.Errorf("%s is described and never raised", c)
		}
	}
}

// TestSameSeedSameBytes: on one worker, on three, and again.
func TestSameSeedSameBytes(t *testing.T) {
	run := func(seed uint64, workers int) []byte {
		set := quick(seed)
		set.Workers = workers
		s, err := Run(context.Background(), three(t), set)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Estimable || len(s.Results) != 5 || len(s.LeftOut) != 3 {
			t.Fatalf("study %q with %d results, %d left out", s.Verdict, len(s.Results), len(s.LeftOut))
		}
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	one := run(7, 1)
	if !bytes.Equal(one, run(7, 3)) || !bytes.Equal(one, run(7, 1)) {
		t.Error("the same seed gave other bytes")
	}
	if bytes.Equal(one, run(8, 1)) {
		t.Error("another seed gave the same bytes: the seed is not used")
	}
}

func TestACancelledRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, three(t), quick(1)); err == nil {
		t.Error("a cancelled run gave a result")
	}
}

// TestTheStratumOnWhichOneChainMisleads: twenty lists on which published
// settings give a bimodal posterior.
func TestTheStratumOnWhichOneChainMisleads(t *testing.T) {
	tab := reference(t, "verdata_recl_R1_hombre_1999")
	set := quick(1)
	set.Latent = LatentOptions{Classes: 15, BurnIn: 2000, Sweeps: 8000, Thin: 20}
	s, err := Run(context.Background(), tab, set)
	if err != nil {
		t.Fatal(err)
	}
	c := s.result(MethodLatent).Chains
	t.Logf("Rhat %.2f, medians %v, %s", c.Rhat, c.Medians, s.Verdict)
	if !slices.Contains(codes(s.Findings), "W3") && s.Estimable {
		t.Error("neither refused nor flagged")
	}
}
