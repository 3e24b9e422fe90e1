package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// dissents are the claims that contradict the root they repeat: another count
// than its other reports carry of the same statement, its running total given
// as the event, or another perpetrator. A later statement of the root is no
// dissent, and where its reports are evenly split nobody can say who is wrong.
func (s *Set) dissents(all []said) []cairn.Dissent {
	byVoice := map[string][]int{}
	labels := map[string]string{}
	for i := range all {
		for _, v := range all[i].voices {
			if v.kind == kindNamed || v.kind == kindPrimary || v.kind == kindParty {
				byVoice[v.key] = append(byVoice[v.key], i)
				labels[v.key] = v.label
			}
		}
	}
	var out []cairn.Dissent
	for key, of := range byVoice {
		for _, m := range []cairn.Measure{cairn.Killed, cairn.Injured, cairn.Captured} {
			out = append(out, s.countDissent(all, of, m, key, labels[key])...)
		}
		out = append(out, s.handsDissent(all, of, labels[key])...)
	}
	slices.SortFunc(out, func(a, b cairn.Dissent) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Field, b.Field))
	})
	// a title and a text that say the same wrong thing are one dissent of a
	// report, but neither may bound a figure: both are kept, the same claim once
	return slices.CompactFunc(out, func(a, b cairn.Dissent) bool {
		return a.Claim == b.Claim && a.Field == b.Field
	})
}

// countDissent compares the counts of one voice with the one most stories carry.
func (s *Set) countDissent(all []said, of []int, m cairn.Measure, key, label string) []cairn.Dissent {
	var whole []int
	for _, i := range of {
		c := all[i].claim
		if c.Measure == m && c.Kind == cairn.Casualty && c.Stance != cairn.Denied && countOf(c) > 0 && len(c.RelatedAs(cairn.OfWhich)) == 0 {
			whole = append(whole, i)
		}
	}
	agreed := s.majority(all, whole)
	if agreed < 0 {
		return nil
	}
	ref := all[agreed].claim
	var out []cairn.Dissent
	for _, i := range whole {
		c := all[i].claim
		if countOf(c) == countOf(ref) {
			continue
		}
		isTotal := s.outcome.says[numberKey(key, m, countOf(c))] > 0
		if !isTotal && (canBothBe(c.Count, ref.Count) || s.updates(all, whole, i, countOf(ref))) {
			continue
		}
		d := cairn.Dissent{Claim: c.ID, Report: all[i].report.ID, Field: "count", Root: label, Quote: c.Quote,
			Says: fmt.Sprintf("%d, where the other reports of this root give %d", countOf(c), countOf(ref))}
		if isTotal {
			d.Field = "scope"
			d.Says = fmt.Sprintf("%d as the event: the running total of this root, whose count of the event is %d", countOf(c), countOf(ref))
		}
		out = append(out, d)
	}
	return out
}

func countOf(c *cairn.Claim) int64 {
	q := c.Count
	switch {
	case q == nil:
		return 0
	case q.Low != nil && q.Qualifier == cairn.MoreThan:
		return *q.Low - 1
	case q.Low != nil:
		return *q.Low
	case q.Value != nil:
		return *q.Value
	}
	return 0
}

// majority is a claim with the count that most stories carry, -1 where two
// counts are carried by as many.
func (s *Set) majority(all []said, of []int) int {
	stories := map[int64]map[int32]bool{}
	first := map[int64]int{}
	for _, i := range of {
		n := countOf(all[i].claim)
		if stories[n] == nil {
			stories[n], first[n] = map[int32]bool{}, i
		}
		stories[n][s.story[all[i].at]] = true
	}
	best, second, at := 0, 0, -1
	for n, in := range stories {
		switch {
		case len(in) > best:
			best, second, at = len(in), best, first[n]
		case len(in) > second:
			second = len(in)
		}
	}
	if best == second {
		return -1
	}
	return at
}

// updates says whether a claim was said or published wholly before or after the
// claims with the agreed count: then the root changed its number.
func (s *Set) updates(all []said, of []int, i int, agreed int64) bool {
	mine := saidOn(&all[i])
	if !mine.known {
		return false
	}
	earlier, later := true, true
	for _, k := range of {
		if countOf(all[k].claim) != agreed {
			continue
		}
		other := saidOn(&all[k])
		if !other.known {
			return false
		}
		earlier = earlier && mine.to < other.from
		later = later && mine.from > other.to
	}
	return earlier || later
}

// saidOn is when the root said it, else when it was published.
func saidOn(c *said) interval {
	if r := c.claim.Root(); r != nil && r.Said != nil {
		if iv := daysOf(r.Said.Period); iv.known {
			return iv
		}
	}
	return publishedOn(c.report.Date)
}

// handsDissent finds the claims whose perpetrator no other story of the voice
// names, where at least two others name one.
func (s *Set) handsDissent(all []said, of []int, label string) []cairn.Dissent {
	named := map[int][]string{}
	stories := map[string]map[int32]bool{}
	bodies := map[int32]bool{} // reports whose text names somebody: then the title's haste says nothing
	for _, i := range of {
		if all[i].claim.In != "title" && len(actorsOf(all[i].claim.Perpetrator)) > 0 {
			bodies[all[i].at] = true
		}
	}
	for _, i := range of {
		if all[i].claim.In == "title" && bodies[all[i].at] {
			continue
		}
		for _, h := range actorsOf(all[i].claim.Perpetrator) {
			named[i] = append(named[i], h)
			if stories[h] == nil {
				stories[h] = map[int32]bool{}
			}
			stories[h][s.story[all[i].at]] = true
		}
	}
	common, most, tie := "", 0, false
	for h, in := range stories {
		switch {
		case len(in) > most:
			common, most, tie = h, len(in), false
		case len(in) == most:
			tie = true
		}
	}
	if tie || most < 2 {
		return nil
	}
	var out []cairn.Dissent
	for i, hands := range named {
		if slices.ContainsFunc(hands, func(h string) bool {
			return len(stories[h]) > 1 || s.within(h, common) || s.within(common, h)
		}) {
			continue
		}
		c := all[i].claim
		out = append(out, cairn.Dissent{Claim: c.ID, Report: all[i].report.ID, Field: "perpetrator", Root: label, Quote: c.Quote,
			Says: fmt.Sprintf("%s, where the other reports of this root name %s", strings.Join(hands, " and "), common)})
	}
	return out
}

// actorsOf names the specific actors of a party; words that fit many ("the
// insurgents") name nobody and contradict nobody.
func actorsOf(p *cairn.Party) []string {
	if p == nil {
		return nil
	}
	var out []string
	if p.Actor != "" {
		out = append(out, p.Actor)
	}
	for i := range p.With {
		out = append(out, actorsOf(&p.With[i])...)
	}
	return out
}
