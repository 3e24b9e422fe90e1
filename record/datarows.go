package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"

	"cairn"
	"cairn/store"
)

// RowReader begins the name of what reads rows of data sets; the name of their
// format follows it.
const RowReader = "cairn import "

// RowKey stands for a row of a data set: its format and the id that the data
// set gives it. A million of them take little room.
type RowKey [8]byte

// KeyOf is the key of a row.
func KeyOf(format, id string) RowKey {
	sum := sha256.Sum256([]byte(format + "\x00" + id))
	return RowKey(sum[:8])
}

// reportKey is the id of a report in half its length.
type reportKey [8]byte

func keyOfReport(id string) (k reportKey) {
	hex.Decode(k[:], []byte(strings.TrimPrefix(id, "r-"))) // ids are made as hexadecimal digits
	return k
}

func (k reportKey) id() string { return "r-" + hex.EncodeToString(k[:]) }

// Rows are the rows of data sets that a record has: which report tells each now,
// and which reports told one before they were withdrawn.
type Rows struct {
	now map[string]map[RowKey]reportKey // by format
	had map[reportKey]bool
}

// Rows finds the rows of data sets that the record has.
func (r *Record) Rows(ctx context.Context) (*Rows, error) {
	out := &Rows{now: map[string]map[RowKey]reportKey{}, had: map[reportKey]bool{}}
	err := r.db.Read(ctx, func(t *store.Tx) error {
		gone, err := withdrawn(t)
		if err != nil {
			return err
		}
		return t.Origins(RowReader, func(id, own, reader string) {
			if out.had[keyOfReport(id)] = true; !gone[id] {
				format := strings.TrimPrefix(reader, RowReader)
				out.Set(format, KeyOf(format, own), id)
			}
		})
	})
	return out, err
}

// withdrawn are the reports that a decision took out of the record.
func withdrawn(t *store.Tx) (map[string]bool, error) {
	rows, err := t.Decisions()
	if err != nil {
		return nil, err
	}
	all, err := decisionsOf(rows)
	if err != nil {
		return nil, err
	}
	gone := map[string]bool{}
	for _, d := range standing(all) {
		for _, target := range d.Targets {
			gone[target] = rejects(d.Verdict, gone[target])
		}
	}
	return gone, nil
}

// Registered says whether a person or an import has stated the licence of a source.
func (r *Record) Registered(ctx context.Context, source string) (known bool, err error) {
	err = r.db.Read(ctx, func(t *store.Tx) error {
		rows, err := t.Decisions()
		if err != nil {
			return err
		}
		all, err := decisionsOf(rows)
		known = slices.ContainsFunc(standing(all), func(d cairn.Decision) bool {
			return d.Verdict == cairn.Register && slices.Contains(d.Targets, source) && d.Fields["licence"] != ""
		})
		return err
	})
	return known, err
}

// Now is the report that tells a row now.
func (rs *Rows) Now(format string, key RowKey) (report string, ok bool) {
	k, ok := rs.now[format][key]
	return k.id(), ok
}

// Had says whether the record has a report, standing or withdrawn.
func (rs *Rows) Had(report string) bool { return rs.had[keyOfReport(report)] }

// Set notes which report tells a row from now on.
func (rs *Rows) Set(format string, key RowKey, report string) {
	if rs.now[format] == nil {
		rs.now[format] = map[RowKey]reportKey{}
	}
	rs.now[format][key], rs.had[keyOfReport(report)] = keyOfReport(report), true
}

// Forget notes that a row was withdrawn.
func (rs *Rows) Forget(format string, key RowKey) { delete(rs.now[format], key) }

// Of are the rows of a format with the report of each.
func (rs *Rows) Of(format string) iter.Seq2[RowKey, string] {
	return func(yield func(RowKey, string) bool) {
		for key, report := range rs.now[format] {
			if !yield(key, report.id()) {
				return
			}
		}
	}
}
