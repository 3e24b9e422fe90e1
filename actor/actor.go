package actor

import (
	"sort"

	"cairn"
)

// Actor is a party or a source: one entry of the table.
type Actor struct {
	Name      string       // canonical
	Types     []Dated      // values of the closed list actor.type; empty for those who only speak
	Source    string       // value of the closed list attribution.type
	Countries []string     // ISO 3166-1 alpha-2, the first is home
	Active    cairn.Period // an absent end is open
	Parents   []Dated      // canonical names of what it belongs or belonged to
	Person    bool         // a single person, who speaks for the parent
}

// Dated is a value that was true for a while.
type Dated struct {
	Value string
	cairn.Period
}

// Mention is one stretch of a text that names an actor.
type Mention struct {
	Span  cairn.Span
	Actor *Actor
	// Metonym is set where the words name a place or a building that stands for
	// the actor ("Damascus said"). It is an actor only where it speaks or acts.
	Metonym bool
	// Adjective is set with Metonym where the words are a country's adjective
	// ("an Israeli strike"), which tells whose the thing behind it is.
	Adjective bool
	// Local is set where the words name no country ("the army") and the actor is
	// that of the country that the report speaks of most.
	Local bool
	// Introduced is set where the report itself gave the actor this name.
	Introduced bool
}

// Type is the actor's type on a day; without a day, its latest.
func (a *Actor) Type(on cairn.Day) string { return valueOn(a.Types, on) }

// Parent is what the actor belonged to on a day; without a day, the latest.
func (a *Actor) Parent(on cairn.Day) string { return valueOn(a.Parents, on) }

// Party says whether the actor can be a party to a conflict, rather than
// somebody who only speaks about it.
func (a *Actor) Party() bool { return len(a.Types) > 0 }

// In says whether the actor is at home or at work in a country.
func (a *Actor) In(country string) bool {
	for _, c := range a.Countries {
		if c == country {
			return true
		}
	}
	return false
}

func valueOn(values []Dated, on cairn.Day) string {
	for i := len(values) - 1; i >= 0; i-- {
		if covers(values[i].Period, on) {
			return values[i].Value
		}
	}
	return ""
}

// covers says whether the day can lie in the period; an unknown day can.
func covers(p cairn.Period, on cairn.Day) bool {
	return on == "" || p.Overlaps(cairn.Period{Start: on, End: on})
}

// Within returns the mentions that lie inside a span, in their order.
// Mentions must be sorted as Scan returns them.
func Within(mentions []Mention, span cairn.Span) []Mention {
	low := sort.Search(len(mentions), func(i int) bool { return mentions[i].Span[0] >= span[0] })
	high := low
	for high < len(mentions) && mentions[high].Span[1] <= span[1] {
		high++
	}
	return mentions[low:high]
}
