package toll_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"cairn"
	"cairn/toll"
)

// bigRecord is a record of n claims in n/4 incidents, as a monitor of a long
// war would have it: several voices an incident, some that supersede, some
// open, some with a victims' status.
func bigRecord(n int) toll.Record {
	rng := rand.New(rand.NewPCG(1, 2))
	var rec toll.Record
	roots := []string{sohr, "Civil Defence", "activists", "Ministry of Health", "state television", "Local Council"}
	status := []string{"civilian", "armed_forces", "armed_group", ""}
	measures := []cairn.Measure{cairn.Killed, cairn.Killed, cairn.Killed, cairn.Injured}
	for i := range n / 4 {
		li := &cairn.LinkedIncident{ID: fmt.Sprintf("i-%07d", i), Clarity: 1}
		day := cairn.Day("2012-01-01").Add(rng.IntN(3000))
		li.Time = &cairn.When{Period: cairn.Period{Start: day, End: day}}
		li.Perpetrator = &cairn.Party{Actor: fmt.Sprintf("actor %d", rng.IntN(40))}
		li.Place = &cairn.Locus{Name: fmt.Sprintf("town %d", rng.IntN(2000)), Kind: "town", Country: "SY", Admin1: fmt.Sprintf("province %d", rng.IntN(14))}
		for j := range 4 {
			report := fmt.Sprintf("r-%07d-%d", i, j)
			low := int64(rng.IntN(60))
			c := cairn.Claim{ID: fmt.Sprintf("c-%07d-%d", i, j), Kind: cairn.Casualty, Measure: measures[rng.IntN(4)], Scope: cairn.ScopeIncident,
				Stance: cairn.Asserted, Attribution: []cairn.Speaker{{Words: cairn.Words{Text: roots[rng.IntN(len(roots))]}, Named: true}}}
			q := cairn.Of(low, cairn.Exact)
			if rng.IntN(3) == 0 {
				q = cairn.Of(low, cairn.AtLeast)
			}
			c.Count = &q
			c.Victims = &cairn.Victims{Status: status[rng.IntN(4)]}
			published := day.Add(rng.IntN(20))
			rec.Reports = append(rec.Reports, toll.Report{ID: report, Publisher: "outlet", Published: cairn.Period{Start: published, End: published}, Recorded: int64(len(rec.Reports) + 1), Claims: []cairn.Claim{c}})
			li.Reports = append(li.Reports, cairn.IncidentReport{ID: report, Claims: []string{c.ID}})
		}
		rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: li})
	}
	return rec
}

const million = 1_000_000

var bigIndex = sync.OnceValues(func() (*toll.Index, error) { return toll.NewIndex(bigRecord(million)) })

func BenchmarkTollOfAMillionClaims(b *testing.B) {
	x, err := bigIndex()
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range []struct {
		name string
		q    toll.Query
	}{
		{"actor and month", toll.Query{Group: []toll.Dimension{toll.ByActor, toll.ByMonth}}},
		{"place and year", toll.Query{Group: []toll.Dimension{toll.ByPlace, toll.ByYear}}},
		{"place and day", toll.Query{Group: []toll.Dimension{toll.ByPlace, toll.ByDay}}},
		{"status and actor", toll.Query{Group: []toll.Dimension{toll.ByStatus, toll.ByActor}}},
		{"grade and month", toll.Query{Group: []toll.Dimension{toll.ByOccurrence, toll.ByMonth}}},
		{"actor and day, running", toll.Query{Group: []toll.Dimension{toll.ByActor, toll.ByDay}, Running: true}},
		{"as of half", toll.Query{Group: []toll.Dimension{toll.ByActor, toll.ByMonth}, AsOf: million / 2}},
		{"published by", toll.Query{Group: []toll.Dimension{toll.ByActor, toll.ByMonth}, PublishedBy: "2016-01-01"}},
	} {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Toll(q.q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Every cell of the largest toll, with what it is called and its incidents.
func BenchmarkReadingHalfAMillionCells(b *testing.B) {
	x, err := bigIndex()
	if err != nil {
		b.Fatal(err)
	}
	got, err := x.Toll(toll.Query{Group: []toll.Dimension{toll.ByPlace, toll.ByDay}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		incidents := 0
		for c := range got.Cells.All() {
			incidents += len(c.Incidents)
		}
		b.ReportMetric(float64(got.Cells.Len()), "cells")
		if incidents < million/8 {
			b.Fatal(incidents)
		}
	}
}

func BenchmarkCheckOfAMillionClaims(b *testing.B) {
	x, err := bigIndex()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Check(toll.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIndexOfAHundredThousandClaims(b *testing.B) {
	rec := bigRecord(million / 10)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := toll.NewIndex(rec); err != nil {
			b.Fatal(err)
		}
	}
}
