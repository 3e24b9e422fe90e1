package exchange

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxStrings bounds the shared strings of a workbook, which are kept in memory.
const maxStrings = 256 << 20

// workbook reads one sheet of an Excel workbook as CSV. Cells whose
// number format is a date become days written 2006-01-02. Of merged cells only
// the first has a value in the file: the others are marked, and refused by the
// reader of the table, because a blank there is not an unknown.
func workbook(name string, z *zip.Reader, size int64, wanted string) (io.ReadCloser, error) {
	b := book{name: name, parts: map[string]*zip.File{}, size: size}
	for _, f := range z.File {
		b.parts[f.Name] = f
	}
	sheet, read, others, err := b.sheet(wanted)
	if err != nil {
		return nil, err
	}
	if err := b.readStrings(); err != nil {
		return nil, err
	}
	if err := b.readStyles(); err != nil {
		return nil, err
	}
	if err := b.readMerged(sheet); err != nil {
		return nil, err
	}
	in, err := b.open(sheet)
	if err != nil {
		return nil, err
	}
	out, to := io.Pipe()
	go func() {
		to.CloseWithError(errors.Join(b.write(in, to), in.Close()))
	}()
	return sheetReader{out, read, others}, nil
}

type book struct {
	name    string
	size    int64
	parts   map[string]*zip.File
	strings []string
	dates   []bool   // by style: whether a number is a day
	old     bool     // days are counted from 1904
	merged  []merged // in the order of their first rows
	across  []merged // those that the present row may be in
}

func (b *book) fail(what string, err error) error {
	return &Error{Name: b.name, What: fmt.Sprintf("%s of the workbook cannot be read: %v", what, err), Do: "save it again as .xlsx, or as .csv"}
}

func (b *book) open(part string) (io.ReadCloser, error) {
	f := b.parts[part]
	if f == nil {
		return nil, b.fail(part, errors.New("it is not there"))
	}
	in, err := f.Open()
	if err != nil {
		return nil, b.fail(part, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{name: b.name, in: in, packed: int64(min(f.CompressedSize64, uint64(b.size)))}, in}, nil
}

// decode reads a small part whole.
func (b *book) decode(part string, into any) error {
	in, err := b.open(part)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := xml.NewDecoder(io.LimitReader(in, maxStrings)).Decode(into); err != nil {
		return b.fail(part, err)
	}
	return nil
}

// richText is a string in one piece or in runs.
type richText struct {
	T    *string `xml:"t"`
	Runs []struct {
		T string `xml:"t"`
	} `xml:"r"`
}

func (r richText) String() string {
	var s strings.Builder
	if r.T != nil {
		s.WriteString(*r.T)
	}
	for _, run := range r.Runs {
		s.WriteString(run.T)
	}
	return s.String()
}

func (b *book) readStrings() error {
	if b.parts["xl/sharedStrings.xml"] == nil {
		return nil
	}
	in, err := b.open("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	defer in.Close()
	d := xml.NewDecoder(in)
	total := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return b.fail("the words", err)
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == "si" {
			var s richText
			if err := d.DecodeElement(&s, &start); err != nil {
				return b.fail("the words", err)
			}
			words := s.String()
			if total += len(words) + 16; total > maxStrings {
				return &Error{Name: b.name, What: fmt.Sprintf("its words have more than %d MB", maxStrings>>20), Do: "save it as .csv"}
			}
			b.strings = append(b.strings, words)
		}
	}
}

// builtinDates are the number formats that are days without saying so
// (ECMA-376, part 1, 18.8.30).
var builtinDates = []int{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}

func (b *book) readStyles() error {
	if b.parts["xl/styles.xml"] == nil {
		return nil
	}
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode("xl/styles.xml", &styles); err != nil {
		return err
	}
	dates := slices.Clone(builtinDates)
	for _, f := range styles.Formats {
		if dateFormat(f.Code) {
			dates = append(dates, f.ID)
		}
	}
	for _, c := range styles.Cells {
		b.dates = append(b.dates, slices.Contains(dates, c.Format))
	}
	return nil
}

// dateFormat says whether a number format writes a day: it has a year or a day
// outside of quotes and brackets.
func dateFormat(code string) bool {
	quoted, bracket := false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[' || r == ']':
			bracket = r == '['
		case !bracket && (r == 'y' || r == 'd'):
			return true
		}
	}
	return false
}

type sheetCell struct {
	At     string   `xml:"r,attr"`
	Type   string   `xml:"t,attr"`
	Style  int      `xml:"s,attr"`
	Value  string   `xml:"v"`
	Inline richText `xml:"is"`
}

// write writes the rows of a sheet as CSV. Rows and cells that the file leaves
// out are blank.
func (b *book) write(in io.Reader, out io.Writer) error {
	d := xml.NewDecoder(in)
	w := csv.NewWriter(out)
	width, n := 0, 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			w.Flush()
			return w.Error()
		}
		if err != nil {
			return b.fail("the sheet", err)
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		var row struct {
			N     int         `xml:"r,attr"`
			Cells []sheetCell `xml:"c"`
		}
		if err := d.DecodeElement(&row, &start); err != nil {
			return b.fail("the sheet", err)
		}
		if n++; row.N > 0 {
			n = row.N
		}
		fields, err := b.fields(row.Cells, width)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(fields, func(s string) bool { return s != "" }) {
			continue
		}
		fields = b.mark(fields, n, width)
		if width == 0 {
			width = len(fields)
		}
		if err := w.Write(fields); err != nil {
			return err
		}
	}
}

func (b *book) fields(cells []sheetCell, width int) ([]string, error) {
	out := make([]string, width)
	for i, c := range cells {
		at := i
		if c.At != "" {
			at = columnOf(c.At)
		}
		if at < 0 || at >= maxColumns {
			return nil, &Error{Name: b.name, What: fmt.Sprintf("it has a cell at %q, beyond the %d columns that are read", c.At, maxColumns), Do: "check that it is the file you mean"}
		}
		for len(out) <= at {
			out = append(out, "")
		}
		out[at] = b.value(c)
	}
	for len(out) > width && width > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out, nil
}

// columnOf is the number of a cell's column, from 0: "C7" is 2.
func columnOf(at string) int {
	n := 0
	for _, r := range at {
		if r < 'A' || r > 'Z' {
			break
		}
		if n = n*26 + int(r-'A') + 1; n > maxColumns*2 {
			break
		}
	}
	return n - 1
}

func (b *book) value(c sheetCell) string {
	switch c.Type {
	case "s":
		if n, err := strconv.Atoi(c.Value); err == nil && n >= 0 && n < len(b.strings) {
			return b.strings[n]
		}
		return ""
	case "inlineStr":
		return c.Inline.String()
	case "b":
		return map[string]string{"1": "true", "0": "false"}[c.Value]
	case "str", "d", "e": // an error of a formula is no blank: it stays "#N/A"
		return c.Value
	}
	n, err := strconv.ParseFloat(c.Value, 64)
	if err != nil {
		return c.Value
	}
	if c.Style >= 0 && c.Style < len(b.dates) && b.dates[c.Style] && n >= 1 && n < 2958466 {
		first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if b.old {
			first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		day := first.AddDate(0, 0, int(n))
		if seconds := math.Round((n - math.Floor(n)) * 86400); seconds > 0 {
			return day.Add(time.Duration(seconds) * time.Second).Format(time.DateTime)
		}
		return day.Format(time.DateOnly)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
