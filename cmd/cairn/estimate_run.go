package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"

	"cairn/estimate"
)

// methodFlags choose the estimators and how long they run.
type methodFlags struct {
	Method     []string `enum:"chao,loglin,sparse,dga,lcmcr" default:"chao,loglin,sparse,dga,lcmcr" help:"Estimators: ${enum}."`
	Target     string   `enum:"person,incident" default:"person" help:"What is asked about: ${enum}."`
	TwoList    bool     `help:"With only two lists, give the lower bound that they allow."`
	MinRecords int64    `help:"People a list must hold to count." default:"1"`
	Seed       uint64   `help:"Seed of the random numbers: the same seed gives the same bytes." default:"1"`
	Boot       int      `help:"Resamples of the bootstraps." default:"1000"`
	Criterion  string   `enum:"bic,aic" default:"bic" help:"What ranks log-linear models: ${enum}."`
	MaxOrder   int      `help:"Most lists in one interaction (0: all up to four lists, pairs above)." default:"0"`
	Delta      float64  `help:"Prior weight of a cell for the average over graphs (0: 2 to the minus number of lists)." default:"0"`
	Classes    int      `help:"Most latent classes." default:"10" short:"k"`
	Chains     int      `help:"Chains of the latent-class model, at least 4." default:"4"`
	Sweeps     int      `help:"Sweeps of each chain." default:"200000"`
	BurnIn     int      `help:"Sweeps before, thrown away." default:"10000"`
	Thin       int      `help:"Keep one draw of so many sweeps." default:"100"`
	NoLeaveOut bool     `help:"Do not run again without each list."`
	Jobs       int      `help:"Processors to use (0: all); the result does not depend on it." default:"0"`
}

func (f methodFlags) settings() (estimate.Settings, error) {
	if f.Boot < 0 || f.Boot > 100_000 || f.Boot > 0 && f.Boot < 20 {
		return estimate.Settings{}, usagef("--boot %d: from 20 to 100000 resamples are possible, or 0 for none", f.Boot)
	}
	if f.Delta < 0 || math.IsNaN(f.Delta) {
		return estimate.Settings{}, usagef("--delta %g: the prior weight of a cell is above 0", f.Delta)
	}
	s := estimate.DefaultSettings(f.Seed)
	s.Methods = nil
	for _, m := range f.Method {
		s.Methods = append(s.Methods, estimate.Method(m))
	}
	s.Target, s.TwoList, s.MinRecords = estimate.Unit(f.Target), f.TwoList, f.MinRecords
	s.LogLinear = estimate.LogLinearOptions{Criterion: estimate.Criterion(f.Criterion), MaxOrder: f.MaxOrder, Boot: f.Boot}
	s.Stepwise.Boot = f.Boot
	s.Averaging.Delta = f.Delta
	s.Latent.Classes, s.Latent.Chains, s.Latent.Sweeps, s.Latent.BurnIn, s.Latent.Thin = f.Classes, f.Chains, f.Sweeps, f.BurnIn, f.Thin
	s.LeaveOut, s.Workers = !f.NoLeaveOut, f.Jobs
	return s, nil
}

// estimateRunCmd runs the estimators.
type estimateRunCmd struct {
	listsFlags
	methodFlags
	JSON  bool   `help:"The whole study as JSON, one line for each stratum." name:"json"`
	Draws string `help:"Write the draws of the total as CSV, for estimate combine." type:"path" placeholder:"FILE"`
	Of    string `enum:"lcmcr,dga,loglin,sparse" default:"lcmcr" help:"Method whose draws are written: ${enum}."`
}

func (c *estimateRunCmd) Run(a *app) error {
	in, err := c.read(a)
	if err != nil {
		return err
	}
	if len(in.Tables) == 0 {
		r := estimate.ChaoOf(in.Frequencies, 0)
		fmt.Fprintln(a.out, "Only how many people were seen how often is known, not on which lists: a lower bound is all that it allows.")
		resultTable([]estimate.Result{r}).write(a.out)
		return nil
	}
	studies, err := c.studies(a, in.Tables)
	if err != nil {
		return err
	}
	if c.Draws != "" {
		if err := writeDraws(c.Draws, studies, estimate.Method(c.Of)); err != nil {
			return err
		}
	}
	if c.JSON {
		if err := jsonLines(a.out, studies); err != nil {
			return err
		}
	} else {
		for _, s := range studies {
			printStudy(a.out, s)
		}
	}
	for _, s := range studies {
		if len(s.Findings) > 0 {
			return errFindings
		}
	}
	return nil
}

