package code

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// weights are what a file made by code/fit from labelled reports knows: how much
// each sign says for a claim (rules/confidence.txt), or for a party being the one
// who did it (rules/suspects.txt).
type weights map[string]float64

func loadWeights(files fs.FS, name string) (weights, error) {
	w := weights{}
	if err := eachRule(files, name, w.line); err != nil {
		return nil, err
	}
	return w, nil
}

// line reads "WEIGHT sign of one or more words".
func (all weights) line(f []string) error {
	if len(f) < 2 {
		return fmt.Errorf("%q needs a weight and a sign", strings.Join(f, " "))
	}
	w, err := strconv.ParseFloat(f[0], 64)
	if err != nil || math.IsNaN(w) || math.IsInf(w, 0) {
		return fmt.Errorf("%q is not a weight", f[0])
	}
	all[strings.Join(f[1:], " ")] = w
	return nil
}

// add is what a sign of two parts says. It leaves nothing behind.
func (all weights) add(sum *float64, kind, value string) {
	var room [64]byte
	*sum += all[string(append(append(room[:0], kind...), value...))]
}

// chance is how often what has such signs was right.
func (all weights) chance(signs []string) float64 {
	sum := 0.0
	for _, s := range signs {
		sum += all[s]
	}
	return chance(sum)
}

func chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// sure is the confidence in a claim with such signs, between 0.01 and 0.99.
func (all weights) sure(c *cairn.Claim, told map[int64]int) float64 {
	sum := 0.0
	eachSign(c, told, func(kind, value string) { all.add(&sum, kind, value) })
	return math.Round(min(max(chance(sum), 0.01), 0.99)*100) / 100
}

// Signs are, for every casualty claim of a report, what its confidence is made
// of: how it is told, where it stands, and what the report's other claims say.
// The others have none.
func Signs(out cairn.Coded) [][]string {
	all := make([][]string, len(out.Claims))
	told := tellings(out.Claims)
	for k := range out.Claims {
		if c := &out.Claims[k]; signed(c) {
			eachSign(c, told[c.Measure], func(kind, value string) { all[k] = append(all[k], kind+value) })
		}
	}
	return all
}

// signed says whether a claim is one whose confidence is made of signs.
func signed(c *cairn.Claim) bool { return c.Kind == cairn.Casualty && c.Count != nil }

// tellings are how many claims of an incident give a number of a measure.
func tellings(claims []cairn.Claim) map[cairn.Measure]map[int64]int {
	told := map[cairn.Measure]map[int64]int{}
	for k := range claims {
		c := &claims[k]
		if c.Kind != cairn.Casualty || c.Scope != cairn.ScopeIncident || c.Count == nil || c.Count.Low == nil {
			continue
		}
		if told[c.Measure] == nil {
			told[c.Measure] = map[int64]int{}
		}
		told[c.Measure][*c.Count.Low]++
	}
	return told
}

func eachSign(c *cairn.Claim, told map[int64]int, see func(kind, value string)) {
	see("claim", "")
	see("measure ", string(c.Measure))
	see("count ", string(c.Count.Qualifier))
	see("scope ", string(c.Scope))
	if _, way, ok := strings.Cut(c.Rule, "."); ok {
		if word, rest, three := strings.Cut(way, "."); three {
			see("word ", word)
			way = rest
		}
		see("way ", way)
	}
	see("number ", numberSize(c.Count.Low))
	switch {
	case c.In == "title":
		see("stands in the title", "")
	case c.Span[0] < 400:
		see("stands first", "")
	case c.Span[0] > 2000:
		see("stands late", "")
	}
	if c.Count.Low != nil {
		see("told ", fewOr(told[*c.Count.Low]))
		see("numbers ", fewOr(len(told)))
	}
	switch v := c.Victims; {
	case v == nil:
		see("victims nobody named", "")
	case len(v.Persons) > 0:
		see("victims named", "")
	case v.Status != "" || v.Group != "":
		see("victims described", "")
	}
	if c.Stance == cairn.Alleged || c.Hedged != nil {
		see("hedged", "")
	}
	if c.Perpetrator != nil {
		see("perpetrator", "")
	}
	for k, r := range c.Relates {
		if !slices.ContainsFunc(c.Relates[:k], func(other cairn.Relation) bool { return other.As == r.As }) {
			see("relates ", string(r.As))
		}
	}
}

func numberSize(low *int64) string {
	switch {
	case low == nil:
		return "none"
	case *low == 0:
		return "zero"
	case *low == 1:
		return "one"
	case *low <= 5:
		return "few"
	case *low <= 30:
		return "tens"
	}
	return "many"
}

// fewOr writes a small count out and leaves the rest together.
func fewOr(n int) string {
	if n > 3 {
		return "more"
	}
	return strconv.Itoa(n)
}
