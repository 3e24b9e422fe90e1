package estimate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Settings are everything that decides a study besides its table.
type Settings struct {
	Methods    []Method         `json:"methods"`
	MinRecords int64            `json:"min_records"` // people a list must hold to count; 1 when 0
	TwoList    bool             `json:"two_list,omitempty"`
	Target     Unit             `json:"target,omitempty"` // what is asked about; persons when empty
	LeaveOut   bool             `json:"leave_out"`
	LogLinear  LogLinearOptions `json:"loglin"`
	Stepwise   StepwiseOptions  `json:"sparse"`
	Averaging  AveragingOptions `json:"dga"`
	Latent     LatentOptions    `json:"lcmcr"`
	Effort
}

// DefaultSettings run every estimator, bootstrap included.
func DefaultSettings(seed uint64) Settings {
	return Settings{
		Methods:    []Method{MethodChao, MethodLogLinear, MethodStepwise, MethodGraphs, MethodLatent},
		MinRecords: 1,
		LeaveOut:   true,
		LogLinear:  LogLinearOptions{Criterion: BIC, Boot: 1000},
		Stepwise:   StepwiseOptions{}.filled(),
		Latent:     LatentOptions{}.filled(),
		Effort:     Effort{Seed: seed},
	}
}

// Study is everything said about one table: findings first, then estimators
// side by side. Where it is not estimable, there is no number in it but the
// documented one.
type Study struct {
	Format     string     `json:"format"`
	Table      Table      `json:"table"`
	Dropped    []string   `json:"dropped,omitempty"` // lists with too few people
	Hash       string     `json:"table_hash"`
	Settings   Settings   `json:"settings"`
	Documented int64      `json:"documented"`
	Estimable  bool       `json:"estimable"`
	Verdict    string     `json:"verdict"`
	Range      *Interval  `json:"range,omitempty"` // from the lowest lower to the highest upper limit
	Findings   []Finding  `json:"findings"`
	Results    []Result   `json:"results,omitempty"`
	LeftOut    []LeftOut  `json:"left_out,omitempty"`
	Xi         []XiResult `json:"identifying,omitempty"`
}

// Format is the name and version of the study's form.
const Format = "cairn estimate 1"

// Run checks the table and, if nothing refuses it, runs the methods.
func Run(ctx context.Context, t Table, s Settings) (Study, error) {
	if err := t.Validate(); err != nil {
		return Study{}, err
	}
	out := Study{Format: Format, Settings: s, Documented: t.N()}
	if s.Target == Incidents && t.Unit == Incidents {
		t.Unit = Persons // for the check only: incidents are asked about
		out.Findings = Check(t, s.MinRecords)
		t.Unit = Incidents
	} else {
		out.Findings = Check(t, s.MinRecords)
	}
	out.Table, out.Hash = t, t.Hash()
	if refused(out.Findings) {
		return out.twoLists(s), nil
	}
	used, dropped := t.Valid(max(s.MinRecords, 1))
	out.Table, out.Dropped, out.Hash = used, dropped, used.Hash()
	out.Documented = used.N()
	for _, m := range s.Methods {
		r, err := run(ctx, used, m, s)
		if err != nil {
			return out, err
		}
		out.Results = append(out.Results, r)
		out.Findings = append(out.Findings, r.Findings...)
	}
	out.judge()
	if !out.Estimable {
		return out, nil
	}
	out.Xi = identifying(used, out.Results)
	if s.LeaveOut {
		if err := out.leaveOut(ctx); err != nil {
			return out, err
		}
	}
	return out, nil
}

func run(ctx context.Context, t Table, m Method, s Settings) (Result, error) {
	switch m {
	case MethodChao:
		return Chao(t), nil
	case MethodLogLinear:
		return LogLinear(ctx, t, s.LogLinear, s.Effort)
	case MethodStepwise:
		return Stepwise(ctx, t, s.Stepwise, s.Effort)
	case MethodGraphs:
		return Average(ctx, t, s.Averaging, s.Effort)
	case MethodLatent:
		return Latent(ctx, t, s.Latent, s.Effort)
	case MethodChapman:
		return newResult(m, t).refuse("two lists only: with three and more, the other methods use all overlaps"), nil
	}
	return Result{}, fmt.Errorf("method %q is not known; the methods are %s", m, methodNames())
}

func methodNames() string {
	var names []string
	for _, m := range DefaultSettings(0).Methods {
		names = append(names, string(m))
	}
	return strings.Join(names, ", ")
}

// twoLists ends a refused study. Only where the one thing missing is a third
// list, and the two-list bound was asked for, it is given, with its label.
func (s Study) twoLists(set Settings) Study {
	s.Verdict = "not estimable: " + firstRefusal(s.Findings)
	onlyE1 := !slices.ContainsFunc(s.Findings, func(f Finding) bool { return f.Refuses && f.Code != "E1" })
	if !set.TwoList || !onlyE1 {
		return s
	}
	used, dropped := s.Table.Valid(max(set.MinRecords, 1))
	if len(used.Lists) != 2 {
		return s
	}
	r := Chapman(used, 0, 1)
	if r.Estimate == nil {
		return s
	}
	s.Table, s.Dropped, s.Hash, s.Documented = used, dropped, used.Hash(), used.N()
	s.Results = []Result{r}
	s.Verdict = "not estimable from two lists; the figure is a lower bound if the lists are positively dependent: " + firstRefusal(s.Findings)
	return s
}

