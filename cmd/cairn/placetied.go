package main

import (
	"fmt"
	"strings"

	"cairn"
	"cairn/place"
)

// look finds the candidates of a name. One that says which town it is tied to
// ("checkpoint near Nawa") and is in no gazetteer is looked up by the town.
func (c *placeFindCmd) look(g *place.Gazetteer, name string, on cairn.Period) (found []place.Candidate, tied *place.Unlisted) {
	ctx := c.context(g, on)
	found = g.Lookup(name, ctx)
	if len(found) > 0 && found[0].Tier <= place.Folded && !place.Ambiguous(found) {
		return found, place.NamedAfter(name, found)
	}
	p, ok := place.ParsePhrase(name)
	if !ok {
		return found, place.NamedAfter(name, found)
	}
	var towns [][]place.Candidate
	found = nil
	for _, town := range p.Towns {
		cands := g.Towns(town, ctx)
		towns = append(towns, cands)
		found = append(found, cands[:min(len(cands), max(1, c.Limit/len(p.Towns)))]...)
		if len(cands) > 0 && len(p.Towns) > 1 { // the other end is likely near
			ctx.Near = append(ctx.Near, cands[0].At())
		}
	}
	return found, p.Tied(name, towns)
}

// tiedJSON is an unlisted place as programs read it.
type tiedJSON struct {
	Name      string         `json:"name"`
	Kind      string         `json:"kind"`
	Country   string         `json:"country,omitempty"`
	Admin1    string         `json:"admin1,omitempty"`
	Lat       *float64       `json:"lat,omitempty"`
	Lon       *float64       `json:"lon,omitempty"`
	Precision string         `json:"precision,omitempty"`
	Anchors   []cairn.Anchor `json:"anchors"`
}

func tiedOf(u *place.Unlisted) *tiedJSON {
	if u == nil {
		return nil
	}
	in := u.Division()
	out := &tiedJSON{Name: u.Name, Kind: u.Kind.String(), Country: in.Country, Admin1: in.Admin1, Precision: u.Precision()}
	if at, ok := u.Point(); ok {
		out.Lat, out.Lon = &at.Lat, &at.Lon
	}
	for _, a := range u.Anchors {
		out.Anchors = append(out.Anchors, cairn.Anchor{Relation: a.Relation, Name: a.Place.Name, ID: a.Place.ID, Kind: a.Place.Kind.String()})
	}
	return out
}

// printTied says how an unlisted place is recorded.
func printTied(a *app, u *place.Unlisted) {
	var anchors []string
	for _, x := range u.Anchors {
		anchors = append(anchors, fmt.Sprintf("%s %s (%s)", x.Relation, x.Place.Name, x.Place.ID))
	}
	fmt.Fprintf(a.out, "%s (%s) is in no gazetteer; it is tied to a town: %s\n", visible(u.Name), u.Kind, visible(strings.Join(anchors, ", ")))
	if at, ok := u.Point(); ok {
		fmt.Fprintf(a.out, "precision %s, at %.4f, %.4f", u.Precision(), at.Lat, at.Lon)
	} else {
		fmt.Fprintf(a.out, "precision %s, no point", u.Precision())
	}
	if ucdp, ok := place.UCDP(u.Precision()); ok {
		fmt.Fprintf(a.out, "; UCDP where_prec %d", ucdp)
	}
	if acled, ok := place.ACLED(u.Precision()); ok {
		fmt.Fprintf(a.out, ", ACLED geo_precision %d", acled)
	}
	fmt.Fprintln(a.out)
}
