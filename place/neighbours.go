package place

import (
	"math"
	"slices"
)

// spot is a candidate as its neighbours see it.
type spot struct {
	at     LatLon
	weight float64
	id     string
}

// settle lists where a group may be. In the first rounds the chances are
// softened, so that two rare readings that lie together can find one another.
func (gr *group) settle(temper float64) {
	gr.spots = gr.spots[:0]
	for _, r := range gr.ranked {
		c := &gr.base[r.at]
		w := math.Exp((r.score - gr.ranked[0].score) / temper)
		if w < 0.05 || len(gr.spots) == maxSpots {
			break
		}
		if c.Kind != Country && c.Kind != Region && c.Kind != Admin1 {
			gr.spots = append(gr.spots, spot{c.At(), w, c.ID})
		}
	}
}

// grid holds the spots of all groups by the part of the world that they lie in,
// so that a candidate meets only those near it, however long the report is.
type grid struct {
	cells map[[2]int16][]placed
	free  [][]placed // room of the round before
	best  []float64  // by group, of the candidate in hand
	met   []int
}

// placed is a spot and its group.
type placed struct {
	spot
	group int
}

const cellLat, cellLon = 1.5, 4.0

func cellOf(at LatLon) [2]int16 {
	return [2]int16{int16(math.Floor(at.Lat / cellLat)), int16(math.Floor(at.Lon / cellLon))}
}

// fill takes the spots as the groups have settled.
func (gd *grid) fill(groups []*group) {
	for _, room := range gd.cells {
		gd.free = append(gd.free, room[:0])
	}
	if gd.cells == nil {
		gd.cells = map[[2]int16][]placed{}
	}
	clear(gd.cells)
	gd.best = slices.Grow(gd.best[:0], len(groups))[:len(groups)]
	clear(gd.best)
	for n, gr := range groups {
		for _, s := range gr.spots {
			cell := cellOf(s.at)
			room := gd.cells[cell]
			if room == nil && len(gd.free) > 0 {
				room, gd.free = gd.free[len(gd.free)-1], gd.free[:len(gd.free)-1]
			}
			gd.cells[cell] = append(room, placed{s, n})
		}
	}
}

// massAround is how many of the report's other places may lie close to a
// candidate.
func (gd *grid) massAround(c *Candidate, gr *group) float64 {
	if c.Kind == Country || c.Kind == Region || c.Kind == Admin1 {
		return 0
	}
	gd.met = gd.met[:0]
	home := cellOf(c.At())
	for lat := home[0] - 1; lat <= home[0]+1; lat++ {
		for lon := home[1] - 1; lon <= home[1]+1; lon++ {
			for i, cell := 0, gd.cells[[2]int16{lat, lon}]; i < len(cell); i++ {
				o := &cell[i]
				if o.group == gr.at || o.weight <= gd.best[o.group] || math.Abs(o.at.Lat-c.Lat) > cellLat || math.Abs(o.at.Lon-c.Lon) > cellLon || o.id == c.ID {
					continue
				}
				near := o.weight * math.Exp(-Distance(o.at, c.At())/40)
				if gd.best[o.group] == 0 {
					gd.met = append(gd.met, o.group)
				}
				gd.best[o.group] = math.Max(gd.best[o.group], near)
			}
		}
	}
	slices.Sort(gd.met) // a sum in the order of the text is the same every time
	mass := 0.0
	for _, n := range gd.met {
		mass += gd.best[n]
		gd.best[n] = 0
	}
	return mass
}

// holds is Contains, and a town holds what lies within its reach.
func holds(outer, inner *Place) bool {
	if outer.ID == inner.ID {
		return false
	}
	if outer.Kind.Area() {
		if outer.Kind == Region {
			return outer.Country != "" && outer.Country == inner.Country || Distance(outer.At(), inner.At()) < 600
		}
		return contains(outer, inner)
	}
	return !inner.Kind.Area() && Distance(outer.At(), inner.At()) < 25
}
