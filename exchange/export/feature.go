package export

import (
	"slices"
	"strings"

	"cairn"
)

// feature is something that incidents may have and a target may not hold. The
// table of features is the whole of what is looked for: a shape names those that
// it holds, and every other one that an incident has is a loss.
type feature struct {
	field string
	what  string
	has   func(inc *Incident) bool
}

func features() []feature {
	return []feature{
		{"attribution", "who told whom: the chain between the publisher and the root", func(inc *Incident) bool {
			return inc.any(func(c *cairn.Claim) bool { return len(c.Attribution) > 1 })
		}},
		{"roots", "who first said it", func(inc *Incident) bool { return len(inc.roots()) > 0 }},
		{"quotes", "the sentence that says it, with its place in the report", func(inc *Incident) bool {
			return inc.any(func(c *cairn.Claim) bool { return c.Quote != "" })
		}},
		{"dissent", "a claim that contradicts the root it repeats", func(inc *Incident) bool { return len(inc.Dissent) > 0 }},
		{"overlaps", "that some of the people may be in another incident, too", func(inc *Incident) bool { return len(inc.Overlaps) > 0 }},
		{"after", "that the people are known from an earlier incident", func(inc *Incident) bool { return len(inc.After) > 0 }},
		{"range", "low and high beside the best figure", func(inc *Incident) bool {
			f := inc.Figure(cairn.Killed)
			return f != nil && f.Low != nil && f.High != nil && *f.Low != *f.High
		}},
		{"open", "that the upper end is open (\"or more\")", func(inc *Incident) bool {
			f := inc.Figure(cairn.Killed)
			return f != nil && f.Open
		}},
		{"injured", "figures of people injured", func(inc *Incident) bool { return inc.Figure(cairn.Injured) != nil }},
		{"measures", "figures of other harm than killed and injured", func(inc *Incident) bool {
			for _, f := range inc.Figures {
				if f.Measure != cairn.Killed && f.Measure != cairn.Injured {
					return true
				}
			}
			return false
		}},
		{"victims", "who the victims were: status, condition, group", func(inc *Incident) bool {
			return slices.ContainsFunc(inc.victims(), func(v cairn.Victims) bool { return v.Status+v.Condition+v.Group != "" })
		}},
		{"victims.persons", "named victims", func(inc *Incident) bool {
			return inc.any(func(c *cairn.Claim) bool { return c.Victims != nil && len(c.Victims.Persons) > 0 })
		}},
		{"perpetrator", "joint perpetrators, or several between whom the speaker leaves it open", func(inc *Incident) bool {
			return inc.Perpetrator != nil && len(inc.Perpetrator.With)+len(inc.Perpetrator.Or) > 0
		}},
		{"place", "joint places, or several between which the speaker leaves it open", func(inc *Incident) bool {
			return inc.Place != nil && len(inc.Place.With)+len(inc.Place.Or) > 0
		}},
		{"place.ambiguous", "that several places fit the name", func(inc *Incident) bool { return inc.Place != nil && inc.Place.Ambiguous }},
		{"time.of", "that the time is of death, discovery or documentation", func(inc *Incident) bool {
			return inc.Time != nil && inc.Time.Of != "" && inc.Time.Of != "harm"
		}},
		{"stance", "denials, and who takes responsibility", func(inc *Incident) bool {
			return inc.any(func(c *cairn.Claim) bool {
				return c.Stance == cairn.Denied || c.Stance == cairn.Claimed || c.Stance == cairn.Acknowledged
			})
		}},
		{"aliases", "the ids of incidents that were merged into it", func(inc *Incident) bool { return len(inc.Aliases) > 0 }},
	}
}

func (inc *Incident) any(has func(*cairn.Claim) bool) bool {
	return slices.ContainsFunc(inc.Claims, func(c Sourced) bool { return has(c.Claim) })
}

// lossCounter counts what incidents have and a table does not hold.
type lossCounter struct {
	table  string
	losses *Losses
	missed []feature
}

func newLossCounter(table string, losses *Losses, held string) lossCounter {
	out := lossCounter{table: table, losses: losses}
	fields := strings.Fields(held)
	for _, f := range features() {
		if !slices.Contains(fields, f.field) {
			out.missed = append(out.missed, f)
		}
	}
	return out
}

func (l lossCounter) incident(inc *Incident) {
	for _, f := range l.missed {
		if f.has(inc) {
			l.losses.Add(l.table, f.field, f.what, inc.ID)
		}
	}
}

func (l lossCounter) row(inc *Incident, field, what string) {
	l.losses.Add(l.table, field, what, inc.ID)
}
