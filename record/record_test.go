package record

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cairn"
	"cairn/store"
)

// count is a coder that needs no language: every digit is a claim of so many dead.
func count(r cairn.Report) cairn.Coded {
	out := cairn.Coded{Report: r}
	hash := cairn.ContentHash(r.Title, r.Text)
	for at, c := range []byte(r.Text) {
		if c < '0' || c > '9' {
			continue
		}
		span := cairn.Span{at, at + 1}
		q := cairn.Of(int64(c-'0'), cairn.Exact)
		q.Span = &span
		out.Claims = append(out.Claims, cairn.Claim{
			ID: cairn.ClaimID(hash, cairn.Casualty, cairn.Killed, "", span), Kind: cairn.Casualty, Measure: cairn.Killed, Scope: cairn.ScopeIncident,
			Count: &q, Span: span, Quote: r.Text[at : at+1],
		})
	}
	if len(out.Claims) > 0 {
		var ids []string
		for _, c := range out.Claims {
			ids = append(ids, c.ID)
		}
		out.Incidents = []cairn.Incident{{Claims: ids, Main: true, Figures: cairn.OneReport(out.Claims)}}
	}
	return out
}

// together links every report into one incident.
func together(in []cairn.Coded, _ []cairn.Decision, _ []cairn.Linked) ([]cairn.Linked, error) {
	inc := &cairn.LinkedIncident{ID: "i-1"}
	for _, c := range in {
		var ids []string
		for _, claim := range c.Claims {
			ids = append(ids, claim.ID)
		}
		inc.Reports = append(inc.Reports, cairn.IncidentReport{ID: c.ID, Claims: ids, Main: true})
	}
	return []cairn.Linked{{Type: "incident", LinkedIncident: inc}}, nil
}

// clock gives a new minute at each look, from a day on.
func clock(day string) func() time.Time {
	t, _ := time.Parse(time.DateOnly, day)
	var lock sync.Mutex
	return func() time.Time {
		lock.Lock()
		defer lock.Unlock()
		t = t.Add(time.Minute)
		return t
	}
}

func options(day string) Options {
	return Options{Create: true, Now: clock(day), Code: count, Coder: "count/1", Link: together, Index: wholly(together), Linker: "together/1"}
}

