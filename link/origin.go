package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// The kinds of origin, as cairn.Origin has them.
const (
	kindNamed    = "named"
	kindPrimary  = "primary"
	kindUnnamed  = "unnamed"
	kindParty    = "party"
	kindUnstated = "unstated"
)

// voice is who is heard in a claim.
type voice struct{ key, label, kind string }

// said is one claim of an incident with the report it stands in.
type said struct {
	claim  *cairn.Claim
	report *cairn.Coded
	at     int32 // the report
	unit   int32
	voices []voice // everybody who says it
	heard  []voice // the voices it counts for
}

// hear sets the voices of every claim of one incident.
func (s *Set) hear(all []said) {
	names := canonical(all)
	party := s.partyTest(all)
	for i := range all {
		all[i].voices = s.voicesOf(&all[i], names, party)
	}
	for i := range all {
		if v := s.restated(all, i); v != nil {
			all[i].voices = v
		}
	}
	for i, heard := range heardAs(all) {
		all[i].heard = heard
	}
}

// voicesOf reads the root of a claim's attribution; where nobody is named, the
// agency or the publisher stands in its place.
func (s *Set) voicesOf(c *said, names map[string]string, party func(*cairn.Speaker) bool) []voice {
	root := c.claim.Root()
	if root == nil {
		return []voice{s.unstated(c)}
	}
	joint := append([]cairn.Speaker{*root}, root.With...)
	var out []voice
	for i := range joint {
		sp := &joint[i]
		label := strings.TrimSpace(sp.Label())
		name := cmp.Or(names[rootKey(label)], label)
		v := voice{key: "named/" + rootKey(name), label: name, kind: kindNamed}
		switch {
		case label == "":
			continue
		case party(sp):
			v.kind = kindParty
		case !sp.Named:
			v = voice{key: "unnamed/" + cmp.Or(sp.Type, rootKey(label)), label: label, kind: kindUnnamed}
		case s.primary(name) || s.primary(label):
			v.key, v.kind = "primary/"+rootKey(name), kindPrimary
		case sp.Type == "media":
			v.key, v.kind = "unstated/"+rootKey(name), kindUnstated
		}
		if !slices.ContainsFunc(out, func(o voice) bool { return o.key == v.key }) {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return []voice{s.unstated(c)}
	}
	return out
}

func (s *Set) primary(name string) bool {
	return name != "" && s.o.Primary != nil && s.o.Primary(name)
}

// unstated is the voice of a report that names nobody: its agency's, else its
// publisher's, else that of the report whose text it copies.
func (s *Set) unstated(c *said) voice {
	if name := s.firstHand[s.story[c.at]]; name != "" {
		return voice{"primary/" + rootKey(name), name, kindPrimary}
	}
	name := cmp.Or(c.report.Agency, c.report.Publisher, c.report.ID)
	return voice{"unstated/" + rootKey(name), name, kindUnstated}
}

// restated is the voices of a claim that repeats what another claim of the same
// report attributes: the lead of a story that names nobody, or a title that does
// not name its source in full ("monitor says").
func (s *Set) restated(all []said, i int) []voice {
	c := &all[i]
	root := c.claim.Root()
	title := c.claim.In == "title"
	if root != nil && (!title || root.Named && strings.Contains(strings.TrimSpace(root.Label()), " ")) || c.voices[0].kind == kindPrimary {
		return nil
	}
	var out []voice
	for k := range all {
		o := &all[k]
		if o.unit != c.unit || o.claim.Root() == nil || o.claim.In == "title" ||
			o.claim.Measure != c.claim.Measure && (countOf(c.claim) == 0 || countOf(c.claim) != countOf(o.claim)) {
			continue
		}
		if root != nil && o.voices[0].key == c.voices[0].key {
			return nil // the text names the same speakers
		}
		restates := slices.Contains(c.claim.RelatedAs(cairn.Restates), o.claim.ID) || slices.Contains(o.claim.RelatedAs(cairn.Restates), c.claim.ID)
		if out == nil && (restates || title && canBothBe(c.claim.Count, o.claim.Count)) {
			out = o.voices
		}
	}
	return out
}

// canBothBe says whether two counts can be true of the same people at once.
func canBothBe(a, b *cairn.Quantity) bool {
	var x, y countRange
	x.take(a)
	y.take(b)
	return !x.known || !y.known || x.low <= y.high && y.low <= x.high
}

func rootKey(name string) string { return strings.TrimPrefix(fold(name), "the ") }

// canonical maps the shorter names of roots to the fullest one that is used of
// the incident: "the Observatory", "SOHR" and the full name are one voice.
func canonical(all []said) map[string]string {
	full := map[string]string{}
	for i := range all {
		root := all[i].claim.Root()
		if root == nil {
			continue
		}
		for _, sp := range append([]cairn.Speaker{*root}, root.With...) {
			if key := rootKey(sp.Label()); sp.Named && key != "" {
				full[key] = min(cmp.Or(full[key], sp.Label()), sp.Label())
			}
		}
	}
	keys := make([]string, 0, len(full))
	for k := range full {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	out := map[string]string{}
	for i, short := range keys {
		out[short] = full[short]
		for _, long := range keys[:i] {
			if isShortFor(short, long) {
				out[short] = cmp.Or(out[long], full[long])
				break
			}
		}
	}
	return out
}

// isShortFor says whether one name abbreviates the other: its initials, or some
// of its words in order, one of them of weight.
func isShortFor(short, long string) bool {
	words := strings.Fields(long)
	var initials strings.Builder
	for _, w := range words {
		if w != "of" && w != "for" && w != "the" && w != "and" {
			initials.WriteByte(w[0])
		}
	}
	if short == initials.String() && len(short) >= 3 {
		return true
	}
	at, weight := 0, false
	for _, w := range strings.Fields(short) {
		k := slices.Index(words[at:], w)
		if k < 0 {
			return false
		}
		at += k + 1
		weight = weight || len(w) >= 5
	}
	return weight && at > 0
}

// partyTest says of a speaker whether it is a party to the incident: it is said
// to have done it, belongs to those harmed, or speaks for an armed side.
func (s *Set) partyTest(all []said) func(*cairn.Speaker) bool {
	var sides []string
	add := func(name string) {
		if name = rootKey(name); name != "" && !slices.Contains(sides, name) {
			sides = append(sides, name)
		}
	}
	var addParty func(p *cairn.Party)
	addParty = func(p *cairn.Party) {
		if p == nil {
			return
		}
		add(cmp.Or(p.Actor, p.Text))
		for i := range p.With {
			addParty(&p.With[i])
		}
	}
	for i := range all {
		addParty(all[i].claim.Perpetrator)
		if v := all[i].claim.Victims; v != nil {
			add(v.Affiliation)
		}
	}
	return func(sp *cairn.Speaker) bool {
		if sp.Type == "armed_group" || sp.Type == "party" || sp.Type == "military" {
			return true
		}
		label := sp.Label()
		return slices.ContainsFunc(sides, func(side string) bool {
			return side == rootKey(label) || sp.Type == "government" && s.within(label, side)
		})
	}
}

func (s *Set) within(actor, whole string) bool {
	if rootKey(actor) == rootKey(whole) {
		return true
	}
	return s.o.Within != nil && s.o.Within(actor, whole)
}

// origins gathers the claims of an incident by voice.
func (s *Set) origins(all []said) ([]cairn.Origin, cairn.Independence) {
	groups := map[string][]int{}
	who := map[string]voice{}
	for i := range all {
		for _, v := range all[i].heard {
			groups[v.key] = append(groups[v.key], i)
			if have, ok := who[v.key]; !ok || v.label < have.label {
				who[v.key] = v
			}
		}
	}
	var keys []string
	for k := range groups {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank[who[a].kind], rank[who[b].kind]), cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	var out []cairn.Origin
	var n cairn.Independence
	for _, k := range keys {
		v := who[k]
		o := cairn.Origin{Root: v.label, Kind: v.kind, Why: s.whyOrigin(all, groups[k], v)}
		for _, i := range groups[k] {
			o.Claims = append(o.Claims, all[i].claim.ID)
		}
		slices.Sort(o.Claims)
		o.Claims = slices.Compact(o.Claims)
		out = append(out, o)
		switch v.kind {
		case kindNamed, kindPrimary:
			n.Low++
			n.High++
		case kindUnnamed:
			n.High++
		}
	}
	return out, n
}

// whyOrigin says in words how the claims of one voice were recognised as one.
func (s *Set) whyOrigin(all []said, of []int, v voice) string {
	reports, texts := map[int32]bool{}, map[int32]int{}
	var said, credits []string
	for _, i := range of {
		c := &all[i]
		if !reports[c.at] {
			reports[c.at] = true
			texts[s.story[c.at]]++
			if c.report.Agency != "" && !slices.Contains(credits, c.report.Agency) {
				credits = append(credits, c.report.Agency)
			}
		}
		if r := c.claim.Root(); r != nil && r.Said != nil && r.Said.Start != "" && !slices.Contains(said, string(r.Said.Start)) {
			said = append(said, string(r.Said.Start))
		}
	}
	parts := []string{fmt.Sprintf("%s %s", plural(len(reports), "report"), reasons[v.kind])}
	if len(said) == 1 {
		parts = append(parts, "all of what was said on "+said[0])
	}
	if copied := len(reports) - len(texts); copied > 0 {
		parts = append(parts, fmt.Sprintf("%d of them copy another's text", copied))
	}
	slices.Sort(credits)
	if len(credits) > 0 {
		parts = append(parts, "carried by "+strings.Join(credits, ", "))
	}
	return strings.Join(parts, "; ")
}

var reasons = map[string]string{
	kindNamed:    "giving this root",
	kindPrimary:  "of an outlet that gathers its own information",
	kindUnnamed:  "naming nobody",
	kindParty:    "quoting a party to the incident: listed, not counted",
	kindUnstated: "not saying from whom: not counted",
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
