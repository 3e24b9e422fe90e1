package toll

import (
	"cmp"
	"slices"

	"cairn"
)

// Account is one statement about who holds a place.
type Account struct {
	Claim    ClaimRef     `json:"claim"`
	Root     string       `json:"root"` // who says so; the publisher where nobody is named
	Kind     string       `json:"kind"`
	Actor    string       `json:"actor"`
	Type     string       `json:"type,omitempty"` // of the actor
	Change   string       `json:"change"`
	Extent   string       `json:"extent,omitempty"`
	From     string       `json:"from,omitempty"`
	Except   []string     `json:"except,omitempty"`
	Time     cairn.Period `json:"time"`
	Stance   cairn.Stance `json:"stance,omitempty"`
	Hedged   bool         `json:"hedged,omitempty"`
	Denied   bool         `json:"denied,omitempty"`
	Quote    string       `json:"quote,omitempty"`
	Order    *OrderSaid   `json:"order,omitempty"`
	place    *cairn.Locus
	names    []string // of the actor, folded
	known    bool     // the actor is named, not described
	told     cairn.Day
	excepted []cairn.Locus
}

// OrderSaid is "the second of 14 provinces" as a report says it.
type OrderSaid struct {
	N  int64  `json:"n"`
	Of *int64 `json:"of,omitempty"`
}

// Transition is one change of who holds a place. "Captured by A" and "lost by
// B" are accounts of the same one.
type Transition struct {
	Place    string       `json:"place"`
	Time     cairn.Period `json:"time"`
	To       string       `json:"to,omitempty"`
	From     string       `json:"from,omitempty"`
	Change   string       `json:"change"` // as the first account words it
	Extent   string       `json:"extent,omitempty"`
	Except   []string     `json:"except,omitempty"`
	ACLED    string       `json:"acled,omitempty"` // the sub-type that it is exported as
	Accounts []Account    `json:"accounts"`
	Differ   []string     `json:"differ,omitempty"` // where the accounts contradict one another
	// Whether To and From are names rather than descriptions.
	toKnown, fromKnown bool
}

// Timeline is what is said of who holds one place, in order of time.
type Timeline struct {
	Place       string       `json:"place"`
	Locus       cairn.Locus  `json:"locus"`
	Transitions []Transition `json:"transitions"`
}

// ControlQuery asks about the control of places.
type ControlQuery struct {
	Of          *cairn.Locus // the place and what lies in it; nil: everywhere
	On          cairn.Day    // the state on a day; empty: the whole timeline
	AsOf        int64
	PublishedBy cairn.Day
	Actor       string
}

// Control gives the timelines of the places asked for, by name.
func (x *Index) Control(q ControlQuery) ([]Timeline, error) {
	accounts, err := x.accounts(q)
	if err != nil {
		return nil, err
	}
	var out []Timeline
	groups := x.byPlace(accounts)
	var places []*cairn.Locus
	for _, group := range groups {
		places = append(places, group[0].place)
	}
	labels := placeLabels(places)
	for i, group := range groups {
		tl := Timeline{Place: labels[i], Locus: *group[0].place, Transitions: transitions(group)}
		for n := range tl.Transitions {
			tl.Transitions[n].Place = tl.Place
		}
		if q.Actor == "" || tl.concerns(q.Actor) {
			out = append(out, tl)
		}
	}
	return out, nil
}

func (tl Timeline) concerns(actor string) bool {
	return slices.ContainsFunc(tl.Transitions, func(t Transition) bool {
		return slices.ContainsFunc(t.Accounts, func(a Account) bool { return fold(a.Actor) == fold(actor) || fold(a.From) == fold(actor) })
	})
}

