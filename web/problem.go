package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// problem is what went wrong, as RFC 9457 writes it for programs; people get a
// page that says the same.
type problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail,omitempty"`
	Errors []fieldProblem `json:"errors,omitempty"`
	Now    any            `json:"now,omitempty"` // what stands, where somebody else was faster
}

// fieldProblem names the field that cannot be read.
type fieldProblem struct {
	Field  string   `json:"field"`
	Detail string   `json:"detail"`
	Value  string   `json:"value,omitempty"`
	May    []string `json:"may_be,omitempty"`
}

// problemURN stands before the type of every problem; a type never changes.
const problemURN = "urn:cairn:problem:"

// notFound is an id or a name that the record does not have.
type notFound struct{ what string }

func (n notFound) Error() string { return fmt.Sprintf("the record has no %q", n.what) }

// moved is an id that another has taken over.
type moved struct{ to string }

func (m moved) Error() string { return "moved to " + m.to }

// fail answers for a question that could not be answered.
func (s *Server) fail(w http.ResponseWriter, q *ask, err error) {
	var field badField
	var missing notFound
	var gone moved
	var form noForm
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &gone):
		to := q.address(gone.to, q.form)
		if q.URL.RawQuery != "" {
			to += "?" + q.URL.RawQuery
		}
		http.Redirect(w, q.Request, to, http.StatusMovedPermanently)
	case errors.As(err, &field):
		detail := q.lang.say("problem."+field.Why, nil)
		s.problem(w, q.Request, problem{Status: http.StatusBadRequest, Type: "bad-field", Detail: field.Field + ": " + detail,
			Errors: []fieldProblem{{field.Field, detail, field.Value, field.May}}})
	case errors.As(err, &missing):
		s.problem(w, q.Request, problem{Status: http.StatusNotFound, Type: "not-found", Detail: missing.what})
	case errors.As(err, &form):
		s.problem(w, q.Request, problem{Status: http.StatusNotFound, Type: "no-form", Detail: form.form})
	case errors.As(err, &tooLarge):
		s.problem(w, q.Request, problem{Status: http.StatusRequestEntityTooLarge, Type: "too-large"})
	case errors.Is(err, context.Canceled):
		// Who asked has gone.
	default:
		if s.o.Failed != nil {
			s.o.Failed(fmt.Errorf("%s %s: %w", q.Method, q.URL.Path, err))
		}
		s.problem(w, q.Request, problem{Status: http.StatusInternalServerError, Type: "inside"})
	}
}

// noSuchPage answers for every address that no screen has.
func (s *Server) noSuchPage(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.problem(w, r, problem{Status: http.StatusMethodNotAllowed, Type: "method", Detail: r.Method})
		return
	}
	s.problem(w, r, problem{Status: http.StatusNotFound, Type: "no-page", Detail: r.URL.Path})
}

// problem sends a problem in the form asked for.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, p problem) {
	s.problemOf(w, r, nil, p)
}

// problemOf is the problem of a decision: its form is sent again with what the
// person adds or has seen now.
func (s *Server) problemOf(w http.ResponseWriter, r *http.Request, again *act, p problem) {
	l := s.locales.of(r)
	key := "problem." + strings.ReplaceAll(p.Type, "-", "_")
	p.Title = l.say(key, nil)
	q := &ask{Request: r, server: s, lang: l, form: formIn(r), path: r.URL.Path}
	var b bytes.Buffer
	kind := "text/html; charset=utf-8"
	var err error
	if q.form == asHTML {
		err = l.templates["problem"].ExecuteTemplate(&b, "layout", &shown{ask: q, page: page{name: "problem", about: p.Title, view: problemView{p, key, again}}})
	} else {
		kind = "application/problem+json"
		p.Type = problemURN + p.Type
		err = writeJSON(&b, p)
	}
	if err != nil {
		http.Error(w, p.Title, p.Status)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	newAnswer(kind, b.Bytes()).write(w, r, p.Status)
}

// problemView is a problem for people.
type problemView struct {
	problem
	Key   string
	again *act
}

// Advice is the key of what to do about it.
func (p problemView) Advice() string { return p.Key + "_advice" }
