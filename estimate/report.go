package estimate

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
)

//go:embed report.gohtml
var reportPage string

// Report is what one page shows: a study for each stratum, and their sum where
// there is one.
type Report struct {
	Title   string
	Studies []Study
	Sum     *Result
}

// WriteReport writes a page that stands alone: no script, no network, and with
// a print style. It holds the table, the settings and the seed, so that a third
// party can compute every number again.
func WriteReport(w io.Writer, r Report) error {
	page, err := template.New("report").Funcs(template.FuncMap{
		"people":   people,
		"count":    func(n int64) string { return people(float64(n)) },
		"name":     methodName,
		"anchor":   func(code string) string { return strings.ToLower(code) },
		"share":    func(r Result) string { return share(r) },
		"interval": intervalWords,
		"decimal":  func(v float64) string { return fmt.Sprintf("%.2f", v) },
	}).Parse(reportPage)
	if err != nil {
		return fmt.Errorf("the report's template: %w", err)
	}
	view := reportView{Title: r.Title, Sum: r.Sum}
	for _, s := range r.Studies {
		v, err := newStudyView(s)
		if err != nil {
			return err
		}
		view.Studies = append(view.Studies, v)
	}
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

type reportView struct {
	Title   string
	Studies []studyView
	Sum     *Result
}

type studyView struct {
	Study
	Name       string
	Overlaps   template.HTML
	Estimators template.HTML
	LeaveOut   template.HTML
	Models     template.HTML
	Identify   template.HTML
	Curves     []template.HTML
	Traces     template.HTML
	Growth     []growthRow
	Chain      *ChainReport
	Rows       []cellRow
	SettingsJS string
	Citations  []string
}

type growthRow struct {
	Top       int
	Intervals []Interval
}

type cellRow struct {
	On    []string
	Count int64
}

func newStudyView(s Study) (studyView, error) {
	settings, err := json.MarshalIndent(s.Settings, "", "  ")
	if err != nil {
		return studyView{}, fmt.Errorf("settings: %w", err)
	}
	v := studyView{Study: s, Name: s.Table.Stratum, SettingsJS: string(settings), Overlaps: template.HTML(overlapFigure(s.Table)), Citations: citations(s)}
	for _, c := range s.Table.Cells {
		row := cellRow{Count: c.Count}
		for j := range s.Table.Lists {
			row.On = append(row.On, map[bool]string{true: "1", false: "0"}[c.On.Has(j)])
		}
		v.Rows = append(v.Rows, row)
	}
	if len(s.Results) == 0 {
		return v, nil
	}
	v.Estimators = template.HTML(intervalFigure("Estimators side by side", s.Documented, resultRows(s.Results)))
	for _, r := range s.Results {
		if r.Estimate != nil && len(r.Curve) > 1 {
			v.Curves = append(v.Curves, template.HTML(curveFigure(r)))
		}
		if r.Chains != nil && len(r.Chains.Traces) > 0 {
			v.Chain = r.Chains
			v.Traces = template.HTML(traceFigure(*r.Chains))
		}
		if len(r.Models) > 2 && r.Estimate != nil {
			v.Models = template.HTML(modelFigure(r))
		}
		if r.Method == MethodLogLinear && r.Bootstrap != nil && r.Estimate != nil {
			for _, g := range r.Bootstrap.Growth {
				v.Growth = append(v.Growth, growthRow(g))
			}
			v.Growth = append(v.Growth, growthRow{r.Bootstrap.Top, r.Bootstrap.Intervals})
		}
	}
	if len(s.LeftOut) > 0 {
		v.LeaveOut = template.HTML(intervalFigure("Without one list in turn", s.Documented, leftOutRows(s)))
	}
	if len(s.Xi) > 0 {
		v.Identify = template.HTML(intervalFigure("If the identifying assumption is off by a factor", s.Documented, xiRows(s.Xi)))
	}
	return v, nil
}

func resultRows(results []Result) []row {
	var out []row
	for _, r := range results {
		w := row{name: methodName(r.Method), words: r.Refused, intervals: r.Intervals, faint: r.LowerBound}
		if r.Estimate != nil {
			w.estimate = r.Estimate.N
		} else if w.words != "" {
			w.words = "no number: " + w.words
		}
		out = append(out, w)
	}
	return out
}

func leftOutRows(s Study) []row {
	var out []row
	for _, r := range s.Results {
		if r.Estimate == nil || r.LowerBound || r.Method == MethodStepwise {
			continue
		}
		out = append(out, row{name: string(r.Method) + ", all lists", estimate: r.Estimate.N, intervals: r.Intervals})
		for _, l := range s.LeftOut {
			for _, x := range l.Results {
				if x.Method == r.Method && x.Estimate != nil {
					out = append(out, row{name: "without " + l.List, estimate: x.Estimate.N, intervals: x.Intervals, faint: true})
				} else if x.Method == r.Method {
					out = append(out, row{name: "without " + l.List, words: "no number: " + x.Refused, faint: true})
				}
			}
			if l.Refused != "" {
				out = append(out, row{name: "without " + l.List, words: "not estimable: " + l.Refused, faint: true})
			}
		}
	}
	return out
}

func xiRows(xi []XiResult) []row {
	var out []row
	for _, x := range xi {
		out = append(out, row{name: fmt.Sprintf("%s, ×%.2g", clip(x.From, 18), x.Xi), estimate: x.N, faint: x.Xi != 1})
	}
	return out
}

func intervalWords(r Result, i int) string {
	if i >= len(r.Intervals) {
		return ""
	}
	return people(math.Floor(r.Intervals[i].Lower)) + " – " + people(math.Ceil(r.Intervals[i].Upper))
}

// share is how much of the total nobody documented.
func share(r Result) string {
	if r.Estimate == nil || r.Estimate.N <= 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*(1-float64(r.Documented)/r.Estimate.N))
}

