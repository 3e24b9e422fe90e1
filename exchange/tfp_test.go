package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
	"cairn/exchange"
)

// What each field of a day counts, by whom, and among whom.
func TestDailySeries(t *testing.T) {
	for _, c := range []struct {
		name, day string
		want      []string
	}{
		{"reported, with parts of the day's figure and groups of the total",
			`{"report_date":"2031-02-03","report_source":"mohtel","report_period":24,"killed":9,"killed_cum":120,"killed_recovered":7,"killed_children_cum":31,"ext_killed_cum":121,"ext_massacres_cum":4}`,
			[]string{"killed 120 since by mohtel", "killed 9 by mohtel", "killed 7 recovered by mohtel of 9", "killed 31 children since by mohtel of 120"}},
		{"filled in by the compiler",
			`{"report_date":"2031-02-04","report_source":"missing","report_period":0,"ext_killed":0,"ext_killed_cum":121,"ext_injured_cum":400}`,
			[]string{"killed 121 since", "killed 0", "injured 400 since"}},
		{"those who starved are others, and the children are among them",
			`{"report_date":"2031-02-05","report_source":"mohtel","report_period":24,"killed_cum":130,"famine_cum":6,"child_famine_cum":4}`,
			[]string{"killed 130 since by mohtel", "killed 6 by deprivation since by mohtel", "killed 4 children by deprivation since by mohtel of 6"}},
		{"seekers of aid, killed and hurt",
			`{"report_date":"2031-02-06","report_source":"mohtel","report_period":24,"killed_cum":130,"injured_cum":410,"aid_seeker_killed_cum":5,"aid_seeker_injured_cum":17}`,
			[]string{"killed 130 since by mohtel", "injured 410 since by mohtel", "killed 5 aid seekers since by mohtel of 130", "injured 17 aid seekers since by mohtel of 410"}},
		{"flash updates, and the same people as they were verified",
			`{"report_date":"2031-02-07","verified":{"killed":2,"killed_cum":41,"killed_children":1,"killed_children_cum":9},"killed_cum":40,"killed_children_cum":9,"displaced_persons_cum":88,"settler_attacks_cum":3,"flash_source":"un"}`,
			[]string{"killed 40 since by un", "killed 9 children since by un of 40", "displaced 88 since by un", "killed 41 since by UN OCHA again 40", "killed 2 by UN OCHA", "killed 9 children since by UN OCHA of 41", "killed 1 children by UN OCHA of 2"}},
		{"of Lebanon the totals without the word are the compiler's",
			`{"report_date":"2031-02-08","report_source":"moph_lb","report_period":24,"phase":"phase 2","killed":3,"killed_cum":52,"killed_cum_reported":50,"injured_cum":70}`,
			[]string{"killed 50 since by moph_lb", "killed 3 by moph_lb", "injured 70 since"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := exchange.TFP("daily.json", strings.NewReader("["+c.day+"]"), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for row := range rows {
				if row.Err != nil {
					t.Fatal(row.Err)
				}
				if got := told(row.Coded); strings.Join(got, "; ") != strings.Join(c.want, "; ") {
					t.Errorf("got  %q\nwant %q", got, c.want)
				}
			}
		})
	}
}

func told(coded cairn.Coded) (out []string) {
	counts := map[string]int64{}
	for _, c := range coded.Claims {
		counts[c.ID] = *c.Count.Low
		s := fmt.Sprintf("%s %d", c.Measure, *c.Count.Low)
		if c.Victims != nil {
			s += " " + c.Victims.Group + c.Victims.Text
		}
		if c.Means != "" {
			s += " by " + c.Means
		}
		if c.Scope == cairn.ScopeCumulative {
			s += " since"
		}
		for _, by := range c.Attribution {
			s += " by " + by.Text
		}
		for _, r := range c.Relates {
			s += fmt.Sprintf(" %s %d", map[cairn.RelationKind]string{cairn.OfWhich: "of", cairn.Restates: "again"}[r.As], counts[r.To])
		}
		out = append(out, s)
	}
	return out
}
