package draw_test

import (
	"strings"
	"testing"

	"cairn"
	"cairn/draw"

	"pgregory.net/rapid"
)

// chart is what every chart can do.
type chart interface {
	SVG() []byte
	Table() draw.Table
}

func of(n int64, q cairn.Qualifier, text string) cairn.Quantity {
	out := cairn.Of(n, q)
	out.Text = text
	return out
}

func n(v int64) *int64 { return &v }

func strip() draw.Strip {
	agency := func(source string) draw.StripClaim {
		return draw.StripClaim{Count: of(56, cairn.AtLeast, "at least 56"), Source: source, Origin: "the monitor, by an agency"}
	}
	ranged := cairn.OfRange(60, 71)
	ranged.Text = "60 to 71"
	return draw.Strip{
		Frame: draw.Frame{Title: "Twelve claims of how many were killed", Description: "Between 45 and 71; the policy adopts 45 to 56 or more."},
		Axis:  "killed", Adopted: &cairn.Range{Low: n(45), Best: n(56), High: n(56), Open: true},
		Claims: []draw.StripClaim{
			agency("First Daily"), agency("Second Daily"), agency("Third Daily"), agency("An Evening Paper"), agency("Radio"),
			{Count: of(45, cairn.AtLeast, "at least 45"), Source: "activists", Origin: "activists", Href: "claims/c-1"},
			{Count: of(56, cairn.Exact, "56"), Source: "المرصد", Origin: "المرصد"},
			{Count: of(70, cairn.About, "about 70"), Source: "a hospital director", Origin: "the hospital"},
			{Count: ranged, Source: "state television", Origin: "state television"},
			{Count: of(50, cairn.AtMost, "up to 50"), Source: "a commander of the other side", Origin: "commander"},
			{Count: of(71, cairn.Exact, "71"), Source: "a news site that names a source which did not say so", Origin: "the monitor, by an agency", Aside: "contradicts its source"},
			{Count: cairn.Quantity{Qualifier: cairn.Word, Text: "dozens"}, Source: "a resident", Origin: "a resident <named & kept>"},
		},
	}
}

func TestCharts(t *testing.T) {
	for name, c := range charts() {
		t.Run(name, func(t *testing.T) {
			got := c.SVG()
			compare(t, name, got)
			obeys(t, got)
			table := c.Table()
			for i, r := range table.Rows {
				if len(r.Cells) != len(table.Head) {
					t.Errorf("row %d of the table has %d cells under %d heads", i, len(r.Cells), len(table.Head))
				}
			}
		})
	}
}

// obeys holds a picture to what a strict page and a screen reader ask of it.
func obeys(t interface {
	Fatalf(string, ...any)
	Errorf(string, ...any)
}, svg []byte) {
	wellFormed(t, svg)
	s := string(svg)
	for _, never := range []string{"style=", "<style", "<script", " on", "NaN", "Inf"} {
		for _, tag := range tagsOf(s) {
			if strings.Contains(tag, never) {
				t.Errorf("%q in %s", never, tag)
			}
		}
	}
	role := `role="img"`
	if strings.Contains(s, "<a ") {
		role = `role="group"`
	}
	for _, must := range []string{role, "aria-labelledby=", "<title id=", "<desc id=", `direction="ltr"`} {
		if !strings.Contains(s, must) {
			t.Errorf("the chart has no %s", must)
		}
	}
}

// tagsOf are the tags of a picture with their attribute values taken out of quotes.
func tagsOf(s string) []string {
	var out []string
	for _, part := range strings.Split(s, "<")[1:] {
		tag, _, _ := strings.Cut(part, ">")
		names := ""
		for i, piece := range strings.Split(tag, `"`) {
			if i%2 == 0 || strings.Contains(piece, "NaN") || strings.Contains(piece, "Inf") {
				names += piece
			}
		}
		out = append(out, "<"+names)
	}
	return out
}

// Every class that is drawn with colour has a rule for dark pages.
func TestStylesheetKnowsEveryColour(t *testing.T) {
	for name, c := range charts() {
		for _, tag := range strings.Split(string(c.SVG()), "<") {
			_, after, ok := strings.Cut(tag, `class="`)
			if !ok || !strings.Contains(tag, "#") {
				continue
			}
			classes, _, _ := strings.Cut(after, `"`)
			known := false
			for _, class := range strings.Fields(classes) {
				known = known || strings.Contains(draw.Stylesheet, "."+class+"{") || strings.Contains(draw.Stylesheet, "."+class+",")
			}
			if !known {
				t.Errorf("%s: no rule in chart.css for %q", name, classes)
			}
		}
	}
}

// Whatever people wrote, a strip is well-formed, and every claim is in its table.
func TestStripHoldsAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s draw.Strip
		for range rapid.IntRange(0, 60).Draw(t, "claims") {
			q := of(rapid.Int64Range(0, 1<<62).Draw(t, "number"), rapid.SampledFrom([]cairn.Qualifier{cairn.Exact, cairn.AtLeast, cairn.MoreThan,
				cairn.AtMost, cairn.FewerThan, cairn.About, cairn.None}).Draw(t, "qualifier"), rapid.String().Draw(t, "text"))
			s.Claims = append(s.Claims, draw.StripClaim{Count: q, Source: rapid.String().Draw(t, "source"), Origin: rapid.String().Draw(t, "origin")})
		}
		obeys(t, s.SVG())
		if got := len(s.Table().Rows); got != len(s.Claims) {
			t.Fatalf("%d rows for %d claims", got, len(s.Claims))
		}
	})
}
