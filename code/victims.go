package code

import (
	"sync"

	"cairn"
	"cairn/text"
)

// victims is one or several noun phrases joined by "and": those whom a word of
// harm speaks of.
type victims struct {
	first, last int
	parts       []np
}

// list reads victims joined by "and" or commas from token i on.
func (p *page) list(i, limit int) (victims, bool) {
	n, ok := p.np(i, limit)
	if !ok || !p.acceptable(n) {
		return victims{}, false
	}
	v := victims{first: i, last: n.last, parts: []np{n}}
	joint := false
	for len(v.parts) < 12 {
		j := p.afterApposition(v.last, limit)
		joined := false
		for j < limit && (p.t.Word(j) == "," || p.has(j, cConj) && p.key(j) != keyBut) {
			joined = true
			j++
		}
		if _, k, ok := p.find("and also", j, min(limit, j+1)); ok || p.mentions("and also", j, min(limit, j+3)) {
			if !ok {
				_, k, _ = p.find("and also", j, min(limit, j+3))
			}
			joined, j, joint = true, k, true
		}
		if !joined || j >= limit || p.has(j, cHarm) {
			break
		}
		next, ok := p.np(j, limit)
		if ok && len(v.parts) == 1 && oneGroup(n, next) {
			next.num, next.first = n.num, n.first
			v.parts[0], v.last = next, next.last
			continue
		}
		if !ok || !p.acceptable(next) || next.kind == npPron || next.part && next.people == nil || next.none ||
			next.kind == npName && v.parts[0].kind != npName && v.parts[0].people == nil ||
			next.num != nil && next.num.First > next.first && next.det < 0 {
			break
		}
		if k := p.apposition(v.parts[len(v.parts)-1], next, limit); k > 0 {
			v.last = k // "the priest Luis Mora, rector of the university, and"
			continue
		}
		if next.last < limit && p.startsClause(next.last, limit) {
			break
		}
		if p.repeats(v, next) && !p.listedNames(next, limit) {
			v.last = next.last
			break
		}
		if p.sameMan(v, next) {
			next.first = v.first
			v.parts[0] = next
		} else {
			v.parts = append(v.parts, next)
		}
		v.last = next.last
	}
	if len(v.parts) > 1 && !joint && !p.properList(v) {
		return victims{first: i, last: n.last, parts: v.parts[:1]}, true
	}
	return v, true
}

// oneGroup says whether "and" joins two names of one group: "eight TTP and LeI
// militants".
func oneGroup(a, b np) bool {
	return a.num != nil && a.kind == npCount && a.head >= 0 && b.kind == npPeople && b.people.plural && b.num == nil && b.det < 0
}

var keyBut = text.KeyOf("but")

// startsClause says whether a verb follows a phrase, so that it is a subject.
func (p *page) startsClause(i, limit int) bool {
	for k := i; k < min(limit, i+3); k++ {
		if p.has(k, cBe|cHave|cVerb|cModal|cSay) || p.has(k, cHarm) && p.lex[k].harm != nil {
			return true
		}
		if !p.has(k, cAdv) {
			return false
		}
	}
	return false
}

// repeats says whether the phrase only spells out the first: "three people, a
// man and ...".
func (p *page) repeats(v victims, next np) bool {
	return len(v.parts) == 1 && next.kind == npName && v.parts[0].kind == npName && !p.has(next.first-1, cConj)
}

// listedNames says whether the name is one of a list that "and" closes: "Ali
// Hassan, Omar Aziz and Sami Nur".
func (p *page) listedNames(n np, limit int) bool {
	limit = min(limit, n.last+80)
	for k := p.afterApposition(n.last, limit); k < limit; {
		comma := p.t.Word(k) == ","
		for k < limit && p.t.Word(k) == "," {
			k++
		}
		last := k < limit && p.has(k, cConj) && p.key(k) != keyBut
		if last {
			k++
		}
		next, ok := p.np(k, limit)
		if !ok || next.kind != npName || !comma && !last {
			return false
		}
		if last {
			return true
		}
		k = p.afterApposition(next.last, limit)
	}
	return false
}

// sameMan says whether "and" joins two offices of one person: "senator and
// candidate Luis Galan".
func (p *page) sameMan(v victims, next np) bool {
	a := v.parts[0]
	return len(v.parts) == 1 && a.kind == npPeople && a.people != nil && !a.people.plural && a.num == nil && a.det < 0 &&
		a.head == a.last-1 && p.has(a.head, cTitle) && next.det < 0 && next.num == nil && next.kind == npPeople && next.last > next.head+1
}

// properList says whether the parts are joined by "and" before the last, and do
// not merely spell out the first of them.
func (p *page) properList(v victims) bool {
	last := v.parts[len(v.parts)-1]
	if !p.has(last.first-1, cConj) {
		sen := p.sentenceOf(v.first)
		return (sen.Heading || p.in == "title") && last.kind == npPeople && v.parts[0].kind == npPeople && !last.people.generic
	}
	total, ok := p.count(v.parts[0])
	if !ok || total.Low == nil || *total.Low < 2 {
		return true
	}
	var rest int64
	for _, n := range v.parts[1:] {
		q, ok := p.count(n)
		if !ok || q.Low == nil {
			return true
		}
		rest += *q.Low
	}
	return rest != *total.Low
}

// afterApposition skips an age or a home behind a name: ", 33, of Gary".
func (p *page) afterApposition(i, limit int) int {
	if i < limit && (p.t.Word(i) == "(" || p.t.Word(i) == "[") {
		if k := p.skipAside(i, limit); k > i {
			return k
		}
	}
	if i+1 < limit && (p.t.Word(i) == "," || p.t.Word(i) == "(") {
		if n := p.numberAt(i + 1); n != nil && (n.Kind == text.Age || n.Kind == text.Count && n.N < 110 && n.Last == i+2) && n.Last < limit &&
			(p.t.Word(n.Last) == "," || p.t.Word(n.Last) == ")" || p.has(n.Last, cConj)) {
			if p.t.Word(n.Last) == ")" {
				return n.Last + 1
			}
			return n.Last
		}
	}
	return i
}

