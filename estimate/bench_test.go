package estimate

import (
	"context"
	"testing"
)

func BenchmarkModels113Kosovo(b *testing.B) { benchModels(b, "mse_Kosovo", 3) }
func BenchmarkModels1024(b *testing.B)      { benchModels(b, "mse_UKdat_5", 2) }

func benchModels(b *testing.B, set string, order int) {
	t := reference(b, set)
	models, err := Models(len(t.Lists), order)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FitAll(context.Background(), t, models, Effort{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExistence1024(b *testing.B) {
	t := reference(b, "mse_UKdat_5")
	models, err := Models(5, 2)
	if err != nil {
		b.Fatal(err)
	}
	y := t.dense()
	b.ReportAllocs()
	for b.Loop() {
		for _, m := range models {
			if existence(newDesign(m.terms, y, 5), y) == TooLarge {
				b.Fatal(m)
			}
		}
	}
}

func BenchmarkBootstrapKosovo113x1000(b *testing.B) {
	t := reference(b, "mse_Kosovo")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LogLinear(context.Background(), t, LogLinearOptions{Boot: 1000, Top: 113}, Effort{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStepwiseBootstrapEightLists(b *testing.B) {
	t := reference(b, "sparsemse_NewOrl_n185")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Stepwise(context.Background(), t, StepwiseOptions{Boot: 1000}, Effort{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGraphs61Kosovo(b *testing.B)    { benchGraphs(b, "mse_Kosovo") }
func BenchmarkGraphs822(b *testing.B)         { benchGraphs(b, "mse_UKdat_5") }
func BenchmarkGraphs18154(b *testing.B)       { benchGraphs(b, "mse_UKdat") }
func BenchmarkLatentKosovo(b *testing.B)      { benchLatent(b, "mse_Kosovo", 10) }
func BenchmarkLatentWestern(b *testing.B)     { benchLatent(b, "mse_Western", 10) }
func BenchmarkLatentTwentyLists(b *testing.B) { benchLatent(b, "verdata_recl_R1_hombre_1999", 15) }

func benchGraphs(b *testing.B, set string) {
	t := reference(b, set)
	graphs, err := Graphs(len(t.Lists))
	if err != nil {
		b.Fatal(err)
	}
	o := AveragingOptions{Delta: 1 / float64(int(1)<<len(t.Lists)), MaxMissing: 10 * t.N()}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := average(context.Background(), t, graphs, o, Effort{}); err != nil {
			b.Fatal(err)
		}
	}
}

// benchLatent measures one sweep of one chain on one core.
func benchLatent(b *testing.B, set string, classes int) {
	t := reference(b, set)
	o := LatentOptions{Classes: classes}.filled()
	c := newChain(t, o, stream(1, 1))
	for range startSweeps {
		c.sweep()
	}
	c.relabel()
	for range 2000 {
		c.sweep()
		c.swap()
		c.drawAlpha()
	}
	b.ReportAllocs()
	for b.Loop() {
		c.sweep()
		c.swap()
		c.drawAlpha()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sweeps/s")
}
