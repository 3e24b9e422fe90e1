package toll

import (
	"cmp"
	"slices"

	"cairn"
)

// Held is who holds a place on a day, by the last accounts before it.
type Held struct {
	Place  string   `json:"place"`
	Holder string   `json:"holder,omitempty"`
	Extent string   `json:"extent,omitempty"`
	Except []string `json:"except,omitempty"`
	// By containment: the place itself was not spoken of, but one that
	// contains it was, and it was not excepted.
	Through  string    `json:"through,omitempty"`
	Since    cairn.Day `json:"since,omitempty"`
	Accounts []Account `json:"accounts"`
	Differ   []string  `json:"differ,omitempty"`
}

// Holders answers "who held it on that day": for the place asked for, by what
// is said of it or of what contains it, and for the places in it that are said
// to differ.
func (x *Index) Holders(q ControlQuery) ([]Held, error) {
	where := q.Of
	q.Of, q.Actor = nil, ""
	timelines, err := x.Control(q)
	if err != nil {
		return nil, err
	}
	var out []Held
	asked := false
	for _, tl := range timelines {
		if where != nil && !x.placeWithin(tl.Locus, *where) {
			continue
		}
		if h, ok := lastHeld(tl); ok {
			asked = asked || where != nil && samePlace(tl.Locus, *where)
			out = append(out, h)
		}
	}
	if where != nil && !asked {
		if h, ok := x.heldThrough(timelines, *where); ok {
			out = append([]Held{h}, out...)
		}
	}
	return out, nil
}

// lastHeld is the state that a timeline ends in: the last change of hands or
// statement of holding that nobody's later word undoes. What has no date cannot
// be put in order, so it is heard only where nothing has one.
func lastHeld(tl Timeline) (Held, bool) {
	h := Held{Place: tl.Place}
	dated := slices.ContainsFunc(tl.Transitions, func(t Transition) bool { return t.Time.Known() && tellsHolder(t.Change) })
	found := false
	for _, t := range tl.Transitions {
		if !tellsHolder(t.Change) || dated && !t.Time.Known() {
			continue
		}
		to := t.To
		if to == "" && leaves(t.Change) && h.Holder != "" && fold(h.Holder) != fold(t.From) {
			to = h.Holder // whoever held it still does; another left
		}
		h = Held{Place: tl.Place, Holder: to, Extent: t.Extent, Except: t.Except, Since: t.Time.Start, Accounts: t.Accounts, Differ: t.Differ}
		if t.Change == "lost" || leaves(t.Change) && t.To == "" {
			h.Extent = "" // the extent of a loss is relative to who lost it
		}
		found = true
	}
	return h, found
}

func tellsHolder(change string) bool { return changesHands(change) || change == "holds" }

// heldThrough looks for the smallest place that contains the one asked for,
// and does not except it.
func (x *Index) heldThrough(timelines []Timeline, where cairn.Locus) (Held, bool) {
	var around []Timeline
	for _, tl := range timelines {
		if Within(where, tl.Locus) && !samePlace(where, tl.Locus) {
			around = append(around, tl)
		}
	}
	slices.SortStableFunc(around, func(a, b Timeline) int {
		return cmp.Or(compareBool(Within(b.Locus, a.Locus), Within(a.Locus, b.Locus)), cmp.Compare(a.Place, b.Place))
	})
	for _, tl := range around {
		h, ok := lastHeld(tl)
		if !ok || slices.ContainsFunc(h.Accounts, func(a Account) bool {
			return slices.ContainsFunc(a.excepted, func(l cairn.Locus) bool { return Within(where, l) })
		}) {
			continue
		}
		h.Through, h.Place = h.Place, placeLabel(&where)
		return h, true
	}
	return Held{}, false
}

// Fallen is one place that fell completely out of an actor's control, with its
// place in the order as computed here and as reports say it.
type Fallen struct {
	N     int           `json:"n"` // among those in the record
	Place string        `json:"place"`
	Kind  string        `json:"kind,omitempty"`
	Time  cairn.Period  `json:"time"`
	Said  []AccountSaid `json:"said,omitempty"`
	// Agrees is absent where no report says which one it was, and where the
	// record holds fewer than said: it may begin later. Missing is then how
	// many earlier ones it lacks.
	Agrees   *bool     `json:"agrees,omitempty"`
	Missing  int64     `json:"missing,omitempty"`
	Accounts []Account `json:"accounts"`
}

// AccountSaid is what one report says of the order.
type AccountSaid struct {
	OrderSaid
	Claim ClaimRef `json:"claim"`
}

// FallenFrom lists the places of a kind ("admin1") that fell completely out of
// an actor's control, in the order of time, and holds the count against what
// reports say ("the second of 14"). A record that does not reach back to the
// first of them computes a lower number than reports say.
func (x *Index) FallenFrom(actor, kind string, q ControlQuery) ([]Fallen, error) {
	q.Actor = ""
	timelines, err := x.Control(q)
	if err != nil {
		return nil, err
	}
	var out []Fallen
	for _, tl := range timelines {
		if kind != "" && tl.Locus.Kind != kind {
			continue
		}
		for _, t := range tl.Transitions {
			f := Fallen{Place: tl.Place, Kind: tl.Locus.Kind, Time: t.Time}
			for _, a := range t.Accounts {
				if leaves(a.Change) && a.Extent == "complete" && fold(a.Actor) == fold(actor) && !a.Denied {
					f.Accounts = append(f.Accounts, a)
					if a.Order != nil {
						f.Said = append(f.Said, AccountSaid{*a.Order, a.Claim})
					}
				}
			}
			if len(f.Accounts) > 0 {
				out = append(out, f)
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Fallen) int {
		return cmp.Or(cmp.Compare(lateUnknown(a.Time.Start), lateUnknown(b.Time.Start)), cmp.Compare(a.Place, b.Place))
	})
	counted := map[string]int{}
	for i := range out {
		counted[out[i].Kind]++
		out[i].N = counted[out[i].Kind]
		for _, s := range out[i].Said {
			if more := s.N - int64(out[i].N); more > 0 {
				out[i].Missing = max(out[i].Missing, more)
				continue
			}
			agrees := s.N == int64(out[i].N) && (out[i].Agrees == nil || *out[i].Agrees)
			out[i].Agrees = &agrees
		}
	}
	return out, nil
}
