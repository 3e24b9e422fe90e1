package record

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cairn"
	"cairn/store"

	"pgregory.net/rapid"
)

// Whatever is added, decided, linked and destroyed in whatever order: the
// record verifies, a rebuild changes no byte of the derived rows, the as-of of
// now is now, and adding everything again changes nothing.
func TestAnyHistoryVerifiesAndRebuildsToTheSameRows(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(root, "")
		if err != nil {
			rt.Fatal(err)
		}
		r, err := Open(t.Context(), filepath.Join(dir, "record"), options("2015-09-19"))
		if err != nil {
			rt.Fatal(err)
		}
		defer r.Close()
		r.o.Link = apart
		var texts []string
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"add", "add", "link", "decide", "destroy"}).Draw(rt, "step") {
			case "add":
				texts = append(texts, fmt.Sprintf("report %d", rapid.IntRange(0, 4).Draw(rt, "report")))
				if _, err := r.Add(t.Context(), incoming(texts[len(texts)-1])); err != nil {
					texts = texts[:len(texts)-1] // destroyed before
				}
			case "link":
				if _, err := r.Relink(t.Context()); err != nil {
					rt.Fatal(err)
				}
			default:
				decideSomething(t, rt, r)
			}
		}
		pastsAreReplayed(t, rt, r)
		holds(t, rt, r, texts)
	})
}

func decideSomething(t *testing.T, rt *rapid.T, r *Record) {
	s, err := r.Now(t.Context())
	if err != nil {
		rt.Fatal(err)
	}
	var there []Report
	for _, report := range s.Reports {
		if report.Withheld == 0 {
			there = append(there, report)
		}
	}
	if len(there) == 0 {
		return
	}
	report := rapid.SampledFrom(there).Draw(rt, "of")
	d := cairn.Decision{Verdict: cairn.Reject, Targets: []string{report.Coded.Claims[0].ID}, By: "a"}
	if rapid.Bool().Draw(rt, "destroy") {
		d = cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{report.Coded.ID}, By: "a", Fields: map[string]string{"destroy": "yes"}}
	}
	if _, err := r.Decide(t.Context(), d); err != nil {
		rt.Fatal(err)
	}
}

func holds(t *testing.T, rt *rapid.T, r *Record, texts []string) {
	before, err := r.Now(t.Context())
	if err != nil {
		rt.Fatal(err)
	}
	if v, err := r.Verify(t.Context()); err != nil || v.Altered() {
		rt.Fatalf("verify: %v %+v", err, v.Findings)
	}
	if err := r.Rebuild(t.Context()); err != nil {
		rt.Fatal(err)
	}
	for _, text := range slices.Backward(texts) {
		if a, err := r.Add(t.Context(), incoming(text)); err == nil && a.New {
			rt.Fatalf("%q was added twice", text)
		}
	}
	after, err := r.Now(t.Context())
	if err != nil || !same(before, after) {
		rt.Fatalf("%v\nbefore %s\nafter  %s", err, dump(before), dump(after))
	}
	if then, err := r.AsOf(t.Context(), after.Seq); err != nil || !same(then, after) {
		rt.Fatalf("%v\nas of now %s\nnow       %s", err, dump(then), dump(after))
	}
}

// Any past point, read from the tables of today, is what replaying the ledger to
// that point gives.
func pastsAreReplayed(t *testing.T, rt *rapid.T, r *Record) {
	now, err := r.Now(t.Context())
	if err != nil {
		rt.Fatal(err)
	}
	for n := range now.Seq + 1 {
		if err := r.db.Read(t.Context(), func(tx *store.Tx) error {
			have, err := r.past(tx, n)
			if err != nil {
				return err
			}
			want, err := r.derive(tx, n)
			if err == nil && !same(emptied(have), emptied(want)) {
				err = fmt.Errorf("after %d entries\nhave %s\nwant %s", n, dump(have.reports), dump(want.reports))
			}
			return err
		}); err != nil {
			rt.Fatal(err)
		}
	}
}

// emptied are rows in a form in which none and an empty list are the same.
func emptied(rs rows) []any {
	return []any{append([]store.ReportRow{}, rs.reports...), append([]store.ClaimRow{}, rs.claims...), append([]store.LinkRow{}, rs.links...), append([]store.DecisionRow{}, rs.decisions...)}
}

// The order in which reports come changes their numbers and nothing else.
func TestTheOrderOfReportsChangesOnlyTheirNumbers(t *testing.T) {
	texts := []string{"4 died", "5 died", "6 or 7 died", "nobody counted"}
	var want map[string]string
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
		r := begin(t)
		for _, i := range order {
			add(t, r, texts[i])
		}
		s, err := r.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]string{}
		for _, report := range s.Reports {
			have[report.Coded.ID] = dump(report.Coded)
		}
		if want == nil {
			want = have
		}
		if !same(want, have) {
			t.Errorf("order %v:\nhave %s\nwant %s", order, dump(have), dump(want))
		}
	}
}

func TestATruncatedOriginalIsFoundAtEveryLength(t *testing.T) {
	r := begin(t)
	const text = "4 died in the north, 5 in the south"
	add(t, r, text)
	_, hash := ReportID([]byte(text))
	for n := range len(text) {
		if err := os.WriteFile(r.originalPath(hash), []byte(text[:n]), 0o644); err != nil {
			t.Fatal(err)
		}
		if v, err := r.Verify(t.Context()); err != nil || !v.Altered() {
			t.Errorf("cut to %d bytes: %v %+v", n, err, v.Findings)
		}
	}
}
