package place

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cairn/place/outline"
)

// wofShape reads one record of Who's On First as its own files write it: a
// feature with an outline or a point, names by language, and the days since
// when and until when it was there.
func (im *importer) wofShape(line int, s outline.Shape, p map[string]any) {
	word := func(key string) string { v, _ := p[key].(string); return strings.TrimSpace(v) }
	names := wofNames(p)
	kind, ok := wofKinds[word("wof:placetype")]
	if !ok || len(names) == 0 {
		im.note(line, word("wof:name"), false, "left out: a record of the type %q", word("wof:placetype"))
		return
	}
	country := iso2(orWord(word("wof:country"), word("iso:country")))
	held := im.heldOf(line, p)
	if by, _ := p["wof:superseded_by"].([]any); len(by) > 0 && held.End == "" {
		im.note(line, names[0], false, "left out: record %s took its place, and no day is given", wofNumber(by[0]))
		return
	}
	at := centreOf(s)
	if lat, is := p["geom:latitude"].(float64); is && at == nil {
		lon, _ := p["geom:longitude"].(float64)
		at = &LatLon{lat, lon}
	}
	if country == "" || at == nil || !validPoint(at.Lat, at.Lon) {
		im.note(line, names[0], true, "no country (wof:country), outline or point")
		return
	}
	r := Row{ID: "wof:" + wofNumber(p["wof:id"]), Kind: kind, Lat: at.Lat, Lon: at.Lon, Country: country, Names: names, Standing: 500}
	if kind.Settled() {
		r.Standing = standing(word("gn:fcode"), len(names))
	}
	joined := false
	if kind == Admin1 {
		// A division that is no more is not the one that has its name now.
		if code, name := im.division(country, names...); code != "" && held.End == "" {
			base, _ := im.base.ByID("a1:" + country + "." + code)
			r.ID, r.Admin1Code, r.Admin1, joined = "a1:"+country+"."+code, code, name, true
			r.Lat, r.Lon, r.Population, r.Names = base.Lat, base.Lon, base.Population, append([]string{base.Name}, names...)
		} else {
			r.Admin1Code, r.Admin1 = r.ID, names[0]
		}
	} else {
		if id := wofNumber(concordance(p, "gn:id")); id != "" {
			r.ID = "gn:" + id
			if n, err := strconv.ParseUint(id, 10, 32); err == nil {
				joined = im.inherit(&r, uint32(n))
			}
		}
		im.wofParents(&r, p)
	}
	name := names[0]
	switch kind {
	case Admin1:
		name = r.Admin1
	case Admin2:
		r.Admin2 = name
	case Admin3:
		im.third(r.ID, wofNumber(p["wof:id"]), name)
	}
	im.held(r.ID, held)
	im.outlined(Area{ID: r.ID, Name: name, Kind: kind, Country: country, Held: held, Admin1: r.Admin1, Admin2: r.Admin2, admin1Code: r.Admin1Code}, s)
	im.add(r, joined)
}

// wofParents fills the divisions of a record by the records of its hierarchy,
// where the same file has them.
func (im *importer) wofParents(r *Row, p map[string]any) {
	list, _ := p["wof:hierarchy"].([]any)
	if len(list) == 0 {
		return
	}
	above, _ := list[0].(map[string]any)
	if region := im.wofNamed[wofNumber(above["region_id"])]; r.Admin1 == "" && region != "" {
		if r.Admin1Code, r.Admin1 = im.division(r.Country, region); r.Admin1 == "" {
			r.Admin1Code, r.Admin1 = "wof:"+wofNumber(above["region_id"]), region
		}
	}
	if county := im.wofNamed[wofNumber(above["county_id"])]; r.Admin2 == "" {
		r.Admin2 = county
	}
	third := wofNumber(above["localadmin_id"])
	im.third(r.ID, third, im.wofNamed[third])
}

// wofNames are the record's names: its own first, then those by language.
func wofNames(p map[string]any) []string {
	var names []string
	if s, ok := p["wof:name"].(string); ok {
		names = present(strings.TrimSpace(s))
	}
	for _, key := range slices.Sorted(maps.Keys(p)) {
		if !strings.HasPrefix(key, "name:") {
			continue
		}
		list, _ := p[key].([]any)
		for _, v := range list {
			if s, ok := v.(string); ok && strings.TrimSpace(s) != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
	}
	return latinFirst(names)
}

func concordance(p map[string]any, key string) any {
	c, _ := p["wof:concordances"].(map[string]any)
	return c[key]
}

// wofNumber writes an id, which JSON reads as a number.
func wofNumber(v any) string {
	switch n := v.(type) {
	case float64:
		return strconv.FormatFloat(n, 'f', 0, 64)
	case string:
		return n
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}
