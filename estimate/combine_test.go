package estimate

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReplicatesCombineAsPublished(t *testing.T) {
	byName := map[string]*Part{}
	var order []string
	for _, r := range referenceRows(t, "ref_verdata_hombre1999_20replicates_draws") {
		p := byName[r["replicate"]]
		if p == nil {
			p = &Part{Name: r["replicate"], Documented: int64(num(t, r["n_obs"]))}
			byName[r["replicate"]] = p
			order = append(order, r["replicate"])
		}
		p.Draws = append(p.Draws, num(t, r["N"]))
	}
	var parts []Part
	for _, name := range order {
		parts = append(parts, *byName[name])
	}
	got, err := CombineReplicates(parts)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "N", math.Round(got.Estimate.N), 1593, 0)
	near(t, "low", math.Round(got.Intervals[0].Lower), 1266, 0)
	near(t, "high", math.Round(got.Intervals[0].Upper), 2148, 0)
}

func TestStrataAddTheirDraws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var parts []Part
	for _, mean := range []float64{200, 900, 400} {
		p := Part{Name: "s", Documented: int64(mean / 2)}
		for range 3000 {
			p.Draws = append(p.Draws, mean+mean/20*r.NormFloat64())
		}
		parts = append(parts, p)
	}
	got, err := SumStrata(parts, Effort{Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	sd := math.Sqrt(10*10 + 45*45 + 20*20)
	near(t, "N", got.Estimate.N, 1500, 3)
	near(t, "low", got.Intervals[0].Lower, 1500-1.96*sd, 5)
	near(t, "high", got.Intervals[0].Upper, 1500+1.96*sd, 5)
	if got.Documented != 750 {
		t.Errorf("documented %d", got.Documented)
	}
	parts[1].Refused = "no overlap"
	if got, _ = SumStrata(parts, Effort{}); got.Estimate != nil || !strings.Contains(got.Refused, "no overlap") {
		t.Errorf("a stratum that is not estimable was added: %+v", got)
	}
}

func TestOneReplicateIsNotCombined(t *testing.T) {
	if _, err := CombineReplicates([]Part{{Name: "R1", Draws: []float64{1, 2}}}); err == nil {
		t.Error("one replicate was combined")
	}
}

func TestTheIdentifyingAssumption(t *testing.T) {
	// Independent lists: the cell of nobody follows exactly at xi = 1.
	cells := make([]float64, 8)
	p := []float64{0.3, 0.5, 0.6}
	for w := range cells {
		cells[w] = 1000
		for j, q := range p {
			if Pattern(w).Has(j) {
				cells[w] *= q
			} else {
				cells[w] *= 1 - q
			}
		}
	}
	none := cells[0]
	cells[0] = 0
	near(t, "xi 1", Xi(cells, 1), 1000, 1e-9)
	near(t, "xi 2", Xi(cells, 2), 1000-none/2, 1e-9)
	cells[3] = 0
	if !math.IsNaN(Xi(cells, 1)) {
		t.Error("an empty cell decides nothing")
	}
}

func TestSensitivityNamesWhatItChanged(t *testing.T) {
	s := DefaultSettings(3)
	s.Latent = LatentOptions{Sweeps: 2000, BurnIn: 500, Thin: 10}
	rows, err := Sensitivity(context.Background(), three(t), s)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[Method]int{}
	for _, r := range rows {
		seen[r.Method]++
		if r.Result.Estimate == nil && r.Result.Refused == "" {
			t.Errorf("%s %s: neither number nor reason", r.Method, r.Setting)
		}
	}
	if seen[MethodGraphs] != 4 || seen[MethodLatent] != 3 || seen[MethodLogLinear] != 4 {
		t.Errorf("rows by method: %v", seen)
	}
}

func TestDrawsAreWrittenAndRead(t *testing.T) {
	want := []Part{{Name: "North, 2014", Documented: 5, Draws: []float64{7, 8.25}}, {Name: "South", Documented: 1, Draws: []float64{1}}}
	var b strings.Builder
	if err := WriteDraws(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadDraws(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "part,n\nA,1\n", "part,documented,n\nA,5,4\n", "part,documented,n\nA,5,x\n", "part,documented,n\nA,5,9\nA,6,9\n"} {
		if _, err := ReadDraws(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}
