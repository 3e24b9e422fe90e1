package exchange

import (
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// What the claims of a row take from the further tables that belong to it: who
// the victims were, who says so, and counts that the row itself leaves blank.

// persons puts the listed victims under the claim that counts them. Where the
// row gives no number, the list is one: so many at least.
func (b *mappedRow) persons(claims []cairn.Claim, whole map[string]string) []cairn.Claim {
	lists := map[cairn.Measure][]cairn.Person{}
	spans := map[cairn.Measure]cairn.Span{}
	var order []cairn.Measure
	for _, j := range b.joined {
		p, at := b.person(j)
		if at == nil {
			continue
		}
		m := cairn.Measure(p.State)
		if spans[m].Empty() {
			order = append(order, m)
			spans[m] = *at
		}
		lists[m], spans[m] = append(lists[m], p), spans[m].Cover(*at)
	}
	for _, m := range order {
		i := slices.IndexFunc(claims, func(c cairn.Claim) bool { return c.ID == whole[string(m)] })
		if i < 0 {
			claims = append(claims, b.listed(m, int64(len(lists[m])), spans[m]))
			i = len(claims) - 1
		}
		v := &claims[i].Victims
		if *v == nil {
			*v = &cairn.Victims{}
		}
		(*v).Persons = lists[m]
		if q := claims[i].Count; q.High != nil && int64(len(lists[m])) > *q.High {
			b.flag("more_listed", "%d people are listed as %s, and the row says at most %d", len(lists[m]), m, *q.High)
		}
	}
	return claims
}

// listed is the claim of a list of people: at least as many as it has names.
func (b *mappedRow) listed(m cairn.Measure, n int64, span cairn.Span) cairn.Claim {
	when, _ := b.when() // read before, without an error
	q := cairn.Quantity{Low: &n, Qualifier: cairn.AtLeast, Unit: "person", Text: b.text[span[0]:span[1]], Span: &span}
	if len(b.joined) == 1 && b.joined[0].prefix == "" { // the row itself is one person
		q.High, q.Qualifier = &n, cairn.Exact
	}
	c := cairn.Claim{
		ID: cairn.ClaimID(b.hash, cairn.Casualty, m, "", span), Kind: cairn.Casualty, Measure: m, Scope: cairn.ScopeIncident, Count: &q,
		Perpetrator: b.accused(), Act: b.m.Act.of(b.rec), Means: b.m.Means.of(b.rec), Place: b.place(), Time: when, Attribution: b.sources(),
		Stance: cairn.Asserted, Rule: "exchange." + b.m.Name, Confidence: 1, Span: span, Quote: q.Text,
	}
	if who := (cairn.Victims{Status: b.m.Victims.Status.of(b.rec), Condition: b.m.Victims.Condition.of(b.rec)}); who.Status+who.Condition != "" {
		c.Victims = &who
	}
	return c
}

// person reads the row of one victim; no span where it is none.
func (b *mappedRow) person(j joinedRow) (cairn.Person, *cairn.Span) {
	t := j.table.Person
	if t.Name == "" {
		return cairn.Person{}, nil
	}
	code := func(c codes) string { return c.Values[strings.ToLower(b.rec.get(j.prefix+c.Column))] }
	p := cairn.Person{Name: b.rec.get(j.prefix + t.Name), Span: b.span(j.prefix + t.Name), Sex: code(t.Sex), State: code(t.State)}
	if t.State.Column == "" {
		p.State = string(cairn.Killed)
	}
	if age, err := strconv.Atoi(b.rec.get(j.prefix + t.Age)); err == nil && age >= 0 && age < 130 {
		p.Age = &age
	}
	if p.State == "" {
		b.flag("no_state", "%sdoes not say whether the person was killed or injured", j.prefix)
		return p, nil
	}
	at := p.Span
	for _, column := range []string{t.State.Column, j.table.Key} { // somebody without a name is a person, too
		if at == nil {
			at = b.span(j.prefix + column)
		}
	}
	return p, at
}

// joinedSources are the rows of sources, which say it together.
func (b *mappedRow) joinedSources() []cairn.Speaker {
	var first *cairn.Speaker
	for _, j := range b.joined {
		column := j.prefix + j.table.Source.Name
		name := b.rec.get(column)
		if j.table.Source.Name == "" || name == "" {
			continue
		}
		one := cairn.Speaker{Words: cairn.Words{Text: name, Span: b.span(column), Basis: cairn.Stated}, Named: true}
		switch {
		case first == nil:
			first = &one
		case first.Text != name && !slices.ContainsFunc(first.With, func(s cairn.Speaker) bool { return s.Text == name }):
			first.With = append(first.With, one)
		}
	}
	if first == nil {
		return nil
	}
	return []cairn.Speaker{*first}
}

// counts are the counts of the row, each with those of further tables that give
// what the row leaves blank. What they give otherwise than the row is flagged.
func (b *mappedRow) counts() []countMap {
	if len(b.joined) == 0 {
		return b.m.Counts
	}
	same := map[string]int{}
	for _, j := range b.joined {
		same[b.rec.get(j.prefix+j.table.Count.Like)]++
	}
	var out []countMap
	for _, c := range b.m.Counts {
		out = append(out, c)
		for _, j := range b.joined {
			like := b.rec.get(j.prefix + j.table.Count.Like)
			low, ok1 := strings.CutPrefix(c.Low, like+"_")
			high, ok2 := strings.CutPrefix(c.High, like+"_")
			if like == "" || !ok1 || !ok2 || b.lines[j.prefix+low] == [2]int{} && b.lines[j.prefix+high] == [2]int{} {
				continue
			}
			if b.rec.get(c.Low) == "" && b.rec.get(c.High) == "" {
				theirs := c
				theirs.Low, theirs.High, theirs.affiliation = j.prefix+low, j.prefix+high, j.prefix+j.table.Count.Affiliation
				out = append(out, theirs)
			} else if n := b.rec.get(j.prefix + low); same[like] == 1 && n != "" && n != b.rec.get(c.Low) {
				b.flag("tables_differ", "%s is %s, and %s is %s", c.Low, b.rec.get(c.Low), j.prefix+low, n)
			}
		}
	}
	return out
}

// accused is who is said to have done it: one column, or several numbered ones.
func (b *mappedRow) accused() *cairn.Party {
	if b.m.Perpetrator != "" {
		return b.named(b.m.Perpetrator)
	}
	var known, suspected []cairn.Party
	for n := range b.m.Accused.Repeat {
		p := b.named(numbered(b.m.Accused.Name, n+1))
		switch is := b.m.Accused.Known; {
		case p == nil:
		case is.Column == "" || b.rec.get(numbered(is.Column, n+1)) == is.Value:
			known = append(known, *p)
		default:
			suspected = append(suspected, *p)
		}
	}
	if len(known) > 0 {
		first := known[0]
		first.With, first.Or = known[1:], suspected
		return &first
	}
	if len(suspected) > 0 {
		first := suspected[0]
		first.Or = suspected[1:]
		return &first
	}
	return nil
}

func (b *mappedRow) named(column string) *cairn.Party {
	who := b.rec.get(column)
	if column == "" || who == "" {
		return nil
	}
	return &cairn.Party{Words: b.words(column), Actor: who}
}

// speaker is a party that says so itself.
func (b *mappedRow) speaker(column string) []cairn.Speaker {
	who := b.rec.get(column)
	if who == "" {
		return nil
	}
	return []cairn.Speaker{{Words: b.words(column), Type: "party", Named: true, Actor: who}}
}

// deny marks what the makers of the data set deny: a number that they keep, and
// say of it that the people were others.
func (b *mappedRow) deny(c *cairn.Claim) {
	if d := b.m.Denied; d.Column != "" && c.Stance == cairn.Asserted && slices.Contains(d.Values, b.rec.get(d.Column)) {
		c.Stance, c.Denies = cairn.Denied, d.Denies
		if !slices.ContainsFunc(b.flags, func(f Flag) bool { return f.ID == "denied" }) {
			b.note("denied", "%s is %s: the numbers are kept, and count nobody", d.Column, b.rec.get(d.Column))
		}
	}
}
