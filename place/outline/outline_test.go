package outline

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestCountriesAndProvinces(t *testing.T) {
	countries, err := Countries()
	if err != nil || len(countries) < 200 {
		t.Fatalf("%d countries, %v", len(countries), err)
	}
	provinces, err := Provinces("SY")
	if err != nil || len(provinces) < 14 {
		t.Fatalf("%d provinces of Syria, %v", len(provinces), err)
	}
	for _, s := range provinces {
		if c, area := s.Centre(); area <= 0 || c.Lat < 32 || c.Lat > 38 || c.Lon < 35 || c.Lon > 43 {
			t.Errorf("%s is centred at %v", s.Name, c)
		}
		for _, ring := range s.Rings {
			if a, b := ring[0], ring[len(ring)-1]; math.Hypot(a.Lat-b.Lat, a.Lon-b.Lon) > 0.01 {
				t.Errorf("%s has an open ring: %v %v", s.Name, a, b)
			}
		}
	}
	if none, err := Provinces("ZZ"); err != nil || none != nil {
		t.Errorf("a country that is not there: %v, %v", none, err)
	}
}

// What is encoded is read back, to the grid.
func TestEncodeKeepsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) Point {
			return Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		})
		arc := rapid.SliceOfN(point, 2, 8).Draw(t, "arc")
		top := Topology{Arcs: [][]Point{arc}, Shapes: []TopoShape{{Country: "SY", Code: "12", Name: "x", Rings: [][]int{{0}, {^0}}}}}
		shapes, err := block(string(Encode(map[string]Topology{"SY": top})), "SY")
		if err != nil || len(shapes) != 1 || len(shapes[0].Rings) != 2 {
			t.Fatalf("%v %v", shapes, err)
		}
		there, back := shapes[0].Rings[0], shapes[0].Rings[1]
		for _, end := range []struct{ got, want Point }{{there[0], arc[0]}, {there[len(there)-1], arc[len(arc)-1]}, {back[0], arc[len(arc)-1]}} {
			if math.Abs(end.got.Lon-end.want.Lon) > 0.51/resolution || math.Abs(end.got.Lat-end.want.Lat) > 0.51/resolution {
				t.Fatalf("an end moved from %v to %v", end.want, end.got)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(Topology{Arcs: [][]Point{{{1, 2}, {3, 4}}}, Shapes: []TopoShape{{Country: "SY", Rings: [][]int{{0, ^0}}}}}.encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		shapes, err := decode(b)
		if err != nil {
			return
		}
		for _, s := range shapes {
			s.Centre()
			s.Contains(Point{1, 2})
		}
	})
}
