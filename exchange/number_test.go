package exchange

import (
	"strings"
	"testing"
)

func TestNumbersOfPeopleAsSpreadsheetsWriteThem(t *testing.T) {
	for in, want := range map[string]int64{"12": 12, " 12 ": 12, "12.0": 12, "12,00": 12, "1,234": 1234, "1.234": 1234, "1 234 567": 1234567, "1'234": 1234, "٤٥": 45, "۴۵": 45, "١٬٢٣٤": 1234} {
		if got, err := wholeNumber(in); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "12,5", "12.5", "-3", "1,23", "1,2345", "dozens", "12-15", "99999999999999999999", "1e3"} {
		if got, err := wholeNumber(in); err == nil {
			t.Errorf("%q is read as %d people", in, got)
		}
	}
}

func TestDegreesWithDecimalCommas(t *testing.T) {
	for in, want := range map[string]float64{"35.73": 35.73, "35,73": 35.73, "-35,5": -35.5, "٣٥٫٥": 35.5} {
		if got, err := degrees(in); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "35,7,3", "1,234.5", "north"} {
		if got, err := degrees(in); err == nil {
			t.Errorf("%q is read as %v", in, got)
		}
	}
}

func TestSourcesInTheirForms(t *testing.T) {
	for _, c := range []struct {
		list, separator string
		cited           bool
		outlets, behind string
	}{
		{"Monitor; VDC", ";", false, "Monitor VDC", ""},
		{`"Harbour Wire";"Coast (North) Courier"`, ";", false, "Harbour Wire Coast (North) Courier", ""},
		{"WP 04 Apr (MoH), BBC 05 Apr", ",", true, "WP BBC", "MoH"},
		{" ; ", ";", false, "", ""},
	} {
		names := []string{"", ""}
		for i, s := range jointSpeakers(c.list, c.separator, c.cited) {
			all := []string{s.Text}
			for _, w := range s.With {
				all = append(all, w.Text)
			}
			names[i] = strings.Join(all, " ")
		}
		if names[0] != c.outlets || names[1] != c.behind {
			t.Errorf("%q: %q, want %q and %q", c.list, names, c.outlets, c.behind)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"1,234", "12,5", "٤٥", "1.234.567", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := wholeNumber(s); err == nil && n < 0 {
			t.Errorf("%q is %d people", s, n)
		}
	})
}
