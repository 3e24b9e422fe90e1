package record

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/store"
)

// row is a report that comes with its coding, as the row of a table does.
func row(text string) Incoming {
	in := incoming(text)
	coded := count(in.Report)
	in.Reader, in.Coded = RowReader+"table", &coded
	return in
}

func changeAll(t *testing.T, r *Record, changes ...Change) (out []Added, failed []error) {
	t.Helper()
	for a, err := range r.Change(t.Context(), slices.Values(changes)) {
		out, failed = append(out, a), append(failed, err)
	}
	return out, failed
}

// The original of a row lies in the database: what is altered, missing or put
// there is found, and what is destroyed is in no file.
func TestOriginalsOfRows(t *testing.T) {
	r := begin(t)
	in := row("Xanthippe Quill said 4 died")
	a, err := r.Add(t.Context(), in)
	if err != nil || !a.New || a.Claims != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	clean(t, r)
	_, hash := ReportID(in.Original)
	if _, err := os.Stat(r.originalPath(hash)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is a file, too: %v", err)
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if err := r.db.Write(t.Context(), func(tx *store.Tx) error { return tx.Exec(query, args...) }); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		want, spoil string
		args        []any
	}{
		{"is not the bytes", "UPDATE originals SET data = $1", []any{[]byte("9 died")}},
		{"adds no report that has it", "INSERT INTO originals (seq, data) VALUES (99, $1)", []any{[]byte("9 died")}},
		{"is missing", "DELETE FROM originals", nil},
	} {
		exec(c.spoil, c.args...)
		if v, err := r.Verify(t.Context()); err != nil || !strings.Contains(fmt.Sprint(v.Findings), c.want) {
			t.Errorf("%v: %+v, want %q", err, v.Findings, c.want)
		}
		exec("DELETE FROM originals")
		exec("INSERT INTO originals (seq, data) VALUES (1, $1)", in.Original)
	}
	clean(t, r)
	if _, err := r.Decide(t.Context(), cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{a.ID}, By: "a", Fields: map[string]string{"destroy": "yes"}}); err != nil {
		t.Fatal(err)
	}
	clean(t, r)
	if _, err := r.Add(t.Context(), in); !errors.Is(err, ErrWithheld) {
		t.Errorf("added again: %v", err)
	}
	r.Close()
	noFileHolds(t, r.dir, "Xanthippe")
}

// A record of before kept the originals of rows as files: they are found there.
func TestOriginalsOfRowsThatAreFiles(t *testing.T) {
	r := begin(t)
	in := row("4 died")
	if _, err := r.Add(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	_, hash := ReportID(in.Original)
	if err := errors.Join(
		r.writeOriginal(hash, in.Original),
		r.db.Write(t.Context(), func(tx *store.Tx) error { return tx.Exec("DELETE FROM originals") }),
	); err != nil {
		t.Fatal(err)
	}
	clean(t, r)
}

func withdrawal(of string) cairn.Decision {
	return cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{of}, By: "a", Reason: "the row is another now"}
}

// A decision comes with its report or not at all, and a change that fails stops
// no other.
func TestDecisionsThatComeWithAReport(t *testing.T) {
	r := begin(t)
	was := add(t, r, "4 died")
	one, two, three, bad := row("5 died"), row("6 died"), row("7 died"), row("8 died")
	destroy := withdrawal(was.ID)
	destroy.Fields = map[string]string{"destroy": "yes"}
	added, errs := changeAll(t, r,
		Change{Add: &one, Decide: []cairn.Decision{withdrawal(was.ID)}},
		Change{Add: &bad, Decide: []cairn.Decision{withdrawal("r-nothing")}},
		Change{Add: &bad, Decide: []cairn.Decision{destroy}},
		Change{Add: &bad, Decide: []cairn.Decision{{Verdict: cairn.Withdraw, Targets: []string{was.ID}}}},
		Change{Add: &two},
		Change{Decide: []cairn.Decision{{Verdict: cairn.Confirm, Targets: []string{was.ID}, By: "a"}}},
		Change{Add: &one, Decide: []cairn.Decision{withdrawal(was.ID)}}, // a report that is there: the decision is taken
		Change{Add: &three},
	)
	for i, want := range []struct {
		fresh bool
		err   string
	}{{true, ""}, {false, "r-nothing"}, {false, "of its own"}, {false, "nobody is named"}, {true, ""}, {false, ""}, {false, ""}, {true, ""}} {
		if added[i].New != want.fresh || (errs[i] == nil) != (want.err == "") || errs[i] != nil && !strings.Contains(errs[i].Error(), want.err) {
			t.Errorf("change %d: %+v, %v, want %+v", i, added[i], errs[i], want)
		}
	}
	s, err := r.Now(t.Context())
	if err != nil || len(s.Reports) != 4 || len(s.All) != 3 || !s.Rejected(was.ID) {
		t.Errorf("%v: %d reports, decisions %s", err, len(s.Reports), dump(s.All))
	}
	clean(t, r)
}

