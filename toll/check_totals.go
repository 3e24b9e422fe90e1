package toll

import (
	"cmp"
	"fmt"
	"slices"

	"cairn"
)

// statementsOf groups holdings that are one statement: a total that ten
// outlets repeat is one finding with ten claims, told by the one that bounds
// it most closely.
func (c *checker) statementsOf() [][]Holding {
	byKey := map[string][]Holding{}
	for _, h := range c.holdings {
		low, from := "", ""
		if h.Stated.Low != nil {
			low = number(*h.Stated.Low)
		}
		if h.Baseline != nil {
			from = string(h.Baseline.Start) + h.Baseline.Series + h.Baseline.Phase
		}
		key := fmt.Sprint(h.Measure, "|", fold(h.Root), "|", from, "|", low, "|", held(h.Inside), "|", held(h.Astride))
		byKey[key] = append(byKey[key], h)
	}
	var out [][]Holding
	for _, key := range sortedKeys(byKey) {
		group := byKey[key]
		slices.SortStableFunc(group, func(a, b Holding) int {
			return cmp.Or(compareBool(a.Stated.Open, b.Stated.Open), compareBool(a.Stated.High == nil, b.Stated.High == nil), cmp.Compare(a.Claim.Report, b.Claim.Report), cmp.Compare(a.Claim.Claim, b.Claim.Claim))
		})
		out = append(out, group)
	}
	return out
}

func held(list []HeldIncident) []string {
	var ids []string
	for _, h := range list {
		ids = append(ids, h.Incident)
	}
	return ids
}

func claimsOf(holdings []Holding) []ClaimRef {
	var out []ClaimRef
	for _, h := range holdings {
		out = append(out, h.Claim)
	}
	return out
}

// enoughItemised is what share of a total the record has to itemise before
// what is left is worth a finding: the dead of a war are not held against the
// two incidents that a record begins with.
const enoughItemised = 20

func worthSaying(h Holding) bool {
	if len(h.Inside) == 0 && len(h.Astride) == 0 || below(h) {
		return false
	}
	var all span
	for _, list := range [][]HeldIncident{h.Inside, h.Astride} {
		for _, i := range list {
			all.add(fromRange(i.Count), all.hasLow || all.hasHigh)
		}
	}
	return h.Stated.Low == nil || max(all.high, all.low) >= *h.Stated.Low/enoughItemised
}

// totals says, of each total that covers incidents here, what of it is
// itemised and what is not, and how an incident that began before the baseline
// may share people with it.
func (c *checker) totals() {
	for _, group := range c.statementsOf() {
		h := group[0]
		if !worthSaying(h) {
			continue
		}
		says := fmt.Sprintf("%s %s%s, says %s: %s", RangeText(h.Stated), measureWord(h.Measure), since(h.Baseline), rootName(h.Root), itemisedWords(h))
		steps := slices.Clone(h.Steps)
		if len(h.Astride) > 0 {
			words, why := astrideWords(h)
			says += "; " + words
			steps = append(steps, why)
		}
		c.found(says, steps, claimsOf(group), append(held(h.Inside), held(h.Astride)...))
	}
}

func itemisedWords(h Holding) string {
	if len(h.Inside) == 0 {
		return "none of them itemised here for certain"
	}
	in, left := RangeText(h.Itemised), RangeText(h.Residual)
	if h.Residual.High != nil && *h.Residual.High == 0 && !h.Residual.Open {
		return in + " of them itemised here, none left"
	}
	return fmt.Sprintf("%s of them itemised here, %s not", in, left)
}

// astrideWords explains why a total is not held against an incident that began
// before what it counts from: its people may be partly in it.
func astrideWords(h Holding) (says, why string) {
	var sum span
	var each []string
	for i, a := range h.Astride {
		sum.add(fromRange(a.Count), i > 0)
		of := "the "
		if a.SameRoot {
			of = "its "
		}
		each = append(each, fmt.Sprintf("%s%s %s (incident %s)", of, RangeText(a.Count), periodText(a.Period), a.Incident))
	}
	names := joinNames(each)
	if h.Residual.High == nil || h.Residual.Open {
		return names + " counts people from before that as well, so an unknown part of them may be the same people",
			"the total is open, so nothing limits how many they share"
	}
	n, left := number(*h.Overlap), RangeText(h.Residual)
	verb := "counts"
	if len(each) > 1 {
		verb = "count"
	}
	says = fmt.Sprintf("%s %s people from before that and after it, so up to %s of them may be the same people as the %s not itemised", names, verb, n, left)
	why = fmt.Sprintf("%s is not less than %s: it counts only those who came after its beginning. Of %s at most %s can be among the %s not itemised; the other %s or more came before, and are not in the total at all",
		RangeText(h.Stated), addends(h), names, n, left, number(max(sum.low-*h.Overlap, 0)))
	return says, why
}

