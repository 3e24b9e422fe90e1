package record

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Report is a report of the record with its coding.
type Report struct {
	Seq      int64 // the entry that added it
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

func (r *Record) present(t *store.Tx) (s State, err error) {
	if s.Seq, err = t.Size(); err != nil {
		return s, err
	}
	reports, err := t.Reports()
	if err != nil {
		return s, err
	}
	claims, err := t.Claims()
	if err != nil {
		return s, err
	}
	at := map[string]int{}
	for _, row := range reports {
		report, err := reportOf(row)
		if err != nil {
			return s, err
		}
		entry, err := r.log(t).Read(row.Seq)
		if err != nil {
			return s, err
		}
		report.At = entry.At
		at[row.ID] = len(s.Reports)
		s.Reports = append(s.Reports, report)
	}
	for _, row := range claims {
		var c cairn.Claim
		if err := json.Unmarshal(row.Data, &c); err != nil {
			return s, fmt.Errorf("read claim %s: %w", row.ID, err)
		}
		report := &s.Reports[at[row.Report]]
		report.Coded.Claims = append(report.Coded.Claims, c)
	}
	_, lines, err := t.Links()
	if err != nil {
		return s, err
	}
	if s.Links, err = linksOf(lines); err != nil {
		return s, err
	}
	raw, err := t.Decisions()
	if err != nil {
		return s, err
	}
	for _, data := range raw {
		var d cairn.Decision
		if err := json.Unmarshal(data, &d); err != nil {
			return s, fmt.Errorf("read a decision: %w", err)
		}
		s.All = append(s.All, d)
	}
	s.Decisions = standing(s.All)
	return s, nil
}

func reportOf(row store.ReportRow) (Report, error) {
	out := Report{Seq: row.Seq}
	if len(row.Data) == 0 { // withheld: only that it was there is known
		out.Coded.ID = row.ID
		_, err := fmt.Sscan(string(row.Coded), &out.Withheld)
		return out, err
	}
	var k kept
	if err := json.Unmarshal(row.Data, &k); err != nil {
		return out, fmt.Errorf("read report %s: %w", row.ID, err)
	}
	if err := json.Unmarshal(row.Coded, &out.Coded); err != nil {
		return out, fmt.Errorf("read the coding of %s: %w", row.ID, err)
	}
	out.Coded.Report = k.Report
	out.Coded.ID = row.ID
	out.Name, out.Reader, out.Warnings = k.Name, k.Reader, k.Warnings
	return out, nil
}

func linksOf(lines [][]byte) ([]cairn.Linked, error) {
	var out []cairn.Linked
	for _, line := range lines {
		var l cairn.Linked
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, fmt.Errorf("read a link: %w", err)
		}
		out = append(out, l)
	}
	return out, nil
}

// standing leaves out the decisions that later ones undid, and the undoing.
func standing(all []cairn.Decision) []cairn.Decision {
	undone := map[int64]bool{}
	for _, d := range slices.Backward(all) {
		if d.Verdict != cairn.Undo || undone[d.Seq] {
			continue
		}
		for _, target := range d.Targets {
			if n, err := strconv.ParseInt(target, 10, 64); err == nil && n < d.Seq {
				undone[n] = true
			}
		}
	}
	var out []cairn.Decision
	for _, d := range all {
		if d.Verdict != cairn.Undo && !undone[d.Seq] {
			out = append(out, d)
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

// AsOf reads the state at a point of the ledger by replaying its entries.
func (r *Record) AsOf(ctx context.Context, seq int64) (State, error) {
	var s State
	err := r.db.Read(ctx, func(t *store.Tx) (err error) {
		s, err = r.replay(t, seq)
		return err
	})
	return s, err
}

// replay makes the state of the first n entries from the ledger alone.
func (r *Record) replay(t *store.Tx, n int64) (State, error) {
	s := State{Seq: n}
	at := map[string]int{}
	for seq := range n {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return s, err
		}
		parts, err := open(t, e)
		if err != nil {
			return s, err
		}
		switch e.Kind {
		case ledger.ReportAdded:
			var p addedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil {
				return s, fmt.Errorf("read entry %d: %w", seq, err)
			}
			report := Report{Seq: seq, At: e.At}
			if text := parts["text"]; text.Bytes == nil {
				report.Withheld = text.WithheldBy
			} else {
				var k kept
				if err := json.Unmarshal(text.Bytes, &k); err != nil {
					return s, fmt.Errorf("read the text of entry %d: %w", seq, err)
				}
				report.Coded.Report = k.Report
				report.Name, report.Reader, report.Warnings = k.Name, k.Reader, k.Warnings
			}
			report.Coded.ID = p.Report
			at[p.Report] = len(s.Reports)
			s.Reports = append(s.Reports, report)
		case ledger.ClaimsCoded:
			var p codedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil {
				return s, fmt.Errorf("read entry %d: %w", seq, err)
			}
			i, ok := at[p.Report]
			if data := parts["claims"].Bytes; ok && data != nil {
				report := s.Reports[i].Coded.Report
				var c cairn.Coded
				if err := json.Unmarshal(data, &c); err != nil {
					return s, fmt.Errorf("read the claims of entry %d: %w", seq, err)
				}
				c.Report = report
				s.Reports[i].Coded = c
			}
		case ledger.LinksMade:
			if data := parts["links"].Bytes; data != nil {
				var lines []json.RawMessage
				if err := json.Unmarshal(data, &lines); err != nil {
					return s, fmt.Errorf("read the links of entry %d: %w", seq, err)
				}
				if s.Links, err = linksOf(rawLines(lines)); err != nil {
					return s, err
				}
			}
		case ledger.DecisionMade:
			if data := parts["decision"].Bytes; data != nil {
				var d cairn.Decision
				if err := json.Unmarshal(data, &d); err != nil {
					return s, fmt.Errorf("read the decision of entry %d: %w", seq, err)
				}
				d.Seq = seq
				s.All = append(s.All, d)
			}
		}
	}
	s.Decisions = standing(s.All)
	return s, nil
}

func rawLines(lines []json.RawMessage) [][]byte {
	out := make([][]byte, len(lines))
	for i, l := range lines {
		out[i] = l
	}
	return out
}

// open reads the sealed parts of an entry; withheld ones have no bytes.
func open(t *store.Tx, e ledger.Entry) (map[string]ledger.Seal, error) {
	parts := map[string]ledger.Seal{}
	for _, name := range slices.Sorted(maps.Keys(e.Sealed)) {
		s, err := t.Seal(e.Sealed[name])
		if err != nil {
			return nil, fmt.Errorf("read the %s of entry %d: %w", name, e.Seq, err)
		}
		if s.Bytes == nil && s.WithheldBy == 0 {
			return nil, errors.New((&ledger.Damage{Item: fmt.Sprintf("the %s of entry %d", name, e.Seq), What: "is gone without a decision: run cairn verify"}).Error())
		}
		parts[name] = s
	}
	return parts, nil
}
