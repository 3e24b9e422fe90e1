package link

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

// A unit is what one report says of one incident: the atom of linking. Units
// are only ever put together, never taken apart.
type unit struct {
	key    string // its least claim id, or the report's: decides every tie
	report int32
	next   int32 // the next unit of the report, none after the last
	main   bool
	dead   bool // its report was taken out, or reads otherwise now
	claims []*cairn.Claim

	when  interval // of the harm, where a claim says so
	said  interval // when the report was published
	sites []site

	counts   [2]countRange // killed, injured: the statements about the whole
	measures uint32        // which measures it counts, a bit each
	captive  bool          // people already in the hands of those who harmed them
	takes    bool          // people were taken or went missing
	battle   bool          // people who fell in the fight, or were taken in it
	civilian bool
	armed    bool
	acts     uint32   // classes of act, a bit each
	hands    []uint64 // canonical perpetrators, sorted
	people   []uint64 // names of victims, sorted
	doc      *profile // nil where the report's words are not about this incident alone
	table    string   // the data set whose row this is; "" for a report in words
}

// interval is a stretch of days, both ends included, counted from 1970.
type interval struct {
	from, to int32
	known    bool
}

type countRange struct {
	low, high int64
	known     bool
}

// unitsOf takes the incidents of one coded report. Claims with a scope of
// their own that stand in no incident join the one they are related to, or
// make a unit. A report without claims is a unit of its words alone.
func unitsOf(at int32, c *cairn.Coded, doc *profile) []unit {
	byID := make(map[string]*cairn.Claim, len(c.Claims))
	for i := range c.Claims {
		byID[c.Claims[i].ID] = &c.Claims[i]
	}
	home := map[string]int{} // claim id to group
	var groups [][]*cairn.Claim
	mainAt := -1
	for _, inc := range c.Incidents {
		var g []*cairn.Claim
		for _, id := range inc.Claims {
			cl := byID[id]
			if _, taken := home[id]; cl == nil || taken || !single(cl) {
				continue
			}
			home[id] = len(groups)
			g = append(g, cl)
		}
		if len(g) == 0 {
			continue
		}
		if inc.Main {
			mainAt = len(groups)
		}
		groups = append(groups, g)
	}
	groups = leftOver(c, home, groups)
	groups = splitStates(groups)
	said := publishedOn(c.Date)
	if len(groups) == 0 {
		if doc == nil || len(doc.terms) == 0 {
			return nil
		}
		return []unit{{key: "r-" + c.ID, report: at, main: true, said: said, doc: doc}}
	}
	units := make([]unit, len(groups))
	for i, g := range groups {
		slices.SortFunc(g, func(a, b *cairn.Claim) int { return cmp.Compare(a.ID, b.ID) })
		u := &units[i]
		*u = unit{key: g[0].ID, report: at, main: i == mainAt || len(groups) == 1, claims: g, said: said}
		u.read()
		if u.main {
			u.doc = doc
		}
		if u.table = tableOf(c); u.table != "" {
			u.doc = nil // its words are those of the table's columns
		}
	}
	return units
}

// single says whether a claim speaks of one incident.
func single(c *cairn.Claim) bool {
	return (c.Scope == cairn.ScopeIncident || c.Scope == "") &&
		(c.Kind == cairn.Casualty || c.Kind == cairn.Event || c.Kind == cairn.Responsibility)
}

// leftOver places the claims that the coder put in no incident.
func leftOver(c *cairn.Coded, home map[string]int, groups [][]*cairn.Claim) [][]*cairn.Claim {
	for i := range c.Claims {
		cl := &c.Claims[i]
		if _, ok := home[cl.ID]; ok || !single(cl) || cl.Kind == cairn.Casualty && cl.Stance == cairn.Denied {
			continue
		}
		at := -1
		for _, rel := range cl.Relates {
			if g, ok := home[rel.To]; ok && rel.As != cairn.Later {
				at = g
			}
		}
		for g := 0; at < 0 && g < len(groups); g++ {
			if slices.ContainsFunc(groups[g], func(o *cairn.Claim) bool { return samePlaceAndTime(cl, o) }) {
				at = g
			}
		}
		if at < 0 {
			at = len(groups)
			groups = append(groups, nil)
		}
		home[cl.ID] = at
		groups[at] = append(groups[at], cl)
	}
	return groups
}

func samePlaceAndTime(a, b *cairn.Claim) bool {
	place := a.Place == nil || b.Place == nil || fold(placeName(a.Place)) == fold(placeName(b.Place))
	if !place {
		x, okX := siteOf(a.Place)
		y, okY := siteOf(b.Place)
		place = okX && okY && siteLevel(&x, &y) <= placeRegion
	}
	time := a.Time == nil || b.Time == nil || a.Time.Overlaps(b.Time.Period)
	return place && time
}

// tableOf is the data set that a report is a row of. Its makers told its rows
// apart: two of them are never one incident, unless a person says so.
func tableOf(c *cairn.Coded) string {
	if len(c.Claims) == 0 || !c.Claims[0].IsRow() {
		return ""
	}
	return c.Publisher
}

// splitStates takes a capture out of the incident in which the captives were
// later killed: the two are incidents joined by `later`.
func splitStates(groups [][]*cairn.Claim) [][]*cairn.Claim {
	for i := range groups {
		before := map[string]bool{}
		killed := false
		for _, c := range groups[i] {
			if c.Measure == cairn.Killed {
				for _, id := range c.RelatedAs(cairn.Later) {
					before[id] = true
				}
				killed = true
			}
		}
		var early, rest []*cairn.Claim
		for _, c := range groups[i] {
			if before[c.ID] && taken(c.Measure) && killed {
				early = append(early, c)
			} else {
				rest = append(rest, c)
			}
		}
		if len(early) > 0 && len(rest) > 0 {
			groups[i] = rest
			groups = append(groups, early)
		}
	}
	return groups
}

func fold(s string) string { return text.Fold(strings.TrimSpace(s)) }
