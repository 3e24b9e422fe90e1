package cairn

import (
	"cmp"
	"slices"
)

// OneReport derives the figures of one incident from the claims that one
// report makes about it, under the policy `one-report`:
//
//   - low is the least low of any statement, high the greatest finite high
//     (absent where a statement's low goes beyond it), open where any is open, best the low that most roots state (ties: exact
//     before open, unless it is below what an open one before it allows; then
//     first in the text);
//   - a part (`of_which`), a statement that a total covers, a denial, and
//     whatever is cumulative, aggregate or background is not a statement about
//     the whole and does not count;
//   - people `besides` others are added to them, within one root's account;
//   - people who are `later` in another state count in that state only;
//   - a plural alone ("civilians were killed") is at least two, open, where no
//     statement gives a number, less those who are later in another state.
//
// "About 71" and "nearly 71" are read here as 71 with an open end, because the
// words give no bound and one report gives no other evidence.
func OneReport(claims []Claim) Figures {
	var out Figures
	told := map[Measure]bool{}
	for i := range claims {
		told[claims[i].Measure] = true
	}
	for _, m := range Measures() {
		if !told[m] {
			continue
		}
		if r := figure(m, claims); r != nil {
			*out.At(m) = r
		}
	}
	return out
}

// A statement is one count of the whole of an incident by one root.
type statement struct {
	low, high *int64
	open      bool
	exact     bool
	root      string
	at        int // place in the text
}

func figure(m Measure, claims []Claim) *Range {
	statements := statementsOf(m, claims)
	if len(statements) == 0 {
		return nil
	}
	var r Range
	for _, s := range statements {
		r.Low = pick(r.Low, s.low, func(a, b int64) bool { return b < a })
		r.High = pick(r.High, s.high, func(a, b int64) bool { return b > a })
		r.Open = r.Open || s.open
	}
	r.Best = best(statements)
	// A number that "at least" of somebody else goes beyond bounds nothing above.
	for _, s := range statements {
		if r.High != nil && s.low != nil && *s.low > *r.High {
			r.High = nil
		}
	}
	if r.Low == nil && r.High == nil && r.Best == nil {
		return nil
	}
	return &r
}

func pick(have, offered *int64, better func(have, offered int64) bool) *int64 {
	if offered == nil || have != nil && !better(*have, *offered) {
		return have
	}
	return offered
}

func best(statements []statement) *int64 {
	type vote struct {
		low   int64
		roots map[string]bool
		exact bool
		at    int
	}
	var votes []vote
	for _, s := range statements {
		if s.low == nil {
			continue
		}
		i := slices.IndexFunc(votes, func(v vote) bool { return v.low == *s.low })
		if i < 0 {
			votes = append(votes, vote{low: *s.low, roots: map[string]bool{}, at: s.at})
			i = len(votes) - 1
		}
		votes[i].roots[s.root] = true
		votes[i].exact = votes[i].exact || s.exact
		votes[i].at = min(votes[i].at, s.at)
	}
	if len(votes) == 0 {
		return nil
	}
	most := 0
	for _, v := range votes {
		most = max(most, len(v.roots))
	}
	votes = slices.DeleteFunc(votes, func(v vote) bool { return len(v.roots) < most })
	// "At least 38" is not filled in by a "27" further down, but gainsaid by it.
	gainsays := func(v vote) bool {
		return v.exact && slices.ContainsFunc(votes, func(o vote) bool { return !o.exact && o.at < v.at && o.low > v.low })
	}
	slices.SortStableFunc(votes, func(a, b vote) int {
		firm := func(v vote) int { return map[bool]int{true: 0, false: 1}[v.exact && !gainsays(v)] }
		return cmp.Or(cmp.Compare(firm(a), firm(b)), cmp.Compare(a.at, b.at))
	})
	return &votes[0].low
}

