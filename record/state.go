package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Report is a report of the record with its coding.
type Report struct {
	Seq      int64 // the entry that added it
	CodedSeq int64 // the entry that coded it last
	At       time.Time
	Name     string
	Reader   string
	Warnings []string
	Withheld int64 // the decision that destroyed it, 0 where none did
	// Coded is the report with its claims. Its id is the record's.
	Coded cairn.Coded
}

// State is what a record held at one point of its ledger.
type State struct {
	Seq       int64 // number of entries
	Reports   []Report
	Links     []cairn.Linked
	Decisions []cairn.Decision // those that stand: what was undone is left out
	All       []cairn.Decision // all of them, undone ones too
}

// Coded lists the codings of all reports, in the order in which they were added.
func (s State) Coded() []cairn.Coded {
	out := make([]cairn.Coded, 0, len(s.Reports))
	for _, r := range s.Reports {
		out = append(out, r.Coded)
	}
	return out
}

// Now reads the present state from the derived tables.
func (r *Record) Now(ctx context.Context) (State, error) {
	var s State
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		s, err = r.present(t)
		return err
	})
	return s, err
}

func (r *Record) present(t *store.Tx) (State, error) {
	size, err := t.Size()
	if err != nil {
		return State{}, err
	}
	rs, err := readRows(t)
	if err != nil {
		return State{}, err
	}
	return stateOf(size, rs)
}

// stateOf reads what the rows say, as of the first n entries.
func stateOf(n int64, rs rows) (State, error) {
	all, err := decisionsOf(rs.decisions)
	if err != nil {
		return State{Seq: n}, err
	}
	return stateWith(n, rs, all, standing(all))
}

// stateWith reads what the rows say of reports and links, under decisions.
func stateWith(n int64, rs rows, all, stand []cairn.Decision) (State, error) {
	s := State{Seq: n, All: all, Decisions: stand}
	var err error
	if s.Reports, err = sideBySide(rs.reports, reportOf); err != nil {
		return s, err
	}
	if s.Links, err = sideBySide(rs.links, linkOf); err != nil {
		return s, err
	}
	at := make(map[string]int, len(rs.reports))
	for i, row := range rs.reports {
		at[row.ID] = i
	}
	for _, d := range s.Decisions {
		if i, ok := at[target(d)]; ok && d.Claim != nil && s.Reports[i].Withheld == 0 {
			s.Reports[i].Coded.Claims = append(s.Reports[i].Coded.Claims, *d.Claim)
		}
	}
	return s, nil
}

func linkOf(row store.LinkRow) (l cairn.Linked, err error) {
	err = parse("a link", row.Data, &l)
	return l, err
}

// sideBySide reads rows in stretches at the same time and gives them in their
// order: what a large record takes to open is mostly the reading of its JSON.
func sideBySide[R, T any](rows []R, read func(R) (T, error)) ([]T, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	out := make([]T, len(rows))
	stretch := max((len(rows)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0), 256)
	errs := make([]error, (len(rows)+stretch-1)/stretch)
	var wait sync.WaitGroup
	for n := range errs {
		wait.Go(func() {
			for i := n * stretch; i < min((n+1)*stretch, len(rows)) && errs[n] == nil; i++ {
				out[i], errs[n] = read(rows[i])
			}
		})
	}
	wait.Wait()
	return out, errors.Join(errs...)
}

func decisionsOf(rows []store.DecisionRow) (out []cairn.Decision, err error) {
	for _, row := range rows {
		var d cairn.Decision
		if err := json.Unmarshal(row.Data, &d); err != nil {
			return nil, fmt.Errorf("read decision %d: %w", row.Seq, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// target is what a decision about one thing is about.
func target(d cairn.Decision) string {
	if len(d.Targets) == 1 {
		return d.Targets[0]
	}
	return ""
}

func reportOf(row store.ReportRow) (Report, error) {
	out := Report{Seq: row.Seq, CodedSeq: row.CodedSeq, At: time.UnixMilli(row.At).UTC(), Withheld: row.Withheld}
	if row.Withheld != 0 { // only that it was there is known
		out.Coded.ID = row.ID
		return out, nil
	}
	if row.Data == nil {
		return out, fmt.Errorf("%w: run cairn verify", &ledger.Damage{Item: "the text of report " + row.ID, What: "is gone without a decision"})
	}
	var k kept
	if err := parse("report "+row.ID, row.Data, &k); err != nil {
		return out, err
	}
	if row.Coded != nil { // a report may be added and not be coded yet
		// As many as there are, so that long claims are not moved as their list grows.
		out.Coded.Claims = make([]cairn.Claim, 0, bytes.Count(row.Coded, []byte(`{"id":"c-`)))
		if err := parse("the coding of "+row.ID, row.Coded, &out.Coded); err != nil {
			return out, err
		}
	}
	if len(out.Coded.Claims) == 0 {
		out.Coded.Claims = nil
	}
	out.Coded.Report = k.Report
	out.Coded.ID = row.ID
	out.Name, out.Reader, out.Warnings = k.Name, k.Reader, k.Warnings
	return out, nil
}

// standing leaves out the decisions that later ones undid, and the undoing.
func standing(all []cairn.Decision) []cairn.Decision {
	undone := takenBack(all)
	var out []cairn.Decision
	for _, d := range all {
		if d.Verdict != cairn.Undo && undone[d.Seq] == 0 {
			out = append(out, d)
		}
	}
	return out
}

// takenBack maps each decision that was undone to the one that did it. An
// undoing that was itself undone undoes nothing.
func takenBack(all []cairn.Decision) map[int64]int64 {
	out := map[int64]int64{}
	for _, d := range slices.Backward(all) {
		if d.Verdict != cairn.Undo || out[d.Seq] != 0 {
			continue
		}
		for _, n := range undoes(d) {
			out[n] = d.Seq
		}
	}
	return out
}

// undoes are the numbers of the decisions that one takes back.
func undoes(d cairn.Decision) (out []int64) {
	if d.Verdict != cairn.Undo {
		return nil
	}
	for _, target := range d.Targets {
		if n, err := strconv.ParseInt(target, 10, 64); err == nil && n < d.Seq {
			out = append(out, n)
		}
	}
	return out
}

// Point reads an --as-of: a number of entries, or a date, which maps to the
// last entry recorded by the end of that day (UTC).
func (r *Record) Point(ctx context.Context, asOf string) (seq int64, err error) {
	err = r.db.Read(ctx, func(t *store.Tx) error {
		size, err := t.Size()
		if err != nil {
			return err
		}
		if n, err := strconv.ParseInt(asOf, 10, 64); err == nil {
			if n < 1 || n > size {
				return fmt.Errorf("--as-of %d: the ledger has %d entries: give 1 to %d, or a day", n, size, size)
			}
			seq = n
			return nil
		}
		p, err := cairn.ParsePeriod(asOf)
		if err != nil {
			return fmt.Errorf("--as-of: %w", err)
		}
		end, _ := p.End.Add(1).Time()
		n := size
		for ; n > 0; n-- {
			e, err := r.log(t).Read(n - 1)
			if err != nil {
				return err
			}
			if e.At.Before(end) {
				break
			}
		}
		seq = n
		return nil
	})
	return seq, err
}

// AsOf reads the state at a point of the ledger by replaying its entries. What
// a later decision destroyed is missing from it.
func (r *Record) AsOf(ctx context.Context, seq int64) (State, error) {
	var s State
	err := r.db.Read(ctx, func(t *store.Tx) error {
		rs, err := r.past(t, seq)
		if err != nil {
			return err
		}
		s, err = stateOf(seq, rs)
		return err
	})
	return s, err
}
