package estimate

import (
	"context"
	"fmt"
	"math"
)

// XiResult is the total if the identifying assumption is off by a factor: xi is
// the ratio that "no interaction of all lists" sets to 1 (Aleshin-Guendel,
// Sadinle and Wakefield 2021).
type XiResult struct {
	Xi   float64 `json:"xi"`
	From string  `json:"from"` // the fitted model, or the table itself
	N    float64 `json:"n"`
}

// xis are the departures shown.
var xis = [...]float64{0.25, 0.5, 2.0 / 3, 1, 1.5, 2, 4}

// Xi is the total that cell probabilities of the documented imply under a
// departure xi: with r the product of the odd cells over the product of the
// even ones, the unseen are n r / xi. Zero cells leave it undecided: NaN.
func Xi(cells []float64, xi float64) float64 {
	var n, logR float64
	for w, c := range cells {
		if w == 0 {
			continue
		}
		n += c
		if Pattern(w).Size()%2 == 1 {
			logR += math.Log(c)
		} else {
			logR -= math.Log(c)
		}
	}
	if math.IsNaN(logR) || math.IsInf(logR, 0) {
		return math.NaN()
	}
	return n + math.Exp(logR)/xi
}

// identifying computes the band for the table as it is, where no cell is empty,
// and for the best log-linear model.
func identifying(t Table, results []Result) []XiResult {
	var out []XiResult
	band := func(from string, cells []float64) {
		for _, xi := range xis {
			if n := Xi(cells, xi); !math.IsNaN(n) && n < 1e12 {
				out = append(out, XiResult{xi, from, n})
			}
		}
	}
	if len(t.Lists) <= 6 {
		band("the table itself", t.dense())
	}
	for _, r := range results {
		if r.Estimate != nil && len(r.Models) > 0 && (r.Method == MethodLogLinear || r.Method == MethodStepwise) {
			unseen := r.Models[0].N - float64(t.N())
			for _, xi := range xis {
				// A model without the interaction of all lists has n r = its unseen.
				out = append(out, XiResult{xi, string(r.Method) + " " + r.Model, float64(t.N()) + unseen/xi})
			}
		}
	}
	return out
}

// SensitivityRow is one estimate under one changed setting.
type SensitivityRow struct {
	Method  Method `json:"method"`
	Setting string `json:"setting"`
	Result  Result `json:"result"`
}

// Sensitivity runs the methods under other settings than the chosen ones: the
// prior weight of the average over graphs, the number of classes, the order of
// interactions and the criterion.
func Sensitivity(ctx context.Context, t Table, s Settings) ([]SensitivityRow, error) {
	var out []SensitivityRow
	add := func(m Method, setting string, change func(*Settings)) error {
		changed := s
		changed.LogLinear.Boot = 0
		change(&changed)
		r, err := run(ctx, t, m, changed)
		if err != nil {
			return err
		}
		r.Curve, r.Models, r.Chains = nil, nil, nil
		out = append(out, SensitivityRow{m, setting, r})
		return nil
	}
	base := math.Exp2(-float64(len(t.Lists)))
	for _, f := range []float64{0.25, 1, 4, 16} {
		if err := add(MethodGraphs, fmt.Sprintf("delta %.4g", f*base), func(c *Settings) { c.Averaging.Delta = f * base }); err != nil {
			return nil, err
		}
	}
	for _, k := range []int{5, 10, 15} {
		if err := add(MethodLatent, fmt.Sprintf("%d classes", k), func(c *Settings) { c.Latent.Classes = k }); err != nil {
			return nil, err
		}
	}
	for _, c := range []Criterion{BIC, AIC} {
		for order := 1; order < min(len(t.Lists), 4); order++ {
			setting := fmt.Sprintf("%s, interactions of at most %d lists", c, order)
			if err := add(MethodLogLinear, setting, func(s *Settings) { s.LogLinear.Criterion, s.LogLinear.MaxOrder = c, order }); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
