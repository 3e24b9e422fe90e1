package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"cairn"
)

// post sends a form, as a page of the server does.
func post(t testing.TB, s http.Handler, target string, form url.Values, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("POST", "http://localhost:8080"+target, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(pairs); i += 2 {
		r.Header.Set(pairs[i], pairs[i+1])
	}
	return serve(s, r)
}

// send sends a decision as a program does.
func send(t testing.TB, s http.Handler, body string, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("POST", "http://localhost:8080/decisions", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	for i := 0; i+1 < len(pairs); i += 2 {
		r.Header.Set(pairs[i], pairs[i+1])
	}
	return serve(s, r)
}

// claim45 is the claim of 45 that one outlet alone printed, with its version.
func claim45(s *Server) (id string, version int64) {
	d := s.desks.present()
	for _, r := range d.Reports {
		for _, c := range r.Coded.Claims {
			if c.Count.Text == "at least 45" {
				return c.ID, d.Version(c.ID)
			}
		}
	}
	return "", 0
}

func TestADecisionByForm(t *testing.T) {
	s := testServer(t)
	id, version := claim45(s)
	form := url.Values{"verdict": {"reject"}, "target": {id}, "seen." + id: {fmt.Sprint(version)}, "reason": {"A title, not a count."}, "back": {"/incidents/i-45?policy=lowest#" + id}}

	w := post(t, s, "/decisions", form)
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `name="by"`) || !strings.Contains(w.Body.String(), `value="A title, not a count."`) {
		t.Fatalf("without a name: %d %s", w.Code, w.Body)
	}
	form.Set("by", "N. N.")
	w = post(t, s, "/decisions", form)
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/incidents/i-45?done=") || !strings.HasSuffix(to, "&policy=lowest#"+id) {
		t.Fatalf("%d to %q: %s", w.Code, to, w.Body)
	}
	d := s.desks.present()
	if last := d.All[len(d.All)-1]; last.Verdict != cairn.Reject || last.By != "N. N." || last.Reason != "A title, not a count." || !d.Rejected(id) {
		t.Errorf("recorded: %+v", last)
	}
	page := get(t, s, strings.Split(to, "#")[0])
	if !strings.Contains(page.Body.String(), `value="undo"`) {
		t.Error("the page that follows offers no undo")
	}

	// The name is remembered, and an undo needs no version.
	seq := d.All[len(d.All)-1].Seq
	w = post(t, s, "/decisions", url.Values{"verdict": {"undo"}, "target": {fmt.Sprint(seq)}}, "Cookie", w.Header().Get("Set-Cookie"))
	if w.Code != http.StatusSeeOther || s.desks.present().Rejected(id) {
		t.Errorf("undo: %d %s", w.Code, w.Body)
	}
}

