package web

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"cairn/exchange/export"
	"cairn/toll"
)

// A download has the columns and the cells of cairn export.
func TestDownloadsAreInTheColumnsOfTheExport(t *testing.T) {
	s := testServer(t)
	for _, c := range []struct {
		path  string
		table export.Table
		rows  int
		cells map[string]string // of the first row
	}{
		{"/incidents.csv", export.IncidentTable(), 2, map[string]string{"incident": "i-19", "killed_best": "19", "policy": "cairn@1", "as_of": "8", "as_of_day": "2015-09-22", "publishers": "صحيفة المرفأ"}},
		{"/incidents.csv?sort=earliest", export.IncidentTable(), 2, map[string]string{"incident": "i-45", "killed_low": "45", "killed_open": "true", "place_precision": "near", "latitude": "35.73", "condition": "captive"}},
		{"/incidents.csv?actor=Jabhat+al-Nusra", export.IncidentTable(), 1, map[string]string{"incident": "i-45"}},
		{"/map.csv", export.IncidentTable(), 2, map[string]string{"incident": "i-19"}},
		{"/claims.csv?publisher=Harbour+Wire", export.ClaimTable(), 2, map[string]string{"publisher": "Harbour Wire", "count_text": "at least 45", "qualifier": "at_least", "incident": "i-45", "root": "activists"}},
		{"/incidents/i-45.csv", export.ClaimTable(), 2, map[string]string{"incident": "i-45", "from_byte": "0", "quote": "Fighters shot dead at least 45 soldiers."}},
		{"/tolls.csv?by=actor", export.TollTable(toll.Toll{Group: []toll.Dimension{toll.ByActor}}), 3, map[string]string{"actor": "Jabhat al-Nusra", "row": "cell", "best": "45", "roots_high": "1", "weak": "1"}},
	} {
		w := get(t, s, c.path)
		all, err := csv.NewReader(strings.NewReader(w.Body.String())).ReadAll()
		if err != nil || w.Code != 200 {
			t.Fatalf("%s: %d, %v", c.path, w.Code, err)
		}
		var head []string
		for _, column := range c.table.Columns {
			head = append(head, column.Name)
		}
		if !slices.Equal(all[0], head) || len(all)-1 != c.rows {
			t.Errorf("%s: %d rows, header\n%v, want %d and\n%v", c.path, len(all)-1, all[0], c.rows, head)
			continue
		}
		for name, want := range c.cells {
			if got := all[1][slices.Index(head, name)]; got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, name, got, want)
			}
		}
	}
	if body := get(t, s, "/tolls.csv").Body.String(); !strings.Contains(body, "c-") {
		t.Errorf("a figure without its claims: %s", body)
	}
}
