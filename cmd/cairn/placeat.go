package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"cairn"
	"cairn/place"
)

// holding prints which country and divisions hold a point, on some days.
func (c *placeFindCmd) holding(a *app, g *place.Gazetteer, on cairn.Period) error {
	at, err := parsePoint(c.At)
	if err != nil {
		return usagef("--at: %v", err)
	}
	areas, err := g.Holding(at, on)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeHolding(a, at, on, areas)
	}
	if len(areas) == 0 {
		fmt.Fprintf(a.out, "No country that is known holds %s: it is at sea, or off its coast in the outlines.\n", c.At)
		return errFindings
	}
	t := table{head: []string{"level", "name", "id", "held", "outline"}}
	for _, area := range areas {
		held := heldDays(area.Held)
		if !area.Held.Overlaps(on) {
			held += " (none is known for " + c.On + ")"
		}
		t.add(area.Kind.String(), visible(area.Name), area.ID, held, visible(strings.SplitN(area.Source, "\n", 2)[0]))
	}
	t.write(a.out)
	return nil
}

func writeHolding(a *app, at place.LatLon, on cairn.Period, areas []place.Area) error {
	type row struct {
		Level string `json:"level"`
		place.Area
		Then bool `json:"held_then"` // whether the outline held on the days that were asked for
	}
	rows := []row{}
	for _, area := range areas {
		rows = append(rows, row{area.Kind.String(), area, area.Held.Overlaps(on)})
	}
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Lat   float64      `json:"lat"`
		Lon   float64      `json:"lon"`
		On    cairn.Period `json:"on,omitzero"`
		Areas []row        `json:"areas"`
	}{at.Lat, at.Lon, on, rows})
}

func parsePoint(s string) (place.LatLon, error) {
	lat, lon, ok := strings.Cut(s, ",")
	y, errLat := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, errLon := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if !ok || errLat != nil || errLon != nil || math.IsNaN(x+y) || math.Abs(y) > 90 || math.Abs(x) > 180 {
		return place.LatLon{}, fmt.Errorf("%q is not a point: write degrees of latitude and longitude, as 35.93,36.63", s)
	}
	return place.LatLon{Lat: y, Lon: x}, nil
}

// heldWords says on which days a place was there and had its name.
func heldWords(there, named cairn.Period) string {
	var parts []string
	if there.Known() {
		parts = append(parts, "was there "+heldDays(there))
	}
	if named.Known() {
		parts = append(parts, "had the name "+heldDays(named))
	}
	return strings.Join(parts, "; ")
}

func heldDays(p cairn.Period) string {
	switch {
	case !p.Known():
		return ""
	case p.Start == "":
		return "until " + string(p.End)
	case p.End == "":
		return "from " + string(p.Start)
	}
	return string(p.Start) + " to " + string(p.End)
}
