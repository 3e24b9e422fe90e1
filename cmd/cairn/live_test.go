package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cairn"
	"cairn/record"
)

var liveDir = flag.String("live", "", "folder in which the benchmarks keep their record")

var liveClaims = flag.Int("claims", 20_000, "how many claims the record of the live benchmarks has; 200000 for the figures of BENCHMARKS.md")

// wire makes reports with four claims each: of incidents that one to six reports
// tell of, with places, days and sources and, in every fiftieth report, a
// running total of a province.
func wire(claims int, seed uint64) []record.Incoming {
	const each = 4
	r := rand.New(rand.NewPCG(seed, 1))
	days := max(claims/160, 60)
	type told struct {
		day      cairn.Day
		lat, lon float64
		dead     int64
	}
	var telling []told // each incident as often as it is told of
	for len(telling) < claims {
		one := told{cairn.Day("2012-01-01").Add(r.IntN(days)), 32.4 + 4.8*r.Float64(), 35.8 + 6.4*r.Float64(), 1 + int64(r.ExpFloat64()*6)}
		for range 1 + r.IntN(6) {
			telling = append(telling, one)
		}
	}
	// A report tells of what happened in the days before it.
	r.Shuffle(len(telling), func(i, j int) { telling[i], telling[j] = telling[j], telling[i] })
	slices.SortStableFunc(telling, func(a, b told) int { return strings.Compare(string(a.day), string(b.day)) })
	for i := range telling {
		j := min(i+r.IntN(40), len(telling)-1)
		telling[i], telling[j] = telling[j], telling[i]
	}
	var out []record.Incoming
	for len(telling) >= each {
		text := fmt.Sprintf("Report %d-%d.", seed, len(out))
		c := cairn.Coded{Report: cairn.Report{Publisher: fmt.Sprint("Outlet ", r.IntN(40))}}
		for i, one := range telling[:each] {
			from := len(text) + 1
			text += fmt.Sprintf(" %d people were killed near %.2f %.2f, the monitor said.", one.dead, one.lat, one.lon)
			claim := madeClaim(cairn.Span{from, len(text)}, one.dead+int64(r.IntN(2)), one.day, one.lat+r.NormFloat64()*.02, one.lon+r.NormFloat64()*.02, r)
			c.Claims = append(c.Claims, claim)
			c.Date = max(c.Date, string(one.day.Add(1)))
			c.Incidents = append(c.Incidents, cairn.Incident{Main: i == 0})
		}
		for i := range c.Claims {
			one := &c.Claims[i]
			one.Quote = text[one.Span[0]:one.Span[1]]
			one.ID = cairn.ClaimID(cairn.ContentHash("", text), one.Kind, one.Measure, "", one.Span)
			c.Incidents[i].Claims, c.Incidents[i].Figures = []string{one.ID}, cairn.OneReport(c.Claims[i:i+1])
		}
		if len(out)%50 == 0 {
			c.Claims = append(c.Claims, runningTotal(c.Claims[0], r))
		}
		c.Text = text
		out = append(out, record.Incoming{Report: c.Report, Original: []byte(text), Name: "made up", Reader: "test/1", Coded: &c})
		telling = telling[each:]
	}
	return out
}

func madeClaim(at cairn.Span, dead int64, day cairn.Day, lat, lon float64, r *rand.Rand) cairn.Claim {
	q := cairn.Of(dead, cairn.Exact)
	return cairn.Claim{
		Kind: cairn.Casualty, Scope: cairn.ScopeIncident, Measure: cairn.Killed,
		Count: &q, Act: []string{"shelling", "air_strike", "shooting", "bombing"}[r.IntN(4)], Span: at,
		Time:        &cairn.When{Period: cairn.Period{Start: day, End: day}},
		Place:       &cairn.Locus{Name: fmt.Sprintf("%.2f %.2f", lat, lon), Country: "SY", Admin1: fmt.Sprint("Province ", int(lat*3)), Lat: &lat, Lon: &lon, Precision: "exact"},
		Attribution: []cairn.Speaker{{Words: cairn.Words{Text: fmt.Sprint("Monitor ", r.IntN(12))}, Named: true, Type: "monitor"}},
	}
}

// runningTotal is what a claim's source counts in the province over some weeks.
func runningTotal(of cairn.Claim, r *rand.Rand) cairn.Claim {
	c := of
	c.ID += "t"
	c.Scope = cairn.ScopeCumulative
	q := cairn.Of(100+r.Int64N(400), cairn.AtLeast)
	c.Count = &q
	c.Place = &cairn.Locus{Name: of.Place.Admin1, Admin1: of.Place.Admin1, Country: "SY", Precision: "province"}
	c.Time = &cairn.When{Period: cairn.Period{Start: of.Time.Start.Add(-r.IntN(60)), End: of.Time.End}}
	return c
}

func liveRecord(tb testing.TB, dir string, n int) (*record.Record, *record.Live) {
	tb.Helper()
	a := &app{out: &bytes.Buffer{}, err: &bytes.Buffer{}, now: time.Now, env: func(string) string { return "" }, record: dir}
	r, err := a.open(tb.Context(), true)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.Close() })
	if s, err := r.Now(tb.Context()); err != nil {
		tb.Fatal(err)
	} else if len(s.Reports) > 0 {
		n = 0 // a record that an earlier run left
	}
	for _, err := range r.AddAll(tb.Context(), slices.Values(wire(n, 1))) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	l, err := r.Live(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return r, l
}

