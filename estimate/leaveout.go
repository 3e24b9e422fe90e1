package estimate

import (
	"context"
	"fmt"
)

// LeftOut is what the estimators say without one list. The total asked about
// is the same; only fewer lists look at it.
type LeftOut struct {
	List    string   `json:"list"`
	Results []Result `json:"results"`
	Refused string   `json:"refused,omitempty"`
}

// leaveOutSweeps is the length of the latent-class chains with a list left out.
const leaveOutSweeps = 50_000

// LeaveOneListOut runs the settings' methods without each list in turn. The
// bootstrap is left away: the question is whether the estimate moves.
func LeaveOneListOut(ctx context.Context, t Table, s Settings) ([]LeftOut, error) {
	s.LogLinear.Boot = 0
	s.Latent = s.Latent.filled()
	s.Latent.Sweeps = min(s.Latent.Sweeps, leaveOutSweeps)
	s.Latent.Thin = max(1, s.Latent.Sweeps/2000)
	var out []LeftOut
	for j, l := range t.Lists {
		rest, _ := t.Drop(j).Valid(1)
		left := LeftOut{List: l.Name}
		if findings := Check(rest, s.MinRecords); refused(findings) {
			left.Refused = firstRefusal(findings)
			out = append(out, left)
			continue
		}
		for _, m := range s.Methods {
			if m == MethodStepwise || m == MethodChao {
				continue
			}
			r, err := run(ctx, rest, m, s)
			if err != nil {
				return nil, err
			}
			r.Curve = thinCurve(r.Curve)
			r.Models, r.Chains = nil, nil
			left.Results = append(left.Results, r)
		}
		out = append(out, left)
	}
	return out, nil
}

func thinCurve(c []Point) []Point {
	if len(c) <= 60 {
		return c
	}
	var out []Point
	for i := range 60 {
		out = append(out, c[i*(len(c)-1)/59])
	}
	return out
}

// leaveOut runs it and warns where an estimate leaves its interval (W5).
func (s *Study) leaveOut(ctx context.Context) error {
	unit := s.Table.Unit
	t := s.Table
	t.Unit = Persons
	left, err := LeaveOneListOut(ctx, t, s.Settings)
	if err != nil {
		return err
	}
	s.Table.Unit = unit
	s.LeftOut = left
	for _, l := range left {
		for _, r := range l.Results {
			full := s.result(r.Method)
			if r.Estimate == nil || full == nil || full.Estimate == nil {
				continue
			}
			if in := full.Intervals[0]; r.Estimate.N < in.Lower || r.Estimate.N > in.Upper {
				s.Findings = append(s.Findings, warning("W5",
					fmt.Sprintf("without %s, %s says %.0f, outside its interval %.0f to %.0f", l.List, r.Method, r.Estimate.N, in.Lower, in.Upper), l.List))
			}
		}
	}
	return nil
}

func (s *Study) result(m Method) *Result {
	for i := range s.Results {
		if s.Results[i].Method == m {
			return &s.Results[i]
		}
	}
	return nil
}
