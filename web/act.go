package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/record"
)

// act is a decision as it is sent: by a form, whose answer is the page that it
// came from, or as JSON, whose answer is the decision as recorded. Seen are the
// versions of the things that the person looked at: a decision about what has
// changed since is refused, and shown what changed.
type act struct {
	Verdict cairn.Verdict     `json:"verdict"`
	Targets []string          `json:"targets"`
	Fields  map[string]string `json:"fields"`
	Claim   *cairn.Claim      `json:"claim"`
	Reason  string            `json:"reason"`
	By      string            `json:"by"`
	Seen    map[string]int64  `json:"seen"`

	back string // the page of a form, and where to go on
	form url.Values
}

// Limits of what a person writes by hand.
const (
	maxName   = 200
	maxReason = 4000
	maxField  = 2000
	maxFields = 40
)

// unversioned are verdicts about what has no version: a decision's number, a
// finding, the name of a source.
var unversioned = []cairn.Verdict{cairn.Undo, cairn.Ack, cairn.Register}

// decide takes a decision.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	q := &ask{Request: r, server: s, lang: s.locales.of(r), form: formOf(r), path: r.URL.Path, desk: s.desks.present()}
	a, err := readAct(r)
	if err == nil {
		a.quote(q.desk)
		err = a.check(q.desk)
	}
	if err != nil {
		s.refuse(w, q, a, err)
		return
	}
	done, err := s.desks.live.Decide(r.Context(), cairn.Decision{
		Verdict: a.Verdict, Targets: a.Targets, Fields: a.Fields, Claim: a.Claim, Reason: a.Reason, By: a.By,
	}, a.Seen)
	if err != nil {
		s.refuse(w, q, a, err)
		return
	}
	if a.form == nil {
		s.recorded(w, q, done)
		return
	}
	remember(w, a.By)
	http.Redirect(w, r, withDone(a.back, done.Seq), http.StatusSeeOther)
}

// recorded answers a program with the decision and the versions that hold now.
func (s *Server) recorded(w http.ResponseWriter, q *ask, done cairn.Decision) {
	now := map[string]int64{}
	present := s.desks.present()
	for _, id := range done.Targets {
		if v := present.Version(id); v != 0 {
			now[id] = v
		}
	}
	data, err := json.Marshal(struct {
		cairn.Decision
		Versions map[string]int64 `json:"versions,omitempty"`
	}{done, now})
	if err != nil {
		s.fail(w, q, err)
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/decisions?about=%d", done.Seq))
	w.Header().Set("Cache-Control", "no-store")
	newAnswer("application/json", append(data, '\n')).write(w, q.Request, http.StatusCreated)
}

// readAct reads a form or JSON.
func readAct(r *http.Request) (*act, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var a *act
	var err error
	switch kind {
	case "application/x-www-form-urlencoded", "multipart/form-data":
		a, err = actOfForm(r)
	case "application/json":
		a, err = actOfJSON(r)
	default:
		return nil, badField{Field: "Content-Type", Why: "not_in_list", Value: kind, May: []string{"application/json", "application/x-www-form-urlencoded"}}
	}
	if err != nil {
		return a, err
	}
	if tag := r.Header.Get("If-Match"); tag != "" && len(a.Targets) == 1 {
		v, err := strconv.ParseInt(strings.Trim(tag, `"`), 10, 64)
		if err != nil {
			return a, badField{Field: "If-Match", Why: "not_a_version", Value: tag}
		}
		if a.Seen == nil {
			a.Seen = map[string]int64{}
		}
		a.Seen[a.Targets[0]] = v
	}
	return a, nil
}

func actOfJSON(r *http.Request) (*act, error) {
	a := &act{}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(a)
	if err == nil && d.Decode(new(any)) != io.EOF {
		err = errors.New("more than one value")
	}
	return a, bodyError(err)
}

// bodyError says of a body that cannot be read whether it is too long or wrong.
func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return badField{Field: "body", Why: "malformed", Value: err.Error()}
}

// actOfForm reads the fields of a form: verdict, target (any number), field.NAME,
// seen.ID, reason, by, back.
func actOfForm(r *http.Request) (*act, error) {
	a := &act{Fields: map[string]string{}, Seen: map[string]int64{}, form: url.Values{}, back: "/"}
	if err := r.ParseForm(); err != nil {
		return a, bodyError(err)
	}
	a.form = r.PostForm
	a.Verdict, a.Targets = cairn.Verdict(a.form.Get("verdict")), a.form["target"]
	a.Reason, a.By = strings.TrimSpace(a.form.Get("reason")), strings.TrimSpace(a.form.Get("by"))
	if a.By == "" {
		a.By = remembered(r)
	}
	if back := a.form.Get("back"); local(back) {
		a.back = back
	}
	for name, values := range a.form {
		if field, ok := strings.CutPrefix(name, "field."); ok && (values[0] != "" || a.form.Has("clear."+field)) {
			a.Fields[field] = strings.TrimSpace(values[0])
		}
		if id, ok := strings.CutPrefix(name, "seen."); ok {
			v, err := strconv.ParseInt(values[0], 10, 64)
			if err != nil {
				return a, badField{Field: name, Why: "not_a_version", Value: values[0]}
			}
			a.Seen[id] = v
		}
	}
	return a, a.claimOfForm()
}

