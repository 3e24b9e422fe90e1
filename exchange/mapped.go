package exchange

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"cairn"
)

// Mapped reads a CSV table by a mapping. A row becomes a report by the data
// set with claims; a row that cannot be read has an error in its place.
func Mapped(name string, in io.Reader, m Mapping, o Options) (iter.Seq[Row], error) {
	header, seq, err := rowsBelow(name, in, m)
	if err != nil {
		return nil, err
	}
	return mapRows(name, header, seq, m, o)
}

// rowsBelow reads a table below what a mapping passes over.
func rowsBelow(name string, in io.Reader, m Mapping) (header []string, seq iter.Seq2[record, error], err error) {
	buffered := bufio.NewReaderSize(in, 1<<16)
	if err := skipComments(name, buffered, m); err != nil {
		return nil, nil, err
	}
	return rows(name, buffered, separator(buffered))
}

func mapRows(name string, header []string, seq iter.Seq2[record, error], m Mapping, o Options) (iter.Seq[Row], error) {
	needs := m.Needs
	if len(needs) == 0 {
		needs = m.columns()
	}
	for _, column := range needs {
		if !slices.Contains(header, column) {
			return nil, &Error{Name: name, Column: column, What: fmt.Sprintf("a table of %s must have it; this one has %s", m.Name, shortList(header)), Do: "check that the file is what the mapping is for, or correct the mapping"}
		}
	}
	return func(yield func(Row) bool) {
		for rec, err := range seq {
			row := Row{N: rec.n, Original: rec.raw, Err: err}
			if err == nil && isHXL(rec) {
				continue
			}
			if err == nil {
				row = mapRow(name, rec, m, o)
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

// skipComments passes over the lines before the header: a number of them, or
// those that begin with a mark.
func skipComments(name string, in *bufio.Reader, m Mapping) error {
	for n := 0; ; n++ {
		head, err := in.Peek(max(len(m.Comments), 1))
		if err != nil || n >= m.SkipLines && (m.Comments == "" || string(head) != m.Comments) {
			return nil // an empty table is refused where its header is read
		}
		if n > 1000 {
			return &Error{Name: name, What: "it has more than 1,000 lines before its header", Do: "check that it is the file you mean"}
		}
		if _, err := longLine(in, maxRow); err != nil && err != io.EOF {
			return &Error{Name: name, What: fmt.Sprintf("line %d: %v", n+1, err), Do: "check that it is the file you mean"}
		}
	}
}

func longLine(in *bufio.Reader, limit int) (int, error) {
	n := 0
	for {
		chunk, err := in.ReadSlice('\n')
		if n += len(chunk); n > limit {
			return n, fmt.Errorf("the line has more than %d MB", limit>>20)
		}
		if err != bufio.ErrBufferFull {
			return n, err
		}
	}
}

func mapRow(name string, rec record, m Mapping, o Options) Row {
	row := Row{N: rec.n, Original: rec.raw}
	rec, joined := o.Beside.join(rec, m)
	row.Original = rec.raw
	if m.Person.Name != "" {
		joined = append([]joinedRow{{table: besides{Person: m.Person, Key: m.ID}}}, joined...)
	}
	text, lines := rec.text()
	publisher := m.Publisher
	if m.PublisherColumn != "" && rec.get(m.PublisherColumn) != "" {
		publisher = rec.get(m.PublisherColumn)
	}
	if o.Version != "" {
		publisher += " " + o.Version
	}
	id, err := rowID(name, rec, m, text)
	if err != nil {
		row.Err = err
		return row
	}
	b := mappedRow{rowClaims{name: name, rec: rec, text: text, lines: lines, hash: cairn.ContentHash("", text), o: o}, m, joined}
	claims, err := b.claims()
	if err != nil {
		row.Err = err
		return row
	}
	row.Flags = b.flags
	row.Coded = cairn.Coded{Report: cairn.Report{ID: id, Publisher: publisher, Text: text}, Claims: claims}
	if len(claims) > 0 {
		inc := cairn.Incident{Claims: ids(claims), Main: true, Place: claims[0].Place, Time: claims[0].Time, Perpetrator: claims[0].Perpetrator, Clarity: 1, Figures: cairn.OneReport(claims)}
		if n, err := strconv.Atoi(m.Clarity.of(rec)); err == nil {
			inc.Clarity = n
		}
		row.Coded.Incidents = []cairn.Incident{inc}
	}
	return row
}

// rowID is the id that a data set gives a row. Where it gives none, a row is
// known by what it says: an import that is repeated finds it again, and one that
// reads otherwise is another row.
func rowID(name string, rec record, m Mapping, text string) (string, error) {
	switch {
	case len(m.IDColumns) > 0:
		var parts []string
		for _, column := range m.IDColumns {
			parts = append(parts, rec.get(column))
		}
		return m.IDPrefix + strings.Join(parts, "/"), nil
	case m.ID == "":
		return m.IDPrefix + cairn.ContentHash("", text)[:16], nil
	case rec.get(m.ID) == "":
		return "", &Error{Name: name, Row: rec.n, Column: m.ID, What: "the row has no id", Do: "give it one"}
	}
	return m.IDPrefix + rec.get(m.ID), nil
}

type mappedRow struct {
	rowClaims
	m      Mapping
	joined []joinedRow
}

func (b *mappedRow) claims() ([]cairn.Claim, error) {
	when, err := b.when()
	if err != nil {
		return nil, err
	}
	place, chain, perpetrator := b.place(), b.sources(), b.accused()
	var out []cairn.Claim
	whole := map[string]string{}
	for _, c := range b.counts() {
		q, span, err := b.quantity(c)
		if err != nil {
			return nil, err
		}
		if q == nil {
			continue
		}
		claim := cairn.Claim{
			ID: cairn.ClaimID(b.hash, cairn.Casualty, cairn.Measure(c.Measure), "", span), Kind: cairn.Casualty, Measure: cairn.Measure(c.Measure),
			Scope: cairn.ScopeIncident, Count: q, Perpetrator: perpetrator, Act: b.m.Act.of(b.rec), Means: b.m.Means.of(b.rec),
			Place: place, Time: when, Attribution: chain, Stance: cmp.Or(cairn.Stance(c.Stance), cairn.Asserted),
			Rule: "exchange." + b.m.Name, Confidence: 1, Span: span, Quote: b.text[span[0]:span[1]],
		}
		if c.Scope != "" {
			claim.Scope = cairn.Scope(c.Scope)
		}
		if b.m.Scope.holds(b.rec, when) {
			claim.Scope, claim.Baseline = cairn.Scope(b.m.Scope.Scope), b.m.Scope.baseline()
		}
		who := cairn.Victims{Status: cmp.Or(c.Status, b.m.Victims.Status.of(b.rec)), Condition: cmp.Or(c.Condition, b.m.Victims.Condition.of(b.rec)), Group: c.Group, Affiliation: b.rec.get(c.affiliation)}
		if who.Status+who.Condition+who.Group+who.Affiliation != "" {
			claim.Victims = &who
		}
		switch first := whole[c.Measure]; {
		case c.Speaker != "":
			claim.Attribution, claim.Perpetrator = b.speaker(c.Speaker), b.named(c.Speaker)
		case c.Part || c.PartOf != "":
			if of := whole[strings.TrimSuffix(c.Measure+"/"+c.PartOf, "/")]; of != "" {
				claim.Relates = []cairn.Relation{{To: of, As: cairn.OfWhich}}
			}
		case first == "":
			whole[c.Measure], whole[c.Measure+"/"+c.Status] = claim.ID, claim.ID
		default:
			if c.Besides {
				claim.Relates = []cairn.Relation{{To: first, As: cairn.Besides}}
			}
			whole[c.Measure+"/"+c.Status] = cmp.Or(whole[c.Measure+"/"+c.Status], claim.ID)
		}
		b.deny(&claim)
		out = append(out, claim)
	}
	return b.persons(out, whole), nil
}

// quantity reads the columns of a count; nil where the row does not know it.
// A blank is unknown and never zero.
func (b *mappedRow) quantity(c countMap) (*cairn.Quantity, cairn.Span, error) {
	var span cairn.Span
	read := func(column string) (*int64, error) {
		s := b.rec.get(column)
		if column == "" || s == "" || slices.Contains(b.m.Unknown, s) {
			return nil, nil
		}
		n, err := wholeNumber(s)
		if err != nil {
			return nil, b.fail(column, fmt.Sprintf("%q is not a whole number of people", b.rec.get(column)), "correct the number, or name the value under unknown in the mapping")
		}
		at := *b.span(column)
		if span.Empty() {
			span = at
		}
		span = span.Cover(at)
		return &n, nil
	}
	var q cairn.Quantity
	for _, f := range []struct {
		column string
		at     **int64
	}{{c.Column, &q.Low}, {c.Low, &q.Low}, {c.High, &q.High}, {c.Best, &q.Value}} {
		n, err := read(f.column)
		if err != nil {
			return nil, span, err
		}
		if n != nil {
			*f.at = n
		}
	}
	if open := b.rec.get(c.Open); c.Open != "" && strings.EqualFold(open, "true") {
		q.High = nil
	}
	switch {
	case q.Low == nil && q.High == nil && q.Value == nil:
		return nil, span, nil
	case c.Column != "":
		q.High, q.Qualifier = q.Low, cairn.Exact
	case q.High == nil:
		q.Qualifier = cairn.AtLeast
	case q.Low == nil:
		q.Qualifier = cairn.AtMost
	case *q.Low == *q.High:
		q.Qualifier = cairn.Exact
	default:
		q.Qualifier = cairn.Between
	}
	if q.Low != nil && q.High != nil && *q.Low > *q.High {
		b.flag("low_above_high", "%s: low %d, high %d", c.Measure, *q.Low, *q.High)
	}
	q.Unit, q.Text, q.Span = "person", b.text[span[0]:span[1]], &span
	return &q, span, nil
}

func (b *mappedRow) when() (*cairn.When, error) {
	t := b.m.Time
	if t.Year != "" {
		return b.whenOfNumbers()
	}
	if t.Start == "" || b.rec.get(t.Start) == "" {
		return nil, nil
	}
	w := &cairn.When{Words: b.words(t.Start), Precision: t.Precision.of(b.rec)}
	var err error
	if w.Start, err = b.day(t.Start); err != nil {
		return nil, err
	}
	w.End = w.Start
	if t.End != "" && b.rec.get(t.End) != "" {
		if w.End, err = b.day(t.End); err != nil {
			return nil, err
		}
	}
	if w.End < w.Start {
		b.flag("dates_reversed", "%s to %s", w.Start, w.End)
	}
	if w.Precision == "" {
		w.Precision = precisionOf(w.Period)
	}
	return w, nil
}

// precisionOf is the precision that a period has by its length.
func precisionOf(p cairn.Period) string {
	start, ok1 := p.Start.Time()
	end, ok2 := p.End.Time()
	switch days := end.Sub(start) / (24 * time.Hour); {
	case !ok1 || !ok2 || days < 0:
		return "range"
	case days == 0:
		return "day"
	case days < 6:
		return "days"
	case days == 6:
		return "week"
	}
	return "range"
}

func (b *mappedRow) day(column string) (cairn.Day, error) {
	s := western(b.rec.get(column))
	for _, layout := range b.m.Time.Formats {
		if t, err := time.Parse(layout, s); err == nil {
			return cairn.DayOf(t), nil
		}
	}
	if p, err := cairn.ParsePeriod(s[:min(len(s), len(time.DateOnly))]); err == nil {
		return p.Start, nil
	}
	return "", b.fail(column, fmt.Sprintf("%q is not a day in a form that the mapping knows (%s)", s, strings.Join(b.m.Time.Formats, ", ")), "correct the day, or add its form under time.formats")
}

// whenOfNumbers reads year, month and day from columns of their own, where a
// zero month or day is unknown (GTD).
func (b *mappedRow) whenOfNumbers() (*cairn.When, error) {
	t := b.m.Time
	number := func(column string) int { n, _ := strconv.Atoi(b.rec.get(column)); return n }
	year, month, day := number(t.Year), number(t.Month), number(t.Day)
	if year <= 0 || year > 9999 || month < 0 || month > 12 || day < 0 || day > 31 {
		return nil, b.fail(t.Year, fmt.Sprintf("%q-%q-%q is not a date", b.rec.get(t.Year), b.rec.get(t.Month), b.rec.get(t.Day)), "correct it; an unknown month or day is 0")
	}
	first := time.Date(year, time.Month(max(month, 1)), max(day, 1), 0, 0, 0, 0, time.UTC)
	w := &cairn.When{Words: b.words(t.Year), Period: cairn.Period{Start: cairn.DayOf(first)}}
	switch {
	case month == 0:
		w.End, w.Precision = cairn.DayOf(first.AddDate(1, 0, -1)), "year"
	case day == 0:
		w.End, w.Precision = cairn.DayOf(first.AddDate(0, 1, -1)), "month"
	default:
		if first.Day() != day {
			return nil, b.fail(t.Day, fmt.Sprintf("%d-%02d has no day %d", year, month, day), "correct it")
		}
		w.End, w.Precision = w.Start, "day"
	}
	return w, nil
}

func (b *mappedRow) place() *cairn.Locus {
	p := b.m.Place
	l := &cairn.Locus{Precision: p.Precision.of(b.rec), Admin1: b.rec.get(p.Admin1), Admin2: b.rec.get(p.Admin2)}
	if p.Name != "" && b.rec.get(p.Name) != "" {
		l.Words, l.Name = b.words(p.Name), b.rec.get(p.Name)
	}
	switch code := b.rec.get(p.ISO); {
	case p.CountryIs != "":
		l.Country = p.CountryIs
	case p.ISO != "" && len(code) == 2:
		l.Country = strings.ToUpper(code)
	case p.Country != "" && b.o.Country != nil:
		l.Country = b.o.Country(b.rec.get(p.Country))
	}
	lat, err1 := degrees(b.rec.get(p.Lat))
	lon, err2 := degrees(b.rec.get(p.Lon))
	switch {
	case p.Lat == "" || b.rec.get(p.Lat) == "" && b.rec.get(p.Lon) == "":
	case err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180:
		l.Lat, l.Lon = &lat, &lon
	default:
		b.flag("bad_point", "latitude %q, longitude %q", b.rec.get(p.Lat), b.rec.get(p.Lon))
	}
	if l.Name == "" && l.Lat == nil && l.Admin1 == "" && l.Country == "" {
		return nil
	}
	return l
}

func (b *mappedRow) sources() []cairn.Speaker {
	s := b.m.Sources
	var chain []cairn.Speaker
	for _, column := range s.Columns {
		links := jointSpeakers(b.rec.get(column), s.Separator, s.Cited)
		for i := range links {
			links[i].Span, links[i].Basis = b.span(column), cairn.Stated
		}
		chain = append(chain, links...)
	}
	return append(chain, b.joinedSources()...)
}
