package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// decisionPublic is what the entry of a decision shows to anybody: not who
// made it, why, or what it says of a source.
type decisionPublic struct {
	Verdict   cairn.Verdict `json:"verdict"`
	Withholds []string      `json:"withholds,omitempty"` // commitments whose bytes it destroys
}

// Decide records a person's decision. The targets must be known to the record.
// A decision to withdraw a report with the field "destroy" set to "yes"
// destroys its original, text and claims; their commitments stay.
func (r *Record) Decide(ctx context.Context, d cairn.Decision) (cairn.Decision, error) {
	return r.decide(ctx, d, nil, nil)
}

// decide records a decision. Before may refuse it, and with may write more, in
// the same transaction.
func (r *Record) decide(ctx context.Context, d cairn.Decision, before func(*store.Tx) error, with func(*store.Tx, ledger.Log, cairn.Decision) error) (cairn.Decision, error) {
	if err := whoAndWhat(d); err != nil {
		return d, err
	}
	var destroyed string
	err := r.db.Write(ctx, func(t *store.Tx) error {
		if before != nil {
			if err := before(t); err != nil {
				return err
			}
		}
		if err := r.known(t, d); err != nil {
			return err
		}
		if err := complete(t, &d); err != nil {
			return err
		}
		public := decisionPublic{Verdict: d.Verdict}
		if d.Verdict == cairn.Withdraw && d.Fields["destroy"] == "yes" {
			row, seals, err := r.sealsOf(t, d.Targets)
			if err != nil {
				return err
			}
			destroyed, public.Withholds = row.Original, seals
			// A crash between the commit and the removal of the original must
			// not leave it: the next opening removes what is named here.
			if err := errors.Join(t.SetMeta(toRemove, destroyed), t.DropOriginal(row.Seq)); err != nil {
				return err
			}
		}
		l := r.log(t)
		if err := r.appendDecision(t, l, &d, public); err != nil {
			return err
		}
		if with != nil {
			if err := with(t, l, d); err != nil {
				return err
			}
		}
		return l.Sign()
	})
	if err != nil || destroyed == "" {
		return d, err
	}
	return d, r.forget(ctx, destroyed)
}

// whoAndWhat refuses a decision of nobody or about nothing.
func whoAndWhat(d cairn.Decision) error {
	if d.By == "" {
		return errors.New("decide: nobody is named: say who decides with --by or CAIRN_BY")
	}
	if len(d.Targets) == 0 {
		return errors.New("decide: nothing is named to decide about")
	}
	return nil
}

func (r *Record) appendDecision(t *store.Tx, l ledger.Log, d *cairn.Decision, public decisionPublic) error {
	size, err := t.Size()
	if err != nil {
		return err
	}
	d.Seq, d.At = size, r.o.Now().UTC()
	data, err := marshal("the decision", d)
	if err != nil {
		return err
	}
	e, err := l.Append(ledger.DecisionMade, d.At, public, map[string]ledger.Seal{"decision": ledger.NewSeal(data)})
	if err != nil {
		return err
	}
	if len(public.Withholds) == 0 {
		row, err := decisionRow(e.Seq, data)
		if err == nil {
			err = t.WriteDecision(row)
		}
		return err
	}
	for _, c := range public.Withholds {
		if err := t.Destroy(c, e.Seq); err != nil {
			return err
		}
	}
	return r.rederive(t, e.Seq+1)
}

// toRemove names the original that a decision destroyed, until it is gone.
const toRemove = "original to remove"

// forget removes what is left of a destroyed report outside the tables.
func (r *Record) forget(ctx context.Context, hash string) error {
	if err := os.Remove(r.originalPath(hash)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the decision is recorded, but its original could not be removed: %w: remove it by hand", err)
	}
	if err := r.db.Write(ctx, func(t *store.Tx) error { return t.SetMeta(toRemove, "") }); err != nil {
		return err
	}
	return r.db.ForgetDestroyed(ctx)
}

// known refuses targets that the record does not have.
func (r *Record) known(t *store.Tx, d cairn.Decision) error {
	if d.Verdict == cairn.Register || d.Verdict == cairn.Ack {
		return nil // a source or a finding is named by its words
	}
	for _, target := range d.Targets {
		ok, err := has(t, target, d.Verdict)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("decide: the record has no %q: see cairn claims and cairn incidents for ids", target)
		}
	}
	return nil
}

func has(t *store.Tx, id string, v cairn.Verdict) (bool, error) {
	if v != cairn.Undo {
		return t.Knows(id)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return false, nil
	}
	data, err := t.Decision(n)
	return data != nil, err
}

// sealsOf finds everything that is sealed of a report: its original, text and
// claims, every line of every linking that speaks of it, and the decisions
// about nothing else. Only the commitment to its id stays.
func (r *Record) sealsOf(t *store.Tx, targets []string) (row store.ReportRow, commitments []string, err error) {
	if len(targets) != 1 {
		return row, nil, errors.New("decide: one report at a time can be destroyed")
	}
	row, ok, err := t.ReportRow(targets[0])
	if err != nil {
		return row, nil, err
	}
	if !ok {
		return row, nil, fmt.Errorf("decide: %q is not a report of this record", targets[0])
	}
	if row.Withheld != 0 {
		return row, nil, fmt.Errorf("decide: report %s is %w already", row.ID, ErrWithheld)
	}
	own, err := ownIDs(t, row)
	if err != nil {
		return row, nil, err
	}
	size, err := t.Size()
	if err != nil {
		return row, nil, err
	}
	found := map[string]bool{}
	for seq := row.Seq; seq < size; seq++ {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return row, nil, err
		}
		parts, err := open(t, e)
		if err != nil {
			return row, nil, err
		}
		for name, s := range parts {
			if s.Bytes != nil && partOf(row, own, e, name, s.Bytes) {
				found[s.Commitment] = true
			}
		}
	}
	return row, slices.Sorted(maps.Keys(found)), nil
}

// ownIDs are the ids of a report and of those of its claims that no other
// report shares: copies of one text have the same claims.
func ownIDs(t *store.Tx, report store.ReportRow) (map[string]bool, error) {
	claims, err := t.Claims()
	if err != nil {
		return nil, err
	}
	own := map[string]bool{report.ID: true}
	decisions, err := t.Decisions()
	if err != nil {
		return nil, err
	}
	for _, c := range claims {
		if c.Seq == report.Seq {
			own[c.ID] = true
		}
	}
	added, err := added(decisions)
	if err != nil {
		return nil, err
	}
	for _, d := range added {
		if d.Targets[0] == report.ID {
			own[d.Claim.ID] = true
		}
	}
	for _, c := range claims {
		if c.Seq != report.Seq {
			delete(own, c.ID)
		}
	}
	for _, d := range added {
		if d.Targets[0] != report.ID {
			delete(own, d.Claim.ID)
		}
	}
	return own, nil
}

// partOf says whether a sealed part of an entry is to go with a report.
func partOf(row store.ReportRow, own map[string]bool, e ledger.Entry, name string, data []byte) bool {
	switch e.Kind {
	case ledger.ReportAdded:
		return e.Seq == row.Seq && name != "report"
	case ledger.ClaimsCoded:
		var p codedPublic
		return json.Unmarshal(e.Public, &p) == nil && p.Report == row.Seq
	case ledger.LinksMade:
		for id := range own {
			if bytes.Contains(data, []byte(strconv.Quote(id))) {
				return true
			}
		}
	case ledger.DecisionMade:
		var d cairn.Decision
		return json.Unmarshal(data, &d) == nil && !slices.ContainsFunc(d.Targets, func(id string) bool { return !own[id] })
	}
	return false
}
