package exchange

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// Row is one row of a data set as cairn takes it: a report with its claims,
// the exact bytes, and what was noticed about it. A row that cannot be taken
// has an error instead.
type Row struct {
	N        int
	Coded    cairn.Coded
	Original []byte
	Flags    []Flag
	Err      error
}

// Flag is something about a row that breaks its own codebook, or, as a note, is
// only worth knowing. The row is kept as it is.
type Flag struct {
	ID     string // low_above_best, best_above_high, parts_do_not_sum, dates_reversed, bad_point ...
	Detail string
	Note   bool // nothing is broken: zero_best, denied
}

func (f Flag) String() string {
	if f.Note {
		return "note " + f.ID + ": " + f.Detail
	}
	return f.ID + ": " + f.Detail
}

// Options are what the reader of a data set needs to be told.
type Options struct {
	// Version of the data set, as "23.1"; part of the publisher's name.
	Version string
	// Country gives the ISO 3166-1 alpha-2 code of a country's English name, or "".
	Country func(name string) string
	// Beside are the rows of further tables, which belong to rows of this one.
	Beside *Beside
}

// gedNeeds are the columns without which a row says nothing.
var gedNeeds = []string{"id", "best", "low", "high", "date_start", "date_end", "date_prec", "where_prec", "type_of_violence", "side_a", "side_b", "country"}

