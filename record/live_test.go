package record

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"cairn"
	"cairn/store"
)

// whole is a linker that links everything anew at each step.
type whole struct {
	link      func([]cairn.Coded, []cairn.Decision, []cairn.Linked) ([]cairn.Linked, error)
	reports   map[string]cairn.Coded
	decisions []cairn.Decision
	last      []cairn.Linked
}

func wholly(link func([]cairn.Coded, []cairn.Decision, []cairn.Linked) ([]cairn.Linked, error)) func([]cairn.Coded, []cairn.Decision, []cairn.Linked) (Linker, error) {
	return func(reports []cairn.Coded, decisions []cairn.Decision, last []cairn.Linked) (Linker, error) {
		w := &whole{link: link, reports: map[string]cairn.Coded{}, decisions: decisions, last: last}
		for _, c := range reports {
			w.reports[c.ID] = c
		}
		w.again()
		return w, nil
	}
}

func (w *whole) again() (c cairn.LinkChange) {
	was := map[string]bool{}
	for _, l := range w.last {
		was[lineID(l)] = true
	}
	var in []cairn.Coded
	for _, id := range slices.Sorted(maps.Keys(w.reports)) {
		in = append(in, w.reports[id])
	}
	w.last, _ = w.link(in, w.decisions, w.last)
	for _, l := range w.last {
		delete(was, lineID(l))
	}
	c.Put, c.Drop = w.last, slices.Sorted(maps.Keys(was))
	return c
}

func (w *whole) Linked() []cairn.Linked { return w.last }

func (w *whole) Add(c cairn.Coded) cairn.LinkChange {
	w.reports[c.ID] = c
	return w.again()
}

func (w *whole) Remove(report string) cairn.LinkChange {
	delete(w.reports, report)
	return w.again()
}

func (w *whole) Decide(all []cairn.Decision) cairn.LinkChange {
	w.decisions = all
	return w.again()
}

func (w *whole) Queue(int) []cairn.Question {
	return []cairn.Question{{Worth: float64(len(w.reports))}}
}

func (w *whole) Explain(a, b string) (cairn.Explanation, error) {
	return cairn.Explanation{A: a, B: b}, nil
}

func live(t *testing.T, r *Record) *Live {
	t.Helper()
	l, err := r.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// agrees holds a snapshot that followed the ledger against one read anew.
func agrees(t *testing.T, r *Record, l *Live) {
	t.Helper()
	now, err := r.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := l.Snapshot()
	if !same(s.State, now) {
		t.Errorf("followed %s\nread     %s", dump(s.State), dump(now))
	}
	var fresh *Snapshot
	if err := r.db.Read(t.Context(), func(tx *store.Tx) (err error) {
		fresh, err = r.snapshot(tx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, report := range now.Reports {
		ids := []string{report.Coded.ID}
		for _, c := range report.Coded.Claims {
			ids = append(ids, c.ID)
			if s.IncidentOf(c.ID) == nil != (fresh.IncidentOf(c.ID) == nil) || !same(s.IncidentOf(c.ID), fresh.IncidentOf(c.ID)) {
				t.Errorf("claim %s is of another incident when it is read anew", c.ID)
			}
		}
		for _, id := range ids {
			if s.Version(id) != fresh.Version(id) || s.Rejected(id) != now.Rejected(id) || !same(s.DecisionsAbout(id), fresh.DecisionsAbout(id)) {
				t.Errorf("%s: version %d, %d when it is read anew", id, s.Version(id), fresh.Version(id))
			}
		}
	}
	for _, line := range now.Links {
		if in := line.LinkedIncident; in != nil {
			if found, merged, ok := s.Incident(in.ID); !ok || merged || !same(found, in) || s.Version(in.ID) != fresh.Version(in.ID) {
				t.Errorf("incident %s is not as it is read anew", in.ID)
			}
		}
	}
	clean(t, r)
}

func TestALiveSnapshotIsTheRecord(t *testing.T) {
	r := begin(t)
	r.o.Index = wholly(apart)
	l := live(t, r)
	a, err := l.Add(t.Context(), incoming("4 died"))
	if err != nil {
		t.Fatal(err)
	}
	b := add(t, r, "5 or 6 died") // by somebody else
	if _, err := l.Add(t.Context(), incoming("7 died")); err != nil {
		t.Fatal(err)
	}
	claim := b.Coded.Claims[0].ID
	was := l.Snapshot()
	d, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Reject, Targets: []string{claim}, By: "a"}, map[string]int64{claim: was.Version(claim)})
	if err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
	if was.Rejected(claim) || !l.Snapshot().Rejected(claim) || was.Version(claim) == l.Snapshot().Version(claim) {
		t.Error("the snapshot that was held changed, or the new one did not")
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Undo, Targets: []string{fmt.Sprint(d.Seq)}, By: "a"}, nil); err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
	if got := l.Snapshot().DecisionsAbout(claim); len(got) != 2 || got[0].UndoneBy != got[1].Seq {
		t.Errorf("decisions about the claim: %+v", got)
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Withdraw, Targets: []string{a.ID}, By: "a", Fields: map[string]string{"destroy": "yes"}}, nil); err != nil {
		t.Fatal(err)
	}
	agrees(t, r, l)
}