func methodName(m Method) string {
	switch m {
	case MethodChapman:
		return "Two lists (Chapman)"
	case MethodChao:
		return "Lower bound (Chao)"
	case MethodLogLinear:
		return "Log-linear, best model"
	case MethodStepwise:
		return "Log-linear, stepwise"
	case MethodGraphs:
		return "Average over graphs"
	case MethodLatent:
		return "Latent classes"
	case MethodSum:
		return "Sum of strata"
	case MethodReplicate:
		return "Replicates combined"
	}
	return string(m)
}

// citations are the papers of the methods that ran.
func citations(s Study) []string {
	all := map[Method][]string{
		MethodChapman: {"Chapman 1951, University of California Publications in Statistics 1"},
		MethodChao:    {"Chao 1987, Biometrics 43:783"},
		MethodLogLinear: {"Fienberg 1972, Biometrika 59:591", "Cormack 1992, Biometrics 48:567", "Rivest and Baillargeon 2007, Biometrics 63:999",
			"Fienberg and Rinaldo 2012, Annals of Statistics 40:996", "Silverman, Chan and Vincent 2024, Statistics and Computing 34:44"},
		MethodStepwise: {"Chan, Silverman and Vincent 2021, JASA 116:1297", "DiCiccio and Efron 1996, Statistical Science 11:189"},
		MethodGraphs:   {"Madigan and York 1997, Biometrika 84:19"},
		MethodLatent:   {"Manrique-Vallier 2016, Biometrics 72:1246", "Vehtari and others 2021, Bayesian Analysis 16:667"},
	}
	var out []string
	for _, r := range s.Results {
		out = append(out, all[r.Method]...)
	}
	if len(s.Xi) > 0 {
		out = append(out, "Aleshin-Guendel, Sadinle and Wakefield 2021, arXiv 2101.09304")
	}
	return out
}
