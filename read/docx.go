package read

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// oleMagic begins an OLE compound file: what Word writes for an old .doc and
// for a .docx locked with a password.
var oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// maxInflated bounds what one part of a DOCX may unpack to.
const maxInflated = MaxText * 4

// readDOCX takes the paragraphs of a Word document and its title.
func readDOCX(doc *Document) error {
	doc.Reader, doc.Media = "docx/1", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	fail := func(what, do string) error { return &Error{Name: doc.Name, What: what, Do: do} }
	if bytes.HasPrefix(doc.Original, oleMagic) {
		if bytes.Contains(doc.Original, utf16("EncryptedPackage")) {
			return fail("it is locked with a password", "open it in a word processor and save it without one")
		}
		return fail("it is an old Word file (.doc)", "save it as .docx, PDF or text")
	}
	z, err := zip.NewReader(bytes.NewReader(doc.Original), int64(len(doc.Original)))
	if err != nil {
		return fail(fmt.Sprintf("it is not a whole DOCX file: %v", err), "fetch or save it again")
	}
	body, err := part(z, "word/document.xml")
	if err != nil {
		return fail(err.Error(), "save it as .docx, PDF or text")
	}
	if doc.Text, err = docxText(body); err != nil {
		return fail(fmt.Sprintf("its text could not be read: %v", err), "open it in a word processor and save it again")
	}
	if core, err := part(z, "docProps/core.xml"); err == nil {
		docxMeta(doc, core)
	}
	return nil
}

func utf16(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for _, r := range []byte(s) {
		out = append(out, r, 0)
	}
	return out
}

func part(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, errors.New("it is locked with a password")
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s in it: %w", name, err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxInflated+1))
		if err != nil {
			return nil, fmt.Errorf("unpack %s in it: %w", name, err)
		}
		if len(data) > maxInflated {
			return nil, fmt.Errorf("%s in it unpacks to more than %d MB", name, maxInflated>>20)
		}
		return data, nil
	}
	return nil, fmt.Errorf("it holds no %s, so it is not a Word document", name)
}

// docxText walks the paragraphs: <w:t> is text, <w:tab> a tab, <w:br> a line,
// </w:p> the end of a paragraph. Deleted text (<w:delText>) is not text.
func docxText(body []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(body))
	inText := false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "tab":
				b.WriteByte('\t')
			case "br", "cr":
				b.WriteByte('\n')
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				b.WriteString("\n\n")
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
}

func docxMeta(doc *Document, core []byte) {
	var m struct {
		Title    string `xml:"title"`
		Language string `xml:"language"`
		Created  string `xml:"created"`
	}
	if xml.Unmarshal(core, &m) != nil {
		return
	}
	doc.Title, doc.Lang = strings.TrimSpace(m.Title), strings.TrimSpace(m.Language)
	if t, err := time.Parse(time.RFC3339, strings.TrimSpace(m.Created)); err == nil {
		doc.Warnings = append(doc.Warnings, "the file was made on "+t.Format(time.DateOnly)+": that is not taken for its date of publication")
	}
}
