package toll_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

const compiler = "Tech for Palestine"

// dailySeries reads a published daily series the way an importer does: the
// ministry's word is the ministry's, and what the compiler filled in or
// computed (ext_) is the compiler's, with nobody else named.
func dailySeries(t rapid.TB, file string) *story {
	data, err := os.ReadFile("../../shared/data/exchange/" + file)
	if err != nil {
		t.Skipf("the shared series %s is not here", file)
	}
	var rows []map[string]any
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	s := newStory(t)
	for _, r := range rows {
		day, source := r["report_date"].(string), r["report_source"].(string)
		hours, _ := r["report_period"].(float64)
		if source == "missing" {
			source = compiler
		}
		phase := ""
		if p, ok := r["phase"].(float64); ok {
			phase = fmt.Sprint(p)
		}
		var claims []cairn.Claim
		add := func(id, field string, by string, running bool, opts ...func(*cairn.Claim)) bool {
			n, ok := r[field].(float64)
			if !ok {
				return false
			}
			c := killed(day+id, fmt.Sprint(int64(n)), opts...)
			c.Scope = cairn.ScopeAggregate
			c.Baseline = &cairn.Baseline{Series: "killed", Phase: phase}
			c.Time = &cairn.When{Period: cairn.Period{Start: cairn.Day(day).Add(1 - max(1, int(hours/24))), End: cairn.Day(day)}}
			if running {
				c.Scope = cairn.ScopeCumulative
				c.Time.Start = "2023-10-07"
			}
			if by != compiler {
				c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: by}, Type: "government", Named: true}}
			}
			claims = append(claims, c)
			return true
		}
		total := "killed_cum"
		if strings.Contains(file, "lebanon") {
			total = "killed_cum_reported"
		}
		if !add("-cum", total, source, true) {
			add("-cum", "ext_killed_cum", compiler, true)
		}
		if !add("-day", "killed", source, false) {
			add("-day", "ext_killed", compiler, false)
		}
		for _, part := range []string{"killed_recovered", "killed_succumbed", "killed_committee", "killed_truce_new"} {
			add("-"+part, part, source, false, relates(cairn.OfWhich, day+"-day"), func(c *cairn.Claim) {
				c.Victims = &cairn.Victims{Words: cairn.Words{Text: strings.TrimPrefix(part, "killed_")}}
			})
		}
		s.report("row-"+day, compiler, day, claims...)
	}
	return s
}

func findings(t rapid.TB, s *story, only ...string) []toll.Finding {
	out, err := s.index().Check(toll.Query{}, only...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func saysAll(found []toll.Finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s: %s\n", f.Check, f.Says)
	}
	return b.String()
}

func TestTheGazaSeriesTellsWhatItsValidatorKnowsAndMore(t *testing.T) {
	found := findings(t, dailySeries(t, "tfp_casualties_daily.json"))
	text := saysAll(found)
	for _, f := range found {
		text += strings.Join(f.Steps, "\n") + "\n"
	}
	for _, want := range []string{
		"2023-12-05: 725 is two days in one figure: 725 = 376 (2023-12-04) + 349; the source changes here, from mohtel to gmotel",
		"2023-12-22: 390 is given for one day and is the step of the totals over 3 days: 390 = 3 x 130, as Tech for Palestine spread it",
		"2024-08-27: the total stays at 40,435 while 41 are counted",
		"2025-01-26: 23 = 14 recovered + 5 succumbed + 4 truce_new\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no finding says %q", want)
		}
	}
	if n := strings.Count(text, "\nseries-parts: "); n != 1 {
		t.Errorf("%d findings of figures made of several kinds, want one with every day", n)
	}
	// Oracle: the days whose figure is not the step of the compiler's totals.
	for _, day := range []string{"2023-12-05", "2023-12-08", "2023-12-09", "2023-12-18", "2023-12-22", "2024-01-12", "2024-01-16"} {
		if !strings.Contains(text, "series-step: killed, "+day) {
			t.Errorf("the figure of %s is not found to differ from the step", day)
		}
	}
	if t.Failed() || testing.Verbose() {
		for _, id := range []string{"series-step", "series-stale", "series-regression", "series-reset", "series-source"} {
			for _, f := range found {
				if f.Check == id {
					t.Log(f.Check, f.Says)
				}
			}
		}
	}
}

func TestTheLebanonCounterStartsAgain(t *testing.T) {
	found := findings(t, dailySeries(t, "tfp_lebanon_casualties_daily.json"), "series-reset", "series-regression")
	if len(found) != 1 || !strings.Contains(found[0].Says, "the counter starts again, from 4,047 (2024-12-04) to 123 (2026-03-05) (phase 1 to phase 2)") {
		t.Errorf("findings %s", saysAll(found))
	}
}

func TestARecordOfOneSeriesHasATollByThePolicyThatSaysSo(t *testing.T) {
	x := dailySeries(t, "tfp_lebanon_casualties_daily.json").index()
	got, err := x.Toll(toll.Query{Policy: policy(t, "series")})
	if err != nil {
		t.Fatal(err)
	}
	if got.Series == nil || len(got.Totals) != 1 || text(got.Totals[0].Range) != "8,393, best 8,393" {
		t.Errorf("toll %s, want 4,047 of the first phase and 4,346 of the second", asJSON(got.Totals))
	}
	none, err := x.Toll(toll.Query{})
	if err != nil || len(none.Totals) != 0 {
		t.Errorf("the default policy counts a series: %s, %v", asJSON(none.Totals), err)
	}
}
