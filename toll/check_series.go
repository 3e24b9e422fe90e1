package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// own are the points of a series that its root stated; what a compiler filled
// in or computed is the compiler's. A compiler is a voice that publishes the
// series itself while others speak in it.
func (c *checker) own(s Series) (own, filled []Point) {
	by := map[string]int{}
	for _, p := range s.Points {
		by[p.By]++
	}
	for _, p := range s.Points {
		rep := &c.x.rec.Reports[c.x.byReport[p.Claim.Report]]
		if len(by) > 1 && fold(p.By) == fold(rep.Publisher) {
			filled = append(filled, p)
		} else {
			own = append(own, p)
		}
	}
	return own, filled
}

// exactCount is a point's number where it is one number.
func exactCount(p Point) (int64, bool) {
	if p.Count == nil || p.Rounded || p.Count.Low == nil || p.Count.High == nil || *p.Count.Low != *p.Count.High || p.Count.Open {
		return 0, false
	}
	return *p.Count.Low, true
}

func runningPoints(points []Point) []Point {
	return slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return !p.Running })
}

// newPhase is below what share of the last total a lower one starts again
// rather than corrects: a half.
func newPhase(before, after Point) bool {
	if before.Phase != after.Phase {
		return true
	}
	a, b := *before.Count.Low, *after.Count.High
	return b < a/2
}

// fallen visits every two totals in a row of which the later is lower.
func (c *checker) fallen(visit func(s Series, before, after Point)) {
	for _, s := range c.lines {
		own, filled := c.own(s)
		for _, points := range [][]Point{runningPoints(own), runningPoints(filled)} {
			for i := 1; i < len(points); i++ {
				a, b := points[i-1], points[i]
				if a.Count.Low != nil && b.Count.High != nil && !b.Count.Open && *b.Count.High < *a.Count.Low {
					visit(s, a, b)
				}
			}
		}
	}
}

// regressions finds running totals that go down: a correction, or a mistake.
func (c *checker) regressions() {
	c.fallen(func(s Series, a, b Point) {
		if newPhase(a, b) {
			return
		}
		c.found(fmt.Sprintf("%s: the total goes down from %s (%s) to %s (%s)", s.Name, RangeText(*a.Count), a.Day, RangeText(*b.Count), b.Day),
			[]string{"a running total cannot fall unless it was corrected"}, []ClaimRef{a.Claim, b.Claim}, nil)
	})
}

// resets finds counters that start again: the two phases count different
// people, and the total is the sum of the last figure of each.
func (c *checker) resets() {
	c.fallen(func(s Series, a, b Point) {
		if !newPhase(a, b) {
			return
		}
		phases := ""
		if a.Phase != b.Phase {
			phases = fmt.Sprintf(" (phase %s to phase %s)", first(a.Phase, "not named"), first(b.Phase, "not named"))
		}
		c.found(fmt.Sprintf("%s: the counter starts again, from %s (%s) to %s (%s)%s: a new phase, no correction", s.Name, RangeText(*a.Count), a.Day, RangeText(*b.Count), b.Day, phases),
			nil, []ClaimRef{a.Claim, b.Claim}, nil)
	})
}

// step is a closed figure held against the totals on both sides of it.
type step struct {
	series       Series
	figure       Point
	before, now  Point
	said, moved  int64
	days         int32 // between the two totals
	previous     Point // the closed figure before it
	hasPrevious  bool
	filled       []Point // what a compiler filled in between the two totals
	standingPrev bool    // the total stood still at the previous figure
}

// eachStep visits the closed figures of which both totals are known exactly.
func (c *checker) eachStep(visit func(step)) {
	for _, s := range c.lines {
		own, filled := c.own(s)
		running := runningPoints(own)
		var previous *Point
		stood := false
		for i := range own {
			p := own[i]
			if p.Running {
				continue
			}
			st := step{series: s, figure: p, standingPrev: stood}
			if previous != nil {
				st.previous, st.hasPrevious = *previous, true
			}
			previous, stood = &own[i], false
			at := slices.IndexFunc(running, func(r Point) bool { return r.Day == p.Day && r.Phase == p.Phase })
			if at < 1 || running[at-1].Phase != p.Phase {
				continue
			}
			st.before, st.now = running[at-1], running[at]
			if st.measure(filled) {
				stood = st.moved == 0 && st.said > 0
				visit(st)
			}
		}
	}
}

