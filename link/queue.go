package link

import (
	"cmp"
	"math"
	"slices"

	"cairn"
)

// doubt is how far from the threshold a pair may lie to be asked about.
const doubt = 4.0

// Queue lists what is best asked of a person, the worthiest first: how unsure
// the linker is, times the deaths at stake. A question is asked once for two
// groups, or for a unit and the group it is in.
func (s *Set) Queue(most int) []cairn.Question {
	type asked struct{ a, b int32 }
	seen := map[asked]bool{}
	var out []cairn.Question
	type open struct {
		a, b  int32
		mean  float64
		worth float64
	}
	var queue []open
	for _, e := range s.doubtful {
		key := asked{min(s.group[e.a], s.group[e.b]), max(s.group[e.a], s.group[e.b])}
		if s.group[e.a] == s.group[e.b] {
			key = asked{e.a, -1}
		}
		if seen[key] || s.decided(e.a, e.b) != "" {
			continue
		}
		seen[key] = true
		mean := s.meanBetween(e.a, e.b)
		queue = append(queue, open{e.a, e.b, mean, unsure(mean) * float64(s.atStake(e.a, e.b))})
	}
	slices.SortFunc(queue, func(x, y open) int {
		return cmp.Or(cmp.Compare(y.worth, x.worth), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, q := range queue[:min(most, len(queue))] {
		out = append(out, cairn.Question{Explanation: s.explain(q.a, q.b), Uncertain: unsure(q.mean), Deaths: s.atStake(q.a, q.b), Worth: q.worth})
	}
	return out
}

// unsure is 1 at even odds and falls to 0 on both sides.
func unsure(logOdds float64) float64 {
	p := 1 / (1 + math.Exp(-logOdds))
	return 4 * p * (1 - p)
}

// atStake is the smaller of two numbers of dead: so many are counted twice if
// one incident was taken for two, or lost if two were taken for one. A number
// that nobody gives is no zero; it counts as one.
func (s *Set) atStake(a, b int32) int64 {
	dead := func(u *unit) int64 {
		switch r := u.counts[0]; {
		case !r.known:
			return 1
		default:
			return max(r.low, 1)
		}
	}
	return min(dead(&s.units[a]), dead(&s.units[b]))
}
