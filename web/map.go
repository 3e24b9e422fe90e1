package web

import (
	"math"
	"strconv"
	"strings"

	"cairn"
	"cairn/draw"
)

// mapParams are those of the map beside what narrows any list of incidents: the
// part of the world that is shown, and how near a script looks at it.
var mapParams = append([]string{"bbox", "zoom"}, incidentFilters...)

// mapView is the map and timeline: where and when the chosen incidents were.
type mapView struct {
	Shown     Shown          `json:"shown"`
	Count     int            `json:"count"` // incidents chosen by everything but the view
	Placed    int            `json:"placed"`
	Somewhere int            `json:"somewhere"` // known to lie in a province and no nearer
	Nowhere   int            `json:"nowhere"`   // known to lie in a country at most
	InView    int            `json:"in_view"`
	View      *draw.View     `json:"view,omitempty"`
	First     cairn.Day      `json:"first,omitempty"` // of all chosen but by time
	Last      cairn.Day      `json:"last,omitempty"`
	From      cairn.Day      `json:"from,omitempty"`
	To        cairn.Day      `json:"to,omitempty"`
	Incidents []incidentItem `json:"incidents"`
	Next      string         `json:"next,omitempty"`
	Map       []byte         `json:"-"`
	Timeline  []byte         `json:"-"`
	Brush     []brush        `json:"-"`
	Pan       []pan          `json:"-"`
	BBox      string         `json:"-"` // as a script reads it
	Base      string         `json:"-"` // the address of the outlines, and of the marks
	Events    string         `json:"-"`
	Source    string         `json:"-"`
	Key       []byte         `json:"-"` // what the marks of the script's map mean
}

// brush is a step of the chosen time: a link, so that nothing has to be dragged.
type brush struct{ Key, Shortcut, From, To string }

// pan is a step of the view.
type pan struct{ Key, BBox string }

func mapPage(q *ask) (page, error) {
	all, err := q.incidents(q.toll)
	if err != nil {
		return page{}, err
	}
	keep, err := q.incidentFilter()
	if err != nil {
		return page{}, err
	}
	view := q.bbox()
	zoom := q.zoom()
	if q.err != nil {
		return page{}, q.err
	}
	var chosen []*listed
	for i := range all {
		if keep(&all[i], "") {
			chosen = append(chosen, &all[i])
		}
	}
	ground, err := q.server.groundOf(chosen)
	if err != nil {
		return page{}, err
	}
	if q.form == asGeoJSON && zoom.asked {
		return page{name: "map", place: func() features { return drawnFeatures(q, chosen, ground, view, zoom.level) }}, nil
	}
	shown := inView(chosen, ground, view)
	rows, next := cut(q, shown, func(in *listed) string { return in.ID })
	v := &mapView{Shown: q.shown, Count: len(chosen), InView: len(shown), View: view, From: q.day("from"), To: q.day("to"), Next: next, Incidents: []incidentItem{}, BBox: q.param("bbox")}
	for _, in := range rows {
		v.Incidents = append(v.Incidents, in.item())
	}
	v.count(chosen)
	if q.form == asHTML {
		if err := v.draw(q, all, keep, chosen, ground); err != nil {
			return page{}, err
		}
	}
	return page{name: "map", view: v, next: next,
		table: q.incidentTable(v.Incidents),
		place: func() features { return incidentFeatures(v.Incidents) }}, nil
}

func (v *mapView) count(chosen []*listed) {
	for _, in := range chosen {
		switch {
		case in.spot() != nil:
			v.Placed++
		case in.Place != nil && in.Place.Precision == "province":
			v.Somewhere++
		default:
			v.Nowhere++
		}
	}
}

// spot is the place of an incident that can be drawn at one: a point, or the
// middle of an area no larger than a district. A province is never a spot.
func (in *listed) spot() *cairn.Locus {
	l := in.Place
	if l == nil || l.Lat == nil || l.Lon == nil || l.Ambiguous || reach(l.Precision) < 0 {
		return nil
	}
	return l
}

// reach is how many kilometres about its point a place may be; -1 where a point
// would say too much.
func reach(precision string) float64 {
	switch precision {
	case "exact":
		return 0
	case "near":
		return draw.NearKM
	case "district", "sea_or_air":
		return draw.DistrictKM
	}
	return -1
}

// inView are the incidents that a view holds, whole or in part: by their spot,
// or by the outline of the province that they lie in.
func inView(chosen []*listed, g *mapGround, view *draw.View) []*listed {
	if view == nil {
		return chosen
	}
	var out []*listed
	for _, in := range chosen {
		if l := in.spot(); l != nil {
			if view.Holds(*l.Lon, *l.Lat) {
				out = append(out, in)
			}
		} else if box, ok := g.boxOf(in.Place); ok && view.Meets(box) {
			out = append(out, in)
		}
	}
	return out
}

