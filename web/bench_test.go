package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"cairn"
	"cairn/record"
	"cairn/toll"
)

// A large record is made once for all benchmarks: CAIRN_BENCH_CLAIMS claims
// (20,000 unless said), four to an incident, and is opened anew by each.
func largeServer(b *testing.B) *Server {
	b.Helper()
	claims := 20_000
	fmt.Sscan(os.Getenv("CAIRN_BENCH_CLAIMS"), &claims)
	return newServer(b, largeRecord(b, claims))
}

func newServer(b *testing.B, r *record.Record) *Server {
	b.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	b.Cleanup(cancel)
	s, err := New(ctx, Options{Record: r, Now: time.Now, Failed: func(err error) { b.Error(err) }})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// largeRecord is a record of many incidents, each told by two outlets and
// counted twice by each.
func largeRecord(b *testing.B, claims int) *record.Record {
	b.Helper()
	now := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	r, err := record.Open(b.Context(), b.TempDir(), record.Options{Create: true, Now: func() time.Time { return now }, Code: largeCode, Coder: "test", Link: largeLink, Linker: "test"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	for added, err := range r.AddAll(b.Context(), func(yield func(record.Incoming) bool) {
		for i := range claims / 2 {
			n := i / 2
			day := now.AddDate(0, 0, -n%3000)
			text := fmt.Sprintf("Report %d: %d people were killed in town %d. %d people were injured there by group %d.", i, n%40+1, n%900, n%70+1, n%30)
			in := record.Incoming{Report: cairn.Report{Date: day.Format("2006-01-02"), Publisher: fmt.Sprintf("Outlet %d", i%60), Title: fmt.Sprintf("Killed in town %d", n%900), Text: text},
				Original: []byte(text), Name: fmt.Sprintf("file %d", i/5000), Reader: "test", Media: "text/plain"}
			if !yield(in) {
				return
			}
		}
	}) {
		if err != nil {
			b.Fatal(added, err)
		}
	}
	if _, err := r.Relink(b.Context()); err != nil {
		b.Fatal(err)
	}
	return r
}

func largeCode(r cairn.Report) cairn.Coded {
	out := cairn.Coded{Report: r}
	var i, dead, town, hurt, group int
	fmt.Sscanf(r.Text, "Report %d: %d people were killed in town %d. %d people were injured there by group %d.", &i, &dead, &town, &hurt, &group)
	end := strings.IndexByte(r.Text, '.') + 1
	for k, n := range []int{dead, hurt} {
		span, measure := cairn.Span{0, end}, cairn.Killed
		if k == 1 {
			span, measure = cairn.Span{end + 1, len(r.Text)}, cairn.Injured
		}
		words := fmt.Sprint(n)
		from := span[0] + strings.Index(r.Text[span[0]:span[1]], words+" people")
		at := cairn.Span{from, from + len(words)}
		count := cairn.Of(int64(n), cairn.Exact)
		count.Text, count.Span = words, &at
		lat, lon := 30+float64(town%100)/10, 35+float64(town/100)
		p, _ := cairn.ParsePeriod(r.Date)
		out.Claims = append(out.Claims, cairn.Claim{ID: cairn.ClaimID(cairn.ContentHash(r.Title, r.Text), cairn.Casualty, measure, "", at), Kind: cairn.Casualty, Measure: measure, Scope: cairn.ScopeIncident,
			Count: &count, Span: span, Quote: r.Text[span[0]:span[1]], Rule: "test", Time: &cairn.When{Period: p, Precision: "day"},
			Place:       &cairn.Locus{Words: cairn.Words{Text: fmt.Sprintf("town %d", town)}, Name: fmt.Sprintf("Town %d", town), Country: "SY", Admin1: fmt.Sprintf("Province %d", town%14), Lat: &lat, Lon: &lon, Precision: "exact"},
			Perpetrator: &cairn.Party{Actor: fmt.Sprintf("Group %d", group), Type: "rebel_group"}})
	}
	return out
}

// largeLink makes an incident of every two reports that follow each other.
func largeLink(coded []cairn.Coded, _ []cairn.Decision, _ []cairn.Linked) ([]cairn.Linked, error) {
	var out []cairn.Linked
	for i := 0; i+1 < len(coded); i += 2 {
		c := coded[i].Claims[0]
		in := &cairn.LinkedIncident{ID: fmt.Sprintf("i-%08d", i/2), Place: c.Place, Time: c.Time, Perpetrator: c.Perpetrator, Clarity: 1, Independence: cairn.Independence{Low: 2, High: 2}}
		for _, r := range coded[i : i+2] {
			part := cairn.IncidentReport{ID: r.ID, Main: true}
			o := cairn.Origin{Root: r.Publisher, Kind: "primary"}
			for _, c := range r.Claims {
				part.Claims, o.Claims = append(part.Claims, c.ID), append(o.Claims, c.ID)
			}
			in.Reports, in.Origins = append(in.Reports, part), append(in.Origins, o)
		}
		out = append(out, cairn.Linked{Type: "incident", LinkedIncident: in})
	}
	return out, nil
}

// BenchmarkPages makes each page anew: nothing that was made before is kept.
func BenchmarkPages(b *testing.B) {
	s := largeServer(b)
	for _, path := range []string{"/", "/incidents", "/incidents?q=town+17", "/incidents?province=Province+3&sort=killed", "/claims", "/claims?measure=injured", "/search?q=town+17",
		"/tolls", "/tolls?by=admin1&and=year", "/tolls/cell?of=killed&by=admin1&key=Province+3", "/control", "/checks", "/actors", "/places", "/sources", "/sources/Outlet%207", "/imports", "/map"} {
		b.Run(path, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				s.kept = newKept(1 << 20)
				begin := time.Now()
				open(b, s, path)
				times = append(times, time.Since(begin))
			}
			tail(b, times)
		})
	}
}

// BenchmarkIncidentPages opens one incident after another, compressed.
func BenchmarkIncidentPages(b *testing.B) {
	s := largeServer(b)
	list, err := s.desks.present().incidents(mustQuery(b))
	if err != nil {
		b.Fatal(err)
	}
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		begin := time.Now()
		open(b, s, "/incidents/"+list[i%len(list)].ID)
		times = append(times, time.Since(begin))
	}
	tail(b, times)
}

// BenchmarkLayingOut is what the first page of its kind costs after somebody
// decided something: what stands ready for the lists is made anew.
func BenchmarkLayingOut(b *testing.B) {
	s := largeServer(b)
	for _, part := range []struct {
		name string
		make func(*desk) error
	}{
		{"index", func(d *desk) error { _, err := d.index(); return err }},
		{"list", func(d *desk) error { _, err := d.incidents(mustQuery(b)); return err }},
		{"stories", func(d *desk) error { d.stories(); return nil }},
		{"registers", func(d *desk) error { d.known(); return nil }},
		{"files", func(d *desk) error { d.files(); return nil }},
		{"near", func(d *desk) error {
			in, _, _ := d.Incident("i-00000007")
			_, err := d.near(in)
			return err
		}},
	} {
		b.Run(part.name, func(b *testing.B) {
			for b.Loop() {
				if err := part.make(newDesk(s.desks.live.Snapshot(), "anew")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func mustQuery(b *testing.B) toll.Query {
	p, err := toll.PolicyNamed("")
	if err != nil {
		b.Fatal(err)
	}
	return toll.Query{Policy: p}
}

func open(b *testing.B, s *Server, path string) {
	r := request("GET", path)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != 200 {
		b.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	b.ReportMetric(float64(w.Body.Len()), "bytes")
}

func tail(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}