// periodText writes when people were counted: "of 2015-09-18", "until 2015-09-10".
func periodText(p cairn.Period) string {
	switch {
	case !p.Known():
		return "of an unknown day"
	case p.Start == p.End:
		return "of " + string(p.Start)
	case p.Start == "":
		return "until " + string(p.End)
	case p.End == "":
		return "from " + string(p.Start) + " on"
	}
	return "of " + string(p.Start) + " to " + string(p.End)
}

func addends(h Holding) string {
	s := ""
	for _, list := range [][]HeldIncident{h.Astride, h.Inside} {
		for _, x := range list {
			if s != "" {
				s += " + "
			}
			s += RangeText(x.Count)
		}
	}
	return s
}

// below says whether the incidents inside a total count more than it.
func below(h Holding) bool {
	return len(h.Inside) > 0 && h.Stated.High != nil && !h.Stated.Open && h.Itemised.Low != nil && *h.Itemised.Low > *h.Stated.High
}

// totalsBelow finds totals that are smaller than what they are made of.
func (c *checker) totalsBelow() {
	for _, group := range c.statementsOf() {
		if h := group[0]; below(h) {
			says := fmt.Sprintf("%s %s%s, says %s, but the incidents inside it count %s: %s more",
				RangeText(h.Stated), measureWord(h.Measure), since(h.Baseline), rootName(h.Root), RangeText(h.Itemised), number(*h.Itemised.Low-*h.Stated.High))
			c.found(says, h.Steps, claimsOf(group), held(h.Inside))
		}
	}
}

// totalAsEvent finds reports that give a root's running total as what happened
// in one incident.
func (c *checker) totalAsEvent() {
	for i := range c.x.incidents {
		inc := &c.x.incidents[i]
		others := map[int64]bool{}
		rows, all := c.rows(int32(i))
		for _, w := range []uint8{measureCode[cairn.Killed], measureCode[cairn.Injured]} {
			clear(others)
			a, b := c.eval.measureRows(rows, w)
			for key, v := range c.verdicts(rows[a:b], all) {
				if q := c.d.claim(&c.x.rec.Reports[key.report].Claims[key.claim]).Count; v == counted && q.Low != nil {
					others[*q.Low] = true
				}
			}
			c.eventLikeTotal(inc, rows[a:b], others)
		}
	}
}

func (c *checker) eventLikeTotal(inc *incident, rows []row, others map[int64]bool) {
	type told struct {
		report int32
		total  ClaimRef
	}
	claims := map[told][]ClaimRef{}
	var order []told
	says := map[told]Finding{}
	for j := range rows {
		r := &rows[j]
		rep := &c.x.rec.Reports[r.report]
		if !c.eval.known(r) || r.flags.has(isRejected|otherScope) || !r.flags.has(hasLow) {
			continue
		}
		different := slices.ContainsFunc(sortedKeys(others), func(n int64) bool { return n < r.low })
		h, ok := c.totalLike(r, inc)
		if !ok || !different {
			continue
		}
		key := told{r.report, h.Claim}
		if claims[key] == nil {
			order = append(order, key)
			claims[key] = []ClaimRef{h.Claim}
			says[key] = Finding{Says: fmt.Sprintf("%s gives %s as the event; %s says %s as a total%s", rep.Publisher, number(r.low), rootName(h.Root), RangeText(h.Stated), since(h.Baseline)),
				Steps: []string{fmt.Sprintf("others give %s for incident %s", numbersBelow(others, r.low), inc.linked.ID), h.Steps[0]}}
		}
		claims[key] = append(claims[key], ClaimRef{rep.ID, rep.Claims[r.claim].ID})
	}
	for _, key := range order {
		c.found(says[key].Says, says[key].Steps, claims[key], []string{inc.linked.ID})
	}
}

func numbersBelow(others map[int64]bool, n int64) string {
	var out []string
	for _, o := range sortedKeys(others) {
		if o != n {
			out = append(out, number(o))
		}
	}
	return joinNames(out)
}

// totalLike is a running total of the same number and root, within a week.
func (c *checker) totalLike(r *row, inc *incident) (Holding, bool) {
	for _, h := range c.holdings {
		if h.Stated.Low == nil || *h.Stated.Low != r.low || measureCode[h.Measure] != r.measure || h.Scope != cairn.ScopeCumulative ||
			c.x.strings.find(fold(h.Root)) != r.voice {
			continue
		}
		end := dayNumber(h.Period.End)
		if at := dayNumber(inc.period.End); at == 0 || end == 0 || at-end <= 7 && end-at <= 7 {
			return h, true
		}
	}
	return Holding{}, false
}
