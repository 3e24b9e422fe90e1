package code

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

// incidence is what the rules know of things that are counted and are no
// people (rules/events.txt).
type incidence struct {
	units      map[text.Key][]countedUnit // by the first word
	operations map[text.Key]string        // noun -> act
	begins     map[text.Key]bool

	counted text.Keyed[[]countedUnit] // the units, once all is read
	named   text.Keyed[string]        // the operations
}

// countedUnit is one noun, of one or more words.
type countedUnit struct {
	rest       []text.Key
	unit       string
	act, means string
}

func loadIncidence(files fs.FS) (*incidence, error) {
	t := &incidence{units: map[text.Key][]countedUnit{}, operations: map[text.Key]string{}, begins: map[text.Key]bool{}}
	if err := eachRule(files, "rules/events.txt", t.line); err != nil {
		return nil, err
	}
	for _, units := range t.units {
		slices.SortStableFunc(units, func(a, b countedUnit) int { return len(b.rest) - len(a.rest) })
	}
	t.counted, t.named = text.NewKeyed(t.units), text.NewKeyed(t.operations)
	return t, nil
}

func (t *incidence) line(f []string) error {
	switch {
	case len(f) >= 5 && f[0] == "unit":
		u := countedUnit{unit: f[1], act: f[2], means: strings.TrimPrefix(f[3], "-")}
		if !inList("unit", u.unit) || !inList("act", u.act) || !inList("means", u.means) {
			return fmt.Errorf("%q has a value that is in no list of the claim", strings.Join(f[:4], " "))
		}
		for _, w := range f[4:] {
			words := strings.Split(w, "_")
			v := u
			for _, w := range words[1:] {
				v.rest = append(v.rest, text.KeyOf(w))
			}
			first := text.KeyOf(words[0])
			t.units[first] = append(t.units[first], v)
		}
	case len(f) >= 2 && f[0] == "begin":
		for _, w := range f[1:] {
			t.begins[text.KeyOf(w)] = true
		}
	case len(f) >= 3 && f[0] == "operation" && inList("act", f[1]):
		for _, w := range f[2:] {
			t.operations[text.KeyOf(w)] = f[1]
		}
	default:
		return fmt.Errorf("%q is no line of this file: see its head", strings.Join(f, " "))
	}
	return nil
}

// unitAt finds the counted noun that begins at token i, and its end.
func (t *incidence) unitAt(p *page, i, limit int) (countedUnit, int, bool) {
	units, _ := t.counted.Get(p.key(i))
	for _, u := range units {
		if end := p.restAt(i, limit, u.rest); end > 0 {
			return u, end, true
		}
	}
	return countedUnit{}, 0, false
}

// findEvents adds the claims about what happened, counted in other units than
// people: "at least seven suicide bombers", "hundreds of shells", "the number
// of vehicle bombs has risen to seven". A noun without a number makes no claim:
// that something exploded is told by those it killed.
func findEvents(d *doc) {
	for _, p := range d.pages {
		for n, sen := range p.t.Sentences {
			var numbers []text.Number
			for i := sen.Body; i < sen.Last; i++ {
				if act, ok := d.incidence.named.Get(p.key(i)); ok {
					if f := p.operation(n, sen, act, i); f != nil {
						d.findings = append(d.findings, f)
					}
				}
				u, end, ok := d.incidence.unitAt(p, i, sen.Last)
				if !ok {
					continue
				}
				if numbers == nil {
					numbers = p.t.NumbersIn(sen.Body, sen.Last)
				}
				if num := p.counting(numbers, i, end, sen); num != nil {
					d.findings = append(d.findings, p.event(n, sen, u, i, end, *num))
				} else {
					p.almost(n, i, end, "event."+u.unit, "no number counts it")
				}
				i = end - 1
			}
		}
	}
}

