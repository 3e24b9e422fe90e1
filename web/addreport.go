package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"cairn"
	"cairn/record"
)

// A report is added as a file or as pasted words with what is known of them.

type addView struct {
	Shown
	Kinds []string `json:"kinds"` // endings of files that can be read
}

func addPage(q *ask) (page, error) {
	return page{name: "add", view: &addView{Shown: q.shown, Kinds: readable}}, nil
}

// readable are the endings of files that hold one report.
var readable = []string{".txt", ".html", ".pdf", ".docx", ".json"}

// maxPasted is the longest text that a form takes; longer ones come as files.
const maxPasted = 4 << 20

// addReport takes a report and leads to its page.
func (s *Server) addReport(w http.ResponseWriter, r *http.Request) {
	q := &ask{Request: r, server: s, lang: s.locales.of(r), form: formOf(r), path: r.URL.Path, desk: s.desks.present()}
	in, err := s.incoming(r)
	if err != nil {
		s.fail(w, q, err)
		return
	}
	added, err := s.desks.live.Add(r.Context(), in)
	switch {
	case errors.Is(err, record.ErrWithheld):
		s.problem(w, r, problem{Status: http.StatusGone, Type: "withheld", Detail: added.ID})
		return
	case err != nil:
		s.fail(w, q, err)
		return
	}
	to := "/reports/" + url.PathEscape(added.ID)
	if q.form == asHTML {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	w.Header().Set("Location", to)
	status := http.StatusCreated
	if !added.New {
		status = http.StatusOK
	}
	newAnswer("application/json", fmt.Appendf(nil, "{\"id\":%q,\"new\":%t,\"claims\":%d}\n", added.ID, added.New, added.Claims)).write(w, r, status)
}

// incoming reads a report from a form: a file, or words with their day,
// publisher, title and address.
func (s *Server) incoming(r *http.Request) (record.Incoming, error) {
	if s.o.Read == nil {
		return record.Incoming{}, errors.New("add a report: the server was started without a reader")
	}
	if err := r.ParseMultipartForm(8 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return record.Incoming{}, bodyError(err)
	}
	if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		return s.incomingFile(f, head)
	}
	text := r.PostFormValue("text")
	switch {
	case strings.TrimSpace(text) == "":
		return record.Incoming{}, badField{Field: "text", Why: "required"}
	case len(text) > maxPasted:
		return record.Incoming{}, badField{Field: "text", Why: "too_long", Value: text[:40]}
	}
	var head strings.Builder
	for _, f := range []struct{ name, line string }{{"date", "Date"}, {"publisher", "Publisher"}, {"title", "Title"}, {"url", "URL"}} {
		v := strings.Join(strings.Fields(r.PostFormValue(f.name)), " ")
		if len(v) > maxField {
			return record.Incoming{}, badField{Field: f.name, Why: "too_long", Value: v[:40]}
		}
		if f.name == "date" && v != "" {
			if _, err := cairn.ParsePeriod(v); err != nil {
				return record.Incoming{}, badField{Field: "date", Why: "not_a_day", Value: v}
			}
		}
		if v != "" {
			fmt.Fprintf(&head, "%s: %s\n", f.line, v)
		}
	}
	words := strings.ReplaceAll(text, "\r\n", "\n")
	if head.Len() > 0 {
		words = head.String() + "\n" + words
	}
	return s.read("pasted.txt", []byte(words))
}

func (s *Server) incomingFile(f io.Reader, head *multipart.FileHeader) (record.Incoming, error) {
	data, err := io.ReadAll(f)
	if err != nil {
		return record.Incoming{}, bodyError(err)
	}
	if len(data) == 0 {
		return record.Incoming{}, badField{Field: "file", Why: "required", Value: head.Filename}
	}
	return s.read(head.Filename, data)
}

// read makes a report of bytes; what cannot be read is the sender's to mend.
func (s *Server) read(name string, data []byte) (record.Incoming, error) {
	in, err := s.o.Read(name, data)
	if err != nil {
		return in, badField{Field: "file", Why: "unreadable", Value: err.Error()}
	}
	return in, nil
}
