package draw

import (
	"cmp"
	"math"
	"slices"
)

// Hex is a hexagon of a map with how many events lie in it.
type Hex struct {
	X, Y  float64 // its middle, on the plane that it was counted on
	Ring  [6][2]float64
	Count int64
}

const hexSize = 13.0

// Hexes counts points in hexagons of a size, on a plane that project puts them
// on. A point is counted once.
func Hexes(points [][2]float64, size float64, project func([2]float64) (x, y float64)) []Hex {
	type cell struct{ q, r int32 }
	counts := map[cell]int64{}
	for _, pt := range points {
		x, y := project(pt)
		q, r := hexOf(x/size, y/size)
		counts[cell{q, r}]++
	}
	out := make([]Hex, 0, len(counts))
	for at, n := range counts {
		h := Hex{Count: n, X: size * math.Sqrt(3) * (float64(at.q) + float64(at.r)/2), Y: size * 1.5 * float64(at.r)}
		for i := range h.Ring {
			a := math.Pi / 180 * (60*float64(i) - 90)
			h.Ring[i] = [2]float64{h.X + size*math.Cos(a), h.Y + size*math.Sin(a)}
		}
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b Hex) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	return out
}

// hexOf is the hexagon, in axial coordinates, that a point of the plane of unit
// hexagons lies in: the nearest middle, found by rounding the three cubic
// coordinates and mending the one that moved most.
func hexOf(x, y float64) (q, r int32) {
	fq, fr := math.Sqrt(3)/3*x-y/3, 2.0/3*y
	fs := -fq - fr
	rq, rr, rs := math.Round(fq), math.Round(fr), math.Round(fs)
	dq, dr, ds := math.Abs(rq-fq), math.Abs(rr-fr), math.Abs(rs-fs)
	switch {
	case dq > dr && dq > ds:
		rq = -rr - rs
	case dr > ds:
		rr = -rq - rs
	}
	return int32(rq), int32(rr)
}

// Mercator is the plane of web maps, in degrees: what looks like a regular
// hexagon on it is one on such a map.
func Mercator(lonLat [2]float64) (x, y float64) {
	lat := min(max(lonLat[1], -85), 85) * math.Pi / 180
	return lonLat[0], math.Log(math.Tan(math.Pi/4+lat/2)) * 180 / math.Pi
}

// FromMercator is the place of a point of that plane.
func FromMercator(x, y float64) [2]float64 {
	return [2]float64{x, (2*math.Atan(math.Exp(y*math.Pi/180)) - math.Pi/2) * 180 / math.Pi}
}

// hexSteps are the least counts of the shades of hexagons: steps of one shape
// for all maps, so that two maps can be compared.
var hexSteps = []struct {
	from  int64
	class string
	words string
}{{1, "m-h0", "1–4"}, {5, "m-h1", "5–19"}, {20, "m-h2", "20–99"}, {100, "m-h3", "100–999"}, {1000, "m-h4", "1000+"}}

func hexClass(n int64) string {
	class := hexSteps[0].class
	for _, s := range hexSteps {
		if n >= s.from {
			class = s.class
		}
	}
	return class
}

// hexInk is the colour of a number on a shade.
func hexInk(class string) string {
	if class >= "m-h3" {
		return "m-on"
	}
	return "m-under"
}
