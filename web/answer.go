package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"cairn/exchange/export"
)

// page is what a screen answers: one content, for every form.
type page struct {
	name  string // of its template, and of its title in the catalogue
	about string // what the title names, where it is one thing: an id, a name
	view  any    // what the template shows and JSON writes
	rows  func() sheet
	table table // rows of the record itself, in place of rows
	place func() features
	next  string // cursor of the next rows; empty at the end
}

// sheet is a page's rows as CSV.
type sheet struct {
	head []string
	rows [][]string
}

// formKey finds the form that the path asked for in a request's context.
type formKey struct{}

// byForm takes the ending that names a form off the path, so that a screen is
// routed once.
func byForm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		form, path := formOf(r), pathOf(r)
		if cut := len(r.URL.Path) - len(path); cut > 0 {
			u := *r.URL
			if u.RawPath != "" {
				u.RawPath = u.RawPath[:max(1, len(u.RawPath)-cut)]
			}
			u.Path = path
			r = r.WithContext(context.WithValue(r.Context(), formKey{}, form))
			r.URL = &u
		}
		next.ServeHTTP(w, r)
	})
}

// screen answers one address in every form.
func (s *Server) screen(sc screen) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, err := s.newAsk(r, sc)
		if err != nil {
			s.fail(w, q, err)
			return
		}
		key := fmt.Sprint(q.desk.key, "|", q.lang.Tag, "|", q.form, "|", r.URL.EscapedPath(), "?", q.query.Encode())
		a, ok := s.kept.get(key)
		if !ok || sc.moves {
			if a, err = q.make(sc); err != nil {
				s.fail(w, q, err)
				return
			}
			s.kept.put(key, a)
		}
		if lang := q.query.Get("lang"); lang != "" {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: q.lang.Tag, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
		a.write(w, r, http.StatusOK)
	})
}

// make makes a page in the form asked for.
func (q *ask) make(sc screen) (*answer, error) {
	p, err := sc.page(q)
	if err == nil {
		err = q.err
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	kind := "text/html; charset=utf-8"
	switch q.form {
	case asJSON:
		kind = "application/json"
		err = writeJSON(&b, p.view)
	case asCSV:
		kind = "text/csv; charset=utf-8"
		switch {
		case p.table != nil:
			err = p.table.write(&b)
		case p.rows != nil:
			err = p.rows().write(&b)
		default:
			return nil, noForm{q.form}
		}
	case asGeoJSON:
		kind = "application/geo+json"
		if p.place == nil {
			return nil, noForm{q.form}
		}
		err = writeJSON(&b, p.place())
	default:
		err = q.lang.templates[p.name].ExecuteTemplate(&b, "layout", &shown{ask: q, page: p, screen: sc})
	}
	if err != nil {
		return nil, fmt.Errorf("write %s as %s: %w", q.path, q.form, err)
	}
	a := newAnswer(kind, b.Bytes())
	if p.next != "" {
		a.link = "<" + q.next(p.next) + `>; rel="next"`
	}
	return a, nil
}

// noForm says that a page has no such form.
type noForm struct{ form string }

func (n noForm) Error() string { return "there is no ." + n.form + " of this page" }

// next is the address of the rows that follow.
func (q *ask) next(cursor string) string {
	v := url.Values{}
	for name, values := range q.query {
		v[name] = values
	}
	v.Set("after", cursor)
	return q.address(q.path, q.form) + "?" + v.Encode()
}

// address is a path with the ending that names a form.
func (q *ask) address(path, form string) string {
	if form == asHTML {
		return path
	}
	if path == "/" {
		path = "/index"
	}
	return path + "." + form
}

func writeJSON(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (t sheet) write(b *bytes.Buffer) error {
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if err := w.Write(t.head); err != nil {
		return err
	}
	for _, row := range t.rows {
		for i, cell := range row {
			row[i] = export.Harmless(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// answer is a finished page.
type answer struct {
	kind string
	body []byte
	gzip []byte // absent where it would not be smaller
	tag  string // the hash of the body
	link string
}

// small is the size below which compressing gains nothing.
const small = 900

func newAnswer(kind string, body []byte) *answer {
	sum := sha256.Sum256(body)
	a := &answer{kind: kind, body: body, tag: base64.RawURLEncoding.EncodeToString(sum[:12])}
	if len(body) > small {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, 5) // 5 is a level
		_, _ = w.Write(body)               // a buffer takes everything
		_ = w.Close()
		a.gzip = b.Bytes()
	}
	return a
}

func (a *answer) size() int { return len(a.body) + len(a.gzip) + 200 }

// write sends the answer, or says that the asker has it already.
func (a *answer) write(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	h.Set("Vary", "Accept, Accept-Encoding, Accept-Language, Cookie")
	h.Set("Cache-Control", "private, no-cache")
	if a.link != "" {
		h.Set("Link", a.link)
	}
	body, tag := a.body, `"`+a.tag+`"`
	zipped := a.gzip != nil && acceptsGzip(r)
	if zipped {
		body, tag = a.gzip, `"`+a.tag+`-gzip"`
	}
	if status == http.StatusOK {
		h.Set("ETag", tag)
		if matches(r.Header.Get("If-None-Match"), a.tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if zipped {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", a.kind)
	h.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // who asked is gone: there is nobody to tell
}

func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if (name == "gzip" || name == "*") && strings.ReplaceAll(q, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

// matches holds an If-None-Match against the hash of a body, compressed or not.
func matches(header, tag string) bool {
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || strings.TrimSuffix(strings.Trim(part, `"`), "-gzip") == tag && tag != "" {
			return header != ""
		}
	}
	return false
}