func firstRefusal(findings []Finding) string {
	for _, f := range findings {
		if f.Refuses {
			return f.Code + ": " + f.Words
		}
	}
	return ""
}

// judge compares the estimators and decides what may be said.
func (s *Study) judge() {
	var usable []Result
	var why []string
	for _, r := range s.Results {
		switch {
		case r.LowerBound:
		case r.Estimate != nil:
			usable = append(usable, r)
		case r.Refused != "":
			why = append(why, string(r.Method)+": "+r.Refused)
		}
	}
	if len(usable) == 0 {
		for i, r := range s.Results {
			if r.Estimate != nil {
				s.Results[i] = r.refuse("a lower bound alone does not make the total estimable")
			}
		}
		words := "no estimator gives a total on this table"
		if len(why) > 0 {
			words += ": " + strings.Join(why, "; ")
		}
		s.Findings = append(s.Findings, refusal("E4", words))
		s.Verdict = "not estimable: " + words
		return
	}
	s.Estimable = true
	s.Range = &Interval{Level: levels[0], Lower: math.Inf(1), Upper: math.Inf(-1)}
	for _, r := range usable {
		s.Range.Lower = min(s.Range.Lower, r.Intervals[0].Lower)
		s.Range.Upper = max(s.Range.Upper, r.Intervals[0].Upper)
		s.Findings = append(s.Findings, s.loose(r)...)
	}
	disagree := s.disagreement(usable)
	s.Findings = append(s.Findings, disagree...)
	put := fmt.Sprintf("%d estimators put", len(usable))
	if len(usable) == 1 {
		put = "only one estimator, " + string(usable[0].Method) + ", puts"
	}
	s.Verdict = fmt.Sprintf("%d documented; %s the total between %.0f and %.0f", s.Documented, put, s.Range.Lower, s.Range.Upper)
	if len(disagree) > 0 {
		s.Verdict += "; they disagree, so no single figure should be quoted"
	}
}

// disagreement is W2: intervals without a common point, or best models whose
// totals span more than twofold.
func (s *Study) disagreement(usable []Result) []Finding {
	var out []Finding
	lower, upper := 0.0, math.Inf(1)
	for _, r := range usable {
		lower, upper = max(lower, r.Intervals[0].Lower), min(upper, r.Intervals[0].Upper)
	}
	if lower > upper {
		out = append(out, warning("W2", fmt.Sprintf("the 95 %% intervals of the estimators have no total in common; together they run from %.0f to %.0f", s.Range.Lower, s.Range.Upper)))
	}
	for _, r := range usable {
		if r.Method != MethodLogLinear || len(r.Models) < 2 {
			continue
		}
		lo, hi := math.Inf(1), 0.0
		for _, m := range r.Models[:min(10, len(r.Models))] {
			lo, hi = min(lo, m.N), max(hi, m.N)
		}
		if hi > 2*lo {
			out = append(out, warning("W2", fmt.Sprintf("the ten best log-linear models fit about equally well and give totals from %.0f to %.0f", lo, hi)))
		}
	}
	return out
}

// loose is what the result itself shows: W4 and W7.
func (s *Study) loose(r Result) []Finding {
	var out []Finding
	n, top := float64(s.Documented), r.Intervals[0]
	if (r.Estimate.N-n)/n > 5 {
		out = append(out, warning("W7", fmt.Sprintf("%s: more than five times as many people would be undocumented as documented", r.Method)))
	}
	if top.Upper/top.Lower > 4 {
		out = append(out, warning("W7", fmt.Sprintf("%s: the upper limit is %.1f times the lower", r.Method, top.Upper/top.Lower)))
	}
	if len(r.Models) > 0 && math.Abs(r.Models[0].Bias) > 0.1*r.Models[0].N {
		out = append(out, warning("W7", fmt.Sprintf("%s: the table is too sparse for model %s, whose asymptotic bias is %.0f", r.Method, r.Models[0].Model, r.Models[0].Bias)))
	}
	a := r.Averaging
	if a == nil {
		return out
	}
	if a.Complete > 0.05 {
		out = append(out, warning("W4", fmt.Sprintf("dga: %.0f %% of the weight lies on the graph in which every list depends on every other, which says nothing of the unseen", 100*a.Complete)))
	}
	if math.Abs(a.MedianAtDelta4-r.Estimate.N) > 0.25*r.Estimate.N {
		out = append(out, warning("W4", fmt.Sprintf("dga: with four times the prior weight the median moves from %.0f to %.0f", r.Estimate.N, a.MedianAtDelta4)))
	}
	if a.Edge > 0.01 {
		out = append(out, warning("W4", fmt.Sprintf("dga: the posterior is still %.1f %% as high at the largest total tried as at its peak", 100*a.Edge)))
	}
	return out
}
