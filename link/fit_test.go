package link

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/link/score"

	"gonum.org/v1/gonum/mat"
)

var (
	fitWeights = flag.Bool("fit", false, "learn the first column of weights.txt from the labelled reports")
	fitOut     = flag.String("fit-out", "weights.learned", "where the learned weights go")
	lean       = flag.Float64("lean", 0.75, "added to the prior, so that pairs more likely than not by the groups they make, not by themselves, join at 0")
	pull       = flag.Float64("pull", 3, "how strongly the learned weights are held at those they start from")
)

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

// fit finds the weights that make the labels likeliest, by Newton's method with
// a pull towards the weights it starts from: a level that the labels say little
// about stays where a person put it. Neighbours of a chain that come out in the
// wrong order are given one weight, and the rest is fitted again.
func fit(weights [levels]weighing, ex []example, pull float64) [levels]weighing {
	type cell struct{ same, all float64 }
	cells := map[[fields]level]cell{} // patterns of levels repeat: work on each once
	for _, e := range ex {
		c := cells[e.levels]
		c.all++
		if e.same {
			c.same++
		}
		cells[e.levels] = c
	}
	var as [levels]level // the level whose weight each shares
	for l := range as {
		as[l] = level(l)
	}
	start := weights
	for {
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
					grad.SetVec(int(as[l]), grad.AtVec(int(as[l]))+c.same-c.all*p)
					for _, k := range ls[i:] {
						curve.SetSym(int(as[l]), int(as[k]), curve.At(int(as[l]), int(as[k]))+c.all*p*(1-p))
					}
				}
			}
			for l := range weights {
				r := int(as[l])
				grad.SetVec(r, grad.AtVec(r)-pull*(weights[l].weight-start[l].weight))
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
				weights[l].weight += max(-2, min(2, step.AtVec(int(as[l]))))
			}
		}
		if !tie(&weights, &as) {
			return weights
		}
	}
}

// chains are levels that must not weigh more than the level before them: an
// agreement never speaks against a link by more than a difference does.
var chains = [][]level{
	{dayTold0, dayTold1, dayTold3, dayTold7, dayToldFar},
	{dayLag1, dayLag3, dayLag10, dayLag30, dayLagFar},
	{dayGap0, dayGap1, dayGap3, dayGap7, dayGap30, dayGapFar},
	{placeSame, placeNear, placeWithin, placeRegion, placeOtherNear, placeOtherFar, placeOtherRegion, placeOtherCountry},
	{killedEqualMany, killedEqual, killedCompatible, killedDiffers, killedFarApart, killedNoneMany},
	{injuredEqual, injuredCompatible, injuredDiffers},
	{actSame, actUnknown, actOther}, {handsSame, handsUnknown, handsOther}, {victimsSame, victimsUnknown, victimsOther},
	{peopleShared, peopleUnknown, peopleOther},
	{wordsCopy, words9, words8, words7, words6, words5, words4, words3, words2, words1, words0},
	{title4, title3, title2, title1, title0}, {names5, names4, names3, names2, names1, names0},
	{agesNamed, agesShared, agesOther},
}

// tie gives neighbours that stand in the wrong order one weight, and says
// whether there were any.
func tie(w *[levels]weighing, as *[levels]level) bool {
	found := false
	for _, chain := range chains {
		for i := 1; i < len(chain); i++ {
			a, b := chain[i-1], chain[i]
			if as[a] == as[b] || w[b].weight <= w[a].weight+1e-9 {
				continue
			}
			found = true
			from, to := as[b], as[a]
			mean := (w[a].weight + w[b].weight) / 2
			for l := range as {
				if as[l] == from || as[l] == to {
					as[l], w[l].weight = to, mean
				}
			}
		}
	}
	return found
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
	t.Logf("weights as they are: %s", shown(s.reportScores(rows)))
	crossValidate(t, rows, reports)
	s.model.weights = fit(s.model.weights, ex, *pull)
	for _, at := range []float64{-1, -.5, 0, .5} {
		s.regroup(at)
		t.Logf("fitted on all, threshold %+.1f: %s", at, shown(s.reportScores(rows)))
	}
	centre(&s.model.weights)
	s.model.weights[prior].weight += *lean
	s.regroup(threshold)
	t.Logf("as written: %s", shown(s.reportScores(rows)))
	var b strings.Builder
	for _, x := range s.model.weights {
		fmt.Fprintf(&b, "%-7s %-15s %6.2f %6.2f  %s\n", x.field, x.name, x.weight, x.claims, x.words)
	}
	if err := os.WriteFile(*fitOut, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// centre makes what is unknown weigh nothing, by moving its weight into the prior.
func centre(w *[levels]weighing) {
	for _, none := range []level{placeUnknown, killedUnknown, injuredUnknown, actUnknown, stateUnknown, handsUnknown, victimsUnknown, peopleUnknown, titleUnknown, agesUnknown, reportOther} {
		f := fieldOf(none)
		shift := w[none].weight
		for l := fieldStarts[f]; l < fieldStarts[f+1]; l++ {
			w[l].weight -= shift
		}
		w[prior].weight += shift
	}
}

func shown(s score.Scores) string {
	return fmt.Sprintf("B3 P %.4f R %.4f F1 %.4f, pairs P %.4f R %.4f F1 %.4f, CEAF-e %.4f", s.B3.P, s.B3.R, s.B3.F1, s.Pair.P, s.Pair.R, s.Pair.F1, s.CEAFe.F1)
}

// crossValidate learns on the earlier half and judges on the later, and the
// other way round: no incident is in both.
func crossValidate(t *testing.T, rows []labelled, reports []cairn.Coded) {
	first := map[string]string{}
	for _, r := range rows {
		if d, ok := first[r.Incident]; !ok || r.Date < d {
			first[r.Incident] = r.Date
		}
	}
	var days []string
	for _, d := range first {
		days = append(days, d)
	}
	slices.Sort(days)
	middle := days[len(days)/2]
	var half [2][]labelled
	var codedHalf [2][]cairn.Coded
	for i, r := range rows {
		k := 0
		if first[r.Incident] >= middle {
			k = 1
		}
		half[k], codedHalf[k] = append(half[k], r), append(codedHalf[k], reports[i])
	}
	for k := range 2 {
		train, err := New(codedHalf[k], Options{})
		if err != nil {
			t.Fatal(err)
		}
		test, err := New(codedHalf[1-k], Options{})
		if err != nil {
			t.Fatal(err)
		}
		test.model.weights = fit(train.model.weights, train.examples(half[k]), *pull)
		for _, at := range []float64{-1, -.5, 0, .5} {
			test.regroup(at)
			t.Logf("learned on half %d, judged on the other (%d reports), threshold %+.1f: %s", k, len(half[1-k]), at, shown(test.reportScores(half[1-k])))
		}
	}
}
