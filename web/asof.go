package web

import (
	"cmp"
	"slices"
	"strconv"

	"cairn"
)

// ledgerPoint is a point of the record that a page can be shown at.
type ledgerPoint struct {
	Value string // of as_of; "" is now
	Label string
}

// pointsMost is how many points a slider has: with more, a step would be less
// than a person can aim at.
const pointsMost = 60

// Points are the points of the record to choose from, the earliest first and
// the present last: each day on which something was recorded, or each entry
// where all was recorded in a few days.
func (s *shown) Points() []ledgerPoint {
	var out []ledgerPoint
	asked := s.shown.AsOf
	for _, p := range s.server.desks.present().points() {
		value := strconv.FormatInt(p.seq, 10)
		switch {
		case asked == "":
		case s.Seq < p.seq: // the page is at a point between
			out, asked = append(out, ledgerPoint{Value: asked, Label: asked}), ""
		case s.Seq == p.seq: // or at this one, by whatever name
			value, asked = asked, ""
		}
		out = append(out, ledgerPoint{Value: value, Label: s.lang.say("asof.point", map[string]string{"day": s.lang.dayWords(p.day), "n": s.lang.number(p.seq)})})
	}
	if asked != "" {
		out = append(out, ledgerPoint{Value: asked, Label: asked})
	}
	return append(out, ledgerPoint{Label: s.lang.say("asof.now", nil)})
}

// Chosen says whether a point is the one that the page was asked for at.
func (s *shown) Chosen(p ledgerPoint) bool { return p.Value == s.shown.AsOf }

// recorded is an entry that changed what is known, and its day.
type recorded struct {
	seq int64
	day cairn.Day
}

// makePoints lays out the entries that a slider steps over.
func (d *desk) makePoints() []recorded {
	var all []recorded
	for i := range d.Reports {
		all = append(all, recorded{d.Reports[i].Seq, cairn.DayOf(d.Reports[i].At.UTC())})
	}
	for i := range d.All {
		all = append(all, recorded{d.All[i].Seq, cairn.DayOf(d.All[i].At.UTC())})
	}
	slices.SortFunc(all, func(a, b recorded) int { return cmp.Compare(a.seq, b.seq) })
	days := slices.Clone(all)
	days = lastOfEach(days)
	if len(days) < 5 {
		days = all
	}
	return thinnedPoints(days)
}

// lastOfEach keeps the last entry of each day.
func lastOfEach(all []recorded) []recorded {
	var out []recorded
	for i, p := range all {
		if i+1 == len(all) || all[i+1].day != p.day {
			out = append(out, p)
		}
	}
	return out
}

// thinnedPoints keeps at most as many points as a slider has, evenly, and always the
// first and the last.
func thinnedPoints(all []recorded) []recorded {
	if len(all) <= pointsMost {
		return all
	}
	out := make([]recorded, pointsMost)
	for i := range out {
		out[i] = all[i*(len(all)-1)/(pointsMost-1)]
	}
	return out
}
