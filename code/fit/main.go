// Command fit makes the weights of the coder, learned from reports that others
// labelled: how much each sign of a claim says for it, and each sign of a party
// for its being the one who did it.
//
//	go run ./code/fit confidence ../shared/bench/dev > code/rules/confidence.txt
//	go run ./code/fit suspects ../shared/bench/dev > code/rules/suspects.txt
//
// Confidence: the labels are figures of whole reports. A claim counts as right where it goes
// into a figure of its report's main incident that the label confirms: because
// it gives the labelled number, or because it is one of several people of whom
// the report's figure is made up. Parts of other claims have no label and are
// left out. On standard error it prints how often claims of each confidence were
// right, by ten-fold cross-validation over whole reports, as a table for
// BENCHMARKS.md, and the expected calibration error.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"

	"cairn"
	"cairn/actor"
	"cairn/code"
	"cairn/place"
)

func main() {
	makers := map[string]func(dir string) error{"confidence": confidence, "suspects": suspects}
	if len(os.Args) != 3 || makers[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: go run ./code/fit confidence|suspects DIRECTORY > code/rules/FILE.txt")
		os.Exit(2)
	}
	if err := makers[os.Args[1]](os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

// sample is one claim: its signs, and whether its figure was right.
type sample struct {
	signs []string
	right bool
	fold  uint32
}

const folds = 10

func confidence(dir string) error {
	coder, err := newCoder()
	if err != nil {
		return err
	}
	var all []sample
	for _, set := range []string{"gva", "airwars", "acled"} {
		more, err := read(coder, filepath.Join(dir, set+".jsonl"), set)
		if err != nil {
			return fmt.Errorf("read %s: %w", set, err)
		}
		all = append(all, more...)
	}
	report(all, "claims")
	fmt.Print(`# How much each sign of a casualty claim says for it: "WEIGHT sign". The weights
# of a claim's signs are added up; the confidence is 1/(1+exp(-sum)). Signs that
# are not here weigh nothing. Made from labelled reports by
#
#   go run ./code/fit confidence ../shared/bench/dev > code/rules/confidence.txt

`)
	write(fit(all))
	return nil
}

func newCoder() (*code.Coder, error) {
	places, err := place.World()
	if err != nil {
		return nil, err
	}
	actors, err := actor.Load()
	if err != nil {
		return nil, err
	}
	return code.New(code.Resources{Places: places, Actors: actors})
}

// gold is a label of any of the sets.
type gold struct {
	Killed           *int64   `json:"killed"`
	Injured          *int64   `json:"injured"`
	AltKilled        *int64   `json:"alt_killed"`
	AltInjured       *int64   `json:"alt_injured"`
	CiviliansKilled  []int64  `json:"civilians_killed"`
	CiviliansInjured []int64  `json:"civilians_injured"`
	Fatalities       *float64 `json:"fatalities"`
}

// wants are the numbers that the label allows for a measure; nil where it says
// nothing.
func (g gold) wants(m cairn.Measure) []int64 {
	one, other, between := g.Killed, g.AltKilled, g.CiviliansKilled
	if m == cairn.Injured {
		one, other, between = g.Injured, g.AltInjured, g.CiviliansInjured
	}
	var out []int64
	for _, n := range []*int64{one, other} {
		if n != nil {
			out = append(out, *n)
		}
	}
	if g.Fatalities != nil && m == cairn.Killed {
		out = append(out, int64(*g.Fatalities))
	}
	if len(between) == 2 && !(m == cairn.Injured && between[0] == 2 && between[1] == 2) { // [2,2] is how they wrote "injuries"
		for n := between[0]; n <= between[1] && n < between[0]+1000; n++ {
			out = append(out, n)
		}
	}
	return out
}

func read(coder *code.Coder, name, set string) ([]sample, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []sample
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var row struct {
			cairn.Report
			Gold gold `json:"gold"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, err
		}
		h := fnv.New32a()
		h.Write([]byte(set + row.ID))
		for _, s := range samples(coder.Code(row.Report, code.Options{}), row.Gold) {
			s.fold = h.Sum32() % folds
			out = append(out, s)
		}
	}
	return out, lines.Err()
}

// samples are the claims of a coded report that its label can judge.
func samples(coded cairn.Coded, g gold) []sample {
	if len(coded.Incidents) == 0 {
		return nil
	}
	main := coded.Incidents[0]
	signs := code.Signs(coded)
	measure := map[string]cairn.Measure{}
	for _, c := range coded.Claims {
		measure[c.ID] = c.Measure
	}
	var out []sample
	for k, c := range coded.Claims {
		wants := g.wants(c.Measure)
		if signs[k] == nil || len(wants) == 0 || c.Count.Low == nil || c.Scope != cairn.ScopeIncident || !slices.Contains(main.Claims, c.ID) || c.Measure != cairn.Killed && c.Measure != cairn.Injured {
			continue
		}
		part, sum := false, false
		for _, r := range c.Relates {
			part = part || r.As == cairn.OfWhich && measure[r.To] == c.Measure
			sum = sum || r.As == cairn.Besides
		}
		if part {
			continue
		}
		right := slices.Contains(wants, *c.Count.Low)
		if best := *main.Figures.At(c.Measure); best != nil && best.Best != nil && (sum || *best.Best != *c.Count.Low) {
			right = right || slices.Contains(wants, *best.Best) && *c.Count.Low <= *best.Best
		}
		out = append(out, sample{signs: signs[k], right: right})
	}
	return out
}

// fit learns a weight for every sign that enough claims have: a logistic
// regression with a ridge, by steps whose size adapts to each weight.
func fit(samples []sample) map[string]float64 {
	const rounds, ridge, least, step = 200, 1.0, 20, 0.5
	seen := map[string]int{}
	for _, s := range samples {
		for _, sign := range s.signs {
			seen[sign]++
		}
	}
	weights, squares := map[string]float64{}, map[string]float64{}
	for range rounds {
		gradient := map[string]float64{}
		for _, s := range samples {
			e := chance(weights, s.signs)
			if s.right {
				e--
			}
			for _, sign := range s.signs {
				if seen[sign] >= least {
					gradient[sign] += e
				}
			}
		}
		for sign, g := range gradient {
			if sign != "claim" && sign != "suspect" {
				g += ridge * weights[sign]
			}
			squares[sign] += g * g
			weights[sign] -= step * g / math.Sqrt(squares[sign]+1e-9)
		}
	}
	return weights
}

func chance(weights map[string]float64, signs []string) float64 {
	sum := 0.0
	for _, s := range signs {
		sum += weights[s]
	}
	return 1 / (1 + math.Exp(-sum))
}

// report prints the reliability of weights on reports that they were not
// learned from.
func report(all []sample, what string) {
	var n, right [10]int
	var sum [10]float64
	for fold := range uint32(folds) {
		var train, test []sample
		for _, s := range all {
			if s.fold == fold {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		weights := fit(train)
		for _, s := range test {
			p := chance(weights, s.signs)
			bin := min(int(p*10), 9)
			n[bin]++
			sum[bin] += p
			if s.right {
				right[bin]++
			}
		}
	}
	fmt.Fprintf(os.Stderr, "| confidence | %s | mean confidence | right |\n|---|---|---|---|\n", what)
	off := 0.0
	for bin := range n {
		if n[bin] == 0 {
			continue
		}
		mean, share := sum[bin]/float64(n[bin]), float64(right[bin])/float64(n[bin])
		off += math.Abs(mean-share) * float64(n[bin])
		fmt.Fprintf(os.Stderr, "| %.1f-%.1f | %d | %.3f | %.3f |\n", float64(bin)/10, float64(bin+1)/10, n[bin], mean, share)
	}
	fmt.Fprintf(os.Stderr, "\n%d %s; expected calibration error %.4f\n", len(all), what, off/float64(len(all)))
}

func write(weights map[string]float64) {
	signs := make([]string, 0, len(weights))
	for s := range weights {
		signs = append(signs, s)
	}
	slices.Sort(signs)
	for _, s := range signs {
		if w := math.Round(weights[s]*100) / 100; w != 0 {
			fmt.Printf("%.2f %s\n", w, s)
		}
	}
}
