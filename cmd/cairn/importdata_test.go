package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cairn"
	"cairn/exchange"
	"cairn/record"
	"cairn/toll"
)

// published reads a data set of the shared folder the way cairn import does,
// each row linked by itself.
func published(t *testing.T, name string) (data []byte, x *toll.Index) {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "exchange", name))
	if err != nil {
		t.Skipf("the shared data set %s is not here", name)
	}
	data = packed
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	format, in, err := exchange.Detect(name, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := format.Read(name, in, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linker, err := newLinking()
	if err != nil {
		t.Fatal(err)
	}
	var s record.State
	for row := range rows {
		if row.Err != nil {
			t.Fatal(row.Err)
		}
		row.Coded.ID, _ = record.ReportID(row.Original)
		links, err := linker.record([]cairn.Coded{row.Coded}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.Reports = append(s.Reports, record.Report{Seq: int64(row.N), Coded: row.Coded})
		s.Links = append(s.Links, links...)
	}
	if x, err = s.Tolls(); err != nil {
		t.Fatal(err)
	}
	return data, x
}

// ucdp is the policy of the data set's own makers.
func ucdp(t *testing.T) *toll.Policy {
	t.Helper()
	p, err := toll.PolicyNamed("ucdp")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The tolls of an imported data set are the sums of its columns: what a few
// lines of awk get, month by month and by who killed.
func TestTollsOfGEDAreTheSumsOfItsColumns(t *testing.T) {
	data, x := published(t, "ucdp_ged_syria_2016_2019.csv.gz")
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, c := range rows[0] {
		at[c] = i
	}
	want := map[string]int64{}
	for _, r := range rows[1:] {
		month, end, by := r[at["date_start"]][:7], r[at["date_end"]][:7], "not said"
		if end != month {
			month += "/" + end
		}
		if r[at["type_of_violence"]] == "3" {
			by = r[at["side_a"]]
		}
		n, err := strconv.ParseInt(r[at["best"]], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		want[month+" "+by] += n
	}
	got, err := x.Toll(toll.Query{Policy: ucdp(t), Group: []toll.Dimension{toll.ByMonth, toll.ByActor}})
	if err != nil {
		t.Fatal(err)
	}
	different := 0
	for c := range got.Cells.All() {
		key := strings.Join(c.Keys, " ")
		if c.Best == nil || *c.Best != want[key] {
			if different++; different <= 5 {
				t.Errorf("%s: %v, the column adds up to %d", key, c.Range, want[key])
			}
		}
		delete(want, key)
	}
	for key, n := range want {
		if n != 0 {
			t.Errorf("%s: no toll, the column adds up to %d", key, n)
		}
	}
	found, err := x.Check(toll.Query{}, "neighbouring-days")
	if err != nil {
		t.Fatal(err)
	}
	twice := 0
	for _, f := range found {
		if strings.HasSuffix(f.Says, "on 2016-03-07 and again on 2016-03-08: one act told twice, or two") && strings.Contains(f.Says, "has 19 killed at ") {
			twice++
		}
	}
	if twice != 1 || len(found) != 27 {
		t.Errorf("%d pairs of 19 killed on 7 and 8 March 2016 among %d findings, want 1 among 27", twice, len(found))
	}
}

// What the checks say of the daily series is found in what is imported of it.
func TestTheImportedDailySeriesIsChecked(t *testing.T) {
	for name, says := range map[string][]string{
		"tfp_casualties_daily.json": {
			"2023-12-05: 725 is two days in one figure: 725 = 376 (2023-12-04) + 349", "2023-12-22: 390 is given for one day and is the step of the totals over 3 days: 390 = 3 x 130",
			"2024-08-27: the total stays at 40,435 while 41 are counted", "2025-01-26: 23 = 14 recovered + 5 succumbed + 4 truce_new",
		},
		"tfp_lebanon_casualties_daily.json": {"the counter starts again, from 4,047 (2024-12-04) to 123 (2026-03-05) (phase 1 to phase 2)"},
	} {
		t.Run(name, func(t *testing.T) {
			_, x := published(t, name)
			found, err := x.Check(toll.Query{})
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, f := range found {
				all.WriteString(f.Says + "\n" + strings.Join(f.Steps, "\n") + "\n")
			}
			for _, want := range says {
				if !strings.Contains(all.String(), want) {
					t.Errorf("no finding says %q", want)
				}
			}
		})
	}
}