// All or nothing: whatever ends it, nothing of it is there.
func TestTogether(t *testing.T) {
	r := begin(t)
	was := add(t, r, "4 died")
	before, _ := r.Checkpoint(t.Context())
	many := rowsBatch + 10
	rows := func(last error) iter.Seq2[Change, error] {
		return func(yield func(Change, error) bool) {
			for i := range many {
				in := row(fmt.Sprintf("row %d: 4 died", i))
				c := Change{Add: &in}
				if i == 0 {
					c.Decide = []cairn.Decision{withdrawal(was.ID)}
				}
				if !yield(c, nil) {
					return
				}
			}
			if last != nil {
				yield(Change{}, last)
			}
		}
	}
	broken := errors.New("broken")
	unknown := func(yield func(Change, error) bool) {
		for c := range rows(nil) {
			if !yield(c, nil) {
				return
			}
		}
		yield(Change{Decide: []cairn.Decision{withdrawal("r-nothing")}}, nil)
	}
	at := 0
	for name, try := range map[string]func() error{
		"the input ends with an error": func() error { return r.Together(t.Context(), rows(broken), func(Added) error { return nil }) },
		"a decision fails":             func() error { return r.Together(t.Context(), unknown, func(Added) error { return nil }) },
		"who is told stops it": func() error {
			return r.Together(t.Context(), rows(nil), func(Added) error {
				if at++; at > rowsBatch {
					return broken
				}
				return nil
			})
		},
		"it is cancelled": func() error {
			ctx, stop := context.WithCancel(t.Context())
			return r.Together(ctx, rows(nil), func(Added) error { stop(); return nil })
		},
	} {
		if err := try(); err == nil {
			t.Errorf("%s: it was done", name)
		}
		if now, _ := r.Checkpoint(t.Context()); string(now) != string(before) {
			t.Fatalf("%s: something was recorded", name)
		}
	}
	told := 0
	if err := r.Together(t.Context(), rows(nil), func(a Added) error {
		if id, _ := ReportID(row(fmt.Sprintf("row %d: 4 died", told)).Original); a.ID != id || !a.New {
			t.Errorf("row %d: %+v", told, a)
		}
		told++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s, err := r.Now(t.Context())
	if err != nil || told != many || len(s.Reports) != many+1 || !s.Rejected(was.ID) {
		t.Errorf("%v: %d told, %d reports", err, told, len(s.Reports))
	}
	clean(t, r)
	if err := r.Together(t.Context(), rows(broken), func(Added) error { return nil }); !errors.Is(err, broken) {
		t.Errorf("%v, want the error of the input", err)
	}
}

func BenchmarkChangeRows(b *testing.B) {
	r, err := Open(b.Context(), b.TempDir()+"/record", options("2015-09-19"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	b.ReportAllocs()
	rows := func(yield func(Change) bool) {
		for i := range b.N {
			in := row(fmt.Sprintf("row %d: 4 died", i))
			if !yield(Change{Add: &in}) {
				return
			}
		}
	}
	for _, err := range r.Change(context.Background(), rows) {
		if err != nil {
			b.Fatal(err)
		}
	}
}