// operation makes the finding of "A and its allies began an offensive against
// B"; nil where nobody is said to have begun it.
func (p *page) operation(n int, sen text.Sentence, act string, i int) *finding {
	begun := false
	for k := max(sen.Body, i-5); k < i; k++ {
		begun = begun || p.doc.incidence.begins[p.key(k)]
	}
	h := holding{p: p, sen: sen, at: i, end: i + 1}
	who := p.doer(h)
	if !begun || who == nil {
		p.almost(n, i, i+1, "event."+act, "nobody is said to have begun it")
		return nil
	}
	f := &finding{page: p, sentence: n, trigger: [2]int{i, i + 1}, words: [2]int{i, i + 1}, doubts: 1}
	f.claim = cairn.Claim{Kind: cairn.Event, Scope: cairn.ScopeIncident, Act: act, Perpetrator: who, Span: p.span(sen.First, sen.Last), Rule: "event." + act}
	f.because("act", f.claim.Rule, i, i+1)
	if l, _ := h.placeAround(i); l != nil {
		f.claim.Place = l
	}
	return f
}

// counting is the number of a noun at tokens [i, end): the one before it, or,
// behind "the number of", the one that it rose to.
func (p *page) counting(numbers []text.Number, i, end int, sen text.Sentence) *text.Number {
	if p.key(i-1) == keyOf && p.key(i-2) == keyNumber {
		for k := range numbers {
			if n := &numbers[k]; n.First > end && n.Kind == text.Count && p.key(n.First-1) == keyTo {
				return n
			}
		}
		return nil
	}
	for k := range numbers {
		n := &numbers[k]
		if n.Kind != text.Count && !n.Vague || n.Last > i {
			continue
		}
		between := n.Last
		if p.key(between) == keyOf {
			between++
		}
		adjectives := 0
		for between < i && p.t.Tokens[between].Kind == text.Word && !p.has(between, cPrep|cConj|cBe|cSay|cPeople) && adjectives < 2 {
			between++
			adjectives++
		}
		if between == i {
			return n
		}
	}
	return nil
}

// event makes the finding of a count of things.
func (p *page) event(n int, sen text.Sentence, u countedUnit, i, end int, num text.Number) *finding {
	f := &finding{page: p, sentence: n, trigger: [2]int{i, end}, words: [2]int{num.First, num.Last}, doubts: 1}
	q := p.t.Quantity(num)
	q.Unit = u.unit
	f.claim = cairn.Claim{Kind: cairn.Event, Scope: cairn.ScopeIncident, Act: u.act, Means: u.means, Count: &q,
		Span: p.span(sen.First, sen.Last), Rule: "event." + u.unit}
	f.because("count", f.claim.Rule, num.First, num.Last)
	h := holding{p: p, sen: sen, at: min(i, num.First), end: end}
	if who := p.doer(h); who != nil {
		f.claim.Perpetrator = who
	}
	if l, _ := h.placeAround(i); l != nil {
		f.claim.Place = l
	}
	return f
}

// doer is the one who did what the sentence counts: the first holder of arms
// named in it before the number, or behind "by".
func (p *page) doer(h holding) *cairn.Party {
	for k := h.sen.Body; k < h.at; k++ {
		if p.has(k, cThat) {
			continue
		}
		if party, end := h.partyAt(k); party != nil && end <= h.at {
			return party
		}
	}
	return h.agentBehind(h.end)
}

// placeAround is the place that the sentence names for what it counts: behind
// "into", "against", "on" or "at", the nearest first.
func (h holding) placeAround(i int) (*cairn.Locus, int) {
	p := h.p
	for k := i; k < h.sen.Last; k++ {
		if p.has(k, cPrep) && p.key(k) != keyOf {
			if l, end := h.placeBehind(k + 1); l != nil && len(h.topics(k+1, end)) > 0 {
				return l, end
			}
		}
	}
	for k := i; k > h.sen.Body; k-- {
		if p.has(k, cPrep) && p.key(k) != keyOf {
			if l, end := h.placeBehind(k + 1); l != nil {
				return l, end
			}
		}
	}
	return nil, i
}
