package record

import (
	"fmt"
	"slices"

	"cairn/ledger"
	"cairn/store"
)

// past is the derived tables as of the first n entries. Most of what a record
// held then it holds now: reports, claims and decisions with their numbers. Only
// where a report was coded again since is the ledger replayed, and of links only
// the entries that made some.
func (r *Record) past(t *store.Tx, n int64) (rows, error) {
	size, err := t.Size()
	if err != nil {
		return rows{}, err
	}
	if n > size {
		return rows{}, fmt.Errorf("the record has %d entries, not %d", size, n)
	}
	out, err := readRows(t)
	if err != nil || n == size {
		return out, err
	}
	then := make(map[int64]bool, len(out.reports))
	for _, report := range out.reports {
		if report.Seq < n && report.CodedSeq >= n {
			return r.derive(t, n)
		}
		then[report.Seq] = report.Seq < n
	}
	out.reports = slices.DeleteFunc(out.reports, func(row store.ReportRow) bool { return row.Seq >= n })
	out.claims = slices.DeleteFunc(out.claims, func(row store.ClaimRow) bool { return !then[row.Seq] })
	out.decisions = slices.DeleteFunc(out.decisions, func(row store.DecisionRow) bool { return row.Seq >= n })
	out.links, err = r.pastLinks(t, n, out.links)
	return out, err
}

// pastLinks are the lines that held after n entries, of which now are present.
func (r *Record) pastLinks(t *store.Tx, n int64, now []store.LinkRow) ([]store.LinkRow, error) {
	made, err := t.EntriesOf(string(ledger.LinksMade))
	if err != nil {
		return nil, err
	}
	if len(made) == 0 || made[len(made)-1] < n {
		return now, nil
	}
	lines := lineage{}
	for _, seq := range made {
		if seq >= n {
			break
		}
		e, err := r.log(t).Read(seq)
		if err != nil {
			return nil, err
		}
		if e.Kind != ledger.LinksMade {
			continue
		}
		if err := lines.follow(e); err != nil {
			return nil, err
		}
	}
	return lines.rows(t)
}
