package link

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

var fitWeights = flag.Bool("fit", false, "learn weights.txt from the labelled reports")

// example is one candidate pair with its label.
type example struct {
	levels [fields]level
	same   bool
}

func (s *Set) examples(rows []labelled) []example {
	label := map[string]string{}
	for _, r := range rows {
		label[r.ID] = r.Incident
	}
	var out []example
	for _, p := range s.model.candidates(s.units) {
		a, b := &s.units[p>>32], &s.units[p&math.MaxUint32]
		if !a.main || !b.main || a.report == b.report {
			continue
		}
		out = append(out, example{s.model.levelsOf(a, b), label[s.reports[a.report].ID] == label[s.reports[b.report].ID]})
	}
	return out
}

// fit finds the weights that make the labels likeliest, by gradient ascent with
// a pull towards the weights it starts from: a level that the labels say little
// about stays where a person put it.
func fit(weights [levels]weighing, ex []example, pull float64) [levels]weighing {
	start := weights
	// patterns of levels repeat: work on each once
	type cell struct{ same, all float64 }
	cells := map[[fields]level]cell{}
	for _, e := range ex {
		c := cells[e.levels]
		c.all++
		if e.same {
			c.same++
		}
		cells[e.levels] = c
	}
	for range 12 {
		grad := mat.NewVecDense(int(levels), nil)
		curve := mat.NewSymDense(int(levels), nil)
		for ls, c := range cells {
			z := 0.0
			for _, l := range ls {
				z += weights[l].weight
			}
			p := 1 / (1 + math.Exp(-z))
			for i, l := range ls {
				grad.SetVec(int(l), grad.AtVec(int(l))+c.same-c.all*p)
				for _, k := range ls[i:] {
					curve.SetSym(int(l), int(k), curve.At(int(l), int(k))+c.all*p*(1-p))
				}
			}
		}
		for l := range weights {
			grad.SetVec(l, grad.AtVec(l)-pull*(weights[l].weight-start[l].weight))
			curve.SetSym(l, l, curve.At(l, l)+pull)
		}
		var chol mat.Cholesky
		if !chol.Factorize(curve) {
			panic("the curvature is not positive")
		}
		var step mat.VecDense
		if err := chol.SolveVecTo(&step, grad); err != nil {
			panic(err)
		}
		for l := range weights {
			weights[l].weight += max(-2, min(2, step.AtVec(l)))
		}
	}
	return weights
}

func TestFit(t *testing.T) {
	if !*fitWeights {
		t.Skip("learns only with -fit")
	}
	rows := gvaRows(t)
	reports, err := coded()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ex := s.examples(rows)
	pos, total := 0, 0
	by := map[string]int{}
	for _, r := range rows {
		total += by[r.Incident]
		by[r.Incident]++
	}
	for _, e := range ex {
		if e.same {
			pos++
		}
	}
	t.Logf("%d candidate pairs, %d of %d true ones", len(ex), pos, total)
	t.Logf("before: %+v", s.reportScores(rows))
	w := fit(s.model.weights, ex, 3)
	s.model.weights = w
	s.regroup(0)
	t.Logf("after: %+v", s.reportScores(rows))
	for _, at := range []float64{-1.5, -1, -.5, .5, 1, 1.5, 2} {
		s.regroup(at)
		t.Logf("at %v: %+v", at, s.reportScores(rows))
	}
	var b strings.Builder
	for _, x := range w {
		fmt.Fprintf(&b, "%-7s %-15s %6.2f %6.2f  %s\n", x.field, x.name, x.weight, x.claims, x.words)
	}
	if err := os.WriteFile("/tmp/linkscratch/weights.txt", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
