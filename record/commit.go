package record

import (
	"context"

	"cairn/ledger"
	"cairn/store"
)

// commit records prepared changes, whose originals are durable or are written
// with them, in one transaction with one checkpoint. Before may refuse, and with
// may write more.
func (r *Record) commit(ctx context.Context, batch []*prepared, before func(*store.Tx) error, with func(*store.Tx, ledger.Log) error) error {
	return r.db.Write(ctx, func(t *store.Tx) error {
		if before != nil {
			if err := before(t); err != nil {
				return err
			}
		}
		l := r.log(t)
		written, err := r.write(t, l, batch)
		if err != nil || !written {
			return err
		}
		if with != nil {
			if err := with(t, l); err != nil {
				return err
			}
		}
		return l.Sign()
	})
}

// write writes prepared changes. It says whether there was anything to write.
func (r *Record) write(t *store.Tx, l ledger.Log, batch []*prepared) (written bool, err error) {
	for _, p := range batch {
		if p.added.New {
			// Another cairn may have been faster, or the batch names it twice.
			fresh, err := isNew(t, p.added.ID, p.hash)
			if err != nil {
				return written, err
			}
			if !fresh {
				p.added = Added{ID: p.added.ID}
			} else if err := r.append(t, l, p); err != nil {
				return written, err
			} else {
				written = true
			}
		}
		for _, d := range p.Decide {
			if err := r.decideAlong(t, l, d); err != nil {
				return written, err
			}
			written = true
		}
	}
	return written, nil
}

// append writes the entries of one report and their derived rows.
func (r *Record) append(t *store.Tx, l ledger.Log, p *prepared) error {
	entry, err := l.Append(ledger.ReportAdded, r.o.Now(), nil, p.sealed)
	if err != nil {
		return err
	}
	p.row.Seq, p.row.At = entry.Seq, entry.At.UnixMilli()
	if p.Add.Coded != nil {
		if err := t.WriteOriginal(entry.Seq, p.Add.Original); err != nil {
			return err
		}
	}
	public := codedPublic{Report: entry.Seq, Coder: r.o.Coder, Claims: len(p.added.Coded.Claims)}
	entry, err = l.Append(ledger.ClaimsCoded, r.o.Now(), public, map[string]ledger.Seal{"claims": p.coding})
	if err != nil {
		return err
	}
	p.row.CodedSeq = entry.Seq
	if err := t.WriteReport(p.row); err != nil {
		return err
	}
	for _, c := range p.claims {
		c.Seq = p.row.Seq
		if err := t.WriteClaim(c); err != nil {
			return err
		}
	}
	return nil
}
