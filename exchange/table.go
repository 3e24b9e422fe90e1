package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// maxColumns bounds a header: no codebook of the field has a tenth of it.
const maxColumns = 2000

// maxRow bounds one row's bytes.
const maxRow = 4 << 20

// Error says what is wrong with a table, where, and what to do.
type Error struct {
	Name   string
	Row    int // 1-based line of data, 0 for the header
	Column string
	What   string
	Do     string
	Ends   bool // nothing behind it was read
}

func (e *Error) Error() string {
	where := e.Name
	if e.Row > 0 {
		where += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Column != "" {
		where += fmt.Sprintf(", column %q", e.Column)
	}
	return fmt.Sprintf("%s: %s: %s", where, e.What, e.Do)
}

// record is one row of a table by column name, with its exact bytes.
type record struct {
	n      int
	cells  map[string]string
	header []string
	raw    []byte
}

func (r record) get(column string) string { return strings.TrimSpace(r.cells[column]) }

// rows reads a CSV table by its header. A row that is ragged or too long is
// handed on as an error in its place; a header that cannot be read ends it.
func rows(name string, in io.Reader, comma rune) (header []string, seq iter.Seq2[record, error], err error) {
	var seen bytes.Buffer // bytes handed to the CSV reader and not yet given to a row
	var before int64      // where seen begins in the input
	limited := &rowLimit{in: in}
	r := csv.NewReader(io.TeeReader(limited, &seen))
	r.Comma = comma
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	first, err := r.Read()
	if err != nil {
		return nil, nil, badHeader(name, err)
	}
	if header, err = checkHeader(name, first); err != nil {
		return nil, nil, err
	}
	take := func() []byte {
		n := int(r.InputOffset() - before)
		before += int64(n)
		limited.n = 0
		return bytes.Clone(seen.Next(n))
	}
	take()
	return header, func(yield func(record, error) bool) {
		for n := 1; ; n++ {
			fields, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			raw := take()
			rec, rowErr := makeRecord(name, n, header, fields, raw, err)
			if !yield(rec, rowErr) || ends(rowErr) {
				return
			}
		}
	}, nil
}

var errRowEnd = fmt.Errorf("the row has more than %d MB without an end, and what follows is not read", maxRow>>20)

// rowLimit ends a table at a row that has no end: a quotation mark that is never
// closed, or a header of millions of columns, must not take the rest of the file
// into memory.
type rowLimit struct {
	in io.Reader
	n  int // bytes since the last row ended
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.n > maxRow {
		return 0, errRowEnd
	}
	n, err := l.in.Read(p)
	l.n += n
	return n, err
}

func checkHeader(name string, fields []string) ([]string, error) {
	if len(fields) > maxColumns {
		return nil, &Error{Name: name, What: fmt.Sprintf("its header has %d columns, more than the %d that are read", len(fields), maxColumns), Do: "check that it is the file you mean"}
	}
	header := make([]string, len(fields))
	at := map[string]int{}
	for i, f := range fields {
		f = strings.TrimSpace(strings.TrimPrefix(f, "\ufeff"))
		if f == "" { // a value below it is kept all the same
			f = fmt.Sprintf("column %d", i+1)
		}
		if merged, ok := strings.CutPrefix(f, mergedMark); ok {
			return nil, &Error{Name: name, What: fmt.Sprintf("cell %s of its header names no column of its own", merged), Do: "give every column a name of its own, in one row, or pass over the rows above it with skip_lines in the mapping"}
		}
		if before, twice := at[f]; twice {
			return nil, &Error{Name: name, Column: f, What: fmt.Sprintf("the header names it twice, as columns %d and %d", before+1, i+1), Do: "rename or remove one of them"}
		}
		at[f], header[i] = i, f
	}
	return header, nil
}

func makeRecord(name string, n int, header, fields []string, raw []byte, err error) (record, error) {
	rec := record{n: n, header: header, raw: raw}
	for len(fields) > len(header) && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	if err := badRow(name, n, header, fields, raw, err); err != nil {
		return rec, err
	}
	rec.cells = make(map[string]string, len(header))
	for i, f := range fields {
		if err := badCell(name, n, header[i], f); err != nil {
			return rec, err
		}
		rec.cells[header[i]] = f
	}
	return rec, nil
}

// text writes a row as lines "column: value" and remembers where each value lies.
func (r record) text() (string, map[string][2]int) {
	var b strings.Builder
	lines := make(map[string][2]int, len(r.header))
	for _, column := range r.header {
		value := r.cells[column]
		if strings.TrimSpace(value) == "" {
			continue
		}
		start := b.Len()
		b.WriteString(column)
		b.WriteString(": ")
		b.WriteString(strings.ReplaceAll(value, "\n", "\n\t"))
		lines[column] = [2]int{start, b.Len()}
		b.WriteByte('\n')
	}
	return b.String(), lines
}

// Columns reads the lines of a row's text back to its columns and values.
func Columns(text string) map[string]string {
	out := map[string]string{}
	last := ""
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "\t") && last != "" {
			out[last] += "\n" + line[1:]
			continue
		}
		column, value, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		out[column], last = value, column
	}
	return out
}
