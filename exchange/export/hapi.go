package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// hapiColumns are the 19 columns of HDX HAPI's table of conflict events.
const hapiColumns = "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,event_type,events,fatalities,reference_period_start,reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error"

// HAPITable is sums by place, month and type of event in the columns of HDX HAPI.
func HAPITable() Table {
	list := names(hapiColumns, map[Type]string{Integer: "admin_level,events,fatalities", Date: "reference_period_start,reference_period_end"})
	list = append(list, columns(`
cairn_policy string how the figures were made: name and version of the policy
cairn_as_of integer what the record held: the number of entries of its ledger
cairn_as_of_day date the day of the last of those entries
cairn_published_by date only what was published by this day; blank: everything
cairn_grades string how many of the events are confirmed, fair, weak, discounted
cairn_roots_low integer different independent roots, unnamed speakers left out
cairn_roots_high integer different independent roots with unnamed speakers
cairn_low integer fatalities, low
cairn_high integer fatalities, high
cairn_open boolean the upper end is open
cairn_claims string ids of the claims that the fatalities rest on`)...)
	return Table{Name: "hapi", Means: "Events and fatalities by division, month and type of event. An event against civilians is in the rows of two types: the rows of different types are never added.", Columns: list}
}

const hapiHolds = "range open"

// hapiKey is a row of the table: the dead of one division, month and type.
type hapiKey struct{ country, admin1, admin2, kind, month string }

type hapiSum struct {
	events, unknown      int64
	low, best, high      int64
	open                 bool
	grades               map[string]int
	known, unnamed, refs map[string]bool
}

// HAPI writes incidents added up by division, month and type of event.
func HAPI(d Data, out Form, losses *Losses) error {
	t := HAPITable()
	if err := out.Table(t); err != nil {
		return err
	}
	lost := newLossCounter(t.Name, losses, hapiHolds)
	sums := map[hapiKey]*hapiSum{}
	for inc, err := range d.Incidents {
		if err != nil {
			return err
		}
		country, month, why := hapiPlaceAndMonth(&inc)
		if why != "" {
			lost.row(&inc, "row", why)
			continue
		}
		for _, kind := range hapiKinds(&inc) {
			key := hapiKey{country, inc.Place.Admin1, inc.Place.Admin2, kind, month}
			if sums[key] == nil {
				sums[key] = &hapiSum{grades: map[string]int{}, known: map[string]bool{}, unnamed: map[string]bool{}, refs: map[string]bool{}}
			}
			sums[key].add(&inc)
		}
		lost.incident(&inc)
	}
	keys := make([]hapiKey, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b hapiKey) int {
		return cmp.Or(cmp.Compare(a.month, b.month), cmp.Compare(a.country, b.country), cmp.Compare(a.admin1, b.admin1), cmp.Compare(a.admin2, b.admin2), cmp.Compare(a.kind, b.kind))
	})
	f := newFiller(t)
	for _, k := range keys {
		f.clear()
		f.hapi(k, sums[k], d.Stamp)
		if err := f.put(out); err != nil {
			return err
		}
	}
	return nil
}

// hapiPlaceAndMonth is where and when an incident is added up, or why it is not.
func hapiPlaceAndMonth(inc *Incident) (country, month, why string) {
	w, l := inc.Time, inc.Place
	switch {
	case w == nil || len(w.Start) < 7 || len(w.End) < 7 || w.Start[:7] != w.End[:7]:
		return "", "", "left out: it is not known to lie in one month, and an event is never divided"
	case l == nil || iso3(l.Country) == "":
		return "", "", "left out: its country is not known"
	case len(l.With)+len(l.Or) > 0:
		return "", "", "left out: it is about several places, and an event is never divided"
	}
	return iso3(l.Country), string(w.Start[:7]), ""
}

// hapiKinds are the types of event that count an incident: whatever is against
// civilians is political violence, too.
func hapiKinds(inc *Incident) []string {
	switch side := acledVictims(oneVictim(inc.victims())); {
	case side == "Protesters":
		return []string{"demonstration"}
	case side == "Civilians":
		return []string{"civilian_targeting", "political_violence"}
	}
	return []string{"political_violence"}
}

func (s *hapiSum) add(inc *Incident) {
	s.events++
	g := inc.Grades()
	s.grades[string(g.Occurrence)]++
	k := inc.Figure(cairn.Killed)
	if k == nil || cmp.Or(k.Best, k.Low) == nil {
		s.unknown++
		s.open = true
		return
	}
	best := *cmp.Or(k.Best, k.Low)
	s.best += best
	s.low += *cmp.Or(k.Low, k.Best)
	s.open = s.open || k.Open || k.High == nil
	if k.High != nil {
		best = *k.High
	}
	s.high += best
	known, unnamed := inc.rootsOf(k)
	for _, root := range known {
		s.known[root] = true
	}
	for _, root := range unnamed {
		s.unnamed[root] = true
	}
	for _, id := range behind(k) {
		s.refs[id] = true
	}
}

func (f *filler) hapi(k hapiKey, s *hapiSum, stamp Stamp) {
	f.set("location_code", k.country)
	f.set("provider_admin1_name", k.admin1)
	f.set("provider_admin2_name", k.admin2)
	f.set("admin1_name", k.admin1)
	f.set("admin2_name", k.admin2)
	f.set("admin_level", map[[2]bool]int{{true, true}: 2, {true, false}: 1, {false, true}: 2}[[2]bool{k.admin1 != "", k.admin2 != ""}])
	f.set("event_type", k.kind)
	f.set("events", s.events)
	start := cairn.Day(k.month + "-01")
	end, _ := start.Time()
	f.set("reference_period_start", start)
	f.set("reference_period_end", cairn.DayOf(end.AddDate(0, 1, -1)))
	if s.events > s.unknown {
		f.set("fatalities", s.best)
		f.set("cairn_low", s.low)
		f.set("cairn_high", s.high)
	}
	if s.unknown > 0 {
		f.set("warning", fmt.Sprintf("for %d of %d events nobody gives a number of dead", s.unknown, s.events))
	}
	f.stamp("cairn_", stamp)
	var grades []string
	for _, g := range []string{"confirmed", "fair", "weak", "discounted"} {
		if s.grades[g] > 0 {
			grades = append(grades, fmt.Sprintf("%s %d", g, s.grades[g]))
		}
	}
	f.set("cairn_grades", strings.Join(grades, "; "))
	f.set("cairn_roots_low", len(s.known))
	f.set("cairn_roots_high", len(s.known)+len(s.unnamed))
	f.set("cairn_open", s.open)
	f.set("cairn_claims", strings.Join(sortedKeys(s.refs), " "))
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