// statementsOf gathers the counts of the whole: every claim of the measure
// that is neither a part nor covered, with those `besides` it added.
func statementsOf(m Measure, claims []Claim) []statement {
	byID := make(map[string]*Claim, len(claims))
	covered := map[string]bool{}
	for i := range claims {
		byID[claims[i].ID] = &claims[i]
	}
	for i := range claims {
		c := &claims[i]
		if !counts(c) {
			continue
		}
		for _, id := range c.RelatedAs(Covers) {
			if t := byID[id]; t != nil && t.Measure == c.Measure {
				covered[id] = true
			}
		}
	}
	whole := func(c *Claim) bool {
		if c == nil || c.Measure != m || !counts(c) || covered[c.ID] {
			return false
		}
		for _, id := range c.RelatedAs(OfWhich) {
			if t := byID[id]; t != nil && t.Measure == m {
				return false
			}
		}
		return true
	}
	late := lateStates(m, claims)
	sums := besides(claims, byID, whole)
	out := make([]statement, 0, len(sums))
	var unnumbered []statement
	for _, group := range sums {
		s := sum(group)
		plural := s.low == nil && s.high == nil && len(group) == 1 && group[0].Count.Qualifier == Plural
		if plural {
			two := int64(2)
			s.low, s.open = &two, true
		}
		for _, c := range group {
			s.subtract(late[c.ID])
		}
		switch {
		case plural:
			unnumbered = append(unnumbered, s)
		case s.low != nil || s.high != nil:
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return unnumbered
	}
	return out
}

func counts(c *Claim) bool {
	return c.Kind == Casualty && c.Count != nil && c.Stance != Denied &&
		(c.Scope == ScopeIncident || c.Scope == "")
}

// besides partitions the whole claims into groups of people who are told apart.
func besides(claims []Claim, byID map[string]*Claim, whole func(*Claim) bool) [][]Claim {
	leader := map[string]string{}
	var find func(string) string
	find = func(id string) string {
		if l, ok := leader[id]; ok && l != id {
			return find(l)
		}
		return id
	}
	for i := range claims {
		c := &claims[i]
		if !whole(c) {
			continue
		}
		for _, id := range c.RelatedAs(Besides) {
			if whole(byID[id]) && find(c.ID) != find(id) {
				leader[find(c.ID)] = find(id)
			}
		}
	}
	var order []string
	groups := map[string][]Claim{}
	for i := range claims {
		if c := &claims[i]; whole(c) {
			l := find(c.ID)
			if groups[l] == nil {
				order = append(order, l)
			}
			groups[l] = append(groups[l], *c)
		}
	}
	out := make([][]Claim, 0, len(order))
	for _, l := range order {
		out = append(out, groups[l])
	}
	return out
}

func sum(group []Claim) statement {
	s := of(group[0])
	for _, c := range group[1:] {
		t := of(c)
		s.low = cmp.Or(add(s.low, t.low), s.low, t.low) // a part is a lower bound of the whole
		s.high = add(s.high, t.high)
		s.open = s.open || t.open
		s.exact = s.exact && t.exact
		s.at = min(s.at, t.at)
	}
	return s
}

func of(c Claim) statement {
	q := c.Count
	s := statement{low: q.Low, high: q.High, open: q.Open(), exact: q.Qualifier == Exact, at: c.Span[0]}
	if s.low == nil && q.Value != nil && (q.Qualifier == About || q.Qualifier == Nearly) {
		s.low, s.open = q.Value, true
	}
	if root := c.Root(); root != nil {
		s.root = root.Label()
	}
	return s
}

// add is the sum where both are known, and nil otherwise or beyond int64.
func add(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	n := *a + *b
	if n < *a {
		return nil
	}
	return &n
}

// lateStates is, by claim, how many of its people are counted in a later state
// of another measure in the same report.
func lateStates(m Measure, claims []Claim) map[string]int64 {
	n := map[string]int64{}
	for i := range claims {
		c := &claims[i]
		if c.Measure == m || !counts(c) || c.Count.Low == nil {
			continue
		}
		later := c.RelatedAs(Later)
		slices.Sort(later)
		for _, id := range slices.Compact(later) {
			n[id] += *c.Count.Low
		}
	}
	return n
}

func (s *statement) subtract(n int64) {
	if n == 0 {
		return
	}
	for _, p := range []**int64{&s.low, &s.high} {
		if *p != nil {
			left := max(**p-n, 0)
			*p = &left
		}
	}
}