func (st *step) measure(filled []Point) bool {
	said, ok1 := exactCount(st.figure)
	a, ok2 := exactCount(st.before)
	b, ok3 := exactCount(st.now)
	if !ok1 || !ok2 || !ok3 {
		return false
	}
	st.said, st.moved = said, b-a
	st.days = dayNumber(st.now.Day) - dayNumber(st.before.Day)
	for _, f := range filled {
		if !f.Running && f.Day > st.before.Day && f.Day <= st.now.Day {
			st.filled = append(st.filled, f)
		}
	}
	return true
}

// steps finds closed figures that are not the step of the totals, and says what
// they are instead where the numbers tell: two days in one figure, or several
// days' step given as one day.
func (c *checker) steps() {
	c.eachStep(func(st step) {
		length := daysIn(cairn.Period{Start: st.figure.Start, End: st.figure.Day})
		switch {
		case st.said == st.moved && st.days > 1 && length == 1 && len(st.filled) > 0:
			c.foundStep(st, fmt.Sprintf("%s is given for one day and is the step of the totals over %d days%s", number(st.said), st.days, shares(st)))
		case st.said == st.moved || st.moved == 0:
			return
		case st.standingPrev && st.hasPrevious && pointIs(st.previous, st.moved-st.said):
			return // the step makes up for a total that stood still; that is found there
		case st.hasPrevious && pointIs(st.previous, st.said-st.moved):
			c.foundStep(st, fmt.Sprintf("%s is two days in one figure: %s = %s (%s) + %s", number(st.said), number(st.said), number(st.said-st.moved), st.previous.Day, number(st.moved)))
		case fitsGap(st):
			return // found as a gap
		case st.days > 1 && length < st.days && st.said < st.moved:
			c.foundStep(st, fmt.Sprintf("%s is given, but the totals move by %s over %d days, of which %s have no figure here%s", number(st.said), number(st.moved), st.days, number(int64(st.days-length)), filledWords(st)))
		default:
			c.foundStep(st, fmt.Sprintf("%s is given, but the totals move by %s", number(st.said), number(st.moved)))
		}
	})
}

func (c *checker) foundStep(st step, what string) {
	says := fmt.Sprintf("%s, %s: %s", st.series.Name, st.figure.Day, what)
	if st.hasPrevious && st.previous.By != st.figure.By {
		says += fmt.Sprintf("; the source changes here, from %s to %s", st.previous.By, st.figure.By)
	}
	refs := []ClaimRef{st.figure.Claim, st.before.Claim, st.now.Claim}
	if st.hasPrevious {
		refs = append(refs, st.previous.Claim)
	}
	c.found(says, []string{fmt.Sprintf("%s (%s) - %s (%s) = %s", number(*st.now.Count.Low), st.now.Day, number(*st.before.Count.Low), st.before.Day, number(st.moved))}, refs, nil)
}

func pointIs(p Point, n int64) bool {
	v, ok := exactCount(p)
	return ok && v == n && n > 0
}

// filledSum is what a compiler filled in on the days between two totals.
func filledSum(st step) (sum int64, each []int64) {
	for _, f := range st.filled {
		if n, ok := exactCount(f); ok {
			sum += n
			each = append(each, n)
		}
	}
	return sum, each
}

// shares says how a compiler spread a figure over the days that it covers.
func shares(st step) string {
	sum, each := filledSum(st)
	if sum >= st.said || int(st.days) != len(each)+1 {
		return ""
	}
	each = append(each, st.said-sum)
	if slices.Min(each) == slices.Max(each) {
		return fmt.Sprintf(": %s = %d x %s, as %s spread it", number(st.said), len(each), number(each[0]), st.filled[0].By)
	}
	return fmt.Sprintf(", which %s spread over %d days", st.filled[0].By, len(each))
}

func filledWords(st step) string {
	sum, each := filledSum(st)
	if len(each) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s filled in %s)", st.filled[0].By, number(sum))
}

// fitsGap says whether a figure and what a compiler filled in for the days
// before it are together the step of the totals.
func fitsGap(st step) bool {
	sum, _ := filledSum(st)
	return sum > 0 && sum+st.said == st.moved
}

