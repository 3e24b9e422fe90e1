package link

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cairn"
)

var benchClaims = flag.Int("claims", 50_000, "how many claims the benchmarks link; 1000000 for the figures of docs/linking.md")

// synthetic makes reports of incidents with noise: the day may be one off, the
// place a few kilometres, the number a few people; one to six reports each.
func synthetic(n int, r *rand.Rand) (reports []cairn.Coded, incident []int) {
	days := max(n/160, 60)
	start := cairn.Day("2012-01-01")
	for i := 0; len(reports) < n; i++ {
		lat, lon := 32.4+4.8*r.Float64(), 35.8+6.4*r.Float64()
		day, dead := r.IntN(days), 1+int64(r.ExpFloat64()*6)
		act := []string{"shelling", "air_strike", "shooting", "bombing"}[r.IntN(4)]
		hands := fmt.Sprintf("group %d", r.IntN(20))
		for range 1 + r.IntN(6) {
			d := day
			if r.IntN(4) == 0 {
				d += r.IntN(3) - 1
			}
			k := max(1, dead+int64(r.IntN(5)-2)*int64(r.IntN(2)))
			id := len(reports)
			reports = append(reports, oneClaim(id, start.Add(max(d, 0)), lat+r.NormFloat64()*.02, lon+r.NormFloat64()*.02, k, act, hands))
			incident = append(incident, i)
		}
	}
	return reports, incident
}

func oneClaim(n int, day cairn.Day, lat, lon float64, dead int64, act, hands string) cairn.Coded {
	q := cairn.Of(dead, cairn.Exact)
	id := fmt.Sprintf("c-%016x", mix(uint64(n), 7))
	return cairn.Coded{
		Report: cairn.Report{ID: fmt.Sprint("r", n), Date: string(day.Add(1))},
		Claims: []cairn.Claim{{ID: id, Kind: cairn.Casualty, Scope: cairn.ScopeIncident, Measure: cairn.Killed, Count: &q, Act: act,
			Perpetrator: &cairn.Party{Actor: hands}, Time: &cairn.When{Period: cairn.Period{Start: day, End: day}},
			Place: &cairn.Locus{Name: fmt.Sprintf("%.2f %.2f", lat, lon), Country: "SY", Lat: &lat, Lon: &lon, Precision: "exact"}}},
		Incidents: []cairn.Incident{{Claims: []string{id}, Main: true}},
	}
}

func BenchmarkLink(b *testing.B) {
	reports, _ := synthetic(*benchClaims, rand.New(rand.NewPCG(1, 1)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Link(reports, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(reports))*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}

func BenchmarkAdd(b *testing.B) {
	reports, _ := synthetic(*benchClaims, rand.New(rand.NewPCG(1, 1)))
	x, err := NewIndex(reports, Options{})
	if err != nil {
		b.Fatal(err)
	}
	more, _ := synthetic(2000, rand.New(rand.NewPCG(9, 9)))
	var took []time.Duration
	b.ReportAllocs()
	at := 0
	for b.Loop() {
		start := time.Now()
		x.Add(more[at%len(more)])
		took = append(took, time.Since(start))
		at++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func BenchmarkSign(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	words := make([]uint64, 320)
	for i := range words {
		words[i] = r.Uint64N(5000)
	}
	shingles := shinglesOf(words)
	b.ReportAllocs()
	b.SetBytes(int64(len(words)) * 6)
	for b.Loop() {
		sign(shingles)
	}
}

func BenchmarkReadAndSign(b *testing.B) {
	rows := gvaRows(b)
	size := 0
	for _, r := range rows {
		size += len(r.Text)
	}
	b.ReportAllocs()
	b.SetBytes(int64(size))
	for b.Loop() {
		for i := range rows {
			d := read(&rows[i].Report, &Frequencies{})
			sign(d.shingles)
		}
	}
	b.ReportMetric(float64(len(rows))*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
