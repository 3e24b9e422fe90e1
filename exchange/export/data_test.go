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
	d := Data{Stamp: Stamp{Policy: p.ID(), AsOf: int64(len(coded)), AsOfDay: "2026-11-23"}, Country: func(code string) string {
		return map[string]string{"EX": "Examplia", "SY": "Syria"}[code]
	}}
	var rec toll.Record
	var linked []cairn.LinkedIncident
	for i, c := range coded {
		r, err := toll.ReportOf(c, int64(i+1))
		if err != nil {
			t.Fatal(err)
		}
		rec.Reports = append(rec.Reports, r)
		out := Report{Coded: c, Entry: int64(i + 1), Recorded: "2026-11-23", Decided: map[string]string{}, In: map[string]string{}}
		for _, inc := range c.Incidents {
			li := cairn.LinkedIncident{ID: "i-" + strings.TrimPrefix(inc.Claims[0], "c-"), Place: inc.Place, Time: inc.Time, Perpetrator: inc.Perpetrator, Clarity: inc.Clarity,
				Reports: []cairn.IncidentReport{{ID: c.ID, Claims: inc.Claims, Main: inc.Main}}, Independence: cairn.Independence{Low: 1, High: 1}}
			for _, id := range inc.Claims {
				out.In[id] = li.ID
			}
			linked = append(linked, li)
			rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: &li})
		}
		d.Reports = append(d.Reports, out)
	}
	x, err := toll.NewIndex(rec)
	if err != nil {
		t.Fatal(err)
	}
	q := toll.Query{Policy: p, Explain: true}
	d.Incidents = incidentsOf(d, linked, func(id string) ([]toll.Figure, error) { return x.Figures(id, q) })
	d.Some = func(id string, sel toll.Selection) ([]toll.Figure, error) {
		some := q
		some.Select = sel
		return x.Figures(id, some)
	}
	byMonth := q
	byMonth.Group = []toll.Dimension{toll.ByMonth}
	if d.Tolls, err = x.Toll(byMonth); err != nil {
		t.Fatal(err)
	}
	return d
}

func incidentsOf(d Data, linked []cairn.LinkedIncident, figures func(string) ([]toll.Figure, error)) iter.Seq2[Incident, error] {
	return func(yield func(Incident, error) bool) {
		at := 0
		for _, li := range linked {
			for d.Reports[at].ID != li.Reports[0].ID {
				at++
			}
			inc := Incident{LinkedIncident: li}
			for _, c := range d.Reports[at].Claims {
				inc.Claims = append(inc.Claims, Sourced{&d.Reports[at], c})
			}
			var err error
			inc.Figures, err = figures(li.ID)
			if !yield(inc, err) {
				return
			}
		}
	}
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
