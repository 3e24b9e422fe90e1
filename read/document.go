package read

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"cairn"
)

// Limits on what is read. They bound memory, not the field's documents, which
// are a thousand times smaller.
const (
	MaxBytes = 64 << 20 // of one document's original
	MaxText  = 16 << 20 // of one document's text, and of one JSON line
)

// Document is one report as read: with its original bytes and the reader that
// took the text from them.
type Document struct {
	cairn.Report
	Name     string // where it came from: a file's name, and the line in a file of lines
	Original []byte // the exact bytes
	Reader   string // program and version that extracted the text: "text/1", "pdf/1"
	Media    string // media type
	Warnings []string
}

// Error says what could not be read, where, and what to do about it.
type Error struct {
	Name string // file
	Line int    // 1-based, 0 where it does not apply
	What string
	Do   string
}

func (e *Error) Error() string {
	where := e.Name
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.Name, e.Line)
	}
	return fmt.Sprintf("%s: %s: %s", where, e.What, e.Do)
}

// Options are what a person may say about documents that do not say it
// themselves. What a document states wins, except for the encoding.
type Options struct {
	Encoding  string // name of a character encoding for plain text that is not UTF-8
	Date      string
	Publisher string
	Agency    string
	Lang      string
	URL       string
	Title     string
}

// Format is the kind of document that bytes look like.
type Format string

// The formats.
const (
	Text  Format = "text"
	HTML  Format = "html"
	PDF   Format = "pdf"
	DOCX  Format = "docx"
	Lines Format = "lines" // JSON lines
)

// Sniff tells the format of a document from its first bytes and, where those
// leave it open, from its name.
func Sniff(name string, head []byte) Format {
	ext := strings.ToLower(filepath.Ext(name))
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	lower := bytes.ToLower(trimmed[:min(len(trimmed), 512)])
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")) || ext == ".pdf":
		return PDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, oleMagic) || ext == ".docx":
		return DOCX
	case ext == ".jsonl" || ext == ".ndjson" || ext == ".json":
		return Lines
	case ext == "" && bytes.HasPrefix(trimmed, []byte("{\"")):
		return Lines
	case bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html")) ||
		ext == ".html" || ext == ".htm" || ext == ".xhtml":
		return HTML
	}
	return Text
}

// One reads one document of any format but JSON lines.
func One(name string, data []byte, o Options) (Document, error) {
	if len(data) == 0 {
		return Document{}, &Error{Name: name, What: "the file is empty", Do: "leave it out, or fetch it again"}
	}
	if len(data) > MaxBytes {
		return Document{}, &Error{Name: name, What: fmt.Sprintf("it is larger than the %d MB that one report may have", MaxBytes>>20), Do: "split it into the reports it holds"}
	}
	doc := Document{Name: name, Original: data}
	var err error
	switch Sniff(name, data) {
	case PDF:
		err = readPDF(&doc)
	case DOCX:
		err = readDOCX(&doc)
	case HTML:
		err = readHTML(&doc)
	default:
		err = readText(&doc, o.Encoding)
	}
	if err != nil {
		return Document{}, err
	}
	return finish(doc, o)
}

// finish fills what the document leaves open and refuses what cannot be coded.
func finish(doc Document, o Options) (Document, error) {
	for _, f := range []struct {
		have *string
		said string
	}{{&doc.Date, o.Date}, {&doc.Publisher, o.Publisher}, {&doc.Agency, o.Agency}, {&doc.Lang, o.Lang}, {&doc.URL, o.URL}, {&doc.Title, o.Title}} {
		if *f.have == "" {
			*f.have = f.said
		}
	}
	fail := func(what, do string) (Document, error) {
		return Document{}, &Error{Name: doc.Name, What: what, Do: do}
	}
	switch {
	case strings.TrimSpace(doc.Text) == "":
		return fail("no text was found in it", "if it is a scan, run text recognition first")
	case len(doc.Text) > MaxText:
		return fail(fmt.Sprintf("its text has %d MB, more than the %d MB that one report may have", len(doc.Text)>>20, MaxText>>20), "split it into the reports it holds")
	case !utf8.ValidString(doc.Text):
		return fail("its text is not valid UTF-8", "convert it, or name its encoding with --encoding")
	}
	if doc.Date != "" {
		if _, err := cairn.ParsePeriod(doc.Date); err != nil {
			return fail(err.Error(), "correct the date in the file or on the command line")
		}
	}
	return doc, nil
}
