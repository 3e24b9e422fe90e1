package link

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightsFile string

// weighing is what one level is worth, in natural log-odds, and its words.
type weighing struct {
	field, name string
	weight      float64 // where the texts of both were compared
	claims      float64 // where only claims were
	words       string
}

var defaultWeights = sync.OnceValues(func() ([levels]weighing, error) { return readWeights("weights.txt", weightsFile) })

// readWeights reads "field level weight weight words" lines in the order of the levels.
func readWeights(name, s string) ([levels]weighing, error) {
	var out [levels]weighing
	at := level(0)
	for n, line := range strings.Split(s, "\n") {
		line, _, _ = strings.Cut(line, "#")
		cells := strings.Fields(line)
		if len(cells) == 0 {
			continue
		}
		if len(cells) < 5 {
			return out, fmt.Errorf("%s:%d: %q is not a field, a level, two weights and words", name, n+1, strings.TrimSpace(line))
		}
		var w [2]float64
		for i := range w {
			v, err := strconv.ParseFloat(cells[2+i], 64)
			if err != nil || math.IsNaN(v) || math.Abs(v) > 30 {
				return out, fmt.Errorf("%s:%d: weight %q is not a number between -30 and 30", name, n+1, cells[2+i])
			}
			w[i] = v
		}
		if at >= levels {
			return out, fmt.Errorf("%s:%d: %s %s is one level more than the %d that are known", name, n+1, cells[0], cells[1], levels)
		}
		out[at] = weighing{field: cells[0], name: cells[1], weight: w[0], claims: w[1], words: strings.Join(cells[4:], " ")}
		if f := fieldOf(at); fieldStarts[f] != at && out[fieldStarts[f]].field != cells[0] {
			return out, fmt.Errorf("%s:%d: level %d (%s %s) belongs to field %s", name, n+1, at, cells[0], cells[1], out[fieldStarts[f]].field)
		}
		at++
	}
	if at != levels {
		return out, fmt.Errorf("%s: %d levels, want %d", name, at, levels)
	}
	return out, nil
}

func fieldOf(l level) int {
	f := 0
	for f+1 < fields && fieldStarts[f+1] <= l {
		f++
	}
	return f
}

// model is what scoring knows: the weights and how common each word is.
type model struct {
	weights [levels]weighing
	words   *Frequencies
}

// score is the log-odds that two units tell of one incident.
func (m *model) score(a, b *unit) float64 {
	if a.table != "" && a.table == b.table {
		return never
	}
	read := m.read(a, b)
	sum := 0.0
	for _, l := range m.levelsOf(a, b) {
		sum += m.weights[l].of(read)
	}
	return sum
}

// enoughReports is how many reports it takes to know which words are rare. With
// fewer, words are weighed as a person would and claims tell the most.
const enoughReports = 300

// read says which column of weights holds for a pair.
func (m *model) read(a, b *unit) bool {
	return a.doc != nil && b.doc != nil && m.words.Reports >= enoughReports
}

func (w *weighing) of(read bool) float64 {
	if read {
		return w.weight
	}
	return w.claims
}
