package estimate

import (
	"fmt"
	"math"
	"slices"
)

// Heterogeneity says how people may differ in how easily they are listed.
type Heterogeneity string

// The forms of Rivest and Baillargeon 2007. Without "t" every list is alike.
const (
	M0         Heterogeneity = "M0"
	Mt         Heterogeneity = "Mt"
	MhChao     Heterogeneity = "Mh Chao"
	MhPoisson  Heterogeneity = "Mh Poisson"
	MhDarroch  Heterogeneity = "Mh Darroch"
	MhGamma    Heterogeneity = "Mh Gamma"
	MthChao    Heterogeneity = "Mth Chao"
	MthPoisson Heterogeneity = "Mth Poisson"
	MthDarroch Heterogeneity = "Mth Darroch"
	MthGamma   Heterogeneity = "Mth Gamma"
)

// HeterogeneityModels are all forms, in the order they are shown.
func HeterogeneityModels() []Heterogeneity {
	return []Heterogeneity{M0, Mt, MhChao, MhPoisson, MhDarroch, MhGamma, MthChao, MthPoisson, MthDarroch, MthGamma}
}

// shape gives the column that heterogeneity adds, by the number of lists.
var shape = map[Heterogeneity]func(k float64) float64{
	MhPoisson: func(k float64) float64 { return math.Exp2(k) - 1 },
	MhDarroch: func(k float64) float64 { return k * k / 2 },
	MhGamma:   func(k float64) float64 { return math.Log(3.5) - math.Log(3.5+k) },
}

// FitHeterogeneity fits a model in which people differ. The Chao forms give a
// lower bound; the others depend wholly on the shape assumed.
func FitHeterogeneity(t Table, h Heterogeneity) (ModelFit, error) {
	lists := len(t.Lists)
	if lists > 10 {
		return ModelFit{}, fmt.Errorf("%s: %d lists give too many patterns; at most 10", h, lists)
	}
	y := t.dense()[1:]
	cells := make([]Pattern, len(y))
	for i := range cells {
		cells[i] = Pattern(i + 1)
	}
	base := func(p Pattern) []float64 { return []float64{1, float64(p.Size())} }
	family := h
	if len(h) > 1 && h[:2] == "Mt" {
		base = func(p Pattern) []float64 {
			row := make([]float64, lists+1)
			row[0] = 1
			for j := range lists {
				if p.Has(j) {
					row[j+1] = 1
				}
			}
			return row
		}
		if h != Mt {
			family = "Mh" + h[3:]
		}
	}
	extra, err := heterogeneityColumns(family, lists)
	if err != nil {
		return ModelFit{}, err
	}
	f := denseModel{y: y}
	for _, p := range cells {
		row := base(p)
		for _, col := range extra {
			row = append(row, col(float64(p.Size())))
		}
		f.x = append(f.x, row)
	}
	if family == MhChao {
		f.dropNegative(len(f.x[0]) - len(extra))
	} else {
		f.fit()
	}
	return f.result(string(h), float64(t.N()))
}

func heterogeneityColumns(family Heterogeneity, lists int) ([]func(float64) float64, error) {
	var extra []func(float64) float64
	switch {
	case family == M0 || family == Mt:
	case family == MhChao:
		for j := 3; j <= lists; j++ {
			extra = append(extra, func(k float64) float64 { return max(k-float64(j)+1, 0) })
		}
	case shape[family] != nil:
		extra = append(extra, shape[family])
	default:
		return nil, fmt.Errorf("heterogeneity %q is not one of %v", family, HeterogeneityModels())
	}
	return extra, nil
}

// denseModel is a Poisson regression whose columns are not indicators.
type denseModel struct {
	x     [][]float64
	y     []float64
	alpha []float64
	mu    []float64
	chol  []float64
	ok    bool
}

// dropNegative removes, one at a time, the most negative of the columns from
// the given one on, as Chao's bound asks, and fits again.
func (m *denseModel) dropNegative(from int) {
	for {
		m.fit()
		worst := -1
		for c := from; m.ok && c < len(m.alpha); c++ {
			if m.alpha[c] < 0 && (worst < 0 || m.alpha[c] < m.alpha[worst]) {
				worst = c
			}
		}
		if worst < 0 {
			return
		}
		for i := range m.x {
			m.x[i] = slices.Delete(slices.Clone(m.x[i]), worst, worst+1)
		}
	}
}

func (m *denseModel) fit() {
	p := len(m.x[0])
	m.mu, m.alpha, m.chol = make([]float64, len(m.y)), make([]float64, p), make([]float64, p*p)
	eta := make([]float64, len(m.y))
	for i, v := range m.y {
		m.mu[i] = v + 0.1
		eta[i] = math.Log(m.mu[i])
	}
	last := math.Inf(1)
	for range maxIterations {
		clear(m.chol)
		clear(m.alpha)
		for i, row := range m.x {
			for a := range p {
				m.alpha[a] += row[a] * (m.mu[i]*eta[i] + m.y[i] - m.mu[i])
				for b := range a + 1 {
					m.chol[a*p+b] += m.mu[i] * row[a] * row[b]
				}
			}
		}
		if m.ok = cholesky(m.chol, p); !m.ok {
			return
		}
		solveCholesky(m.chol, m.alpha, p)
		for i, row := range m.x {
			eta[i] = 0
			for a := range p {
				eta[i] += row[a] * m.alpha[a]
			}
			m.mu[i] = math.Exp(min(max(eta[i], -700), 60))
		}
		dev := m.deviance()
		if math.Abs(dev-last) <= tolerance*(math.Abs(dev)+0.1) {
			return
		}
		last = dev
	}
	m.ok = false
}

func (m *denseModel) deviance() float64 {
	var dev float64
	for i, v := range m.y {
		dev += m.mu[i] - v
		if v > 0 {
			dev += v * math.Log(v/m.mu[i])
		}
	}
	return 2 * dev
}

func (m *denseModel) result(name string, n float64) (ModelFit, error) {
	if !m.ok {
		return ModelFit{Model: name, Existence: NoMaximum}, fmt.Errorf("%s: the fit does not settle on this table", name)
	}
	p := len(m.alpha)
	var logLik float64
	for i, v := range m.y {
		g, _ := math.Lgamma(v + 1)
		logLik += v*math.Log(m.mu[i]) - m.mu[i] - g
	}
	unseen := math.Exp(m.alpha[0])
	e := make([]float64, p)
	e[0] = 1
	solveCholesky(m.chol, e, p)
	return ModelFit{Model: name, N: n + unseen, SE: math.Sqrt(unseen + unseen*unseen*e[0]), Deviance: m.deviance(),
		DF: len(m.y) - p, AIC: -2*logLik + 2*float64(p), BIC: -2*logLik + float64(p)*math.Log(n)}, nil
}
