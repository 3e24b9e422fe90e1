package estimate

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// referenceDir holds published tables and the outputs of the programs that the
// literature used. It is not part of the project.
const referenceDir = "../../shared/data/estimate"

// reference opens a published table, or skips the test where there is none.
func reference(t testing.TB, name string) Table {
	t.Helper()
	f, err := os.Open(filepath.Join(referenceDir, name+".csv"))
	if err != nil {
		t.Skipf("reference table %s is not here", name)
	}
	defer f.Close()
	in, err := Read(f, ReadOptions{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return in.Tables[0]
}

// referenceRows reads a table of reference outputs, by column name.
func referenceRows(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(referenceDir, name+".csv"))
	if err != nil {
		t.Skipf("reference output %s is not here", name)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func num(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return v
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.6f, the reference has %.6f", what, got, want)
	}
}

// TestLogLinearAgreesWithTheReference holds every model named in the reference
// output of the log-linear program against ours.
func TestLogLinearAgreesWithTheReference(t *testing.T) {
	compared := 0
	for _, r := range referenceRows(t, "ref_rcapture") {
		method, what := r["method"], r["set"]+" "+r["method"]+" "+r["model"]
		if strings.Contains(r["set"], "counts") || r["N"] == "NA" {
			continue
		}
		tab := reference(t, r["set"])
		var got ModelFit
		var err error
		switch {
		case strings.HasPrefix(method, "closedpMS"):
			m, e := ParseModel(r["model"], len(tab.Lists))
			if e != nil {
				t.Fatal(e)
			}
			got = m.Fit(tab)
			if got.Existence != Exists {
				if num(t, r["N"]) < 1e8 && r["info"] == "0" && !strings.Contains(what, "Australia") {
					t.Errorf("%s: refused (%v) where the reference has %s", what, got.Existence, r["N"])
				}
				continue
			}
		case strings.HasPrefix(method, "closedp.t:M") && !strings.Contains(method, "Mb"):
			name := strings.NewReplacer("closedp.t:", "", " (LB)", "", "Poisson2", "Poisson", "Gamma3.5", "Gamma").Replace(method)
			if got, err = FitHeterogeneity(tab, Heterogeneity(name)); err != nil {
				t.Logf("%s: %v (reference %s)", what, err, r["N"])
				continue
			}
		case method == "closedpCI.t:Mt(profile)":
			_, ci := Independence(len(tab.Lists)).Profile(tab)
			near(t, what+" top", Independence(len(tab.Lists)).ProfileTop(tab), num(t, r["N"]), 1e-3)
			near(t, what+" low", ci[0].Lower, num(t, r["lo"]), 1e-3)
			near(t, what+" high", ci[0].Upper, num(t, r["hi"]), 1e-3)
			continue
		default:
			continue
		}
		compared++
		n := num(t, r["N"])
		// The reference stops iterating sooner than we do: its standard errors
		// carry the weights of the step before.
		near(t, what+" N", got.N, n, 1e-3*max(1, n/2000))
		if r["se"] != "NA" {
			se := num(t, r["se"])
			near(t, what+" se", got.SE, se, 1e-3*max(1, se))
		}
		near(t, what+" AIC", got.AIC, num(t, r["AIC"]), 1e-3)
		near(t, what+" BIC", got.BIC, num(t, r["BIC"]), 1e-3)
	}
	if compared < 100 {
		t.Errorf("only %d models were compared", compared)
	}
}

func TestExistenceAgreesWithTheReference(t *testing.T) {
	models := 0
	for _, set := range []string{"mse_Artificial_3", "mse_Australia", "mse_Korea", "mse_Kosovo", "mse_NewOrl_5_n186", "mse_UKdat_5", "mse_Western"} {
		tab := reference(t, set)
		for _, r := range referenceRows(t, "ref_existence_"+set) {
			m, err := ParseModel(r["model"], len(tab.Lists))
			if err != nil {
				t.Fatal(err)
			}
			models++
			if got, want := m.Check(tab), Existence(num(t, r["code"])); got != want {
				t.Errorf("%s %s: code %d, the reference has %d", set, r["model"], got, want)
			}
		}
	}
	if models != 3314 {
		t.Errorf("%d models compared, 3314 are published", models)
	}
}

func TestAveragingAgreesWithTheReference(t *testing.T) {
	for _, r := range referenceRows(t, "ref_dga") {
		tab := reference(t, r["set"])
		got, err := Average(context.Background(), tab, AveragingOptions{Delta: num(t, r["delta"])}, Effort{})
		if err != nil {
			t.Fatal(err)
		}
		what := r["set"] + " delta " + r["delta"]
		near(t, what+" mean", got.Averaging.Mean, num(t, r["mean"]), 0.006)
		near(t, what+" relative Bayes", got.Averaging.RelBayes, num(t, r["relBayes"]), 0.006)
		near(t, what+" mode", got.Averaging.Mode, num(t, r["mode"]), 0)
		near(t, what+" median", got.Estimate.N, num(t, r["median"]), 0)
		near(t, what+" low", got.Intervals[0].Lower, num(t, r["lo"]), 0)
		near(t, what+" high", got.Intervals[0].Upper, num(t, r["hi"]), 0)
		near(t, what+" low80", got.Intervals[1].Lower, num(t, r["lo80"]), 0)
		near(t, what+" high80", got.Intervals[1].Upper, num(t, r["hi80"]), 0)
		near(t, what+" top weight", got.Averaging.Top[0].Weight, num(t, r["topw"]), 6e-5)
	}
}

func TestStepwiseAgreesWithTheReference(t *testing.T) {
	for _, r := range referenceRows(t, "ref_mse_silverman") {
		tab := reference(t, r["set"])
		f := newFitter(len(tab.Lists))
		what := r["set"] + " " + r["method"]
		switch {
		case strings.HasPrefix(r["method"], "stepwise"):
			m, ok := f.stepwise(tab.dense(), 0.02)
			if !ok {
				t.Errorf("%s: not selected", what)
				continue
			}
			near(t, what+" N "+m.String(), m.Fit(tab).N, num(t, r["N"]), 1e-3)
		case strings.Contains(r["method"], "nboot0"):
			got, err := LogLinear(context.Background(), tab, LogLinearOptions{}, Effort{})
			if err != nil {
				t.Fatal(err)
			}
			near(t, what+" N "+got.Model, got.Models[0].N, num(t, r["N"]), 1e-3)
			near(t, what+" BIC", got.Models[0].BIC, num(t, r["BIC"]), 1e-3)
		}
	}
	for _, r := range append(referenceRows(t, "ref_sparsemse"), referenceRows(t, "ref_sparsemse_neworl8_bca")...) {
		if r["set"] == "UKdat_5" || r["ahat"] == "NA" {
			continue
		}
		name := map[string]string{"Western": "mse_Western", "NewOrl_5": "sparsemse_NewOrl_5_n185", "sparsemse_NewOrl_n185": "sparsemse_NewOrl_n185"}[r["set"]]
		if name == "" {
			continue
		}
		tab := reference(t, name)
		got, err := Stepwise(context.Background(), tab, StepwiseOptions{Boot: 1000}, Effort{Seed: 1234})
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" N", got.Estimate.N, num(t, r["N"]), 1e-3)
		near(t, name+" acceleration", got.Bootstrap.Acceleration, num(t, r["ahat"]), 1e-5)
		t.Logf("%s: %v, z0 %.4f", name, got.Intervals, got.Bootstrap.Bias)
	}
}