func TestADecisionOnWhatHasChangedIsRefused(t *testing.T) {
	r := begin(t)
	l := live(t, r)
	a, err := l.Add(t.Context(), incoming("4 died, 5 later"))
	if err != nil {
		t.Fatal(err)
	}
	one, two := a.Coded.Claims[0].ID, a.Coded.Claims[1].ID
	s := l.Snapshot()
	seen := map[string]int64{one: s.Version(one)}
	other := map[string]int64{two: s.Version(two)}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Reject, Targets: []string{one}, By: "first", Reason: "a misprint"}, seen); err != nil {
		t.Fatal(err)
	}
	entries := l.Snapshot().Seq
	_, err = l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Confirm, Targets: []string{one}, By: "second"}, seen)
	var stale *Stale
	if !errors.As(err, &stale) || stale.ID != one || len(stale.Since) != 1 || stale.Since[0].By != "first" || l.Snapshot().Seq != entries {
		t.Errorf("%v %+v", err, stale)
	}
	if _, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Confirm, Targets: []string{two}, By: "second"}, other); err != nil {
		t.Errorf("a decision about another claim was refused: %v", err)
	}
}

// Fifty people edit twenty claims at once; each looks, decides and looks again
// where somebody was faster. Every decision that was acknowledged is there.
func TestPeopleWhoDecideAtOnceLoseNothing(t *testing.T) {
	r := begin(t)
	r.o.Index, r.o.Now = nil, time.Now
	l := live(t, r)
	var claims []string
	for i := range 20 {
		a, err := l.Add(t.Context(), incoming(fmt.Sprintf("%c: 4 died", 'a'+i)))
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, a.Coded.Claims[0].ID)
	}
	var group sync.WaitGroup
	var lock sync.Mutex
	done, refused := map[int64]string{}, 0
	for person := range 50 {
		group.Go(func() {
			claim := claims[person%len(claims)]
			for {
				seen := map[string]int64{claim: l.Snapshot().Version(claim)}
				d, err := l.Decide(t.Context(), cairn.Decision{Verdict: cairn.Correct, Targets: []string{claim}, Fields: map[string]string{"count": fmt.Sprint(person)}, By: fmt.Sprint(person)}, seen)
				var stale *Stale
				lock.Lock()
				if errors.As(err, &stale) {
					refused++
				} else if err != nil {
					t.Error(err)
				} else {
					done[d.Seq] = claim
				}
				lock.Unlock()
				if stale == nil {
					return
				}
			}
		})
	}
	group.Wait()
	if len(done) != 50 {
		t.Errorf("%d decisions were acknowledged", len(done))
	}
	for seq, claim := range done {
		if d, ok := l.Snapshot().Decision(seq); !ok || !slices.Contains(d.Targets, claim) {
			t.Errorf("decision %d about %s is lost", seq, claim)
		}
	}
	t.Logf("%d refusals", refused)
	agrees(t, r, l)
}

func TestWhatAnotherProgramWroteIsSeen(t *testing.T) {
	r := begin(t)
	l := live(t, r)
	other, err := Open(t.Context(), r.Dir(), options("2015-09-20"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	a := add(t, other, "4 died")
	for range 50 {
		if _, ok := l.Snapshot().Report(a.ID); ok {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("five seconds later the report is not in the snapshot")
}

func TestARecordOfTheFirstVersionIsFilledAgain(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	if _, err := r.Relink(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, err := r.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dir := r.Dir()
	r.asVersionOne(t)
	r.Close()
	if _, err := Open(t.Context(), dir, Options{ReadOnly: true, Now: time.Now}); err == nil {
		t.Error("tables of version 1 were read as if they were of version 2")
	}
	again, err := Open(t.Context(), dir, options("2015-09-20"))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	have, err := again.Now(t.Context())
	if err != nil || !same(want, have) {
		t.Errorf("%v\nwant %s\nhave %s", err, dump(want), dump(have))
	}
	clean(t, again)
}
