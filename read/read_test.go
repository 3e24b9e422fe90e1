package read

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestPlainTextIsReadAsItIs(t *testing.T) {
	for _, c := range []struct {
		name, in, title, date, text string
	}{
		{"no header: a dateline is not one", "Beirut: Ten people died.\r\n", "", "", "Beirut: Ten people died.\r\n"},
		{"header lines end at an empty line", "Date: 2015-09-19\nTitle: A: b\n\nTen died.\n", "A: b", "2015-09-19", "Ten died.\n"},
		{"an unknown key ends the header: all of it is text", "Date: 2015-09-19\nMood: grim\n\nTen died.", "", "", "Date: 2015-09-19\nMood: grim\n\nTen died."},
		{"windows line ends", "Date: 2015-09-19\r\n\r\nTen died.\r\n", "", "2015-09-19", "Ten died.\r\n"},
		{"a byte-order mark is left out", "\xef\xbb\xbfTen died.", "", "", "Ten died."},
		{"UTF-16 with its mark", "\xff\xfeT\x00e\x00n\x00", "", "", "Ten"},
		{"bidi overrides stay where they are", "Ten \u202edied\u202c.", "", "", "Ten \u202edied\u202c."},
		{"header without text lines after it is text", "Date: 2015-09-19", "", "", "Date: 2015-09-19"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := One("a.txt", []byte(c.in), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Title != c.title || doc.Date != c.date || doc.Text != c.text {
				t.Errorf("read title %q date %q text %q", doc.Title, doc.Date, doc.Text)
			}
			if string(doc.Original) != c.in {
				t.Error("the original is not the bytes that came in")
			}
		})
	}
}

func TestBadDocumentsAreRefusedWithOneLine(t *testing.T) {
	for _, c := range []struct {
		name, file string
		in         []byte
		want       string
	}{
		{"empty", "a.txt", nil, "empty"},
		{"only white space", "a.txt", []byte(" \n\n"), "no text"},
		{"binary", "a.bin", []byte("abc\x00def"), "zero byte"},
		{"wrong encoding", "a.txt", []byte("caf\xe9 d\xe9truit"), "byte 3 is 0xe9"},
		{"a day that cannot be", "a.txt", []byte("Date: 2015-02-30\n\nTen died.\n"), "2015-02-30"},
		{"half a DOCX", "a.docx", []byte("PK\x03\x04 cut off"), "not a whole DOCX"},
		{"a zip that is no DOCX", "a.docx", zipOf(t, "other.txt", "x"), "not a Word document"},
		{"an old Word file", "a.doc", append(bytes.Clone(oleMagic), "..."...), "old Word file"},
		{"a locked DOCX", "a.docx", append(bytes.Clone(oleMagic), utf16("EncryptedPackage")...), "password"},
		{"a PDF that is none", "a.pdf", []byte("hello"), "not a PDF"},
		{"half a PDF", "a.pdf", []byte("%PDF-1.4\n1 0 obj\n<<"), "could not be read"},
		{"a page nested too deep", "a.html", []byte("<html>" + strings.Repeat("<div>", 100_000)), "could not be read"},
		{"too large", "a.txt", make([]byte, MaxBytes+1), "larger than the 64 MB"},
		{"a DOCX bomb", "a.docx", zipOf(t, "word/document.xml", strings.Repeat(" ", maxInflated+1)), "unpacks to more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := One(c.file, c.in, Options{})
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want a read.Error", err)
			}
			if !strings.Contains(e.Error(), c.want) || strings.Contains(e.Error(), "\n") || e.Do == "" {
				t.Errorf("got %q, want one line with %q", e, c.want)
			}
		})
	}
}

