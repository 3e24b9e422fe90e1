package record

import (
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
	if d.By == "" {
		return d, errors.New("decide: nobody is named: say who decides with --by or CAIRN_BY")
	}
	if len(d.Targets) == 0 {
		return d, errors.New("decide: nothing is named to decide about")
	}
	var destroyed string
	err := r.db.Write(ctx, func(t *store.Tx) error {
		if err := r.known(t, d); err != nil {
			return err
		}
		public := decisionPublic{Verdict: d.Verdict}
		var target store.ReportRow
		var err error
		if d.Verdict == cairn.Withdraw && d.Fields["destroy"] == "yes" {
			if target, public.Withholds, err = r.sealsOf(t, d.Targets[0]); err != nil {
				return err
			}
			destroyed = target.Original
		}
		size, err := t.Size()
		if err != nil {
			return err
		}
		d.Seq, d.At = size, r.o.Now().UTC()
		data, err := marshal("the decision", d)
		if err != nil {
			return err
		}
		l := r.log(t)
		e, err := l.Append(ledger.DecisionMade, d.At, public, map[string]ledger.Seal{"decision": ledger.NewSeal(data)})
		if err != nil {
			return err
		}
		for _, c := range public.Withholds {
			if err := t.Destroy(c, e.Seq); err != nil {
				return err
			}
		}
		if destroyed != "" {
			if err := deriveWithheld(t, target.ID, target.Seq, e.Seq); err != nil {
				return err
			}
		}
		if err := t.WriteDecision(e.Seq, data); err != nil {
			return err
		}
		return l.Sign()
	})
	if err != nil || destroyed == "" {
		return d, err
	}
	return d, r.forget(ctx, destroyed)
}

// forget removes what is left of a destroyed report outside the tables.
func (r *Record) forget(ctx context.Context, hash string) error {
	if err := os.Remove(r.originalPath(hash)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the decision is recorded, but its original could not be removed: %w: remove it by hand", err)
	}
	return r.db.ForgetDestroyed(ctx)
}

// deriveWithheld leaves of a report only that it was there, and the decision.
func deriveWithheld(t *store.Tx, id string, seq, decision int64) error {
	if err := t.DeleteReport(id); err != nil {
		return err
	}
	return t.WriteReport(store.ReportRow{ID: id, Seq: seq, CodedSeq: seq, Original: "withheld " + id, Data: []byte{}, Coded: []byte(strconv.FormatInt(decision, 10))})
}

// known refuses targets that the record does not have.
func (r *Record) known(t *store.Tx, d cairn.Decision) error {
	if d.Verdict == cairn.Register || d.Verdict == cairn.Ack {
		return nil // a source or a finding is named by its words
	}
	s, err := r.present(t)
	if err != nil {
		return err
	}
	for _, target := range d.Targets {
		if !s.has(target, d.Verdict) {
			return fmt.Errorf("decide: the record has no %q: see cairn claims and cairn incidents for ids", target)
		}
	}
	return nil
}

func (s State) has(id string, v cairn.Verdict) bool {
	if v == cairn.Undo {
		n, err := strconv.ParseInt(id, 10, 64)
		return err == nil && slices.ContainsFunc(s.All, func(d cairn.Decision) bool { return d.Seq == n })
	}
	for _, r := range s.Reports {
		if r.Coded.ID == id || slices.ContainsFunc(r.Coded.Claims, func(c cairn.Claim) bool { return c.ID == id }) {
			return true
		}
	}
	return slices.ContainsFunc(s.Links, func(l cairn.Linked) bool { return l.LinkedIncident != nil && l.LinkedIncident.ID == id })
}

// sealsOf finds everything that is sealed of a report.
func (r *Record) sealsOf(t *store.Tx, id string) (row store.ReportRow, commitments []string, err error) {
	rows, err := t.Reports()
	if err != nil {
		return row, nil, err
	}
	i := slices.IndexFunc(rows, func(row store.ReportRow) bool { return row.ID == id })
	if i < 0 {
		return row, nil, fmt.Errorf("decide: %q is not a report of this record", id)
	}
	if len(rows[i].Data) == 0 {
		return row, nil, fmt.Errorf("decide: report %s is withheld already", id)
	}
	size, err := t.Size()
	if err != nil {
		return row, nil, err
	}
	for seq := rows[i].Seq; seq < size; seq++ {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return row, nil, err
		}
		var p addedPublic
		if e.Kind != ledger.ReportAdded && e.Kind != ledger.ClaimsCoded || json.Unmarshal(e.Public, &p) != nil || p.Report != id {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(e.Sealed)) {
			commitments = append(commitments, e.Sealed[name])
		}
	}
	return rows[i], commitments, nil
}
