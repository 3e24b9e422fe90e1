package cairn_test

import (
	"fmt"
	"testing"

	"cairn"

	"pgregory.net/rapid"
)

type said struct {
	id      string
	measure cairn.Measure
	count   cairn.Quantity
	root    string
	scope   cairn.Scope
	stance  cairn.Stance
	rel     []cairn.Relation
}

func claimsOf(statements []said) []cairn.Claim {
	var out []cairn.Claim
	for i, s := range statements {
		q := s.count
		c := cairn.Claim{ID: s.id, Kind: cairn.Casualty, Measure: s.measure, Count: &q, Scope: s.scope, Stance: s.stance, Relates: s.rel, Span: cairn.Span{i * 10, i*10 + 5}}
		if s.root != "" {
			c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: s.root}}}
		}
		out = append(out, c)
	}
	return out
}

func show(r *cairn.Range) string {
	if r == nil {
		return "nothing"
	}
	p := func(n *int64) string {
		if n == nil {
			return "?"
		}
		return fmt.Sprint(*n)
	}
	s := p(r.Low) + "/" + p(r.Best) + "/" + p(r.High)
	if r.Open {
		s += "+"
	}
	return s
}

func TestOneReport(t *testing.T) {
	exact := func(n int64) cairn.Quantity { return cairn.Of(n, cairn.Exact) }
	rel := func(as cairn.RelationKind, to ...string) (out []cairn.Relation) {
		for _, id := range to {
			out = append(out, cairn.Relation{To: id, As: as})
		}
		return out
	}
	for _, c := range []struct {
		name            string
		claims          []said
		killed, injured string
	}{
		{"nothing said is nothing known", nil, "nothing", "nothing"},
		{"captives: at least 45, 56, 45", []said{
			{id: "a", measure: cairn.Killed, count: cairn.Of(45, cairn.AtLeast), root: "activists"},
			{id: "b", measure: cairn.Killed, count: exact(56), root: "the Observatory"},
			{id: "c", measure: cairn.Killed, count: exact(45), root: "Kanaan"},
		}, "45/45/56+", "nothing"},
		{"18 killed, including five children", []said{
			{id: "a", measure: cairn.Killed, count: exact(18)},
			{id: "b", measure: cairn.Killed, count: exact(5), rel: rel(cairn.OfWhich, "a")},
		}, "18/18/18", "nothing"},
		{"three soldiers and two policemen were killed", []said{
			{id: "a", measure: cairn.Killed, count: exact(3)},
			{id: "b", measure: cairn.Killed, count: exact(2), rel: rel(cairn.Besides, "a")},
		}, "5/5/5", "nothing"},
		{"12 wounded, one of whom later died, and three killed at once", []said{
			{id: "a", measure: cairn.Injured, count: exact(12)},
			{id: "b", measure: cairn.Killed, count: exact(1), rel: append(rel(cairn.Later, "a"), rel(cairn.Besides, "c")...)},
			{id: "c", measure: cairn.Killed, count: exact(3)},
		}, "4/4/4", "11/11/11"},
		{"a total that covers two parts", []said{
			{id: "a", measure: cairn.Killed, count: exact(3)},
			{id: "b", measure: cairn.Killed, count: exact(4)},
			{id: "c", measure: cairn.Killed, count: exact(7), rel: rel(cairn.Covers, "a", "b")},
		}, "7/7/7", "nothing"},
		{"a running total is not the incident", []said{
			{id: "a", measure: cairn.Killed, count: exact(56)},
			{id: "b", measure: cairn.Killed, count: exact(71), scope: cairn.ScopeCumulative, rel: rel(cairn.Covers, "a")},
		}, "56/56/56", "nothing"},
		{"a denial is never a bound", []said{
			{id: "a", measure: cairn.Killed, count: exact(9)},
			{id: "b", measure: cairn.Killed, count: exact(0), stance: cairn.Denied},
		}, "9/9/9", "nothing"},
		{"no casualties, somebody says", []said{{id: "a", measure: cairn.Killed, count: cairn.Of(0, cairn.None)}}, "0/0/0", "nothing"},
		{"more than 40", []said{{id: "a", measure: cairn.Killed, count: cairn.Of(40, cairn.MoreThan)}}, "41/41/?+", "nothing"},
		{"up to 50", []said{{id: "a", measure: cairn.Killed, count: cairn.Of(50, cairn.AtMost)}}, "?/?/50", "nothing"},
		{"about 71", []said{{id: "a", measure: cairn.Killed, count: cairn.Of(71, cairn.About)}}, "71/71/?+", "nothing"},
		{"dozens has no bounds", []said{{id: "a", measure: cairn.Killed, count: cairn.Quantity{Qualifier: cairn.Word, Text: "dozens"}}}, "nothing", "nothing"},
		{"a plural alone is two or more", []said{{id: "a", measure: cairn.Killed, count: cairn.Quantity{Qualifier: cairn.Plural}}}, "2/2/?+", "nothing"},
		{"a plural beside a number says nothing", []said{
			{id: "a", measure: cairn.Killed, count: cairn.Quantity{Qualifier: cairn.Plural}},
			{id: "b", measure: cairn.Killed, count: exact(9)},
		}, "9/9/9", "nothing"},
		{"an exact number below an open one before it wins no tie, and bounds nothing above", []said{
			{id: "a", measure: cairn.Killed, count: cairn.Of(38, cairn.AtLeast), root: "x"},
			{id: "b", measure: cairn.Killed, count: exact(27), root: "y"},
		}, "27/38/?+", "nothing"},
		{"exact wins a tie", []said{
			{id: "a", measure: cairn.Killed, count: cairn.Of(45, cairn.AtLeast), root: "x"},
			{id: "b", measure: cairn.Killed, count: exact(46), root: "y"},
		}, "45/46/46+", "nothing"},
		{"two roots win over one", []said{
			{id: "a", measure: cairn.Killed, count: exact(9), root: "x"},
			{id: "b", measure: cairn.Killed, count: cairn.Of(8, cairn.AtLeast), root: "y"},
			{id: "c", measure: cairn.Killed, count: cairn.Of(8, cairn.AtLeast), root: "z"},
		}, "8/8/9+", "nothing"},
		{"the sum of what is known is a lower bound", []said{
			{id: "a", measure: cairn.Killed, count: exact(3)},
			{id: "b", measure: cairn.Killed, count: cairn.Of(10, cairn.AtMost), rel: rel(cairn.Besides, "a")},
		}, "3/3/13", "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := cairn.OneReport(claimsOf(c.claims))
			if got := show(f.Killed); got != c.killed {
				t.Errorf("killed %s, want %s", got, c.killed)
			}
			if got := show(f.Injured); got != c.injured {
				t.Errorf("injured %s, want %s", got, c.injured)
			}
		})
	}
}

