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
// and which reports told one before they were withdrawn. It is what grows with
// the rows of an import: some 30 bytes for each.
type Rows struct {
	now map[string]map[RowKey]telling // by format
	had map[reportKey]bool
}

// telling is the report that tells a row, and which file of a run said so last;
// 0 where none has yet.
type telling struct {
	report reportKey
	file   int32
}

// Rows finds the rows of data sets that the record has.
func (r *Record) Rows(ctx context.Context) (*Rows, error) {
	out := &Rows{now: map[string]map[RowKey]telling{}, had: map[reportKey]bool{}}
	err := r.db.Read(ctx, func(t *store.Tx) error {
		gone, err := withdrawn(t)
		if err != nil {
			return err
		}
		return t.Origins(RowReader, func(id, own, reader string) {
			if gone[id] {
				out.had[keyOfReport(id)] = true
				return
			}
			format := strings.TrimPrefix(reader, RowReader)
			out.Set(format, KeyOf(format, own), id, 0)
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

// Now is the report that tells a row now, and which file of this run said so; 0
// where none has yet.
func (rs *Rows) Now(format string, key RowKey) (report string, file int32, ok bool) {
	now, ok := rs.now[format][key]
	return now.report.id(), now.file, ok
}

// Had says whether a report told a row before it was withdrawn or another took
// its place.
func (rs *Rows) Had(report string) bool { return rs.had[keyOfReport(report)] }

// Set notes which report tells a row from now on, and which file of this run
// says so.
func (rs *Rows) Set(format string, key RowKey, report string, file int32) {
	if rs.now[format] == nil {
		rs.now[format] = map[RowKey]telling{}
	}
	now := telling{keyOfReport(report), file}
	if was, ok := rs.now[format][key]; ok && was.report != now.report {
		rs.had[was.report] = true
	}
	rs.now[format][key] = now
}

// Forget notes that a row was withdrawn.
func (rs *Rows) Forget(format string, key RowKey) {
	if was, ok := rs.now[format][key]; ok {
		rs.had[was.report] = true
		delete(rs.now[format], key)
	}
}

// Untold are the reports of the rows of a format that no file of this run has.
func (rs *Rows) Untold(format string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, now := range rs.now[format] {
			if now.file == 0 && !yield(now.report.id()) {
				return
			}
		}
	}
}
