package place

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/place/outline"
)

// Holding says which areas hold a point on some days: a country and its first
// to third divisions, the largest first. The outlines of packs answer where
// they reach, those in the binary elsewhere. Where boundaries changed within
// the days asked for, each that held in them is given. Where none of a level
// held then, the one nearest in time is, and its Held says so.
func (g *Gazetteer) Holding(at LatLon, on cairn.Period) ([]Area, error) {
	var found [len(levels)][]Area
	for level := range found {
		found[level] = g.outlinesAround(at, on, levels[level], "")
	}
	if len(found[0]) == 0 || len(found[1]) == 0 {
		country, province, err := builtIn(at)
		if err != nil {
			return nil, err
		}
		if len(found[0]) == 0 && country.Country != "" {
			found[0] = append(found[0], country)
		}
		if len(found[1]) == 0 && province.Name != "" && (len(found[0]) == 0 || found[0][0].Country == province.Country) {
			found[1] = append(found[1], province)
		}
	}
	if len(found[0]) == 0 { // a pack outlines divisions, and the sea is all around the country
		for _, areas := range found[1:] {
			if len(areas) > 0 {
				found[0] = []Area{{ID: "cc:" + areas[0].Country, Name: g.nameOf("cc:"+areas[0].Country, areas[0].Country), Kind: Country, Country: areas[0].Country, Source: areas[0].Source}}
				break
			}
		}
	}
	for i := range found[0] {
		found[0][i].Name = g.nameOf("cc:"+found[0][i].Country, found[0][i].Name)
	}
	return slices.Concat(found[:]...), nil
}

func (g *Gazetteer) nameOf(id, otherwise string) string {
	if p, ok := g.ByID(id); ok {
		return p.Name
	}
	return otherwise
}

// outlinesAround are the areas of one level in packs that hold a point: of
// those that held on the days, or else those nearest in time. The uppermost
// pack that has any answers.
func (g *Gazetteer) outlinesAround(at LatLon, on cairn.Period, level Kind, country string) []Area {
	var others []Area
	for layer := len(g.annexes) - 1; layer >= 0; layer-- {
		ax := g.annexes[layer]
		var held []Area
		for i := range ax.areaCount() {
			if kindAt(ax.areas[i*areaSize+24]) != level || !ax.holds(i, at) {
				continue
			}
			a := ax.area(i)
			if country != "" && a.Country != country {
				continue
			}
			a.Source = strings.TrimSpace(g.layers[layer].about)
			if a.Held.Overlaps(on) {
				held = append(held, a)
			} else {
				others = append(others, a)
			}
		}
		if len(held) > 0 {
			return latest(held, on)
		}
	}
	if len(others) == 0 {
		return nil
	}
	slices.SortStableFunc(others, func(a, b Area) int { return cmp.Compare(apart(a.Held, on), apart(b.Held, on)) })
	return others[:1]
}

// latest orders outlines that held, and where no days were asked for keeps only
// the newest.
func latest(held []Area, on cairn.Period) []Area {
	slices.SortStableFunc(held, func(a, b Area) int {
		return cmp.Or(cmp.Compare(lastDay(a.Held.End), lastDay(b.Held.End)), cmp.Compare(a.Held.Start, b.Held.Start))
	})
	if !on.Known() {
		return held[len(held)-1:]
	}
	return held
}

// lastDay lets an open end come after all days.
func lastDay(d cairn.Day) cairn.Day { return cairn.Day(orWord(string(d), "9999-12-31")) }

// apart is how many days lie between two periods, roughly.
func apart(held, on cairn.Period) int {
	days := func(from, to cairn.Day) int {
		a, okA := from.Time()
		b, okB := to.Time()
		if !okA || !okB {
			return 0
		}
		return int(b.Sub(a).Hours() / 24)
	}
	return max(days(held.End, on.Start), days(on.End, held.Start))
}

