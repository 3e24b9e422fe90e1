package draw_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn/draw"
	"cairn/place/outline"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files")

func outlines(t *testing.T, shapes []outline.Shape, err error) []draw.Outline {
	t.Helper()
	if err != nil || len(shapes) == 0 {
		t.Fatalf("%d shapes, %v", len(shapes), err)
	}
	var out []draw.Outline
	for _, s := range shapes {
		o := draw.Outline{Name: s.Name}
		for _, ring := range s.Rings {
			var points [][2]float64
			for _, p := range ring {
				points = append(points, [2]float64{p.Lon, p.Lat})
			}
			o.Rings = append(o.Rings, points)
		}
		out = append(out, o)
	}
	return out
}

func syria(t *testing.T) draw.Map {
	ground, err := outline.Countries()
	provinces, err2 := outline.Provinces("SY")
	return draw.Map{
		Frame:  draw.Frame{Title: "Ten events in Syria", Description: "Ten events of September 2015, five of them placed exactly, five less so."},
		Ground: outlines(t, ground, err), Provinces: outlines(t, provinces, err2),
		Source: outline.Source, Disclaimer: outline.Disclaimer,
		Events: []draw.MapEvent{
			{Lat: 35.732, Lon: 37.104, Precision: "exact", Label: "Abu al-Duhur", Title: "45 to 56 soldiers killed at the Abu al-Duhur air base", Href: "incident/1"},
			{Lat: 35.98, Lon: 36.70, Precision: "exact", Label: "الفوعة", Title: "Assault on al-Fu'ah"},
			{Lat: 36.20, Lon: 37.16, Precision: "exact", Label: "Aleppo", Title: "Shelling of a market"},
			{Lat: 33.51, Lon: 36.29, Precision: "exact", Label: "Damascus", Title: "Mortar fire <on> \"a square\""},
			{Lat: 35.95, Lon: 39.01, Precision: "exact", Title: "Air strike without a label"},
			{Lat: 34.56, Lon: 38.28, Precision: "near", Title: "Clashes near Palmyra"},
			{Lat: 35.34, Lon: 40.14, Precision: "district", Title: "Killings in the district of Deir ez-Zor"},
			{Precision: "province", Province: "Idlib", Title: "Barrel bombs in Idlib province"},
			{Precision: "province", Province: "Idlib", Title: "Executions in Idlib province"},
			{Precision: "country", Title: "Deaths somewhere in Syria"},
		},
	}
}

func TestMapOfSyria(t *testing.T) {
	got, err := syria(t).SVG()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "syria", got)
	obeys(t, got)
	for _, must := range []string{outline.Disclaimer, "Natural Earth", "Not drawn, known only to lie in the country or a part of it: 1.", ">2</text>", "km</text>", "&lt;on&gt;"} {
		if !strings.Contains(string(got), must) {
			t.Errorf("the map does not say %q", must)
		}
	}
}

// compare holds a picture against its golden file.
func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	golden := "testdata/" + name + ".svg"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the picture differs from %s; look at it and run with -update if it is right", golden)
	}
}

func wellFormed(t interface{ Fatalf(string, ...any) }, svg []byte) {
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
	}
}

func TestMapWithoutDisclaimerIsRefused(t *testing.T) {
	m := syria(t)
	m.Disclaimer = " "
	if _, err := m.SVG(); !errors.Is(err, draw.ErrNoDisclaimer) {
		t.Errorf("got %v", err)
	}
	if _, err := (draw.Map{Source: "s", Disclaimer: "d"}).SVG(); err == nil {
		t.Error("a map of nothing must be refused")
	}
}

// An imprecise event never becomes a mark at a spot.
func TestImpreciseEventsAreNoPins(t *testing.T) {
	m := syria(t)
	rapid.Check(t, func(t *rapid.T) {
		m.Events = []draw.MapEvent{{Lat: 35, Lon: 38, Precision: rapid.SampledFrom([]string{"province", "country", "region", ""}).Draw(t, "precision"),
			Province: "Homs", Title: rapid.String().Draw(t, "title")}}
		got, err := m.SVG()
		if err != nil {
			t.Fatalf("%v", err)
		}
		if n := bytes.Count(got, []byte(`r="4.5"`)); n != 1 { // the legend's
			t.Fatalf("%d dots for an event of precision %q", n-1, m.Events[0].Precision)
		}
	})
}

// many are events over a country, as a large record has them.
func many(n int) []draw.MapEvent {
	out := make([]draw.MapEvent, n)
	for i := range out {
		a := float64(i) * 2.399963
		reach := 2.4 * math.Sqrt(float64(i%5000)/5000)
		out[i] = draw.MapEvent{Lat: 34.8 + reach*math.Sin(a)*0.6, Lon: 38.3 + reach*math.Cos(a), Precision: []string{"exact", "near", "district", "exact"}[i%4], Title: "event"}
	}
	return out
}

// Above a few hundred, events are counted in hexagons, each event once.
func TestMapOfMany(t *testing.T) {
	m := syria(t)
	m.Events = append(many(2000), draw.MapEvent{Precision: "province", Province: "Idlib", Title: "somewhere"})
	got, err := m.SVG()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "syria-many", got)
	obeys(t, got)
	if n := len(m.Table().Rows); n != 2001 {
		t.Errorf("the table has %d rows", n)
	}
}

func TestMapKey(t *testing.T) {
	got := draw.MapKey(draw.Frame{ID: "key", Title: "What the marks mean", Description: "Dots, areas, provinces and hexagons."})
	compare(t, "key", got)
	obeys(t, got)
}

func TestHexesCountEveryPointOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Float64Range(0.01, 50).Draw(t, "size")
		points := rapid.SliceOf(rapid.Custom(func(t *rapid.T) [2]float64 {
			return [2]float64{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-84, 84).Draw(t, "lat")}
		})).Draw(t, "points")
		total := int64(0)
		hexes := draw.Hexes(points, size, draw.Mercator)
		for _, h := range hexes {
			total += h.Count
		}
		if total != int64(len(points)) {
			t.Fatalf("%d counted of %d", total, len(points))
		}
		// A point lies no further from some counted middle than a corner does.
		for _, pt := range points {
			x, y := draw.Mercator(pt)
			near := slices.ContainsFunc(hexes, func(h draw.Hex) bool { return math.Hypot(h.X-x, h.Y-y) <= size*1.0001 })
			if !near {
				t.Fatalf("%v lies in no hexagon", pt)
			}
			if back := draw.FromMercator(x, y); math.Hypot(back[0]-pt[0], back[1]-pt[1]) > 1e-6 {
				t.Fatalf("%v comes back as %v", pt, back)
			}
		}
	})
}

// A view shows its part of the world and no more; one that is no area is refused.
func TestMapOfAView(t *testing.T) {
	m := syria(t)
	m.View = &draw.View{West: 36, South: 35, East: 38, North: 36.5}
	got, err := m.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if s := string(got); strings.Contains(s, "Damascus governorate") || !strings.Contains(s, "Abu al-Duhur") {
		t.Error("the view shows the wrong part")
	}
	m.View = &draw.View{West: 38, East: 36, South: 35, North: 36}
	if _, err := m.SVG(); err == nil {
		t.Error("a view that is no area must be refused")
	}
}

func BenchmarkMap(b *testing.B) {
	ground, _ := outline.Countries()
	provinces, _ := outline.Provinces("SY")
	t := &testing.T{}
	for _, n := range []int{0, 100_000} {
		m := draw.Map{Ground: outlines(t, ground, nil), Provinces: outlines(t, provinces, nil), Events: many(n), Source: "s", Disclaimer: "d"}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := m.SVG(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
