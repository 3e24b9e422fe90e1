package exchange

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A file that cannot be read is refused with one line that says what is wrong.
// One bad row does not keep the others out.

const ownMapping = "name = \"own\"\npublisher = \"Example Recorders\"\nid = \"code\"\n[time]\nstart = \"day\"\nformats = [\"2006-01-02\", \"2 January 2006\", \"2/1/2006\", \"2.1.2006\", \"2-Jan-06\"]\n[[count]]\nmeasure = \"killed\"\ncolumn = \"dead\"\n"

const goodTable = "code,day,dead\na,2015-09-18,3\n"

// readBytes reads a file of these bytes as cairn import does.
func readBytes(t testing.TB, data []byte) ([]Row, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "t")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := Unpack("t.csv", f, As{})
	if err != nil {
		return nil, err
	}
	defer in.Close()
	m, err := ParseMapping("own.toml", []byte(ownMapping))
	if err != nil {
		t.Fatal(err)
	}
	seq, err := FormatOf(m).Read("t.csv", in, Options{})
	if err != nil {
		return nil, err
	}
	var out []Row
	for row := range seq {
		out = append(out, row)
	}
	return out, nil
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func zipped(files map[string][]byte) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		f, err := w.Create(name)
		if err == nil {
			f.Write(data)
		}
	}
	w.Close()
	return b.Bytes()
}