// bbox reads the part of the world: west, south, east, north.
func (q *ask) bbox() *draw.View {
	s := q.param("bbox")
	if s == "" {
		return nil
	}
	var n [4]float64
	parts := strings.Split(s, ",")
	for i := range n {
		var err error
		if len(parts) == 4 {
			n[i], err = strconv.ParseFloat(parts[i], 64)
		}
		if len(parts) != 4 || err != nil || math.IsNaN(n[i]) || math.Abs(n[i]) > 180 {
			q.fail(badField{Field: "bbox", Why: "not_a_box", Value: s})
			return nil
		}
	}
	v := &draw.View{West: n[0], South: n[1], East: n[2], North: n[3]}
	if v.East <= v.West || v.North <= v.South || v.North > 90 || v.South < -90 {
		q.fail(badField{Field: "bbox", Why: "not_a_box", Value: s})
		return nil
	}
	return v
}

// nearness is how near a script looks: the power of two of web maps. Without it
// the whole selection is meant, as a file to keep.
type nearness struct {
	asked bool
	level float64
}

func (q *ask) zoom() nearness {
	s := q.param("zoom")
	if s == "" {
		return nearness{}
	}
	z, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(z) || z < -2 || z > 22 {
		q.fail(badField{Field: "zoom", Why: "not_a_zoom", Value: s})
	}
	return nearness{true, z}
}

// span is the first and the last day of incidents.
func span(list []*listed) (first, last cairn.Day) {
	for _, in := range list {
		for _, d := range []cairn.Day{in.Period.Start, in.Period.End} {
			if d != "" && (first == "" || d < first) {
				first = d
			}
			last = max(last, d)
		}
	}
	return first, last
}

// brushes are the steps of the chosen time: earlier and later by its length,
// half and double about its middle, and all of it.
func brushes(from, to, first, last cairn.Day) []brush {
	a, okA := firstOf(from, first).Time()
	b, okB := firstOf(to, last).Time()
	if !okA || !okB || b.Before(a) {
		return nil
	}
	days := int(b.Sub(a).Hours()/24) + 1
	move := func(key, shortcut string, begin, end int) brush {
		return brush{key, shortcut, string(cairn.DayOf(a.AddDate(0, 0, begin))), string(cairn.DayOf(b.AddDate(0, 0, end)))}
	}
	quarter := days / 4
	out := []brush{move("earlier", "[", -days, -days), move("later", "]", days, days), move("longer", "{", -((days + 1) / 2), (days+1)/2)}
	if quarter > 0 {
		out = append(out, move("shorter", "}", quarter, -quarter))
	}
	return append(out, brush{Key: "whole", Shortcut: "0"})
}

func firstOf(a, b cairn.Day) cairn.Day {
	if a != "" {
		return a
	}
	return b
}

// pans are the steps of a view by links: for whoever has no script.
func pans(v draw.View) []pan {
	w, h := v.East-v.West, v.North-v.South
	move := func(key string, x, y, grow float64) pan {
		west, east := v.West+x*w-grow*w, v.East+x*w+grow*w
		south, north := v.South+y*h-grow*h, v.North+y*h+grow*h
		return pan{key, boxWords(draw.View{West: max(west, -180), South: max(south, -85), East: min(east, 180), North: min(north, 85)})}
	}
	return []pan{move("nearer", 0, 0, -0.25), move("further", 0, 0, 0.5), move("west", -0.5, 0, 0), move("east", 0.5, 0, 0), move("north", 0, 0.5, 0), move("south", 0, -0.5, 0), {"whole", ""}}
}

func boxWords(v draw.View) string {
	round := func(f float64) string { return strconv.FormatFloat(math.Round(f*1000)/1000, 'f', -1, 64) }
	return strings.Join([]string{round(v.West), round(v.South), round(v.East), round(v.North)}, ",")
}

// timelineOf draws when the chosen incidents were; the time chosen is a part of
// it, and a column chooses its own.
func timelineOf(q *ask, s *shown, list []*listed, from, to cairn.Day) draw.Timeline {
	t := draw.Timeline{
		Frame:  q.frame("timeline", "map.timeline", nil),
		Across: q.lang.say("map.happened", nil), From: from, Until: to,
		Bin: func(a, b cairn.Day) string { return s.Here("from", string(a), "to", string(b)) },
	}
	t.Events = make([]draw.TimelineEvent, 0, len(list))
	apart := len(list) <= draw.TimelineMost // more are columns, which need no names
	for _, in := range list {
		e := draw.TimelineEvent{Period: in.Period}
		if !apart {
			t.Events = append(t.Events, e)
			continue
		}
		e.Label, e.Href = in.Where, s.ID("incidents", in.ID)
		for _, f := range in.Figures {
			if f.Measure == cairn.Killed {
				e.Range = f.Range
			}
		}
		t.Events = append(t.Events, e)
	}
	return t
}