func TestWhoComesTooLateIsShownWhatChanged(t *testing.T) {
	s := testServer(t)
	id, version := claim45(s)
	body := func(verdict string, version int64) string {
		return fmt.Sprintf(`{"verdict":%q,"targets":[%q],"by":"A","seen":{%q:%d}}`, verdict, id, id, version)
	}
	w := send(t, s, body("confirm", version))
	var done struct {
		Seq      int64
		Versions map[string]int64
	}
	if err := json.Unmarshal(w.Body.Bytes(), &done); err != nil || w.Code != http.StatusCreated || done.Versions[id] <= version {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w = send(t, s, body("reject", version))
	var p struct {
		Type string
		Now  changed
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusPreconditionFailed || p.Type != "urn:cairn:problem:stale" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if p.Now.Version != done.Versions[id] || len(p.Now.Since) != 1 || p.Now.Since[0].Verdict != cairn.Confirm {
		t.Errorf("shown: %+v", p.Now)
	}
	// The form comes back with the version that holds now, to be sent again.
	form := url.Values{"verdict": {"reject"}, "target": {id}, "seen." + id: {fmt.Sprint(version)}, "by": {"B"}}
	w = post(t, s, "/decisions", form)
	if again := fmt.Sprintf(`name="seen.%s" value="%d"`, id, p.Now.Version); w.Code != http.StatusPreconditionFailed || !strings.Contains(w.Body.String(), again) {
		t.Errorf("%d, no %s in %s", w.Code, again, w.Body)
	}
	w = send(t, s, fmt.Sprintf(`{"verdict":"reject","targets":[%q],"by":"B"}`, id), "If-Match", fmt.Sprintf("%q", fmt.Sprint(p.Now.Version)))
	if w.Code != http.StatusCreated {
		t.Errorf("with If-Match: %d %s", w.Code, w.Body)
	}
}

func TestDecisionsThatCannotBeMeant(t *testing.T) {
	s := testServer(t)
	id, version := claim45(s)
	before := s.desks.present().Seq
	seen := fmt.Sprintf(`"seen":{%q:%d}`, id, version)
	for _, c := range []struct {
		body string
		code int
		says string
	}{
		{`{"verdict":"confirm","targets":["` + id + `"],"by":"A"}`, 428, "no-version"},
		{`{"verdict":"confirm","targets":["` + id + `"],` + seen + `}`, 400, "no-name"},
		{`{"verdict":"adore","targets":["` + id + `"],"by":"A",` + seen + `}`, 400, "verdict"},
		{`{"verdict":"confirm","targets":[],"by":"A",` + seen + `}`, 400, "target"},
		{`{"verdict":"confirm","targets":["c-none"],"by":"A",` + seen + `}`, 404, "c-none"},
		{`{"verdict":"correct","targets":["` + id + `"],"by":"A","fields":{"count":"many"},` + seen + `}`, 400, "field.count"},
		{`{"verdict":"correct","targets":["` + id + `"],"by":"A","fields":{"scope":"wide"},` + seen + `}`, 400, "field.scope"},
		{`{"verdict":"correct","targets":["` + id + `"],"by":"A","fields":{"time":"soon"},` + seen + `}`, 400, "field.time"},
		{`{"verdict":"correct","targets":["` + id + `"],"by":"A",` + seen + `}`, 400, "field"},
		{`{"verdict":"withdraw","targets":["` + id + `"],"by":"A","fields":{"destroy":"yes"},` + seen + `}`, 400, "field.destroy"},
		{`{"verdict":"undo","targets":["999999"],"by":"A"}`, 422, "999999"},
		{`{"verdict":"confirm","targets":["` + id + `"],"by":"A","seq":1,` + seen + `}`, 400, "seq"},
		{`{"verdict":`, 400, "body"},
		{`{} {}`, 400, "body"},
	} {
		w := send(t, s, c.body)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.says) || w.Header().Get("Content-Type") != problemJSON {
			t.Errorf("%s: %d %s, want %d and %q", c.body, w.Code, w.Body, c.code, c.says)
		}
	}
	r := httptest.NewRequest("POST", "http://localhost:8080/decisions", strings.NewReader("x"))
	r.Header.Set("Content-Type", "text/plain")
	if w := serve(s, r); w.Code != http.StatusBadRequest {
		t.Errorf("text: %d", w.Code)
	}
	r = httptest.NewRequest("POST", "http://localhost:8080/decisions", strings.NewReader(`{"reason":"`+strings.Repeat("x", maxBody)+`"}`))
	r.Header.Set("Content-Type", "application/json")
	if w := serve(s, r); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a long body: %d", w.Code)
	}
	w := send(t, s, `{"verdict":"confirm","targets":["`+id+`"],"by":"A",`+seen+`}`, "Sec-Fetch-Site", "cross-site")
	if w.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", w.Code)
	}
	if now := s.desks.present().Seq; now != before {
		t.Errorf("%d entries were written", now-before)
	}
}

func TestAFormLeadsOnlyToPagesOfThisServer(t *testing.T) {
	for address, ok := range map[string]bool{
		"/": true, "/incidents?policy=ucdp#c-1": true, "//example.com": false, "https://example.com/": false, "/\\example.com": false,
		"": false, "javascript:alert(1)": false, "/a\nb": false, "incidents": false,
	} {
		if local(address) != ok {
			t.Errorf("%q: %v", address, !ok)
		}
	}
}

// Fifty people decide about a few claims at once, each looking again where
// somebody was faster: nothing is lost, and nobody overwrites what they have
// not seen.
func TestManyPeopleAtOnce(t *testing.T) {
	s := testServer(t)
	id, _ := claim45(s)
	const people, edits = 10, 5
	var wg sync.WaitGroup
	var conflicts sync.Map
	for p := range people {
		wg.Go(func() {
			for n := 0; n < edits; {
				version := s.desks.present().Version(id)
				w := send(t, s, fmt.Sprintf(`{"verdict":"correct","targets":[%q],"by":"person %d","fields":{"count":"%d"},"seen":{%q:%d}}`, id, p, 100*p+n, id, version))
				switch w.Code {
				case http.StatusCreated:
					n++
				case http.StatusPreconditionFailed:
					conflicts.Store(p, true)
				default:
					t.Errorf("%d %s", w.Code, w.Body)
					return
				}
			}
		})
	}
	wg.Wait()
	by := map[string]int{}
	last := int64(0)
	for _, d := range s.desks.present().DecisionsAbout(id) {
		by[d.By]++
		if d.Seq <= last {
			t.Errorf("decision %d after %d", d.Seq, last)
		}
		last = d.Seq
	}
	for p := range people {
		if n := by[fmt.Sprintf("person %d", p)]; n != edits {
			t.Errorf("person %d: %d of %d decisions are there", p, n, edits)
		}
	}
}
