package cairn

import "testing"

func TestParsePeriodReadsWhatPagesWrite(t *testing.T) {
	for in, want := range map[string]Day{
		"2015-09-19":                    "2015-09-19",
		"2009-03-25 00:26:05.176582-05": "2009-03-25",
		"2016-12-10 18:38 ET":           "2016-12-10",
		"December 13, 2016 4:51 pm ET":  "2016-12-13",
		"Wed Nov 23, 2016 | 4:55pm EST": "2016-11-23",
		"5 Apr 2015, 8:44pm EDT":        "2015-04-05",
		"APRIL 26, 2016 - 12:25AM":      "2016-04-26",
		"1 Sept. 2015":                  "2015-09-01",
	} {
		got, err := ParsePeriod(in)
		if err != nil || got.Start != want || got.End != want {
			t.Errorf("%q: %v, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"4/5/2015", "Marbles 3, 2015", "May I 2015", "soon", "2015-13-40 10:00"} {
		if got, err := ParsePeriod(in); err == nil {
			t.Errorf("%q was read as %v", in, got)
		}
	}
}