// builtIn answers from the outlines in the binary.
func builtIn(at LatLon) (country, province Area, err error) {
	b, err := OpenBorders()
	if err != nil {
		return country, province, err
	}
	cc := b.Country(at)
	if cc == "" {
		return country, province, nil
	}
	country = Area{ID: "cc:" + cc, Name: cc, Kind: Country, Country: cc, Source: outline.Source}
	if b, err = OpenBorders(cc); err != nil {
		return country, province, err
	}
	if s, ok := b.provinceShape(cc, at); ok {
		province = Area{Name: s.Name, Kind: Admin1, Country: cc, Admin1: s.Name, Source: outline.Source, admin1Code: s.Code}
		if s.Code != "" {
			province.ID = "a1:" + cc + "." + s.Code
		}
	}
	return country, province, nil
}

// Divided gives a place with the divisions that held it on some days, as far as
// packs outline them. An outline without days only fills in what the gazetteer
// leaves open; one that says when it held is believed.
func (g *Gazetteer) Divided(p Place, on cairn.Period) Place {
	own := levelOf(p.Kind)
	if !g.Outlines() || own == 0 || p.Kind == Region || p.Kind == Water {
		return p
	}
	for level := 1; level < len(levels); level++ {
		if own >= 0 && level >= own {
			break
		}
		areas := g.outlinesAround(p.At(), on, levels[level], p.Country)
		if len(areas) != 1 {
			continue // none, or the days asked for lie on both sides of a change
		}
		p.divide(areas[0], on)
	}
	return p
}

func (p *Place) divide(a Area, on cairn.Period) {
	sure := a.Held.Known() && on.Known() && a.Held.Overlaps(on)
	set := func(name, code *string, to, toCode string) {
		if to != "" && (*name == "" || sure && !strings.EqualFold(*name, to)) {
			*name, *code = to, toCode
		}
	}
	switch a.Kind {
	case Admin1:
		set(&p.Admin1, &p.admin1Code, a.Name, a.admin1Code)
	case Admin2:
		set(&p.Admin2, &p.admin2Code, a.Name, "")
	case Admin3:
		set(&p.Admin3, &p.admin3Code, a.Name, strings.TrimPrefix(a.ID, "pc:"))
	}
}

// Outlines says whether any pack has the outlines of areas.
func (g *Gazetteer) Outlines() bool {
	return slices.ContainsFunc(g.annexes, func(ax *annex) bool { return ax.areaCount() > 0 })
}

// Held is the days in which a candidate's place was there, and those in which
// it had the name that was matched; nothing where the gazetteer does not say.
func (g *Gazetteer) Held(c *Candidate) (place, name cairn.Period) {
	if int(c.r.layer) >= len(g.annexes) {
		return place, name
	}
	ax := g.annexes[c.r.layer]
	place, _ = ax.span(c.r.place, everyName)
	name, ok := ax.span(c.r.place, uint16(c.r.name))
	if !ok {
		name = g.layers[c.r.layer].years(c.r)
	}
	return place, name
}

// years is the days of a name of an image, which knows years only: packs of
// older versions have no annex.
func (im *image) years(r ref) (days cairn.Period) {
	for at := 0; at+validitySize <= len(im.validity); at += validitySize {
		v := im.validity
		if u32(v, at) != r.place || u16(v, at+4) != uint16(r.name) {
			continue
		}
		if from := u16(v, at+6); from > 0 {
			days.Start = dayOfNumber(uint32(from)*10000 + 101)
		}
		if to := u16(v, at+8); to > 0 {
			days.End = dayOfNumber(uint32(to)*10000 + 1231)
		}
	}
	return days
}

// weighDays takes away from a place that was not there on the days of the
// event, and from a name that it did not have then.
func (g *Gazetteer) weighDays(c *Candidate, on cairn.Period) {
	if !on.Known() {
		return
	}
	place, name := g.Held(c)
	if place.Known() && !place.Overlaps(on) {
		c.add(-6, "it was there {what}", daysWords(place), 0)
	}
	if name.Known() && !name.Overlaps(on) {
		c.add(-6, "the name held {what}", daysWords(name), 0)
	}
}

func daysWords(p cairn.Period) string {
	switch {
	case p.Start == "":
		return fmt.Sprintf("until %s", p.End)
	case p.End == "":
		return fmt.Sprintf("from %s", p.Start)
	}
	return fmt.Sprintf("from %s to %s", p.Start, p.End)
}
