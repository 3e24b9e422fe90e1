package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/toll"
)

// Forms in which a page is answered.
const (
	asHTML    = "html"
	asJSON    = "json"
	asCSV     = "csv"
	asGeoJSON = "geojson"
)

// ask is one question: its address read, and the record as it is asked about.
type ask struct {
	*http.Request
	*desk
	server *Server
	lang   *locale
	form   string
	path   string // without the ending that names the form
	query  url.Values
	toll   toll.Query
	shown  Shown
	err    error // of the first parameter that cannot be read
}

// Shown says under what a page's numbers were made.
type Shown struct {
	Policy      string    `json:"policy,omitempty"`
	AsOf        string    `json:"as_of,omitempty"`
	PublishedBy cairn.Day `json:"published_by,omitempty"`
	Entries     int64     `json:"entries"` // of the ledger, that the answer rests on
}

// badField is a parameter or a field of a form that cannot be read.
type badField struct {
	Field string // its name
	Why   string // a key of the catalogue
	Value string
	May   []string // what it may be
}

func (b badField) Error() string { return fmt.Sprintf("%s: %s: %q", b.Field, b.Why, b.Value) }

// Lengths beyond which a parameter is not a name or a search any more.
const (
	maxParam = 400
	maxLimit = 1000
)

// common are the parameters of every screen, and numbered those of screens that
// show numbers.
var (
	common   = []string{"lang", "done"}
	numbered = []string{"policy", "as_of", "published_by"}
)

// newAsk reads what all screens share.
func (s *Server) newAsk(r *http.Request, sc screen) (*ask, error) {
	q := &ask{Request: r, server: s, lang: s.locales.of(r), form: formIn(r), path: r.URL.Path}
	var err error
	if q.query, err = url.ParseQuery(r.URL.RawQuery); err != nil {
		return q, badField{Field: "?", Why: "malformed", Value: r.URL.RawQuery}
	}
	known := slices.Concat(common, numbered, sc.params)
	for name, values := range q.query {
		switch {
		case !slices.Contains(known, name):
			return q, badField{Field: name, Why: "unknown_field", May: sc.params}
		case len(values[0]) > maxParam:
			return q, badField{Field: name, Why: "too_long", Value: values[0][:40]}
		}
	}
	if err := q.past(sc.list); err != nil {
		return q, err
	}
	return q, q.err
}

// past reads which record, and under which policy, is asked about.
func (q *ask) past(list bool) error {
	asOf := q.query.Get("as_of")
	var err error
	if q.desk, err = q.server.desks.at(q.Context(), asOf, list); err != nil {
		return err
	}
	policy, err := toll.PolicyNamed(q.query.Get("policy"))
	if err != nil {
		return badField{Field: "policy", Why: "not_in_list", Value: q.query.Get("policy"), May: policyNames()}
	}
	q.toll = toll.Query{Policy: policy, PublishedBy: q.day("published_by")}
	q.shown = Shown{Policy: policy.ID(), AsOf: asOf, PublishedBy: q.toll.PublishedBy, Entries: q.desk.Seq}
	return nil
}

func policyNames() []string {
	policies, _ := toll.Policies() // they are tested with the program
	var out []string
	for _, p := range policies {
		out = append(out, p.Name)
	}
	return out
}

// fail keeps the first thing that is wrong with the question.
func (q *ask) fail(err error) {
	if q.err == nil {
		q.err = err
	}
}

func (q *ask) param(name string) string { return strings.TrimSpace(q.query.Get(name)) }

// day reads a day.
func (q *ask) day(name string) cairn.Day {
	d := cairn.Day(q.param(name))
	if d == "" {
		return ""
	}
	if _, ok := d.Time(); !ok {
		q.fail(badField{Field: name, Why: "not_a_day", Value: string(d)})
	}
	return d
}

// oneOf reads a word of a closed list.
func (q *ask) oneOf(name string, may ...string) string {
	v := q.param(name)
	if v != "" && !slices.Contains(may, v) {
		q.fail(badField{Field: name, Why: "not_in_list", Value: v, May: may})
	}
	return v
}

// limit reads how many rows a page has. Data without a limit is whole where it
// is a file to keep (CSV, GeoJSON), and a page at a time elsewhere.
func (q *ask) limit() int {
	v := q.param("limit")
	switch {
	case v != "":
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > maxLimit {
			q.fail(badField{Field: "limit", Why: "not_a_limit", Value: v})
			return 1
		}
		return n
	case q.form == asCSV || q.form == asGeoJSON:
		return 1 << 30
	case q.form == asJSON:
		return 100
	}
	return 50
}

// formOf is the form asked for: by the ending of the path, or by Accept.
func formOf(r *http.Request) string {
	for _, form := range []string{asJSON, asCSV, asGeoJSON} {
		if strings.HasSuffix(r.URL.Path, "."+form) {
			return form
		}
	}
	for _, part := range strings.Split(r.Header.Get("Accept"), ",") {
		switch kind, _, _ := strings.Cut(strings.TrimSpace(part), ";"); kind {
		case "text/html", "application/xhtml+xml", "*/*":
			return asHTML
		case "application/json", "application/problem+json":
			return asJSON
		case "text/csv":
			return asCSV
		case "application/geo+json":
			return asGeoJSON
		}
	}
	return asHTML
}

// formIn is the form of a request whose path has lost its ending.
func formIn(r *http.Request) string {
	if form, ok := r.Context().Value(formKey{}).(string); ok {
		return form
	}
	return formOf(r)
}

// pathOf is a path without the ending that names a form.
func pathOf(r *http.Request) string {
	p := r.URL.Path
	for _, form := range []string{asJSON, asCSV, asGeoJSON} {
		if cut, ok := strings.CutSuffix(p, "."+form); ok {
			if cut == "/index" {
				return "/"
			}
			return cut
		}
	}
	return p
}
