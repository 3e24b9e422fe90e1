// Command fit learns the scanner's weights (place/weights.go) from the
// features of labelled articles:
//
//	go test ./place -run DumpFeatures -features /tmp/features
//	go run ./place/fit < /tmp/features > place/weights.go
//
// It is a logistic regression with a ridge. On standard error it prints the
// F1 of five-fold cross-validation over whole articles: what the weights are
// worth on articles that they have not seen.
package main

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strconv"
	"strings"

	"cairn/place"
)

// fixed weights are not learned: the labels count "New York" in the name of a
// newspaper as often as not, and it is no place of events.
var fixed = map[string]float64{"joinedMedia": -4}

type row struct {
	set, doc string
	label    float64
	at       []int
	value    []float64
}

func main() {
	rows, err := read()
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
	names := place.FeatureNames()
	held := map[int]float64{}
	for i, name := range names {
		if w, ok := fixed[name]; ok {
			held[i] = w
		}
	}
	var tp, fp, fn float64
	for fold := range uint32(5) {
		var train, test []row
		for _, r := range rows {
			h := fnv.New32a()
			h.Write([]byte(r.doc))
			if h.Sum32()%5 == fold {
				test = append(test, r)
			} else {
				train = append(train, r)
			}
		}
		w := fit(train, len(names), held)
		for _, r := range test {
			switch guess := r.score(w) > 0; {
			case guess && r.label > 0:
				tp++
			case guess:
				fp++
			case r.label > 0:
				fn++
			}
		}
	}
	p, rec := tp/(tp+fp), tp/(tp+fn)
	fmt.Fprintf(os.Stderr, "cross-validated over %d names: P %.3f R %.3f F1 %.3f\n", len(rows), p, rec, 2*p*rec/(p+rec))
	w := fit(rows, len(names), held)
	fmt.Printf("// Written by place/fit; five-fold F1 among the names found: %.3f.\n\npackage place\n\n// weights are logarithms of odds, by feature.\nvar weights = [features]float64{\n", 2*p*rec/(p+rec))
	for i, name := range names {
		fmt.Printf("\t%s: %.2f,\n", name, w[i])
	}
	fmt.Println("}")
}

func (r row) score(w []float64) float64 {
	sum := w[0]
	for k, i := range r.at {
		sum += w[i] * r.value[k]
	}
	return sum
}

// fit is logistic regression by accelerated gradient descent.
func fit(rows []row, n int, held map[int]float64) []float64 {
	const steps, ridge, rate = 1500, 2.0, 0.9
	w, before, y := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, weight := range held {
		w[i], y[i] = weight, weight
	}
	for step := range steps {
		grad := make([]float64, n)
		for _, r := range rows {
			d := 1/(1+math.Exp(-r.score(y))) - r.label
			grad[0] += d
			for k, i := range r.at {
				grad[i] += d * r.value[k]
			}
		}
		copy(before, w)
		momentum := float64(step) / float64(step+3)
		for i := range w {
			if _, ok := held[i]; ok {
				continue
			}
			if i > 0 {
				grad[i] += ridge * y[i]
			}
			scale := 1.0
			if i == 1 {
				scale = 0.05 // prominence runs to 10
			}
			w[i] = y[i] - rate*scale*grad[i]/float64(len(rows))*2
			y[i] = w[i] + momentum*(w[i]-before[i])
		}
	}
	return w
}

func read() ([]row, error) {
	var rows []row
	lines := bufio.NewScanner(os.Stdin)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), " # ")
		f := strings.Fields(line)
		if len(f) < 3 {
			return nil, fmt.Errorf("line %d: too short", n)
		}
		r := row{set: f[0], doc: f[1]}
		r.label, _ = strconv.ParseFloat(f[2], 64)
		for _, pair := range f[3:] {
			i, v, ok := strings.Cut(pair, ":")
			at, err := strconv.Atoi(i)
			value, err2 := strconv.ParseFloat(v, 64)
			if !ok || err != nil || err2 != nil {
				return nil, fmt.Errorf("line %d: %q is not NUMBER:VALUE", n, pair)
			}
			r.at, r.value = append(r.at, at), append(r.value, value)
		}
		rows = append(rows, r)
	}
	return rows, lines.Err()
}
