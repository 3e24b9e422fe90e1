package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// The tables derived from the ledger. They hold bytes that the caller made;
// what they mean is the room record's business.

// ReportRow is one report. Its text and its coding are not written a second
// time: Text and Coding are the commitments of the sealed bytes that say them,
// and Data and Coded those bytes, filled in where a row is read.
type ReportRow struct {
	ID, Original, Date, Publisher string
	Own, Reader                   string // the id it came with, and what read it
	Seq, CodedSeq                 int64
	At                            int64  // when it was recorded, in milliseconds since 1970
	Withheld                      int64  // the decision that destroyed it, 0 where none did
	Text, Coding                  string // commitments
	Data, Coded                   []byte
}

// ClaimRow is one claim of the report that an entry added, in the order of the
// text.
type ClaimRow struct {
	ID  string
	Seq int64
	N   int
}

// WriteReport adds a report's row.
func (t *Tx) WriteReport(r ReportRow) error {
	return t.exec("INSERT INTO reports (seq, id, original, date, publisher, own, reader, coded_seq, at, withheld, text, coding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
		r.Seq, r.ID, r.Original, r.Date, r.Publisher, r.Own, r.Reader, r.CodedSeq, r.At, r.Withheld, r.Text, r.Coding)
}

// OriginalOf is what names the original of a report; "" where there is no such
// report.
func (t *Tx) OriginalOf(id string) (original string, err error) {
	err = t.row("SELECT original FROM reports WHERE id = $1", id).Scan(&original)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return original, err
}

const reportColumns = "SELECT r.seq, r.id, r.original, r.date, r.publisher, r.own, r.reader, r.coded_seq, r.at, r.withheld, r.text, r.coding, s.data, c.data FROM reports r LEFT JOIN seals s ON s.commitment = r.text LEFT JOIN seals c ON c.commitment = r.coding"

func (r *ReportRow) fields() []any {
	return []any{&r.Seq, &r.ID, &r.Original, &r.Date, &r.Publisher, &r.Own, &r.Reader, &r.CodedSeq, &r.At, &r.Withheld, &r.Text, &r.Coding, &r.Data, &r.Coded}
}

// Reports reads all reports in the order in which they were added.
func (t *Tx) Reports() ([]ReportRow, error) {
	return collect(t, reportColumns+" ORDER BY r.seq", (*ReportRow).fields)
}

// named is a condition on ids, handed over as one JSON array.
const named = " IN (SELECT value FROM json_each($1))"

// ReportsNamed reads some reports in the order in which they were added.
func (t *Tx) ReportsNamed(ids []string) ([]ReportRow, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return collect(t, reportColumns+" WHERE r.id"+named+" ORDER BY r.seq", (*ReportRow).fields, string(list))
}

// ReportsFrom reads the reports that an entry and those after it added, at most
// so many.
func (t *Tx) ReportsFrom(seq int64, most int) ([]ReportRow, error) {
	return collect(t, reportColumns+" WHERE r.seq >= $1 ORDER BY r.seq LIMIT $2", (*ReportRow).fields, seq, most)
}

// EachReport hands on where every report that is not withheld comes from.
func (t *Tx) EachReport(each func(id, publisher, reader string)) error {
	return t.Each("SELECT id, publisher, reader FROM reports WHERE withheld = 0", func(scan func(...any) error) error {
		var id, publisher, reader string
		if err := scan(&id, &publisher, &reader); err != nil {
			return err
		}
		each(id, publisher, reader)
		return nil
	})
}

// LastReport is when the last report was recorded, in milliseconds since 1970; 0
// where there is none.
func (t *Tx) LastReport() (at int64, err error) {
	err = t.row("SELECT coalesce(max(at), 0) FROM reports").Scan(&at)
	return at, err
}

// WriteClaim adds a claim's row.
func (t *Tx) WriteClaim(c ClaimRow) error {
	return t.exec("INSERT INTO claims (id, seq, n) VALUES ($1, $2, $3)", c.ID, c.Seq, c.N)
}

// Claims reads where all claims stand, report by report, in the order of their
// texts.
func (t *Tx) Claims() ([]ClaimRow, error) {
	return collect(t, "SELECT id, seq, n FROM claims ORDER BY seq, n", func(c *ClaimRow) []any { return []any{&c.ID, &c.Seq, &c.N} })
}

// LinkRow is one line of the present linking: what it tells of, the entry that
// made it so, and the commitment of its bytes there.
type LinkRow struct {
	ID, Type string
	Seq      int64
	Line     string
	Data     []byte
}

// DecisionRow is one decision, by its number in the ledger. Claim is the id of
// the claim that it adds, "" where it adds none.
type DecisionRow struct {
	Seq   int64
	Claim string
	Data  []byte
}

// PutLink writes a line in place of the one that told of the same.
func (t *Tx) PutLink(l LinkRow) error {
	return t.exec("INSERT INTO links (id, type, seq, line, data) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET type = excluded.type, seq = excluded.seq, line = excluded.line, data = excluded.data",
		l.ID, l.Type, l.Seq, l.Line, l.Data)
}

