package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cairn"
	"cairn/record"
)

// The record of these tests: two outlets print one agency's story of a killing,
// a third tells of another place. The coder is a table, because what is tested
// is how claims are shown and not how they are found.

func at(day int) time.Time { return time.Date(2015, 9, day, 12, 0, 0, 0, time.UTC) }

// nasty is a text that tries to leave its box: markup, and a character that
// turns the line around it.
const nasty = `<script>alert(1)</script> ` + "\u202e" + `"onmouseover="alert(2)`

func testCode(r cairn.Report) cairn.Coded {
	out := cairn.Coded{Report: r}
	for _, words := range []string{"at least 45", "71", "19"} {
		from := strings.Index(r.Text, words)
		if from < 0 {
			continue
		}
		span := cairn.Span{from, from + len(words)}
		end := strings.IndexByte(r.Text[from:], '.') + from + 1
		begin := strings.LastIndexByte(r.Text[:from], '.') + 1
		count := cairn.Of(map[string]int64{"at least 45": 45, "71": 71, "19": 19}[words], map[bool]cairn.Qualifier{true: cairn.AtLeast, false: cairn.Exact}[words == "at least 45"])
		count.Text, count.Span, count.Unit = words, &span, "person"
		lat, lon := 35.73, 37.10
		c := cairn.Claim{ID: cairn.ClaimID(cairn.ContentHash(r.Title, r.Text), cairn.Casualty, cairn.Killed, "", span), Kind: cairn.Casualty, Measure: cairn.Killed,
			Scope: cairn.ScopeIncident, Count: &count, Span: cairn.Span{begin, end}, Quote: r.Text[begin:end], Rule: "test", Confidence: 0.9,
			Time:        &cairn.When{Period: cairn.Period{Start: "2015-09-18", End: "2015-09-18"}, Precision: "day"},
			Place:       &cairn.Locus{Words: cairn.Words{Text: "the air base"}, Name: "Abu al-Duhur air base", Country: "SY", Admin1: "Idlib", Lat: &lat, Lon: &lon, Precision: "near"},
			Perpetrator: &cairn.Party{Words: cairn.Words{Text: "its affiliate"}, Actor: "Jabhat al-Nusra", Type: "rebel_group"},
			Victims:     &cairn.Victims{Words: cairn.Words{Text: "soldiers"}, Status: "armed_forces", Condition: "captive"},
			Attribution: []cairn.Speaker{{Words: cairn.Words{Text: "activists"}, Type: "activist"}}}
		if words == "71" {
			c.Scope, c.Baseline = cairn.ScopeCumulative, &cairn.Baseline{Words: cairn.Words{Text: "since the capture of the base"}}
		}
		if words == "19" {
			c.Place, c.Perpetrator = nil, nil
		}
		out.Claims = append(out.Claims, c)
	}
	return out
}

// testLink makes one incident of the claims that say 45, and one of every other.
func testLink(coded []cairn.Coded, _ []cairn.Decision, _ []cairn.Linked) ([]cairn.Linked, error) {
	byCount := map[string]*cairn.LinkedIncident{}
	var out []cairn.Linked
	for _, r := range coded {
		for _, c := range r.Claims {
			if c.Scope != cairn.ScopeIncident {
				out = append(out, cairn.Linked{Type: "total", LinkedTotal: &cairn.LinkedTotal{Claim: c.ID, Report: r.ID, Measure: c.Measure, Count: c.Count, Baseline: c.Baseline, Covers: []string{"i-45"}}})
				continue
			}
			id := "i-" + c.Count.Text[strings.LastIndexByte(c.Count.Text, ' ')+1:]
			in := byCount[id]
			if in == nil {
				in = &cairn.LinkedIncident{ID: id, Place: c.Place, Time: c.Time, Perpetrator: c.Perpetrator, Clarity: 1, Independence: cairn.Independence{Low: 0, High: 1}}
				if id == "i-45" {
					in.Aliases = []string{"i-old"}
				}
				byCount[id] = in
				out = append(out, cairn.Linked{Type: "incident", LinkedIncident: in})
			}
			in.Reports = append(in.Reports, cairn.IncidentReport{ID: r.ID, Claims: []string{c.ID}, Main: true})
			if len(in.Origins) == 0 {
				in.Origins = []cairn.Origin{{Root: "activists", Kind: "unnamed"}}
			}
			in.Origins[0].Claims = append(in.Origins[0].Claims, c.ID)
		}
	}
	return out, nil
}

// testServer is a server over the record of these tests.
func testServer(t testing.TB) *Server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	now := at(20)
	r, err := record.Open(ctx, filepath.Join(t.TempDir(), "record"), record.Options{Create: true, Now: func() time.Time { return now },
		Code: testCode, Coder: "test", Link: testLink, Linker: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	for i, in := range []cairn.Report{
		{Date: "2015-09-19", Publisher: "Harbour Wire", Agency: "Coastal Agency", Title: "Soldiers killed at the base", Lang: "en",
			Text: "Fighters shot dead at least 45 soldiers. In all 71 died since the capture of the base."},
		{Date: "2015-09-19", Publisher: "The Morning Post", Agency: "Coastal Agency", Title: "Dozens dead " + nasty, Text: "It is said that at least 45 soldiers died, " + nasty + "."},
		{Date: "2015-09-20", Publisher: "صحيفة المرفأ", Title: "تقرير", Lang: "ar", Text: "Another 19 died."},
	} {
		now = at(20 + i)
		if _, err := r.Add(ctx, record.Incoming{Report: in, Original: []byte(in.Title + in.Text), Name: "test.txt", Reader: "test", Media: "text/plain"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.Relink(ctx); err != nil {
		t.Fatal(err)
	}
	s, err := New(ctx, Options{Record: r, Now: func() time.Time { return now }, Outlines: testOutlines, Boundaries: "Boundaries: drawn for these tests.", Failed: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func request(method, target string) *http.Request {
	return httptest.NewRequest(method, "http://localhost:8080"+target, nil)
}

func serve(s http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// get asks the server; pairs are headers.
func get(t testing.TB, s http.Handler, target string, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := request("GET", target)
	for i := 0; i+1 < len(pairs); i += 2 {
		r.Header.Set(pairs[i], pairs[i+1])
	}
	return serve(s, r)
}
