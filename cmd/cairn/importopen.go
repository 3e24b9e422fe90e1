package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"cairn/exchange"
)

// openTable opens a table as text, whatever it is packed in.
func openTable(a *app, file string, as exchange.As) (name string, in io.ReadCloser, err error) {
	name = filepath.Base(file)
	f, err := os.Open(file)
	if file == "-" {
		name = "standard input"
		f, err = spool(a.in)
	}
	if err != nil {
		return name, nil, fmt.Errorf("read the table: %w", err)
	}
	text, err := exchange.Unpack(name, f, as)
	if err != nil {
		return name, nil, errors.Join(err, f.Close())
	}
	return name, unpackedFile{text, f}, nil
}

// otherSheets says which sheets of a workbook are not read.
func otherSheets(in io.ReadCloser) string {
	file, _ := in.(unpackedFile)
	name, others := exchange.Sheet(file.ReadCloser)
	if len(others) == 0 {
		return ""
	}
	return fmt.Sprintf("; of the workbook only the sheet %q is read, and not %s: see --sheet", name, strings.Join(others, ", "))
}

// unpackedFile closes what is unpacked and the file that it is unpacked from.
type unpackedFile struct {
	io.ReadCloser
	file *os.File
}

func (u unpackedFile) Close() error { return errors.Join(u.ReadCloser.Close(), u.file.Close()) }

// spool keeps standard input in a file that nobody else sees: it may be packed,
// and is read twice where every row must be right.
func spool(in io.Reader) (*os.File, error) {
	f, err := os.CreateTemp("", "cairn-import-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := io.Copy(f, in); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	_, err = f.Seek(0, io.SeekStart)
	return f, err
}

// again is an input that is read once more after it was read to its end.
type again struct{ file *os.File }

func (a again) Read(p []byte) (int, error) {
	n, err := a.file.Read(p)
	if err == io.EOF {
		if _, err := a.file.Seek(0, io.SeekStart); err != nil {
			return n, err
		}
	}
	return n, err
}
