package events

import (
	"strings"
	"testing"
)

func TestReadRows(t *testing.T) {
	rows, err := ReadRows(strings.NewReader("Event_ID,event_date,latitude,longitude,fatalities,kind\nx1,2015-09-18,35.7,37.1,56,shooting\n,2015-09-19,35.8,37.2,,\n"), []string{"kind"})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].ID != "x1" || rows[0].Deaths != 56 || rows[0].Category[0] != "shooting" || rows[0].From != rows[0].To {
		t.Errorf("rows %+v", rows)
	}
	if rows[1].Deaths != NoDeaths || rows[1].ID != "2" {
		t.Errorf("a row without a number of dead or an id: %+v", rows[1])
	}
}

func TestBadRowsAreRefusedWithTheirLine(t *testing.T) {
	cases := []struct{ file, want string }{
		{"", "line 1: no header"},
		{"id,latitude,longitude\n", "line 1: no column for the day"},
		{"id,date,latitude,longitude\n1,2015-13-01,3,3\n", "line 2: \"2015-13-01\" is not a day"},
		{"id,date,latitude,longitude\n1,2015-01-01,3,3\n2,2015-01-01,93,3\n", "line 3: latitude"},
		{"id,date,enddate,latitude,longitude\n1,2015-01-02,2015-01-01,3,3\n", "line 2: the event ends"},
	}
	for _, c := range cases {
		if _, err := ReadRows(strings.NewReader(c.file), nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.file, err, c.want)
		}
	}
	if _, err := ReadTaxonomies(strings.NewReader("a,b\n"), "t"); err == nil {
		t.Error("a taxonomy without its columns was read")
	}
}

// FuzzReadRows: whatever the bytes, the tables are read or refused, and what was
// read can be matched with itself.
func FuzzReadRows(f *testing.F) {
	f.Add("id,date,latitude,longitude,deaths,kind\n1,2015-01-01,3,3,4,a\n")
	f.Add("event_id,date_start,date_end,lat,lon\n1,2015-01-01,2015-01-05,-90,180\n")
	f.Fuzz(func(t *testing.T, s string) {
		rows, err := ReadRows(strings.NewReader(s), []string{"kind"})
		if err != nil || len(rows) > 200 {
			return
		}
		found, _ := Weighed(Source{"a", rows}, Source{"b", rows}, []Taxonomy{{Name: "kind"}}, Window{Days: 1, Km: 5})
		used := map[int]bool{}
		for _, m := range found {
			if used[m.A] {
				t.Fatalf("row %d was matched twice", m.A)
			}
			used[m.A] = true
		}
	})
}
