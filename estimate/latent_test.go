package estimate

import (
	"context"
	"math"
	"os"
	"testing"
)

// TestLatentClassesAgreeWithTheReference: medians within three Monte-Carlo
// errors, theirs and ours together. CAIRN_LONG=1 takes every table.
func TestLatentClassesAgreeWithTheReference(t *testing.T) {
	long := os.Getenv("CAIRN_LONG") != ""
	compared := 0
	for _, file := range []string{"ref_lcmcr_k10", "ref_lcmcr_kosovo_long", "ref_lcmcr_neworl185", "ref_lcmcr_ph_k5"} {
		for _, r := range referenceRows(t, file) {
			// A reference whose own chains disagree is no reference.
			if num(t, r["Rhat_logn0"]) > 1.01 || !long && (num(t, r["n"]) > 490 || num(t, r["ESS"]) < 6000) {
				continue
			}
			o := LatentOptions{Classes: int(num(t, r["K"])), BurnIn: 1000, Sweeps: 20_000, Thin: 10}
			if long {
				o.Sweeps, o.Thin = 400_000, 100
			}
			got, err := Latent(context.Background(), reference(t, r["set"]), o, Effort{Seed: 19})
			if err != nil {
				t.Fatal(err)
			}
			if got.Estimate == nil {
				t.Errorf("%s: %s", r["set"], got.Refused)
				continue
			}
			theirs := 1.2533 * num(t, r["sd"]) / math.Sqrt(num(t, r["ESS"]))
			// Medians are whole people on both sides.
			near(t, r["set"]+" median", got.Estimate.N, num(t, r["median"]), 1+3*math.Hypot(theirs, got.Chains.MCSE))
			t.Logf("%s: median %.0f (reference %s), Rhat %.3f, ESS %.0f", r["set"], got.Estimate.N, r["median"], got.Chains.Rhat, got.Chains.ESS)
			compared++
		}
	}
	if compared < 4 {
		t.Errorf("only %d tables compared", compared)
	}
}

func TestLatentClassesRefuseWhatCannotBeSampled(t *testing.T) {
	for _, o := range []LatentOptions{{Classes: 1}, {Classes: 99}, {Chains: 3}, {Sweeps: 5}, {Sweeps: 1 << 60}, {Thin: -1}, {Sweeps: 2000, Thin: 100}, {A: -1}, {B: math.NaN()}} {
		if _, err := Latent(context.Background(), three(t), o, Effort{}); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

// TestAgreementOfChains: alike chains agree, chains apart do not, and an
// autocorrelated chain is worth fewer draws.
func TestAgreementOfChains(t *testing.T) {
	r := stream(2, 2)
	chains := func(shift, keep float64) (out [][]float64) {
		for k := range 4 {
			c := make([]float64, 1000)
			for i := range c {
				c[i] = r.NormFloat64()
				if i > 0 {
					c[i] = keep*c[i-1] + math.Sqrt(1-keep*keep)*c[i]
				}
			}
			for i := range c {
				c[i] += shift * float64(k)
			}
			out = append(out, c)
		}
		return out
	}
	near(t, "Rhat of like chains", splitRhat(chains(0, 0)), 1, 0.01)
	if v := splitRhat(chains(2, 0)); v < 1.5 {
		t.Errorf("Rhat of chains two deviations apart: %.2f", v)
	}
	near(t, "size of independent draws", effectiveSize(chains(0, 0)), 4000, 800)
	near(t, "size at autocorrelation 0.8", effectiveSize(chains(0, 0.8)), 4000/9.0, 150)
	if splitRhat([][]float64{{5, 5, 5, 5}, {5, 5, 5, 5}}) != 1 {
		t.Error("chains that all say the same agree")
	}
}
