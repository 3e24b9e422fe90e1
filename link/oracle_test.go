package link

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"cairn"
)

// oracle makes claims from the labels, with noise as careless outlets make it:
// the day one off in a quarter of the reports, the place some kilometres off, a
// count one off in a tenth.
func oracle(rows []labelled, seed uint64) []cairn.Coded {
	r := rand.New(rand.NewPCG(seed, seed))
	var out []cairn.Coded
	for n, row := range rows {
		c := cairn.Coded{Report: cairn.Report{ID: row.ID, Date: row.Date, Publisher: row.Publisher}}
		day := cairn.Day(row.Gold.Date)
		if day == "" || row.Gold.City == "" {
			out = append(out, c)
			continue
		}
		if r.IntN(4) == 0 {
			day = day.Add(r.IntN(2)*2 - 1)
		}
		place := &cairn.Locus{Name: row.Gold.City, Country: "US", Admin1: row.Gold.State, Precision: "exact"}
		if row.Gold.LatLon != nil {
			lat, lon := row.Gold.LatLon[0]+r.NormFloat64()*.02, row.Gold.LatLon[1]+r.NormFloat64()*.02
			place.Lat, place.Lon = &lat, &lon
		}
		inc := cairn.Incident{Main: true}
		for k, count := range []int64{row.Gold.Killed, row.Gold.Injured} {
			if r.IntN(10) == 0 {
				count = max(0, count+int64(r.IntN(2)*2-1))
			}
			q := cairn.Of(count, cairn.Exact)
			cl := cairn.Claim{ID: fmt.Sprintf("c-%016x", mix(uint64(n), uint64(k))), Kind: cairn.Casualty, Scope: cairn.ScopeIncident,
				Measure: []cairn.Measure{cairn.Killed, cairn.Injured}[k], Count: &q, Place: place, Act: "shooting",
				Time: &cairn.When{Period: cairn.Period{Start: day, End: day}, Precision: "day"}}
			c.Claims = append(c.Claims, cl)
			inc.Claims = append(inc.Claims, cl.ID)
		}
		c.Incidents = []cairn.Incident{inc}
		out = append(out, c)
	}
	return out
}

// TestClaimsMadeFromLabels tests the linker apart from the coder.
func TestClaimsMadeFromLabels(t *testing.T) {
	rows := gvaRows(t)
	for seed := range uint64(3) {
		s, err := New(oracle(rows, seed+1), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := s.reportScores(rows)
		t.Log(shown(got))
		if got.Pair.F1 < 0.95 {
			t.Errorf("seed %d: pairs F1 %.4f, want at least 0.95", seed+1, got.Pair.F1)
		}
	}
}

func TestSynthetic(t *testing.T) {
	reports, incident := synthetic(20_000, rand.New(rand.NewPCG(4, 4)))
	start := time.Now()
	s, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rows []labelled
	for i, r := range reports {
		rows = append(rows, labelled{Report: r.Report, Incident: fmt.Sprint(incident[i])})
	}
	got := s.reportScores(rows)
	t.Logf("%s in %v", shown(got), time.Since(start))
	if got.B3.F1 < 0.97 {
		t.Errorf("B3 F1 %.4f", got.B3.F1)
	}
}
