package toll

import (
	"slices"

	"cairn"
)

// Query asks for a toll.
type Query struct {
	Policy      *Policy // nil: the default
	AsOf        int64   // a position of the ledger; 0 is now
	PublishedBy cairn.Day
	Select      Selection
	Group       []Dimension // at most two
	Running     bool        // with a time dimension: each cell holds everything up to it
	Explain     bool        // name the claims behind every figure and those not counted
	// Outside names the province that a place lies in where that is not the one
	// given for it, and is empty otherwise: the gazetteer's word, which checks
	// hold places against and no figure rests on. Nil: places are not held
	// against anything but one another.
	Outside func(cairn.Locus) string
}

// Toll is the answer: figures by group, their totals, and what is in none.
type Toll struct {
	Policy      string       `json:"policy"`
	AsOf        int64        `json:"as_of,omitempty"`
	PublishedBy cairn.Day    `json:"published_by,omitempty"`
	Select      Selection    `json:"select"`
	Group       []Dimension  `json:"group,omitempty"`
	Running     bool         `json:"running,omitempty"`
	Cells       Cells        `json:"cells"`
	Totals      []Cell       `json:"totals"` // one for each measure
	NotCounted  []NotCounted `json:"not_counted,omitempty"`
	// Residuals are entries that the policy makes of closed totals; they are in
	// the totals and in no cell, because nobody said where they belong.
	Residuals []Holding `json:"residuals,omitempty"`
	// Series is the one series that the toll rests on, where the record holds
	// no incidents and the policy allows it.
	Series *SeriesToll `json:"series,omitempty"`
}

// Cell is one figure with what it was made from.
type Cell struct {
	Keys    []string      `json:"keys,omitempty"`
	Measure cairn.Measure `json:"measure"`
	cairn.Documented
	Incidents []string `json:"incidents"`
	// Unknown are the incidents of the cell for which nobody gives a number:
	// they make the figure open and are not zero.
	Unknown  []string   `json:"unknown,omitempty"`
	NoBest   []string   `json:"no_best,omitempty"` // incidents for which the policy finds no best figure
	Overlap  int64      `json:"overlap,omitempty"` // how many people the low leaves out because they may be in two incidents
	Claims   []ClaimRef `json:"claims,omitempty"`
	Residual int64      `json:"residual,omitempty"`
}

// ClaimRef names a claim in a report.
type ClaimRef struct {
	Report string `json:"report"`
	Claim  string `json:"claim"`
}

// NotCounted is what a toll leaves out, and why.
type NotCounted struct {
	Why       string     `json:"why"`
	Incidents []string   `json:"incidents,omitempty"`
	Claims    []ClaimRef `json:"claims,omitempty"`
}

// Toll answers a query. The same record and query give the same answer, in
// whatever order the record's parts arrived.
func (x *Index) Toll(q Query) (Toll, error) {
	t, err := x.tally(q)
	if err != nil {
		return Toll{}, err
	}
	t.terse = true
	t.count()
	out := Toll{Policy: t.policy.ID(), AsOf: q.AsOf, PublishedBy: q.PublishedBy, Select: q.Select, Group: q.Group, Running: q.Running}
	out.Cells, out.Totals = t.cells(), t.totalCells()
	out.NotCounted = t.notCounted()
	if t.policy.Choose.Residual {
		t.addResiduals(&out)
	}
	if t.policy.Choose.Series == "alone" && !t.anyFigure() {
		t.addSeries(&out)
	}
	x.release(t.sums)
	return out, nil
}

// tally is one query at work.
type tally struct {
	x        *Index
	q        Query
	policy   *Policy
	sel      *selector
	eval     *evaluation
	d        *decided
	past     map[int32][]row // rows as decisions stood at the position asked for, where they differ
	groups   []grouper
	victims  Dimension
	facets   []facet
	said     []int            // facets of the incident at hand
	either   map[string]int32 // groups of those that voices disagree about
	measures []uint8
	wanted   [16]bool // the same, by measure
	sums     *sums
	totals   totals
	left     map[why][]int32
	partly   []int32
	behind   map[cellKey][]claimKey
	claims   map[why][]claimKey
	graded   Grades // of gradedAt: the last incident asked about
	gradedAt int32
	support  support
	seen     *view // figures already made under this policy and time
	terse    bool  // grades are asked for without their reasons
}

// totals are the sums of all cells, by measure.
type totals [16]sum

// cellKey is a cell before its groups are written out.
type cellKey struct {
	measure uint8
	a, b    int32
}