// gaps finds days without a figure: they are never zero, and what stands for
// them in the data is the compiler's.
func (c *checker) gaps() {
	c.eachStep(func(st step) {
		if fitsGap(st) {
			c.foundStep(st, fmt.Sprintf("no figure from the root for %s before it; the %s that the totals moved by then are filled in by %s", daysWord(st.days-1), number(st.moved-st.said), st.filled[0].By))
		}
	})
}

func daysWord(n int32) string {
	if n == 1 {
		return "the day"
	}
	return fmt.Sprintf("the %d days", n)
}

// stale finds totals that do not move on a day for which people are counted.
func (c *checker) stale() {
	c.eachStep(func(st step) {
		if st.moved == 0 && st.said > 0 {
			c.foundStep(st, fmt.Sprintf("the total stays at %s while %s are counted: a total of the day before", number(*st.now.Count.Low), number(st.said)))
		}
	})
}

// baselines finds totals of one root about one thing that count from different
// days: they cannot be subtracted from one another.
func (c *checker) baselines() {
	type key struct {
		root, place, people string
		measure             cairn.Measure
	}
	starts := map[key]map[cairn.Day][]ClaimRef{}
	for _, h := range c.holdings {
		if h.Scope != cairn.ScopeCumulative || h.Period.Start == "" || h.Baseline != nil && h.Baseline.Phase != "" {
			continue
		}
		rep := &c.x.rec.Reports[c.x.byReport[h.Claim.Report]]
		i := slices.IndexFunc(rep.Claims, func(cl cairn.Claim) bool { return cl.ID == h.Claim.Claim })
		people := ""
		if v := rep.Claims[i].Victims; v != nil {
			people = v.Status + " " + v.Group
		}
		k := key{fold(h.Root), fold(h.Place), people, h.Measure}
		if starts[k] == nil {
			starts[k] = map[cairn.Day][]ClaimRef{}
		}
		starts[k][h.Period.Start] = append(starts[k][h.Period.Start], h.Claim)
	}
	for k, days := range starts {
		if len(days) < 2 || k.root == "" {
			continue
		}
		var refs []ClaimRef
		var names []string
		for _, d := range sortedKeys(days) {
			refs = append(refs, days[d]...)
			names = append(names, string(d))
		}
		c.found(fmt.Sprintf("%s gives totals of %s that count from %s: they cannot be subtracted from one another", k.root, measureWord(k.measure), joinNames(names)), nil, refs, nil)
	}
}

// orders finds fallen places whose order, as reports say it, contradicts the
// record or another report. A record that holds fewer than said does not
// contradict it: it may begin later.
func (c *checker) orders() {
	actors := map[string]bool{}
	c.eachReport(func(rep *Report, _ int32) {
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			if cl.Kind == cairn.Control && cl.Order != nil && cl.Actor != nil {
				actors[partyLabel(cl.Actor)] = true
			}
		})
	})
	for _, actor := range sortedKeys(actors) {
		fallen, err := c.x.FallenFrom(actor, "", ControlQuery{AsOf: c.q.AsOf, PublishedBy: c.q.PublishedBy})
		if err != nil {
			continue // the same query has been answered once: it cannot be refused now
		}
		c.order(actor, fallen)
	}
}

func (c *checker) order(actor string, fallen []Fallen) {
	n := map[string]int{}
	for _, f := range fallen {
		n[f.Kind]++
		for _, s := range f.Said {
			if int64(n[f.Kind]) > s.N {
				c.found(fmt.Sprintf("%s is said to be number %s to fall from %s, but the record holds %s before it", f.Place, number(s.N), actor, number(int64(n[f.Kind]-1))), nil, []ClaimRef{s.Claim}, nil)
			}
		}
		for i := 1; i < len(f.Said); i++ {
			a, b := f.Said[0], f.Said[i]
			if a.N != b.N || a.Of != nil && b.Of != nil && *a.Of != *b.Of {
				c.found(fmt.Sprintf("%s is said to be %s and %s to fall from %s", f.Place, orderWords(a.OrderSaid), orderWords(b.OrderSaid), actor), nil, []ClaimRef{a.Claim, b.Claim}, nil)
			}
		}
	}
}

func orderWords(o OrderSaid) string {
	if o.Of == nil {
		return "number " + number(o.N)
	}
	return "number " + number(o.N) + " of " + number(*o.Of)
}
