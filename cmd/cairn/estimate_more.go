package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"cairn/estimate"
)

// estimateSensitivityCmd shows how far the answer hangs on what was chosen.
type estimateSensitivityCmd struct {
	listsFlags
	methodFlags
	JSON bool `help:"JSON for programs." name:"json"`
}

func (c *estimateSensitivityCmd) Run(a *app) error {
	in, err := c.read(a)
	if err != nil {
		return err
	}
	settings, err := c.settings()
	if err != nil {
		return err
	}
	refused := false
	for _, t := range in.Tables {
		if f := estimate.Check(t, c.MinRecords); hasRefusal(f) {
			refused = true
			printFindings(a.out, f)
			continue
		}
		used, _ := t.Valid(max(c.MinRecords, 1))
		rows, err := estimate.Sensitivity(context.Background(), used, settings)
		if err != nil {
			return fmt.Errorf("sensitivity: %w", err)
		}
		if c.JSON {
			if err := jsonLines(a.out, rows); err != nil {
				return err
			}
			continue
		}
		if t.Stratum != "" {
			fmt.Fprintf(a.out, "%s\n", visible(t.Stratum))
		}
		out := &table{head: []string{"method", "setting", "total", "95 %"}}
		for _, r := range rows {
			if r.Result.Estimate == nil {
				out.add(string(r.Method), r.Setting, "no number", visible(r.Result.Refused))
				continue
			}
			out.add(string(r.Method), r.Setting, fmt.Sprintf("%.0f", r.Result.Estimate.N), span(r.Result.Intervals, 0))
		}
		out.write(a.out)
	}
	if refused {
		return errFindings
	}
	return nil
}

func hasRefusal(findings []estimate.Finding) bool {
	for _, f := range findings {
		if f.Refuses {
			return true
		}
	}
	return false
}

// estimateCombineCmd combines draws.
type estimateCombineCmd struct {
	Files []string `arg:"" help:"CSV of draws: part, documented, n." type:"path"`
	As    string   `enum:"strata,replicates" required:"" help:"What the parts are: ${enum}. Strata are added; replicates estimate the same total."`
	Seed  uint64   `help:"Seed of the order in which strata are paired." default:"1"`
	JSON  bool     `help:"JSON for programs." name:"json"`
}

func (c *estimateCombineCmd) Run(a *app) error {
	var all []estimate.Part
	for _, name := range c.Files {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("open the draws: %w", err)
		}
		p, err := estimate.ReadDraws(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		all = append(all, p...)
	}
	combine := estimate.CombineReplicates
	if c.As == "strata" {
		combine = func(p []estimate.Part) (estimate.Result, error) {
			return estimate.SumStrata(p, estimate.Effort{Seed: c.Seed})
		}
	}
	r, err := combine(all)
	if err != nil {
		return fmt.Errorf("combine: %w", err)
	}
	if c.JSON {
		err = jsonLines(a.out, []estimate.Result{r})
	} else {
		resultTable([]estimate.Result{r}).write(a.out)
		for _, f := range r.Findings {
			fmt.Fprintf(a.out, "%s  %s\n", f.Code, visible(f.Words))
		}
	}
	if err == nil && (len(r.Findings) > 0 || r.Estimate == nil) {
		return errFindings
	}
	return err
}

// estimateReportCmd writes the page.
type estimateReportCmd struct {
	listsFlags
	methodFlags
	Title string `help:"Title of the page." default:"How many deaths nobody documented"`
	Out   string `help:"File to write; without it, standard output." short:"o" type:"path" placeholder:"FILE"`
	Of    string `enum:"lcmcr,dga,loglin,sparse" default:"lcmcr" help:"Method whose draws are added over strata: ${enum}."`
}

func (c *estimateReportCmd) Run(a *app) error {
	in, err := c.read(a)
	if err != nil {
		return err
	}
	if len(in.Tables) == 0 {
		return usagef("capture frequencies allow only a lower bound: see estimate run")
	}
	studies, err := c.studies(a, in.Tables)
	if err != nil {
		return err
	}
	report := estimate.Report{Title: c.Title, Studies: studies}
	if len(studies) > 1 {
		sum, err := estimate.SumStrata(parts(studies, estimate.Method(c.Of)), estimate.Effort{Seed: c.Seed})
		if err != nil {
			return fmt.Errorf("add the strata: %w", err)
		}
		report.Sum = &sum
	}
	if c.Out == "" {
		return estimate.WriteReport(a.out, report)
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if err := estimate.WriteReport(f, report); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// estimateCoverageCmd measures the estimators themselves.
type estimateCoverageCmd struct {
	Tables int    `help:"Tables drawn of each world." default:"500"`
	Boot   int    `help:"Resamples of the bootstraps." default:"200"`
	Sweeps int    `help:"Sweeps of each of the 4 latent-class chains." default:"6000"`
	Seed   uint64 `help:"Seed of the simulation." default:"1"`
	Jobs   int    `help:"Processors to use (0: all); the result does not depend on it." default:"0"`
	JSON   bool   `help:"JSON for programs." name:"json"`
}

func (c *estimateCoverageCmd) Run(a *app) error {
	if c.Tables < 1 || c.Tables > 100_000 || c.Boot < 20 || c.Boot > 100_000 {
		return usagef("from 1 to 100000 tables and 20 to 100000 resamples are possible")
	}
	rows, err := estimate.Coverage(context.Background(), estimate.Scenarios(), estimate.CoverageOptions{
		Tables: c.Tables, Boot: c.Boot,
		Latent: estimate.LatentOptions{BurnIn: 2000, Sweeps: c.Sweeps, Thin: max(1, c.Sweeps/1000)},
	}, estimate.Effort{Seed: c.Seed, Workers: c.Jobs}, func(world string) {
		if a.progress {
			fmt.Fprintf(a.err, "done with %s\n", world)
		}
	})
	if err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	if c.JSON {
		return jsonLines(a.out, rows)
	}
	printCoverage(a.out, rows)
	return nil
}

func printCoverage(w io.Writer, rows []estimate.CoverageRow) {
	t := &table{head: []string{"world", "method", "truth", "estimable", "95 % covers", "80 % covers", "median bias", "median width"}}
	for _, r := range rows {
		t.add(r.Scenario, r.Method, fmt.Sprint(r.Total), fmt.Sprintf("%d of %d", r.Estimable, r.Tables),
			fmt.Sprintf("%.1f %%", 100*r.Covered95), fmt.Sprintf("%.1f %%", 100*r.Covered80), fmt.Sprintf("%+.1f %%", 100*r.Bias), fmt.Sprintf("%.2f", r.Width))
	}
	t.write(w)
	fmt.Fprintln(w, "\nPublished for R: of nominal 95 % intervals, 61 % held the truth where the chosen model was taken for known,")
	fmt.Fprintln(w, "and 90 % where a bootstrap repeated the choice (Chan, Silverman and Vincent; another simulated world than these).")
}
