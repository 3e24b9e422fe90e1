package outline

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// Topology is outlines as TopoJSON has them: shapes that refer to shared arcs.
type Topology struct {
	Arcs   [][]Point
	Shapes []TopoShape
}

// TopoShape is a shape of a topology. A ring is a list of arcs; a negative
// number n is the arc ^n backwards.
type TopoShape struct {
	Country, Code, Name string
	Rings               [][]int
}

// Encode writes what Countries and Provinces read. The block of all countries
// is named "".
func Encode(blocks map[string]Topology) []byte {
	out := []byte(magic)
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		body := blocks[name].encode()
		if name == "" {
			name = "  "
		}
		out = append(out, name[:2]...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(body)))
		out = append(out, body...)
	}
	return out
}

func (t Topology) encode() []byte {
	b := binary.AppendUvarint(nil, uint64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		grid := snap(arc)
		b = binary.AppendUvarint(b, uint64(len(grid)))
		x, y := int64(0), int64(0)
		for _, p := range grid {
			b = binary.AppendVarint(b, p[0]-x)
			b = binary.AppendVarint(b, p[1]-y)
			x, y = p[0], p[1]
		}
	}
	b = binary.AppendUvarint(b, uint64(len(t.Shapes)))
	for _, s := range t.Shapes {
		for _, str := range []string{s.Country, s.Code, s.Name} {
			b = binary.AppendUvarint(b, uint64(len(str)))
			b = append(b, str...)
		}
		b = binary.AppendUvarint(b, uint64(len(s.Rings)))
		for _, ring := range s.Rings {
			b = binary.AppendUvarint(b, uint64(len(ring)))
			for _, arc := range ring {
				b = binary.AppendVarint(b, int64(arc))
			}
		}
	}
	return b
}

// snap puts an arc on the grid; points that fall together, or into a straight
// line, become one. Its ends stay.
func snap(arc []Point) [][2]int64 {
	var grid [][2]int64
	for i, p := range arc {
		q := [2]int64{int64(math.Round(p.Lon * resolution)), int64(math.Round(p.Lat * resolution))}
		n := len(grid)
		last := i == len(arc)-1
		if n > 0 && grid[n-1] == q && !(last && n == 1) {
			continue
		}
		if n > 1 && straight(grid[n-2], grid[n-1], q) {
			grid[n-1] = q
			continue
		}
		grid = append(grid, q)
	}
	return grid
}

func straight(a, b, c [2]int64) bool {
	dx, dy := b[0]-a[0], b[1]-a[1]
	ex, ey := c[0]-b[0], c[1]-b[1]
	return dx*ey == dy*ex && dx*ex+dy*ey > 0
}

// Draw gives the shapes of a topology with their points, on the grid.
func (t Topology) Draw() []Shape {
	shapes, err := decode(t.encode())
	if err != nil {
		return nil
	}
	return shapes
}