// DropLink removes the line that tells of an incident or a total.
func (t *Tx) DropLink(id string) error { return t.exec("DELETE FROM links WHERE id = $1", id) }

// Link reads the line that tells of an incident or a total; an empty one where
// there is none.
func (t *Tx) Link(id string) (l LinkRow, err error) {
	err = t.row("SELECT id, type, seq, line, data FROM links WHERE id = $1", id).Scan(&l.ID, &l.Type, &l.Seq, &l.Line, &l.Data)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return l, err
}

// Links reads the lines of the present linking, incidents first.
func (t *Tx) Links() ([]LinkRow, error) {
	return collect(t, "SELECT id, type, seq, line, data FROM links ORDER BY type, id", func(l *LinkRow) []any { return []any{&l.ID, &l.Type, &l.Seq, &l.Line, &l.Data} })
}

// LinksNamed reads the lines that tell of some incidents.
func (t *Tx) LinksNamed(ids []string) ([]LinkRow, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return collect(t, "SELECT id, type, seq, line, data FROM links WHERE id"+named, func(l *LinkRow) []any { return []any{&l.ID, &l.Type, &l.Seq, &l.Line, &l.Data} }, string(list))
}

// CountLinks says how many lines tell of incidents, and how many of totals.
func (t *Tx) CountLinks() (incidents, totals int, err error) {
	err = t.row("SELECT count(*) FILTER (WHERE type = 'incident'), count(*) FILTER (WHERE type <> 'incident') FROM links").Scan(&incidents, &totals)
	return incidents, totals, err
}

// EachIncident hands on the ids of the incidents by their first days, those
// without one last, until it is told that it is enough.
func (t *Tx) EachIncident(each func(id string) (more bool)) error {
	const query = "SELECT id FROM links WHERE type = 'incident' ORDER BY coalesce(nullif(json_extract(CAST(data AS TEXT), '$.time.start'), ''), '9999-12-31'), id"
	err := t.Each(query, func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		if !each(id) {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return err
}

var errEnough = errors.New("enough")

// Knows says whether the record has a report, a claim or an incident of that id.
func (t *Tx) Knows(id string) (known bool, err error) {
	err = t.row("SELECT EXISTS (SELECT 1 FROM reports WHERE id = $1) OR EXISTS (SELECT 1 FROM claims WHERE id = $1) OR EXISTS (SELECT 1 FROM links WHERE id = $1 AND type = 'incident') OR EXISTS (SELECT 1 FROM decisions WHERE claim = $1 AND claim <> '')", id).Scan(&known)
	return known, err
}

// HasClaim says whether the coding of a report has a claim.
func (t *Tx) HasClaim(report, id string) (has bool, err error) {
	err = t.row("SELECT EXISTS (SELECT 1 FROM claims c JOIN reports r ON r.seq = c.seq WHERE c.id = $1 AND r.id = $2)", id, report).Scan(&has)
	return has, err
}

// Decision reads one decision; nil where there is none of that number.
func (t *Tx) Decision(seq int64) (data []byte, err error) {
	err = t.row("SELECT data FROM decisions WHERE seq = $1", seq).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return data, err
}

// ReportRow reads one report; ok is false where there is none of that id.
func (t *Tx) ReportRow(id string) (r ReportRow, ok bool, err error) {
	err = t.row(reportColumns+" WHERE r.id = $1", id).Scan(r.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	return r, err == nil, err
}

// WriteDecision adds a decision's row.
func (t *Tx) WriteDecision(d DecisionRow) error {
	return t.exec("INSERT INTO decisions (seq, claim, data) VALUES ($1, $2, $3)", d.Seq, d.Claim, d.Data)
}

// Decisions reads all decisions in their order.
func (t *Tx) Decisions() ([]DecisionRow, error) {
	return collect(t, "SELECT seq, claim, data FROM decisions ORDER BY seq", func(d *DecisionRow) []any { return []any{&d.Seq, &d.Claim, &d.Data} })
}

// ClearDerived empties the derived tables, to be made again.
func (t *Tx) ClearDerived() error {
	for _, table := range []string{"claims", "links", "decisions", "reports"} {
		if err := t.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	return nil
}

func collect[T any](t *Tx, query string, into func(*T) []any, args ...any) (out []T, err error) {
	rows, err := t.tx.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("query the record: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var v T
		if err := rows.Scan(into(&v)...); err != nil {
			return nil, fmt.Errorf("read a row of the record: %w", err)
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// ForgetDestroyed writes the log of recent changes into the database and
// empties it, so that destroyed bytes are in neither file.
func (db *DB) ForgetDestroyed(ctx context.Context) error {
	if db.writer == nil {
		return ErrReadOnly
	}
	_, err := db.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return db.explain(err)
}

// Each runs a query of the caller's own and hands it each row to scan.
func (t *Tx) Each(query string, row func(scan func(...any) error) error) error {
	rows, err := t.tx.QueryContext(t.ctx, query)
	if err != nil {
		return fmt.Errorf("query the record: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Exec runs a statement of the caller's own.
func (t *Tx) Exec(query string, args ...any) error { return t.exec(query, args...) }