func begin(t *testing.T) *Record {
	t.Helper()
	r, err := Open(t.Context(), filepath.Join(t.TempDir(), "record"), options("2015-09-19"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func add(t *testing.T, r *Record, text string) Added {
	t.Helper()
	a, err := r.Add(t.Context(), incoming(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func incoming(text string) Incoming {
	return Incoming{Report: cairn.Report{Date: "2015-09-19", Publisher: "Harbour Wire", Text: text}, Original: []byte(text), Name: "test", Reader: "text/1"}
}

func clean(t *testing.T, r *Record) {
	t.Helper()
	v, err := r.Verify(t.Context())
	if err != nil || v.Altered() {
		t.Fatalf("verify: %v %+v", err, v.Findings)
	}
}

func TestTheSameBytesTwiceAreOneReport(t *testing.T) {
	r := begin(t)
	first, second := add(t, r, "4 or 5 died"), add(t, r, "4 or 5 died")
	if !first.New || second.New || first.ID != second.ID || first.Claims != 2 {
		t.Errorf("first %+v, second %+v", first, second)
	}
	s, err := r.Now(t.Context())
	if err != nil || len(s.Reports) != 1 || len(s.Reports[0].Coded.Claims) != 2 || s.Reports[0].Coded.Publisher != "Harbour Wire" {
		t.Errorf("%v: %+v", err, s)
	}
	clean(t, r)
}

func TestARebuildReplaysTheLedgerAndChangesNothing(t *testing.T) {
	r := begin(t)
	for _, text := range []string{"4 died", "5 died", "nobody counted"} {
		add(t, r, text)
	}
	if changed, err := r.Relink(t.Context()); err != nil || !changed {
		t.Fatal(changed, err)
	}
	if changed, err := r.Relink(t.Context()); err != nil || changed {
		t.Fatalf("linking again recorded again: %v %v", changed, err)
	}
	s, _ := r.Now(t.Context())
	if _, err := r.Decide(t.Context(), cairn.Decision{Verdict: cairn.Reject, Targets: []string{s.Reports[0].Coded.Claims[0].ID}, By: "a", Reason: "b"}); err != nil {
		t.Fatal(err)
	}
	before, _ := r.Now(t.Context())
	r.o.Link = nil // a rebuild must not link
	if err := r.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, _ := r.Now(t.Context())
	replayed, err := r.AsOf(t.Context(), after.Seq)
	if err != nil || !same(before, after) || !same(before, replayed) {
		t.Errorf("%v\nbefore %s\nafter %s\nreplayed %s", err, dump(before), dump(after), dump(replayed))
	}
	clean(t, r)
}

func dump(v any) string { b, _ := json.Marshal(v); return string(b) }

func TestAsOfIsWhatTheRecordHeldThen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	for i, day := range []string{"2015-09-10", "2015-09-19"} {
		r, err := Open(t.Context(), dir, options(day))
		if err != nil {
			t.Fatal(err)
		}
		add(t, r, fmt.Sprintf("%d died", i+1))
		r.Close()
	}
	r, err := Open(t.Context(), dir, Options{ReadOnly: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, c := range []struct {
		asOf    string
		reports int
	}{{"2015-09-09", 0}, {"2015-09-10", 1}, {"2015-09-18", 1}, {"2015-09-19", 2}, {"1", 0}, {"3", 1}, {"5", 2}} {
		seq, err := r.Point(t.Context(), c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := r.AsOf(t.Context(), seq); err != nil || len(s.Reports) != c.reports {
			t.Errorf("as of %s: %d reports, %v", c.asOf, len(s.Reports), err)
		}
	}
	for _, bad := range []string{"0", "6", "-1", "yesterday", "2015-02-30"} {
		if _, err := r.Point(t.Context(), bad); err == nil {
			t.Errorf("--as-of %s was accepted", bad)
		}
	}
}

func TestUndoIsAnotherDecision(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	s, _ := r.Now(t.Context())
	id := s.Reports[0].Coded.Claims[0].ID
	decide := func(v cairn.Verdict, target string) cairn.Decision {
		d, err := r.Decide(t.Context(), cairn.Decision{Verdict: v, Targets: []string{target}, By: "a"})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := decide(cairn.Reject, id)
	if s, _ = r.Now(t.Context()); !s.Rejected(id) {
		t.Error("not rejected")
	}
	undo := decide(cairn.Undo, fmt.Sprint(first.Seq))
	if s, _ = r.Now(t.Context()); s.Rejected(id) || len(s.Decisions) != 0 || len(s.All) != 2 {
		t.Errorf("after undo: %+v", s.Decisions)
	}
	decide(cairn.Undo, fmt.Sprint(undo.Seq))
	if s, _ = r.Now(t.Context()); !s.Rejected(id) {
		t.Error("undoing the undo did not bring the decision back")
	}
	for _, d := range []cairn.Decision{
		{Verdict: cairn.Reject, Targets: []string{"c-0000000000000000"}, By: "a"},
		{Verdict: cairn.Reject, Targets: []string{id}},
		{Verdict: cairn.Reject, By: "a"},
		{Verdict: cairn.Undo, Targets: []string{"999"}, By: "a"},
	} {
		if _, err := r.Decide(t.Context(), d); err == nil {
			t.Errorf("accepted %+v", d)
		}
	}
}

func TestAWithheldTextIsGoneAndTheLedgerWhole(t *testing.T) {
	r := begin(t)
	secret := "the witness Xanthippe Quill said 4 died"
	a := add(t, r, secret)
	add(t, r, "5 died")
	d, err := r.Decide(t.Context(), cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{a.ID}, By: "a", Reason: "consent withdrawn", Fields: map[string]string{"destroy": "yes"}})
	if err != nil {
		t.Fatal(err)
	}
	v, err := r.Verify(t.Context())
	if err != nil || v.Altered() {
		t.Fatalf("%v %+v", err, v.Findings)
	}
	want := fmt.Sprintf("withheld by decision %d", d.Seq)
	if len(v.Findings) != 3 || !strings.Contains(v.Findings[0].What, want) {
		t.Errorf("findings %+v, want %q for original, text and claims", v.Findings, want)
	}
	if err := r.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, _ := r.Now(t.Context())
	if s.Reports[0].Withheld != d.Seq || len(s.Reports[0].Coded.Claims) != 0 || len(s.Reports) != 2 {
		t.Errorf("%+v", s.Reports[0])
	}
	r.Close()
	noFileHolds(t, r.dir, "Xanthippe")
}

// Every byte of what is recorded, changed by somebody with access to the
// database, is found, and the item is named.
func TestEveryAlteredByteIsFound(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	if _, err := r.Add(t.Context(), row("5 died")); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Relink(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, _ := r.Now(t.Context())
	if _, err := r.Decide(t.Context(), cairn.Decision{Verdict: cairn.Confirm, Targets: []string{s.Reports[0].Coded.Claims[0].ID}, By: "a", Reason: "b"}); err != nil {
		t.Fatal(err)
	}
	clean(t, r)
	checked := 0
	for _, c := range []struct{ table, key, column string }{
		{"entries", "seq", "data"}, {"tree", "at", "hash"}, {"seals", "commitment", "data"}, {"seals", "commitment", "salt"},
		{"checkpoint", "id", "note"}, {"links", "id", "data"},
		{"seals", "commitment", "withheld_by"}, {"claims", "id", "n"}, {"claims", "id", "id"},
		{"reports", "id", "seq"}, {"reports", "id", "coded_seq"}, {"reports", "id", "original"}, {"reports", "id", "date"}, {"reports", "id", "publisher"},
		{"reports", "id", "own"}, {"reports", "id", "reader"}, {"reports", "id", "at"}, {"reports", "id", "withheld"}, {"reports", "id", "text"}, {"reports", "id", "coding"},
		{"links", "id", "seq"}, {"links", "id", "line"}, {"links", "id", "type"}, {"decisions", "seq", "data"}, {"decisions", "seq", "seq"}, {"meta", "key", "value"},
		{"originals", "seq", "data"}, {"originals", "seq", "seq"},
	} {
		for _, cell := range r.cells(t, c.table, c.key, c.column) {
			if cell.number != nil {
				checked++
				r.setCell(t, c.table, c.key, c.column, cell.key, *cell.number+7)
				key := cell.key
				if c.key == c.column {
					key = *cell.number + 7
				}
				if v, err := r.Verify(t.Context()); err == nil && !v.Altered() {
					t.Errorf("%s.%s of %v: another number was not found", c.table, c.column, cell.key)
				}
				r.setCell(t, c.table, c.key, c.column, key, *cell.number)
				continue
			}
			step := max(len(cell.data)/24, 1) // every byte of the small ones, some of the others
			if os.Getenv("CAIRN_LONG") != "" {
				step = 1
			}
			for at := 0; at < len(cell.data); at += step {
				checked++
				bad := slices.Clone(cell.data)
				bad[at] ^= 1
				key := cell.key
				if c.key == c.column {
					key = string(bad)
				}
				r.setCell(t, c.table, c.key, c.column, cell.key, cell.as(bad))
				if v, err := r.Verify(t.Context()); err == nil && !v.Altered() {
					t.Errorf("%s.%s of %v: byte %d of %q was changed and not found", c.table, c.column, cell.key, at, cell.data)
				}
				r.setCell(t, c.table, c.key, c.column, key, cell.as(cell.data))
			}
		}
	}
	clean(t, r)
	t.Logf("%d altered bytes, all found", checked)
}

type cell struct {
	key    any
	data   []byte
	text   bool
	number *int64 // where the column holds one
}

// as gives bytes the type that the column takes.
func (c cell) as(data []byte) any {
	if c.text {
		return string(data)
	}
	return data
}

func (r *Record) cells(t *testing.T, table, key, column string) (out []cell) {
	t.Helper()
	if err := r.db.Read(t.Context(), func(tx *store.Tx) (err error) {
		out, err = cellsOf(tx, table, key, column)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func cellsOf(tx *store.Tx, table, key, column string) (out []cell, err error) {
	err = tx.Each("SELECT "+key+", "+column+" FROM "+table, func(scan func(...any) error) error {
		var c cell
		var value any
		if err := scan(&c.key, &value); err != nil {
			return err
		}
		switch v := value.(type) {
		case []byte:
			c.data = v
		case string:
			c.data, c.text = []byte(v), true
		case int64:
			c.number = &v
		case nil:
			zero := int64(0)
			c.number = &zero
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

func (r *Record) setCell(t *testing.T, table, key, column string, k, data any) {
	t.Helper()
	if err := r.db.Write(t.Context(), func(tx *store.Tx) error {
		return tx.Exec("UPDATE "+table+" SET "+column+" = $1 WHERE "+key+" = $2", data, k)
	}); err != nil {
		t.Fatal(err)
	}
}

func TestAlteredAndMissingOriginalsAreFound(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	_, hash := ReportID([]byte("4 died"))
	for what, spoil := range map[string]func() error{
		"is not the bytes": func() error { return os.WriteFile(r.originalPath(hash), []byte("9 died"), 0o644) },
		"is missing":       func() error { return os.Remove(r.originalPath(hash)) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		v, err := r.Verify(t.Context())
		if err != nil || !v.Altered() || !strings.Contains(fmt.Sprint(v.Findings), what) {
			t.Errorf("%v: %+v, want %q", err, v.Findings, what)
		}
		if err := os.WriteFile(r.originalPath(hash), []byte("4 died"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	clean(t, r)
}

func TestRecordsThatCannotBeOpened(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := Open(ctx, filepath.Join(dir, "none"), Options{Now: time.Now}); !errors.Is(err, store.ErrNoRecord) {
		t.Errorf("no record: %v", err)
	}
	r, err := Open(ctx, filepath.Join(dir, "newer"), options("2015-09-19"))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.db.Write(ctx, func(tx *store.Tx) error { return tx.Exec("PRAGMA user_version = 99") }); err != nil {
		t.Fatal(err)
	}
	r.Close()
	if _, err := Open(ctx, filepath.Join(dir, "newer"), options("2015-09-19")); !errors.Is(err, store.ErrNewer) {
		t.Errorf("newer: %v", err)
	}
	if _, err := Open(ctx, filepath.Join(dir, "newer"), Options{ReadOnly: true, Now: time.Now}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("newer, for reading: %v", err)
	}
	garbage := filepath.Join(dir, "garbage")
	if err := errors.Join(os.Mkdir(garbage, 0o755), os.WriteFile(filepath.Join(garbage, "cairn.db"), []byte(strings.Repeat("not a database ", 1000)), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, garbage, options("2015-09-19")); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("garbage: %v", err)
	}
}

// Destroying a report takes with it what links and decisions say of it, and
// leaves the history of every other report.
func TestNothingOfAWithheldReportIsLeftInLinksAndDecisions(t *testing.T) {
	r := begin(t)
	r.o.Link = apart
	secret := add(t, r, "Xanthippe Quill said 4 died")
	kept := add(t, r, "5 died")
	if _, err := r.Relink(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, _ := r.Now(t.Context())
	linked := s.Seq
	correction := cairn.Decision{Verdict: cairn.Correct, Targets: []string{s.Reports[0].Coded.Claims[0].ID}, By: "a", Fields: map[string]string{"perpetrator": "Xanthippe"}}
	if _, err := r.Decide(t.Context(), correction); err != nil {
		t.Fatal(err)
	}
	destroy := cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{secret.ID}, By: "a", Fields: map[string]string{"destroy": "yes"}}
	if _, err := r.Decide(t.Context(), destroy); err != nil {
		t.Fatal(err)
	}
	clean(t, r)
	if _, err := r.Decide(t.Context(), destroy); !errors.Is(err, ErrWithheld) {
		t.Errorf("destroyed twice: %v", err)
	}
	if _, err := r.Add(t.Context(), incoming("Xanthippe Quill said 4 died")); !errors.Is(err, ErrWithheld) {
		t.Errorf("added again: %v", err)
	}
	before, err := r.AsOf(t.Context(), linked)
	if err != nil || len(before.Links) != 1 || before.Links[0].Reports[0].ID != kept.ID {
		t.Errorf("the other report's incident as of entry %d: %v %s", linked, err, dump(before.Links))
	}
	r.Close()
	noFileHolds(t, r.dir, "Xanthippe")
}

// apart links every report into an incident of its own, with its text as the place.
func apart(in []cairn.Coded, _ []cairn.Decision, _ []cairn.Linked) (out []cairn.Linked, err error) {
	for _, c := range in {
		inc := &cairn.LinkedIncident{ID: "i-" + c.ID, Reports: []cairn.IncidentReport{{ID: c.ID}}, Place: &cairn.Locus{Words: cairn.Words{Text: c.Text}}}
		out = append(out, cairn.Linked{Type: "incident", LinkedIncident: inc})
	}
	return out, nil
}

func noFileHolds(t *testing.T, dir, secret string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), secret) {
			t.Errorf("%s still holds %q", path, secret)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Entries show no hash without a salt: the ids of reports and claims, made from
// documents that may be short enough to guess, are sealed.
func TestEntriesShowNoUnsaltedHash(t *testing.T) {
	r := begin(t)
	a := add(t, r, "4 died")
	if _, err := r.Relink(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, hash := ReportID([]byte("4 died"))
	for _, c := range r.cells(t, "entries", "seq", "data") {
		for what, id := range map[string]string{"report": a.ID, "original": hash, "claim": a.Coded.Claims[0].ID, "publisher": "Harbour"} {
			if strings.Contains(string(c.data), strings.TrimPrefix(id, "r-")) {
				t.Errorf("entry %v shows the %s: %s", c.key, what, c.data)
			}
		}
	}
}

func TestAddAllAcknowledgesInOrderAndOnce(t *testing.T) {
	r := begin(t)
	add(t, r, "report 3: 4 died")
	var in []Incoming
	for i := range 2*batchSize + 5 {
		in = append(in, incoming(fmt.Sprintf("report %d: 4 died", i%(2*batchSize))))
	}
	fresh, at := 0, 0
	for a, err := range r.AddAll(t.Context(), slices.Values(in)) {
		if err != nil {
			t.Fatal(err)
		}
		if id, _ := ReportID(in[at].Original); a.ID != id {
			t.Errorf("outcome %d is of %s", at, a.ID)
		}
		if at++; a.New {
			fresh++
		}
		if s, _ := r.Now(t.Context()); len(s.Reports) < fresh {
			t.Fatalf("%d reports were acknowledged as new, %d are there", fresh, len(s.Reports))
		}
	}
	if at != len(in) || fresh != 2*batchSize-1 {
		t.Errorf("%d outcomes, %d new", at, fresh)
	}
	clean(t, r)
}

func BenchmarkAddAll(b *testing.B) {
	r, err := Open(b.Context(), filepath.Join(b.TempDir(), "record"), options("2015-09-19"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	b.ReportAllocs()
	reports := func(yield func(Incoming) bool) {
		for i := 0; i < b.N && yield(incoming(fmt.Sprintf("report %d: 4 died", i))); i++ {
		}
	}
	for _, err := range r.AddAll(b.Context(), reports) {
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	dir := filled(b, 200)
	r, err := Open(b.Context(), dir, options("2015-09-20"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	b.ReportAllocs()
	for b.Loop() {
		if v, err := r.Verify(b.Context()); err != nil || v.Altered() {
			b.Fatal(err, v.Findings)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := filled(b, 200)
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open(b.Context(), dir, Options{ReadOnly: true, Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}

func filled(b *testing.B, n int) (dir string) {
	b.Helper()
	dir = filepath.Join(b.TempDir(), "record")
	r, err := Open(b.Context(), dir, options("2015-09-19"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	var in []Incoming
	for i := range n {
		in = append(in, incoming(fmt.Sprintf("report %d: 4 died", i)))
	}
	for _, err := range r.AddAll(b.Context(), slices.Values(in)) {
		if err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func BenchmarkAdd(b *testing.B) {
	r, err := Open(b.Context(), filepath.Join(b.TempDir(), "record"), options("2015-09-19"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := r.Add(b.Context(), incoming(fmt.Sprintf("report %d: 4 died", i))); err != nil {
			b.Fatal(err)
		}
	}
}

// asVersionOne makes the tables what the first version of them was.
func (r *Record) asVersionOne(t *testing.T) {
	t.Helper()
	if err := r.db.Write(t.Context(), func(tx *store.Tx) error {
		for _, q := range []string{"DROP TABLE links", "DROP TABLE decisions", "DROP TABLE originals",
			"CREATE TABLE links (n INTEGER PRIMARY KEY, seq INTEGER NOT NULL, data BLOB NOT NULL) STRICT",
			"CREATE TABLE decisions (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT", "PRAGMA user_version = 1"} {
			if err := tx.Exec(q); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