// studies runs each stratum.
func (f methodFlags) studies(a *app, tables []estimate.Table) ([]estimate.Study, error) {
	settings, err := f.settings()
	if err != nil {
		return nil, err
	}
	var out []estimate.Study
	for i, t := range tables {
		if a.progress {
			fmt.Fprintf(a.err, "\restimating stratum %d of %d", i+1, len(tables))
		}
		s, err := estimate.Run(context.Background(), t, settings)
		if err != nil {
			return nil, fmt.Errorf("estimate %s: %w", t.Stratum, err)
		}
		out = append(out, s)
	}
	if a.progress {
		fmt.Fprint(a.err, "\r\033[K")
	}
	return out, nil
}

func printStudy(w io.Writer, s estimate.Study) {
	if s.Table.Stratum != "" {
		fmt.Fprintf(w, "%s\n", visible(s.Table.Stratum))
	}
	fmt.Fprintf(w, "%s\n\n", visible(s.Verdict))
	for _, f := range s.Findings {
		fmt.Fprintf(w, "%s  %s\n", f.Code, visible(f.Words))
	}
	if len(s.Results) > 0 {
		fmt.Fprintln(w)
		resultTable(s.Results).write(w)
		fmt.Fprintln(w, "\nNo interval covers the assumption that links the unseen to the seen. Never add a total to a documented toll.")
	}
	for _, l := range s.LeftOut {
		for _, r := range l.Results {
			if r.Estimate != nil {
				fmt.Fprintf(w, "without %s, %s: %.0f [%.0f, %.0f]\n", visible(l.List), r.Method, r.Estimate.N, r.Estimate.Lower, r.Estimate.Upper)
			}
		}
	}
	fmt.Fprintf(w, "%s, seed %d\n\n", s.Hash, s.Settings.Seed)
}

func resultTable(results []estimate.Result) *table {
	t := &table{head: []string{"method", "documented", "total", "95 %", "80 %", "model"}}
	for _, r := range results {
		if r.Estimate == nil {
			t.add(string(r.Method), fmt.Sprint(r.Documented), "no number", "", "", visible(r.Refused))
			continue
		}
		total := fmt.Sprintf("%.0f", r.Estimate.N)
		if r.LowerBound {
			total += " or more"
		}
		t.add(string(r.Method), fmt.Sprint(r.Documented), total, span(r.Intervals, 0), span(r.Intervals, 1), r.Model)
	}
	return t
}

func span(intervals []estimate.Interval, i int) string {
	if i >= len(intervals) {
		return ""
	}
	return fmt.Sprintf("%.0f to %.0f", intervals[i].Lower, intervals[i].Upper)
}

// parts are the draws of one method by stratum.
func parts(studies []estimate.Study, m estimate.Method) []estimate.Part {
	var out []estimate.Part
	for i, s := range studies {
		p := estimate.Part{Name: s.Table.Stratum, Documented: s.Documented, Refused: s.Verdict}
		if p.Name == "" {
			p.Name = fmt.Sprintf("part %d", i+1)
		}
		for _, r := range s.Results {
			if r.Method == m {
				p.Draws, p.Refused = r.Draws, r.Refused
			}
		}
		out = append(out, p)
	}
	return out
}

func writeDraws(name string, studies []estimate.Study, m estimate.Method) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write the draws: %w", err)
	}
	for _, p := range parts(studies, m) {
		if p.Refused != "" || len(p.Draws) == 0 {
			f.Close()
			return fmt.Errorf("write the draws of %s: %s is not estimable with it: %s", m, p.Name, p.Refused)
		}
	}
	if err := estimate.WriteDraws(f, parts(studies, m)); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
