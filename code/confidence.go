package code

import (
	"fmt"
	"io/fs"
	"math"
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

// chance is how often what has such signs was right.
func (all weights) chance(signs []string) float64 {
	sum := 0.0
	for _, s := range signs {
		sum += all[s]
	}
	return 1 / (1 + math.Exp(-sum))
}

// sure is the chance as a confidence, between 0.01 and 0.99.
func (all weights) sure(signs []string) float64 {
	return math.Round(min(max(all.chance(signs), 0.01), 0.99)*100) / 100
}

// Signs are, for every casualty claim of a report, what its confidence is made
// of: how it is told, where it stands, and what the report's other claims say.
// The others have none.
func Signs(out cairn.Coded) [][]string {
	all := make([][]string, len(out.Claims))
	told := map[cairn.Measure]map[int64]int{} // how many claims of a measure give a number
	for _, c := range out.Claims {
		if c.Kind != cairn.Casualty || c.Scope != cairn.ScopeIncident || c.Count == nil || c.Count.Low == nil {
			continue
		}
		if told[c.Measure] == nil {
			told[c.Measure] = map[int64]int{}
		}
		told[c.Measure][*c.Count.Low]++
	}
	for k, c := range out.Claims {
		if c.Kind == cairn.Casualty && c.Count != nil {
			all[k] = signs(c, told[c.Measure])
		}
	}
	return all
}

func signs(c cairn.Claim, told map[int64]int) []string {
	out := []string{"claim", "measure " + string(c.Measure), "count " + string(c.Count.Qualifier), "scope " + string(c.Scope)}
	if parts := strings.SplitN(c.Rule, ".", 3); len(parts) == 3 {
		out = append(out, "word "+parts[1], "way "+parts[2])
	} else if len(parts) == 2 {
		out = append(out, "way "+parts[1])
	}
	switch low := c.Count.Low; {
	case low == nil:
		out = append(out, "number none")
	case *low == 0:
		out = append(out, "number zero")
	case *low == 1:
		out = append(out, "number one")
	case *low <= 5:
		out = append(out, "number few")
	case *low <= 30:
		out = append(out, "number tens")
	default:
		out = append(out, "number many")
	}
	switch {
	case c.In == "title":
		out = append(out, "stands in the title")
	case c.Span[0] < 400:
		out = append(out, "stands first")
	case c.Span[0] > 2000:
		out = append(out, "stands late")
	}
	if c.Count.Low != nil {
		out = append(out, "told "+fewOr(told[*c.Count.Low]), "numbers "+fewOr(len(told)))
	}
	switch v := c.Victims; {
	case v == nil:
		out = append(out, "victims nobody named")
	case len(v.Persons) > 0:
		out = append(out, "victims named")
	case v.Status != "" || v.Group != "":
		out = append(out, "victims described")
	}
	if c.Stance == cairn.Alleged || c.Hedged != nil {
		out = append(out, "hedged")
	}
	if c.Perpetrator != nil {
		out = append(out, "perpetrator")
	}
	related := map[cairn.RelationKind]bool{}
	for _, r := range c.Relates {
		if !related[r.As] {
			related[r.As] = true
			out = append(out, "relates "+string(r.As))
		}
	}
	return out
}

// fewOr writes a small count out and leaves the rest together.
func fewOr(n int) string {
	if n > 3 {
		return "more"
	}
	return strconv.Itoa(n)
}