// What a server's writes leave is what linking the record as a whole leaves:
// reports, decisions about claims and links, and undoing.
func TestLiveLinksAreThoseOfAWholeRun(t *testing.T) {
	r, l := liveRecord(t, filepath.Join(t.TempDir(), "record"), 400)
	ctx := t.Context()
	if _, err := l.Queue(ctx, 5); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(4, 4))
	more := wire(200, 2)
	var last cairn.Decision
	for step := range 60 {
		s := l.Snapshot()
		var incidents []*cairn.LinkedIncident
		for _, line := range s.Links {
			if line.LinkedIncident != nil && len(line.Reports[0].Claims) > 0 {
				incidents = append(incidents, line.LinkedIncident)
			}
		}
		one, other := incidents[random.IntN(len(incidents))], incidents[random.IntN(len(incidents))]
		claim := one.Reports[0].Claims[0]
		d := cairn.Decision{By: "a", Verdict: cairn.Reject, Targets: []string{claim}}
		seen := map[string]int64{claim: s.Version(claim), one.ID: s.Version(one.ID)}
		switch step % 6 {
		case 0:
			if _, err := l.Add(ctx, more[step%len(more)]); err != nil {
				t.Fatal(err)
			}
			continue
		case 1:
			d.Verdict, d.Targets = cairn.Merge, []string{one.ID, other.ID}
		case 2:
			d.Verdict, d.Targets, seen = cairn.Undo, []string{fmt.Sprint(last.Seq)}, nil
		case 3:
			d.Verdict, d.Targets, d.Fields = cairn.Register, []string{fmt.Sprint("Outlet ", step%40)}, map[string]string{"primary": "true"}
		case 4:
			d.Verdict, d.Targets = cairn.Different, []string{claim, other.Reports[0].Claims[0]}
		}
		if one == other && step%6 != 2 || last.Seq == 0 && step%6 == 2 {
			continue
		}
		done, err := l.Decide(ctx, d, seen)
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		last = done
	}
	if changed, err := r.Relink(ctx); err != nil || changed {
		was := l.Snapshot()
		now, _ := r.Now(ctx)
		for i, line := range now.Links {
			x, _ := json.Marshal(line)
			if i < len(was.Links) {
				if y, _ := json.Marshal(was.Links[i]); !bytes.Equal(x, y) {
					t.Logf("whole %s\nlive  %s", x, y)
				}
			}
		}
		t.Errorf("linking the record as a whole changed it: %v %v", changed, err)
	}
	if v, err := r.Verify(ctx); err != nil || v.Altered() {
		t.Errorf("%v %+v", err, v.Findings)
	}
}

// liveBench opens the record of the benchmarks, laid out for linking.
func liveBench(b *testing.B) *record.Live {
	dir := *liveDir
	if dir == "" {
		dir = b.TempDir()
	}
	_, l := liveRecord(b, filepath.Join(dir, fmt.Sprint(*liveClaims)), *liveClaims)
	if _, err := l.Queue(b.Context(), 20); err != nil {
		b.Fatal(err)
	}
	return l
}

// timed runs one step after another and reports the 99th percentile.
func timed(b *testing.B, step func(i int)) {
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		step(i)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func BenchmarkLive(b *testing.B) {
	l := liveBench(b)
	r := rand.New(rand.NewPCG(8, uint64(time.Now().UnixNano())))
	claim := func(s *record.Snapshot) string {
		for {
			if of := s.Reports[r.IntN(len(s.Reports))].Coded.Claims; len(of) > 0 {
				return of[0].ID
			}
		}
	}
	decide := func(b *testing.B, d cairn.Decision) {
		seen := map[string]int64{}
		for _, id := range d.Targets {
			seen[id] = l.Snapshot().Version(id)
		}
		d.By = "a"
		if _, err := l.Decide(b.Context(), d, seen); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("confirm", func(b *testing.B) {
		timed(b, func(int) { decide(b, cairn.Decision{Verdict: cairn.Confirm, Targets: []string{claim(l.Snapshot())}}) })
	})
	b.Run("reject", func(b *testing.B) {
		timed(b, func(int) { decide(b, cairn.Decision{Verdict: cairn.Reject, Targets: []string{claim(l.Snapshot())}}) })
	})
	b.Run("same", func(b *testing.B) {
		timed(b, func(int) {
			s := l.Snapshot()
			decide(b, cairn.Decision{Verdict: cairn.Same, Targets: []string{claim(s), claim(s)}})
		})
	})
	more := wire(40_000, uint64(time.Now().UnixNano()))
	b.Run("add", func(b *testing.B) {
		timed(b, func(i int) {
			if _, err := l.Add(b.Context(), more[i]); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("queue", func(b *testing.B) {
		timed(b, func(int) {
			if _, err := l.Queue(b.Context(), 20); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("look", func(b *testing.B) {
		s := l.Snapshot()
		id := claim(s)
		timed(b, func(int) {
			in := s.IncidentOf(id)
			if _, _, ok := s.Incident(in.ID); !ok || s.Version(in.ID) == 0 {
				b.Fatal("no incident")
			}
			_ = s.TotalsOver(in.ID)
		})
	})
}
