package web

import (
	"slices"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// controlView is who held which place: its changes in time, or the state on a
// day.
type controlView struct {
	Shown     Shown           `json:"shown"`
	On        cairn.Day       `json:"on,omitempty"`
	Timelines []toll.Timeline `json:"timelines,omitempty"`
	Held      []toll.Held     `json:"held,omitempty"`
	Chart     []byte          `json:"-"`
	Twin      draw.Table      `json:"-"`
	Count     int             `json:"count"`
	Next      string          `json:"next,omitempty"`
}

func controlPage(q *ask) (page, error) {
	index, err := q.index()
	if err != nil {
		return page{}, err
	}
	v := &controlView{Shown: q.shown, On: q.day("on")}
	ask := toll.ControlQuery{On: v.On, PublishedBy: q.toll.PublishedBy, Actor: q.param("actor")}
	if ask.Actor != "" && q.server.o.Actor != nil {
		ask.Actor = q.server.o.Actor(ask.Actor)
	}
	if name := q.param("place"); name != "" {
		l, ok := q.placeNamed(name)
		if !ok {
			return page{}, badField{Field: "place", Why: "no_such_place", Value: name}
		}
		ask.Of = l
	}
	if q.err != nil {
		return page{}, q.err
	}
	if v.On != "" {
		held, err := index.Holders(ask)
		if err != nil {
			return page{}, err
		}
		v.Count = len(held)
		v.Held, v.Next = cut(q, held, func(h toll.Held) string { return h.Place })
		return page{name: "control", view: v, next: v.Next, rows: func() sheet { return heldSheet(v.Held) }}, nil
	}
	lines, err := index.Control(ask)
	if err != nil {
		return page{}, err
	}
	v.Count = len(lines)
	v.Timelines, v.Next = cut(q, lines, func(t toll.Timeline) string { return t.Place })
	if q.form == asHTML {
		q.controlChart(v)
	}
	return page{name: "control", view: v, next: v.Next, rows: func() sheet { return controlSheet(v.Timelines) }, place: func() features {
		f := newFeatures()
		for _, t := range v.Timelines {
			f.add(t.Place, &t.Locus, map[string]any{"transitions": t.Transitions})
		}
		return f
	}}, nil
}

// accounts names those who say so, each once.
func accounts(list []toll.Account) string {
	var names []string
	for _, a := range list {
		if !slices.Contains(names, a.Root) {
			names = append(names, a.Root)
		}
	}
	return strings.Join(names, "; ")
}

func controlSheet(lines []toll.Timeline) sheet {
	t := sheet{head: []string{"place", "province", "country", "start", "end", "to", "from", "change", "extent", "except", "acled", "differ", "report", "claim", "according_to"}}
	for _, l := range lines {
		for _, tr := range l.Transitions {
			for _, a := range tr.Accounts {
				t.rows = append(t.rows, []string{tr.Place, l.Locus.Admin1, l.Locus.Country, string(tr.Time.Start), string(tr.Time.End), tr.To, tr.From, tr.Change, tr.Extent,
					strings.Join(tr.Except, "; "), tr.ACLED, strings.Join(tr.Differ, "; "), a.Claim.Report, a.Claim.Claim, a.Root})
			}
		}
	}
	return t
}

func heldSheet(held []toll.Held) sheet {
	t := sheet{head: []string{"place", "holder", "extent", "except", "since", "through", "differ", "according_to"}}
	for _, h := range held {
		t.rows = append(t.rows, []string{h.Place, h.Holder, h.Extent, strings.Join(h.Except, "; "), string(h.Since), h.Through, strings.Join(h.Differ, "; "), accounts(h.Accounts)})
	}
	return t
}
