package estimate

// positiveCombination says whether some combination of the rows with every
// coefficient above zero gives the zero vector. With coefficients 1 + x this is
// the question whether x >= 0 can solve rows' x = -rows' 1: the first phase of
// the simplex method, here with integer pivots (every entry stays a minor of
// the matrix, so there is no rounding) and Bland's rule (so it ends). The
// second result is false if the numbers outgrow the machine.
func positiveCombination(rows [][]int64, width int) (feasible, ok bool) {
	t := newTableau(rows, width)
	for {
		col := t.entering()
		if col < 0 {
			return t.cost[t.columns] == 0, true
		}
		row := t.leaving(col)
		if row < 0 {
			return false, true // cannot happen: the cost is bounded by zero
		}
		if !t.pivot(row, col) {
			return false, false
		}
	}
}

// tableau is the state of the simplex method: one line per equation, the right
// side last, all over one common denominator. Artificial variables start basic
// and never return.
type tableau struct {
	lines   [][]int64
	cost    []int64 // reduced costs; last, the sum still missing
	basic   []int   // the variable of each line; artificial ones are >= columns
	columns int
	den     int64
}

func newTableau(rows [][]int64, width int) tableau {
	t := tableau{columns: len(rows), den: 1, cost: make([]int64, len(rows)+1)}
	for k := range width {
		line := make([]int64, len(rows)+1)
		var sum int64
		for i, r := range rows {
			line[i] = r[k]
			sum -= r[k]
		}
		line[len(rows)] = sum
		if sum < 0 {
			for i := range line {
				line[i] = -line[i]
			}
		}
		for i := range line {
			t.cost[i] += line[i]
		}
		t.lines = append(t.lines, line)
		t.basic = append(t.basic, t.columns+k)
	}
	return t
}

// entering is the first column that lowers what is missing, or -1.
func (t *tableau) entering() int {
	if t.cost[t.columns] == 0 {
		return -1
	}
	for c := range t.columns {
		if t.cost[c] > 0 {
			return c
		}
	}
	return -1
}

// leaving is the line with the least ratio, ties by the least variable.
func (t *tableau) leaving(col int) int {
	best := -1
	for i, l := range t.lines {
		if l[col] <= 0 {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		// Entries are small minors: multiply guards the pivots, and a ratio
		// compares in floating point only where integers would overflow.
		a, ok1 := multiply(l[t.columns], t.lines[best][col])
		b, ok2 := multiply(t.lines[best][t.columns], l[col])
		less, tie := a < b, a == b
		if !ok1 || !ok2 {
			x := float64(l[t.columns]) / float64(l[col])
			y := float64(t.lines[best][t.columns]) / float64(t.lines[best][col])
			less, tie = x < y, x == y
		}
		if less || tie && t.basic[i] < t.basic[best] {
			best = i
		}
	}
	return best
}

// pivot makes the column basic in the line.
func (t *tableau) pivot(row, col int) bool {
	p := t.lines[row]
	for i, l := range append(t.lines, t.cost) {
		if i == row {
			continue
		}
		f := l[col]
		for c := range l {
			a, ok1 := multiply(l[c], p[col])
			b, ok2 := multiply(f, p[c])
			if !ok1 || !ok2 {
				return false
			}
			l[c] = (a - b) / t.den
		}
	}
	t.den = p[col]
	t.basic[row] = col
	return true
}

const half = 1 << 62

// multiply says also whether the product stays well inside 64 bits.
func multiply(a, b int64) (int64, bool) {
	if a == 0 || b == 0 {
		return 0, true
	}
	p := a * b
	return p, p/b == a && p < half && p > -half
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func lcm(a, b int64) (int64, bool) { return multiply(a/gcd(a, b), b) }

// shrink divides a row by the greatest common divisor of its entries.
func shrink(r []int64) []int64 {
	var g int64
	for _, x := range r {
		if g = gcd(g, abs(x)); g == 1 {
			return r
		}
	}
	if g > 1 {
		for i := range r {
			r[i] /= g
		}
	}
	return r
}
