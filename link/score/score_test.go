package score

import (
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fmt"
)

func TestKnownClusterings(t *testing.T) {
	cases := []struct {
		name       string
		gold, pred string
		pair, b3   float64
		ceafe, ari float64
	}{
		{"the same", "aabbc", "xxyyz", 1, 1, 1, 1},
		{"all alone", "aabb", "1234", 0, 2.0 / 3, 4.0 / 9, 0},
		{"all together", "aabb", "1111", 0.5, 2.0 / 3, 4.0 / 9, 0},
	}
	for _, c := range cases {
		s := Clusters(strings.Split(c.gold, ""), strings.Split(c.pred, ""))
		for i, got := range []float64{s.Pair.F1, s.B3.F1, s.CEAFe.F1, s.ARI} {
			if want := []float64{c.pair, c.b3, c.ceafe, c.ari}[i]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: %v is %.6f, want %.6f", c.name, []string{"pair F1", "B3 F1", "CEAF-e F1", "ARI"}[i], got, want)
			}
		}
	}
}

// TestAgainstReference compares with the reference scorer to six digits.
func TestAgainstReference(t *testing.T) {
	ref := filepath.Join("..", "..", "..", "shared", "bench", "score_clusters.py")
	if _, err := os.Stat(ref); err != nil {
		t.Skip("the reference scorer is not beside the project")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not here")
	}
	r := rand.New(rand.NewPCG(1, 1))
	dir := t.TempDir()
	for round := range 3 {
		var gold, pred []string
		g, p := "item,cluster\n", "item,cluster\n"
		for i := range 600 {
			a := strconv.Itoa(r.IntN(200))
			b := a
			if r.IntN(3) == 0 {
				b = strconv.Itoa(r.IntN(220))
			}
			gold, pred = append(gold, a), append(pred, b)
			g += fmt.Sprintf("%d,%s\n", i, a)
			p += fmt.Sprintf("%d,%s\n", i, b)
		}
		gf, pf := filepath.Join(dir, "gold.csv"), filepath.Join(dir, "pred.csv")
		if err := os.WriteFile(gf, []byte(g), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(pf, []byte(p), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, ref, gf, pf).Output()
		if err != nil {
			t.Fatal(err)
		}
		s := Clusters(gold, pred)
		ours := map[string]float64{"pair_p": s.Pair.P, "pair_r": s.Pair.R, "pair_f1": s.Pair.F1, "b3_p": s.B3.P, "b3_r": s.B3.R, "b3_f1": s.B3.F1, "ceafe_f1": s.CEAFe.F1, "ari": s.ARI}
		seen := 0
		for line := range strings.Lines(string(out)) {
			f := strings.Fields(line)
			want, err := strconv.ParseFloat(f[1], 64)
			if got, ok := ours[f[0]]; ok && err == nil {
				seen++
				if math.Abs(got-want) > 1e-6 {
					t.Errorf("round %d: %s is %.6f, the reference says %.6f", round, f[0], got, want)
				}
			}
		}
		if seen != len(ours) {
			t.Errorf("the reference gave %d of %d measures", seen, len(ours))
		}
	}
}