// accounts gathers the statements about control known at the time asked for.
func (x *Index) accounts(q ControlQuery) ([]Account, error) {
	t, err := x.tally(Query{AsOf: q.AsOf, PublishedBy: q.PublishedBy})
	if err != nil {
		return nil, err
	}
	var out []Account
	for r := range t.x.rec.Reports {
		rep := &t.x.rec.Reports[r]
		if !t.knows(rep) {
			continue
		}
		for i := range rep.Claims {
			c := t.d.claim(&rep.Claims[i])
			if _, no := t.d.rejected[c.ID]; no || c.Kind != cairn.Control || c.Place == nil || c.Scope == cairn.ScopeBackground {
				continue
			}
			a := t.account(c, rep)
			if q.On != "" && a.Time.Start != "" && a.Time.Start > q.On {
				continue
			}
			for _, l := range eachPlace(c.Place) {
				if q.Of == nil || x.placeWithin(l, *q.Of) {
					one := a
					one.place = &l
					out = append(out, one)
				}
			}
		}
	}
	return out, nil
}

// eachPlace lists the places that a claim of control is about: holding two
// villages is holding each of them.
func eachPlace(l *cairn.Locus) []cairn.Locus {
	var out []cairn.Locus
	if placeName(*l) != "" {
		one := *l
		one.With, one.Or = nil, nil
		out = append(out, one)
	}
	for i := range l.With {
		out = append(out, eachPlace(&l.With[i])...)
	}
	return out
}

func (t *tally) account(c *cairn.Claim, rep *Report) Account {
	v := voiceOf(c, rep, t.d)
	a := Account{Claim: ClaimRef{rep.ID, c.ID}, Root: v.label, Kind: v.kind.String(), Actor: partyLabel(c.Actor), Change: c.Change, Extent: c.Extent,
		From: partyLabel(c.From), Stance: c.Stance, Hedged: c.Hedged != nil, Denied: c.Stance == cairn.Denied, Quote: c.Quote}
	if c.Actor != nil {
		a.Type = actorType(*c.Actor)
	}
	a.told = rep.Published.End
	a.names, a.known = actorNames(c.Actor), c.Actor != nil && isName(c.Actor)
	for i := range c.Except {
		for _, l := range eachPlace(&c.Except[i]) {
			a.Except = append(a.Except, placeLabel(&l))
			a.excepted = append(a.excepted, l)
		}
	}
	slices.Sort(a.Except)
	if c.Time != nil {
		a.Time = c.Time.Period
	}
	if !a.Time.Known() && (c.Change == "holds" || c.Change == "contested" || c.Change == "besieged") {
		a.Time = rep.Published // said of the present, when it was published
	}
	if c.Order != nil {
		a.Order = &OrderSaid{c.Order.N, c.Order.Of}
	}
	return a
}

// byPlace groups accounts by the place that they speak of, places by name.
func (x *Index) byPlace(accounts []Account) [][]Account {
	var out [][]Account
	for _, a := range accounts {
		i := slices.IndexFunc(out, func(g []Account) bool { return samePlace(*g[0].place, *a.place) })
		if i < 0 {
			out = append(out, nil)
			i = len(out) - 1
		}
		out[i] = append(out[i], a)
	}
	for _, g := range out {
		slices.SortStableFunc(g, compareAccounts)
	}
	slices.SortStableFunc(out, func(a, b []Account) int { return cmp.Compare(placeLabel(a[0].place), placeLabel(b[0].place)) })
	return out
}

func compareAccounts(a, b Account) int {
	return cmp.Or(cmp.Compare(lateUnknown(a.Time.Start), lateUnknown(b.Time.Start)), cmp.Compare(a.Time.End, b.Time.End), cmp.Compare(rank(a.Change), rank(b.Change)),
		cmp.Compare(a.Claim.Report, b.Claim.Report), cmp.Compare(a.Claim.Claim, b.Claim.Claim))
}

// lateUnknown puts what has no date after what has one.
func lateUnknown(d cairn.Day) cairn.Day {
	if d == "" {
		return "9999-12-31"
	}
	return d
}

// rank puts, within a day, the fighting before the capture and the holding
// after it.
func rank(change string) int {
	return slices.Index([]string{"besieged", "contested", "evacuated", "withdrew", "lost", "captured", "holds"}, change)
}

// actorType is the type of a party, or of the first of its joint members that
// has one.
func actorType(p cairn.Party) string {
	for _, m := range p.With {
		if p.Type == "" {
			p.Type = actorType(m)
		}
	}
	return p.Type
}
