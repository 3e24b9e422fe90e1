package toll

import (
	"fmt"
	"slices"

	"cairn"
)

// Selection narrows a question. What is left empty selects everything.
type Selection struct {
	Measures    []cairn.Measure `json:"measures,omitempty"`
	Actor       string          `json:"actor,omitempty"` // the perpetrator, or one of joint perpetrators
	Place       *cairn.Locus    `json:"place,omitempty"` // the place and whatever lies in it
	From        cairn.Day       `json:"from,omitempty"`
	To          cairn.Day       `json:"to,omitempty"`
	Status      string          `json:"status,omitempty"` // of the victims
	VictimGroup string          `json:"victim_group,omitempty"`
	Condition   string          `json:"condition,omitempty"`
	Affiliation string          `json:"affiliation,omitempty"`
	Act         string          `json:"act,omitempty"`
	Means       string          `json:"means,omitempty"`
	Grades      []string        `json:"grades,omitempty"` // of the occurrence
	Incidents   []string        `json:"incidents,omitempty"`
}

// selector answers for a selection, each distinct place and actor once.
type selector struct {
	s     Selection
	place []bool
	actor []bool
	only  map[int32]bool
	act   int32
	means int32
	asked []asked
}

func (x *Index) selector(s Selection) (*selector, error) {
	sel := &selector{s: s, act: x.strings.find(s.Act), means: x.strings.find(s.Means)}
	if s.From != "" && s.To != "" && s.To < s.From {
		return nil, fmt.Errorf("the period ends (%s) before it starts (%s): give the earlier day first", s.To, s.From)
	}
	for _, m := range s.Measures {
		if measureCode[m] == 0 {
			return nil, fmt.Errorf("there is no measure %q: use one of %v", m, cairn.Measures())
		}
	}
	if s.Place != nil {
		sel.place = make([]bool, len(x.places))
		for i, l := range x.places {
			sel.place[i] = l != nil && x.placeWithin(*l, *s.Place)
		}
	}
	if s.Actor != "" {
		sel.actor = make([]bool, len(x.actors))
		for i, p := range x.actors {
			sel.actor[i] = slices.Contains(actorNames(p), fold(s.Actor))
		}
	}
	if len(s.Incidents) > 0 {
		sel.only = map[int32]bool{}
		for _, id := range s.Incidents {
			at, ok := x.byID[id]
			if !ok {
				return nil, fmt.Errorf("there is no incident %q in the record", id)
			}
			sel.only[at] = true
		}
	}
	sel.asked = x.askedOf(s)
	return sel, nil
}

// placeWithin says whether a place, each of joint places, or every one of the
// places that a speaker leaves open, lies in another.
func (x *Index) placeWithin(inner, outer cairn.Locus) bool {
	named := placeName(inner) != "" || len(inner.With)+len(inner.Or) == 0
	if named && !Within(inner, outer) {
		return false
	}
	for _, list := range [][]cairn.Locus{inner.With, inner.Or} {
		for _, l := range list {
			if !x.placeWithin(l, outer) {
				return false
			}
		}
	}
	return true
}

// takes says whether an incident is selected. Partly is set for one that may
// lie outside the period: it is not counted, and said so.
func (sel *selector) takes(at int32, inc *incident) (in, partly bool) {
	if sel.only != nil && !sel.only[at] || sel.place != nil && !sel.place[inc.place] || sel.actor != nil && !sel.actor[inc.actor] ||
		sel.s.Act != "" && sel.act != inc.act || sel.s.Means != "" && sel.means != inc.means {
		return false, false
	}
	if sel.s.From == "" && sel.s.To == "" {
		return true, false
	}
	p := inc.period
	if !p.Overlaps(cairn.Period{Start: sel.s.From, End: sel.s.To}) {
		return false, false
	}
	inside := (sel.s.From == "" || p.Start != "" && p.Start >= sel.s.From) && (sel.s.To == "" || p.End != "" && p.End <= sel.s.To)
	return inside, !inside
}

func (sel *selector) measures() []uint8 {
	var out []uint8
	for _, m := range cairn.Measures() {
		if slices.Contains(sel.s.Measures, m) || len(sel.s.Measures) == 0 && m.OfHarm() {
			out = append(out, measureCode[m])
		}
	}
	return out
}
