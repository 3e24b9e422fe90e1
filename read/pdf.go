package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// pdfPatience is how long one PDF may take. A broken one can send its reader
// round in circles.
const pdfPatience = 30 * time.Second

// readPDF takes the text of a PDF: with pdftotext where it is installed, which
// keeps the reading order best, and with the built-in reader otherwise.
func readPDF(doc *Document) error {
	doc.Reader, doc.Media = "pdf/1", "application/pdf"
	fail := func(what, do string) error { return &Error{Name: doc.Name, What: what, Do: do} }
	if !bytes.HasPrefix(doc.Original, []byte("%PDF-")) {
		return fail("it is not a PDF file", "fetch it again, or give it another ending")
	}
	text, err := within(pdfPatience, func() (string, error) { return pdfText(doc.Original) })
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return fail("it is locked with a password", "save it without one")
	}
	if err != nil || strings.TrimSpace(text) == "" {
		second, err2 := pdftotext(doc.Original)
		switch {
		case err2 == nil && strings.TrimSpace(second) != "":
			text, err = second, nil
			doc.Reader = "pdftotext/1"
		case err != nil:
			return fail(fmt.Sprintf("the PDF could not be read: %v", err), "it may be cut off: fetch it again, or save its text")
		}
	}
	doc.Text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "�")
	if hasRightToLeft(doc.Text) {
		doc.Warnings = append(doc.Warnings, "right-to-left text in a PDF may stand in the wrong order: compare it with the original")
	}
	return nil
}

// pdfText joins the rows of each page; a gap larger than a row ends a paragraph.
func pdfText(data []byte) (string, error) {
	return guard(func() (string, error) {
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return "", err
		}
		var b strings.Builder
		for n := 1; n <= r.NumPage() && b.Len() <= MaxText; n++ {
			page := r.Page(n)
			if page.V.IsNull() {
				continue
			}
			rows, err := page.GetTextByRow()
			if err != nil {
				return "", fmt.Errorf("page %d: %w", n, err)
			}
			writeRows(&b, rows)
			b.WriteString("\n\n")
		}
		return b.String(), nil
	})
}

func writeRows(b *strings.Builder, rows pdf.Rows) {
	last := int64(0)
	for i, row := range rows {
		if i > 0 {
			if gap := last - row.Position; gap > 20 || gap < -20 {
				b.WriteString("\n\n")
			} else {
				b.WriteString("\n")
			}
		}
		last = row.Position
		for _, word := range row.Content {
			b.WriteString(word.S)
		}
	}
}

// within runs f for at most d. A reader that never comes back is left behind:
// Go cannot stop it, and the document is refused.
func within(d time.Duration, f func() (string, error)) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := f()
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-time.After(d):
		return "", fmt.Errorf("it was not read within %s", d)
	}
}

func pdftotext(data []byte) (string, error) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), pdfPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(out, MaxText+1))
	if len(text) > MaxText {
		cancel() // the rest is refused anyway: do not let it write on
	}
	return string(text), errors.Join(err, cmd.Wait())
}

func hasRightToLeft(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew) {
			return true
		}
	}
	return false
}
