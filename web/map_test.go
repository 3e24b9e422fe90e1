package web

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

func square(name string, west, south, east, north float64) draw.Outline {
	return draw.Outline{Name: name, Rings: [][][2]float64{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}
}

// testOutlines is a world of two countries, one of them with two provinces.
func testOutlines(country string) ([]draw.Outline, error) {
	switch country {
	case "":
		return []draw.Outline{square("Syria", 35.5, 32, 42, 37), square("Elsewhere", -60, -20, -40, 0)}, nil
	case "SY":
		return []draw.Outline{square("Idlib", 36, 35, 37.5, 36.5), square("Homs", 36, 33, 39, 35)}, nil
	}
	return nil, nil
}

func TestMapPage(t *testing.T) {
	s := testServer(t)
	page := get(t, s, "/map").Body.String()
	for _, must := range []string{`data-map`, `data-base="/map/base.geojson?countries=SY"`, `data-events="/map.geojson?zoom=5"`, `<svg`, `class="m-area"`, `id="table"`,
		`Abu al-Duhur air base`, `Boundaries and names shown do not imply endorsement`, `/static/map.js?v=`, `data-key="T"`, `data-key="b"`, `Earlier`} {
		if !strings.Contains(page, must) {
			t.Errorf("the map page lacks %q", must)
		}
	}
	for _, never := range []string{"style=", "onclick", "http://www.openstreetmap"} {
		if strings.Contains(page, never) {
			t.Errorf("the map page has %q", never)
		}
	}
}

// collection is GeoJSON as another program reads it.
type collection struct {
	Type      string
	BBox      []float64
	Binned    bool
	Somewhere map[string]int
	Features  []struct {
		ID       string
		Geometry *struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func geoOf(t *testing.T, body []byte) collection {
	t.Helper()
	var c collection
	if err := json.Unmarshal(body, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// What is near a place is an area in a file to keep, and a middle with its
// reach for a script; what has no place has no geometry.
func TestMapAsGeoJSON(t *testing.T) {
	s := testServer(t)
	kept := geoOf(t, get(t, s, "/map.geojson").Body.Bytes())
	shapes := map[string]string{}
	for _, f := range kept.Features {
		shapes[f.ID] = "none"
		if f.Geometry != nil {
			shapes[f.ID] = f.Geometry.Type
		}
	}
	if shapes["i-45"] != "Polygon" || shapes["i-19"] != "none" {
		t.Errorf("geometries are %v", shapes)
	}
	if one := get(t, s, "/map.geojson?limit=1"); len(geoOf(t, one.Body.Bytes()).Features) != 1 || !strings.Contains(one.Header().Get("Link"), "/map.geojson?") {
		t.Errorf("a page of one is %s, followed by %q", one.Body, one.Header().Get("Link"))
	}
	drawn := geoOf(t, get(t, s, "/map.geojson?zoom=5").Body.Bytes())
	if len(drawn.Features) != 1 || drawn.Features[0].Geometry.Type != "Point" || drawn.Features[0].Properties["km"] != float64(draw.NearKM) || len(drawn.BBox) != 4 {
		t.Errorf("a script is sent %+v", drawn)
	}
	if away := geoOf(t, get(t, s, "/map.geojson?zoom=5&bbox=-60,-20,-40,0").Body.Bytes()); len(away.Features) != 0 {
		t.Errorf("elsewhere are %d", len(away.Features))
	}
}

// A place that is known by its province alone is counted there and never drawn
// at a spot, whatever coordinates came with it.
func TestProvinceIsNoSpot(t *testing.T) {
	g, err := testServer(t).groundIn([]string{"SY"})
	if err != nil {
		t.Fatal(err)
	}
	lat, lon := 35.8, 36.7
	for precision, want := range map[string]bool{"exact": true, "near": true, "district": true, "sea_or_air": true, "province": false, "region": false, "country": false, "": false} {
		in := &listed{LinkedIncident: &cairn.LinkedIncident{Place: &cairn.Locus{Lat: &lat, Lon: &lon, Precision: precision, Country: "SY", Admin1: "Idlib"}}}
		if got := in.spot() != nil; got != want {
			t.Errorf("%q: drawn at a spot is %v", precision, got)
		}
		if got := geometryOf(in.Place) != nil; got != want {
			t.Errorf("%q: has a geometry is %v", precision, got)
		}
		if got := g.provinceOf(in); (got == "Idlib") != (precision == "province") {
			t.Errorf("%q: counted in %q", precision, got)
		}
	}
}

// crowd are many incidents about a country.
func crowd(n int) []*listed {
	out := make([]*listed, n)
	for i := range out {
		a := float64(i) * 2.399963
		lat, lon := 34.8+1.4*math.Sin(a)*float64(i%97)/97, 38.3+2.4*math.Cos(a)*float64(i%89)/89
		out[i] = &listed{LinkedIncident: &cairn.LinkedIncident{ID: fmt.Sprint("i-", i), Place: &cairn.Locus{Lat: &lat, Lon: &lon, Precision: "exact", Country: "SY"}}, Where: "a town"}
	}
	return out
}

// Many incidents are counted in hexagons, each once; a near view has them one
// by one again.
func TestManyAreBinned(t *testing.T) {
	s := testServer(t)
	g, err := s.groundIn([]string{"SY"})
	if err != nil {
		t.Fatal(err)
	}
	q := &ask{server: s, lang: s.locales.list[0]}
	all := crowd(binsAbove * 2)
	f := drawnFeatures(q, all, g, nil, 6)
	total := int64(0)
	for _, one := range f.Features {
		total += one.Properties["incidents"].(int64)
	}
	if !f.Binned || total != int64(len(all)) || len(f.Features) > len(all)/4 {
		t.Errorf("binned %v: %d counted of %d in %d hexagons", f.Binned, total, len(all), len(f.Features))
	}
	near := drawnFeatures(q, all, g, &draw.View{West: 38.2, South: 34.7, East: 38.5, North: 35}, 11)
	if !near.Binned || len(near.Features) == 0 || near.Features[0].Properties["id"] == nil {
		t.Errorf("near, binned is %v with %d features", near.Binned, len(near.Features))
	}
}

// The steps of the chosen time move it by its own length, and never turn it over.
func TestBrushSteps(t *testing.T) {
	got := map[string]string{}
	for _, b := range brushes("2015-09-11", "2015-09-20", "2015-01-01", "2015-12-31") {
		got[b.Key] = b.From + "/" + b.To
	}
	for key, want := range map[string]string{"earlier": "2015-09-01/2015-09-10", "later": "2015-09-21/2015-09-30", "longer": "2015-09-06/2015-09-25", "shorter": "2015-09-13/2015-09-18", "whole": "/"} {
		if got[key] != want {
			t.Errorf("%s is %s, want %s", key, got[key], want)
		}
	}
	if b := brushes("", "", "", ""); b != nil {
		t.Errorf("without any day there is %v to choose", b)
	}
	for _, b := range brushes("2015-09-11", "2015-09-11", "", "") {
		if b.To < b.From {
			t.Errorf("%s turns the time over: %v", b.Key, b)
		}
	}
}

// manyServer is a server whose record lists many incidents about a country.
func manyServer(tb testing.TB, n int) *Server {
	s := testServer(tb)
	d := s.desks.present()
	policy, err := toll.PolicyNamed("")
	if err != nil {
		tb.Fatal(err)
	}
	list := make([]listed, n)
	for i, in := range crowd(n) {
		day := cairn.Day("2012-01-01").Add(i % 2900)
		in.Period = cairn.Period{Start: day, End: day}
		list[i] = *in
	}
	d.lists = []keptList{{policy.ID() + "|", func() ([]listed, error) { return list, nil }}}
	return s
}

func BenchmarkMapOfMany(b *testing.B) {
	s := manyServer(b, 100_000)
	for _, path := range []string{"/map", "/map.geojson", "/map/base.geojson"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++ // another view each time, so that no page is kept
				target := fmt.Sprintf("%s?zoom=6&bbox=30,30,45,%d.%04d", path, 40, i)
				if path == "/map/base.geojson" {
					target = path + "?countries=SY"
				}
				if w := get(b, s, target); w.Code != 200 {
					b.Fatal(w.Code, w.Body)
				}
			}
		})
	}
}
