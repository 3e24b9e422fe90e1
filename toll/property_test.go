package toll_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

// draw makes a small record at random: several reports, roots, measures and
// sides, wholes and parts, people besides others, later statements, dissent,
// boasts, words and numbers without an upper end.
func draw(t *rapid.T) *story {
	s := newStory(t)
	s.rec.Sources = []toll.Source{{Name: "outlet 0", Primary: true}}
	incidents := rapid.IntRange(1, 4).Draw(t, "incidents")
	for i := range incidents {
		var claims []string
		for r := range rapid.IntRange(1, 4).Draw(t, "reports") {
			id := fmt.Sprintf("r%d-%d", i, r)
			made := drawClaims(t, id)
			s.report(id, fmt.Sprintf("outlet %d", rapid.IntRange(0, 3).Draw(t, "outlet")), fmt.Sprintf("2015-09-%02d", rapid.IntRange(10, 14).Draw(t, "day")), made...)
			for _, c := range made {
				claims = append(claims, c.ID)
			}
		}
		li := s.incident(fmt.Sprintf("i%d", i), "2015-09-09", rapid.SampledFrom([]string{nusra, army, ""}).Draw(t, "actor"), claims...)
		li.Place = &airBase
		if rapid.Bool().Draw(t, "elsewhere") {
			li.Place = &hama
		}
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "overlap") == 0 {
			li.Overlaps = []cairn.Overlap{{With: fmt.Sprintf("i%d", i-1), UpTo: int64(rapid.IntRange(1, 50).Draw(t, "up to"))}}
		}
	}
	return s
}

func drawClaims(t *rapid.T, report string) []cairn.Claim {
	var out []cairn.Claim
	for k := range rapid.IntRange(1, 4).Draw(t, "claims") {
		id := fmt.Sprintf("%s-c%d", report, k)
		count := rapid.SampledFrom([]string{"1", "7", "21", "45", "56", "45+", "40-50", "3+", "<45", "~71", "~1600", "1600", "dozens", "several", "", "0"}).Draw(t, "count")
		c := killed(id, count, as(rapid.SampledFrom([]cairn.Measure{cairn.Killed, cairn.Killed, cairn.Injured, cairn.Captured}).Draw(t, "measure")))
		switch rapid.IntRange(0, 4).Draw(t, "root") {
		case 0:
			bySOHR(&c)
		case 1:
			by("activists", "activist")(&c)
		case 2:
			by("Civil Defence", "medical")(&c)
		case 3:
			by(nusra, "armed_group")(&c)
			c.Stance = rapid.SampledFrom([]cairn.Stance{cairn.Claimed, cairn.Acknowledged, cairn.Denied}).Draw(t, "stance")
		}
		if status := rapid.SampledFrom([]string{"", "armed_forces", "civilian"}).Draw(t, "status"); status != "" {
			of(status)(&c)
		}
		if k > 0 {
			kind := rapid.SampledFrom([]cairn.RelationKind{"", "", cairn.OfWhich, cairn.Besides, cairn.Later, cairn.Covers, cairn.Restates}).Draw(t, "relation")
			if kind != "" {
				relates(kind, out[rapid.IntRange(0, k-1).Draw(t, "to")].ID)(&c)
			}
		}
		out = append(out, c)
	}
	return out
}

func tollJSON(t rapid.TB, rec toll.Record, q toll.Query) string {
	x, err := toll.NewIndex(rec)
	if err != nil {
		t.Fatal(err)
	}
	got, err := x.Toll(q)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	found, err := x.Check(q)
	if err != nil {
		t.Fatal(err)
	}
	f, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	return string(b) + string(f)
}

func drawPolicy(t *rapid.T) *toll.Policy {
	all, err := toll.Policies()
	if err != nil {
		t.Fatal(err)
	}
	return rapid.SampledFrom(all).Draw(t, "policy")
}

func TestNoOrderOfArrivalMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		rec := s.record()
		dims := rapid.SampledFrom([][]toll.Dimension{nil, {toll.ByActor}, {toll.ByPlace, toll.ByMonth}, {toll.ByStatus}, {toll.ByOccurrence, toll.ByAdmin1}}).Draw(t, "group")
		q := toll.Query{Policy: drawPolicy(t), Group: dims, Explain: true}
		want := tollJSON(t, rec, q)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		shuffled := rec
		shuffled.Reports, shuffled.Linked = slices.Clone(rec.Reports), slices.Clone(rec.Linked)
		rng.Shuffle(len(shuffled.Reports), func(i, j int) {
			shuffled.Reports[i], shuffled.Reports[j] = shuffled.Reports[j], shuffled.Reports[i]
		})
		rng.Shuffle(len(shuffled.Linked), func(i, j int) {
			shuffled.Linked[i], shuffled.Linked[j] = shuffled.Linked[j], shuffled.Linked[i]
		})
		for i, l := range shuffled.Linked {
			li := *l.LinkedIncident
			li.Reports = slices.Clone(li.Reports)
			rng.Shuffle(len(li.Reports), func(a, b int) { li.Reports[a], li.Reports[b] = li.Reports[b], li.Reports[a] })
			shuffled.Linked[i].LinkedIncident = &li
		}
		if got := tollJSON(t, shuffled, q); got != want {
			t.Fatalf("another order gives\n%s\nnot\n%s", got, want)
		}
	})
}

func TestLowBestAndHighAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		got, err := s.index().Toll(toll.Query{Policy: drawPolicy(t), Group: []toll.Dimension{toll.ByIncident}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range append(slices.Collect(got.Cells.All()), got.Totals...) {
			if c.Low != nil && c.Best != nil && *c.Low > *c.Best && len(c.NoBest) == 0 || c.Best != nil && c.High != nil && *c.Best > *c.High && !c.Open || c.Low != nil && *c.Low < 0 {
				t.Fatalf("cell %s under %s", asJSON(c), got.Policy)
			}
			if c.Low == nil && c.High == nil && len(c.Incidents) > 0 {
				t.Fatalf("a cell of incidents without a number: %s", asJSON(c))
			}
		}
	})
}

// Groups by who, where and when tell incidents apart, so they add up to the
// total; nobody is in two groups.
func TestGroupsOfIncidentsAddUpToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		for _, id := range s.order {
			s.links[id].Overlaps = nil
		}
		dim := rapid.SampledFrom([]toll.Dimension{toll.ByActor, toll.ByPlace, toll.ByAdmin1, toll.ByMonth, toll.ByIncident, toll.ByOccurrence, toll.ByResponsibility}).Draw(t, "dimension")
		got, err := s.index().Toll(toll.Query{Policy: drawPolicy(t), Group: []toll.Dimension{dim}})
		if err != nil {
			t.Fatal(err)
		}
		for _, total := range got.Totals {
			var low, high int64
			seen := map[string]bool{}
			for c := range got.Cells.All() {
				if c.Measure != total.Measure {
					continue
				}
				for _, id := range append(slices.Clone(c.Incidents), c.Unknown...) {
					if seen[id] {
						t.Fatalf("%s is in two groups by %s", id, dim)
					}
					seen[id] = true
				}
				if c.Low != nil {
					low += *c.Low
				}
				if c.High != nil {
					high += *c.High
				}
			}
			if total.Low != nil && (low != *total.Low || high != *total.High) {
				t.Fatalf("groups by %s add to %d and %d, the total is %s", dim, low, high, toll.RangeText(total.Range))
			}
			if len(seen) != len(total.Incidents)+len(total.Unknown) {
				t.Fatalf("groups hold %d incidents, the total %d", len(seen), len(total.Incidents)+len(total.Unknown))
			}
		}
	})
}

func TestEveryGroupOfVictimsIsWithinTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		got, err := s.index().Toll(toll.Query{Group: []toll.Dimension{toll.ByIncident, toll.ByStatus}})
		if err != nil {
			t.Fatal(err)
		}
		whole, err := s.index().Toll(toll.Query{Group: []toll.Dimension{toll.ByIncident}})
		if err != nil {
			t.Fatal(err)
		}
		for c := range got.Cells.All() {
			w, ok := whole.Cells.Of(c.Measure, c.Keys[:1])
			if !ok {
				t.Fatalf("a part without its whole: %s", asJSON(c))
			}
			if c.Low != nil && w.Low != nil && *c.Low > *w.Low || c.High != nil && w.High != nil && *c.High > *w.High && !w.Open {
				t.Fatalf("part %s of whole %s", asJSON(c), asJSON(w))
			}
		}
	})
}

// Splitting one report into one report for each of its unrelated claims, or
// having a copy of a report, changes no figure: voices count, not outlets.
func TestNoSplitOrCopyOfReportsChangesASum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		for i := range s.rec.Reports { // claims that stand alone, each of its own root
			for j := range s.rec.Reports[i].Claims {
				c := &s.rec.Reports[i].Claims[j]
				c.Relates, c.Victims = nil, nil
			}
		}
		q := toll.Query{Policy: policy(t, rapid.SampledFrom([]string{"cairn", "lowest", "highest", "majority"}).Draw(t, "policy")), Group: []toll.Dimension{toll.ByIncident}}
		want := figuresOf(t, s.record(), q)
		split := s.record()
		split.Reports = nil
		byReport := map[string][]string{}
		for _, r := range s.rec.Reports {
			for j, c := range r.Claims {
				one := r
				one.ID = fmt.Sprintf("%s/%d", r.ID, j)
				one.Claims = []cairn.Claim{c}
				split.Reports = append(split.Reports, one)
				byReport[r.ID] = append(byReport[r.ID], one.ID)
			}
			twin := r
			twin.ID = r.ID + "/copy"
			split.Reports = append(split.Reports, twin)
		}
		split.Linked = nil
		for _, l := range s.record().Linked {
			li := *l.LinkedIncident
			li.Reports = nil
			for _, r := range l.Reports {
				for j, id := range byReport[r.ID] {
					li.Reports = append(li.Reports, cairn.IncidentReport{ID: id, Claims: r.Claims[j : j+1]})
				}
				li.Reports = append(li.Reports, cairn.IncidentReport{ID: r.ID + "/copy", Claims: r.Claims})
			}
			split.Linked = append(split.Linked, cairn.Linked{Type: "incident", LinkedIncident: &li})
		}
		if got := figuresOf(t, split, q); got != want {
			t.Fatalf("split and copied\n%s\nas it was\n%s", got, want)
		}
	})
}