// local says whether an address is one of this server's pages.
func local(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.ContainsAny(address, "\\\r\n\t") && u.Host == "" && u.Scheme == ""
}

// withDone names on the page that follows what was just recorded.
func withDone(back string, seq int64) string {
	u, err := url.Parse(back)
	if err != nil {
		return "/"
	}
	v := u.Query()
	v.Set("done", strconv.FormatInt(seq, 10))
	u.RawQuery = v.Encode()
	return u.String()
}

// lacking says that a person has to give their name, or the version they saw.
type lacking struct{ what string }

func (m lacking) Error() string { return "missing: " + m.what }

// check refuses what could not be meant, field by field.
func (a *act) check(d *desk) error {
	switch {
	case !slices.Contains(verdicts(), a.Verdict):
		return badField{Field: "verdict", Why: "not_in_list", Value: string(a.Verdict), May: words(verdicts())}
	case len(a.Targets) == 0 || len(a.Targets) > maxLimit:
		return badField{Field: "target", Why: "required"}
	case len(a.By) > maxName:
		return badField{Field: "by", Why: "too_long", Value: a.By[:40]}
	case len(a.Reason) > maxReason:
		return badField{Field: "reason", Why: "too_long", Value: a.Reason[:40]}
	case len(a.Fields) > maxFields:
		return badField{Field: "fields", Why: "too_long"}
	case a.Fields["destroy"] != "":
		return badField{Field: "field.destroy", Why: "only_by_command", Value: a.Fields["destroy"]}
	}
	for _, name := range slices.Sorted(maps.Keys(a.Fields)) {
		if err := a.checkField(name, a.Fields[name]); err != nil {
			return err
		}
	}
	for _, id := range a.Targets {
		if !slices.Contains(unversioned, a.Verdict) && d.Version(id) == 0 {
			return notFound{id}
		}
	}
	if a.By == "" {
		return lacking{"by"}
	}
	if len(a.Seen) == 0 && !slices.Contains(unversioned, a.Verdict) {
		return lacking{"seen"}
	}
	if a.Verdict == cairn.Correct && len(a.Fields) == 0 {
		return badField{Field: "field", Why: "required"}
	}
	return nil
}

// verdicts are those that a person may send from here.
func verdicts() []cairn.Verdict {
	return []cairn.Verdict{cairn.Confirm, cairn.Reject, cairn.Correct, cairn.Same, cairn.Different, cairn.Unsure, cairn.Overlaps,
		cairn.Merge, cairn.Split, cairn.GradeIt, cairn.Withdraw, cairn.Undo, cairn.Ack, cairn.Register, cairn.AddClaim}
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// refuse says why a decision was not recorded. A form is shown again with what
// is missing from it: a name, or a look at what changed.
func (s *Server) refuse(w http.ResponseWriter, q *ask, a *act, err error) {
	var stale *record.Stale
	var lacks lacking
	switch {
	case errors.As(err, &stale):
		s.problemOf(w, q.Request, a, problem{Status: http.StatusPreconditionFailed, Type: "stale", Detail: stale.ID, Now: staleNow(q.server.desks.present(), stale)})
	case errors.As(err, &lacks) && lacks.what == "seen":
		s.problem(w, q.Request, problem{Status: http.StatusPreconditionRequired, Type: "no-version"})
	case errors.As(err, &lacks):
		s.problemOf(w, q.Request, a, problem{Status: http.StatusBadRequest, Type: "no-name", Errors: []fieldProblem{{Field: "by", Detail: q.lang.say("problem.required", nil)}}})
	case strings.HasPrefix(err.Error(), "decide: "):
		s.problemOf(w, q.Request, a, problem{Status: http.StatusUnprocessableEntity, Type: "refused", Detail: strings.TrimPrefix(err.Error(), "decide: ")})
	default:
		s.fail(w, q, err)
	}
}

// changed is what a person who came too late is shown: the version that holds,
// and what was decided since they looked.
type changed struct {
	ID      string         `json:"id"`
	Seen    int64          `json:"seen"`
	Version int64          `json:"version"`
	Since   []record.Taken `json:"since,omitempty"`
	Claim   *cairn.Claim   `json:"claim,omitempty"`
}

func staleNow(d *desk, stale *record.Stale) changed {
	out := changed{ID: stale.ID, Seen: stale.Seen, Version: stale.Now, Since: stale.Since}
	if c, _, ok := d.Claim(stale.ID); ok {
		out.Claim = &c
	}
	return out
}

// By is who decided last in this browser.
const byCookie = "by"

func remember(w http.ResponseWriter, by string) {
	http.SetCookie(w, &http.Cookie{Name: byCookie, Value: url.QueryEscape(by), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

func remembered(r *http.Request) string {
	c, err := r.Cookie(byCookie)
	if err != nil {
		return ""
	}
	by, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return by
}
