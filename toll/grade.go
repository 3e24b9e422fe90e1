package toll

import (
	"slices"

	"cairn"
)

// Grade is how well something is supported.
type Grade string

// The grades. The occurrence has the first four, the responsibility all but
// discounted, and none where nobody is named.
const (
	Confirmed  Grade = "confirmed"
	Fair       Grade = "fair"
	Weak       Grade = "weak"
	Discounted Grade = "discounted"
	Contested  Grade = "contested"
	NoGrade    Grade = "none"
)

// Grades are the two grades of an incident with what they rest on.
type Grades struct {
	Occurrence     Grade              `json:"occurrence"`
	Responsibility Grade              `json:"responsibility"`
	Airwars        Grade              `json:"airwars"` // their single grade, derived from both
	Independence   cairn.Independence `json:"independence"`
	Accused        []string           `json:"accused,omitempty"`
	DecidedBy      string             `json:"decided_by,omitempty"` // a person overrode a grade
	Why            []string           `json:"why"`
	known          int                // claims known at the time asked for
}

func allGrades(headline []string) bool {
	return slices.Contains(headline, "confirmed") && slices.Contains(headline, "fair") && slices.Contains(headline, "weak")
}

// grades is the sixth stage for one incident, remembered within a query.
func (t *tally) grades(at int32) Grades {
	if g, ok := t.graded[at]; ok {
		return g
	}
	g := t.gradeIncident(at)
	t.graded[at] = g
	return g
}

// headlineGrade is the grade that decides whether an incident is in the
// headline: a discounted occurrence never is, and a policy that leaves
// contested responsibility out does so by Airwars' single grade.
func (t *tally) headlineGrade(g Grades) Grade {
	if t.policy.Grade.Confirmed == 0 {
		return g.Airwars
	}
	return g.Occurrence
}

// support is what the voices of an incident say, apart from numbers.
type support struct {
	voices       map[string]voiceKind
	denials      map[string]voiceKind // of the event or of who the victims were
	admitted     []string             // parties that speak against their own interest
	claimed      []string             // perpetrators that take responsibility
	denied       []string             // perpetrators that deny it
	known, alive int
}

func (t *tally) support(inc *incident) support {
	s := support{voices: map[string]voiceKind{}, denials: map[string]voiceKind{}}
	who := originsOf(inc.linked)
	for _, p := range inc.parts {
		rep := &t.x.rec.Reports[p.report]
		if !t.knows(rep) {
			continue
		}
		for _, at := range p.claims {
			c := t.d.claim(&rep.Claims[at])
			s.known++
			if _, no := t.d.rejected[c.ID]; no {
				continue
			}
			s.alive++
			s.hear(c, voiceIn(who, c, rep, t.d))
		}
	}
	return s
}

func (s *support) hear(c *cairn.Claim, v voice) {
	name, root := fold(v.label), c.Root()
	switch {
	case c.Stance == cairn.Denied && (c.Denies == "event" || c.Denies == "status" || c.Denies == ""):
		s.denials[name] = max(s.denials[name], v.kind)
		return
	case c.Stance == cairn.Denied && c.Denies == "responsibility":
		s.denied = append(s.denied, v.label)
		return
	case c.Stance == cairn.Denied:
		return
	case c.Stance == cairn.Acknowledged && v.kind == voiceParty:
		s.admitted = append(s.admitted, v.label)
	case c.Stance == cairn.Claimed && v.kind == voiceParty && (c.Kind == cairn.Responsibility || root != nil && speaksForPerpetrator(root, c)):
		s.claimed = append(s.claimed, v.label)
	}
	if !boast(c, v.kind) {
		s.voices[name] = max(s.voices[name], v.kind)
	}
}

// knows says whether a report was there at the time asked for.
func (t *tally) knows(r *Report) bool {
	return (t.q.AsOf == 0 || r.Recorded <= t.q.AsOf) && (t.q.PublishedBy == "" || r.Published.End != "" && r.Published.End <= t.q.PublishedBy)
}

func (t *tally) gradeIncident(at int32) Grades {
	inc := &t.x.incidents[at]
	s := t.support(inc)
	g := Grades{known: s.known}
	for _, k := range s.voices {
		if k.independent() {
			g.Independence.Low++
			g.Independence.High++
		} else if k == voiceUnnamed {
			g.Independence.High++
		}
	}
	g.occurrence(s, t.policy.Grade)
	accused := t.x.accused(inc, t.d, t.knows)
	for _, a := range accused {
		g.Accused = append(g.Accused, partyLabel(a.party))
	}
	g.responsibility(s, accused, t.policy.Grade)
	if e, by := t.d.grades[inc.linked.ID]; by {
		g.override(e)
	}
	g.Airwars = airwars(g)
	return g
}

