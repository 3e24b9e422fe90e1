package estimate

import (
	"errors"
	"strings"
	"testing"
)

// three is a small table of our own that every estimator accepts.
func three(t testing.TB) Table {
	t.Helper()
	tab, err := NewTable([]string{"hospital", "press", "families"}, map[Pattern]int64{1: 60, 2: 45, 4: 52, 3: 21, 5: 18, 6: 14, 7: 9})
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestTheFormsOfATable(t *testing.T) {
	forms := map[string]struct{ options ReadOptions }{
		"hospital,press,families,count\n1,0,0,60\n0,1,0,45\n0,0,1,52\n1,1,0,21\n1,0,1,18\n0,1,1,14\n1,1,1,9\n":                                                                                             {},
		"hospital\tpress\tfamilies\tfreq\n1\t0\t0\t60\n0\t1\t0\t45\n0\t0\t1\t52\n1\t1\t0\t21\n1\t0\t1\t18\n0\t1\t1\t14\n1\t1\t1\t9\n":                                                                      {},
		"\xef\xbb\xbfhospital;press;families;n\n1;0;0;60\n0;1;0;45\n0;0;1;52\n1;1;0;21\n1;0;1;18\n0;1;1;14\n1;1;1;9\n0;0;0;0\n":                                                                            {},
		"id,in_hospital,in_press,in_families,n\n a,1,0,0,60\nb,0,1,0,45\nc,0,0,1,52\nd,1,1,0,21\ne,1,0,1,18\nf,0,1,1,14\ng,1,1,1,9\n":                                                                      {},
		"who,hospital,press,families,people\na,TRUE,0,0,6e1\nb,0,1,0,45\nc,0,0,1,52\nd,1,1,0,21\ne,1,0,1,18\nf,0,1,1,14\ng,1,1,1,9\n":                                                                      {ReadOptions{Count: "people", Lists: []string{"hospital", "press", "families"}}},
		strings.Join([]string{"hospital,press,families", rows3(60, "1,0,0"), rows3(45, "0,1,0"), rows3(52, "0,0,1"), rows3(21, "1,1,0"), rows3(18, "1,0,1"), rows3(14, "0,1,1"), rows3(9, "1,1,1")}, "\n"): {},
	}
	want := three(t)
	for text, f := range forms {
		in, err := Read(strings.NewReader(text), f.options)
		if err != nil {
			t.Errorf("%.60q: %v", text, err)
			continue
		}
		if got := in.Tables[0]; got.Hash() != want.Hash() {
			t.Errorf("%.60q: read %v", text, got)
		}
	}
}

func rows3(n int, row string) string { return strings.TrimSuffix(strings.Repeat(row+"\n", n), "\n") }

func TestAMatrixWithoutAHeader(t *testing.T) {
	in, err := Read(strings.NewReader("1 0 7\n0 1 5\n1 1 3\n"), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := in.Tables[0]; got.N() != 15 || got.Shared(3) != 3 {
		t.Errorf("read %v", got)
	}
}

func TestStrataOfATable(t *testing.T) {
	in, err := Read(strings.NewReader("district,year,a,b,count\nNorth,2014,1,0,4\nSouth,2014,1,1,3\nNorth,2014,1,1,2\n"), ReadOptions{By: []string{"district", "year"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Tables) != 2 || in.Tables[0].Stratum != "district=North year=2014" || in.Tables[0].N() != 6 || in.Tables[1].N() != 3 {
		t.Errorf("read %v", in.Tables)
	}
}

func TestCaptureFrequencies(t *testing.T) {
	in, err := Read(strings.NewReader("\"nbcap\",\"freq\"\n1,43\n2,16\n3,8\n"), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := ChaoOf(in.Frequencies, 0)
	if r.Estimate == nil || r.Documented != 67 {
		t.Fatalf("got %+v", r)
	}
	// 2/3 * 43*42 / (2*17)
	near(t, "Chao's bound", r.Estimate.N, 67+2.0/3*43*42/34, 1e-9)
}

// TestBadInputNamesItsPlace: what is wrong, in which line and column, and what to do.
func TestBadInputNamesItsPlace(t *testing.T) {
	thirty := "a" + strings.Repeat(",b", 29)
	for i := range 30 {
		thirty = strings.Replace(thirty, ",b", ",l"+string(rune('A'+i)), 1)
	}
	cases := []struct {
		text, words, column string
		line                int
	}{
		{"a,b,count\n1,0,-3\n", "negative", "count", 2},
		{"a,b,count\n1,0,2\n0,1,2.5\n", "not whole", "count", 3},
		{"a,b,count\n1,0,1000000000\n", "more than 100000000 people", "count", 2},
		{"a,b,count\n1,0,NA\n", "an unknown count is not zero", "count", 2},
		{"a,b,count\n1,0,many\n", "not a number", "count", 2},
		{"a,b,count\n1,0,NaN\n", "not a number", "count", 2},
		{"a,b,count\n1,0,4\n0,0,9\n", "on no list", "a", 3},
		{"a,b\n1,0\n0,2\n", `"2" is not 0 or 1`, "b", 3},
		{"a,b\n1,0\n,1\n", "must be 0 or 1", "a", 3},
		{"name,a,b\nOmar,1,0\n", "name the lists with --lists", "name", 2},
		{"a,b,count\n1,0\n", "2 values where the header names 3", "", 2},
		{"a,count\n1,4\n", "at least 2 are needed", "", 1},
		{"a,a,count\n1,1,4\n", "used before", "a", 1},
		{"a,b,count\n1,0,60000000\n0,1,60000000\n", "in all", "", 3},
		{thirty + "\n", "30 lists: at most 24", "lX", 1},
		{"nbcap,freq\n1,5\n1,6\n", "given twice", "nbcap", 3},
		{"nbcap,freq\n0,5\n", "0 captures", "nbcap", 2},
	}
	for _, c := range cases {
		_, err := Read(strings.NewReader(c.text), ReadOptions{})
		var at *InputError
		if !errors.As(err, &at) {
			t.Errorf("%.40q: got %v, want an InputError", c.text, err)
			continue
		}
		if at.Line != c.line || at.Column != c.column || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%.40q: got %v; want line %d, column %q, %q", c.text, err, c.line, c.column, c.words)
		}
	}
	for _, text := range []string{"", "\n\n", "a,b,count\n", "a,b,count\n1,0,0\n", "nbcap,freq\n"} {
		if _, err := Read(strings.NewReader(text), ReadOptions{}); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
	for _, o := range []ReadOptions{{Count: "deaths"}, {By: []string{"province"}}, {Lists: []string{"a", "z"}}} {
		_, err := Read(strings.NewReader("a,b,count\n1,1,1\n"), o)
		if err == nil || !strings.Contains(err.Error(), "no such column") {
			t.Errorf("%+v: got %v", o, err)
		}
	}
}

func TestAClaimOfManyIsNotManyEntries(t *testing.T) {
	lists := []List{{Name: "monitor"}, {Name: "agency"}}
	_, err := FromEntries(lists, []Entry{{"monitor", "p1", 1}, {"agency", "", 45}})
	var not *NotPersonsError
	if !errors.As(err, &not) || not.Count != 45 || !strings.Contains(err.Error(), "45 people is not 45 entries") {
		t.Errorf("got %v", err)
	}
	tab, err := FromEntries(lists, []Entry{{"monitor", "p1", 1}, {"agency", "p1", 1}, {"agency", "p2", 1}, {"monitor", "p1", 1}})
	if err != nil || tab.N() != 2 || tab.Shared(3) != 1 {
		t.Errorf("got %v, %v", tab, err)
	}
}

func TestDropAndMergeLists(t *testing.T) {
	tab := three(t)
	dropped := tab.Drop(1)
	if dropped.N() != tab.N()-45 || dropped.Shared(3) != 27 || dropped.Names()[1] != "families" {
		t.Errorf("dropped press: %v", dropped)
	}
	merged := tab.Merge(0, 2)
	if merged.N() != tab.N() || merged.Names()[0] != "hospital+families" || merged.Shared(3) != 44 {
		t.Errorf("merged hospital and families: %v", merged)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a,b,count\n1,0,3\n1,1,2\n", "in_a,in_b\n1,1\n", "nbcap,freq\n1,2\n", "1 0 5\n0 1 6\n", "a;b\n1;\"0\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in, err := Read(strings.NewReader(s), ReadOptions{})
		if err != nil {
			return
		}
		for _, tab := range in.Tables {
			if err := tab.Validate(); err != nil {
				t.Errorf("accepted a table that is not valid: %v", err)
			}
		}
		if in.Tables == nil && in.Frequencies.N() == 0 {
			t.Error("accepted an input without people")
		}
	})
}
