package code

import "cairn/text"

// Where a clause begins, and what stands before its verb.

// clauseLongest is how many tokens a clause is sought back for its subject: the
// time that a sentence takes grows with its length and not with the square.
const clauseLongest = 100

// clauseStart walks left from token i to where its clause begins.
func (p *page) clauseStart(i, from int) int {
	from = max(from, i-clauseLongest)
	for j := i - 1; j >= from; j-- {
		tok := p.t.Tokens[j]
		if tok.Kind == text.Punct {
			switch p.t.Word(j) {
			case ")", "]":
				j = p.opening(j, from)
			case "--", "—", "–", "-":
				if k := p.parenthesis(j, from); k < j {
					j = k
					continue
				}
				return j + 1
			case ";", ":", "(", "“", "\"", "[":
				return j + 1
			case ",":
				if p.boundaryComma(j, i) || p.mainClause(j, from, i) {
					return j + 1
				}
			}
			continue
		}
		e := p.lex[j]
		if e == nil {
			continue
		}
		if nm := p.numberAt(j); nm != nil && nm.First < j {
			continue // the "and" of "a hundred and five"
		}
		switch {
		case e.class&cLeave != 0:
			return j + 1
		case e.class&cSub != 0 && e.class&cRel != 0 && p.npBetween(j+1, i):
			return j + 1
		case p.key(j) == keyWhose:
			if p.npBetween(j+1, i) {
				return j + 1
			}
		case e.class&cRel != 0 && e.class&cThat == 0:
			if p.has(j-1, cPrep) && !p.adjacent(j+1, i) {
				return j + 1
			}
		case e.class&cThat != 0 && e.class&cRel != 0:
			if p.has(j-1, cSay) || p.t.Word(max(j-1, 0)) == "," || p.has(j-1, cPron|cHarm) {
				return j + 1
			}
		case e.class&cSub != 0 && j > from && p.t.Word(j-1) == "," && p.t.Word(i-1) == ",":
			// an aside between the subject and its verb: "soldiers, after dark, killed"
		case e.class&cSub != 0 && (e.class&cPrep == 0 || p.npBetween(j+1, i)):
			return j + 1
		case e.class&cFind != 0 && !p.passiveSay(j) && j < i-1 && p.npBetween(j+1, i):
			return j + 1
		case e.class&cSay != 0 && !p.passiveSay(j):
			return j + 1
		case e.class&cConj != 0:
			if p.clauseBefore(j, p.saidAt(j, from)) && p.npBetween(j+1, i) {
				return j + 1
			}
		case e.class&cHarm != 0 && e.harm != nil && e.form == ing && p.has(j-1, cPrep):
			// "suspected of slaying his wife" is told of the subject before it
		case e.class&cHarm != 0 && e.harm != nil && !p.has(j+1, cPeople):
			if p.npBetween(j+1, i) {
				return j + 1
			}
		}
	}
	return from
}

// saidAt is the token behind the last word of saying before token j: "the police
// said 21 fighters and 17 soldiers were killed" has no clause before its "and".
func (p *page) saidAt(j, from int) int {
	for k := j - 1; k > from; k-- {
		if p.has(k, cSay) && !p.passiveSay(k) {
			return k + 1
		}
	}
	return from
}

// passiveSay says whether a word of saying is part of the verb itself: "was
// reported killed", "are believed to have died".
func (p *page) passiveSay(j int) bool {
	return p.has(j-1, cBe) || p.has(j-1, cAdv) && p.has(j-2, cBe)
}

// boundaryComma says whether a comma separates the clause from what stands
// before it: a word of harm or of place and time.
func (p *page) boundaryComma(j, i int) bool {
	if !p.npBetween(j+1, i) {
		return false
	}
	if p.has(j-1, cHarm) {
		return true
	}
	sen := p.sentenceOf(j)
	return p.key(sen.Body) == keyAccording
}

var keyAccording = text.KeyOf("according")