// GED reads UCDP Georeferenced Event Data in its 41-, 42- or 49-column form
// (codebook of GED 23.1). Summary rows (event_clarity 2) become incidents of
// clarity 2.
func GED(name string, in io.Reader, o Options) (iter.Seq[Row], error) {
	header, seq, err := rowsBelow(name, in, Mapping{})
	if err != nil {
		return nil, err
	}
	for _, column := range gedNeeds {
		if !slices.Contains(header, column) {
			return nil, &Error{Name: name, Column: column, What: "a UCDP GED table must have it", Do: "check that the file is UCDP GED"}
		}
	}
	return func(yield func(Row) bool) {
		for rec, err := range seq {
			row := Row{N: rec.n, Original: rec.raw, Err: err}
			if err == nil {
				row = gedRow(name, rec, o)
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

func gedRow(name string, rec record, o Options) Row {
	row := Row{N: rec.n, Original: rec.raw}
	text, lines := rec.text()
	publisher := "UCDP GED"
	if o.Version != "" {
		publisher += " " + o.Version
	}
	report := cairn.Report{ID: "ucdp-ged-" + rec.get("id"), Publisher: publisher, Title: "", Text: text}
	b := rowClaims{name: name, rec: rec, text: text, lines: lines, hash: cairn.ContentHash("", text), o: o}
	total, err := b.gedTotal()
	if err != nil {
		row.Err = err
		return row
	}
	claims := append([]cairn.Claim{total}, b.gedParts(total)...)
	clarity := 1
	if rec.get("event_clarity") == "2" {
		clarity = 2
	}
	row.Flags = b.flags
	row.Coded = cairn.Coded{Report: report, Claims: claims, Incidents: []cairn.Incident{{
		Claims: ids(claims), Main: true, Place: total.Place, Time: total.Time, Perpetrator: total.Perpetrator,
		Clarity: clarity, Figures: cairn.OneReport(claims),
	}}}
	return row
}

func ids(claims []cairn.Claim) []string {
	var out []string
	for _, c := range claims {
		out = append(out, c.ID)
	}
	return out
}

// rowClaims makes the claims of one row.
type rowClaims struct {
	name  string
	rec   record
	text  string
	lines map[string][2]int
	hash  string
	o     Options
	flags []Flag
}

func (b *rowClaims) flag(id, format string, args ...any) {
	b.flags = append(b.flags, Flag{ID: id, Detail: fmt.Sprintf(format, args...)})
}

func (b *rowClaims) note(id, format string, args ...any) {
	b.flags = append(b.flags, Flag{ID: id, Detail: fmt.Sprintf(format, args...), Note: true})
}

func (b *rowClaims) fail(column, what, do string) error {
	return &Error{Name: b.name, Row: b.rec.n, Column: column, What: what, Do: do}
}

// span is the line of the row's text that holds a column.
func (b *rowClaims) span(column string) *cairn.Span {
	at, ok := b.lines[column]
	if !ok {
		return nil
	}
	s := cairn.Span(at)
	return &s
}

// words is what a column says, as a field of a claim.
func (b *rowClaims) words(column string) cairn.Words {
	return cairn.Words{Text: b.rec.get(column), Span: b.span(column), Basis: cairn.Stated}
}

// count reads a whole number that the row must have.
func (b *rowClaims) count(column string) (int64, error) {
	s := b.rec.get(column)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, b.fail(column, fmt.Sprintf("%q is not a whole number of people", s), "correct the number")
	}
	return n, nil
}

// gedTotal is the claim of the row's best, low and high.
func (b *rowClaims) gedTotal() (cairn.Claim, error) {
	var n [3]int64
	for i, column := range []string{"low", "best", "high"} {
		var err error
		if n[i], err = b.count(column); err != nil {
			return cairn.Claim{}, err
		}
	}
	low, best, high := n[0], n[1], n[2]
	switch {
	case low > best:
		b.flag("low_above_best", "low %d, best %d", low, best)
	case best > high:
		b.flag("best_above_high", "best %d, high %d", best, high)
	case best == 0 && high > 0: // common, and no breach: nobody is reliably counted, and somebody may be
		b.note("zero_best", "best 0, high %d", high)
	}
	span := *b.span("best")
	for _, column := range []string{"low", "high"} {
		span = span.Cover(*b.span(column))
	}
	q := cairn.Quantity{Low: &low, High: &high, Value: &best, Qualifier: cairn.Between, Unit: "person", Text: b.text[span[0]:span[1]], Span: &span}
	if low == best && best == high {
		q.Qualifier = cairn.Exact
	}
	when, err := b.gedTime()
	if err != nil {
		return cairn.Claim{}, err
	}
	c := cairn.Claim{
		ID: cairn.ClaimID(b.hash, cairn.Casualty, cairn.Killed, "", span), Kind: cairn.Casualty, Scope: cairn.ScopeIncident, Measure: cairn.Killed,
		Count: &q, Perpetrator: b.gedPerpetrator(), Act: gedActs[b.rec.get("type_of_violence")], Place: b.gedPlace(), Time: when,
		Attribution: b.gedSources(), Stance: cairn.Asserted, Rule: "exchange.ged", Confidence: 1, Span: span, Quote: b.text[span[0]:span[1]],
	}
	if b.rec.get("type_of_violence") == "3" {
		c.Victims = &cairn.Victims{Status: "civilian"}
	}
	return c, nil
}

// gedActs maps type_of_violence: state-based and non-state are clashes between
// the two sides, one-sided is a killing of civilians by side a.
var gedActs = map[string]string{"1": "clash", "2": "clash", "3": "killing"}

// gedParts are the claims of the dead of each side, of which the total consists.
func (b *rowClaims) gedParts(total cairn.Claim) []cairn.Claim {
	var out []cairn.Claim
	var sum int64
	known := 0
	for _, part := range []struct{ column, status, side string }{
		{"deaths_a", "", "side_a"}, {"deaths_b", "", "side_b"}, {"deaths_civilians", "civilian", ""}, {"deaths_unknown", "unknown", ""},
	} {
		if b.rec.get(part.column) == "" {
			continue
		}
		n, err := b.count(part.column)
		if err != nil {
			b.flag("bad_part", "%v", err)
			continue
		}
		known++
		sum += n
		c := total
		span := *b.span(part.column)
		q := cairn.Of(n, cairn.Exact)
		q.Unit, q.Text, q.Span = "person", b.text[span[0]:span[1]], &span
		c.ID = cairn.ClaimID(b.hash, cairn.Casualty, cairn.Killed, "", span)
		c.Count, c.Span, c.Quote = &q, span, q.Text
		c.Victims = &cairn.Victims{Status: part.status}
		if part.side != "" {
			c.Victims.Affiliation = b.rec.get(part.side)
		}
		c.Relates = []cairn.Relation{{To: total.ID, As: cairn.OfWhich}}
		out = append(out, c)
	}
	if known == 4 && sum != *total.Count.Value {
		b.flag("parts_do_not_sum", "the parts make %d, best is %d", sum, *total.Count.Value)
	}
	return out
}

// gedPerpetrator is side a in one-sided violence. In the other types both
// sides fight, and the data set does not say who killed whom.
func (b *rowClaims) gedPerpetrator() *cairn.Party {
	if b.rec.get("type_of_violence") != "3" {
		return nil
	}
	return &cairn.Party{Words: b.words("side_a"), Actor: b.rec.get("side_a")}
}

// gedPrecision maps where_prec to the precision of a place (FIELD.md 1.11).
var gedPrecision = map[string]string{"1": "exact", "2": "near", "3": "district", "4": "province", "5": "region", "6": "country", "7": "sea_or_air"}

func (b *rowClaims) gedPlace() *cairn.Locus {
	l := &cairn.Locus{Words: b.words("where_coordinates"), Name: b.rec.get("where_coordinates"), Precision: gedPrecision[b.rec.get("where_prec")]}
	l.Admin1 = plainProvince(b.rec.get("adm_1"))
	l.Admin2 = b.rec.get("adm_2")
	if b.o.Country != nil {
		l.Country = b.o.Country(b.rec.get("country"))
	}
	lat, err1 := strconv.ParseFloat(b.rec.get("latitude"), 64)
	lon, err2 := strconv.ParseFloat(b.rec.get("longitude"), 64)
	if err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
		l.Lat, l.Lon = &lat, &lon
	} else {
		b.flag("bad_point", "latitude %q, longitude %q", b.rec.get("latitude"), b.rec.get("longitude"))
	}
	return l
}

// plainProvince leaves out the kind of division that UCDP adds to its name.
func plainProvince(s string) string {
	for _, kind := range []string{" province", " Province", " Governorate", " governorate", " state", " State", " region", " Region", " department", " oblast"} {
		s = strings.TrimSuffix(s, kind)
	}
	return s
}

// gedTimes maps date_prec to the precision of a time.
var gedTimes = map[string]string{"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}

func (b *rowClaims) gedTime() (*cairn.When, error) {
	w := &cairn.When{Words: b.words("date_start"), Precision: gedTimes[b.rec.get("date_prec")]}
	for column, at := range map[string]*cairn.Day{"date_start": &w.Start, "date_end": &w.End} {
		s := b.rec.get(column)
		p, err := cairn.ParsePeriod(s[:min(10, len(s))])
		if err != nil {
			return nil, b.fail(column, fmt.Sprintf("%q is not a day", s), "write it as 2015-09-19")
		}
		*at = p.Start
	}
	if w.End < w.Start {
		b.flag("dates_reversed", "%s to %s", w.Start, w.End)
	}
	return w, nil
}

// gedSources makes the attribution chain: the outlets that the row cites, and
// behind them the original sources ("SOHR; VDC"), which are the roots.
func (b *rowClaims) gedSources() []cairn.Speaker {
	var chain []cairn.Speaker
	for _, column := range []string{"source_office", "source_original"} {
		list := b.rec.get(column)
		separator := ";"
		if !strings.Contains(list, separator) {
			separator = "," // without knowing better, a comma inside a name is one, too
		}
		for _, joint := range jointSpeakers(list, separator, false) {
			joint.Span, joint.Basis = b.span(column), cairn.Stated
			if column == "source_office" {
				joint.Type = "media"
			}
			chain = append(chain, joint)
		}
	}
	return chain
}
