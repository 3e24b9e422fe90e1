package code

import (
	"strings"
	"sync"

	"cairn/text"
)

// person is what tells one victim from another in a report.
type person struct {
	one       bool // speaks of one person
	name      text.Key
	surname   text.Key
	given     string // the first name, in small letters
	sex       string
	role      string // victim or suspect
	age       int
	other     bool // "another man"
	pronoun   bool
	generic   bool  // "the victim"
	definite  bool  // "the man": told of before
	possessed bool  // "her children", "Ali's sons"
	kin       bool  // sons, wives, brothers
	composed  bool  // "five women and an old man"
	part      bool  // "one of whom"
	rank      int64 // "a fourth person": 4
}

// person describes the single victim that v is; for several, only their role.
func (p *page) person(v victims, s site) person {
	n := v.parts[0]
	out := person{other: n.other, rank: n.rank, part: n.part}
	out.possessed = n.det >= 0 && p.has(n.det, cPoss)
	for k := n.first; k < n.last && n.kind == npPeople; k++ {
		out.possessed = out.possessed || p.t.Tokens[k].Kind == text.Clitic && k < n.head
	}
	out.composed = len(v.parts) > 1
	for _, part := range v.parts {
		out.composed = out.composed && part.people != nil && (part.people.group != "" || part.people.sex != "")
		out.possessed = out.possessed || part.det >= 0 && p.has(part.det, cPoss)
		out.kin = out.kin || part.people != nil && part.people.sex != "" && part.people.group == ""
	}
	if n.people != nil {
		out.role, out.sex, out.generic = n.people.role, n.people.sex, n.people.generic
	}
	out.definite = n.det >= 0 && (p.key(n.det) == keyThe || p.key(n.det) == keyAll || p.has(n.det, cPoss)) || n.both
	if len(v.parts) > 1 {
		return out
	}
	q, ok := p.count(n)
	out.one = ok && q.Low != nil && *q.Low == 1
	switch {
	case n.kind == npPron:
		out.pronoun = true
		if p.key(n.head) == text.KeyOf("she") || p.key(n.head) == text.KeyOf("her") {
			out.sex = "f"
		} else {
			out.sex = "m"
		}
	case n.kind == npName:
		out.setName(p, n.first, n.last)
	case n.kind == npPeople && n.head+1 < n.last && n.num == nil:
		out.setName(p, n.head+1, n.last)
	}
	if out.definite && out.rank > 2 {
		out.other = false // "the fourth victim" counts the shot, not the dead
	}
	out.age = p.ageBehind(n.last)
	for k := n.first; k < n.last && out.age == 0; k++ {
		if p.t.Tokens[k].Is(text.Hyphen) && p.yearOld(k) {
			if !strings.Contains(strings.ToLower(p.t.Word(k)), "month") {
				out.age = leadingNumber(p.t.Word(k))
			}
		}
	}
	if s.h.act == "suicide" {
		out.role = "suspect"
	}
	return out
}

var keyThe, keyAll = text.KeyOf("the"), text.KeyOf("all")

func (o *person) setName(p *page, first, last int) {
	for last > first && p.t.Tokens[last-1].Kind != text.Word {
		last--
	}
	if last <= first {
		return
	}
	o.name, o.surname, o.given = p.key(first), p.key(last-1), strings.ToLower(p.t.Word(first))
	if suffixes()[o.surname] && last-2 >= first {
		o.surname = p.key(last - 2)
	}
	if last-first == 1 {
		o.name = 0
		if s := p.surnameOf(o.surname); s != 0 {
			o.name, o.surname = o.surname, s
		}
	}
}

// same says whether two single victims can be one person.
func (o person) same(q person) bool {
	switch {
	case o.surname != 0 && q.surname != 0:
		if o.surname == q.surname {
			return o.name == 0 || q.name == 0 || o.name == q.name || o.age > 0 && o.age == q.age || similar(o.given, q.given)
		}
		return o.surname == q.name || q.surname == o.name && o.name != 0
	case o.role != "" && q.role != "" && o.role != q.role:
		return false
	case o.sex != "" && q.sex != "" && o.sex != q.sex, o.rank > 0 && q.rank > 0 && o.rank != q.rank:
		return false
	case o.age > 0 && q.age > 0 && o.age != q.age:
		return false
	}
	return true
}

// suffixes are what may stand behind a surname.
var suffixes = sync.OnceValue(func() map[text.Key]bool {
	return map[text.Key]bool{text.KeyOf("jr"): true, text.KeyOf("sr"): true, text.KeyOf("ii"): true, text.KeyOf("iii"): true, text.KeyOf("iv"): true}
})

// leadingNumber reads the digits that a word begins with.
func leadingNumber(w string) int {
	n := 0
	for i := 0; i < len(w) && i < 3 && '0' <= w[i] && w[i] <= '9'; i++ {
		n = n*10 + int(w[i]-'0')
	}
	return n
}

// similar says whether two first names may be spellings of one.
func similar(a, b string) bool { return len(a) > 3 && len(b) > 3 && a[:3] == b[:3] }
