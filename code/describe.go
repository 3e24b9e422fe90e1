package code

import (
	"strings"

	"cairn"
	"cairn/text"
)

// describe says who the victims are, as reported.
func (p *page) describe(v victims) *cairn.Victims {
	last := p.modifiers(v.last, p.sentenceOf(v.first).Last)
	out := &cairn.Victims{Words: p.words(v.first, last, "")}
	for k, n := range v.parts {
		if n.people == nil {
			if n.kind == npName {
				out.Persons = append(out.Persons, p.named(n))
			}
			continue
		}
		if n.kind == npPeople && n.head+1 < n.last && n.num == nil {
			out.Persons = append(out.Persons, p.named(n))
		}
		if k == 0 {
			out.Status, out.Condition, out.Group = n.people.status, n.people.condition, n.people.group
			continue
		}
		if out.Status != n.people.status {
			out.Status = merged(out.Status, n.people.status)
		}
		if out.Group != n.people.group {
			out.Group = ""
		}
	}
	if out.Condition == "" {
		out.Condition = p.conditionIn(v.first, last)
	}
	if a := p.actorIn(v.first, last); a != nil && a.Actor.Party() {
		out.Affiliation = a.Actor.Name
	}
	return out
}

func merged(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return "mixed"
}

// conditionIn looks for words that say in what condition the victims were.
func (p *page) conditionIn(first, last int) string {
	for _, condition := range []string{"captive", "in_custody", "surrendered", "wounded", "asleep", "worshipping", "protesting", "fleeing", "displaced"} {
		if _, _, ok := p.find("condition "+condition, first, last); ok {
			return condition
		}
	}
	return ""
}

// modifiers is the end of what describes the victims behind their head: "captured
// from a base last week".
func (p *page) modifiers(i, limit int) int {
	if i >= limit || !(p.lex[i] != nil && p.lex[i].harm != nil && p.lex[i].form == past && p.lex[i].harm.measure != cairn.Killed && p.lex[i].harm.measure != cairn.Injured) {
		return i
	}
	for k := i + 1; k < limit; k++ {
		if p.t.Tokens[k].Kind == text.Punct || p.has(k, cBe|cHave|cModal|cSay|cSub|cConj) {
			return k
		}
	}
	return limit
}

// named makes the person that a name tells of, with the age behind it.
func (p *page) named(n np) cairn.Person {
	from := n.first
	if n.det >= 0 {
		from = n.det + 1
	}
	if n.kind == npPeople {
		from = n.head + 1
	}
	span := p.span(from, n.last)
	person := cairn.Person{Name: p.t.S[span[0]:span[1]], Span: &span}
	if n.people != nil {
		switch n.people.sex {
		case "f", "m":
			person.Sex = map[string]string{"f": "woman", "m": "man"}[n.people.sex]
		}
		if n.people.sex == "" && !n.people.generic {
			person.Role = strings.ToLower(p.t.Word(n.head))
		}
	}
	if age := p.ageBehind(n.last); age > 0 {
		person.Age = &age
	}
	return person
}

// ageBehind reads ", 33," behind a name.
func (p *page) ageBehind(i int) int {
	if i+1 < len(p.t.Tokens) && (p.t.Word(i) == "," || p.t.Word(i) == "(") {
		if n := p.numberAt(i + 1); n != nil && n.Last == i+2 && n.N > 0 && n.N < 115 && (n.Kind == text.Age || n.Kind == text.Count) {
			return int(n.N)
		}
	}
	return 0
}

// party makes the actor of tokens [first, last).
func (p *page) party(first, last int, n np) *cairn.Party {
	out := &cairn.Party{Words: p.words(first, last, "")}
	if a := p.actorIn(first, last); a != nil && a.Actor.Party() {
		out.Actor = a.Actor.Name
		out.Type = a.Actor.Type(p.doc.anchor.Start)
	} else if n.people != nil {
		out.Type = map[string]string{"armed_forces": "state_forces", "police": "police", "suspect": "unidentified"}[n.people.status]
	}
	return out
}
