package link

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"cairn"
)

// Options are what linking is told beside the reports. The zero value links
// what stands in the reports and nothing else.
type Options struct {
	// Decisions are people's: same, different, merge, split, overlap and undo
	// are constraints that are never broken.
	Decisions []cairn.Decision
	// Previous is the outcome of the last linking, whose ids survive.
	Previous []cairn.Linked
	// Primary says whether a publisher gathers its own information.
	Primary func(name string) bool
	// Within says whether an actor is another or a part of it; nil compares names.
	Within func(actor, whole string) bool
	// Contains says whether a place lies in another; nil compares what the
	// places say of themselves: country, province, district, name.
	Contains func(outer, inner *cairn.Locus) bool
	// Frequencies are kept from an earlier run; nil counts them in the reports.
	Frequencies *Frequencies
}

// threshold is the mean log-odds at which two groups of units become one.
const threshold = 0.0

// largest is how many units a component may have before it is cut at a higher
// threshold: all its pairs are held in memory.
const largest = 1500

// Set is a collection of reports laid out for linking, and their groups.
type Set struct {
	o       Options
	reports []*cairn.Coded
	docs    []*profile // of each report
	story   []int32    // of each report: the first report with the same text
	first   []int32    // of each report: its first unit, which leads to the next; -1 where it has none
	// firstHand is, of each story that an outlet with its own reporters tells
	// under its own name, that outlet.
	firstHand map[int32]string
	units     []unit
	model     *model
	edges     []edge
	doubtful  []edge // near the threshold on either side, the likeliest first
	byGroup   map[int32][]int32
	group     []int32 // of each unit: the first unit of its group
	rules     constraints
	book      rulebook
	named     func(id string) []int32 // the units that a ruling's id names
	outcome   outcome
}

// Link makes incidents of coded reports. The same reports in any order give
// the same incidents in the same order.
func Link(reports []cairn.Coded, o Options) ([]cairn.Linked, error) {
	s, err := New(reports, o)
	if err != nil {
		return nil, err
	}
	return s.Linked(), nil
}

// New links the reports and keeps what is needed to explain every link.
func New(reports []cairn.Coded, o Options) (*Set, error) {
	weights, err := defaultWeights()
	if err != nil {
		return nil, fmt.Errorf("read the weights of linking: %w", err)
	}
	s := &Set{o: o, reports: inOrder(reports), model: &model{weights: weights}}
	s.prepare()
	s.decide()
	s.regroup(threshold)
	return s, nil
}

// regroup compares the candidates and puts the units into groups.
func (s *Set) regroup(at float64) {
	pairs := s.model.candidates(s.units)
	edges, doubtful := make([][]edge, cores()), make([][]edge, cores())
	inParts(len(pairs), func(part, from, to int) {
		for _, p := range pairs[from:to] {
			a, b := int32(p>>32), int32(p&math.MaxUint32)
			v := s.model.score(&s.units[a], &s.units[b])
			if v >= at {
				edges[part] = append(edges[part], edge{a, b, float32(v)})
			}
			if math.Abs(v-at) < doubt {
				doubtful[part] = append(doubtful[part], edge{a, b, float32(v)})
			}
		}
	})
	s.edges, s.doubtful, s.byGroup = slices.Concat(edges...), slices.Concat(doubtful...), nil
	slices.SortStableFunc(s.doubtful, func(x, y edge) int { return cmp.Compare(y.score, x.score) })
	s.group = cluster(grouping{
		n: len(s.units), edges: s.edges, at: at, most: largest,
		score:    func(a, b int32) float64 { return s.model.score(&s.units[a], &s.units[b]) },
		together: s.rules.together, apart: s.rules.apart,
	})
}

// inOrder sorts reports by id, then by their words, so that the order of the
// lines decides nothing.
func inOrder(reports []cairn.Coded) []*cairn.Coded {
	out := make([]*cairn.Coded, len(reports))
	for i := range reports {
		out[i] = &reports[i]
	}
	slices.SortStableFunc(out, compareReports)
	return out
}

func compareReports(a, b *cairn.Coded) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Text, b.Text))
}

