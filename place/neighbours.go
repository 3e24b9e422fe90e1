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
	cell   int32
	cosLat float64
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
			pr := &gr.prospects[r.at]
			gr.spots = append(gr.spots, spot{c.At(), w, c.ID, pr.cell, pr.cosLat})
		}
	}
}

// grid holds the spots of all groups by the part of the world that they lie in,
// so that a candidate meets only those near it, however long the report is.
type grid struct {
	cells []int32 // the number of the first spot in each cell, from 1
	spots []placed
	best  []float64 // by group, of the candidate in hand
	met   []int
}

func newGrid() *grid {
	return &grid{cells: make([]int32, cellRow*cellRows), spots: make([]placed, 1)}
}

// placed is a spot and its group, and the number of the next in its cell.
type placed struct {
	spot
	group int
	next  int32
}

// Cells are of cellLat by cellLon degrees; a row has one more at each end, and
// there is one more row at each pole, so that every cell has eight around it.
const (
	cellLat, cellLon = 1.5, 4.0
	cellRow          = 360/cellLon + 2 + 1
	cellRows         = 180/cellLat + 2 + 1
)

func cellOf(at LatLon) int32 {
	lat := 1 + int32(math.Floor((min(max(at.Lat, -90), 90)+90)/cellLat))
	lon := 1 + int32(math.Floor((min(max(at.Lon, -180), 180)+180)/cellLon))
	return lat*cellRow + lon
}

// fill takes the spots as the groups have settled.
func (gd *grid) fill(groups []*group) {
	gd.empty()
	gd.best = slices.Grow(gd.best[:0], len(groups))[:len(groups)]
	clear(gd.best)
	for n := len(groups) - 1; n >= 0; n-- {
		for i := range groups[n].spots {
			s := groups[n].spots[i]
			gd.spots = append(gd.spots, placed{s, n, gd.cells[s.cell]})
			gd.cells[s.cell] = int32(len(gd.spots) - 1)
		}
	}
}

func (gd *grid) empty() {
	for i := range gd.spots[1:] {
		gd.cells[gd.spots[1+i].cell] = 0
	}
	clear(gd.spots[1:])
	gd.spots = gd.spots[:1]
}

// massAround is how many of the report's other places may lie close to a
// candidate.
func (gd *grid) massAround(c *Candidate, pr *prospect, gr *group) float64 {
	if c.Kind == Country || c.Kind == Region || c.Kind == Admin1 {
		return 0
	}
	gd.met = gd.met[:0]
	for row := pr.cell - cellRow; row <= pr.cell+cellRow; row += cellRow {
		for cell := row - 1; cell <= row+1; cell++ {
			for n := gd.cells[cell]; n != 0; n = gd.spots[n].next {
				o := &gd.spots[n]
				if o.group == gr.at || o.weight <= gd.best[o.group] || math.Abs(o.at.Lat-c.Lat) > cellLat || math.Abs(o.at.Lon-c.Lon) > cellLon || o.id == c.ID {
					continue
				}
				near := o.weight * math.Exp(-distance(o.at, c.At(), o.cosLat, pr.cosLat)/40)
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