// mainClause says whether a comma ends a clause of its own before a new subject:
// "the mother is in jail, a child is dead".
func (p *page) mainClause(j, from, i int) bool {
	if p.has(j+1, cConj) || !p.has(j+1, cDet) && p.numberAt(j+1) == nil {
		return false
	}
	n, ok := p.np(j+1, i)
	if !ok || !p.acceptable(n) {
		return false
	}
	for k := j - 1; k >= max(from, j-30); k-- {
		if p.has(k, cRel) || p.has(k, cSub) && p.npBetween(k+1, j) {
			return false
		}
		if p.has(k, cBe|cHave|cVerb) {
			return true
		}
	}
	return false
}

// adjacent says whether only adverbs stand between two tokens.
func (p *page) adjacent(j, i int) bool {
	for ; j < i; j++ {
		if !p.has(j, cAdv|cBe|cHave|cNeg) {
			return false
		}
	}
	return true
}

// npBetween says whether victims are named between two tokens.
func (p *page) npBetween(j, i int) bool {
	from := j
	for ; j < i; j++ {
		if nm := p.numberAt(j); (nm == nil || nm.First != j) && (p.has(j, cPrep|cConj|cAdv) || p.t.Tokens[j].Kind == text.Punct) {
			continue
		}
		n, ok := p.np(j, i)
		if ok && j > from && p.has(j-1, cPrep) && p.key(j-1) != keyOf {
			j = max(n.last-1, j)
			continue
		}
		if ok && p.acceptable(n) {
			return true
		}
		if ok {
			j = max(n.last-1, j)
		}
	}
	return false
}

// clauseBefore says whether a finite verb stands left of token j in its clause.
func (p *page) clauseBefore(j, from int) bool {
	for k := j - 1; k >= max(from, j-40); k-- {
		if p.t.Tokens[k].Kind == text.Punct && p.t.Word(k) == ";" || p.has(k, cSub) && p.npBetween(k+1, j) {
			return false // the "and" joins people inside the clause that begins here
		}
		if p.has(k, cBe|cHave|cVerb|cModal|cSay|cLeave) || p.has(k, cHarm) && p.lex[k].harm != nil && !p.has(k+1, cPeople) || p.lex[k] == nil && p.looksLikeVerb(k) {
			return true
		}
	}
	return false
}

// verbStart walks left over auxiliaries and adverbs to the first word of the
// verb at i, and says what it met.
func (p *page) verbStart(i, from int) (start int, aux auxiliary) {
	j := i
	for j > from {
		k := j - 1
		switch {
		case p.key(k) == keyTo:
			aux.to = true
		case p.has(k, cBe):
			aux.be = true
		case p.has(k, cHave):
			aux.have = true
			aux.modal = aux.modal || p.has(k, cModal) // "could've"
		case p.has(k, cModal) && !p.has(k, cPeople) && !p.month(k):
			aux.modal = true
		case p.has(k, cDo):
			aux.do = true
		case p.has(k, cNeg) && !p.has(k, cNobody|cDet):
			aux.not = true
		case p.has(k, cSay) && (p.has(k-1, cBe) || p.has(k-1, cAdv) && p.has(k-2, cBe)), p.has(k, cFeared) && p.has(k-1, cBe):
			aux.hedged = true
		case p.has(k, cAdv) && !p.has(k, cDet|cPeople) && p.numberAt(k) == nil, p.has(k, cFind) && (p.has(k-1, cBe) || j == i):
		case p.lex[k] == nil && p.adverbLike(k):
		default:
			return j, aux
		}
		j = k
	}
	return j, aux
}

type auxiliary struct{ be, have, modal, do, not, to, hedged bool }

var keyTo = text.KeyOf("to")

func (p *page) adverbLike(k int) bool {
	w := p.t.Word(k)
	return len(w) > 4 && (w[len(w)-2:] == "ly" || w[len(w)-2:] == "LY")
}