func zipOf(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNamedEncoding(t *testing.T) {
	doc, err := One("a.txt", []byte("\xde\xca\xe1"), Options{Encoding: "windows-1256"})
	if err != nil || doc.Text != "قتل" {
		t.Errorf("got %q, %v", doc.Text, err)
	}
	if _, err = One("a.txt", []byte("abc"), Options{Encoding: "klingon"}); err == nil {
		t.Error("an unknown encoding was accepted")
	}
}

const page = `<!doctype html><html lang="en"><head><title>Nine die in clash | The Example</title>
<meta property="og:title" content="Nine die in clash"><meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2020-05-06T10:00:00Z"><link rel="canonical" href="https://example.org/nine">
<script>var killed = 900;</script></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Nine die in clash</h1>
<p>Nine people were killed on Tuesday when two armed groups fought over a road in the hills, a hospital doctor said, adding that most of them were shepherds.</p>
<p>Four others were   wounded,&nbsp;he said. The dead were buried the same evening, according to villagers, who asked the authorities to send help to the hills.</p>
</article><footer>Cookies and more cookies</footer></body></html>`

func TestPageGivesItsArticleAndItsData(t *testing.T) {
	doc, err := One("a.html", []byte(page), Options{Date: "1999-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		doc.Title: "Nine die in clash", doc.Publisher: "The Example", doc.Date: "2020-05-06",
		doc.URL: "https://example.org/nine", doc.Lang: "en",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if !strings.Contains(doc.Text, "Four others were wounded, he said.") && !strings.Contains(doc.Text, "Four others were wounded,\u00a0he said.") {
		t.Errorf("text is %q", doc.Text)
	}
	if strings.Contains(doc.Text, "Cookies") || strings.Contains(doc.Text, "900") {
		t.Errorf("the page around the article was taken too: %q", doc.Text)
	}
}

func TestDOCXGivesItsParagraphs(t *testing.T) {
	xml := `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>Nine people</w:t></w:r><w:r><w:t xml:space="preserve"> died.</w:t></w:r></w:p>` +
		`<w:p><w:del><w:r><w:delText>Ten.</w:delText></w:r></w:del><w:r><w:t>Four were hurt.</w:t></w:r></w:p></w:body></w:document>`
	doc, err := One("a.docx", zipOf(t, "word/document.xml", xml), Options{})
	if err != nil || doc.Text != "Nine people died.\n\nFour were hurt.\n\n" {
		t.Errorf("got %q, %v", doc.Text, err)
	}
}

// onePagePDF is the smallest PDF that shows a line of text.
func onePagePDF(text string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		"",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	stream := "BT /F1 12 Tf 72 700 Td (" + text + ") Tj ET"
	objects[3] = fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func TestPDFGivesItsText(t *testing.T) {
	doc, err := One("a.pdf", onePagePDF("Nine people were killed."), Options{Date: "2020-05-06"})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.Text, "Nine people were killed.") || doc.Date != "2020-05-06" {
		t.Errorf("got %q", doc.Text)
	}
}

func TestLines(t *testing.T) {
	in := "\xef\xbb\xbf" + `{"id":"r1","text":"Ten died.","gold":{"killed":10}}` + "\n\n" +
		`{"text":"Nine died."}` + "\n" + `{"text":7}` + "\n" + `not json` + "\n" +
		`{"text":"x","date":"yesterday"}` + "\n" + `{"id":"r7"}` + "\n" + "{\"text\":\"\xff\"}"
	want := []struct{ id, text, err string }{
		{"r1", "Ten died.", ""}, {"3", "Nine died.", ""}, {"4", "", `"text" is a number`}, {"5", "", "not a JSON object"},
		{"6", "", "yesterday"}, {"r7", "", "no text"}, {"8", "", "not UTF-8"},
	}
	i := 0
	for line := range ReportLines("in", strings.NewReader(in)) {
		if i >= len(want) {
			t.Fatalf("a line too many: %+v", line)
		}
		w := want[i]
		i++
		if line.ID != w.id || line.Doc.Text != w.text {
			t.Errorf("line %d: id %q text %q", i, line.ID, line.Doc.Text)
		}
		if (line.Err == nil) != (w.err == "") || line.Err != nil && !strings.Contains(line.Err.Error(), w.err) {
			t.Errorf("line %d: error %v, want %q", i, line.Err, w.err)
		}
	}
	if i != len(want) {
		t.Errorf("%d lines, want %d", i, len(want))
	}
}

func TestALineTooLongIsSkippedAndTheRestGoesOn(t *testing.T) {
	in := `{"text":"` + strings.Repeat("a", MaxText) + "\"}\n" + `{"text":"Ten died."}`
	var got []string
	for line := range ReportLines("in", strings.NewReader(in)) {
		if line.Err != nil {
			got = append(got, "error")
		} else {
			got = append(got, line.Doc.Text)
		}
	}
	if len(got) != 2 || got[0] != "error" || got[1] != "Ten died." {
		t.Errorf("got %v", got)
	}
}

func FuzzOne(f *testing.F) {
	f.Add("a.txt", []byte("Date: 2015-09-19\n\nTen died."))
	f.Add("a.html", []byte(page))
	f.Add("a.docx", []byte("PK\x03\x04"))
	f.Add("a.pdf", onePagePDF("Nine died."))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if Sniff(name, data) == PDF {
			t.Skip("the PDF library is fuzzed by its own makers; its panics are caught here")
		}
		doc, err := One(name, data, Options{})
		if err == nil && strings.TrimSpace(doc.Text) == "" {
			t.Error("a document without text was accepted")
		}
	})
}

func FuzzLines(f *testing.F) {
	f.Add([]byte(`{"id":"r1","text":"Ten died."}` + "\n{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for line := range ReportLines("in", bytes.NewReader(data)) {
			if line.Err == nil && line.ID == "" {
				t.Error("a report without an id")
			}
		}
	})
}

func BenchmarkLines(b *testing.B) {
	line := `{"id":"r1","date":"2015-09-19","text":"` + strings.Repeat("Ten people died. ", 200) + "\"}\n"
	in := strings.Repeat(line, 100)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for l := range ReportLines("in", strings.NewReader(in)) {
			if l.Err != nil {
				b.Fatal(l.Err)
			}
		}
	}
}
