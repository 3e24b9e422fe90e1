package draw

import "math"

// Outline is a country or province on a map: rings of points (longitude,
// latitude), filled by the even-odd rule.
type Outline struct {
	Name  string
	Rings [][][2]float64
}

// Middle is the centroid of an outline's largest ring.
func (o Outline) Middle() (lon, lat float64, ok bool) {
	best := 0.0
	for _, ring := range o.Rings {
		var x, y, a float64
		for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
			cross := ring[j][0]*ring[i][1] - ring[i][0]*ring[j][1]
			a += cross
			x += (ring[j][0] + ring[i][0]) * cross
			y += (ring[j][1] + ring[i][1]) * cross
		}
		if math.Abs(a) > best {
			best, lon, lat, ok = math.Abs(a), x/(3*a), y/(3*a), true
		}
	}
	return lon, lat, ok
}

// Box is the part of the world that an outline fills.
func (o Outline) Box() View {
	v := View{180, 90, -180, -90}
	for _, ring := range o.Rings {
		for _, pt := range ring {
			v.West, v.East, v.South, v.North = min(v.West, pt[0]), max(v.East, pt[0]), min(v.South, pt[1]), max(v.North, pt[1])
		}
	}
	return v
}

// View is a part of the world, in degrees.
type View struct {
	West  float64 `json:"west"`
	South float64 `json:"south"`
	East  float64 `json:"east"`
	North float64 `json:"north"`
}

// Holds says whether a spot lies in the view.
func (v View) Holds(lon, lat float64) bool {
	return lon >= v.West && lon <= v.East && lat >= v.South && lat <= v.North
}

// Meets says whether two views share any part.
func (v View) Meets(w View) bool {
	return v.West <= w.East && w.West <= v.East && v.South <= w.North && w.South <= v.North
}

// With is the view that holds both.
func (v View) With(w View) View {
	return View{min(v.West, w.West), min(v.South, w.South), max(v.East, w.East), max(v.North, w.North)}
}