func figuresOf(t rapid.TB, rec toll.Record, q toll.Query) string {
	x, err := toll.NewIndex(rec)
	if err != nil {
		t.Fatal(err)
	}
	got, err := x.Toll(q)
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for c := range got.Cells.All() {
		out += fmt.Sprint(c.Keys, " ", c.Measure, " ", text(c.Range), "\n")
	}
	return out
}

// A record's past is what it held: the answer as of a position is the answer
// of a record that was never told the rest.
func TestThePastIsReproducedToTheByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		n := int64(len(s.rec.Reports))
		for i := range rapid.IntRange(0, 4).Draw(t, "decisions") {
			claim := rapid.SampledFrom(sortedClaims(s)).Draw(t, "claim")
			e := cairn.Decision{Seq: n + int64(i) + 1, Verdict: rapid.SampledFrom([]cairn.Verdict{cairn.Reject, cairn.Correct, cairn.Confirm}).Draw(t, "verdict"), Targets: []string{claim}, By: "ana"}
			if e.Verdict == cairn.Correct {
				e.Fields = map[string]string{"count": "33"}
			}
			if i > 0 && rapid.IntRange(0, 3).Draw(t, "undo") == 0 {
				e.Verdict, e.Targets = cairn.Undo, []string{fmt.Sprint(e.Seq - 1)}
			}
			s.rec.Decisions = append(s.rec.Decisions, e)
		}
		at := int64(rapid.IntRange(1, int(n)+4).Draw(t, "as of"))
		q := toll.Query{AsOf: at, Group: []toll.Dimension{toll.ByIncident}}
		then := s.record()
		then.Decisions = slices.DeleteFunc(slices.Clone(then.Decisions), func(e cairn.Decision) bool { return e.Seq > at })
		var linked []cairn.Linked
		then.Reports = slices.DeleteFunc(slices.Clone(then.Reports), func(r toll.Report) bool { return r.Recorded > at })
		for _, l := range then.Linked {
			li := *l.LinkedIncident
			li.Reports = slices.DeleteFunc(slices.Clone(li.Reports), func(r cairn.IncidentReport) bool {
				return !slices.ContainsFunc(then.Reports, func(h toll.Report) bool { return h.ID == r.ID })
			})
			linked = append(linked, cairn.Linked{Type: "incident", LinkedIncident: &li})
		}
		then.Linked = linked
		if got, want := figuresOf(t, s.record(), q), figuresOf(t, then, toll.Query{Group: q.Group}); got != want {
			t.Fatalf("as of %d\n%s\nthe record of then\n%s", at, got, want)
		}
	})
}

func sortedClaims(s *story) []string {
	var out []string
	for id := range s.byClaim {
		out = append(out, id)
	}
	slices.SortFunc(out, cmp.Compare[string])
	return out
}

// Asking for civilians gives what a toll by status shows for civilians.
func TestSelectingAGroupOfVictimsGivesItsCell(t *testing.T) {
	cells := 0
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		status := rapid.SampledFrom([]string{"armed_forces", "civilian"}).Draw(t, "asked")
		q := toll.Query{Policy: drawPolicy(t), Group: []toll.Dimension{toll.ByIncident, toll.ByStatus}}
		grouped, err := s.index().Toll(q)
		if err != nil {
			t.Fatal(err)
		}
		q.Group, q.Select.Status = q.Group[:1], status
		selected, err := s.index().Toll(q)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		for c := range grouped.Cells.All() {
			if c.Keys[1] == status {
				want += fmt.Sprint(c.Keys[0], " ", c.Measure, " ", text(c.Range), "\n")
				cells++
			}
		}
		got := ""
		for c := range selected.Cells.All() {
			got += fmt.Sprint(c.Keys[0], " ", c.Measure, " ", text(c.Range), "\n")
		}
		if got != want {
			t.Fatalf("selected by %s under %s\n%s\ngrouped\n%s", status, q.Policy.Name, got, want)
		}
	})
	if cells < 20 {
		t.Errorf("only %d cells were compared", cells)
	}
}
