package code

import "cairn/text"

// subject finds the victims or the agent that stand before token i, the first
// word of the verb: the leftmost fitting phrase of the clause that no
// preposition governs.
func (p *page) subject(i, from int, fits func(np) bool) (victims, bool) {
	if n, ok := p.pronounAt(i-1, from); ok && fits(n) {
		return victims{first: i - 1, last: i, parts: []np{n}}, true
	}
	if v, ok, told := p.antecedent(i, from, fits); told {
		return v, ok
	}
	for j := i - 1; j >= max(from+2, i-6); j-- { // "put the number of captives killed at 56"
		if p.key(j-1) == keyOf && p.key(j-2) == keyNumber {
			if n, ok := p.np(j, i); ok && n.last == i && fits(n) {
				return victims{first: j, last: i, parts: []np{n}}, true
			}
		}
	}
	if v, ok := p.spread(i, from, fits); ok {
		return v, true
	}
	start := p.clauseStart(i, from)
	var governed *victims
	for j := start; j < i; {
		if k := p.skipAside(j, i); k > j {
			j = k
			continue
		}
		n, ok := p.np(j, i)
		if !ok {
			j++
			continue
		}
		if !fits(n) {
			j = max(n.last, j+1)
			continue
		}
		v, ok := p.list(j, i)
		if !ok {
			v = victims{first: j, last: n.last, parts: []np{n}}
		}
		if p.governed(j, start) {
			if governed == nil {
				governed = &v
			}
			j = max(v.last, j+1)
			continue
		}
		return v, true
	}
	if governed != nil && p.has(governed.first-1, cIncluding) {
		governed = nil
	}
	if governed != nil {
		return *governed, false
	}
	return victims{}, false
}

// antecedent finds whom "who", "that" or "which" directly before the verb means:
// the phrase that ends before it. Told says that there is such a word and that
// its phrase decides.
func (p *page) antecedent(i, from int, fits func(np) bool) (v victims, ok, told bool) {
	rel := i - 1
	if rel <= from || !p.has(rel, cRel) || p.has(rel, cThat) && p.has(rel-1, cSay) || p.has(rel-1, cConj) {
		return v, false, false
	}
	if p.key(rel-1) == keyThose {
		return v, false, true
	}
	end := rel
	for end > from+1 && (p.t.Word(end-1) == "," || p.numberAt(end-1) != nil && p.numberAt(end-1).Kind == text.Age) {
		end--
	}
	for j := max(from, end-npLongest); j < end; j++ {
		if p.t.Tokens[j].Kind == text.Punct || p.has(j, cPrep) && p.numberAt(j) == nil {
			continue
		}
		n, found := p.np(j, end)
		if found && n.last == end && n.part && n.people == nil || found && n.last == end && n.part && p.t.Word(j-1) == "," {
			end = j // "six priests, five of them Spaniards, who"
			for end > from+1 && p.t.Word(end-1) == "," {
				end--
			}
			j = max(from, end-npLongest) - 1
			continue
		}
		if found && n.last == end {
			if j > from && p.has(j-1, cPrep) && n.kind != npPeople && p.key(rel) == keyWho {
				return v, false, false
			}
			if m, ok := p.countedOf(j, from); ok && fits(m) {
				return victims{first: m.first, last: n.last, parts: []np{m}}, true, true
			}
			if !fits(n) {
				return v, false, p.key(rel) != keyWho
			}
			return victims{first: j, last: n.last, parts: []np{n}}, true, true
		}
		if found {
			j = max(j, n.last-1)
		}
	}
	return v, false, false
}

// countedOf is the counted people that "of" before token j joins to what stands
// there: "37 members of the family who had died" tells of the members.
func (p *page) countedOf(j, from int) (np, bool) {
	if j-2 < from || p.key(j-1) != keyOf {
		return np{}, false
	}
	for k := max(from, j-8); k < j-1; k++ {
		if n := p.numberAt(k); n == nil || n.First != k {
			continue
		}
		if n, ok := p.np(k, j-1); ok && n.last == j-1 && n.kind == npPeople && n.people.plural {
			return n, true
		}
	}
	return np{}, false
}

var keyThose, keyWhose = text.KeyOf("those"), text.KeyOf("whose")

var keyWho = text.KeyOf("who")

// opening is the bracket that the one at j closes, or j itself.
func (p *page) opening(j, from int) int {
	for k := j - 1; k >= max(from, j-40); k-- {
		if w := p.t.Word(k); w == "(" || w == "[" {
			return k
		}
	}
	return j
}

// parenthesis is the dash that opens what the dash at j closes, or j itself.
func (p *page) parenthesis(j, from int) int {
	for k := j - 1; k >= max(from, j-20); k-- {
		if p.t.Tokens[k].Kind == text.Punct && p.t.Word(k) == p.t.Word(j) {
			return k
		}
	}
	return j
}

// skipAside is the token behind the bracket or the pair of dashes that opens at
// j, or j where none does.
func (p *page) skipAside(j, limit int) int {
	tok := p.t.Tokens[j]
	if tok.Kind != text.Punct || p.numberAt(j) != nil {
		return j
	}
	closer := ""
	switch w := p.t.Word(j); w {
	case "(":
		closer = ")"
	case "[":
		closer = "]"
	case "--", "—", "–", "-":
		closer = w
	default:
		return j
	}
	for k := j + 1; k < min(limit, j+40); k++ {
		if p.t.Word(k) == closer {
			return k + 1
		}
	}
	return j
}

// pronounAt reads the personal pronoun at token i.
func (p *page) pronounAt(i, from int) (np, bool) {
	if i < from || !p.has(i, cPron) || p.has(i, cRel|cDet|cPoss) && p.key(i) != keyHer {
		return np{}, false
	}
	if p.has(i-1, cPrep) {
		return np{}, false
	}
	return np{first: i, last: i + 1, head: i, det: -1, kind: npPron}, true
}

// governed says whether the phrase at j hangs on a preposition.
func (p *page) governed(j, start int) bool {
	return j > start && (p.has(j-1, cPrep) || p.has(j-1, cIncluding)) || j == start && j > 0 && p.has(j-1, cPrep)
}
