package link

import (
	"cmp"
	"math"
	"slices"

	"cairn"
)

// doubt is how far from the threshold a pair may lie to be asked about.
const doubt = 4.0

// A question is asked once for two groups, or for a unit and the group it is in.
type asked struct{ a, b int32 }

// open is a question nobody has answered.
type open struct {
	a, b  int32
	score float32
	mean  float64
	worth float64
}

// Queue lists what is best asked of a person, the worthiest first: how unsure
// the linker is, times the deaths at stake.
func (s *Set) Queue(most int) []cairn.Question {
	asks, answered := map[asked]open{}, s.answered(s.rules)
	for _, e := range s.doubtful {
		s.consider(e, asks, answered)
	}
	return s.questions(asks, most)
}

// consider keeps the likeliest pair of each question.
func (s *Set) consider(e edge, asks map[asked]open, answered map[asked]bool) {
	key := asked{min(s.group[e.a], s.group[e.b]), max(s.group[e.a], s.group[e.b])}
	if s.group[e.a] == s.group[e.b] {
		key = asked{e.a, none}
	}
	if answered[key] || s.told(e.a, e.b) != "" {
		return
	}
	had, ok := asks[key]
	if !ok || e.score > had.score || e.score == had.score && s.before(e, edge{had.a, had.b, had.score}) {
		asks[key] = open{a: e.a, b: e.b, score: e.score}
	}
}

// answered are the questions that what people decided leaves no room for: two
// groups of which any members were told apart, and a unit that was put together
// with another of its group.
func (s *Set) answered(rules constraints) map[asked]bool {
	out := make(map[asked]bool, len(rules.apart)+2*len(rules.together))
	for _, p := range rules.apart {
		a, b := s.group[p[0]], s.group[p[1]]
		out[asked{min(a, b), max(a, b)}] = true
	}
	for _, p := range rules.together {
		out[asked{p[0], none}], out[asked{p[1], none}] = true, true
	}
	return out
}

// before orders two pairs by what they tell of, whatever the order in which
// their reports came.
func (s *Set) before(e, o edge) bool {
	inOrder := func(e edge) (int32, int32) {
		if s.compareUnits(e.a, e.b) > 0 {
			return e.b, e.a
		}
		return e.a, e.b
	}
	a, b := inOrder(e)
	c, d := inOrder(o)
	return cmp.Or(s.compareUnits(a, c), s.compareUnits(b, d)) < 0
}

// weigh says what an answer is worth.
func (s *Set) weigh(q open) open {
	q.mean = s.meanBetween(q.a, q.b)
	q.worth = unsure(q.mean) * float64(s.atStake(q.a, q.b))
	return q
}

func (s *Set) questions(asks map[asked]open, most int) []cairn.Question {
	queue := make([]open, 0, len(asks))
	for _, q := range asks {
		queue = append(queue, s.weigh(q))
	}
	return s.worthiest(queue, most)
}

// worthiest writes the first questions out.
func (s *Set) worthiest(queue []open, most int) []cairn.Question {
	slices.SortFunc(queue, byWorth)
	var out []cairn.Question
	for _, q := range queue[:min(most, len(queue))] {
		out = append(out, cairn.Question{Explanation: s.explain(q.a, q.b, ""), Uncertain: unsure(q.mean), Deaths: s.atStake(q.a, q.b), Worth: q.worth})
	}
	return out
}

// byWorth puts the worthiest question first.
func byWorth(x, y open) int {
	return cmp.Or(cmp.Compare(y.worth, x.worth), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
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