// occurrence grades that it happened, from the voices that say so.
func (g *Grades) occurrence(s support, p Grading) {
	n := g.Independence.Low
	switch {
	case s.alive == 0 || len(s.voices) == 0 && len(s.denials) > 0:
		g.set(&g.Occurrence, Discounted, "nothing stands that says it happened")
	case len(s.admitted) > 0:
		g.set(&g.Occurrence, Confirmed, "acknowledged against its own interest by "+joinNames(s.admitted))
	case p.Confirmed > 0 && n >= p.Confirmed:
		g.set(&g.Occurrence, Confirmed, plural(n, "independent root"))
	case p.Fair > 0 && n >= p.Fair:
		g.set(&g.Occurrence, Fair, plural(n, "independent root"))
	default:
		g.set(&g.Occurrence, Weak, plural(n, "independent root"))
	}
}

// responsibility grades who is said to have done it. Joint perpetrators who
// are named in part do not contradict one another; two that share nobody do.
func (g *Grades) responsibility(s support, accused []accusation, p Grading) {
	taken := s.claimed
	switch {
	case len(accused) == 0 && len(taken) == 0:
		g.set(&g.Responsibility, NoGrade, "nobody says who did it")
	case rivals(accused):
		g.set(&g.Responsibility, Contested, "different perpetrators are named: "+joinNames(g.Accused))
	case len(taken) > 0 || len(s.admitted) > 0 && len(accused) > 0 && admits(s.admitted, accused):
		g.set(&g.Responsibility, Confirmed, "taken by "+joinNames(append(slices.Clone(taken), s.admitted...)))
	case len(s.denied) > 0:
		g.set(&g.Responsibility, Contested, "denied by "+joinNames(s.denied))
	case p.Fair > 0 && accusers(accused) >= p.Fair:
		g.set(&g.Responsibility, Fair, plural(accusers(accused), "independent root"))
	default:
		g.set(&g.Responsibility, Weak, plural(accusers(accused), "independent root"))
	}
}

// admits says whether one of those who acknowledge it is one of those accused.
func admits(admitted []string, accused []accusation) bool {
	return slices.ContainsFunc(accused, func(a accusation) bool {
		return slices.ContainsFunc(admitted, func(s string) bool { return slices.Contains(a.names, fold(s)) })
	})
}

// accusers is how many independent voices name anybody.
func accusers(accused []accusation) int {
	all := map[string]voiceKind{}
	for _, a := range accused {
		for v, k := range a.voices {
			all[v] = max(all[v], k)
		}
	}
	return independentVoices(all)
}

// rivals says whether two different voices name perpetrators that share
// nobody.
func rivals(accused []accusation) bool {
	for i, a := range accused {
		for _, b := range accused[:i] {
			shared := slices.ContainsFunc(a.names, func(n string) bool { return slices.Contains(b.names, n) })
			other := slices.ContainsFunc(sortedKeys(a.voices), func(v string) bool { _, both := b.voices[v]; return !both })
			if !shared && other {
				return true
			}
		}
	}
	return false
}

func (g *Grades) set(at *Grade, to Grade, why string) {
	*at = to
	field := "occurrence"
	if at == &g.Responsibility {
		field = "responsibility"
	}
	g.Why = append(g.Why, field+" "+string(to)+": "+why)
}

// override puts a person's grades in place of those derived.
func (g *Grades) override(e cairn.Decision) {
	for field, at := range map[string]*Grade{"occurrence": &g.Occurrence, "responsibility": &g.Responsibility} {
		if v, ok := e.Fields[field]; ok {
			*at = Grade(v)
			g.DecidedBy = e.By
		}
	}
	if g.DecidedBy != "" {
		g.Why = append(g.Why, "decided by "+e.By+": "+e.Reason)
	}
}

// airwars derives Airwars' single grade: contested where competing parties are
// named, confirmed only where a belligerent accepts responsibility, fair from
// two credible sources on, and weak below.
func airwars(g Grades) Grade {
	switch {
	case g.Occurrence == Discounted:
		return Discounted
	case g.Responsibility == Contested:
		return Contested
	case g.Responsibility == Confirmed:
		return Confirmed
	case (g.Occurrence == Confirmed || g.Occurrence == Fair) && g.Responsibility != NoGrade:
		return Fair
	}
	return Weak
}
