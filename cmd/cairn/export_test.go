package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cairn/exchange/export"
)

// What the record held once is exported to the byte as it was then.
func TestAPastExportIsTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	story := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	cairn := func(args ...string) []byte {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{in: bytes.NewReader(nil), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
		if code := run(a, append([]string{"--record", filepath.Join(dir, "rec")}, args...)); code != exitDone {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
		return out.Bytes()
	}
	cairn("add", "--publisher", "Harbour Wire", "--date", "2015-09-19", story("one.txt", "At least 12 people were killed in a bombing in Aleppo on Friday, the police said."))
	before := map[string][]byte{}
	for _, format := range []string{"csv", "jsonl", "geojson", "ucdp", "parquet", "xlsx"} {
		before[format] = cairn("export", "--format", format)
	}
	cairn("add", "--publisher", "Coast Courier", "--date", "2015-09-21", story("two.txt", "Gunmen killed 3 farmers near Homs on Sunday, the Observatory said."))

	r := csv.NewReader(bytes.NewReader(before["csv"]))
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(); err != io.EOF {
		t.Fatalf("more than one incident: %v", err)
	}
	then := row[slices.Index(head, "as_of")]
	for format, want := range before {
		if got := cairn("export", "--format", format, "--as-of", then); !bytes.Equal(got, want) {
			t.Errorf("%s as of entry %s is not what it was", format, then)
		}
	}
	if now := cairn("export", "--format", "csv"); bytes.Equal(now, before["csv"]) {
		t.Error("a second report changes nothing")
	}
}

// Rows that were imported are exported in their own columns, as they came.
func TestImportedRowsComeBackByCommands(t *testing.T) {
	shared, err := filepath.Abs("../../../shared/data/exchange/ucdp_ged_sample1000.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file, text, format, id string
		named                        []string
	}{
		{"all rows of the sample of GED", shared, "", "ucdp", "id", nil},
		{"rows of our own in the columns of ACLED", "acled.csv", "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities\n" +
			"EXA1,2020-05-06,2020,1,Battles,Armed clash,Group A,Group B,Syria,Idlib,Old Bridge,35.5,36.25,1,Monitor; Harbour Wire,\"Fighting, with \"\"several\"\" dead.\",12\n" +
			"EXA2,2020-05-17,2020,3,Explosions/Remote violence,Air/drone strike,Group A,,Syria,Idlib,Old Mill,35.25,36.5,2,Monitor,One strike.,0\n", "acled", "event_id_cnty", []string{"--include-licence", "ACLED"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			file := c.file
			if c.text != "" {
				file = filepath.Join(dir, c.file)
				if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			in, err := os.ReadFile(file)
			if err != nil {
				t.Skipf("%s is absent", filepath.Base(file))
			}
			do := func(args ...string) (string, int) {
				var out, errs bytes.Buffer
				a := &app{in: bytes.NewReader(nil), out: &out, err: &errs, now: time.Now, env: func(string) string { return "" }}
				code := run(a, append([]string{"--record", filepath.Join(dir, "rec")}, args...))
				return out.String() + errs.String(), code
			}
			if said, code := do("import", file); code != exitDone {
				t.Fatal(said)
			}
			if said, code := do("export", "--format", c.format); c.named != nil && (code != exitFailed || !strings.Contains(said, "--include-licence")) {
				t.Errorf("rows that may not be given on: exit %d, %s", code, said)
			}
			back := filepath.Join(dir, "back.csv")
			if said, code := do(append([]string{"export", "--format", c.format, "-o", back}, c.named...)...); code != exitDone {
				t.Fatal(said)
			}
			out, err := os.ReadFile(back)
			if err != nil {
				t.Fatal(err)
			}
			sameRows(t, c.id, tableOf(t, in), tableOf(t, out))
		})
	}
}

func tableOf(t *testing.T, data []byte) (rows []map[string]string) {
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
	return rows
}

// sameRows compares every column of the rows that went in: a number may be
// written another way, and a text be made harmless.
func sameRows(t *testing.T, id string, want, got []map[string]string) {
	t.Helper()
	byID := map[string]map[string]string{}
	for _, row := range got {
		byID[row[id]] = row
	}
	if len(got) != len(want) || len(byID) != len(want) {
		t.Errorf("%d rows came back of %d", len(got), len(want))
	}
	different := map[string]int{}
	for _, row := range want {
		for column, v := range row {
			back := strings.TrimSpace(byID[row[id]][column])
			x, err1 := strconv.ParseFloat(v, 64)
			y, err2 := strconv.ParseFloat(back, 64)
			if v = strings.TrimSpace(v); back != v && back != export.Harmless(v) && (err1 != nil || err2 != nil || x != y) {
				if different[column]++; different[column] == 1 {
					t.Errorf("%s, %s: %q, want %q", row[id], column, back, v)
				}
			}
		}
	}
	if len(different) > 0 {
		t.Errorf("differences by column: %v", different)
	}
}
