package place

import "math"

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
	for i := range gr.cands {
		c := &gr.cands[i]
		w := math.Exp((c.Score - gr.cands[0].Score) / temper)
		if w < 0.05 || len(gr.spots) == maxSpots {
			break
		}
		if c.Kind != Country && c.Kind != Region && c.Kind != Admin1 {
			gr.spots = append(gr.spots, spot{c.At(), w, c.ID})
		}
	}
}

// massAround is how many of the report's other places may lie close to a
// candidate.
func (rs *resolver) massAround(c *Candidate, gr *group) float64 {
	if c.Kind == Country || c.Kind == Region || c.Kind == Admin1 {
		return 0
	}
	mass := 0.0
	for _, other := range rs.order {
		if other == gr {
			continue
		}
		best := 0.0
		for _, o := range other.spots {
			if o.weight <= best || math.Abs(o.at.Lat-c.Lat) > 1.5 || math.Abs(o.at.Lon-c.Lon) > 4 || o.id == c.ID {
				continue
			}
			best = math.Max(best, o.weight*math.Exp(-Distance(o.at, c.At())/40))
		}
		mass += best
	}
	return mass
}

// holds is Contains, and a town holds what lies within its reach.
func holds(outer, inner Place) bool {
	if outer.ID == inner.ID {
		return false
	}
	if outer.Kind.Area() {
		if outer.Kind == Region {
			return outer.Country != "" && outer.Country == inner.Country || Distance(outer.At(), inner.At()) < 600
		}
		return Contains(outer, inner)
	}
	return !inner.Kind.Area() && Distance(outer.At(), inner.At()) < 25
}
