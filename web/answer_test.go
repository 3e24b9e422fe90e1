package web

import (
	"strings"
	"testing"
)

func TestAnAnswerIsToldByItsHash(t *testing.T) {
	s := testServer(t)
	first := get(t, s, "/incidents/i-45")
	tag := first.Header().Get("ETag")
	for _, c := range []struct {
		path, ifNoneMatch, encoding string
		code                        int
	}{
		{"/incidents/i-45", tag, "", 304},
		{"/incidents/i-45", `"other", ` + tag, "", 304},
		{"/incidents/i-45", "W/" + tag, "", 304},
		{"/incidents/i-45", `"other"`, "", 200},
		{"/incidents/i-45", tag, "gzip", 304},
		{"/incidents/i-45?policy=lowest", tag, "", 200},
		{"/incidents/i-45?lang=ar", tag, "", 200},
	} {
		w := get(t, s, c.path, "If-None-Match", c.ifNoneMatch, "Accept-Encoding", c.encoding)
		if w.Code != c.code || c.code == 304 && w.Body.Len() > 0 {
			t.Errorf("%s with %s: %d and %d bytes, wanted %d", c.path, c.ifNoneMatch, w.Code, w.Body.Len(), c.code)
		}
	}
	if strings.HasPrefix(tag, "W/") || get(t, s, "/incidents/i-45", "Accept-Encoding", "gzip").Header().Get("ETag") == tag {
		t.Error("two encodings of a page have one strong ETag")
	}
}

// A page elsewhere can give this machine a name of its own; it must not be
// answered under that.
func TestOnlyOwnNamesAreAnswered(t *testing.T) {
	s := testServer(t)
	for host, code := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:80": 200, "evil.example": 421, "10.0.0.1:8080": 421, "": 421} {
		r := request("GET", "/")
		r.Host = host
		if w := serve(s, r); w.Code != code {
			t.Errorf("Host %q: %d, wanted %d", host, w.Code, code)
		}
	}
}

func TestWhatAReportSaysStaysInItsBox(t *testing.T) {
	s := testServer(t)
	for _, path := range []string{"/", "/incidents/i-45", "/?q=" + "%3Cscript%3Ealert(1)%3C/script%3E"} {
		body := get(t, s, path).Body.String()
		if strings.Contains(body, "<script>alert") || strings.Contains(body, `"onmouseover="`) {
			t.Errorf("%s: a report's markup is the page's", path)
		}
		if strings.Contains(body, "\u202e") {
			t.Errorf("%s: a character that turns the line is in the page", path)
		}
	}
	if body := get(t, s, "/incidents/i-45").Body.String(); !strings.Contains(body, `<span class="ctl" data-bytes="3">U+202E</span>`) {
		t.Error("the character that turns the line is not shown")
	}
}
