package toll

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// Series is the running and closed totals of one root about one measure, place
// and group, in the order in which they count.
type Series struct {
	Name    string        `json:"name"`
	Root    string        `json:"root"`
	Measure cairn.Measure `json:"measure"`
	Place   string        `json:"place,omitempty"`
	People  string        `json:"people,omitempty"` // the group of victims; empty: everybody
	// Part says that it counts some of the people of another series, the same
	// people again, or those only who died of one thing.
	Part   bool    `json:"part,omitempty"`
	Points []Point `json:"points"`
	place  *cairn.Locus
}

// Point is one statement of a series.
type Point struct {
	Day     cairn.Day    `json:"day"` // until when it counts
	Start   cairn.Day    `json:"start,omitempty"`
	Said    cairn.Day    `json:"said,omitempty"`
	Phase   string       `json:"phase,omitempty"`
	Running bool         `json:"running"` // a running total; otherwise the figure of a closed period
	Count   *cairn.Range `json:"count,omitempty"`
	Rounded bool         `json:"rounded,omitempty"`
	By      string       `json:"by"` // who says it: a filled figure is the compiler's
	Claim   ClaimRef     `json:"claim"`
	Parts   []PointPart  `json:"parts,omitempty"`
	quant   *cairn.Quantity
}

// PointPart is a part of a closed figure: "14 of them recovered".
type PointPart struct {
	Text  string      `json:"text"`
	Count cairn.Range `json:"count"`
	Claim ClaimRef    `json:"claim"`
}

// HoldsTotals says whether the record holds running or closed totals.
func (x *Index) HoldsTotals() bool { return len(x.totals) > 0 }

// Series gathers the totals known at the time asked for into series, by name.
func (x *Index) Series(q Query) ([]Series, error) {
	t, err := x.tally(q)
	if err != nil {
		return nil, err
	}
	return t.series(), nil
}

func (t *tally) series() []Series {
	byKey := map[string]*Series{}
	for _, tot := range t.x.totals {
		rep := &t.x.rec.Reports[tot.report]
		c := t.d.claim(&rep.Claims[tot.claim])
		_, no := t.d.rejected[c.ID]
		if no || !t.knows(rep) || c.Count == nil || c.Stance == cairn.Denied {
			continue
		}
		part, own := partOfTotal(c, rep)
		if part && !own {
			continue
		}
		v := voiceOf(c, rep, t.d)
		key, name := seriesKey(c, v)
		s := byKey[key]
		if s == nil {
			s = &Series{Name: name, Root: v.label, Measure: c.Measure, Place: placeLabel(c.Place), place: c.Place, People: people(c)}
			byKey[key] = s
		}
		s.Part = s.Part || part || seriesName(c) != "" && (c.Means != "" || len(c.RelatedAs(cairn.Restates)) > 0)
		s.Points = append(s.Points, t.point(c, rep, v))
	}
	out := make([]Series, 0, len(byKey))
	for _, key := range sortedKeys(byKey) {
		s := byKey[key]
		slices.SortStableFunc(s.Points, comparePoints)
		out = append(out, *s)
	}
	return out
}

// partOfTotal says whether a claim is a part of another total of its report,
// and whether it is a point of a series of its own all the same, as a data set
// names one: the women among the killed.
func partOfTotal(c *cairn.Claim, rep *Report) (part, own bool) {
	for _, id := range c.RelatedAs(cairn.OfWhich) {
		for i := range rep.Claims {
			if o := &rep.Claims[i]; o.ID == id && o.Measure == c.Measure {
				return true, seriesName(c) != "" && seriesName(c) != seriesName(o)
			}
		}
	}
	return false, false
}

func seriesName(c *cairn.Claim) string {
	if c.Baseline == nil {
		return ""
	}
	return c.Baseline.Series
}

// seriesKey tells series apart. A series that a data set names goes by that
// name in each place, whoever filled a day of it in; one found in reports goes by root,
// measure, place, victims and what it counts from.
func seriesKey(c *cairn.Claim, v voice) (key, name string) {
	group := people(c)
	place := placeLabel(c.Place)
	if name = seriesName(c); name != "" {
		key = "1|" + string(c.Measure) + "|" + name + "|" + group + "|" + fold(place)
		if place != "" {
			name += " in " + place
		}
		return key, name
	}
	from := ""
	if c.Baseline != nil {
		from = string(c.Baseline.Start)
		if from == "" {
			from = fold(c.Baseline.Event)
		}
	}
	name = rootName(v.label) + ": " + measureWord(c.Measure)
	if place != "" {
		name += " in " + place
	}
	if from != "" {
		name += " since " + from
	}
	return "2|" + string(c.Measure) + "|" + fold(v.label) + "|" + fold(place) + "|" + group + "|" + from, name
}

