package link

import (
	"slices"
	"testing"

	"cairn"
)

func TestDecisionsAreNeverBroken(t *testing.T) {
	reports := september()
	first, err := Link(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	claim := func(id string) string {
		for _, r := range reports {
			if r.ID == id {
				return r.Claims[0].ID
			}
		}
		return ""
	}
	at := func(out []cairn.Linked, id string) *cairn.LinkedIncident {
		for _, l := range out {
			if l.LinkedIncident != nil && slices.ContainsFunc(l.Reports, func(r cairn.IncidentReport) bool { return slices.Contains(r.Claims, id) }) {
				return l.LinkedIncident
			}
		}
		t.Fatalf("claim %s is in no incident", id)
		return nil
	}
	nine, fifteen, two, seven := claim("09"), claim("15"), claim("02"), claim("07")
	cases := []struct {
		name      string
		decisions []cairn.Decision
		x, y      string
		together  bool
	}{
		{"nothing decided", nil, nine, fifteen, true},
		{"told apart", []cairn.Decision{{Seq: 1, Verdict: cairn.Different, Targets: []string{nine, fifteen}}}, nine, fifteen, false},
		{"put together", []cairn.Decision{{Seq: 1, Verdict: cairn.Same, Targets: []string{two, seven}}}, two, seven, true},
		{"by report", []cairn.Decision{{Seq: 1, Verdict: cairn.Same, Targets: []string{"02", "07"}}}, two, seven, true},
		{"the later one holds", []cairn.Decision{
			{Seq: 1, Verdict: cairn.Different, Targets: []string{two, seven}}, {Seq: 2, Verdict: cairn.Same, Targets: []string{two, seven}}}, two, seven, true},
		{"taken back", []cairn.Decision{
			{Seq: 1, Verdict: cairn.Different, Targets: []string{nine, fifteen}}, {Seq: 2, Verdict: cairn.Undo, Targets: []string{"1"}}}, nine, fifteen, true},
		{"incidents merged", []cairn.Decision{{Seq: 1, Verdict: cairn.Merge, Targets: []string{at(first, two).ID, at(first, seven).ID}}}, two, seven, true},
		{"a claim split off", []cairn.Decision{{Seq: 1, Verdict: cairn.Split, Targets: []string{at(first, nine).ID, fifteen}}}, nine, fifteen, false},
	}
	for _, c := range cases {
		out, err := Link(reports, Options{Decisions: c.decisions, Previous: first})
		if err != nil {
			t.Fatal(err)
		}
		if got := at(out, c.x).ID == at(out, c.y).ID; got != c.together {
			t.Errorf("%s: together %v, want %v", c.name, got, c.together)
		}
	}
}

func TestMergeLeavesAnAlias(t *testing.T) {
	reports := september()
	first, err := Link(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := byReport(t, first, "02"), byReport(t, first, "07")
	merged, err := Link(reports, Options{Previous: first, Decisions: []cairn.Decision{{Seq: 1, Verdict: cairn.Merge, Targets: []string{a.ID, b.ID}}}})
	if err != nil {
		t.Fatal(err)
	}
	m := byReport(t, merged, "02")
	if ids := append([]string{m.ID}, m.Aliases...); !slices.Contains(ids, a.ID) || !slices.Contains(ids, b.ID) {
		t.Errorf("the merged incident is known as %v, want both %s and %s", ids, a.ID, b.ID)
	}
	again, err := Link(reports, Options{Previous: merged})
	if err != nil {
		t.Fatal(err)
	}
	x, y := byReport(t, again, "02"), byReport(t, again, "07")
	if x.ID != a.ID || y.ID != b.ID || len(x.Aliases)+len(y.Aliases) != 0 {
		t.Errorf("after the merge was taken back: %s %v and %s %v, want %s and %s again", x.ID, x.Aliases, y.ID, y.Aliases, a.ID, b.ID)
	}
}

func TestIDsSurviveWhateverComesBefore(t *testing.T) {
	reports := september()
	first, err := Link(reports[1:], Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := Link(reports, Options{Previous: first})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"04", "07", "09"} {
		if was, is := byReport(t, first, id), byReport(t, all, id); was.ID != is.ID {
			t.Errorf("report %s: incident %s became %s", id, was.ID, is.ID)
		}
	}
}

func TestEveryLinkIsExplained(t *testing.T) {
	s, err := New(september(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Explain("02", "09")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, ev := range e.Evidence {
		sum += ev.Weight
		if ev.Words == "" {
			t.Errorf("evidence without words: %+v", ev)
		}
	}
	if e.Together || sum != e.Score || e.Score >= 0 {
		t.Errorf("the battle and the killing: %+v", e)
	}
	if !slices.ContainsFunc(e.Evidence, func(v cairn.Evidence) bool { return v.Level == "captive-battle" && v.Weight < -3 }) {
		t.Errorf("captivity keeps them apart, but the waterfall is %+v", e.Evidence)
	}
	if _, err := s.Explain("02", "nowhere"); err == nil {
		t.Error("an unknown id was explained")
	}
}

// TestQueueIsWorthAsking answers three hundred questions by the labels.
func TestQueueIsWorthAsking(t *testing.T) {
	if testing.Short() {
		t.Skip("codes and links 2,817 reports four times")
	}
	rows := gvaRows(t)
	reports, err := coded()
	if err != nil {
		t.Fatal(err)
	}
	label := map[string]string{}
	for _, r := range rows {
		label[r.ID] = r.Incident
	}
	s, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := s.reportScores(rows)
	var decisions []cairn.Decision
	for range 3 {
		for _, q := range s.Queue(100) {
			v := cairn.Different
			if label[q.ReportA] == label[q.ReportB] {
				v = cairn.Same
			}
			decisions = append(decisions, cairn.Decision{Seq: int64(len(decisions) + 1), Verdict: v, Targets: []string{q.ReportA, q.ReportB}})
		}
		s.o.Decisions = decisions
		s.decide()
		s.regroup(threshold)
	}
	after := s.reportScores(rows)
	t.Logf("%d decisions: pairs F1 %.4f to %.4f, B3 F1 %.4f to %.4f", len(decisions), before.Pair.F1, after.Pair.F1, before.B3.F1, after.B3.F1)
	w := s.whereabouts(func(yield func(string)) {
		for _, r := range reports {
			yield(r.ID)
		}
	})
	for _, d := range decisions {
		x, y := w.of(d.Targets[0])[0], w.of(d.Targets[1])[0]
		if (s.group[x] == s.group[y]) != (d.Verdict == cairn.Same) {
			t.Errorf("decision %d (%s %v) was broken", d.Seq, d.Verdict, d.Targets)
		}
	}
	if after.Pair.F1 < before.Pair.F1+0.04 {
		t.Errorf("300 decisions gained %.4f, want 0.04", after.Pair.F1-before.Pair.F1)
	}
}
