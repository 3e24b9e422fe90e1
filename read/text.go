package read

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var bom = []byte("\xef\xbb\xbf")

// headers are the fields that the header lines of a plain text may set.
func headers(doc *Document) map[string]*string {
	return map[string]*string{
		"id": &doc.ID, "date": &doc.Date, "publisher": &doc.Publisher, "agency": &doc.Agency,
		"title": &doc.Title, "lang": &doc.Lang, "url": &doc.URL,
	}
}

// readText reads plain text: UTF-8, UTF-16 with a byte-order mark, or the
// encoding that a person named.
func readText(doc *Document, encoding string) error {
	doc.Reader, doc.Media = "text/1", "text/plain"
	text, err := decode(doc.Name, doc.Original, encoding)
	if err != nil {
		return err
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return &Error{Name: doc.Name, What: fmt.Sprintf("it is not text: a zero byte stands at byte %d", at), Do: "give the document as text, HTML, PDF, DOCX or JSON lines"}
	}
	doc.Text = splitHeader(text, headers(doc))
	return nil
}

func decode(name string, data []byte, encoding string) (string, error) {
	if encoding != "" {
		e, err := htmlindex.Get(encoding)
		if err != nil {
			return "", &Error{Name: name, What: fmt.Sprintf("no encoding is called %q", encoding), Do: "name one of the WHATWG encodings, such as windows-1256 or utf-16le"}
		}
		out, err := e.NewDecoder().Bytes(data)
		if err != nil {
			return "", &Error{Name: name, What: fmt.Sprintf("it is not %s: %v", encoding, err), Do: "name its encoding with --encoding"}
		}
		return string(out), nil
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			return "", &Error{Name: name, What: "it begins as UTF-16 but is not", Do: "fetch it again, or name its encoding with --encoding"}
		}
		return string(out), nil
	}
	data = bytes.TrimPrefix(data, bom)
	if at := firstInvalid(data); at >= 0 {
		return "", &Error{Name: name, What: fmt.Sprintf("it is not UTF-8 text: byte %d is 0x%02x", at, data[at]), Do: "name its encoding with --encoding (Arabic is often windows-1256), or convert it"}
	}
	return string(data), nil
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n <= 1 {
			return at
		}
		at += n
	}
	return -1
}

// splitHeader reads `Key: value` lines of known keys from the top up to an
// empty line, and returns the text below. A text whose first line is not such
// a line ("Beirut: ...") has no header and is returned whole.
func splitHeader(text string, fields map[string]*string) string {
	rest := text
	set := map[string]string{}
	for {
		line, after, more := strings.Cut(rest, "\n")
		line = strings.TrimSuffix(line, "\r")
		if line == "" && len(set) > 0 {
			for key, value := range set {
				*fields[key] = value
			}
			return after
		}
		key, value, ok := strings.Cut(line, ":")
		key = strings.ToLower(strings.TrimSpace(key))
		if !ok || fields[key] == nil || !more {
			return text
		}
		set[key] = strings.TrimSpace(value)
		rest = after
	}
}
