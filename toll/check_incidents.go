package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// twice finds claims, named persons and lists that stand in two incidents.
func (c *checker) twice() {
	in := map[ClaimRef][]string{}
	for i := range c.x.incidents {
		li := c.x.incidents[i].linked
		for _, r := range li.Reports {
			for _, id := range r.Claims {
				in[ClaimRef{r.ID, id}] = append(in[ClaimRef{r.ID, id}], li.ID)
			}
		}
	}
	for ref, ids := range in {
		if len(slices.Compact(ids)) > 1 {
			c.found(fmt.Sprintf("claim %s of report %s stands in incidents %s: it counts in the first only", ref.Claim, ref.Report, joinNames(ids)), nil, []ClaimRef{ref}, ids)
		}
	}
	c.personsTwice()
}

// personsTwice finds a named person killed in two incidents.
func (c *checker) personsTwice() {
	type seen struct {
		name string
		ids  map[string][]ClaimRef
	}
	byName := map[string]*seen{}
	for i := range c.x.incidents {
		inc := &c.x.incidents[i]
		for _, p := range inc.parts {
			rep := &c.x.rec.Reports[p.report]
			if !c.knows(rep) {
				continue
			}
			for _, at := range p.claims {
				cl := c.d.claim(&rep.Claims[at])
				if _, no := c.d.rejected[cl.ID]; no || cl.Measure != cairn.Killed || cl.Victims == nil {
					continue
				}
				for _, person := range cl.Victims.Persons {
					if person.Name == "" || person.State != "" && person.State != string(cairn.Killed) {
						continue
					}
					s := byName[fold(person.Name)]
					if s == nil {
						s = &seen{person.Name, map[string][]ClaimRef{}}
						byName[fold(person.Name)] = s
					}
					s.ids[inc.linked.ID] = append(s.ids[inc.linked.ID], ClaimRef{rep.ID, cl.ID})
				}
			}
		}
	}
	for _, name := range sortedKeys(byName) {
		if s := byName[name]; len(s.ids) > 1 {
			var refs []ClaimRef
			for _, id := range sortedKeys(s.ids) {
				refs = append(refs, s.ids[id]...)
			}
			c.found(fmt.Sprintf("%s is among the killed of incidents %s", s.name, joinNames(sortedKeys(s.ids))), nil, refs, sortedKeys(s.ids))
		}
	}
}

// overlaps lists the pairs of incidents that may share people.
func (c *checker) overlaps() {
	for i := range c.x.incidents {
		at := int32(i)
		li := c.x.incidents[i].linked
		for _, o := range li.Overlaps {
			other, ok := c.x.byID[o.With]
			if !ok || other == at || other < at && c.x.overlapSaid(other, at) {
				continue
			}
			why := ""
			if o.Why != "" {
				why = ": " + o.Why
			}
			c.found(fmt.Sprintf("incidents %s and %s may share up to %s people%s", li.ID, o.With, number(c.x.overlapUpTo(at, other)), why), nil, nil, []string{li.ID, o.With})
		}
	}
}

// perpetrators finds incidents for which different voices name perpetrators
// that share nobody.
func (c *checker) perpetrators() {
	for i := range c.x.incidents {
		rows, _ := c.rows(int32(i))
		s := &c.support
		if s.listen(rows, c.x.joint, c.eval.known); !s.rivals(c.x) {
			continue
		}
		s.sortAccused(c.x)
		id := c.x.incidents[i].linked.ID
		var names, steps []string
		for _, a := range s.accused {
			if !c.x.parties[a.party].known {
				continue
			}
			names = append(names, c.x.parties[a.party].label)
			steps = append(steps, fmt.Sprintf("%s: said by %s", c.x.parties[a.party].label, plural(len(a.voices), "voice")))
		}
		c.found(fmt.Sprintf("incident %s: different perpetrators are named: %s", id, joinNames(names)), steps, nil, []string{id})
	}
}

// dissents lists the reports that contradict the root they repeat, once for
// each incident.
func (c *checker) dissents() {
	for i := range c.x.incidents {
		li := c.x.incidents[i].linked
		byReport := map[string][]cairn.Dissent{}
		for _, d := range li.Dissent {
			if rep, ok := c.x.byReport[d.Report]; ok && c.knows(&c.x.rec.Reports[rep]) {
				byReport[d.Report] = append(byReport[d.Report], d)
			}
		}
		for _, id := range sortedKeys(byReport) {
			var says, steps []string
			var refs []ClaimRef
			for _, d := range byReport[id] {
				says = append(says, fmt.Sprintf("%s for the %s", d.Says, d.Field))
				steps = append(steps, "it says: "+d.Quote)
				refs = append(refs, ClaimRef{d.Report, d.Claim})
			}
			slices.Sort(steps)
			c.found(fmt.Sprintf("%s repeats %s but says %s", publisherOf(&c.x.rec.Reports[c.x.byReport[id]]), rootName(byReport[id][0].Root), joinNames(says)),
				slices.Compact(steps), refs, []string{li.ID})
		}
	}
}

// enoughCopies is from how many publishers on a round number is "everybody's".
const enoughCopies = 3

// rounds finds round numbers that several publishers repeat and that go back to
// one root, or to nobody.
func (c *checker) rounds() {
	type key struct {
		n int64
		m cairn.Measure
	}
	type use struct {
		publishers, roots map[string]bool
		refs              []ClaimRef
	}
	uses := map[key]*use{}
	c.eachReport(func(rep *Report, _ int32) {
		c.standing(rep, func(cl *cairn.Claim, _ int32) {
			n, ok := roundNumber(cl)
			if !ok || cl.Scope == cairn.ScopeBackground {
				return
			}
			u := uses[key{n, cl.Measure}]
			if u == nil {
				u = &use{map[string]bool{}, map[string]bool{}, nil}
				uses[key{n, cl.Measure}] = u
			}
			v := voiceOf(cl, rep, c.d)
			u.publishers[fold(rep.Publisher)] = true
			if v.kind != voiceUnstated {
				u.roots[v.label] = true
			}
			u.refs = append(u.refs, ClaimRef{rep.ID, cl.ID})
		})
	})
	for k, u := range uses {
		if len(u.publishers) < enoughCopies || len(u.roots) > 1 {
			continue
		}
		root := "nobody named"
		if len(u.roots) == 1 {
			root = sortedKeys(u.roots)[0]
		}
		c.found(fmt.Sprintf("%s publishers give %s %s, all from %s: one voice, not %s", number(int64(len(u.publishers))), number(k.n), measureWord(k.m), root, number(int64(len(u.publishers)))), nil, u.refs, nil)
	}
}

// roundNumber is the number that a claim states where it is a round one: two
// zeros or more at its end.
func roundNumber(c *cairn.Claim) (int64, bool) {
	q := c.Count
	if c.Kind != cairn.Casualty || q == nil {
		return 0, false
	}
	var n int64
	switch {
	case q.Value != nil:
		n = *q.Value
	case q.Low != nil && q.Qualifier == cairn.MoreThan:
		n = *q.Low - 1
	case q.Low != nil:
		n = *q.Low
	}
	return n, n >= 100 && unit(n) >= 100
}
