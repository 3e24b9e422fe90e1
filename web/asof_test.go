package web

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// values are those of the list that the slider steps over, and the one chosen.
func values(t *testing.T, s *Server, path string) (all []string, chosen string) {
	t.Helper()
	_, list, ok := strings.Cut(get(t, s, path).Body.String(), `id="as-of-list">`)
	if !ok {
		t.Fatalf("%s has no list of points", path)
	}
	list, _, _ = strings.Cut(list, "</select>")
	for _, m := range regexp.MustCompile(`<option value="([^"]*)"( selected)?>`).FindAllStringSubmatch(list, -1) {
		all = append(all, m[1])
		if m[2] != "" {
			chosen = m[1]
		}
	}
	return all, chosen
}

// The slider steps over what was recorded, ends in the present, and stands
// where the page was asked for, whether that is one of its steps or not.
func TestPointsOfTheRecord(t *testing.T) {
	s := testServer(t)
	all, chosen := values(t, s, "/tolls")
	if len(all) < 4 || all[len(all)-1] != "" || chosen != "" {
		t.Fatalf("points are %q, chosen %q", all, chosen)
	}
	for _, asked := range []string{all[1], "2015-09-20", "2"} {
		now, chosen := values(t, s, "/tolls?as_of="+asked)
		if chosen != asked {
			t.Errorf("asked for %q, %q is chosen of %q", asked, chosen, now)
		}
		if slices.Index(now, asked) >= len(now)-1 {
			t.Errorf("%q stands after the present in %q", asked, now)
		}
	}
}

func TestPointsAreFew(t *testing.T) {
	var all []recorded
	for i := range int64(1000) {
		all = append(all, recorded{i, cairn.Day("2015-01-01").Add(int(i))})
	}
	got := thinnedPoints(all)
	if len(got) != pointsMost || got[0].seq != 0 || got[pointsMost-1].seq != 999 {
		t.Errorf("%d points from %d to %d", len(got), got[0].seq, got[len(got)-1].seq)
	}
}

// A running total of the past has the present one beside it.
func TestRunningThenAndNow(t *testing.T) {
	s := testServer(t)
	path := "/tolls?by=day&running=yes&measure=killed"
	if body := get(t, s, path).Body.String(); strings.Contains(body, "as known then") {
		t.Error("the present is compared with itself")
	}
	day := func(days ...cairn.Day) toll.Toll {
		var rec toll.Record
		for i, on := range days {
			id, n := strconv.Itoa(i), cairn.Of(3, cairn.Exact)
			c := cairn.Claim{ID: "c" + id, Kind: cairn.Casualty, Measure: cairn.Killed, Scope: cairn.ScopeIncident, Stance: cairn.Asserted, Count: &n}
			rec.Reports = append(rec.Reports, toll.Report{ID: id, Claims: []cairn.Claim{c}})
			rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: &cairn.LinkedIncident{ID: "i" + id, Clarity: 1,
				Time: &cairn.When{Period: cairn.Period{Start: on, End: on}}, Reports: []cairn.IncidentReport{{ID: id, Claims: []string{c.ID}}}}})
		}
		x, err := toll.NewIndex(rec)
		if err != nil {
			t.Fatal(err)
		}
		out, err := x.Toll(toll.Query{Group: []toll.Dimension{toll.ByDay}, Running: true})
		if err != nil || out.Cells.Len() != len(days) {
			t.Fatal(out.Cells.Len(), err)
		}
		return out
	}
	q := &ask{Request: request("GET", path), server: s, lang: s.locales.list[0], desk: &desk{key: "as of 2"}}
	then := day("2015-09-18", "2015-09-19")
	one := tollTable{Measure: cairn.Killed, Rows: make([]tollRow, 2)}
	q.tollChart(then, day("2015-09-18", "2015-09-20"), &one)
	picture := string(one.Chart)
	for _, must := range []string{"as known then", "as known now", `class="c-then"`, `class="c-best"`} {
		if !strings.Contains(picture, must) {
			t.Errorf("the picture lacks %q", must)
		}
	}
	if len(one.Twin.Rows) != 4 {
		t.Errorf("the table has %d rows", len(one.Twin.Rows))
	}
}

func TestLastDay(t *testing.T) {
	for key, want := range map[string]cairn.Day{"2015": "2015-12-31", "2016-02": "2016-02-29", "2015-09-18": "2015-09-18", "2015-09-18/2015-09-20": "2015-09-20", toll.Unsaid: "", "": ""} {
		if got := lastDay(key); got != want {
			t.Errorf("%q ends on %q, want %q", key, got, want)
		}
	}
}

// Who held a place, from what is said of it.
func TestSpansOfControl(t *testing.T) {
	tr := func(change, to, from string, start, end cairn.Day, differ ...string) toll.Transition {
		return toll.Transition{Change: change, To: to, From: from, Time: cairn.Period{Start: start, End: end}, Differ: differ}
	}
	for _, c := range []struct {
		name string
		of   []toll.Transition
		want []string
	}{
		{"a capture ends who held it before", []toll.Transition{tr("captured", "B", "A", "2015-03-28", "2015-03-28")}, []string{"../2015-03-27 A", "2015-03-28/.. B"}},
		{"two captures", []toll.Transition{tr("captured", "A", "", "2015-01-01", "2015-01-01"), tr("captured", "B", "A", "2015-02-01", "2015-02-01")}, []string{"2015-01-01/2015-01-31 A", "2015-02-01/.. B"}},
		{"a loss to nobody named leaves it open", []toll.Transition{tr("holds", "A", "", "2015-01-01", "2015-01-01"), tr("lost", "", "A", "2015-02-01", "2015-02-01")}, []string{"2015-01-01/2015-01-31 A"}},
		{"fighting is contested until somebody holds it", []toll.Transition{tr("holds", "A", "", "2015-01-01", "2015-01-01"), tr("contested", "", "", "2015-02-01", "2015-02-01"), tr("captured", "B", "A", "2015-02-05", "2015-02-05")},
			[]string{"2015-01-01/2015-01-31 A", "2015-02-01/2015-02-04 A contested", "2015-02-05/.. B"}},
		{"a capture that took days", []toll.Transition{tr("captured", "B", "", "2015-03-24", "2015-03-28")}, []string{"2015-03-24/2015-03-28 B contested", "2015-03-29/.. B"}},
		{"accounts that differ", []toll.Transition{tr("captured", "B", "", "2015-03-28", "2015-03-28", "who")}, []string{"2015-03-28/.. B contested"}},
		{"no day is no stretch", []toll.Transition{tr("captured", "B", "A", "", "")}, nil},
	} {
		var got []string
		for _, s := range spansOf(toll.Timeline{Transitions: c.of}) {
			line := fmt.Sprintf("%s/%s %s", orDots(s.Start), orDots(s.End), s.Holder)
			if s.Contested {
				line += " contested"
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func orDots(d cairn.Day) string {
	if d == "" {
		return ".."
	}
	return string(d)
}