// apposition is the end of an office told behind somebody's name, "rector of the
// university", where a comma closes it and the list goes on; else 0.
func (p *page) apposition(a, b np, limit int) int {
	named := a.kind == npName || a.kind == npPeople && a.head+1 < a.last && a.num == nil
	office := b.kind == npPeople && b.det < 0 && b.num == nil && !b.people.plural && b.head == b.last-1 && p.key(b.last) == keyOf
	if !named || !office {
		return 0
	}
	for k := b.last; k < min(limit, b.last+14); k++ {
		if p.t.Word(k) == "," {
			return k
		}
		if p.has(k, cBe|cHave|cSay|cSub) || p.has(k, cHarm) {
			return 0
		}
	}
	return 0
}

// count is how many people one phrase speaks of. It is not ok where the phrase
// does not say and is no plural either.
func (p *page) count(n np) (cairn.Quantity, bool) {
	one := cairn.Of(1, cairn.Exact)
	switch {
	case n.none:
		return cairn.Of(0, cairn.None), true
	case n.both && n.num == nil:
		return cairn.Of(2, cairn.Exact), true
	case n.num != nil && p.shareOf(n):
		return cairn.Quantity{Qualifier: cairn.Plural}, true
	case n.num != nil:
		q := p.t.Quantity(*n.num)
		if n.upTo != nil && q.Low != nil && n.upTo.N > *q.Low {
			q = cairn.OfRange(*q.Low, n.upTo.N)
		}
		if n.num.Vague && p.key(n.num.Core) == keyNumber {
			q = cairn.Quantity{Qualifier: cairn.Plural} // "a number of people" says no more than "people"
		}
		if n.people != nil && n.people.size > 1 && q.Low != nil {
			q = cairn.Of(*q.Low*n.people.size, q.Qualifier)
		}
		if n.people != nil && n.people.unit == "family" {
			return cairn.Quantity{Qualifier: cairn.Plural}, true
		}
		return q, true
	case n.kind == npName:
		return one, true
	case n.kind == npPron:
		if singular()[p.key(n.head)] {
			return one, true
		}
		return cairn.Quantity{}, false
	case n.kind == npCount:
		return one, n.other || n.rank > 0
	case n.people == nil:
		return cairn.Quantity{}, false
	case n.people.size > 1:
		return cairn.Of(n.people.size, cairn.Exact), true
	case n.people.unit == "family" && p.familyOf(n) != nil:
		return p.t.Quantity(*p.familyOf(n)), true
	case n.people.unit != "" && n.people.unit != "body":
		return cairn.Quantity{Qualifier: cairn.Plural}, true
	case n.people.plural:
		return cairn.Quantity{Qualifier: cairn.Plural}, true
	}
	return one, true
}

// familyOf is the number behind "a family of".
func (p *page) familyOf(n np) *text.Number {
	if p.key(n.last) != keyOf {
		return nil
	}
	if nm := p.numberAt(n.last + 1); nm != nil && nm.Kind == text.Count && nm.First == n.last+1 {
		return nm
	}
	return nil
}

// shareOf says whether a fraction stands before the number: "half of the 20".
func (p *page) shareOf(n np) bool {
	k := n.first - 1
	if p.key(k) == keyOf {
		k--
	}
	nm := p.numberAt(k)
	return nm != nil && nm.Kind == text.Share
}

// total adds the parts up. Its words run from the first number to the last.
func (p *page) total(v victims) (cairn.Quantity, int, int, bool) {
	if len(v.parts) == 1 {
		n := v.parts[0]
		q, ok := p.count(n)
		first, last := n.first, n.last
		if n.num != nil {
			first, last = n.num.First, n.num.Last
		}
		if n.upTo != nil {
			last = n.upTo.Last
		}
		p.worded(&q, first, last)
		return q, first, last, ok
	}
	var sum int64
	q := cairn.Quantity{Qualifier: cairn.Exact}
	for _, n := range v.parts {
		part, ok := p.count(n)
		if !ok || part.Low == nil {
			if ok && part.Qualifier == cairn.Plural {
				q.Qualifier = cairn.Plural
			}
			continue
		}
		sum += *part.Low
		if part.Qualifier != cairn.Exact {
			q.Qualifier = part.Qualifier
		}
	}
	if q.Qualifier == cairn.Plural || q.Qualifier == cairn.Word || sum == 0 {
		q = cairn.Quantity{Qualifier: cairn.Plural}
		if sum > 0 {
			q = cairn.Quantity{Low: &sum, Qualifier: cairn.AtLeast}
		}
	} else if q.Qualifier == cairn.Exact {
		q = cairn.Of(sum, cairn.Exact)
	} else {
		q = cairn.Quantity{Low: &sum, Qualifier: cairn.AtLeast}
	}
	p.worded(&q, v.first, v.last)
	return q, v.first, v.last, true
}

// worded gives a quantity its words.
func (p *page) worded(q *cairn.Quantity, first, last int) {
	s := p.span(first, last)
	q.Text, q.Span = p.t.S[s[0]:s[1]], &s
}

// singular holds the pronouns of one person.
var singular = sync.OnceValue(func() map[text.Key]bool {
	return map[text.Key]bool{text.KeyOf("he"): true, text.KeyOf("she"): true, text.KeyOf("him"): true, text.KeyOf("her"): true}
})