func (x *Index) tally(q Query) (*tally, error) {
	if q.Policy == nil {
		p, err := PolicyNamed("")
		if err != nil {
			return nil, err
		}
		q.Policy = p
	}
	if err := checkGroups(q.Group); err != nil {
		return nil, err
	}
	d, past := &x.now, map[int32][]row(nil)
	if q.AsOf != 0 && q.AsOf < x.lastSeq {
		then := decisionsAt(x.rec, q.AsOf)
		d = &then
		x, past = x.before(d)
	}
	sel, err := x.selector(q.Select)
	if err != nil {
		return nil, err
	}
	t := &tally{x: x, q: q, policy: q.Policy, sel: sel, eval: x.evaluate(q.Policy, q.AsOf, q.PublishedBy), d: d, past: past, measures: sel.measures(),
		left: map[why][]int32{}, behind: map[cellKey][]claimKey{}, claims: map[why][]claimKey{}, gradedAt: -1}
	for _, m := range t.measures {
		t.wanted[m] = true
	}
	for _, d := range q.Group {
		if d.ofVictims() {
			t.victims = d
		}
		t.groups = append(t.groups, t.grouper(d))
	}
	t.facets = t.makeFacets()
	return t, nil
}

// rows are the rows of an incident as decisions stood, and all the rows that
// their parents name.
func (t *tally) rows(at int32) (mine, all []row) {
	inc := &t.x.incidents[at]
	if len(t.past) > 0 {
		if rows, then := t.past[at]; then {
			return rows, rows
		}
	}
	return t.x.rows[inc.start:inc.end], t.x.rows
}

// countFrom walks a stretch of the incidents.
func (t *tally) countFrom(from, to int) {
	for i := from; i < to; i++ {
		at := int32(i)
		inc := &t.x.incidents[i]
		in, partly := t.sel.takes(at, inc)
		if partly {
			t.partly = append(t.partly, at)
		}
		if !in || !t.admitIncident(at, inc) {
			continue
		}
		rows, all := t.rows(at)
		k := 0
		eachMeasure(rows, func(m uint8, a, b int) {
			if t.wanted[m] {
				whole := t.figureAt(at, m, k, rows[a:b], all)
				t.countMeasure(at, m, t.ofAsked(at, m, whole, rows[a:b], all), rows[a:b], all)
			}
			k++
		})
	}
}

// figureAt is an incident's figure, remembered or made. It is the k-th of the
// incident.
func (t *tally) figureAt(at int32, m uint8, k int, rows, all []row) figure {
	t.eval.victims = nil
	if t.seen != nil {
		return t.seen.figures[int(t.seen.from[at])+k]
	}
	return t.figureOf(at, m, rows, all)
}

// admitIncident holds the incident against what the policy asks of it as a
// whole: clarity, independent roots, grade.
func (t *tally) admitIncident(at int32, inc *incident) bool {
	if len(t.d.rejected) > 0 {
		if _, no := t.d.rejected[inc.linked.ID]; no {
			t.left[whyRejected] = append(t.left[whyRejected], at)
			return false
		}
	}
	if c := t.policy.Admit.Clarity; len(c) > 0 && inc.clarity != 0 && !slices.Contains(c, int(inc.clarity)) {
		t.left[whyClarity] = append(t.left[whyClarity], at)
		return false
	}
	headline := t.policy.Grade.Headline
	if t.policy.Admit.Roots == 0 && len(t.sel.s.Grades) == 0 && allGrades(headline) && !t.gradedByHand(inc) {
		return true
	}
	g := t.grades(at)
	if g.known == 0 {
		return false // nothing was known of it at the time asked for
	}
	switch {
	case len(t.sel.s.Grades) > 0 && !slices.Contains(t.sel.s.Grades, string(g.Occurrence)):
		return false
	case g.Independence.Low < t.policy.Admit.Roots:
		t.left[whyRoots] = append(t.left[whyRoots], at)
		return false
	case !slices.Contains(headline, string(t.headlineGrade(g))):
		t.left[whyGrade] = append(t.left[whyGrade], at)
		return false
	}
	return true
}

func (t *tally) gradedByHand(inc *incident) bool {
	if len(t.d.grades) == 0 {
		return false
	}
	_, by := t.d.grades[inc.linked.ID]
	return by
}

// countMeasure puts one incident's figure into the totals and its cell.
func (t *tally) countMeasure(at int32, m uint8, f figure, rows, all []row) {
	key := cellKey{measure: m}
	if !f.claimed && f.voices == 0 {
		return
	}
	inc := &t.x.incidents[at]
	a := f.amount()
	t.totals[m].add(at, &a, inc.overlaps)
	if len(t.groups) == 0 {
		t.explain(key, at, m, rows, all)
		return
	}
	if t.victims != "" {
		t.countFacets(at, m, rows, all, f)
		return
	}
	key.a = t.groups[0].name(t, at, inc)
	if len(t.groups) > 1 {
		key.b = t.groups[1].name(t, at, inc)
	}
	t.sums.put(key, at, &f, inc.overlaps)
	t.explain(key, at, m, rows, all)
}

func (t *tally) anyFigure() bool {
	return slices.ContainsFunc(t.totals[:], func(s sum) bool { return s.some })
}

// alphabets are the numbers of each group's words in the order of the words.
func (t *tally) alphabets() [][]int32 {
	var out [][]int32
	for _, g := range t.groups {
		order := g.order
		if order == nil {
			order = alphabet(g.words.words)
		}
		out = append(out, order)
	}
	return out
}
