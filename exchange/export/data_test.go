package export

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
	"cairn/exchange"
	"cairn/toll"
)

// laidOut makes of coded reports what cmd/cairn makes of a record: each report's
// incidents are incidents of their own, their figures made under a policy.
func laidOut(t testing.TB, policy string, coded []cairn.Coded) Data {
	t.Helper()
	p, err := toll.PolicyNamed(policy)
	if err != nil {
		t.Fatal(err)
	}
	r := Record{Query: toll.Query{Policy: p}, AsOf: int64(len(coded)), AsOfDay: "2026-11-23", Country: func(code string) string {
		return map[string]string{"EX": "Examplia", "SY": "Syria"}[code]
	}}
	var rec toll.Record
	for i, c := range coded {
		report, err := toll.ReportOf(c, int64(i+1))
		if err != nil {
			t.Fatal(err)
		}
		rec.Reports = append(rec.Reports, report)
		r.Reports = append(r.Reports, Report{Coded: c, Entry: int64(i + 1), Recorded: "2026-11-23"})
		for _, inc := range c.Incidents {
			r.Links = append(r.Links, cairn.Linked{Type: "incident", LinkedIncident: &cairn.LinkedIncident{ID: "i-" + strings.TrimPrefix(inc.Claims[0], "c-"), Place: inc.Place, Time: inc.Time,
				Perpetrator: inc.Perpetrator, Clarity: inc.Clarity, Reports: []cairn.IncidentReport{{ID: c.ID, Claims: inc.Claims, Main: inc.Main}}, Independence: cairn.Independence{Low: 1, High: 1}}})
		}
	}
	rec.Linked = r.Links
	if r.Index, err = toll.NewIndex(rec); err != nil {
		t.Fatal(err)
	}
	d, err := r.Lay()
	if err != nil {
		t.Fatal(err)
	}
	if d.Tolls, err = r.Index.Toll(toll.Query{Policy: p, Explain: true, Group: []toll.Dimension{toll.ByMonth}}); err != nil {
		t.Fatal(err)
	}
	return d
}

// collected reads all rows that can be read.
func collected(t testing.TB, seq iter.Seq[exchange.Row], err error) []cairn.Coded {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var out []cairn.Coded
	for r := range seq {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		out = append(out, r.Coded)
	}
	return out
}

func exported(t testing.TB, format string, of Of, d Data) ([]byte, *Losses) {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	losses := &Losses{}
	if err := f.Write(Export{Data: d, Context: t.Context(), Title: "A test", Losses: losses}, of, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), losses
}

// byName reads a CSV table as rows by the names of columns.
func byName(t testing.TB, data []byte) (header []string, rows []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

// shared reads a file that lies beside the project, and skips where it does not.
func shared(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", name))
	if err != nil {
		t.Skipf("shared/%s is absent", name)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
