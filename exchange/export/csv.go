package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cairn"
)

// Harmless makes a cell of text harmless that a spreadsheet would run as a
// formula, with a leading apostrophe (OWASP, CSV injection; ASVS 1.2.10).
// A number is left as it is: a minus sign before digits runs nothing.
func Harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

func isNumber(s string) bool {
	s = strings.TrimLeft(s, "+-")
	return s != "" && strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") <= 1
}

// csvForm writes one table as CSV (RFC 4180): UTF-8, a header, unknown as blank.
type csvForm struct {
	out    *csv.Writer
	table  Table
	cells  []string
	losses *Losses
}

// CSV writes a table as comma-separated values. A text that was made harmless is
// in the loss report, because it no longer is what it was.
func CSV(w io.Writer, losses *Losses) Form { return &csvForm{out: csv.NewWriter(w), losses: losses} }

func (f *csvForm) Table(t Table) error {
	if f.table.Name != "" {
		return fmt.Errorf("write %s: a CSV file holds one table, and it has %s", t.Name, f.table.Name)
	}
	f.table, f.cells = t, make([]string, len(t.Columns))
	for i, c := range t.Columns {
		f.cells[i] = c.Name
	}
	return f.write()
}

func (f *csvForm) Row(r Row) error {
	for i, v := range r {
		f.cells[i] = plain(v)
		if text, ok := v.(string); ok {
			if f.cells[i] = Harmless(text); f.cells[i] != text {
				f.losses.Add(f.table.Name, f.table.Columns[i].Name, "text that a spreadsheet would run: an apostrophe stands before it", f.cells[i])
			}
		}
	}
	return f.write()
}

func (f *csvForm) write() error {
	if err := f.out.Write(f.cells); err != nil {
		return fmt.Errorf("write %s: %w", f.table.Name, err)
	}
	return nil
}

func (f *csvForm) Close() error {
	f.out.Flush()
	return f.out.Error()
}

// plain writes a value as text: a number without an exponent, unknown as blank.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case cairn.Day:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
