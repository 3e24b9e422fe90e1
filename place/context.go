package place

import (
	"maps"
	"slices"
	"strings"

	"cairn"
	"cairn/text"
)

// Context is what is known, beside the name, of where a report speaks of.
type Context struct {
	Countries map[string]float64 // ISO code -> weight; what the report is about
	Admin1    string             // a province, in any spelling
	Near      []LatLon           // places that are meant to be close
	Publisher string             // domain of the publisher: "syria.tv", "chicagotribune.com"
	On        cairn.Period       // days of the event, for places and names that held for some time; may be unknown
}

// given starts a focus from what the caller knows.
func (g *Gazetteer) given(ctx Context) *focus {
	f := newFocus()
	for _, cc := range slices.Sorted(maps.Keys(ctx.Countries)) {
		f.add(strings.ToUpper(cc), "", 4*ctx.Countries[cc])
	}
	if ctx.Admin1 != "" {
		for _, r := range g.admin1Named(ctx.Admin1, ctx.Countries) {
			f.add(r.Country, r.admin1Code, 4)
		}
	}
	return f
}

// admin1Named finds the provinces of a name, in the likeliest tier that has any.
func (g *Gazetteer) admin1Named(name string, countries map[string]float64) []Place {
	key := text.AppendFold(nil, name)
	var found []Place
	collect := func(r ref) bool {
		if g.layers[r.layer].record(r.place).kind == Admin1 {
			p := g.place(r)
			if len(countries) == 0 || countries[p.Country] > 0 {
				found = append(found, p)
			}
		}
		return true
	}
	g.find(key, collect)
	if len(found) == 0 {
		g.findArticle(text.AppendFoldArticle(nil, string(key)), collect)
	}
	if len(found) == 0 {
		g.findSkeleton(text.AppendSkeleton(nil, string(key)), collect)
	}
	return found
}
