package export

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"cairn"
	"cairn/exchange"
)

// gedRows are rows of our own making in the columns of GED.
func gedRows(t testing.TB, n int) []cairn.Coded {
	t.Helper()
	var rows []map[string]string
	for i := range n {
		day := fmt.Sprintf("2016-%02d-%02d 00:00:00.000", i%12+1, i%28+1)
		rows = append(rows, map[string]string{
			"id": fmt.Sprint(i + 1), "year": "2016", "type_of_violence": "1", "side_a": "Government of Examplia", "side_b": "Group A", "number_of_sources": "2",
			"source_article": `"Harbour Wire,2016-01-02,Fighting near the old bridge";"Monitor,2016-01-03,Two bodies"`, "source_office": "Harbour Wire;Monitor", "source_original": "Monitor",
			"where_prec": fmt.Sprint(i%6 + 1), "where_coordinates": "Old Bridge town", "adm_1": "North province", "latitude": "35.5", "longitude": "36.25", "country": "Examplia",
			"event_clarity": "1", "date_prec": "1", "date_start": day, "date_end": day, "deaths_a": "2", "deaths_b": fmt.Sprint(i % 9), "deaths_civilians": "1", "deaths_unknown": "0",
			"best": fmt.Sprint(i%9 + 3), "low": fmt.Sprint(i%9 + 3), "high": fmt.Sprint(i%9 + 5),
		})
	}
	seq, err := exchange.GED("t.csv", strings.NewReader(csvOf(ucdpColumns, rows...)), exchange.Options{})
	return collected(t, seq, err)
}

// BenchmarkFormats writes as many incidents as GED has of Syria in 2016 to 2019.
func BenchmarkFormats(b *testing.B) {
	const n = 16566
	d := laidOut(b, "ucdp", gedRows(b, n))
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(Export{Data: d, Context: b.Context(), Losses: &Losses{}}, "", io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "incidents/s")
		})
	}
}
