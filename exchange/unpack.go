package exchange

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Bounds on what is unpacked: no table of the field packs better than 40 to 1.
const (
	maxRatio    = 100
	ratioFrom   = 10 << 20 // below this size the ratio says nothing
	maxUnpacked = 16 << 30
)

// encodings are the character sets that a file may be said to be in.
var encodings = map[string]encoding.Encoding{
	"windows-1252": charmap.Windows1252, "windows-1256": charmap.Windows1256, "iso-8859-1": charmap.ISO8859_1,
	"iso-8859-6": charmap.ISO8859_6, "utf-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
}

// Encodings lists the character sets that [Unpack] reads when told so.
func Encodings() []string {
	var out []string
	for name := range encodings {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// As is what somebody says of a file that does not say it itself.
type As struct {
	Charset string // one of [Encodings], or "" for UTF-8
	Sheet   string // of a workbook, or "" for the first
}

// Unpack opens a table as it was published: plain, gzipped, the only table of
// a zip, or a sheet of an Excel workbook, which is read as CSV. What
// comes out is UTF-8. The size is that of the file, to bound what it unpacks
// to; a workbook and a zip are read where they lie, so they must be files.
func Unpack(name string, f *os.File, as As) (io.ReadCloser, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	in := bufio.NewReaderSize(f, 1<<16)
	head, _ := in.Peek(4) // a shorter file has no mark
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return unzip(name, f, info.Size(), as)
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, &Error{Name: name, What: fmt.Sprintf("its gzip cannot be read: %v", err), Do: "fetch the file again"}
		}
		return decoded(name, &bounded{name: name, in: z, packed: info.Size()}, as.Charset)
	case bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return nil, &Error{Name: name, What: "it is a workbook of Excel 97 to 2003", Do: "save it as .xlsx or .csv"}
	}
	return decoded(name, in, as.Charset)
}

// bounded ends a stream that unpacks to more than a table would.
type bounded struct {
	name   string
	in     io.Reader
	packed int64
	n      int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	b.n += int64(n)
	if b.n > maxUnpacked || b.n > ratioFrom && b.n > maxRatio*max(b.packed, 1) {
		return 0, &Error{Name: b.name, What: fmt.Sprintf("it unpacks to more than %d times its size", b.n/max(b.packed, 1)), Do: "unpack it yourself, if you trust it"}
	}
	if err != nil && err != io.EOF {
		err = &Error{Name: b.name, What: fmt.Sprintf("it cannot be unpacked: %v", err), Do: "fetch the file again"}
	}
	return n, err
}

func unzip(name string, f *os.File, size int64, as As) (io.ReadCloser, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, &Error{Name: name, What: fmt.Sprintf("its zip cannot be read: %v", err), Do: "fetch the file again"}
	}
	if slices.ContainsFunc(z.File, func(e *zip.File) bool { return e.Name == "xl/workbook.xml" }) {
		return workbook(name, z, size, as.Sheet)
	}
	var tables []*zip.File
	for _, e := range z.File {
		base := path.Base(e.Name)
		switch ext := strings.ToLower(path.Ext(base)); {
		case strings.HasPrefix(e.Name, "__MACOSX/") || strings.HasPrefix(base, "."):
		case ext == ".zip" || ext == ".gz" || ext == ".xlsx":
			return nil, &Error{Name: name, What: fmt.Sprintf("it holds %q, which is packed itself", e.Name), Do: "unpack the outer file, and import the inner one"}
		case ext == ".csv" || ext == ".tsv" || ext == ".json" || ext == ".txt" && len(z.File) == 1:
			tables = append(tables, e)
		}
	}
	if len(tables) != 1 {
		return nil, &Error{Name: name, What: fmt.Sprintf("it holds %d tables", len(tables)), Do: "unpack it, and import the one you mean"}
	}
	in, err := tables[0].Open()
	if err != nil {
		return nil, &Error{Name: name, What: fmt.Sprintf("%q cannot be unpacked: %v", tables[0].Name, err), Do: "fetch the file again"}
	}
	return decoded(name, &bounded{name: name, in: in, packed: int64(min(tables[0].CompressedSize64, uint64(size)))}, as.Charset)
}

// decoded reads text as UTF-8. A file that says itself that it is UTF-16 is
// taken at its word; one that is not UTF-8 is refused until somebody says what
// it is, because a guess would change names.
func decoded(name string, r io.Reader, charset string) (io.ReadCloser, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	if charset != "" && charset != "utf-8" {
		e, ok := encodings[strings.ToLower(charset)]
		if !ok {
			return nil, &Error{Name: name, What: fmt.Sprintf("no character set is called %q", charset), Do: "choose one of utf-8, " + strings.Join(Encodings(), ", ")}
		}
		return io.NopCloser(e.NewDecoder().Reader(in)), nil
	}
	head, err := in.Peek(1 << 15)
	var own *Error
	if errors.As(err, &own) {
		return nil, own
	}
	if what, do := notText(head); what != "" {
		return nil, &Error{Name: name, What: what, Do: do}
	}
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return io.NopCloser(encodings["utf-16"].NewDecoder().Reader(in)), nil
	}
	for cut := 0; cut < 4 && len(head) > 0 && !utf8.Valid(head); cut++ {
		head = head[:len(head)-1] // the last character may be cut through
	}
	if !utf8.Valid(head) {
		return nil, &Error{Name: name, What: "it is not UTF-8", Do: "say what it is with --encoding: " + strings.Join(Encodings(), ", ")}
	}
	return io.NopCloser(in), nil
}

// notText says of the first bytes of a table what they are instead of one; ""
// where they may be a table.
func notText(head []byte) (what, do string) {
	begins := func(marks ...string) bool {
		return slices.ContainsFunc(marks, func(m string) bool {
			return len(head) >= len(m) && strings.EqualFold(string(head[:len(m)]), m)
		})
	}
	switch {
	case begins("PK\x03\x04", "\x1f\x8b", "BZh", "\xfd7zXZ", "Rar!", "7z\xbc\xaf"):
		return "what it holds is packed itself", "unpack the outer file, and import the inner one"
	case begins("%PDF-"):
		return "it is a PDF", "give the table as .csv or .xlsx; a report is read with cairn add"
	case begins("<!doctype html", "<html"):
		return "it is a web page, not a table", "fetch the table itself"
	case begins("\xff\xfe", "\xfe\xff"):
		return "", "" // UTF-16, by its own word
	}
	odd, even := 0, 0
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	switch n := len(head); {
	case odd*3 > n && even*8 < n:
		return "it seems to be UTF-16 without a mark", "say so with --encoding utf-16"
	case even*3 > n && odd*8 < n:
		return "it seems to be UTF-16, high byte first, without a mark", "say so with --encoding utf-16be"
	case odd+even > 0:
		return "it is not a table: it holds bytes that no text has", "give the table as .csv or .xlsx"
	}
	return "", ""
}
