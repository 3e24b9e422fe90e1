package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"cairn"
)

// Line is one line of JSON lines: a report, or the reason why it is none.
type Line struct {
	N   int // 1-based
	Doc Document
	Err error
	ID  string // the id that the line gives, or its number
}

// ReportLines reads JSON lines, one report each, as `cairn code` takes them.
// A bad line yields an error in its place and the rest goes on; only a failure
// to read ends the sequence, with N = 0. Empty lines are passed over but counted.
func ReportLines(name string, r io.Reader) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		in := bufio.NewReaderSize(r, 1<<20)
		for n := 1; ; n++ {
			raw, err := longLine(in, MaxText)
			if len(bytes.TrimSpace(raw)) > 0 || errors.Is(err, errTooLong) {
				if !yield(parseLine(name, n, raw, err)) {
					return
				}
			}
			switch {
			case err == nil || errors.Is(err, errTooLong):
			case err == io.EOF:
				return
			default:
				yield(Line{Err: fmt.Errorf("read %s: %w", name, err)})
				return
			}
		}
	}
}

var errTooLong = errors.New("line too long")

// longLine reads up to the end of a line, whatever its length, and keeps at
// most limit bytes of it.
func longLine(in *bufio.Reader, limit int) ([]byte, error) {
	var out []byte
	long := false
	for {
		chunk, err := in.ReadSlice('\n')
		if len(out)+len(chunk) > limit {
			long = true
		} else {
			out = append(out, chunk...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long && (err == nil || err == io.EOF) {
			return nil, errTooLong
		}
		return out, err
	}
}

func parseLine(name string, n int, raw []byte, readErr error) Line {
	line := Line{N: n, ID: strconv.Itoa(n)}
	fail := func(what, do string) Line {
		line.Err = &Error{Name: name, Line: n, What: what, Do: do}
		return line
	}
	if errors.Is(readErr, errTooLong) {
		return fail(fmt.Sprintf("the line is longer than %d MB", MaxText>>20), "split the report")
	}
	raw = bytes.TrimRight(bytes.TrimPrefix(raw, bom), "\r\n")
	if !utf8.Valid(raw) {
		return fail(fmt.Sprintf("byte %d is not UTF-8", firstInvalid(raw)), "convert the file to UTF-8")
	}
	var report cairn.Report
	if err := json.Unmarshal(raw, &report); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) && wrong.Field != "" {
			return fail(fmt.Sprintf("%q is a %s, not text", wrong.Field, wrong.Value), "write it between quotation marks")
		}
		return fail(fmt.Sprintf("it is not a JSON object: %v", err), `write one report a line, such as {"id":"r1","date":"2015-09-19","text":"..."}`)
	}
	if report.ID != "" {
		line.ID = report.ID
	}
	report.ID = line.ID
	doc, err := finish(Document{Report: report, Name: fmt.Sprintf("%s:%d", name, n), Original: raw, Reader: "lines/1", Media: "application/json"}, Options{})
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			e.Name, e.Line = name, n
		}
		line.Err = err
		return line
	}
	line.Doc = doc
	return line
}
