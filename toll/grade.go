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
	terse          bool               // no words are asked for
}

func allGrades(headline []string) bool {
	return slices.Contains(headline, "confirmed") && slices.Contains(headline, "fair") && slices.Contains(headline, "weak")
}

// grades is the sixth stage for one incident, remembered until another is asked about.
func (t *tally) grades(at int32) Grades {
	if t.gradedAt != at {
		t.gradeIncident(&t.graded, at)
		t.gradedAt = at
	}
	return t.graded
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

// knows says whether a report was there at the time asked for.
func (t *tally) knows(r *Report) bool {
	return (t.q.AsOf == 0 || r.Recorded <= t.q.AsOf) && (t.q.PublishedBy == "" || r.Published.End != "" && r.Published.End <= t.q.PublishedBy)
}

func (t *tally) gradeIncident(g *Grades, at int32) {
	rows, _ := t.rows(at)
	s := &t.support
	s.listen(rows, t.x.joint, t.eval.known)
	*g = Grades{known: s.known, terse: t.terse}
	for _, h := range s.voices {
		if h.kind.independent() {
			g.Independence.Low++
			g.Independence.High++
		} else if h.kind == voiceUnnamed {
			g.Independence.High++
		}
	}
	g.occurrence(t.x, s, t.policy.Grade)
	if !t.terse {
		s.sortAccused(t.x)
		for _, a := range s.accused {
			g.Accused = append(g.Accused, t.x.parties[a.party].label)
		}
	}
	g.responsibility(t.x, s, t.policy.Grade)
	if len(t.d.grades) > 0 {
		if e, by := t.d.grades[t.x.incidents[at].linked.ID]; by {
			g.override(e)
		}
	}
	g.Airwars = airwars(*g)
}

// occurrence grades that it happened, from the voices that say so.
func (g *Grades) occurrence(x *Index, s *support, p Grading) {
	n := g.Independence.Low
	switch {
	case s.alive == 0 || len(s.voices) == 0 && len(s.denials) > 0:
		g.set(&g.Occurrence, Discounted, func() string { return "nothing stands that says it happened" })
	case len(s.admitted) > 0:
		g.set(&g.Occurrence, Confirmed, func() string { return "acknowledged against its own interest by " + joinNames(x.namesOf(s.admitted)) })
	case p.Confirmed > 0 && n >= p.Confirmed:
		g.set(&g.Occurrence, Confirmed, func() string { return plural(n, "independent root") })
	case p.Fair > 0 && n >= p.Fair:
		g.set(&g.Occurrence, Fair, func() string { return plural(n, "independent root") })
	default:
		g.set(&g.Occurrence, Weak, func() string { return plural(n, "independent root") })
	}
}

// responsibility grades who is said to have done it.
func (g *Grades) responsibility(x *Index, s *support, p Grading) {
	switch {
	case len(s.accused) == 0 && len(s.claimed) == 0:
		g.set(&g.Responsibility, NoGrade, func() string { return "nobody says who did it" })
	case s.rivals(x):
		g.set(&g.Responsibility, Contested, func() string { return "different perpetrators are named: " + joinNames(g.Accused) })
	case len(s.claimed) > 0 || s.admits(x):
		g.set(&g.Responsibility, Confirmed, func() string {
			return "taken by " + joinNames(x.namesOf(append(slices.Clone(s.claimed), s.admitted...)))
		})
	case len(s.denied) > 0:
		g.set(&g.Responsibility, Contested, func() string { return "denied by " + joinNames(x.namesOf(s.denied)) })
	case p.Fair > 0 && s.accusers() >= p.Fair:
		g.set(&g.Responsibility, Fair, func() string { return plural(s.accusers(), "independent root") })
	default:
		g.set(&g.Responsibility, Weak, func() string { return plural(s.accusers(), "independent root") })
	}
}

// admits says whether one of those who acknowledge it is one of those accused.
func (s *support) admits(x *Index) bool {
	return slices.ContainsFunc(s.accused, func(a accusation) bool {
		return slices.ContainsFunc(s.admitted, func(h heard) bool { return slices.Contains(x.parties[a.party].names, x.strings.words[h.voice]) })
	})
}

func (g *Grades) set(at *Grade, to Grade, why func() string) {
	*at = to
	if g.terse {
		return
	}
	field := "occurrence"
	if at == &g.Responsibility {
		field = "responsibility"
	}
	g.Why = append(g.Why, field+" "+string(to)+": "+why())
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
