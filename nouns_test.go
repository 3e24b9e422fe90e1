package cairn_test

import (
	"math"
	"strings"
	"testing"

	"cairn"
)

func TestPeriods(t *testing.T) {
	for in, want := range map[string]string{
		"2015-09-19":                "2015-09-19 2015-09-19",
		"2015-09-18/2015-09-20":     "2015-09-18 2015-09-20",
		"2015-09-19T23:30:00+03:00": "2015-09-19 2015-09-19",
		"2015-09-19T10:00:00Z":      "2015-09-19 2015-09-19",
		"2015-02-30":                "error",
		"2015-09-20/2015-09-18":     "error",
		"yesterday":                 "error",
		"":                          "error",
		"2015-09-19/":               "error",
		"2015-09-??":                "2015-09-01 2015-09-30",
		"2015-XX-XX":                "2015-01-01 2015-12-31",
		"????-09-19":                " ",
		"2015-13-??":                "error",
	} {
		p, err := cairn.ParsePeriod(in)
		got := string(p.Start) + " " + string(p.End)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

func TestPeriodsThatCanShareADay(t *testing.T) {
	p := func(a, b cairn.Day) cairn.Period { return cairn.Period{Start: a, End: b} }
	for _, c := range []struct {
		a, b cairn.Period
		want bool
	}{
		{p("2015-09-09", "2015-09-12"), p("2015-09-12", "2015-09-13"), true},
		{p("2015-09-09", "2015-09-11"), p("2015-09-12", "2015-09-13"), false},
		{p("2015-09-09", ""), p("2020-01-01", "2020-01-01"), true},
		{p("", "2015-09-09"), p("2020-01-01", "2020-01-01"), false},
		{cairn.Period{}, p("2020-01-01", "2020-01-01"), true},
	} {
		if c.a.Overlaps(c.b) != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%v and %v: want %v", c.a, c.b, c.want)
		}
	}
}

func TestQuantitiesAreBoundedAsWorded(t *testing.T) {
	for _, c := range []struct {
		n    int64
		q    cairn.Qualifier
		want string
		open bool
	}{
		{45, cairn.Exact, "45/?/45", false},
		{45, cairn.AtLeast, "45/?/?", true},
		{250_000, cairn.MoreThan, "250001/?/?", true},
		{45, cairn.AtMost, "?/?/45", false},
		{45, cairn.FewerThan, "?/?/44", false},
		{0, cairn.FewerThan, "?/?/0", false},
		{71, cairn.About, "?/?/?", false},
		{0, cairn.None, "0/?/0", false},
		{math.MaxInt64, cairn.MoreThan, "9223372036854775807/?/?", true},
	} {
		q := cairn.Of(c.n, c.q)
		if got := show(&cairn.Range{Low: q.Low, High: q.High}); got != c.want || q.Open() != c.open {
			t.Errorf("%s %d is %s open %v, want %s open %v", c.q, c.n, got, q.Open(), c.want, c.open)
		}
	}
}

func TestSpansCutWholeCharacters(t *testing.T) {
	text := "أسر 40"
	if got, err := (cairn.Span{0, 6}).Of(text); err != nil || got != "أسر" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, bad := range []cairn.Span{{0, 1}, {1, 2}, {-1, 2}, {4, 2}, {0, 99}} {
		if got, err := bad.Of(text); err == nil {
			t.Errorf("%v gave %q", bad, got)
		}
	}
}

// The id is a contract with every record: these must never change.
func TestClaimIDsAreForEver(t *testing.T) {
	hash := cairn.ContentHash("A title", "Ten died.")
	if want := "55ac95ae9846c2aab6443933ea1cd93f627cdd8117f42c30c0581ef638e2b807"; hash != want {
		t.Errorf("content hash %s, want %s", hash, want)
	}
	id := cairn.ClaimID(hash, cairn.Casualty, cairn.Killed, "", cairn.Span{0, 3})
	if want := "c-8d3041a6b8fb820b"; id != want {
		t.Errorf("claim id %s, want %s", id, want)
	}
	for _, other := range []string{
		cairn.ClaimID(hash, cairn.Casualty, cairn.Injured, "", cairn.Span{0, 3}),
		cairn.ClaimID(hash, cairn.Event, cairn.Killed, "", cairn.Span{0, 3}),
		cairn.ClaimID(hash, cairn.Casualty, cairn.Killed, "title", cairn.Span{0, 3}),
		cairn.ClaimID(hash, cairn.Casualty, cairn.Killed, "", cairn.Span{0, 4}),
		cairn.ClaimID(cairn.ContentHash("", "A title\x00Ten died."), cairn.Casualty, cairn.Killed, "", cairn.Span{0, 3}),
	} {
		if other == id {
			t.Error("two different claims share an id")
		}
	}
}

func TestEveryTermNamesItsStandard(t *testing.T) {
	for list, terms := range cairn.Vocabulary() {
		seen := map[string]bool{}
		for _, term := range terms {
			if term.Value == "" || term.Standard == "" || term.Meaning == "" {
				t.Errorf("%s: %+v is not complete", list, term)
			}
			if seen[term.Value] || strings.ToLower(term.Value) != term.Value || strings.Contains(term.Value, " ") {
				t.Errorf("%s: %q stands twice or is not in the form of a code", list, term.Value)
			}
			seen[term.Value] = true
		}
	}
}

func TestEveryMeasureHasItsFigure(t *testing.T) {
	var f cairn.Figures
	for i, m := range cairn.Measures() {
		n := int64(i)
		*f.At(m) = &cairn.Range{Low: &n}
	}
	for i, m := range cairn.Measures() {
		if *f.Get(m).Low != int64(i) {
			t.Errorf("%s shares its place with another measure", m)
		}
	}
	if f.Get("laughter") != nil {
		t.Error("an unknown measure has a figure")
	}
}
