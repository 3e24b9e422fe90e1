package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// headerWithin is among how many of the first rows the header is sought.
const headerWithin = 12

// FirstRows finds the header of a table, below titles and a row of groups where
// it has them, and reads the first rows under it that can be read.
func FirstRows(name string, in io.Reader, most int) (Proposed, error) {
	buffered := bufio.NewReaderSize(in, headSize)
	head, err := buffered.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return Proposed{}, err
	}
	above, err := headerLine(head)
	if err != nil {
		return Proposed{}, err
	}
	header, seq, err := rowsBelow(name, buffered, Mapping{SkipLines: above})
	if err != nil {
		return Proposed{}, err
	}
	out := Proposed{Header: header, Above: above}
	for rec, err := range seq {
		if err == nil && !isHXL(rec) {
			out.Rows = append(out.Rows, rec.cells)
		}
		if len(out.Rows) == most {
			break
		}
	}
	return out, nil
}

// headerLine is how many lines stand above the header: the row, of the first
// few, in which most cells are names of columns; the first where none is.
func headerLine(head []byte) (int, error) {
	words, err := readLexicon()
	if err != nil {
		return 0, err
	}
	r := csv.NewReader(bytes.NewReader(head))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = commonSeparator(head), true, -1
	best, most := 0, 0
	for range headerWithin {
		cells, err := r.Read()
		if err != nil {
			return best, nil // what is wrong with the table is said where it is read
		}
		line, _ := r.FieldPos(0)
		if n := words.known(cells); n > most {
			best, most = line-1, n
		}
	}
	return best, nil
}

// commonSeparator is the character that stands most often in the first lines,
// one of which is the header and the others may be titles.
func commonSeparator(head []byte) rune {
	lines := bytes.SplitN(head, []byte("\n"), headerWithin+1)
	head = bytes.Join(lines[:min(len(lines), headerWithin)], []byte("\n"))
	return slices.MaxFunc([]rune{',', ';', '\t', '|'}, func(a, b rune) int {
		return bytes.Count(head, []byte(string(a))) - bytes.Count(head, []byte(string(b)))
	})
}

// isHXL says whether a row is the one of HXL tags that stands under the header
// of a table from the Humanitarian Data Exchange (#date, #adm1 ...).
func isHXL(r record) bool {
	if r.n != 1 {
		return false
	}
	tags := 0
	for _, cell := range r.cells {
		switch cell = strings.TrimSpace(cell); {
		case strings.HasPrefix(cell, "#"):
			tags++
		case cell != "":
			return false
		}
	}
	return tags > 0
}
