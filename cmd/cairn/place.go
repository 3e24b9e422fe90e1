package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/place"
)

// placeCmd looks names up, says where the gazetteer is from, and imports
// country packs.
type placeCmd struct {
	Find   placeFindCmd   `cmd:"" default:"withargs" help:"Print the places that a name may mean, with the reasons for their order."`
	Import placeImportCmd `cmd:"" help:"Import a gazetteer file as a pack of this record."`
}

type placeFindCmd struct {
	Name     []string `arg:"" optional:"" help:"A name as a report writes it: 'the Abu Zuhour air base'."`
	Near     []string `help:"A place that it should be near."`
	Country  []string `help:"Countries that the report is about (ISO codes)."`
	Province string   `help:"Province that it should be in."`
	On       string   `help:"Day, month or year of the event: which names, places and boundaries held then." placeholder:"DATE"`
	At       string   `help:"Instead of a name: which country and divisions hold this point, as LAT,LON." placeholder:"LAT,LON"`
	Limit    int      `help:"Print at most this many." default:"10"`
	Packs    []string `help:"Further gazetteer files or packs." name:"places" type:"path" placeholder:"FILE"`
	About    bool     `help:"Print the sources of the gazetteer and of every pack, with their licences."`
	JSON     bool     `help:"Write JSON." name:"json"`
}

func (c *placeFindCmd) Run(a *app) error {
	g, err := openPlaces(append(recordPacks(a.record), c.Packs...))
	if err != nil {
		return err
	}
	if c.About {
		for i, about := range g.About() {
			if i > 0 {
				fmt.Fprintln(a.out, "\n---")
			}
			fmt.Fprintln(a.out, strings.TrimSpace(about))
		}
		return nil
	}
	on, err := c.days()
	if err != nil {
		return err
	}
	name := strings.Join(c.Name, " ")
	if c.At != "" && name == "" {
		return c.holding(a, g, on)
	}
	if name == "" || c.At != "" {
		return usagef("name a place, as in: cairn place 'Abu Zuhour' --near Idlib; or ask for --at LAT,LON or --about")
	}
	found, tied := c.look(g, name, on)
	for i := range found[:min(len(found), max(1, c.Limit))] {
		found[i].Place = g.Divided(found[i].Place, on)
	}
	if c.JSON {
		return c.writeJSON(a, g, found, tied)
	}
	if len(found) == 0 {
		fmt.Fprintf(a.out, "No place is known by a name like %q. A country pack may have it: cairn place import FILE\n", name)
		return errFindings
	}
	if tied != nil {
		printTied(a, tied)
	}
	c.print(a, g, found, tied)
	return nil
}

// days reads --on.
func (c *placeFindCmd) days() (cairn.Period, error) {
	if c.On == "" {
		return cairn.Period{}, nil
	}
	days, err := place.ParseDays(c.On)
	if err != nil {
		return days, usagef("--on: %v", err)
	}
	return days, nil
}

// context reads the flags; a place to be near also says which country it is.
func (c *placeFindCmd) context(g *place.Gazetteer, on cairn.Period) place.Context {
	ctx := place.Context{Admin1: c.Province, On: on, Countries: map[string]float64{}}
	for _, cc := range c.Country {
		ctx.Countries[strings.ToUpper(cc)] = 1
	}
	for _, name := range c.Near {
		if near := g.Lookup(name, ctx); len(near) > 0 {
			ctx.Near = append(ctx.Near, near[0].At())
			ctx.Countries[near[0].Country] += 0.5
		}
	}
	return ctx
}

func (c *placeFindCmd) print(a *app, g *place.Gazetteer, found []place.Candidate, tied *place.Unlisted) {
	if tied == nil && place.Ambiguous(found) {
		fmt.Fprintln(a.out, "Ambiguous: no one of these is clearly meant.")
	}
	for i := range found[:min(len(found), max(1, c.Limit))] {
		p := &found[i]
		where := strings.Join(slices.DeleteFunc([]string{p.Admin3, p.Admin2, p.Admin1, p.Country}, func(s string) bool { return s == "" }), ", ")
		fmt.Fprintf(a.out, "%2d. %s, %s (%s)  %s  %.4f, %.4f  %.0f%%\n", i+1, visible(p.Name), visible(where), p.Kind, p.ID, p.Lat, p.Lon, 100*p.Chance)
		fmt.Fprintf(a.out, "      %s\n", visible(strings.Join(p.Why(), "; ")))
		if there, named := g.Held(p); there.Known() || named.Known() {
			fmt.Fprintf(a.out, "      %s\n", visible(heldWords(there, named)))
		}
	}
	if more := len(found) - c.Limit; more > 0 {
		fmt.Fprintf(a.out, "and %d more\n", more)
	}
}

func (c *placeFindCmd) writeJSON(a *app, g *place.Gazetteer, found []place.Candidate, tied *place.Unlisted) error {
	type row struct {
		place.Place
		Kind    string       `json:"kind"`
		Matched string       `json:"matched"`
		Tier    string       `json:"tier"`
		Score   float64      `json:"score"`
		Chance  float64      `json:"chance"`
		Why     []string     `json:"why"`
		Held    cairn.Period `json:"held,omitzero"`      // the days in which the place was there
		Named   cairn.Period `json:"name_held,omitzero"` // and had the name that was matched
	}
	rows := []row{}
	for i := range found[:min(len(found), max(1, c.Limit))] {
		p := &found[i]
		there, named := g.Held(p)
		rows = append(rows, row{p.Place, p.Kind.String(), p.Matched, p.Tier.String(), p.Score, p.Chance, p.Why(), there, named})
	}
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Ambiguous  bool      `json:"ambiguous"`
		Unlisted   *tiedJSON `json:"unlisted,omitempty"` // a site that no gazetteer has, by the town that it is tied to
		Candidates []row     `json:"candidates"`
	}{place.Ambiguous(found), tiedOf(tied), rows})
}
