package code

import (
	"cmp"
	"math"
	"slices"

	"cairn"
	"cairn/actor"
)

// suspected is the party that the report as a whole shows as the one who did
// it, where no claim of the incident names one: "an Israeli airstrike", "the
// attack bears the mark of the FMLN". Every party that the report names is
// weighed by how it is told of (rules/suspects.txt, made by code/fit); the
// likeliest is given, with basis context, where a person who reads the report is
// likely enough to name it. An incident for which none is stays without one.
func (d *doc) suspected(g []*finding) *cairn.Party {
	var best *cairn.Party
	least := likelyEnough
	for _, s := range d.suspects(g) {
		if p := d.suspicion.chance(s.Signs); p > least {
			least, best = p, s.Party
		}
	}
	if best == nil {
		return nil
	}
	out := *best
	out.Basis = cairn.Context
	return &out
}

// likelyEnough is how likely a party must be: more likely than not. A lower bar
// scores a little better and guesses more often wrong.
const likelyEnough = 0.5

// A Suspect is a party that a report names, as one who may have done what an
// incident of it tells, with all that speaks for and against it.
type Suspect struct {
	Incident int // in the order of the coded incidents
	Party    *cairn.Party
	Signs    []string
}

// Suspects are the parties among whom the coder looks for the perpetrator of
// those incidents of a report whose own claims name none: what the weights of
// rules/suspects.txt are learned from.
func (c *Coder) Suspects(r cairn.Report) []Suspect {
	d, out := c.code(r, Options{})
	if d == nil {
		return nil
	}
	var all []Suspect
	for i := range out.Incidents {
		if !open(incident(d.groups[i], false).Perpetrator) {
			continue
		}
		for _, s := range d.suspects(d.groups[i]) {
			s.Incident = i
			all = append(all, s)
		}
	}
	return all
}

// Weighed is a suspect with what its signs weigh.
type Weighed struct {
	Suspect
	Chance float64
	Taken  bool // it is the one that the incident names
	Why    []Weight
}

// Weight is what a sign adds to the odds, as a logarithm.
type Weight struct {
	Sign  string
	Value float64
}

// weighed are the suspects of every incident whose claims name nobody, the
// likeliest first, each with its signs by their weight.
func (d *doc) weighed() []Weighed {
	var all []Weighed
	for i, g := range d.groups {
		if !open(incident(g, false).Perpetrator) {
			continue
		}
		var of []Weighed
		for _, s := range d.suspects(g) {
			s.Incident = i
			w := Weighed{Suspect: s, Chance: d.suspicion.chance(s.Signs)}
			for _, sign := range s.Signs {
				if v := d.suspicion[sign]; v != 0 {
					w.Why = append(w.Why, Weight{sign, v})
				}
			}
			slices.SortStableFunc(w.Why, func(a, b Weight) int { return cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)) })
			of = append(of, w)
		}
		slices.SortStableFunc(of, func(a, b Weighed) int { return cmp.Compare(b.Chance, a.Chance) })
		if len(of) > 0 {
			of[0].Taken = of[0].Chance > likelyEnough
		}
		all = append(all, of...)
	}
	return all
}

// open says whether the claims of an incident leave its perpetrator to be found:
// none is named.
func open(p *cairn.Party) bool { return p == nil || p.Actor == "" }

// suspects gathers the parties that the report shows beside what was done, in the
// order in which it names them, each with its signs.
func (d *doc) suspects(g []*finding) []Suspect {
	var files []*dossier
	of := map[string]*dossier{}
	for _, p := range d.pages {
		for k := range p.actors {
			a := &p.actors[k]
			if !a.Actor.Party() || a.Actor.Person {
				continue
			}
			f := of[a.Actor.Name]
			if f == nil {
				f = &dossier{actor: a.Actor, kind: a.Actor.Type(d.anchor.Start), ways: map[string]bool{}}
				of[a.Actor.Name] = f
				files = append(files, f)
			}
			f.add(g, p, a)
		}
	}
	for _, r := range d.findings {
		if f := r.claim.Actor; r.claim.Kind == cairn.Responsibility && of[f.Actor] != nil {
			of[f.Actor].ways[r.claim.Rule] = true
		}
	}
	for _, x := range d.findings {
		if p := x.claim.Perpetrator; p != nil && of[p.Actor] != nil {
			of[p.Actor].ways["agent elsewhere"] = true
		}
	}
	others := company{most: map[string]int{}}
	for _, f := range files {
		if f.armed() {
			others.armed++
		}
		others.most[f.side()] = max(others.most[f.side()], f.named)
	}
	out := make([]Suspect, 0, len(files))
	for _, f := range files {
		if f.party == nil || !f.shown() {
			continue
		}
		out = append(out, Suspect{Party: f.party, Signs: d.signsOf(f, g, others)})
	}
	return out
}

// company is what the report tells of all parties together.
type company struct {
	armed int            // how many groups in arms it names
	most  map[string]int // by side: how often it names the party that it names most
}

// dossier is what the report tells of one party.
type dossier struct {
	actor *actor.Actor
	kind  string
	party *cairn.Party    // in the words that show it most clearly as the one who attacked
	votes int             // how clearly
	named int             // how often, in words that mean itself
	ways  map[string]bool // how it is told of
}

// shown says whether words of the report bring the party together with an attack:
// it attacks, is blamed, takes responsibility, or is named in a sentence of harm.
// Nobody is suspected for being present, however often.
func (f *dossier) shown() bool {
	for way := range f.ways {
		switch way {
		case "attacks", "by", "its attack", "attack in the name", "blamed", "accused", "beside harm",
			"responsibility.takes", "responsibility.blamed", "responsibility.blamed to", "agent elsewhere":
			return true
		}
	}
	return false
}

// armed says whether the party is a group that fights and no state's.
func (f *dossier) armed() bool {
	switch f.kind {
	case "government", "state_forces", "police", "international_forces":
		return false
	}
	return true
}

// add enters one mention.
func (f *dossier) add(g []*finding, p *page, a *actor.Mention) {
	first := p.t.TokenAt(a.Span[0])
	sentence := p.t.SentenceAt(first)
	if !a.Metonym {
		f.named++
	}
	votes := 0
	for _, way := range p.waysOf(a) {
		f.ways[way] = true
		votes += weightOf(way) + nearness(g, p, sentence)
	}
	if p.in == "title" || sentence < 2 {
		f.ways["first"] = true
	}
	if f.party == nil || votes > f.votes {
		f.party, f.votes = p.actorParty(a), votes
	}
}