// people is the group of victims that a series counts.
func people(c *cairn.Claim) string {
	if c.Victims == nil {
		return ""
	}
	return strings.TrimSpace(c.Victims.Status + " " + c.Victims.Group)
}

func (t *tally) point(c *cairn.Claim, rep *Report, v voice) Point {
	p := Point{Running: c.Scope == cairn.ScopeCumulative, By: v.label, Claim: ClaimRef{rep.ID, c.ID}, quant: c.Count}
	covered := periodCovered(c, rep)
	p.Start, p.Day = covered.Start, covered.End
	if p.Day == "" {
		p.Day = rep.Published.End
	}
	if c.Baseline != nil {
		p.Phase = c.Baseline.Phase
	}
	p.Said = rep.Published.End
	if root := c.Root(); root != nil && root.Said != nil && root.Said.End != "" {
		p.Said = root.Said.End
	}
	p.Rounded = c.Count.Qualifier == cairn.About || c.Count.Qualifier == cairn.Nearly
	p.Count = t.rangeOf(c.Count)
	for i := range rep.Claims {
		part := t.d.claim(&rep.Claims[i])
		if part.Measure == c.Measure && part.Count != nil && slices.Contains(part.RelatedAs(cairn.OfWhich), c.ID) {
			p.Parts = append(p.Parts, PointPart{partWords(part), *t.rangeOf(part.Count), ClaimRef{rep.ID, part.ID}})
		}
	}
	return p
}

func (t *tally) rangeOf(q *cairn.Quantity) *cairn.Range {
	var r row
	r.count(q, newInterner())
	if r.qualifier == wordCount {
		r.qualifier = plainCount
	}
	out := t.eval.bound(&r).asRange()
	return &out
}

func partWords(c *cairn.Claim) string {
	if c.Victims != nil {
		for _, s := range []string{c.Victims.Text, c.Victims.Group, c.Victims.Condition, c.Victims.Status} {
			if s != "" {
				return s
			}
		}
	}
	return c.Act
}

func comparePoints(a, b Point) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Said, b.Said), cmp.Compare(a.Claim.Report, b.Claim.Report), cmp.Compare(a.Claim.Claim, b.Claim.Claim))
}

// SeriesToll is a toll that rests on one series alone: the last running total
// of each phase, added, because a counter that starts again counts other
// people.
type SeriesToll struct {
	Series string           `json:"series"`
	Figure cairn.Documented `json:"figure"`
	Phases []Point          `json:"phases"`
}

// Toll is the series' own total: nil where it holds no running total.
func (s Series) Toll() *SeriesToll {
	last := map[string]Point{}
	var order []string
	for _, p := range s.Points {
		if !p.Running || p.Count == nil || p.Count.Low == nil && p.Count.High == nil {
			continue
		}
		if _, seen := last[p.Phase]; !seen {
			order = append(order, p.Phase)
		}
		last[p.Phase] = p
	}
	if len(order) == 0 {
		return nil
	}
	out := &SeriesToll{Series: s.Name}
	var all span
	for i, phase := range order {
		p := last[phase]
		out.Phases = append(out.Phases, p)
		all.add(fromRange(*p.Count), i > 0)
	}
	r := all.asRange()
	if all.hasLow {
		low := all.low
		r.Best = &low
	}
	out.Figure = cairn.Documented{Range: r}
	return out
}

// addSeries answers from the one series that the record holds of a measure. A
// series of a group of victims is within one of everybody. With two or more of
// everybody, adding or choosing would be a guess: there is no toll.
func (t *tally) addSeries(out *Toll) {
	if t.q.Select.Actor != "" || len(t.groups) > 0 {
		return
	}
	all := slices.DeleteFunc(t.series(), func(s Series) bool {
		return t.q.Select.Place != nil && (s.place == nil || !Within(*s.place, *t.q.Select.Place))
	})
	for _, m := range t.measures {
		s := onlySeries(all, m)
		if s == nil {
			continue
		}
		st := s.Toll()
		if out.Series == nil {
			out.Series = st
		}
		c := Cell{Measure: s.Measure, Documented: st.Figure, Incidents: []string{}}
		for _, p := range st.Phases {
			c.Claims = append(c.Claims, p.Claim)
		}
		out.Totals = append(out.Totals, c)
	}
}

func onlySeries(all []Series, m uint8) *Series {
	var everybody, groups []Series
	for _, s := range all {
		switch {
		case measureCode[s.Measure] != m || s.Toll() == nil:
		case s.People == "" && !s.Part:
			everybody = append(everybody, s)
		default:
			groups = append(groups, s)
		}
	}
	if len(everybody) == 1 {
		return &everybody[0]
	}
	if len(everybody) == 0 && len(groups) == 1 {
		return &groups[0]
	}
	return nil
}