// prepare reads every report and lays out its units.
func (s *Set) prepare() {
	s.model.words = s.o.Frequencies
	lines := s.model.words
	if lines == nil {
		lines = &Frequencies{furniture: furniture(s.reports)}
	}
	s.docs = make([]*profile, len(s.reports))
	inParts(len(s.reports), func(_, from, to int) {
		for i := from; i < to; i++ {
			s.docs[i] = read(&s.reports[i].Report, lines)
		}
	})
	s.story = stories(s.docs)
	s.firstHand = map[int32]string{}
	for i := range s.reports {
		s.credit(int32(i))
	}
	if s.model.words == nil {
		s.model.words = frequencies(s.docs)
		s.model.words.furniture = lines.furniture
	}
	s.units = make([]unit, 0, len(s.reports)+len(s.reports)/8)
	for i := range s.reports {
		if s.docs[i] != nil {
			s.model.weigh(s.docs[i])
		}
		s.units = append(s.units, unitsOf(int32(i), s.reports[i], s.docs[i])...)
	}
	s.sortUnits()
	s.first = make([]int32, len(s.reports))
	for i := range s.first {
		s.first[i] = none
	}
	for i := range slices.Backward(s.units) {
		s.chain(int32(i))
	}
}

// sortUnits puts the units in order. They are large: what is sorted is their
// places, and each is moved once.
func (s *Set) sortUnits() {
	order := make([]int32, len(s.units))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return s.compareUnits(a, b) })
	for i := range order { // follow each cycle of the permutation
		if order[i] < 0 {
			continue
		}
		moved, at := s.units[i], i
		for from := int(order[at]); from != i; from = int(order[at]) {
			s.units[at] = s.units[from]
			order[at], at = -1, from
		}
		s.units[at], order[at] = moved, -1
	}
}

// compareUnits orders two units by what they tell of, and copies of one claim
// by their reports, whatever the order in which these came.
func (s *Set) compareUnits(a, b int32) int {
	x, y := &s.units[a], &s.units[b]
	if c := cmp.Compare(x.key, y.key); c != 0 {
		return c
	}
	return cmp.Or(compareReports(s.reports[x.report], s.reports[y.report]), cmp.Compare(x.report, y.report))
}

// none stands for no unit.
const none = -1

// chain puts a unit before the other units of its report.
func (s *Set) chain(i int32) {
	u := &s.units[i]
	u.next, s.first[u.report] = s.first[u.report], i
}

// unitsOfReport calls f for every unit of a report.
func (s *Set) unitsOfReport(at int32, f func(i int32)) {
	for i := s.first[at]; i != none; i = s.units[i].next {
		f(i)
	}
}

// Frequencies are what these reports say of how common each word is, for
// [Options] of a later run.
func (s *Set) Frequencies() *Frequencies { return s.model.words }

// read takes the words of a report; nil where it has none.
func read(r *cairn.Report, lines *Frequencies) *profile {
	if r.Text == "" && r.Title == "" {
		return nil
	}
	return readProfile(r, func(line string) bool { return lines.isFurniture(r.Publisher, line) })
}

// credit notes the outlet whose own reporters a report's story comes from.
func (s *Set) credit(at int32) {
	r := s.reports[at]
	if name := cmp.Or(r.Agency, r.Publisher); s.primary(name) {
		s.firstHand[s.story[at]] = min(cmp.Or(s.firstHand[s.story[at]], name), name)
	}
}

// commonest is the share of reports above which a word tells nothing.
const commonest = 0.12

func (m *model) weigh(d *profile) {
	d.terms = m.telling(d.terms)
	d.title = m.telling(d.title)
	d.norm = m.words.weigh(d.terms)
	d.titleNorm = m.words.weigh(d.title)
}

// telling drops the words that stand in many reports.
func (m *model) telling(terms []term) []term {
	most := max(3, int(commonest*float64(m.words.Reports)))
	return slices.DeleteFunc(terms, func(t term) bool { return m.words.count(t.key) > most })
}

func frequencies(docs []*profile) *Frequencies {
	var lists [][]uint64
	n := 0
	for _, d := range docs {
		if d == nil {
			continue
		}
		n++
		keys := make([]uint64, 0, len(d.terms))
		for _, t := range d.terms {
			keys = append(keys, t.key)
		}
		lists = append(lists, keys, d.pairs)
	}
	return countKeys(lists, n)
}

func cores() int { return runtime.GOMAXPROCS(0) }

// inParts runs f over [0, n) on every core, a stretch each: what f writes goes
// to its own stretch or part, so that the number of cores decides nothing.
func inParts(n int, f func(part, from, to int)) {
	each := n/cores() + 1
	var wg sync.WaitGroup
	for part := range cores() {
		wg.Go(func() { f(part, min(part*each, n), min((part+1)*each, n)) })
	}
	wg.Wait()
}
