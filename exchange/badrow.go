package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// What is said of a header or a row that cannot be read: what is wrong, where,
// and what to do about it.

// mergedMark begins a cell of a workbook that is merged with another one and has
// no value of its own. XML has no such character, so no cell can hold it.
const mergedMark = "\x00merged "

func badHeader(name string, err error) error {
	out := &Error{Name: name, What: fmt.Sprintf("its header cannot be read: %v", err), Do: "give a table with a header line"}
	var parse *csv.ParseError
	var own *Error
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, io.EOF):
		out.What = "it has no header: it is empty"
	case errors.As(err, &parse):
		out.What, out.Do = "its header cannot be read: "+quoting(parse), quotingDo(parse)
	case errors.Is(err, errRowEnd):
		out.What, out.Do = fmt.Sprintf("its header has more than %d MB", maxRow>>20), "check that it is the file you mean"
	}
	return out
}

// badRow says what is wrong with a row as a whole; nil where nothing is.
func badRow(name string, n int, header, fields []string, raw []byte, err error) error {
	out := &Error{Name: name, Row: n}
	var parse *csv.ParseError
	var own *Error
	switch {
	case errors.As(err, &own):
		if own.Row == 0 {
			own.Row = n
		}
		own.Ends = true
		return own
	case errors.As(err, &parse):
		out.What, out.Do = quoting(parse), quotingDo(parse)
	case err != nil:
		out.What, out.Do, out.Ends = err.Error(), "check the quotation marks of the row: one that is never closed takes in all that follows", true
	case len(raw) > maxRow:
		out.What, out.Do = fmt.Sprintf("it has %d MB", len(raw)>>20), "check the quotation marks before it"
	case len(fields) < len(header):
		out.Column = header[len(fields)-1]
		out.What, out.Do = fmt.Sprintf("the row ends here, with %d of %d columns", len(fields), len(header)), "fill in the missing ones (blank where unknown), or correct the quotation marks in the row"
	case len(fields) > len(header):
		out.What = fmt.Sprintf("it has %d fields, and the header has %d columns: %q and what follows has none", len(fields), len(header), short(fields[len(header)]))
		out.Do = "put a field that holds the separator in quotation marks, or name the columns"
	default:
		return nil
	}
	return out
}

// badCell says what is wrong with one cell; nil where nothing is.
func badCell(name string, n int, column, cell string) error {
	if !utf8.ValidString(cell) {
		return &Error{Name: name, Row: n, Column: column, What: "it is not UTF-8", Do: "say what the file is with --encoding, or convert it"}
	}
	if at, ok := strings.CutPrefix(cell, mergedMark); ok {
		return &Error{Name: name, Row: n, Column: column, What: "cell " + at + " and has no value of its own", Do: "unmerge the cells, and fill in each"}
	}
	return nil
}

func quoting(e *csv.ParseError) string {
	switch {
	case errors.Is(e.Err, csv.ErrBareQuote):
		return fmt.Sprintf("a quotation mark stands inside a field (line %d, character %d)", e.Line, e.Column)
	case e.StartLine != e.Line:
		return fmt.Sprintf("a quotation mark that is opened on line %d is not closed at the end of a field (line %d, character %d)", e.StartLine, e.Line, e.Column)
	}
	return fmt.Sprintf("a quotation mark does not close its field (line %d, character %d)", e.Line, e.Column)
}

func quotingDo(e *csv.ParseError) string {
	if errors.Is(e.Err, csv.ErrBareQuote) {
		return "put the field in quotation marks, and double those inside it"
	}
	return "close it, or double it where it belongs to the text"
}

// ends says whether an error of a row is the end of the table.
func ends(err error) bool {
	var own *Error
	return errors.As(err, &own) && own.Ends
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}
