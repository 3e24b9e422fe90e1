package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"cairn"
)

// Compiler is who publishes the daily series: what it filled in or computed
// is its own word, and not that of the ministry that it follows.
const Compiler = "Tech for Palestine"

// TFP reads the daily series of Tech for Palestine (casualties-daily of Gaza,
// Lebanon, and west-bank-daily), a JSON array of one object a day. Each total
// is a cumulative claim, each day's figure an aggregate one; fields that begin
// with ext_ and days without a source are the compiler's.
func TFP(name string, in io.Reader, o Options) (iter.Seq[Row], error) {
	d := json.NewDecoder(in)
	first, err := d.Token()
	if err != nil || first != json.Delim('[') {
		return nil, &Error{Name: name, What: "it is not a JSON array of days", Do: "give the daily series as it is published"}
	}
	return func(yield func(Row) bool) {
		for n := 1; d.More(); n++ {
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				yield(Row{N: n, Err: &Error{Name: name, Row: n, What: err.Error(), Do: "correct the JSON"}})
				return
			}
			rec, err := jsonRecord(name, n, raw)
			row := Row{N: n, Original: rec.raw, Err: err}
			if err == nil {
				row = seriesRow(name, rec, o)
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

// jsonRecord lays an object out as a row; fields of objects in it are named
// with a dot: verified.killed.
func jsonRecord(name string, n int, raw []byte) (record, error) {
	rec := record{n: n, cells: map[string]string{}, raw: bytes.Clone(raw)}
	if len(raw) > maxRow {
		return rec, &Error{Name: name, Row: n, What: fmt.Sprintf("it has %d MB", len(raw)>>20), Do: "check that it is the file you mean"}
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := rec.fields(d, "", 0); err != nil {
		return rec, &Error{Name: name, Row: n, What: err.Error(), Do: "give one object a day"}
	}
	return rec, nil
}

func (r *record) fields(d *json.Decoder, prefix string, depth int) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') || depth > 3 {
		return errors.Join(err, fmt.Errorf("%q is no object of numbers and words", strings.TrimSuffix(prefix, ".")))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		column := prefix + fmt.Sprint(key)
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return err
		}
		if bytes.HasPrefix(raw, []byte("{")) {
			inner := json.NewDecoder(bytes.NewReader(raw))
			inner.UseNumber()
			if err := r.fields(inner, column+".", depth+1); err != nil {
				return err
			}
			continue
		}
		value := string(raw)
		var s string
		if json.Unmarshal(raw, &s) == nil {
			value = s
		}
		if value == "null" {
			value = ""
		}
		r.header = append(r.header, column)
		r.cells[column] = value
	}
	_, err := d.Token()
	return err
}

// seriesRow makes the claims of one day.
func seriesRow(name string, rec record, o Options) Row {
	row := Row{N: rec.n, Original: rec.raw}
	text, lines := rec.text()
	day := cairn.Day(rec.get("report_date"))
	if _, ok := day.Time(); !ok {
		row.Err = &Error{Name: name, Row: rec.n, Column: "report_date", What: fmt.Sprintf("%q is not a day", day), Do: "write it as 2023-10-07"}
		return row
	}
	kind := seriesKind(rec)
	b := rowClaims{name: name, rec: rec, text: text, lines: lines, hash: cairn.ContentHash("", text), o: o}
	s := series{rowClaims: b, kind: kind, day: day, source: sourceOfDay(rec)}
	claims, err := s.claims()
	if err != nil {
		row.Err = err
		return row
	}
	row.Flags = s.flags
	row.Coded = cairn.Coded{Report: cairn.Report{ID: "tfp-" + kind + "-" + string(day), Date: string(day), Publisher: Compiler, Text: text}, Claims: claims}
	return row
}

// seriesKind tells the three series apart by their fields.
func seriesKind(rec record) string {
	switch {
	case rec.has("flash_source"):
		return "west-bank"
	case rec.has("killed_cum_reported"):
		return "lebanon"
	}
	return "gaza"
}

// begin is the day from which each series counts, and where.
var begin = map[string]struct {
	start cairn.Day
	place cairn.Locus
}{
	"gaza":      {"2023-10-07", cairn.Locus{Name: "Gaza Strip", Country: "PS", Admin1: "Gaza Strip", Precision: "province"}},
	"west-bank": {"2023-10-07", cairn.Locus{Name: "West Bank", Country: "PS", Admin1: "West Bank", Precision: "province"}},
	"lebanon":   {"2023-10-07", cairn.Locus{Name: "Lebanon", Country: "LB", Precision: "country"}},
}

type series struct {
	rowClaims
	kind   string
	day    cairn.Day
	source string
}

func (s *series) claims() ([]cairn.Claim, error) {
	var out []cairn.Claim
	whole := map[seriesWhole]string{} // the id of each total and day's figure of everybody
	for _, f := range s.fields() {
		c, err := s.claim(f)
		if err != nil {
			return nil, err
		}
		at := f.whole()
		switch {
		case f.group != "" || f.part != "":
			if id := whole[at]; id != "" {
				c.Relates = []cairn.Relation{{To: id, As: cairn.OfWhich}}
			}
		default:
			whole[at] = c.ID
			at.verified = false
			if id := whole[at]; id != "" && f.verified {
				c.Relates = []cairn.Relation{{To: id, As: cairn.Restates}}
			}
		}
		out = append(out, c)
	}
	return out, nil
}

func (s *series) claim(f seriesField) (cairn.Claim, error) {
	n, err := s.count(f.column)
	if err != nil {
		return cairn.Claim{}, err
	}
	span := *s.span(f.column)
	q := cairn.Of(n, cairn.Exact)
	q.Unit, q.Text, q.Span = "person", s.text[span[0]:span[1]], &span
	where := begin[s.kind].place
	c := cairn.Claim{
		ID: cairn.ClaimID(s.hash, cairn.Casualty, f.measure, "", span), Kind: cairn.Casualty, Measure: f.measure, Scope: cairn.ScopeAggregate,
		Count: &q, Place: &where, Stance: cairn.Asserted, Rule: "exchange.tfp", Confidence: 1, Span: span, Quote: s.text[span[0]:span[1]],
		Baseline: &cairn.Baseline{Series: f.series, Phase: s.rec.get("phase")},
	}
	days := 1
	if hours, err := strconv.Atoi(s.rec.get("report_period")); err == nil {
		days = max(1, hours/24)
	}
	c.Time = &cairn.When{Words: s.words("report_date"), Period: cairn.Period{Start: s.day.Add(1 - days), End: s.day}, Precision: precisionOf(cairn.Period{Start: s.day.Add(1 - days), End: s.day})}
	if f.running {
		c.Scope, c.Baseline.Start = cairn.ScopeCumulative, begin[s.kind].start
		c.Time.Start, c.Time.Precision = begin[s.kind].start, "range"
	}
	if f.group != "" || f.part != "" {
		c.Victims = &cairn.Victims{Group: f.group}
		if f.part != "" {
			c.Victims.Text = f.part
		}
	}
	if f.means != "" {
		c.Means = f.means
	}
	if by := s.speaker(f); by.Text != "" {
		c.Attribution = []cairn.Speaker{by}
	}
	return c, nil
}
