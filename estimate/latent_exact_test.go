package estimate

import (
	"context"
	"math"
	"testing"
)

// TestOneLatentClassIsIndependence: where the chains find a single class, their
// posterior must be that of independent lists with even priors, which the
// average over graphs computes exactly with the one graph without edges.
func TestOneLatentClassIsIndependence(t *testing.T) {
	tab := reference(t, "sparsemse_NewOrl_n185")
	var free Graph
	for j := range tab.Lists {
		free.Cliques = append(free.Cliques, 1<<j)
	}
	o := AveragingOptions{Delta: math.Exp2(-float64(len(tab.Lists) - 1)), MaxMissing: truncation * tab.N()}
	exact, _, err := average(context.Background(), tab, []Graph{free}, o, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Latent(context.Background(), tab, LatentOptions{Sweeps: 60_000, Thin: 20}, Effort{Seed: 12})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("exact %.0f [%.0f, %.0f], sampled %.0f [%.0f, %.0f], classes %.3f", exact.quantile(0.5), exact.quantile(0.025), exact.quantile(0.975),
		got.Estimate.N, got.Estimate.Lower, got.Estimate.Upper, got.Chains.Occupied)
	near(t, "median", got.Estimate.N, exact.quantile(0.5), 1+4*got.Chains.MCSE+0.01*exact.quantile(0.5))
}
