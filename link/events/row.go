package events

import (
	"math"
	"slices"
)

// Row is one event of a data set.
type Row struct {
	ID       string
	From, To int32 // days since 1970; the same where it lasted a day
	Lat, Lon float64
	Category []string // one per taxonomy, as the data set writes it
	Deaths   int64    // NoDeaths where the data set gives no number
}

// NoDeaths says that a row gives no number of dead.
const NoDeaths = math.MinInt64

// Taxonomy says what the categories of each data set mean, in words that all
// data sets share, from the finest level to the coarsest.
type Taxonomy struct {
	Name   string
	Levels map[string]map[string][]string // data set, category: levels
}

// Window is how far apart two rows of one event may be.
type Window struct {
	Days int32
	Km   float64
}

// Match is one pair of rows, by their places in the two tables.
type Match struct {
	A, B  int
	Score float64 // Parity: the sum of levels, 0 the finest; Weighed: log-odds
}

// table is a data set laid out for matching: categories as numbers per level.
type table struct {
	rows   []Row
	levels [][][]int32 // taxonomy, row: the number of each level's word
	x, y   []float64   // radians
}

// layOut turns categories into numbers, the same number for the same word of
// the same level in all tables. A category that the taxonomy does not know
// agrees with nothing.
func layOut(name string, rows []Row, taxonomies []Taxonomy, words []map[string]int32) *table {
	t := &table{rows: rows, levels: make([][][]int32, len(taxonomies)), x: make([]float64, len(rows)), y: make([]float64, len(rows))}
	for k := range taxonomies {
		t.levels[k] = make([][]int32, len(rows))
		known := map[string][]int32{}
		for i := range rows {
			if k >= len(rows[i].Category) {
				continue
			}
			c := rows[i].Category[k]
			numbers, ok := known[c]
			if !ok {
				for l, word := range taxonomies[k].Levels[name][c] {
					key := string(rune('0'+l)) + word
					n, seen := words[k][key]
					if !seen {
						n = int32(len(words[k])) + 1
						words[k][key] = n
					}
					numbers = append(numbers, n)
				}
				known[c] = numbers
			}
			t.levels[k][i] = numbers
		}
	}
	for i := range rows {
		t.x[i], t.y[i] = rows[i].Lon*math.Pi/180, rows[i].Lat*math.Pi/180
	}
	return t
}

func newWords(n int) []map[string]int32 {
	out := make([]map[string]int32, n)
	for i := range out {
		out[i] = map[string]int32{}
	}
	return out
}

// level is the finest level at which two rows agree in a taxonomy, -1 for none.
func level(a, b []int32) int {
	for l := range min(len(a), len(b)) {
		if a[l] == b[l] {
			return l
		}
	}
	return -1
}

// earthKm is the radius that MELTT's distances are made with.
const earthKm = 6371.0

func km(a *table, i int, b *table, j int) float64 {
	s1, s2 := math.Sin((b.y[j]-a.y[i])/2), math.Sin((b.x[j]-a.x[i])/2)
	h := s1*s1 + math.Cos(a.y[i])*math.Cos(b.y[j])*s2*s2
	return 2 * earthKm * math.Asin(math.Min(1, math.Sqrt(h)))
}

// grid finds the rows near a row: by day first, then by latitude. It is two
// sorted columns and no map.
type grid struct {
	t     *table
	order []int32 // rows by cell, then day
	cells []cell
	size  float64 // degrees of latitude
	days  int32
}

type cell struct {
	key  uint64
	from int32 // in order
}

func newGrid(t *table, w Window) *grid {
	g := &grid{t: t, size: max(w.Km, 0.5) / 111.0 * 1.02, days: max(w.Days, 1) + 1}
	keyed := make([]cell, len(t.rows))
	for i := range t.rows {
		keyed[i] = cell{g.key(g.row(t.rows[i].Lat), g.column(t.rows[i].Lat, t.rows[i].Lon), t.rows[i].From/g.days), int32(i)}
	}
	slices.SortFunc(keyed, func(a, b cell) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.from - b.from)
	})
	g.order = make([]int32, len(keyed))
	for i, k := range keyed {
		g.order[i] = k.from
		if i == 0 || k.key != keyed[i-1].key {
			g.cells = append(g.cells, cell{k.key, int32(i)})
		}
	}
	return g
}

func (g *grid) row(lat float64) int32 { return int32(math.Floor((lat + 90) / g.size)) }

// column widens towards the poles, by whole rows, so that a column is never
// narrower than the window.
func (g *grid) column(lat, lon float64) int32 { return g.columnIn(g.row(lat), lon) }

func (g *grid) columnIn(row int32, lon float64) int32 {
	edge := math.Max(math.Abs(float64(row)*g.size-90), math.Abs(float64(row+1)*g.size-90))
	width := g.size / math.Max(0.01, math.Cos(math.Min(89.4, edge)*math.Pi/180))
	return int32(math.Floor((lon + 180) / width))
}

func (g *grid) key(row, col, day int32) uint64 {
	return uint64(uint32(row))<<44 | uint64(uint32(col)&0xfffff)<<24 | uint64(uint32(day)&0xffffff)
}

// near calls f for every row that may lie within the window of a row.
func (g *grid) near(r *Row, f func(j int32)) {
	day := r.From / g.days
	at := g.row(r.Lat)
	for row := at - 1; row <= at+1; row++ {
		mid := g.columnIn(row, r.Lon)
		for col := mid - 1; col <= mid+1; col++ {
			for d := day - 1; d <= day+1; d++ {
				g.visit(g.key(row, col, d), f)
			}
		}
	}
}

func (g *grid) visit(key uint64, f func(int32)) {
	lo, hi := 0, len(g.cells)
	for lo < hi {
		if mid := (lo + hi) / 2; g.cells[mid].key < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(g.cells) || g.cells[lo].key != key {
		return
	}
	end := int32(len(g.order))
	if lo+1 < len(g.cells) {
		end = g.cells[lo+1].from
	}
	for _, j := range g.order[g.cells[lo].from:end] {
		f(j)
	}
}
