package exchange

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// sheetReader is one sheet of a workbook, read as CSV.
type sheetReader struct {
	io.ReadCloser
	name   string
	others []string
}

// Sheet says of an unpacked table which sheet of a workbook it is, and which
// others there are; "" where it is none.
func Sheet(table io.Reader) (name string, others []string) {
	s, _ := table.(sheetReader)
	return s.name, s.others
}

// sheet finds the part of the sheet that is wanted by its name: the first that is
// not hidden where none is named. The others are those that are not read.
func (b *book) sheet(wanted string) (part, name string, others []string, err error) {
	var wb struct {
		Properties struct {
			Old string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode("xl/workbook.xml", &wb); err != nil {
		return "", "", nil, err
	}
	b.old = wb.Properties.Old == "1" || wb.Properties.Old == "true"
	at := -1
	var names []string
	for i, s := range wb.Sheets {
		names = append(names, s.Name)
		if at < 0 && (wanted == "" && s.State == "" || wanted == "" && s.State == "visible" || wanted != "" && strings.EqualFold(s.Name, wanted)) {
			at = i
		}
	}
	switch {
	case len(wb.Sheets) == 0:
		return "", "", nil, b.fail("xl/workbook.xml", errors.New("it has no sheet"))
	case at < 0 && wanted != "":
		return "", "", nil, &Error{Name: b.name, What: fmt.Sprintf("no sheet of the workbook is called %q", wanted), Do: "name one of " + shortList(names)}
	case at < 0:
		at = 0
	}
	if part, err = b.partOf(wb.Sheets[at].ID); err != nil {
		return "", "", nil, err
	}
	return part, wb.Sheets[at].Name, slices.Delete(names, at, at+1), nil
}

// partOf is the part that a relationship of the workbook names.
func (b *book) partOf(id string) (string, error) {
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := b.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return "", err
	}
	for _, r := range rels.List {
		if r.ID == id {
			if strings.HasPrefix(r.Target, "/") {
				return strings.TrimPrefix(r.Target, "/"), nil
			}
			return path.Join("xl", r.Target), nil
		}
	}
	return "", b.fail("xl/workbook.xml", errors.New("a sheet of it is not there"))
}
