package export

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cairn"
)

// The bounds of a sheet of Excel and LibreOffice.
const (
	sheetRows = 1 << 20
	cellText  = 32767
)

// xlsxForm writes a workbook (Office Open XML), one table a sheet, row by row.
// Texts are inline strings, which no program runs, so that they are exact;
// numbers are typed as numbers and days as dates.
type xlsxForm struct {
	zip    *zip.Writer
	sheet  *bufio.Writer
	table  Table
	sheets []string
	rows   int
	maxRow int
	losses *Losses
	about  [][2]string
	told   [][2]string
}

// XLSX writes tables as a workbook. About is what a last sheet says of it, after
// the meaning of every column.
func XLSX(w io.Writer, about [][2]string, losses *Losses) Form {
	return &xlsxForm{zip: zip.NewWriter(w), about: about, losses: losses, maxRow: sheetRows}
}

func (f *xlsxForm) Table(t Table) error {
	f.table = t
	for _, c := range t.Columns {
		if c.Means != "" {
			f.told = append(f.told, [2]string{t.Name + "." + c.Name, c.Means})
		}
	}
	return f.begin(t.Name)
}

// begin opens a sheet with its header, which stays in sight.
func (f *xlsxForm) begin(name string) error {
	if err := f.end(); err != nil {
		return err
	}
	f.sheets = append(f.sheets, sheetName(name, f.sheets))
	w, err := f.zip.CreateHeader(entry(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(f.sheets))))
	if err != nil {
		return fmt.Errorf("begin sheet %s: %w", name, err)
	}
	f.sheet, f.rows = bufio.NewWriterSize(w, 1<<16), 0
	f.sheet.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`)
	for i, c := range f.table.Columns {
		fmt.Fprintf(f.sheet, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, min(max(len(c.Name)+2, 11), 40))
	}
	f.sheet.WriteString(`</cols><sheetData>`)
	head := make(Row, len(f.table.Columns))
	for i, c := range f.table.Columns {
		head[i] = c.Name
	}
	return f.write(head, 1)
}

func (f *xlsxForm) Row(r Row) error {
	if f.rows == f.maxRow {
		if err := f.begin(f.table.Name); err != nil {
			return err
		}
	}
	return f.write(r, 0)
}

// entry is a part of the file, of the same bytes whenever it is written.
func entry(name string) *zip.FileHeader { return &zip.FileHeader{Name: name, Method: zip.Deflate} }

func (f *xlsxForm) write(r Row, style int) error {
	f.rows++
	fmt.Fprintf(f.sheet, `<row r="%d">`, f.rows)
	for i, v := range r {
		at := columnName(i) + strconv.Itoa(f.rows)
		switch v := v.(type) {
		case string:
			f.text(at, v, style)
		case int64:
			if v > 1<<53 || v < -1<<53 { // a workbook's numbers are float64
				f.text(at, strconv.FormatInt(v, 10), style)
			} else {
				fmt.Fprintf(f.sheet, `<c r="%s"><v>%d</v></c>`, at, v)
			}
		case float64:
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				fmt.Fprintf(f.sheet, `<c r="%s"><v>%s</v></c>`, at, strconv.FormatFloat(v, 'g', -1, 64))
			}
		case cairn.Day:
			if n, ok := serial(v); ok {
				fmt.Fprintf(f.sheet, `<c r="%s" s="2"><v>%d</v></c>`, at, n)
			} else {
				f.text(at, string(v), style)
			}
		case bool:
			n := 0
			if v {
				n = 1
			}
			fmt.Fprintf(f.sheet, `<c r="%s" t="b"><v>%d</v></c>`, at, n)
		}
	}
	if _, err := f.sheet.WriteString("</row>"); err != nil {
		return fmt.Errorf("write sheet %s: %w", f.table.Name, err)
	}
	return nil
}

func (f *xlsxForm) text(at, s string, style int) {
	if len(s) > cellText && utf8.RuneCountInString(s) > cellText {
		s = string([]rune(s)[:cellText-1]) + "…"
		f.losses.Add(f.table.Name, "text", "what is longer than the 32,767 characters of a cell: cut", at)
	}
	fmt.Fprintf(f.sheet, `<c r="%s" t="inlineStr" s="%d"><is><t xml:space="preserve">`, at, style)
	xmlText(f.sheet, s)
	f.sheet.WriteString(`</t></is></c>`)
}

func (f *xlsxForm) end() error {
	if f.sheet == nil {
		return nil
	}
	f.sheet.WriteString(`</sheetData></worksheet>`)
	err := f.sheet.Flush()
	f.sheet = nil
	if err != nil {
		return fmt.Errorf("end a sheet: %w", err)
	}
	return nil
}

// Close writes the sheet about, then the parts that name all sheets.
func (f *xlsxForm) Close() error {
	f.table = Table{Name: "about", Columns: []Column{{Name: "what", Type: Text}, {Name: "means", Type: Text}}}
	if err := f.begin("about"); err != nil {
		return err
	}
	for _, line := range append(f.about, f.told...) {
		if err := f.write(Row{line[0], line[1]}, 0); err != nil {
			return err
		}
	}
	if err := f.end(); err != nil {
		return err
	}
	for _, part := range workbookParts(f.sheets) {
		w, err := f.zip.CreateHeader(entry(part[0]))
		if err == nil {
			_, err = io.WriteString(w, xmlHead+part[1])
		}
		if err != nil {
			return fmt.Errorf("write %s of the workbook: %w", part[0], err)
		}
	}
	return f.zip.Close()
}

// serial is the number that a workbook keeps for a day. Before March 1900 the
// programs disagree on it, so those days stay text.
func serial(d cairn.Day) (int, bool) {
	t, ok := d.Time()
	n := int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
	return n, ok && n > 60
}

func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// sheetName is a name that a sheet may have and that no other sheet has.
func sheetName(name string, taken []string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '_'
		}
		return r
	}, name)
	name = name[:min(len(name), 25)]
	out := name
	for n := 2; ; n++ {
		free := true
		for _, t := range taken {
			free = free && !strings.EqualFold(t, out)
		}
		if free {
			return out
		}
		out = name + " " + strconv.Itoa(n)
	}
}