func TestFilesThatAreRefused(t *testing.T) {
	bomb := slices.Concat([]byte("code,day,dead\n"), bytes.Repeat(slices.Concat(bytes.Repeat([]byte("x"), 2<<20), []byte("\n")), 32))
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"empty":             {nil, "no header"},
		"a header twice":    {[]byte("code,day,dead,day\n"), `column "day": the header names it twice, as columns 2 and 4`},
		"no such column":    {[]byte("code,when\nx,y\n"), `column "day": a table of own must have it`},
		"3,000 columns":     {[]byte(strings.Repeat("x,", 3000) + "\n"), "its header has 3001 columns, more than the 2000 that are read"},
		"10,000,000 wide":   {bytes.Repeat([]byte(","), 10_000_000), "its header has more than 4 MB"},
		"a zip in a zip":    {zipped(map[string][]byte{"inner.zip": zipped(map[string][]byte{"t.csv": []byte(goodTable)})}), "which is packed itself"},
		"two tables":        {zipped(map[string][]byte{"a.csv": []byte(goodTable), "b.csv": []byte(goodTable)}), "it holds 2 tables"},
		"a zip cut off":     {zipped(map[string][]byte{"t.csv": []byte(goodTable)})[:40], "zip cannot be read"},
		"a gzip bomb":       {gzipped(bomb), "unpacks to more than"},
		"a zip bomb":        {zipped(map[string][]byte{"t.csv": bomb}), "unpacks to more than"},
		"windows-1256":      {[]byte("code,day,dead\n\xc3\xc8,2015-09-18,3\n"), "it is not UTF-8: say what it is with --encoding"},
		"a gzip in a gzip":  {gzipped(gzipped([]byte(goodTable))), "what it holds is packed itself: unpack the outer file"},
		"utf-16, no mark":   {[]byte("c\x00o\x00d\x00e\x00,\x00d\x00a\x00y\x00"), "say so with --encoding utf-16"},
		"utf-16, high":      {[]byte("\x00c\x00o\x00d\x00e\x00,\x00d\x00a\x00y"), "say so with --encoding utf-16be"},
		"a picture":         {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "bytes that no text has"},
		"a web page":        {[]byte("<!DOCTYPE html><html>"), "it is a web page"},
		"a PDF":             {[]byte("%PDF-1.7"), "it is a PDF"},
		"another header":    {[]byte("code,date,Dead\n"), `column "day": a table of own must have it; this one has code, date, Dead`},
		"an old workbook":   {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "workbook of Excel 97"},
		"a gzip of nothing": {[]byte("\x1f\x8b\x08"), "gzip cannot be read"},
	} {
		rows, err := readBytes(t, c.data)
		if err == nil && len(rows) > 0 {
			err = rows[len(rows)-1].Err
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func TestFilesThatAreRead(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, r := range goodTable {
		utf16 = append(utf16, byte(r), 0)
	}
	for name, data := range map[string][]byte{
		"plain": []byte(goodTable), "a mark": []byte("\ufeff" + goodTable), "crlf": []byte(strings.ReplaceAll(goodTable, "\n", "\r\n")), "gzip": gzipped([]byte(goodTable)),
		"zip": zipped(map[string][]byte{"t.csv": []byte(goodTable), "__MACOSX/t.csv": []byte("x")}), "utf-16": utf16,
		"it says its separator": []byte("sep=;\r\n" + strings.ReplaceAll(goodTable, ",", ";")), "blank cells behind the last column": []byte("code,day,dead,\na,2015-09-18,3,,,\n"),
		"semicolons": []byte(strings.ReplaceAll(goodTable, ",", ";")), "tabs": []byte(strings.ReplaceAll(goodTable, ",", "\t")),
	} {
		rows, err := readBytes(t, data)
		if err != nil || len(rows) != 1 || rows[0].Err != nil || *rows[0].Coded.Claims[0].Count.Low != 3 {
			t.Errorf("%s: %v, %+v", name, err, rows)
		}
	}
}

func TestABadRowKeepsNoOtherOut(t *testing.T) {
	for name, c := range map[string]struct{ bad, says string }{
		"too few":       {"b,2015-09-18", `row 2, column "day": the row ends here, with 2 of 3 columns`},
		"too many":      {"b,2015-09-18,3,4", `row 2: it has 4 fields, and the header has 3 columns: "4" and what follows has none`},
		"half a person": {`b,2015-09-18,"12,5"`, `row 2, column "dead": "12,5" is not a whole number of people`},
		"a word":        {"b,2015-09-18,many", `column "dead": "many"`},
		"below nothing": {"b,2015-09-18,-3", `column "dead": "-3"`},
		"no day":        {"b,2015-02-31,3", `row 2, column "day": "2015-02-31" is not a day`},
		"no id":         {",2015-09-18,3", `row 2, column "code": the row has no id`},
		"a mark inside": {`b "x",2015-09-18,3`, "row 2: a quotation mark stands inside a field (line 3, character 3): put the field in quotation marks"},
	} {
		rows, err := readBytes(t, []byte("code,day,dead\na,2015-09-18,3\n"+c.bad+"\nz,2015-09-19,4\n"))
		if err != nil || len(rows) != 3 || rows[0].Err != nil || rows[2].Err != nil || rows[1].Err == nil || !strings.Contains(rows[1].Err.Error(), c.says) {
			t.Errorf("%s: %v, %+v, want %q", name, err, rows, c.says)
		}
	}
}

func TestDaysInFiveStyles(t *testing.T) {
	rows, err := readBytes(t, []byte("code,day,dead\na,2015-09-18,3\nb,18 September 2015,3\nc,18/9/2015,3\nd,18.9.2015,3\ne,18-Sep-15,3\n"))
	if err != nil || len(rows) != 5 {
		t.Fatal(err, rows)
	}
	for _, r := range rows {
		if r.Err != nil || r.Coded.Claims[0].Time.Start != "2015-09-18" {
			t.Errorf("row %d: %+v, %v", r.N, r.Coded.Claims, r.Err)
		}
	}
}

// A quotation mark that is never closed ends the table with a line that says
// so, and takes no more memory than a row may.
func TestAnOpenQuotationMarkEndsTheTable(t *testing.T) {
	rows, err := readBytes(t, []byte("code,day,dead\na,2015-09-18,3\n\"b"+strings.Repeat("x\n", maxRow)))
	if err != nil || len(rows) != 2 || rows[0].Err != nil || rows[1].Err == nil || !strings.Contains(rows[1].Err.Error(), "MB without an end") {
		t.Errorf("%v, %d rows", err, len(rows))
	}
}

// book is a workbook with one sheet of these rows of XML.
func xlsxOf(sheet string) []byte {
	return zipped(map[string][]byte{
		"xl/workbook.xml":            []byte(`<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" r:id="rId1"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": []byte(`<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`),
		"xl/sharedStrings.xml":       []byte(`<sst><si><t>code</t></si><si><r><t>d</t></r><r><t>ay</t></r></si><si><t>dead</t></si></sst>`),
		"xl/styles.xml":              []byte(`<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`),
		"xl/worksheets/sheet1.xml":   []byte(`<worksheet><sheetData>` + sheet + `</sheetData></worksheet>`),
	})
}

const xlsxHeader = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`

func TestAWorkbookIsRead(t *testing.T) {
	rows, err := readBytes(t, xlsxOf(xlsxHeader+
		`<row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c><c r="B3" s="1"><v>42265</v></c><c r="C3"><v>3</v></c></row>`+
		`<row r="4"><c r="A4" t="str"><v>b</v></c><c r="B4" s="1"><v>42265.75</v></c></row>`))
	if err != nil || len(rows) != 2 || rows[0].Err != nil || rows[1].Err != nil {
		t.Fatal(err, rows)
	}
	if c := rows[0].Coded.Claims; c[0].Time.Start != "2015-09-18" || *c[0].Count.Low != 3 {
		t.Errorf("claims %+v", c)
	}
	if len(rows[1].Coded.Claims) != 0 { // a blank is unknown, as merged cells leave it
		t.Errorf("a blank cell is %+v", rows[1].Coded.Claims)
	}
}

// A value below a column without a name is kept, and a cell that is merged with
// another one is refused by its row and column, not taken for unknown.
func TestNothingOfARowIsLost(t *testing.T) {
	rows, err := readBytes(t, []byte("code,day,dead,,\na,2015-09-18,3,x,y\n"))
	if err != nil || !strings.Contains(rows[0].Coded.Text, "column 4: x\ncolumn 5: y\n") {
		t.Errorf("%v, %+v", err, rows)
	}
	late := []byte("code,day,dead\n" + strings.Repeat("a,2015-09-18,3\n", 3000) + "b,2015-09-18,3,\xe9\n" + "\xe9,2015-09-18,3\n")
	rows, err = readBytes(t, late)
	if err != nil || rows[3001].Err == nil || !strings.Contains(rows[3001].Err.Error(), `row 3002, column "code": it is not UTF-8: say what the file is with --encoding`) {
		t.Errorf("%v, %v", err, rows[len(rows)-1].Err)
	}
	merged := func(sheet, refs string) []byte {
		return xlsxOf(sheet + `</sheetData><mergeCells count="1"><mergeCell ref="` + refs + `"/></mergeCells><sheetData>`)
	}
	rows, err = readBytes(t, merged(xlsxHeader+
		`<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><v>42265</v></c><c r="C2"><v>3</v></c></row>`+
		`<row r="4"><c r="A4" t="str"><v>b</v></c><c r="C4"><v>1</v></c></row>`+
		`<row r="5"><c r="A5" t="str"><v>c</v></c><c r="B5" s="1"><v>42266</v></c><c r="C5"><v>1</v></c></row>`, "B2:B4"))
	if err != nil || len(rows) != 3 || rows[0].Err != nil || rows[2].Err != nil ||
		rows[1].Err == nil || rows[1].Err.Error() != `t.csv, row 2, column "day": cell B4 is merged with others (B2:B4) and has no value of its own: unmerge the cells, and fill in each` {
		t.Errorf("%v, %+v", err, rows)
	}
	if _, err = readBytes(t, merged(`<row r="1"><c r="A1" t="str"><v>Deaths</v></c><c r="B1"/><c r="C1"/></row>`+strings.ReplaceAll(xlsxHeader, `"1"`, `"2"`), "A1:C1")); err == nil || !strings.Contains(err.Error(), "cell B1 is merged with others (A1:C1) of its header") {
		t.Errorf("a merged header: %v", err)
	}
}

func TestOneSheetOfSeveralIsRead(t *testing.T) {
	rel := `<Relationship Id="rId%d" Target="/xl/s%d.xml"/>`
	file := filepath.Join(t.TempDir(), "t.xlsx")
	if err := os.WriteFile(file, zipped(map[string][]byte{
		"xl/workbook.xml": []byte(`<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
			`<sheet name="old" state="hidden" r:id="rId1"/><sheet name="Incidents" r:id="rId2"/><sheet name="Notes" r:id="rId3"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": []byte(`<Relationships>` + fmt.Sprintf(rel+rel+rel, 1, 1, 2, 2, 3, 3) + `</Relationships>`),
		"xl/s1.xml":                  []byte(`<worksheet/>`), "xl/s2.xml": []byte(`<worksheet><sheetData><row><c t="str"><v>two</v></c></row></sheetData></worksheet>`),
		"xl/s3.xml": []byte(`<worksheet><sheetData><row><c t="str"><v>three</v></c></row></sheetData></worksheet>`),
	}), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ wanted, name, others, text, fails string }{
		{"", "Incidents", "old, Notes", "two\n", ""}, {"notes", "Notes", "old, Incidents", "three\n", ""},
		{"Sheet9", "", "", "", `no sheet of the workbook is called "Sheet9": name one of old, Incidents, Notes`},
	} {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		in, err := Unpack("t.xlsx", f, As{Sheet: c.wanted})
		if c.fails != "" {
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%q: %v, want %s", c.wanted, err, c.fails)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		name, others := Sheet(in)
		text, err := io.ReadAll(in)
		if err != nil || name != c.name || strings.Join(others, ", ") != c.others || string(text) != c.text {
			t.Errorf("%q: sheet %q, others %v, text %q, %v", c.wanted, name, others, text, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for _, data := range [][]byte{[]byte(goodTable), gzipped([]byte(goodTable)), zipped(map[string][]byte{"t.csv": []byte(goodTable)}), xlsxOf(xlsxHeader), {0xff, 0xfe, 'a', 0}} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := readBytes(t, data)
		if err != nil && strings.Contains(err.Error(), "\n\n") {
			t.Errorf("not one line: %v", err)
		}
		for _, r := range rows {
			if r.Err == nil {
				for _, c := range r.Coded.Claims {
					if r.Coded.Text[c.Span[0]:c.Span[1]] != c.Quote {
						t.Errorf("quote %q", c.Quote)
					}
				}
			}
		}
	})
}

func FuzzSheet(f *testing.F) {
	f.Add(xlsxHeader + `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>1e3</v></c></row>`)
	f.Add(`<row><c r="ZZZZ1" t="s"><v>9</v></c></row>`)
	f.Add(xlsxHeader + `<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A2:XFD1048576"/></mergeCells><row><c/><c t="e"><v>#N/A</v></c></row>`)
	f.Fuzz(func(t *testing.T, sheet string) { readBytes(t, xlsxOf(sheet)) })
}

func FuzzDetect(f *testing.F) {
	f.Add(strings.Join(gedColumns(), ","))
	f.Add("event_id_cnty,deleted_timestamp\nX1,1\n")
	f.Add(`[{"report_date":"2023-10-07","killed":3,"verified":{"killed":2}}]`)
	f.Fuzz(func(t *testing.T, in string) {
		format, rest, err := Detect("t", strings.NewReader(in))
		if err != nil {
			return
		}
		if format.Name == Deleted {
			if seq, err := Deletions("t", rest); err == nil {
				for id, err := range seq {
					if err == nil && id == "acled-" {
						t.Error("a deletion without an id")
					}
				}
			}
			return
		}
		seq, err := format.Read("t", rest, Options{})
		if err != nil {
			return
		}
		for r := range seq {
			for _, c := range r.Coded.Claims {
				if r.Coded.Text[c.Span[0]:c.Span[1]] != c.Quote {
					t.Errorf("quote %q", c.Quote)
				}
			}
		}
	})
}
