package export

import (
	"fmt"
	"strconv"
	"strings"

	"cairn"
)

// Type is what a column holds, in the words of Frictionless Table Schema.
type Type string

// The types of columns.
const (
	Text    Type = "string"
	Integer Type = "integer"
	Number  Type = "number"
	Date    Type = "date"
	Truth   Type = "boolean"
)

// Column is one column of a table. Means says in a sentence what stands in it.
type Column struct {
	Name  string
	Type  Type
	Means string
}

// Table is what a shape writes: a name and columns in their order.
type Table struct {
	Name    string
	Means   string
	Columns []Column
	Key     []string  // the columns that name a row
	Refers  []Foreign // the columns that name rows of other tables
}

// Foreign says that columns of a table name the rows of another.
type Foreign struct {
	Columns []string
	Table   string
	To      []string
}

// Row is one row: string, int64, float64, cairn.Day or bool by the column's
// type, nil where it is not known.
type Row []any

// Form is where rows go: one of the ways to write typed tables as bytes. Tables
// follow one another; a form for one table refuses a second.
type Form interface {
	Table(t Table) error
	Row(r Row) error
	Close() error
}

// check refuses a row that is not of its table: a fault of a shape.
func (t Table) check(r Row) error {
	if len(r) != len(t.Columns) {
		return fmt.Errorf("table %s: a row has %d cells for %d columns", t.Name, len(r), len(t.Columns))
	}
	for i, v := range r {
		ok := v == nil
		switch v.(type) {
		case string:
			ok = t.Columns[i].Type == Text
		case int64:
			ok = t.Columns[i].Type == Integer
		case float64:
			ok = t.Columns[i].Type == Number
		case cairn.Day:
			ok = t.Columns[i].Type == Date
		case bool:
			ok = t.Columns[i].Type == Truth
		}
		if !ok {
			return fmt.Errorf("table %s, column %s: %T in a column of type %s", t.Name, t.Columns[i].Name, v, t.Columns[i].Type)
		}
	}
	return nil
}

// columns reads a list "name type meaning", one a line, as shapes write them.
func columns(lines string) []Column {
	var out []Column
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		kind, means, _ := strings.Cut(rest, " ")
		out = append(out, Column{name, Type(kind), strings.TrimSpace(means)})
	}
	return out
}

// names makes columns of text of the names that a codebook lists, but for those
// that hold something else.
func names(list string, other map[Type]string) []Column {
	kinds := map[string]Type{}
	for kind, names := range other {
		for name := range strings.SplitSeq(names, ",") {
			kinds[strings.TrimSpace(name)] = kind
		}
	}
	var out []Column
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		kind, ok := kinds[name]
		if !ok {
			kind = Text
		}
		out = append(out, Column{Name: name, Type: kind})
	}
	return out
}

// filler fills the cells of a row by the names of its columns.
type filler struct {
	table Table
	at    map[string]int
	row   Row
	fault error // of the shape: a column was set that the table has not
}

// put hands the row on.
func (f *filler) put(out Form) error {
	if f.fault != nil {
		return f.fault
	}
	if err := f.table.check(f.row); err != nil {
		return err
	}
	return out.Row(f.row)
}

func newFiller(t Table) *filler {
	f := &filler{table: t, at: make(map[string]int, len(t.Columns)), row: make(Row, len(t.Columns))}
	for i, c := range t.Columns {
		f.at[c.Name] = i
	}
	return f
}

// clear begins another row.
func (f *filler) clear() { clear(f.row) }

// set puts a value into a column; what is unknown (an empty text or day, a nil
// number) leaves it blank.
func (f *filler) set(column string, v any) {
	i, ok := f.at[column]
	if !ok {
		f.fault = fmt.Errorf("table %s has no column %s", f.table.Name, column)
		return
	}
	switch v := v.(type) {
	case string:
		if v == "" {
			f.row[i] = nil
			return
		}
	case cairn.Day:
		if _, real := v.Time(); !real {
			f.row[i] = nil
			return
		}
	case *int64:
		if v == nil {
			f.row[i] = nil
			return
		}
		f.row[i] = *v
		return
	case *float64:
		if v == nil {
			f.row[i] = nil
			return
		}
		f.row[i] = *v
		return
	case int:
		f.row[i] = int64(v)
		return
	}
	f.row[i] = v
}

// take puts a value that was written as text into a column of any type, as a row
// of somebody's table gives it back. It says whether the column could hold it.
func (f *filler) take(column, text string) bool {
	i, ok := f.at[column]
	if !ok || text == "" {
		return ok
	}
	f.row[i] = nil
	switch f.table.Columns[i].Type {
	case Integer:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
			f.row[i] = n
		}
	case Number:
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			f.row[i] = x
		}
	case Text:
		f.row[i] = text
	case Date:
		f.set(column, cairn.Day(text))
	case Truth:
		if b, err := strconv.ParseBool(text); err == nil {
			f.row[i] = b
		}
	}
	return f.row[i] != nil
}
