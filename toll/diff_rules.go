package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// rule is one rule of a policy, after those that admit claims, which can be
// put into another policy by itself.
type rule struct {
	words func(*Policy) string
	put   func(to, from *Policy)
}

// rulesOf lists the rules of two policies; each number word is one.
func rulesOf(a, b *Policy) []rule {
	out := []rule{
		{func(p *Policy) string { return p.Voice.words() }, func(to, from *Policy) { to.Voice = from.Voice }},
		{func(p *Policy) string { return p.supersedeWords()[0] }, func(to, from *Policy) { to.Supersede = from.Supersede }},
		{func(p *Policy) string { return p.Bound.aboutWords() }, func(to, from *Policy) { to.Bound.About = from.Bound.About }},
		{func(p *Policy) string { return p.Bound.nearlyWords() }, func(to, from *Policy) { to.Bound.Nearly = from.Bound.Nearly }},
		{func(p *Policy) string { return p.Bound.pluralWords() }, func(to, from *Policy) { to.Bound.Plural = from.Bound.Plural }},
		{func(p *Policy) string { return p.Bound.unsaidWords() }, func(to, from *Policy) { to.Bound.Unsaid = from.Bound.Unsaid }},
		{func(p *Policy) string { return p.Choose.lowWords() }, func(to, from *Policy) { to.Choose.Low = from.Choose.Low }},
		{func(p *Policy) string { return p.Choose.bestWords() }, func(to, from *Policy) { to.Choose.Best = from.Choose.Best }},
		{func(p *Policy) string { return p.Choose.highWords() }, func(to, from *Policy) { to.Choose.High = from.Choose.High }},
		{func(p *Policy) string { return p.Choose.openWords() }, func(to, from *Policy) { to.Choose.Open = from.Choose.Open }},
	}
	var says []string
	for _, w := range append(slices.Clone(a.Bound.Word), b.Bound.Word...) {
		says = append(says, w.Says)
	}
	slices.Sort(says)
	for _, word := range slices.Compact(says) {
		is := func(w WordBound) bool { return w.Says == word }
		out = append(out, rule{func(p *Policy) string { return p.Bound.wordWords(word) }, func(to, from *Policy) {
			// The first word that fits bounds the number, so the order is kept.
			to.Bound.Word = slices.Clone(to.Bound.Word)
			at, other := slices.IndexFunc(to.Bound.Word, is), slices.IndexFunc(from.Bound.Word, is)
			switch {
			case other < 0:
				to.Bound.Word = slices.Delete(to.Bound.Word, at, at+1)
			case at < 0:
				to.Bound.Word = append(to.Bound.Word, from.Bound.Word[other])
			default:
				to.Bound.Word[at] = from.Bound.Word[other]
			}
		}})
	}
	return out
}

// swapped is a rule in which two policies part: each policy with the other's
// rule in the place of its own.
type swapped struct {
	says           string
	inFirst, inOwn *tally
}

// rulesThatDiffer tries each rule in which two policies part.
func (x *Index) rulesThatDiffer(ta, tb *tally) ([]swapped, error) {
	var out []swapped
	for _, r := range rulesOf(ta.policy, tb.policy) {
		a, b := r.words(ta.policy), r.words(tb.policy)
		if a == b {
			continue
		}
		s := swapped{says: fmt.Sprintf("%s has %s; %s has %s", ta.policy.Name, a, tb.policy.Name, b)}
		for _, side := range []struct {
			to       **tally
			own, new *tally
		}{{&s.inFirst, ta, tb}, {&s.inOwn, tb, ta}} {
			mixed, q := *side.own.policy, side.own.q
			r.put(&mixed, side.new.policy)
			q.Policy = &mixed
			var err error
			if *side.to, err = x.tally(q); err != nil {
				return nil, err
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// rulesFelt says which rules change a figure: those of the second policy that
// change the first one's figure by themselves, else those without which the
// second one's would be another, and where several act only together, all.
// Where claims already explain it, only a rule that acts by itself is named.
func rulesFelt(rules []swapped, at int32, m uint8, a, b *cairn.Range, explained bool) []string {
	var alone, needed, all []string
	for _, r := range rules {
		all = append(all, r.says)
		if !sameRange(r.inFirst.bare(at, m), a) {
			alone = append(alone, r.says)
		}
		if !sameRange(r.inOwn.bare(at, m), b) {
			needed = append(needed, r.says)
		}
	}
	switch {
	case len(alone) > 0 || explained:
		return alone
	case len(needed) > 0:
		return needed
	}
	return all
}