// Whatever the claims, low <= best <= high where they are known, and no claim
// of another scope changes the figure.
func TestOneReportProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in []said
		for i := range rapid.IntRange(0, 6).Draw(t, "claims") {
			q := rapid.SampledFrom([]cairn.Qualifier{cairn.Exact, cairn.AtLeast, cairn.MoreThan, cairn.AtMost, cairn.About, cairn.None}).Draw(t, "qualifier")
			s := said{id: fmt.Sprint(i), measure: rapid.SampledFrom(cairn.Measures()).Draw(t, "measure"), count: cairn.Of(rapid.Int64Range(0, 1<<62).Draw(t, "n"), q), root: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "root")}
			for range rapid.IntRange(0, 3).Draw(t, "relations") {
				s.rel = append(s.rel, cairn.Relation{
					To: fmt.Sprint(rapid.IntRange(0, 7).Draw(t, "to")),
					As: rapid.SampledFrom([]cairn.RelationKind{cairn.OfWhich, cairn.Later, cairn.Besides, cairn.Covers}).Draw(t, "as"),
				})
			}
			in = append(in, s)
		}
		f := cairn.OneReport(claimsOf(in))
		for _, m := range cairn.Measures() {
			r := f.Get(m)
			if r == nil {
				continue
			}
			if r.Low != nil && r.Best != nil && *r.Best < *r.Low || r.Low != nil && *r.Low < 0 {
				t.Fatalf("%s: %s", m, show(r))
			}
		}
		background := append(claimsOf(in), claimsOf([]said{{id: "z", measure: cairn.Killed, count: cairn.Of(1<<60, cairn.Exact), scope: cairn.ScopeBackground}})...)
		if show(cairn.OneReport(background).Killed) != show(f.Killed) {
			t.Fatal("a background claim changed the figure")
		}
	})
}
